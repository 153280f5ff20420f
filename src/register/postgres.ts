/** The shared engine: a PostgreSQL server for offices that work on one register. */
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.ts';
import { RegisterFault } from './faults.ts';
import { upsertStatement } from './sqlite.ts';
import type { Tables } from './tables.ts';

// One writer at a time, as on a file. The number is the register's own among a server's advisory locks.
const writersLock = 7_389_206;
const busyTimeout = 5_000;
const parametersPerStatement = 30_000;

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
    async upsert(tx, table, key, columns, rows) {
      const atOnce = Math.floor(parametersPerStatement / columns.length);
      for (let start = 0; start < rows.length; start += atOnce) {
        const part = rows.slice(start, start + atOnce);
        const places = part.map((_, row) => columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', '));
        await run(tx, upsertStatement(table, key, columns, places.join('), (')), part.flat());
      }
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
