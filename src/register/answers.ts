/** Answers to many questions at once, without the findings behind them. */
import type { Day } from '../day.ts';
import type { Kind } from './decisions.ts';
import type { Reader } from './register.ts';

/** What was answered, once or several times, by a day; revoked answers do not count. */
export interface Answers {
  /** Subjects whose last answer is yes. */
  readonly yes: ReadonlySet<string>;
  /** Subjects that were ever answered yes. */
  readonly everYes: ReadonlySet<string>;
}

/** The decisions that were revoked by a day. */
export const revokedDecisions = (reader: Reader, day: Day) =>
  reader.db
    .selectFrom('decisions')
    .select('revokes')
    .where('kind', '=', 'revocation')
    .where('revokes', 'is not', null)
    .where('on_day', '<=', day);

/** The answers of a kind that count on a day. `schools` or `subjects` narrow them. */
export async function findAnswers(
  reader: Reader,
  kind: Kind,
  day: Day,
  narrowed: { readonly schools?: readonly string[] | undefined; readonly subjects?: readonly string[] } = {},
): Promise<Answers> {
  let query = reader.db
    .selectFrom('decisions')
    .select(['subject', 'outcome'])
    .where('kind', '=', kind)
    .where('on_day', '<=', day)
    .where('decision', 'not in', revokedDecisions(reader, day))
    .orderBy('seq');
  if (narrowed.schools) query = query.where('school_code', 'in', reader.list(narrowed.schools));
  if (narrowed.subjects) query = query.where('subject', 'in', reader.list(narrowed.subjects));
  const yes = new Set<string>();
  const everYes = new Set<string>();
  for (const { subject, outcome } of await query.execute()) {
    if (outcome === 'granted') {
      yes.add(subject);
      everYes.add(subject);
    } else yes.delete(subject);
  }
  return { yes, everYes };
}
