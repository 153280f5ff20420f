/** What an accreditation as eTwinning School still lacks, and the way to it. */
import { type Day, latest } from '../day.ts';
import type { Call } from './call.ts';
import type { Finding } from './decision.ts';
import { type AccreditationFacts, type Application, accredit, type SchoolEvaluation, scored, type Validity } from './school-label.ts';
import type { Required, Seen } from './seen.ts';
import { command, dayAfter, fill, findingOf, obstacle, orFill, type ReadingOn, step, unanswered, type Way, wayOf } from './way.ts';
import { confirmation } from './way-in.ts';
import { accredited, type Colleague } from './way-invitation.ts';

export interface CandidacyFacts {
  readonly school: string;
  readonly call: Call;
  /** The way to the invitation. Null where the school is invited. */
  readonly invitation: Way | null;
  readonly candidacy: Omit<AccreditationFacts, 'evaluation'>;
  /** How the service evaluated the school last. Null where it has not. */
  readonly evaluation: SchoolEvaluation | null;
  /** Those posted there now. */
  readonly staff: readonly Colleague[];
}

export interface WayToAccreditation extends Way {
  /** The total of the evaluation that counts. Null without one. */
  readonly score: number | null;
  /** The days of the accreditation at the end of the way. */
  readonly validity: Validity | null;
}

/** SCH-4 to SCH-9, and the invitation before them. */
export function wayToAccreditation(facts: CandidacyFacts, on: Day, readingOn: ReadingOn): WayToAccreditation {
  const { call, invitation, candidacy, evaluation } = facts;
  const reading = () => readingOn(call.referenceDay);
  const best = bestEvaluation(reading());
  const now = accredit({ ...candidacy, evaluation: evaluation ?? best }, call, on, reading());
  const findings = evaluation ? now.findings : now.findings.map((one) => (one.rule === 'SCH-8' ? unanswered(one) : one));

  const application = applying(facts, findings, on);
  const before = [...(invitation?.steps ?? []), ...application.steps];
  const day = dayAfter(before, on);
  const hoped = accredit(
    { ...candidacy, invited: true, applications: [complete(call, reading())], evaluation: best },
    call,
    day,
    reading(),
  );
  const barred = hoped.findings.filter(({ met }) => met === false);
  const over = hoped.validity && hoped.validity.until < hoped.validity.from ? hoped.validity : null;
  const obstacles = [
    ...(invitation?.obstacles.filter(({ finding }) => finding?.rule !== 'SCH-4') ?? []),
    ...barred.map((one) => (one.rule === 'SCH-4' ? accredited(findingOf(barred, 'SCH-4'), call) : obstacle(one))),
    ...application.obstacles,
    ...(over ? [obstacle(null, { does: 'validityOver', from: over.from, until: over.until })] : []),
  ];
  const steps = [...before, deciding(facts, findings, best, hoped.validity)];
  const way = wayOf({ prerequisites: invitation?.findings ?? [], findings, obstacles, steps, assumed: hoped.assumed }, on);
  return { ...way, score: evaluation ? now.score : null, validity: way.obstacles.length > 0 ? null : hoped.validity };
}

const bestEvaluation = (reading: ReturnType<ReadingOn>): SchoolEvaluation => ({
  evidenceVerified: true,
  scores: Object.fromEntries(scored(reading).map((criterion) => [criterion, reading.value('schools.highest-score')])),
});

const textsOf = (values: readonly string[]) => [
  'digital_safety_evidence',
  ...values.flatMap((value) => [`${value}_plan`, `${value}_evidence`]),
];

const complete = (call: Call, reading: ReturnType<ReadingOn>): Application => ({
  submittedOn: call.opensOn,
  teacherId: '',
  posted: true,
  access: true,
  policy: true,
  given: textsOf(reading.value('schools.values')),
});

/** SCH-5 to SCH-7: an application that counts, complete, through a teacher with access. */
function applying(facts: CandidacyFacts, findings: readonly Finding[], on: Day): Pick<Way, 'steps' | 'obstacles'> {
  const { call, candidacy, staff, school } = facts;
  const seen = findingOf(findings, 'SCH-5').observed as Seen['SCH-5'];
  const inTime = seen.submitted_on !== null && call.opensOn <= seen.submitted_on && seen.submitted_on <= call.closesOn;
  const lacking = (['SCH-6', 'SCH-7'] as const).filter((rule) => findingOf(findings, rule).met !== true);
  const applicant = staff.find(({ teacherId }) => teacherId === seen.teacher_id);
  const complete = inTime && lacking.length === 0;
  if (complete && seen.posted && seen.access) return { steps: [], obstacles: [] };
  // The school's reply is enough, whenever it comes: access counts as known on the day of the decision.
  if (complete && seen.posted && applicant?.present)
    return { steps: [{ ...confirmation(applicant.teacherId, school, applicant.reply, null), rules: ['SCH-5'] }], obstacles: [] };
  if (on > call.closesOn) {
    // Without any application nothing of it was assessed.
    const hint = { does: 'appliedInTime', from: call.opensOn, until: call.closesOn } as const;
    const unmet = (['SCH-5', ...lacking] as const)
      .map((rule) => findingOf(findings, rule))
      .filter(({ rule, met }) => met === false && (rule !== 'SCH-5' || !inTime || !seen.posted || !seen.access));
    return { steps: [], obstacles: unmet.map((one, at) => obstacle(one, at === 0 ? hint : null)) };
  }
  const { teacher, steps } = through(facts, seen, on);
  const last = candidacy.applications.at(-1);
  // Teacher and day name an application: the last one is completed where it is the one that counts, else made anew.
  const completed = inTime && last?.submittedOn === seen.submitted_on && last.teacherId === teacher ? last : null;
  const taken = completed?.given ?? [];
  const { values } = findingOf(findings, 'SCH-7').required;
  const missing = textsOf(values).filter((field) => !taken.includes(field));
  const day = latest(on, call.opensOn);
  const apply = step(
    'school',
    {
      does: 'applySchool',
      school,
      call: call.call,
      teacher,
      missing: missing.filter((field) => field !== 'digital_safety_evidence'),
      whole: taken.length === 0,
    },
    command('school apply', {
      call: call.call,
      school,
      teacher: orFill(teacher, 'teacher_id'),
      'submitted-on': completed?.submittedOn ?? (last ? day : null),
      'digital-safety-policy': 'yes',
      ...Object.fromEntries(missing.map((field) => [field.replaceAll('_', '-'), fill(field.endsWith('_plan') ? 'plan' : 'evidence')])),
    }),
    {
      rules: inTime && seen.posted && seen.access ? lacking : ['SCH-5', ...lacking],
      notBefore: call.opensOn > on ? call.opensOn : null,
      notAfter: call.closesOn,
    },
  );
  return { steps: [...steps, apply], obstacles: [] };
}

/** Through whom the school applies: who did before, else somebody with access, else somebody who will have it. */
function through({ staff, invitation, school }: CandidacyFacts, seen: Seen['SCH-5'], on: Day) {
  const ready = staff.filter(({ access, from }) => access && from <= on);
  const before = ready.find(({ teacherId }) => teacherId === seen.teacher_id) ?? ready[0];
  if (before) return { teacher: before.teacherId, steps: [] };
  const confirmed = (invitation?.steps ?? []).flatMap(({ act }) => (act.does === 'confirmTeacher' ? [act.teacher] : []));
  const soon = staff.find(({ teacherId }) => confirmed.includes(teacherId));
  if (soon) return { teacher: soon.teacherId, steps: [] };
  const other = staff.find(({ present }) => present);
  if (!other) return { teacher: null, steps: [] };
  const reply = confirmation(other.teacherId, school, other.reply, other.from > on ? other.from : null);
  return { teacher: other.teacherId, steps: [{ ...reply, rules: ['SCH-5'] as const }] };
}

/** As the service evaluated the school where that passes; else all that passing takes. */
function deciding(
  { call, school, evaluation }: CandidacyFacts,
  findings: readonly Finding[],
  best: SchoolEvaluation,
  validity: Validity | null,
) {
  const { met, observed, required } = findingOf(findings, 'SCH-8');
  const passed = met === true;
  const points = ([criterion, most]: [string, number]) =>
    [`${criterion.replaceAll('_', '-')}-score`, passed ? String(evaluation?.scores[criterion]) : fill(`${required.each}-${most}`)] as const;
  return step(
    'sna',
    {
      does: 'accredit',
      school,
      total: required.total,
      each: required.each,
      short: met === false && observed ? pointsShort(observed, required) : null,
      from: validity?.from ?? call.referenceDay,
      until: validity?.until ?? call.referenceDay,
    },
    command('school accredit', {
      call: call.call,
      school,
      'evidence-verified': 'yes',
      ...Object.fromEntries(Object.entries(best.scores).map(points)),
    }),
    // Days that would be over before they begin stand in the way by themselves.
    { rules: passed ? [] : ['SCH-8'], notAfter: validity && validity.until < validity.from ? null : call.validUntil },
  );
}

/** The fewest points that lift every score to its minimum and the total to its own; 0 where only the evidence was not verified. */
function pointsShort({ scores, total }: Seen['SCH-8'], { total: least, each }: Required['SCH-8']): number {
  const low = Object.values(scores).reduce((sum, score) => sum + Math.max(0, each - score), 0);
  return Math.max(0, least - total, low);
}
