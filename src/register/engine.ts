/** What the two engines do each in their own way; every query is shared. */
import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** Rows on their way to a table, as one text: it goes to another thread or to a statement whole. */
export interface PackedRows {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** JSON of an array of rows, each an array of its cells in the order of `columns`. */
  readonly rows: string;
}

export interface Engine {
  readonly db: Kysely<Tables>;
  /** Where the register lies, for messages; never a password. */
  readonly place: string;
  /** Begins a transaction that may write: one at a time, waiting a few seconds for another. Throws RegisterFault `busy`. */
  begin(tx: Kysely<Tables>): Promise<void>;
  /** Makes what was written last. Throws RegisterFault `vanished` where it would be written to a place that is gone. */
  commit(tx: Kysely<Tables>): Promise<void>;
  /** Begins a transaction that only reads, all of one moment. */
  beginReading(tx: Kysely<Tables>): Promise<void>;
  /** Whether the place holds tables at all. */
  holdsTables(): Promise<boolean>;
  /** A list of values as one parameter, for `where x in (…)`. */
  list(values: readonly string[]): RawBuilder<string>;
  /** Whether a text holds what `spellings` spells: one list of equal letters for each letter, in any case and with any accent. */
  holds(text: RawBuilder<string>, spellings: readonly string[]): RawBuilder<boolean>;
  /** Inserts rows, replacing those with the same key. */
  upsert(tx: Kysely<Tables>, rows: PackedRows): Promise<void>;
  /** Removes rows; here each holds the cells of its key alone. */
  remove(tx: Kysely<Tables>, rows: PackedRows): Promise<void>;
  /** Inserts the rows whose key and unique columns are free, in order; which of them were. */
  insertNew(tx: Kysely<Tables>, rows: PackedRows): Promise<readonly boolean[]>;
  /** Runs statements separated by semicolons. `/* by key *\/` after a table says that its rows are kept in the order of the key, where the engine can. */
  script(tx: Kysely<Tables>, statements: string): Promise<void>;
  /** What went wrong, in the register's terms; the error itself where it is a bug. */
  explain(error: unknown): unknown;
  /** Checks that the engine itself finds nothing damaged; the complaints. */
  check(): Promise<readonly string[]>;
  /** Writes a copy to a file. Only for a register that is a file. */
  copyTo?(file: string): Promise<void>;
  close(): Promise<void>;
}
