/** What a Spanish Excel opens, and what comes back from it: bytes as they are written, rows that say nothing new. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { desk } from '../etw.ts';
import { type Office, officeAt } from './office.ts';

const run = promisify(execFile);

/** A school in Ávila, whose code and postal code begin with a zero, and a teacher of it who waits for access. */
async function office(): Promise<Office> {
  const at = officeAt(desk());
  await at.take('school add', [
    {
      school_code: '05990014',
      name: 'CEIP «El Ñandú»; y Peñón',
      municipality: 'Íscar',
      province: 'Ávila',
      postal_code: '05001',
      address: 'C/ Mayor, 1 "bajo"',
      funding: 'public',
      email: 'nandu@example.org',
      etwinning_since: '2020-03-01',
    },
  ]);
  await at.take('register', [
    {
      teacher_id: '007',
      given_name: 'Begoña',
      family_name: 'Güell Íñiguez',
      email: 'begona@example.org',
      school_code: '05990014',
      in_service: 'yes',
      registered_on: '2026-06-01',
    },
  ]);
  return at;
}

/** The files, each with the command that takes it back. */
const files: readonly (readonly [name: string, writes: string, takes: string])[] = [
  ['export schools --excel', 'export schools --excel --out file.csv', 'school add'],
  ['export teachers --excel', 'export teachers --excel --out file.csv', 'register'],
  ['pending access --excel', 'pending access --excel --out file.csv', 'approve teacher'],
];

async function written(writes: string): Promise<{ readonly at: Office; readonly bytes: Buffer }> {
  const at = await office();
  const { code, err } = await at.etw(...writes.split(' '));
  if (code !== 0) throw new Error(err);
  return { at, bytes: readFileSync(join(at.folder, 'file.csv')) };
}

/** Feeds a file and says what became of its rows. */
async function back(at: Office, takes: string, file = 'file.csv') {
  const { json, err } = await at.etw(...takes.split(' '), '--csv', file, '--json');
  return { rows: json.rows, unchanged: json.unchanged, errors: json.errors, err };
}
const nothingNew = { rows: 1, unchanged: 1, errors: [] };

describe.each(files)('etw %s', (_, writes, takes) => {
  it('begins with a byte order mark, parts cells by semicolons and ends every line with CRLF', async () => {
    const { bytes } = await written(writes);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').split('\r\n');
    expect([lines.length, lines.at(-1), lines.join('').includes('\n')]).toEqual([3, '', false]);
    expect(lines[0]).toMatch(/^\ufeff[a-z_]+(;[a-z_]+)+$/);
  });

  it('keeps leading zeros, accents and days as they are', async () => {
    const { at, bytes } = await written(writes);
    const text = bytes.toString('utf8');
    const expected = {
      'school add': [/(^|\n)05990014;/, /;"CEIP «El Ñandú»; y Peñón";/, /;05001;/, /;"C\/ Mayor, 1 ""bajo""";/, /;2020-03-01;/],
      register: [/(^|\n)007;Begoña;Güell Íñiguez;/, /;05990014;/, /;2026-06-01;/],
      'approve teacher': [/(^|\n)007;;;;;;"CEIP «El Ñandú»; y Peñón";/, /;Begoña;Güell Íñiguez;/, /;2026-06-01;30;0\r\n/],
    }[takes];
    for (const part of expected ?? []) expect(text).toMatch(part);
    expect(expected).toBeDefined();
    expect(at.files()).toEqual(['file.csv', 'results.csv', 'rows.csv']);
  });

  it('comes back in as unchanged', async () => {
    const { at } = await written(writes);
    const before = await at.head();
    expect(await back(at, takes)).toMatchObject(nothingNew);
    expect(await at.head()).toBe(before);
  });

  it('comes back in as unchanged the way Excel saves it: without the mark, in Windows-1252, days as dd/mm/yyyy', async () => {
    const { at, bytes } = await written(writes);
    const saved = bytes
      .toString('utf8')
      .replace('\ufeff', '')
      .replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, '$3/$2/$1');
    at.write('saved.csv', Buffer.from(saved, 'latin1'));
    expect(await back(at, takes, 'saved.csv')).toMatchObject({ ...nothingNew, err: expect.stringContaining('1252') });
  });
});

it('a school code whose zero a spreadsheet dropped is told, with what it was', async () => {
  const { at, bytes } = await written('export schools --excel --out file.csv');
  at.write('file.csv', bytes.toString('utf8').replace('05990014', '5990014'));
  expect((await back(at, 'school add')).errors).toMatchObject([
    { line: 2, column: 'school_code', message: expect.stringContaining('05990014') },
  ]);
});

const soffice = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'soffice'))
  .find((file) => existsSync(file));

const noOffice = 'skipped: LibreOffice (soffice) is not on PATH, so that no file is converted by it';
if (soffice === undefined) console.warn(noOffice);

describe('LibreOffice', () => {
  it.for(files)(
    'opens etw %s, saves it as a workbook and as CSV again, and it comes back in as unchanged',
    { timeout: 120_000 },
    async ([, writes, takes], { skip }) => {
      skip(soffice === undefined, noOffice);
      const { at, bytes } = await written(writes);
      const convert = (file: string, to: string, ...more: string[]) => {
        const profile = `-env:UserInstallation=file://${join(at.folder, 'profile')}`;
        return run(soffice ?? '', [profile, '--headless', ...more, '--convert-to', to, '--outdir', at.folder, join(at.folder, file)]);
      };
      // Semicolons, double quotes, UTF-8, from the first line on; every column is text, as somebody chooses who opens it with care.
      const columns = bytes.toString('utf8').split('\r\n')[0]?.split(';') ?? [];
      const asText = columns.map((__, place) => `${place + 1}/2`).join('/');
      await convert('file.csv', 'xlsx', `--infilter=Text - txt - csv (StarCalc):59,34,76,1,${asText}`);
      expect([...readFileSync(join(at.folder, 'file.xlsx')).subarray(0, 2)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PK');
      rmSync(join(at.folder, 'file.csv'));
      await convert('file.xlsx', 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true');
      expect(await back(at, takes)).toMatchObject(nothingNew);
    },
  );
});
