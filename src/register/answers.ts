/** Answers to many questions at once, without the findings behind them. */
import { sql } from 'kysely';
import type { Day } from '../day.ts';
import type { Kind } from './decisions.ts';
import type { Reader } from './register.ts';

/** What was answered, once or several times, by a day; revoked answers do not count. */
export interface Answers {
  /** Subjects whose last answer is yes. */
  readonly yes: ReadonlySet<string>;
  /** Subjects whose last answer is no. */
  readonly no: ReadonlySet<string>;
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

/** Which subjects or schools are asked about; all where neither is said. */
interface Narrowed {
  readonly schools?: Iterable<string>;
  readonly subjects?: Iterable<string>;
}

/**
 * A column that SQLite looks for by no index of its own. Of decisions of a kind at some schools it would else read all of
 * the kind.
 */
export const unindexed = (column: string) => sql<string>`${sql.ref(column)} || ''`;

/** The decisions of a kind that are answers on a day: not revoked by then; those on one subject in the order in which they were taken. */
export function answeringDecisions(reader: Reader, kind: Kind, day: Day, { schools, subjects }: Narrowed) {
  const answering = reader.db
    .selectFrom('decisions as d')
    .select(['d.subject', 'd.outcome'])
    .where(schools ? unindexed('d.kind') : 'd.kind', '=', kind)
    .where('d.on_day', '<=', day)
    .where('d.decision', 'not in', revokedDecisions(reader, day));
  if (schools)
    return answering
      .where('d.school_code', 'in', reader.list(new Set(schools)))
      .orderBy('d.school_code')
      .orderBy('d.seq');
  return (subjects ? answering.where('d.subject', 'in', reader.list(new Set(subjects))) : answering).orderBy('d.seq');
}

/** What such decisions come to. */
export function answersOf(decisions: readonly { readonly subject: string; readonly outcome: string }[]): Answers {
  const yes = new Set<string>();
  const no = new Set<string>();
  const everYes = new Set<string>();
  for (const { subject, outcome } of decisions) {
    const [now, before] = outcome === 'granted' ? [yes, no] : [no, yes];
    before.delete(subject);
    now.add(subject);
    if (now === yes) everYes.add(subject);
  }
  return { yes, no, everYes };
}

/** The answers of a kind that count on a day. */
export const findAnswers = async (reader: Reader, kind: Kind, day: Day, narrowed: Narrowed = {}): Promise<Answers> =>
  answersOf(await answeringDecisions(reader, kind, day, narrowed).execute());
