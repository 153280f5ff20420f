/**
 * The batch path: every command that takes rows runs here, a single claim being a
 * batch of one. Read, decide and save chunk by chunk in one transaction; a dry run
 * is the same with a rollback at the end.
 */
import type { Writer } from '../register/register.ts';
import { readingAhead, whole } from './ahead.ts';
import type { BatchCommand } from './command.ts';
import type { BatchEnd, BatchJob } from './job.ts';
import type { ReadRow } from './read.ts';
import { keyOf, Repeated, type Repeats, Tally, Withheld } from './tally.ts';

const chunkSize = 1000;

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
  const rows = async (take: (row: ReadRow) => void | Promise<void>) => {
    for await (const chunk of input.chunks(chunkSize)) for (const row of chunk) if (row.values && !row.unanswered) await take(row);
  };
  await rows((row) => {
    const alias = command.alias?.(row.values as never) ?? null;
    if (alias !== null && !names.has(alias)) names.set(alias, keyOf(command, row));
  });
  const subjectOf = (row: ReadRow) => {
    const key = keyOf(command, row);
    return (command.alias?.(row.values as never) ?? null) === null ? (names.get(key) ?? key) : key;
  };
  await rows((row) => void counts.set(subjectOf(row), (counts.get(subjectOf(row)) ?? 0) + 1));
  const groups = new Map<string, { readonly lines: number[]; readonly content: string; differs: boolean }>();
  await rows(async (row) => {
    const subject = subjectOf(row);
    if (counts.get(subject) === 1 || !(await isValidAlone(job, row))) return;
    const content = contentOf(command, row, subject);
    const group = groups.get(subject);
    if (!group) groups.set(subject, { lines: [row.line], content, differs: false });
    else {
      group.lines.push(row.line);
      group.differs ||= group.content !== content;
    }
  });
  const repeats = new Map<number, 'again' | readonly number[]>();
  for (const { lines, differs } of groups.values()) {
    for (const [place, line] of lines.entries()) if (differs || place > 0) repeats.set(line, differs ? lines : 'again');
  }
  return repeats;
}

/** Whether a row would be valid if it were the only one; asked only of rows that share a key. */
async function isValidAlone(job: BatchJob, row: ReadRow): Promise<boolean> {
  const { command, deed, input } = job;
  const alone = async (writer: Writer) => command.handle([row.values as never], { ...job.run, writer, on: deed.on, source: input.source });
  const [result] = await job.register.write(deed, alone, { rehearse: true });
  return result?.status !== 'invalid';
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
        const chunks = job.command.order ? whole(job.input.chunks(chunkSize)) : job.input.chunks(chunkSize);
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
