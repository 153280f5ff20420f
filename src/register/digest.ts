/** Digests of what is stored, and the chain of the log. */

import * as crypto from 'node:crypto';
import { createHash, randomFillSync } from 'node:crypto';
import { columnsOf, type LogRow, type TableName, tables } from './tables.ts';

/** SHA-256 of a text, base64url. */
export const sha256: (text: string) => string =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha256', text, 'base64url')
    : (text) => createHash('sha256').update(text).digest('base64url');

/** The cells of a row in declared order, as written by `run`. Gathered one by one: what `map` makes of them takes JSON twice as long. */
export function cellsOf(table: TableName, row: { readonly [column: string]: unknown }, run: unknown = row.run): readonly unknown[] {
  const cells: unknown[] = [];
  for (const column of columnsOf(table)) cells.push(column === 'run' ? run : row[column]);
  return cells;
}

/** The digest of a row: its table and the JSON of its cells. */
export const digestOfText = (table: TableName, cells: string): string => sha256(table + cells);

/** The same of a row as it is stored. JSON would take a number without end for nothing at all. */
export const digestOf = (table: TableName, row: { readonly [column: string]: unknown }): string =>
  digestOfText(
    table,
    JSON.stringify(cellsOf(table, row).map((cell) => (typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell))),
  );

/** The key of a row as the log writes it. */
export function keyOf(table: TableName, row: { readonly [column: string]: unknown }): string {
  const { key } = tables[table];
  return key.length === 1 ? String(row[key[0]]) : JSON.stringify(key.map((column) => row[column]));
}

/** The hash of a log entry: all it says, and the hash of the entry before. */
export function hashOf(entry: Omit<LogRow, 'hash'>): string {
  return sha256(JSON.stringify([entry.seq, entry.at, entry.actor, entry.command, entry.on_day, entry.run, entry.items, entry.prev]));
}

const pool = Buffer.alloc(16 * 512);
let used = pool.length;

/** Sixteen random bytes as text: without it nobody can guess at what a digest covers. */
export function salt(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return pool.toString('base64url', used - 16, used);
}
