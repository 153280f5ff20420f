import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { rulesOf } from '../editions/rules.ts';
import { sayUnmet } from '../languages/say.ts';
import { counting, remember, replaced, saveDecision } from '../register/decisions.ts';
import { saveRemark } from '../register/remarks.ts';
import { accessSubject, findAccess, findTeachers, presentPosting } from '../register/teachers.ts';
import { sameDecision, unmet } from '../rules/decision.ts';
import { grantAccess } from '../rules/participation.ts';

/** Records what a school replies about a teacher, and grants or refuses access (PART-2). */
export const approveTeacher = batchCommand({
  name: 'approve teacher',
  columns: [c.teacher_id, c.attached, c.data_correct, c.consent, optional(c.replied_on), optional(c.replied_by)],
  decides: rulesOf('PART-2'),
  keys: ['teacher_id'],
  async load(rows, { writer }) {
    const teachers = await findTeachers(
      writer,
      rows.map((row) => row.teacher_id),
    );
    return { teachers, access: await findAccess(writer, teachers.values()) };
  },
  async handle(rows, run, { teachers, access }) {
    const { writer, on, t } = run;
    const reading = run.reading(on);
    return rows.map((row): RowResult => {
      const teacher = teachers.get(row.teacher_id);
      if (!teacher) return unknown('teacher_id', row.teacher_id, t.rows.unknownTeacher);
      const posting = presentPosting(teacher.postings);
      if (!posting) return invalid('teacher_id', row.teacher_id, t.rows.noPresentPosting);
      const repliedOn = row.replied_on ?? on;
      if (repliedOn > on) return invalid('replied_on', repliedOn, t.rows.inTheFuture(on));
      // The first posting counts for earlier days too; a later one begins on its day.
      if (teacher.postings.length > 1 && repliedOn < posting.from)
        return invalid('replied_on', repliedOn, t.rows.replyBeforePosting(posting.schoolCode, posting.from));

      const subject = accessSubject(row.teacher_id, posting);
      const past = access.get(subject) ?? [];
      const verdict = grantAccess({ attached: row.attached, dataCorrect: row.data_correct, consent: row.consent }, reading);
      const answered = { outcome: verdict.outcome, unmet: unmet(verdict.findings), message: sayUnmet(t, verdict.findings) };
      const last = counting(past, on);
      if (last && sameDecision(last, verdict)) return unchanged(answered);
      const id = writer.number('fact');
      writer.put('access_replies', {
        id,
        teacher_id: row.teacher_id,
        posted_from: posting.from,
        attached: Number(row.attached),
        data_correct: Number(row.data_correct),
        consent: Number(row.consent),
        replied_on: repliedOn,
      });
      saveRemark(writer, 'access_replies', id, 'replied_by', row.replied_by);
      const decision = saveDecision(writer, 'teacher-access', subject, verdict, {
        teacher_id: row.teacher_id,
        school_code: posting.schoolCode,
        replaces: replaced(past)?.decision ?? null,
      });
      access.set(subject, [...past, remember(decision)]);
      return accepted({ ...answered, decisions: [decision] });
    });
  },
});
