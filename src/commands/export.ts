import { resolve } from 'node:path';
import type { Column } from '../batch/column.ts';
import { columns as c, optional } from '../batch/columns.ts';
import { csvText, openDraft } from '../batch/write.ts';
import { type PlainCommand, textOf } from '../command.ts';
import { exitCodes, UsageFault } from '../faults.ts';
import { filterColumns, filterOf, heeded } from '../filters.ts';
import { type DatasetName, type DatasetRow, datasets } from '../register/datasets.ts';
import { unmet } from '../rules/decision.ts';

/** Writes a dataset as CSV, JSON or lines of JSON. */
export const exportData: PlainCommand = {
  name: 'export',
  argument: { name: 'dataset', choices: Object.keys(datasets) },
  options: [optional(c.format), optional(c.out), { flag: 'excel' }, ...filterColumns],
  shows: Object.fromEntries(Object.entries(datasets).map(([name, { columns }]) => [name, columns])),
  async run(context, given) {
    const { t, terminal, world } = context;
    const name = given.argument as DatasetName;
    const dataset = datasets[name];
    const idle = filterColumns.filter((column) => given.values[column.name] !== undefined && !heeded(dataset).includes(column));
    const options = (columns: readonly Column[]) => columns.map((column) => `--${column.option}`).join(', ');
    if (idle.length > 0) throw new UsageFault(t.lists.idle(options(idle), name, options(heeded(dataset))));
    const format = context.json ? 'json' : (textOf(given, 'format') ?? 'csv');
    const place = textOf(given, 'out');
    const excel = given.values.excel === true;
    const register = await context.register();
    const draft = place === undefined || place === '-' ? null : openDraft(resolve(world.cwd, place), t);
    let rows = 0;
    try {
      const write = async (text: string) => {
        if (text === '') return;
        if (draft) draft.append(text);
        else {
          world.stdout.write(text);
          await terminal.drained();
        }
      };
      const csv = csvText({ excel, guard: true });
      const columns = dataset.columns.map((column) => (name === 'decisions' && column === 'findings' ? 'unmet' : column));
      if (format === 'csv') await write(csv([columns]));
      await register.read(async (reader) => {
        for await (const page of dataset.rows(reader, filterOf(given.values), context.on)) {
          if (format === 'csv') await write(csv(page.map((row) => dataset.columns.map((column) => cellOf(row, column)))));
          else
            for (const [place, row] of page.entries())
              await write(
                `${format === 'json' ? (rows + place === 0 ? '[\n' : ',\n') : ''}${JSON.stringify(row)}${format === 'json' ? '' : '\n'}`,
              );
          rows += page.length;
        }
      });
      if (format === 'json') await write(rows === 0 ? '[]\n' : '\n]\n');
      draft?.finish();
    } finally {
      draft?.abandon();
    }
    if (place !== undefined && place !== '-') terminal.say(t.lists.exported(rows, place));
    return exitCodes.done;
  },
};

/** One cell of CSV: findings as the rules that were unmet, lists with `;` between. */
function cellOf(row: DatasetRow, column: string): string | number | null {
  const value = row[column] ?? null;
  if (column === 'findings') return unmet(value as never).join(';');
  return Array.isArray(value) ? value.join(';') : (value as string | number | null);
}
