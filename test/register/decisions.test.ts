/** Decisions are stored once and never edited; which of them counts on a day is a matter of what was decided and revoked since. */
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { day } from '../../src/day.ts';
import { findAnswers } from '../../src/register/answers.ts';
import { verify } from '../../src/register/audit.ts';
import {
  counting,
  findCredits,
  findDecision,
  findDecisions,
  findPast,
  type Kind,
  type Past,
  remember,
  replaced,
  revokedBy,
  saveDecision,
  standing,
  subjectOf,
} from '../../src/register/decisions.ts';
import { DamagedValue } from '../../src/register/faults.ts';
import type { Register } from '../../src/register/register.ts';
import { type ClaimFacts, certifyCredits } from '../../src/rules/credits.ts';
import { verdict } from '../../src/rules/decision.ts';
import { grantAccess } from '../../src/rules/participation.ts';
import { readingOn } from '../rules/verdicts.ts';
import { aRegister, deed, type EngineOf, engines } from './engines.ts';

const on = (dayOfJuly: number) => day(`2026-07-${String(dayOfJuly).padStart(2, '0')}`);

/** A story in days: `granted 10, refused 12, revoked 11 on 15` — of decisions of one subject, named by the day of July they are of. */
function story(text: string): readonly Past[] {
  const past: Past[] = [];
  for (const [place, part] of text.split(', ').filter(Boolean).entries()) {
    const [what, of, , from] = part.split(' ');
    const id = (number: string | undefined) => `D${number}`;
    if (what === 'revoked') {
      const at = past.findIndex((one) => one.decision === id(of));
      const found = past[at];
      if (found) past[at] = { ...found, revoked: { by: `R${place}`, on: on(Number(from)), run: 1 } };
      continue;
    }
    const [outcome, replaces] = what?.split('-for-') ?? [];
    past.push({
      decision: id(of),
      seq: place + 1,
      kind: 'credits',
      outcome: outcome === 'granted' ? 'granted' : 'refused',
      on: on(Number(of)),
      teacherId: 'T1',
      projectId: 'P1',
      schoolCode: null,
      year: '2025-26',
      credits: null,
      asked: null,
      score: null,
      validFrom: null,
      validUntil: null,
      certificate: null,
      replaces: replaces ? id(replaces) : null,
      findings: [],
      revoked: null,
    });
  }
  return past;
}

const named = (past: Past | null) => past?.decision ?? 'none';

describe('of answers the last recorded that is not revoked counts', () => {
  it.each([
    ['', 20, 'none'],
    ['granted 10', 9, 'none'],
    ['granted 10', 10, 'D10'],
    ['granted 10, refused 12', 11, 'D10'],
    ['granted 10, refused 12', 12, 'D12'],
    ['refused 10, granted 12', 20, 'D12'],
    ['granted 10, refused 12, revoked 12 on 15', 14, 'D12'],
    ['granted 10, refused 12, revoked 12 on 15', 15, 'D10'],
    ['granted 10, revoked 10 on 15', 14, 'D10'],
    ['granted 10, revoked 10 on 15', 15, 'none'],
    ['granted 10, refused 12, revoked 10 on 15', 20, 'D12'],
    ['refused 12, granted 10', 20, 'D10'],
    ['refused 12, granted 10', 11, 'D10'],
  ])('%s — on the %ith: %s', (text, dayOfJuly, expected) => {
    expect(named(counting(story(text), on(dayOfJuly)))).toBe(expected);
  });
});

describe('of awards a granted one stands until it is revoked; no later refusal takes its place', () => {
  it.each([
    ['', 20, 'none'],
    ['refused 10', 20, 'none'],
    ['granted 10', 10, 'D10'],
    ['granted 10, refused 12', 20, 'D10'],
    ['refused 10, granted 12', 20, 'D12'],
    ['granted 10, revoked 10 on 15', 14, 'D10'],
    ['granted 10, revoked 10 on 15', 15, 'none'],
    ['granted 10, refused 12, revoked 10 on 15', 20, 'none'],
    ['granted 10, revoked 10 on 15, granted-for-10 16', 20, 'D16'],
    ['granted 10, revoked 10 on 15, granted-for-10 16, revoked 16 on 18', 20, 'none'],
  ])('%s — on the %ith: %s', (text, dayOfJuly, expected) => {
    expect(named(standing(story(text), on(dayOfJuly)))).toBe(expected);
  });

  it('one granted for a later day stands already, so that the ceiling holds whatever the order of the runs', () => {
    expect(named(standing(story('granted 10'), on(9)))).toBe('D10');
  });
});

it.each([
  ['granted 10', 20, false],
  ['granted 10, revoked 10 on 15', 14, false],
  ['granted 10, revoked 10 on 15', 15, true],
  ['granted 10, revoked 10 on 15', 16, true],
])('%s: on the %ith revoked: %s', (text, dayOfJuly, expected) => {
  const [first] = story(text);
  expect(first && revokedBy(first, on(dayOfJuly))).toBe(expected);
});

describe('a decision taken anew replaces the revoked one, once', () => {
  it.each([
    ['', 'none'],
    ['granted 10', 'none'],
    ['granted 10, revoked 10 on 15', 'D10'],
    ['granted 10, revoked 10 on 15, granted-for-10 16', 'none'],
    ['granted 10, revoked 10 on 15, refused-for-10 16', 'none'],
    ['granted 10, revoked 10 on 15, granted-for-10 16, revoked 16 on 18', 'D16'],
    ['refused 9, granted 10, revoked 10 on 15', 'D10'],
    ['granted 10, refused 12, revoked 10 on 15', 'D10'],
  ])('%s: to be replaced is %s', (text, expected) => {
    expect(named(replaced(story(text)))).toBe(expected);
  });
});

it('the subject of a decision is JSON of its keys, whatever they hold', () => {
  const key = fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w .:@"\\-]*$/)));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 4 }), (keys) => {
      expect(subjectOf(...keys)).toBe(JSON.stringify(keys));
    }),
  );
});

it('nothing is known of what was never decided', () => {
  expect([counting(undefined, on(1)), standing(undefined, on(1)), replaced(undefined)]).toEqual([null, null, null]);
});

describe.each(engines)('on %s', (_, engine: EngineOf) => {
  const reading = readingOn('2026-08-31');
  const access = (attached: boolean) => grantAccess({ attached, dataCorrect: true, consent: true }, reading);
  const subject = (id: string) => subjectOf(id, '2025-09-01');
  const complete: ClaimFacts = {
    enrolment: { schoolCode: '05990014', active: true, funding: 'public', cfie: 'CFIE-AVILA' },
    startsOn: day('2025-09-15'),
    endsOn: day('2026-06-15'),
    documents: ['project', 'follow-up', 'final'],
    evaluation: 'positive',
    certified: 0,
    standing: [],
    asked: 3,
  };

  const register = () => aRegister(engine, onTestFinished);
  const decide = (
    of: Register,
    kind: Kind,
    about: string,
    what: Parameters<typeof saveDecision>[3],
    keys: Parameters<typeof saveDecision>[4] = {},
    dayOf = '2026-07-01',
  ) => of.write(deed({ on: day(dayOf) }), async (writer) => saveDecision(writer, kind, about, what, keys));
  const revoke = (of: Register, decision: string, dayOf: string) =>
    decide(of, 'revocation', subjectOf(decision), verdict(reading, []), { revokes: decision }, dayOf);
  const all = async (of: Register, filter: Parameters<typeof findDecisions>[1] = {}, page?: number) =>
    of.read(async (reader) => {
      const found = [];
      for await (const some of findDecisions(reader, filter, page)) found.push(...some);
      return found;
    });

  it('what is stored is what was decided, with its values, reasons and day', async () => {
    const of = await register();
    const certification = certifyCredits(complete, reading);
    const keys = {
      teacher_id: 'T1',
      project_id: 'P1',
      school_code: '05990014',
      year: '2025-26',
      credits: 3,
      asked: 3,
      certificate: 'CFIE-AVILA/2025-26/1',
    };
    const decision = await decide(of, 'credits', subjectOf('P1', 'T1'), certification, keys);
    const { asked, ...visible } = keys;
    expect(decision).toEqual({
      decision: 'D000001',
      kind: 'credits',
      outcome: 'granted',
      on: '2026-07-01',
      by: 'officer',
      edition: 'base',
      school: null,
      country: null,
      call: null,
      score: null,
      valid_from: null,
      valid_until: null,
      replaces: null,
      revokes: null,
      revoked_by: null,
      assumed: certification.assumed,
      findings: certification.findings,
      ...visible,
    });
    const stored = { ...decision, parameters: certification.parameters };
    expect(await of.read((reader) => findDecision(reader, 'D000001'))).toEqual(stored);
    expect(await of.read((reader) => findDecision(reader, 'CFIE-AVILA/2025-26/1'))).toEqual(stored);
    expect(await of.read((reader) => findDecision(reader, 'D000002'))).toBeNull();
    const past = await of.read((reader) => findPast(reader, 'credits', [subjectOf('P1', 'T1')]));
    expect(past.get(subjectOf('P1', 'T1'))?.[0]).toMatchObject({ credits: 3, asked });
  });

  it('a refusal keeps every reason, met, unmet and not assessed', async () => {
    const of = await register();
    const refused = certifyCredits({ ...complete, enrolment: null }, reading);
    await decide(of, 'credits', subjectOf('P1', 'T1'), refused);
    expect((await of.read((reader) => findDecision(reader, 'D000001')))?.findings).toEqual(refused.findings);
  });

  it('what decisions rest on is stored once, however many rest on it', async () => {
    const of = await register();
    for (const id of ['T1', 'T2', 'T3']) await decide(of, 'teacher-access', subject(id), access(id !== 'T2'));
    const count = await of.read(async ({ db }) => (await db.selectFrom('grounds').selectAll().execute()).length);
    expect(count).toBe(1);
    expect((await all(of)).map(({ outcome }) => outcome)).toEqual(['granted', 'refused', 'granted']);
  });

  it('are numbered in the order in which they are taken, in six digits or as many as it needs', async () => {
    const of = await register();
    const client = await engine.client(of.at);
    await client.run("insert into counters (name, value, run) values ('decision', 999998, 0)");
    await client.close();
    for (const id of ['T1', 'T2', 'T3']) await decide(of, 'teacher-access', subject(id), access(true));
    expect((await all(of)).map(({ decision }) => decision)).toEqual(['D999999', 'D1000000', 'D1000001']);
  });

  it('earlier decisions are found by subject, oldest first, and no others', async () => {
    const of = await register();
    await decide(of, 'teacher-access', subject('T1'), access(false), { teacher_id: 'T1' });
    await decide(of, 'teacher-access', subject('T2'), access(true), { teacher_id: 'T2' });
    await decide(of, 'suitability', subject('T1'), access(true));
    await decide(of, 'teacher-access', subject('T1'), access(true), { teacher_id: 'T1' });
    const found = await of.read((reader) => findPast(reader, 'teacher-access', [subject('T1'), subject('T3'), subject('T1')]));
    expect([...found].map(([key, past]) => [key, past.map(({ decision, outcome }) => `${decision} ${outcome}`)])).toEqual([
      [subject('T1'), ['D000001 refused', 'D000004 granted']],
    ]);
  });

  it('what is remembered within a run is what is found after it', async () => {
    const of = await register();
    const decision = await decide(of, 'teacher-access', subject('T1'), access(false), {
      teacher_id: 'T1',
      school_code: '05990014',
      asked: 2,
    });
    const [found] = (await of.read((reader) => findPast(reader, 'teacher-access', [subject('T1')]))).get(subject('T1')) ?? [];
    const { subject: _, ...past } = found as Past & { subject: string };
    const bare = (one: Past) => ({ ...one, findings: one.findings.map(({ rule, met, observed }) => ({ rule, met, observed })) });
    expect(bare(remember(decision, 2))).toEqual(bare(past));
  });

  it('a revocation names the other, which names it, and from its day on the other does not count', async () => {
    const of = await register();
    await decide(of, 'teacher-access', subject('T1'), access(true), {}, '2026-07-10');
    await revoke(of, 'D000001', '2026-07-15');
    const [past] = (await of.read((reader) => findPast(reader, 'teacher-access', [subject('T1')]))).get(subject('T1')) ?? [];
    expect(past?.revoked).toEqual({ by: 'D000002', on: '2026-07-15', run: 2 });
    expect([named(counting(past && [past], on(14))), named(counting(past && [past], on(15)))]).toEqual(['D000001', 'none']);
    expect((await all(of)).map(({ decision, revokes, revoked_by }) => [decision, revokes, revoked_by])).toEqual([
      ['D000001', null, 'D000002'],
      ['D000002', 'D000001', null],
    ]);
  });

  it('answers are the last of each subject that are not revoked, of a kind and known on the day', async () => {
    const of = await register();
    const answer = (id: string, yes: boolean, dayOf: string) =>
      decide(of, 'teacher-access', subject(id), access(yes), { teacher_id: id, school_code: id === 'T4' ? 'B' : 'A' }, dayOf);
    await answer('T1', true, '2026-07-01');
    await answer('T2', true, '2026-07-01');
    await answer('T2', false, '2026-07-02');
    await answer('T3', false, '2026-07-01');
    await answer('T3', true, '2026-07-10');
    await answer('T4', true, '2026-07-01');
    await decide(of, 'suitability', subject('T5'), access(true), { school_code: 'A' });
    await revoke(of, 'D000003', '2026-07-20');
    const known = async (dayOf: string, narrowed: Parameters<typeof findAnswers>[3] = {}) => {
      const { yes, no, everYes } = await of.read((reader) => findAnswers(reader, 'teacher-access', day(dayOf), narrowed));
      return [yes, no, everYes].map((subjects) => [...subjects].map((one) => (JSON.parse(one) as string[])[0]).sort());
    };
    expect(await known('2026-06-30')).toEqual([[], [], []]);
    expect(await known('2026-07-01')).toEqual([['T1', 'T2', 'T4'], ['T3'], ['T1', 'T2', 'T4']]);
    expect(await known('2026-07-09')).toEqual([
      ['T1', 'T4'],
      ['T2', 'T3'],
      ['T1', 'T2', 'T4'],
    ]);
    expect(await known('2026-07-19')).toEqual([['T1', 'T3', 'T4'], ['T2'], ['T1', 'T2', 'T3', 'T4']]);
    expect(await known('2026-07-20')).toEqual([['T1', 'T2', 'T3', 'T4'], [], ['T1', 'T2', 'T3', 'T4']]);
    expect(await known('2026-07-09', { schools: ['A', 'C'] })).toEqual([['T1'], ['T2', 'T3'], ['T1', 'T2']]);
    expect(await known('2026-07-09', { subjects: [subject('T2'), subject('T4'), subject('T9')] })).toEqual([['T4'], ['T2'], ['T2', 'T4']]);
  });

  it('a decision is revoked once: the database allows no second, nor a certificate number twice', async () => {
    const of = await register();
    await decide(of, 'credits', subjectOf('P1', 'T1'), certifyCredits(complete, reading), { certificate: 'X/2025-26/1' });
    await revoke(of, 'D000001', '2026-07-15');
    await expect(revoke(of, 'D000001', '2026-07-16')).rejects.toThrow();
    await expect(
      decide(of, 'credits', subjectOf('P2', 'T1'), certifyCredits(complete, reading), { certificate: 'X/2025-26/1' }),
    ).rejects.toThrow();
    expect((await all(of)).length).toBe(2);
    expect((await of.read((reader) => verify(reader))).fault).toBeNull();
  });

  it('credits of a year are those granted, by teacher, revoked ones with their revocation', async () => {
    const of = await register();
    const granted = certifyCredits(complete, reading);
    const refused = certifyCredits({ ...complete, certified: 4 }, reading);
    const claim = (project: string, teacher_id: string, year: string, what = granted) =>
      decide(of, 'credits', subjectOf(project, teacher_id), what, { teacher_id, project_id: project, year, credits: what.credits });
    await claim('P1', 'T1', '2025-26');
    await claim('P2', 'T1', '2025-26', refused);
    await claim('P3', 'T1', '2024-25');
    await claim('P1', 'T2', '2025-26');
    await claim('P1', 'T3', '2025-26');
    await claim('P4', 'T1', '2025-26');
    await revoke(of, 'D000001', '2026-07-15');
    const found = await of.read((reader) => findCredits(reader, ['T1', 'T2', 'T4'], '2025-26'));
    expect(
      [...found].map(([teacher, past]) => [
        teacher,
        past.map(({ decision, credits, revoked }) => [decision, credits, revoked?.by ?? null]),
      ]),
    ).toEqual([
      [
        'T1',
        [
          ['D000001', 3, 'D000007'],
          ['D000006', 3, null],
        ],
      ],
      ['T2', [['D000004', 3, null]]],
    ]);
  });

  describe('found by what narrows them', () => {
    it.each([
      [{}, [1, 2, 3, 4, 5]],
      [{ teacher: 'T1' }, [1, 3, 5]],
      [{ project: 'P1' }, [1, 2, 5]],
      [{ school: '05990014' }, [1, 2]],
      [{ year: '2025-26' }, [1, 2, 5]],
      [{ kind: 'credits' as const }, [1, 2, 3]],
      [{ teacher: 'T1', year: '2025-26', kind: 'credits' as const }, [1]],
      [{ call: '2026' }, [4]],
      [{ ids: ['D000002', 'X/2025-26/1', 'none'] }, [1, 2]],
      [{ ids: [] }, []],
      [{ teacher: 'nobody' }, []],
    ])('%j: %j', async (filter, expected) => {
      const of = await register();
      const what = certifyCredits(complete, reading);
      const keys = { teacher_id: 'T1', project_id: 'P1', school_code: '05990014', year: '2025-26' };
      await decide(of, 'credits', 'a', what, { ...keys, certificate: 'X/2025-26/1' });
      await decide(of, 'credits', 'b', what, { ...keys, teacher_id: 'T2' });
      await decide(of, 'credits', 'c', what, { teacher_id: 'T1', project_id: 'P2', year: '2024-25' });
      await decide(of, 'school-label', 'd', access(true), { call: '2026' });
      await decide(of, 'revocation', 'e', verdict(reading, []), { ...keys, school_code: null, revokes: 'D000001' });
      for (const page of [1000, 1, 2])
        expect((await all(of, filter, page)).map(({ decision }) => Number(decision.slice(1)))).toEqual(expected);
    });
  });

  it.each([
    ['findings', "update decisions set findings = '[[tr'"],
    ['findings', "update decisions set findings = '[]'"],
    ['findings', "update decisions set findings = '{}'"],
    ['body', "update grounds set body = 'gone'"],
    ['body', 'delete from grounds'],
  ])('a stored value that no longer reads is named, not guessed at: %s after %s', async (column, statement) => {
    const of = await register();
    await decide(of, 'teacher-access', subject('T1'), access(true));
    const client = await engine.client(of.at);
    await client.run(statement);
    await client.close();
    const found = await all(of).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(DamagedValue);
    expect(['D000001', expect.any(String)]).toContainEqual((found as DamagedValue).key);
    expect((found as DamagedValue).column).toBe(column);
  });
});
