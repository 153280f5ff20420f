/** What a selection board looks at before a call is settled: the spread of scores, the schools near the line, the refused. */
import { describe, expect, it } from 'vitest';
import { boardOf, type Evaluated } from '../../src/rules/board.ts';
import { officeValue, readingOn } from './verdicts.ts';

const values = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'];
const criteria = [...values, 'potential'];
const reading = (...office: Parameters<typeof officeValue>[]) =>
  readingOn('2026-02-12', ...office.map(([name, value]) => officeValue(name, value)));

/** A school with its six scores, the potential last; granted unless a rule refuses it. */
const school = (schoolCode: string, given: readonly number[], unmet: Evaluated['unmet'] = []): Evaluated => ({
  schoolCode,
  outcome: unmet.length > 0 ? 'refused' : 'granted',
  unmet,
  scores: Object.fromEntries(criteria.map((criterion, place) => [criterion, given[place] ?? 0])),
});

const top = school('05990014', [5, 5, 5, 5, 5, 5]);
const under = school('09990018', [3, 3, 3, 3, 3, 2], ['SCH-8']);
const over = school('24990010', [3, 3, 3, 3, 4, 4]);
const lame = school('37990012', [1, 5, 5, 5, 5, 5], ['SCH-8']);

describe('the spread', () => {
  it('counts by criterion how many schools have each score of the scale, and their mean', () => {
    const { scale, spread } = boardOf([top, under, over, lame], reading());
    expect(scale).toEqual([0, 1, 2, 3, 4, 5]);
    expect(spread.map(({ criterion }) => criterion)).toEqual(criteria);
    expect(spread[0]).toEqual({ criterion: 'shared_leadership', counts: [0, 1, 0, 2, 0, 1], mean: 3 });
    expect(spread.at(-1)).toEqual({ criterion: 'potential', counts: [0, 0, 1, 0, 1, 2], mean: 4 });
  });

  it('is on the scale of the edition, whose least score is that of a criterion not scored', () => {
    const { scale, spread } = boardOf(
      [{ ...top, scores: { potential: 3 } }],
      reading(['schools.lowest-score', 1], ['schools.highest-score', 3]),
    );
    expect(scale).toEqual([1, 2, 3]);
    expect(spread[0]).toEqual({ criterion: 'shared_leadership', counts: [1, 0, 0], mean: 1 });
    expect(spread.at(-1)).toEqual({ criterion: 'potential', counts: [0, 0, 1], mean: 3 });
  });

  it('of no school is empty', () => {
    const board = boardOf([], reading());
    expect(board.spread[0]).toEqual({ criterion: 'shared_leadership', counts: [0, 0, 0, 0, 0, 0], mean: 0 });
    expect([board.near, board.refused]).toEqual([[], []]);
  });
});

describe('near the line', () => {
  const near = (...schools: Evaluated[]) => boardOf(schools, reading()).near;

  it.each([
    ['two points under it', [3, 3, 3, 3, 2, 2], true],
    ['three under it', [3, 3, 3, 2, 2, 2], false],
    ['on it', [3, 3, 3, 3, 3, 3], true],
    ['two over it', [4, 4, 3, 3, 3, 3], true],
    ['three over it', [4, 4, 4, 3, 3, 3], false],
    ['far over it, with one score too low', [5, 5, 5, 5, 5, 1], true],
    ['three over it, with one score too low', [4, 4, 4, 4, 4, 1], true],
    ['far over it, with one score just enough', [5, 5, 5, 5, 5, 2], false],
    ['far under it, with one score too low', [3, 3, 3, 3, 2, 1], false],
  ])('a school %s: %j, %s', (_, given, expected) => {
    expect(near(school('05990014', given)).length).toBe(expected ? 1 : 0);
  });

  it('each with its total, the line and the criteria too low', () => {
    expect(near(lame)).toEqual([{ ...lame, total: 26, line: 18, low: ['shared_leadership'] }]);
  });

  it('the line and the least of each are those of the edition', () => {
    const [found] = boardOf([top], reading(['schools.least-total', 29], ['schools.least-each', 6])).near;
    expect(found).toMatchObject({ line: 29, total: 30, low: criteria });
  });

  it('the highest total first, by code where totals are equal', () => {
    const equal = { ...under, schoolCode: '01990010' };
    const orders = [
      [under, equal, over, lame],
      [lame, over, equal, under],
      [equal, lame, under, over],
    ];
    for (const order of orders)
      expect(near(...order).map(({ schoolCode, total }) => [schoolCode, total])).toEqual([
        [lame.schoolCode, 26],
        [over.schoolCode, 20],
        [equal.schoolCode, 17],
        [under.schoolCode, 17],
      ]);
  });
});

it('the refused, for whatever rule', () => {
  const late = school('47990014', [5, 5, 5, 5, 5, 5], ['SCH-5']);
  expect(boardOf([top, under, late], reading()).refused).toEqual([under, late]);
});
