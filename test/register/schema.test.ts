/** The schema: as the tables are declared, brought up to date, and refused where it is not this program's. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RegisterFault, type RegisterProblem } from '../../src/register/faults.ts';
import { type Migration, migrations } from '../../src/register/migrations/index.ts';
import { openFile } from '../../src/register/open.ts';
import { pendingMigrations } from '../../src/register/register.ts';
import { openSqlite } from '../../src/register/sqlite.ts';
import { type TableName, tableNames, tables } from '../../src/register/tables.ts';
import { desk } from '../etw.ts';
import { type Client, deed, type EngineOf, engines, folder } from './engines.ts';

/** What a promise is refused with; fails where it is kept. */
const problemOf = (promise: Promise<unknown>): Promise<RegisterProblem> =>
  promise.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => {
      if (error instanceof RegisterFault) return error.problem;
      throw error;
    },
  );

interface ActualColumn {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

interface Actual {
  readonly columns: readonly ActualColumn[];
  readonly key: readonly string[];
}

/** What the database itself says of a table. */
const actual: Readonly<Record<string, (client: Client, table: string) => Promise<Actual>>> = {
  SQLite: async (client, table) => {
    const rows = await client.all(`pragma table_info(${table})`);
    const keyed = rows.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk));
    return {
      // SQLite does not say that a key is required; nothing of the program leaves it out.
      columns: rows.map(({ name, type, notnull, pk }) => ({
        name: String(name),
        type: String(type).toLowerCase(),
        optional: Number(notnull) === 0 && Number(pk) === 0,
      })),
      key: keyed.map(({ name }) => String(name)),
    };
  },
  PostgreSQL: async (client, table) => {
    const columns = await client.all(
      `select column_name, data_type, is_nullable from information_schema.columns where table_name = '${table}' order by ordinal_position`,
    );
    const key = await client.all(
      `select k.column_name from information_schema.table_constraints c join information_schema.key_column_usage k using (constraint_name)
       where c.table_name = '${table}' and c.constraint_type = 'PRIMARY KEY' order by k.ordinal_position`,
    );
    return {
      columns: columns.map(({ column_name, data_type, is_nullable }) => ({
        name: String(column_name),
        type: String(data_type),
        optional: is_nullable === 'YES',
      })),
      key: key.map(({ column_name }) => String(column_name)),
    };
  },
};

const allTables: Readonly<Record<string, string>> = {
  SQLite: "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
  PostgreSQL: "select table_name as name from information_schema.tables where table_schema = 'public'",
};

describe.each(engines)('on %s', (name, engine: EngineOf) => {
  /** The place of a new register, and another client of it. */
  async function made(steps?: readonly Migration[]) {
    const place = await engine.place();
    await (await engine.open(place, steps)).close();
    const client = await engine.client(place);
    onTestFinished(() => client.close());
    return { place, client };
  }

  describe('the tables', () => {
    it('are those that are declared, column by column', async () => {
      const { client } = await made();
      const declared = (table: TableName): Actual => ({
        columns: Object.entries(tables[table].columns).map(([column, { type, optional }]) => ({ name: column, type, optional })),
        key: tables[table].key,
      });
      const found: [string, Actual | undefined][] = [];
      for (const table of tableNames) found.push([table, await actual[name]?.(client, table)]);
      expect(found).toEqual(tableNames.map((table) => [table, declared(table)]));
    });

    it('are all there are, but for the log and the list of migrations', async () => {
      const { client } = await made();
      const found = (await client.all(allTables[name] ?? '')).map((row) => String(row.name));
      expect(found.sort()).toEqual([...tableNames, 'log', 'migrations'].sort());
    });

    it('every one carries the run that last wrote a row', () => {
      for (const table of tableNames) expect(Object.keys(tables[table].columns)).toContain('run');
    });

    it('what is said about persons has its salt', () => {
      const salted = tableNames.filter((table) => 'salt' in tables[table].columns);
      expect(salted).toEqual(['teachers', 'certificates', 'remarks']);
    });
  });

  describe('migrations', () => {
    const [first] = migrations as [Migration];
    const next: Migration = { name: '9999-next', sql: 'create table next_things (thing text primary key);' };

    it('are applied once, and named with their checksum', async () => {
      const { place, client } = await made();
      const before = await client.all('select * from migrations');
      expect(before.map((row) => row.name)).toEqual(migrations.map((migration) => migration.name));
      await (await engine.open(place)).close();
      expect(await client.all('select * from migrations')).toEqual(before);
    });

    it('a register of an older program is brought up to date and keeps what it holds', async () => {
      const { place, client } = await made();
      const register = await engine.open(place);
      await register.write(deed(), async (writer) => writer.put('cfies', { cfie: 'CFIE-AVILA', name: null }));
      await register.close();
      await (await engine.open(place, [...migrations, next])).close();
      expect(await client.all('select * from next_things')).toEqual([]);
      expect((await client.all('select cfie from cfies')).map((row) => row.cfie)).toEqual(['CFIE-AVILA']);
      expect((await client.all('select name from migrations order by name')).at(-1)).toEqual({ name: '9999-next' });
    });

    it('one that fails leaves the register as it was', async () => {
      const { place, client } = await made();
      const broken: Migration = { name: '9999-broken', sql: 'create table half (a text); create table cfies (a text);' };
      await expect(engine.open(place, [...migrations, broken])).rejects.toThrow();
      expect((await client.all(allTables[name] ?? '')).map((row) => row.name)).not.toContain('half');
      expect((await client.all('select name from migrations')).length).toBe(migrations.length);
      await (await engine.open(place)).close();
    });

    it('an applied one that was edited is refused', async () => {
      const { place } = await made();
      const edited = [{ ...first, sql: `${first.sql}\n-- a remark` }, ...migrations.slice(1)];
      expect(await problemOf(engine.open(place, edited))).toBe('edited-migration');
    });

    it('an altered checksum is refused too', async () => {
      const { place, client } = await made();
      await client.run("update migrations set checksum = 'altered'");
      expect(await problemOf(engine.open(place))).toBe('edited-migration');
    });

    it('a register that is newer than the program is refused, and is not touched', async () => {
      const { place, client } = await made([...migrations, next]);
      const before = await client.all('select * from migrations order by name');
      expect(await problemOf(engine.open(place))).toBe('newer');
      expect(await client.all('select * from migrations order by name')).toEqual(before);
    });
  });

  it.each([
    ['newer', "insert into migrations (name, checksum, applied_at) values ('9999-next', 'x', '2030-01-01')"],
    ['edited', "update migrations set checksum = 'altered'"],
  ])('the command line ends with 6 on a register that is %s, in one line without a stack trace', async (_, statement) => {
    const { place, client } = await made();
    await client.run(statement);
    const run = await desk().etw('school', 'list', '--db', place);
    expect([run.code, run.out]).toEqual([6, '']);
    expect(run.err.trim().split('\n').length).toBe(1);
    expect(run.err).not.toMatch(/postgres@/);
  });
});

describe('a dry run', () => {
  it('makes no register where there is none', async () => {
    const place = join(folder(), 'below', 'register.db');
    const register = await openFile(place, { dryRun: true });
    expect(await register.read(({ db }) => db.selectFrom('schools').selectAll().execute())).toEqual([]);
    await register.close();
    expect(() => readFileSync(place)).toThrow('ENOENT');
  });

  it('migrates none: it works on a copy in memory', async () => {
    const place = join(folder(), 'register.db');
    writeFileSync(place, '');
    const register = await openFile(place, { dryRun: true });
    await register.write(deed(), async (writer) => writer.put('cfies', { cfie: 'CFIE-AVILA', name: null }));
    expect(await register.read(({ db }) => db.selectFrom('cfies').select('cfie').execute())).toEqual([{ cfie: 'CFIE-AVILA' }]);
    await register.close();
    const engine = await openSqlite(place);
    expect((await pendingMigrations(engine)).length).toBe(migrations.length);
    await engine.close();
  });

  it('of a register that is newer than the program is refused as well', async () => {
    const place = join(folder(), 'register.db');
    const [, sqlite] = engines[0] ?? [];
    await (await sqlite?.open(place, [...migrations, { name: '9999-next', sql: 'create table next_things (a text);' }]))?.close();
    expect(await problemOf(openFile(place, { dryRun: true }))).toBe('newer');
  });
});
