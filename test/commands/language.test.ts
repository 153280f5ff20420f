/** Help, hints and the two languages of people. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/program.ts';
import { csv, desk } from '../etw.ts';
import { anOffice, officeWithP1, project, schools, teacher, year, yes } from './office.ts';

const { roble } = schools;
const paths = Object.keys(commands);

/** The first line of a help text that names etw. */
const firstLine = (text: string) => text.split('\n').find((line) => line.includes('etw')) ?? '';

describe('help', () => {
  it.each(paths)('etw %s --help: the first line that names etw is the full path; every option is said in both languages', async (path) => {
    const { etw } = desk();
    const english = await etw(...path.split(' '), '--help');
    const spanish = await etw(...path.split(' '), '--help', '--lang', 'es');
    for (const { code, out } of [english, spanish]) {
      expect(code).toBe(0);
      expect(`${firstLine(out)} `).toContain(`etw ${path} `);
      expect(out).not.toMatch(/undefined|\[object/);
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
    const options = (text: string) => [...new Set(text.match(/(?<=^|\s)--[a-z-]+/g))].sort();
    expect(options(spanish.out)).toEqual(options(english.out));
    expect(spanish.out).not.toBe(english.out);
  });

  it.each(['school', 'project', 'credits', 'report', 'approve', 'rules', 'audit'])('etw %s alone says what there is', async (group) => {
    const { etw } = desk();
    for (const args of [[group], [group, '--help'], ['help', group]]) {
      const { out, err } = await etw(...args);
      expect([args, firstLine(out + err)]).toEqual([args, expect.stringContaining(`etw ${group}`)]);
      for (const path of paths.filter((one) => one.startsWith(`${group} `))) expect(out + err).toContain(path.split(' ')[1]);
    }
  });

  it.each(['register', 'school add', 'credits certify'])('etw help %s is the help of the command', async (path) => {
    const { etw } = desk();
    const { code, out } = await etw('help', ...path.split(' '));
    expect(code).toBe(0);
    expect(`${firstLine(out)} `).toContain(`etw ${path} `);
  });

  it('etw alone, --help and help name every command or its group; --version is the version', async () => {
    const { etw } = desk();
    for (const args of [[], ['--help'], ['help']]) {
      const { out, err } = await etw(...args);
      for (const path of paths) expect(out + err).toMatch(new RegExp(`^  ${path}(  .*)?$`, 'm'));
    }
    for (const args of [['--version'], ['-V']]) expect((await etw(...args)).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('lists the commands in the steps of the procedure', async () => {
    const { out } = await desk().etw('help');
    const places = [
      'school add',
      'register',
      'project add',
      'credits certify',
      'label evaluate',
      'school call',
      'explain',
      'stats',
      'rules list',
    ];
    const found = places.map((path) => out.indexOf(`\n  ${path} `));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found).not.toContain(-1);
  });

  it('says by which rules a command decides, or that it decides nothing', async () => {
    const { etw } = desk();
    const certify = (await etw('credits', 'certify', '--help')).out;
    for (const rule of ['CRED-1', 'CRED-8']) expect(certify).toMatch(new RegExp(`^  ${rule}  \\S`, 'm'));
    expect(certify).not.toContain('PART-');
    expect((await etw('school', 'add', '--help')).out).toContain('decides nothing');
  });

  it('names the columns of a file, with those that may be empty and the Spanish ones', async () => {
    const { etw } = desk();
    const { out } = await etw('register', '--help');
    for (const column of ['teacher_id? [id_docente]', 'email [correo]', 'in_service [en_activo]', 'last_active_on? [ultima_actividad]']) {
      expect(out).toContain(column);
    }
  });
});

describe('hints', () => {
  it.each([
    [['registr'], 'register'],
    [['shcool', 'add'], 'school'],
    [['project', 'ad'], 'project add'],
    [['certify', '--year', year], 'credits certify'],
    [['export', 'labls'], 'Did you mean labels?'],
    [['credits', 'certfy', '--year', year], 'certify'],
    [['register', '--emial', 'x'], '--email'],
    [['credits', 'certify', '--yaer', year], '--year'],
    [['rules', 'show', 'credits.celing'], 'credits.ceiling'],
  ])('%j: did you mean %s?', async (args, meant) => {
    const { etw } = desk();
    const { code, err } = await etw(...args);
    expect(code).toBeGreaterThan(0);
    expect(err).toContain(meant);
  });

  it.each([
    ['a header', 'school_code,nmae,funding\n09990011,x,public\n', 'nmae'],
    ['a choice', 'school_code,name,funding\n09990011,x,pubilc\n', 'public'],
  ])('%s that was mistyped', async (_, text, meant) => {
    const { etw, write } = desk();
    write('s.csv', text);
    const { code, json } = await etw('school', 'add', '--csv', 's.csv', '--json');
    expect(code).toBe(1);
    expect(json.errors.map(({ message }) => message).join()).toContain(meant);
  });
});

describe('the language', () => {
  const message = async (env: Record<string, string>, ...args: string[]) => {
    const { json } = await desk().etwIn({ env }, 'school', 'add', '--csv', 'missing.csv', '--json', ...args);
    return json.errors[0]?.message;
  };

  it.each([
    ['--lang', { ETW_LANG: 'en', LANG: 'en_GB.UTF-8' }, ['--lang', 'es']],
    ['--lang=', { ETW_LANG: 'en' }, ['--lang=es']],
    ['ETW_LANG', { ETW_LANG: 'es', LANG: 'en_GB.UTF-8' }, []],
    ['a Spanish locale', { ETW_LANG: '', LANG: 'es_ES.UTF-8' }, []],
    ['a locale of Spanish America', { ETW_LANG: '', LC_ALL: 'es_MX' }, []],
  ])('is Spanish by %s', async (_, env, args) => {
    expect(await message(env, ...args)).toBe(await message({ ETW_LANG: 'es' }));
    expect(await message(env, ...args)).not.toBe(await message({ ETW_LANG: 'en' }));
  });

  it.each([
    ['another locale', { ETW_LANG: '', LANG: 'fr_FR.UTF-8' }],
    ['no locale', { ETW_LANG: '' }],
    ['Estonian', { ETW_LANG: '', LANG: 'et_EE' }],
    ['ETW_LANG over the locale', { ETW_LANG: 'en', LANG: 'es_ES.UTF-8' }],
  ])('is English by %s', async (_, env) => {
    expect(await message(env)).toBe(await message({ ETW_LANG: 'en' }));
  });

  it.each([
    ['an unknown command', ['scool']],
    ['an unknown option', ['register', '--famly-name', 'x']],
    ['a missing option', ['school', 'add']],
    ['a bad day', ['school', 'list', '--on', 'ayer']],
    ['a teacher not found', ['teacher', 'show', 'X']],
    ['a confirmation', ['revoke', 'D000001', '--reason', 'x']],
    ['a refusal', ['credits', 'certify', '--year', year, '--project', 'P1', '--teacher', 'ANA']],
    ['a summary', ['credits', 'certify', '--year', year]],
    ['an explanation', ['explain', 'D000001']],
    ['a teacher', ['teacher', 'show', 'ANA']],
    ['the log', ['audit', 'verify']],
  ])('is heeded by %s, and the exit code is the same', async (_, args) => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const english = await office.copy().etw(...args);
    const spanish = await office.copy().etw(...args, '--lang', 'es');
    expect(spanish.code).toBe(english.code);
    expect(spanish.out + spanish.err).not.toBe(english.out + english.err);
  });

  it('never changes what scripts read: keys, codes, columns, what is stored', async () => {
    const office = await officeWithP1();
    const rows = [
      { project_id: 'P1', teacher_id: 'ANA' },
      { project_id: 'P1', teacher_id: 'BEA' },
      { project_id: 'P9', teacher_id: 'BEA' },
    ];
    const told = async (lang: string) => {
      const there = office.copy();
      there.write('claims.csv', csv(rows));
      const run = [
        'credits',
        'certify',
        '--year',
        year,
        '--csv',
        'claims.csv',
        '--skip-invalid',
        '--results',
        'r.csv',
        '--json',
        '--lang',
        lang,
      ];
      const { json } = await there.etw(...run);
      const without = there.read('r.csv').replace(/^((?:[^,]*,){5})(?:"(?:[^"]|"")*"|[^,]*),/gm, '$1,');
      const decisions = (await there.etw('export', 'decisions', '--lang', lang)).out;
      return [{ ...json, errors: json.errors.map((error) => ({ ...error, message: '' })) }, without, decisions];
    };
    expect(await told('es')).toEqual(await told('en'));
  });

  it('of messages in JSON is that of people', async () => {
    const office = await anOffice();
    const row = { ...yes('ANA'), consent: 'quizá' };
    const [english] = (await office.feed('approve teacher', [row])).json.errors;
    const [spanish] = (await office.feed('approve teacher', [row], '--lang', 'es')).json.errors;
    expect(spanish).toMatchObject({ line: 2, column: 'consent', value: 'quizá' });
    expect(spanish?.message).not.toBe(english?.message);
  });

  it('of the answers typed at a prompt is either', async () => {
    const office = await anOffice();
    const revoke = ['revoke', 'D000001', '--reason', 'x', '--dry-run'];
    expect((await office.etwIn({ answers: ['s'] }, ...revoke.slice(0, 4), '--lang', 'es')).code).toBe(0);
    expect((await office.copy().etwIn({ answers: ['y'] }, ...revoke.slice(0, 4), '--lang', 'es')).code).toBe(0);
  });
});

describe('no stack trace, whatever comes', () => {
  it.each([
    ['a folder for a file', ['school', 'add', '--csv', '.']],
    ['results that cannot be written', ['school', 'add', '--csv', 's.csv', '--results', 'no/such/folder/r.csv']],
    ['rejects that cannot be written', ['school', 'add', '--csv', 's.csv', '--skip-invalid', '--rejects', 'no/such/folder/r.csv']],
    ['an export that cannot be written', ['export', 'schools', '--out', 'no/such/folder/r.csv']],
    ['a backup over a file', ['backup', 's.csv']],
    ['a backup that cannot be written', ['backup', 'no/such/folder/b.db']],
    ['a register in no folder', ['school', 'list', '--db', 's.csv/register.db']],
    ['a register that is a folder', ['school', 'list', '--db', '.']],
    ['an encoding there is not', ['school', 'add', '--csv', 's.csv', '--encoding', 'klingon']],
    ['a delimiter of two signs', ['school', 'add', '--csv', 's.csv', '--delimiter', '::']],
    ['an empty option', ['school', 'add', '--school', '', '--name', '', '--funding', '']],
    ['a year far off', ['credits', 'certify', '--year', '0001-02']],
    ['a day far off', ['credits', 'certify', '--year', year, '--on', '9999-12-31']],
    ['a teacher of strange name', ['teacher', 'show', "'; drop table teachers; --\u001b[31m"]],
    ['an option of the prototype', ['explain', '__proto__']],
    ['a parameter of the prototype', ['rules', 'show', 'constructor']],
    ['an unknown dataset', ['export', 'everything']],
    ['a value of a rule that is none', ['rules', 'set', 'credits.ceiling', 'many', '--from', '2025-09-01', '--source', 'x']],
  ])('%s', async (_, args) => {
    const office = await anOffice();
    office.write('s.csv', 'school_code,name,funding\n09990011,x,other\n');
    // The helper throws at a stack trace and at exit code 70.
    const { code, err } = await office.etw(...args);
    if (args[0] !== 'credits') expect(code).toBeGreaterThan(0);
    expect(err).not.toContain('\u001b');
  });

  it('rows of every nonsense', async () => {
    const office = await anOffice();
    const nonsense = ['', '-', '\t', '💥', "';--", '=1+1', '__proto__', 'x'.repeat(20_000), '9'.repeat(400), '2026-13-45', '\u202e'];
    for (const text of nonsense) {
      await office.feed(
        'register',
        [teacher(text, text, { email: text, registered_on: text }), teacher('N', roble, { given_name: text })],
        '--skip-invalid',
      );
      await office.feed('project add', [project(text), project('P1', { partners: text, starts_on: text })], '--skip-invalid');
    }
    expect((await office.etw('doctor')).code).toBe(0);
  });
});

describe('where nothing was written, the next step is told', () => {
  const good = teacher('ROSA', roble);
  const bad = { ...teacher('IVAN', roble), in_service: 'perhaps' };
  it.each([
    ['some rows are at fault: they are corrected, or the others taken', [good, bad], /Corrija las filas.*--skip-invalid/s],
    ['all rows are: they are corrected', [bad], /Corrija las filas y repita la orden\.\n/],
  ])('%s', async (_, rows, told) => {
    const place = (await anOffice()).copy();
    place.write('t.csv', csv(rows));
    const { code, err } = await place.etw('register', '--csv', 't.csv', '--lang', 'es');
    expect(code).toBe(1);
    expect(err).toMatch(told);
    if (rows.length === 1) expect(err).not.toContain('--skip-invalid');
  });

  it('a fault of the command line wraps at the width of a terminal, between words', async () => {
    const long = 'a-project-that-nobody-has-ever-heard-of '.repeat(4).trim();
    const { err } = await desk().etwIn({ answers: [] }, 'project', 'show', long, '--lang', 'en');
    const lines = err.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });
});
