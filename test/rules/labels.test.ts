/** NQL-1 to NQL-8 and EQL-1 to EQL-3 as an officer would tell them, and an edition with criteria of its own. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Day, day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { type Edition, Reading } from '../../src/editions/edition.ts';
import { number, numbers, stated, words } from '../../src/editions/values.ts';
import { unmet } from '../../src/rules/decision.ts';
import {
  awardLabel,
  decideRound,
  evaluatedOf,
  type GateFacts,
  gate,
  type HeldLabel,
  type LabelFacts,
  propose,
  sameEvaluation,
} from '../../src/rules/labels.ts';
import type { Scores } from '../../src/rules/seen.ts';

const on = day('2026-05-04');
const applied: GateFacts = {
  commonGoals: true,
  activeParticipation: true,
  partnerCollaboration: true,
  visibleResults: true,
  appliedOn: on,
  endsOn: day('2026-06-15'),
};
const enrolled: LabelFacts = { scores: null, enrolment: { schoolCode: '05990014', active: true }, standing: [] };
const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];
const points = (...scored: readonly number[]): Scores => Object.fromEntries(criteria.map((name, place) => [name, scored[place] ?? 0]));

function decide(
  scored: Scores | null,
  facts: Partial<GateFacts> = {},
  more: Partial<LabelFacts> = {},
  reading = new Reading(baseEdition, [], on),
) {
  return awardLabel(gate({ ...applied, ...facts }, reading), { ...enrolled, scores: scored, ...more }, reading);
}

describe('NQL-6: a total of at least 18, and none under 2', () => {
  test.each([
    [[3, 3, 3, 3, 3, 3], 18, 'granted'],
    [[3, 3, 3, 3, 3, 2], 17, 'refused'],
    [[5, 5, 5, 5, 5, 2], 27, 'granted'],
    [[5, 5, 5, 5, 5, 1], 26, 'refused'],
    [[5, 5, 5, 5, 5, 0], 25, 'refused'],
    [[2, 2, 2, 2, 5, 5], 18, 'granted'],
    [[5, 5, 5, 5, 5, 5], 30, 'granted'],
    [[0, 0, 0, 0, 0, 0], 0, 'refused'],
  ] as const)('%j, %i in all: %s', (scored, total, outcome) => {
    const label = decide(points(...scored));
    expect(label).toMatchObject({ outcome, score: total, margin: total - 18 });
    expect(unmet(label.findings)).toEqual(outcome === 'granted' ? [] : ['NQL-6']);
  });
});

describe('NQL-2: the project ends no later than 60 days after the application', () => {
  test.each([
    ['2026-05-03', 'granted'],
    ['2026-05-04', 'granted'],
    ['2026-07-03', 'granted'],
    ['2026-07-04', 'refused'],
  ])('applied for on 4 May 2026, ending on %s: %s', (endsOn, outcome) => {
    expect(decide(points(4, 4, 4, 4, 4, 4), { endsOn: day(endsOn) }).outcome).toBe(outcome);
  });
});

describe('the gate', () => {
  test.each([
    ['NQL-1', { commonGoals: false }],
    ['NQL-2', { endsOn: day('2027-01-01') }],
    ['NQL-3', { activeParticipation: false }],
    ['NQL-4', { partnerCollaboration: false }],
    ['NQL-5', { visibleResults: false }],
  ] as const)('%s unmet: refused for that alone, nothing scored', (rule, facts) => {
    const label = decide(points(5, 5, 5, 5, 5, 5), facts);
    expect(label).toMatchObject({ outcome: 'refused', score: null, margin: null });
    expect(unmet(label.findings)).toEqual([rule]);
    expect(label.findings.find((one) => one.rule === 'NQL-6')).toMatchObject({ met: null, observed: null });
  });

  it('a refusal for it rests on no pass mark', () => {
    expect(decide(null, { commonGoals: false }).assumed).toEqual(['labels.finishing-days']);
    expect(decide(points(5, 5, 5, 5, 5, 5)).assumed).toEqual([
      'labels.finishing-days',
      'labels.pass-total',
      'labels.pass-each',
      'labels.mandatory',
    ]);
  });

  it('every reason is given, one finding a rule and in order', () => {
    const all = { commonGoals: false, activeParticipation: false, partnerCollaboration: false, visibleResults: false };
    const label = decide(null, { ...all, endsOn: day('2027-01-01') }, { enrolment: null, standing: ['D000001'] });
    expect(label.findings.map(({ rule }) => rule)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((id) => `NQL-${id}`));
    expect(unmet(label.findings)).toEqual(['NQL-1', 'NQL-2', 'NQL-3', 'NQL-4', 'NQL-5', 'NQL-7', 'NQL-8']);
  });
});

test.each([
  ['an active participation', { schoolCode: '05990014', active: true }, []],
  ['a participation that is not active', { schoolCode: '05990014', active: false }, ['NQL-7']],
  ['no enrolment', null, ['NQL-7']],
] as const)('NQL-7: %s', (_, enrolment, refused) => {
  expect(unmet(decide(points(4, 4, 4, 4, 4, 4), {}, { enrolment }).findings)).toEqual(refused);
});

describe('an edition of five criteria, 0 to 3, one of them mandatory, with a gate of two', () => {
  const named = ['planning', 'pupils', 'tools', 'safety', 'impact'];
  const five: Edition = {
    name: 'five',
    parameters: {
      ...baseEdition.parameters,
      'labels.criteria': words(stated(named, 'Invented guidance')),
      'labels.scale-most': number(stated(3, 'Invented guidance')),
      'labels.pass-total': number(stated(8, 'Invented guidance')),
      'labels.pass-each': number(stated(1, 'Invented guidance')),
      'labels.mandatory': numbers(stated({ safety: 2 }, 'Invented guidance')),
      'labels.gate': words(stated(['NQL-1', 'NQL-2'], 'Invented guidance')),
    },
  };
  const of = (...scored: readonly number[]): Scores => Object.fromEntries(named.map((name, place) => [name, scored[place] ?? 0]));
  const decideFive = (scored: Scores | null, facts: Partial<GateFacts> = {}) => decide(scored, facts, {}, new Reading(five, [], on));

  test.each([
    [[3, 1, 1, 2, 1], 8, 'granted'],
    [[2, 1, 1, 2, 1], 7, 'refused'],
    [[3, 3, 3, 2, 3], 14, 'granted'],
    [[3, 3, 3, 1, 3], 13, 'refused'],
    [[3, 3, 3, 2, 0], 11, 'refused'],
  ] as const)('%j, %i in all: %s', (scored, total, outcome) => {
    expect(decideFive(of(...scored))).toMatchObject({ outcome, score: total, edition: 'five' });
  });

  it('a requirement outside the gate refuses, and the scores are assessed all the same', () => {
    const label = decideFive(of(3, 3, 3, 3, 3), { visibleResults: false });
    expect(label).toMatchObject({ outcome: 'refused', score: 15 });
    expect(unmet(label.findings)).toEqual(['NQL-5']);
  });

  it('a requirement of the gate leaves them unread', () => {
    expect(decideFive(null, { commonGoals: false })).toMatchObject({ outcome: 'refused', score: null });
  });
});

describe('the same evaluation', () => {
  const anyScores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 }).map((list) => points(...list));
  const flags = fc.record({
    commonGoals: fc.boolean(),
    activeParticipation: fc.boolean(),
    partnerCollaboration: fc.boolean(),
    visibleResults: fc.boolean(),
  });

  it('is found again from the findings of its decision, and from no other', () => {
    fc.assert(
      fc.property(anyScores, anyScores, flags, flags, (one, other, answers, otherAnswers) => {
        const open = (facts: typeof answers) => Object.values(facts).every(Boolean);
        const label = decide(open(answers) ? one : null, answers);
        const told = evaluatedOf(label.findings);
        const mine = { answers, scores: open(answers) ? one : null };
        const theirs = { answers: otherAnswers, scores: open(otherAnswers) ? other : null };
        expect(sameEvaluation(mine, told)).toBe(true);
        expect(sameEvaluation(theirs, told)).toBe(JSON.stringify(theirs) === JSON.stringify(mine));
      }),
    );
  });

  it('more points never turn a label into a refusal', () => {
    fc.assert(
      fc.property(anyScores, fc.constantFrom(...criteria), (scored, raised) => {
        const higher = { ...scored, [raised]: Math.min(5, (scored[raised] ?? 0) + 1) };
        if (decide(scored).outcome === 'granted') expect(decide(higher).outcome).toBe('granted');
      }),
    );
  });
});

const held = (label: string, country: string, holder: string, grantedOn = '2026-03-01'): HeldLabel => ({
  label,
  country,
  holder,
  grantedOn: day(grantedOn),
});

describe('EQL-1: a proposal by a service that had evaluated the project', () => {
  const decideProposal = (country: string, proposedOn: string, labels: readonly HeldLabel[]) =>
    propose({ country, proposedOn: day(proposedOn), held: labels }, new Reading(baseEdition, [], on)).outcome;

  test.each([
    ['ES', '2026-03-01', 'granted', 'on the day of the label'],
    ['ES', '2026-02-28', 'refused', 'the day before it'],
    ['FR', '2026-03-01', 'refused', 'by a country without a label'],
  ])('%s on %s: %s (%s)', (country, proposedOn, outcome) => {
    expect(decideProposal(country, proposedOn, [held('D000001', 'ES', 'ES code 05990014')])).toBe(outcome);
  });
});

describe('EQL-1 to EQL-3: the round', () => {
  const decideOn = (round: number, proposals: readonly string[], labels: readonly HeldLabel[], of: Day = on) =>
    unmet(decideRound({ round, proposals, held: labels }, new Reading(baseEdition, [], of)).findings);
  const roble = held('D000001', 'ES', 'ES code 05990014');
  const voltaire = held('recorded', 'FR', 'FR name lycee voltaire');

  test.each([
    ['two schools', [roble, voltaire], []],
    ['two teachers of one school', [roble, { ...roble, label: 'D000002' }], ['EQL-2']],
    ['one school', [roble], ['EQL-2']],
    ['no label', [], ['EQL-2']],
  ])('%s', (_, labels, refused) => {
    expect(decideOn(2026, ['D000009'], labels)).toEqual(refused);
  });

  it('without a granted proposal: refused', () => expect(decideOn(2026, [], [roble, voltaire])).toEqual(['EQL-1']));
  it('the round of 2012 is the first', () => expect(decideOn(2012, ['D000009'], [roble, voltaire], day('2012-12-31'))).toEqual([]));
  it('the round of 2011 is refused', () => expect(decideOn(2011, ['D000009'], [roble, voltaire], day('2011-12-31'))).toEqual(['EQL-3']));
});
