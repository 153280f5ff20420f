/** National labels that the teachers of schools hold: what SCH-3 rests on. */
import type { Day } from '../day.ts';
import type { HeldLabel } from '../rules/school-invitation.ts';
import type { Reader } from './register.ts';

/** Labels known on a day, by the school of the teacher's enrolment; oldest first. */
export async function findHeldLabels(reader: Reader, schoolCodes: Iterable<string>, day: Day): Promise<Map<string, HeldLabel[]>> {
  const wanted = reader.list(new Set(schoolCodes));
  const decided = await reader.db
    .selectFrom('decisions')
    .select(['school_code', 'decision as label', 'on_day as granted_on'])
    .where('kind', '=', 'national-label')
    .where('outcome', '=', 'granted')
    .where('on_day', '<=', day)
    .where('school_code', 'in', wanted)
    .where('decision', 'not in', (eb) =>
      eb
        .selectFrom('decisions')
        .select('revokes')
        .where('kind', '=', 'revocation')
        .where('revokes', 'is not', null)
        .where('on_day', '<=', day),
    )
    .orderBy('seq')
    .execute();
  // Recorded labels join here once their table exists: rows of recorded_labels with
  // school_code in `wanted` and granted_on <= day, as { school_code, label: 'recorded', granted_on }.
  const found = new Map<string, HeldLabel[]>();
  for (const { school_code, label, granted_on } of decided) {
    const of = found.get(school_code ?? '') ?? [];
    of.push({ label, grantedOn: granted_on as Day });
    found.set(school_code ?? '', of);
  }
  return found;
}
