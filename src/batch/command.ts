/** What a command that takes a file declares: its columns, its key, and what a chunk of rows does. */
import type { Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import type { RuleId } from '../editions/rules.ts';
import type { Catalog } from '../languages/catalog.ts';
import type { Decision } from '../register/decisions.ts';
import type { Reader, Writer } from '../register/register.ts';
import type { Outcome } from '../rules/decision.ts';
import type { Column, Values } from './column.ts';
import type { CsvDraft } from './write.ts';

/** A fault of a row; the column is ours, and the runner names the file's header. */
export interface RowFault {
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
  /** The row names something the register does not know: exit 5 where it was named on the command line. */
  readonly unknown?: boolean;
}

export interface Handled {
  readonly status: 'accepted' | 'unchanged';
  readonly outcome?: Outcome | undefined;
  /** Credits or score. */
  readonly value?: number | null | undefined;
  readonly unmet?: readonly RuleId[] | undefined;
  /** For people: the reasons, or what stands; a function where thousands are not told. */
  readonly message?: string | (() => string) | undefined;
  readonly made?: 'created' | 'updated' | undefined;
  readonly decisions?: readonly Decision[] | undefined;
  readonly warnings?: readonly string[] | undefined;
  /** Points above what passes, negative below; null where nothing was scored. */
  readonly margin?: number | null | undefined;
  /** The row of a mail merge, in the order of the command's `letters`; made only where letters are asked for. */
  readonly letter?: (() => readonly (string | number | null)[]) | undefined;
  /** Key columns that the command itself found or made. */
  readonly key?: Readonly<Record<string, string>> | undefined;
}

/** What people are told of a row. */
export const messageOf = ({ message = '' }: Pick<Handled, 'message'>): string => (typeof message === 'string' ? message : message());

export type RowResult = Handled | { readonly status: 'invalid'; readonly faults: readonly RowFault[] };

export type RowSource = 'file' | 'options' | 'register';

/** What a handler knows of the run it works in. */
export interface Run {
  readonly writer: Writer;
  readonly on: Day;
  readonly t: Catalog;
  /** The edition as it is read on the day of a matter. */
  reading(day: Day): Reading;
  /** Options of the command that are not columns. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Where relative paths of a row begin. */
  readonly cwd: string;
  /** Where the rows come from: a file, the command line, or the register itself (a run without a file). */
  readonly source: RowSource;
  /** Nothing of the run will stay. */
  readonly dryRun: boolean;
  /** What the handler sets aside for the command's afterword. */
  readonly noted: unknown[];
}

/** What a command knows when it says what to ask for. */
export interface Asking {
  readonly reader: Reader;
  readonly on: Day;
  reading(day: Day): Reading;
  /** Options of the command that are not columns, as far as they are known. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Lines for people: what the run shows of its own accord, and what it wrote besides. */
export interface Afterword {
  readonly shown: readonly string[];
  readonly said: readonly string[];
  /** Filled, and given their names once the run is stored. */
  readonly files?: readonly CsvDraft[];
}

/** What an afterword knows of a run whose rows are through, before it is stored for good. */
export interface After extends Omit<Run, 'writer'> {
  readonly reader: Reader;
  /** Columns of the terminal; null where stdout is none. */
  readonly width: number | null;
}

/** `L` is what the command loads of its rows. */
export interface BatchCommand<C extends readonly Column[] = readonly Column[], L = unknown> {
  /** As typed, `approve teacher`. */
  readonly name: string;
  readonly columns: C;
  /** The rules it decides by; left out where it decides nothing. */
  readonly decides?: readonly RuleId[];
  /** The columns whose values name the subject, for results. */
  readonly keys: readonly string[];
  /** The key two rows of one file share; the values of `keys` unless said. */
  key?(row: Values<C>): string;
  /** Options of the command that are no columns of its file, such as the year; read with the same parsers. */
  readonly options?: readonly Column[];
  /** Another name by which a row of the file may mean the same subject. Null where it has none. */
  alias?(row: Values<C>): string | null;
  /** Of `options`, those that only narrow a run without a file. */
  readonly narrowing?: readonly string[];
  /** All its columns, where an edition names some: `columns` are those that every edition has. `reading` is of the day of the run. */
  follow?(reading: Reading): readonly Column[];
  /**
   * The columns worth asking for, in order, by what is known of the row so far: `needed` where this row must have them.
   * All `columns` where it is not said.
   */
  questions?(row: Partial<Values<C>>, asking: Asking): Promise<readonly Column[]>;
  /** The options under which the columns that an edition names are given, `<name>=<value>`. */
  readonly entries?: readonly string[];
  /** The scores decide: people see their spread, and who nearly passed or just did. */
  readonly scored?: boolean;
  /** The header of a mail merge, for a command that can write letters. */
  readonly letters?: readonly string[];
  /** Its rows are the register's alone: it takes no file. */
  readonly fromRegister?: boolean;
  /** The column that may also be given without its option. */
  readonly argument?: string;
  /** Asked before anything is written. */
  readonly confirm?: (t: Catalog) => string;
  /** The places of rows in the order in which they are decided, where that is not the order of the file: it is then read whole. */
  order?(rows: readonly Values<C>[], run: Run): Promise<readonly number[]>;
  /** The rows of a run without a file, on which the key options only narrow it. */
  generate?(run: Run): Promise<readonly Values<C>[]>;
  /**
   * What can be had of rows before their turn: their facts, where rows of other keys do not bear on them, or what is stored
   * if they bring something new. Asked for while rows before are decided, unless two rows of the file share a key.
   */
  load?(rows: readonly Values<C>[], run: Run): Promise<L>;
  /** Decides rows, with what was loaded of them, and saves what comes of them. */
  handle(rows: readonly Values<C>[], run: Run, loaded: L): Promise<readonly RowResult[]>;
  /** Options without a value. */
  readonly flags?: readonly string[];
  /** What is said once the rows are through, and the files that are written then (none in a dry run); not where invalid rows kept all from being written. */
  readonly afterword?: (after: After) => Promise<Afterword>;
}

/** Declares a command; the types of its rows follow from its columns. */
export const batchCommand = <const C extends readonly Column[], L = unknown>(command: BatchCommand<C, L>): BatchCommand<C, L> => command;

export const invalid = (column: string | null, value: string | null, message: string): RowResult => ({
  status: 'invalid',
  faults: [{ column, value, message }],
});
export const unknown = (column: string, value: string, message: string): RowResult => ({
  status: 'invalid',
  faults: [{ column, value, message, unknown: true }],
});
export const unchanged = (more: Omit<Handled, 'status'> = {}): RowResult => ({ status: 'unchanged', ...more });
export const accepted = (more: Omit<Handled, 'status'> = {}): RowResult => ({ status: 'accepted', ...more });
