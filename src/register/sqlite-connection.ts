/** SQLite itself: opening a private file, statements kept prepared. The engine speaks to it here, or in a thread of its own. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

const pageCacheKiB = 12_000;
const busyTimeout = 5_000;

export interface Answer {
  readonly columns: readonly string[];
  /** The cells of each row, in the order of `columns`: the driver takes three times as long to name them row by row. */
  readonly rows: readonly (readonly unknown[])[];
  readonly changes: number;
}

/** The rows of an answer, their cells by column. */
export function namedRows({ columns, rows }: Answer): { [column: string]: unknown }[] {
  // A copy of one that has every column is quick to make; one that grows column by column is not.
  const empty: { [column: string]: unknown } = Object.fromEntries(columns.map((column) => [column, null]));
  return rows.map((cells) => {
    const row = { ...empty };
    for (let place = 0; place < columns.length; place += 1) row[columns[place] as string] = cells[place];
    return row;
  });
}

/** A connection; each call waits for the one before. */
export interface Connection {
  query(statement: string, parameters: readonly unknown[]): Answer | Promise<Answer>;
  /** One statement for many rows, as JSON arrays of cells; whether each row changed something. */
  many(statement: string, rows: string): readonly boolean[] | Promise<readonly boolean[]>;
  script(statements: string): void | Promise<void>;
  /** Copies the register to a new private file. */
  copyTo(file: string): Promise<void>;
  close(): void | Promise<void>;
}

/** How a file is opened: to be written, only looked at, or as a copy in memory that never reaches it. */
export type Manner = 'write' | 'look' | 'copy';

/**
 * From Node 24.19 on, a process ends without a word when a connection or statement of this driver is collected as garbage:
 * none is. They are few. For the same reason nothing here uses the driver's own `pragma` and `backup`, which leave some.
 */
const kept: unknown[] = [];

interface Prepared {
  readonly statement: Database.Statement<unknown[], unknown[]>;
  readonly columns: readonly string[];
}

/** Opens a file; `write` makes it (0600, its folder 0700) where there is none. */
export function connect(file: string, manner: Manner): Connection {
  const database = open(file, manner);
  const prepared = new Map<string, Prepared>();
  kept.push(prepared);
  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known) return known;
    const statement = database.prepare<unknown[], unknown[]>(text);
    const named = statement.reader ? statement.raw().columns() : [];
    const made = { statement, columns: named.map(({ name }) => name) };
    prepared.set(text, made);
    return made;
  };
  return {
    query(text, parameters) {
      const { statement, columns } = prepare(text);
      if (statement.reader) return { columns, rows: statement.all(...parameters), changes: 0 };
      return { columns, rows: [], changes: statement.run(...parameters).changes };
    },
    many(text, rows) {
      const { statement } = prepare(text);
      return (JSON.parse(rows) as unknown[][]).map((row) => statement.run(...row).changes > 0);
    },
    script: (statements) => void database.exec(statements),
    async copyTo(target) {
      closeSync(openSync(target, 'wx', 0o600));
      prepare('vacuum into ?').statement.run(target);
    },
    close: () => void database.close(),
  };
}

function open(file: string, manner: Manner): Database.Database {
  if (manner === 'look') {
    // Opened as to be written, so that the files of the journal go when it is closed, as a read-only connection leaves them.
    const looked = made(file, { fileMustExist: true, timeout: busyTimeout });
    looked.exec('pragma query_only = on');
    return looked;
  }
  if (manner === 'copy') {
    const copy = made(existsSync(file) ? snapshot(file) : ':memory:');
    copy.exec('pragma foreign_keys = on');
    return copy;
  }
  if (!existsSync(file)) {
    makeFolder(dirname(file));
    // SQLite gives its own journal files the permissions of the register.
    closeSync(openSync(file, 'a', 0o600));
  }
  const database = made(file, { timeout: busyTimeout });
  database.exec(`pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; pragma cache_size = -${pageCacheKiB}`);
  return database;
}

/** Where the compiled part of the driver lies. Throws where it was never compiled. */
const native = () => createRequire(import.meta.url).resolve('better-sqlite3/build/Release/better_sqlite3.node');

/** Makes a private folder and those above it. Node's own way never ends where a folder is there and takes none, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it this moment.
    if (!existsSync(folder)) throw error;
  }
}

function made(file: string | Buffer, options: Database.Options = {}): Database.Database {
  const database = new Database(file, { ...options, nativeBinding: native() });
  kept.push(database);
  return database;
}

function snapshot(file: string): Buffer {
  const original = made(file, { readonly: true, timeout: busyTimeout });
  try {
    const image = original.serialize();
    // A file in WAL mode cannot be opened from memory: bytes 18 and 19 of the header say so, 1 being the rollback journal.
    if (image.length > 19) image[18] = image[19] = 1;
    return image;
  } finally {
    original.close();
  }
}
