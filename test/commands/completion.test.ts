/** What a shell is told could stand next on the command line. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/program.ts';
import { type Desk, desk } from '../etw.ts';
import { anOffice, officeWithP1, schools, year } from './office.ts';

/** The candidates for the last word; zsh takes them whole. */
async function offered(place: Desk, ...words: string[]): Promise<string[]> {
  return offeredTo('zsh', place, ...words);
}

async function offeredTo(shell: string, place: Desk, ...words: string[]): Promise<string[]> {
  const { code, out, err } = await place.etw('__complete', shell, ...words);
  expect([code, err]).toEqual([0, '']);
  return out === ''
    ? []
    : out
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')[0] ?? '');
}

describe('offered are', () => {
  it('every command, word by word', async () => {
    const place = desk();
    const first = await offered(place, '');
    expect(new Set(first)).toEqual(new Set(Object.keys(commands).map((path) => path.split(' ')[0])));
    for (const group of first) {
      const under = Object.keys(commands).filter((path) => path.startsWith(`${group} `));
      if (under.length > 0) expect((await offered(place, group, '')).sort()).toEqual(under.map((path) => path.split(' ')[1]).sort());
    }
    expect(await offered(place, 'sch')).toEqual(['school']);
    expect(await offered(place, '--lang', 'es', 'credits', 'ce')).toEqual(['certify']);
    expect(await offered(place, 'nothing', '')).toEqual([]);
  });

  it('the options of the command and the global ones, those given left out unless they repeat', async () => {
    const place = desk();
    expect(await offered(place, 'credits', 'certify', '--y')).toEqual(['--year', '--yes']);
    expect(await offered(place, 'credits', 'certify', '--year', year, '--y')).toEqual(['--yes']);
    expect(await offered(place, 'register', '--map', 'a=name', '--ma')).toEqual(['--map']);
    expect(await offered(place, '--d')).toEqual(['--db', '--dry-run', '--debug']);
    expect(await offered(place, 'credits', 'certify', '')).toContain('--csv');
  });

  it.each([
    [
      ['school', 'add', '--funding', 'p'],
      ['public', 'private'],
    ],
    [
      ['school', 'add', '--funding=p'],
      ['--funding=public', '--funding=private'],
    ],
    [
      ['--lang', 'es', 'school', 'add', '--funding', 'p'],
      ['público', 'privado'],
    ],
    [
      ['report', 'submit', '--kind', ''],
      ['project', 'follow-up', 'final'],
    ],
    [['award', 'record', '--award', 'national'], ['national-prize']],
    [['export', 'ac'], ['accreditations']],
    [
      ['export', 'credits', '--format', 'j'],
      ['json', 'jsonl'],
    ],
    [
      ['--lang', ''],
      ['es', 'en'],
    ],
    [['register', '--layout', ''], ['jcyl-directory']],
    [['rules', 'show', 'credits.c'], ['credits.ceiling']],
    [
      ['school', 'list', '--province', 'Val'],
      ['Valencia', 'Valladolid'],
    ],
    [['label', 'evaluate', '--score', 'com'], ['communication=']],
    [['--lang', 'es', 'label', 'evaluate', '--score', 'tec'], ['tecnología=']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell'],
    ],
  ])('after %j the choices %j', async (words, choices) => {
    expect(await offered(desk(), ...words)).toEqual(choices);
  });

  it.each([
    [['register', '--csv', 'tea']],
    [['register', '--csv=tea']],
    [['export', 'credits', '--out', '']],
    [['school', 'invite', '--invitations', '']],
    [['report', 'submit', '--document', '']],
    [['backup', '']],
    [['--db', '']],
  ])('after %j the names of files', async (words) => {
    expect(await offered(desk(), ...words)).toEqual([':files']);
  });

  it('nothing where anything may be written', async () => {
    expect(await offered(desk(), 'project', 'add', '--title', '')).toEqual([]);
    expect(await offered(desk(), '--on', '')).toEqual([]);
  });
});

describe('ids of the register', () => {
  it('are offered wherever one is taken', async () => {
    const office = await officeWithP1();
    await office.certify();
    expect(await offered(office, 'school', 'show', '0599')).toEqual([schools.roble, schools.pino]);
    expect(await offered(office, 'approve', 'teacher', '--teacher', 'A')).toEqual(['ANA']);
    expect(await offered(office, 'project', 'show', '')).toEqual(['P1']);
    expect(await offered(office, 'cfie', 'add', '--cfie', 'CFIE-L')).toEqual(['CFIE-LEON']);
    expect(await offered(office, 'explain', 'CFIE')).toEqual([`CFIE-AVILA/${year}/1`]);
    expect(await offered(office, 'revoke', 'D000001')).toEqual(['D000001']);
  });

  it('say what they stand for', async () => {
    const { out } = await (await anOffice()).etw('__complete', 'fish', 'school', 'show', schools.haya);
    expect(out).toBe(`${schools.haya}\tIES El Haya\n`);
  });

  it('come from the register that is named', async () => {
    const office = await anOffice();
    const elsewhere = desk();
    expect(await offered(elsewhere, 'teacher', 'show', '--db', `${office.folder}/register.db`, 'E')).toEqual(['EVA']);
    expect(await offered(elsewhere, `--db=${office.folder}/register.db`, 'teacher', 'show', 'E')).toEqual(['EVA']);
  });

  it('are none, and no register is made, where there is none', async () => {
    const place = desk();
    expect(await offered(place, 'school', 'show', '')).toEqual([]);
    const { code } = await place.etw('doctor', '--dry-run');
    expect(code).toBe(0);
    expect(place.files()).toEqual([]);
  });

  it('are looked up without leaving a trace', async () => {
    const office = await anOffice();
    const head = await office.head();
    expect(await offered(office, 'teacher', 'show', '')).toHaveLength(5);
    expect(await office.head()).toBe(head);
  });

  it.each([
    ['a file that is no register', (place: Desk) => place.write('register.db', 'no register at all, but long enough to look like a file')],
    ['a folder', () => {}],
  ])('are none of %s, without a word', async (what, prepare) => {
    const place = desk();
    prepare(place);
    expect(await offered(place, '--db', what === 'a folder' ? '.' : 'register.db', 'school', 'show', '')).toEqual([]);
  });

  it('carry nothing a terminal would act on', async () => {
    const place = desk();
    await place.feed('school add', [{ school_code: '05990014', name: 'A\u202eB', funding: 'public' }]);
    const { out } = await place.etw('__complete', 'fish', 'school', 'show', '');
    expect(out).toContain('05990014');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(out.replace(/[\t\n]/g, '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

describe('each shell gets what it replaces', () => {
  it('bash breaks words at = and :, and replaces what follows them', async () => {
    const place = desk();
    expect(await offeredTo('bash', place, '--lang', '=')).toEqual(['es', 'en']);
    expect(await offeredTo('bash', place, '--lang', '=', 'e')).toEqual(['es', 'en']);
    expect(await offeredTo('bash', place, 'label', 'evaluate', '--score', 'tech')).toEqual(['technology=']);
  });

  it('PowerShell marks the last word, so that an empty one is not lost', async () => {
    const place = desk();
    expect(await offeredTo('powershell', place, 'credits', '+ce')).toEqual(['certify']);
    expect(await offeredTo('powershell', place, 'rules', '+')).toContain('unset');
  });

  it('words come as they were typed, quotes and all', async () => {
    expect(await offered(desk(), 'school', 'list', '--province', '"La')).toEqual(['La Rioja', 'Las Palmas']);
    expect(await offered(desk(), 'school', 'list', '--province', 'La\\ R')).toEqual(['La Rioja']);
  });
});

describe('etw completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (shell) => {
    const { code, out } = await desk().etw('completion', shell);
    expect(code).toBe(0);
    expect(out).toContain(`etw __complete ${shell} `);
  });

  it('knows no other shell', async () => {
    const { code, err } = await desk().etw('completion', 'bahs');
    expect(code).toBe(2);
    expect(err).toContain('bash');
  });
});
