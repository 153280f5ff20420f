/** The files a run writes beside the register: results, rejects and letters. */
import { resolve } from 'node:path';
import type { BatchCommand } from './batch/command.ts';
import type { Sheet } from './batch/read.ts';
import type { BatchEnd, BatchJob, ResultRow } from './batch/run.ts';
import { openCsv, openRejects, type Rejects } from './batch/write.ts';
import type { Context } from './context.ts';
import type { BatchFlags } from './input.ts';

export interface Outputs {
  readonly listeners: Pick<BatchJob, 'onResult' | 'onReject' | 'onLetter'>;
  /** What was written so far does not count: the run begins anew. */
  restart(): void;
  /** Puts in their places the files that the run has a right to. */
  finish(end: BatchEnd): void;
  /** Removes what was not finished. */
  abandon(): void;
}

const resultColumns = ['line', 'status', 'outcome', 'value', 'unmet', 'message'] as const;
const cellsOf = ({ keys, ...row }: ResultRow) => [...resultColumns.map((column) => row[column]), ...keys];

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
    finish({ wrote }) {
      results?.finish();
      rejects?.finish();
      if (wrote) letters?.finish();
    },
    abandon() {
      results?.abandon();
      rejects?.abandon();
      letters?.abandon();
    },
  };
}
