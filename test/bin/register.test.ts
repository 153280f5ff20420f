/** Teachers of a large file are entered before their turn, while rows before are still being decided. Nobody may notice. */
import { resolve } from 'node:path';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { type Cells, desk, type Result } from '../etw.ts';
import { run } from './run.ts';

/** Rows of a file that is read in three portions, and the places of those that are told apart. */
const rows = 2_600;
const [early, late] = [3, 1_700];

const teacher = (id: string, more: Cells = {}): Cells => ({
  teacher_id: id,
  given_name: 'Ana',
  family_name: 'Robles',
  email: `${id.toLowerCase()}@example.org`,
  school_code: '05990014',
  in_service: 'yes',
  ...more,
});

const fresh = Array.from({ length: rows }, (_, n) => teacher(`T${String(n).padStart(4, '0')}`));
const instead = (...changed: readonly (readonly [place: number, row: Cells])[]): readonly Cells[] => {
  const all = [...fresh];
  for (const [place, row] of changed) all[place] = row;
  return all;
};

it.each([
  ['brings nobody but new teachers', fresh, 0],
  ['gives a known teacher the address that a new one brings later', instead([early, teacher('KNOWN', { email: 't1700@example.org' })]), 1],
  [
    'gives a new teacher the address that a known one gave up before',
    instead([early, teacher('KNOWN', { email: 'new@example.org' })], [late, teacher('T1700', { email: 'known@example.org' })]),
    0,
  ],
  [
    'gives a new teacher the address that a known one gives up later',
    instead([early, teacher('T0003', { email: 'known@example.org' })], [late, teacher('KNOWN', { email: 'new@example.org' })]),
    1,
  ],
  ['says goodbye to a known teacher in between', instead([late, teacher('KNOWN', { in_service: 'no' })]), 0],
  ['has two new teachers with one address, portions apart', instead([late, teacher('T1700', { email: 't0003@example.org' })]), 1],
  ['has a new teacher at an unknown school', instead([early, teacher('T0003', { school_code: '05999999' })]), 1],
] as const)('a file that %s says the same with a thread that writes as without', async (_, all, invalid) => {
  const plain = desk();
  await plain.take('school add', [{ school_code: '05990014', name: 'CEIP El Roble', funding: 'public' }]);
  await plain.take(
    'register',
    [teacher('KNOWN'), teacher('OTHER')].map((row) => ({ ...row, registered_on: '2026-01-10' })),
  );
  const threaded = plain.copy();
  const asked = ['--skip-invalid', '--rejects', 'rejects.csv'];
  const { results } = await plain.feed('register', all, ...asked);
  expect(results).toHaveLength(rows);
  expect(results.filter(({ status }) => status === 'invalid')).toHaveLength(invalid);

  threaded.write('teachers.csv', Papa.unparse([...all]));
  const command = [resolve('bin/etw.js'), '--db', 'register.db', '--on', '2026-07-01', '--lang', 'en', 'register'];
  const { code } = await run(process.execPath, [...command, '--csv', 'teachers.csv', '--results', 'results.csv', ...asked], {
    cwd: threaded.folder,
  });
  expect(code).toBe(invalid === 0 ? 0 : 3);
  expect(Papa.parse<Result>(threaded.read('results.csv').trim(), { header: true }).data).toEqual(results);
  expect((await threaded.etw('export', 'teachers')).out).toBe((await plain.etw('export', 'teachers')).out);
  expect((await threaded.etw('audit', 'verify')).code).toBe(0);
});
