/** The two engines a register runs on: every test of the register is run on both. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll } from 'vitest';
import { day } from '../../src/day.ts';
import type { Migration } from '../../src/register/migrations/index.ts';
import { openPostgres } from '../../src/register/postgres.ts';
import { type Deed, openRegister, type Register, type Writer } from '../../src/register/register.ts';
import { openSqlite } from '../../src/register/sqlite.ts';
import { tableNames } from '../../src/register/tables.ts';
import { freshDatabase } from '../postgres.ts';

const root = mkdtempSync(join(tmpdir(), 'etw-register-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A new folder that goes when the tests end. */
export const folder = (): string => mkdtempSync(join(root, 'folder-'));

/** A client of the database that knows nothing of registers. */
export interface Client {
  all(statement: string): Promise<Record<string, unknown>[]>;
  /** Runs a statement with parameters, written `?`. How many rows it changed. */
  run(statement: string, ...given: readonly unknown[]): Promise<number>;
  close(): Promise<void>;
}

export interface EngineOf {
  /** A place at which there is no register yet. */
  place(): Promise<string>;
  open(place: string, steps?: readonly Migration[]): Promise<Register>;
  /** Opens the same place with another client. */
  client(place: string): Promise<Client>;
}

const sqlite: EngineOf = {
  place: async () => join(folder(), 'register.db'),
  open: async (place, steps) => openRegister(await openSqlite(place), steps ? { steps } : {}),
  async client(place) {
    const database = new Database(place);
    return {
      all: async (statement) => database.prepare(statement).all() as Record<string, unknown>[],
      run: async (statement, ...given) => database.prepare(statement).run(...given).changes,
      close: async () => void database.close(),
    };
  },
};

const postgres: EngineOf = {
  place: freshDatabase,
  open: async (place, steps) => openRegister(openPostgres(place), steps ? { steps } : {}),
  async client(place) {
    const client = new pg.Client(place);
    await client.connect();
    let last = 0;
    return {
      all: async (statement) => (await client.query(statement)).rows as Record<string, unknown>[],
      async run(statement, ...given) {
        last = 0;
        return (
          (
            await client.query(
              statement.replaceAll('?', () => `$${++last}`),
              [...given],
            )
          ).rowCount ?? 0
        );
      },
      close: () => client.end(),
    };
  },
};

export const engines: readonly (readonly [name: string, engine: EngineOf])[] = [
  ['SQLite', sqlite],
  ['PostgreSQL', postgres],
];

export const deed = (more: Partial<Deed> = {}): Deed => ({
  actor: 'officer',
  command: 'test',
  on: day('2026-07-01'),
  at: new Date('2026-07-01T10:00:00Z'),
  ...more,
});

/** Registers on a server that tests have done with. */
const left: string[] = [];

/** Making one on a server takes a while: a test gets what an earlier one left, emptied. */
async function emptied(): Promise<string> {
  const at = left.pop();
  if (at === undefined) return postgres.place();
  const client = new pg.Client(at);
  await client.connect();
  await client.query([...tableNames, 'log'].map((table) => `delete from ${table};`).join('\n'));
  await client.end();
  return at;
}

/** An empty register of an engine, and its place; closed when the test ends, as `onTestFinished` says. */
export async function aRegister(engine: EngineOf, closing: (close: () => Promise<void>) => void): Promise<Register & { at: string }> {
  const at = engine === postgres ? await emptied() : await engine.place();
  const register = await engine.open(at);
  closing(async () => {
    await register.close();
    if (engine === postgres) left.push(at);
  });
  return { ...register, at };
}

/** One write, with nothing to say. */
export const write = <T>(register: Register, work: (writer: Writer) => Promise<T>, how?: { readonly rehearse: boolean }): Promise<T> =>
  register.write(deed(), work, how);
