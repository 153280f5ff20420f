/** Participation in the programme: PART-1 to PART-8 (S-CYL; suitability also S-OV). */
import { addDays, type Day, daysBetween } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { finding, type Verdict, verdict } from './decision.ts';
import type { Form } from './seen.ts';

/** PART-1: only a teacher in active service registers. */
export function register(facts: { readonly inService: boolean }, reading: Reading): Verdict {
  return verdict(reading, [finding(reading, 'PART-1', facts.inService, { in_service: facts.inService }, { in_service: true })]);
}

export interface AccessReply {
  readonly attached: boolean;
  readonly dataCorrect: boolean;
  readonly consent: boolean;
}

/** PART-2: access is granted when the school replies yes to all three questions. */
export function grantAccess(reply: AccessReply, reading: Reading): Verdict {
  return verdict(reading, [
    finding(reading, 'PART-2(a)', reply.attached, { attached: reply.attached }, { attached: true }),
    finding(reading, 'PART-2(b)', reply.dataCorrect, { data_correct: reply.dataCorrect }, { data_correct: true }),
    finding(reading, 'PART-2(c)', reply.consent, { consent: reply.consent }, { consent: true }),
  ]);
}

export interface Founder {
  readonly country: string;
  /** Null for a school this register does not know. */
  readonly schoolCode: string | null;
}

export interface EnrolmentFacts {
  readonly form: Form;
  readonly enrolledOn: Day;
  /** The teacher's posting on the day of enrolment, and whether access to it is known. Null without a posting. */
  readonly posting: { readonly schoolCode: string; readonly country: string; readonly access: boolean } | null;
  /** Nobody of the school is in the project yet: PART-4 and PART-5 are asked. */
  readonly firstOfSchool: boolean;
  readonly founders: readonly Founder[];
  readonly startsOn: Day;
  readonly endsOn: Day;
}

/** PART-3 to PART-5: a teacher with access enrols a project in the name of the school. */
export function enrol(facts: EnrolmentFacts, reading: Reading): Verdict {
  const { posting, enrolledOn } = facts;
  const access = posting?.access ?? false;
  return verdict(reading, [
    finding(reading, 'PART-3', access, { school_code: posting?.schoolCode ?? null, access, on: enrolledOn }, { access: true }),
    coFounded(facts, reading),
    activeOnJoining(facts, reading),
  ]);
}

/** PART-4, asked of a school's first enrolment as `new`; the day that counts is that enrolment. */
function coFounded({ form, posting, firstOfSchool, founders, enrolledOn }: EnrolmentFacts, reading: Reading) {
  const required = { founder: true, another_participating_country: true } as const;
  if (!posting || form !== 'new' || !firstOfSchool) return finding(reading, 'PART-4', null, null, required);
  const participating = reading.value('participation.countries', enrolledOn);
  const founder = founders.some(({ schoolCode }) => schoolCode === posting.schoolCode);
  const others = founders.filter(({ country }) => country !== posting.country && participating.includes(country));
  return finding(
    reading,
    'PART-4',
    founder && participating.includes(posting.country) && others.length > 0,
    {
      school_code: posting.schoolCode,
      country: posting.country,
      founder,
      founder_countries: founders.map(({ country }) => country),
      on: enrolledOn,
    },
    required,
    ['participation.countries'],
  );
}

/** PART-5: a joined project is active on the day of joining; after its end nobody enrols, whatever the form. */
function activeOnJoining({ form, posting, firstOfSchool, enrolledOn, startsOn, endsOn }: EnrolmentFacts, reading: Reading) {
  const from = form === 'joined' && firstOfSchool ? startsOn : null;
  const met = posting ? enrolledOn <= endsOn && (from === null || from <= enrolledOn) : null;
  return finding(reading, 'PART-5', met, posting && { enrolled_on: enrolledOn }, { from, until: endsOn });
}

/** What the European dimension is computed from. */
export interface DimensionFacts {
  /** The countries of the project's schools, this one included. */
  readonly countries: readonly string[];
  /** The school's first enrolment in the project: the day on which a country must take part. */
  readonly enrolledOn: Day;
}

export interface SuitabilityFacts extends DimensionFacts {
  readonly collaboration: boolean;
  readonly ict: boolean;
}

/** PART-6: the suitability of a school's participation. */
export function assess({ countries, enrolledOn, collaboration, ict }: SuitabilityFacts, reading: Reading): Verdict {
  const participating = reading.value('participation.countries', enrolledOn);
  const minimum = reading.value('participation.minimum-countries');
  const distinct = [...new Set(countries)].sort();
  const met = distinct.filter((country) => participating.includes(country)).length >= minimum;
  return verdict(reading, [
    finding(reading, 'PART-6(a)', met, { countries: distinct, on: enrolledOn }, { participating_countries: minimum }, [
      'participation.countries',
      'participation.minimum-countries',
    ]),
    finding(reading, 'PART-6(b)', collaboration, { collaboration }, { collaboration: true }),
    finding(reading, 'PART-6(c)', ict, { ict }, { ict: true }),
  ]);
}

/** PART-6 and PART-7 together: a participation is active once both are met (PART-8). */
export function participate(
  facts: { readonly suitable: boolean; readonly approved: boolean; readonly repliedOn: Day },
  reading: Reading,
): Verdict {
  return verdict(reading, [
    finding(reading, 'PART-6', facts.suitable, { suitable: facts.suitable }, { suitable: true }),
    finding(reading, 'PART-7', facts.approved, { approved: facts.approved, replied_on: facts.repliedOn }, { approved: true }),
  ]);
}

/** PART-8: until the participation is active nothing is developed in it, reports included. */
export function takeReport(facts: { readonly enrolled: boolean; readonly active: boolean }, reading: Reading): Verdict {
  return verdict(reading, [finding(reading, 'PART-8', facts.enrolled && facts.active, facts, { active: true })]);
}

/**
 * The first day on which a report is looked for: the project when it begins, the follow-up report halfway, the final
 * report, or any other, when it ends. S-CYL names the three and no days: assumed, and nothing is decided by it.
 */
export function reportDue(kind: string, { startsOn, endsOn }: { readonly startsOn: Day; readonly endsOn: Day }): Day {
  if (kind === 'project') return startsOn;
  return kind === 'follow-up' ? addDays(startsOn, Math.floor(daysBetween(startsOn, endsOn) / 2)) : endsOn;
}
