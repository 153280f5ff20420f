/** What an invitation to apply as eTwinning School still lacks: since when, active teachers, a label; and where there is no way. */
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day } from '../../src/day.ts';
import type { SchoolFacts } from '../../src/rules/school-invitation.ts';
import { obstacle, type Step, type Way } from '../../src/rules/way.ts';
import { type Colleague, type InvitationFacts, wayToInvitation } from '../../src/rules/way-invitation.ts';
import { call, findingOf, readingOn } from './verdicts.ts';
import { lineOf, obstaclesOf, reply } from './ways.ts';

const today = day('2026-02-20');
const eligible: SchoolFacts = {
  since: day('2020-01-01'),
  derived: false,
  teachers: ['T1', 'T2', 'T3'].map((teacherId) => ({ teacherId, lastActiveOn: day('2026-01-15'), projects: [] })),
  labels: [{ label: 'D000001', grantedOn: day('2025-06-30') }],
  accreditations: [],
};
const school = { code: '05990014', name: 'CEIP El Roble', funding: 'public', country: 'ES' };
const way = (facts: Partial<SchoolFacts>, more: Partial<InvitationFacts> = {}, on = today) =>
  wayToInvitation({ school, call, staff: [], labels: [], ...more, facts: { ...eligible, ...facts } }, on, (of) => readingOn(of));
const lines = (...asked: Parameters<typeof way>) => way(...asked).steps.map(lineOf);

const invites = 'sna: school invite --call 2026 --school 05990014';

it('of a school that meets everything only the invitation is missing, and it rests on what the rules assume', () => {
  const found = way({});
  expect(found.steps.map(lineOf)).toEqual([invites]);
  expect(found.steps[0]?.act).toEqual({ does: 'invite', school: '05990014', call: '2026' });
  expect(found).toMatchObject({ prerequisites: [], obstacles: [], assumed: ['schools.active-years', 'schools.renewal-days'] });
  expect(found.findings.map(({ rule }) => rule)).toEqual(['SCH-1', 'SCH-2', 'SCH-3', 'SCH-4']);
});

it.each([
  ['2026-02-11', `${invites} from 2026-02-12`],
  ['2026-02-12', invites],
])('on %s, with the reference day on 12 February: %s', (on, line) => {
  expect(lines({}, {}, day(on))).toEqual([line]);
});

it('a school of another country is invited by its own service', () => {
  const found = way({}, { school: { ...school, country: 'PT' } });
  expect(found).toMatchObject({ steps: [], obstacles: [{ finding: null, hint: { does: 'abroad', country: 'PT', ours: 'ES' } }] });
});

describe('SCH-1: a day that the school itself states stands; another can be stated', () => {
  const states = 'school: school add --school 05990014 --name CEIP El Roble --funding public --etwinning-since <date> [SCH-1]';
  it.each([
    ['stated, a day too late', { since: day('2024-02-13') }, {}, ['SCH-1 yearsReached'], []],
    ['stated, too late for a day the call names', { since: day('2022-01-02') }, { registeredBy: day('2022-01-01') }, ['SCH-1'], []],
    ['derived from a posting', { since: day('2024-02-13'), derived: true }, {}, [], [states, invites]],
    ['known from nothing', { since: null }, {}, [], [states, invites]],
  ])('%s', (_, facts, of, obstacles, steps) => {
    const found = way(facts, { call: { ...call, ...of } });
    expect(obstaclesOf(found)).toEqual(obstacles);
    expect(found.steps.map(lineOf)).toEqual(steps);
  });

  it('says on which day the years are reached', () => {
    expect(way({ since: day('2024-02-13') }).obstacles[0]?.hint).toEqual({ does: 'yearsReached', on: '2026-02-13' });
  });

  it.each([
    ['two years before the reference day', '2026-02-12', null, '2024-02-12'],
    ['29 February, which has its anniversary on the 28th', '2026-02-28', null, '2024-02-29'],
    ['28 February', '2028-02-28', null, '2026-02-28'],
    ['28 February, of a reference day on the 29th', '2028-02-29', null, '2026-02-28'],
    ['the day that the call names', '2026-02-12', '2022-01-01', '2022-01-01'],
  ])('the last day that is early enough is %s', (_, referenceDay, registeredBy, by) => {
    const of = {
      ...call,
      referenceDay: day(referenceDay),
      registeredBy: registeredBy === null ? null : day(registeredBy),
      activeSince: day('2020-01-01'),
      labelUntil: day('2030-01-01'),
    };
    expect(way({ since: null }, { call: of }, day('2028-03-01')).steps[0]?.act).toEqual({ does: 'stateSince', school: '05990014', by });
  });
});

/** A teacher posted at the school with access, active of late. */
const colleague = (teacherId: string, more: Partial<Colleague> = {}): Colleague => ({
  teacherId,
  givenName: 'Ana',
  familyName: 'Inventada Nadie',
  email: `${teacherId.toLowerCase()}@example.org`,
  lastActiveOn: day('2026-01-15'),
  access: true,
  reply: null,
  present: true,
  from: day('2020-09-01'),
  since: day('2020-09-01'),
  presentSchool: '05990014',
  ...more,
});
const confirms = (teacher: string, rules = 'SCH-2') =>
  `school: approve teacher --teacher ${teacher} --attached yes --data-correct yes --consent yes [${rules}]`;
const records = (teacher: string, at = '05990014') =>
  `school: register --teacher ${teacher} --given-name Ana --family-name Inventada Nadie --email ${teacher.toLowerCase()}@example.org --school ${at} --in-service yes --last-active-on <date> [SCH-2]`;
const enters =
  'teacher: register --teacher <teacher_id> --given-name <given_name> --family-name <family_name> --email <email> --school 05990014 --in-service yes --last-active-on <date> [SCH-2]';

describe('SCH-2: teachers are made active, those who lack least first', () => {
  const two = { teachers: eligible.teachers.slice(0, 2) };
  it.each([
    ['one who lacks access is confirmed', [colleague('T4', { access: false })], [confirms('T4')]],
    ['one idle has the activity recorded', [colleague('T4', { lastActiveOn: null })], [records('T4')]],
    ['one idle since the day before the window too', [colleague('T4', { lastActiveOn: day('2024-02-11') })], [records('T4')]],
    [
      'one without access, active on its first day, is confirmed',
      [colleague('T4', { access: false, lastActiveOn: day('2024-02-12') })],
      [confirms('T4')],
    ],
    ['one who lacks both has both', [colleague('T4', { access: false, lastActiveOn: null })], [confirms('T4'), records('T4')]],
    [
      'who lacks least goes first',
      [colleague('T4', { access: false, lastActiveOn: null }), colleague('T5', { lastActiveOn: null })],
      [records('T5')],
    ],
    ['those active already need nothing', [colleague('T1'), colleague('T2'), colleague('T4', { access: false })], [confirms('T4')]],
    [
      'one idle who teaches elsewhere by now is recorded there',
      [colleague('T4', { lastActiveOn: null, present: false, presentSchool: '09990018' })],
      [records('T4', '09990018')],
    ],
    [
      'one idle who has left helps nothing',
      [colleague('T4', { lastActiveOn: null, present: false, presentSchool: null })],
      [enters, confirms('<teacher_id>')],
    ],
    ['nor one who went without access', [colleague('T4', { access: false, present: false })], [enters, confirms('<teacher_id>')]],
    ['somebody new enters where there is nobody', [], [enters, confirms('<teacher_id>')]],
  ])('%s', (_, staff, steps) => {
    expect(lines(two, { staff })).toEqual([...steps, invites]);
  });

  it('as many as are short, newcomers for those the school has not', () => {
    const staff = [colleague('T4', { lastActiveOn: null }), colleague('T5', { access: false })];
    expect(lines({ teachers: [] }, { staff })).toEqual([records('T4'), confirms('T5'), enters, confirms('<teacher_id>'), invites]);
    expect(lines({ teachers: eligible.teachers.slice(0, 1) }, { staff })).toEqual([records('T4'), confirms('T5'), invites]);
  });

  it('says what is done for whom, and since when activity counts', () => {
    const of = (...staff: Colleague[]) => way(two, { staff }).steps.map(({ act }) => act);
    expect(of(colleague('T4', { access: false, reply: reply({ consent: false }) }))[0]).toEqual({
      does: 'confirmTeacher',
      teacher: 'T4',
      school: '05990014',
      refused: ['PART-2(c)'],
    });
    expect(of(colleague('T4', { lastActiveOn: null }))[0]).toEqual({ does: 'recordActivity', teacher: 'T4', from: '2024-02-12' });
    expect(of().slice(0, 2)).toEqual([
      { does: 'enterTeacher', school: '05990014' },
      { does: 'confirmTeacher', teacher: null, school: '05990014', refused: [] },
    ]);
  });

  it('a posting that begins later is confirmed from then', () => {
    const posted = (from: Day) => lines(two, { staff: [colleague('T4', { access: false, from })] })[0];
    expect(posted(today)).toBe(confirms('T4'));
    expect(posted(addDays(today, 1))).toBe(`${confirms('T4')} from 2026-02-21`);
  });

  it.each([
    ['begins today', '2026-02-20', ''],
    ['begins tomorrow', '2026-02-21', ' from 2026-02-21'],
  ])('nobody can be active in a window that %s', (_, activeSince, from) => {
    const asked = { call: { ...call, activeSince: day(activeSince) } };
    expect(lines(two, { ...asked, staff: [colleague('T4'), colleague('T5'), colleague('T6')] }).slice(0, 1)).toEqual([
      `${records('T4')}${from}`,
    ]);
    expect(lines({ teachers: [] }, asked)[0]).toBe(`${enters}${from}`);
  });

  it('a teacher confirmed for it may say since when the school takes part (SCH-1)', () => {
    const unknown = { ...two, since: null };
    const posted = (since: string) => lines(unknown, { staff: [colleague('T4', { access: false, since: day(since) })] });
    expect(posted('2024-02-12')).toEqual([confirms('T4'), invites]);
    expect(posted('2024-02-13')).toHaveLength(3);
    // One who has access said so already.
    expect(lines(unknown, { staff: [colleague('T4', { lastActiveOn: null })] })).toHaveLength(3);
  });
});

describe('SCH-3: the nearest labels of its teachers', () => {
  const none = { labels: [] };
  const plain = { rules: [], notBefore: null, notAfter: null } as const;
  const evaluates: Step = {
    ...plain,
    who: 'sna',
    act: { does: 'evaluateLabel', total: 18, of: 30, each: 2, short: null, again: false },
    command: ['label', 'evaluate'],
  };
  const applies: Step = {
    ...plain,
    rules: ['NQL-2'],
    who: 'teacher',
    act: { does: 'handIn', teacher: 'T1', kind: 'final' },
    command: ['label', 'apply'],
  };
  const toLabel = (...steps: Way['steps']): Way => ({ prerequisites: [], findings: [], obstacles: [], steps, assumed: [] });
  const wide = { ...call, labelUntil: day('2026-06-30') };
  const points = 'teacher: why --teacher <teacher_id> --project <project_id> [SCH-3] until 2026-06-30';

  it('after the last day that counts there is no way', () => {
    const [late] = way(none).obstacles;
    expect(late).toEqual({
      finding: findingOf(way(none), 'SCH-3'),
      hint: { does: 'labelInTime', from: null, until: '2026-02-12' },
    });
    expect(obstaclesOf(way(none, { call: { ...call, labelUntil: addDays(today, -1) } }))).toEqual(['SCH-3 labelInTime']);
    expect(obstaclesOf(way(none, { call: { ...call, labelUntil: today } }))).toEqual([]);
  });

  it('without any way to one, a label is to be looked for', () => {
    const found = way(none, { call: wide });
    expect(found.steps.map(lineOf)).toEqual([points, invites]);
    expect(found.steps[0]?.act).toEqual({ does: 'earnLabel', school: '05990014', until: '2026-06-30' });
  });

  it('the shortest way that is open and ends in time is taken, its last step within the window', () => {
    const late = toLabel({ ...evaluates, notBefore: day('2026-07-01') });
    const closed = { ...toLabel(), obstacles: [obstacle(null)] };
    const long = toLabel(applies, evaluates);
    expect(lines(none, { call: wide, labels: [closed, late, long, toLabel(evaluates)] })).toEqual([
      'sna: label evaluate [SCH-3] until 2026-06-30',
      invites,
    ]);
    expect(lines(none, { call: wide, labels: [long] })).toEqual([
      'teacher: label apply [SCH-3]',
      'sna: label evaluate [SCH-3] until 2026-06-30',
      invites,
    ]);
    expect(lines(none, { call: wide, labels: [closed, late] })).toEqual([points, invites]);
    expect(lines(none, { call: wide, labels: [toLabel({ ...evaluates, notBefore: day('2026-06-30') })] })[0]).toBe(
      'sna: label evaluate [SCH-3] from 2026-06-30 until 2026-06-30',
    );
  });

  it('a label counts from the first day the call looks at', () => {
    const from = (labelSince: string) =>
      lines(none, { call: { ...wide, labelSince: day(labelSince) }, labels: [toLabel(applies, evaluates)] });
    expect(from('2026-02-20')[1]).toBe('sna: label evaluate [SCH-3] until 2026-06-30');
    expect(from('2026-03-01').slice(0, 2)).toEqual([
      'teacher: label apply [SCH-3]',
      'sna: label evaluate [SCH-3] from 2026-03-01 until 2026-06-30',
    ]);
  });
});

describe('SCH-4: an accreditation in force ends by itself; one of this call does not', () => {
  const standing = (of: string, until: string) => ({ call: of, decision: 'D000001', validFrom: day('2024-01-01'), validUntil: day(until) });
  it.each([
    ['one', [standing('2024', '2026-12-31')], '2026-12-31'],
    ['two: the later', [standing('2024', '2027-01-31'), standing('2025', '2026-12-31')], '2027-01-31'],
  ])('%s', (_, accreditations, until) => {
    const found = way({ accreditations });
    expect(obstaclesOf(found)).toEqual(['SCH-4 freeAfter']);
    expect(found.obstacles[0]?.hint).toEqual({ does: 'freeAfter', until });
    expect(found.steps).toEqual([]);
  });

  it('of the call itself', () => {
    expect(obstaclesOf(way({ accreditations: [standing('2024', '2026-12-31'), standing('2026', '2026-12-31')] }))).toEqual(['SCH-4']);
  });
});
