/** National labels that the teachers of schools hold: what SCH-3 rests on. */
import type { Day } from '../day.ts';
import type { HeldLabel } from '../rules/school-invitation.ts';
import { revokedDecisions, unindexed } from './answers.ts';
import type { Reader } from './register.ts';

/** Labels known on a day, by the school of the teacher's enrolment, then the recorded ones by the school recorded. */
export async function findHeldLabels(reader: Reader, schoolCodes: Iterable<string>, day: Day): Promise<Map<string, HeldLabel[]>> {
  const wanted = reader.list(new Set(schoolCodes));
  const decided = await reader.db
    .selectFrom('decisions')
    .select(['school_code', 'decision as label', 'on_day as granted_on'])
    .where(unindexed('kind'), '=', 'national-label')
    .where('outcome', '=', 'granted')
    .where('on_day', '<=', day)
    .where('school_code', 'in', wanted)
    .where('decision', 'not in', revokedDecisions(reader, day))
    .orderBy('seq')
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
