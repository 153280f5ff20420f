/** A CSV file read as rows of our columns, in pieces: the whole file is never held. */
import type { Catalog } from '../languages/catalog.ts';
import type { Column } from './column.ts';
import { checkEncoding, decoded, findEncoding } from './encoding.ts';
import { inputFault, printable } from './fault.ts';
import { type Field, knownHeaders, listedText, matchHeader, type Naming } from './header.ts';
import type { Layout } from './layouts.ts';
import { firstRecord, records } from './records.ts';
import { type ReadRow, rowReader } from './row.ts';
import type { Source } from './source.ts';

export type { ReadRow } from './row.ts';

export interface ReadOptions {
  /** Only where detection is wrong; else `,` `;` or tab, whichever fits the header. */
  readonly delimiter?: string;
  /** A name `checkEncoding` accepts. Bytes it forbids are a fault of the file. */
  readonly encoding?: string;
  /** `Their header=our_column`. */
  readonly map?: readonly string[];
  readonly layout?: Layout;
  /** The key columns of a command that takes back sheets of `pending`. */
  readonly keys?: readonly string[];
}

export interface Sheet {
  /** The input's own headers, trimmed, without the `line` and `error` of a rejects file. */
  readonly header: readonly string[];
  /** Where each of our columns stands, for those the file has. */
  readonly fields: readonly Field[];
  readonly delimiter: string;
  readonly encoding: string;
  /** For stderr, in the reader's language. */
  readonly warnings: readonly string[];
  /** The rows in file order, at most `size` at a time. Reads the source anew at each call. Throws `InputFault` at what makes the rest unsure. */
  chunks(size: number): AsyncGenerator<readonly ReadRow[]>;
}

/** Reads `--delimiter`: one sign (`;` `|` …), or `tab`. Null where it cannot part cells: a letter, a digit, a quote, a space. */
export function parseDelimiter(text: string): string | null {
  if (text === '\\t' || text.toLowerCase() === 'tab') return '\t';
  return /^[\t!-/:-@[-`{-~]$/.test(text) && text !== '"' ? text : null;
}

/**
 * Finds encoding, delimiter and columns of a file; its rows come with `chunks`.
 * Throws `InputFault` where the file is empty or its header is at fault.
 */
export async function openSheet(source: Source, columns: readonly Column[], options: ReadOptions, t: Catalog): Promise<Sheet> {
  const { encoding: given, map = [], layout, keys } = options;
  if (given !== undefined && !checkEncoding(given)) throw inputFault(t.batch.unknownEncoding(printable(given)));
  const encoding = await findEncoding(source, given);
  const text = () => decoded(source, encoding, t);
  const head = await beginning(text());
  if (head.whole && head.text.trim() === '') throw inputFault(t.batch.emptyFile);
  const naming: Naming = { columns, map, layout, keys };
  const delimiter = options.delimiter ?? findDelimiter(head, naming);

  const first = await firstOf(records(text(), delimiter, t));
  if (first?.badQuote) throw inputFault(t.batch.badQuote, 1);
  const plan = matchHeader(first?.cells ?? [], naming, t);
  const warnings: string[] = [];
  if (given === undefined && encoding === 'windows-1252') warnings.push(t.batch.readAsWindows1252);
  if (plan.unknown.length > 0) warnings.push(t.batch.unknownColumns(listedText(plan.unknown)));

  return {
    header: plan.headers,
    fields: plan.fields,
    delimiter,
    encoding,
    warnings,
    async *chunks(size) {
      const toRow = rowReader(plan, t);
      let rows: ReadRow[] = [];
      let isHeader = true;
      for await (const batch of records(text(), delimiter, t)) {
        for (const record of batch) {
          const row = isHeader ? null : toRow(record);
          isHeader = false;
          if (row === null) continue;
          rows.push(row);
          if (rows.length < size) continue;
          yield rows;
          rows = [];
        }
      }
      if (rows.length > 0) yield rows;
    },
  };
}

interface Head {
  readonly text: string;
  /** Nothing follows. */
  readonly whole: boolean;
}

/** Characters of the beginning that detection looks at. */
const headLength = 64 * 1024;

async function beginning(texts: AsyncIterable<string>): Promise<Head> {
  let text = '';
  for await (const piece of texts) {
    text += piece;
    if (text.length >= headLength) return { text, whole: false };
  }
  return { text, whole: true };
}

/** The delimiter under which most headers are known; among equals, the one that gives most cells. */
function findDelimiter(head: Head, naming: Naming): string {
  const found = [',', ';', '\t'].map((delimiter) => {
    const cells = firstRecord(head.text, head.whole, delimiter) ?? [];
    return { delimiter, known: knownHeaders(cells, naming), cells: cells.length };
  });
  return found.reduce((best, one) => (one.known > best.known || (one.known === best.known && one.cells > best.cells) ? one : best))
    .delimiter;
}

async function firstOf<T>(batches: AsyncIterable<readonly T[]>): Promise<T | undefined> {
  for await (const [first] of batches) if (first !== undefined) return first;
  return undefined;
}
