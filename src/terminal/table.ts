/** Tables for people; machines get JSON or CSV. */
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
/** Prose gives way down to this; then a column is left out, if one may be. */
const narrow = 14;
const narrowest = 6;
/** What is pasted into the next command, and days and numbers, which mean nothing in part. */
const whole = /^(?:decision|certificate|cfie|call|year|on|from|at|hash|email)$|_(?:id|code|on|from|until)$/;

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
  const widths = width === null ? shown.map((column) => column.width) : fitted(shown, width);
  const give = shorten ? (text: string, room: number) => [shortened(text, room)] : wrapped;
  const line = (texts: readonly string[], painted = (text: string) => text) => {
    const cells = texts.map((text, place) => give(text, widths[place] ?? 0));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, row) =>
      cells
        .map((cell, place) => padded(cell[row] ?? '', widths[place] ?? 0, shown[place]?.numeric ?? false, painted))
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  };
  const head = line(
    shown.map(({ title }) => title),
    strong,
  );
  const lines = [...head, ...rows.flatMap((_, row) => line(shown.map(({ cells }) => cells[row] ?? '')))];
  const missing = all.filter((column) => !shown.includes(column));
  if (missing.length > 0 && leftOut) lines.push(leftOut(missing.map(({ title }) => title)));
  return lines.join('\n');
}

function columnOf(title: string, values: readonly unknown[]): TableColumn {
  const cells = values.map((value) => (value === null || value === undefined ? '' : printable(String(value), 500)));
  const head = widthOf(title);
  const width = cells.reduce((most, cell) => Math.max(most, widthOf(cell)), head);
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

/** Columns a text takes on a terminal. Plain Latin takes one each, which is most of what there is. */
const widthOf = (text: string): number => (/^[ -~\u00a1-\u00ac\u00ae-\u02ff]*$/.test(text) ? text.length : stringWidth(text));

function padded(text: string, width: number, right: boolean, painted: (text: string) => string): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + painted(text) : painted(text) + space;
}

/** A text that fits, with `…` where something is missing. */
function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const sign of text) {
    if (widthOf(kept + sign) >= width) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in lines that fit, broken between words; a longer word stays whole, since it may be an id. */
function wrapped(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What is known of one thing, a line a name; long values wrap beside their names. */
export const facts = (entries: readonly (readonly [name: string, value: unknown])[], width: number | null): string =>
  table(['', ''], entries, { width, strong: (text) => text })
    .split('\n')
    .slice(1)
    .join('\n');
