/** CSV out. Text is made here; files are drafts that take their name when they are finished. */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Catalog } from '../languages/catalog.ts';
import type { Fault } from './column.ts';
import { faultText, inputFault, printable } from './fault.ts';
import type { ReadRow, Sheet } from './read.ts';

/** Null and undefined are empty; true and false are `yes` and `no`. */
export type Cell = string | number | boolean | null | undefined;

export interface CsvOptions {
  readonly delimiter?: string;
  /** Opens right in a Spanish Excel: byte order mark, `;`, CRLF. */
  readonly excel?: boolean;
  /** A leading apostrophe before text that a spreadsheet would take for a formula. */
  readonly guard?: boolean;
}

/** Turns rows into lines of CSV; the first call also gives the byte order mark, where there is one. The header is a row like others. */
export function csvText({ delimiter = ',', excel = false, guard = false }: CsvOptions): (rows: readonly (readonly Cell[])[]) => string {
  const newline = excel ? '\r\n' : '\n';
  const options = { delimiter: excel ? ';' : delimiter, newline };
  const cell = guard ? (one: Cell) => guarded(cellText(one), one) : cellText;
  let start = excel ? '\ufeff' : '';
  return (rows) => {
    if (rows.length === 0) return '';
    const lines =
      start +
      Papa.unparse(
        rows.map((row) => row.map(cell)),
        options,
      ) +
      newline;
    start = '';
    return lines;
  };
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return cell === null || cell === undefined ? '' : String(cell);
}

const guarded = (text: string, cell: Cell): string => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** A file being written: whole under its name when finished, no trace when abandoned. */
export interface Draft {
  append(text: string): void;
  /** Brings all of it to the disk, still without its name: whatever may fail for want of room fails here. */
  seal(): void;
  /** Gives it its name. */
  finish(): void;
  /** Does nothing after `finish`, so that it can stand in a `finally`. */
  abandon(): void;
}

const databaseMark = Buffer.from('SQLite format 3\0');

/** Whether a file begins as a register does: no list is worth one. One that cannot be read is none of ours. */
function isDatabase(path: string): boolean {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const start = Buffer.alloc(databaseMark.length);
    return readSync(file, start) === start.length && start.equals(databaseMark);
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Characters gathered before they are written. */
const gathered = 256 * 1024;

/**
 * Begins a file beside its place that only its owner may read, unless `mode` says
 * otherwise. A terminal, pipe or device named as the place is written to as it is.
 * Throws `InputFault` where the place cannot be written, or holds a register.
 */
export function openDraft(path: string, t: Catalog, mode = 0o600): Draft {
  const orFault = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === undefined ? error : inputFault(t.batch.notWritable(printable(path), code));
    }
  };
  const place = orFault(() => (existsSync(path) ? realpathSync(path) : path));
  const kept = orFault(() => statSync(place, { throwIfNoEntry: false }));
  const replaced = kept === undefined || kept.isFile() || kept.isDirectory();
  if (kept?.isDirectory()) throw inputFault(t.batch.notWritable(printable(path), 'EISDIR'));
  if (kept?.isFile() && isDatabase(place)) throw inputFault(t.batch.isDatabase(printable(path)));
  const draft = replaced ? `${place}.${randomBytes(6).toString('hex')}.part` : place;
  const file = orFault(() => openSync(draft, replaced ? 'wx' : 'w', mode));
  let open = true;
  let waiting = '';
  const abandon = () => {
    if (!open) return;
    closeSync(file);
    if (replaced) rmSync(draft, { force: true });
    open = false;
  };
  const orAbandon = (work: () => void) => {
    try {
      orFault(work);
    } catch (error) {
      abandon();
      throw error;
    }
  };
  const flush = () => {
    orAbandon(() => writeFileSync(file, waiting));
    waiting = '';
  };
  const seal = () => {
    if (waiting !== '') flush();
    if (replaced) orAbandon(() => fsyncSync(file));
  };
  return {
    append(text) {
      waiting += text;
      if (waiting.length >= gathered) flush();
    },
    seal,
    finish() {
      seal();
      orAbandon(() => {
        if (replaced) renameSync(draft, place);
      });
      closeSync(file);
      open = false;
    },
    abandon,
  };
}

/** Rows on their way to a file. */
export interface CsvDraft extends Omit<Draft, 'append'> {
  add(rows: readonly (readonly Cell[])[]): void;
}

/** A CSV file with its header; see `openDraft`. */
export function openCsv(path: string, header: readonly string[], options: CsvOptions, t: Catalog): CsvDraft {
  const { append, ...draft } = openDraft(path, t);
  const csv = csvText(options);
  const add: CsvDraft['add'] = (rows) => append(csv(rows));
  add([header]);
  return { add, ...draft };
}

/** Rows set aside, to be mended and fed again. */
export interface Rejects extends Omit<Draft, 'append'> {
  add(row: Pick<ReadRow, 'line' | 'cells'>, faults: readonly Fault[]): void;
}

/** A rejects file: `line` and `error`, then the input's own header, delimiter and cells, as they came. */
export function openRejects(path: string, sheet: Pick<Sheet, 'header' | 'delimiter'>, t: Catalog): Rejects {
  const { add, ...draft } = openCsv(path, ['line', 'error', ...sheet.header], { delimiter: sheet.delimiter }, t);
  return {
    add: ({ line, cells }, faults) => add([[line, faults.map((fault) => faultText(fault, t)).join('; '), ...cells]]),
    ...draft,
  };
}
