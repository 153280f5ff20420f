/** From a record to a row of values, or its faults. */
import type { Catalog } from '../languages/catalog.ts';
import type { Column, Fault, Parsed } from './column.ts';
import { cellFault, hasControl } from './fault.ts';
import type { Plan } from './header.ts';
import type { CsvRecord } from './records.ts';

export interface ReadRow {
  /** Physical line the record begins on, the header being 1. */
  readonly line: number;
  /** The input's own cells as they came: untrimmed, ragged rows ragged, without the `line` and `error` of a rejects file. */
  readonly cells: readonly string[];
  /** By name of our column: absent where the cell is empty or the column not in the file, null where `-` clears it. Null when the row has a fault. */
  readonly values: Readonly<Record<string, unknown>> | null;
  /** Empty when the row is good; else one entry a fault. */
  readonly faults: readonly Fault[];
  /** A row of a sheet of `pending` with nothing but its keys: it says nothing yet. */
  readonly unanswered: boolean;
}

/** Reads records by a plan; null for a blank line, also one of nothing but delimiters, as spreadsheets leave below a table. */
export function rowReader(plan: Plan, t: Catalog): (record: CsvRecord) => ReadRow | null {
  const { fields, keys } = plan;
  const open = keys === null ? [] : fields.filter((field) => !keys.includes(field));

  return (record) => {
    const { line } = record;
    const cells = plan.skipped === 0 ? record.cells : record.cells.slice(plan.skipped);
    if (cells.every(isBlank)) return null;
    const broken = recordFault(record, plan, t);
    if (broken) return { line, cells, values: null, faults: [broken], unanswered: false };

    const faults = record.suspect ? controlFaults(line, cells, plan, t) : [];
    const unanswered = keys !== null && open.every((field) => isBlank(field.seen(cells)));
    const values: Record<string, unknown> = {};
    for (const field of unanswered ? keys : fields) {
      if (record.suspect && hasControl(field.seen(cells))) continue;
      const text = field.text(cells);
      if (typeof text !== 'string') {
        faults.push(cellFault(line, text.header, text.value, text.expected(t)));
        continue;
      }
      const read = readText(field.column, text);
      if (read === null) continue;
      if ('value' in read) values[field.column.name] = read.value;
      else faults.push(cellFault(line, field.header, text === '' ? null : field.seen(cells), read.expected(t)));
    }
    return { line, cells, values: faults.length === 0 ? values : null, faults, unanswered };
  };
}

/** What trimmed text that somebody typed says for its column; null where it says nothing. */
export const readTyped = (column: Column, text: string): Parsed<unknown> | null =>
  hasControl(text) ? { expected: (t) => t.batch.control } : readText(column, text);

/** What a trimmed cell says for its column; null where it says nothing. */
function readText(column: Column, text: string): Parsed<unknown> | null {
  if (text === '') return column.required ? required : null;
  return text === '-' && !column.required ? cleared : column.parse(text);
}

const required: Parsed<never> = { expected: (t) => t.batch.required };
const cleared: Parsed<null> = { value: null };

/** What leaves open which cell belongs to which column. */
function recordFault(record: CsvRecord, plan: Plan, t: Catalog): Fault | null {
  const { line, cells, badQuote } = record;
  const fault = (message: string): Fault => ({ line, column: null, value: null, message });
  if (badQuote) return fault(t.batch.badQuote);
  return cells.length === plan.width ? null : fault(t.batch.ragged(cells.length - plan.skipped, plan.width - plan.skipped));
}

/** One for each cell that holds a control character, also under a header nobody reads. */
function controlFaults(line: number, cells: readonly string[], plan: Plan, t: Catalog): Fault[] {
  return cells.flatMap((cell, at) => (hasControl(cell) ? cellFault(line, plan.headers[at] ?? '', cell, t.batch.control) : []));
}

const isBlank = (text: string): boolean => text === '' || text.trim() === '';
