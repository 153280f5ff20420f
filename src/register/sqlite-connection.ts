/** SQLite itself: opening a private file, statements kept prepared. The engine speaks to it here, or in a thread of its own. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

const pageCacheKiB = 16_000;
const busyTimeout = 5_000;

export interface Answer {
  readonly rows: readonly unknown[];
  readonly changes: number;
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

/** Opens a file; `write` makes it (0600, its folder 0700) where there is none. */
export function connect(file: string, manner: Manner): Connection {
  const database = open(file, manner);
  const prepared = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    if (prepared.size < 500) prepared.set(text, statement);
    return statement;
  };
  return {
    query(text, parameters) {
      const statement = prepare(text);
      if (statement.reader) return { rows: statement.all(...parameters), changes: 0 };
      return { rows: [], changes: statement.run(...parameters).changes };
    },
    many(text, rows) {
      const statement = prepare(text);
      return (JSON.parse(rows) as unknown[][]).map((row) => statement.run(row).changes > 0);
    },
    script: (statements) => void database.exec(statements),
    async copyTo(target) {
      closeSync(openSync(target, 'wx', 0o600));
      await database.backup(target);
    },
    close: () => void database.close(),
  };
}

function open(file: string, manner: Manner): Database.Database {
  if (manner === 'look') {
    // Opened as to be written, so that the files of the journal go when it is closed, as a read-only connection leaves them.
    const looked = new Database(file, { fileMustExist: true, timeout: busyTimeout });
    looked.pragma('query_only = on');
    return looked;
  }
  if (manner === 'copy') {
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
