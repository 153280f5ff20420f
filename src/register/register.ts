/** The register: one way in, one way to write, and a log of every row written. */
import { CompiledQuery, type Kysely, type KyselyPlugin, type RawBuilder } from 'kysely';
import type { Day } from '../day.ts';
import { cellsOf, digestOfText, hashOf, keyOf, sha256 } from './digest.ts';
import type { Engine, PackedRows } from './engine.ts';
import { DamagedValue, RegisterFault } from './faults.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { columnsOf, logColumns, type RowOf, type TableName, type Tables, tableNames, tables } from './tables.ts';

/** Who does what, for which day: what the log says of a run. */
export interface Deed {
  readonly actor: string;
  readonly command: string;
  readonly on: Day;
  /** The instant of the run. */
  readonly at: Date;
}

/** Reads within one consistent view. The only handle on the register there is. */
export interface Reader {
  readonly db: Kysely<Tables>;
  list(values: Iterable<string>): RawBuilder<string>;
  /** See `Engine.holds`. */
  holds: Engine['holds'];
}

/** Reads and writes within one transaction. */
export interface Writer extends Reader {
  readonly deed: Deed;
  /** The number of this run; every row written carries it. */
  readonly run: number;
  /** Saves a row, replacing one with the same key, when the writer is flushed. */
  put<T extends TableName>(table: T, row: Omit<RowOf<T>, 'run'>): void;
  /** Inserts rows that are new, at once and in order; a row whose key or unique column is taken is left out. Whoever asks for it keeps or undoes it. */
  insertNew<T extends TableName>(table: T, rows: readonly Omit<RowOf<T>, 'run'>[]): Promise<Insertion>;
  /** Removes a row when the writer is flushed. */
  remove<T extends TableName>(table: T, row: RowOf<T>): void;
  /** The next number of a counter, 1 first; taken in this transaction, so that none is skipped. */
  next(counter: string): Promise<number>;
  /** A number for an append-only fact or decision of this register. Counters read with `number` are loaded at the start of the run. */
  number(counter: 'fact' | 'decision'): number;
  /** Whether anything was written so far. */
  wrote(): boolean;
  /** Writes what was put, and one entry of the log that says so. What is asked of the register afterwards sees it. */
  flush(): void;
}

/** Rows that were inserted and are not yet in the log. */
export interface Insertion {
  /** Which of the rows were inserted. */
  readonly inserted: readonly boolean[];
  /** Has the log say so. */
  keep(): void;
  /** Removes them, as if they had never been there. */
  undo(): Promise<void>;
}

/** A row as the engine and the log take it. */
interface ReadyRow {
  readonly key: string;
  /** JSON of its cells, in declared order. */
  readonly cells: string;
  readonly digest: string;
}

export interface Register {
  readonly place: string;
  readonly engine: Engine;
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /** One transaction: all that `work` does, or nothing. With `rehearse` it is rolled back at the end. */
  write<T>(deed: Deed, work: (writer: Writer) => Promise<T>, how?: { readonly rehearse?: boolean }): Promise<T>;
  close(): Promise<void>;
}

/** Opens the register on an engine, bringing its schema up to date; once `signal` is aborted no query begins. Throws RegisterFault. */
export async function openRegister(
  engine: Engine,
  { steps = migrations, signal }: { readonly steps?: readonly Migration[]; readonly signal?: AbortSignal | undefined } = {},
): Promise<Register> {
  const db = signal ? engine.db.withPlugin(stopping(signal)) : engine.db;
  const inTerms = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const explained = engine.explain(error);
      const altered = explained instanceof RegisterFault && explained.problem === 'altered';
      // Where every table is as it should be, a query that names what is not there is a bug.
      throw altered && (await tablesAreThere(engine.db)) ? error : explained;
    }
  };
  try {
    await migrate(engine, steps);
  } catch (error) {
    await engine.close().catch(() => {});
    throw engine.explain(error);
  }
  const command = async (tx: Kysely<Tables>, text: string) => void (await tx.executeQuery(CompiledQuery.raw(text)));
  const within = <T>(
    begin: (tx: Kysely<Tables>) => Promise<void>,
    work: (tx: Kysely<Tables>) => Promise<T>,
    end: (tx: Kysely<Tables>) => Promise<void>,
  ) =>
    inTerms(() =>
      db.connection().execute(async (tx) => {
        await begin(tx);
        try {
          const result = await work(tx);
          await end(tx);
          return result;
        } catch (error) {
          await command(tx, 'rollback').catch(() => {});
          throw error;
        }
      }),
    );
  const list = (values: Iterable<string>) => engine.list([...values]);
  return {
    place: engine.place,
    engine,
    read: (work) =>
      within(
        (tx) => engine.beginReading(tx),
        (tx) => work({ db: tx, list, holds: engine.holds }),
        (tx) => command(tx, 'commit'),
      ),
    write: (deed, work, how = {}) =>
      within(
        (tx) => engine.begin(tx),
        async (tx) => {
          const { writer, settled } = await beginRun(engine, tx, deed);
          const result = await work(writer).catch(async (error: unknown) => {
            // What went wrong in writing comes first: the rest may follow from it.
            await settled();
            throw error;
          });
          writer.flush();
          await settled();
          return result;
        },
        (tx) => (how.rehearse ? command(tx, 'rollback') : engine.commit(tx)),
      ),
    close: () => engine.close(),
  };
}

/** Lets no query begin once the signal is aborted: whatever is under way then rolls back. */
const stopping = (signal: AbortSignal): KyselyPlugin => ({
  transformQuery({ node }) {
    signal.throwIfAborted();
    return node;
  },
  transformResult: async ({ result }) => result,
});

const loadedCounters = ['fact', 'decision'] as const;

/** The writer of a run, and what to wait for before it is committed. */
async function beginRun(
  engine: Engine,
  tx: Kysely<Tables>,
  deed: Deed,
): Promise<{ readonly writer: Writer; readonly settled: () => Promise<unknown> }> {
  const last = await tx.selectFrom('log').select(['seq', 'hash', 'run']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const run = (last?.run ?? 0) + 1;
  const began = last?.seq ?? 0;
  let chain = { seq: last?.seq ?? 0, hash: last?.hash ?? '' };
  const counters = new Map<string, number>();
  for (const row of await tx
    .selectFrom('counters')
    .selectAll()
    .where('name', 'in', [...loadedCounters])
    .execute())
    counters.set(row.name, row.value);
  const raised = new Set<string>();
  type Pending = Map<string, { readonly row: { readonly [column: string]: unknown }; readonly removed: boolean }>;
  const pending = new Map<TableName, Pending>();
  const pendingOf = (table: TableName): Pending => {
    const rows: Pending = pending.get(table) ?? new Map();
    pending.set(table, rows);
    return rows;
  };
  let sent: Promise<unknown> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;
  /** Nobody waits for what is written but the end of the run: what is asked later is answered after it. */
  const send = (writing: Promise<unknown>) => {
    const done = writing.catch((error: unknown) => {
      failure ??= { error };
    });
    sent = sent.then(() => done);
  };
  const settled = async () => {
    await sent;
    if (failure) throw failure.error;
  };
  let written: { [table: string]: [key: string, digest: string | null][] } = {};
  const entriesOf = (table: TableName) => {
    const entries = written[table] ?? [];
    written[table] = entries;
    return entries;
  };
  const raise = (name: string) => {
    const last = counters.get(name) ?? 0;
    if (!Number.isSafeInteger(last)) throw new DamagedValue('counters', name, 'value');
    const value = last + 1;
    counters.set(name, value);
    raised.add(name);
    return value;
  };
  const writer: Writer = {
    deed,
    db: tx,
    list: (values) => engine.list([...values]),
    holds: engine.holds,
    run,
    put(table, row) {
      pendingOf(table).set(keyOf(table, row), { row, removed: false });
    },
    async insertNew(table, rows) {
      const ready = rows.map((row) => readyRow(table, row, run));
      const inserting = rows.length === 0 ? Promise.resolve([]) : engine.insertNew(tx, packed(table, ready));
      send(inserting);
      const inserted = await inserting;
      return {
        inserted,
        keep() {
          for (const [place, { key, digest }] of ready.entries()) if (inserted[place]) entriesOf(table).push([key, digest]);
        },
        async undo() {
          const gone = rows.filter((_, place) => inserted[place]).map((row) => keyText(table, row));
          if (gone.length > 0) await engine.remove(tx, removal(table, gone));
        },
      };
    },
    remove(table, row) {
      pendingOf(table).set(keyOf(table, row), { row, removed: true });
    },
    async next(name) {
      if (!counters.has(name)) {
        const stored = await tx.selectFrom('counters').select('value').where('name', '=', name).executeTakeFirst();
        counters.set(name, stored?.value ?? 0);
      }
      return raise(name);
    },
    number: raise,
    wrote: () => chain.seq > began,
    flush() {
      for (const name of raised) writer.put('counters', { name, value: counters.get(name) ?? 0 });
      raised.clear();
      for (const table of tableNames) {
        const rows = pending.get(table);
        if (!rows?.size) continue;
        const entries = entriesOf(table);
        const gone: string[] = [];
        const changed: ReadyRow[] = [];
        for (const [name, { row, removed }] of rows) {
          if (removed) {
            gone.push(keyText(table, row));
            entries.push([name, null]);
          } else changed.push(readyRow(table, row, run));
        }
        if (gone.length > 0) send(engine.remove(tx, removal(table, gone)));
        if (changed.length > 0) send(engine.upsert(tx, packed(table, changed)));
        for (const { key, digest } of changed) entries.push([key, digest]);
      }
      pending.clear();
      const items = written;
      written = {};
      if (Object.keys(items).length === 0) return;
      const entry = {
        seq: chain.seq + 1,
        at: deed.at.toISOString(),
        actor: deed.actor,
        command: deed.command,
        on_day: deed.on as string,
        run,
        items: JSON.stringify(items),
        prev: chain.hash,
      };
      const hash = hashOf(entry);
      chain = { seq: entry.seq, hash };
      send(
        tx
          .insertInto('log')
          .values({ ...entry, hash })
          .execute(),
      );
    },
  };
  return { writer, settled };
}

function readyRow(table: TableName, row: { readonly [column: string]: unknown }, run: number): ReadyRow {
  const cells = JSON.stringify(cellsOf(table, row, run));
  return { key: keyOf(table, row), cells, digest: digestOfText(table, cells) };
}

const packed = (table: TableName, rows: readonly ReadyRow[]): PackedRows => ({
  table,
  key: tables[table].key,
  columns: columnsOf(table),
  rows: `[${rows.map(({ cells }) => cells).join(',')}]`,
});

const keyText = (table: TableName, row: { readonly [column: string]: unknown }): string =>
  JSON.stringify(tables[table].key.map((column) => row[column]));

const removal = (table: TableName, keys: readonly string[]): PackedRows => ({ ...packed(table, []), rows: `[${keys.join(',')}]` });

/** Whether every table has the columns this program knows. */
async function tablesAreThere(db: Kysely<Tables>): Promise<boolean> {
  try {
    for (const table of [...tableNames, 'log'] as const) {
      const columns = table === 'log' ? logColumns : columnsOf(table);
      await db
        .selectFrom(table)
        .select(columns as never)
        .limit(0)
        .execute();
    }
    return true;
  } catch {
    return false;
  }
}

const ledger = 'create table if not exists migrations (name text primary key, checksum text not null, applied_at text not null)';

/** The migrations this register still lacks. Throws RegisterFault where it is newer than the program, or an applied one was edited. */
export async function pendingMigrations(engine: Engine, steps: readonly Migration[] = migrations): Promise<readonly Migration[]> {
  const recorded = () => engine.db.selectFrom('migrations').selectAll().orderBy('name').execute();
  const applied = await recorded().catch(async (error: unknown) => {
    const explained = engine.explain(error);
    if (explained instanceof RegisterFault && explained.problem !== 'altered') throw explained;
    if (!(await engine.holdsTables())) return [];
    // Another process may have made it this moment; else the tables are somebody else's.
    return recorded().catch(() => {
      throw new RegisterFault('unreadable', engine.place, { cause: error });
    });
  });
  return missing(applied, engine.place, steps);
}

async function migrate(engine: Engine, steps: readonly Migration[]): Promise<void> {
  if ((await pendingMigrations(engine, steps)).length === 0) return;
  await engine.db.connection().execute(async (tx) => {
    await engine.begin(tx);
    try {
      await engine.script(tx, ledger);
      // Another process may have done it while this one waited.
      for (const { name, sql } of missing(await tx.selectFrom('migrations').selectAll().orderBy('name').execute(), engine.place, steps)) {
        await engine.script(tx, sql);
        await tx
          .insertInto('migrations')
          .values({ name, checksum: sha256(sql), applied_at: new Date().toISOString() })
          .execute();
      }
      await tx.executeQuery(CompiledQuery.raw('commit'));
    } catch (error) {
      await tx.executeQuery(CompiledQuery.raw('rollback')).catch(() => {});
      throw error;
    }
  });
}

/** The migrations still to apply. Throws RegisterFault where the register knows more than the program, or an applied one was edited. */
function missing(applied: readonly { name: string; checksum: string }[], place: string, steps: readonly Migration[]): readonly Migration[] {
  for (const { name, checksum } of applied) {
    const ours = steps.find((step) => step.name === name);
    if (!ours) throw new RegisterFault('newer', place);
    if (sha256(ours.sql) !== checksum) throw new RegisterFault('edited-migration', place);
  }
  return steps.slice(applied.length);
}
