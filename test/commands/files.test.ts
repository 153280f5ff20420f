/** How files come in: encodings, headers, mappings, keys within a file, cells of every kind. */
import { describe, expect, it } from 'vitest';
import { type Cells, csv, type Desk, desk } from '../etw.ts';
import { anOffice, neededBy, officeWithP1, project, said, schools, teacher, year, yes } from './office.ts';

const { roble, encina } = schools;

const schoolOf = async ({ etw }: Desk, code: string) => (await etw('school', 'show', code, '--json')).object;

const windows1252 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

describe('detected by itself', () => {
  const text = (delimiter: string, end = '\n') =>
    ['school_code', 'name', 'funding', 'municipality'].join(delimiter) +
    end +
    ['09990011', 'CEIP Peñaranda', 'público', 'Íscar'].join(delimiter) +
    end;
  it.each([
    ['UTF-8', Buffer.from(text(','))],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text(',')}`)],
    ['Windows-1252', windows1252(text(';'))],
    ['UTF-16, little end first', utf16(text('\t'), 'le')],
    ['UTF-16, big end first', utf16(text(';'), 'be')],
    ['semicolons', Buffer.from(text(';'))],
    ['tabs', Buffer.from(text('\t'))],
    ['line ends of Windows', Buffer.from(text(',', '\r\n'))],
    ['no line end at the last line', Buffer.from(text(',').trimEnd())],
  ])('%s', async (_, bytes) => {
    const place = desk();
    place.write('s.csv', bytes);
    const { code, json } = await place.etw('school', 'add', '--csv', 's.csv', '--json');
    expect([code, json.accepted]).toEqual([0, 1]);
    expect(await schoolOf(place, '09990011')).toMatchObject({ name: 'CEIP Peñaranda', municipality: 'Íscar', funding: 'public' });
  });

  it('Windows-1252 is said on stderr, UTF-8 is not', async () => {
    const { etw, write } = desk();
    write('a.csv', windows1252(text(';')));
    write('b.csv', text(';'));
    expect((await etw('school', 'add', '--csv', 'a.csv')).err).toMatch(/1252/);
    expect((await etw('school', 'add', '--csv', 'b.csv')).err).not.toMatch(/1252/);
  });

  it('--encoding and --delimiter where detection is wrong', async () => {
    const place = desk();
    place.write('s.csv', windows1252(text('|')));
    const { code } = await place.etw('school', 'add', '--csv', 's.csv', '--delimiter', '|', '--encoding', 'windows-1252');
    expect(code).toBe(0);
    expect(await schoolOf(place, '09990011')).toMatchObject({ name: 'CEIP Peñaranda' });
  });

  it('bytes that a given encoding forbids end the run, also with --skip-invalid', async () => {
    const { etw, write } = desk();
    write('s.csv', windows1252(text(';')));
    expect((await etw('school', 'add', '--csv', 's.csv', '--encoding', 'utf-8', '--skip-invalid')).code).toBe(1);
  });
});

describe('standard input', () => {
  it('is read with --csv -, and its rejects go where --rejects says', async () => {
    const place = desk();
    const stdin = csv([
      { school_code: '09990011', name: 'x', funding: 'public' },
      { school_code: '24990023', name: 'x', funding: 'other' },
    ]);
    const run = ['school', 'add', '--csv', '-', '--json'];
    const first = await place.etwIn({ stdin }, ...run);
    expect([first.code, first.json.invalid, first.json.withheld]).toEqual([1, 1, 1]);
    const second = await place.etwIn({ stdin }, ...run, '--skip-invalid', '--rejects', 'out.csv');
    expect([second.code, second.json.accepted]).toEqual([3, 1]);
    expect(place.read('out.csv')).toMatch(/^line,error,school_code,name,funding\n3,/);
  });
});

describe('headers', () => {
  const spanish: readonly (readonly [command: string, header: string, row: string])[] = [
    [
      'school add',
      'codigo_centro;nombre;pais;comunidad;provincia;municipio;localidad;direccion;codigo_postal;titularidad;correo;cfie;alta_etwinning',
      '09990011;CEIP Uno;ES;ES-CL;Burgos;Roa;Roa;Calle 1;09300;concertado;uno@example.org;;1/9/2020',
    ],
    ['cfie add', 'CODIGO CFIE;nombre;provincia;municipio;Código Centro', 'CFIE-BURGOS;CFIE de Burgos;Burgos;;'],
    [
      'register',
      'Id Docente;Nombre;Apellidos;Correo;código centro;En activo;Fecha alta;Última actividad',
      `N1;Ana;Ruiz;n1@example.org;${roble};Sí;01/09/2025;30/6/2026`,
    ],
    ['approve teacher', 'id_docente;adscrito;datos correctos;visto bueno;replied_on', 'ANA;sí;S;no;'],
    [
      'project add',
      'ID_PROYECTO;Título;Modalidad;id docente;Inscrito;Inicio;Fin;Socios;Enlace',
      'P2;Ríos;anexado;ANA;1/10/2025;15/9/2025;15/6/2026;FR:Lycée|IT:Liceo;https://example.org',
    ],
    ['project assess', 'id_proyecto;codigo_centro;colaboración;TIC', `P1;${roble};sí;no`],
    ['approve project', 'id_proyecto;codigo_centro;aprobado', `P1;${roble};No`],
    ['report submit', 'id_proyecto;id_docente;tipo;entregado', 'P1;ANA;memoria;30/6/2026'],
    ['report evaluate', 'id_proyecto;id_docente;resultado', 'P1;ANA;NEGATIVA'],
    ['credits certify', 'id_proyecto;id_docente', 'P1;ANA'],
  ];
  it.each(spanish)('are read in Spanish, without case, accents, spaces or underscores: %s', async (command, header, row) => {
    const office = await officeWithP1();
    office.write('f.csv', `${header}\n${row}\n`);
    const { code, json, err } = await office.etw(...command.split(' '), '--csv', 'f.csv', '--json', '--quiet', ...neededBy(command));
    expect([code, json.accepted, err]).toEqual([0, 1, '']);
  });

  it.each([
    ['project', 'proyecto', 'Proyecto'],
    ['follow-up', 'seguimiento', 'SEGUIMIENTO'],
    ['final', 'memoria', 'Memoria'],
  ])('the words of a choice are read in both languages: %s', async (...words) => {
    const office = await officeWithP1();
    for (const kind of words) {
      const { json } = await office.feed('report submit', [{ project_id: 'P1', teacher_id: 'ANA', kind }]);
      expect([kind, json.unchanged]).toEqual([kind, 1]);
    }
  });

  it('unknown ones are named in a warning, and their cells are not read', async () => {
    const { etw, write } = desk();
    write('s.csv', 'school_code,Director,name,funding,nº\n09990011,x,y,public,7\n');
    const { code, err } = await etw('school', 'add', '--csv', 's.csv');
    expect(code).toBe(0);
    expect(err).toMatch(/Director.*nº/);
  });

  it('missing ones are an error that lists what was found', async () => {
    const { etw, write } = desk();
    write('s.csv', 'codigo,name\n09990011,y\n');
    const { code, json } = await etw('school', 'add', '--csv', 's.csv', '--json');
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 1, column: null }]);
    expect(json.errors[0]?.message).toMatch(/school_code.*funding.*codigo.*name/);
  });

  it.each(['school_code,name,funding,NAME', 'school_code,name,funding,nombre', 'school_code,codigo_centro,name,funding'])(
    'a duplicate one is an error: %s',
    async (header) => {
      const { etw, write } = desk();
      write('s.csv', `${header}\n09990011,x,public,x\n`);
      expect((await etw('school', 'add', '--csv', 's.csv', '--skip-invalid')).code).toBe(1);
    },
  );

  it('a header alone is no row, and blank lines are none', async () => {
    const { etw, write } = desk();
    write('s.csv', 'school_code,name,funding\n');
    expect(await etw('school', 'add', '--csv', 's.csv', '--json')).toMatchObject({ code: 0, json: { rows: 0, errors: [] } });
    write('s.csv', 'school_code,name,funding\n\n  \n,,\n09990011,x,public\n\n');
    const { json } = await etw('school', 'add', '--csv', 's.csv', '--json');
    expect([json.rows, json.accepted]).toEqual([1, 1]);
  });

  it('lines before the header are not skipped', async () => {
    const { etw, write } = desk();
    write('s.csv', 'Listado de centros\nschool_code,name,funding\n09990011,x,public\n');
    expect((await etw('school', 'add', '--csv', 's.csv')).code).toBe(1);
  });
});

describe('--map and --layout', () => {
  it('reads their headers as our columns', async () => {
    const place = desk();
    place.write('s.csv', 'Centro;Denominación;Tipo\n09990011;IES Uno;privado\n');
    const map = ['Centro=school_code', 'denominacion=name', 'Tipo=titularidad'].flatMap((entry) => ['--map', entry]);
    expect((await place.etw('school', 'add', '--csv', 's.csv', ...map)).code).toBe(0);
    expect(await schoolOf(place, '09990011')).toMatchObject({ name: 'IES Uno', funding: 'private' });
  });

  it('names their header in a fault', async () => {
    const { etw, write } = desk();
    write('s.csv', 'Centro;name;funding\n9990011;x;public\n');
    const { json } = await etw('school', 'add', '--csv', 's.csv', '--map', 'Centro=school_code', '--json');
    expect(json.errors).toMatchObject([{ line: 2, column: 'Centro', value: '9990011' }]);
  });

  it.each(['Centro=no_such_column', 'No such header=school_code', 'nonsense'])(
    'a mapping that names nothing is an error: %s',
    async (entry) => {
      const { etw, write } = desk();
      write('s.csv', 'Centro,name,funding\n09990011,x,public\n');
      expect((await etw('school', 'add', '--csv', 's.csv', '--map', entry)).code).not.toBe(0);
    },
  );

  it('reads the directory of Castilla y León (schools invented)', async () => {
    const place = desk();
    const header =
      'codigo;denominacion_generica_breve;denominacion_generica;denominacion_especifica;naturaleza;concierto;c_r_a;situacion;provincia;municipio;localidad;c_postal;correo_electronico;curso_academico';
    place.write(
      'directorio.csv',
      windows1252(
        [
          header,
          '05990014;CEIP;COLEGIO;EL ROBLE;PÚBLICO;N;N;ALTA;AVILA;VILLA INVENTADA (LA);LA VILLA;05999;05990014@example.org;2025',
          '24990011;Colegio;COLEGIO PRIVADO;LA ENCINA;PRIVADO;S;N;ALTA;LEON;VALDEINVENTA;VALDEINVENTA;24999;;2025',
          '05990026;Colegio;COLEGIO PRIVADO;;PRIVADO;N;N;ALTA;AVILA;ARENILLAS;ARENILLAS;05998;x@example.org;2025',
        ].join('\r\n'),
      ),
    );
    const { code, json, err } = await place.etw('school', 'add', '--csv', 'directorio.csv', '--layout', 'jcyl-directory', '--json');
    expect([code, json.accepted, json.created]).toEqual([0, 3, 3]);
    expect(err).not.toMatch(/c_r_a|situacion/);
    expect(await schoolOf(place, '05990014')).toMatchObject({
      name: 'CEIP EL ROBLE',
      country: 'ES',
      region: 'ES-CL',
      province: 'AVILA',
      municipality: 'VILLA INVENTADA (LA)',
      locality: 'LA VILLA',
      postal_code: '05999',
      email: '05990014@example.org',
      funding: 'public',
    });
    expect(await schoolOf(place, '24990011')).toMatchObject({ funding: 'subsidised', email: null });
    expect(await schoolOf(place, '05990026')).toMatchObject({ funding: 'private', name: 'Colegio' });
    const { list } = await place.etw('school', 'list', '--province', 'Ávila', '--json');
    expect(list.map((row) => row.school_code)).toEqual(['05990014', '05990026']);
  });
});

const row = (code: string, more: Cells = {}): Cells => ({ school_code: code, name: 'x', funding: 'public', ...more });

describe('rows of one file that share a key', () => {
  it('equal ones, after reading, make the later unchanged', async () => {
    const { take } = desk();
    const { json, results } = await take('school add', [
      row('09990011', { country: 'ES', etwinning_since: '2020-09-01', email: 'A@example.org' }),
      row(' 09990011 ', { country: 'es', funding: 'Público', etwinning_since: '1/9/2020', email: 'a@example.org' }),
    ]);
    expect(json).toMatchObject({ rows: 2, accepted: 1, unchanged: 1, created: 1 });
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'unchanged']);
  });

  it('two that differ in any column of the command are all invalid, wherever they stand', async () => {
    const { feed, etw } = desk();
    const rows = [row('09990011'), row('24990023'), row('09990011', { address: 'Calle 1' }), row('09990011')];
    const { code, json } = await feed('school add', rows);
    expect(code).toBe(1);
    expect(json).toMatchObject({ rows: 4, invalid: 3, withheld: 1 });
    expect(json.errors.map(({ line, column }) => [line, column])).toEqual([
      [2, null],
      [4, null],
      [5, null],
    ]);
    expect(json.errors[0]?.message).toMatch(/4.*5/);
    const skipped = await feed('school add', rows, '--skip-invalid');
    expect([skipped.code, skipped.json.accepted]).toEqual([3, 1]);
    expect((await etw('school', 'list', '--json')).list).toMatchObject([{ school_code: '24990023' }]);
  });

  it('far apart too', async () => {
    const { feed, etw } = desk();
    const many = Array.from({ length: 1200 }, (_, place) => row(`F${place}`, { country: 'FR' }));
    const { json } = await feed('school add', [...many, row('F0', { country: 'FR', name: 'y' })], '--skip-invalid');
    expect(json).toMatchObject({ rows: 1201, accepted: 1199, invalid: 2 });
    expect((await etw('school', 'show', 'F0')).code).toBe(5);
  });

  it('a malformed one does not count: the valid one goes in', async () => {
    const { feed } = desk();
    const { json } = await feed('school add', [row('09990011', { funding: 'other' }), row('09990011')], '--skip-invalid');
    expect(json).toMatchObject({ accepted: 1, invalid: 1 });
  });

  it('nor does one that names something unknown', async () => {
    const office = await anOffice();
    const { json } = await office.feed('register', [teacher('NEW', '49990017'), teacher('NEW', roble)], '--skip-invalid');
    expect(json).toMatchObject({ accepted: 1, invalid: 1 });
    expect(json.errors).toMatchObject([{ line: 2, column: 'school_code' }]);
  });

  it('a column the command does not have plays no part', async () => {
    const { take } = desk();
    const { json } = await take('school add', [row('09990011', { remark: 'a' }), row('09990011', { remark: 'b' })]);
    expect(json).toMatchObject({ accepted: 1, unchanged: 1 });
  });

  const keys: readonly (readonly [command: string, first: Cells, second: Cells, conflict: boolean])[] = [
    ['cfie add', { cfie: 'A', municipality: 'ROA (LA)' }, { cfie: 'B', municipality: 'La Roa' }, true],
    ['cfie add', { cfie: 'A', province: '47', name: 'x' }, { cfie: 'A', province: '34', name: 'x' }, false],
    ['cfie add', { cfie: 'A', name: 'x' }, { cfie: 'A', name: 'y' }, true],
    ['register', teacher('N', roble), teacher('N', encina), true],
    ['register', { ...teacher('N', roble), teacher_id: '' }, { ...teacher('N', encina), teacher_id: '' }, true],
    ['approve teacher', yes('ANA', { consent: 'no' }), yes('ANA', { attached: 'no' }), true],
    ['project add', project('P2'), project('P2', { enrolled_on: '2025-11-01' }), true],
    ['project add', project('P2'), project('P2', { teacher_id: 'BEA' }), false],
    ['project change', { project_id: 'P1', title: 'a', reason: 'r' }, { project_id: 'P1', url: 'b', reason: 'r' }, true],
    [
      'report submit',
      { project_id: 'P1', teacher_id: 'ANA', kind: 'final', document: 'a' },
      { project_id: 'P1', teacher_id: 'ANA', kind: 'final', document: 'b' },
      true,
    ],
    [
      'report submit',
      { project_id: 'P1', teacher_id: 'ANA', kind: 'final', document: 'a' },
      { project_id: 'P1', teacher_id: 'ANA', kind: 'project', document: 'b' },
      false,
    ],
    [
      'report evaluate',
      { project_id: 'P1', teacher_id: 'ANA', result: 'negative' },
      { project_id: 'P1', teacher_id: 'ANA', result: 'positive' },
      true,
    ],
    ['credits certify', { project_id: 'P1', teacher_id: 'ANA', credits: 1 }, { project_id: 'P1', teacher_id: 'ANA' }, true],
    ['credits record', { teacher_id: 'ANA', year, credits: 1, cfie: 'X' }, { teacher_id: 'ANA', year, credits: 2, cfie: 'X' }, true],
    [
      'credits record',
      { teacher_id: 'ANA', year, credits: 1, cfie: 'X', certificate: '1' },
      { teacher_id: 'ANA', year, credits: 2, cfie: 'X', certificate: '2' },
      false,
    ],
    ['revoke', { decision: 'D000001', reason: 'a' }, { decision: 'D000001', reason: 'b' }, true],
  ];
  it.each(keys)('%s: %j and %j conflict: %s', async (command, first, second, conflict) => {
    const office = await officeWithP1();
    const { json } = await office.feed(command, [first, second], '--dry-run', ...neededBy(command));
    expect(json.invalid).toBe(conflict ? 2 : 0);
  });
});

describe('a teacher’s e-mail names one person', () => {
  it.each([
    ['of the register', [teacher('NEW', roble, { email: 'ana@example.org' })], 2],
    ['of the register, in capitals and with spaces', [teacher('NEW', roble, { email: ' ANA@Example.ORG ' })], 2],
    ['of an earlier row', [teacher('N1', roble, { email: 'n@example.org' }), teacher('N2', roble, { email: 'n@example.org' })], 3],
  ])('that of another teacher %s is invalid in column email', async (_, rows, line) => {
    const office = await anOffice();
    const { code, json } = await office.feed('register', rows);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line, column: 'email' }]);
  });

  it('a row without an id is found by it', async () => {
    const office = await anOffice();
    const { results } = await office.take('register', [{ ...teacher('ANA', roble, { family_name: 'Otra' }), teacher_id: '' }]);
    expect(results).toMatchObject([{ status: 'accepted', teacher_id: 'ANA' }]);
    expect((await office.etw('teacher', 'show', 'ANA', '--json')).object).toMatchObject({ family_name: 'Otra' });
  });

  it('an address that was given up in an earlier row may be taken, also by somebody without an id', async () => {
    const office = await anOffice();
    const { json, results } = await office.take('register', [
      teacher('ANA', roble, { email: 'ana.nueva@example.org' }),
      { ...teacher('NEW', roble, { email: 'ana@example.org' }), teacher_id: '' },
    ]);
    expect(json).toMatchObject({ updated: 1, created: 1 });
    expect(results[1]?.teacher_id).toMatch(/\S/);
    const { list } = await office.etw('export', 'teachers', '--json');
    expect(list.filter((one) => one.teacher_id === '' || one.teacher_id === null)).toEqual([]);
  });

  it('two schools for one teacher in one file are a key conflict, by id, by address, or by one each', async () => {
    const office = await anOffice();
    const there = teacher('ANA', encina, { registered_on: '2026-02-01' });
    const back = teacher('ANA', schools.pino, { registered_on: '2026-03-01' });
    for (const [first, second] of [
      [there, back],
      [
        { ...there, teacher_id: '' },
        { ...back, teacher_id: '' },
      ],
      [there, { ...back, teacher_id: '' }],
      [{ ...there, teacher_id: '' }, back],
    ] as const) {
      const { json } = await office.feed('register', [first, second], '--dry-run');
      expect([json.invalid, json.errors.map(({ line }) => line)]).toEqual([2, [2, 3]]);
    }
  });
});

describe('cells', () => {
  it('an empty or absent optional cell leaves what is known; - clears it', async () => {
    const place = desk();
    const known = { email: 'a@example.org', cfie: 'C', province: 'Ávila', etwinning_since: '2020-09-01', address: 'Calle 1' };
    await place.take('school add', [row('09990011', known)]);
    await place.take('school add', [row('09990011')]);
    await place.take('school add', [row('09990011', { email: '', cfie: '', etwinning_since: '' })]);
    expect(await schoolOf(place, '09990011')).toMatchObject(known);
    await place.take('school add', [row('09990011', { email: '-', cfie: '-', etwinning_since: '-' })]);
    expect(await schoolOf(place, '09990011')).toMatchObject({ ...known, email: null, cfie: null, etwinning_since: null });
  });

  it('- clears as an option too, and in other commands', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', roble, { last_active_on: '2026-06-01' })]);
    const show = async () => (await office.etw('teacher', 'show', 'ANA', '--json')).object.last_active_on;
    await office.take('register', [teacher('ANA', roble)]);
    expect(await show()).toBe('2026-06-01');
    await office.take('register', [teacher('ANA', roble, { last_active_on: '-' })]);
    expect(await show()).toBeNull();
    await office.take('project add', [project('P1', { url: 'https://example.org' })]);
    await office.etw('project', 'change', '--project', 'P1', '--url', '-', '--reason', 'gone');
    expect((await office.etw('project', 'show', 'P1', '--json')).object.url).toBeNull();
  });

  it('are trimmed, and codes are text: nothing is taken for a number', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('007', ` ${roble} `, { given_name: '  1e5 ', email: 'x7@example.org' })]);
    expect((await office.etw('teacher', 'show', '007', '--json')).object).toMatchObject({
      teacher_id: '007',
      given_name: '1e5',
      school_code: roble,
    });
  });

  it.each(['yes', 'no', 'sí', 'SI', 's', 'N', 'true', 'FALSE', '1', '0'])('yes and no: %s', async (word) => {
    const office = await anOffice();
    expect((await office.feed('approve teacher', [yes('ANA', { consent: word })])).code).toBe(0);
  });

  it.each([
    ['a row with too few cells', 'school_code,name,funding\n09990011,x\n', null],
    ['a row with too many cells', 'school_code,name,funding\n09990011,x,public,y\n', null],
    ['a control character', 'school_code,name,funding\n09990011,x\u0007y,public\n', 'name'],
    ['a control character of the upper half', 'school_code,name,funding\n09990011,x\u0085y,public\n', 'name'],
    ['a day that is none', 'school_code,name,funding,etwinning_since\n09990011,x,public,30/2/2020\n', 'etwinning_since'],
    ['a day with the month first', 'school_code,name,funding,etwinning_since\n09990011,x,public,12/31/2020\n', 'etwinning_since'],
    ['an address that is none', 'school_code,name,funding,email\n09990011,x,public,nobody\n', 'email'],
    ['a country that is none', 'school_code,name,funding,country\n09990011,x,public,Spain\n', 'country'],
    ['a required cell that is empty', 'school_code,name,funding\n09990011,,public\n', 'name'],
  ])('%s is an invalid row', async (_, text, column) => {
    const { etw, write } = desk();
    write('s.csv', text);
    const { code, json } = await etw('school', 'add', '--csv', 's.csv', '--json');
    expect(code).toBe(1);
    expect(json).toMatchObject({ rows: 1, invalid: 1, errors: [{ line: 2, column }] });
  });

  it('bytes that Windows-1252 does not define count as control characters', async () => {
    const { etw, write } = desk();
    write('s.csv', Buffer.concat([windows1252('school_code;name;funding\n09990011;Peña'), Buffer.from([0x81]), windows1252(';public\n')]));
    const { json } = await etw('school', 'add', '--csv', 's.csv', '--json');
    expect(json).toMatchObject({ invalid: 1, errors: [{ line: 2, column: 'name' }] });
  });

  it.each([
    ['2026-02-03', '2026-02-03'],
    ['3/2/2026', '2026-02-03'],
    ['03/02/2026', '2026-02-03'],
  ])('a day written %s is %s', async (written, day) => {
    const place = desk();
    await place.take('school add', [row('09990011', { etwinning_since: written })]);
    expect((await schoolOf(place, '09990011')).etwinning_since).toBe(day);
  });
});

describe('codes of schools', () => {
  it.each([
    ['school add', row('5990014'), 'school_code'],
    ['register', teacher('N', '5990014'), 'school_code'],
    ['project assess', { project_id: 'P1', school_code: '5990014', collaboration: 'yes', ict: 'yes' }, 'school_code'],
    ['cfie add', { cfie: 'C', school_code: '5990014' }, 'school_code'],
  ])('seven digits are refused with the hint that a zero was lost: %s', async (command, cells, column) => {
    const office = await anOffice();
    const { code, json } = await office.feed(command, [cells]);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column, value: '5990014' }]);
    expect(json.errors[0]?.message).toContain('05990014');
  });

  it('a check digit that does not hold is a warning, never a refusal', async () => {
    const { take } = desk();
    expect((await take('school add', [row('09990012')])).err).toContain('09990012');
    expect((await take('school add', [row('09990011')])).err).not.toContain('09990011');
  });

  it.each(['123456', '0599001A', '123456789'])('in Spain they have 8 digits: %s is invalid', async (code) => {
    const { feed } = desk();
    expect((await feed('school add', [row(code)])).json.errors).toMatchObject([{ line: 2, column: 'school_code', value: code }]);
  });

  it.each(['0123456A', 'UAI-7', '12'])('of other countries are free text: %s', async (code) => {
    const { take } = desk();
    const { err } = await take('school add', [row(code, { country: 'FR' })]);
    expect(err).not.toContain(code);
  });

  it('keep their leading zero through an export', async () => {
    const { take, etw } = desk();
    await take('school add', [row('09990011'), row('05990014')]);
    const { out } = await etw('export', 'schools');
    expect(out).toMatch(/^05990014,/m);
    expect(out).toMatch(/^09990011,/m);
  });
});

describe('countries', () => {
  it.each([
    ['EL', 'GR'],
    ['UK', 'GB'],
    ['gr', 'GR'],
  ])('%s is read as %s', async (written, country) => {
    const office = await anOffice();
    await office.take('school add', [row('X1', { country: written })]);
    expect(await schoolOf(office, 'X1')).toMatchObject({ country });
    await office.take('project add', [project('P1', { partners: `${written}:One|IT:Two` })]);
    const [found] = (await office.etw('project', 'list', '--json')).list;
    expect(found?.partners).toBe(`${country}:One|IT:Two`);
  });
});

describe('sheets that ask for answers', () => {
  it.each([
    ['approve teacher', { teacher_id: 'ANA', attached: '', data_correct: '', consent: '', replied_on: '' }],
    ['project assess', { project_id: 'P1', school_code: roble, collaboration: '', ict: '' }],
    ['approve project', { project_id: 'P1', school_code: roble, approved: '' }],
  ])('%s: a row without answers is unchanged, and what is for the reader is ignored silently', async (command, cells) => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const before = await office.head();
    const reader = Object.fromEntries(
      'school_name,school_email,given_name,family_name,title,url,since,days,asked'.split(',').map((name) => [name, 'x']),
    );
    const { code, json, results, err } = await office.feed(command, [{ ...cells, ...reader }]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ rows: 1, unchanged: 1, invalid: 0 });
    expect(results.map(said)).toEqual(['unchanged']);
    expect(err).not.toMatch(/school_name|asked/);
    expect(await office.head()).toBe(before);
  });

  it('a row with one answer of three is invalid', async () => {
    const office = await anOffice();
    const { json } = await office.feed('approve teacher', [{ teacher_id: 'ANA', attached: 'yes', data_correct: '', consent: '' }]);
    expect(json.errors.map(({ column }) => column)).toEqual(['data_correct', 'consent']);
  });
});

describe('a date of something that has happened, later than --on, makes the row invalid', () => {
  const later: readonly (readonly [command: string, cells: Cells, column: string])[] = [
    ['register', teacher('N', roble), 'registered_on'],
    ['register', teacher('N', roble), 'last_active_on'],
    ['approve teacher', yes('ANA', { consent: 'no' }), 'replied_on'],
    ['project add', project('P2'), 'enrolled_on'],
    ['project assess', { project_id: 'P1', school_code: roble, collaboration: 'yes', ict: 'no' }, 'assessed_on'],
    ['approve project', { project_id: 'P1', school_code: roble, approved: 'no' }, 'replied_on'],
    ['report submit', { project_id: 'P1', teacher_id: 'ANA', kind: 'final' }, 'submitted_on'],
    ['report evaluate', { project_id: 'P1', teacher_id: 'ANA', result: 'negative' }, 'evaluated_on'],
  ];
  it.each(later)('%s %j: %s', async (command, cells, column) => {
    const office = await officeWithP1();
    const on = ['--on', '2026-09-01', '--dry-run'];
    const { code, json } = await office.feed(command, [{ ...cells, [column]: '2026-09-02' }], ...on);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column, value: '2026-09-02' }]);
    // The row may be refused or say nothing new, but it is valid.
    expect((await office.feed(command, [{ ...cells, [column]: '2026-09-01' }], ...on)).json.invalid).toBe(0);
  });

  it('the days of a project may lie ahead', async () => {
    const office = await anOffice();
    const { results } = await office.take('project add', [project('P1', { form: 'new', starts_on: '2026-10-01', ends_on: '2027-06-01' })]);
    expect(results.map(said)).toEqual(['granted']);
  });
});
