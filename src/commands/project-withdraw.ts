import { columns as c } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { findPast, standing, subjectOf } from '../register/decisions.ts';
import { findEnrolments, findProjects } from '../register/projects.ts';
import { saveRemark } from '../register/remarks.ts';
import { findNames } from '../register/teachers.ts';

/** Awards that rest on an enrolment; they are revoked before it ends. */
const awards = ['credits', 'national-label'] as const;

/** Ends an enrolment that was wrong, with a reason. */
export const projectWithdraw = batchCommand({
  name: 'project withdraw',
  columns: [c.project_id, c.teacher_id, c.reason],
  keys: ['project_id', 'teacher_id'],
  async handle(rows, run) {
    const { writer, on, t } = run;
    const ids = rows.map((row) => row.project_id);
    const projects = await findProjects(writer, ids);
    const teachers = await findNames(
      writer,
      rows.map((row) => row.teacher_id),
    );
    const enrolments = await findEnrolments(writer, ids);
    const subjects = rows.map((row) => subjectOf(row.project_id, row.teacher_id));
    const past = await Promise.all(awards.map((kind) => findPast(writer, kind, subjects)));
    return rows.map((row): RowResult => {
      if (!projects.has(row.project_id)) return unknown('project_id', row.project_id, t.rows.unknownProject);
      if (!teachers.has(row.teacher_id)) return unknown('teacher_id', row.teacher_id, t.rows.unknownTeacher);
      const of = enrolments.get(row.project_id) ?? [];
      const enrolment = of.findLast((e) => e.teacher_id === row.teacher_id);
      if (!enrolment) return invalid('teacher_id', row.teacher_id, t.rows.notEnrolled(row.project_id));
      if (enrolment.withdrawn_on !== null) return unchanged({ message: t.rows.withdrawnAlready(enrolment.withdrawn_on) });
      const award = past
        .map((byKind) => standing(byKind.get(subjectOf(row.project_id, row.teacher_id)), on))
        .find((found) => found !== null);
      if (award) return invalid('teacher_id', row.teacher_id, t.rows.awardStands(award.certificate ?? award.decision));
      const { run: _, ...before } = enrolment;
      const ended = { ...before, withdrawn_on: on };
      writer.put('enrolments', ended);
      saveRemark(writer, 'enrolments', enrolment.id, 'reason', row.reason);
      of[of.indexOf(enrolment)] = { ...ended, run: writer.run };
      return accepted({ made: 'updated' });
    });
  },
});
