import type { Column } from '../batch/column.ts';
import type { PlainCommand } from '../command.ts';
import { exitCodes } from '../faults.ts';
import { filterColumns, filterOf } from '../filters.ts';
import { type Dataset, type DatasetRow, datasets, type Filter } from '../register/datasets.ts';
import { table } from '../terminal/table.ts';

const optionOf: Readonly<Record<string, keyof Filter>> = {
  teacher_id: 'teacher',
  project_id: 'project',
  school_code: 'school',
  in_force: 'inForce',
  expires_before: 'expiresBefore',
};
const heeded = (dataset: Dataset): readonly Column[] =>
  filterColumns.filter(({ name }) => dataset.filters.includes(optionOf[name] ?? (name as keyof Filter)));

/** A list for people; `--json` gives every column of the dataset. */
const list = (name: string, dataset: Dataset, shown: readonly string[]): PlainCommand => ({
  name,
  options: heeded(dataset),
  shows: { [name]: dataset.columns },
  async run(context, { values }) {
    const { t, terminal, json } = context;
    const register = await context.register();
    const rows = await register.read(async (reader) => {
      const found: DatasetRow[] = [];
      for await (const page of dataset.rows(reader, filterOf(values), context.on)) found.push(...page);
      return found;
    });
    if (json) terminal.out(JSON.stringify(rows));
    else if (rows.length > 0) {
      // What a filter brings in is shown too: whose accreditation ends is not said without the day.
      const columns = [...shown, ...Object.keys(rows[0] ?? {}).filter((column) => !dataset.columns.includes(column))];
      terminal.out(
        table(
          columns,
          rows.map((row) => columns.map((column) => row[column])),
          { width: terminal.width, strong: terminal.paint.strong },
        ),
      );
    }
    if (!json) terminal.say(t.lists.count(rows.length));
    return exitCodes.done;
  },
});

export const creditsList = list('credits list', datasets.credits, [
  'certificate',
  'status',
  'teacher_id',
  'family_name',
  'given_name',
  'school_code',
  'project_id',
  'year',
  'credits',
  'on',
]);
export const projectList = list('project list', datasets.projects, [
  'project_id',
  'title',
  'form',
  'teacher_id',
  'school_code',
  'starts_on',
  'ends_on',
  'state',
]);
export const schoolList = list('school list', datasets.schools, [
  'school_code',
  'name',
  'funding',
  'municipality',
  'province',
  'cfie',
  'state',
]);
export const labelList = list('label list', datasets.labels, [
  'decision',
  'kind',
  'origin',
  'project_id',
  'teacher_id',
  'school_code',
  'school',
  'country',
  'on',
  'year',
  'score',
  'status',
]);
