/** The National Quality Label, NQL-1 to NQL-8, and the European one, EQL-1 to EQL-3 (S-QL). */
import { addDays, type Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { type Finding, finding, type Verdict, verdict } from './decision.ts';
import type { Scores } from './seen.ts';

/** What the officer answers before anything is scored. */
export interface Answers {
  readonly commonGoals: boolean;
  readonly activeParticipation: boolean;
  readonly partnerCollaboration: boolean;
  readonly visibleResults: boolean;
}

export interface GateFacts extends Answers {
  readonly appliedOn: Day;
  /** Last day of the project. */
  readonly endsOn: Day;
}

export interface Gate {
  /** NQL-1 to NQL-5. */
  readonly findings: readonly Finding[];
  /** The scores are read. */
  readonly open: boolean;
}

/** NQL-1 to NQL-5: what must be met before anything is scored. `reading` is of the day of the application. */
export function gate(facts: GateFacts, reading: Reading): Gate {
  const { commonGoals, activeParticipation, partnerCollaboration, visibleResults } = facts;
  const findings = [
    finding(reading, 'NQL-1', commonGoals, { common_goals: commonGoals }, { common_goals: true }),
    finishing(facts, reading),
    finding(reading, 'NQL-3', activeParticipation, { active_participation: activeParticipation }, { active_participation: true }),
    finding(reading, 'NQL-4', partnerCollaboration, { partner_collaboration: partnerCollaboration }, { partner_collaboration: true }),
    finding(reading, 'NQL-5', visibleResults, { visible_results: visibleResults }, { visible_results: true }),
  ];
  const asked = reading.value('labels.gate');
  return { findings, open: findings.every(({ rule, met }) => met || !asked.includes(rule)) };
}

/** NQL-2: the project is finished, or ends within so many days of the application. */
function finishing({ appliedOn, endsOn }: GateFacts, reading: Reading): Finding {
  const days = reading.value('labels.finishing-days');
  const endsBy = addDays(appliedOn, days);
  return finding(reading, 'NQL-2', endsOn <= endsBy, { ends_on: endsOn, applied_on: appliedOn }, { ends_by: endsBy, days }, [
    'labels.finishing-days',
  ]);
}

/** What a score can be, both ends included. */
export interface Scale {
  readonly least: number;
  readonly most: number;
}

export const scaleOf = (reading: Reading): Scale => ({
  least: reading.value('labels.scale-least'),
  most: reading.value('labels.scale-most'),
});

export interface LabelFacts {
  /** Points of every criterion in force; null where the gate is shut. */
  readonly scores: Scores | null;
  /** Null where the applicant is not enrolled in the project. */
  readonly enrolment: { readonly schoolCode: string /** PART-8, as known on the day of the decision. */; readonly active: boolean } | null;
  /** Labels of this teacher in this project that stand: decisions, or `recorded`. */
  readonly standing: readonly string[];
}

export interface Label extends Verdict {
  /** The total; null where the gate is shut. */
  readonly score: number | null;
  /** Points above the total that passes; negative below it, null where the gate is shut. */
  readonly margin: number | null;
}

/** NQL-1 to NQL-8: whether a teacher's work in a project earns the national label. `passed` is what `gate` found. */
export function awardLabel(passed: Gate, facts: LabelFacts, reading: Reading): Label {
  const scored = passed.open && facts.scores ? totalled(facts.scores, reading) : null;
  const decided = verdict(reading, [
    ...passed.findings,
    scored?.finding ?? finding(reading, 'NQL-6', null, null, { first: reading.value('labels.gate') }),
    enrolledAndActive(facts, reading),
    finding(reading, 'NQL-8', facts.standing.length === 0, { standing: facts.standing }, { standing: [] }),
  ]);
  return { ...decided, score: scored?.total ?? null, margin: scored?.margin ?? null };
}

/** NQL-6: the total, and the minimum of each criterion. */
function totalled(scores: Scores, reading: Reading) {
  const criteria = reading.value('labels.criteria');
  const total = criteria.reduce((sum, criterion) => sum + (scores[criterion] ?? 0), 0);
  const needed = {
    total: reading.value('labels.pass-total'),
    each: reading.value('labels.pass-each'),
    mandatory: reading.value('labels.mandatory'),
    of: criteria.length * reading.value('labels.scale-most'),
  };
  const met = total >= needed.total && tooLow(scores, needed).length === 0;
  return {
    total,
    margin: total - needed.total,
    finding: finding(reading, 'NQL-6', met, { scores, total }, needed, ['labels.pass-total', 'labels.pass-each', 'labels.mandatory']),
  };
}

/** The criteria under their minimum, in the order of the edition. */
export const tooLow = (scores: Scores, needed: { readonly each: number; readonly mandatory: Scores }): readonly string[] =>
  Object.entries(scores)
    .filter(([criterion, points]) => points < Math.max(needed.each, needed.mandatory[criterion] ?? 0))
    .map(([criterion]) => criterion);

function enrolledAndActive({ enrolment }: LabelFacts, reading: Reading): Finding {
  const seen = { enrolled: enrolment !== null, active: enrolment?.active ?? false, school_code: enrolment?.schoolCode ?? null };
  return finding(reading, 'NQL-7', seen.enrolled && seen.active, seen, { enrolled: true, active: true });
}

/** What two evaluations of one application are compared by. */
export interface Evaluated {
  readonly answers: Answers;
  /** Null where they were not read. */
  readonly scores: Scores | null;
}

const answered = ['commonGoals', 'activeParticipation', 'partnerCollaboration', 'visibleResults'] as const;

/** One text for the same answers and points, whatever the order of the criteria. */
const told = ({ answers, scores }: Evaluated): string =>
  JSON.stringify([answered.map((name) => answers[name]), scores && Object.entries(scores).sort()]);

/** Whether two evaluations answer and score the same, whatever the order of the criteria. */
export const sameEvaluation = (a: Evaluated, b: Evaluated): boolean => told(a) === told(b);

/** What an earlier decision was decided on, from its findings. */
export function evaluatedOf(findings: readonly Pick<Finding, 'rule' | 'met' | 'observed'>[]): Evaluated {
  const met = (rule: string) => findings.some((f) => f.rule === rule && f.met === true);
  const scored = findings.find(({ rule }) => rule === 'NQL-6')?.observed as { scores: Scores } | null | undefined;
  return {
    answers: {
      commonGoals: met('NQL-1'),
      activeParticipation: met('NQL-3'),
      partnerCollaboration: met('NQL-4'),
      visibleResults: met('NQL-5'),
    },
    scores: scored?.scores ?? null,
  };
}

/** A national label in a project that stands on the day of the decision. */
export interface HeldLabel {
  /** The decision, or `recorded`. */
  readonly label: string;
  readonly grantedOn: Day;
  readonly country: string;
  /** The school as it compares with others. */
  readonly holder: string;
}

export interface ProposalFacts {
  readonly country: string;
  readonly proposedOn: Day;
  readonly held: readonly HeldLabel[];
}

/** EQL-1, decided with the proposal: the service evaluated the project, that is, a label of its country had been granted in it. */
export function propose({ country, proposedOn, held }: ProposalFacts, reading: Reading): Verdict {
  const labels = held.filter((label) => label.country === country && label.grantedOn <= proposedOn).map(({ label }) => label);
  return verdict(reading, [
    finding(reading, 'EQL-1', labels.length > 0, { country, proposed_on: proposedOn, labels }, { label_of_country: true }),
  ]);
}

export interface RoundFacts {
  /** The year of the round. */
  readonly round: number;
  /** The proposals for this round that were granted. */
  readonly proposals: readonly string[];
  readonly held: readonly HeldLabel[];
}

/** Which schools of the register get the label of a project that passes. */
export type Recipients = 'holders' | 'all';

/** EQL-1 to EQL-3: a project in a round. `reading` is of the last day of the round's year, or of the decision day if earlier. */
export function decideRound({ round, proposals, held }: RoundFacts, reading: Reading): Verdict & { readonly to: Recipients | null } {
  const needed = { proposals: reading.value('labels.european-proposals'), schools: reading.value('labels.european-schools') };
  const from = reading.value('labels.european-from');
  const schools = [...new Set(held.map(({ holder }) => holder))].sort();
  const labels = held.map(({ label }) => label);
  const findings = [
    finding(reading, 'EQL-1', proposals.length >= needed.proposals, { proposals }, { proposals: needed.proposals }),
    finding(reading, 'EQL-2', schools.length >= needed.schools, { schools, labels }, { schools: needed.schools }),
    finding(reading, 'EQL-3', round >= from, { round }, { from }),
  ];
  const to = findings.every(({ met }) => met) ? reading.value('labels.european-to') : null;
  return { ...verdict(reading, findings), to: to === null || to === 'holders' ? to : 'all' };
}
