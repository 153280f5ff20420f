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

/** Rows whose digests are held at once. */
const held = 500_000;

/**
 * Follows the chain and compares every stored row with what the log says of it. `head` is a hash noted earlier.
 * A large register is gone through in parts, each a share of the keys, so that memory does not grow with it.
 */
export async function verify(reader: Reader, head: string | null = null, most = held): Promise<AuditReport> {
  const parts = Math.max(1, Math.ceil((await countRows(reader)) / most));
  let rows = 0;
  let chain = noChain;
  for (let part = 0; part < parts; part += 1) {
    const inPart = (key: string) => parts === 1 || shareOf(key, parts) === part;
    const recorded: Recorded = new Map();
    chain = await followChain(reader, head, (table, key, digest, seq) => {
      if (!inPart(key)) return;
      const of = recorded.get(table) ?? new Map();
      recorded.set(table, of.set(key, [digest, seq]));
    });
    const compared = chain.fault ? { rows: 0, fault: chain.fault } : await compare(reader, recorded, inPart);
    rows += compared.rows;
    if (compared.fault) return { entries: chain.entries, rows, head: chain.head, fault: compared.fault };
  }
  const { entries, headSeen } = chain;
  return { entries, rows, head: chain.head, fault: headSeen ? null : { kind: 'head-unknown', head: head ?? '' } };
}

/** What the log says of rows: by table and key the last digest, null where the row was removed, and the entry that says so. */
type Recorded = Map<TableName, Map<string, readonly [digest: string | null, seq: number]>>;

interface Chain {
  readonly entries: number;
  /** The hash of the last entry; empty where there is none. */
  readonly head: string;
  readonly headSeen: boolean;
  readonly fault: AuditFault | null;
}

const noChain: Chain = { entries: 0, head: '', headSeen: false, fault: null };

/** One of so many equal shares, the same for the same key. */
function shareOf(key: string, parts: number): number {
  let mixed = 0;
  for (let place = 0; place < key.length; place += 1) mixed = (Math.imul(mixed, 31) + key.charCodeAt(place)) | 0;
  return (mixed >>> 0) % parts;
}

async function countRows(reader: Reader): Promise<number> {
  let rows = 0;
  for (const table of tableNames) {
    const found = await reader.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('rows'))
      .executeTakeFirst();
    rows += Number(found?.rows ?? 0);
  }
  return rows;
}

/** Goes through the entries up to the first fault, handing on what they say of rows. */
async function followChain(
  reader: Reader,
  head: string | null,
  hand: (table: TableName, key: string, digest: string | null, seq: number) => void,
): Promise<Chain> {
  let last = { seq: 0, hash: '' };
  let entries = 0;
  let headSeen = head === null || head === '';
  const chain = (fault: AuditFault | null): Chain => ({ entries, head: last.hash, headSeen, fault });
  for await (const entry of logEntries(reader)) {
    entries += 1;
    if (hashOf(entry) !== entry.hash) return chain({ kind: 'entry-altered', seq: entry.seq });
    if (entry.seq !== last.seq + 1) return chain({ kind: 'entry-missing', seq: last.seq + 1 });
    if (entry.prev !== last.hash) return chain({ kind: 'entry-order', seq: entry.seq });
    last = entry;
    if (entry.hash === head) headSeen = true;
    const items = readItems(entry.items);
    if (items === null) return chain({ kind: 'entry-unreadable', seq: entry.seq });
    for (const [table, rows] of Object.entries(items) as [TableName, Items[string]][])
      for (const [key, digest] of rows) hand(table, key, digest, entry.seq);
  }
  return chain(null);
}

/** Compares the rows of some keys with what the log says of them, up to the first fault. */
async function compare(
  reader: Reader,
  recorded: Recorded,
  inPart: (key: string) => boolean,
): Promise<{ readonly rows: number; readonly fault: AuditFault | null }> {
  let rows = 0;
  for (const table of tableNames) {
    const of = recorded.get(table) ?? new Map<string, readonly [string | null, number]>();
    for await (const row of rowsOf(reader, table)) {
      const key = keyOf(table, row);
      if (!inPart(key)) continue;
      rows += 1;
      const [digest, seq] = of.get(key) ?? [null, null];
      if (digest === null) return { rows, fault: { kind: 'row-added', table, key, seq } };
      if (digestOf(table, row) !== digest) return { rows, fault: { kind: 'row-altered', table, key, seq } };
      of.delete(key);
    }
    for (const [key, [digest, seq]] of of) if (digest !== null) return { rows, fault: { kind: 'row-missing', table, key, seq } };
  }
  return { rows, fault: null };
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
