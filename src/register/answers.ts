/** Answers to many questions at once, without the findings behind them. */
import type { Day } from '../day.ts';
import type { Kind } from './decisions.ts';
import type { Reader } from './register.ts';

/** An answer or award, and whether anything revoked it. */
export interface Answer {
  readonly decision: string;
  readonly subject: string;
  readonly schoolCode: string | null;
  readonly granted: boolean;
}

/** Decisions of a kind that count on a day, in the order in which they were taken. `schools` or `subjects` narrow them. */
export async function findAnswers(
  reader: Reader,
  kind: Kind,
  day: Day,
  narrowed: { readonly schools?: Iterable<string>; readonly subjects?: Iterable<string> } = {},
): Promise<Answer[]> {
  let query = reader.db
    .selectFrom('decisions')
    .select(['decision', 'subject', 'school_code', 'outcome'])
    .where('kind', '=', kind)
    .where('on_day', '<=', day)
    .orderBy('seq');
  if (narrowed.schools) query = query.where('school_code', 'in', reader.list(new Set(narrowed.schools)));
  if (narrowed.subjects) query = query.where('subject', 'in', reader.list(new Set(narrowed.subjects)));
  const rows = await query.execute();
  const revoked = await findRevoked(reader, day);
  return rows
    .filter((row) => !revoked.has(row.decision))
    .map((row) => ({ decision: row.decision, subject: row.subject, schoolCode: row.school_code, granted: row.outcome === 'granted' }));
}

/** The subjects whose last answer is yes. */
export function grantedSubjects(answers: readonly Answer[]): Set<string> {
  const last = new Map(answers.map(({ subject, granted }) => [subject, granted]));
  return new Set([...last].flatMap(([subject, granted]) => (granted ? [subject] : [])));
}

/** Every decision revoked by a day. */
async function findRevoked(reader: Reader, day: Day): Promise<Set<string | null>> {
  const rows = await reader.db
    .selectFrom('decisions')
    .select('revokes')
    .where('kind', '=', 'revocation')
    .where('on_day', '<=', day)
    .execute();
  return new Set(rows.map((row) => row.revokes));
}
