/** Training credits: CRED-1 to CRED-8 (S-CYL, Seguimiento, reconocimiento y certificación). */
import { type AcademicYear, academicYearOf, type Day, day, daysCounted, daysOfAcademicYear } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { type Finding, finding, type Verdict, verdict } from './decision.ts';
import type { EvaluationResult, Funding } from './seen.ts';

export interface ClaimFacts {
  /** Null where the teacher is not enrolled in the project. */
  readonly enrolment: {
    readonly schoolCode: string;
    /** PART-8, as known on the day of the decision. */
    readonly active: boolean;
    readonly funding: Funding;
    /** Null where no area names the school. */
    readonly cfie: string | null;
  } | null;
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** The kinds of report that are in. */
  readonly documents: readonly string[];
  /** Null where the final report has not been evaluated. */
  readonly evaluation: EvaluationResult | null;
  /** Credits of the year that stand for the teacher, here and elsewhere; the claim's own award left out. */
  readonly certified: number;
  /** What already certifies this project for this teacher: decisions, or `recorded`. */
  readonly standing: readonly string[];
  /** What the officer asked for, 1 to 4; null for all there is. */
  readonly asked: number | null;
}

export interface Certification extends Verdict {
  /** Credits certified; null in a refusal. */
  readonly credits: number | null;
  /** The officer asked for an amount, and the duration fixes it. */
  readonly askedInVain: boolean;
}

/** CRED-1 to CRED-8: how many credits a teacher's work in a project earns. `reading` is of the last day of the academic year. */
export function certifyCredits(facts: ClaimFacts, reading: Reading): Certification {
  const duration = creditsOfDuration(facts, reading);
  const room = left(facts, reading);
  const decided = verdict(reading, [
    enrolledAndActive(facts, reading),
    publiclyFunded(facts, reading),
    documentsIn(facts, reading),
    ...(facts.enrolment
      ? evaluatedPositively(facts.evaluation, reading)
      : [finding(reading, 'CRED-4', null, null, { evaluation: 'positive' })]),
    duration.finding,
    room.finding,
    issuedByCfie(facts, reading),
    certifiedOnce(facts, reading),
  ]);
  const asked = duration.wholeYear ? (facts.asked ?? duration.credits) : duration.credits;
  return {
    ...decided,
    credits: decided.outcome === 'granted' ? Math.min(duration.credits, asked, room.left) : null,
    askedInVain: facts.asked !== null && !duration.wholeYear,
  };
}

function enrolledAndActive({ enrolment }: ClaimFacts, reading: Reading): Finding {
  const seen = { enrolled: enrolment !== null, active: enrolment?.active ?? false };
  return finding(reading, 'CRED-1', seen.enrolled && seen.active, seen, { enrolled: true, active: true });
}

/** CRED-2: public or subsidised; private is not. */
function publiclyFunded({ enrolment }: ClaimFacts, reading: Reading): Finding {
  const funding = reading.value('credits.funding');
  const seen = enrolment && { school_code: enrolment.schoolCode, funding: enrolment.funding };
  return finding(reading, 'CRED-2', seen && funding.includes(seen.funding), seen, { funding }, ['credits.funding']);
}

function documentsIn({ enrolment, documents }: ClaimFacts, reading: Reading): Finding {
  const required = reading.value('credits.documents');
  const seen = enrolment && { documents: required.filter((kind) => documents.includes(kind)) };
  return finding(reading, 'CRED-3', seen && seen.documents.length === required.length, seen, { documents: required }, [
    'credits.documents',
  ]);
}

function evaluatedPositively(evaluation: EvaluationResult | null, reading: Reading): readonly Finding[] {
  return [finding(reading, 'CRED-4', evaluation === 'positive', { evaluation }, { evaluation: 'positive' })];
}

/** The decision on a final report: CRED-4 alone. */
export function evaluateReport(result: EvaluationResult, reading: Reading): Verdict {
  return verdict(reading, evaluatedPositively(result, reading));
}

/** CRED-5: from the project's dates, both days counted. */
function creditsOfDuration({ startsOn, endsOn }: ClaimFacts, reading: Reading) {
  const days = daysCounted(startsOn, endsOn);
  const wholeYear = days >= reading.value('credits.academic-year-days');
  const term = days >= reading.value('credits.term-days');
  const ofTerm = reading.value('credits.term');
  const ofShorter = reading.value('credits.shorter');
  const credits = wholeYear ? reading.value('credits.academic-year') : term ? ofTerm : ofShorter;
  const required = { academic_year_days: reading.value('credits.academic-year-days'), term_days: reading.value('credits.term-days') };
  const seen = { days, starts_on: startsOn, ends_on: endsOn, credits };
  return {
    credits,
    wholeYear,
    finding: finding(reading, 'CRED-5', credits > 0, seen, required, [
      'credits.academic-year-days',
      'credits.term-days',
      'credits.shorter',
    ]),
  };
}

/** CRED-6: what is left of the ceiling can be certified, a part of an amount too. */
function left({ certified }: ClaimFacts, reading: Reading) {
  const ceiling = reading.value('credits.ceiling');
  // The ceiling is of one year: the decision rests on how a project finds its year.
  reading.value('credits.year-of-project');
  reading.value('academic-year.start');
  const atLeast = reading.value('credits.smallest-part');
  const room = Math.max(0, ceiling - certified);
  const required = { ceiling, at_least: atLeast };
  return {
    left: room,
    finding: finding(reading, 'CRED-6', room >= atLeast, { certified, left: room }, required, ['credits.ceiling', 'credits.smallest-part']),
  };
}

function issuedByCfie({ enrolment }: ClaimFacts, reading: Reading): Finding {
  const seen = enrolment && { school_code: enrolment.schoolCode, cfie: enrolment.cfie };
  return finding(reading, 'CRED-7', seen && seen.cfie !== null, seen, { cfie: true });
}

function certifiedOnce({ standing }: ClaimFacts, reading: Reading): Finding {
  const atMost = reading.value('credits.per-project');
  return finding(reading, 'CRED-8', standing.length < atMost, { standing }, { at_most: atMost }, ['credits.per-project']);
}

/** The days of an academic year. Throws NoValue where no beginning of the year is known. */
export function academicYear(year: AcademicYear, readingOn: (on: Day) => Reading): { readonly first: Day; readonly last: Day } {
  // Whatever the month in which a year begins, 31 December of its first calendar year lies in it.
  const start = readingOn(day(`${year.slice(0, 4)}-12-31`)).value('academic-year.start');
  return daysOfAcademicYear(year, start);
}

/** The academic year a project belongs to. */
export function yearOfProject(project: { readonly startsOn: Day; readonly endsOn: Day }, readingOn: (on: Day) => Reading): AcademicYear {
  const reading = readingOn(project.endsOn);
  const deciding = reading.value('credits.year-of-project') === 'end' ? project.endsOn : project.startsOn;
  return academicYearOf(deciding, reading.value('academic-year.start'));
}
