import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { fingerprints, isAddress } from '../batch/document.ts';
import { printable } from '../batch/fault.ts';
import { rulesOf } from '../editions/rules.ts';
import { sayUnmet } from '../languages/say.ts';
import { enrolmentOf, findEnrolments, findFacts, findParticipations, findProjects, participationSubject } from '../register/projects.ts';
import { findRemarks, saveRemark } from '../register/remarks.ts';
import { findNames } from '../register/teachers.ts';
import { unmet } from '../rules/decision.ts';
import { takeReport } from '../rules/participation.ts';

/** Takes in a teacher's project, follow-up report or final report (PART-8, CRED-3). */
export const reportSubmit = batchCommand({
  name: 'report submit',
  columns: [c.project_id, c.teacher_id, c.kind, optional(c.submitted_on), optional(c.document)],
  decides: rulesOf('PART-8'),
  keys: ['project_id', 'teacher_id', 'kind'],
  async load(rows, { writer, on }) {
    const ids = rows.map((row) => row.project_id);
    const projects = await findProjects(writer, ids);
    const teachers = await findNames(
      writer,
      rows.map((row) => row.teacher_id),
    );
    const enrolments = await findEnrolments(writer, ids);
    const active = (await findParticipations(writer, [...enrolments.values()].flat(), on)).yes;
    const reports = await findFacts(writer, 'reports', ids);
    const documents = await findRemarks(
      writer,
      'reports',
      'document',
      [...reports.values()].flat().map((report) => report.id),
    );
    return { projects, teachers, enrolments, active, reports, documents };
  },
  async handle(rows, run, { projects, teachers, enrolments, active, reports, documents }) {
    const { writer, on, t } = run;
    const fingerprint = fingerprints(run.cwd);
    const results: RowResult[] = [];
    for (const row of rows) results.push(await take(row));
    return results;

    async function take(row: (typeof rows)[number]): Promise<RowResult> {
      const { project_id, teacher_id, kind } = row;
      if (!projects.has(project_id)) return unknown('project_id', project_id, t.rows.unknownProject);
      if (!teachers.has(teacher_id)) return unknown('teacher_id', teacher_id, t.rows.unknownTeacher);
      const submittedOn = row.submitted_on ?? on;
      if (submittedOn > on) return invalid('submitted_on', submittedOn, t.rows.inTheFuture(on));
      const enrolment = enrolmentOf(enrolments.get(project_id), teacher_id, on);
      const taking = enrolment !== null && active.has(participationSubject(project_id, enrolment.school_code));
      const verdict = takeReport({ enrolled: enrolment !== null, active: taking }, run.reading(on));
      if (verdict.outcome === 'refused')
        return accepted({ outcome: 'refused', unmet: unmet(verdict.findings), message: sayUnmet(t, verdict.findings) });

      const of = reports.get(project_id) ?? [];
      const before = of.findLast((report) => report.teacher_id === teacher_id && report.kind === kind);
      const document = row.document === undefined && before ? (documents.get(String(before.id)) ?? null) : (row.document ?? null);
      const sha256 = document === null || isAddress(document) ? null : await fingerprint(document);
      const warnings = document !== null && sha256 === null && !isAddress(document) ? [t.rows.noSuchDocument(printable(document))] : [];
      const sameDay = !row.submitted_on || row.submitted_on === before?.submitted_on;
      const sameDocument =
        document === (before && (documents.get(String(before.id)) ?? null)) && (sha256 ?? before?.sha256 ?? null) === before?.sha256;
      if (before && sameDay && sameDocument) return unchanged({ outcome: 'granted' });
      const report = { id: writer.number('fact'), project_id, teacher_id, kind, submitted_on: submittedOn, sha256 };
      writer.put('reports', report);
      saveRemark(writer, 'reports', report.id, 'document', document);
      if (document !== null) documents.set(String(report.id), document);
      reports.set(project_id, [...of, { ...report, run: writer.run }]);
      return accepted({ outcome: 'granted', made: before ? 'updated' : 'created', warnings });
    }
  },
});
