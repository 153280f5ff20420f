/** What somebody may have meant by an id that the register does not know. */

import type { BatchEnd } from './batch/job.ts';
import { nearest } from './batch/nearest.ts';
import type { Context } from './context.ts';
import { NotFound } from './faults.ts';
import { findMatches, findSimilar, isLookup, type LookupColumn } from './register/matches.ts';

/** At most so many are named: more is a list to look through. */
const most = 3;

/** A hint to go behind a message: ids whose name, title or e-mail it fits, else the id most like it. Empty where there is none. */
export async function nearIds(context: Context, column: LookupColumn, id: string): Promise<string> {
  const register = await context.register();
  return register.read(async (reader) => {
    const { found, more } = await findMatches(reader, column, id);
    const near = nearest(id, await findSimilar(reader, column, id));
    const ids = near === null ? (found.length + more <= most ? found.map((match) => match.id) : []) : [near];
    return ids.length > 0 ? context.t.ask.perhaps(ids.join(', ')) : '';
  });
}

/** Says beside what was not found what may have been meant. */
export async function withHint<T>(context: Context, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof NotFound) || !error.sought || !isLookup(error.sought.column)) throw error;
    throw new NotFound(`${error.message}${await nearIds(context, error.sought.column, error.sought.id)}`);
  }
}

/** The same for a row of options that names what is not there. */
export async function withNearIds(context: Context, end: BatchEnd): Promise<BatchEnd> {
  const { last, summary } = end;
  if (summary.decisions === undefined || last?.status !== 'invalid') return end;
  const errors = await Promise.all(
    summary.errors.map(async (fault, place) => {
      const { column = null, value = null, unknown = false } = last.faults[place] ?? {};
      if (!unknown || column === null || value === null || !isLookup(column)) return fault;
      return { ...fault, message: `${fault.message}${await nearIds(context, column, value)}` };
    }),
  );
  return { ...end, summary: { ...summary, errors } };
}
