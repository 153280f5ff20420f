/** The shared engine: a PostgreSQL server for offices that work on one register. */
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.ts';
import { RegisterFault } from './faults.ts';
import { insertStatement, upsertStatement } from './sqlite.ts';
import type { Tables } from './tables.ts';

// One writer at a time, as on a file. The number is the register's own among a server's advisory locks.
const writersLock = 7_389_206;
const busyTimeout = 5_000;
const parametersPerStatement = 30_000;

/** The server and database of an address, without user and password. Throws RegisterFault where it is no address. */
function placeOf(address: string): string {
  try {
    const { host, pathname } = new URL(address);
    if (host === '') throw new Error('no server');
    return `postgres://${host}${pathname}`;
  } catch (error) {
    throw new RegisterFault('unreadable', 'postgres://', { cause: error });
  }
}

/** As many rows as one statement can carry. */
function* parts(rows: readonly (readonly unknown[])[], columns: readonly string[], most = Number.POSITIVE_INFINITY) {
  const atOnce = Math.min(most, Math.floor(parametersPerStatement / columns.length));
  for (let start = 0; start < rows.length; start += atOnce) yield rows.slice(start, start + atOnce);
}

const places = (rows: readonly (readonly unknown[])[]): string => {
  let last = 0;
  return rows.map((row) => row.map(() => `$${++last}`).join(', ')).join('), (');
};

/** Opens a register on a server; `address` is `postgres://…`. Throws RegisterFault on first use where the server is out of reach. */
export function openPostgres(address: string): Engine {
  const place = placeOf(address);
  const pool = new pg.Pool({ connectionString: address, max: 1 });
  // A connection that breaks is said by the query that needs it, or replaced where none does.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const run = (tx: Kysely<Tables>, query: string, parameters: readonly unknown[] = []) =>
    tx.executeQuery(CompiledQuery.raw(query, [...parameters]));
  return {
    db,
    place,
    async begin(tx) {
      await run(tx, 'begin');
      await run(tx, `set local lock_timeout = ${busyTimeout}`);
      await run(tx, 'select pg_advisory_xact_lock($1)', [writersLock]);
    },
    async commit(tx) {
      await run(tx, 'commit');
    },
    async beginReading(tx) {
      await run(tx, 'begin transaction isolation level repeatable read, read only');
    },
    async holdsTables() {
      const { rows } = await run(db, 'select 1 from pg_tables where schemaname = current_schema() limit 1');
      return rows.length > 0;
    },
    holds: (text, spellings) => sql<boolean>`${text} ~ ${spellings.map((letters) => `[${letters.replace(/[\\\]^-]/g, '\\$&')}]`).join('')}`,
    list: (values) => sql<string>`(select json_array_elements_text(${JSON.stringify(values)}::json))`,
    async upsert(tx, { table, key, columns, rows }) {
      for (const part of parts(JSON.parse(rows) as unknown[][], columns))
        await run(tx, upsertStatement(table, key, columns, places(part)), part.flat());
    },
    async remove(tx, { table, key, rows }) {
      const condition = key.map((column, place) => `"${column}" = $${place + 1}`).join(' and ');
      for (const cells of JSON.parse(rows) as unknown[][]) await run(tx, `delete from ${table} where ${condition}`, cells);
    },
    async insertNew(tx, { table, key, columns, rows: packed }) {
      const rows = JSON.parse(packed) as unknown[][];
      const keyOf = (row: (column: string) => unknown) => JSON.stringify(key.map(row));
      const keys = rows.map((row) => keyOf((column) => row[columns.indexOf(column)]));
      // Of two rows with one key the answer does not say which went in: such rows go one by one.
      const size = new Set(keys).size < keys.length ? 1 : Number.POSITIVE_INFINITY;
      const saved: boolean[] = [];
      for (const part of parts(rows, columns, size)) {
        const statement = `${insertStatement(table, columns, places(part))} on conflict do nothing returning ${key.join(', ')}`;
        const inserted = new Set(
          ((await run(tx, statement, part.flat())).rows as Record<string, unknown>[]).map((row) => keyOf((column) => row[column])),
        );
        saved.push(...part.map((row) => inserted.has(keyOf((column) => row[columns.indexOf(column)]))));
      }
      return saved;
    },
    async script(tx, statements) {
      // Text sorts by its bytes, as on a file, whatever the language of the server.
      await run(tx, statements.replace(/\btext\b/g, 'text collate "C"'));
    },
    explain(error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === '55P03') return new RegisterFault('busy', place, { cause: error });
      const broken = error instanceof Error && /^Connection terminated|connection error and is not queryable/.test(error.message);
      if (broken || /^(08|28|3D|57P|ECONN|ENOTFOUND|ENOENT|EAI_AGAIN|ETIMEDOUT|EPIPE|ERR_SOCKET)/.test(code))
        return new RegisterFault('unreadable', place, { cause: error });
      if (/^(42P01|42703|42P07)$/.test(code)) return new RegisterFault('altered', place, { cause: error });
      if (code === '25006') return new RegisterFault('read-only', place, { cause: error });
      if (code === '53100') return new RegisterFault('full', place, { cause: error });
      return error;
    },
    check: async () => [],
    close: () => db.destroy(),
  };
}
