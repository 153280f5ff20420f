import type { Column, Fault, Parser } from '../../src/batch/column.ts';
import { InputFault } from '../../src/batch/fault.ts';
import { email, text, yesNo } from '../../src/batch/parsers.ts';
import { openSheet, type ReadOptions, type ReadRow, type Sheet } from '../../src/batch/read.ts';
import { bytesSource } from '../../src/batch/source.ts';
import type { Catalog } from '../../src/languages/catalog.ts';
import { en } from '../../src/languages/en/index.ts';

export const column = <T>(name: string, parse: Parser<T>, more: Partial<Column> = {}): Column => ({
  name,
  option: name.replaceAll('_', '-'),
  required: true,
  parse,
  ...more,
});

/** Columns of an invented command: two required, two optional. */
export const teachers: readonly Column[] = [
  column('teacher_id', text, { spanish: 'id_docente' }),
  column('email', email, { spanish: 'correo' }),
  column('in_service', yesNo, { spanish: 'en_activo', required: false }),
  column('remark', text, { spanish: 'observación', required: false }),
];

export interface Reading {
  readonly columns?: readonly Column[];
  readonly options?: ReadOptions;
  readonly t?: Catalog;
  /** Bytes a piece; all at once unless said. */
  readonly piece?: number;
}

export interface Read {
  readonly sheet: Sheet;
  readonly rows: readonly ReadRow[];
}

/** Reads a file given as text (UTF-8) or bytes, in pieces of `piece` bytes. */
export async function read(file: string | Uint8Array, { columns = teachers, options = {}, t = en, piece }: Reading = {}): Promise<Read> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const size = piece ?? Math.max(bytes.length, 1);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
  const sheet = await openSheet(bytesSource('-', pieces), columns, options, t);
  const rows: ReadRow[] = [];
  for await (const chunk of sheet.chunks(3)) rows.push(...chunk);
  return { sheet, rows };
}

/** The faults a file is refused with; fails where it is read. */
export async function refusal(file: string | Uint8Array, reading: Reading = {}): Promise<readonly Fault[]> {
  try {
    await read(file, reading);
  } catch (error) {
    if (error instanceof InputFault) return error.faults;
    throw error;
  }
  throw new Error('the file was read');
}

/** What the file calls our columns. */
export const headersOf = ({ sheet }: Read) => Object.fromEntries(sheet.fields.map(({ column, header }) => [column.name, header]));
export const values = ({ rows }: Read) => rows.map((row) => row.values);
export const lines = ({ rows }: Read) => rows.map((row) => row.line);
export const faults = ({ rows }: Read) => rows.flatMap((row) => row.faults);
