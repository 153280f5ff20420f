/** Files nobody should trust: each is read, or refused where it is at fault; the slow suites try ten thousand more. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, desk } from '../etw.ts';
import { obeyed, Victim } from './hostile.ts';
import { mutation } from './mutations.ts';
import { type Scene, scenesOf, stateOf } from './scenes.ts';

const folder = 'fixtures/hostile';

/** Each file, its exit code, and where it is at fault: `line column`, the line alone, or nothing for the whole. */
const corpus: Readonly<Record<string, readonly [code: 0 | 1, ...faults: readonly string[]]>> = {
  'a-cell-of-a-book': [1, '2 given_name', '3 teacher_id', '4 email'],
  'a-web-page': [1, '1'],
  'a-workbook': [1, '1'],
  'bytes-no-code-page-has': [1, '2 given_name'],
  'carriage-returns-alone': [1, '1'],
  compressed: [1, '1'],
  'controls-in-cells': [1, '2 given_name', '3 family_name', '4 teacher_id'],
  'controls-of-the-upper-half': [1, '2 given_name', '3 family_name'],
  'credits-record-numbers-that-are-none': [1, ...Array.from({ length: 11 }, (_, row) => `${row + 2} credits`)],
  'days-that-are-none': [1, ...[2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13].map((line) => `${line} registered_on`)],
  'delimiters-mixed': [1, '2'],
  empty: [1, ''],
  formulas: [0],
  'header-alone': [0],
  'header-missing-columns': [1, '1'],
  'header-of-objects': [0],
  'header-of-three-thousand-columns': [0],
  'header-twice': [1, '1 E-MAIL'],
  json: [1, '1'],
  'line-ends-mixed': [0],
  'lines-before-the-header': [1, '1'],
  'names-of-objects': [1, '5 school_code'],
  'nul-in-a-cell': [1, '2'],
  'one-address-for-two': [1, '2 email', '4 email'],
  'one-key-twice': [1, '4', '5'],
  'project-add-partners-that-are-none': [1, ...[2, 3, 4, 5, 6, 8, 10].map((line) => `${line} partners`)],
  'quote-never-closed': [1, '3'],
  'quote-never-closed-in-the-header': [1, '1'],
  'ragged-rows': [1, '3', '4'],
  'report-submit-devices': [0],
  'report-submit-paths': [0],
  'spaces-alone': [1, ''],
  'spreadsheet-armour': [1, ...[2, 3, 4, 5].map((line) => `${line} school_code`)],
  statements: [0],
  'terminal-escapes': [1, '2 given_name', '3 family_name', '4 teacher_id', '5 email'],
  'terminal-escapes-in-the-header': [1, '1 \u001b[31mteacher_id\u001b[0m'],
  'text-after-a-quote': [1, '2'],
  'text-that-runs-backwards': [1, '3 teacher_id', '4 teacher_id', '5 email'],
  'utf-16-cut-short': [1, '2'],
  'utf-16-with-half-a-character': [1, '2'],
  'utf-16-without-its-mark': [1, '1'],
  'utf-8-broken': [0],
};

const commandOf = (name: string): string =>
  ['credits record', 'project add', 'report submit'].find((command) => name.startsWith(command.replace(' ', '-'))) ?? 'register';

describe('the files of fixtures/hostile', () => {
  let place: string;
  beforeAll(() => {
    const office = desk();
    place = join(office.folder, 'register.db');
    writeFileSync(place, '', { mode: 0o600 });
    const database = new Database(place);
    database.exec(readFileSync('fixtures/register-of-0.1.0/register.sql', 'utf8'));
    database.pragma('journal_mode = wal');
    database.close();
    return office.etw('school', 'list').then(() => {});
  });

  it('are all told of here', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    expect(files.map((name) => name.replace(/\.csv$/, '')).sort()).toEqual(Object.keys(corpus).sort());
  });

  const victim = (name: string) => {
    const argv = [...commandOf(name).split(' '), '--csv', 'rows.csv', '--results', 'results.csv', '--on', '2026-07-02'];
    return new Victim({ argv, before: place, states: { before: stateOf(place), after: '' } });
  };

  it.each(Object.entries(corpus))('%s', async (name, [code, ...faults]) => {
    const bytes = readFileSync(join(folder, `${name}.csv`));
    const run = await victim(name).feed(bytes, '--json');
    expect(run.json.errors.map(({ line, column }) => [line, column].filter((part) => part !== null).join(' '))).toEqual(faults);
    expect(run.code).toBe(code);
    const spanish = await victim(name).feed(bytes, '--lang', 'es');
    expect(spanish.code).toBe(code);
    // A file of which nothing can be trusted is refused whole; else what is at fault is set aside.
    const set = await victim(name).feed(bytes, '--skip-invalid');
    const ofRows = faults.length > 0 && run.json.rows > 0;
    expect(set.code).toBe(code === 0 ? 0 : ofRows ? 3 : 1);
  });

  it('documents that never end, lie elsewhere or belong to the system are kept by name alone', async () => {
    const office = victim('report-submit-devices').office;
    for (const name of ['report-submit-devices', 'report-submit-paths']) {
      office.write('rows.csv', readFileSync(join(folder, `${name}.csv`)));
      expect((await office.etw('report', 'submit', '--csv', 'rows.csv', '--on', '2026-07-02')).code).toBe(0);
    }
    const database = new Database(join(office.folder, 'register.db'), { readonly: true });
    const kept = database
      .prepare(
        "select body, sha256 from remarks join reports on about_id = cast(id as text) where about = 'reports' and remarks.kind = 'document'",
      )
      .all() as { body: string; sha256: string | null }[];
    database.close();
    const printOf = (document: string) => kept.find(({ body }) => body === document);
    for (const named of ['/dev/zero', '/proc/kcore', '\\\\server\\share\\x.pdf', '//server/share/x.pdf', 'file:///etc/passwd', '.', '/'])
      expect(printOf(named)).toEqual({ body: named, sha256: null });
  });
});

describe('what is stored shows as it is harmless', () => {
  const formula = '=HYPERLINK("https://example.org")';
  const hidden = 'Ana\u202egnirts\u202c';
  let office: Desk;
  beforeAll(async () => {
    office = desk();
    await office.take('school add', [{ school_code: '05990014', name: formula, funding: 'public', municipality: '@SUM(1)' }]);
    await office.take('register', [
      { teacher_id: '=T1', given_name: hidden, family_name: '+1', email: 't1@example.org', school_code: '05990014', in_service: 'yes' },
    ]);
    await office.etw(
      'approve',
      'teacher',
      '--teacher',
      '=T1',
      '--attached',
      'yes',
      '--data-correct',
      'yes',
      '--consent',
      'yes',
      '--as',
      '=A',
    );
  });

  it('to a spreadsheet', async () => {
    for (const dataset of ['schools', 'teachers', 'decisions']) {
      const { out } = await office.etw('export', dataset);
      expect(out).toMatch(/'[=+@]/);
      expect(out).not.toMatch(/(^|,|"|\n)[=+@]/);
    }
  });

  it('to a terminal', async () => {
    for (const args of [
      ['teacher', 'show', '=T1'],
      ['audit', 'log'],
      ['explain', 'D000001'],
      ['export', 'teachers', '--json'],
    ]) {
      const { out, err, code } = await office.etw(...args);
      expect([args, code]).toEqual([args, 0]);
      expect(out + err).not.toMatch(obeyed);
      if (!args.includes('--json')) expect(out + err).not.toMatch(/\p{Cf}/u);
    }
  });

  it.each([
    ['the name of who acts', ['cfie', 'add', '--cfie', 'X1', '--as', 'a\u001b[31mb']],
    ['a source', ['rules', 'set', 'credits.term-days', '61', '--from', '2026-09-01', '--source', 'a\u001b[31mb\u009b']],
    ['a reason', ['revoke', 'D000001', '--reason', 'a\u001b[31mb', '--yes']],
    ['the register', ['school', 'list', '--db', 'no/such\u001b[31m/folder']],
    ['a file', ['register', '--csv', 'no\u001b[31m.csv']],
    ['what is sought', ['teacher', 'show', 'T\u001b[31m9']],
    ['a command', ['tea\u001b[31mcher']],
    ['an option', ['school', 'list', '--n\u001b[31mo']],
    ['a day', ['school', 'list', '--on', '2\u001b[31m']],
    ['what is exported', ['export', 's\u001b[31m']],
    ['a parameter', ['rules', 'show', 'x\u001b[31m']],
    ['a mapping', ['register', '--csv', 'rows.csv', '--map', 'a\u001b[31m=b\u001b[31m']],
  ])('from the command line: %s', async (_, args) => {
    office.write('rows.csv', 'a,b\n');
    const { out, err } = await office.etw(...args);
    const later = [
      await office.etw('audit', 'log'),
      await office.etw('rules', 'list'),
      await office.etw('rules', 'show', 'credits.term-days'),
    ];
    for (const text of [out, err, ...later.map((run) => run.out + run.err)]) expect(text).not.toMatch(obeyed);
  });
});

describe('any file, however it was spoilt', { timeout: 120_000 }, () => {
  let victims: readonly [Scene, Victim][];
  beforeAll(async () => {
    const scenes = (await scenesOf(15)).filter(({ input }) => input['rows.csv'] !== undefined);
    victims = scenes.map((scene) => [scene, new Victim(scene)]);
  }, 60_000);

  it('is read or refused, says nothing a terminal obeys, and leaves nothing where it ends with 1', async () => {
    const one = fc.tuple(fc.nat(1000), mutation);
    await fc.assert(
      fc.asyncProperty(one, async ([which, spoil]) => {
        const [scene, victim] = victims[which % victims.length] as [Scene, Victim];
        await victim.feed(spoil(scene.input['rows.csv'] ?? ''));
      }),
      { numRuns: 250 },
    );
  });
});
