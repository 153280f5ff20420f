/** Installs the packed program as an office does. It compiles the native driver, which takes a minute or two. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run, succeed } from '../bin/run.ts';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
const folder = mkdtempSync(join(tmpdir(), 'etw-install-'));
const prefix = join(folder, 'prefix');
const office = join(folder, 'office');
const etw = (...args: string[]) => run(join(prefix, 'bin/etw'), args, { cwd: office, env: { HOME: office } });

beforeAll(async () => {
  mkdirSync(office);
  await succeed('npm', ['pack', '--pack-destination', folder], { cwd: '.' });
  const tarball = join(folder, `${name}-${version}.tgz`);
  await succeed('npm', ['install', '--global', '--prefix', prefix, '--prefer-offline', '--allow-scripts=better-sqlite3', tarball], {
    cwd: office,
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

test('etw is on the path and tells its version', async () => {
  expect(await etw('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('the demo runs, and leaves nothing in the current folder', async () => {
  const { code, stdout, stderr } = await etw('demo');
  expect(stderr).not.toContain('Error');
  expect(stdout).not.toBe('');
  expect(code).toBe(0);
  expect(readdirSync(office)).toEqual([]);
});

test('a bare install brings the native driver and no other program', () => {
  const installed = readdirSync(join(prefix, 'lib/node_modules', name, 'node_modules'));
  expect(installed).toContain('better-sqlite3');
  expect(installed).not.toContain('kysely');
});
