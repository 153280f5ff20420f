import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { rulesOf } from '../editions/rules.ts';
import { sayUnmet } from '../languages/say.ts';
import { counting, findPast, replaced, saveDecision, subjectOf } from '../register/decisions.ts';
import { keep } from '../register/participations.ts';
import { enrolmentOf, findEnrolments, findFacts, findProjects } from '../register/projects.ts';
import { saveRemark } from '../register/remarks.ts';
import { findNames } from '../register/teachers.ts';
import { evaluateReport } from '../rules/credits.ts';
import { sameDecision, unmet } from '../rules/decision.ts';

/** Records the evaluation of a final report (CRED-4). */
export const reportEvaluate = batchCommand({
  name: 'report evaluate',
  columns: [c.project_id, c.teacher_id, c.result, optional(c.evaluated_on), optional(c.evaluator), optional(c.comment)],
  decides: rulesOf('CRED-4'),
  keys: ['project_id', 'teacher_id'],
  async load(rows, { writer }) {
    const ids = rows.map((row) => row.project_id);
    const projects = await findProjects(writer, ids);
    const teachers = await findNames(
      writer,
      rows.map((row) => row.teacher_id),
    );
    const enrolments = await findEnrolments(writer, ids);
    const reports = await findFacts(writer, 'reports', ids);
    const evaluations = await findPast(
      writer,
      'report-evaluation',
      rows.map((row) => subjectOf(row.project_id, row.teacher_id)),
    );
    return { projects, teachers, enrolments, reports, evaluations };
  },
  async handle(rows, run, { projects, teachers, enrolments, reports, evaluations }) {
    const { writer, on, t } = run;
    return rows.map((row): RowResult => {
      const { project_id, teacher_id, result } = row;
      if (!projects.has(project_id)) return unknown('project_id', project_id, t.rows.unknownProject);
      if (!teachers.has(teacher_id)) return unknown('teacher_id', teacher_id, t.rows.unknownTeacher);
      const enrolment = enrolmentOf(enrolments.get(project_id), teacher_id, on);
      if (!enrolment) return invalid('teacher_id', teacher_id, t.rows.notEnrolled(project_id));
      const final = reports.get(project_id)?.some((r) => r.teacher_id === teacher_id && r.kind === 'final' && r.submitted_on <= on);
      if (!final) return invalid('project_id', project_id, t.rows.noFinalReport(teacher_id));
      const evaluatedOn = row.evaluated_on ?? on;
      if (evaluatedOn > on) return invalid('evaluated_on', evaluatedOn, t.rows.inTheFuture(on));

      const subject = subjectOf(project_id, teacher_id);
      const past = evaluations.get(subject);
      const verdict = evaluateReport(result, run.reading(on));
      const said = { outcome: verdict.outcome, unmet: unmet(verdict.findings), message: sayUnmet(t, verdict.findings) };
      const last = counting(past, on);
      if (last && sameDecision(last, verdict)) return unchanged(said);
      const id = writer.number('fact');
      writer.put('evaluations', { id, project_id, teacher_id, result, evaluated_on: evaluatedOn });
      saveRemark(writer, 'evaluations', id, 'evaluator', row.evaluator);
      saveRemark(writer, 'evaluations', id, 'comment', row.comment);
      const about = { project_id, teacher_id, school_code: enrolment.school_code, replaces: replaced(past)?.decision ?? null };
      const decision = saveDecision(writer, 'report-evaluation', subject, verdict, about);
      keep(evaluations, subject, decision);
      return accepted({ ...said, decisions: [decision] });
    });
  },
});
