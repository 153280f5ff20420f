/** What `bin/etw.js` does with any main, tried with small ones. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from './run.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'etw-bin-'));
  mkdirSync(join(cwd, 'bin'));
  mkdirSync(join(cwd, 'dist'));
  writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
  copyFileSync('bin/etw.js', join(cwd, 'bin/etw.js'));
});

afterEach(() => rmSync(cwd, { recursive: true }));

function withMain(body: string): void {
  writeFileSync(join(cwd, 'dist/main.js'), `export async function main(world) { ${body} }`);
}

const etw = (...args: string[]) => run(process.execPath, ['bin/etw.js', ...args], { cwd });

describe('the exit code', () => {
  test('is the number main returns', async () => {
    withMain('return 4;');
    expect(await etw()).toEqual({ code: 4, stdout: '', stderr: '' });
  });

  test('is 70 with the error on stderr where main throws', async () => {
    withMain("throw new Error('no such thing');");
    const { code, stderr } = await etw();
    expect(code).toBe(70);
    expect(stderr).toContain('no such thing');
  });

  test('is 70 where main never settles and nothing is left to wait for', async () => {
    withMain('await new Promise(() => {});');
    expect((await etw()).code).toBe(70);
  });

  test('is 70 where something throws beside main', async () => {
    withMain("setTimeout(() => { throw new Error('too late'); }); await new Promise((resolve) => setTimeout(resolve, 10_000)); return 0;");
    const { code, stderr } = await etw();
    expect(code).toBe(70);
    expect(stderr).toContain('too late');
  });

  test('is 70 where the program was not built', async () => {
    const { code, stderr } = await etw();
    expect(code).toBe(70);
    expect(stderr).toContain('dist/main.js');
  });
});

describe('main is handed', () => {
  test('the arguments, the folder, the login name and the clock', async () => {
    withMain(`world.stdout.write(JSON.stringify([world.argv, world.cwd, typeof world.login, world.now() instanceof Date, world.env.ETW_DB]));
      return 0;`);
    const { stdout } = await run(process.execPath, ['bin/etw.js', 'school', 'add'], { cwd, env: { ETW_DB: 'office.db' } });
    expect(JSON.parse(stdout)).toEqual([['school', 'add'], expect.stringContaining('etw-bin-'), 'string', true, 'office.db']);
  });

  test('a stdout that is written to its end before the process leaves', async () => {
    withMain("for (let line = 0; line < 100_000; line++) world.stdout.write(line + '\\n'); return 3;");
    const { code, stdout } = await etw();
    expect(code).toBe(3);
    expect(stdout.split('\n')).toHaveLength(100_001);
  });

  test('a signal that an interrupt aborts', async () => {
    withMain(`world.stdout.write('ready');
      const wait = setTimeout(() => {}, 10_000);
      await new Promise((resolve) => world.signal.addEventListener('abort', resolve));
      clearTimeout(wait);
      return 130;`);
    const child = spawn(process.execPath, ['bin/etw.js'], { cwd });
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await once(child, 'exit')).toEqual([130, null]);
  });
});

test('a reader that has seen enough ends the program quietly', async () => {
  withMain("for (;;) { world.stdout.write('line\\n'.repeat(1000)); await new Promise(setImmediate); }");
  const child = spawn(process.execPath, ['bin/etw.js'], { cwd });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stderr).toBe('');
});
