/** The one way to write: all of a run or nothing, in order, with a log of every row. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { verify } from '../../src/register/audit.ts';
import { findRemarks, saveRemark } from '../../src/register/remarks.ts';
import { findSchools, knownSchools } from '../../src/register/schools.ts';
import { type TableName, tableNames } from '../../src/register/tables.ts';
import { aRegister, deed, type EngineOf, engines, write } from './engines.ts';

const school = (school_code: string, more: { name?: string; funding?: string } = {}) => ({
  school_code,
  name: 'CEIP El Roble',
  country: 'ES',
  region: null,
  province: 'Ávila',
  municipality: null,
  locality: null,
  address: null,
  postal_code: null,
  funding: 'public',
  email: null,
  cfie: null,
  etwinning_since: null,
  ...more,
});
const teacher = (teacher_id: string, email = `${teacher_id}@example.org`) => ({
  teacher_id,
  given_name: 'Ana',
  family_name: 'Robles',
  email,
  last_active_on: null,
  school_code: '05990014',
  posted_from: '2025-09-01',
  posted_until: null,
  salt: 'salt',
});

describe.each(engines)('on %s', (_, engine: EngineOf) => {
  const register = () => aRegister(engine, onTestFinished);
  type Opened = Awaited<ReturnType<typeof register>>;

  /** Everything stored, table by table. */
  const contents = (of: Opened) =>
    of.read(async ({ db }) => {
      const all: Record<string, unknown[]> = {};
      for (const table of [...tableNames, 'log'] as (TableName | 'log')[]) all[table] = await db.selectFrom(table).selectAll().execute();
      return all;
    });
  const log = (of: Opened) => of.read(({ db }) => db.selectFrom('log').selectAll().orderBy('seq').execute());
  const names = (of: Opened) =>
    of.read(async ({ db }) =>
      (await db.selectFrom('schools').select(['school_code', 'name']).orderBy('school_code').execute()).map((row) => [
        row.school_code,
        row.name,
      ]),
    );
  const intact = async (of: Opened) => (await of.read((reader) => verify(reader))).fault === null;

  describe('a new register', () => {
    it('is empty and verifies', async () => {
      const of = await register();
      expect(Object.values(await contents(of)).flat()).toEqual([]);
      expect(await of.read((reader) => verify(reader))).toEqual({ entries: 0, rows: 0, head: '', fault: null });
    });

    it('names its place without a password', async () => {
      const of = await register();
      expect(of.place).not.toMatch(/@/);
      expect(of.at).toContain(of.place.split('/').at(-1));
    });

    it('opened again keeps what it holds', async () => {
      const first = await register();
      await write(first, async (writer) => writer.put('schools', school('05990014')));
      const again = await engine.open(first.at);
      onTestFinished(() => again.close());
      expect(await again.read((reader) => findSchools(reader, ['05990014']))).toEqual(
        new Map([['05990014', { ...school('05990014'), run: 1 }]]),
      );
    });

    it('has no complaint of its engine', async () => {
      expect(await (await register()).engine.check()).toEqual([]);
    });
  });

  describe('what a run writes', () => {
    it('is there for the next, each row with the number of its run', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      await write(of, async (writer) => writer.put('schools', school('24990011')));
      const found = await of.read((reader) => findSchools(reader, ['05990014', '24990011', '42990012']));
      expect([...found.values()].map((row) => [row.school_code, row.run])).toEqual([
        ['05990014', 1],
        ['24990011', 2],
      ]);
    });

    it('is what the run returns with', async () => {
      expect(await write(await register(), async (writer) => writer.run)).toBe(1);
    });

    it('is there for the run itself once it is flushed, and not before', async () => {
      const seen = await write(await register(), async (writer) => {
        const known = async () => (await findSchools(writer, ['05990014'])).size;
        writer.put('schools', school('05990014'));
        const before = await known();
        writer.flush();
        return [before, await known()];
      });
      expect(seen).toEqual([0, 1]);
    });

    it('replaces a row with the same key', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      await write(of, async (writer) => {
        writer.put('schools', school('05990014', { name: 'First' }));
        writer.put('schools', school('05990014', { name: 'Last' }));
      });
      expect(await names(of)).toEqual([['05990014', 'Last']]);
      expect(await intact(of)).toBe(true);
    });

    it('clears a value with null', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      await write(of, async (writer) => writer.put('schools', { ...school('05990014'), province: null }));
      expect((await of.read((reader) => findSchools(reader, ['05990014']))).get('05990014')?.province).toBeNull();
      expect(await intact(of)).toBe(true);
    });

    it.each([
      ['quotes', `O'Neill "x" ;--`],
      ['signs beyond the first plane', 'Colegio 𝄞 🌳'],
      ['a newline and a tab', 'a\nb\tc'],
      ['a question mark and a dollar', 'really? $1 :name @x'],
      ['accents composed and decomposed', 'é e\u0301'],
      ['nothing', ''],
    ])('keeps text as it is: %s', async (_, name) => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014', { name })));
      expect(await names(of)).toEqual([['05990014', name]]);
      expect(await intact(of)).toBe(true);
    });

    it('may be thousands of rows', async () => {
      const of = await register();
      const codes = Array.from({ length: 3000 }, (_, place) => String(place).padStart(8, '0'));
      await write(of, async (writer) => {
        for (const code of codes) writer.put('schools', school(code));
      });
      expect(await of.read(async (reader) => (await knownSchools(reader, codes)).size)).toBe(3000);
      expect(await of.read((reader) => verify(reader))).toMatchObject({ rows: 3000, fault: null });
    });

    it('a row that is removed is gone, and the log says so', async () => {
      const of = await register();
      await write(of, async (writer) => {
        writer.put('schools', school('05990014'));
        writer.put('schools', school('24990011'));
      });
      await write(of, async (writer) => writer.remove('schools', { ...school('05990014'), run: 1 }));
      expect((await names(of)).map(([code]) => code)).toEqual(['24990011']);
      expect((await log(of)).map(({ items }) => JSON.parse(items)).at(-1)).toEqual({ schools: [['05990014', null]] });
      expect(await intact(of)).toBe(true);
    });

    it.each([
      ['put, then removed', ['put', 'remove'], []],
      ['removed, then put', ['remove', 'put'], ['05990014']],
      ['removed, put and removed', ['remove', 'put', 'remove'], []],
    ] as const)('a row %s in one go: the last holds', async (_, steps, left) => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      await write(of, async (writer) => {
        for (const step of steps) writer[step]('schools', { ...school('05990014'), run: 1 });
      });
      expect((await names(of)).map(([code]) => code)).toEqual(left);
      expect(await intact(of)).toBe(true);
    });

    it('a row with a key of several columns is removed alone', async () => {
      const of = await register();
      const value = (parameter: string, from_day: string) => ({ parameter, from_day, value: '4', source: 'S', run: 1 });
      const all = [value('credits.ceiling', '2025-09-01'), value('credits.ceiling', '2026-09-01'), value('credits.term', '2025-09-01')];
      await write(of, async (writer) => {
        for (const row of all) writer.put('office_values', row);
      });
      await write(of, async (writer) => writer.remove('office_values', value('credits.ceiling', '2025-09-01')));
      const left = await of.read(({ db }) =>
        db.selectFrom('office_values').select(['parameter', 'from_day']).orderBy('parameter').execute(),
      );
      expect(left).toEqual([
        { parameter: 'credits.ceiling', from_day: '2026-09-01' },
        { parameter: 'credits.term', from_day: '2025-09-01' },
      ]);
      expect(await intact(of)).toBe(true);
    });
  });

  describe('a run that fails', () => {
    it('leaves nothing: no row, no entry of the log, no number', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      const before = await contents(of);
      const failing = write(of, async (writer) => {
        writer.put('schools', school('05990014', { name: 'Changed' }));
        writer.remove('schools', { ...school('05990014'), run: 1 });
        (await writer.insertNew('teachers', [teacher('ANA')])).keep();
        await writer.next('certificate X/2025-26');
        writer.number('fact');
        writer.flush();
        writer.put('schools', school('24990011'));
        throw new Error('halfway');
      });
      await expect(failing).rejects.toThrow('halfway');
      expect(await contents(of)).toEqual(before);
      expect(await intact(of)).toBe(true);
    });

    it('is followed by others as if it had not been', async () => {
      const of = await register();
      await expect(
        write(of, async () => {
          throw new Error('halfway');
        }),
      ).rejects.toThrow('halfway');
      expect(await write(of, async (writer) => writer.run)).toBe(1);
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      expect((await names(of)).length).toBe(1);
    });

    it('by a statement the database refuses leaves nothing either', async () => {
      const of = await register();
      const failing = write(of, async (writer) => {
        writer.put('schools', school('05990014'));
        writer.flush();
        writer.put('schools', { ...school('24990011'), name: null as unknown as string });
      });
      await expect(failing).rejects.toThrow();
      expect(await names(of)).toEqual([]);
      expect(await log(of)).toEqual([]);
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      expect((await names(of)).length).toBe(1);
    });
  });

  describe('a rehearsal', () => {
    it('sees what it writes, returns what the run would, and leaves nothing', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      const before = await contents(of);
      const rehearsed = await write(
        of,
        async (writer) => {
          writer.put('schools', school('24990011'));
          const number = await writer.next('certificate X/2025-26');
          writer.flush();
          return [number, (await findSchools(writer, ['24990011'])).size];
        },
        { rehearse: true },
      );
      expect(rehearsed).toEqual([1, 1]);
      expect(await contents(of)).toEqual(before);
    });
  });

  describe('numbers', () => {
    const certificate = 'certificate CFIE-AVILA/2025-26';

    it('begin with 1 and have no gaps, within a run and from run to run', async () => {
      const of = await register();
      const first = await write(of, async (writer) => [await writer.next(certificate), await writer.next(certificate)]);
      const second = await write(of, async (writer) => [await writer.next(certificate), await writer.next(certificate)]);
      expect([...first, ...second]).toEqual([1, 2, 3, 4]);
    });

    it('of one counter say nothing of another', async () => {
      const of = await register();
      await write(of, async (writer) => writer.next(certificate));
      expect(
        await write(of, async (writer) => [await writer.next('certificate CFIE-LEON/2025-26'), await writer.next(certificate)]),
      ).toEqual([1, 2]);
    });

    it.each([
      ['fails', { rehearse: false }],
      ['is rehearsed', { rehearse: true }],
    ])('that a run took which %s are taken again', async (_, how) => {
      const of = await register();
      await write(of, async (writer) => [await writer.next(certificate), writer.number('decision')]);
      await write(
        of,
        async (writer) => {
          expect([await writer.next(certificate), writer.number('decision')]).toEqual([2, 2]);
          writer.flush();
          if (!how.rehearse) throw new Error('halfway');
        },
        how,
      ).catch(() => {});
      expect(await write(of, async (writer) => [await writer.next(certificate), writer.number('decision'), writer.run])).toEqual([2, 2, 2]);
      expect(await intact(of)).toBe(true);
    });

    it('of facts and decisions go on across flushes and runs', async () => {
      const of = await register();
      const take = () =>
        write(of, async (writer) => {
          const one = [writer.number('fact'), writer.number('fact'), writer.number('decision')];
          writer.flush();
          return [...one, writer.number('fact'), await writer.next('decision')];
        });
      expect([await take(), await take()]).toEqual([
        [1, 2, 1, 3, 2],
        [4, 5, 3, 6, 4],
      ]);
    });
  });

  describe('rows that are new go in at once; one whose key or address is taken is left out', () => {
    const saved = (of: Opened, ...rows: readonly ReturnType<typeof teacher>[]) =>
      write(of, async (writer) => {
        const { inserted, keep } = await writer.insertNew('teachers', rows);
        keep();
        return inserted;
      });
    const stored = (of: Opened) =>
      of.read(async ({ db }) =>
        (await db.selectFrom('teachers').select(['teacher_id', 'email']).orderBy('teacher_id').execute()).map(
          (row) => `${row.teacher_id} ${row.email}`,
        ),
      );

    it.each([
      ['none', [], []],
      ['all new', [teacher('BEA'), teacher('CLARA')], [true, true]],
      ['a taken key', [teacher('ANA', 'other@example.org'), teacher('BEA')], [false, true]],
      ['a taken address', [teacher('BEA', 'ANA@example.org'), teacher('CLARA')], [false, true]],
      ['both taken', [teacher('ANA'), teacher('BEA')], [false, true]],
      ['two alike in one go', [teacher('BEA'), teacher('BEA')], [true, false]],
      ['one key twice, with two addresses', [teacher('BEA', 'b@example.org'), teacher('BEA', 'c@example.org')], [true, false]],
      ['one address twice', [teacher('BEA', 'b@example.org'), teacher('CLARA', 'b@example.org')], [true, false]],
      ['one key twice, the first with a taken address', [teacher('BEA', 'ANA@example.org'), teacher('BEA')], [false, true]],
      ['three alike and one new', [teacher('BEA'), teacher('BEA'), teacher('CLARA'), teacher('BEA')], [true, false, true, false]],
    ])('%s', async (_, rows, expected) => {
      const of = await register();
      await saved(of, teacher('ANA'));
      expect(await saved(of, ...rows)).toEqual(expected);
      const kept = rows.filter((_, place) => expected[place]).map((row) => `${row.teacher_id} ${row.email}`);
      expect(await stored(of)).toEqual(['ANA ANA@example.org', ...kept].sort());
      expect(await intact(of)).toBe(true);
    });

    it('what was left out is as it was', async () => {
      const of = await register();
      await saved(of, teacher('ANA'));
      await saved(of, { ...teacher('ANA'), given_name: 'Changed' });
      expect(await of.read(({ db }) => db.selectFrom('teachers').select(['given_name', 'run']).execute())).toEqual([
        { given_name: 'Ana', run: 1 },
      ]);
    });

    it('what is undone has never been there, and what was there before is as it was', async () => {
      const of = await register();
      await saved(of, teacher('ANA'));
      const before = await contents(of);
      const inserted = await write(of, async (writer) => {
        const insertion = await writer.insertNew('teachers', [teacher('BEA'), teacher('ANA'), teacher('CLARA')]);
        await insertion.undo();
        return insertion.inserted;
      });
      expect(inserted).toEqual([true, false, true]);
      expect(await contents(of)).toEqual(before);
      expect(await intact(of)).toBe(true);
    });

    it('thousands at once, every third taken', async () => {
      const of = await register();
      const all = Array.from({ length: 4200 }, (_, place) => teacher(`T${place}`));
      await saved(of, ...all.filter((_, place) => place % 3 === 0));
      expect(await saved(of, ...all)).toEqual(all.map((_, place) => place % 3 !== 0));
      expect(await of.read((reader) => verify(reader))).toMatchObject({ rows: 4200, fault: null });
    });
  });

  describe('the log', () => {
    it('has an entry for each time something was written, with who, what and for which day', async () => {
      const of = await register();
      await of.write(deed({ actor: 'ana', command: 'school add' }), async (writer) => writer.put('schools', school('05990014')));
      await of.write(deed({ actor: 'bea', command: 'cfie add', at: new Date('2026-07-02T08:00:00Z') }), async (writer) => {
        writer.put('cfies', { cfie: 'CFIE-AVILA', name: null });
        writer.flush();
        writer.put('cfies', { cfie: 'CFIE-LEON', name: null });
      });
      const entries = await log(of);
      expect(entries.map(({ seq, actor, command, on_day, run, at }) => [seq, actor, command, on_day, run, at])).toEqual([
        [1, 'ana', 'school add', '2026-07-01', 1, '2026-07-01T10:00:00.000Z'],
        [2, 'bea', 'cfie add', '2026-07-01', 2, '2026-07-02T08:00:00.000Z'],
        [3, 'bea', 'cfie add', '2026-07-01', 2, '2026-07-02T08:00:00.000Z'],
      ]);
      expect(
        entries.map(({ items }) =>
          Object.entries(JSON.parse(items) as Record<string, [string][]>).map(([table, rows]) => [table, ...rows.map(([key]) => key)]),
        ),
      ).toEqual([[['schools', '05990014']], [['cfies', 'CFIE-AVILA']], [['cfies', 'CFIE-LEON']]]);
      expect(entries.map(({ prev }) => prev)).toEqual(['', ...entries.slice(0, -1).map(({ hash }) => hash)]);
      expect(await intact(of)).toBe(true);
    });

    it('has none for a run that wrote nothing', async () => {
      const of = await register();
      await write(of, async (writer) => writer.flush());
      expect(await log(of)).toEqual([]);
    });

    it('holds no name, no address and no remark: digests of them only, salted per person', async () => {
      const of = await register();
      await write(of, async (writer) => {
        (await writer.insertNew('teachers', [teacher('T1', 'ana.robles@example.org')])).keep();
        saveRemark(writer, 'decisions', 'D000001', 'reason', 'Because of Ana');
        writer.put('certificates', { certificate: 'X/2025-26/1', decision: 'D000001', content: '{"family_name":"Robles"}', salt: 's' });
      });
      const text = JSON.stringify(await log(of));
      expect(text).not.toMatch(/Ana|Robles|example\.org|Because/i);
      expect(text).toContain('T1');
    });
  });

  describe('reading', () => {
    it('is of one moment: what others write meanwhile is not seen', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      const other = await engine.open(of.at);
      onTestFinished(() => other.close());
      const counts = await of.read(async ({ db }) => {
        const count = async () => (await db.selectFrom('schools').selectAll().execute()).length;
        const before = await count();
        await write(other, async (writer) => writer.put('schools', school('24990011')));
        return [before, await count()];
      });
      expect(counts).toEqual([1, 1]);
      expect((await names(of)).length).toBe(2);
    });

    it('of many keys is one question', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      const codes = Array.from({ length: 40_000 }, (_, place) => `C${place}`);
      expect([...(await of.read((reader) => findSchools(reader, [...codes, '05990014']))).keys()]).toEqual(['05990014']);
      expect((await of.read((reader) => findSchools(reader, []))).size).toBe(0);
    });

    it('that fails leaves the register usable', async () => {
      const of = await register();
      await expect(
        of.read(async () => {
          throw new Error('halfway');
        }),
      ).rejects.toThrow('halfway');
      expect(await names(of)).toEqual([]);
    });

    it('a transaction does not look up twice which schools it knows', async () => {
      const of = await register();
      await write(of, async (writer) => writer.put('schools', school('05990014')));
      const known = await of.read(async (reader) => {
        await knownSchools(reader, ['05990014', '42990012']);
        return [...(await knownSchools(reader, ['05990014']))];
      });
      expect(known).toEqual(['05990014']);
    });
  });

  it('remarks are kept apart, one of a kind, and none where there is nothing to say', async () => {
    const of = await register();
    await write(of, async (writer) => {
      saveRemark(writer, 'approvals', 7, 'replied_by', 'Dirección');
      saveRemark(writer, 'approvals', 8, 'replied_by', '');
      saveRemark(writer, 'approvals', 9, 'replied_by', null);
      saveRemark(writer, 'approvals', 10, 'replied_by', undefined);
      saveRemark(writer, 'approvals', 7, 'comment', 'Another kind');
      saveRemark(writer, 'assessments', 7, 'assessor', 'Another table');
    });
    expect(await of.read((reader) => findRemarks(reader, 'approvals', 'replied_by', [7, 8, 9, 10]))).toEqual(new Map([['7', 'Dirección']]));
  });
});
