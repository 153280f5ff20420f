/** A call for eTwinning School, and what both of its phases ask of earlier accreditations (SCH-4). */
import { addDays, type Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { type Finding, finding } from './decision.ts';
import type { SeenAccreditation } from './seen.ts';

/** A call and its windows. A null one is the edition's own, counted from the reference day. */
export interface Call {
  /** Its year. */
  readonly call: string;
  readonly opensOn: Day;
  readonly closesOn: Day;
  /** The day of the matter: the opening day unless the call sets another. */
  readonly referenceDay: Day;
  /** Last day since which a school may have been in eTwinning (SCH-1). */
  readonly registeredBy: Day | null;
  /** First day of the window in which teachers are active (SCH-2). */
  readonly activeSince: Day | null;
  /** First and last day on which the national label was granted (SCH-3). */
  readonly labelSince: Day | null;
  readonly labelUntil: Day | null;
  /** The days of the accreditations it gives (SCH-9). */
  readonly validFrom: Day | null;
  readonly validUntil: Day | null;
}

/** An accreditation that stands on the day of the decision. */
export interface Accreditation {
  readonly call: string;
  /** Null where it was recorded, not decided here. */
  readonly decision: string | null;
  readonly validFrom: Day;
  readonly validUntil: Day;
}

/**
 * SCH-4: no accreditation of another call is in force some time after the reference day, so that a school applies in the
 * last months of its own. `standing` are those of other calls; `own` those that keep this call from being decided again,
 * whatever their days.
 */
export function notAccredited(
  call: Call,
  standing: readonly Accreditation[],
  reading: Reading,
  own: readonly Accreditation[] = [],
): Finding {
  const on = call.validFrom ?? addDays(call.referenceDay, reading.value('schools.renewal-days'));
  const inForce = [...standing.filter(({ validFrom, validUntil }) => validFrom <= on && on <= validUntil), ...own];
  return finding(reading, 'SCH-4', inForce.length === 0, { in_force: inForce.map(seen) }, { none_in_force_on: on }, [
    'schools.renewal-days',
  ]);
}

const seen = ({ call, decision, validFrom, validUntil }: Accreditation): SeenAccreditation => ({
  call,
  decision,
  valid_from: validFrom,
  valid_until: validUntil,
});
