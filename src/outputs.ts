/** The files a run writes beside the register: results, rejects and letters. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BatchCommand } from './batch/command.ts';
import { InputFault, printable } from './batch/fault.ts';
import type { BatchEnd, BatchJob, ResultRow } from './batch/job.ts';
import type { Sheet } from './batch/read.ts';
import { type CsvDraft, openCsv, openRejects, type Rejects } from './batch/write.ts';
import type { Context } from './context.ts';
import { UsageFault } from './faults.ts';
import type { BatchFlags } from './input.ts';

export interface Outputs {
  readonly listeners: Pick<BatchJob, 'onResult' | 'onReject' | 'onLetter'>;
  /** What was written so far does not count: the run begins anew. */
  restart(): void;
  /**
   * Brings to the disk, before the register is written for good, the files that the run has a right to: `more` are those of
   * its afterword. Throws InputFault where there is no room.
   */
  seal(end: BatchEnd, more: readonly CsvDraft[]): void;
  /** Puts them in their places. Once the register is written, what kept one from it is no fault of the run: it is given back. */
  finish(end: BatchEnd): readonly string[];
  /** Removes what was not finished. */
  abandon(): void;
}

const resultColumns = ['line', 'status', 'outcome', 'value', 'unmet', 'message'] as const;
const cellsOf = ({ keys, ...row }: ResultRow) => [...resultColumns.map((column) => row[column]), ...keys];

/**
 * Throws UsageFault where two options name one file: a list would take the place of the other, or of the rows themselves.
 * `rejects` is the place of the rows set aside, null for none.
 */
export function checkPlaces({ t, world }: Context, { csv, results, letters, values }: BatchFlags, rejects: string | null): void {
  const named = new Map<string, string>();
  const options = { csv: csv === '-' ? undefined : csv, results, rejects, letters, invitations: values.invitations };
  for (const [option, path] of Object.entries(options)) {
    const file = typeof path === 'string' ? identityOf(resolve(world.cwd, path)) : null;
    if (typeof path !== 'string' || file === null) continue;
    const before = named.get(file);
    if (before !== undefined) throw new UsageFault(t.usage.samePlace(before, `--${option}`, printable(path)));
    named.set(file, `--${option}`);
  }
}

/** What tells a file from others. Null for what is none, as a terminal. */
function identityOf(path: string): string | null {
  try {
    const found = statSync(path, { bigint: true });
    return found.isFile() ? `${found.dev} ${found.ino}` : null;
  } catch {
    // It is not there; what else is wrong with the place is said by whoever opens it.
    return path;
  }
}

/** Opens what the options ask for. `place` is that of rejects, null for none. Throws InputFault where a file cannot be written. */
export function openOutputs(
  { t, world, dryRun }: Context,
  command: BatchCommand,
  flags: BatchFlags,
  sheet: Sheet | null,
  place: string | null,
): Outputs {
  const draft = (file: string, header: readonly string[]) => openCsv(resolve(world.cwd, file), header, { guard: true }, t);
  const results = flags.results === undefined ? undefined : draft(flags.results, [...resultColumns, ...command.keys]);
  // A dry run writes no other file than results and rejects.
  const openLetters = () => (flags.letters !== undefined && command.letters && !dryRun ? draft(flags.letters, command.letters) : undefined);
  let letters = openLetters();
  let rejects: Rejects | undefined;
  let besides: readonly CsvDraft[] = [];
  const files = () => [results, rejects, letters, ...besides].filter((file) => file !== undefined);
  return {
    listeners: {
      onResult: results && ((row) => results.add([cellsOf(row)])),
      onReject: (row, faults) => {
        if (place === null || !sheet) return;
        rejects ??= openRejects(place, sheet, t);
        rejects.add(row, faults);
      },
      onLetter: letters && ((cells) => letters?.add([cells])),
    },
    restart() {
      rejects?.abandon();
      rejects = undefined;
      letters?.abandon();
      letters = openLetters();
    },
    seal({ wrote }, more) {
      besides = more;
      if (!wrote) {
        letters?.abandon();
        letters = undefined;
      }
      for (const file of files()) file.seal();
    },
    finish: ({ wrote }) => files().flatMap((file) => faultOfNaming(file, wrote)),
    abandon() {
      for (const file of files()) file.abandon();
    },
  };
}

/** What kept a file from its name; throws it where nothing was written but files. */
function faultOfNaming(file: Pick<CsvDraft, 'finish'>, wrote: boolean): readonly string[] {
  try {
    file.finish();
    return [];
  } catch (error) {
    if (!wrote || !(error instanceof InputFault)) throw error;
    return [error.message];
  }
}
