/** The edition `base`: dated, cited and marked, as rules.md says. */
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/day.ts';
import { base, baseEdition } from '../../src/editions/base/index.ts';
import { type Json, NoValue, type Parameter, type ParameterName, Reading } from '../../src/editions/edition.ts';
import { ruleSources } from '../../src/editions/rules.ts';

const names = Object.keys(base) as ParameterName[];
const parameters: Readonly<Record<ParameterName, Parameter>> = base;
const on = (text: string) => new Reading(baseEdition, [], day(text));

describe('every parameter', () => {
  const fits: Record<Parameter['type'], (value: Json) => boolean> = {
    number: (value) => Number.isInteger(value) && Number(value) >= 0,
    flag: (value) => typeof value === 'boolean',
    word: (value) => typeof value === 'string' && /^\S+$/.test(value),
    countries: (value) => Array.isArray(value) && value.every((code) => typeof code === 'string' && /^[A-Z]{2}$/.test(code)),
    words: (value) => Array.isArray(value) && value.length > 0 && new Set(value).size === value.length,
    names: (value) => typeof value === 'object' && Object.values(value ?? {}).every((of) => typeof of === 'string' && of !== ''),
    numbers: (value) => typeof value === 'object' && Object.values(value ?? {}).every((of) => Number.isInteger(of)),
    'month-day': (value) => typeof value === 'string' && /^\d\d-\d\d$/.test(value),
  };

  it.each(names)('%s has values of its type, oldest first, each with a source', (name) => {
    const { type, values, among, least } = parameters[name];
    const days = values.map(({ from }) => from);
    expect(days).toEqual([...new Set(days)].sort());
    for (const { value, source, mark } of values) {
      expect(fits[type](value)).toBe(true);
      if (among) expect(among).toEqual(expect.arrayContaining(Array.isArray(value) ? [...value] : [value]));
      if (least !== undefined) expect(value).toBeGreaterThanOrEqual(least);
      expect(source.trim()).not.toBe('');
      expect(['stated', 'published', 'assumed']).toContain(mark);
    }
  });

  it.each(names)('%s has a value since the programme began in January 2005, and none before', (name) => {
    expect(() => on('2005-01-01').value(name)).not.toThrow();
    expect(() => on('2004-12-31').value(name)).toThrow(NoValue);
    expect(() => on('2004-12-31').value(name)).toThrow(`${name} on 2004-12-31`);
  });

  it.each(names.filter((name) => parameters[name].values.some(({ mark }) => mark === 'stated')))(
    '%s, stated, cites a source document',
    (name) => {
      for (const { source, mark } of parameters[name].values) if (mark === 'stated') expect(source).toMatch(/^S-(CYL|QL|SCH|SCH19|OV), /);
    },
  );
});

describe('the values of rules.md', () => {
  it.each([
    ['academic-year.start', '09-01', 'assumed'],
    ['credits.year-of-project', 'end', 'assumed'],
    ['credits.funding', ['public', 'subsidised'], 'stated'],
    ['credits.documents', ['project', 'follow-up', 'final'], 'stated'],
    ['credits.academic-year', 4, 'stated'],
    ['credits.academic-year-days', 225, 'assumed'],
    ['credits.term', 2, 'stated'],
    ['credits.term-days', 60, 'assumed'],
    ['credits.shorter', 0, 'assumed'],
    ['credits.ceiling', 4, 'stated'],
    ['credits.smallest-part', 1, 'assumed'],
    ['credits.per-project', 1, 'assumed'],
    ['participation.minimum-countries', 2, 'stated'],
    ['labels.gate', ['NQL-1', 'NQL-2', 'NQL-3', 'NQL-4', 'NQL-5'], 'stated'],
    ['labels.finishing-days', 60, 'assumed'],
    [
      'labels.criteria',
      ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'],
      'stated',
    ],
    ['labels.scale-least', 0, 'published'],
    ['labels.scale-most', 5, 'published'],
    ['labels.pass-total', 18, 'assumed'],
    ['labels.pass-each', 2, 'assumed'],
    ['labels.european-from', 2012, 'stated'],
    ['labels.european-proposals', 1, 'stated'],
    ['labels.european-schools', 2, 'stated'],
    ['labels.european-to', 'holders', 'assumed'],
    ['schools.country', 'ES', 'stated'],
    ['schools.years', 2, 'stated'],
    ['schools.active-teachers', 3, 'stated'],
    ['schools.active-years', 2, 'assumed'],
    ['schools.national-labels', 1, 'stated'],
    ['schools.renewal-days', 180, 'assumed'],
    ['schools.values', ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'], 'stated'],
    ['schools.lowest-score', 0, 'assumed'],
    ['schools.highest-score', 5, 'assumed'],
    ['schools.least-total', 18, 'assumed'],
    ['schools.least-each', 2, 'assumed'],
    ['schools.validity-years', 2, 'stated'],
  ] as const)('%s is %s, %s', (name, value, mark) => {
    const read = on('2026-08-31');
    expect(read.value(name)).toEqual(value);
    expect(read.assumed).toEqual(mark === 'assumed' ? [name] : []);
    expect(parameters[name].values.at(-1)?.mark).toBe(mark);
  });

  it('no rule is without a source document', () => {
    for (const source of Object.values(ruleSources)) expect(source).toMatch(/^S-(CYL|OV|QL|SCH|SCH19)[ ,]/);
  });

  it('the rules are listed in the order in which findings are given, family by family', () => {
    const rules = Object.keys(ruleSources);
    const family = (rule: string) => rule.slice(0, rule.indexOf('-'));
    const families = rules.map(family);
    expect([...new Set(families)]).toEqual(['PART', 'CRED', 'NQL', 'EQL', 'SCH']);
    for (const one of new Set(families)) {
      const of = rules.filter((rule) => family(rule) === one);
      expect(of).toEqual([...of].sort());
      // No stranger between them.
      expect(families.lastIndexOf(one) - families.indexOf(one)).toBe(of.length - 1);
    }
  });
});

describe('the countries that take part', () => {
  const takePart = (country: string, text: string) => on(text).value('participation.countries').includes(country);

  it.each([
    ['GB', '2005-01-01', '2020-12-31'],
    ['AM', '2013-03-04', null],
    ['AZ', '2013-03-04', null],
    ['GE', '2013-03-04', null],
    ['MD', '2013-03-04', null],
    ['UA', '2013-03-04', null],
    ['TN', '2013-03-04', null],
    ['JO', '2018-02-01', null],
  ])('%s from %s until %s, first and last day included', (country, first, last) => {
    expect(takePart(country, first)).toBe(true);
    if (first > '2005-01-01') expect(takePart(country, addDays(day(first), -1))).toBe(false);
    if (last === null) expect(takePart(country, '2026-08-31')).toBe(true);
    else expect([takePart(country, last), takePart(country, addDays(day(last), 1))]).toEqual([true, false]);
  });

  const always = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK AL BA IS LI MK NO RS TR'.split(' ');

  it.each([
    ['2005-01-01', [...always, 'GB']],
    ['2013-03-03', [...always, 'GB']],
    ['2013-03-04', [...always, 'GB', 'AM', 'AZ', 'GE', 'MD', 'TN', 'UA']],
    ['2018-01-31', [...always, 'GB', 'AM', 'AZ', 'GE', 'MD', 'TN', 'UA']],
    ['2018-02-01', [...always, 'GB', 'AM', 'AZ', 'GE', 'MD', 'TN', 'UA', 'JO']],
    ['2020-12-31', [...always, 'GB', 'AM', 'AZ', 'GE', 'MD', 'TN', 'UA', 'JO']],
    ['2021-01-01', [...always, 'AM', 'AZ', 'GE', 'MD', 'TN', 'UA', 'JO']],
  ])('on %s: %s', (text, expected) => {
    expect([...on(text).value('participation.countries')].sort()).toEqual([...expected].sort());
  });

  it.each(['CH', 'US', 'EL', 'UK', 'XK', 'RU'])('%s never', (country) => {
    for (const { value } of base['participation.countries'].values) expect(value).not.toContain(country);
  });
});
