/** What every command that takes rows promises: exit codes, all or nothing, results, rejects, summary, dry run. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Cells, csv, desk, rowsOf } from '../etw.ts';
import { anOffice, neededBy, type Office, officeWithP1, project, schools, teacher, year, yes } from './office.ts';

const { roble, encina } = schools;

const school = (code: string, more: Cells = {}): Cells => ({ school_code: code, name: `School ${code}`, funding: 'public', ...more });
const good = school('09990011');
const bad = school('24990023', { funding: 'municipal' });

const keyOptions: Readonly<Record<string, string>> = { teacher_id: 'teacher', project_id: 'project', school_code: 'school' };

/** The same values as options. */
const options = (row: Cells): string[] =>
  Object.entries(row).flatMap(([name, value]) => [`--${keyOptions[name] ?? name.replaceAll('_', '-')}`, String(value)]);

const ana = ['--project', 'P1', '--teacher', 'ANA'];

describe('exit codes', () => {
  it('0: done; an unchanged row too', async () => {
    const { etw } = desk();
    const args = ['school', 'add', '--school', roble, '--name', 'El Roble', '--funding', 'public'];
    expect((await etw(...args)).code).toBe(0);
    expect((await etw(...args)).code).toBe(0);
  });

  it('0: refused rows of a file, and a run that is not narrowed to one subject', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    expect((await office.feed('credits certify', [{ project_id: 'P1', teacher_id: 'ANA' }], '--year', year)).code).toBe(0);
    for (const narrowed of [[], ['--teacher', 'ANA'], ['--project', 'P1']])
      expect((await office.etw('credits', 'certify', '--year', year, ...narrowed)).code).toBe(0);
  });

  it('1: an invalid row, a file that does not exist, an empty file, a header without the required columns', async () => {
    const { etw, write, feed } = desk();
    expect((await feed('school add', [bad])).code).toBe(1);
    write('empty.csv', '');
    write('other.csv', 'a,b\n1,2\n');
    for (const file of ['missing.csv', 'empty.csv', 'other.csv', '.'])
      expect([file, (await etw('school', 'add', '--csv', file)).code]).toEqual([file, 1]);
  });

  it('1: a value given as an option that does not read', async () => {
    const { etw } = desk();
    const { code, json } = await etw('school', 'add', '--school', roble, '--name', 'x', '--funding', 'municipal', '--json');
    expect(code).toBe(1);
    expect(json).toMatchObject({ rows: 1, invalid: 1, errors: [{ line: null, value: 'municipal' }] });
  });

  it.each([
    ['a required option left out', ['school', 'add', '--name', 'x'], /--school.*--funding/],
    ['the year left out', ['credits', 'certify'], /--year/],
    ['a year that does not read', ['credits', 'certify', '--year', '2025-27'], /--year.*2025-27/],
    ['a day that does not read', ['credits', 'certify', '--year', year, '--on', '31/31/2026'], /--on.*31\/31\/2026/],
    ['a file and values', ['school', 'add', '--csv', 'f.csv', '--name', 'x'], /--csv.*--name/],
    ['a file and its key', ['credits', 'certify', '--year', year, '--csv', 'f.csv', '--teacher', 'ANA'], /--csv.*--teacher/],
    ['--skip-invalid without a file', ['school', 'add', ...options(good), '--skip-invalid'], /--skip-invalid/],
    ['--skip-invalid from standard input without --rejects', ['school', 'add', '--csv', '-', '--skip-invalid'], /--rejects/],
    ['a layout nobody ships', ['school', 'add', '--csv', 'f.csv', '--layout', 'jcyl'], /jcyl-directory/],
    ['a language there is not', ['school', 'add', ...options(good), '--lang', 'fr'], /--lang.*fr/],
    ['a confirmation nobody can give', ['revoke', 'D000001', '--reason', 'x'], /--yes/],
    ['an unknown option, with the nearest', ['register', '--famly-name', 'x'], /--famly-name.*--family-name/],
    ['an unknown command of a group, with the nearest', ['school', 'ad'], /“?ad”?.*add/],
    ['an unknown command, with the nearest', ['scool', 'add'], /scool.*school/],
    ['an option without its value', ['school', 'add', '--csv'], /--csv/],
    ['an amount without its claim', ['credits', 'certify', '--year', year, '--teacher', 'ANA', '--credits', '2'], /--credits.*--project/],
  ])('2: %s', async (_, args, said) => {
    const office = await anOffice();
    office.write('f.csv', csv([{ project_id: 'P1', teacher_id: 'ANA' }]));
    const before = await office.head();
    const { code, out, err } = await office.etwIn({ stdin: csv([good]) }, ...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(said);
    expect(await office.head()).toBe(before);
  });

  it('a run on a file heeds --cfie or says that it does not, and never certifies beyond it', async () => {
    const office = await officeWithP1();
    await office.complete('P2', { teacher_id: 'CARLOS' });
    const rows = [
      { project_id: 'P1', teacher_id: 'ANA' },
      { project_id: 'P2', teacher_id: 'CARLOS' },
    ];
    await office.feed('credits certify', rows, '--year', year, '--cfie', 'CFIE-AVILA');
    expect((await office.certificates()).map((row) => row.cfie)).not.toContain('CFIE-LEON');
  });

  it('3: done, but rows were set aside', async () => {
    const { feed } = desk();
    expect((await feed('school add', [good, bad], '--skip-invalid')).code).toBe(3);
    expect((await feed('school add', [good], '--skip-invalid')).code).toBe(0);
  });

  it('4: a decision on values given as options was refused, or stands refused', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const args = ['credits', 'certify', '--year', year, ...ana, '--json'];
    const first = await office.etw(...args);
    expect([first.code, first.json.refused]).toEqual([4, 1]);
    const second = await office.etw(...args);
    expect([second.code, second.json.unchanged, second.json.refused]).toEqual([4, 1, 0]);
  });

  it.each([
    ['register', ['register', ...options({ given_name: 'N', family_name: 'N', email: 'n@example.org', school: roble, in_service: 'no' })]],
    ['approve teacher', ['approve', 'teacher', ...options({ teacher: 'ANA', attached: 'no', data_correct: 'yes', consent: 'yes' })]],
    ['project assess', ['project', 'assess', '--project', 'P1', '--school', roble, '--collaboration', 'no', '--ict', 'yes']],
    ['report submit', ['report', 'submit', ...ana, '--kind', 'project']],
  ])('4: %s', async (_, args) => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    expect((await office.etw(...args)).code).toBe(4);
    expect((await office.etw(...args)).code).toBe(4);
  });

  it.each([
    [
      'a teacher, of an approval',
      ['approve', 'teacher', '--teacher', 'X', '--attached', 'yes', '--data-correct', 'yes', '--consent', 'yes'],
    ],
    ['a teacher, of a run', ['credits', 'certify', '--year', year, '--teacher', 'X']],
    ['a project, of a run', ['credits', 'certify', '--year', year, '--project', 'X']],
    ['a CFIE, of a run', ['credits', 'certify', '--year', year, '--cfie', 'X']],
    ['a project, of a claim', ['credits', 'certify', '--year', year, '--project', 'X', '--teacher', 'ANA']],
    ['a school, of a registration', ['register', ...options(teacher('N', '49990017'))]],
    ['a project, of a change', ['project', 'change', '--project', 'X', '--title', 't', '--reason', 'r']],
    ['a decision, of a revocation', ['revoke', 'D999999', '--reason', 'r', '--yes']],
    ['a decision, of an explanation', ['explain', 'D999999']],
    ['a certificate, of an explanation', ['explain', 'CFIE-AVILA/2025-26/9']],
    ['a teacher to show', ['teacher', 'show', 'X']],
    ['a project to show', ['project', 'show', 'X']],
    ['a school to show', ['school', 'show', 'X']],
  ])('5: %s is not found', async (_, args) => {
    const office = await anOffice();
    expect((await office.etw(...args)).code).toBe(5);
  });

  it('never 5 on a file: what it names and nobody knows is an invalid row', async () => {
    const office = await anOffice();
    const { code, json } = await office.feed('approve teacher', [yes('X')]);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column: 'teacher_id', value: 'X' }]);
  });

  it('6: the register is no register, lies nowhere, or is newer than the program', async () => {
    const { etw, folder, write } = desk();
    write('other.db', 'no database at all, just a long enough text to be taken for one'.repeat(100));
    const show = (db: string) => etw('school', 'list', '--db', db);
    expect((await show('other.db')).code).toBe(6);
    expect((await show('.')).code).toBe(6);
    expect((await show('other.db/register.db')).code).toBe(6);
    await etw('school', 'list');
    const register = new Database(join(folder, 'register.db'));
    register.exec("insert into migrations values ('9999-of-the-future', 'x', 'x')");
    register.close();
    expect((await etw('school', 'list')).code).toBe(6);
  });

  it('6: another run is writing', { timeout: 30_000 }, async () => {
    const office = await anOffice();
    const other = new Database(join(office.folder, 'register.db'));
    other.exec('begin immediate');
    try {
      const { code, err } = await office.etw('school', 'add', '--school', roble, '--name', 'x', '--funding', 'public');
      expect(code).toBe(6);
      expect(err).toContain('register.db');
    } finally {
      other.exec('rollback');
      other.close();
    }
  });

  it('7: the user declined, and nothing was done', async () => {
    const office = await anOffice();
    const before = await office.head();
    expect((await office.etwIn({ answers: ['n'] }, 'revoke', 'D000001', '--reason', 'x')).code).toBe(7);
    expect(await office.head()).toBe(before);
    expect((await office.etwIn({ answers: ['y'] }, 'revoke', 'D000001', '--reason', 'x')).code).toBe(0);
  });

  it('8: what is stored was altered', async () => {
    const office = await anOffice();
    expect((await office.etw('audit', 'verify')).code).toBe(0);
    const register = new Database(join(office.folder, 'register.db'));
    register.exec("update teachers set family_name = 'Otra' where teacher_id = 'ANA'");
    register.close();
    expect((await office.etw('audit', 'verify')).code).toBe(8);
    expect((await office.etw('doctor')).code).toBe(8);
  });

  it('130: interrupted, and nothing was written', async () => {
    const office = await anOffice();
    const before = await office.head();
    office.write('rows.csv', csv([good]));
    const { code } = await office.etwIn({ signal: AbortSignal.abort() }, 'school', 'add', '--csv', 'rows.csv');
    expect(code).toBe(130);
    expect(await office.head()).toBe(before);
  });
});

describe('all or nothing', () => {
  const rows = [good, bad, school('49990017')];

  it('any invalid row, and nothing is written', async () => {
    const office = await anOffice();
    const before = await office.head();
    const { code, json, results } = await office.feed('school add', rows);
    expect(code).toBe(1);
    expect(json).toEqual({
      command: 'school add',
      rows: 3,
      accepted: 0,
      unchanged: 0,
      invalid: 1,
      withheld: 2,
      granted: 0,
      refused: 0,
      created: 0,
      updated: 0,
      errors: [{ line: 3, column: 'funding', value: 'municipal', message: expect.any(String) }],
    });
    expect(
      results.map(({ line, status, outcome, value, unmet, school_code }) => [line, status, outcome, value, unmet, school_code]),
    ).toEqual([
      ['2', 'withheld', '', '', '', '09990011'],
      ['3', 'invalid', '', '', '', '24990023'],
      ['4', 'withheld', '', '', '', '49990017'],
    ]);
    expect(await office.head()).toBe(before);
    expect((await office.etw('school', 'show', '09990011')).code).toBe(5);
  });

  it('decisions are withheld too, with what they would have been', async () => {
    const office = await officeWithP1();
    const { code, json, results } = await office.feed(
      'credits certify',
      [
        { project_id: 'P1', teacher_id: 'ANA' },
        { project_id: 'P9', teacher_id: 'ANA' },
      ],
      ...['--year', year],
    );
    expect(code).toBe(1);
    expect(json).toMatchObject({ rows: 2, invalid: 1, withheld: 1, granted: 0, refused: 0, accepted: 0 });
    expect(results).toMatchObject([{ status: 'withheld', outcome: '', value: '', unmet: '' }, { status: 'invalid' }]);
    expect(await office.certificates()).toEqual([]);
    await office.claim(['P1', 'ANA']);
    expect(await office.certificates()).toMatchObject([{ certificate: 'CFIE-AVILA/2025-26/1' }]);
  });

  it('every invalid row is reported: the first 20 on stderr, one line each, all in errors and results', async () => {
    const { etw, feed, write } = desk();
    const many = Array.from({ length: 25 }, (_, place) => school(`2499${1000 + place}`, { funding: 'x' }));
    const { json, results } = await feed('school add', many);
    expect(json.errors).toHaveLength(25);
    expect(results.filter(({ status }) => status === 'invalid')).toHaveLength(25);
    write('schools.csv', csv(many));
    const { err } = await etw('school', 'add', '--csv', 'schools.csv');
    const lines = err.split('\n').filter((line) => line.startsWith('schools.csv:'));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(Array.from({ length: 20 }, (_, place) => `schools.csv:${place + 2}`));
    for (const line of lines) expect(line).toMatch(/^schools\.csv:\d+ funding: .*x.* public, subsidised, private/);
  });

  it('one entry a fault, with the line its record begins on and the header as the file has it', async () => {
    const { etw, write } = desk();
    write('s.csv', 'Código centro;Nombre;TITULARIDAD;alta etwinning\n09990011;"dos\nlíneas";público;\n;x;otra;ayer\n');
    const { json } = await etw('school', 'add', '--csv', 's.csv', '--json');
    expect(json.errors.map(({ line, column, value }) => [line, column, value])).toEqual([
      [4, 'Código centro', null],
      [4, 'TITULARIDAD', 'otra'],
      [4, 'alta etwinning', 'ayer'],
    ]);
  });

  it('a file that cannot be read as rows is one entry with null where nothing applies', async () => {
    const { etw } = desk();
    const { code, json, err } = await etw('school', 'add', '--csv', 'missing.csv', '--json');
    expect(code).toBe(1);
    expect(json.errors).toEqual([{ line: null, column: null, value: null, message: expect.any(String) }]);
    expect(json).toMatchObject({ rows: 0, accepted: 0, invalid: 0, withheld: 0 });
    expect(err).toContain('missing.csv');
  });
});

describe('--skip-invalid', () => {
  it('takes the valid rows and sets the others aside, with line, error and the input’s own cells', async () => {
    const office = await anOffice();
    const text = [
      'Notas;Código;Nombre;Titularidad',
      "'=1+1;;x;público",
      ' cerrado ;09990011;Uno;público',
      'nota;24990023;"Dos; o más";de la diputación',
      'sola;49990017',
      '',
    ].join('\n');
    office.write('centros.csv', text);
    const run = ['school', 'add', '--map', 'Código=school_code', '--skip-invalid', '--json'];
    const { code, json } = await office.etw(...run, '--csv', 'centros.csv');
    expect(code).toBe(3);
    expect(json).toMatchObject({ rows: 4, accepted: 1, invalid: 3, withheld: 0, created: 1 });
    const [header, ...lines] = office.read('centros.rejects.csv').trimEnd().split('\n');
    expect(header).toBe('line;error;Notas;Código;Nombre;Titularidad');
    expect(lines.map((line) => line.split(';')[0])).toEqual(['2', '4', '5']);
    expect(lines[0]).toMatch(/;'=1\+1;;x;público$/);
    expect(lines[1]).toMatch(/;nota;24990023;"Dos; o más";de la diputación$/);
    expect(lines[2]).toMatch(/;sola;49990017$/);
    expect((await office.etw('school', 'show', '09990011')).code).toBe(0);
  });

  it('a mended rejects file is fed again as it is, and what is still wrong is set aside anew', async () => {
    const { etw, write, read } = desk();
    write('s.csv', csv([good, bad, school('49990017', { funding: 'x' })]));
    await etw('school', 'add', '--csv', 's.csv', '--skip-invalid');
    write('s.rejects.csv', read('s.rejects.csv').replace(/municipal$/m, 'public'));
    const { code, json, err } = await etw('school', 'add', '--csv', 's.rejects.csv', '--skip-invalid', '--json', '--rejects', 'again.csv');
    expect(code).toBe(3);
    expect(json).toMatchObject({ rows: 2, accepted: 1, invalid: 1 });
    expect(json.errors).toMatchObject([{ line: 3, column: 'funding' }]);
    expect(err).not.toMatch(/line|error/i);
    expect(read('again.csv').split('\n')[0]).toBe('line,error,school_code,name,funding');
    expect(rowsOf(read('again.csv'))).toMatchObject([{ line: '3', school_code: '49990017', funding: 'x' }]);
  });

  it('leaves no rejects file where nothing is set aside', async () => {
    const { etw, write, files } = desk();
    write('s.csv', csv([good]));
    expect((await etw('school', 'add', '--csv', 's.csv', '--skip-invalid')).code).toBe(0);
    expect(files()).toEqual(['s.csv']);
  });

  it('does not help a file of which the rest is unsure', async () => {
    const { etw, write, files } = desk();
    for (const text of [
      'school_code,name,funding\n09990011,"x,public\n',
      'school_code,name,funding\n09990011,x\0,public\n',
      'name,funding\nx,public\n',
    ]) {
      write('s.csv', text);
      expect((await etw('school', 'add', '--csv', 's.csv', '--skip-invalid')).code).toBe(1);
    }
    expect(files()).toEqual(['s.csv']);
    expect((await etw('school', 'list', '--json')).list).toEqual([]);
  });

  it('decides the rest as if the rows set aside were not there', async () => {
    const office = await officeWithP1();
    const rows = [
      { project_id: 'P9', teacher_id: 'ANA' },
      { project_id: 'P1', teacher_id: 'ANA', credits: 3 },
    ];
    const { code, json, results } = await office.feed('credits certify', rows, '--year', year, '--skip-invalid');
    expect(code).toBe(3);
    expect(json).toMatchObject({ accepted: 1, granted: 1, invalid: 1, withheld: 0 });
    expect(results).toMatchObject([
      { line: '2', status: 'invalid' },
      { line: '3', status: 'accepted', outcome: 'granted', value: '3' },
    ]);
  });
});

describe('--results', () => {
  const keys: readonly (readonly [command: string, row: Cells, columns: string])[] = [
    ['school add', good, 'school_code'],
    ['register', teacher('NEW', roble), 'teacher_id,email'],
    ['approve teacher', yes('ANA'), 'teacher_id'],
    ['project add', project('P2'), 'project_id,teacher_id'],
    ['project change', { project_id: 'P1', title: 't', reason: 'r' }, 'project_id'],
    ['project withdraw', { project_id: 'P1', teacher_id: 'ANA', reason: 'r' }, 'project_id,teacher_id'],
    ['project assess', { project_id: 'P1', school_code: roble, collaboration: 'yes', ict: 'yes' }, 'project_id,school_code'],
    ['approve project', { project_id: 'P1', school_code: roble, approved: 'yes' }, 'project_id,school_code'],
    ['report submit', { project_id: 'P1', teacher_id: 'ANA', kind: 'final' }, 'project_id,teacher_id,kind'],
    ['report evaluate', { project_id: 'P1', teacher_id: 'ANA', result: 'negative' }, 'project_id,teacher_id'],
    ['credits certify', { project_id: 'P1', teacher_id: 'ANA' }, 'project_id,teacher_id'],
    ['credits record', { teacher_id: 'ANA', year, credits: 1, cfie: 'X' }, 'teacher_id,year,project_id,certificate'],
    ['revoke', { decision: 'D000001', reason: 'r' }, 'decision'],
  ];
  it.each(keys)('of %s', async (command, row, columns) => {
    const office = await officeWithP1();
    const { code } = await office.feed(command, [row], ...neededBy(command));
    expect(code).toBe(0);
    const [header] = office.read('results.csv').split('\n');
    expect(header).toBe(`line,status,outcome,value,unmet,message,${columns}`);
    expect(rowsOf(office.read('results.csv'))).toHaveLength(1);
  });

  it('are in input order, also where the run sorts, with value and unmet', async () => {
    const office = await anOffice();
    await office.complete('P2');
    await office.complete('P1', { starts_on: '2025-09-15', ends_on: '2025-12-15' });
    await office.complete('P3', { teacher_id: 'DIEGO', starts_on: '2026-05-03', ends_on: '2026-06-30', enrolled_on: '2026-05-03' });
    const rows = ['P2 ANA', 'P3 DIEGO', 'P1 ANA'].map((claim) => ({ project_id: claim.split(' ')[0], teacher_id: claim.split(' ')[1] }));
    const { results } = await office.feed('credits certify', rows, '--year', year);
    expect(results.map(({ line, project_id, outcome, value, unmet }) => [line, project_id, outcome, value, unmet])).toEqual([
      ['2', 'P2', 'granted', '2', ''],
      ['3', 'P3', 'refused', '', 'CRED-2;CRED-5'],
      ['4', 'P1', 'granted', '2', ''],
    ]);
    for (const { message } of results) expect(message).not.toBe('');
  });

  it('name the id that was made for a teacher who came without one, and it carries nothing of the person', async () => {
    const office = await anOffice();
    const { results } = await office.take('register', [{ ...teacher('NEW', roble), teacher_id: '' }]);
    const id = results[0]?.teacher_id ?? '';
    expect(id).not.toMatch(/new|inventada|example/i);
    expect((await office.etw('teacher', 'show', id, '--json')).object).toMatchObject({ email: 'new@example.org' });
  });

  it('have no line for values given as options', async () => {
    const office = await anOffice();
    await office.etw(
      'approve',
      'teacher',
      '--teacher',
      'ANA',
      '--attached',
      'no',
      '--data-correct',
      'yes',
      '--consent',
      'yes',
      '--results',
      'r.csv',
    );
    expect(rowsOf(office.read('r.csv'))).toMatchObject([
      { line: '', status: 'accepted', outcome: 'refused', unmet: 'PART-2(a)', teacher_id: 'ANA' },
    ]);
  });
});

const summaryKeys = 'command,rows,accepted,unchanged,invalid,withheld,granted,refused,created,updated,errors';

describe('--json', () => {
  it('is one document with these keys, on a file with exit 0, 1 and 3', async () => {
    const { feed } = desk();
    for (const [rows, ...args] of [[[good]], [[good, bad]], [[good, bad], '--skip-invalid']] as const) {
      const { json } = await feed('school add', rows as unknown as Cells[], ...(args as string[]));
      expect(Object.keys(json).join()).toBe(summaryKeys);
      for (const error of json.errors) expect(Object.keys(error).join()).toBe('line,column,value,message');
    }
  });

  it('adds the decisions of a run on options, each with every key', async () => {
    const office = await officeWithP1();
    const { json } = await office.etw('credits', 'certify', '--year', year, ...ana, '--json', '--as', 'Marta');
    expect(Object.keys(json).join()).toBe(`${summaryKeys},decisions`);
    const [decision] = json.decisions ?? [];
    expect(Object.keys(decision ?? {}).join()).toBe(
      'decision,kind,outcome,on,by,edition,teacher_id,project_id,school_code,school,country,year,call,credits,score,certificate,valid_from,valid_until,replaces,revokes,revoked_by,assumed,findings',
    );
    expect(decision).toMatchObject({
      kind: 'credits',
      outcome: 'granted',
      on: '2026-07-01',
      by: 'Marta',
      edition: 'base',
      teacher_id: 'ANA',
      project_id: 'P1',
      school_code: roble,
      school: null,
      country: null,
      year,
      call: null,
      credits: 4,
      score: null,
      certificate: 'CFIE-AVILA/2025-26/1',
      valid_from: null,
      valid_until: null,
      replaces: null,
      revokes: null,
      revoked_by: null,
    });
    expect(decision?.assumed.length).toBeGreaterThan(0);
    expect(decision?.findings.map(({ rule }) => rule)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `CRED-${number}`));
    for (const found of decision?.findings ?? []) expect(Object.keys(found).join()).toBe('rule,met,observed,required,source');
  });

  it('counts created and updated where the contract says, and granted and refused of accepted rows alone', async () => {
    const office = await anOffice();
    const counts = async (command: string, row: Cells, ...args: string[]) => {
      const { json } = await office.take(command, [row], ...args);
      return [json.accepted, json.unchanged, json.created, json.updated, json.granted, json.refused];
    };
    expect(await counts('school add', good)).toEqual([1, 0, 1, 0, 0, 0]);
    expect(await counts('school add', { ...good, funding: 'private' })).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await counts('cfie add', { cfie: 'C', province: '47' })).toEqual([1, 0, 1, 0, 0, 0]);
    expect(await counts('cfie add', { cfie: 'C', name: 'N' })).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await counts('register', teacher('NEW', roble))).toEqual([1, 0, 1, 0, 1, 0]);
    expect(await counts('register', teacher('NEW', encina, { registered_on: '2026-02-01' }))).toEqual([1, 0, 0, 1, 1, 0]);
    expect(await counts('register', teacher('NEW', '', { in_service: 'no', registered_on: '2026-03-01' }))).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await counts('register', teacher('OTHER', roble, { in_service: 'no' }))).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await counts('approve teacher', yes('ANA', { consent: 'no' }))).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await counts('approve teacher', yes('ANA'))).toEqual([1, 0, 0, 0, 1, 0]);
    expect(await counts('project add', project('P1'))).toEqual([1, 0, 1, 0, 1, 0]);
    expect(await counts('project add', project('P1', { partners: 'DE:Schule' }))).toEqual([1, 0, 0, 1, 1, 0]);
    expect(await counts('project change', { project_id: 'P1', title: 't', reason: 'r' })).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await counts('project assess', { project_id: 'P1', school_code: roble, collaboration: 'yes', ict: 'yes' })).toEqual([
      1, 0, 0, 0, 1, 0,
    ]);
    expect(await counts('report submit', { project_id: 'P1', teacher_id: 'ANA', kind: 'final' })).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await counts('approve project', { project_id: 'P1', school_code: roble, approved: 'yes' })).toEqual([1, 0, 0, 0, 1, 0]);
    expect(await counts('report submit', { project_id: 'P1', teacher_id: 'ANA', kind: 'final' })).toEqual([1, 0, 1, 0, 1, 0]);
    expect(
      await counts('report submit', { project_id: 'P1', teacher_id: 'ANA', kind: 'final', document: 'https://example.org/f' }),
    ).toEqual([1, 0, 0, 1, 1, 0]);
    expect(await counts('report evaluate', { project_id: 'P1', teacher_id: 'ANA', result: 'negative' })).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await counts('report evaluate', { project_id: 'P1', teacher_id: 'ANA', result: 'negative' })).toEqual([0, 1, 0, 0, 0, 0]);
    expect(await counts('credits record', { teacher_id: 'ANA', year, credits: 1, cfie: 'X' })).toEqual([1, 0, 1, 0, 0, 0]);
    expect(await counts('credits record', { teacher_id: 'ANA', year, credits: 2, cfie: 'X' })).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await counts('revoke', { decision: 'D000001', reason: 'r' }, '--yes')).toEqual([1, 0, 0, 0, 1, 0]);
    expect(await counts('project withdraw', { project_id: 'P1', teacher_id: 'ANA', reason: 'r' })).toEqual([1, 0, 0, 1, 0, 0]);
  });
});

describe('--dry-run', () => {
  it('makes no register where there is none, and answers as the real run', async () => {
    const { etw, folder, write } = desk();
    write('s.csv', csv([good]));
    const dry = await etw('school', 'add', '--csv', 's.csv', '--dry-run', '--json');
    expect(dry).toMatchObject({ code: 0, json: { rows: 1, accepted: 1, created: 1 } });
    expect(readdirSync(folder)).toEqual(['s.csv']);
    expect((await etw('school', 'add', '--csv', 's.csv', '--json')).out).toBe(dry.out);
  });

  it('migrates no register', async () => {
    const { etw, folder, read, write } = desk();
    write('register.db', '');
    expect((await etw('school', 'add', ...options(good), '--dry-run')).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['register.db']);
    expect(read('register.db')).toBe('');
  });

  it('takes no number, leaves no file but results and rejects, and says the same as the real run', async () => {
    const office = await officeWithP1();
    await office.complete('P2', { teacher_id: 'DIEGO' });
    office.write(
      'claims.csv',
      csv([
        { project_id: 'P1', teacher_id: 'ANA' },
        { project_id: 'P2', teacher_id: 'DIEGO' },
        { project_id: 'P9', teacher_id: 'DIEGO' },
      ]),
    );
    const run = ['credits', 'certify', '--year', year, '--csv', 'claims.csv', '--json', '--skip-invalid'];
    const before = await office.head();
    const files = office.files();
    const dry = await office.etw(...run, '--dry-run', '--results', 'dry.csv', '--rejects', 'dry.rejects.csv');
    expect(office.files().filter((name) => !files.includes(name))).toEqual(['dry.csv', 'dry.rejects.csv']);
    expect(await office.head()).toBe(before);
    const real = await office.etw(...run, '--results', 'real.csv', '--rejects', 'real.rejects.csv');
    expect([real.code, real.out]).toEqual([dry.code, dry.out]);
    expect(office.read('real.csv')).toBe(office.read('dry.csv'));
    expect(office.read('real.rejects.csv')).toBe(office.read('dry.rejects.csv'));
    expect(dry.code).toBe(3);
  });

  it('gives the exit code of a refusal too', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const run = ['credits', 'certify', '--year', year, ...ana, '--json'];
    const dry = await office.etw(...run, '--dry-run');
    const real = await office.etw(...run);
    expect([dry.code, dry.out]).toEqual([4, real.out]);
  });
});

describe('where the options of every command stand', () => {
  it.each([
    ['before the subcommand', (all: string[], command: string[]) => [...all, ...command]],
    ['after it', (all: string[], command: string[]) => [...command, ...all]],
    ['within it', (all: string[], [first = '', ...rest]: string[]) => [first, ...all, ...rest]],
  ])('%s', async (_, order) => {
    const { etw, folder } = desk();
    const all = ['--db', 'other.db', '--on', '2026-03-04', '--as', 'Marta', '--json'];
    const { code, json } = await etw(...order(all, ['school', 'add', '--school', roble, '--name', 'x', '--funding', 'public']));
    expect([code, json.created]).toEqual([0, 1]);
    expect(readdirSync(folder)).toContain('other.db');
    expect(readdirSync(folder)).not.toContain('register.db');
    expect((await etw('audit', 'log', '--db', 'other.db', '--json')).list).toMatchObject([{ by: 'Marta', on: '2026-03-04' }]);
  });

  it('the actor is --as, else ETW_ACTOR, else the login; the day is today in Madrid', async () => {
    const office = await anOffice();
    const now = new Date('2026-07-14T22:30:00Z');
    const run = async (env: Record<string, string>, ...args: string[]) => {
      const place = office.copy();
      const { json } = await place.etwIn({ env, now }, 'revoke', 'D000001', '--reason', 'x', '--yes', '--json', ...args);
      return json.decisions?.map(({ by, on }) => [by, on]);
    };
    expect(await run({})).toEqual([['officer', '2026-07-15']]);
    expect(await run({ ETW_ACTOR: 'Luis' })).toEqual([['Luis', '2026-07-15']]);
    expect(await run({ ETW_ACTOR: 'Luis' }, '--as', 'Marta', '--on', '16/7/2026')).toEqual([['Marta', '2026-07-16']]);
  });

  it('--quiet says nothing but data and faults', async () => {
    const { etw, write } = desk();
    write('s.csv', csv([good]));
    expect(await etw('school', 'add', '--csv', 's.csv', '--quiet', '--json')).toMatchObject({ code: 0, err: '' });
  });
});

describe('on a terminal', () => {
  const missing: readonly [string, string[], (string | string[])[]][] = [
    ['the columns left out', ['school', 'add', '--school', '09990011'], ['CEIP Nuevo', '', 'y']],
    [
      'a value that does not read is asked for again by the same parser',
      ['school', 'add', '--name', 'x', '--funding', 'public'],
      [['9990011', '\u001509990011'], 'y'],
    ],
  ];
  it.each(missing)('asks for %s', async (_, args, answers) => {
    const office = await anOffice();
    expect((await office.etwIn({ answers }, ...args)).code).toBe(0);
    expect((await office.etw('school', 'show', '09990011')).code).toBe(0);
  });

  it('never asks with --no-input or --yes', async () => {
    const office: Office = await anOffice();
    for (const flag of ['--no-input', '--yes'])
      expect((await office.etwIn({ answers: [] }, 'school', 'add', '--school', '09990011', flag)).code).toBe(2);
    expect((await office.etwIn({ answers: [] }, 'revoke', 'D000001', '--reason', 'x', '--no-input')).code).toBe(2);
  });
});
