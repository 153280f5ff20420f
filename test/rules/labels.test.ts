/** NQL-1 to NQL-8 and EQL-1 to EQL-3 as an officer would tell them, and an edition with criteria of its own. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { type Edition, Reading } from '../../src/editions/edition.ts';
import { ruleSources } from '../../src/editions/rules.ts';
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
  scaleOf,
  tooLow,
} from '../../src/rules/labels.ts';
import type { Scores } from '../../src/rules/seen.ts';
import { findingOf, officeValue, readingOn, said, sourceOf } from './verdicts.ts';

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

describe('NQL-6 says what was scored, what passes and who says so', () => {
  const passed = ['labels.pass-total', 'labels.pass-each', 'labels.mandatory'] as const;

  it('the points by criterion and in all; the total and the minimum that pass, out of 30', () => {
    const scores = points(3, 3, 3, 3, 3, 2);
    expect(findingOf(decide(scores), 'NQL-6')).toEqual({
      rule: 'NQL-6',
      met: false,
      observed: { scores, total: 17 },
      required: { total: 18, each: 2, mandatory: {}, of: 30 },
      source: sourceOf('NQL-6', on, ...passed),
    });
  });

  it('a criterion that was not scored has no points', () => {
    expect(decide({ results: 5 })).toMatchObject({ score: 5, outcome: 'refused' });
  });

  it('each score lies between 0 and 5, both included', () => {
    expect(scaleOf(readingOn(on))).toEqual({ least: 0, most: 5 });
    expect(scaleOf(readingOn(on, officeValue('labels.scale-least', 1), officeValue('labels.scale-most', 10)))).toEqual({
      least: 1,
      most: 10,
    });
  });

  it.each([
    ['none', [2, 2, 2, 2, 2, 2], {}, []],
    ['those under the minimum of all, in the order of the criteria', [1, 2, 0, 2, 2, 1], {}, [0, 2, 5]],
    ['one under a minimum of its own', [2, 2, 2, 2, 2, 2], { technology: 3 }, [4]],
    ['none that just has its own', [2, 2, 2, 2, 3, 2], { technology: 3 }, []],
    ['one whose own minimum is under that of all', [2, 2, 2, 2, 1, 2], { technology: 1 }, [4]],
  ] as const)('too low are: %s', (_, scored, mandatory, expected) => {
    expect(tooLow(points(...scored), { each: 2, mandatory })).toEqual(expected.map((place) => criteria[place]));
  });
});

describe('NQL-2: the project ends no later than 60 days after the application', () => {
  test.each([
    ['2026-05-03', 'granted'],
    ['2026-05-04', 'granted'],
    ['2026-07-03', 'granted'],
    ['2026-07-04', 'refused'],
  ])('applied for on 4 May 2026, ending on %s: %s', (endsOn, outcome) => {
    const label = decide(points(4, 4, 4, 4, 4, 4), { endsOn: day(endsOn) });
    expect(label.outcome).toBe(outcome);
    expect(findingOf(label, 'NQL-2')).toEqual({
      rule: 'NQL-2',
      met: outcome === 'granted',
      observed: { ends_on: endsOn, applied_on: on },
      required: { ends_by: '2026-07-03', days: 60 },
      source: sourceOf('NQL-2', on, 'labels.finishing-days'),
    });
  });
});

describe('NQL-1, NQL-3, NQL-4 and NQL-5 are the answers of the officer', () => {
  const asked = [
    ['NQL-1', 'commonGoals', 'common_goals'],
    ['NQL-3', 'activeParticipation', 'active_participation'],
    ['NQL-4', 'partnerCollaboration', 'partner_collaboration'],
    ['NQL-5', 'visibleResults', 'visible_results'],
  ] as const;

  describe.each([true, false])('answered %s', (answer) => {
    it.each(asked)('%s', (rule, name, column) => {
      expect(findingOf(decide(null, { [name]: answer }), rule)).toEqual({
        rule,
        met: answer,
        observed: { [column]: answer },
        required: { [column]: true },
        source: ruleSources[rule],
      });
    });
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
    expect(findingOf(label, 'NQL-6')).toEqual({
      rule: 'NQL-6',
      met: null,
      observed: null,
      required: { first: ['NQL-1', 'NQL-2', 'NQL-3', 'NQL-4', 'NQL-5'] },
      source: ruleSources['NQL-6'],
    });
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
  ['an active participation', { schoolCode: '05990014', active: true }, { enrolled: true, active: true, school_code: '05990014' }],
  [
    'a participation that is not active',
    { schoolCode: '05990014', active: false },
    { enrolled: true, active: false, school_code: '05990014' },
  ],
  ['no enrolment', null, { enrolled: false, active: false, school_code: null }],
] as const)('NQL-7: %s', (_, enrolment, observed) => {
  const label = decide(points(4, 4, 4, 4, 4, 4), {}, { enrolment });
  expect(said(label)).toBe(observed.active ? 'granted' : 'refused NQL-7');
  expect(findingOf(label, 'NQL-7')).toEqual({
    rule: 'NQL-7',
    met: observed.active,
    observed,
    required: { enrolled: true, active: true },
    source: ruleSources['NQL-7'],
  });
});

test.each([
  ['none stands', [], 'granted'],
  ['one decided here stands', ['D000001'], 'refused NQL-8'],
  ['one recorded stands', ['recorded'], 'refused NQL-8'],
])('NQL-8: %s', (_, standing, expected) => {
  const label = decide(points(4, 4, 4, 4, 4, 4), {}, { standing });
  expect(said(label)).toBe(expected);
  expect(findingOf(label, 'NQL-8')).toMatchObject({ observed: { standing }, required: { standing: [] }, source: ruleSources['NQL-8'] });
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
    const label = decideFive(null, { commonGoals: false });
    expect(label).toMatchObject({ outcome: 'refused', score: null });
    expect(findingOf(label, 'NQL-6').required).toEqual({ first: ['NQL-1', 'NQL-2'] });
  });

  it('the most points there are, and each minimum, are those of the edition', () => {
    const { required } = findingOf(decideFive(of(3, 1, 1, 2, 1)), 'NQL-6');
    expect(required).toEqual({ total: 8, each: 1, mandatory: { safety: 2 }, of: 15 });
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

  const yes = { commonGoals: true, activeParticipation: true, partnerCollaboration: true, visibleResults: true };
  const scored = points(3, 4, 3, 4, 3, 4);
  it.each([
    ['the criteria in another order', { answers: yes, scores: Object.fromEntries(Object.entries(scored).reverse()) }, true],
    ['one point less', { answers: yes, scores: { ...scored, results: 3 } }, false],
    ['the points of two criteria exchanged', { answers: yes, scores: points(4, 3, 3, 4, 3, 4) }, false],
    ['a criterion less', { answers: yes, scores: { communication: 3 } }, false],
    ['scores not read', { answers: yes, scores: null }, false],
    ['no common goals', { answers: { ...yes, commonGoals: false }, scores: scored }, false],
    ['no active participation', { answers: { ...yes, activeParticipation: false }, scores: scored }, false],
    ['no collaboration', { answers: { ...yes, partnerCollaboration: false }, scores: scored }, false],
    ['no visible results', { answers: { ...yes, visibleResults: false }, scores: scored }, false],
  ])('compared with one of %s: %s', (_, other, same) => {
    expect(sameEvaluation({ answers: yes, scores: scored }, other)).toBe(same);
    expect(sameEvaluation(other, { answers: yes, scores: scored })).toBe(same);
    expect(sameEvaluation(other, other)).toBe(true);
  });

  it('of a decision without findings there are no answers and no scores', () => {
    const none = { commonGoals: false, activeParticipation: false, partnerCollaboration: false, visibleResults: false };
    expect(evaluatedOf([])).toEqual({ answers: none, scores: null });
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
  const granted = [held('D000001', 'ES', 'ES code 05990014'), held('recorded', 'FR', 'FR name lycee voltaire', '2026-04-01')];

  test.each([
    ['ES', '2026-03-01', ['D000001'], 'on the day of the label'],
    ['ES', '2026-02-28', [], 'the day before it'],
    ['ES', '2026-05-04', ['D000001'], 'when another country has a label too'],
    ['FR', '2026-04-01', ['recorded'], 'on the day of a label recorded'],
    ['IT', '2026-05-04', [], 'by a country without a label'],
  ])('%s on %s: labels of its country %j (%s)', (country, proposedOn, labels) => {
    const proposal = propose({ country, proposedOn: day(proposedOn), held: granted }, readingOn(on));
    expect(said(proposal)).toBe(labels.length > 0 ? 'granted' : 'refused EQL-1');
    expect(proposal.findings).toEqual([
      {
        rule: 'EQL-1',
        met: labels.length > 0,
        observed: { country, proposed_on: proposedOn, labels },
        required: { label_of_country: true },
        source: ruleSources['EQL-1'],
      },
    ]);
  });
});

describe('EQL-1 to EQL-3: the round', () => {
  const decideOn = (round: number, proposals: readonly string[], labels: readonly HeldLabel[], reading = readingOn(on)) =>
    decideRound({ round, proposals, held: labels }, reading);
  const roble = held('D000001', 'ES', 'ES code 05990014');
  const voltaire = held('recorded', 'FR', 'FR name lycee voltaire');

  test.each([
    ['two schools', [roble, voltaire], 'granted'],
    ['two teachers of one school', [roble, { ...roble, label: 'D000002' }], 'refused EQL-2'],
    ['one school', [roble], 'refused EQL-2'],
    ['no label', [], 'refused EQL-2'],
  ])('%s', (_, labels, expected) => {
    expect(said(decideOn(2026, ['D000009'], labels))).toBe(expected);
  });

  it('without a granted proposal: refused', () => expect(said(decideOn(2026, [], [roble, voltaire]))).toBe('refused EQL-1'));
  it('the round of 2012 is the first', () =>
    expect(said(decideOn(2012, ['D000009'], [roble, voltaire], readingOn('2012-12-31')))).toBe('granted'));
  it('the round of 2011 is refused', () =>
    expect(said(decideOn(2011, ['D000009'], [roble, voltaire], readingOn('2011-12-31')))).toBe('refused EQL-3'));

  it('says which proposals, schools and labels it saw, each school once and in order, and what it asked of them', () => {
    const labels = [voltaire, roble, { ...roble, label: 'D000002' }];
    expect(decideOn(2026, ['D000009', 'D000010'], labels).findings).toEqual([
      {
        rule: 'EQL-1',
        met: true,
        observed: { proposals: ['D000009', 'D000010'] },
        required: { proposals: 1 },
        source: ruleSources['EQL-1'],
      },
      {
        rule: 'EQL-2',
        met: true,
        observed: { schools: [roble.holder, voltaire.holder], labels: ['recorded', 'D000001', 'D000002'] },
        required: { schools: 2 },
        source: ruleSources['EQL-2'],
      },
      { rule: 'EQL-3', met: true, observed: { round: 2026 }, required: { from: 2012 }, source: ruleSources['EQL-3'] },
    ]);
  });

  it('that only the schools with a national label get it is assumed, and no refusal rests on it', () => {
    expect(decideOn(2026, ['D000009'], [roble, voltaire])).toMatchObject({ to: 'holders', assumed: ['labels.european-to'] });
    expect(decideOn(2026, [], [roble, voltaire])).toMatchObject({ to: null, assumed: [] });
    expect(decideOn(2026, ['D000009'], [])).toMatchObject({ to: null, assumed: [] });
  });

  it('an office may give it to every school in an active participation', () => {
    const reading = () => readingOn(on, officeValue('labels.european-to', 'participants'));
    expect(decideOn(2026, ['D000009'], [roble, voltaire], reading())).toMatchObject({ to: 'all', assumed: [] });
    expect(decideOn(2026, ['D000009'], [roble], reading()).to).toBeNull();
  });
});
