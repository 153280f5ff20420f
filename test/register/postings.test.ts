/** Who is posted where on a day, who is enrolled, and which participations are active. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { day } from '../../src/day.ts';
import type { Past } from '../../src/register/decisions.ts';
import { saveDecision } from '../../src/register/decisions.ts';
import { decideParticipation, keep, lastApproval, loadParticipations } from '../../src/register/participations.ts';
import {
  type Enrolment,
  enrolledBy,
  enrolmentOf,
  findEnrolments,
  findFacts,
  findWithPartners,
  firstOfSchool,
  isActive,
  participationSubject,
} from '../../src/register/projects.ts';
import {
  accessSubject,
  findAccess,
  findTeachers,
  findTeachersByEmail,
  hasAccess,
  type Posting,
  postingOn,
  presentPosting,
} from '../../src/register/teachers.ts';
import { assess, grantAccess } from '../../src/rules/participation.ts';
import { readingOn } from '../rules/verdicts.ts';
import { aRegister, deed, type EngineOf, engines } from './engines.ts';

const posting = (schoolCode: string, from: string, until: string | null = null): Posting => ({
  schoolCode,
  from: day(from),
  until: until === null ? null : day(until),
});

describe('a teacher has one posting at a time; the first counts for earlier days too', () => {
  const moved = [posting('ROBLE', '2025-09-01', '2026-01-31'), posting('ENCINA', '2026-02-01')];
  const left = [posting('ROBLE', '2025-09-01', '2026-01-31')];
  const back = [...left, posting('ENCINA', '2026-03-01')];

  it.each([
    ['moved in February', moved, '2025-01-01', 'ROBLE'],
    ['moved in February', moved, '2025-09-01', 'ROBLE'],
    ['moved in February', moved, '2026-01-31', 'ROBLE'],
    ['moved in February', moved, '2026-02-01', 'ENCINA'],
    ['moved in February', moved, '2030-01-01', 'ENCINA'],
    ['left in February', left, '2020-01-01', 'ROBLE'],
    ['left in February', left, '2026-01-31', 'ROBLE'],
    ['left in February', left, '2026-02-01', 'none'],
    ['left in February and came back in March', back, '2026-02-15', 'none'],
    ['left in February and came back in March', back, '2026-02-28', 'none'],
    ['left in February and came back in March', back, '2026-03-01', 'ENCINA'],
    ['never posted', [], '2026-03-01', 'none'],
  ])('%s (%o), on %s: %s', (_, postings, on, expected) => {
    expect(postingOn(postings, day(on))?.schoolCode ?? 'none').toBe(expected);
  });

  it.each([
    ['moved', moved, 'ENCINA'],
    ['left', left, 'none'],
    ['came back', back, 'ENCINA'],
    ['never posted', [], 'none'],
  ])('who %s (%o) is now at: %s', (_, postings, expected) => {
    expect(presentPosting(postings)?.schoolCode ?? 'none').toBe(expected);
  });
});

const enrolment = (
  id: number,
  teacher_id: string,
  school_code: string,
  enrolled_on: string,
  withdrawn_on: string | null = null,
): Enrolment => ({
  id,
  project_id: 'P1',
  teacher_id,
  school_code,
  form: 'joined',
  enrolled_on,
  withdrawn_on,
  run: 1,
});

describe('an enrolment counts from its day until the day before it was withdrawn', () => {
  it.each([
    [null, '2025-09-30', false],
    [null, '2025-10-01', true],
    [null, '2030-01-01', true],
    ['2025-11-15', '2025-11-14', true],
    ['2025-11-15', '2025-11-15', false],
    ['2025-10-01', '2025-10-01', false],
  ])('enrolled on 1 October, withdrawn on %s: on %s %s', (withdrawn, on, expected) => {
    expect(enrolledBy(enrolment(1, 'ANA', 'ROBLE', '2025-10-01', withdrawn), day(on))).toBe(expected);
  });

  const all = [
    enrolment(1, 'ANA', 'ROBLE', '2025-10-01', '2025-11-15'),
    enrolment(2, 'BEA', 'ENCINA', '2025-10-20'),
    enrolment(3, 'CLARA', 'ENCINA', '2025-10-10'),
    enrolment(4, 'ANA', 'ROBLE', '2025-12-01'),
  ];

  it.each([
    ['ANA', '2025-11-14', 1],
    ['ANA', '2025-11-20', null],
    ['ANA', '2025-12-01', 4],
    ['BEA', '2025-10-19', null],
    ['BEA', '2025-10-20', 2],
    ['DORA', '2026-01-01', null],
  ])('%s on %s: enrolment %s', (teacher, on, expected) => {
    expect(enrolmentOf(all, teacher, day(on))?.id ?? null).toBe(expected);
  });

  it.each([
    ['ENCINA', '2025-10-09', null],
    ['ENCINA', '2025-10-10', 3],
    ['ENCINA', '2026-01-01', 3],
    ['ROBLE', '2025-11-14', 1],
    ['ROBLE', '2025-11-15', null],
    ['ROBLE', '2026-01-01', 4],
    ['PINO', '2026-01-01', null],
  ])('the first of %s on %s: enrolment %s', (school, on, expected) => {
    expect(firstOfSchool(all, school, day(on))?.id ?? null).toBe(expected);
  });

  it('of a project nobody is in there is none', () => {
    expect([enrolmentOf(undefined, 'ANA', day('2026-01-01')), firstOfSchool(undefined, 'ROBLE', day('2026-01-01'))]).toEqual([null, null]);
  });
});

describe.each(engines)('on %s', (_, engine: EngineOf) => {
  const register = () => aRegister(engine, onTestFinished);
  const on = day('2026-07-01');
  const reading = readingOn('2026-07-01');
  const teacher = (teacher_id: string, more: { school_code?: string; posted_from?: string; posted_until?: string | null } = {}) => ({
    teacher_id,
    given_name: 'Ana',
    family_name: 'Robles',
    email: `${teacher_id.toLowerCase()}@example.org`,
    last_active_on: null,
    school_code: '05990014',
    posted_from: '2025-09-01',
    posted_until: null,
    salt: 'salt',
    ...more,
  });

  it('teachers are found by id and by address, with every posting, oldest first', async () => {
    const of = await register();
    await of.write(deed(), async (writer) => {
      writer.put('teachers', teacher('ANA', { school_code: '24990011', posted_from: '2026-02-01' }));
      writer.put('teachers', teacher('BEA'));
      writer.put('former_postings', { teacher_id: 'ANA', posted_from: '2025-09-01', posted_until: '2026-01-31', school_code: '05990014' });
      writer.put('former_postings', { teacher_id: 'ANA', posted_from: '2020-09-01', posted_until: '2021-08-31', school_code: '05990026' });
    });
    const expected = [
      posting('05990026', '2020-09-01', '2021-08-31'),
      posting('05990014', '2025-09-01', '2026-01-31'),
      posting('24990011', '2026-02-01'),
    ];
    await of.read(async (reader) => {
      const byId = await findTeachers(reader, ['ANA', 'BEA', 'NOBODY', 'ANA']);
      expect([...byId.keys()].sort()).toEqual(['ANA', 'BEA']);
      expect(byId.get('ANA')?.postings).toEqual(expected);
      expect(byId.get('BEA')?.postings).toEqual([posting('05990014', '2025-09-01')]);
      expect([...(await findTeachersByEmail(reader, ['ana@example.org', 'x@example.org'])).keys()]).toEqual(['ANA']);
      expect((await findTeachers(reader, [])).size).toBe(0);
    });
  });

  it('access belongs to the posting, and is known from the day of the decision', async () => {
    const of = await register();
    await of.write(deed({ on: day('2025-09-15') }), async (writer) => {
      writer.put('teachers', teacher('ANA', { school_code: '24990011', posted_from: '2026-02-01' }));
      writer.put('former_postings', { teacher_id: 'ANA', posted_from: '2025-09-01', posted_until: '2026-01-31', school_code: '05990014' });
      const first = posting('05990014', '2025-09-01');
      saveDecision(
        writer,
        'teacher-access',
        accessSubject('ANA', first),
        grantAccess({ attached: true, dataCorrect: true, consent: true }, reading),
        {},
      );
    });
    await of.read(async (reader) => {
      const teachers = await findTeachers(reader, ['ANA']);
      const access = await findAccess(reader, teachers.values());
      const [former, present] = teachers.get('ANA')?.postings ?? [];
      const has = (which: Posting | undefined, text: string) => which && hasAccess(access, 'ANA', which, day(text));
      expect([has(former, '2025-09-14'), has(former, '2025-09-15'), has(former, '2030-01-01')]).toEqual([false, true, true]);
      expect(has(present, '2030-01-01')).toBe(false);
    });
  });

  /** A project of France and El Roble, and what is known of El Roble's participation. */
  async function aProject(of: Awaited<ReturnType<typeof register>>) {
    await of.write(deed(), async (writer) => {
      writer.put('projects', { project_id: 'P1', title: 'Ríos', starts_on: '2025-09-15', ends_on: '2026-06-15', url: null, added_on: on });
      const partner = { project_id: 'P1', name: 'Lycée', school_code: null, founder: 1, added_on: on };
      writer.put('partners', { ...partner, position: 2, country: 'IT' });
      writer.put('partners', { ...partner, position: 10, country: 'PL' });
      writer.put('partners', { ...partner, position: 1, country: 'FR' });
      const { run: _, ...row } = enrolment(1, 'ANA', '05990014', '2025-10-01');
      writer.put('enrolments', row);
      writer.put('enrolments', { ...row, id: 2, project_id: 'P2' });
      writer.put('enrolments', { ...row, id: 10, teacher_id: 'BEA' });
    });
  }

  it('projects are found with their partners in the order in which they were named, and enrolments in the order of recording', async () => {
    const of = await register();
    await aProject(of);
    await of.read(async (reader) => {
      const found = await findWithPartners(reader, ['P1', 'P3']);
      expect([...found.keys()]).toEqual(['P1']);
      expect(found.get('P1')?.partners.map(({ country }) => country)).toEqual(['FR', 'IT', 'PL']);
      const enrolments = await findEnrolments(reader, ['P1']);
      expect([...enrolments].map(([id, rows]) => [id, rows.map((row) => row.id)])).toEqual([['P1', [1, 10]]]);
    });
  });

  const claim = { project_id: 'P1', school_code: '05990014' };
  const subject = participationSubject('P1', '05990014');
  let ids = 100;
  const approve = (of: Awaited<ReturnType<typeof register>>, approved: boolean, replied_on: string, dayOf = '2026-07-01') =>
    of.write(deed({ on: day(dayOf) }), async (writer) => {
      ids += 1;
      writer.put('approvals', { id: ids, ...claim, approved: Number(approved), replied_on });
      writer.flush();
      return decideParticipation(writer, await loadParticipations(writer, [claim]), 'P1', '05990014', reading);
    });
  const assessed = (of: Awaited<ReturnType<typeof register>>, collaboration: boolean) =>
    of.write(deed(), async (writer) => {
      const known = await loadParticipations(writer, [claim]);
      const verdict = assess({ countries: ['ES', 'FR'], enrolledOn: day('2025-10-01'), collaboration, ict: true }, reading);
      keep(known.suitability, subject, saveDecision(writer, 'suitability', subject, verdict, claim));
      return decideParticipation(writer, known, 'P1', '05990014', reading);
    });
  const active = (of: Awaited<ReturnType<typeof register>>, text: string) =>
    of.read(async (reader) => {
      const { participation } = await loadParticipations(reader as never, [claim]);
      return isActive(participation, 'P1', '05990014', day(text));
    });

  it('a participation is decided once both answers are known, whichever comes second', async () => {
    for (const order of ['reply first', 'assessment first']) {
      const of = await register();
      await aProject(of);
      const steps = [() => approve(of, true, '2026-06-30'), () => assessed(of, true)];
      if (order === 'assessment first') steps.reverse();
      const [first, second] = steps;
      expect(await first?.()).toBeNull();
      expect(await active(of, '2026-07-01')).toBe(false);
      expect(await second?.()).toMatchObject({ kind: 'participation', outcome: 'granted', ...claim });
      expect([await active(of, '2026-06-30'), await active(of, '2026-07-01')]).toEqual([false, true]);
    }
  });

  it('and again when either changes, but not when it says the same', async () => {
    const of = await register();
    await aProject(of);
    await approve(of, true, '2026-06-30');
    expect((await assessed(of, true))?.outcome).toBe('granted');
    expect(await assessed(of, true)).toBeNull();
    expect((await assessed(of, false))?.outcome).toBe('refused');
    expect(await active(of, '2026-07-01')).toBe(false);
    expect((await approve(of, false, '2026-07-01'))?.findings.map(({ rule, met }) => [rule, met])).toEqual([
      ['PART-6', false],
      ['PART-7', false],
    ]);
    expect((await approve(of, true, '2026-07-01'))?.findings.map(({ met }) => met)).toEqual([false, true]);
    expect((await assessed(of, true))?.outcome).toBe('granted');
    expect(await active(of, '2026-07-01')).toBe(true);
  });

  it('the last reply that is not dated later counts', async () => {
    const of = await register();
    await aProject(of);
    await approve(of, true, '2026-05-01');
    await approve(of, false, '2026-06-01');
    await approve(of, true, '2026-06-20');
    await of.read(async (reader) => {
      const known = await loadParticipations(reader as never, [claim]);
      const replied = (text: string) => lastApproval(known, 'P1', '05990014', day(text))?.approved ?? null;
      expect([replied('2026-04-30'), replied('2026-05-01'), replied('2026-06-01'), replied('2026-06-20')]).toEqual([null, 1, 0, 1]);
      expect(lastApproval(known, 'P1', '24990011', day('2026-07-01'))).toBeNull();
      expect((await findFacts(reader, 'approvals', ['P1'])).get('P1')?.map(({ replied_on }) => replied_on)).toEqual([
        '2026-05-01',
        '2026-06-01',
        '2026-06-20',
      ]);
    });
  });

  it('the state of a participation is that of its school alone', async () => {
    const of = await register();
    await aProject(of);
    await approve(of, true, '2026-06-30');
    await assessed(of, true);
    const { participation } = await of.read((reader) => loadParticipations(reader as never, [claim]));
    const past: ReadonlyMap<string, readonly Past[]> = participation;
    expect(isActive(past, 'P1', '24990011', on)).toBe(false);
    expect(isActive(past, 'P2', '05990014', on)).toBe(false);
  });
});
