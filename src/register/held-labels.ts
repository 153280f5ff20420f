/** National labels that the teachers of schools hold: what SCH-3 rests on. */
import type { Day } from '../day.ts';
import type { HeldLabel } from '../rules/school-invitation.ts';
import { revokedDecisions, unindexed } from './answers.ts';
import type { Reader } from './register.ts';

/** Labels known on a day, by the school of the teacher's enrolment, then the recorded ones by the school recorded. */
export async function findHeldLabels(reader: Reader, schoolCodes: Iterable<string>, day: Day): Promise<Map<string, HeldLabel[]>> {
  const wanted = reader.list(new Set(schoolCodes));
  const decided = await reader.db
    .selectFrom('decisions as d')
    .select(['d.school_code', 'd.decision as label', 'd.on_day as granted_on'])
    .where(unindexed('d.kind'), '=', 'national-label')
    .where('d.outcome', '=', 'granted')
    .where('d.on_day', '<=', day)
    .where('d.school_code', 'in', wanted)
    .where('d.decision', 'not in', revokedDecisions(reader, day))
    .orderBy('d.seq')
    .execute();
  const recorded = await reader.db
    .selectFrom('labels_elsewhere')
    .select(['school_code', 'granted_on'])
    .where('granted_on', '<=', day)
    .where('school_code', 'in', wanted)
    .orderBy('granted_on')
    .orderBy('project_id')
    .execute();
  const found = new Map<string, HeldLabel[]>();
  for (const { school_code, label, granted_on } of [...decided, ...recorded.map((row) => ({ ...row, label: 'recorded' }))]) {
    const of = found.get(school_code ?? '') ?? [];
    of.push({ label, grantedOn: granted_on as Day });
    found.set(school_code ?? '', of);
  }
  return found;
}
