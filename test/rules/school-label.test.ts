/** Who is accredited and for which days: SCH-5 to SCH-9. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addYears, type Day, day, daysCounted } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { Reading } from '../../src/editions/edition.ts';
import { boardOf } from '../../src/rules/board.ts';
import type { Accreditation, Call } from '../../src/rules/call.ts';
import { unmet } from '../../src/rules/decision.ts';
import { type AccreditationFacts, type Application, accredit, validityOf } from '../../src/rules/school-label.ts';

const call: Call = {
  call: '2026',
  opensOn: day('2026-02-12'),
  closesOn: day('2026-03-10'),
  referenceDay: day('2026-02-12'),
  registeredBy: null,
  activeSince: null,
  labelSince: null,
  labelUntil: null,
  validFrom: null,
  validUntil: null,
};
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
  it('no policy, or no evidence of it', () => {
    expect(refusedBy(applying({ policy: false }))).toEqual(['SCH-6']);
    expect(refusedBy(applying({ given: complete.given.filter((field) => field !== 'digital_safety_evidence') }))).toEqual(['SCH-6']);
  });

  it.each(complete.given.slice(1))('an empty %s', (field) => {
    const { findings } = decide(applying({ given: complete.given.filter((one) => one !== field) }));
    expect(unmet(findings)).toEqual(['SCH-7']);
    expect(findings[3]?.observed).toEqual({ missing: [field] });
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
    expect(refusedBy({ evaluation: { evidenceVerified, scores: given } })).toEqual(rules);
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

describe('what a board looks at', () => {
  const evaluated = (schoolCode: string, ...given: number[]) => {
    const decided = decide({ evaluation: { evidenceVerified: true, scores: scores(...given) } });
    return { schoolCode, outcome: decided.outcome, unmet: unmet(decided.findings), scores: scores(...given) };
  };
  const board = boardOf(
    [
      evaluated('a', 5, 5, 5, 5, 5, 5),
      evaluated('b', 3, 3, 3, 3, 3, 2),
      evaluated('c', 3, 3, 3, 3, 4, 4),
      evaluated('d', 1, 5, 5, 5, 5, 5),
    ],
    reading(),
  );

  it('the spread of scores by criterion, on the scale', () => {
    expect(board.scale).toEqual([0, 1, 2, 3, 4, 5]);
    expect(board.spread.find(({ criterion }) => criterion === 'potential')).toEqual({
      criterion: 'potential',
      counts: [0, 0, 1, 0, 1, 2],
      mean: 4,
    });
  });

  it('the schools near the line, and those that one low score keeps below it', () => {
    expect(board.near.map(({ schoolCode, total, low }) => [schoolCode, total, low])).toEqual([
      ['d', 26, ['shared_leadership']],
      ['c', 20, []],
      ['b', 17, []],
    ]);
  });

  it('the refused', () => {
    expect(board.refused.map(({ schoolCode }) => schoolCode)).toEqual(['b', 'd']);
  });
});
