/** What an accreditation as eTwinning School still lacks: an application that counts, complete, and the service's evaluation. */
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/day.ts';
import type { Accreditation } from '../../src/rules/call.ts';
import type { Application } from '../../src/rules/school-label.ts';
import { obstacle, type Step, type Way } from '../../src/rules/way.ts';
import { type CandidacyFacts, wayToAccreditation } from '../../src/rules/way-accreditation.ts';
import type { Colleague } from '../../src/rules/way-invitation.ts';
import { call, officeValue, readingOn } from './verdicts.ts';
import { lineOf, obstaclesOf, reply } from './ways.ts';

const today = day('2026-02-20');
const values = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'];
const texts = ['digital_safety_evidence', ...values.flatMap((value) => [`${value}_plan`, `${value}_evidence`])];
const application: Application = {
  submittedOn: day('2026-02-18'),
  teacherId: 'T1',
  posted: true,
  access: true,
  policy: true,
  given: texts,
};
const colleague = (teacherId: string, more: Partial<Colleague> = {}): Colleague => ({
  teacherId,
  givenName: 'Ana',
  familyName: 'Inventada',
  email: 'ana@example.org',
  lastActiveOn: null,
  access: true,
  reply: null,
  present: true,
  from: day('2020-09-01'),
  since: day('2020-09-01'),
  presentSchool: '05990014',
  ...more,
});
const candidate: CandidacyFacts = {
  school: '05990014',
  call,
  invitation: null,
  candidacy: { invited: true, applications: [application], accreditations: [], own: [] },
  evaluation: null,
  staff: [colleague('T1')],
};
const way = (
  { candidacy, ...more }: Partial<Omit<CandidacyFacts, 'candidacy'>> & { readonly candidacy?: Partial<CandidacyFacts['candidacy']> } = {},
  on = today,
) => wayToAccreditation({ ...candidate, ...more, candidacy: { ...candidate.candidacy, ...candidacy } }, on, (of) => readingOn(of));
const lines = (...asked: Parameters<typeof way>) => way(...asked).steps.map(lineOf);
const applying = (more: Partial<Application>) => ({ candidacy: { applications: [{ ...application, ...more }] } });

const accredits = (scores = () => '<2-5>', rules = ' [SCH-8]') =>
  `sna: school accredit --call 2026 --school 05990014 --evidence-verified yes ${[...values, 'potential']
    .map((one) => `--${one.replaceAll('_', '-')}-score ${scores()}`)
    .join(' ')}${rules}`;
const confirms = (teacher: string) =>
  `school: approve teacher --teacher ${teacher} --attached yes --data-correct yes --consent yes [SCH-5]`;
/** The school applies, saying what is lacking. */
const applies = (teacher: string, lacking: readonly string[], rules: string, more: { readonly on?: string; readonly from?: string } = {}) =>
  [
    `school: school apply --call 2026 --school 05990014 --teacher ${teacher}`,
    more.on && `--submitted-on ${more.on}`,
    '--digital-safety-policy yes',
    ...lacking.map((field) => `--${field.replaceAll('_', '-')} <${field.endsWith('_plan') ? 'plan' : 'evidence'}>`),
    `[${rules}]`,
    more.from && `from ${more.from}`,
    'until 2026-03-10',
  ]
    .filter(Boolean)
    .join(' ');
const evaluated = (...given: readonly number[]) => ({
  evidenceVerified: true,
  scores: Object.fromEntries([...values, 'potential'].map((criterion, place) => [criterion, given[place] ?? 0])),
});

it('of a school that has applied only the evaluation is missing, which nobody has answered', () => {
  const found = way();
  expect(found.steps.map(lineOf)).toEqual([accredits()]);
  expect(found.findings.map(({ rule, met }) => `${rule} ${met}`)).toEqual([
    ...['SCH-4 true', 'SCH-5 true', 'SCH-6 true', 'SCH-7 true', 'SCH-8 null'],
  ]);
  expect(found).toMatchObject({ score: null, prerequisites: [], obstacles: [], validity: { from: '2026-02-20', until: '2028-02-19' } });
  expect(found.steps[0]?.act).toEqual({
    ...{ does: 'accredit', school: '05990014', total: 18, each: 2, short: null },
    ...{ from: '2026-02-20', until: '2028-02-19' },
  });
  expect(found.assumed).toEqual(expect.arrayContaining(['schools.least-total', 'schools.least-each', 'schools.renewal-days']));
});

describe('SCH-8: what an evaluation lacks', () => {
  it.each([
    ['nothing: evaluated again as it was', evaluated(3, 3, 3, 3, 3, 3), null],
    ['a point in all', evaluated(3, 3, 3, 3, 3, 2), 1],
    ['two points of one score', evaluated(5, 5, 5, 5, 5, 0), 2],
    ['a point of each of two', evaluated(1, 1, 3, 4, 4, 4), 2],
    ['more in all than of each', evaluated(1, 1, 2, 2, 2, 2), 8],
    ['no point: the evidence was not verified', { ...evaluated(4, 4, 4, 4, 4, 4), evidenceVerified: false }, 0],
  ])('%s', (_, evaluation, short) => {
    const found = way({ evaluation });
    expect(found.steps.map(lineOf)).toEqual([short === null ? accredits(() => '3', '') : accredits()]);
    expect(found.steps[0]?.act).toMatchObject({ does: 'accredit', short });
    expect(found.score).toBe(Object.values(evaluation.scores).reduce((sum, one) => sum + one, 0));
  });
});

describe('SCH-5 to SCH-7: the application', () => {
  const none = { candidacy: { applications: [] } };
  it('without one the school applies, with everything, from the day the call opens until it closes', () => {
    expect(lines(none)).toEqual([applies('T1', texts, 'SCH-5 SCH-6 SCH-7'), accredits()]);
    expect(lines(none, day('2026-02-11'))[0]).toBe(applies('T1', texts, 'SCH-5 SCH-6 SCH-7', { from: '2026-02-12' }));
    expect(lines(none, day('2026-02-12'))[0]).toBe(applies('T1', texts, 'SCH-5 SCH-6 SCH-7'));
    expect(way(none).steps[0]?.act).toEqual({
      does: 'applySchool',
      school: '05990014',
      call: '2026',
      teacher: 'T1',
      missing: texts.slice(1),
      whole: true,
    });
  });

  it.each([
    ['on the last day', '2026-03-10', [] as string[]],
    ['the day after', '2026-03-11', ['SCH-5 appliedInTime']],
  ])('it is not too late %s', (_, on, obstacles) => {
    const found = way(none, day(on));
    expect(obstaclesOf(found)).toEqual(obstacles);
    if (obstacles.length > 0) {
      expect(found.obstacles[0]?.hint).toEqual({ does: 'appliedInTime', from: '2026-02-12', until: '2026-03-10' });
      expect(found).toMatchObject({ steps: [], validity: null });
    }
  });

  it.each([
    ['a plan', ['teamwork_plan'], 'SCH-7', {}],
    ['evidence of digital safety', ['digital_safety_evidence'], 'SCH-6', {}],
    ['of both', ['digital_safety_evidence', 'inclusion_evidence'], 'SCH-6 SCH-7', {}],
    ['the policy', [] as string[], 'SCH-6', { policy: false }],
  ])('in time but without %s, only that is asked, of the same application', (_, lacking, rules, more) => {
    const facts = applying({ given: texts.filter((field) => !lacking.includes(field)), ...more });
    expect(lines(facts)).toEqual([applies('T1', lacking, rules, { on: application.submittedOn }), accredits()]);
    expect(way(facts).steps[0]?.act).toMatchObject({
      missing: lacking.filter((field) => field !== 'digital_safety_evidence'),
      whole: false,
    });
    const [first, ...others] = rules.split(' ');
    expect(obstaclesOf(way(facts, day('2026-03-11')))).toEqual([`${first} appliedInTime`, ...others]);
  });

  it.each([
    ['before the call opened', '2026-02-11'],
    ['after it closed', '2026-03-11'],
  ])('one made %s is made again, whole, on a day of its own', (_, submittedOn) => {
    expect(lines(applying({ submittedOn: day(submittedOn) }))).toEqual([applies('T1', texts, 'SCH-5', { on: '2026-02-20' }), accredits()]);
    expect(obstaclesOf(way(applying({ submittedOn: day(submittedOn) }), day('2026-03-20')))).toEqual(['SCH-5 appliedInTime']);
  });

  it('of two it is the one that counts which is complete or not', () => {
    const early = { ...application, given: texts.slice(1), submittedOn: day('2026-02-13') };
    expect(lines({ candidacy: { applications: [application, early] } })).toEqual([accredits()]);
    expect(
      lines({
        candidacy: {
          applications: [
            { ...application, given: texts.slice(1) },
            { ...early, given: texts },
          ],
        },
      })[0],
    ).toBe(applies('T1', texts, 'SCH-6', { on: '2026-02-20' }));
  });
});

describe('SCH-5: through whom the school applies', () => {
  const lacksAccess = applying({ access: false });
  const applyingAgain = (teacher: string) => applies(teacher, texts, 'SCH-5', { on: '2026-02-20' });
  it('the school’s reply about who applied is enough, also when the call is closed', () => {
    const staff = [colleague('T1', { access: false, reply: reply({ attached: false }) }), colleague('T2')];
    for (const on of [today, day('2026-03-20')]) expect(lines({ ...lacksAccess, staff }, on)).toEqual([confirms('T1'), accredits()]);
    expect(way({ ...lacksAccess, staff }).steps[0]?.act).toMatchObject({ teacher: 'T1', school: '05990014', refused: ['PART-2(a)'] });
  });

  it.each([
    ['who applied has gone', [colleague('T1', { access: false, present: false }), colleague('T2')], lacksAccess],
    ['who applied is unknown', [colleague('T2')], lacksAccess],
    ['who applied was posted elsewhere', [colleague('T1', { access: false }), colleague('T2')], applying({ posted: false, access: false })],
  ])('%s: somebody with access applies anew', (_, staff, facts) => {
    expect(lines({ ...facts, staff })).toEqual([applyingAgain('T2'), accredits()]);
    expect(obstaclesOf(way({ ...facts, staff }, day('2026-03-11')))).toEqual(['SCH-5 appliedInTime']);
  });

  const none = { candidacy: { applications: [] } };
  const whole = (teacher: string) => applies(teacher, texts, 'SCH-5 SCH-6 SCH-7');
  it.each([
    ['who has access', [colleague('T1', { access: false }), colleague('T2')], [whole('T2')]],
    ['whose posting with access begins today', [colleague('T1', { from: today })], [whole('T1')]],
    [
      'else somebody who is there, once confirmed',
      [colleague('T1', { access: false, present: false }), colleague('T2', { access: false })],
      [confirms('T2'), whole('T2')],
    ],
    [
      'else from the day the posting can be used',
      [colleague('T1', { access: false, from: addDays(today, 1) })],
      [`${confirms('T1')} from 2026-02-21`, whole('T1')],
    ],
    ['else somebody to be named', [], [whole('<teacher_id>')]],
    ['else somebody to be named, those there having gone', [colleague('T1', { access: false, present: false })], [whole('<teacher_id>')]],
  ])('somebody %s', (_, staff, steps) => {
    expect(lines({ ...none, staff })).toEqual([...steps, accredits()]);
  });

  it('who applied before applies again where they can', () => {
    const facts = applying({ submittedOn: day('2026-02-11'), teacherId: 'T2' });
    expect(lines({ ...facts, staff: [colleague('T1'), colleague('T2')] })[0]).toBe(applyingAgain('T2'));
    expect(lines({ ...facts, staff: [colleague('T1'), colleague('T2', { access: false })] })[0]).toBe(applyingAgain('T1'));
  });
});

describe('SCH-1 to SCH-4: the invitation comes first', () => {
  const invites: Step = {
    rules: [],
    who: 'sna',
    act: { does: 'invite', school: '05990014', call: '2026' },
    command: ['school', 'invite', '--call', '2026'],
    notBefore: null,
    notAfter: null,
  };
  const confirmed: Step = {
    ...invites,
    rules: ['SCH-2'],
    who: 'school',
    act: { does: 'confirmTeacher', teacher: 'T2', school: '05990014', refused: [] },
    command: ['approve', 'teacher', '--teacher', 'T2'],
  };
  const invitation = (more: Partial<Way>): Way => ({
    prerequisites: [],
    findings: [],
    obstacles: [],
    steps: [invites],
    assumed: [],
    ...more,
  });
  const uninvited = (more: Partial<Way> = {}, applications: readonly Application[] = []) => ({
    invitation: invitation(more),
    candidacy: { invited: false, applications },
  });

  it('its steps, then those of the application', () => {
    const findings = way().findings.slice(0, 1);
    const found = way(uninvited({ findings }));
    expect(found.steps.map(lineOf)).toEqual(['sna: school invite --call 2026', applies('T1', texts, 'SCH-5 SCH-6 SCH-7'), accredits()]);
    expect(found.prerequisites).toEqual(findings);
  });

  it('whom the invitation confirms may apply', () => {
    const staff = [colleague('T1', { access: false }), colleague('T2', { access: false })];
    expect(lines({ ...uninvited({ steps: [confirmed, invites] }), staff })).toEqual([
      'school: approve teacher --teacher T2 [SCH-2]',
      'sna: school invite --call 2026',
      applies('T2', texts, 'SCH-5 SCH-6 SCH-7'),
      accredits(),
    ]);
  });

  it('an accreditation is valid from the day on which the last of them can be taken', () => {
    const later = invitation({ steps: [{ ...invites, notBefore: day('2026-03-01') }] });
    expect(way({ invitation: later, candidacy: { invited: false } }).validity).toEqual({ from: '2026-03-01', until: '2028-02-29' });
  });

  it('what stands in the way of it stands in this way, but another accreditation in force only once', () => {
    const barring = way().findings.map((one) => obstacle(one));
    expect(obstaclesOf(way(uninvited({ obstacles: [...barring, obstacle(null)] }, [application])))).toEqual([
      ...['SCH-5', 'SCH-6', 'SCH-7', 'SCH-8', '–'],
    ]);
  });
});

it('where no scores would be enough there is no way', () => {
  const high = (on: string) => readingOn(on, officeValue('schools.least-total', 31));
  expect(obstaclesOf(wayToAccreditation(candidate, today, high))).toEqual(['SCH-8']);
  const highest = (on: string) => readingOn(on, officeValue('schools.least-total', 30));
  expect(obstaclesOf(wayToAccreditation(candidate, today, highest))).toEqual([]);
});

describe('SCH-4 and SCH-9: the days', () => {
  const standing = (of: string, until: string): Accreditation => ({
    call: of,
    decision: 'D000001',
    validFrom: day('2024-09-01'),
    validUntil: day(until),
  });
  it('an accreditation of another call in force bars it until it ends, one of this call for good', () => {
    const other = way({ candidacy: { accreditations: [standing('2024', '2026-08-31')] } });
    expect(other.obstacles.map(({ hint }) => hint)).toEqual([{ does: 'freeAfter', until: '2026-08-31' }]);
    expect(obstaclesOf(way({ candidacy: { own: [standing('2026', '2026-03-31')] } }))).toEqual(['SCH-4']);
    expect(other.steps).toEqual([]);
  });

  it('one that ends sooner is followed by this', () => {
    expect(way({ candidacy: { accreditations: [standing('2024', '2026-06-30')] } }).validity).toEqual({
      from: '2026-07-01',
      until: '2028-06-30',
    });
  });

  it.each([
    ['the day of the decision', '2026-02-20', []],
    ['the day before', '2026-02-19', ['– validityOver']],
  ])('days of the call that end on %s', (_, validUntil, obstacles) => {
    const found = way({ call: { ...call, validUntil: day(validUntil) } });
    expect(obstaclesOf(found)).toEqual(obstacles);
    if (obstacles.length === 0) expect(lineOf(found.steps[0] as (typeof found.steps)[number])).toBe(`${accredits()} until 2026-02-20`);
    else expect(found.obstacles[0]?.hint).toEqual({ does: 'validityOver', from: '2026-02-20', until: '2026-02-19' });
  });
});
