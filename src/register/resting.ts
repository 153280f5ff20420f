/** Which decisions rest on another: a revocation does not reach them, so an officer must be told. */
import { addDays, type Day } from '../day.ts';
import type { Decision } from './decisions.ts';
import type { Reader } from './register.ts';

/**
 * The granted decisions that stand and rest on another, oldest first: on a national label the invitations that name it
 * (SCH-3), on an invitation the accreditation of its call (SCH-5), on an accreditation the one that begins the day after (SCH-9).
 */
export async function findResting(reader: Reader, decision: Decision): Promise<string[]> {
  const { kind, school_code, call, valid_until } = decision;
  if (school_code === null) return [];
  let query = reader.db
    .selectFrom('decisions as d')
    .leftJoin('decisions as r', 'r.revokes', 'd.decision')
    .select('d.decision')
    .where('d.school_code', '=', school_code)
    .where('d.outcome', '=', 'granted')
    .where('r.decision', 'is', null)
    .where('d.decision', '!=', decision.decision)
    .orderBy('d.seq');
  if (kind === 'national-label')
    query = query.where('d.kind', '=', 'school-invitation').where('d.findings', 'like', `%"${decision.decision}"%`);
  else if (kind === 'school-invitation') query = query.where('d.kind', '=', 'school-label').where('d.call', '=', call);
  else if (kind === 'school-label' && valid_until !== null)
    query = query.where('d.kind', '=', 'school-label').where('d.valid_from', '=', addDays(valid_until as Day, 1));
  else return [];
  return (await query.execute()).map((row) => row.decision);
}
