/** What `npm pack` ships runs by itself, with the native driver as its only package. `npm test` builds it first. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, succeed } from './run.ts';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
const folder = mkdtempSync(join(tmpdir(), 'etw-tarball-'));
const office = join(folder, 'office');
const etw = (...args: string[]) =>
  run(process.execPath, [join(folder, 'package/bin/etw.js'), ...args], { cwd: office, env: { HOME: office } });

beforeAll(async () => {
  if (!existsSync('dist/main.js')) throw new Error('There is no dist/main.js to pack: run `npm run build` first.');
  mkdirSync(office);
  await succeed('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: '.' });
  await succeed('tar', ['xzf', `${name}-${version}.tgz`], { cwd: folder });
  mkdirSync(join(folder, 'package/node_modules'));
  symlinkSync(resolve('node_modules/better-sqlite3'), join(folder, 'package/node_modules/better-sqlite3'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('it holds the program, its licence and what is told about it, and nothing else', () => {
  const held = readdirSync(join(folder, 'package')).filter((entry) => !['node_modules', 'README.es.md', 'CHANGELOG.md'].includes(entry));
  expect(held.sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'man', 'package.json']);
});

test('it carries the licences of the packages bundled into it', () => {
  expect(readFileSync(join(folder, 'package/dist/third-party-licenses.txt'), 'utf8')).toContain('commander');
});

test('it tells its version', async () => {
  expect(await etw('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('its demo runs, and leaves nothing in the current folder', async () => {
  const { code, stdout, stderr } = await etw('demo');
  expect(stderr).not.toContain('Error');
  expect(stdout).not.toBe('');
  expect(code).toBe(0);
  expect(readdirSync(office)).toEqual([]);
});

describe('where the native driver', () => {
  const without = join(folder, 'without');
  const lone = (lang: string, ...args: string[]) =>
    run(process.execPath, [join(without, 'bin/etw.js'), ...args], { cwd: office, env: { HOME: office, ETW_LANG: lang } });
  const said = { en: 'cannot load its SQLite driver', es: 'no puede cargar su controlador de SQLite' };

  beforeAll(() => cpSync(join(folder, 'package'), without, { recursive: true, filter: (path) => !path.endsWith('node_modules') }));

  test.each(['is not there', 'was never compiled'])('%s, one sentence says what to do', async (how) => {
    if (how === 'was never compiled')
      for (const name of ['better-sqlite3', 'bindings', 'file-uri-to-path'])
        cpSync(resolve('node_modules', name), join(without, 'node_modules', name), {
          recursive: true,
          filter: (path) => !/(better-sqlite3.(build|deps|src))|\.node$/.test(path),
        });
    const file = join(without, 'schools.csv');
    writeFileSync(file, 'school_code,name,funding\n05990014,CEIP El Roble,public\n');
    // What takes a file opens its register in a thread.
    for (const [lang, words] of Object.entries(said))
      for (const command of [['list'], ['add', '--csv', file]]) {
        const { code, stdout, stderr } = await lone(lang, 'school', ...command, '--db', 'register.db');
        expect([code, stdout, stderr.trim().split('\n').length]).toEqual([6, '', 1]);
        expect(stderr).toContain(words);
      }
    expect(await run(process.execPath, [join(without, 'bin/check-driver.js')], { cwd: office })).toMatchObject({ code: 1, stdout: '' });
    expect((await lone('en', '--version')).code).toBe(0);
  });
});
