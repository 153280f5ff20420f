/** What holds whatever comes: the ceiling, the numbers, the dry run, the second run. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cells, csv, type Desk, type Fed } from '../etw.ts';
import { anOffice, copyOf, type Office, officeAt, officeWithP1, project, said, schools, teacher, year, yes } from './office.ts';

const runs = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false });

/** A file for a command, as fast-check makes it. */
interface File {
  readonly command: string;
  readonly rows: readonly Cells[];
  readonly args?: readonly string[];
}

/** Feeds a file three times: a dry run, the real one, and the same again. Says what the real run answered. */
async function thrice(office: Desk, { command, rows, args = [] }: File): Promise<Fed> {
  const head = async () => officeAt(office).head();
  const before = await head();
  const dry = await office.feed(command, rows, ...args, '--dry-run');
  expect(await head()).toBe(before);
  const real = await office.feed(command, rows, ...args);
  expect([dry.code, dry.out, dry.results]).toEqual([real.code, real.out, real.results]);
  const after = await head();
  if (real.code !== 0) expect(after).toBe(before);
  // What was refused and stored nowhere is judged anew, and may answer otherwise the second time.
  const storedNowhere = ['register', 'project add', 'report submit'].includes(command) && real.json.refused > 0;
  if (real.code !== 0 || storedNowhere) return real;
  const again = await office.feed(command, rows, ...args);
  expect([again.code, again.json.unchanged]).toEqual([0, rows.length]);
  expect(await head()).toBe(after);
  return real;
}

/** At most 4 credits a teacher and year, at most one certificate a claim, numbers from 1 without gaps, an intact log. */
async function holds(office: Office): Promise<void> {
  const { list } = await office.etw('credits', 'list', '--json');
  const credits = new Map<string, number>();
  const claims = new Map<string, number>();
  const numbers = new Map<string, number[]>();
  for (const row of list) {
    const [cfie, of, number] = String(row.certificate).split('/');
    numbers.set(`${cfie}/${of}`, [...(numbers.get(`${cfie}/${of}`) ?? []), Number(number)]);
    if (row.status !== 'in-force') continue;
    const who = `${row.teacher_id} ${row.year}`;
    credits.set(who, (credits.get(who) ?? 0) + Number(row.credits));
    const claim = `${row.project_id} ${row.teacher_id}`;
    claims.set(claim, (claims.get(claim) ?? 0) + 1);
  }
  for (const [who, sum] of credits) expect([who, sum <= 4]).toEqual([who, true]);
  for (const [claim, count] of claims) expect([claim, count]).toEqual([claim, 1]);
  for (const [series, taken] of numbers) expect([series, [...taken].sort((a, b) => a - b)]).toEqual([series, taken.map((_, at) => at + 1)]);
  expect((await office.etw('doctor')).code).toBe(0);
}

const durations = [
  { starts_on: '2025-09-15', enrolled_on: '2025-09-20', ends_on: '2025-12-20' },
  { starts_on: '2026-01-08', enrolled_on: '2026-01-10', ends_on: '2026-03-20' },
  { starts_on: '2025-09-15', enrolled_on: '2025-09-20', ends_on: '2026-06-15' },
  { starts_on: '2025-09-10', enrolled_on: '2025-09-20', ends_on: '2026-06-01' },
];
const certifiers = ['ANA', 'BEA', 'CARLOS'];

/** Three teachers, each with two projects of a term and two of a year, all complete. */
const withClaims = () =>
  copyOf('claims', async () => {
    const office = await anOffice();
    for (const [number, dates] of durations.entries())
      for (const teacher_id of certifiers) await office.complete(`P${number}`, { ...dates, teacher_id, partners: 'FR:Lycée|IT:Liceo' });
    return office;
  });

const everyClaim = durations.flatMap((_, number) => certifiers.map((teacher_id) => ({ project_id: `P${number}`, teacher_id })));
const asked = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 2 });
const claimsFile: fc.Arbitrary<File> = fc
  .shuffledSubarray(everyClaim, { minLength: 1, maxLength: 6 })
  .chain((claims) => fc.tuple(...claims.map((claim) => asked.map((credits): Cells => ({ ...claim, credits })))))
  .map((rows) => ({ command: 'credits certify', rows, args: ['--year', year] }));

describe('certifying', { timeout: 60_000 }, () => {
  it('never gives a teacher more than 4 credits a year, whatever the order, splitting or repetition of files', async () => {
    await withClaims();
    await fc.assert(
      fc.asyncProperty(fc.array(claimsFile, { minLength: 1, maxLength: 5 }), async (files) => {
        const office = await withClaims();
        for (const { command, rows, args = [] } of files) await office.take(command, rows, ...args);
        await office.certify();
        await holds(office);
      }),
      runs(15),
    );
  });

  it('nor with revocations and runs without a file between them; a dry run is the real one, a second run says nothing new', async () => {
    const revocation: fc.Arbitrary<File> = fc
      .record({ cfie: fc.constantFrom('CFIE-AVILA', 'CFIE-LEON'), number: fc.integer({ min: 1, max: 4 }) })
      .map(({ cfie, number }) => ({ command: 'revoke', rows: [{ decision: `${cfie}/${year}/${number}`, reason: 'r' }], args: ['--yes'] }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 2, arbitrary: claimsFile }, revocation), { minLength: 2, maxLength: 5 }),
        async (files) => {
          const office = await withClaims();
          for (const file of files) await thrice(office, file);
          const first = await office.certify();
          const head = await office.head();
          const second = await office.certify();
          expect(await office.head()).toBe(head);
          const unchanged = (answer: string) => (answer.startsWith('unchanged') ? answer : `unchanged ${answer}`);
          expect(second).toEqual(Object.fromEntries(Object.entries(first).map(([claim, answer]) => [claim, unchanged(answer)])));
          await holds(office);
        },
      ),
      runs(10),
    );
  });

  it('gives the same certificates whatever the order of the file', async () => {
    const certificates = async (rows: readonly Cells[]) => {
      const office = await withClaims();
      await office.take('credits certify', rows, '--year', year);
      return (await office.certificates()).map(({ certificate, project_id, teacher_id, credits }) => [
        certificate,
        project_id,
        teacher_id,
        credits,
      ]);
    };
    const expected = await certificates(everyClaim);
    expect(expected.length).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(everyClaim, { minLength: everyClaim.length }), async (rows) => {
        expect(await certificates(rows)).toEqual(expected);
      }),
      runs(10),
    );
  });
});

/** Files of every command over few subjects, so that they meet. */
const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const ids = one('P1', 'P2');
const who = one('ANA', 'BEA', 'CARLOS', 'NEW');
const where = one<string>(schools.roble, schools.encina, schools.pino);
const day = one('2025-09-01', '2025-12-01', '2026-02-01', '2026-06-15', '2026-06-16', '');
const answer = one('yes', 'yes', 'yes', 'no');

const fileOf = <T extends object>(
  command: string,
  row: fc.Arbitrary<T>,
  keys: readonly (keyof T)[],
  ...args: string[]
): fc.Arbitrary<File> =>
  fc
    .uniqueArray(row, { minLength: 1, maxLength: 3, selector: (cells) => keys.map((key) => String(cells[key])).join() })
    .map((rows) => ({ command, rows: rows as unknown as Cells[], args }));

const anyFile = fc.oneof(
  fileOf(
    'register',
    fc
      .record({ id: who, school: where, in_service: answer, registered_on: day })
      .map(({ id, school, ...more }) => teacher(id, school, more)),
    ['teacher_id'],
  ),
  fileOf(
    'approve teacher',
    fc.record({ id: who, consent: answer, replied_on: day }).map(({ id, ...more }) => yes(id, more)),
    ['teacher_id'],
  ),
  fileOf(
    'project add',
    fc
      .record({
        id: ids,
        teacher_id: who,
        form: one('new', 'joined'),
        enrolled_on: day,
        partners: one('FR:Lycée|IT:Liceo', 'ES:Uno|DE:Schule'),
      })
      .map(({ id, ...more }) => project(id, more)),
    ['project_id', 'teacher_id'],
  ),
  fileOf('project assess', fc.record({ project_id: ids, school_code: where, collaboration: answer, ict: answer }), [
    'project_id',
    'school_code',
  ]),
  fileOf('approve project', fc.record({ project_id: ids, school_code: where, approved: answer }), ['project_id', 'school_code']),
  fileOf('report submit', fc.record({ project_id: ids, teacher_id: who, kind: one('project', 'follow-up', 'final') }), [
    'project_id',
    'teacher_id',
    'kind',
  ]),
  fileOf('report evaluate', fc.record({ project_id: ids, teacher_id: who, result: one('positive', 'negative') }), [
    'project_id',
    'teacher_id',
  ]),
  fileOf('project change', fc.record({ project_id: ids, ends_on: one('2026-06-15', '2026-05-01'), reason: one('r') }), ['project_id']),
  fileOf('credits record', fc.record({ teacher_id: who, year: one(year), credits: one(1, 2), cfie: one('X') }), ['teacher_id']),
  fileOf('credits certify', fc.record({ project_id: ids, teacher_id: who }), ['project_id', 'teacher_id'], '--year', year),
  fileOf('project withdraw', fc.record({ project_id: ids, teacher_id: who, reason: one('r') }), ['project_id', 'teacher_id']),
  fileOf(
    'revoke',
    fc.record({ decision: one('D000001', 'D000002', 'D000006', 'D000007', 'D000008'), reason: one('r') }),
    ['decision'],
    '--yes',
  ),
);

describe('any files in any order', { timeout: 60_000 }, () => {
  it('a dry run is the real one, a second run says nothing new, what is stored stays intact', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFile, { minLength: 3, maxLength: 10 }), async (files) => {
        const office = await officeWithP1();
        for (const file of files) await thrice(office, file);
        expect((await office.etw('doctor')).code).toBe(0);
      }),
      runs(15),
    );
  });

  it('what --skip-invalid leaves and what it takes are together the file', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, anyFile, async ({ command, rows, args = [] }, other) => {
        const office = await officeWithP1();
        await office.feed(other.command, other.rows, ...(other.args ?? []));
        const { json, results, code } = await office.feed(command, rows, ...args, '--skip-invalid', '--rejects', 'rejects.csv');
        const invalid = results.filter((row) => said(row) === 'invalid');
        expect([code, json.invalid]).toEqual([invalid.length > 0 ? 3 : 0, invalid.length]);
        expect(json.rows).toBe(json.accepted + json.unchanged + json.invalid);
        expect(json.withheld).toBe(0);
        const aside = office.files().includes('rejects.csv') ? office.read('rejects.csv').trimEnd().split('\n').slice(1) : [];
        const lines = csv(rows).trimEnd().split('\n');
        expect(aside.map((line) => line.slice(line.lastIndexOf(lines[Number(line.split(',')[0]) - 1] ?? '?')))).toEqual(
          invalid.map(({ line }) => lines[Number(line) - 1]),
        );
      }),
      runs(25),
    );
  });
});
