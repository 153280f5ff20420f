/** Tables for people; machines get JSON or CSV. */
import Table from 'cli-table3';
import stringWidth from 'string-width';
import { printable } from '../batch/fault.ts';

export interface TableOptions {
  /** Columns of the terminal; null where there is none, and nothing is fitted. */
  readonly width: number | null;
  readonly strong: (text: string) => string;
  /** Prose that does not fit is shortened with `…`; else it wraps. */
  readonly shorten?: boolean;
  /** Columns that are left out where there is no room, the first one first. */
  readonly least?: readonly string[];
  /** Says which were. */
  readonly leftOut?: (columns: readonly string[]) => string;
}

const gap = 2;
/** Rows laid out at a time: the time the package takes grows with their square. */
const slice = 50;
/** Prose gives way down to this; then a column is left out, if one may be. */
const narrow = 14;
const narrowest = 6;
/** What is pasted into the next command, and days and numbers, which mean nothing in part. */
const whole = /^(?:decision|certificate|cfie|call|year|on|from|at|hash|email)$|_(?:id|code|on|from|until)$/;

const noBorders = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid']
    .concat(['mid', 'mid-mid', 'right', 'right-mid'])
    .map((place) => [place, '']),
);

interface TableColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly width: number;
  /** The least it can do with. */
  readonly least: number;
  readonly numeric: boolean;
}

/** Rows as a table without drawing characters. Ids, days and numbers are never cut; numbers stand to the right. */
export function table(header: readonly string[], rows: readonly (readonly unknown[])[], options: TableOptions): string {
  const { width, strong, shorten = false, least = [], leftOut } = options;
  const all = header.map((title, place) =>
    columnOf(
      title,
      rows.map((row) => row[place]),
    ),
  );
  const shown = width === null ? all : roomFor(all, width, least);
  const layout = {
    chars: { ...noBorders, middle: ' '.repeat(gap) },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: width === null ? shown.map((column) => column.width) : fitted(shown, width),
    colAligns: shown.map(({ numeric }) => (numeric ? ('right' as const) : ('left' as const))),
    wordWrap: !shorten,
    wrapOnWordBoundary: true,
  };
  const texts = [shown.map(({ title }) => strong(title)), ...rows.map((_, place) => shown.map(({ cells }) => cells[place] ?? ''))];
  const lines: string[] = [];
  for (let start = 0; start < texts.length; start += slice) {
    const made = new Table(layout);
    made.push(...texts.slice(start, start + slice));
    for (const line of made.toString().split('\n')) lines.push(line.trimEnd());
  }
  const missing = all.filter((column) => !shown.includes(column));
  if (missing.length > 0 && leftOut) lines.push(leftOut(missing.map(({ title }) => title)));
  return lines.join('\n');
}

function columnOf(title: string, values: readonly unknown[]): TableColumn {
  const cells = values.map((value) => (value === null || value === undefined ? '' : printable(String(value), 500)));
  const head = stringWidth(title);
  const width = cells.reduce((most, cell) => Math.max(most, stringWidth(cell)), head);
  const prose = !whole.test(title) && cells.some((cell) => cell.includes(' '));
  return { title, cells, width, least: prose ? Math.min(width, Math.max(narrow, head)) : width, numeric: isNumeric(values) };
}

const isNumeric = (values: readonly unknown[]): boolean =>
  values.some((value) => typeof value === 'number') && values.every((value) => value === null || typeof value === 'number');

const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width + gap, -gap);

/** The columns there is room for. Of those that may be left out, empty ones go first. */
function roomFor(columns: readonly TableColumn[], room: number, least: readonly string[]): readonly TableColumn[] {
  const empty = columns.filter(({ title, cells }) => least.includes(title) && cells.every((cell) => cell === ''));
  let shown = columns;
  for (const title of [...empty.map((column) => column.title), ...least]) {
    if (sum(shown.map((column) => column.least)) <= room) break;
    shown = shown.filter((column) => column.title !== title);
  }
  return shown;
}

/** Widths that fit: the widest prose gives way first. What cannot is as wide as it is. */
function fitted(columns: readonly TableColumn[], room: number): number[] {
  const given = columns.map(({ width }) => width);
  for (const floor of [narrow, narrowest])
    while (sum(given) > room) {
      const open = columns.flatMap(({ width, least }, place) => (least < width && (given[place] ?? 0) > floor ? [place] : []));
      const [widest] = open.sort((a, b) => (given[b] ?? 0) - (given[a] ?? 0));
      if (widest === undefined) break;
      given[widest] = (given[widest] ?? 0) - 1;
    }
  return given;
}

/** What is known of one thing, a line a name; long values wrap beside their names. */
export const facts = (entries: readonly (readonly [name: string, value: unknown])[], width: number | null): string =>
  table(['', ''], entries, { width, strong: (text) => text })
    .split('\n')
    .slice(1)
    .join('\n');
