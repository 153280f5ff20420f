/** A call on the engine that offices share: the same commands, the same answers. */
import { expect, it } from 'vitest';
import { day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { Reading } from '../../src/editions/edition.ts';
import { saveDecision, subjectOf } from '../../src/register/decisions.ts';
import { openShared } from '../../src/register/open.ts';
import { verdict } from '../../src/rules/decision.ts';
import { type Cells, csv, desk } from '../etw.ts';
import { freshDatabase } from '../postgres.ts';
import { application, closes, decides, encina, evaluation, opens, roble, school, teacher, three, yes } from './office.ts';

it('opens, invites, takes in, accredits and lists', async () => {
  const ETW_DB = await freshDatabase();
  const at = desk();
  const etw = async (...args: string[]) => {
    const ran = await at.etwIn({ env: { ETW_DB } }, ...args, '--json');
    expect([args.join(' '), ran.code, ran.err.includes('fault')]).toEqual([args.join(' '), 0, false]);
    return ran;
  };
  const feed = (command: string, rows: Cells[], ...args: string[]) => {
    at.write('rows.csv', csv(rows));
    return etw(...command.split(' '), '--csv', 'rows.csv', ...args);
  };
  await feed('school add', [school(encina), school(roble)]);
  await feed(
    'register',
    three(encina).map((id) => teacher(id, encina)),
  );
  await feed(
    'approve teacher',
    three(encina).map((id) => ({ teacher_id: id, ...yes })),
    '--on',
    '2023-09-01',
  );
  const register = await openShared(ETW_DB);
  const on = day('2025-06-30');
  await register.write({ actor: 'officer', command: 'label evaluate', on, at: new Date() }, async (writer) => {
    saveDecision(writer, 'national-label', subjectOf('P1', 'T051'), verdict(new Reading(baseEdition, [], on), []), {
      teacher_id: 'T051',
      project_id: 'P1',
      school_code: encina,
    });
  });
  await register.close();
  await etw('school', 'call', '2026', '--opens', opens, '--closes', closes);
  await feed('school record', [{ school_code: roble, call: '2025', valid_from: '2025-01-01', valid_until: '2026-12-31' }], '--on', opens);
  expect((await etw('school', 'invite', '--call', '2026', '--on', opens, '--invitations', 'whom.csv')).json).toMatchObject({
    granted: 1,
    refused: 1,
  });
  expect((await etw('school', 'invite', '--call', '2026', '--on', opens)).json).toMatchObject({ unchanged: 2 });
  expect((await feed('school apply', [application(encina)], '--on', '2026-02-20')).json).toMatchObject({ created: 1 });
  expect((await feed('school apply', [application(encina)], '--on', '2026-02-20')).json).toMatchObject({ unchanged: 1 });
  const accredited = ['--call', '2026', '--on', decides, '--letters', 'letters.csv'];
  expect((await feed('school accredit', [evaluation(encina, 3)], ...accredited)).json).toMatchObject({ granted: 1 });
  expect((await feed('school accredit', [evaluation(encina, 3)], ...accredited)).json).toMatchObject({ unchanged: 1 });
  expect((await etw('school', 'list', '--in-force', decides, '--on', decides)).list.map((row) => row.school_code)).toEqual([encina, roble]);
  expect((await etw('export', 'accreditations', '--call', '2026', '--on', decides)).list).toMatchObject([
    { valid_until: '2028-04-14', teacher_email: 't051@example.org' },
  ]);
  expect((await etw('stats', '--call', '2026', '--on', decides)).list).toContainEqual({
    figure: 'accreditations-in-force',
    by: 'all',
    key: null,
    value: 2,
  });
  const [invitation] = (await etw('export', 'decisions', '--call', '2026')).list;
  await etw('revoke', String(invitation?.decision), '--reason', 'tried', '--yes', '--on', decides);
  expect((await etw('school', 'invite', '--call', '2026', '--on', '2026-04-16')).json).toMatchObject({ unchanged: 2 });
  await etw('explain', String(invitation?.decision));
  expect((await etw('audit', 'verify')).code).toBe(0);
});
