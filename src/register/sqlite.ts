/** The embedded engine: one private file, no set-up. */
import { statSync } from 'node:fs';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { Engine } from './engine.ts';
import { RegisterFault, type RegisterProblem } from './faults.ts';
import { type Connection, connect, type Manner, namedRows } from './sqlite-connection.ts';
import type { Tables } from './tables.ts';

export interface SqliteOptions {
  /** Default `write`. */
  readonly manner?: Manner;
  /** Let a thread of its own do the writing, so that large files are read meanwhile. */
  readonly threaded?: boolean;
}

/** Opens the file, making it (0600, its folder 0700) where there is none. Throws RegisterFault. */
export async function openSqlite(file: string, { manner = 'write', threaded = false }: SqliteOptions = {}): Promise<Engine> {
  const connection = await inTerms(file, async () =>
    threaded && manner === 'write' ? (await import('./sqlite-thread-client.ts')).connectThread(file) : connect(file, manner),
  );
  const db = new Kysely<Tables>({ dialect: dialectOf(connection) });
  const opened = manner === 'write' ? identityOf(file) : null;
  return {
    db,
    place: file,
    async begin(tx) {
      await tx.executeQuery(CompiledQuery.raw('begin immediate'));
    },
    async commit(tx) {
      // SQLite would go on writing to a file that was removed or replaced meanwhile, and nobody would find it.
      if (opened !== null && identityOf(file) !== opened) throw new RegisterFault('vanished', file);
      await tx.executeQuery(CompiledQuery.raw('commit'));
    },
    async beginReading(tx) {
      await tx.executeQuery(CompiledQuery.raw('begin'));
    },
    async holdsTables() {
      const { rows } = await connection.query('select 1 from sqlite_master limit 1', []);
      return rows.length > 0;
    },
    // A `^` that stands first would mean all but the letters; no cell holds a control character.
    holds: (text, spellings) =>
      sql<boolean>`${text} glob ${`*${spellings.map((letters) => `[${letters === '^' ? '\u0001^' : letters}]`).join('')}*`}`,
    list: (values) => sql<string>`(select value from json_each(${JSON.stringify(values)}))`,
    async upsert(_tx, { table, key, columns, rows }) {
      await connection.many(upsertStatement(table, key, columns, placesOf(columns)), rows);
    },
    async remove(_tx, { table, key, rows }) {
      await connection.many(`delete from ${table} where ${key.map((column) => `"${column}" = ?`).join(' and ')}`, rows);
    },
    insertNew: async (_tx, { table, columns, rows }) =>
      connection.many(`${insertStatement(table, columns, placesOf(columns))} on conflict do nothing`, rows),
    script: async (_tx, statements) => connection.script(statements.replaceAll('/* by key */', 'without rowid')),
    explain: (error) => inOurTerms(file, error),
    async check() {
      const { rows } = await connection.query('pragma integrity_check', []);
      return rows.map(([line]) => String(line)).filter((line) => line !== 'ok');
    },
    copyTo: (target) => connection.copyTo(target),
    close: () => db.destroy(),
  };
}

/** Milliseconds after which the process listens for an interrupt. */
const unheard = 100;

/** Which file lies at a path; null where none does. */
function identityOf(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev} ${found.ino}` : null;
}

/** Kysely's dialect over a connection that may live in another thread. */
function dialectOf(connection: Connection) {
  let turned = performance.now();
  const session: DatabaseConnection = {
    async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      // Queries answered at once leave no room for anything else: an interrupt would be heard only at the end.
      if (performance.now() - turned > unheard) {
        await new Promise(setImmediate);
        turned = performance.now();
      }
      const answer = await connection.query(text, parameters);
      return { rows: namedRows(answer) as R[], numAffectedRows: BigInt(answer.changes) };
    },
    streamQuery() {
      throw new Error('rows are read in pages');
    },
  };
  // One connection: whoever holds it works alone.
  let last: Promise<void> = Promise.resolve();
  const releases: (() => void)[] = [];
  const driver = {
    init: async () => {},
    async acquireConnection() {
      const before = last;
      let release = () => {};
      last = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      releases.push(release);
      return session;
    },
    async releaseConnection() {
      releases.pop()?.();
    },
    beginTransaction: async () => {},
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    destroy: async () => connection.close(),
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

const placesOf = (columns: readonly string[]): string => columns.map(() => '?').join(', ');
const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** The statements both engines share. */
export const insertStatement = (table: string, columns: readonly string[], values: string): string =>
  `insert into ${table} (${quoted(columns)}) values (${values})`;

export function upsertStatement(table: string, key: readonly string[], columns: readonly string[], values: string): string {
  const changes = columns.filter((name) => !key.includes(name)).map((name) => `"${name}" = excluded."${name}"`);
  return `${insertStatement(table, columns, values)} on conflict (${quoted(key)}) do update set ${changes.join(', ')}`;
}

const problems: readonly [prefix: string, problem: RegisterProblem][] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_READONLY_DBMOVED', 'vanished'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_FULL', 'full'],
  // What a quota or a limit says, and a full disk where the journal grows.
  ['SQLITE_IOERR_WRITE', 'full'],
  ['SQLITE_IOERR_FSYNC', 'full'],
  ['SQLITE_IOERR_TRUNCATE', 'full'],
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_CANTOPEN', 'unreadable'],
  ['SQLITE_NOTADB', 'unreadable'],
  ['SQLITE_CORRUPT', 'unreadable'],
  ['SQLITE_IOERR', 'unreadable'],
  ['SQLITE_AUTH', 'unreadable'],
  ['EACCES', 'unreadable'],
  ['EISDIR', 'unreadable'],
  ['EEXIST', 'unreadable'],
  ['ENOTDIR', 'unreadable'],
  ['ENOENT', 'unreadable'],
  ['EROFS', 'read-only'],
  ['EPERM', 'read-only'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
];

function inOurTerms(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const found = problems.find(([prefix]) => code.startsWith(prefix));
  if (found) return new RegisterFault(found[1], file, { cause: error });
  if (code === 'SQLITE_ERROR' && /^no such (table|column)|already exists$/.test((error as Error).message))
    return new RegisterFault('altered', file, { cause: error });
  // better-sqlite3 says this of a folder that does not exist, without a code.
  if (error instanceof Error && error.message.includes('directory does not exist'))
    return new RegisterFault('unreadable', file, { cause: error });
  return error;
}

async function inTerms<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw inOurTerms(file, error);
  }
}
