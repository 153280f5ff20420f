/** What a batch is asked to do, and what is told of it. */
import type { RuleId } from '../editions/rules.ts';
import type { Decision } from '../register/decisions.ts';
import type { Deed, Reader, Register } from '../register/register.ts';
import type { Outcome } from '../rules/decision.ts';
import type { Fault } from './column.ts';
import type { BatchCommand, Handled, RowResult, RowSource, Run } from './command.ts';
import type { ReadRow } from './read.ts';

/** Rows on their way in. Files, options and the register itself look alike from here. */
export interface Input {
  readonly source: RowSource;
  /** Rows from the start, each time it is called. Throws InputFault. */
  chunks(size: number): AsyncIterable<readonly ReadRow[]>;
  /** Our column as the input names it; null where the input lacks it. */
  headerOf(column: string): string | null;
  /** What stands in a row under one of our columns. */
  seen(row: ReadRow, column: string): string;
}

/** The summary of a run, as scripts see it. */
export interface Summary {
  readonly command: string;
  rows: number;
  accepted: number;
  unchanged: number;
  invalid: number;
  withheld: number;
  granted: number;
  refused: number;
  created: number;
  updated: number;
  readonly errors: Fault[];
  decisions?: readonly Decision[];
}

/** The summary of a run that has seen no row. */
export const emptySummary = (command: string, errors: Fault[] = []): Summary => ({
  command,
  rows: 0,
  accepted: 0,
  unchanged: 0,
  invalid: 0,
  withheld: 0,
  granted: 0,
  refused: 0,
  created: 0,
  updated: 0,
  errors,
});

export type Status = 'accepted' | 'unchanged' | 'invalid' | 'withheld';

/** One row of `--results`. */
export interface ResultRow {
  readonly line: number | null;
  readonly status: Status;
  readonly outcome: string;
  readonly value: number | null;
  readonly unmet: string;
  readonly message: string;
  /** The key columns, in the order of the command's `keys`. */
  readonly keys: readonly string[];
}

/** One row that was scored. */
export interface Score {
  readonly outcome: Outcome;
  readonly value: number;
  /** Points above what passes. */
  readonly margin: number;
  /** The values of the key columns; made where they are asked for. */
  readonly keys: () => readonly string[];
}

/** What a run is asked to do, and who listens. */
export interface BatchJob {
  readonly command: BatchCommand;
  readonly input: Input;
  readonly register: Register;
  readonly deed: Deed;
  /** What handlers know, but for the writer. */
  readonly run: Omit<Run, 'writer' | 'on' | 'source'>;
  readonly skipInvalid: boolean;
  readonly dryRun: boolean;
  /** Called for each row where results are asked for. */
  readonly onResult?: ((row: ResultRow) => void) | undefined;
  readonly onReject?: ((row: ReadRow, faults: readonly Fault[]) => void) | undefined;
  readonly onDecision?: ((decision: Decision, handled: Handled) => void) | undefined;
  /** Called for each row that was scored. */
  readonly onScore?: ((score: Score) => void) | undefined;
  /** Called for each row that has a letter, where letters are asked for. */
  readonly onLetter?: ((cells: readonly (string | number | null)[]) => void) | undefined;
  readonly onProgress?: ((rows: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called when a run begins anew: whatever was heard before does not count. */
  readonly onRestart?: (() => void) | undefined;
  /**
   * Called once all rows are through, before anything is stored for good: what fails here undoes the run.
   * `reader` sees what the run wrote; null where invalid rows kept all from being written.
   */
  readonly onEnd?: ((end: BatchEnd, reader: Reader | null) => Promise<void>) | undefined;
}

export interface BatchEnd {
  readonly summary: Summary;
  /** Warnings of the rows, each said once. */
  readonly warnings: readonly string[];
  /** How many rows each rule refused, most first. */
  readonly reasons: readonly (readonly [rule: RuleId, rows: number])[];
  /** The refusal or the fault of a single row decides the exit code. */
  readonly last: RowResult | null;
  /** There was something to write, in a dry run too. */
  readonly touched: boolean;
  readonly wrote: boolean;
}
