/** The completion scripts in the shells they are for. A shell that is not installed is skipped. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, succeed } from './run.ts';

const cwd = mkdtempSync(join(tmpdir(), 'etw-completion-'));
const env = { PATH: `${cwd}${delimiter}${process.env.PATH}`, ETW_DB: join(cwd, 'register.db'), ETW_LANG: 'en', HOME: cwd };
const etw = (...args: string[]) => succeed('etw', args, { cwd, env });

beforeAll(async () => {
  symlinkSync(resolve('bin/etw.js'), join(cwd, 'etw'));
  writeFileSync(join(cwd, 'two words.csv'), 'school_code,name,funding\n05990014,CEIP El Roble,public\n05990026,Colegio El Pino,private\n');
  await etw('school', 'add', '--csv', 'two words.csv');
  for (const shell of ['bash', 'zsh', 'fish']) writeFileSync(join(cwd, `etw.${shell}`), await etw('completion', shell));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const installed = async (shell: string) => (await run(shell, ['--version'], { cwd })).code === 0;
const shells = new Map(await Promise.all(['bash', 'zsh', 'fish'].map(async (shell) => [shell, await installed(shell)] as const)));
const inShell = (shell: string) => describe.skipIf(!shells.get(shell));

inShell('bash')('bash completes', () => {
  test.each([
    [['etw', 'scho'], ['school']],
    [
      ['etw', 'credits', ''],
      ['certify', 'record', 'list'],
    ],
    [
      ['etw', 'school', 'show', '0599'],
      ['05990014', '05990026'],
    ],
    [['etw', 'school', 'add', '--fund'], ['--funding']],
    [['etw', 'school', 'add', '--funding', '=', 'pu'], ['public']],
    [
      ['etw', 'school', 'list', '--province', 'La'],
      ['La\\ Rioja', 'Las\\ Palmas'],
    ],
    [['etw', 'register', '--csv', 'two'], ['two words.csv']],
    [['etw', '$(touch hacked)', ''], []],
  ])('%j with %j', async (words, replies) => {
    const line = `source etw.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _etw; [ "\${#COMPREPLY[@]}" -eq 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"`;
    const said = await succeed('bash', ['--norc', '-c', line, 'bash', ...words], { cwd, env });
    expect(said.split('\n').filter(Boolean)).toEqual(replies);
  });

  test('after the script is read as ~/.bashrc reads it', async () => {
    expect(await succeed('bash', ['--norc', '-c', 'source etw.bash; source etw.bash; complete -p etw'], { cwd, env })).toContain('_etw');
  });
});

inShell('zsh')('zsh', () => {
  test('reads the script, and completes by it', async () => {
    const line = 'autoload -U compinit; compinit -u -D; source ./etw.zsh; print $_comps[etw]';
    expect(await succeed('zsh', ['-f', '-c', line], { cwd, env })).toBe('_etw\n');
  });
});

inShell('fish')('fish completes', () => {
  test.each([
    ['etw scho', ['school']],
    ['etw school show 0599', ['05990014', '05990026']],
    ['etw school add --funding=pu', ['--funding=public']],
    ['etw register --csv two', ['two words.csv']],
  ])('%s with %j', async (typed, replies) => {
    const said = await succeed('fish', ['--no-config', '-c', `source etw.fish; complete -C '${typed}'`], { cwd, env });
    const values = said
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t')[0]);
    expect(values).toEqual(replies);
  });
});
