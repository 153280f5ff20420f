/** The embedded engine: one private file, no set-up. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteDialect, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { RegisterFault, type RegisterProblem } from './faults.ts';
import type { Tables } from './tables.ts';

const pageCacheKiB = 48_000;
const busyTimeout = 5_000;

export interface SqliteOptions {
  /** Work on a copy in memory: nothing reaches the file, and no file is made. */
  readonly inMemory?: boolean;
}

/** Opens the file, making it (0600, its folder 0700) where there is none. Throws RegisterFault. */
export function openSqlite(file: string, options: SqliteOptions = {}): Engine {
  const database = inTerms(file, () => open(file, options.inMemory ?? false));
  const prepared = new Map<string, Database.Statement>();
  const prepare = (query: string) => {
    let statement = prepared.get(query);
    if (!statement) {
      statement = database.prepare(query);
      if (prepared.size < 500) prepared.set(query, statement);
    }
    return statement;
  };
  // Kysely prepares each query anew; the same few hundred come again and again.
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare, close: () => database.close() } as never }) });
  return {
    db,
    place: file,
    async begin(tx) {
      await tx.executeQuery(CompiledQuery.raw('begin immediate'));
    },
    list: (values) => sql<string>`(select value from json_each(${JSON.stringify(values)}))`,
    async upsert(_tx, table, key, columns, rows) {
      const statement = prepare(upsertStatement(table, key, columns, columns.map(() => '?').join(', ')));
      for (const row of rows) statement.run(row);
    },
    async insertNew(_tx, table, _key, columns, rows) {
      const statement = prepare(`${insertStatement(table, columns, columns.map(() => '?').join(', '))} on conflict do nothing`);
      return rows.map((row) => statement.run(row).changes === 1);
    },
    async script(_tx, statements) {
      database.exec(statements.replaceAll('/* by key */', 'without rowid'));
    },
    explain: (error) => inOurTerms(file, error),
    async check() {
      const found = database.pragma('integrity_check') as { integrity_check: string }[];
      return found.map((row) => row.integrity_check).filter((line) => line !== 'ok');
    },
    async copyTo(target) {
      closeSync(openSync(target, 'wx', 0o600));
      await database.backup(target);
    },
    close: () => db.destroy(),
  };
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** The statements both engines share. */
export const insertStatement = (table: string, columns: readonly string[], values: string): string =>
  `insert into ${table} (${quoted(columns)}) values (${values})`;

export function upsertStatement(table: string, key: readonly string[], columns: readonly string[], values: string): string {
  const changes = columns.filter((name) => !key.includes(name)).map((name) => `"${name}" = excluded."${name}"`);
  return `${insertStatement(table, columns, values)} on conflict (${quoted(key)}) do update set ${changes.join(', ')}`;
}

function open(file: string, inMemory: boolean): Database.Database {
  if (inMemory) {
    const copy = new Database(existsSync(file) ? snapshot(file) : ':memory:');
    copy.pragma('foreign_keys = on');
    return copy;
  }
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // SQLite gives its own journal files the permissions of the register.
    closeSync(openSync(file, 'a', 0o600));
  }
  const database = new Database(file, { timeout: busyTimeout });
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = normal');
  database.pragma('foreign_keys = on');
  database.pragma(`cache_size = -${pageCacheKiB}`);
  return database;
}

function snapshot(file: string): Buffer {
  const original = new Database(file, { readonly: true, timeout: busyTimeout });
  try {
    const image = original.serialize();
    // A file in WAL mode cannot be opened from memory: bytes 18 and 19 of the header say so, 1 being the rollback journal.
    if (image.length > 19) image[18] = image[19] = 1;
    return image;
  } finally {
    original.close();
  }
}

const problems: readonly [prefix: string, problem: RegisterProblem][] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_CANTOPEN', 'unreadable'],
  ['SQLITE_NOTADB', 'unreadable'],
  ['SQLITE_CORRUPT', 'unreadable'],
  ['SQLITE_IOERR', 'unreadable'],
  ['SQLITE_AUTH', 'unreadable'],
  ['EACCES', 'unreadable'],
  ['EISDIR', 'unreadable'],
  ['ENOTDIR', 'unreadable'],
  ['ENOENT', 'unreadable'],
  ['EROFS', 'read-only'],
  ['EPERM', 'read-only'],
  ['ENOSPC', 'full'],
];

function inOurTerms(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const found = problems.find(([prefix]) => code.startsWith(prefix));
  if (found) return new RegisterFault(found[1], file, { cause: error });
  // better-sqlite3 says this of a folder that does not exist, without a code.
  if (error instanceof TypeError && error.message.includes('directory does not exist'))
    return new RegisterFault('unreadable', file, { cause: error });
  return error;
}

function inTerms<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inOurTerms(file, error);
  }
}
