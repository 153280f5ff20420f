/** Phase 1 of eTwinning School: which schools are invited, SCH-1 to SCH-4 (S-SCH). */
import { addYears, type Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { type Accreditation, type Call, notAccredited } from './call.ts';
import { type Finding, finding, type Verdict, verdict } from './decision.ts';

/** A teacher posted at the school on the reference day, with access. */
export interface PostedTeacher {
  readonly teacherId: string;
  readonly lastActiveOn: Day | null;
  /** Projects in which the teacher was enrolled from this school by the reference day, in an active participation. */
  readonly projects: readonly { readonly startsOn: Day; readonly endsOn: Day }[];
}

/** A national label earned by a teacher of the school. */
export interface HeldLabel {
  /** The decision, or `recorded`. */
  readonly label: string;
  readonly grantedOn: Day;
}

export interface SchoolFacts {
  /** The day since which the school takes part. Null where nothing says it. */
  readonly since: Day | null;
  /** The day is that of the earliest posting with access, since the school itself states none. */
  readonly derived: boolean;
  readonly teachers: readonly PostedTeacher[];
  readonly labels: readonly HeldLabel[];
  /** Those of other calls that stand. */
  readonly accreditations: readonly Accreditation[];
}

/** SCH-1 to SCH-4. `reading` is of the reference day. */
export function invite(facts: SchoolFacts, call: Call, reading: Reading): Verdict {
  return verdict(reading, [
    longEnough(facts, call, reading),
    activeTeachers(facts, call, reading),
    labelHeld(facts, call, reading),
    notAccredited(call, facts.accreditations, reading),
  ]);
}

/** SCH-1: an anniversary on 29 February is kept on the 28th where the year has no other. */
function longEnough({ since, derived }: SchoolFacts, { referenceDay, registeredBy }: Call, reading: Reading): Finding {
  const years = registeredBy === null ? reading.value('schools.years') : null;
  const by = registeredBy ?? referenceDay;
  const met = since !== null && addYears(since, years ?? 0) <= by;
  return finding(reading, 'SCH-1', met, { since, derived }, { years, on: referenceDay, registered_by: registeredBy }, ['schools.years']);
}

/** First day of the window in which teachers are active. */
export const activeFrom = ({ referenceDay, activeSince }: Call, reading: Reading): Day =>
  activeSince ?? addYears(referenceDay, -reading.value('schools.active-years'));

/** SCH-2: distinct teachers, active by their last activity or through a project. */
function activeTeachers({ teachers }: SchoolFacts, call: Call, reading: Reading): Finding {
  const { referenceDay } = call;
  const from = activeFrom(call, reading);
  const atLeast = reading.value('schools.active-teachers');
  const active = new Set(
    teachers
      .filter(
        ({ lastActiveOn, projects }) =>
          (lastActiveOn !== null && lastActiveOn >= from) ||
          projects.some(({ startsOn, endsOn }) => startsOn <= referenceDay && endsOn >= from),
      )
      .map(({ teacherId }) => teacherId),
  );
  const seen = { active_teachers: [...active].sort(), with_access: new Set(teachers.map(({ teacherId }) => teacherId)).size };
  return finding(reading, 'SCH-2', active.size >= atLeast, seen, { at_least: atLeast, from, until: referenceDay }, [
    'schools.active-teachers',
    'schools.active-years',
  ]);
}

/** SCH-3: a label granted within the call's window, by the reference day where it sets none. */
function labelHeld({ labels }: SchoolFacts, { referenceDay, labelSince, labelUntil }: Call, reading: Reading): Finding {
  const until = labelUntil ?? referenceDay;
  const atLeast = reading.value('schools.national-labels');
  const held = labels.filter(({ grantedOn }) => (labelSince === null || labelSince <= grantedOn) && grantedOn <= until);
  return finding(
    reading,
    'SCH-3',
    held.length >= atLeast,
    { labels: held.map(({ label }) => label) },
    { at_least: atLeast, from: labelSince, until },
    ['schools.national-labels'],
  );
}
