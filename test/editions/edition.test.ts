/** Which value of a parameter is in force, and what a decision has read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { inForce, type Json, NoValue, type OfficeValue, Reading } from '../../src/editions/edition.ts';
import { assumed, number, published, stated } from '../../src/editions/values.ts';

const set = (parameter: string, value: Json, from: string): OfficeValue => ({
  parameter,
  value,
  from: day(from),
  source: `Instruction of ${from}`,
  mark: 'office',
});
const reading = (on: string, ...office: readonly OfficeValue[]) => new Reading(baseEdition, office, day(on));

describe('a value holds from its first day until the next one begins', () => {
  const parameter = number(stated(1, 'First', '2010-01-01'), published(2, 'Second', '2012-03-04'), assumed(3, 'Third', '2015-09-01'));
  const on = (text: string) => inForce(parameter, [], 'invented', day(text));

  it.each([
    ['2010-01-01', 1, 'stated', 'First'],
    ['2012-03-03', 1, 'stated', 'First'],
    ['2012-03-04', 2, 'published', 'Second'],
    ['2015-08-31', 2, 'published', 'Second'],
    ['2015-09-01', 3, 'assumed', 'Third'],
    ['2199-12-31', 3, 'assumed', 'Third'],
  ])('on %s: %i (%s, %s)', (text, value, mark, source) => {
    expect(on(text)).toMatchObject({ value, mark, source });
  });

  it('before the first there is none: an error that names parameter and day, never a default', () => {
    expect(() => on('2009-12-31')).toThrow(NoValue);
    expect(() => on('2009-12-31')).toThrow('no value of invented on 2009-12-31');
    try {
      on('2009-12-31');
    } catch (error) {
      expect(error).toMatchObject({ parameter: 'invented', day: '2009-12-31' });
    }
  });

  it('the order in which values are written says nothing', () => {
    const values = [...parameter.values];
    fc.assert(
      fc.property(fc.shuffledSubarray(values, { minLength: values.length }), fc.integer({ min: 0, max: 4000 }), (shuffled, count) => {
        const at = addDays(day('2010-01-01'), count);
        expect(inForce({ type: 'number', values: shuffled }, [], 'invented', at)).toEqual(inForce(parameter, [], 'invented', at));
      }),
    );
  });
});

describe('an office lays its own values over the edition', () => {
  it.each([
    ['2025-08-31', 60, 'before the office’s first'],
    ['2025-09-01', 80, 'from its day'],
    ['2026-08-31', 80, 'until its next'],
    ['2026-09-01', 90, 'from the day of that'],
  ])('on %s: %i, %s', (on, expected) => {
    const office = [set('credits.term-days', 90, '2026-09-01'), set('credits.term-days', 80, '2025-09-01')];
    expect(reading(on, ...office).value('credits.term-days')).toBe(expected);
  });

  it('a value of another parameter says nothing of this one', () => {
    const office = [set('credits.academic-year-days', 80, '2005-01-01'), set('credits.term', 1, '2005-01-01')];
    expect(reading('2026-08-31', ...office).value('credits.term-days')).toBe(60);
  });

  it('of two of one day the one set last holds', () => {
    const office = [set('credits.term-days', 90, '2025-09-01'), set('credits.term-days', 80, '2025-09-01')];
    expect(reading('2026-08-31', ...office).value('credits.term-days')).toBe(80);
  });

  it('stands however new the edition’s own value is', () => {
    const office = set('participation.countries', ['ES', 'FR'], '2010-01-01');
    expect(reading('2009-12-31', office).value('participation.countries')).toContain('IT');
    expect(reading('2021-01-01', office).value('participation.countries')).toEqual(['ES', 'FR']);
  });

  it('gives a value for days before the edition has one', () => {
    const office = set('credits.term-days', 50, '2004-01-01');
    expect(reading('2004-06-30', office).value('credits.term-days')).toBe(50);
    expect(() => reading('2003-12-31', office).value('credits.term-days')).toThrow(NoValue);
  });

  it.each([
    ['another value', 80],
    ['the assumed value itself, with a source', 60],
  ])('%s: nothing assumed is left of it', (_, value) => {
    const read = reading('2026-08-31', set('credits.term-days', value, '2025-09-01'));
    expect(read.value('credits.term-days')).toBe(value);
    expect(read.assumed).toEqual([]);
    expect(read.sourceOf('credits.term-days')).toBe('credits.term-days: Instruction of 2025-09-01 (office)');
  });

  it('a value for a later day confirms nothing yet', () => {
    const read = reading('2026-08-31', set('credits.term-days', 60, '2026-09-01'));
    read.value('credits.term-days');
    expect(read.assumed).toEqual(['credits.term-days']);
  });
});

describe('a reading remembers what a decision rests on', () => {
  it('the values read, and no others', () => {
    const read = reading('2026-08-31');
    expect([read.parameters, read.assumed]).toEqual([{}, []]);
    read.value('credits.ceiling');
    read.value('credits.term-days');
    read.value('credits.term-days');
    expect(read.parameters).toEqual({ 'credits.ceiling': 4, 'credits.term-days': 60 });
    expect(read.assumed).toEqual(['credits.term-days']);
  });

  it('cites those that no source document states, with their mark', () => {
    const read = reading('2026-08-31');
    for (const name of ['credits.ceiling', 'credits.term-days', 'participation.countries'] as const) read.value(name);
    expect(read.sourceOf('credits.ceiling')).toBeNull();
    expect(read.sourceOf('credits.term-days')).toMatch(/^credits\.term-days: .+ \(assumed\)$/);
    expect(read.sourceOf('participation.countries')).toMatch(/^participation\.countries: .+ \(published\)$/);
  });

  it('and nothing of what it has not read', () => {
    expect(reading('2026-08-31').sourceOf('credits.term-days')).toBeNull();
  });

  it('is of the day of the matter unless a rule names another', () => {
    const read = reading('2026-08-31');
    expect(read.value('participation.countries')).not.toContain('GB');
    expect(read.value('participation.countries', day('2020-12-31'))).toContain('GB');
    expect(() => read.value('credits.ceiling', day('2004-12-31'))).toThrow('no value of credits.ceiling on 2004-12-31');
  });
});

describe('every value that has been in force by a day', () => {
  const office = [
    set('credits.term-days', 80, '2025-09-01'),
    set('credits.term-days', 90, '2026-09-01'),
    set('credits.academic-year-days', 200, '2025-09-01'),
  ];

  it.each([
    ['2025-08-31', [60]],
    ['2025-09-01', [80, 60]],
    ['2026-08-31', [80, 60]],
    ['2026-09-01', [90, 60, 80]],
  ])('on %s: %j, the one in force first', (on, expected) => {
    expect(reading(on, ...office).ever('credits.term-days')).toEqual(expected);
  });

  it('is nothing that a decision rests on', () => {
    const asked = reading('2026-09-01', ...office);
    asked.ever('credits.term-days');
    expect(asked.parameters).toEqual({});
  });

  it('before the first there is none', () => {
    expect(() => reading('1900-01-01', ...office).ever('credits.term-days')).toThrow(NoValue);
  });
});
