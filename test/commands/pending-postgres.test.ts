/** What waits in a register that offices share on a server, and the sheets that come back: the same as in a file. */
import { beforeAll, describe, expect, it } from 'vitest';
import { answeredBy } from '../../src/steps.ts';
import { type Desk, desk, rowsOf } from '../etw.ts';
import { freshDatabase } from '../postgres.ts';
import { type Office, officeAt, prepare, teacher } from './office.ts';
import { answered, fill, makeBusy, only, roble, sheet, steps, waits } from './pending-office.ts';

let office: Office;

beforeAll(async () => {
  const db = ['--db', await freshDatabase()];
  const at = desk();
  const shared: Desk = {
    ...at,
    etw: (...args) => at.etw(...args, ...db),
    feed: (command, rows, ...args) => at.feed(command, rows, ...args, ...db),
    take: (command, rows, ...args) => at.take(command, rows, ...args, ...db),
  };
  await prepare(shared);
  office = await makeBusy(officeAt(shared));
}, 60_000);

describe('on PostgreSQL', () => {
  it.each(steps)('%s: what waits is asked for, answered, and waits no more', async (step) => {
    const { list } = await office.etw('pending', step, '--json', '--mark');
    expect(list.length).toBeGreaterThan(0);
    expect((await office.etw('pending', step, '--json', '--mark')).list).toEqual(list.map((row) => ({ ...row, asked: 1 })));
    const rows = await sheet(office, step);
    const { cells, more = [] } = answered[step];
    fill(office, cells);
    const { code } = await office.etw(...answeredBy[step].split(' '), ...more, '--csv', 'sheet.csv', '--results', 'results.csv');
    expect([code, rowsOf(office.read('results.csv')).map((row) => row.status)]).toEqual([0, rows.map(() => 'accepted')]);
    expect(await waits(office, step)).toEqual([]);
  });

  it('ids of any kind are told apart, and a revocation begins a new wait', async () => {
    const ids = ['quo"te', 'back\\slash', "o'clock"];
    await office.take(
      'register',
      ids.map((id, place) => teacher(id, roble, { email: `t${place}@example.org` })),
    );
    expect((await waits(office, 'access')).sort()).toEqual([...ids].sort());
    await sheet(office, 'access', '--mark');
    fill(office, answered.access.cells);
    await office.etw('approve', 'teacher', '--csv', 'sheet.csv', '--on', '2026-07-01');
    expect(await waits(office, 'access')).toEqual([]);
    const decisions = (await office.etw('export', 'decisions', '--json')).list;
    const last = decisions.findLast((row) => row.teacher_id === 'back\\slash');
    await office.etw('revoke', String(last?.decision), '--reason', 'tried', '--yes', '--on', '2026-07-03');
    expect(await only(office, 'access', '--on', '2026-07-04')).toMatchObject({
      teacher_id: 'back\\slash',
      since: '2026-07-03',
      days: 1,
      asked: 0,
    });
    expect((await office.etw('audit', 'verify')).code).toBe(0);
  });
});
