/** What an invitation to apply as eTwinning School still lacks, and the way to it. */
import { addDays, addYears, type Day, latest } from '../day.ts';
import type { RuleId } from '../editions/rules.ts';
import type { Call } from './call.ts';
import { type Finding, isMet } from './decision.ts';
import { invite, type SchoolFacts } from './school-invitation.ts';
import {
  command,
  dayAfter,
  type FindingOf,
  fill,
  findingOf,
  type Obstacle,
  obstacle,
  type ReadingOn,
  type Step,
  seenBy,
  step,
  type Way,
  wayOf,
} from './way.ts';
import { confirmation } from './way-in.ts';

/** A teacher posted at the school. */
export interface Colleague {
  readonly teacherId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly lastActiveOn: Day | null;
  /** The posting there has access. */
  readonly access: boolean;
  /** The school's reply about that posting. Null where it has not replied. */
  readonly reply: readonly Finding[] | null;
  /** The posting lasts: replies of the school are taken in. */
  readonly present: boolean;
  /** The first day on which the posting can be used. */
  readonly from: Day;
  /** The first day of the posting. */
  readonly since: Day;
  /** Where the teacher is posted now. Null for somebody who has left. */
  readonly presentSchool: string | null;
}

export interface InvitationFacts {
  readonly school: { readonly code: string; readonly name: string; readonly funding: string; readonly country: string };
  readonly call: Call;
  readonly facts: SchoolFacts;
  /** Those posted there on the reference day. */
  readonly staff: readonly Colleague[];
  /** The ways of its teachers to a national label in the projects they are in. */
  readonly labels: readonly Way[];
}

/** SCH-1 to SCH-4: from now to an invitation. */
export function wayToInvitation(facts: InvitationFacts, on: Day, readingOn: ReadingOn): Way {
  const { school, call } = facts;
  const reading = readingOn(call.referenceDay);
  const { findings, assumed } = invite(facts.facts, call, reading);
  const open = (rule: RuleId) => !isMet(findings, rule);
  const ours = reading.value('schools.country');
  const teachers = open('SCH-2') ? activating(facts, findingOf(findings, 'SCH-2'), on) : [];
  const since = open('SCH-1') ? longEnough(facts, teachers, findingOf(findings, 'SCH-1')) : none;
  const labels = open('SCH-3') ? labelled(facts, findingOf(findings, 'SCH-3'), on) : none;
  const obstacles = [
    ...(school.country === ours ? [] : [obstacle(null, { does: 'abroad', country: school.country, ours })]),
    ...since.obstacles,
    ...labels.obstacles,
    ...(open('SCH-4') ? [accredited(findingOf(findings, 'SCH-4'), call)] : []),
  ];
  const decision = step(
    'sna',
    { does: 'invite', school: school.code, call: call.call },
    command('school invite', { call: call.call, school: school.code }),
    { notBefore: on < call.referenceDay ? call.referenceDay : null },
  );
  const steps = [...since.steps, ...teachers, ...labels.steps, decision];
  return wayOf({ prerequisites: [], findings, obstacles, steps, assumed }, on);
}

interface Part {
  readonly steps: readonly Step[];
  readonly obstacles: readonly Obstacle[];
}
const none: Part = { steps: [], obstacles: [] };

/** SCH-2: the teachers who lack least, each made active; somebody new where the school has too few. */
function activating({ school, staff }: InvitationFacts, finding: FindingOf<'SCH-2'>, on: Day): readonly Step[] {
  const { at_least: atLeast, from } = finding.required;
  const { active_teachers: already } = seenBy(finding);
  const ways = staff
    .filter((one) => !already.includes(one.teacherId) && (one.access || one.present))
    .map((one) => activeBy(one, school.code, from, on))
    .filter((steps) => steps.length > 0)
    .sort((a, b) => a.length - b.length);
  const wanted = atLeast - already.length;
  const newcomers = Array.from({ length: Math.max(0, wanted - ways.length) }, () => entering(school.code, from, on));
  return [...ways.slice(0, wanted), ...newcomers].flat();
}

/** The steps that make a teacher of the school active (SCH-2). */
function activeBy(one: Colleague, school: string, from: Day, on: Day): readonly Step[] {
  const rules = ['SCH-2'] as const;
  const reply = one.access ? [] : [{ ...confirmation(one.teacherId, school, one.reply, one.from > on ? one.from : null), rules }];
  if (one.lastActiveOn !== null && one.lastActiveOn >= from) return reply;
  if (one.presentSchool === null) return [];
  const activity = step(
    'school',
    { does: 'recordActivity', teacher: one.teacherId, from },
    command('register', {
      teacher: one.teacherId,
      'given-name': one.givenName,
      'family-name': one.familyName,
      email: one.email,
      school: one.presentSchool,
      'in-service': 'yes',
      'last-active-on': fill('date'),
    }),
    { rules, notBefore: on < from ? from : null },
  );
  return [...reply, activity];
}

/** A teacher whom the register does not know yet: the first posting counts for earlier days too. */
const entering = (school: string, from: Day, on: Day): readonly Step[] => [
  step(
    'teacher',
    { does: 'enterTeacher', school },
    command('register', {
      teacher: fill('teacher_id'),
      'given-name': fill('given_name'),
      'family-name': fill('family_name'),
      email: fill('email'),
      school,
      'in-service': 'yes',
      'last-active-on': fill('date'),
    }),
    { rules: ['SCH-2'], notBefore: on < from ? from : null },
  ),
  step(
    'school',
    { does: 'confirmTeacher', teacher: null, school, refused: [] },
    command('approve teacher', { teacher: fill('teacher_id'), attached: 'yes', 'data-correct': 'yes', consent: 'yes' }),
    { rules: ['SCH-2'] },
  ),
];

/** SCH-1: a day the school itself states cannot be mended; one that the register derives, or lacks, can be stated. */
function longEnough(
  { school, call, facts, staff }: InvitationFacts,
  teachers: readonly Step[],
  finding: Finding & FindingOf<'SCH-1'>,
): Part {
  const { years } = finding.required;
  const by = years === null ? (call.registeredBy as Day) : lastSince(call.referenceDay, years);
  const confirmed = teachers.flatMap(({ act }) => (act.does === 'confirmTeacher' ? [act.teacher] : []));
  const derived = staff.filter((one) => confirmed.includes(one.teacherId)).map(({ since }) => since);
  if (facts.since !== null && !facts.derived) {
    const reached = years === null ? null : addYears(facts.since, years);
    return { steps: [], obstacles: [obstacle(finding, reached && { does: 'yearsReached', on: reached })] };
  }
  if (derived.some((since) => since <= by)) return none;
  const { code, name, funding } = school;
  const stated = step(
    'school',
    { does: 'stateSince', school: code, by },
    command('school add', { school: code, name, funding, 'etwinning-since': fill('date') }),
    { rules: ['SCH-1'] },
  );
  return { steps: [stated], obstacles: [] };
}

/** The last day since which a school has been in eTwinning for so many years on a day. */
function lastSince(referenceDay: Day, years: number): Day {
  const day = addYears(referenceDay, -years);
  return addYears(addDays(day, 1), years) <= referenceDay ? addDays(day, 1) : day;
}

/** SCH-3: the teachers' nearest labels, as long as a label granted today still counts. */
function labelled({ school, labels }: InvitationFacts, finding: Finding & FindingOf<'SCH-3'>, on: Day): Part {
  const { at_least: atLeast, from, until } = finding.required;
  if (on > until) return { steps: [], obstacles: [obstacle(finding, { does: 'labelInTime', from, until })] };
  const start = latest(on, from ?? on);
  const near = labels
    .filter((way) => way.obstacles.length === 0 && dayAfter(way.steps, start) <= until)
    .sort((a, b) => a.steps.length - b.steps.length);
  const wanted = atLeast - seenBy(finding).labels.length;
  const steps = near
    .slice(0, wanted)
    .flatMap((way) => way.steps.map((one, at) => forSchool(one, at === way.steps.length - 1, start, on, until)));
  const pointer = step(
    'teacher',
    { does: 'earnLabel', school: school.code, until },
    command('why', { teacher: fill('teacher_id'), project: fill('project_id') }),
    { rules: ['SCH-3'], notAfter: until },
  );
  return { steps: [...steps, ...Array<Step>(Math.max(0, wanted - near.length)).fill(pointer)], obstacles: [] };
}

/** A step towards a teacher's label, as the school needs it: the last grants it, within the window of SCH-3. */
const forSchool = (one: Step, grants: boolean, start: Day, on: Day, until: Day): Step => ({
  ...one,
  rules: ['SCH-3'],
  notBefore: grants && start > on ? latest(start, one.notBefore ?? start) : one.notBefore,
  notAfter: grants ? until : one.notAfter,
});

/** SCH-4: what is in force ends by itself; what stands for the call itself does not make room for it. */
export function accredited(finding: Finding & FindingOf<'SCH-4'>, { call }: Call): Obstacle {
  const { in_force: inForce } = seenBy(finding);
  const [first, ...others] = inForce.map(({ valid_until }) => valid_until);
  const ends = first && inForce.every((one) => one.call !== call);
  return obstacle(finding, ends ? { does: 'freeAfter', until: others.reduce(latest, first) } : null);
}
