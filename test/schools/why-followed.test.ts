/** For a school in a call, too, the steps of `why` lead to yes; where it says that there is no way, the commands refuse. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Answer, follow, why } from '../commands/way.ts';
import type { Cells } from '../etw.ts';
import { anOffice, application, encina, evaluation, type Office, openCall, school, teacher, yes } from './office.ts';

const world = fc.record({
  on: fc.constantFrom('2026-01-20', '2026-02-20', '2026-04-15'),
  since: fc.constantFrom('2023-09-01', '2024-02-12', '2024-02-13', ''),
  staff: fc.array(fc.record({ access: fc.boolean(), active: fc.boolean(), from: fc.constantFrom('2023-09-01', '2025-09-01') }), {
    maxLength: 4,
  }),
  label: fc.constantFrom('held', 'held', 'near', 'none'),
  before: fc.constantFrom('none', 'none', 'over', 'in force'),
  invited: fc.boolean(),
  applied: fc.constantFrom('none', 'complete', 'early', 'no policy', 'no plan'),
  scored: fc.constantFrom('none', 'pass', 'low'),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** The first is the one that applications name. */
const ids = ['T051', 'T052', 'T053', 'T054'];

/** Feeds whatever the register takes of a world. */
async function build(w: World): Promise<Office> {
  const office = anOffice();
  const feed = (command: string, rows: readonly Cells[], ...args: string[]) => office.feed(command, rows, ...args);
  await feed('school add', [school(encina, { etwinning_since: w.since })]);
  for (const [at, one] of w.staff.entries()) {
    const id = ids[at] ?? '';
    await feed('register', [teacher(id, encina, { registered_on: one.from, last_active_on: one.active ? '2026-01-15' : '2023-10-01' })]);
    if (one.access) await feed('approve teacher', [{ teacher_id: id, ...yes, replied_on: one.from }], '--on', one.from);
  }
  if (w.label === 'held') await office.label(encina, 'T051');
  if (w.label === 'near') await inProject(office);
  if (w.before !== 'none') {
    const until = w.before === 'over' ? '2025-12-31' : '2027-12-31';
    await feed(
      'school record',
      [{ school_code: encina, call: '2024', valid_from: '2024-01-01', valid_until: until }],
      '--on',
      '2025-01-01',
    );
  }
  await office.etw(...openCall, '--on', '2026-01-10');
  if (w.on < '2026-02-12') return office;
  if (w.invited) await office.etw('school', 'invite', '--call', '2026', '--on', '2026-02-12');
  const more: { readonly [how: string]: Cells } = {
    complete: {},
    early: { submitted_on: '2026-02-01' },
    'no policy': { digital_safety_policy: 'no' },
    'no plan': { teamwork_plan: '' },
  };
  if (w.applied !== 'none') await feed('school apply', [application(encina, { teacher_id: 'T051', ...more[w.applied] })], '--on', w.on);
  if (w.scored !== 'none') await feed('school accredit', [evaluation(encina, w.scored === 'pass' ? 3 : 2)], '--call', '2026', '--on', w.on);
  return office;
}

/** The first teacher in an active participation of a project that has ended: a label is two steps away. */
async function inProject(office: Office): Promise<void> {
  const row = { project_id: 'P1', title: 'P1', form: 'joined', teacher_id: 'T051', starts_on: '2024-09-15', ends_on: '2025-12-15' };
  await office.feed(
    'project add',
    [{ ...row, enrolled_on: '2025-10-01', partners: 'FR:Lycée Inventé|IT:Liceo Inventato' }],
    '--on',
    '2025-10-01',
  );
  const place = { project_id: 'P1', school_code: encina };
  await office.feed('project assess', [{ ...place, collaboration: 'yes', ict: 'yes' }], '--on', '2025-10-01');
  await office.feed('approve project', [{ ...place, approved: 'yes' }], '--on', '2025-10-01');
}

const asked = ['--school', encina, '--call', '2026'];
const head = async (office: Office) => (await office.etw('audit', 'verify', '--json')).object.head;

async function keepsItsWord(w: World): Promise<void> {
  const office = await build(w);
  const before = await head(office);
  const answers = await why(office, ...asked, '--on', w.on);
  expect(await head(office)).toBe(before);
  for (const answer of Object.values(answers)) await holds(office, answer, w.on);
}

async function holds(office: Office, answer: Answer, from: string): Promise<void> {
  const place = office.copy();
  if (answer.status === 'ready' || answer.status === 'possible') {
    // A label is earned with the command that the pointer names; that is followed elsewhere.
    if (answer.steps.some(({ command }) => command.startsWith('etw why'))) return;
    const on = await follow(place, answer.steps, from);
    const after = (await why(place, ...asked, '--on', on))[answer.recognition];
    expect([answer.recognition, after?.status, after?.valid_until]).toEqual([answer.recognition, 'granted', answer.valid_until]);
  } else expect(answer.steps).toEqual([]);
  if (answer.status !== 'impossible') return;
  expect(answer.obstacles.length).toBeGreaterThan(0);
  const on = from < '2026-02-12' ? '2026-02-12' : from;
  const argv = answer.recognition === 'school-invitation' ? ['school', 'invite', '--call', '2026', '--school', encina] : null;
  if (argv) expect((await place.etw(...argv, '--on', on)).code).toBe(4);
  else
    expect((await place.feed('school accredit', [evaluation(encina, 5)], '--call', '2026', '--on', on)).results[0]?.outcome).toBe(
      'refused',
    );
}

it('whatever is missing', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(world, keepsItsWord), { numRuns: 8, interruptAfterTimeLimit: 60_000 });
});
