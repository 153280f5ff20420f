/** Several processes on one register: one writes, the others wait, and who waits too long is told. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { verify } from '../../src/register/audit.ts';
import { migrations } from '../../src/register/migrations/index.ts';
import { desk } from '../etw.ts';
import { type EngineOf, engines } from './engines.ts';
import type { Order } from './office-process.ts';

// Below node_modules, so that the native driver is found from there.
const built = join(import.meta.dirname, '../../node_modules/.cache', `etw-processes-${process.pid}`);
const program = join(built, 'office-process.js');

beforeAll(async () => {
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: [join(import.meta.dirname, 'office-process.ts'), join(import.meta.dirname, '../../src/register/sqlite-thread.ts')],
    outdir: built,
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

interface Process {
  readonly child: ChildProcess;
  /** Resolves once it has said the word. */
  says(word: string): Promise<void>;
  /** What it said, a trace of its own included, when it has ended. */
  readonly ended: Promise<string>;
}

function start(place: string, order: Order, { threaded = false } = {}): Process {
  const child = spawn(process.execPath, [program, place, ...order], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ETW_THREADED: threaded ? '1' : '0' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const exited = once(child, 'close');
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      text += piece.toString();
    });
  return {
    child,
    async says(word) {
      while (!text.includes(word) && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), exited]);
      expect(text).toContain(word);
    },
    ended: exited.then(() => text.trim()),
  };
}

describe.each(engines)('on %s', (_, engine: EngineOf) => {
  it('three that begin on a new register at once make it once, and number without gaps', async () => {
    const place = await engine.place();
    const each = 8;
    const said = await Promise.all([1, 2, 3].map((which) => start(place, ['numbers', String(each)], { threaded: which === 2 }).ended));
    expect(said).toEqual(['', '', '']);

    const register = await engine.open(place);
    onTestFinished(() => register.close());
    const stored = await register.read(async (reader) => ({
      numbers: (await reader.db.selectFrom('cfies').select('cfie').execute()).map(({ cfie }) => Number(cfie.slice(5))),
      runs: (await reader.db.selectFrom('log').select(['run', 'actor']).orderBy('seq').execute()).map(({ run, actor }) => ({ run, actor })),
      applied: (await reader.db.selectFrom('migrations').selectAll().execute()).length,
      fault: (await verify(reader)).fault,
    }));
    const all = Array.from({ length: 3 * each }, (_, place) => place + 1);
    expect(stored.numbers.sort((a, b) => a - b)).toEqual(all);
    expect(stored.runs.map(({ run }) => run)).toEqual(all);
    expect(new Set(stored.runs.map(({ actor }) => actor)).size).toBe(3);
    expect(stored).toMatchObject({ applied: migrations.length, fault: null });
  });

  it('a second writer waits for the first', async () => {
    const place = await engine.place();
    const first = start(place, ['hold', '700']);
    await first.says('holding');
    const begun = performance.now();
    expect(await start(place, ['numbers', '1']).ended).toBe('');
    expect(performance.now() - begun).toBeGreaterThan(300);
    await first.ended;
    const register = await engine.open(place);
    onTestFinished(() => register.close());
    expect(await register.read(({ db }) => db.selectFrom('counters').select('name').orderBy('name').execute())).toEqual([
      { name: 'certificate' },
      { name: 'held' },
    ]);
  });

  it('but not for ever: after some seconds it is told that the register is busy, and ends with 6; readers never wait', async () => {
    const place = await engine.place();
    const first = start(place, ['hold', '15000']);
    await first.says('holding');
    const office = desk();
    const reading = performance.now();
    expect((await office.etw('school', 'list', '--db', place)).code).toBe(0);
    expect(performance.now() - reading).toBeLessThan(2500);

    const begun = performance.now();
    const others = [false, true].map((threaded) => start(place, ['numbers', '1'], { threaded }).ended);
    const ours = await office.etw('cfie', 'add', '--cfie', 'CFIE-AVILA', '--db', place);
    const waited = performance.now() - begun;
    expect(ours.code).toBe(6);
    expect(ours.err.trim().split('\n').length).toBe(1);
    expect(await Promise.all(others)).toEqual(['busy', 'busy']);
    expect(waited).toBeGreaterThan(4000);
    expect(waited).toBeLessThan(12_000);

    first.child.kill('SIGKILL');
    await first.ended;
    // What the first had begun is not there: it never finished.
    expect((await office.etw('cfie', 'add', '--cfie', 'CFIE-AVILA', '--db', place)).code).toBe(0);
    const register = await engine.open(place);
    onTestFinished(() => register.close());
    expect(await register.read(({ db }) => db.selectFrom('counters').selectAll().execute())).toEqual([]);
    expect((await register.read((reader) => verify(reader))).fault).toBeNull();
  });
});

describe('on a server whose connection breaks', () => {
  const [, server] = engines[1] as readonly [string, EngineOf];
  const others = 'from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';

  /** Breaks the connection of a process once it has said a word. What became of it. */
  async function broken(order: Order, word: string) {
    const place = await server.place();
    const office = start(place, order);
    await office.says(word);
    const client = await server.client(place);
    onTestFinished(() => client.close());
    expect(await client.run(`select pg_terminate_backend(pid) ${others}`)).toBe(1);
    const said = await office.ended;
    return { said, counters: await client.all('select name, value from counters') };
  }

  it('in the middle of a run: it is said in a word, and nothing is written', async () => {
    const { said, counters } = await broken(['hold', '500'], 'holding');
    expect(counters).toEqual([]);
    expect(said.split('\n')).toEqual(['holding', 'unreadable']);
  });

  it('between two runs: another is made', async () => {
    const { said, counters } = await broken(['rest', '500'], 'resting');
    expect(said).toBe('resting');
    expect(counters).toEqual([{ name: 'rested', value: 2 }]);
  });
});
