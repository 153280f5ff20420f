import type { PlainCommand } from '../command.ts';
import { exitCodes } from '../faults.ts';
import { filterOf, heeded } from '../filters.ts';
import type { Catalog } from '../languages/catalog.ts';
import { type Dataset, type DatasetRow, datasets } from '../register/datasets.ts';
import { table } from '../terminal/table.ts';

/** What a list shows people; everything else is in `--json`. */
interface Shown {
  readonly columns: readonly string[];
  /** Those a narrow terminal does without, the first one first. */
  readonly least: readonly string[];
}

/** A list for people; `--json` gives every column of the dataset. */
const list = (name: ListName, dataset: Dataset, shown: Shown): PlainCommand => ({
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
      const columns = [...shown.columns, ...Object.keys(rows[0] ?? {}).filter((column) => !dataset.columns.includes(column))];
      await terminal.page(
        table(
          columns,
          rows.map((row) => columns.map((column) => row[column])),
          {
            width: terminal.width,
            strong: terminal.paint.strong,
            shorten: true,
            least: shown.least,
            leftOut: (left) => terminal.paint.faint(t.lists.leftOut(left.join(', '))),
          },
        ),
      );
    }
    if (!json) terminal.say(rows.length > 0 ? t.lists.count(rows.length) : sayNone(t, name, dataset, values));
    return exitCodes.done;
  },
});

type ListName = keyof Catalog['lists']['feeds'];

/** Why a list is empty: nothing answers to the filters, or nothing is there yet. */
function sayNone(t: Catalog, name: ListName, dataset: Dataset, values: Readonly<Record<string, unknown>>): string {
  const filters = heeded(dataset).flatMap((column) =>
    values[column.name] === undefined ? [] : `--${column.option} ${values[column.name]}`,
  );
  return filters.length > 0 ? t.lists.noneFor(filters.join(' ')) : t.lists.none(t.lists.feeds[name]);
}

export const creditsList = list('credits list', datasets.credits, {
  columns: ['certificate', 'status', 'teacher_id', 'family_name', 'given_name', 'school_code', 'project_id', 'year', 'credits', 'on'],
  least: ['year', 'given_name', 'on', 'school_code', 'family_name', 'project_id'],
});
export const projectList = list('project list', datasets.projects, {
  columns: ['project_id', 'title', 'form', 'teacher_id', 'school_code', 'starts_on', 'ends_on', 'state'],
  least: ['form', 'starts_on', 'ends_on', 'title', 'school_code'],
});
export const schoolList = list('school list', datasets.schools, {
  columns: ['school_code', 'name', 'funding', 'municipality', 'province', 'cfie', 'state'],
  least: ['valid_from', 'funding', 'state', 'municipality', 'province', 'cfie'],
});
export const labelList = list('label list', datasets.labels, {
  columns: ['decision', 'kind', 'origin', 'project_id', 'teacher_id', 'school_code', 'school', 'country', 'on', 'year', 'score', 'status'],
  least: ['origin', 'school', 'score', 'year', 'country', 'on', 'school_code', 'status'],
});
