/** A register is one private file. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verify } from '../../src/register/audit.ts';
import { RegisterFault } from '../../src/register/faults.ts';
import { openFile } from '../../src/register/open.ts';
import { desk } from '../etw.ts';
import { deed, folder } from './engines.ts';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** Runs under the usual mask of a shell, which would let others read. */
function underUsualMask(): void {
  const before = process.umask(0o022);
  onTestFinished(() => void process.umask(before));
}

async function opened(place: string) {
  const register = await openFile(place);
  onTestFinished(() => register.close());
  return register;
}

const fill = async (place: string) => {
  const register = await opened(place);
  await register.write(deed(), async (writer) => writer.put('cfies', { cfie: 'CFIE-AVILA', name: null }));
  return register;
};

describe('only its owner reads a register', () => {
  it('the file is made 0600 and its folder 0700, the journal files alike', async () => {
    underUsualMask();
    const place = join(folder(), 'a', 'b', 'register.db');
    await fill(place);
    expect([modeOf(place), modeOf(dirname(place)), modeOf(dirname(dirname(place)))]).toEqual(['600', '700', '700']);
    const beside = readdirSync(dirname(place)).filter((name) => name !== 'register.db');
    expect(beside).toEqual(['register.db-shm', 'register.db-wal']);
    for (const name of beside) expect(modeOf(join(dirname(place), name))).toBe('600');
  });

  it('a folder that was there keeps its permissions', async () => {
    underUsualMask();
    const there = join(folder(), 'shared');
    mkdirSync(there, { mode: 0o755 });
    chmodSync(there, 0o755);
    await fill(join(there, 'register.db'));
    expect([modeOf(there), modeOf(join(there, 'register.db'))]).toEqual(['755', '600']);
  });

  it('a backup is private too, whole, and never replaces a file', async () => {
    underUsualMask();
    const register = await fill(join(folder(), 'register.db'));
    const copy = join(folder(), 'copy.db');
    await register.engine.copyTo?.(copy);
    expect(modeOf(copy)).toBe('600');
    const again = await opened(copy);
    expect(await again.read((reader) => verify(reader))).toEqual(await register.read((reader) => verify(reader)));
    await expect(register.engine.copyTo?.(copy)).rejects.toThrow('EEXIST');
  });
});

describe('the file', () => {
  it('is in WAL mode: readers and a writer do not wait for each other', async () => {
    const place = join(folder(), 'register.db');
    const register = await fill(place);
    const other = await opened(place);
    const seen = await register.write(deed(), async (writer) => {
      writer.put('cfies', { cfie: 'CFIE-LEON', name: null });
      writer.flush();
      return other.read(async ({ db }) => (await db.selectFrom('cfies').selectAll().execute()).length);
    });
    expect(seen).toBe(1);
  });

  it('leaves nothing beside it once it is closed', async () => {
    const place = join(folder(), 'register.db');
    const register = await openFile(place);
    await register.write(deed(), async (writer) => writer.put('cfies', { cfie: 'CFIE-AVILA', name: null }));
    await register.close();
    expect(readdirSync(dirname(place))).toEqual(['register.db']);
  });

  it('is the same, byte for byte, after a dry run', async () => {
    const place = desk();
    await place.take('cfie add', [{ cfie: 'CFIE-AVILA', province: 'Ávila' }]);
    const before = readFileSync(join(place.folder, 'register.db'));
    const rows = Array.from({ length: 500 }, (_, count) => ({ cfie: `CFIE-${count}`, municipality: `Villa ${count}` }));
    expect((await place.feed('cfie add', rows, '--dry-run')).json).toMatchObject({ accepted: 500 });
    expect(readFileSync(join(place.folder, 'register.db')).equals(before)).toBe(true);
    expect(existsSync(join(place.folder, 'register.db-wal'))).toBe(false);
  });
});

describe('what is no register ends with 6, and is left as it is', () => {
  it.each([
    ['text', 'teacher_id,email\nT1,a@example.org\n'.repeat(100)],
    ['a few bytes', 'no'],
  ])('%s', async (_, content) => {
    const place = desk();
    place.write('other.db', content);
    const run = await place.etw('school', 'list', '--db', 'other.db');
    expect(run.code).toBe(6);
    expect(place.read('other.db')).toBe(content);
  });

  it('a folder', async () => {
    const place = desk();
    mkdirSync(join(place.folder, 'other.db'));
    expect((await place.etw('school', 'list', '--db', 'other.db')).code).toBe(6);
  });

  it('a place below a file', async () => {
    const place = desk();
    place.write('file', 'x');
    expect((await place.etw('school', 'list', '--db', 'file/register.db')).code).toBe(6);
  });

  it('a register cut short', async () => {
    const place = desk();
    await place.take('cfie add', [{ cfie: 'CFIE-AVILA', province: 'Ávila' }]);
    const whole = readFileSync(join(place.folder, 'register.db'));
    place.write('short.db', whole.subarray(0, whole.length / 2));
    const run = await place.etw('audit', 'verify', '--db', 'short.db');
    expect([6, 8]).toContain(run.code);
  });

  it.each([
    ['with a table of a name of ours', 'schools'],
    ['with other tables', 'bookmarks'],
  ])('a database of another program %s, to which nothing is added', async (_, table) => {
    const place = desk();
    const other = new Database(join(place.folder, 'other.db'));
    onTestFinished(() => void other.close());
    other.exec(`create table ${table} (id integer primary key, title text)`);
    const { code } = await place.etw('school', 'list', '--db', 'other.db').catch(() => ({ code: 70 }));
    expect(other.prepare("select name from sqlite_master where type = 'table'").pluck().all()).toEqual([table]);
    expect(code).toBe(6);
  });
});

it('a file that may not be written is said to be so', async () => {
  const place = join(folder(), 'register.db');
  await (await fill(place)).close();
  // Root writes whatever the permissions are, so the database itself is made to refuse.
  const register = await opened(place);
  await expect(
    register.write(deed(), async (writer) => {
      await writer.db.executeQuery(CompiledQuery.raw('pragma query_only = on'));
      writer.put('cfies', { cfie: 'CFIE-LEON', name: null });
    }),
  ).rejects.toMatchObject(new RegisterFault('read-only', place));
});

it('a disk that is full is said to be so, and nothing is written', async () => {
  const place = join(folder(), 'register.db');
  const register = await fill(place);
  const pages = async (limit: string) => register.read(({ db }) => db.executeQuery(CompiledQuery.raw(`pragma max_page_count = ${limit}`)));
  await pages('1');
  const writing = register.write(deed(), async (writer) => {
    for (let count = 0; count < 5000; count += 1) writer.put('cfies', { cfie: `CFIE-${count}`, name: 'x'.repeat(200) });
  });
  await expect(writing).rejects.toMatchObject({ problem: 'full', place });
  await pages('1000000');
  expect(await register.read(async ({ db }) => (await db.selectFrom('cfies').selectAll().execute()).length)).toBe(1);
  expect(await register.read((reader) => verify(reader))).toMatchObject({ fault: null });
});
