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
    const recorded = new Map<TableName, Recorded>();
    const hand: Hand = (table, key, digest, seq) => {
      if (!inPart(key)) return;
      const of = recorded.get(table) ?? new Recorded();
      recorded.set(table, of);
      of.note(key, digest, seq);
    };
    // All parts are of one moment: what the chain is, the first has found.
    if (part === 0) chain = await followChain(reader, head, hand);
    else for await (const entry of logEntries(reader)) handItems(entry.seq, readItems(entry.items) ?? {}, hand);
    const compared = chain.fault ? { rows: 0, fault: chain.fault } : await compare(reader, recorded, inPart);
    rows += compared.rows;
    if (compared.fault) return { entries: chain.entries, rows, head: chain.head, fault: compared.fault };
  }
  const { entries, headSeen } = chain;
  return { entries, rows, head: chain.head, fault: headSeen ? null : { kind: 'head-unknown', head: head ?? '' } };
}

type Hand = (table: TableName, key: string, digest: string | null, seq: number) => void;

/** What the log says of the rows of a table: by key the last digest, null where the row was removed, and the entry that says so. */
class Recorded {
  // Two lists and a map of places take less memory than a map of pairs.
  readonly #places = new Map<string, number>();
  readonly #digests: (string | null)[] = [];
  readonly #entries: number[] = [];

  note(key: string, digest: string | null, seq: number): void {
    const place = this.#places.get(key) ?? this.#digests.length;
    this.#places.set(key, place);
    this.#digests[place] = digest;
    this.#entries[place] = seq;
  }

  /** What is said of a row, once: afterwards it is none of those left. Null for both where nothing is. */
  take(key: string): readonly [digest: string | null, seq: number | null] {
    const place = this.#places.get(key);
    if (place === undefined) return [null, null];
    this.#places.delete(key);
    return [this.#digests[place] ?? null, this.#entries[place] ?? null];
  }

  /** The first of the rows left that should be there. Null where none should. */
  left(): { readonly key: string; readonly seq: number | null } | null {
    for (const [key, place] of this.#places) if ((this.#digests[place] ?? null) !== null) return { key, seq: this.#entries[place] ?? null };
    return null;
  }
}

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
async function followChain(reader: Reader, head: string | null, hand: Hand): Promise<Chain> {
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
    handItems(entry.seq, items, hand);
  }
  return chain(null);
}

function handItems(seq: number, items: Items, hand: Hand): void {
  for (const [table, rows] of Object.entries(items) as [TableName, Items[string]][])
    for (const [key, digest] of rows) hand(table, key, digest, seq);
}

/** Compares the rows of some keys with what the log says of them, up to the first fault. */
async function compare(
  reader: Reader,
  recorded: ReadonlyMap<TableName, Recorded>,
  inPart: (key: string) => boolean,
): Promise<{ readonly rows: number; readonly fault: AuditFault | null }> {
  let rows = 0;
  for (const table of tableNames) {
    const of = recorded.get(table) ?? new Recorded();
    for await (const row of rowsOf(reader, table)) {
      const key = keyOf(table, row);
      if (!inPart(key)) continue;
      rows += 1;
      const [digest, seq] = of.take(key);
      if (digest === null) return { rows, fault: { kind: 'row-added', table, key, seq } };
      if (digestOf(table, row) !== digest) return { rows, fault: { kind: 'row-altered', table, key, seq } };
    }
    const left = of.left();
    if (left) return { rows, fault: { kind: 'row-missing', table, ...left } };
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
