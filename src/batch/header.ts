/** From the header line to where each of our columns stands in a row. */
import type { Catalog } from '../languages/catalog.ts';
import { sheetColumns, waitColumns } from '../steps.ts';
import type { Column, Expectation, Fault } from './column.ts';
import { hasControl, InputFault, inputFault, printable } from './fault.ts';
import type { Layout, LayoutField } from './layouts.ts';
import { fold, nearest } from './nearest.ts';

/** One of our columns, and how a row gives its text. Cells are the input's own, see `Plan.skipped`. */
export interface Field {
  readonly column: Column;
  /** The header as the file has it, named in faults; of several the first. */
  readonly header: string;
  /** The trimmed text, or the header a layout could not read. */
  text(cells: readonly string[]): string | LayoutFault;
  /** What stands in the file, for a fault. */
  seen(cells: readonly string[]): string;
}

export interface LayoutFault {
  readonly header: string;
  readonly value: string;
  readonly expected: Expectation;
}

export interface Plan {
  readonly fields: readonly Field[];
  /** The input's own headers, trimmed. */
  readonly headers: readonly string[];
  /** Cells a row must have, `skipped` counted. */
  readonly width: number;
  /** 2 in a rejects file, whose leading `line` and `error` are not the input's own; else 0. */
  readonly skipped: number;
  /** Headers nobody asked for, as the file has them. */
  readonly unknown: readonly string[];
  /** Of a sheet of `pending`, the fields that name the subject: a row with nothing but these has no answer yet. Null for any other file. */
  readonly keys: readonly Field[] | null;
}

/** Splits `Their header=our_column` at its last `=`. Null where there is none. */
function parseMapping(entry: string): { readonly header: string; readonly column: string } | null {
  const at = entry.lastIndexOf('=');
  return at < 1 ? null : { header: entry.slice(0, at).trim(), column: entry.slice(at + 1).trim() };
}

export interface Naming {
  readonly columns: readonly Column[];
  readonly map: readonly string[];
  readonly layout: Layout | undefined;
  /** The key columns of a command that takes back sheets of `pending`. */
  readonly keys?: readonly string[] | undefined;
}

/** Headers of the line that name something we read: what tells one delimiter from another. */
export function knownHeaders(cells: readonly string[], naming: Naming): number {
  const known = new Set([
    ...naming.columns.flatMap(foldedNames),
    ...naming.map.map((entry) => fold(parseMapping(entry)?.header ?? '')),
    ...Object.values(naming.layout?.fields ?? {}).flatMap((field) => field.from.map(fold)),
  ]);
  return new Set(cells.map(fold).filter((header) => header !== '' && known.has(header))).size;
}

/** Headers that are compared for a hint: a file of thousands is none of ours. */
const compared = 100;

/** One of their columns; `index` is among the input's own cells. */
interface Place {
  readonly header: string;
  readonly index: number;
}

/**
 * Finds our columns in a header line. Throws `InputFault` with every fault there is: a header twice,
 * two headers for one column, a mapping that names nothing, required columns that are missing.
 */
export function matchHeader(cells: readonly string[], naming: Naming, t: Catalog): Plan {
  const { columns, layout, keys } = naming;
  const faults: Fault[] = [];
  const fault = (line: number | null, column: string | null, message: string, value: string | null = null) =>
    faults.push({ line, column, value, message });

  const ours = new Map(columns.flatMap((column) => foldedNames(column).map((name) => [name, column] as const)));
  const skipped = isRejects(cells, ours) ? 2 : 0;
  const headers = cells.slice(skipped).map((cell) => cell.trim());
  const named = headers.filter((header) => header !== '');
  const places = new Map<string, Place>();
  // A return within a header comes with its line feed: alone it ends the lines, which are read as one.
  if (headers.some((header) => /\r(?!\n)/.test(header))) throw inputFault(t.batch.returnsAlone, 1);
  for (const [index, header] of headers.entries()) {
    if (hasControl(header)) fault(1, header, t.batch.control);
    const folded = fold(header);
    if (places.has(folded)) fault(1, header, t.batch.headerTwice);
    else if (folded !== '') places.set(folded, { header, index });
  }

  const fields = new Map<Column, Field>();
  const used = new Set<number>();
  const give = (column: Column, field: Field, from: readonly Place[]) => {
    const earlier = fields.get(column);
    if (earlier) fault(1, field.header, t.batch.columnTwice(column.name, printable(earlier.header)));
    else fields.set(column, field);
    for (const place of from) used.add(place.index);
  };

  for (const entry of naming.map) {
    const mapping = parseMapping(entry);
    const column = mapping && ours.get(fold(mapping.column));
    const place = mapping && places.get(fold(mapping.header));
    if (!mapping || !column)
      fault(null, null, t.batch.mapNoColumn(listed(columns), nearest(mapping?.column ?? '', columns.map(nameOf))), entry);
    else if (!place) fault(1, mapping.header, t.batch.mapNoHeader(nearest(mapping.header, named.slice(0, compared))));
    else give(column, direct(column, place), [place]);
  }
  for (const column of columns) {
    const field = layout?.fields[column.name];
    if (!field || fields.has(column)) continue;
    const from = field.from.flatMap((header) => places.get(fold(header)) ?? []);
    const missing = field.from.filter((header) => !places.has(fold(header)));
    if (missing.length === 0) give(column, composed(column, field, from), from);
    else if (mustBeThere(column))
      for (const header of missing) fault(1, header, t.batch.layoutNoHeader(nearest(header, named.slice(0, compared))));
  }
  for (const [folded, place] of places) {
    const column = used.has(place.index) ? undefined : ours.get(folded);
    if (column) give(column, direct(column, place), [place]);
  }

  const isSheet = keys !== undefined && waitColumns.some((column) => places.has(column));
  const silent = new Set<string>([...(isSheet ? sheetColumns : []), ...(layout?.ignored ?? [])].map(fold));
  const unknown = headers.flatMap((header, index) => (used.has(index) || silent.has(fold(header)) ? [] : header || `#${index + 1}`));
  const missing = columns.filter((column) => mustBeThere(column) && !fields.has(column) && !layout?.fields[column.name]);
  if (missing.length > 0) fault(1, null, t.batch.missingColumns(listed(missing), listedText(named), mappingHints(missing, unknown)));
  if (faults.length > 0) throw new InputFault(faults);
  const inOrder = columns.flatMap((column) => fields.get(column) ?? []);
  return {
    fields: inOrder,
    headers,
    width: cells.length,
    skipped,
    unknown,
    keys: isSheet ? inOrder.filter(({ column }) => keys.includes(column.name)) : null,
  };
}

/** Mappings for missing columns that unknown headers resemble; null where none does. */
function mappingHints(missing: readonly Column[], unknown: readonly string[]): string | null {
  const some = unknown.slice(0, compared);
  const hints = missing.flatMap((column) => {
    const near = nearest(column.name, some) ?? nearest(column.spanish ?? '', some);
    return near === null ? [] : `--map "${printable(near, 60)}=${column.name}"`;
  });
  return hints.length > 0 ? hints.join(' ') : null;
}

function direct(column: Column, { header, index }: Place): Field {
  const seen = (cells: readonly string[]) => (cells[index] ?? '').trim();
  return { column, header, text: seen, seen };
}

function composed(column: Column, field: LayoutField, from: readonly Place[]): Field {
  const cellUnder = (cells: readonly string[], header: string) => (cells[from[field.from.indexOf(header)]?.index ?? -1] ?? '').trim();
  return {
    column,
    header: from[0]?.header ?? column.name,
    seen: (cells) => field.from.map((header) => cellUnder(cells, header)).join(' '),
    text(cells) {
      const read = field.read((header) => cellUnder(cells, header));
      if (typeof read === 'string') return read;
      const place = from[field.from.indexOf(read.header)];
      return { header: place?.header ?? read.header, value: cellUnder(cells, read.header), expected: read.expected };
    },
  };
}

function isRejects(cells: readonly string[], ours: ReadonlyMap<string, Column>): boolean {
  return ['line', 'error'].every((name, at) => fold(cells[at] ?? '') === name && !ours.has(name));
}

const mustBeThere = (column: Column): boolean => column.required || column.conditional === true;
const foldedNames = (column: Column): string[] => [column.name, ...(column.spanish ? [column.spanish] : [])].map(fold);
const nameOf = (column: Column): string => column.name;
const listed = (columns: readonly Column[]): string => columns.map(nameOf).join(', ');

/** Headers of a file for a message: so many as fit a line or two, each short. */
export function listedText(headers: readonly string[]): string {
  const few = headers.slice(0, 40).map((header) => printable(header, 60));
  return [...few, ...(headers.length > few.length ? ['…'] : [])].join(', ');
}
