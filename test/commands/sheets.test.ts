/** Sheets go out, come back filled in, and are taken as they are. */
import { describe, expect, it } from 'vitest';
import { answeredBy, sheetColumns } from '../../src/steps.ts';
import { csv, rowsOf } from '../etw.ts';
import { type Office, said, teacher } from './office.ts';
import { answered, busyOffice, encina, fill, only, roble, type Step, sheet, steps, waits } from './pending-office.ts';

/** Feeds the sheet to the command that answers it, as it lies there. */
async function feed(office: Office, step: Step, ...args: string[]) {
  const { more = [] } = answered[step];
  const ran = await office.etw(...answeredBy[step].split(' '), ...more, '--csv', 'sheet.csv', '--results', 'results.csv', ...args);
  return Object.assign(ran, { results: rowsOf(office.read('results.csv')) });
}

describe.each(steps)('the sheet of %s', (step) => {
  const { cells, says, half } = answered[step];

  it('has the columns of the command that answers it, keys filled in and answers empty, then what is said beside them', async () => {
    const office = await busyOffice();
    const [row = {}] = await sheet(office, step);
    const header = Object.keys(row);
    expect(header.slice(-sheetColumns.length)).toEqual([...sheetColumns]);
    const own = header.slice(0, -sheetColumns.length);
    const { out } = await office.etw(...answeredBy[step].split(' '), '--help');
    const told = [...out.matchAll(/^ {2}([a-z_]+)\??(?: \[|\s{2,}|$)/gm)].map(([, name]) => name);
    expect(own).toEqual(told.filter((name) => own.includes(name ?? '')));
    expect(Object.keys(cells).filter((name) => !own.includes(name))).toEqual([]);
    expect(Object.keys(cells).map((name) => row[name])).toEqual(Object.keys(cells).map(() => ''));
    const [listed = {}] = (await office.etw('pending', step, '--json')).list;
    expect(Object.keys(listed)).toEqual(header);
    expect(Object.fromEntries(Object.entries(listed).map(([name, value]) => [name, String(value ?? '')]))).toEqual(row);
  });

  it('filled in, is taken without a warning, and nothing waits any more', async () => {
    const office = await busyOffice();
    const rows = await sheet(office, step);
    fill(office, cells);
    const { code, err, results } = await feed(office, step);
    expect([code, err.includes('unknown columns')]).toEqual([0, false]);
    expect(results.map(said)).toEqual(rows.map(() => says));
    expect(await waits(office, step)).toEqual([]);
  });

  it('left as it is, changes nothing, with --skip-invalid and dry as well', async () => {
    const office = await busyOffice();
    const rows = await sheet(office, step);
    const [before, waiting] = [await office.head(), await waits(office, step)];
    for (const args of [[], ['--skip-invalid'], ['--dry-run']]) {
      const { code, results, err } = await feed(office, step, ...args);
      expect([args, code, results.map((row) => row.status), err.includes('unknown columns')]).toEqual([
        args,
        0,
        rows.map(() => 'unchanged'),
        false,
      ]);
      expect(new Set(results.map((row) => row.message))).toEqual(new Set(['No answer yet.']));
    }
    expect((await feed(office, step, '--json')).json).toMatchObject({ rows: rows.length, unchanged: rows.length, accepted: 0, errors: [] });
    expect([await office.head(), await waits(office, step)]).toEqual([before, waiting]);
  });

  it('half answered, is at fault', async () => {
    const office = await busyOffice();
    const rows = await sheet(office, step);
    fill(office, half);
    const { code, results, err } = await feed(office, step);
    expect([code, results.map((row) => row.status)]).toEqual([1, rows.map(() => 'invalid')]);
    expect(err).toContain('sheet.csv:2');
  });

  it('says what to fill in and which command takes it, and that it is to be marked', async () => {
    const office = await busyOffice();
    const { err } = await office.etw('pending', step, '--out', 'my sheet.csv');
    const call = step === 'accreditation' ? ' --call 2026' : '';
    expect(err).toContain(`etw ${answeredBy[step]}${call} --csv "my sheet.csv"`);
    expect(err).toContain(`fill in ${Object.keys(cells)[0]}`);
    expect(err).toContain(`etw pending ${step} --mark`);
    expect((await office.etw('pending', step, '--out', 'sheet.csv', '--mark')).err).not.toContain('--mark');
  });
});

describe('a sheet', () => {
  it('may have rows that are answered beside rows that are not', async () => {
    const office = await busyOffice();
    await office.take('register', [teacher('NEW2', roble, { registered_on: '2026-06-02' })]);
    const [first, second] = await sheet(office, 'access');
    office.write('sheet.csv', csv([{ ...first, ...answered.access.cells }, second ?? {}]));
    const { code, results } = await feed(office, 'access');
    expect([code, results.map(said)]).toEqual([0, ['granted', 'unchanged']]);
    expect(await waits(office, 'access')).toEqual(['NEW2']);
  });

  it('sets half answered rows aside with all their columns, and takes them back mended', async () => {
    const office = await busyOffice();
    await sheet(office, 'access');
    fill(office, { ...answered.access.cells, consent: '' });
    expect((await feed(office, 'access', '--skip-invalid')).code).toBe(3);
    const [row] = rowsOf(office.read('sheet.rejects.csv'));
    expect(row).toMatchObject({ line: '2', school_name: 'Colegio La Encina', asked: '0' });
    office.write('sheet.csv', csv([{ ...row, consent: 'sí' }]));
    expect((await feed(office, 'access')).results.map(said)).toEqual(['granted']);
  });

  it('tells apart a report that came in from one that did not by its day or document', async () => {
    const office = await busyOffice();
    const rows = await sheet(office, 'reports');
    office.write(
      'sheet.csv',
      csv(rows.map((row, place) => ({ ...row, ...(place === 0 ? { document: 'https://example.org/memoria' } : {}) }))),
    );
    expect((await feed(office, 'reports')).results.map(said)).toEqual(['granted', 'unchanged', 'unchanged']);
    expect(await waits(office, 'reports')).toEqual(['P1 ANA follow-up', 'P1 ANA project']);
    // Any other file means what it says.
    const file = rows.slice(1).map(({ project_id, teacher_id, kind }) => ({ project_id, teacher_id, kind, title: 'Ríos' }));
    expect((await office.take('report submit', file)).results.map(said)).toEqual(['granted', 'granted']);
  });

  it('is no list of claims: fed to another command its rows are rows', async () => {
    const office = await busyOffice();
    await sheet(office, 'evaluation');
    const { code, err } = await office.etw('credits', 'certify', '--year', '2025-26', '--csv', 'sheet.csv', '--results', 'results.csv');
    const results = rowsOf(office.read('results.csv'));
    expect([code, results.map(said), err.includes('unknown columns')]).toEqual([0, ['refused CRED-4'], true]);
  });

  it('follows the criteria of the edition, as the command does', async () => {
    const office = await busyOffice();
    await office.etw('rules', 'set', 'labels.criteria', 'courage,wit', '--from', '2026-01-01', '--source', 'x');
    const [row = {}] = await sheet(office, 'label');
    expect(Object.keys(row)).toEqual(expect.arrayContaining(['courage', 'courage_comment', 'wit', 'wit_comment']));
  });

  it('goes to standard output where it is named -, and to no file in a trial run or where none can be', async () => {
    const office = await busyOffice();
    const shown = await office.etw('pending', 'access', '--out', '-');
    await sheet(office, 'access');
    expect(shown.out).toBe(office.read('sheet.csv'));
    expect((await office.etw('pending', 'access', '--out', 'dry.csv', '--dry-run')).err).toContain('nothing was written');
    expect(office.files()).not.toContain('dry.csv');
    const { code, err } = await office.etw('pending', 'access', '--out', 'no/such/sheet.csv', '--mark');
    expect([code, err.includes('no/such/sheet.csv')]).toEqual([1, true]);
    expect(await only(office, 'access')).toMatchObject({ asked: 0 });
  });

  it('says how often it was asked, this time too where it is marked', async () => {
    const office = await busyOffice();
    for (const [args, asked] of [
      [['--mark'], '1'],
      [['--mark'], '1'],
      [['--on', '2026-07-05', '--mark'], '2'],
      [['--on', '2026-07-06'], '2'],
    ] as const)
      expect((await sheet(office, 'access', ...args)).map((row) => row.asked)).toEqual([asked]);
  });

  it('holds no formula', async () => {
    const office = await busyOffice();
    await office.take('register', [teacher('EVIL', encina, { given_name: '=1+1', family_name: '@x', registered_on: '2026-06-05' })]);
    expect((await sheet(office, 'access')).at(-1)).toMatchObject({ given_name: "'=1+1", family_name: "'@x" });
  });
});
