/** The same commands leave the same on either engine: every table, every dataset, every list. */
import { CompiledQuery, type KyselyPlugin, SqliteQueryCompiler } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../src/day.ts';
import { verify } from '../../src/register/audit.ts';
import { findCall } from '../../src/register/calls.ts';
import { type DatasetName, type DatasetRow, datasets, type Filter } from '../../src/register/datasets.ts';
import { findDecisions } from '../../src/register/decisions.ts';
import { findings } from '../../src/register/doctor.ts';
import { findCandidates, loadEligibility } from '../../src/register/eligibility.ts';
import type { Reader, Register } from '../../src/register/register.ts';
import { type TableName, tableNames, tables } from '../../src/register/tables.ts';
import { engines } from './engines.ts';
import { etwAt, playWorld } from './world.ts';

const on = day('2026-07-01');
const names = Object.keys(datasets) as DatasetName[];
const places: string[] = [];
const registers: Register[] = [];

beforeAll(async () => {
  for (const [, engine] of engines) {
    const place = await engine.place();
    await playWorld(place);
    places.push(place);
    registers.push(await engine.open(place));
  }
  return async () => {
    for (const register of registers) await register.close();
  };
}, 60_000);

/** What no row answers to, where it is no name. */
const nothing: Readonly<Record<string, string>> = { inForce: '1900-01-01', expiresBefore: '1900-01-01' };

const rowsOf = (register: Register, name: DatasetName, filter: Filter = {}, of = on): Promise<DatasetRow[]> =>
  register.read(async (reader) => {
    const all: DatasetRow[] = [];
    for await (const rows of datasets[name].rows(reader, filter, of)) all.push(...rows);
    return all;
  });

/** The same question to both engines. */
const both = async <T>(ask: (register: Register, place: string) => Promise<T>): Promise<readonly T[]> => {
  const answers: T[] = [];
  for (const [at, register] of registers.entries()) answers.push(await ask(register, places[at] ?? ''));
  return answers;
};

const inSomeOrder = (rows: readonly DatasetRow[]) => rows.map((row) => JSON.stringify(row)).sort();

it('the world has something in every table', async () => {
  const [counts] = await both((register) =>
    register.read(async ({ db }) => {
      const found: [TableName, number][] = [];
      for (const table of tableNames) found.push([table, (await db.selectFrom(table).selectAll().execute()).length]);
      return found;
    }),
  );
  expect(counts?.filter(([, count]) => count === 0)).toEqual([]);
});

describe('on SQLite and PostgreSQL alike', () => {
  it.each(tableNames)('table %s holds the same rows, but for what is random', async (table) => {
    const [one, other] = await both((register) =>
      register.read(async ({ db }) => {
        const rows: Record<string, unknown>[] = await db.selectFrom(table).selectAll().execute();
        return rows.map((row) => JSON.stringify({ ...row, ...('salt' in row ? { salt: '' } : {}) })).sort();
      }),
    );
    expect(other).toEqual(one);
    expect(one?.length).toBeGreaterThan(0);
  });

  it('the log has the same entries', async () => {
    const [one, other] = await both((register) =>
      register.read(({ db }) => db.selectFrom('log').select(['seq', 'at', 'actor', 'command', 'on_day', 'run']).orderBy('seq').execute()),
    );
    expect(other).toEqual(one);
    expect(one?.length).toBeGreaterThan(10);
  });

  const filters: readonly Filter[] = [
    {},
    { year: '2025-26' },
    { cfie: 'CFIE-AVILA' },
    { cfie: 'CFIE-LEON' },
    { cfie: 'CFIE-PROPIO' },
    { country: 'ES' },
    { country: 'FR' },
    { province: 'avila' },
    { province: '24' },
    { teacher: 'ana' },
    { teacher: 'ANA' },
    { project: 'rios' },
    { project: 'P-9' },
    { school: '05990014' },
    { teacher: 'ana', project: 'rios', year: '2025-26' },
    { call: '2026' },
    { call: '2025' },
    { inForce: day('2026-12-31') },
    { expiresBefore: day('2027-01-01') },
  ];

  describe.each(names)('dataset %s', (name) => {
    const heeded = new Set<string>(datasets[name].filters);
    it.each(filters.filter((filter) => Object.keys(filter).every((key) => heeded.has(key))))('narrowed by %j', async (filter) => {
      const [one, other] = await both((register) => rowsOf(register, name, filter));
      expect(inSomeOrder(other ?? [])).toEqual(inSomeOrder(one ?? []));
    });

    it('is in the same order', async () => {
      const [one, other] = await both((register) => rowsOf(register, name));
      expect(other).toEqual(one);
    });

    it('has its columns and no others, and rows to show', async () => {
      for (const rows of await both((register) => rowsOf(register, name))) {
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) expect(Object.keys(row).sort()).toEqual(expect.arrayContaining([...datasets[name].columns].sort()));
      }
    });

    it('holds what its filter asks for', async () => {
      for (const key of datasets[name].filters) {
        for (const rows of await both((register) => rowsOf(register, name, { [key]: nothing[key] ?? 'nothing-of-that-name' })))
          expect([key, rows]).toEqual([key, []]);
      }
    });

    it.each(['2025-08-31', '2025-10-31', '2026-06-27'])('as it was known on %s', async (text) => {
      const [one, other] = await both((register) => rowsOf(register, name, {}, day(text)));
      expect(inSomeOrder(other ?? [])).toEqual(inSomeOrder(one ?? []));
    });
  });

  it.each([
    'credits list --json',
    'project list --json',
    'school list --json',
    'teacher show ana --json',
    'teacher show Bea --json',
    'project show rios --json',
    'project show Huerto --json',
    'school show 05990014 --json',
    'explain CFIE-AVILA/2025-26/1 --json',
    'export credits --format json',
    'export decisions --format jsonl',
    'export teachers --format csv',
    'label list --json',
    'school list --call 2025 --json',
    'school list --in-force 2026-06-30 --json',
    'stats --year 2025-26 --json',
    'stats --call 2026 --json',
    'export labels --format json',
    'export awards --format csv',
    'export accreditations --format json',
    'pending --json',
    'pending access --json --on 2025-09-05',
    'pending access --json --province Ávila',
    'pending suitability --json --on 2025-10-03',
    'pending approval --json --cfie CFIE-LEON --on 2025-10-05',
    'pending reports --json --on 2026-06-15',
    'pending evaluation --json --on 2026-06-21',
    'pending label --json --on 2026-06-26',
    'pending suitability --out - --on 2025-10-04',
    'rules list --json',
    'rules show credits.term-days --json',
  ])('etw %s says the same', async (command) => {
    const [one, other] = await both((_, place) => etwAt(place, ...command.split(' ')));
    expect(other?.code).toBe(0);
    expect(other?.out).toBe(one?.out);
    expect(one?.out.length).toBeGreaterThan(50);
  });

  it('certificates are numbered in the order of project end, project and teacher, without gaps', async () => {
    for (const rows of await both((register) => rowsOf(register, 'credits'))) {
      const certified = rows
        .filter(({ origin }) => origin === 'certified')
        .map(({ certificate, project_id, teacher_id, credits, status }) => [certificate, project_id, teacher_id, credits, status]);
      expect(certified.sort()).toEqual([
        ['CFIE-AVILA/2025-26/1', 'P-9', 'ana', 2, 'in-force'],
        ['CFIE-AVILA/2025-26/2', 'rios', 'ana', 2, 'revoked'],
        ['CFIE-AVILA/2025-26/3', 'árbol', 'Bea', 4, 'in-force'],
        ['CFIE-AVILA/2025-26/4', 'rios', 'ana', 2, 'in-force'],
        ['CFIE-LEON/2025-26/1', 'Huerto', 'CARLOS', 2, 'in-force'],
      ]);
    }
  });

  it('the log verifies, and what rules promise holds', async () => {
    for (const [at, report] of (await both((register) => register.read((reader) => verify(reader)))).entries()) {
      expect([places[at], report.fault]).toEqual([places[at], null]);
    }
    for (const found of await both((register, place) => register.read((reader) => findings(reader, place)))) expect(found).toEqual([]);
    for (const run of await both((_, place) => etwAt(place, 'audit', 'verify'))) expect(run.code).toBe(0);
  });

  it('the same once more changes nothing', async () => {
    const head = (register: Register) => register.read(async (reader) => (await verify(reader)).head);
    const before = await both(head);
    for (const run of await both((_, place) => etwAt(place, 'credits', 'certify', '--year', '2025-26', '--json'))) {
      expect(run.json).toMatchObject({ accepted: 0, invalid: 0 });
      expect(run.json.unchanged).toBeGreaterThan(0);
    }
    expect(await both(head)).toEqual(before);
  });

  it('every table has its key, and no two rows share it', async () => {
    for (const table of tableNames) {
      const [keys] = await both((register) =>
        register.read(async ({ db }) => {
          const rows: Record<string, unknown>[] = await db.selectFrom(table).selectAll().execute();
          return rows.map((row) => JSON.stringify(tables[table].key.map((column) => row[column])));
        }),
      );
      expect(new Set(keys).size).toBe(keys?.length);
    }
  });
});

describe('one case is found without reading a table whole', () => {
  /** What grows with offices and calls alone. */
  const small = /office_values|cfies|cfie_areas|calls|recorded_accreditations|json_each|CONSTANT/;

  /** The plans of all that is asked while `look` looks. */
  async function plans(look: (reader: Reader) => Promise<unknown>): Promise<readonly string[]> {
    const asked: CompiledQuery[] = [];
    const listening: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        asked.push(new SqliteQueryCompiler().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const [embedded] = registers;
    const explained = await embedded?.read(async (reader) => {
      await look({ ...reader, db: reader.db.withPlugin(listening) });
      const steps: string[] = [];
      for (const { sql, parameters } of asked) {
        const { rows } = await reader.db.executeQuery<{ detail: string }>(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
        steps.push(...rows.map(({ detail }) => detail));
      }
      return steps;
    });
    return explained ?? [];
  }

  const read = (step: string) => step.startsWith('SEARCH') && !step.includes('AUTOMATIC') && !/\(seq>\?\)/.test(step);
  const whole = (step: string) => /^(SCAN|SEARCH)/.test(step) && !small.test(step) && !read(step);

  const heeding = (filter: keyof Filter) => names.filter((name) => datasets[name].filters.includes(filter));
  it.each([
    ...heeding('project').map((name) => [name, { project: 'P1' }] as const),
    ...heeding('teacher').map((name) => [name, { teacher: 'T1' }] as const),
  ])('%s of %o', async (name, filter) => {
    const steps = await plans(async (reader) => {
      for await (const _ of datasets[name].rows(reader, filter, on));
    });
    expect(steps.filter(read)).not.toEqual([]);
    expect(steps.filter(whole)).toEqual([]);
  });

  const encina = '24990011';
  it('what a call asks of one school is found by the school, not among all decisions of a kind', async () => {
    const steps = await plans(async (reader) => {
      const call = await findCall(reader, '2026');
      if (!call) throw new Error('the world has no such call');
      const facts = await loadEligibility(reader, await findCandidates(reader, [encina]), call, day('2025-03-01'), on);
      expect(facts.get(encina)?.teachers).not.toEqual([]);
    });
    expect(steps.filter(whole)).toEqual([]);
    expect(steps.filter((step) => /^SEARCH d .*decisions_school/.test(step)).length).toBe(3);
    expect(steps.filter((step) => /^SEARCH d .*\(kind=\?\)/.test(step))).toEqual([]);
  });

  it.each([{ project: 'P1' }, { teacher: 'T1' }, { school: '00000012' }])('decisions of %o', async (filter) => {
    const steps = await plans(async (reader) => {
      for await (const _ of findDecisions(reader, filter));
    });
    expect(steps.filter(read)).not.toEqual([]);
    expect(steps.filter(whole)).toEqual([]);
  });
});
