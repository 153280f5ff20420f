/** Who is accredited and for which days: SCH-5 to SCH-9. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addYears, type Day, day, daysCounted } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { Reading } from '../../src/editions/edition.ts';
import { ruleSources } from '../../src/editions/rules.ts';
import type { Accreditation, Call } from '../../src/rules/call.ts';
import { unmet } from '../../src/rules/decision.ts';
import { type AccreditationFacts, type Application, accredit, scored, validityOf } from '../../src/rules/school-label.ts';
import { call, findingOf, officeValue, readingOn, sourceOf } from './verdicts.ts';

const on = day('2026-04-15');
const values = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'];
const reading = () => new Reading(baseEdition, [], call.referenceDay);

const complete: Application = {
  submittedOn: day('2026-02-20'),
  teacherId: 'T1',
  posted: true,
  access: true,
  policy: true,
  given: ['digital_safety_evidence', ...values.flatMap((value) => [`${value}_plan`, `${value}_evidence`])],
};

const scores = (...given: number[]) =>
  Object.fromEntries([...values, 'potential'].map((criterion, place) => [criterion, given[place] ?? 3]));

const good: AccreditationFacts = {
  invited: true,
  applications: [complete],
  evaluation: { evidenceVerified: true, scores: scores() },
  accreditations: [],
  own: [],
};

const decide = (facts: Partial<AccreditationFacts>, of: Partial<Call> = {}) =>
  accredit({ ...good, ...facts }, { ...call, ...of }, on, reading());
const refusedBy = (facts: Partial<AccreditationFacts>): readonly string[] => unmet(decide(facts).findings);
const applying = (more: Partial<Application>) => ({ applications: [{ ...complete, ...more }] });

it('accredits a school that meets everything, one finding a rule, with the points in all', () => {
  const decided = decide({});
  expect(decided).toMatchObject({ outcome: 'granted', score: 18, validity: { from: '2026-04-15', until: '2028-04-14' } });
  expect(decided.findings.map(({ rule }) => rule)).toEqual(['SCH-4', 'SCH-5', 'SCH-6', 'SCH-7', 'SCH-8']);
});

it('the decision rests on what is assumed of the points, of their scale and of a renewal', () => {
  expect(decide({}).assumed).toEqual([
    'schools.lowest-score',
    'schools.highest-score',
    'schools.least-total',
    'schools.least-each',
    'schools.renewal-days',
  ]);
});

it('scored are the five values and the potential, of the edition', () => {
  expect(scored(reading())).toEqual([...values, 'potential']);
  expect(scored(readingOn(call.referenceDay, officeValue('schools.values', ['online_safety'])))).toEqual(['online_safety', 'potential']);
});

it('a refused school has its points, and no days', () => {
  expect(decide({ invited: false })).toMatchObject({ outcome: 'refused', score: 18, validity: null });
});

describe('SCH-4: an accreditation of this call, or of another that goes on', () => {
  const standing = (call: string, from: string, until: string): Accreditation => ({
    call,
    decision: 'D000001',
    validFrom: day(from),
    validUntil: day(until),
  });
  const seen = { decision: 'D000001', valid_from: '2020-01-01', valid_until: '2021-12-31' };

  it.each([
    ['one of this call stands, whatever its days', { own: [standing('2026', '2020-01-01', '2021-12-31')] }, [{ call: '2026', ...seen }]],
    ['one of another call has ended', { accreditations: [standing('2020', '2020-01-01', '2021-12-31')] }, []],
  ])('%s', (_, facts, inForce) => {
    expect(findingOf(decide(facts), 'SCH-4')).toEqual({
      rule: 'SCH-4',
      met: inForce.length === 0,
      observed: { in_force: inForce },
      required: { none_in_force_on: addDays(call.referenceDay, 180) },
      source: sourceOf('SCH-4', call.referenceDay, 'schools.renewal-days'),
    });
  });
});

describe('SCH-5 says what it saw of the application, and asks for the dates of the call', () => {
  const made = { invited: true, applications: 1, teacher_id: 'T1', submitted_on: '2026-02-20', posted: true, access: true };
  const none = { invited: true, applications: 0, teacher_id: null, submitted_on: null, posted: false, access: false };
  it.each([
    ['one application', {}, made],
    ['an uninvited school', { invited: false }, { ...made, invited: false }],
    ['no application', { applications: [] }, none],
    ['a teacher who has left', applying({ posted: false }), { ...made, posted: false }],
    ['a teacher without access', applying({ access: false }), { ...made, access: false }],
    [
      'two applications: that which counts',
      { applications: [complete, { ...complete, teacherId: 'T2', submittedOn: day('2026-02-21') }] },
      { ...made, applications: 2, teacher_id: 'T2', submitted_on: '2026-02-21' },
    ],
  ])('%s', (_, facts, observed) => {
    expect(findingOf(decide(facts), 'SCH-5')).toEqual({
      rule: 'SCH-5',
      met: observed.invited && observed.posted && observed.access,
      observed,
      required: { invited: true, from: '2026-02-12', until: '2026-03-10', access: true },
      source: ruleSources['SCH-5'],
    });
  });
});

describe('SCH-5: invited, and applied in time through a teacher of the school with access', () => {
  it.each([
    ['uninvited', { invited: false }, ['SCH-5']],
    ['on the first day', applying({ submittedOn: day('2026-02-12') }), []],
    ['the day before the call opens', applying({ submittedOn: day('2026-02-11') }), ['SCH-5']],
    ['on the last day', applying({ submittedOn: day('2026-03-10') }), []],
    ['a day late', applying({ submittedOn: day('2026-03-11') }), ['SCH-5']],
    ['through a teacher of another school', applying({ posted: false, access: false }), ['SCH-5']],
    ['through a teacher without access', applying({ access: false }), ['SCH-5']],
  ] as const)('%s', (_, facts, rules) => {
    expect(refusedBy(facts)).toEqual(rules);
  });

  it('without any application what it would say is not assessed', () => {
    const { findings, score } = decide({ applications: [] });
    expect(findings.map(({ rule, met }) => [rule, met])).toEqual([
      ['SCH-4', true],
      ['SCH-5', false],
      ['SCH-6', null],
      ['SCH-7', null],
      ['SCH-8', true],
    ]);
    expect(score).toBe(18);
  });

  const empty = { ...complete, given: [] };
  it.each([
    ['of two in time the later counts', [complete, { ...empty, submittedOn: day('2026-03-01') }], ['SCH-6', 'SCH-7']],
    ['whatever the order of recording', [{ ...empty, submittedOn: day('2026-02-13') }, complete], []],
    ['nor does an earlier one recorded after it', [complete, { ...empty, submittedOn: day('2026-02-13') }], []],
    ['on a tie the later recorded', [empty, complete], []],
    ['a late one does not take the place of one in time', [complete, { ...empty, submittedOn: day('2026-03-11') }], []],
    [
      'with none in time the latest of all is looked at',
      [complete, empty].map((one, place) => ({ ...one, submittedOn: day(`2026-03-${20 + place}`) })),
      ['SCH-5', 'SCH-6', 'SCH-7'],
    ],
  ])('%s', (_, applications, rules) => {
    expect(refusedBy({ applications })).toEqual(rules);
  });
});

describe('SCH-6 and SCH-7: what the application must hold', () => {
  const bare = complete.given.filter((field) => field !== 'digital_safety_evidence');
  it.each([
    ['a policy with evidence', complete, { policy: true, evidence: true }],
    ['no policy', { ...complete, policy: false }, { policy: false, evidence: true }],
    ['no evidence of it', { ...complete, given: bare }, { policy: true, evidence: false }],
    ['neither', { ...complete, policy: false, given: bare }, { policy: false, evidence: false }],
  ])('%s', (_, application, observed) => {
    const decided = decide({ applications: [application] });
    const met = observed.policy && observed.evidence;
    expect(unmet(decided.findings)).toEqual(met ? [] : ['SCH-6']);
    expect(findingOf(decided, 'SCH-6')).toEqual({
      rule: 'SCH-6',
      met,
      observed,
      required: { policy: true, evidence: true },
      source: ruleSources['SCH-6'],
    });
  });

  it('without any application neither saw anything', () => {
    const decided = decide({ applications: [] });
    expect([findingOf(decided, 'SCH-6').observed, findingOf(decided, 'SCH-7').observed]).toEqual([null, null]);
  });

  it.each(complete.given.slice(1))('an empty %s', (field) => {
    const decided = decide(applying({ given: complete.given.filter((one) => one !== field) }));
    expect(unmet(decided.findings)).toEqual(['SCH-7']);
    expect(findingOf(decided, 'SCH-7')).toMatchObject({ observed: { missing: [field] }, required: { values } });
  });

  it('values that this office has set are asked for and cited as its own', () => {
    const set = readingOn(call.referenceDay, officeValue('schools.values', ['online_safety']));
    expect(findingOf(accredit(good, call, on, set), 'SCH-7')).toEqual({
      rule: 'SCH-7',
      met: false,
      observed: { missing: ['online_safety_plan', 'online_safety_evidence'] },
      required: { values: ['online_safety'] },
      source: `${ruleSources['SCH-7']}; schools.values: Instruction of the office (office)`,
    });
  });
});

describe('SCH-8: evidence verified, and enough points', () => {
  it.each([
    ['18 points', scores(3, 3, 3, 3, 3, 3), true, []],
    ['17 points', scores(3, 3, 3, 3, 3, 2), true, ['SCH-8']],
    ['a 2 among fives', scores(5, 5, 2, 5, 5, 5), true, []],
    ['a 1 among fives', scores(5, 5, 1, 5, 5, 5), true, ['SCH-8']],
    ['a 1 for the potential', scores(5, 5, 5, 5, 5, 1), true, ['SCH-8']],
    ['evidence not verified', scores(5, 5, 5, 5, 5, 5), false, ['SCH-8']],
  ])('%s', (_, given, evidenceVerified, rules) => {
    const decided = decide({ evaluation: { evidenceVerified, scores: given } });
    expect(unmet(decided.findings)).toEqual(rules);
    expect(findingOf(decided, 'SCH-8')).toEqual({
      rule: 'SCH-8',
      met: rules.length === 0,
      observed: { evidence_verified: evidenceVerified, scores: given, total: decided.score },
      required: { evidence_verified: true, total: 18, each: 2 },
      source: sourceOf('SCH-8', call.referenceDay, 'schools.highest-score', 'schools.least-total', 'schools.least-each'),
    });
  });

  it('a criterion that was not scored has no points', () => {
    expect(decide({ evaluation: { evidenceVerified: true, scores: { potential: 5 } } })).toMatchObject({ outcome: 'refused', score: 5 });
  });
});

describe('SCH-9: for which days', () => {
  const earlier = (from: string, until: string): Accreditation => ({
    call: '2024',
    decision: 'D1',
    validFrom: day(from),
    validUntil: day(until),
  });
  it.each([
    ['from the decision to the day before the second anniversary', [], {}, '2026-04-15', '2028-04-14'],
    ['an earlier one has ended', [earlier('2023-01-01', '2024-12-31')], {}, '2026-04-15', '2028-04-14'],
    ['an earlier one ends on the day of the decision', [earlier('2024-04-16', '2026-04-15')], {}, '2026-04-16', '2028-04-15'],
    ['an earlier one ended the day before', [earlier('2024-04-15', '2026-04-14')], {}, '2026-04-15', '2028-04-14'],
    ['a renewal begins the day after', [earlier('2024-07-01', '2026-06-30')], {}, '2026-07-01', '2028-06-30'],
    ['the call sets its days', [], { validFrom: day('2026-01-01'), validUntil: day('2027-12-31') }, '2026-01-01', '2027-12-31'],
    ['the call sets its first day', [], { validFrom: day('2027-01-01') }, '2027-01-01', '2028-12-31'],
    ['the call sets its last day', [], { validUntil: day('2027-12-31') }, '2026-04-15', '2027-12-31'],
  ])('%s', (_, accreditations, of, from, until) => {
    expect(decide({ accreditations }, of).validity).toEqual({ from, until });
  });

  it('decided on 29 February it ends with 27 February', () => {
    expect(validityOf(call, day('2028-02-29'), [], reading())).toEqual({ from: '2028-02-29', until: '2030-02-27' });
  });

  const days = fc.integer({ min: 0, max: 3000 }).map((count) => addDays(day('2024-01-01'), count));

  it('a renewal in time loses no day and gains none, whenever it is decided', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 700 }), (first, before) => {
        const last = addDays(addYears(first, 2), -1);
        const decided = addDays(last, -before);
        const next = validityOf(call, decided, [{ call: '2024', decision: null, validFrom: first, validUntil: last }], reading());
        expect(next.from).toBe(addDays(last, 1));
        expect(addYears(next.from, 2)).toBe(addDays(next.until, 1));
      }),
    );
  });

  it.each([
    ['begins on the day of the decision', '2026-03-05', '2027-12-31', '2028-01-01'],
    ['begins the day after', '2026-03-06', '2028-03-05', '2026-03-05'],
    ['begins years later', '2030-01-01', '2031-12-31', '2026-03-05'],
    ['ended the day before', '2024-03-05', '2026-03-04', '2026-03-05'],
    ['ends on the day', '2024-03-06', '2026-03-05', '2026-03-06'],
  ])('decided on 2026-03-05, beside one that %s', (_, validFrom, validUntil, from) => {
    const other = { call: '2030', decision: null, validFrom: day(validFrom), validUntil: day(validUntil) };
    expect(validityOf(call, day('2026-03-05'), [other], reading()).from).toBe(from);
  });

  it('one that follows another at once is earlier too, in whatever order they are known', () => {
    const first = { call: '2024', decision: null, validFrom: day('2024-05-01'), validUntil: day('2026-04-30') };
    const second = { call: '2025', decision: null, validFrom: day('2026-05-01'), validUntil: day('2028-04-30') };
    for (const held of [
      [first, second],
      [second, first],
    ])
      expect(validityOf(call, day('2026-03-05'), held, reading()).from).toBe('2028-05-01');
  });

  it('no two accreditations of a school overlap', () => {
    fc.assert(
      fc.property(fc.array(days, { maxLength: 6 }), (decisions) => {
        const held: Accreditation[] = [];
        for (const decided of [...decisions].sort()) {
          const { from, until } = validityOf(call, decided as Day, held, reading());
          expect(held.every(({ validUntil }) => validUntil < from)).toBe(true);
          expect(daysCounted(from, until)).toBeGreaterThanOrEqual(730);
          held.push({ call: String(held.length), decision: null, validFrom: from, validUntil: until });
        }
      }),
    );
  });
});

it('the points decide as their sum and their least, in whatever order they are given', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 }), (given) => {
      const total = given.reduce((sum, one) => sum + one, 0);
      const decided = decide({ evaluation: { evidenceVerified: true, scores: scores(...given) } });
      expect(decided.score).toBe(total);
      expect(decided.outcome).toBe(total >= 18 && Math.min(...given) >= 2 ? 'granted' : 'refused');
    }),
  );
});
