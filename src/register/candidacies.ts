/** What phase 2 of a call asks of schools, loaded in sets. */
import type { Day } from '../day.ts';
import type { AccreditationFacts } from '../rules/school-label.ts';
import { standingAccreditations } from './accreditations.ts';
import { applicationKey, applicationsAsKnown, findApplications } from './applications.ts';
import { findInvitedSchools } from './invitations.ts';
import type { Reader } from './register.ts';

/** The facts of SCH-4 to SCH-7 as known on a day, by school; `own` are recorded accreditations of the call. The service's evaluation is not among them. */
export async function loadCandidacies(
  reader: Reader,
  call: string,
  codes: readonly string[],
  on: Day,
): Promise<(code: string) => Omit<AccreditationFacts, 'evaluation'>> {
  const invited = await findInvitedSchools(reader, call, on);
  const applications = await applicationsAsKnown(reader, await findApplications(reader, codes), on);
  const accreditations = await standingAccreditations(reader, on, codes);
  return (code) => {
    const stand = accreditations.get(code) ?? [];
    return {
      invited: invited.has(code),
      applications: applications.get(applicationKey(call, code)) ?? [],
      accreditations: stand.filter((one) => one.call !== call),
      own: stand.filter((one) => one.call === call && one.decision === null),
    };
  };
}
