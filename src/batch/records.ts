/** From text to records. Papa Parse knows quotes; this knows lines, pieces and what cannot be trusted. */
import Papa from 'papaparse';
import type { Catalog } from '../languages/catalog.ts';
import { countLines } from './encoding.ts';
import { hasControl, inputFault } from './fault.ts';

export interface CsvRecord {
  /** Physical line the record begins on, the first of the file being 1. */
  readonly line: number;
  readonly cells: string[];
  /** Text follows a closing quote, as in `"a"b`. */
  readonly badQuote: boolean;
  /** A control character may be in it: it came in one piece with one. */
  readonly suspect: boolean;
}

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row: number; readonly index: number }[];
  readonly meta: { readonly cursor: number };
}

/** Longest record, in characters. More is a quote that nobody closed, and must not fill the memory. */
const longest = 16 * 1024 * 1024;

/**
 * The records of a text that comes in pieces cut anywhere; blank lines are records
 * of one empty cell. Only line feeds end a line, a carriage return before one is
 * dropped: so a line break within quotes stays as it came.
 * Throws `InputFault` at what makes the rest unsure: a NUL, an unclosed quote.
 */
export async function* records(texts: AsyncIterable<string>, delimiter: string, t: Catalog): AsyncGenerator<CsvRecord[]> {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let line = 1;
  let text = '';
  let wanted = 1;
  for await (const piece of texts) {
    text += piece;
    // What is held back is parsed again only when it has doubled: a long cell then costs twice its length, not its square.
    if (text.length < wanted && text.length <= longest) continue;
    const batch = take(false);
    wanted = 2 * text.length;
    if (text.length > longest) throw inputFault(t.batch.endless(longest), line);
    if (batch.length > 0) yield batch;
  }
  // The last line as every other: with an end, or a quote closed before trailing spaces would count as open.
  text += '\n';
  yield take(true);

  function take(last: boolean): CsvRecord[] {
    const nul = text.indexOf('\0');
    if (nul !== -1) throw inputFault(t.batch.nul, line + countLines(text, nul));
    const parsed = parser.parse(text, 0, !last) as Parsed;
    const quoted = text.includes('"');
    const suspect = hasControl(text);
    const badQuotes = checkQuotes(parsed, last);
    const batch = parsed.data.map((cells, row) => {
      const record = { line, cells, badQuote: badQuotes.has(row), suspect };
      line += quoted ? linesOf(cells) : 1;
      const end = cells.length - 1;
      const cell = cells[end] ?? '';
      if (cell.charCodeAt(cell.length - 1) === 13) cells[end] = cell.slice(0, -1);
      return record;
    });
    text = text.slice(parsed.meta.cursor);
    return batch;
  }

  /**
   * Rows with a malformed quote. Where such a row also runs over line ends, or never
   * ends, the quote that opened was not meant to close there: which lines the cell
   * swallowed is a guess, so nothing after it is trusted.
   */
  function checkQuotes(parsed: Parsed, last: boolean): ReadonlySet<number> {
    const rows = new Set<number>();
    const final = parsed.errors.at(-1);
    const open = final?.code === 'MissingQuotes' ? final.row : null;
    for (const { row, index } of parsed.errors) {
      const cells = parsed.data[row];
      const heldBack = !last && row >= parsed.data.length;
      if (heldBack || rows.has(row)) continue;
      if (cells === undefined || row === open || linesOf(cells) > 1)
        throw inputFault(t.batch.unclosedQuote, line + countLines(text, index));
      rows.add(row);
    }
    return rows;
  }
}

/** Physical lines of a record: a line feed can only stand within quotes. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) lines += cell.includes('\n') ? countLines(cell) : 0;
  return lines;
}

/** The cells of the first record of `text`; null where it does not end there. `whole` says that nothing follows. */
export function firstRecord(text: string, whole: boolean, delimiter: string): string[] | null {
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: 1 });
  const { data } = parser.parse(whole ? `${text}\n` : text, 0, true) as Parsed;
  return data[0] ?? null;
}
