import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { findProjects } from '../register/projects.ts';
import { findSchools } from '../register/schools.ts';
import type { RowOf } from '../register/tables.ts';

type Award = RowOf<'other_awards'>;

/** Records a project of the month or a prize; no rule decides them (S-OV). */
export const awardRecord = batchCommand({
  name: 'award record',
  columns: [c.project_id, c.award, c.period, optional(c.school_code), optional(c.granted_on)],
  keys: ['project_id', 'award', 'period', 'school_code'],
  async handle(rows, run) {
    const { writer, on, t } = run;
    const ids = rows.map((row) => row.project_id);
    const projects = await findProjects(writer, ids);
    const schools = await findSchools(
      writer,
      rows.flatMap((row) => row.school_code ?? []),
    );
    const found = await writer.db.selectFrom('other_awards').selectAll().where('project_id', 'in', writer.list(ids)).execute();
    const known = new Map(found.map((row) => [keyOf(row), row]));
    return rows.map((row): RowResult => {
      const { project_id, award, period } = row;
      if (!projects.has(project_id)) return unknown('project_id', project_id, t.rows.unknownProject);
      if (row.school_code && !schools.has(row.school_code)) return unknown('school_code', row.school_code, t.rows.unknownSchool);
      if (row.granted_on && row.granted_on > on) return invalid('granted_on', row.granted_on, t.rows.inTheFuture(on));
      const key = { project_id, award, period, school_code: row.school_code ?? '' };
      const before = known.get(keyOf(key));
      const grantedOn = row.granted_on === undefined ? (before?.granted_on ?? null) : row.granted_on;
      if (before && before.granted_on === grantedOn) return unchanged();
      const recorded = { ...key, granted_on: grantedOn, recorded_on: before?.recorded_on ?? on };
      writer.put('other_awards', recorded);
      known.set(keyOf(key), { ...recorded, run: writer.run });
      return accepted({ made: before ? 'updated' : 'created' });
    });
  },
});

const keyOf = (row: Pick<Award, 'project_id' | 'award' | 'period' | 'school_code'>): string =>
  JSON.stringify([row.project_id, row.award, row.period, row.school_code]);
