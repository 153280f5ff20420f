/** Registers of earlier releases, and what is left of a migration that was interrupted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { verify } from '../../src/register/audit.ts';
import { migrations } from '../../src/register/migrations/index.ts';
import { openFile } from '../../src/register/open.ts';
import { desk } from '../etw.ts';
import { folder } from './engines.ts';

const kept = 'fixtures/register-of-0.1.0';
const [, head = ''] = /`([\w-]{43})`/.exec(readFileSync(join(kept, 'README.md'), 'utf8')) ?? [];
const first = ['0001-participation-and-credits', '0002-labels', '0003-schools'];

/** A register as release 0.1.0 left it. */
function register(): string {
  const place = join(folder(), 'register.db');
  writeFileSync(place, '', { mode: 0o600 });
  const database = new Database(place);
  database.pragma('journal_mode = wal');
  database.exec(readFileSync(join(kept, 'register.sql'), 'utf8'));
  database.close();
  return place;
}

/** All that lies in a register, whatever its tables are. */
function contentOf(place: string): string {
  const database = new Database(place);
  try {
    const held = database.prepare('select name, sql from sqlite_master order by name').all() as { name: string; sql: string }[];
    const tables = held.filter(({ sql }) => sql?.startsWith('CREATE TABLE'));
    return JSON.stringify([held, tables.map(({ name }) => database.prepare(`select * from ${name} order by 1, 2`).all())]);
  } finally {
    database.close();
  }
}

const rows = (place: string, statement: string) => {
  const database = new Database(place, { readonly: true });
  try {
    return database.prepare(statement).all() as Record<string, string>[];
  } finally {
    database.close();
  }
};

describe('the register of release 0.1.0', () => {
  it('is as that release made it: its migrations, and something in each of its tables', () => {
    const place = register();
    expect(rows(place, 'select name from migrations order by name').map(({ name }) => name)).toEqual(first);
    for (const { name } of rows(place, "select name from sqlite_master where type = 'table'"))
      expect([name, rows(place, `select 1 from ${name} limit 1`)]).toEqual([name, [{ 1: 1 }]]);
  });

  it('opens, is brought up to date, and verifies to the head that was noted then', async () => {
    const office = desk(register());
    const run = await office.etw('audit', 'verify', '--head', head);
    expect([run.code, run.out]).toEqual([0, expect.stringContaining(head)]);
    expect((await office.etw('doctor')).code).toBe(0);
    const applied = rows(join(office.folder, 'register.db'), 'select name from migrations order by name').map(({ name }) => name);
    expect(applied).toEqual(migrations.map(({ name }) => name));
  });

  it('reads in a dry run without being touched', async () => {
    const place = register();
    const before = contentOf(place);
    const office = desk();
    expect((await office.etw('credits', 'certify', '--year', '2025-26', '--dry-run', '--db', place)).code).toBe(0);
    expect(contentOf(place)).toBe(before);
  });

  it('every decision in it is told and explained as it was taken', async () => {
    const place = register();
    const office = desk(place);
    const taken = rows(place, 'select decision, kind, outcome, on_day, findings from decisions order by seq');
    interface Told extends Record<string, unknown> {
      readonly findings: readonly { readonly met: boolean | null }[];
    }
    const told = (await office.etw('export', 'decisions', '--format', 'json')).list as Told[];
    expect(told.map(({ decision, kind, outcome, on }) => [decision, kind, outcome, on])).toEqual(
      taken.map(({ decision, kind, outcome, on_day }) => [decision, kind, outcome, on_day]),
    );
    for (const [place, { findings }] of taken.entries()) {
      const found = JSON.parse(findings ?? '') as [boolean | null, unknown][];
      expect(told[place]?.findings.map(({ met }) => met)).toEqual(found.map(([met]) => met));
    }
    for (const { decision = '' } of taken) expect((await office.etw('explain', decision)).code).toBe(0);
  });

  it('goes on: what was certified stands until it is revoked, and the next number follows the last', async () => {
    const office = desk(register());
    const certificates = async () => (await office.etw('credits', 'list', '--json')).list.filter(({ origin }) => origin === 'certified');
    const before = await certificates();
    const [one] = before.filter(({ status }) => status === 'in-force');
    expect((await office.etw('credits', 'certify', '--year', '2025-26', '--json')).json.granted).toBe(0);
    expect((await office.etw('revoke', String(one?.certificate), '--reason', 'error', '--yes')).code).toBe(0);
    const claim = ['--project', String(one?.project_id), '--teacher', String(one?.teacher_id)];
    expect((await office.etw('credits', 'certify', '--year', '2025-26', ...claim)).code).toBe(0);
    const [cfie, year] = String(one?.certificate).split('/');
    const series = before.filter(({ certificate }) => String(certificate).startsWith(`${cfie}/${year}/`));
    expect((await certificates()).map(({ certificate }) => certificate)).toContain(`${cfie}/${year}/${series.length + 1}`);
    expect((await office.etw('audit', 'verify', '--head', head)).code).toBe(0);
  });
});

describe('a migration that is killed', { timeout: 60_000 }, () => {
  const built = join(import.meta.dirname, '../../node_modules/.cache', `etw-migrating-${process.pid}`);
  const program = join(built, 'office-process.js');
  beforeAll(async () => {
    mkdirSync(built, { recursive: true });
    writeFileSync(join(built, 'package.json'), '{"type":"module"}');
    await build({
      entryPoints: [join(import.meta.dirname, 'office-process.ts')],
      outdir: built,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
    });
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  /** Migrates in a process of its own, which says when it has begun; kills it so many milliseconds later. */
  async function killed(place: string, after: number): Promise<void> {
    const child = spawn(process.execPath, [program, place, 'migrate', '5000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, after));
    child.kill('SIGKILL');
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  }

  it.each([0, 20, 60, 150, 400])('%i ms after it began, the register is as it was', async (after) => {
    const place = register();
    const before = contentOf(place);
    await killed(place, after);
    expect(contentOf(place)).toBe(before);
    const opened = await openFile(place);
    onTestFinished(() => opened.close());
    expect((await opened.read((reader) => verify(reader, head))).fault).toBeNull();
  });

  it('in the making of a new register, nothing of it is there, and it is made at the next attempt', async () => {
    const place = join(folder(), 'register.db');
    await killed(place, 50);
    expect(contentOf(place)).toBe('[[],[]]');
    const opened = await openFile(place);
    onTestFinished(() => opened.close());
    expect(rows(place, 'select name from migrations').length).toBe(migrations.length);
  });
});
