import { columns as c, fresh, optional } from '../batch/columns.ts';
import { accepted, batchCommand, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { findElsewhere } from '../register/claims.ts';
import { findProjects } from '../register/projects.ts';
import { findNames } from '../register/teachers.ts';

/** Records credits certified elsewhere or before this register: they count under the ceiling (CRED-6, CRED-8). */
export const creditsRecord = batchCommand({
  name: 'credits record',
  columns: [c.teacher_id, c.year, c.credits, fresh(c.cfie), optional(c.project_id), optional(c.certificate)],
  keys: ['teacher_id', 'year', 'project_id', 'certificate'],
  async handle(rows, run) {
    const { writer, on, t } = run;
    const ids = rows.map((row) => row.teacher_id);
    const teachers = await findNames(writer, ids);
    const projects = await findProjects(
      writer,
      rows.flatMap((row) => row.project_id ?? []),
    );
    const keyOf = (row: { teacher_id: string; year: string; project_id: string; certificate: string }) =>
      JSON.stringify([row.teacher_id, row.year, row.project_id, row.certificate]);
    const found = [...(await findElsewhere(writer, ids)).values()].flat();
    const known = new Map(found.map((row) => [keyOf(row), row]));
    return rows.map((row): RowResult => {
      if (!teachers.has(row.teacher_id)) return unknown('teacher_id', row.teacher_id, t.rows.unknownTeacher);
      if (row.project_id && !projects.has(row.project_id)) return unknown('project_id', row.project_id, t.rows.unknownProject);
      const { teacher_id, year, credits, cfie } = row;
      const fact = { teacher_id, year, credits, cfie, project_id: row.project_id ?? '', certificate: row.certificate ?? '' };
      const before = known.get(keyOf(fact));
      if (before && before.credits === credits && before.cfie === cfie) return unchanged();
      writer.put('credits_elsewhere', { ...fact, recorded_on: on });
      known.set(keyOf(fact), { ...fact, recorded_on: on, run: writer.run });
      return accepted({ made: before ? 'updated' : 'created' });
    });
  },
});
