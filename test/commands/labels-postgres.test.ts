/** The labels of an office that shares its register on a server: the same answers as in a file. */
import { expect, it } from 'vitest';
import { csv, desk, rowsOf } from '../etw.ts';
import { freshDatabase } from '../postgres.ts';
import { evaluation, scores } from './labels-office.ts';
import { project, said, schools, teacher, yes } from './office.ts';

it('from applications to the European round on PostgreSQL', async () => {
  const env = { ETW_DB: await freshDatabase() };
  const office = desk();
  const etw = (...args: string[]) => office.etwIn({ env }, ...args);
  async function feed(command: string, rows: Parameters<typeof csv>[0]): Promise<string[]> {
    office.write('rows.csv', csv(rows));
    const { err } = await etw(...command.split(' '), '--csv', 'rows.csv', '--results', 'results.csv');
    const answers = rowsOf(office.read('results.csv'));
    return answers.length === rows.length ? answers.map(said) : [err];
  }
  const codes = [schools.roble, schools.encina];
  await feed(
    'school add',
    codes.map((school_code) => ({ school_code, name: `Centro ${school_code}`, funding: 'public' })),
  );
  await feed('register', [teacher('ANA', schools.roble), teacher('CARLOS', schools.encina)]);
  await feed('approve teacher', [yes('ANA'), yes('CARLOS')]);
  await feed('project add', [project('P1'), project('P1', { teacher_id: 'CARLOS' })]);
  const places = codes.map((school_code) => ({ project_id: 'P1', school_code }));
  await feed(
    'project assess',
    places.map((place) => ({ ...place, collaboration: 'yes', ict: 'yes' })),
  );
  await feed(
    'approve project',
    places.map((place) => ({ ...place, approved: 'yes' })),
  );
  expect(await feed('label apply', [{ project_id: 'P1', teacher_id: 'ANA', applied_on: '2026-05-04' }])).toEqual(['accepted']);
  const rows = [evaluation('P1', 'ANA'), evaluation('P1', 'CARLOS', scores(3, 3, 3, 3, 3, 2))];
  expect(await feed('label evaluate', rows)).toEqual(['granted 24', 'refused 17 NQL-6']);
  expect(await feed('label evaluate', rows)).toEqual(['unchanged granted 24', 'unchanged refused 17 NQL-6']);
  const abroad = { project_id: 'P1', country: 'FR', school: 'Lycée Inventé', granted_on: '2026-04-01' };
  expect(await feed('label record', [abroad])).toEqual(['accepted']);
  expect(await feed('award record', [{ project_id: 'P1', award: 'national-prize', period: '2026' }])).toEqual(['accepted']);
  expect(await feed('label propose', [{ project_id: 'P1', year: '2026' }])).toEqual(['granted']);
  await etw('label', 'european', '--year', '2026', '--results', 'round.csv');
  expect(rowsOf(office.read('round.csv')).map(said)).toEqual(['granted']);
  const { list } = await etw('label', 'list', '--json');
  expect(list.map((row) => [row.kind, row.origin, row.school_code])).toEqual([
    ['national-label', 'decided', schools.roble],
    ['european-label', 'decided', schools.roble],
    ['national-label', 'recorded', null],
  ]);
  expect((await etw('project', 'show', 'P1', '--json')).object.applications).toMatchObject([{ state: 'granted' }]);
  expect((await etw('explain', String(list[0]?.decision), '--letter')).out).toContain('24 points of 30');
  expect((await etw('audit', 'verify')).code).toBe(0);
});
