import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { findApplications, labelSubject, lastApplication } from '../register/labels.ts';
import { enrolmentOf, findEnrolments, findProjects } from '../register/projects.ts';
import { findNames } from '../register/teachers.ts';

/** Takes in a teacher's application for the national label; the evaluation decides it (NQL-1 to NQL-8). */
export const labelApply = batchCommand({
  name: 'label apply',
  columns: [c.project_id, c.teacher_id, optional(c.applied_on)],
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
    const applications = await findApplications(writer, ids);
    return rows.map((row): RowResult => {
      const { project_id, teacher_id } = row;
      if (!projects.has(project_id)) return unknown('project_id', project_id, t.rows.unknownProject);
      if (!teachers.has(teacher_id)) return unknown('teacher_id', teacher_id, t.rows.unknownTeacher);
      const appliedOn = row.applied_on ?? on;
      if (appliedOn > on) return invalid('applied_on', appliedOn, t.rows.inTheFuture(on));
      const before = applications.get(labelSubject(row)) ?? [];
      const last = lastApplication(before, on);
      if (last && (!row.applied_on || row.applied_on === last.applied_on)) return unchanged();
      const application = { id: writer.number('fact'), project_id, teacher_id, applied_on: appliedOn };
      writer.put('label_applications', application);
      applications.set(labelSubject(row), [...before, { ...application, run: writer.run }]);
      // Whoever is not enrolled may apply; the evaluation refuses it with every other reason there is.
      const enrolled = enrolmentOf(enrolments.get(project_id), teacher_id, on) !== null;
      return accepted({
        made: last ? 'updated' : 'created',
        warnings: enrolled ? [] : [t.rows.applicantNotEnrolled(project_id, teacher_id)],
      });
    });
  },
});
