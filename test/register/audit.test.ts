/** Whatever is altered with another program is found: in any table, any column, any entry of the log. */
import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type AuditFault, logEntries, verify } from '../../src/register/audit.ts';
import { digestOf, hashOf, keyOf } from '../../src/register/digest.ts';
import { findings } from '../../src/register/doctor.ts';
import type { Register } from '../../src/register/register.ts';
import { columnsOf, type LogRow, type TableName, tableNames, tables } from '../../src/register/tables.ts';
import { type Client, deed, type EngineOf, engines, write } from './engines.ts';
import { etwAt, playWorld } from './world.ts';

type Row = Record<string, unknown>;
const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`);

/** Columns in which no two rows may be alike, besides the key. */
const unique: readonly string[] = ['email', 'seq', 'certificate', 'revokes'];

const faultOf = (register: Register, head?: string): Promise<AuditFault | null> =>
  register.read(async (reader) => (await verify(reader, head)).fault);

describe('on a SQLite file', () => {
  let place: string;
  let register: Register;
  let client: Database.Database;

  beforeAll(async () => {
    const [, engine] = engines[0] as (typeof engines)[number];
    place = await engine.place();
    await playWorld(place);
    register = await engine.open(place);
    client = new Database(place);
  }, 60_000);
  afterAll(async () => {
    client.close();
    await register.close();
  });

  /** Rows of a table in the order of the key. */
  const rows = (table: TableName) =>
    client.prepare(`select * from ${table} order by ${quoted(tables[table].key).join(', ')}`).all() as Row[];
  const where = (table: TableName) => tables[table].key.map((column) => `"${column}" = ?`).join(' and ');
  const keyCells = (table: TableName, row: Row) => tables[table].key.map((column) => row[column]);
  const change = (table: TableName, row: Row, column: string, value: unknown) =>
    client.prepare(`update ${table} set "${column}" = ? where ${where(table)}`).run(value, ...keyCells(table, row)).changes;
  const remove = (table: TableName, row: Row) =>
    client.prepare(`delete from ${table} where ${where(table)}`).run(...keyCells(table, row)).changes;
  const add = (table: TableName, row: Row) =>
    client
      .prepare(
        `insert into ${table} (${quoted(columnsOf(table)).join(', ')}) values (${columnsOf(table)
          .map(() => '?')
          .join(', ')})`,
      )
      .run(...columnsOf(table).map((column) => row[column]));
  const log = () => client.prepare('select * from log order by seq').all() as LogRow[];
  /** The entry that last recorded a row. */
  const recordedBy = (table: TableName, key: string) =>
    log().findLast(({ items }) => ((JSON.parse(items) as Record<string, [string][]>)[table] ?? []).some(([recorded]) => recorded === key))
      ?.seq;

  /** Another value of a column: never what is there. */
  const others = (value: unknown): readonly unknown[] =>
    typeof value === 'number' ? [value + 1000] : typeof value === 'string' ? [`${value}x`] : ['x'];

  it('the world verifies as it was written', async () => {
    expect(await faultOf(register)).toBeNull();
    expect(await register.read((reader) => verify(reader))).toMatchObject({
      entries: log().length,
      rows: tableNames.reduce((sum, table) => sum + rows(table).length, 0),
      head: log().at(-1)?.hash,
    });
  });

  describe.each(tableNames)('in table %s', (table) => {
    it.each(columnsOf(table))('a change of column %s is found, in the first row and in the last', async (column) => {
      const all = rows(table);
      for (const row of new Set([all[0], all.at(-1)])) {
        if (!row) throw new Error(`${table} is empty`);
        const optional = (tables[table].columns as Record<string, { optional: boolean }>)[column]?.optional;
        const integer = (tables[table].columns as Record<string, { type: string }>)[column]?.type === 'integer';
        const values = row[column] === null && integer ? [1] : others(row[column]);
        for (const value of optional && row[column] !== null ? [...values, null] : values) {
          expect(change(table, row, column, value)).toBe(1);
          const fault = await faultOf(register);
          const altered = { ...row, [column]: value };
          change(table, altered, column, row[column]);
          const isKey = (tables[table].key as readonly string[]).includes(column);
          const key = keyOf(table, row);
          if (isKey) {
            const found = fault as AuditFault & { table: string; key: string };
            expect(found.table).toBe(table);
            expect([`row-added ${keyOf(table, altered)}`, `row-missing ${key}`]).toContain(`${found.kind} ${found.key}`);
          } else {
            expect(fault).toEqual({ kind: 'row-altered', table, key, seq: recordedBy(table, key) });
          }
        }
      }
    });

    it('a row that is gone is found', async () => {
      const all = rows(table);
      const row = all[Math.floor(all.length / 2)];
      if (!row) throw new Error(`${table} is empty`);
      expect(remove(table, row)).toBe(1);
      const fault = await faultOf(register);
      add(table, row);
      const key = keyOf(table, row);
      expect(fault).toEqual({ kind: 'row-missing', table, key, seq: recordedBy(table, key) });
      expect(await faultOf(register)).toBeNull();
    });

    it('a row that was added is found', async () => {
      const [row] = rows(table);
      if (!row) throw new Error(`${table} is empty`);
      const changed = [...tables[table].key, ...unique.filter((column) => column in row)];
      const added: Row = {
        ...row,
        ...Object.fromEntries(changed.map((column) => [column, row[column] === null ? null : others(row[column])[0]])),
      };
      add(table, added);
      const fault = await faultOf(register);
      remove(table, added);
      expect(fault).toEqual({ kind: 'row-added', table, key: keyOf(table, added), seq: null });
      expect(await faultOf(register)).toBeNull();
    });

    it('two rows that changed places, each under the key of the other, are found', async () => {
      const [one, other] = rows(table);
      if (!one || !other) return;
      const under = (row: Row, key: Row): Row => ({
        ...row,
        ...Object.fromEntries(tables[table].key.map((column) => [column, key[column]])),
      });
      // Rows that say nothing but their key are the same either way.
      if (columnsOf(table).every((column) => under(other, one)[column] === one[column])) return;
      const swap = (put: readonly [Row, Row]) => {
        for (const row of [one, other]) remove(table, row);
        for (const row of put) add(table, row);
      };
      swap([under(other, one), under(one, other)]);
      const fault = await faultOf(register);
      swap([one, other]);
      expect(fault).toEqual({ kind: 'row-altered', table, key: keyOf(table, one), seq: recordedBy(table, keyOf(table, one)) });
      expect(await faultOf(register)).toBeNull();
    });

    it('its loss, or that of one of its columns, is found', async () => {
      const [column = ''] = columnsOf(table).filter((name) => !(tables[table].key as readonly string[]).includes(name));
      for (const [loss, mending] of [
        [`alter table ${table} rename to ${table}_away`, `alter table ${table}_away rename to ${table}`],
        [`alter table ${table} rename column "${column}" to away`, `alter table ${table} rename column away to "${column}"`],
      ] as const) {
        client.exec(loss);
        const [run, doctor] = [await etwAt(place, 'audit', 'verify'), await etwAt(place, 'doctor')];
        client.exec(mending);
        expect([run.code, doctor.code]).toEqual([8, 8]);
        expect(run.err).toContain(table);
      }
      expect(await faultOf(register)).toBeNull();
    });
  });

  it('a number without end is not the same as none', async () => {
    const [refused] = rows('decisions').filter(({ credits }) => credits === null);
    if (!refused) throw new Error('no decision without credits');
    for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(change('decisions', refused, 'credits', value)).toBe(1);
      const fault = await faultOf(register);
      change('decisions', refused, 'credits', null);
      expect(fault).toMatchObject({ kind: 'row-altered', table: 'decisions', key: refused.decision });
    }
    expect(await faultOf(register)).toBeNull();
  });

  it('a list of migrations that lacks one is said to be altered', async () => {
    const before = client.prepare('select * from migrations order by name').all() as Row[];
    client.prepare('delete from migrations where name = ?').run(before.at(-1)?.name);
    const run = await etwAt(place, 'school', 'list');
    client.prepare('insert into migrations values (?, ?, ?)').run(Object.values(before.at(-1) ?? {}));
    expect([run.code, run.err]).toEqual([8, expect.stringMatching(/altered outside etw/)]);
    expect((await etwAt(place, 'school', 'list')).code).toBe(0);
  });

  it('a counter that no longer counts stops the run that needs a number', async () => {
    const name = 'certificate CFIE-AVILA/2025-26';
    const [counter] = rows('counters').filter((row) => row.name === name);
    if (!counter) throw new Error('no counter');
    change('counters', counter, 'value', 'many');
    const numbering = write(register, (writer) => writer.next(name), { rehearse: true });
    await expect(numbering).rejects.toMatchObject({ table: 'counters', key: name, column: 'value' });
    change('counters', counter, 'value', counter.value);
    expect(await write(register, (writer) => writer.next(name), { rehearse: true })).toBe(Number(counter.value) + 1);
  });

  it('a register gone through in parts gives the same report, also of what is altered', async () => {
    const report = (most?: number) => register.read((reader) => verify(reader, null, most));
    const whole = await report();
    for (const most of [1, 7, 50]) expect(await report(most)).toEqual(whole);
    for (const table of ['schools', 'decisions', 'log'] as const) {
      const add = (runs: number) =>
        client.prepare(`update ${table} set run = run + ? where rowid = (select min(rowid) from ${table})`).run(runs).changes;
      expect(add(1000)).toBe(1);
      const faults = [(await report()).fault, (await report(7)).fault];
      add(-1000);
      expect(faults[0]).not.toBeNull();
      expect(faults[1]).toEqual(faults[0]);
    }
    for (const head of ['invented', whole.head])
      expect((await register.read((reader) => verify(reader, head, 7))).fault === null).toBe(head === whole.head);
  });

  it('a text made into a number or into bytes is not the same text', async () => {
    const [school] = rows('schools');
    if (!school) throw new Error('no school');
    for (const value of [Buffer.from(String(school.name)), '']) {
      change('schools', school, 'name', value);
      expect(await faultOf(register)).toMatchObject({ kind: 'row-altered', table: 'schools', key: school.school_code });
      change('schools', school, 'name', school.name);
    }
    expect(await faultOf(register)).toBeNull();
  });

  describe('in the log', () => {
    const put = (entry: LogRow, as: LogRow = entry) =>
      client
        .prepare('update log set seq = ?, at = ?, actor = ?, command = ?, on_day = ?, run = ?, items = ?, prev = ?, hash = ? where seq = ?')
        .run(as.seq, as.at, as.actor, as.command, as.on_day, as.run, as.items, as.prev, as.hash, entry.seq);
    /** Puts every entry back as it was. */
    const restoring = () => {
      const before = log();
      onTestFinished(() => {
        client.prepare('delete from log').run();
        for (const entry of before)
          client
            .prepare('insert into log (seq, at, actor, command, on_day, run, items, prev, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)')
            .run(entry.seq, entry.at, entry.actor, entry.command, entry.on_day, entry.run, entry.items, entry.prev, entry.hash);
      });
      return before;
    };
    const at = (entries: readonly LogRow[], which: string): LogRow => {
      const entry = entries[which === 'first' ? 0 : which === 'last' ? entries.length - 1 : Math.floor(entries.length / 2)];
      if (!entry) throw new Error('the log is empty');
      return entry;
    };
    /** Writes the chain anew from an entry on, as somebody would who knows how hashes are made. */
    const chainFrom = (entries: readonly LogRow[]) => {
      let prev = '';
      for (const entry of entries) {
        const chained = { ...entry, prev };
        const hash = hashOf(chained);
        put(entry, { ...chained, hash });
        prev = hash;
      }
      return prev;
    };

    it.each(
      ['first', 'middle', 'last'].flatMap((which) =>
        ['at', 'actor', 'command', 'on_day', 'run', 'items', 'prev', 'hash'].map((column) => [which, column] as const),
      ),
    )('a change of the %s entry’s %s is found', async (which, column) => {
      const entry = at(restoring(), which);
      put(entry, { ...entry, [column]: others(entry[column as keyof LogRow])[0] });
      expect(await faultOf(register)).toEqual({ kind: 'entry-altered', seq: entry.seq });
    });

    it.each(['first', 'middle'])('the %s entry gone is found', async (which) => {
      const entry = at(restoring(), which);
      client.prepare('delete from log where seq = ?').run(entry.seq);
      expect(await faultOf(register)).toEqual({ kind: 'entry-missing', seq: entry.seq });
    });

    it('the last entry gone is found by what it had recorded', async () => {
      const entry = at(restoring(), 'last');
      client.prepare('delete from log where seq = ?').run(entry.seq);
      expect(await faultOf(register)).toMatchObject({ kind: expect.stringMatching(/^row-/) });
    });

    it('all of it gone is found', async () => {
      restoring();
      client.prepare('delete from log').run();
      expect(await faultOf(register)).toMatchObject({ kind: 'row-added' });
    });

    it.each(['first', 'middle'])('two entries swapped, from the %s on, are found', async (which) => {
      const entries = restoring();
      const one = at(entries, which);
      const next = entries[entries.indexOf(one) + 1] as LogRow;
      put(one, { ...next, seq: one.seq });
      put(next, { ...one, seq: next.seq });
      expect(await faultOf(register)).toEqual({ kind: 'entry-altered', seq: one.seq });
    });

    it('also where their hashes were made anew, but not the chain', async () => {
      const entries = restoring();
      const one = at(entries, 'middle');
      const next = entries[entries.indexOf(one) + 1] as LogRow;
      const swapped = [
        { ...next, seq: one.seq },
        { ...one, seq: next.seq },
      ];
      for (const entry of swapped) put(entry, { ...entry, hash: hashOf(entry) });
      expect(await faultOf(register)).toEqual({ kind: 'entry-order', seq: one.seq });
    });

    it('who writes the whole chain anew is found out by a head noted earlier, and only by it', async () => {
      const entries = restoring();
      const head = at(entries, 'last').hash;
      const noted = at(entries, 'middle').hash;
      const forged = chainFrom(entries.map((entry) => ({ ...entry, actor: 'somebody else' })));
      expect(forged).not.toBe(head);
      expect(await faultOf(register)).toBeNull();
      expect(await faultOf(register, head)).toEqual({ kind: 'head-unknown', head });
      expect(await faultOf(register, noted)).toEqual({ kind: 'head-unknown', head: noted });
    });

    it('an entry put in is found by the chain after it', async () => {
      const entries = restoring();
      const one = at(entries, 'middle');
      const later = entries.slice(entries.indexOf(one));
      for (const entry of later.toReversed()) put(entry, { ...entry, seq: entry.seq + 1 });
      const added = { ...one, items: '{}' };
      client
        .prepare('insert into log (seq, at, actor, command, on_day, run, items, prev, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(added.seq, added.at, added.actor, added.command, added.on_day, added.run, added.items, added.prev, hashOf(added));
      expect(await faultOf(register)).toEqual({ kind: 'entry-altered', seq: one.seq + 1 });
    });

    it.each([
      'not json',
      '',
      'null',
      '5',
      '"text"',
      '{"schools":null}',
      '{"schools":5}',
      '{"schools":[null]}',
      '{"schools":[["05990014"]]}',
      '{"schools":[[1,2]]}',
      '{"nowhere":[["key","digest"]]}',
    ])('what the last entry records no longer reads (%s), with its hash made anew: exit 8, no fault of the program', async (items) => {
      const entry = at(restoring(), 'last');
      const altered = { ...entry, items };
      put(entry, { ...altered, hash: hashOf(altered) });
      const run = await etwAt(place, 'audit', 'verify').catch((error: unknown) => ({ code: String(error) }));
      expect(run.code).toBe(8);
    });
  });

  describe('a head noted earlier', () => {
    it('stays valid while the register grows, and finds a cut end that nothing else shows', async () => {
      const heads = [await register.read(async (reader) => (await verify(reader)).head)];
      for (const cfie of ['CFIE-NEW-1', 'CFIE-NEW-2']) {
        await write(register, async (writer) => writer.put('cfies', { cfie, name: null }));
        heads.push(await register.read(async (reader) => (await verify(reader)).head));
      }
      const [early = '', middle = '', last = ''] = heads;
      expect(new Set(heads).size).toBe(3);
      for (const head of ['', ...heads]) expect(await faultOf(register, head)).toBeNull();
      expect(await faultOf(register, 'invented')).toEqual({ kind: 'head-unknown', head: 'invented' });

      client.prepare('delete from log where seq = (select max(seq) from log)').run();
      client.prepare("delete from cfies where cfie = 'CFIE-NEW-2'").run();
      expect(await faultOf(register)).toBeNull();
      expect([await faultOf(register, early), await faultOf(register, middle)]).toEqual([null, null]);
      expect(await faultOf(register, last)).toEqual({ kind: 'head-unknown', head: last });
      const run = await etwAt(place, 'audit', 'verify', '--head', last);
      expect(run.code).toBe(8);
      expect(run.err).toContain(last);
      expect((await etwAt(place, 'audit', 'verify', '--head', middle)).code).toBe(0);
    });
  });

  describe('the command line', () => {
    it('ends with 8, names table and key, and in JSON the fault', async () => {
      const [row] = rows('decisions');
      if (!row) throw new Error('no decision');
      change('decisions', row, 'credits', 4);
      onTestFinished(() => void change('decisions', row, 'credits', row.credits));
      const said = await etwAt(place, 'audit', 'verify');
      expect(said.code).toBe(8);
      expect(said.err).toContain('decisions');
      expect(said.err).toContain(String(row.decision));
      const json = await etwAt(place, 'audit', 'verify', '--json');
      expect(json.code).toBe(8);
      expect(json.object).toMatchObject({ ok: false, fault: { kind: 'row-altered', table: 'decisions', key: row.decision } });
      expect((await etwAt(place, 'doctor')).code).toBe(8);
    });
  });

  it('the log is read a page at a time, from wherever one likes', async () => {
    const all = log().map(({ seq }) => seq);
    const read = (after?: number, page?: number) =>
      register.read(async (reader) => {
        const found: number[] = [];
        for await (const entry of logEntries(reader, after, page)) found.push(entry.seq);
        return found;
      });
    expect(await read()).toEqual(all);
    for (const page of [1, 2, all.length, 1000]) expect(await read(0, page)).toEqual(all);
    expect(await read(all[1], 2)).toEqual(all.slice(2));
    expect(await read(all.at(-1))).toEqual([]);
  });

  it('a register that others may read, or whose numbers have gaps, is said to be unsound', async () => {
    const look = () => register.read((reader) => findings(reader, place));
    expect(await look()).toEqual([]);
    chmodSync(place, 0o640);
    expect(await look()).toEqual([{ kind: 'permissions', detail: place }]);
    chmodSync(place, 0o600);
    client.prepare("update counters set value = value + 1 where name = 'certificate CFIE-LEON/2025-26'").run();
    expect(await look()).toEqual([{ kind: 'numbers', detail: 'CFIE-LEON/2025-26' }]);
    client.prepare("update counters set value = value - 1 where name = 'certificate CFIE-LEON/2025-26'").run();
    expect(await look()).toEqual([]);
  });

  it('a number that was never issued, with all the others there, is a gap too', async () => {
    const [certified] = client.prepare("select * from decisions where certificate = 'CFIE-AVILA/2025-26/1'").all() as Row[];
    if (!certified) throw new Error('no certificate');
    change('decisions', certified, 'certificate', 'CFIE-AVILA/2025-26/9');
    const found = await register.read((reader) => findings(reader, place));
    change('decisions', certified, 'certificate', 'CFIE-AVILA/2025-26/1');
    expect(found).toEqual([{ kind: 'numbers', detail: 'CFIE-AVILA/2025-26' }]);
  });
});

describe('on PostgreSQL', () => {
  let place: string;
  let register: Register;
  let client: Client;
  const key = 'CFIE-AVILA/2025-26/1';

  beforeAll(async () => {
    const [, engine] = engines[1] as readonly [string, EngineOf];
    place = await engine.place();
    register = await engine.open(place);
    client = await engine.client(place);
    for (let number = 1; number <= 4; number += 1) {
      const certificate = `CFIE-AVILA/2025-26/${number}`;
      await write(register, async (writer) =>
        writer.put('certificates', { certificate, decision: `D00000${number}`, content: '{"credits":2}', salt: 'salt' }),
      );
    }
  });
  afterAll(async () => {
    await client.close();
    await register.close();
  });

  it.each([
    [
      'a change',
      "update certificates set content = replace(content, '2', '4') where certificate = ?",
      { kind: 'row-altered', table: 'certificates', key },
    ],
    ['a row gone', 'delete from certificates where certificate = ?', { kind: 'row-missing', table: 'certificates', key }],
    [
      'a row added',
      "insert into certificates select certificate || '0', decision, content, salt, run from certificates where certificate = ?",
      { kind: 'row-added', table: 'certificates', key: `${key}0` },
    ],
    ['a change of the log', 'update log set actor = ? where seq = 3', { kind: 'entry-altered', seq: 3 }],
    ['an entry gone', "delete from log where seq = 3 and ? <> ''", { kind: 'entry-missing', seq: 3 }],
  ])('%s is found', async (_, statement, expected) => {
    expect(await faultOf(register)).toBeNull();
    const before = { certificates: await client.all('select * from certificates'), log: await client.all('select * from log') };
    expect(await client.run(statement, key)).toBe(1);
    expect(await faultOf(register)).toMatchObject(expected);
    expect((await etwAt(place, 'audit', 'verify')).code).toBe(8);
    for (const [table, rows] of Object.entries(before)) {
      await client.run(`delete from ${table}`);
      for (const row of rows) {
        const columns = Object.keys(row);
        await client.run(
          `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
          ...Object.values(row),
        );
      }
    }
    expect(await faultOf(register)).toBeNull();
  });
});

describe('digests', () => {
  const row = { cfie: 'CFIE-AVILA', name: null, run: 1 };

  it('cover the table and every column, and nothing else', () => {
    const digest = digestOf('cfies', row);
    expect(digestOf('cfies', { run: 1, name: null, cfie: 'CFIE-AVILA', more: 'x' })).toBe(digest);
    expect(digestOf('counters', { name: 'CFIE-AVILA', value: null, run: 1 })).not.toBe(digest);
    for (const other of [
      { ...row, cfie: 'CFIE-LEON' },
      { ...row, name: '' },
      { ...row, run: 2 },
    ])
      expect(digestOf('cfies', other)).not.toBe(digest);
  });

  it('a cell that runs into the next is not taken for it', () => {
    const area = { area: 'a', cfie: 'bc', province: 'd', municipality: null, school_code: null, run: 1 };
    expect(digestOf('cfie_areas', area)).not.toBe(digestOf('cfie_areas', { ...area, area: 'ab', cfie: 'c' }));
    expect(digestOf('cfie_areas', area)).not.toBe(digestOf('cfie_areas', { ...area, province: null, municipality: 'd' }));
  });

  it('the key of several columns is not mistaken for another', () => {
    const value = (parameter: string, from_day: string) => keyOf('office_values', { parameter, from_day });
    expect(value('a', 'b')).not.toBe(value('ab', ''));
    expect(value('a","b', 'c')).not.toBe(value('a', 'b","c'));
    expect(keyOf('cfies', row)).toBe('CFIE-AVILA');
  });
});

it('a log of many runs verifies, whatever was changed, removed and put back in them', async () => {
  for (const [, engine] of engines) {
    const register = await engine.open(await engine.place());
    onTestFinished(() => register.close());
    for (let run = 0; run < 30; run += 1) {
      await register.write(deed({ command: `run ${run}` }), async (writer) => {
        const cfie = `CFIE-${run % 4}`;
        if (run % 3 === 2) writer.remove('cfies', { cfie, name: null, run: 0 });
        else writer.put('cfies', { cfie, name: String(run) });
        if (run % 5 === 0) writer.flush();
        await writer.next('x');
      });
    }
    const { entries, fault } = await register.read((reader) => verify(reader));
    expect([entries, fault]).toEqual([36, null]);
  }
});
