/** Participation: PART-1 to PART-8, each on both sides. */
import { describe, expect, it } from 'vitest';
import { anOffice, type Office, project, said, schools, teacher, yes } from './office.ts';

const { roble, encina, pino } = schools;

/** The one answer to one row. */
const answer = async (office: Office, command: string, row: Parameters<Office['feed']>[1][number], ...args: string[]) => {
  const { results } = await office.feed(command, [row], ...args);
  return results.map(said).join();
};

const postings = async (office: Office, id: string) =>
  (
    (await office.etw('teacher', 'show', id, '--json')).object.postings as { school_code: string; from: string; until: string | null }[]
  ).map(({ school_code, from, until }) => [school_code, from, until]);

const stateOf = async (office: Office, id: string) => (await office.etw('teacher', 'show', id, '--json')).object.state;

describe('PART-1: only a teacher in active service registers', () => {
  it.each([
    ['yes', 'granted'],
    ['no', 'refused PART-1'],
  ])('in service: %s → %s', async (in_service, expected) => {
    const office = await anOffice();
    expect(await answer(office, 'register', teacher('NEW', roble, { in_service }))).toBe(expected);
  });

  it('keeps nothing of a refused registration', async () => {
    const office = await anOffice();
    const before = await office.head();
    await office.feed('register', [teacher('NEW', roble, { in_service: 'no' })]);
    expect((await office.etw('teacher', 'show', 'NEW')).code).toBe(5);
    expect(await office.head()).toBe(before);
  });

  it('keeps nothing of a refused registration that came without an id either', async () => {
    const office = await anOffice();
    const before = await office.head();
    await office.feed('register', [{ ...teacher('NEW', roble, { in_service: 'no' }), teacher_id: '' }]);
    expect(await office.head()).toBe(before);
  });

  it('registers the same person once they are in service', async () => {
    const office = await anOffice();
    await office.feed('register', [teacher('NEW', roble, { in_service: 'no' })]);
    expect(await answer(office, 'register', teacher('NEW', roble))).toBe('granted');
  });
});

describe('postings', () => {
  it('a move ends the posting the day before and opens one without access', async () => {
    const office = await anOffice();
    expect(await stateOf(office, 'ANA')).toBe('access');
    const { json } = await office.take('register', [teacher('ANA', encina, { registered_on: '2026-02-01' })]);
    expect(json).toMatchObject({ accepted: 1, updated: 1, created: 0 });
    expect(await postings(office, 'ANA')).toEqual([
      [roble, '2025-09-01', '2026-01-31'],
      [encina, '2026-02-01', null],
    ]);
    expect(await stateOf(office, 'ANA')).toBe('pending');
  });

  it.each([
    ['the school she is at, on whatever day', roble, '2026-03-01', 'unchanged granted'],
    ['a posting that is known, school and day', roble, '2025-09-01', 'unchanged granted'],
    ['another school from the day after the first', encina, '2025-09-02', 'granted'],
    ['another school from the very day she came', encina, '2025-09-01', 'invalid'],
    ['another school from before she came', encina, '2025-08-31', 'invalid'],
  ])('registering Ana at %s (%s, %s): %s', async (_, school, registered_on, expected) => {
    const office = await anOffice();
    expect(await answer(office, 'register', teacher('ANA', school, { registered_on }))).toBe(expected);
  });

  it('a former posting named again, school and day, is unchanged; the school alone needs its day', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', encina, { registered_on: '2026-02-01' })]);
    expect(await answer(office, 'register', teacher('ANA', roble, { registered_on: '2025-09-01' }))).toBe('unchanged granted');
    const { json } = await office.feed('register', [teacher('ANA', roble, { registered_on: '' })]);
    expect(json.errors).toMatchObject([{ line: 2, column: 'registered_on' }]);
    expect(await answer(office, 'register', teacher('ANA', roble, { registered_on: '2026-05-01' }))).toBe('granted');
    expect((await postings(office, 'ANA')).map(([school]) => school)).toEqual([roble, encina, roble]);
  });

  it('leaving service ends the posting the day before, is no refusal and does not read the school', async () => {
    const office = await anOffice();
    const row = teacher('ANA', 'UNKNOWN', { in_service: 'no', registered_on: '2026-03-01' });
    const { code, json, results } = await office.feed('register', [row]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ accepted: 1, updated: 1, granted: 0, refused: 0 });
    expect(results).toMatchObject([{ status: 'accepted', outcome: '' }]);
    expect(await postings(office, 'ANA')).toEqual([[roble, '2025-09-01', '2026-02-28']]);
    expect(await answer(office, 'register', row)).toBe('unchanged');
  });

  it.each([
    ['2025-09-02', 'accepted'],
    ['2025-09-01', 'invalid'],
    ['2025-08-31', 'invalid'],
  ])('leaving service on %s, of a posting that began on 2025-09-01: %s', async (registered_on, expected) => {
    const office = await anOffice();
    expect(await answer(office, 'register', teacher('ANA', roble, { in_service: 'no', registered_on }))).toBe(expected);
  });

  it('somebody who has left comes back with a new posting, from a day after the old one ended', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', roble, { in_service: 'no', registered_on: '2026-03-01' })]);
    expect(await answer(office, 'register', teacher('ANA', encina, { registered_on: '2026-02-28' }))).toBe('invalid');
    expect(await answer(office, 'register', teacher('ANA', encina, { registered_on: '2026-03-01' }))).toBe('granted');
    expect(await stateOf(office, 'ANA')).toBe('pending');
  });
});

describe('PART-2: the school’s reply gives access', () => {
  it.each([
    ['yes', 'yes', 'yes', 'granted'],
    ['no', 'yes', 'yes', 'refused PART-2(a)'],
    ['yes', 'no', 'yes', 'refused PART-2(b)'],
    ['yes', 'yes', 'no', 'refused PART-2(c)'],
    ['no', 'no', 'no', 'refused PART-2(a);PART-2(b);PART-2(c)'],
  ])('attached %s, data right %s, management consents %s: %s', async (attached, data_correct, consent, expected) => {
    const office = await anOffice();
    await office.take('register', [teacher('NEW', roble)]);
    expect(await answer(office, 'approve teacher', { teacher_id: 'NEW', attached, data_correct, consent })).toBe(expected);
  });

  it('the last reply counts', async () => {
    const office = await anOffice();
    expect(await answer(office, 'approve teacher', yes('ANA', { consent: 'no' }))).toBe('refused PART-2(c)');
    expect(await stateOf(office, 'ANA')).toBe('refused');
    expect(await answer(office, 'approve teacher', yes('ANA', { consent: 'no' }))).toBe('unchanged refused PART-2(c)');
    expect(await answer(office, 'approve teacher', yes('ANA'))).toBe('granted');
  });

  it.each([
    ['the day before the later posting began', '2026-01-31', 'invalid'],
    ['the day it began', '2026-02-01', 'granted'],
  ])('a reply dated %s (%s): %s', async (_, replied_on, expected) => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', encina, { registered_on: '2026-02-01' })]);
    expect(await answer(office, 'approve teacher', yes('ANA', { replied_on }))).toBe(expected);
  });

  it('the first posting counts for earlier days: a reply may be older than the registration', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('NEW', roble, { registered_on: '2026-01-15' })]);
    expect(await answer(office, 'approve teacher', yes('NEW', { replied_on: '2026-01-10' }))).toBe('granted');
  });

  it('a reply about somebody without a present posting is invalid', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', roble, { in_service: 'no', registered_on: '2026-03-01' })]);
    const { code, json } = await office.feed('approve teacher', [yes('ANA')]);
    expect([code, json.invalid]).toEqual([1, 1]);
  });
});

const enrolling = (office: Office, more: Parameters<typeof project>[1] = {}, ...args: string[]) =>
  answer(office, 'project add', project('P1', more), ...args);

const schoolOf = async (office: Office, id: string, who: string) =>
  (await office.etw('project', 'list', '--project', id, '--teacher', who, '--json')).list.map((row) => row.school_code).join();

describe('PART-3: only a teacher with access enrols, in the name of the school of that day', () => {
  it('access: granted', async () => {
    const office = await anOffice();
    expect(await enrolling(office)).toBe('granted');
    expect(await schoolOf(office, 'P1', 'ANA')).toBe(roble);
  });

  it('no reply, and a reply that says no: refused', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('NEW', roble)]);
    expect(await enrolling(office, { teacher_id: 'NEW' })).toBe('refused PART-3');
    await office.take('approve teacher', [yes('NEW', { attached: 'no' })]);
    expect(await enrolling(office, { teacher_id: 'NEW' })).toBe('refused PART-3');
    await office.take('approve teacher', [yes('NEW')]);
    expect(await enrolling(office, { teacher_id: 'NEW' })).toBe('granted');
  });

  it('access counts from the day it was decided', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('NEW', roble)]);
    await office.take('approve teacher', [yes('NEW')], '--on', '2026-06-01');
    expect(await enrolling(office, { teacher_id: 'NEW' }, '--on', '2026-05-31')).toBe('refused PART-3');
    expect(await enrolling(office, { teacher_id: 'NEW' }, '--on', '2026-06-01')).toBe('granted');
  });

  it('the first posting counts for days before the registration', async () => {
    const office = await anOffice();
    expect(await enrolling(office, { enrolled_on: '2025-08-20', starts_on: '2025-08-20' })).toBe('granted');
  });

  it.each([
    ['2026-01-31', 'granted', roble],
    ['2026-02-01', 'refused PART-3', ''],
  ])('Ana moved on 2026-02-01; enrolled on %s: %s', async (enrolled_on, expected, school) => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', encina, { registered_on: '2026-02-01' })]);
    expect(await enrolling(office, { enrolled_on })).toBe(expected);
    expect(await schoolOf(office, 'P1', 'ANA')).toBe(school);
  });

  it('once the new school has replied she enrols in its name', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', encina, { registered_on: '2026-02-01' })]);
    await office.take('approve teacher', [yes('ANA', { replied_on: '2026-02-10' })]);
    expect(await enrolling(office, { enrolled_on: '2026-02-01' })).toBe('granted');
    expect(await schoolOf(office, 'P1', 'ANA')).toBe(encina);
  });

  it.each([
    ['2026-02-28', 'granted'],
    ['2026-03-01', 'refused PART-3'],
  ])('Ana left service on 2026-03-01; enrolled on %s: %s', async (enrolled_on, expected) => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', roble, { in_service: 'no', registered_on: '2026-03-01' })]);
    expect(await enrolling(office, { enrolled_on })).toBe(expected);
  });

  it('without a posting PART-4 and PART-5 are not assessed; without access they are', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', roble, { in_service: 'no', registered_on: '2026-03-01' }), teacher('NEW', encina)]);
    const ended = { enrolled_on: '2026-06-16', form: 'new', partners: 'ES:Otro' };
    expect(await enrolling(office, ended)).toBe('refused PART-3');
    expect(await enrolling(office, { ...ended, teacher_id: 'NEW' })).toBe('refused PART-3;PART-4;PART-5');
  });

  it('a refused enrolment is stored nowhere, nor is its project', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('NEW', roble)]);
    const before = await office.head();
    await enrolling(office, { teacher_id: 'NEW' });
    expect(await office.head()).toBe(before);
    expect((await office.etw('project', 'show', 'P1')).code).toBe(5);
  });

  it('moving, leaving and a later refusal take nothing away from an enrolment', async () => {
    const office = await anOffice();
    await enrolling(office);
    await office.take('register', [teacher('ANA', encina, { registered_on: '2026-02-01' })]);
    await office.take('register', [teacher('ANA', encina, { in_service: 'no', registered_on: '2026-05-01' })]);
    expect(await schoolOf(office, 'P1', 'ANA')).toBe(roble);
  });
});

describe('PART-4: a new project has a co-founder of another participating country', () => {
  it.each([
    ['2025-10-01', 'FR:Lycée', 'granted'],
    ['2025-10-01', 'ES:Otro', 'refused PART-4'],
    ['2025-10-01', 'US:High School', 'refused PART-4'],
    ['2025-10-01', 'EL:Gymnasio', 'granted'],
    ['2020-12-31', 'GB:Grammar School', 'granted'],
    ['2021-01-01', 'GB:Grammar School', 'refused PART-4'],
    ['2020-12-31', 'UK:Grammar School', 'granted'],
    ['2013-03-03', 'UA:Lyceum', 'refused PART-4'],
    ['2013-03-04', 'UA:Lyceum', 'granted'],
    ['2013-03-03', 'TN:Lycée', 'refused PART-4'],
    ['2013-03-04', 'TN:Lycée', 'granted'],
    ['2018-01-31', 'JO:School', 'refused PART-4'],
    ['2018-02-01', 'JO:School', 'granted'],
    ['2012-01-01', 'TR:Lise', 'granted'],
  ])('enrolled on %s with %s: %s', async (enrolled_on, partners, expected) => {
    const office = await anOffice();
    const starts_on = enrolled_on;
    const ends_on = `${Number(enrolled_on.slice(0, 4)) + 1}-06-15`;
    expect(await enrolling(office, { form: 'new', enrolled_on, starts_on, ends_on, partners })).toBe(expected);
  });

  it('only the first partner is the co-founder', async () => {
    const office = await anOffice();
    expect(await enrolling(office, { form: 'new', partners: 'ES:Otro|FR:Lycée' })).toBe('refused PART-4');
    expect(await enrolling(office, { form: 'new', partners: 'FR:Lycée|ES:Otro' })).toBe('granted');
  });

  it('is not asked of a school that joins', async () => {
    const office = await anOffice();
    expect(await enrolling(office, { partners: 'ES:Uno|ES:Otro' })).toBe('granted');
  });

  it('`new` on a known project is met only for the school that founded it', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1', { teacher_id: 'CARLOS', partners: 'ES:CEIP El Roble|FR:Lycée' })]);
    expect(await enrolling(office, { form: 'new', partners: '' })).toBe('granted');
    expect(await enrolling(office, { form: 'new', partners: '', teacher_id: 'DIEGO' })).toBe('refused PART-4');
  });

  it('founders are fixed: a partner added later is none', async () => {
    const office = await anOffice();
    await enrolling(office, { form: 'new', partners: 'FR:Lycée' });
    expect(await enrolling(office, { form: 'new', partners: 'FR:Lycée|ES:Colegio La Encina' })).toBe('granted');
    expect(await enrolling(office, { form: 'new', partners: '', teacher_id: 'CARLOS' })).toBe('refused PART-4');
    expect(await enrolling(office, { form: 'joined', partners: '', teacher_id: 'CARLOS' })).toBe('granted');
  });

  it('the founder may enrol again after an enrolment was withdrawn', async () => {
    const office = await anOffice();
    await enrolling(office, { form: 'new', partners: 'FR:Lycée' });
    await office.take('project withdraw', [{ project_id: 'P1', teacher_id: 'ANA', reason: 'wrong teacher' }]);
    expect(await enrolling(office, { form: 'new', partners: '', teacher_id: 'BEA' })).toBe('granted');
  });

  it.each([
    ['new', '', 'invalid'],
    ['new', 'FR:Lycée', 'granted'],
    ['joined', 'FR:Lycée', 'invalid'],
    ['joined', 'FR:Lycée|IT:Liceo', 'granted'],
  ])('an unknown project entered as %s names its founders (“%s”): %s', async (form, partners, expected) => {
    const office = await anOffice();
    expect(await enrolling(office, { form, partners })).toBe(expected);
  });
});

describe('PART-5: a joined project is active on the day of joining', () => {
  it.each([
    ['joined', '2025-09-14', 'refused PART-5'],
    ['joined', '2025-09-15', 'granted'],
    ['joined', '2026-06-15', 'granted'],
    ['joined', '2026-06-16', 'refused PART-5'],
    ['new', '2025-09-14', 'granted'],
    ['new', '2026-06-15', 'granted'],
    ['new', '2026-06-16', 'refused PART-5'],
  ])('a project from 2025-09-15 to 2026-06-15, %s, enrolled on %s: %s', async (form, enrolled_on, expected) => {
    const office = await anOffice();
    expect(await enrolling(office, { form, enrolled_on })).toBe(expected);
  });
});

describe('a further teacher of the school', () => {
  it.each([
    ['joined', '2025-11-01', 'granted'],
    ['joined', '2025-09-01', 'granted'],
    ['joined', '2026-06-16', 'refused PART-5'],
    ['new', '2025-11-01', 'invalid'],
  ])('enters the participation it has (joined): as %s on %s: %s', async (form, enrolled_on, expected) => {
    const office = await anOffice();
    await enrolling(office);
    expect(await enrolling(office, { teacher_id: 'BEA', form, enrolled_on, title: '', starts_on: '', ends_on: '', partners: '' })).toBe(
      expected,
    );
  });

  it('of a new project enters as new without naming founders; “joined” is invalid in its column', async () => {
    const office = await anOffice();
    await enrolling(office, { form: 'new' });
    const { json } = await office.feed('project add', [project('P1', { teacher_id: 'BEA', form: 'joined' })]);
    expect(json.errors).toMatchObject([{ line: 2, column: 'form' }]);
    expect(await enrolling(office, { teacher_id: 'BEA', form: 'new', partners: '' })).toBe('granted');
  });

  it('may enter an active participation, and needs no new decision', async () => {
    const office = await anOffice();
    await enrolling(office);
    await office.activate('P1', roble);
    await enrolling(office, { teacher_id: 'BEA' });
    expect(await answer(office, 'report submit', { project_id: 'P1', teacher_id: 'BEA', kind: 'project' })).toBe('granted');
  });
});

describe('what is known of a project', () => {
  it.each([
    ['title', 'Another title'],
    ['starts_on', '2025-09-16'],
    ['ends_on', '2026-06-16'],
    ['url', 'https://example.org/other'],
  ])('must be equal where it is given again: %s', async (column, other) => {
    const office = await anOffice();
    await enrolling(office, { url: 'https://example.org/p1' });
    const { code, json } = await office.feed('project add', [project('P1', { teacher_id: 'BEA', [column]: other })]);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column, value: other }]);
  });

  it('partners are added', async () => {
    const office = await anOffice();
    await enrolling(office);
    await enrolling(office, { teacher_id: 'BEA', partners: 'DE:Gymnasium' });
    const [row] = (await office.etw('project', 'list', '--project', 'P1', '--json')).list;
    expect(row?.partners).toBe('FR:Lycée Inventé|IT:Liceo Inventato|DE:Gymnasium');
  });

  it('a project does not end before it starts', async () => {
    const office = await anOffice();
    const { json } = await office.feed('project add', [project('P1', { starts_on: '2026-01-01', ends_on: '2025-12-31' })]);
    expect(json.errors.map(({ column }) => column)).toContain('ends_on');
  });
});

const assessing = (office: Office, more = {}) =>
  answer(office, 'project assess', { project_id: 'P1', school_code: roble, collaboration: 'yes', ict: 'yes', ...more });
const approving = (office: Office, approved = 'yes', school_code: string = roble) =>
  answer(office, 'approve project', { project_id: 'P1', school_code, approved });

describe('PART-6: suitability', () => {
  it.each([
    ['2025-10-01', 'FR:Lycée|IT:Liceo', 'yes', 'yes', 'granted'],
    ['2025-10-01', 'ES:Uno|ES:Otro', 'yes', 'yes', 'refused PART-6(a)'],
    ['2025-10-01', 'ES:Uno|US:Other', 'yes', 'yes', 'refused PART-6(a)'],
    ['2025-10-01', 'FR:Lycée|FR:Collège', 'yes', 'yes', 'granted'],
    ['2020-12-31', 'ES:Uno|GB:School', 'yes', 'yes', 'granted'],
    ['2021-01-01', 'ES:Uno|GB:School', 'yes', 'yes', 'refused PART-6(a)'],
    ['2025-10-01', 'FR:Lycée|IT:Liceo', 'no', 'yes', 'refused PART-6(b)'],
    ['2025-10-01', 'FR:Lycée|IT:Liceo', 'yes', 'no', 'refused PART-6(c)'],
    ['2025-10-01', 'ES:Uno|ES:Otro', 'no', 'no', 'refused PART-6(a);PART-6(b);PART-6(c)'],
  ])('enrolled on %s with %s, collaboration %s, ICT %s: %s', async (enrolled_on, partners, collaboration, ict, expected) => {
    const office = await anOffice();
    const year = Number(enrolled_on.slice(0, 4));
    await enrolling(office, { enrolled_on, partners, starts_on: `${year - 1}-09-15`, ends_on: `${year + 1}-06-15` });
    expect(await assessing(office, { collaboration, ict })).toBe(expected);
  });

  it('the day that counts is the school’s first enrolment, whatever a further teacher’s', async () => {
    const office = await anOffice();
    const dates = { starts_on: '2020-09-15', ends_on: '2021-06-15', partners: 'ES:Uno|GB:School' };
    await enrolling(office, { ...dates, enrolled_on: '2020-12-31' });
    await enrolling(office, { ...dates, enrolled_on: '2021-02-01', teacher_id: 'BEA' });
    expect(await assessing(office)).toBe('granted');
  });

  it('partners that come later are seen when it is assessed again', async () => {
    const office = await anOffice();
    await enrolling(office, { partners: 'ES:Uno|ES:Otro' });
    expect(await assessing(office)).toBe('refused PART-6(a)');
    await enrolling(office, { partners: 'FR:Lycée' });
    expect(await assessing(office)).toBe('granted');
  });
});

describe('PART-6 and PART-7: a participation is decided once both answers are known', () => {
  it.each([
    ['yes', 'yes', 'granted'],
    ['no', 'yes', 'refused PART-6'],
    ['yes', 'no', 'refused PART-7'],
    ['no', 'no', 'refused PART-6;PART-7'],
  ])('collaboration %s, then approved %s: %s', async (collaboration, approved, expected) => {
    const office = await anOffice();
    await enrolling(office);
    await assessing(office, { collaboration });
    expect(await approving(office, approved)).toBe(expected);
  });

  it.each([
    ['yes', 'yes', 'granted'],
    ['no', 'yes', 'refused PART-6'],
    ['yes', 'no', 'refused PART-7'],
  ])(
    'the other way round, collaboration %s, approved %s: the reply is kept, the assessment decides: %s',
    async (ok, approved, expected) => {
      const office = await anOffice();
      await enrolling(office);
      const first = await office.feed('approve project', [{ project_id: 'P1', school_code: roble, approved }]);
      expect(first.json).toMatchObject({ accepted: 1, granted: 0, refused: 0 });
      expect(first.results).toMatchObject([{ status: 'accepted', outcome: '', unmet: '' }]);
      expect(await assessing(office, { collaboration: ok })).toBe(expected);
    },
  );

  it('an assessment decides suitability, and the participation with it, in this order', async () => {
    const office = await anOffice();
    await enrolling(office);
    await approving(office);
    const { json } = await office.etw(
      ...['project', 'assess', '--project', 'P1', '--school', roble, '--collaboration', 'yes', '--ict', 'yes', '--json'],
    );
    expect(json.decisions?.map(({ kind, findings }) => [kind, findings.map(({ rule }) => rule)])).toEqual([
      ['suitability', ['PART-6(a)', 'PART-6(b)', 'PART-6(c)']],
      ['participation', ['PART-6', 'PART-7']],
    ]);
  });

  it('a reply that no decision follows, since the suitability was revoked, has no outcome', async () => {
    const office = await anOffice();
    await enrolling(office);
    await assessing(office);
    await approving(office);
    const found = (await office.etw('export', 'decisions', '--json')).list.find(({ kind }) => kind === 'suitability');
    await office.etw('revoke', String(found?.decision), '--reason', 'of another school', '--yes');
    const { json, results } = await office.feed('approve project', [{ project_id: 'P1', school_code: roble, approved: 'no' }]);
    expect(json).toMatchObject({ accepted: 1, granted: 0, refused: 0 });
    expect(results).toMatchObject([{ status: 'accepted', outcome: '', unmet: '' }]);
    expect(await assessing(office)).toBe('refused PART-7');
  });

  it('it is decided again when either answer changes, and stays when it does not', async () => {
    const office = await anOffice();
    await enrolling(office);
    await assessing(office);
    expect(await approving(office, 'no')).toBe('refused PART-7');
    expect(await approving(office, 'no')).toBe('unchanged refused PART-7');
    expect(await approving(office, 'yes')).toBe('granted');
    expect(await assessing(office, { ict: 'no' })).toBe('refused PART-6');
    expect(await assessing(office)).toBe('granted');
  });

  it.each([
    ['a school without an enrolment in the project', { school_code: encina }],
    ['a school nobody knows', { school_code: '49990017' }],
    ['a project nobody knows', { project_id: 'P9' }],
  ])('assessing or approving for %s is an invalid row', async (_, other) => {
    const office = await anOffice();
    await enrolling(office);
    expect(await assessing(office, other)).toBe('invalid');
    expect(await answer(office, 'approve project', { project_id: 'P1', school_code: roble, approved: 'yes', ...other })).toBe('invalid');
  });
});

describe('PART-8: until the participation is active nothing is developed in it', () => {
  const reporting = (office: Office, teacher_id = 'ANA') =>
    answer(office, 'report submit', { project_id: 'P1', teacher_id, kind: 'project', submitted_on: '2026-01-15' });

  it('refuses reports, and keeps none, before both answers, and takes them after', async () => {
    const office = await anOffice();
    await enrolling(office);
    expect(await reporting(office)).toBe('refused PART-8');
    await assessing(office);
    expect(await reporting(office)).toBe('refused PART-8');
    expect((await office.etw('export', 'reports', '--json')).list).toEqual([]);
    await approving(office);
    expect(await reporting(office)).toBe('granted');
    expect((await office.etw('export', 'reports', '--json')).list).toMatchObject([
      { project_id: 'P1', teacher_id: 'ANA', kind: 'project' },
    ]);
  });

  it('refuses the report of somebody not enrolled', async () => {
    const office = await anOffice();
    await enrolling(office);
    await office.activate('P1', roble);
    expect(await reporting(office, 'BEA')).toBe('refused PART-8');
  });

  it('refuses reports once the management has withdrawn its approval', async () => {
    const office = await anOffice();
    await enrolling(office);
    await office.activate('P1', roble);
    await approving(office, 'no');
    expect(await reporting(office)).toBe('refused PART-8');
  });

  it('the participation of one school does not make that of another active', async () => {
    const office = await anOffice();
    await enrolling(office);
    await enrolling(office, { teacher_id: 'DIEGO' });
    await office.activate('P1', pino);
    expect(await reporting(office)).toBe('refused PART-8');
    expect(await reporting(office, 'DIEGO')).toBe('granted');
  });
});
