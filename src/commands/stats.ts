import { columns as c, optional } from '../batch/columns.ts';
import { csvText } from '../batch/write.ts';
import { type PlainCommand, textOf } from '../command.ts';
import { exitCodes } from '../faults.ts';
import { countFigures, type FigureRow, figureColumns } from '../register/figures.ts';
import { table } from '../terminal/table.ts';

/** Counts what was recognised: one row a figure and place, by country, province, CFIE and in all. */
export const stats: PlainCommand = {
  name: 'stats',
  options: [optional(c.year), optional(c.call), optional(c.by)],
  shows: { stats: figureColumns },
  async run(context, given) {
    const { terminal, json, on } = context;
    const by = textOf(given, 'by');
    const asked = { year: textOf(given, 'year'), call: textOf(given, 'call') };
    const readings = await context.readings();
    const register = await context.register();
    const counted = await register.read((reader) => countFigures(reader, asked, on, readings));
    const rows = counted.filter((row) => by === undefined || row.by === by);
    const cells = (row: FigureRow) => figureColumns.map((column) => row[column]);
    if (json) terminal.out(JSON.stringify(rows));
    else if (terminal.width === null) terminal.out(csvText({})([figureColumns, ...rows.map(cells)]).trimEnd());
    else terminal.out(table(figureColumns, rows.map(cells), { width: terminal.width, strong: terminal.paint.strong }));
    return exitCodes.done;
  },
};
