/** What waits and what does not, since when, and how often it was asked. */
import { describe, expect, it } from 'vitest';
import { type Cells, desk } from '../etw.ts';
import { evaluation, scores } from './labels-office.ts';
import { anOffice, type Office, project, teacher, yes } from './office.ts';
import { busyOffice, candidate, encina, only, roble, type Step, steps, waits } from './pending-office.ts';

/** The decision of a kind that was taken last. */
async function lastOf(office: Office, kind: string): Promise<string> {
  const { list } = await office.etw('export', 'decisions', '--format', 'json');
  return String(list.findLast((row) => row.kind === kind)?.decision);
}
const revoke = async (office: Office, kind: string, on: string) => {
  const { code, err } = await office.etw('revoke', await lastOf(office, kind), '--reason', 'tried', '--yes', '--on', on);
  if (code !== 0) throw new Error(err);
};

describe('access', () => {
  it('waits for every present posting without a reply', async () => {
    expect(await only(await busyOffice(), 'access')).toMatchObject({
      teacher_id: 'NEW',
      school_name: 'Colegio La Encina',
      given_name: 'Nuria',
      since: '2026-06-01',
      days: 30,
      asked: 0,
    });
  });

  it.each(['yes', 'no'])('does not once the school has replied with consent %s', async (consent) => {
    const office = await busyOffice();
    await office.take('approve teacher', [yes('NEW', { consent, replied_on: '2026-06-20' })]);
    expect(await waits(office, 'access')).toEqual([]);
  });

  it('does for a new posting, and for nobody who has left', async () => {
    const office = await busyOffice();
    await office.take('register', [
      teacher('ANA', encina, { registered_on: '2026-06-15' }),
      teacher('NEW', encina, { in_service: 'no', registered_on: '2026-06-20' }),
    ]);
    expect(await waits(office, 'access')).toEqual(['ANA']);
    expect(await waits(office, 'access', '--on', '2026-06-14')).toEqual([]);
  });

  it('does again after a revocation, and then since that day', async () => {
    const office = await busyOffice();
    await office.take('approve teacher', [yes('NEW', { replied_on: '2026-06-20' })], '--on', '2026-06-20');
    await revoke(office, 'teacher-access', '2026-06-25');
    expect(await only(office, 'access')).toMatchObject({ teacher_id: 'NEW', since: '2026-06-25', days: 6 });
    expect(await waits(office, 'access', '--on', '2026-06-24')).toEqual([]);
  });

  it('does not where an earlier reply counts again', async () => {
    const office = await busyOffice();
    await office.take('approve teacher', [yes('NEW', { consent: 'no', replied_on: '2026-06-20' })]);
    await office.take('approve teacher', [yes('NEW', { replied_on: '2026-06-21' })]);
    await revoke(office, 'teacher-access', '2026-07-01');
    expect(await waits(office, 'access')).toEqual([]);
  });

  it('knows teachers by whatever id they have', async () => {
    const office = await anOffice();
    const ids = ['quo"te', 'back\\slash', '["', 'Ñ 中', "o'clock"];
    await office.take(
      'register',
      ids.map((id, place) => teacher(id, roble, { email: `t${place}@example.org` })),
    );
    expect((await waits(office, 'access')).sort()).toEqual([...ids].sort());
    await office.take(
      'approve teacher',
      ids.map((id) => yes(id)),
    );
    expect(await waits(office, 'access')).toEqual([]);
  });
});

describe('suitability and approval', () => {
  it('wait for each participation of a school, with the first teacher who enrolled', async () => {
    const office = await busyOffice();
    await office.take('project add', [
      project('P4', { teacher_id: 'BEA', enrolled_on: '2025-10-20' }),
      project('P4', { enrolled_on: '2025-10-21' }),
    ]);
    for (const step of ['suitability', 'approval'] as const) {
      expect(await waits(office, step)).toEqual([`P4 ${roble}`, `P2 ${encina}`]);
      expect((await office.etw('pending', step, '--json')).list).toMatchObject([
        { given_name: 'BEA', since: '2025-10-20', title: 'Project P4' },
        { given_name: 'CARLOS', since: '2025-11-01' },
      ]);
    }
  });

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
  ])('do not once assessed (%s) and replied to (%s), each by itself', async (ict, approved) => {
    const office = await busyOffice();
    await office.take('project assess', [{ project_id: 'P2', school_code: encina, collaboration: 'yes', ict }]);
    expect([await waits(office, 'suitability'), await waits(office, 'approval')]).toEqual([[], [`P2 ${encina}`]]);
    await office.take('approve project', [{ project_id: 'P2', school_code: encina, approved }]);
    expect([await waits(office, 'suitability'), await waits(office, 'approval')]).toEqual([[], []]);
  });

  it('do not for a reply that came before the assessment', async () => {
    const office = await busyOffice();
    await office.take('approve project', [{ project_id: 'P2', school_code: encina, approved: 'yes' }]);
    expect([await waits(office, 'suitability'), await waits(office, 'approval')]).toEqual([[`P2 ${encina}`], []]);
  });

  it('do not for an enrolment that was withdrawn', async () => {
    const office = await busyOffice();
    await office.take('project withdraw', [{ project_id: 'P2', teacher_id: 'CARLOS', reason: 'by mistake' }]);
    expect([await waits(office, 'suitability'), await waits(office, 'approval')]).toEqual([[], []]);
    expect(await waits(office, 'approval', '--on', '2026-06-30')).toContain(`P2 ${encina}`);
  });

  it('do again once the assessment, or the participation, is revoked', async () => {
    const office = await busyOffice();
    await revoke(office, 'suitability', '2026-07-01');
    expect(await waits(office, 'suitability')).toEqual([`P2 ${encina}`, `P3 ${roble}`]);
    expect(await waits(office, 'approval')).toEqual([`P2 ${encina}`]);
    const other = await busyOffice();
    await revoke(other, 'participation', '2026-07-01');
    expect(await waits(other, 'suitability')).toEqual([`P2 ${encina}`]);
    expect(await waits(other, 'approval')).toEqual([`P2 ${encina}`, `P3 ${roble}`]);
    await other.take('approve project', [{ project_id: 'P3', school_code: roble, approved: 'yes' }]);
    expect(await waits(other, 'approval')).toEqual([`P2 ${encina}`]);
  });
});

describe('reports', () => {
  // Of a project from 15 September to 15 June the middle is 29 January.
  it.each([
    ['2025-10-01', ['P4 BEA project'], 'the participation is active from that day'],
    ['2025-09-30', [], 'not before'],
    ['2026-01-28', ['P4 BEA project'], 'the follow-up report not before the middle'],
    ['2026-01-29', ['P4 BEA project', 'P4 BEA follow-up'], 'from the middle on'],
    ['2026-06-14', ['P4 BEA project', 'P4 BEA follow-up'], 'the final report not before the end'],
    ['2026-06-15', ['P4 BEA project', 'P4 BEA follow-up', 'P4 BEA final'], 'from the last day on'],
  ])('on %s %j are due: %s', async (on, expected) => {
    const office = await anOffice();
    await office.take('project add', [project('P4', { teacher_id: 'BEA', enrolled_on: '2025-09-20' })], '--on', '2025-09-20');
    await office.take('project assess', [{ project_id: 'P4', school_code: roble, collaboration: 'yes', ict: 'yes' }], '--on', '2025-10-01');
    await office.take('approve project', [{ project_id: 'P4', school_code: roble, approved: 'yes' }], '--on', '2025-10-01');
    expect(await waits(office, 'reports', '--on', on)).toEqual(expected);
  });

  it('wait since they are due, and not before the participation is active', async () => {
    const office = await busyOffice();
    const { list } = await office.etw('pending', 'reports', '--json');
    expect(list.map((row) => [row.project_id, row.teacher_id, row.kind, row.since])).toEqual([
      ['P1', 'ANA', 'final', '2026-07-01'],
      ['P1', 'ANA', 'follow-up', '2026-07-01'],
      ['P1', 'ANA', 'project', '2026-07-01'],
    ]);
  });

  it('do not wait once they are in, nor of a participation that is not active', async () => {
    const office = await busyOffice();
    await office.report('P1', 'ANA', ['project', 'final']);
    expect(await waits(office, 'reports')).toEqual(['P1 ANA follow-up']);
    await office.take('approve project', [{ project_id: 'P1', school_code: roble, approved: 'no' }]);
    expect(await waits(office, 'reports')).toEqual([]);
  });

  it('are those of every teacher who is enrolled, and the documents this office asks for', async () => {
    const office = await busyOffice();
    await office.take('project add', [project('P1', { teacher_id: 'BEA', title: '', url: '' })]);
    expect((await waits(office, 'reports')).length).toBe(6);
    await office.etw('rules', 'set', 'credits.documents', 'project,final', '--from', '2025-01-01', '--source', 'x');
    expect((await waits(office, 'reports')).filter((row) => row.includes('follow-up'))).toEqual([]);
  });
});

describe('evaluation', () => {
  it('waits for a final report, since it was handed in last', async () => {
    const office = await busyOffice();
    expect(await only(office, 'evaluation')).toMatchObject({ project_id: 'P3', teacher_id: 'BEA', since: '2026-06-20', days: 11 });
    await office.take('report submit', [{ project_id: 'P3', teacher_id: 'BEA', kind: 'final', submitted_on: '2026-06-29' }]);
    expect(await only(office, 'evaluation')).toMatchObject({ since: '2026-06-29' });
    expect(await waits(office, 'evaluation', '--on', '2026-06-19')).toEqual([]);
  });

  it.each(['positive', 'negative'])('does not once it is %s; again after its revocation', async (result) => {
    const office = await busyOffice();
    await office.take('report evaluate', [{ project_id: 'P3', teacher_id: 'BEA', result }]);
    expect(await waits(office, 'evaluation')).toEqual([]);
    await revoke(office, 'report-evaluation', '2026-07-01');
    expect(await only(office, 'evaluation')).toMatchObject({ since: '2026-07-01', days: 0 });
  });
});

describe('label', () => {
  it('waits for an application, and does not once it is decided, granted or refused', async () => {
    for (const more of [{}, { visible_results: 'no' }]) {
      const office = await busyOffice();
      expect(await only(office, 'label')).toMatchObject({
        project_id: 'P3',
        teacher_id: 'BEA',
        since: '2026-06-12',
        school_name: 'CEIP El Roble',
      });
      await office.take('label evaluate', [evaluation('P3', 'BEA', { ...more, applied_on: '' })]);
      expect(await waits(office, 'label')).toEqual([]);
    }
  });

  it('waits again for an application made after the decision, and after a revocation', async () => {
    const office = await busyOffice();
    await office.take('label evaluate', [evaluation('P3', 'BEA', { visible_results: 'no', applied_on: '' })]);
    await office.take('label apply', [{ project_id: 'P3', teacher_id: 'BEA', applied_on: '2026-06-30' }]);
    expect(await only(office, 'label')).toMatchObject({ since: '2026-06-30' });
    await office.take('label evaluate', [evaluation('P3', 'BEA', { applied_on: '' })]);
    expect(await waits(office, 'label')).toEqual([]);
    await revoke(office, 'national-label', '2026-07-01');
    expect(await only(office, 'label')).toMatchObject({ since: '2026-07-01' });
  });

  it('waits once the award is revoked, though a refusal was recorded beside it', async () => {
    const office = await busyOffice();
    await office.take('label evaluate', [evaluation('P3', 'BEA', { applied_on: '' })]);
    const [award] = (await office.etw('export', 'decisions', '--json')).list.slice(-1);
    await office.take('label evaluate', [evaluation('P3', 'BEA', { ...scores(5, 5, 5, 5, 5, 5), applied_on: '' })]);
    expect(await waits(office, 'label')).toEqual([]);
    await office.etw('revoke', String(award?.decision), '--reason', 'other scores', '--yes');
    expect(await waits(office, 'label')).toEqual(['P3 BEA']);
    await office.take('label evaluate', [evaluation('P3', 'BEA', { ...scores(5, 5, 5, 5, 5, 5), applied_on: '' })]);
    expect(await waits(office, 'label')).toEqual([]);
  });

  it('does not wait once a refusal beside a standing award is revoked', async () => {
    const office = await busyOffice();
    await office.take('label evaluate', [evaluation('P3', 'BEA', { applied_on: '' })]);
    await office.take('label evaluate', [evaluation('P3', 'BEA', { ...scores(5, 5, 5, 5, 5, 5), applied_on: '' })]);
    const [refusal] = (await office.etw('export', 'decisions', '--json')).list.slice(-1);
    await office.etw('revoke', String(refusal?.decision), '--reason', 'typed twice', '--yes');
    expect(await waits(office, 'label')).toEqual([]);
  });

  it('waits for an applicant who is not enrolled, at no school', async () => {
    const office = await busyOffice();
    await office.take('label apply', [{ project_id: 'P3', teacher_id: 'DIEGO', applied_on: '2026-06-11' }]);
    expect(await waits(office, 'label')).toEqual(['P3 DIEGO', 'P3 BEA']);
    expect(await waits(office, 'label', '--school', roble)).toEqual(['P3 BEA']);
  });
});

describe('accreditation', () => {
  const scored: Cells = Object.fromEntries(
    ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion', 'potential'].map((value) => [`${value}_score`, 3]),
  );

  it('waits for an application, and does not once phase 2 has decided; again after the revocation', async () => {
    const office = await busyOffice();
    expect(await only(office, 'accreditation')).toMatchObject({ school_code: roble, given_name: 'ANA', since: '2026-06-10' });
    await office.take('school accredit', [{ school_code: roble, evidence_verified: 'yes', ...scored }], '--call', '2026');
    expect(await waits(office, 'accreditation')).toEqual([]);
    await revoke(office, 'school-label', '2026-07-01');
    expect(await only(office, 'accreditation')).toMatchObject({ since: '2026-07-01' });
  });

  it('waits for an application that came in after a refusal', async () => {
    const office = await busyOffice();
    const refuse = () => office.take('school accredit', [{ school_code: roble, evidence_verified: 'yes', ...scored }], '--call', '2026');
    expect((await refuse()).json).toMatchObject({ refused: 1 });
    expect(await waits(office, 'accreditation')).toEqual([]);
    await office.take('school apply', [candidate(roble, 'ANA', { submitted_on: '2026-06-12' })]);
    expect(await only(office, 'accreditation')).toMatchObject({ since: '2026-06-12' });
  });

  it('of several calls is written one call a sheet', async () => {
    const office = await busyOffice();
    await office.etw('school', 'call', '2025', '--opens', '2025-06-01', '--closes', '2026-06-30');
    await office.take('school apply', [candidate(roble, 'ANA', { call: '2025', submitted_on: '2026-06-09' })]);
    expect(await waits(office, 'accreditation')).toEqual([roble, roble]);
    const mixed = await office.etw('pending', 'accreditation', '--out', 'sheet.csv', '--mark');
    expect([mixed.code, mixed.err.includes('2025, 2026'), office.files().includes('sheet.csv')]).toEqual([2, true, false]);
    expect((await office.etw('pending', 'accreditation', '--json')).list.map((row) => row.asked)).toEqual([0, 0]);
    const one = await office.etw('pending', 'accreditation', '--call', '2025', '--out', 'sheet.csv');
    expect([one.code, one.err]).toEqual([0, expect.stringContaining('school accredit --call 2025 --csv sheet.csv')]);
    expect((await office.etw('pending', 'accreditation', '--call', '2030')).code).toBe(5);
    expect((await office.etw('pending', 'access', '--call', '2025')).code).toBe(2);
  });
});

describe('narrowed', () => {
  it('by school, province and CFIE, whichever way they are named', async () => {
    const office = await busyOffice();
    const of = (...args: string[]) => waits(office, 'approval', ...args);
    await office.take('project add', [project('P4')]);
    expect(await of()).toEqual([`P4 ${roble}`, `P2 ${encina}`]);
    for (const args of [
      ['--school', encina],
      ['--province', 'leon'],
      ['--province', '24'],
      ['--cfie', 'CFIE-LEON'],
    ])
      expect(await of(...args)).toEqual([`P2 ${encina}`]);
    expect(await of('--province', 'Ávila', '--school', encina)).toEqual([]);
    expect(await of('--province', 'Burgos')).toEqual([]);
  });

  it.each([
    ['--school', '99990000'],
    ['--province', 'Atlántida'],
    ['--cfie', 'CFIE-NINGUNO'],
  ])('%s %s is not found', async (...args) => {
    const office = await busyOffice();
    for (const what of [[], ['access']]) {
      const { code, err, out } = await office.etw('pending', ...what, ...args);
      expect([code, err.includes(args[1] ?? ''), out]).toEqual([5, true, '']);
    }
  });

  it.each(steps)('%s: by school and by another', async (step) => {
    const office = await busyOffice();
    const all = await waits(office, step);
    expect(all.length).toBeGreaterThan(0);
    const [at, elsewhere] = [await waits(office, step, '--school', roble), await waits(office, step, '--school', encina)];
    expect([...at, ...elsewhere].sort()).toEqual([...all].sort());
    expect(at.length * elsewhere.length).toBe(0);
  });

  it.each([
    ['29', ['NEW']],
    ['30', []],
  ])('to what has waited for more than %s days, of 30', async (days, expected) => {
    expect(await waits(await busyOffice(), 'access', '--older-than', days)).toEqual(expected);
  });

  it.each([
    [['nothing'], 'access'],
    [['--mark'], '--mark'],
    [['--out', 'sheet.csv'], '--out'],
    [['access', '--excel'], '--excel'],
    [['access', '--older-than', '-1'], '--older-than'],
    [['access', '--older-than', 'x'], '--older-than'],
  ])('%j is a usage error that names %s', async (args, named) => {
    const { code, err } = await (await busyOffice()).etw('pending', ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(named)]);
  });
});

describe('--mark', () => {
  const asked = async (office: Office, ...args: string[]) => (await only(office, 'access', ...args)).asked;

  it('counts a request, once a day, and tells the last day', async () => {
    const office = await busyOffice();
    expect(await asked(office, '--mark', '--on', '2026-06-10')).toBe(1);
    expect(await asked(office, '--mark', '--on', '2026-06-10')).toBe(1);
    expect(await asked(office)).toBe(1);
    expect(await asked(office, '--mark', '--on', '2026-06-20')).toBe(2);
    expect([await asked(office), await asked(office, '--on', '2026-06-19')]).toEqual([2, 1]);
    expect((await office.etw('pending', 'access')).out).toMatch(/\b2\s+2026-06-20$/m);
    expect((await office.etw('audit', 'verify')).code).toBe(0);
  });

  it('marks what the filters leave, of this step alone, and says how many', async () => {
    const office = await busyOffice();
    await office.take('project add', [project('P4')]);
    const { err } = await office.etw('pending', 'approval', '--mark', '--school', encina);
    expect(err).toContain('1 request recorded for 2026-07-01');
    expect((await office.etw('pending', 'approval', '--mark')).err).toContain(
      '1 request recorded for 2026-07-01; 1 recorded that day already',
    );
    const { list } = await office.etw('pending', 'suitability', '--json');
    expect(list.map((row) => row.asked)).toEqual([0, 0]);
  });

  it('is in the log, with who and for which day, and names nobody', async () => {
    const office = await busyOffice();
    await office.etw('pending', 'access', '--mark', '--as', 'luisa', '--on', '2026-06-30');
    const { list } = await office.etw('audit', 'log', '--json');
    expect(list.at(-1)).toMatchObject({ by: 'luisa', command: 'pending access', on: '2026-06-30' });
    expect(JSON.stringify(list.at(-1))).not.toMatch(/Nuria|example\.org/);
  });

  it('of an earlier wait does not count in the next', async () => {
    const office = await busyOffice();
    await office.etw('pending', 'access', '--mark', '--on', '2026-06-10');
    await office.etw('pending', 'access', '--mark', '--on', '2026-06-20');
    await office.take('approve teacher', [yes('NEW', { replied_on: '2026-06-20' })], '--on', '2026-06-20');
    await revoke(office, 'teacher-access', '2026-06-20');
    expect(await asked(office, '--on', '2026-06-20')).toBe(0);
    expect(await asked(office, '--mark', '--on', '2026-06-20')).toBe(1);
    expect(await asked(office, '--mark', '--on', '2026-06-20')).toBe(1);
    expect(await asked(office)).toBe(1);
  });

  it('with nothing to ask for, or in a trial run, writes nothing', async () => {
    const office = await busyOffice();
    const before = await office.head();
    const trial = await office.etw('pending', 'access', '--mark', '--dry-run', '--out', 'sheet.csv');
    expect([trial.code, office.files().includes('sheet.csv')]).toEqual([0, false]);
    expect(await asked(office, '--mark', '--dry-run')).toBe(1);
    await office.etw('pending', 'access', '--mark', '--school', roble);
    expect([await office.head(), await asked(office)]).toEqual([before, 0]);
  });
});

describe('without a step', () => {
  it('sums up every one of them, with the command that shows it', async () => {
    const office = await busyOffice();
    const { list } = await office.etw('pending', '--json');
    expect(list.map((row) => [row.what, row.count, row.since, row.days])).toEqual([
      ['access', 1, '2026-06-01', 30],
      ['suitability', 1, '2025-11-01', 242],
      ['approval', 1, '2025-11-01', 242],
      ['reports', 3, '2026-07-01', 0],
      ['evaluation', 1, '2026-06-20', 11],
      ['label', 1, '2026-06-12', 19],
      ['accreditation', 1, '2026-06-10', 21],
    ]);
    for (const row of list) expect((await office.etw(...String(row.next).split(' ').slice(1))).code).toBe(0);
  });

  it('repeats what it was narrowed by in the command, and names none where nothing waits', async () => {
    const { list } = await (await busyOffice()).etw('pending', '--json', '--province', 'León', '--older-than', '5');
    expect(list.find((row) => row.what === 'access')).toMatchObject({
      count: 1,
      next: 'etw pending access --province "León" --older-than 5',
    });
    expect(list.find((row) => row.what === 'label')).toEqual({ what: 'label', count: 0, since: null, days: null, next: null });
  });

  it('of an empty register is a table of noughts', async () => {
    const { list } = await desk().etw('pending', '--json');
    expect(list.map((row) => [row.what, row.count])).toEqual(steps.map((step) => [step, 0]));
  });
});

describe('on a terminal', () => {
  it.each(steps)('%s is a table that fits, with the total, the longest wait and what to type next', async (step: Step) => {
    const office = await busyOffice();
    const { code, out, err } = await office.etwIn({ answers: [] }, 'pending', step);
    expect(code).toBe(0);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    const { since, days } = (await office.etw('pending', step, '--json')).list[0] ?? {};
    expect(out).toContain(since);
    expect(err).toMatch(new RegExp(`: ${days} days?\\.`));
    expect(err).toContain(`etw pending ${step} --out ${step}.csv`);
  });

  it('the summary fits too', async () => {
    const { out } = await (await busyOffice()).etwIn({ answers: [], env: { ETW_LANG: 'es' } }, 'pending');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    for (const step of steps) expect(out).toContain(step);
  });

  it('nothing is said plainly', async () => {
    const { out, err } = await (await anOffice()).etwIn({ answers: [] }, 'pending', 'label');
    expect([out, err]).toEqual(['', 'Nothing waits.\n']);
  });

  it('control characters of names stay harmless', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('X', roble, { given_name: 'Ana\u202e' })]);
    const { out } = await office.etwIn({ answers: [] }, 'pending', 'access');
    expect([out.includes('\u202e'), out.includes('Ana\\u202e')]).toEqual([false, true]);
  });

  it('speaks Spanish', async () => {
    const office = await busyOffice();
    const spanish = (...args: string[]) => office.etw('pending', ...args, '--lang', 'es');
    expect((await spanish()).out).toContain('respuestas de los centros sobre docentes');
    const { err } = await spanish('access', '--mark');
    expect(err).toMatch(/1 fila; la espera más larga: 30 días\..*1 petición anotada con fecha 2026-07-01\..*Siguiente/s);
    expect((await spanish('access', '--province', 'Atlántida')).err).toContain('no existe la provincia Atlántida');
    expect((await spanish('--mark')).err).toContain('indique qué se pide');
  });
});
