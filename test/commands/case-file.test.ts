/** The case file of a teacher, project or school: what stands, and everything that happened, by day. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Happening } from '../../src/register/timeline.ts';
import { type Desk, desk } from '../etw.ts';
import { playWorld } from '../register/world.ts';
import { schools } from './office.ts';
import { busyOffice, steps } from './pending-office.ts';

let office: Desk;
beforeAll(async () => {
  office = desk();
  await playWorld(`${office.folder}/register.db`);
});

const roble = '05990014';
const encina = '24990011';
const cases = [
  'teacher show ana',
  'teacher show Bea',
  'project show rios',
  'project show Huerto',
  `school show ${roble}`,
  `school show ${encina}`,
];

const fileOf = async (command: string, ...args: string[]) => (await office.etw(...command.split(' '), '--json', ...args)).object;
const timelineOf = async (command: string, ...args: string[]) => (await fileOf(command, ...args)).timeline as Happening[];
const eventsOf = (timeline: readonly Happening[], ...keys: (keyof Happening)[]) =>
  timeline.map((one) => [one.on, one.event, ...keys.map((key) => one[key])].join(' '));

describe.each(cases)('etw %s', (command) => {
  it('tells every decision about the case once, with the rules that refused', async () => {
    const { timeline, decisions } = (await fileOf(command)) as { timeline: Happening[]; decisions: Record<string, unknown>[] };
    const told = new Map(timeline.filter((one) => one.decision !== null).map((one) => [one.decision, one]));
    expect(told.size).toBe(timeline.filter((one) => one.decision !== null).length);
    for (const one of decisions) {
      const unmet = (one.findings as { rule: string; met: boolean | null }[]).filter(({ met }) => met === false).map(({ rule }) => rule);
      expect(told.get(String(one.decision))).toMatchObject({ on: one.on, event: one.kind, outcome: one.outcome, unmet });
    }
  });

  it('is in the order of the days, and its ids can be given to explain', async () => {
    const timeline = await timelineOf(command);
    const days = timeline.map(({ on }) => on);
    expect(days).toEqual([...days].sort());
    for (const id of new Set(timeline.flatMap(({ decision, certificate }) => [decision, certificate])))
      if (id !== null) expect([id, (await office.etw('explain', id)).code]).toEqual([id, 0]);
  });

  it.each(['en', 'es'])('in %s, shows each day and id of the timeline, whole', async (lang) => {
    const { out } = await office.etwIn({ screen: { columns: 70 } }, ...command.split(' '), '--lang', lang);
    for (const { on, decision, certificate } of await timelineOf(command))
      for (const seen of [on, decision, certificate]) expect(out).toContain(seen ?? '');
  });
});

it('a teacher’s file holds registration, replies, work, and decisions on the participations it rests on', async () => {
  const rios = (await timelineOf('teacher show ana')).filter((one) => one.project_id === 'rios' || one.project_id === null);
  expect(eventsOf(rios)).toEqual([
    '2025-09-01 posted',
    '2025-09-10 access-reply',
    '2025-09-10 teacher-access',
    '2025-10-01 enrolled',
    '2025-10-03 requested',
    '2025-10-05 assessed',
    '2025-10-05 suitability',
    '2025-10-06 approval-reply',
    '2025-10-06 participation',
    '2026-06-01 label-applied',
    '2026-06-01 award-recorded',
    ...Array(3).fill('2026-06-16 report'),
    '2026-06-22 evaluated',
    '2026-06-22 report-evaluation',
    '2026-06-27 national-label',
    '2026-06-28 european-proposal',
    '2026-06-28 european-label',
    '2026-06-29 school-applied',
    '2026-06-29 school-label',
    '2026-06-30 credits',
    '2026-07-01 revocation',
    '2026-07-01 credits',
  ]);
});

it('what another school does in the same project is not in a file', async () => {
  // Huerto: CARLOS of La Encina, assessed and approved; ana of El Roble, neither.
  const huerto = (await timelineOf('teacher show ana')).filter((one) => one.project_id === 'Huerto');
  expect(eventsOf(huerto)).toEqual(['2025-10-01 enrolled', '2025-10-03 requested', '2026-06-30 credits']);
  const there = (await timelineOf(`school show ${roble}`)).filter((one) => one.project_id === 'Huerto');
  expect(eventsOf(there, 'teacher_id')).toEqual(['2025-10-01 enrolled ana', '2025-10-03 requested ', '2026-06-30 credits ana']);
  const all = (await timelineOf('project show Huerto')).map((one) => one.school_code);
  expect(all).toContain(encina);
  expect(all).toContain(roble);
});

it('a move ends one posting and begins another, in the files of both schools', async () => {
  const moves = (timeline: readonly Happening[]) =>
    eventsOf(
      timeline.filter((one) => one.teacher_id === 'Bea' && ['posted', 'left'].includes(one.event)),
      'school_code',
    );
  const [came, went, new_] = [`2025-09-01 posted ${roble}`, `2026-01-31 left ${roble}`, `2026-02-01 posted ${encina}`];
  expect(moves(await timelineOf('teacher show Bea'))).toEqual([came, went, new_]);
  expect(moves(await timelineOf(`school show ${roble}`))).toEqual([came, went]);
  expect(moves(await timelineOf(`school show ${encina}`))).toEqual([new_]);
  // The reply was about the posting at the school she left.
  const replies = async (code: string) =>
    (await timelineOf(`school show ${code}`)).filter((one) => one.event === 'access-reply' && one.teacher_id === 'Bea').length;
  expect([await replies(roble), await replies(encina)]).toEqual([1, 0]);
});

it('a request that went out is told, to whom it concerns, and until when it was known', async () => {
  const requested = async (command: string, ...args: string[]) =>
    (await timelineOf(command, ...args))
      .filter((one) => one.event === 'requested')
      .map(({ on, project_id, school_code, details }) => [on, project_id, school_code, details.step].join(' '));
  // Asked for all on the 3rd, and again in León on the 4th; assessed on the 5th.
  const asked = [`2025-10-03 Huerto ${encina} suitability`, `2025-10-04 Huerto ${encina} suitability`];
  expect(await requested(`school show ${encina}`)).toEqual(asked);
  expect(await requested('teacher show CARLOS')).toEqual(asked);
  expect(await requested('project show Huerto')).toEqual([asked[0], `2025-10-03 Huerto ${roble} suitability`, asked[1]].sort());
  expect(await requested('teacher show CARLOS', '--on', '2025-10-03')).toEqual([asked[0]]);
  const place = await busyOffice();
  for (const step of steps) await place.etw('pending', step, '--mark');
  const told = (await place.etw('school', 'show', schools.roble, '--json')).object.timeline as Happening[];
  expect(new Set(told.filter((one) => one.event === 'requested').map(({ details }) => details.step))).toEqual(
    new Set(['reports', 'evaluation', 'label', 'accreditation']),
  );
});

it('a withdrawn enrolment is told as such', async () => {
  const tree = (await timelineOf('teacher show ana')).filter((one) => one.project_id === 'árbol');
  expect(eventsOf(tree)).toContain('2025-11-01 withdrawn');
});

it('is as it was known on the day', async () => {
  const certified = async (on: string) =>
    (await timelineOf('teacher show ana', '--on', on)).filter((one) => one.certificate === 'CFIE-AVILA/2025-26/2');
  expect(await certified('2026-06-29')).toEqual([]);
  expect((await certified('2026-06-30')).map(({ details }) => details.revoked_by)).toEqual([undefined]);
  const [after] = await certified('2026-07-01');
  expect(after?.details.revoked_by).toMatch(/^D\d+$/);
  const standing = async (on: string) => ((await fileOf('teacher show ana', '--on', on)).standing as Record<string, string[]>).certificates;
  expect(await standing('2026-06-30')).toEqual(['CFIE-AVILA/2025-26/1', 'CFIE-AVILA/2025-26/2']);
  expect(await standing('2026-07-01')).toEqual(['CFIE-AVILA/2025-26/1', 'CFIE-AVILA/2025-26/4']);
});

it('what stands are ids: access, participations, certificates, labels, accreditations', async () => {
  expect((await fileOf('teacher show ana')).standing).toMatchObject({ access: [roble], participations: ['P-9', 'rios'] });
  expect((await fileOf('teacher show Ñusta')).standing).toMatchObject({ access: [], participations: [], certificates: [] });
  expect((await fileOf('project show Huerto')).standing).toMatchObject({ participations: [encina] });
  expect((await fileOf(`school show ${encina}`)).standing).toMatchObject({ accreditations: ['2025'] });
});

it('a head names the CFIE that answers for the school, and the year a project belongs to', async () => {
  expect(await fileOf('teacher show ana')).toMatchObject({ school_name: 'CEIP El Roble', issuing_cfie: 'CFIE-AVILA' });
  expect(await fileOf(`school show ${encina}`)).toMatchObject({ cfie: null, issuing_cfie: 'CFIE-LEON' });
  expect(await fileOf('project show rios')).toMatchObject({ year: '2025-26' });
});
