/**
 * The batch path: every command that takes rows runs here, a single claim being a
 * batch of one. Read, decide and save chunk by chunk in one transaction; a dry run
 * is the same with a rollback at the end.
 */
import type { Writer } from '../register/register.ts';
import { portionSize, readingAhead, whole } from './ahead.ts';
import type { BatchCommand } from './command.ts';
import type { BatchEnd, BatchJob } from './job.ts';
import type { ReadRow } from './read.ts';
import { keyOf, Repeated, type Repeats, Tally, Withheld } from './tally.ts';

/** Runs a batch. Throws InputFault, RegisterFault, the signal's reason and whatever is a bug; nothing is written then. */
export async function runBatch(job: BatchJob): Promise<BatchEnd> {
  try {
    return await attempt(job, null);
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
    job.onRestart?.();
    return attempt(job, await findRepeats(job));
  }
}

/** Reads a file through for valid rows that share a key: equal ones say nothing again, others contradict each other. */
async function findRepeats(job: BatchJob): Promise<Repeats> {
  const { command, input } = job;
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const chunks = async (take: (rows: readonly ReadRow[]) => void | Promise<void>) => {
    for await (const chunk of input.chunks(portionSize)) {
      job.signal?.throwIfAborted();
      await take(chunk.filter((row) => row.values && !row.unanswered));
    }
  };
  await chunks((rows) => {
    for (const row of rows) {
      const alias = command.alias?.(row.values as never) ?? null;
      if (alias !== null && !names.has(alias)) names.set(alias, keyOf(command, row));
    }
  });
  const subjectOf = (row: ReadRow) => {
    const key = keyOf(command, row);
    return (command.alias?.(row.values as never) ?? null) === null ? (names.get(key) ?? key) : key;
  };
  await chunks((rows) => {
    for (const row of rows) counts.set(subjectOf(row), (counts.get(subjectOf(row)) ?? 0) + 1);
  });
  const groups = new Map<string, { readonly lines: number[]; readonly content: string; differs: boolean }>();
  await chunks(async (rows) => {
    const shared = rows.map((row) => ({ row, subject: subjectOf(row) })).filter(({ subject }) => counts.get(subject) !== 1);
    const named = shared.map(({ row, subject }) => ({ row, subject, content: contentOf(command, row, subject) }));
    const invalid = await findInvalid(job, named);
    for (const { row, subject, content } of named) {
      if (invalid.has(subject + content)) continue;
      const group = groups.get(subject);
      if (!group) groups.set(subject, { lines: [row.line], content, differs: false });
      else {
        group.lines.push(row.line);
        group.differs ||= group.content !== content;
      }
    }
  });
  const repeats = new Map<number, 'again' | readonly number[]>();
  for (const { lines, differs } of groups.values()) {
    for (const [place, line] of lines.entries()) if (differs || place > 0) repeats.set(line, differs ? lines : 'again');
  }
  return repeats;
}

/** A row that shares its key with others, and what it says of its subject. */
interface Named {
  readonly row: ReadRow;
  readonly subject: string;
  readonly content: string;
}

/**
 * Which of the rows, as subject and content, are invalid by themselves. Rows of different subjects are asked together, and
 * equal ones once: a file that was joined to itself takes not much longer than the file.
 */
async function findInvalid(job: BatchJob, rows: readonly Named[]): Promise<ReadonlySet<string>> {
  const invalid = new Set<string>();
  let left: readonly Named[] = [...new Map(rows.map((one) => [one.subject + one.content, one])).values()];
  while (left.length > 0) {
    const round = new Map<string, Named>();
    for (const one of left) if (!round.has(one.subject)) round.set(one.subject, one);
    const asked = [...round.values()];
    left = left.filter((one) => round.get(one.subject) !== one);
    // It may have been the others that made it so.
    for (const one of await refused(job, asked))
      if (asked.length === 1 || (await refused(job, [one])).length > 0) invalid.add(one.subject + one.content);
  }
  return invalid;
}

/** Of some rows, those that would be invalid if there were no others. */
async function refused({ command, register, deed, input, run }: BatchJob, asked: readonly Named[]): Promise<readonly Named[]> {
  const rows = asked.map(({ row }) => row.values as never);
  const alone = async (writer: Writer) => {
    const its = { ...run, writer, on: deed.on, source: input.source };
    return command.handle(rows, its, await command.load?.(rows, its));
  };
  const results = await register.write(deed, alone, { rehearse: true });
  return asked.filter((_, place) => results[place]?.status === 'invalid');
}

/** What a row says of its subject, whichever way it names it. */
function contentOf(command: BatchCommand, row: ReadRow, subject: string): string {
  const values = Object.entries(row.values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(values.filter(([name, value]) => !(command.alias && command.keys.includes(name) && value === subject)));
}

async function attempt(job: BatchJob, repeats: Repeats | null): Promise<BatchEnd> {
  const tally = new Tally(job, repeats);
  try {
    return await job.register.write(
      job.deed,
      async (writer) => {
        const chunks = job.command.order ? whole(job.input.chunks(portionSize)) : job.input.chunks(portionSize);
        try {
          for await (const chunk of readingAhead(chunks, (rows) => tally.prepare(rows, writer))) {
            await tally.take(chunk, writer);
          }
        } finally {
          await tally.idle();
        }
        tally.touched = writer.wrote();
        tally.close();
        const end = tally.end();
        await job.onEnd?.(end, writer);
        job.signal?.throwIfAborted();
        return end;
      },
      { rehearse: job.dryRun },
    );
  } catch (error) {
    if (!(error instanceof Withheld)) throw error;
  }
  const end = tally.end();
  await job.onEnd?.(end, null);
  return end;
}
