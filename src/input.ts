/** What the command line gives a command that takes rows: its options, a file, or one row of values. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { type Column, optionOf } from './batch/column.ts';
import type { BatchCommand } from './batch/command.ts';
import { checkEncoding } from './batch/encoding.ts';
import { cellFault } from './batch/fault.ts';
import type { Input } from './batch/job.ts';
import { layouts } from './batch/layouts.ts';
import { fold, nearest } from './batch/nearest.ts';
import { openSheet, parseDelimiter, type ReadRow, type Sheet } from './batch/read.ts';
import { readTyped } from './batch/row.ts';
import { openSource } from './batch/source.ts';
import type { Context } from './context.ts';
import { UsageFault } from './faults.ts';
import type { Catalog } from './languages/catalog.ts';
import { answeredBy } from './steps.ts';

/** The options of every command that takes a file, as commander hands them over. */
export interface BatchFlags {
  readonly csv?: string;
  readonly skipInvalid?: boolean;
  readonly rejects?: string;
  readonly results?: string;
  readonly map?: readonly string[];
  readonly layout?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly letters?: string;
  /** `<name>=<value>` by option, for the columns that an edition names. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  /** Values of columns and of the command's own options, by name. */
  readonly values: Readonly<Record<string, string>>;
}

/** The commands that take back a sheet of `pending`. */
const takesSheets = new Set<string>(Object.values(answeredBy));

const fileFlags = ['skipInvalid', 'rejects', 'map', 'layout', 'delimiter', 'encoding'] as const;

const optionsOf = (columns: readonly Column[]): string => columns.map(optionOf).join(', ');

/** Takes `--score technology=4` for the column it names. Throws UsageFault. */
export function withEntries(command: BatchCommand, flags: BatchFlags, t: Catalog): BatchFlags {
  const values = { ...flags.values };
  for (const [option, entries] of Object.entries(flags.entries ?? {})) {
    const columns = command.columns.filter(({ entry }) => entry?.option === option);
    for (const entry of entries) {
      const at = entry.indexOf('=');
      if (at < 1) throw new UsageFault(t.usage.badEntry(option, entry));
      const name = entry.slice(0, at).trim();
      const column = columns.find((one) => one.entry?.names.some((known) => fold(known) === fold(name)));
      const known = columns.flatMap((one) => one.entry?.names[0] ?? []);
      if (!column) throw new UsageFault(t.usage.unknownEntry(option, name, known.join(', '), nearest(name, known)));
      if (values[column.name] !== undefined) throw new UsageFault(t.usage.entryTwice(option, name));
      values[column.name] = entry.slice(at + 1);
    }
  }
  return { ...flags, values };
}

/** Whether the run takes its rows from the register, which the options that name a part of the key only narrow. */
const isNarrowed = (command: BatchCommand, { csv, values }: BatchFlags): boolean =>
  csv === undefined && command.generate !== undefined && !command.keys.every((name) => values[name] !== undefined);

/** The columns one row of the command line fills; none where the rows come from a file or the register. */
export const rowColumns = (command: BatchCommand, flags: BatchFlags): readonly Column[] =>
  flags.csv !== undefined || isNarrowed(command, flags) ? [] : command.columns;

/** What must be given: the command's own options, and the columns of the row. */
function missingColumns(command: BatchCommand, flags: BatchFlags): readonly Column[] {
  const own = command.options ?? [];
  return [...own, ...rowColumns(command, flags)].filter((column) => column.required && flags.values[column.name] === undefined);
}

/** Throws UsageFault where options do not go together, whatever is still left out. */
export function checkFlags(command: BatchCommand, flags: BatchFlags, t: Catalog): void {
  const given = ({ name }: Column) => flags.values[name] !== undefined;
  const own = command.options ?? [];
  if (flags.csv !== undefined) {
    const both = command.columns.filter((column) => given(column) && !own.some(({ name }) => name === column.name));
    if (both.length > 0) throw new UsageFault(t.usage.csvOrOptions(optionsOf(both)));
    if (flags.rejects !== undefined && !flags.skipInvalid) throw new UsageFault(t.usage.rejectsNeedSkip);
  } else {
    for (const flag of fileFlags)
      if (flags[flag] !== undefined) throw new UsageFault(t.usage.onlyWithCsv(`--${flag === 'skipInvalid' ? 'skip-invalid' : flag}`));
  }
  if (!isNarrowed(command, flags)) {
    const idle = own.filter((column) => command.narrowing?.includes(column.name) && given(column));
    if (idle.length > 0) throw new UsageFault(t.usage.onlyNarrows(optionsOf(idle)));
    return;
  }
  const beside = command.columns.filter((column) => given(column) && !command.keys.includes(column.name));
  const keys = command.columns.filter(({ name }) => command.keys.includes(name));
  if (beside.length > 0) throw new UsageFault(t.usage.needsWholeKey(optionsOf(beside), optionsOf(keys)));
}

/** The command's own options, read with the parsers of columns. Throws UsageFault. */
export function readOptions(command: BatchCommand, flags: BatchFlags, t: Catalog): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const column of command.options ?? []) {
    const text = flags.values[column.name];
    if (text === undefined) continue;
    const parsed = column.parse(text.trim());
    if ('expected' in parsed) throw new UsageFault(`${optionOf(column)}: ${t.batch.seen(text)} ${parsed.expected(t)}`);
    read[column.name] = parsed.value;
  }
  const given = flags as unknown as Readonly<Record<string, unknown>>;
  for (const flag of command.flags ?? []) if (given[flag] === true) read[flag] = true;
  // A run without a file is narrowed by the options that name a key.
  if (flags.csv === undefined && command.generate)
    for (const name of command.keys) if (flags.values[name] !== undefined) read[name] = flags.values[name];
  return read;
}

/** Where the rows of a run come from; the sheet where it is a file. Throws UsageFault and InputFault. */
export async function openInput(
  context: Context,
  command: BatchCommand,
  flags: BatchFlags,
): Promise<{ input: Input; sheet: Sheet | null }> {
  if (flags.csv !== undefined) return inputOfFile(context, command, flags, flags.csv);
  const missing = missingColumns(command, flags);
  if (missing.length > 0) throw new UsageFault(context.t.usage.missingOptions(command.name, optionsOf(missing)));
  return { input: inputOfOptions(context, command, flags), sheet: null };
}

function inputOfOptions({ t }: Context, command: BatchCommand, flags: BatchFlags): Input {
  const named = new Map(command.columns.map((column) => [column.name, column]));
  const headerOf = (name: string) => {
    const column = named.get(name);
    return column ? optionOf(column) : name;
  };
  const narrowed = isNarrowed(command, flags);
  return {
    source: narrowed ? 'register' : 'options',
    headerOf,
    seen: (_, name) => (named.has(name) ? (flags.values[name] ?? '') : ''),
    async *chunks() {
      yield narrowed ? [] : [readRow(command, flags.values, t)];
    },
  };
}

/** One row of values given as options; the same parsers as a file. */
export function readRow(command: BatchCommand, texts: Readonly<Record<string, string>>, t: Catalog): ReadRow {
  const values: Record<string, unknown> = {};
  const faults: ReadRow['faults'][number][] = [];
  for (const column of command.columns) {
    const text = texts[column.name]?.trim();
    const read = text === undefined ? null : readTyped(column, text);
    if (read === null) continue;
    if ('value' in read) values[column.name] = read.value;
    else faults.push(cellFault(null, optionOf(column), text ?? '', read.expected(t)));
  }
  return { line: 0, cells: [], values: faults.length > 0 ? null : values, faults, unanswered: false };
}

async function inputOfFile(
  { t, world }: Context,
  command: BatchCommand,
  flags: BatchFlags,
  file: string,
): Promise<{ input: Input; sheet: Sheet }> {
  const missing = missingColumns(command, flags);
  if (missing.length > 0) throw new UsageFault(t.usage.missingOptions(command.name, optionsOf(missing)));
  if (flags.encoding !== undefined && !checkEncoding(flags.encoding))
    throw new UsageFault(`--encoding: ${t.batch.unknownEncoding(flags.encoding)}`);
  const delimiter = flags.delimiter === undefined ? undefined : parseDelimiter(flags.delimiter);
  if (delimiter === null) throw new UsageFault(t.usage.badDelimiter(flags.delimiter ?? ''));
  const names = layouts.map(({ name }) => name);
  const layout = layouts.find(({ name }) => name === flags.layout);
  if (flags.layout !== undefined && !layout)
    throw new UsageFault(t.usage.unknownLayout(flags.layout, names.join(', '), nearest(flags.layout, names)));
  const stdin = () => (world.signal ? addAbortSignal(world.signal, world.stdin) : world.stdin);
  const source = await openSource(file === '-' ? file : resolve(world.cwd, file), file === '-' ? stdin() : empty(), t);
  const sheet = await openSheet(
    source,
    command.columns,
    {
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
      ...(flags.map ? { map: flags.map } : {}),
      ...(layout ? { layout } : {}),
      ...(takesSheets.has(command.name) ? { keys: command.keys } : {}),
    },
    t,
  );
  const fields = new Map(sheet.fields.map((field) => [field.column.name, field]));
  const input: Input = {
    source: 'file',
    chunks: (size) => sheet.chunks(size),
    headerOf: (column) => fields.get(column)?.header ?? null,
    seen: (row, column) => fields.get(column)?.seen(row.cells.map((cell) => cell)) ?? '',
  };
  return { input, sheet };
}

async function* empty(): AsyncGenerator<Uint8Array> {}

/** Where rows set aside go; null where none are. Throws UsageFault where standard input has no name to derive it from. */
export function rejectsPlace({ t, world }: Context, { csv, skipInvalid, rejects }: BatchFlags): string | null {
  if (csv === undefined || !skipInvalid) return null;
  if (rejects !== undefined) return resolve(world.cwd, rejects);
  if (csv === '-') throw new UsageFault(t.usage.rejectsOfStdin);
  const whole = resolve(world.cwd, csv);
  return join(dirname(whole), `${basename(whole, extname(whole))}.rejects${extname(whole) || '.csv'}`);
}
