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

/** As many rows as one statement can carry. */
function* parts(rows: readonly (readonly unknown[])[], columns: readonly string[]) {
  const atOnce = Math.floor(parametersPerStatement / columns.length);
  for (let start = 0; start < rows.length; start += atOnce) yield rows.slice(start, start + atOnce);
}

const places = (rows: readonly (readonly unknown[])[]): string => {
  let last = 0;
  return rows.map((row) => row.map(() => `$${++last}`).join(', ')).join('), (');
};

/** Opens a register on a server; `address` is `postgres://…`. Throws RegisterFault on first use where the server is out of reach. */
export function openPostgres(address: string): Engine {
  const { host, pathname } = new URL(address);
  const place = `postgres://${host}${pathname}`;
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: address, max: 1 }) }) });
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
    list: (values) => sql<string>`(select json_array_elements_text(${JSON.stringify(values)}::json))`,
    async upsert(tx, { table, key, columns, rows }) {
      for (const part of parts(JSON.parse(rows) as unknown[][], columns))
        await run(tx, upsertStatement(table, key, columns, places(part)), part.flat());
    },
    async insertNew(tx, { table, key, columns, rows: packed }) {
      const rows = JSON.parse(packed) as unknown[][];
      const keyOf = (row: (column: string) => unknown) => JSON.stringify(key.map(row));
      const inserted = new Set<string>();
      for (const part of parts(rows, columns)) {
        const statement = `${insertStatement(table, columns, places(part))} on conflict do nothing returning ${key.join(', ')}`;
        for (const row of (await run(tx, statement, part.flat())).rows as Record<string, unknown>[])
          inserted.add(keyOf((column) => row[column]));
      }
      // Of two rows with one key the first went in.
      return rows.map((row) => inserted.delete(keyOf((column) => row[columns.indexOf(column)])));
    },
    async script(tx, statements) {
      await run(tx, statements);
    },
    explain(error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === '55P03') return new RegisterFault('busy', place, { cause: error });
      if (/^(08|28|3D|57P|ECONN|ENOTFOUND|ETIMEDOUT)/.test(code)) return new RegisterFault('unreadable', place, { cause: error });
      if (code === '25006') return new RegisterFault('read-only', place, { cause: error });
      if (code === '53100') return new RegisterFault('full', place, { cause: error });
      return error;
    },
    check: async () => [],
    close: () => db.destroy(),
  };
}
