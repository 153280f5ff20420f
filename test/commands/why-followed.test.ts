/** `why` never promises what the commands then refuse: its steps are typed as it prints them, and lead to yes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluation, scores } from './labels-office.ts';
import { anOffice, type Office, officeAt, project, schools, teacher, year, yes } from './office.ts';
import { follow, why } from './way.ts';

const today = '2026-07-01';
const world = fc.record({
  school: fc.constantFrom('roble', 'encina', 'haya', 'pino'),
  access: fc.constantFrom('yes', 'yes', 'no', 'none'),
  enrolled: fc.boolean(),
  colleague: fc.boolean(),
  // The last two begin after the day on which is asked.
  dates: fc.constantFrom(
    { starts_on: '2025-09-15', ends_on: '2026-06-15' },
    { starts_on: '2025-09-15', ends_on: '2026-08-15' },
    { starts_on: '2026-05-20', ends_on: '2026-06-15' },
    { starts_on: '2026-05-20', ends_on: '2026-12-31' },
    { starts_on: '2026-07-20', ends_on: '2026-08-15' },
    { starts_on: '2026-07-20', ends_on: '2026-12-31' },
  ),
  partners: fc.constantFrom('FR:Lycée Inventé|IT:Liceo Inventato', "ES:Colegio 'Otro'|ES:Centro Tres"),
  assessed: fc.constantFrom('yes', 'yes', 'no', 'none'),
  approved: fc.constantFrom('yes', 'yes', 'no', 'none'),
  kinds: fc.subarray(['project', 'follow-up', 'final']),
  result: fc.constantFrom('positive', 'negative', 'none'),
  elsewhere: fc.constantFrom(0, 0, 1, 3, 4),
  certified: fc.boolean(),
  revoked: fc.boolean(),
  applied: fc.constantFrom('2026-05-04', '2026-06-30', 'none'),
  evaluated: fc.constantFrom('pass', 'score', 'goals', 'none'),
  abroad: fc.integer({ min: 0, max: 2 }),
  proposed: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** Feeds whatever the register takes of a world; what it refuses is not there. */
async function build(w: World): Promise<Office> {
  const office = await anOffice();
  const school = schools[w.school];
  const feed = (command: string, row: Record<string, string | number>, ...args: string[]) => office.feed(command, [row], ...args);
  const both = { project_id: 'P1', teacher_id: 'TESS' };
  await feed('register', teacher('TESS', school) as never);
  // Whoever is enrolled had access then; the school may have changed its reply since.
  await feed('approve teacher', yes('TESS') as never, '--on', '2025-09-10');
  const { starts_on, ends_on } = w.dates;
  const begun = starts_on < today;
  const on = begun ? starts_on : '2026-06-20';
  const row = {
    ...project('P1'),
    starts_on,
    ends_on,
    enrolled_on: on,
    partners: begun ? w.partners : 'FR:Lycée Inventé|IT:Liceo Inventato',
  };
  await feed('project add', { ...row, teacher_id: 'CARLOS', form: begun ? 'joined' : 'new' } as never, '--on', on);
  if (w.enrolled) await feed('project add', { ...row, teacher_id: 'TESS' } as never, '--on', on);
  if (w.colleague && w.school === 'roble') await feed('project add', { ...row, teacher_id: 'BEA' } as never, '--on', on);
  if (w.access === 'none') await office.etw('revoke', 'D000006', '--reason', 'Wrong person', '--yes');
  if (w.access === 'no') await feed('approve teacher', { ...yes('TESS'), consent: 'no', replied_on: today } as never);
  const place = { project_id: 'P1', school_code: school };
  if (w.assessed !== 'none') await feed('project assess', { ...place, collaboration: w.assessed, ict: 'yes' });
  if (w.approved !== 'none') await feed('approve project', { ...place, approved: w.approved });
  for (const kind of w.kinds) await feed('report submit', { ...both, kind });
  if (w.result !== 'none') await feed('report evaluate', { ...both, result: w.result });
  if (w.elsewhere > 0) await feed('credits record', { teacher_id: 'TESS', year, credits: w.elsewhere, cfie: 'CFIE-LEON' });
  if (w.certified) {
    const { out } = await office.etw('credits', 'certify', '--year', year, '--project', 'P1', '--teacher', 'TESS', '--json');
    const [decision] = (JSON.parse(out).decisions ?? []) as { readonly decision: string; readonly outcome: string }[];
    if (decision && w.revoked) await office.etw('revoke', decision.decision, '--reason', 'Wrong', '--yes');
  }
  if (w.applied !== 'none') await feed('label apply', { ...both, applied_on: w.applied });
  const scored = w.evaluated === 'score' ? scores(5, 5, 1, 2, 2, 2) : scores(3, 3, 3, 3, 3, 3);
  const more = { ...scored, applied_on: w.applied === 'none' ? '' : w.applied, common_goals: w.evaluated === 'goals' ? 'no' : 'yes' };
  if (w.evaluated !== 'none') await feed('label evaluate', evaluation('P1', 'TESS', more) as never);
  const abroad = ['Lycée Inventé', 'Lycée Autre'].slice(0, w.abroad);
  for (const name of abroad) await feed('label record', { project_id: 'P1', country: 'FR', school: name, granted_on: '2026-05-01' });
  if (w.proposed) await feed('label propose', { project_id: 'P1', year: '2026' });
  return office;
}

const asked = ['--teacher', 'TESS', '--project', 'P1'];

/** Follows the steps to each recognition in a register of its own, and sees that it stands then; where there is no way, that it is refused. */
async function keepsItsWord(w: World): Promise<void> {
  const office = await build(w);
  const head = await office.head();
  const answers = await why(office, ...asked);
  expect(await office.head()).toBe(head);
  for (const answer of Object.values(answers)) {
    const place = officeAt(office.copy());
    expect([answer.recognition, answer.obstacles.length > 0]).toEqual([answer.recognition, answer.status === 'impossible']);
    if (answer.status === 'granted' || answer.status === 'impossible') expect(answer.steps).toEqual([]);
    else {
      const on = await follow(place, answer.steps, today);
      const after = (await why(place, ...asked, '--on', on))[answer.recognition];
      expect([answer.recognition, after?.status, after?.credits]).toEqual([answer.recognition, 'granted', answer.credits]);
      expect((await place.etw('audit', 'verify')).code).toBe(0);
    }
    if (answer.recognition === 'credits' && answer.status === 'impossible') {
      const { results } = await place.feed('credits certify', [{ project_id: 'P1', teacher_id: 'TESS' }], '--year', String(answer.year));
      expect(results[0]?.outcome).toBe('refused');
    }
  }
}

describe('the steps of why lead to yes', () => {
  it('whatever is missing', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(world, keepsItsWord), { numRuns: 8, interruptAfterTimeLimit: 60_000 });
  });
});
