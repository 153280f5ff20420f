/** What `why` says of a teacher in a project: what stands, what is missing, by when, and where there is no way. */
import { describe, expect, it } from 'vitest';
import { csv, desk } from '../etw.ts';
import { freshDatabase } from '../postgres.ts';
import { evaluation, labelOffice, scores } from './labels-office.ts';
import { anOffice, type Office, officeWithP1, project, schools, teacher, yes } from './office.ts';
import { type Answer, why } from './way.ts';

const of = (id: string, who = 'ANA') => ['--teacher', who, '--project', id] as const;
const kinds = (answer: Answer | undefined) => answer?.steps.map(({ command }) => command.split(' --')[0]?.slice(4));
const rulesOf = (answer: Answer | undefined) => answer?.obstacles.map(({ rule }) => rule);

describe('credits', () => {
  it('are ready where only the decision is missing, and say what they rest on', async () => {
    const { credits } = await why(await officeWithP1(), ...of('P1'));
    expect(credits).toMatchObject({ status: 'ready', credits: 4, missing: [], year: '2025-26', school_code: schools.roble });
    expect(kinds(credits)).toEqual(['credits certify']);
    expect(credits?.steps[0]?.message).toContain('credits.academic-year-days, assumed');
    expect(credits?.assumed).toContain('credits.academic-year-days');
  });

  it('stand with their certificate once they are certified, until it is revoked', async () => {
    const office = await officeWithP1();
    await office.claim(['P1', 'ANA']);
    const { credits } = await why(office, ...of('P1'));
    expect(credits).toMatchObject({ status: 'granted', certificate: 'CFIE-AVILA/2025-26/1', since: '2026-07-01', credits: 4, steps: [] });
    await office.etw('revoke', 'CFIE-AVILA/2025-26/1', '--reason', 'Wrong dates', '--yes');
    expect((await why(office, ...of('P1'))).credits).toMatchObject({ status: 'ready', certificate: null });
  });

  it('have the findings that certifying them would have', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const { credits } = await why(office, ...of('P1'));
    await office.claim(['P1', 'ANA']);
    const { list } = await office.etw('export', 'decisions', '--format', 'json');
    expect(credits?.findings).toEqual(list.find(({ kind }) => kind === 'credits')?.findings);
  });

  it.each([
    [['project', 'follow-up', 'final'], []],
    [['project', 'final'], ['follow-up']],
    [[], ['project', 'follow-up', 'final']],
  ])('with %j in, the reports missing are %j', async (handed, missing) => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    await office.activate('P1', schools.roble);
    if (handed.length > 0) await office.report('P1', 'ANA', handed);
    const { credits } = await why(office, ...of('P1'));
    expect(credits?.steps.flatMap(({ command }) => /--kind (\S+)/.exec(command)?.[1] ?? [])).toEqual(missing);
    expect(credits?.missing.includes('CRED-3')).toBe(missing.length > 0);
    expect(kinds(credits)?.slice(-2)).toEqual(['report evaluate', 'credits certify']);
  });

  // 60 days are the least of a term.
  it.each([
    ['2026-03-01', 'possible', 2],
    ['2026-03-02', 'impossible', null],
  ])('of a project from %s to 29 April are %s', async (starts_on, status, credits) => {
    const office = await anOffice();
    await office.take('project add', [project('P1', { starts_on, ends_on: '2026-04-29', enrolled_on: starts_on })]);
    const answer = (await why(office, ...of('P1'))).credits;
    expect(answer).toMatchObject({ status, credits });
    expect(rulesOf(answer)).toEqual(status === 'possible' ? [] : ['CRED-5']);
    if (status === 'impossible') expect(answer?.obstacles[0]?.hint).toMatch(/^Nothing can be done/);
  });

  it.each([
    [3, 'ready', 1],
    [4, 'impossible', null],
  ])('with %i certified elsewhere are %s', async (elsewhere, status, credits) => {
    const office = await officeWithP1();
    const recorded = { teacher_id: 'ANA', year: '2025-26', credits: elsewhere, cfie: 'CFIE-LEON', certificate: 'CFIE-LEON/2025-26/9' };
    await office.take('credits record', [recorded]);
    const answer = (await why(office, ...of('P1'))).credits;
    expect(answer).toMatchObject({ status, credits });
    expect(rulesOf(answer)).toEqual(status === 'ready' ? [] : ['CRED-6']);
    if (status === 'impossible') expect(answer?.obstacles[0]?.hint).toContain('CFIE-LEON/2025-26/9 (4)');
  });

  it('certified elsewhere for the same project have no way', async () => {
    const office = await officeWithP1();
    await office.take('credits record', [{ teacher_id: 'ANA', year: '2025-26', credits: 2, cfie: 'CFIE-LEON', project_id: 'P1' }]);
    const { credits } = await why(office, ...of('P1'));
    expect(credits).toMatchObject({ status: 'impossible', steps: [] });
    expect(rulesOf(credits)).toEqual(['CRED-8']);
  });

  it('have no way at a private school, and name the CFIE where no area does', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1', { teacher_id: 'DIEGO' }), project('P1', { teacher_id: 'EVA' })]);
    expect(rulesOf((await why(office, ...of('P1', 'DIEGO'))).credits)).toEqual(['CRED-2']);
    const eva = (await why(office, ...of('P1', 'EVA'))).credits;
    expect(eva?.steps.find(({ rules }) => rules.includes('CRED-7'))?.command).toBe(
      'etw cfie add --cfie <cfie> --province Soria --municipality Villahaya',
    );
  });

  it('have no way for somebody not enrolled in a project that has ended, and one until its last day', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const during = (await why(office, ...of('P1', 'BEA'), '--on', '2026-06-15')).credits;
    expect(during?.steps.find(({ command }) => command.startsWith('etw project add'))).toMatchObject({
      not_after: '2026-06-15',
      not_before: null,
    });
    const { credits } = await why(office, ...of('P1', 'BEA'), '--on', '2026-06-16');
    expect(rulesOf(credits)).toEqual(['PART-5']);
    expect(credits?.obstacles[0]?.hint).toContain('--enrolled-on');
  });
});

describe('the national label', () => {
  // The last day of an application is 60 days before the end.
  it.each([
    ['2026-08-30', null],
    ['2026-08-31', '2026-07-02'],
  ])('of a project that ends on %s is applied for not before %s', async (ends_on, day) => {
    const office = await anOffice();
    await office.take('project add', [project('P1', { ends_on })]);
    const answer = (await why(office, ...of('P1')))['national-label'];
    const step = answer?.steps.find(({ command }) => command.startsWith('etw label apply'));
    expect(step?.not_before).toBe(day);
    expect(step?.command.includes('--applied-on')).toBe(day !== null);
  });

  it.each([
    [scores(3, 3, 3, 3, 3, 2), 17, '1 point short'],
    [scores(5, 5, 5, 5, 0, 0), 20, '4 points short'],
  ])('refused with %j says how many points are lacking', async (points, score, short) => {
    const office = await labelOffice('P1');
    await office.take('label apply', [{ project_id: 'P1', teacher_id: 'ANA', applied_on: '2026-05-04' }]);
    await office.feed('label evaluate', [evaluation('P1', 'ANA', points)]);
    const answer = (await why(office, ...of('P1')))['national-label'];
    expect(answer).toMatchObject({ status: 'possible', score, missing: ['NQL-6'] });
    expect(kinds(answer)).toEqual(['label evaluate']);
    expect(answer?.steps[0]?.message).toContain(short);
  });

  it('is not evaluated again by an evaluation of an earlier application', async () => {
    const office = await labelOffice('P1');
    await office.take('label apply', [{ project_id: 'P1', teacher_id: 'ANA', applied_on: '2026-05-04' }]);
    await office.feed('label evaluate', [evaluation('P1', 'ANA', { visible_results: 'no' })]);
    expect((await why(office, ...of('P1')))['national-label']?.missing).toEqual(['NQL-5', 'NQL-6']);
    await office.take('label apply', [{ project_id: 'P1', teacher_id: 'ANA', applied_on: '2026-06-01' }]);
    const answer = (await why(office, ...of('P1')))['national-label'];
    expect(answer?.missing).toEqual(['NQL-1', 'NQL-3', 'NQL-4', 'NQL-5', 'NQL-6']);
    expect(answer?.findings.find(({ rule }) => rule === 'NQL-5')?.met).toBe(null);
  });
});

describe('the European label', () => {
  it('names the partners whose labels are lacking, as many as are needed', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    const step = async () => (await why(office, ...of('P1')))['european-label'];
    expect((await step())?.steps.filter(({ who, rules }) => who === 'partner' && rules.includes('EQL-2'))).toHaveLength(1);
    expect((await step())?.steps[0]?.command).toBe(
      "etw label record --project P1 --country FR --school-name 'Lycée Inventé' --granted-on <date>",
    );
    await office.take('label record', [{ project_id: 'P1', country: 'FR', school: 'Lycée Inventé', granted_on: '2026-05-01' }]);
    expect(kinds(await step())).toEqual(['label propose', 'label european']);
    await office.take('label propose', [{ project_id: 'P1', year: '2026' }]);
    expect(await step()).toMatchObject({ status: 'ready', missing: [] });
    await office.etw('label', 'european', '--year', '2026');
    expect(await step()).toMatchObject({ status: 'granted', year: '2026' });
  });

  it('goes to another school only with a national label of its own', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    expect(kinds((await why(office, ...of('P1', 'CARLOS')))['european-label'])?.slice(0, 2)).toEqual(['label apply', 'label evaluate']);
    expect(kinds((await why(office, ...of('P1', 'BEA')))['european-label'])?.[0]).toBe('label record');
  });
});

describe('the command line', () => {
  const ended = async (office: Office, ...args: string[]) => (await office.etw('why', ...args)).code;

  it('ends with 5 for what is not there, with 2 for what is missing or contradicts', async () => {
    const office = await officeWithP1();
    expect(await ended(office, ...of('P1'))).toBe(0);
    expect(await ended(office, ...of('P9'))).toBe(5);
    expect(await ended(office, ...of('P1', 'NOBODY'))).toBe(5);
    expect(await ended(office, '--school', '99999999', '--call', '2026')).toBe(5);
    expect(await ended(office, '--school', schools.roble, '--call', '2026')).toBe(5);
    expect(await ended(office)).toBe(2);
    expect(await ended(office, '--teacher', 'ANA')).toBe(2);
    expect(await ended(office, ...of('P1'), '--call', '2026')).toBe(2);
    expect((await office.etw('why', '--teacher', 'ANA')).err).toContain('--project');
  });

  it('asks at a terminal for the half that was left out, and fits its width', async () => {
    const office = await officeWithP1();
    const { code, out } = await office.etwIn({ answers: ['P1'] }, 'why', '--teacher', 'ANA');
    expect(code).toBe(0);
    expect(out).toContain('etw credits certify --year 2025-26 --project P1 --teacher ANA');
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    // A command over several lines is one for a shell.
    expect(out.replaceAll(/ \\\n\s+/g, ' ')).toMatch(/etw label evaluate --project P1 .* --score results=<2-5>/);
  });

  it('says with its source why there is no way', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1', { teacher_id: 'DIEGO' })]);
    const { out } = await office.etw('why', ...of('P1', 'DIEGO'));
    expect(out).toMatch(/There is no way:\n {2}- CRED-2: .*private.*\n.*\n {4}source: S-CYL, Seguimiento[^\n]*§ 1\n/);
  });

  it('speaks Spanish in messages alone', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const ran = await office.etwIn({ env: { ETW_LANG: 'es' } }, 'why', ...of('P1'), '--json');
    const [spanish] = ran.list as unknown as Answer[];
    const { credits } = await why(office, ...of('P1'));
    expect(spanish?.steps.map(({ command, rules }) => [command, rules])).toEqual(
      credits?.steps.map(({ command, rules }) => [command, rules]),
    );
    expect(spanish?.steps.at(-1)?.message).toMatch(/^El CFIE certifica 4 créditos/);
    const { out } = await office.etwIn({ env: { ETW_LANG: 'es' } }, 'why', ...of('P1'));
    expect(out).toContain('El camino más corto:');
  });
});

it('answers the same on PostgreSQL', async () => {
  const env = { ETW_DB: await freshDatabase() };
  const office = desk();
  const feed = async (command: string, rows: Parameters<typeof csv>[0]) => {
    office.write('rows.csv', csv(rows));
    return office.etwIn({ env }, ...command.split(' '), '--csv', 'rows.csv');
  };
  await feed('school add', [{ school_code: schools.roble, name: 'CEIP El Roble', funding: 'public', cfie: 'CFIE-AVILA' }]);
  await feed('register', [teacher('ANA', schools.roble), teacher('BEA', schools.roble)]);
  await feed('approve teacher', [yes('ANA')]);
  await feed('project add', [project('P1', { ends_on: '2026-08-15' })]);
  await office.etwIn({ env }, 'school', 'call', '2026', '--opens', '2026-06-01', '--closes', '2026-07-31');
  const asked = async (...args: string[]) => (await office.etwIn({ env }, 'why', ...args, '--json')).list as unknown as Answer[];
  const [credits, label, european] = await asked(...of('P1', 'BEA'));
  expect(kinds(credits)?.slice(0, 4)).toEqual(['approve teacher', 'project add', 'project assess', 'approve project']);
  expect(credits).toMatchObject({ status: 'possible', credits: 4 });
  expect([label?.status, european?.status]).toEqual(['possible', 'possible']);
  const [invitation, accreditation] = await asked('--school', schools.roble, '--call', '2026');
  expect(invitation?.missing).toEqual(['SCH-1', 'SCH-2', 'SCH-3']);
  expect(accreditation?.recognition).toBe('school-label');
});
