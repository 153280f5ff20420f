/** What the national and the European label still lack, and the way to them. */
import { addDays, type Day, day as dayOf, earliest } from '../day.ts';
import type { RuleId } from '../editions/rules.ts';
import type { Finding } from './decision.ts';
import { type Answers, awardLabel, decideRound, type Evaluated, gate, type HeldLabel, type LabelFacts } from './labels.ts';
import type { PassMark, Seen } from './seen.ts';
import {
  command,
  fill,
  findingOf,
  obstacle,
  orFill,
  type ReadingOn,
  type Step,
  step,
  unanswered,
  type Way,
  type Word,
  wayOf,
} from './way.ts';
import { type TakingPart, wayIn } from './way-in.ts';

export interface NationalFacts {
  readonly part: TakingPart;
  /** The day of the application that counts. Null without one. */
  readonly appliedOn: Day | null;
  /** How that application was evaluated last. Null where it was not. */
  readonly evaluated: Evaluated | null;
  readonly applicant: Omit<LabelFacts, 'scores'>;
}

export interface WayToNational extends Way {
  /** The total of the evaluation that counts. Null without one. */
  readonly score: number | null;
}

const allYes: Answers = { commonGoals: true, activeParticipation: true, partnerCollaboration: true, visibleResults: true };
/** What only an evaluation answers. */
const evaluator: readonly RuleId[] = ['NQL-1', 'NQL-3', 'NQL-4', 'NQL-5', 'NQL-6'];

/** NQL-1 to NQL-8 and what comes before them. */
export function wayToNational(facts: NationalFacts, on: Day, readingOn: ReadingOn): WayToNational {
  const { part, appliedOn, evaluated, applicant } = facts;
  const { endsOn } = part;
  const known = appliedOn ?? on;
  const entry = wayIn(part, on, readingOn);
  const passed = gate({ ...(evaluated?.answers ?? allYes), appliedOn: known, endsOn }, readingOn(known));
  const now = awardLabel(passed, { ...applicant, scores: evaluated?.scores ?? null }, readingOn(known));
  const findings = evaluated ? now.findings : now.findings.map((one) => (evaluator.includes(one.rule) ? unanswered(one) : one));

  const early = findingOf(findings, 'NQL-2').met === false;
  const applies = early ? firstApplication(endsOn, on, readingOn) : known;
  const reading = readingOn(applies);
  const most = reading.value('labels.scale-most');
  const scores = Object.fromEntries(reading.value('labels.criteria').map((criterion) => [criterion, most]));
  const enrolment = { schoolCode: '', active: true };
  const hoped = awardLabel(gate({ ...allYes, appliedOn: applies, endsOn }, reading), { ...applicant, enrolment, scores }, reading);
  const steps = [
    ...entry.steps,
    ...(appliedOn === null || early ? [application(facts, applies, on, reading.value('labels.finishing-days'))] : []),
    evaluation(facts, findings, findingOf(hoped.findings, 'NQL-6').required as PassMark, Object.keys(scores)),
  ];
  const obstacles = [...entry.obstacles, ...hoped.findings.filter(({ met }) => met === false).map((one) => obstacle(one))];
  const way = wayOf({ prerequisites: entry.prerequisites, findings, obstacles, steps, assumed: hoped.assumed }, on);
  return { ...way, score: evaluated ? now.score : null };
}

/** NQL-2: the first day, today or later, of which an application is not too early. */
function firstApplication(endsOn: Day, on: Day, readingOn: ReadingOn): Day {
  const days = (day: Day) => readingOn(day).value('labels.finishing-days');
  let day = on;
  // The value may change on the way, so each day is asked for its own; on the last day of the project none is too early.
  while (addDays(day, days(day)) < endsOn) day = addDays(day, 1);
  return day;
}

function application({ part, appliedOn }: NationalFacts, applies: Day, on: Day, days: number): Step {
  const { teacherId: teacher, projectId: project, endsOn } = part;
  const again = appliedOn !== null;
  return step(
    'teacher',
    { does: 'applyLabel', teacher, project, endsOn, days, again },
    command('label apply', { project, teacher, 'applied-on': again || applies > on ? applies : null }),
    { rules: ['NQL-2'], notBefore: applies > on ? applies : null },
  );
}

/** As it was evaluated where that passes; else all that passing takes. */
function evaluation({ part, evaluated }: NationalFacts, findings: readonly Finding[], mark: PassMark, criteria: readonly string[]): Step {
  const open = evaluator.filter((rule) => findingOf(findings, rule).met !== true);
  const scored = findingOf(findings, 'NQL-6');
  const points = (criterion: string): Word =>
    open.length === 0
      ? `${criterion}=${evaluated?.scores?.[criterion]}`
      : { fill: `${criterion}=<${Math.max(mark.each, mark.mandatory[criterion] ?? 0)}-${mark.of / criteria.length}>` };
  const short = scored.met === false && scored.observed ? pointsShort(scored.observed, mark) : null;
  return step(
    'sna',
    {
      does: 'evaluateLabel',
      total: mark.total,
      of: mark.of,
      each: mark.each,
      short,
      again: evaluated !== null,
    },
    command('label evaluate', {
      project: part.projectId,
      teacher: part.teacherId,
      'common-goals': 'yes',
      'active-participation': 'yes',
      'partner-collaboration': 'yes',
      'visible-results': 'yes',
      score: criteria.map(points),
    }),
    { rules: open },
  );
}

/** The fewest points that lift every criterion to its minimum and the total to its own. */
function pointsShort({ scores, total }: Seen['NQL-6'], mark: PassMark): number {
  const least = (criterion: string) => Math.max(mark.each, mark.mandatory[criterion] ?? 0);
  const low = Object.entries(scores).reduce((sum, [criterion, given]) => sum + Math.max(0, least(criterion) - given), 0);
  return Math.max(mark.total - total, low);
}

/** A national label with the school of the register that holds it; null for one that the register does not know. */
type Held = HeldLabel & { readonly schoolCode: string | null };

export interface EuropeanFacts {
  readonly projectId: string;
  /** The school in whose name the teacher takes part, or would. Null where nobody knows it yet. */
  readonly school: string | null;
  /** The country of this service. */
  readonly service: string;
  /** The year of the round. */
  readonly year: string;
  readonly held: readonly Held[];
  /** The proposals of the round that were granted, and the countries they came from. */
  readonly proposals: readonly string[];
  readonly proposedBy: readonly string[];
  /** The schools of other countries in the project that hold no national label in it. */
  readonly partners: readonly { readonly country: string; readonly name: string }[];
  /** The way of this teacher to the national label in the project. */
  readonly national: Way;
  readonly part: TakingPart;
}

/** EQL-1 to EQL-3, and the national label that a school needs first. */
export function wayToEuropean(facts: EuropeanFacts, on: Day, readingOn: ReadingOn): Way {
  const { year, held, proposals, school, service, national } = facts;
  const reading = () => readingOn(earliest(on, dayOf(`${year}-12-31`)));
  const round = Number(year);
  const { findings } = decideRound({ round, proposals, held }, reading());
  const needed = findingOf(findings, 'EQL-2').required;
  const { proposals: asked } = findingOf(findings, 'EQL-1').required as { readonly proposals: number };

  const ours = held.filter(({ country }) => country === service);
  const toHolders = reading().value('labels.european-to') === 'holders';
  const lacksLabel = toHolders ? !ours.some((label) => label.schoolCode === school) : ours.length === 0;
  const entry: Pick<Way, 'prerequisites' | 'obstacles' | 'steps'> = lacksLabel
    ? national
    : toHolders
      ? { prerequisites: [], obstacles: [], steps: [] }
      : wayIn(facts.part, on, readingOn);
  const own = lacksLabel ? [{ label: '', grantedOn: on, country: service, holder: '', schoolCode: school }] : [];
  const others = partnersNeeded(facts, needed.schools - new Set([...held, ...own].map(({ holder }) => holder)).size);
  const wanting = Math.max(0, asked - proposals.length);
  const hoped = decideRound(
    {
      round,
      proposals: [...proposals, ...Array<string>(wanting).fill('')],
      held: [...held, ...own, ...others.map((_, at) => ({ label: '', grantedOn: on, country: '', holder: ` ${at}` }))],
    },
    reading(),
  );
  const obstacles = [...entry.obstacles, ...hoped.findings.filter(({ met }) => met === false).map((one) => obstacle(one))];
  const steps = [...entry.steps, ...others, ...proposing(facts, wanting), decision(facts)];
  return wayOf({ prerequisites: entry.prerequisites, findings, obstacles, steps, assumed: hoped.assumed }, on);
}

/** EQL-2: labels of as many schools of other countries as are needed still; of those in the project first. */
const partnersNeeded = ({ projectId, partners }: EuropeanFacts, count: number): readonly Step[] =>
  Array.from({ length: Math.max(0, count) }, (_, at) => {
    const { country = null, name = null } = partners[at] ?? {};
    return step(
      'partner',
      { does: 'recordLabel', country, school: name },
      command('label record', {
        project: projectId,
        country: orFill(country, 'country'),
        'school-name': orFill(name, 'school'),
        'granted-on': fill('date'),
      }),
      { rules: ['EQL-2'] },
    );
  });

/** EQL-1: of this service first. */
const proposing = ({ projectId: project, year, service, proposedBy }: EuropeanFacts, count: number): readonly Step[] =>
  Array.from({ length: count }, (_, at) => {
    const first = at === 0 && !proposedBy.includes(service);
    return step(
      first ? 'sna' : 'partner',
      { does: 'propose', project, year },
      command('label propose', { project, year, country: first ? null : fill('country') }),
      { rules: ['EQL-1'] },
    );
  });

const decision = ({ projectId: project, year, school }: EuropeanFacts): Step =>
  step('sna', { does: 'decideRound', project, year, school }, command('label european', { year, project }));
