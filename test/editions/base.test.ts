/** The edition `base`: dated, cited and marked, as rules.md says. */
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/day.ts';
import { base, baseEdition } from '../../src/editions/base/index.ts';
import { type Json, NoValue, type Parameter, type ParameterName, Reading } from '../../src/editions/edition.ts';
import { ruleSources } from '../../src/editions/rules.ts';
import { desk } from '../etw.ts';

const names = Object.keys(base) as ParameterName[];
const parameters: Readonly<Record<ParameterName, Parameter>> = base;
const on = (text: string) => new Reading(baseEdition, [], day(text));

describe('every parameter', () => {
  const fits: Record<Parameter['type'], (value: Json) => boolean> = {
    number: (value) => Number.isInteger(value) && Number(value) >= 0,
    flag: (value) => typeof value === 'boolean',
    word: (value) => typeof value === 'string' && /^\S+$/.test(value),
    words: (value) => Array.isArray(value) && value.length > 0 && new Set(value).size === value.length,
    'month-day': (value) => typeof value === 'string' && /^\d\d-\d\d$/.test(value),
  };

  it.each(names)('%s has values of its type, oldest first, each with a source', (name) => {
    const { type, values } = parameters[name];
    const days = values.map(({ from }) => from);
    expect(days).toEqual([...new Set(days)].sort());
    for (const { value, source, mark } of values) {
      expect(fits[type](value)).toBe(true);
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
  ] as const)('%s is %s, %s', (name, value, mark) => {
    const read = on('2026-08-31');
    expect(read.value(name)).toEqual(value);
    expect(read.assumed).toEqual(mark === 'assumed' ? [name] : []);
    expect(parameters[name].values.at(-1)?.mark).toBe(mark);
  });

  it('no rule is without a source', () => {
    for (const source of Object.values(ruleSources)) expect(source).toMatch(/^S-(CYL|OV)/);
  });

  it('the rules are listed in the order in which findings are given', () => {
    const numbered = Object.keys(ruleSources).map((rule) => /^(PART|CRED)-(\d)(\(([a-c])\))?$/.exec(rule) ?? []);
    const order = numbered.map(([, family, number, , letter = '']) => `${family === 'PART' ? 1 : 2}${number}${letter}`);
    expect(order).toEqual([...order].sort());
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

describe('a value an office gives must be one: it is refused before it is stored, naming the parameter and what was seen', () => {
  it.each([
    ['credits.ceiling', 'four', 'a number'],
    ['credits.ceiling', '', 'a number'],
    ['credits.ceiling', '-1', 'no fewer than none'],
    ['credits.ceiling', '4.5', 'whole'],
    ['credits.ceiling', '4,5', 'whole'],
    ['credits.ceiling', '1e2', 'written in digits'],
    ['credits.ceiling', '0x4', 'written in digits'],
    ['credits.ceiling', '4 5', 'one number'],
    ['credits.term-days', '99999999999', 'a number of days'],
    ['academic-year.start', '9-1', 'a month and day of two digits each'],
    ['academic-year.start', '2025-09-01', 'a day of every year'],
    ['academic-year.start', '13-01', 'there are twelve months'],
    ['academic-year.start', '00-10', 'there are twelve months'],
    ['academic-year.start', '09-00', 'months begin on the first'],
    ['academic-year.start', '09-31', 'September has thirty days'],
    ['academic-year.start', '04-31', 'April has thirty days'],
    ['academic-year.start', '02-30', 'February never has thirty days'],
    ['academic-year.start', '02-29', 'a day every year has'],
    ['credits.year-of-project', '', 'a word'],
    ['credits.year-of-project', 'middle', 'start or end: a project belongs to the year of the one or of the other'],
    ['credits.funding', '', 'at least one'],
    ['credits.funding', 'public state', 'words that schools can have: no school is “state”'],
    ['credits.documents', 'project diary', 'kinds of report: nobody can hand in a “diary”'],
    ['participation.countries', ', ;', 'at least one'],
    ['participation.countries', 'ES Francia', 'codes of two letters'],
    ['credits.smallest-part', '0', 'at least 1: a certificate of no credits is none'],
  ])('%s “%s” — expected: %s', async (parameter, text) => {
    const place = desk();
    const run = await place.etw('rules', 'set', parameter, text, '--from', '2025-09-01', '--source', 'Instruction');
    expect(run.code).toBe(2);
    expect(run.err).toContain(parameter);
    expect(run.err).toContain(text);
    expect((await place.etw('rules', 'show', parameter, '--json')).list.map(({ mark }) => mark)).not.toContain('office');
  });

  it.each([
    ['without its day', ['--source', 'Instruction'], '--from'],
    ['without a source', ['--from', '2025-09-01'], '--source'],
    ['with an empty source', ['--from', '2025-09-01', '--source', ' '], '--source'],
    ['from a day that is none', ['--from', '2025-09-31', '--source', 'Instruction'], '2025-09-31'],
    ['from a day with the month first', ['--from', '09/31/2025', '--source', 'Instruction'], '09/31/2025'],
  ])('a value %s', async (_, args, named) => {
    const run = await desk().etw('rules', 'set', 'credits.ceiling', '5', ...args);
    expect(run.code).toBe(2);
    expect(run.err).toContain(named);
  });

  it('a value of a parameter there is not', async () => {
    const run = await desk().etw('rules', 'set', 'credits.cieling', '5', '--from', '2025-09-01', '--source', 'Instruction');
    expect(run.code).toBe(5);
    expect(run.err).toContain('credits.ceiling');
  });

  it.each([
    ['credits.ceiling', '5', 5],
    ['academic-year.start', '08-15', '08-15'],
    ['credits.year-of-project', 'start', 'start'],
    ['credits.funding', 'public', ['public']],
    ['credits.documents', 'project final', ['project', 'final']],
    ['participation.countries', 'ES, FR; IT', ['ES', 'FR', 'IT']],
    ['participation.countries', 'es el uk', ['ES', 'GR', 'GB']],
  ])('but %s “%s” is one, and is read as %o', async (parameter, text, expected) => {
    const place = desk();
    const run = await place.etw('rules', 'set', parameter, text, '--from', '2025-09-01', '--source', 'Instruction', '--json');
    expect(run.code).toBe(0);
    const shown = (await place.etw('rules', 'list', '--on', '2025-09-01', '--json')).list.find((one) => one.parameter === parameter);
    expect(shown).toMatchObject({ value: expected, mark: 'office', source: 'Instruction', from: '2025-09-01' });
  });
});
