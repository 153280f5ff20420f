/** The hash-chained log: who did what, and whether everything stored is still what was recorded. */

import { sql } from 'kysely';
import { digestOf, hashOf, keyOf } from './digest.ts';
import type { Reader } from './register.ts';
import { type LogRow, type TableName, tableNames, tables } from './tables.ts';

export type AuditFault =
  | { readonly kind: 'entry-altered' | 'entry-missing' | 'entry-order' | 'entry-unreadable'; readonly seq: number }
  | {
      readonly kind: 'row-altered' | 'row-missing' | 'row-added';
      readonly table: TableName;
      readonly key: string;
      readonly seq: number | null;
    }
  | { readonly kind: 'head-unknown'; readonly head: string };

export interface AuditReport {
  readonly entries: number;
  readonly rows: number;
  /** The hash of the last entry; empty for a register without entries. Noted down, it proves later that the end was neither cut nor rewritten. */
  readonly head: string;
  /** Null where all is as recorded; else the first fault. */
  readonly fault: AuditFault | null;
}

type Items = { readonly [table: string]: readonly (readonly [key: string, digest: string | null])[] };

/** Entries in order, a page at a time. */
export async function* logEntries(reader: Reader, after = 0, page = 200): AsyncGenerator<LogRow> {
  for (let last = after; ; ) {
    const rows = await reader.db.selectFrom('log').selectAll().where('seq', '>', last).orderBy('seq').limit(page).execute();
    yield* rows;
    if (rows.length < page) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

/** Follows the chain and compares every stored row with what the log says of it. `head` is a hash noted earlier. */
export async function verify(reader: Reader, head: string | null = null): Promise<AuditReport> {
  let previous: { seq: number; hash: string } = { seq: 0, hash: '' };
  let entries = 0;
  let headSeen = head === null || head === '';
  const recorded = new Map<TableName, Map<string, readonly [digest: string | null, seq: number]>>();
  const report = (fault: AuditFault | null, rows = 0): AuditReport => ({ entries, rows, head: previous.hash, fault });
  for await (const entry of logEntries(reader)) {
    entries += 1;
    if (hashOf(entry) !== entry.hash) return report({ kind: 'entry-altered', seq: entry.seq });
    if (entry.seq !== previous.seq + 1) return report({ kind: 'entry-missing', seq: previous.seq + 1 });
    if (entry.prev !== previous.hash) return report({ kind: 'entry-order', seq: entry.seq });
    previous = entry;
    if (entry.hash === head) headSeen = true;
    const items = readItems(entry.items);
    if (items === null) return report({ kind: 'entry-unreadable', seq: entry.seq });
    for (const [table, rows] of Object.entries(items) as [TableName, Items[string]][]) {
      const of = recorded.get(table) ?? new Map<string, readonly [string | null, number]>();
      recorded.set(table, of);
      for (const [key, digest] of rows) of.set(key, [digest, entry.seq]);
    }
  }
  let rows = 0;
  for (const table of tableNames) {
    const of = recorded.get(table) ?? new Map<string, readonly [string | null, number]>();
    for await (const row of rowsOf(reader, table)) {
      rows += 1;
      const key = keyOf(table, row);
      const [digest, seq] = of.get(key) ?? [null, null];
      if (digest === null) return report({ kind: 'row-added', table, key, seq }, rows);
      if (digestOf(table, row) !== digest) return report({ kind: 'row-altered', table, key, seq }, rows);
      of.delete(key);
    }
    for (const [key, [digest, seq]] of of) if (digest !== null) return report({ kind: 'row-missing', table, key, seq }, rows);
  }
  return report(headSeen ? null : { kind: 'head-unknown', head: head ?? '' }, rows);
}

/** What an entry says was written. Null where it does not read as that. */
function readItems(text: string): Items | null {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    return null;
  }
  const isEntry = (entry: unknown) =>
    Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string' && (entry[1] === null || typeof entry[1] === 'string');
  const reads =
    typeof items === 'object' &&
    items !== null &&
    Object.entries(items).every(([table, rows]) => Object.hasOwn(tables, table) && Array.isArray(rows) && rows.every(isEntry));
  return reads ? (items as Items) : null;
}

/** Every row of a table in the order of its key, a page at a time. */
async function* rowsOf(reader: Reader, table: TableName, page = 2000): AsyncGenerator<{ readonly [column: string]: unknown }> {
  const { key } = tables[table];
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let query = reader.db.selectFrom(table).selectAll().limit(page);
  for (const column of key) query = query.orderBy(column as never);
  for (let after: { readonly [column: string]: unknown } | undefined; ; ) {
    const last = after;
    const values = last && sql.join(key.map((column) => sql.val(last[column])));
    const next = values ? query.where(sql<boolean>`(${columns}) > (${values})`) : query;
    const rows = (await next.execute()) as { [column: string]: unknown }[];
    yield* rows;
    if (rows.length < page) return;
    after = rows.at(-1);
  }
}
