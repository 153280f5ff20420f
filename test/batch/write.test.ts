import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputFault } from '../../src/batch/fault.ts';
import { csvText, openCsv, openDraft, openRejects } from '../../src/batch/write.ts';
import { en } from '../../src/languages/en/index.ts';
import { es } from '../../src/languages/es/index.ts';
import { faults, read, refusal } from './reading.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etw-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('CSV text', () => {
  it('writes numbers, truths and nothing as text', () => {
    expect(csvText({})([['a', 1, -2.5, true, false, null, undefined, '']])).toBe('a,1,-2.5,yes,no,,,\n');
  });

  it('quotes delimiters, quotes and line ends', () => {
    expect(csvText({ delimiter: ';' })([['a;b', 'a"b', 'a\nb', 'a,b']])).toBe('"a;b";"a""b";"a\nb";a,b\n');
  });

  it('opens right in a Spanish Excel: its mark once, semicolons, CRLF', () => {
    const csv = csvText({ excel: true });
    expect(csv([['a', 'ñ']]) + csv([]) + csv([['b', 'c']])).toBe('\ufeffa;ñ\r\nb;c\r\n');
  });

  it('puts an apostrophe before text that a spreadsheet would compute, and not before numbers', () => {
    const csv = csvText({ guard: true });
    expect(Papa.parse(csv([['=1', '+34', '-x', '@a', '\tb', '\rc', 'a=1', -1, '']]).trimEnd()).data).toEqual([
      ["'=1", "'+34", "'-x", "'@a", "'\tb", "'\rc", 'a=1', '-1', ''],
    ]);
    expect(csvText({})([['=1']])).toBe('=1\n');
  });

  it('is read back as it was, whatever the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab;,\t"\'\n ñ=-', '\r\n') });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t'),
        (rows, delimiter) => {
          const { data } = Papa.parse(csvText({ delimiter })(rows), { delimiter, newline: '\n' });
          expect(data.slice(0, -1)).toEqual(rows);
        },
      ),
    );
  });
});

describe('a draft', () => {
  const path = () => join(folder, 'out.csv');

  it('takes its name when it is finished, for its owner alone', () => {
    const draft = openDraft(path(), en);
    draft.append('one\n');
    expect(readdirSync(folder)).not.toContain('out.csv');
    draft.append('two\n');
    draft.finish();
    draft.abandon();
    expect(readdirSync(folder)).toEqual(['out.csv']);
    expect(readFileSync(path(), 'utf8')).toBe('one\ntwo\n');
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('leaves no trace where it is abandoned, and the file that was there', () => {
    writeFileSync(path(), 'old');
    const draft = openDraft(path(), en);
    draft.append('x'.repeat(1_000_000));
    draft.abandon();
    draft.abandon();
    expect(readdirSync(folder)).toEqual(['out.csv']);
    expect(readFileSync(path(), 'utf8')).toBe('old');
  });

  it('replaces the file that was there whole', () => {
    writeFileSync(path(), 'something longer than the new');
    const draft = openDraft(path(), en);
    draft.append('new');
    draft.finish();
    expect(readFileSync(path(), 'utf8')).toBe('new');
  });

  it('follows a link, and leaves it one', () => {
    writeFileSync(path(), 'old');
    symlinkSync(path(), join(folder, 'link.csv'));
    const draft = openDraft(join(folder, 'link.csv'), en);
    draft.append('new');
    draft.finish();
    expect(readFileSync(path(), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['link.csv', 'out.csv']);
  });

  it('writes to a device as it is', () => {
    const draft = openDraft('/dev/null', en);
    draft.append('x');
    draft.finish();
    expect(statSync('/dev/null').isFile()).toBe(false);
  });

  it('cannot be written in a folder that is not there, nor over a folder', () => {
    mkdirSync(join(folder, 'sub'));
    const errors = [thrown(() => openDraft(join(folder, 'missing', 'out.csv'), en)), thrown(() => openDraft(join(folder, 'sub'), es))];
    expect(errors.every((error) => error instanceof InputFault)).toBe(true);
    expect(errors.map((error) => (error as Error).message)).toEqual([
      expect.stringContaining('cannot be written (ENOENT)'),
      expect.stringContaining('no se puede escribir'),
    ]);
    expect(readdirSync(folder)).toEqual(['sub']);
  });

  it('holds a header and rows', () => {
    const csv = openCsv(path(), ['line', 'status'], { excel: true }, en);
    csv.add([[2, 'accepted']]);
    csv.add([]);
    csv.add([[3, 'invalid']]);
    csv.finish();
    expect(readFileSync(path(), 'utf8')).toBe('\ufeffline;status\r\n2;accepted\r\n3;invalid\r\n');
  });
});

describe('a rejects file', () => {
  const setAside = async (file: string | Uint8Array): Promise<Buffer> => {
    const { sheet, rows } = await read(file);
    const path = join(folder, 'rejects.csv');
    const rejects = openRejects(path, sheet, en);
    for (const row of rows) if (row.faults.length > 0) rejects.add(row, row.faults);
    rejects.finish();
    return readFileSync(path);
  };

  it('gives line and error, then the input with its own header, delimiter and values', async () => {
    const file = 'Correo;ID docente;shoe\nana@example.org;T1;x\n ana ;T2;=1\nluis@example.org; ;"a;b"\n';
    expect((await setAside(file)).toString()).toBe(
      [
        'line;error;Correo;ID docente;shoe',
        '3;Correo: “ana” is not an e-mail address;" ana ";T2;=1',
        '4;ID docente: is required;luis@example.org;" ";"a;b"',
        '',
      ].join('\n'),
    );
  });

  it('keeps ragged rows ragged, and line ends within cells', async () => {
    const file = 'teacher_id,email\nT1\nT2,t2@example.org,x,\n"T3","t3\r\n"\n';
    const again = await read(await setAside(file));
    expect(again.rows.map((row) => row.cells)).toEqual([['T1'], ['T2', 't2@example.org', 'x', ''], ['T3', 't3\r\n']]);
    expect(faults(again).map((fault) => fault.line)).toEqual([2, 3, 4]);
  });

  it('is UTF-8 whatever the input was', async () => {
    const rejected = await setAside(Buffer.from('teacher_id;email;remark\nT1;x;Íñigo\n', 'latin1'));
    expect(rejected.toString('utf8')).toContain('Íñigo');
    expect(rejected[0]).toBe('l'.charCodeAt(0));
  });

  it('has one error for all faults of a row, in one line', async () => {
    expect((await setAside('teacher_id,email,in_service\n,x\u0001,q\n')).toString().split('\n')[1]).toMatch(
      /^2,"?email: “x\\u0001” contains control characters; teacher_id: is required; in_service: “q” is neither yes nor no"?,,x/,
    );
  });

  it('fed back unmended gives the same but for the lines, its own line and error replaced', async () => {
    const once = await setAside('teacher_id,email\nT0,t0@example.org\nT1,x\nT2,t2@example.org,z\n');
    const twice = await setAside(once);
    expect(twice.toString()).toBe(once.toString().replace(/^3,/m, '2,').replace(/^4,/m, '3,'));
  });

  it('fed back mended is read', async () => {
    const mended = (await setAside('teacher_id,email\nT1,x\n')).toString().replace(',x\n', ',x@example.org\n');
    expect((await read(mended)).rows).toMatchObject([{ line: 2, values: { teacher_id: 'T1', email: 'x@example.org' } }]);
  });

  it('does not guard values: they are as they came', async () => {
    expect((await setAside('teacher_id,email\n=1+1,@x\n')).toString()).toContain(',=1+1,@x\n');
  });

  it('is not made of a file that cannot be trusted', async () => {
    expect(await refusal('teacher_id,email\nT1,"x\n')).toHaveLength(1);
  });
});
