/** What the national and the European label still lack, and the way to them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/day.ts';
import type { Json } from '../../src/editions/edition.ts';
import type { Evaluated, HeldLabel } from '../../src/rules/labels.ts';
import { awardLabel, gate } from '../../src/rules/labels.ts';
import { type EuropeanFacts, type NationalFacts, wayToEuropean, wayToNational } from '../../src/rules/way-labels.ts';
import { officeValue, readingOn, said } from './verdicts.ts';
import { lineOf, obstaclesOf, outside, taking } from './ways.ts';

const today = day('2026-05-04');
const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];
const points = (...scored: readonly number[]) => Object.fromEntries(criteria.map((name, place) => [name, scored[place] ?? 0]));
const yes = { commonGoals: true, activeParticipation: true, partnerCollaboration: true, visibleResults: true };
const scored = (...given: readonly number[]): Evaluated => ({ answers: yes, scores: points(...given) });

/** Ana in P1, which ends on 15 June, with an application of 4 May that nobody has evaluated. */
const applied: NationalFacts = {
  part: taking,
  appliedOn: today,
  evaluated: null,
  applicant: { enrolment: { schoolCode: '05990014', active: true }, standing: [] },
};
const readings =
  (...office: readonly (readonly [string, Json, string?])[]) =>
  (on: string) =>
    readingOn(on, ...office.map(([name, value, from]) => officeValue(name, value, from)));
const way = (facts: Partial<NationalFacts>, on = today, reading = readings()) => wayToNational({ ...applied, ...facts }, on, reading);
const lines = (...asked: Parameters<typeof way>) => way(...asked).steps.map(lineOf);

const answersYes = '--common-goals yes --active-participation yes --partner-collaboration yes --visible-results yes';
const evaluates = (score: (criterion: string) => string, rules: string) =>
  `sna: label evaluate --project P1 --teacher ANA ${answersYes} ${criteria.map((one) => `--score ${one}=${score(one)}`).join(' ')}${rules}`;
const anything = (rules = ' [NQL-1 NQL-3 NQL-4 NQL-5 NQL-6]') => evaluates(() => '<2-5>', rules);
const applies = 'teacher: label apply --project P1 --teacher ANA [NQL-2]';

describe('the national label', () => {
  it('applied for in time, only the evaluation is missing, and what it answers nobody has answered', () => {
    const found = way({});
    expect(found.steps.map(lineOf)).toEqual([anything()]);
    expect(found.findings.map(({ rule, met }) => `${rule} ${met}`)).toEqual([
      ...['NQL-1 null', 'NQL-2 true', 'NQL-3 null', 'NQL-4 null', 'NQL-5 null', 'NQL-6 null', 'NQL-7 true', 'NQL-8 true'],
    ]);
    expect(found).toMatchObject({ score: null, obstacles: [], prerequisites: [] });
    expect(found.steps[0]?.act).toEqual({ does: 'evaluateLabel', total: 18, of: 30, each: 2, short: null, again: false });
  });

  it('not applied for, the application comes first', () => {
    expect(lines({ appliedOn: null })).toEqual([applies, anything()]);
    expect(way({ appliedOn: null }).steps[0]?.act).toEqual({
      does: 'applyLabel',
      teacher: 'ANA',
      project: 'P1',
      endsOn: '2026-06-15',
      days: 60,
      again: false,
    });
  });

  describe('NQL-2: an application is made from 60 days before the end', () => {
    const from = (on: string) => `teacher: label apply --project P1 --teacher ANA --applied-on ${on} [NQL-2] from ${on}`;
    it.each([
      ['on the first day that is not too early', '2026-04-16', null, [applies, anything()]],
      ['the day before it', '2026-04-15', null, [from('2026-04-16'), anything()]],
      ['known of the first day', '2026-05-04', '2026-04-16', [anything()]],
      [
        'known of the day before',
        '2026-05-04',
        '2026-04-15',
        ['teacher: label apply --project P1 --teacher ANA --applied-on 2026-05-04 [NQL-2]', anything()],
      ],
      ['known and too early, asked while it still is', '2026-04-15', '2026-04-01', [from('2026-04-16'), anything()]],
      ['after the end', '2027-01-01', null, [applies, anything()]],
    ])('%s', (_, on, appliedOn, steps) => {
      expect(lines({ appliedOn: appliedOn === null ? null : day(appliedOn) }, day(on))).toEqual(steps);
    });

    it('one made too early is made again', () => {
      const again = (appliedOn: string) => way({ appliedOn: day(appliedOn) }).steps.find(({ act }) => act.does === 'applyLabel')?.act;
      expect(again('2026-04-15')).toMatchObject({ again: true });
      expect(again('2026-04-16')).toBeUndefined();
    });

    it('days that change on the way are those of the day of the application', () => {
      const ninety = readings(['labels.finishing-days', 90, '2026-03-20']);
      expect(lines({ appliedOn: null }, day('2026-02-01'), ninety)[0]).toBe(from('2026-03-20'));
      const thirty = readings(['labels.finishing-days', 30, '2026-04-16']);
      expect(lines({ appliedOn: null }, day('2026-02-01'), thirty)[0]).toBe(from('2026-05-16'));
    });

    it('the first day is the earliest on which the rule is met, whatever the days', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 200 }),
          fc.integer({ min: 0, max: 200 }),
          fc.integer({ min: 0, max: 120 }),
          (one, two, when) => {
            const begins = addDays(day('2026-01-01'), when);
            const reading = readings(['labels.finishing-days', one, '2020-01-01'], ['labels.finishing-days', two, begins]);
            const asked = day('2026-01-10');
            const met = (on: string) =>
              gate({ ...yes, appliedOn: day(on), endsOn: taking.endsOn }, reading(on)).findings.every((finding) => finding.met);
            const first = way({ appliedOn: null }, asked, reading).steps[0]?.notBefore ?? asked;
            expect(met(first)).toBe(true);
            for (let before = asked; before < first; before = addDays(before, 1)) expect(met(before)).toBe(false);
          },
        ),
        { numRuns: 20 },
      );
    });
  });

  describe('what an evaluation lacks', () => {
    it.each([
      ['nothing: evaluated again as it was', scored(3, 3, 3, 3, 3, 3), null, '', 18],
      ['a point in all', scored(3, 3, 3, 3, 3, 2), 1, ' [NQL-6]', 17],
      ['two points of one criterion', scored(5, 5, 5, 5, 5, 0), 2, ' [NQL-6]', 25],
      ['a point of each of two criteria, more than in all', scored(1, 1, 3, 4, 4, 4), 2, ' [NQL-6]', 17],
      ['more in all than of the criteria', scored(1, 1, 2, 2, 2, 2), 8, ' [NQL-6]', 10],
    ])('%s', (_, evaluated, short, rules, score) => {
      const found = way({ evaluated });
      const asWas = (criterion: string) => String(evaluated.scores?.[criterion]);
      expect(found.steps.map(lineOf)).toEqual([short === null ? evaluates(asWas, '') : anything(rules)]);
      expect(found.steps[0]?.act).toEqual({ does: 'evaluateLabel', total: 18, of: 30, each: 2, short, again: true });
      expect(found.score).toBe(score);
    });

    it.each([
      ['NQL-1', { commonGoals: false }],
      ['NQL-3', { activeParticipation: false }],
      ['NQL-4', { partnerCollaboration: false }],
      ['NQL-5', { visibleResults: false }],
    ])('%s was answered no: that and the points are open, no points were read', (rule, no) => {
      const found = way({ evaluated: { answers: { ...yes, ...no }, scores: null } });
      expect(found.steps.map(lineOf)).toEqual([anything(` [${rule} NQL-6]`)]);
      expect(found.steps[0]?.act).toMatchObject({ short: null, again: true });
      expect(found.score).toBeNull();
    });

    it('a criterion with a minimum of its own asks for that where it is more', () => {
      const own = readings(['labels.mandatory', { technology: 3, results: 1 }]);
      expect(lines({}, today, own)).toEqual([
        evaluates((one) => (one === 'technology' ? '<3-5>' : '<2-5>'), ' [NQL-1 NQL-3 NQL-4 NQL-5 NQL-6]'),
      ]);
      const act = way({ evaluated: scored(5, 5, 5, 5, 1, 5) }, today, own).steps[0]?.act;
      expect(act).toMatchObject({ short: 2 });
    });

    it('as many points as are short, and no fewer, lead to a label', () => {
      const six = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 });
      fc.assert(
        fc.property(six, (given) => {
          const [act] = way({ evaluated: scored(...given) }).steps.map((step) => step.act);
          const short = act?.does === 'evaluateLabel' ? act.short : null;
          // Raised first to the minimum of each, then wherever there is room.
          let left = short ?? 0;
          const raised = given.map((one) => {
            const more = Math.min(left, Math.max(0, 2 - one));
            left -= more;
            return one + more;
          });
          const full = raised.map((one) => {
            const more = Math.min(left, 5 - one);
            left -= more;
            return one + more;
          });
          const reading = readingOn(today);
          const decide = (scores: readonly number[]) =>
            awardLabel(
              gate({ ...yes, appliedOn: today, endsOn: taking.endsOn }, reading),
              { ...applied.applicant, scores: points(...scores) },
              reading,
            );
          expect(said(decide(full))).toBe('granted');
          expect(short === null).toBe(said(decide(given)) === 'granted');
        }),
      );
    });
  });

  it('who is not in the project begins with it', () => {
    const found = way({ part: outside, appliedOn: null, applicant: { enrolment: null, standing: [] } });
    expect(found.steps.map(({ act }) => act.does)).toEqual(['enrol', 'assess', 'approve', 'applyLabel', 'evaluateLabel']);
    expect(found.prerequisites.map(({ rule }) => rule)).toContain('PART-7');
    expect(found.findings.find(({ rule }) => rule === 'NQL-7')?.met).toBe(false);
  });

  it.each([
    ['NQL-8: a label stands', { applicant: { ...applied.applicant, standing: ['recorded'] } }, today, ['NQL-8']],
    ['PART-5: the project is over', { part: outside }, day('2026-06-16'), ['PART-5 enrolledInTime']],
  ] as const)('%s: there is no way', (_, facts, on, obstacles) => {
    expect(obstaclesOf(way(facts, on))).toEqual(obstacles);
    expect(way(facts, on).steps).toEqual([]);
  });

  it('a grant would rest on what is assumed of the evaluation, evaluated or not', () => {
    const assumed = ['labels.finishing-days', 'labels.pass-total', 'labels.pass-each', 'labels.mandatory'];
    expect(way({}).assumed).toEqual(expect.arrayContaining(assumed));
    expect(way({ evaluated: { answers: { ...yes, commonGoals: false }, scores: null } }).assumed).toEqual(expect.arrayContaining(assumed));
  });
});

describe('the European label', () => {
  type Held = EuropeanFacts['held'][number];
  const held = (label: string, country: string, holder: string, schoolCode: string | null): Held => ({
    ...({ label, country, holder, grantedOn: day('2026-03-01') } satisfies HeldLabel),
    schoolCode,
  });
  const ours = held('D000001', 'ES', 'ES code 05990014', '05990014');
  const french = held('recorded', 'FR', 'FR name lycee voltaire', null);
  const facts = (more: Partial<EuropeanFacts> = {}): EuropeanFacts => ({
    projectId: 'P1',
    school: '05990014',
    service: 'ES',
    year: '2026',
    held: [ours, french],
    proposals: ['D000009'],
    proposedBy: ['ES'],
    partners: [],
    national: way({}),
    part: taking,
    ...more,
  });
  const european = (more: Partial<EuropeanFacts> = {}, reading = readings(), on = today) => wayToEuropean(facts(more), on, reading);
  const decides = 'sna: label european --year 2026 --project P1';
  const ourProposal = 'sna: label propose --project P1 --year 2026 [EQL-1]';
  const theirProposal = 'partner: label propose --project P1 --year 2026 --country <country> [EQL-1]';
  const records = (country = '<country>', school = '<school>') =>
    `partner: label record --project P1 --country ${country} --school-name ${school} --granted-on <date> [EQL-2]`;

  it('with everything there only the round is missing', () => {
    const found = european();
    expect(found.steps.map(lineOf)).toEqual([decides]);
    expect(found.steps[0]?.act).toEqual({ does: 'decideRound', project: 'P1', year: '2026', school: '05990014' });
    expect(found.findings.map(({ rule, met }) => `${rule} ${met}`)).toEqual(['EQL-1 true', 'EQL-2 true', 'EQL-3 true']);
    expect(found).toMatchObject({ prerequisites: [], obstacles: [], assumed: ['labels.european-to'] });
  });

  it.each([
    ['nobody has proposed', [], [], [], [ourProposal]],
    ['of two asked, ours has', ['D000009'], ['ES'], [['labels.european-proposals', 2]], [theirProposal]],
    ['of two asked, another has', ['D000009'], ['FR'], [['labels.european-proposals', 2]], [ourProposal]],
    ['of two asked, none has', [], [], [['labels.european-proposals', 2]], [ourProposal, theirProposal]],
    ['more than are asked', ['D000008', 'D000009'], ['ES', 'FR'], [], []],
  ] as const)('EQL-1: %s', (_, proposals, proposedBy, office, steps) => {
    const found = european({ proposals, proposedBy }, readings(...office));
    expect(found.steps.map(lineOf)).toEqual([...steps, decides]);
    for (const { act } of found.steps.slice(0, -1)) expect(act).toEqual({ does: 'propose', project: 'P1', year: '2026' });
  });

  const partners = [
    { country: 'IT', name: 'Liceo Inventato' },
    { country: 'PT', name: 'Escola Inventada' },
  ];
  it.each([
    ['one school more is needed: of those in the project first', [ours], partners, [], [records('IT', 'Liceo Inventato')]],
    ['two of one school are one', [ours, { ...ours, label: 'D000002' }], partners, [], [records('IT', 'Liceo Inventato')]],
    ['of a partner that nobody names', [ours], [], [], [records()]],
    [
      'three more are asked than there are partners',
      [ours],
      partners,
      [['labels.european-schools', 4]],
      [records('IT', 'Liceo Inventato'), records('PT', 'Escola Inventada'), records()],
    ],
    ['more than are asked', [ours, french, held('recorded', 'PT', 'PT name x', null)], partners, [], []],
  ] as const)('EQL-2: %s', (_, labels, others, office, steps) => {
    const found = european({ held: labels, partners: others }, readings(...office));
    expect(found.steps.map(lineOf)).toEqual([...steps, decides]);
    if (steps.length > 0 && others.length > 0)
      expect(found.steps[0]?.act).toEqual({ does: 'recordLabel', country: 'IT', school: 'Liceo Inventato' });
  });

  describe('the school itself holds no national label', () => {
    const national = () => way({}).steps.map(lineOf);
    const elsewhere = held('D000003', 'ES', 'ES code 09990018', '09990018');
    const toAll = readings(['labels.european-to', 'participants']);

    it('that is earned first, and counts as one of the schools', () => {
      expect(european({ held: [french] }).steps.map(lineOf)).toEqual([...national(), decides]);
      expect(european({ held: [], partners }).steps.map(lineOf)).toEqual([...national(), records('IT', 'Liceo Inventato'), decides]);
    });

    it('though another school of this service does: only holders get it', () => {
      expect(european({ held: [elsewhere, french] }).steps.map(lineOf)).toEqual([...national(), decides]);
    });

    it('where all in the project get it, another school’s label is enough, and the school takes part', () => {
      expect(european({ held: [elsewhere, french] }, toAll).steps.map(lineOf)).toEqual([decides]);
      expect(european({ held: [elsewhere, french], part: { ...taking, active: false, approval: null } }, toAll).steps.map(lineOf)).toEqual([
        'school: approve project --project P1 --school 05990014 --approved yes [PART-7]',
        decides,
      ]);
      expect(european({ held: [french] }, toAll).steps.map(lineOf)).toEqual([...national(), decides]);
    });

    it('what stands in the way of the national label stands in that of the European', () => {
      const barred = way({ applicant: { ...applied.applicant, standing: ['D000007'] } });
      expect(obstaclesOf(european({ held: [french], national: barred }))).toEqual(['NQL-8']);
      expect(european({ held: [french], national: { ...way({}), prerequisites: [...barred.findings.slice(0, 1)] } }).prerequisites).toEqual(
        barred.findings.slice(0, 1),
      );
    });
  });

  it.each([
    ['2012', []],
    ['2011', ['EQL-3']],
  ])('EQL-3: the round of %s', (year, obstacles) => {
    expect(obstaclesOf(european({ year }))).toEqual(obstacles);
  });

  it('the values are those of the last day of the round’s year, or of today if earlier', () => {
    const three = readings(['labels.european-schools', 3, '2027-01-01']);
    expect(european({}, three, day('2027-02-01')).steps.map(lineOf)).toEqual([decides]);
    expect(european({ year: '2027' }, three, day('2026-05-04')).steps.map(lineOf)).toEqual([
      'sna: label european --year 2027 --project P1',
    ]);
    expect(european({ year: '2027' }, three, day('2027-02-01')).steps.length).toBe(2);
  });
});
