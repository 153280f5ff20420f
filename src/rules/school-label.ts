/** Phase 2 of eTwinning School: who is accredited and for which days, SCH-4 to SCH-9 (S-SCH). */
import { addDays, addYears, type Day, latest } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { type Accreditation, type Call, notAccredited } from './call.ts';
import { type Finding, finding, type Verdict, verdict } from './decision.ts';

export interface Application {
  readonly submittedOn: Day;
  readonly teacherId: string;
  /** The teacher was posted at the school on the day of application. */
  readonly posted: boolean;
  /** That posting has access, as known on the day of the decision. */
  readonly access: boolean;
  readonly policy: boolean;
  /** What is not empty: `digital_safety_evidence`, and the plan and evidence of each value. */
  readonly given: readonly string[];
}

/** What the service found: the same cells give the same decision. */
export interface SchoolEvaluation {
  readonly evidenceVerified: boolean;
  /** By value, and `potential`; whole numbers within the scale. */
  readonly scores: { readonly [criterion: string]: number };
}

export interface AccreditationFacts {
  /** Invited in this call, as known on the day of the decision. */
  readonly invited: boolean;
  /** In the order of recording. */
  readonly applications: readonly Application[];
  readonly evaluation: SchoolEvaluation;
  /** Those of other calls that stand. */
  readonly accreditations: readonly Accreditation[];
  /** What stands for this call already: an award that other cells would change, or a recorded accreditation. */
  readonly own: readonly Accreditation[];
}

export interface SchoolAccreditation extends Verdict {
  /** The total, in a refusal too. */
  readonly score: number;
  /** Null in a refusal. */
  readonly validity: Validity | null;
}

/** First and last day, both counted. */
export interface Validity {
  readonly from: Day;
  readonly until: Day;
}

/** What is scored: the activities under each value and the school's potential (SCH-8). */
export const scored = (reading: Reading): readonly string[] => [...reading.value('schools.values'), 'potential'];

/** SCH-4 to SCH-9. `reading` is of the reference day, `on` the day of the decision. */
export function accredit(facts: AccreditationFacts, call: Call, on: Day, reading: Reading): SchoolAccreditation {
  const application = countingApplication(facts.applications, call);
  const evaluated = evaluate(facts.evaluation, reading);
  const findings = [
    notAccredited(call, facts.accreditations, reading, facts.own),
    appliedInTime(facts, application, call, reading),
    digitalSafety(application, reading),
    valuesCarriedOut(application, reading),
    evaluated.finding,
  ];
  // The days rest on a value too: it is read before the verdict notes what was read.
  const validity = validityOf(call, on, facts.accreditations, reading);
  const decided = verdict(reading, findings);
  return { ...decided, score: evaluated.total, validity: decided.outcome === 'granted' ? validity : null };
}

const within = ({ submittedOn }: Application, { opensOn, closesOn }: Call) => opensOn <= submittedOn && submittedOn <= closesOn;

/** SCH-5: the latest within the call's dates, the later recorded on a tie; with none within, the latest of all. Null without any. */
function countingApplication(applications: readonly Application[], call: Call): Application | null {
  const inTime = applications.filter((application) => within(application, call));
  return (inTime.length > 0 ? inTime : applications).reduce<Application | null>(
    (last, application) => (last && last.submittedOn > application.submittedOn ? last : application),
    null,
  );
}

/** SCH-5: invited, and applied in time through a teacher of the school with access. */
function appliedInTime(
  { invited, applications }: AccreditationFacts,
  application: Application | null,
  call: Call,
  reading: Reading,
): Finding {
  const seen = {
    invited,
    applications: applications.length,
    teacher_id: application?.teacherId ?? null,
    submitted_on: application?.submittedOn ?? null,
    posted: application?.posted ?? false,
    access: application?.access ?? false,
  };
  const met = invited && application !== null && within(application, call) && application.posted && application.access;
  return finding(reading, 'SCH-5', met, seen, { invited: true, from: call.opensOn, until: call.closesOn, access: true });
}

/** SCH-6: a policy, and evidence of it. */
function digitalSafety(application: Application | null, reading: Reading): Finding {
  const seen = application && { policy: application.policy, evidence: application.given.includes('digital_safety_evidence') };
  return finding(reading, 'SCH-6', seen && Object.values(seen).every(Boolean), seen, { policy: true, evidence: true });
}

/** SCH-7: under each value, how the school plans and carries it out, with evidence. */
function valuesCarriedOut(application: Application | null, reading: Reading): Finding {
  const values = reading.value('schools.values');
  const asked = values.flatMap((value) => [`${value}_plan`, `${value}_evidence`]);
  const seen = application && { missing: asked.filter((field) => !application.given.includes(field)) };
  return finding(reading, 'SCH-7', seen && seen.missing.length === 0, seen, { values }, ['schools.values']);
}

/** SCH-8: the evidence verified, the total reached and no score too low. */
function evaluate({ evidenceVerified, scores }: SchoolEvaluation, reading: Reading) {
  // A score says something only on its scale: the decision rests on both of its ends.
  reading.value('schools.lowest-score');
  reading.value('schools.highest-score');
  const required = {
    evidence_verified: true,
    total: reading.value('schools.least-total'),
    each: reading.value('schools.least-each'),
  } as const;
  const given = scored(reading).map((criterion) => scores[criterion] ?? 0);
  const total = given.reduce((sum, score) => sum + score, 0);
  const met = evidenceVerified && total >= required.total && given.every((score) => score >= required.each);
  return {
    total,
    finding: finding(reading, 'SCH-8', met, { evidence_verified: evidenceVerified, scores, total }, required, [
      'schools.highest-score',
      'schools.least-total',
      'schools.least-each',
    ]),
  };
}

/**
 * SCH-9: from the day of the decision, or the day after an earlier accreditation ends if that is later, to the day before
 * the anniversary. Earlier are those in force on the day it would begin; one that begins later moves nothing. A call may set
 * its own days. Ends before it begins where a call sets a last day that is past by then.
 */
export function validityOf(call: Call, on: Day, accreditations: readonly Accreditation[], reading: Reading): Validity {
  const begun = [...accreditations].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const free = begun.reduce((day, { validFrom, validUntil }) => (validFrom <= day ? latest(day, addDays(validUntil, 1)) : day), on);
  const from = call.validFrom ?? free;
  return { from, until: call.validUntil ?? addDays(addYears(from, reading.value('schools.validity-years')), -1) };
}
