import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { checkEncoding } from '../../src/batch/encoding.ts';
import { faultLine, InputFault } from '../../src/batch/fault.ts';
import { text, yesNo } from '../../src/batch/parsers.ts';
import { openSheet, parseDelimiter } from '../../src/batch/read.ts';
import { openSource } from '../../src/batch/source.ts';
import { en } from '../../src/languages/en/index.ts';
import { es } from '../../src/languages/es/index.ts';
import { column, faults, headersOf, lines, read, refusal, teachers, values } from './reading.ts';

const fixture = (name: string) => new URL(`../../fixtures/csv/${name}`, import.meta.url).pathname;
const ana = { teacher_id: 'T1', email: 'ana@example.org' };
const utf16 = (written: string, order: 'le' | 'be' = 'le') => {
  const bytes = Buffer.from(`\ufeff${written}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const latin1 = (written: string) => Buffer.from(written, 'latin1');

describe('a source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etw-read-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const stdin = (written: string) => Readable.from([Buffer.from(written)]);
  const rowsOf = async (place: string, input = stdin('')) => {
    const sheet = await openSheet(await openSource(place, input, en, 7), teachers, {}, en);
    const rows = [];
    for await (const chunk of sheet.chunks(100)) rows.push(...chunk.map((row) => row.values));
    return rows;
  };

  it('is a file, read again as often as needed', async () => {
    const path = join(folder, 'teachers.csv');
    writeFileSync(path, 'teacher_id,email\nT1,ana@example.org\n');
    expect(await rowsOf(path)).toEqual([ana]);
    expect(await rowsOf(path)).toEqual([ana]);
  });

  it('is standard input where the place is a hyphen', async () => {
    expect(await rowsOf('-', stdin('teacher_id,email\nT1,ana@example.org\n'))).toEqual([ana]);
  });

  it.skipIf(process.platform === 'win32')('may be a pipe, which can be read once alone and comes in pieces', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const writing = writeFile(path, 'teacher_id,email\nT1,ana@example.org\n');
    expect(await rowsOf(path)).toEqual([ana]);
    await writing;
  });

  it.each([
    ['does not exist', 'missing.csv', en.batch.noFile],
    ['lies in no folder', 'missing/teachers.csv', en.batch.noFile],
    ['is a folder', '.', en.batch.isFolder],
  ])('is refused where it %s', async (_, name, message) => {
    const error = await openSource(join(folder, name), stdin(''), en).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputFault);
    expect((error as InputFault).faults).toEqual([{ line: null, column: null, value: null, message }]);
  });

  it('gives chunks of the size asked for', async () => {
    const written = `teacher_id,email\n${Array.from({ length: 7 }, (_, at) => `T${at},t${at}@example.org\n`).join('')}`;
    const sheet = await openSheet(await openSource('-', stdin(written), en), teachers, {}, en);
    const sizes = [];
    for await (const chunk of sheet.chunks(3)) sizes.push(chunk.length);
    expect(sizes).toEqual([3, 3, 1]);
  });
});

describe('the encoding', () => {
  const written = 'teacher_id;email;remark\nT1;ana@example.org;Íñigo Núñez, «dobla»\n';
  const expected = [{ ...ana, remark: 'Íñigo Núñez, «dobla»' }];

  it.each([
    ['UTF-8', Buffer.from(written), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${written}`), 'utf-8'],
    ['UTF-16 with its mark', utf16(written), 'utf-16le'],
    ['UTF-16 in the other byte order', utf16(written, 'be'), 'utf-16be'],
    ['Windows-1252', latin1(written), 'windows-1252'],
  ])('is found to be %s', async (_, bytes, encoding) => {
    const found = await read(bytes);
    expect(found.sheet.encoding).toBe(encoding);
    expect(values(found)).toEqual(expected);
  });

  it('is said where it is Windows-1252, in the language of the reader', async () => {
    expect((await read(latin1(written))).sheet.warnings).toEqual(['not UTF-8: read as Windows-1252']);
    expect((await read(latin1(written), { t: es })).sheet.warnings).toEqual(['no es UTF-8: se lee como Windows-1252']);
    expect((await read(latin1(written), { options: { encoding: 'windows-1252' } })).sheet.warnings).toEqual([]);
    expect((await read(written)).sheet.warnings).toEqual([]);
  });

  it('reads the signs Windows-1252 has and Latin-1 has not', async () => {
    const bytes = Buffer.concat([latin1('teacher_id;email;remark\nT1;ana@example.org;'), Buffer.from([0x80, 0x93, 0x94, 0x85, 0x9e])]);
    expect(values(await read(bytes))).toEqual([{ ...ana, remark: '€“”…ž' }]);
  });

  it('looks at the whole file before it takes it for UTF-8', async () => {
    const long = `teacher_id;email\n${'T;t@example.org\n'.repeat(20_000)}`;
    const found = await read(Buffer.concat([Buffer.from(long), latin1('Ñ;n@example.org\n')]), { piece: 4096 });
    expect(found.sheet.encoding).toBe('windows-1252');
    expect(values(found).at(-1)).toEqual({ teacher_id: 'Ñ', email: 'n@example.org' });
  });

  it('takes a file cut within a character for Windows-1252', async () => {
    expect((await read(Buffer.from(`${written}Ñ`).subarray(0, -1))).sheet.encoding).toBe('windows-1252');
  });

  it('refuses what a given encoding forbids, and names the line', async () => {
    const message = en.batch.badBytes('utf-8');
    const bytes = Buffer.concat([Buffer.from('teacher_id;email\nT1;ana@example.org\n'), latin1('Ñ;n@example.org\n')]);
    for (const piece of [1, 7, 1000])
      expect(await refusal(bytes, { piece, options: { encoding: 'UTF-8' } })).toEqual([{ line: 3, column: null, value: null, message }]);
  });

  it('refuses UTF-16 under a given encoding that is another', async () => {
    expect(await refusal(utf16(written), { options: { encoding: 'utf-8' } })).toMatchObject([{ line: 1 }]);
  });

  it('takes either byte order for a given utf-16', async () => {
    for (const order of ['le', 'be'] as const)
      expect(values(await read(utf16(written, order), { options: { encoding: 'utf-16' } }))).toEqual(expected);
  });

  it.each([
    ['an odd number of bytes', Buffer.concat([utf16(written), Buffer.from([0x41])]), 3],
    ['a lone surrogate', Buffer.concat([utf16(written), Buffer.from([0x00, 0xd8, 0x41, 0x00, 0x0a, 0x00])]), 3],
  ])('refuses UTF-16 with %s', async (_, bytes, line) => {
    for (const piece of [1, 5, 1000])
      expect(await refusal(bytes, { piece })).toMatchObject([{ line, message: en.batch.badBytes('utf-16le') }]);
  });

  it('is UTF-8 where the mark says so, or a fault', async () => {
    expect(await refusal(Buffer.concat([Buffer.from(`\ufeff${written}`), latin1('Ñ')]))).toMatchObject([{ line: 3 }]);
  });

  it('can be named by any name the standard knows', async () => {
    expect(['utf-8', 'UTF8', 'windows-1252', 'latin1', 'iso-8859-15', 'utf-16', 'utf-16be'].every(checkEncoding)).toBe(true);
    expect(['', 'utf-9', 'cp850', 'excel'].some(checkEncoding)).toBe(false);
    expect(await refusal(written, { options: { encoding: 'utf-9' } })).toMatchObject([{ message: 'unknown encoding utf-9' }]);
  });

  it.each([1, 2, 9])('refuses a NUL character on line %i', async (line) => {
    const bytes = Array.from({ length: 10 }, (_, at) => (at === 0 ? 'teacher_id;email' : `T${at};t${at}@example.org`));
    bytes[line - 1] += '\0';
    for (const piece of [3, 1000])
      expect(await refusal(bytes.join('\n'), { piece })).toEqual([{ line, column: null, value: null, message: en.batch.nul }]);
  });

  it('takes UTF-16 without its mark for a file with NULs, and reads it where it is named', async () => {
    const bytes = utf16(written).subarray(2);
    expect(await refusal(bytes)).toMatchObject([{ line: 1, message: en.batch.nul }]);
    expect(values(await read(bytes, { options: { encoding: 'utf-16le' } }))).toEqual(expected);
  });
});

describe('the delimiter', () => {
  it.each([',', ';', '\t'])('is found: %j', async (delimiter) => {
    const found = await read(`teacher_id${delimiter}email\nT1${delimiter}ana@example.org\n`);
    expect(found.sheet.delimiter).toBe(delimiter);
    expect(values(found)).toEqual([ana]);
  });

  it('is the one under which most headers are known', async () => {
    const found = await read('teacher_id;email;a,b,c,d,e,f\nT1;ana@example.org;x\n');
    expect(found.sheet.delimiter).toBe(';');
    expect(found.sheet.warnings).toEqual(['unknown columns, not read: a,b,c,d,e,f']);
  });

  it('is found where the header is quoted, and runs over two lines', async () => {
    const found = await read('"teacher_id";"email";"remark, or\nnothing"\nT1;ana@example.org;\n');
    expect(found.sheet.delimiter).toBe(';');
    expect(lines(found)).toEqual([3]);
  });

  it('is taken as given', async () => {
    expect(values(await read('teacher_id|email\nT1|ana@example.org\n', { options: { delimiter: '|' } }))).toEqual([ana]);
    expect(await refusal('teacher_id;email\n', { options: { delimiter: ',' } })).toMatchObject([{ line: 1, column: null }]);
  });

  it('is one sign that can part cells', () => {
    expect(['tab', '\\t', '\t', ';', '|', ','].map(parseDelimiter)).toEqual(['\t', '\t', '\t', ';', '|', ',']);
    expect(['', '"', 'a', '1', ' ', '\n', ';;', 'ñ'].map(parseDelimiter)).toEqual(Array(8).fill(null));
  });
});

describe('the header', () => {
  it('matches without case, accents, spaces, underscores or hyphens, in English or Spanish', async () => {
    for (const header of [
      'Teacher ID,E-mail,In Service,Observacion',
      'ID docente,CORREO,en-activo,OBSERVACIÓN',
      ' id_docente ,email,inservice,remark',
    ])
      expect(values(await read(`${header}\nT1,ana@example.org,sí,x\n`))).toEqual([{ ...ana, in_service: true, remark: 'x' }]);
  });

  it('tells what the file calls a column of ours', async () => {
    const found = await read('Correo,ID docente\n');
    expect(headersOf(found)).toEqual({ teacher_id: 'ID docente', email: 'Correo' });
    expect(found.sheet.header).toEqual(['Correo', 'ID docente']);
  });

  it('alone is no rows', async () => {
    for (const end of ['', '\n', '\r\n', '\n\n  \n']) expect((await read(`teacher_id,email${end}`)).rows).toEqual([]);
  });

  it.each(['', '\ufeff', '\n', '  \r\n'])('is missing in an empty file: %j', async (written) => {
    expect(await refusal(written)).toEqual([{ line: null, column: null, value: null, message: en.batch.emptyFile }]);
  });

  it('is the first line, whatever stands there', async () => {
    for (const first of ['', 'sep=,', 'Teachers of 2026'])
      expect(await refusal(`${first}\nteacher_id,email\n`)).toMatchObject([{ line: 1, column: null }]);
  });

  it('lists what is missing, what was found and what was perhaps meant', async () => {
    const [fault] = await refusal('teacher_ids,mail,remark\n');
    expect(fault).toEqual({
      line: 1,
      column: null,
      value: null,
      message:
        'missing columns: teacher_id, email; found: teacher_ids, mail, remark; did you mean --map "teacher_ids=teacher_id" --map "mail=email"?',
    });
    const [falta] = await refusal('remark\n', { t: es });
    expect(falta?.message).toBe('faltan columnas: teacher_id, email; se han encontrado: remark');
  });

  it('must have a column that only some rows need', async () => {
    const columns = [...teachers, column('reason', text, { required: false, conditional: true })];
    expect(await refusal('teacher_id,email\n', { columns })).toMatchObject([{ line: 1 }]);
    expect(values(await read('teacher_id,email,reason\nT1,ana@example.org,\n', { columns }))).toEqual([ana]);
  });

  it('is refused with the same header twice, or two for one column', async () => {
    expect(await refusal('teacher_id,email,Teacher ID\n')).toEqual([
      { line: 1, column: 'Teacher ID', value: null, message: en.batch.headerTwice },
    ]);
    expect(await refusal('teacher_id,email,extra,extra\n')).toMatchObject([{ column: 'extra' }]);
    expect(await refusal('teacher_id,email,correo\n')).toEqual([
      { line: 1, column: 'correo', value: null, message: 'names the column email, as “email” does' },
    ]);
  });

  it('names unknown columns in one warning, and those without a name by their place', async () => {
    expect((await read('teacher_id,email,shoe,,hat\n')).sheet.warnings).toEqual(['unknown columns, not read: shoe, #4, hat']);
    expect((await read('teacher_id,email,shoe\n', { t: es })).sheet.warnings).toEqual(['columnas desconocidas, no se leen: shoe']);
  });

  it('refuses a header that holds control characters, also one that no column has, and prints them harmlessly', async () => {
    const [fault] = await refusal('teacher_id,email,hat\u001b[31m\n');
    expect(fault).toMatchObject({ line: 1, column: 'hat\u001b[31m', message: 'contains control characters' });
    expect(fault && faultLine('t.csv', fault, en)).not.toContain('\u001b');
  });

  it('ignores silently what a sheet of requests says beside the answers, and in no other file', async () => {
    const beside = 'school_name,school_email,given_name,family_name,title,url';
    const sheet = `teacher_id,email,${beside},since,days,asked\n`;
    const warning = [`unknown columns, not read: ${beside.replaceAll(',', ', ')}`];
    expect((await read(sheet, { options: { keys: ['teacher_id'] } })).sheet.warnings).toEqual([]);
    expect((await read(`teacher_id,email,${beside}\n`, { options: { keys: ['teacher_id'] } })).sheet.warnings).toEqual(warning);
    expect((await read(sheet)).sheet.warnings).toEqual([`${warning}, since, days, asked`]);
  });

  it('reads such a column where the command has it', async () => {
    const columns = [...teachers, column('url', text)];
    expect(values(await read('teacher_id,email,url\nT1,ana@example.org,u\n', { columns }))).toEqual([{ ...ana, url: 'u' }]);
  });

  it('maps their headers to our columns', async () => {
    const options = { map: ['Código = teacher_id', 'e=mail=correo'] };
    const found = await read('codigo,E=Mail\nT1,ana@example.org\n', { options });
    expect(values(found)).toEqual([ana]);
    expect(found.sheet.warnings).toEqual([]);
    expect(headersOf(found)).toEqual({ teacher_id: 'codigo', email: 'E=Mail' });
  });

  it('takes a mapped header for the column it is mapped to, not for the one it names', async () => {
    const columns = [...teachers, column('code', text, { required: false })];
    expect(values(await read('code,email\nT1,ana@example.org\n', { columns, options: { map: ['code=teacher_id'] } }))).toEqual([ana]);
  });

  it('refuses a mapping of a header the file has not, or to a column we have not', async () => {
    const file = 'teacher_id,email\n';
    expect(await refusal(file, { options: { map: ['teacher_it=remark'] } })).toEqual([
      { line: 1, column: 'teacher_it', value: null, message: 'the file has no such header to map; did you mean “teacher_id”?' },
    ]);
    for (const entry of ['email=remarks', 'email', '=email'])
      expect(await refusal(file, { options: { map: [entry] } })).toMatchObject([{ line: null, column: null, value: entry }]);
    expect((await refusal(file, { options: { map: ['email=remarks'] } }))[0]?.message).toContain('did you mean remark?');
    expect(await refusal(file, { options: { map: ['teacher_id=email'] } })).toMatchObject([
      { column: 'email' },
      { message: expect.stringContaining('teacher_id') },
    ]);
  });
});

describe('a row', () => {
  const header = 'teacher_id,email,in_service,remark';
  const one = async (row: string | Uint8Array, t = en as typeof en | typeof es) =>
    read(typeof row === 'string' ? `${header}\n${row}\n` : Buffer.concat([Buffer.from(`${header}\n`), row]), { t });

  it('has its cells trimmed, and empty optional ones absent', async () => {
    expect(values(await one(' T1 ,\tana@example.org\u00a0, , '))).toEqual([ana]);
  });

  it('keeps its cells as they came', async () => {
    expect((await one(' T1 ,ana@example.org,"a\r\nb", ""')).rows[0]?.cells).toEqual([' T1 ', 'ana@example.org', 'a\r\nb', ' ""']);
  });

  it('clears an optional column with a hyphen, and only an optional one', async () => {
    expect(values(await one('-,ana@example.org,-,-'))).toEqual([
      { teacher_id: '-', email: 'ana@example.org', in_service: null, remark: null },
    ]);
  });

  it('is no row where it is blank, or nothing but delimiters', async () => {
    const found = await read(`${header}\n\n   \n,,,\n ,, ,\n,,,,,,\n\nT1,ana@example.org,,\n\t\n,,,\n`);
    expect(values(found)).toEqual([ana]);
    expect(lines(found)).toEqual([8]);
  });

  it('is at fault where a required cell is empty', async () => {
    const found = await one(' ,ana@example.org,,x');
    expect(faults(found)).toEqual([{ line: 2, column: 'teacher_id', value: null, message: 'is required' }]);
    expect(values(found)).toEqual([null]);
    expect(faults(await one(' ,ana@example.org,,x', es))).toMatchObject([{ message: 'es obligatorio' }]);
  });

  it('has one fault for each cell, with the header and the value of the file', async () => {
    const found = await read('ID docente;Correo;En activo\nT1;ana;quizá\n');
    expect(faults(found)).toEqual([
      { line: 2, column: 'Correo', value: 'ana', message: 'is not an e-mail address' },
      { line: 2, column: 'En activo', value: 'quizá', message: 'is neither yes nor no' },
    ]);
    const [fault] = faults(await read('ID docente;Correo\nT1;ana\n', { t: es }));
    expect(fault && faultLine('docentes.csv', fault, es)).toBe('docentes.csv:2 Correo: «ana» no es una dirección de correo electrónico');
  });

  it.each([
    ['T1,ana@example.org,,,x', 'the row has 5 cells, the header 4'],
    ['T1,ana@example.org', 'the row has 2 cells, the header 4'],
    ['T1', 'the row has 1 cell, the header 4'],
  ])('is at fault with too few or too many cells: %s', async (row, message) => {
    const found = await one(row);
    expect(faults(found)).toEqual([{ line: 2, column: null, value: null, message }]);
    expect(found.rows[0]?.cells).toEqual(row.split(','));
    expect(faultLine('teachers.csv', faults(found)[0] as never, en)).toBe(`teachers.csv:2: ${message}`);
  });

  it.each(['\u0001', '\u000b', '\u000c', '\u001b[31m', '\u007f', '\u0085', '\u009f'])(
    'is at fault with a control character: %j',
    async (control) => {
      const found = await one(`T1,ana@example.org,,a${control}b\nT2,t2@example.org,,fine\n`);
      expect(faults(found)).toEqual([
        { line: 2, column: 'remark', value: expect.stringMatching(/^a\\u00/), message: 'contains control characters' },
      ]);
      expect(found.rows[1]?.values).toMatchObject({ teacher_id: 'T2' });
    },
  );

  it('is at fault with a control character in a column nobody reads, and tells its other faults too', async () => {
    const found = await read('teacher_id,email,shoe\nT1,ana,\u0001\n');
    expect(faults(found)).toMatchObject([
      { column: 'shoe', value: '\\u0001' },
      { column: 'email', value: 'ana' },
    ]);
  });

  it('may hold tabs and line ends within a cell', async () => {
    expect(values(await one('T1,ana@example.org,,"a\tb\r\nc\nd"'))).toEqual([{ ...ana, remark: 'a\tb\nc\nd' }]);
  });

  it.each([0x81, 0x8d, 0x8f, 0x90, 0x9d])('is at fault with a byte Windows-1252 does not define: %i', async (byte) => {
    const row = Buffer.concat([latin1('T1,ana@example.org,,ñ'), Buffer.from([byte])]);
    expect(faults(await one(row))).toEqual([{ line: 2, column: 'remark', value: `ñ\\u00${byte.toString(16)}`, message: en.batch.control }]);
  });

  it('refuses a cell of five million characters in one line', async () => {
    for (const cell of ['x'.repeat(5e6), `"${'x\n'.repeat(2.5e6)}"`]) {
      const [fault, ...others] = faults(await one(`T1,ana@example.org,,${cell}`));
      expect(others).toEqual([]);
      expect(fault).toMatchObject({ line: 2, column: 'remark', message: expect.stringContaining('10000 at most') });
      expect(faultLine('t.csv', fault as never, en).length).toBeLessThan(400);
      expect(faultLine('t.csv', fault as never, en)).not.toContain('\n');
    }
  });
});

describe('a sheet of requests', () => {
  const columns = [
    column('teacher_id', text),
    column('consent', yesNo),
    column('remark', text, { required: false }),
    column('replied_by', text, { required: false }),
  ];
  const options = { keys: ['teacher_id'] };
  const header = 'teacher_id,consent,remark,replied_by';
  const sheet = (rows: string, mark = 'since') => read(`${header},school_name,${mark}\n${rows}`, { columns, options });
  const said = ({ rows }: Awaited<ReturnType<typeof sheet>>) => rows.map(({ unanswered, values }) => ({ unanswered, values }));

  it.each(['since', 'Days', 'asked'])('is known by its column %s: a row with nothing but its keys says nothing yet', async (mark) => {
    expect(said(await sheet('T1, ,,,CEIP,9\nT2,yes,,,CEIP,9\n', mark))).toEqual([
      { unanswered: true, values: { teacher_id: 'T1' } },
      { unanswered: false, values: { teacher_id: 'T2', consent: true } },
    ]);
  });

  it.each(['T1,,because,,,9', 'T1,,,Luis,,9'])('is at fault in a row that is half answered: %s', async (row) => {
    expect(faults(await sheet(`${row}\n`))).toMatchObject([{ line: 2, column: 'consent', message: 'is required' }]);
  });

  it('needs its keys all the same', async () => {
    expect(faults(await sheet(',,,,CEIP,9\n'))).toMatchObject([{ column: 'teacher_id', message: 'is required' }]);
  });

  it('is no file without such a column, nor one of a command that answers no requests', async () => {
    const fault = [{ column: 'consent', message: 'is required' }];
    expect(faults(await read(`${header},school_name\nT1,,,,CEIP\n`, { columns, options }))).toMatchObject(fault);
    expect(faults(await read(`${header},since\nT1,,,,9\n`, { columns }))).toMatchObject(fault);
  });

  it('in which a command needs nothing but the keys, waits for something beside them', async () => {
    const few = [column('teacher_id', text), column('remark', text, { required: false })];
    const found = await read('teacher_id,remark,days\nT1,,9\nT2,-,9\n', { columns: few, options });
    expect(said(found)).toEqual([
      { unanswered: true, values: { teacher_id: 'T1' } },
      { unanswered: false, values: { teacher_id: 'T2', remark: null } },
    ]);
  });
});

describe('quotes', () => {
  const header = 'teacher_id,email,remark';

  it('hold delimiters, line ends and doubled quotes', async () => {
    const found = await read(`${header}\n"T1","ana@example.org","says ""hi"", then\ngoes"\nT2,t2@example.org,\n`);
    expect(values(found)[0]).toEqual({ ...ana, remark: 'says "hi", then\ngoes' });
    expect(lines(found)).toEqual([2, 4]);
  });

  it('within an unquoted cell are letters', async () => {
    expect(values(await read(`${header}\nT1,ana@example.org,IES "Río" 2\n`))).toEqual([{ ...ana, remark: 'IES "Río" 2' }]);
  });

  it('may be followed by spaces, also at the end of the file', async () => {
    for (const end of ['', ' ', '\r', '\r\n', ' \n'])
      expect(values(await read(`${header}\n"T1" ,"ana@example.org","x"${end}`))).toEqual([{ ...ana, remark: 'x' }]);
  });

  it('with text after them make the row faulty, and only that row', async () => {
    const found = await read(`${header}\nT1,ana@example.org,"a"b"\nT2,t2@example.org,x\n`);
    expect(found.rows.map((row) => row.faults)).toEqual([[{ line: 2, column: null, value: null, message: en.batch.badQuote }], []]);
  });

  it.each([
    ['at the end of the file', `${header}\nT1,ana@example.org,x\nT2,t2@example.org,"x\nT3,t3@example.org,x\n`],
    ['up to another quote', `${header}\nT1,ana@example.org,x\nT2,t2@example.org,"x\nT3,t3@example.org,"y"\nT4,t4@example.org,"z"\n`],
    ['after a stray quote', `${header}\nT1,ana@example.org,x\nT2,t2@example.org,"x"y\nT3,t3@example.org,x\n`],
  ])('left open %s make the rest unsure, and the line is named where they open', async (_, written) => {
    for (const piece of [1, 10, 1000])
      expect(await refusal(written, { piece })).toEqual([{ line: 3, column: null, value: null, message: en.batch.unclosedQuote }]);
  });

  it('are named on the line they open on, also within a record of several lines', async () => {
    expect(await refusal(`${header}\nT1,"ana\n@example.org","x\n`)).toMatchObject([{ line: 3 }]);
  });

  it('left open or malformed in the header are a fault of the file', async () => {
    expect(await refusal('"teacher_id,email\nT1,ana@example.org\n')).toMatchObject([{ line: 1, message: en.batch.unclosedQuote }]);
    expect(await refusal('"teacher"_id",email\nT1,ana@example.org\n')).toMatchObject([{ line: 1, message: en.batch.badQuote }]);
  });

  it('left open before a very long text are refused before it fills the memory', async () => {
    const written = Buffer.concat([Buffer.from(`${header}\nT1,ana@example.org,"`), Buffer.alloc(20_000_000, 'abc\n')]);
    expect(await refusal(written, { piece: 256 * 1024 })).toMatchObject([{ line: 2, message: expect.stringContaining('16777216') }]);
  });
});

describe('a rejects file fed back', () => {
  it('loses its leading line and error without a word', async () => {
    const found = await read(
      'line;error;teacher_id;email\n7;email: “x” is wrong;T1;ana@example.org\n9;the row has 3 cells;T2;t2@example.org;x\n',
    );
    expect(found.sheet.warnings).toEqual([]);
    expect(found.sheet.header).toEqual(['teacher_id', 'email']);
    expect(found.rows.map((row) => row.cells)).toEqual([
      ['T1', 'ana@example.org'],
      ['T2', 't2@example.org', 'x'],
    ]);
    expect(values(found)).toEqual([ana, null]);
    expect(faults(found)).toEqual([{ line: 3, column: null, value: null, message: 'the row has 3 cells, the header 2' }]);
  });

  it('is one only where both lead', async () => {
    expect((await read('error,teacher_id,email\n')).sheet.warnings).toEqual(['unknown columns, not read: error']);
    expect((await read('teacher_id,line,error,email\n')).sheet.warnings).toEqual(['unknown columns, not read: line, error']);
  });
});

describe('files as offices send them', () => {
  const open = async (name: string) => openSheet(await openSource(fixture(name), Readable.from([]), es), teachers, {}, es);
  const rowsOf = async (name: string) => {
    const rows = [];
    for await (const chunk of (await open(name)).chunks(100)) rows.push(...chunk);
    return rows;
  };

  it('are read whatever the spreadsheet made of them', async () => {
    const names = ['excel-windows-1252.csv', 'excel-utf-16-tab.csv', 'utf-8-bom-crlf.csv', 'quoted-line-ends.csv'];
    const read = await Promise.all(names.map(rowsOf));
    for (const rows of read)
      expect(rows.map((row) => row.values)).toEqual([
        { teacher_id: 'T-001', email: 'begona.ibanez@example.org', in_service: true, remark: 'Begoña; dos centros' },
        { teacher_id: 'T-002', email: 'inigo.nunez@example.org', in_service: false },
      ]);
    expect(read.map((rows) => rows.map((row) => row.line))).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
      [3, 6],
    ]);
  });

  it('are refused with their faults in words', async () => {
    const rows = await rowsOf('faults.csv');
    const said = rows.flatMap((row) => row.faults).map((fault) => faultLine('faults.csv', fault, es));
    expect(said).toEqual([
      'faults.csv:2 correo: «begona.ibanez» no es una dirección de correo electrónico',
      'faults.csv:3 id_docente: es obligatorio',
      'faults.csv:4: la fila tiene 3 celdas y la cabecera 4',
      'faults.csv:5 en_activo: «a veces» no es ni sí ni no',
    ]);
  });
});
