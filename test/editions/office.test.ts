/** Values an office lays over the edition with `etw rules set`, and those it may not. */
import { describe, expect, it } from 'vitest';
import { desk } from '../etw.ts';

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
