/** From a registration to an active participation: who does what, in which order, and what keeps a teacher out. */
import { describe, expect, it } from 'vitest';
import { day } from '../../src/day.ts';
import { type TakingPart, wayIn } from '../../src/rules/way-in.ts';
import { readingOn } from './verdicts.ts';
import { assessed, lineOf, obstaclesOf, outside, reply, taking } from './ways.ts';

const today = day('2026-02-02');
const way = (facts: Partial<TakingPart>, from: TakingPart = taking, on = today) => wayIn({ ...from, ...facts }, on, (of) => readingOn(of));
const lines = (...asked: Parameters<typeof way>) => way(...asked).steps.map(lineOf);
const prerequisites = (...asked: Parameters<typeof way>) =>
  way(...asked).prerequisites.map(({ rule, met }) => `${rule} ${met === null ? '–' : met ? 'yes' : 'no'}`);

const registers =
  'teacher: register --teacher ANA --given-name <given_name> --family-name <family_name> --email <email> --school <school_code> --in-service yes [PART-1]';
const confirms = 'school: approve teacher --teacher ANA --attached yes --data-correct yes --consent yes [PART-2(a) PART-2(b) PART-2(c)]';
const enrols = 'teacher: project add --project P1 --form joined --teacher ANA [PART-3]';
const adds = 'teacher: project add --project P1 --form joined --teacher ANA --partners <country:school> [PART-6(a)]';
const assesses = 'sna: project assess --project P1 --school 05990014 --collaboration yes --ict yes [PART-6(a) PART-6(b) PART-6(c)]';
const approves = 'school: approve project --project P1 --school 05990014 --approved yes [PART-7]';

it('nothing is missing in an active participation', () => {
  expect(way({})).toEqual({ prerequisites: [], obstacles: [], steps: [] });
});

describe('PART-6 to PART-8: an enrolled teacher whose participation is not active', () => {
  const no = assessed({ collaboration: false });
  const yes = assessed();
  const replied = (approved: boolean) => ({ approved, repliedOn: day('2025-10-10') });
  it.each([
    ['nobody has answered', null, null, [assesses, approves], 'PART-6(a) yes, PART-6(b) –, PART-6(c) –, PART-7 –'],
    ['suitable, no reply', yes, null, [approves], 'PART-6(a) yes, PART-6(b) yes, PART-6(c) yes, PART-7 –'],
    ['suitable, the school said no', yes, replied(false), [approves], 'PART-6(a) yes, PART-6(b) yes, PART-6(c) yes, PART-7 no'],
    ['approved, not assessed', null, replied(true), [assesses], 'PART-6(a) yes, PART-6(b) –, PART-6(c) –, PART-7 yes'],
    ['approved, not suitable', no, replied(true), [assesses], 'PART-6(a) yes, PART-6(b) no, PART-6(c) yes, PART-7 yes'],
    ['not suitable, no reply', no, null, [assesses, approves], 'PART-6(a) yes, PART-6(b) no, PART-6(c) yes, PART-7 –'],
    ['the school said no first', null, replied(false), [approves, assesses], 'PART-6(a) yes, PART-6(b) –, PART-6(c) –, PART-7 no'],
    ['both said no', no, replied(false), [assesses, approves], 'PART-6(a) yes, PART-6(b) no, PART-6(c) yes, PART-7 no'],
    ['both yes, the decision revoked', yes, replied(true), [approves], 'PART-6(a) yes, PART-6(b) yes, PART-6(c) yes, PART-7 yes'],
  ] as const)('%s', (_, suitability, approval, steps, known) => {
    const facts = { suitability, approval, active: false };
    expect(lines(facts)).toEqual(steps);
    expect(prerequisites(facts).join(', ')).toBe(known);
    expect(way(facts).steps.map(({ act }) => act)).toEqual(
      steps.map((step) =>
        step === assesses
          ? { does: 'assess', project: 'P1', school: '05990014', again: suitability !== null }
          : { does: 'approve', project: 'P1', school: '05990014', again: approval !== null },
      ),
    );
  });

  it('an answer that nobody has given shows nothing that was seen', () => {
    const { prerequisites: known } = way({ suitability: null, approval: null, active: false });
    expect(known.filter(({ met }) => met === null).map(({ observed }) => observed)).toEqual([null, null, null]);
  });

  it('the school’s reply is dated as it was, else on the day', () => {
    const of = (facts: Partial<TakingPart>) => way({ ...facts, active: false }).prerequisites.at(-1)?.observed;
    expect(of({ approval: { approved: false, repliedOn: day('2025-10-10') } })).toEqual({ approved: false, replied_on: '2025-10-10' });
  });

  it.each([
    ['a project within one country needs a partner of another first', ['ES', 'ES'], null, [adds, assesses, approves]],
    ['a partner of a country that takes no part helps nothing', ['US', 'ES'], null, [adds, assesses, approves]],
    ['one that was found suitable needs none', ['ES'], assessed(), [approves]],
  ] as const)('%s', (_, countries, suitability, steps) => {
    const facts = { countries, suitability, approval: null, active: false };
    expect(lines(facts)).toEqual(steps);
  });

  it('the countries there are stand in the advice once each, in order', () => {
    const [first] = way({ countries: ['US', 'ES', 'US'], suitability: null, active: false }).steps;
    expect(first?.act).toEqual({ does: 'addPartner', project: 'P1', countries: ['ES', 'US'] });
  });

  it('a country counts on the day of the school’s first enrolment', () => {
    const british = { countries: ['ES', 'GB'], suitability: null, approval: null, active: false };
    expect(lines({ ...british, firstEnrolledOn: day('2020-12-31') })).toEqual([assesses, approves]);
    expect(lines({ ...british, firstEnrolledOn: day('2021-01-01') })).toEqual([adds, assesses, approves]);
  });
});

describe('PART-1 to PART-5: a teacher who is not enrolled', () => {
  const activating = [assesses, approves];
  const enrolsInTime = `${enrols} until 2026-06-15`;
  const posting = outside.posting as NonNullable<TakingPart['posting']>;

  it('with access enrols, and the school’s participation is activated', () => {
    expect(lines({}, outside)).toEqual([enrolsInTime, ...activating]);
    expect(prerequisites({}, outside)).toEqual(['PART-3 yes', 'PART-5 yes', 'PART-6(a) yes', 'PART-6(b) –', 'PART-6(c) –', 'PART-7 –']);
    expect(way({}, outside).steps[0]?.act).toEqual({
      does: 'enrol',
      teacher: 'ANA',
      project: 'P1',
      school: '05990014',
      form: 'joined',
    });
  });

  it('enters a standing participation with the form it has', () => {
    const standing = { ...taking, enrolledAt: null, form: 'new' } as const;
    expect(lines({}, standing)).toEqual(['teacher: project add --project P1 --form new --teacher ANA [PART-3] until 2026-06-15']);
    expect(lines({ active: false, suitability: null, approval: null }, { ...standing, form: 'joined' })).toEqual([
      enrolsInTime,
      ...activating,
    ]);
  });

  it('without a school registers first; the school is to be named', () => {
    const unnamed = activating.map((line) => line.replace('05990014', '<school_code>'));
    expect(lines({ posting: null }, outside)).toEqual([registers, confirms, enrolsInTime, ...unnamed]);
    expect(way({ posting: null }, outside).steps.map(({ act }) => act)).toMatchObject([
      { does: 'postTeacher', teacher: 'ANA' },
      { does: 'confirmTeacher', teacher: 'ANA', school: null, refused: [] },
      { does: 'enrol', school: null },
      { does: 'assess', school: null },
      { does: 'approve', school: null },
    ]);
    expect(prerequisites({ posting: null }, outside)).toEqual([
      ...['PART-2(a) –', 'PART-2(b) –', 'PART-2(c) –', 'PART-3 no', 'PART-6(a) yes', 'PART-6(b) –', 'PART-6(c) –', 'PART-7 –'],
    ]);
  });

  it.each([
    ['has not replied', null, [], ['PART-2(a) –', 'PART-2(b) –', 'PART-2(c) –']],
    ['did not consent', reply({ consent: false }), ['PART-2(c)'], ['PART-2(a) yes', 'PART-2(b) yes', 'PART-2(c) no']],
  ])('whose school %s is confirmed first', (_, replied, refused, known) => {
    const facts = { posting: { ...posting, access: false, reply: replied } };
    expect(lines(facts, outside)).toEqual([confirms, enrolsInTime, ...activating]);
    expect(way(facts, outside).steps[0]?.act).toEqual({ does: 'confirmTeacher', teacher: 'ANA', school: '05990014', refused });
    expect(prerequisites(facts, outside).slice(0, 4)).toEqual([...known, 'PART-3 no']);
  });

  it.each([
    ['2026-02-02', [confirms, enrolsInTime]],
    ['2026-02-03', [`${confirms} from 2026-02-03`, `${enrols} from 2026-02-03 until 2026-06-15`]],
  ])('on 2 February, posted from %s', (from, steps) => {
    const facts = { posting: { ...posting, access: false, reply: null, from: day(from) } };
    expect(lines(facts, outside).slice(0, 2)).toEqual(steps);
  });

  it.each([
    ['begins today', '2026-02-02', enrolsInTime],
    ['begins tomorrow', '2026-02-03', `${enrols} from 2026-02-03 until 2026-06-15`],
  ])('a project that %s is joined when it is active', (_, startsOn, first) => {
    expect(lines({ startsOn: day(startsOn) }, outside)[0]).toBe(first);
  });

  const founding = [
    { country: 'ES', schoolCode: '05990014' },
    { country: 'FR', schoolCode: null },
  ];
  it('a school that founded the project need not wait until it begins', () => {
    expect(lines({ startsOn: day('2026-03-01'), founders: founding }, outside)[0]).toBe(
      'teacher: project add --project P1 --form new --teacher ANA [PART-3] until 2026-06-15',
    );
  });

  it.each([
    ['2026-06-15', []],
    ['2026-06-16', ['PART-5 enrolledInTime']],
  ])('a project that ends on 15 June is entered on %s: %j', (on, obstacles) => {
    expect(obstaclesOf(way({}, outside, day(on)))).toEqual(obstacles);
  });

  it('too late is what the rule says, with the day by which it was to be', () => {
    const [late] = way({}, outside, day('2026-06-16')).obstacles;
    expect(late?.finding).toMatchObject({ rule: 'PART-5', met: false, observed: { enrolled_on: '2026-06-16' } });
    expect(late?.hint).toEqual({ does: 'enrolledInTime', teacher: 'ANA', project: 'P1', until: '2026-06-15' });
  });

  it('a school whose country is not in the project yet brings it', () => {
    expect(lines({ countries: ['FR'], startsOn: day('2025-09-15') }, outside)).toEqual([enrolsInTime, ...activating]);
    expect(lines({ countries: ['FR'], posting: null }, outside).some((line) => line.includes('--partners'))).toBe(true);
  });
});
