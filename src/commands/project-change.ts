import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { findProjects } from '../register/projects.ts';
import { saveRemark } from '../register/remarks.ts';

/** Corrects the title, dates or address of a project, with a reason. */
export const projectChange = batchCommand({
  name: 'project change',
  columns: [c.project_id, optional(c.title), optional(c.starts_on), optional(c.ends_on), optional(c.url), c.reason],
  keys: ['project_id'],
  async handle(rows, run) {
    const { writer, t } = run;
    const projects = await findProjects(
      writer,
      rows.map((row) => row.project_id),
    );
    return rows.map((row): RowResult => {
      const known = projects.get(row.project_id);
      if (!known) return unknown('project_id', row.project_id, t.rows.unknownProject);
      for (const column of ['title', 'starts_on', 'ends_on'] as const)
        if (row[column] === null) return invalid(column, '-', t.rows.cannotBeCleared);
      const { run: _, ...before } = known;
      const after = {
        ...before,
        title: row.title ?? before.title,
        starts_on: row.starts_on ?? before.starts_on,
        ends_on: row.ends_on ?? before.ends_on,
        url: row.url === undefined ? before.url : row.url,
      };
      if (after.ends_on < after.starts_on)
        return invalid(
          row.ends_on ? 'ends_on' : 'starts_on',
          row.ends_on ?? row.starts_on ?? null,
          t.rows.endsBeforeStart(after.starts_on),
        );
      if (JSON.stringify(after) === JSON.stringify(before)) return unchanged();
      writer.put('projects', after);
      saveRemark(writer, 'projects', `${row.project_id} ${writer.number('fact')}`, 'reason', row.reason);
      projects.set(row.project_id, { ...after, run: writer.run });
      return accepted({ made: 'updated' });
    });
  },
});
