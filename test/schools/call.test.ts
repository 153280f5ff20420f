/** Calls and their windows, renewals, and what was accredited before this register. */
import { describe, expect, it } from 'vitest';
import { type Cells, rowsOf } from '../etw.ts';
import {
  anOffice,
  application,
  appliedOffice,
  closes,
  decides,
  encina,
  evaluation,
  type Office,
  openCall,
  opens,
  readyOffice,
  roble,
  school,
  teacher,
  three,
  yes,
} from './office.ts';

describe('school call', () => {
  it('opens a call, changes it, and says when nothing changes', async () => {
    const office = anOffice();
    expect((await office.etw(...openCall, '--json')).json).toMatchObject({ accepted: 1, created: 1, decisions: [] });
    expect((await office.etw(...openCall, '--json')).json).toMatchObject({ unchanged: 1 });
    expect((await office.etw('school', 'call', '2026', '--closes', '20/03/2026', '--json')).json).toMatchObject({ updated: 1 });
    expect((await office.etw('school', 'call', '2026', '--label-until', '2026-01-16', '--json')).json).toMatchObject({ updated: 1 });
    expect((await office.etw('school', 'call', '2026', '--label-until', '-', '--json')).json).toMatchObject({ updated: 1 });
    expect((await office.etw('school', 'call', '2026', '--label-until', '-', '--json')).json).toMatchObject({ unchanged: 1 });
  });

  it.each([
    ['a new one without its dates', ['2027'], 2, /--opens/],
    ['one without a year', ['--opens', opens, '--closes', closes], 2, /--call/],
    ['a year that is none', ['26', '--opens', opens, '--closes', closes], 1, /four digits/],
    ['closing before it opens', ['2027', '--opens', closes, '--closes', opens], 1, /--closes/],
    [
      'labels until before since',
      ['2027', '--opens', opens, '--closes', closes, '--label-since', '2025-02-01', '--label-until', '2025-01-31'],
      1,
      /--label-until/,
    ],
    [
      'valid until before from',
      ['2027', '--opens', opens, '--closes', closes, '--valid-from', '2027-01-01', '--valid-until', '2026-12-31'],
      1,
      /--valid-until/,
    ],
    [
      'active since after the reference day',
      ['2027', '--opens', opens, '--closes', closes, '--active-since', '2026-02-13'],
      1,
      /--active-since/,
    ],
    ['clearing a date it needs', ['2026', '--opens', '-'], 1, /--opens/],
  ])('%s', async (_, args, code, said) => {
    const office = anOffice();
    await office.etw(...openCall);
    expect(await office.etw('school', 'call', ...args)).toMatchObject({ code, err: expect.stringMatching(said) });
  });
});

/** Real calls, their opening and closing days invented where none was published. */
const realCalls = [
  {
    call: '2023',
    windows: {
      opens: '2022-10-15',
      closes: '2022-11-30',
      'registered-by': '2020-09-01',
      'active-since': '2020-09-01',
      'label-since': '2020-07-01',
      'valid-from': '2023-01-01',
      'valid-until': '2024-12-31',
    },
    since: ['2020-09-01', '2020-09-02'],
    active: ['2020-09-01', '2020-08-31'],
    label: [
      ['2020-07-01', '2020-06-30'],
      ['2022-10-15', '2022-10-16'],
    ],
  },
  {
    call: '2024',
    windows: {
      opens: '2024-02-06',
      closes: '2024-02-28',
      'registered-by': '2022-01-01',
      'active-since': '2022-01-01',
      'label-since': '2021-11-01',
      'valid-from': '2024-01-01',
      'valid-until': '2025-12-31',
    },
    since: ['2022-01-01', '2022-01-02'],
    active: ['2022-01-01', '2021-12-31'],
    label: [
      ['2021-11-01', '2021-10-31'],
      ['2024-02-06', '2024-02-07'],
    ],
  },
  {
    call: '2025',
    windows: {
      opens: '2025-01-20',
      closes: '2025-02-20',
      'registered-by': '2023-01-09',
      'active-since': '2023-01-09',
      'label-since': '2022-11-09',
      'label-until': '2025-01-16',
      'valid-from': '2025-01-01',
      'valid-until': '2026-12-31',
    },
    since: ['2023-01-09', '2023-01-10'],
    active: ['2023-01-09', '2023-01-08'],
    label: [
      ['2022-11-09', '2022-11-08'],
      ['2025-01-16', '2025-01-17'],
    ],
  },
] as const;

describe.each(realCalls)('the call of $call, with the windows it had', ({ call, windows, since, active, label }) => {
  const later = windows.closes;
  const invited = async (of: { since: string; active: string; label: string }) => {
    const office = anOffice();
    await office.etw('school', 'call', call, ...Object.entries(windows).flatMap(([name, value]) => [`--${name}`, value]));
    await office.take('school add', [school(encina, { etwinning_since: of.since })]);
    await office.take(
      'register',
      three(encina).map((id) => teacher(id, encina, { registered_on: '2019-09-01', last_active_on: of.active })),
    );
    await office.take(
      'approve teacher',
      three(encina).map((id) => ({ teacher_id: id, ...yes, replied_on: '2019-09-01' })),
      '--on',
      '2019-09-01',
    );
    await office.label(encina, three(encina)[0] ?? '', of.label);
    const ran = await office.etw('school', 'invite', '--call', call, '--on', later, '--results', 'results.csv');
    expect(ran.code).toBe(0);
    return { office, unmet: rowsOf(office.read('results.csv'))[0]?.unmet };
  };
  const good = { since: since[0], active: active[0], label: label[0][0] };

  it('invites on the last day of every window', async () => {
    expect((await invited(good)).unmet).toBe('');
    expect((await invited({ ...good, label: label[1][0] })).unmet).toBe('');
  });

  it.each([
    ['registered a day late', { since: since[1] }, 'SCH-1'],
    ['active a day before the window', { active: active[1] }, 'SCH-2'],
    ['a label of the day before the window', { label: label[0][1] }, 'SCH-3'],
    ['a label of the day after it', { label: label[1][1] }, 'SCH-3'],
  ])('refuses a school %s', async (_, more, rules) => {
    expect((await invited({ ...good, ...more })).unmet).toBe(rules);
  });

  it('accredits for its two calendar years', async () => {
    const { office } = await invited(good);
    await office.take('school apply', [application(encina, { call, submitted_on: later })], '--on', later);
    await office.take('school accredit', [evaluation(encina, 4)], '--call', call, '--on', later);
    expect((await office.etw('export', 'accreditations', '--json', '--on', later)).list).toMatchObject([
      { call, valid_from: windows['valid-from'], valid_until: windows['valid-until'] },
    ]);
  });
});

describe('renewals', () => {
  const recorded = (more: Cells): Cells => ({
    school_code: encina,
    call: '2024',
    valid_from: '2024-08-01',
    valid_until: '2026-07-31',
    ...more,
  });

  it.each([
    ['179 days left', '2026-08-10', ''],
    ['180 days left', '2026-08-11', 'SCH-4'],
    ['181 days left', '2026-08-12', 'SCH-4'],
  ])('a school accredited before this register is invited with %s', async (_, until, rules) => {
    const office = await readyOffice();
    await office.take('school record', [recorded({ valid_until: until })], '--on', opens);
    await office.etw('school', 'invite', '--call', '2026', '--on', opens, '--results', 'results.csv');
    expect(rowsOf(office.read('results.csv'))).toMatchObject([{ unmet: rules }]);
  });

  it('begins the day after the earlier one ends', async () => {
    const office = await appliedOffice();
    await office.take('school record', [recorded({})], '--on', '2026-03-01');
    const { results } = await office.feed('school accredit', [evaluation(encina, 3)], '--call', '2026', '--on', decides);
    expect(results).toMatchObject([{ message: 'Accredited from 2026-08-01 to 2028-07-31.' }]);
    const on = async (day: string) => (await office.etw('stats', '--on', day, '--by', 'all', '--json')).list;
    expect(await on(decides)).toContainEqual({ figure: 'accreditations-in-force', by: 'all', key: null, value: 1 });
    for (const day of ['2026-07-31', '2026-08-01', '2028-07-31'])
      expect(await on(day)).toContainEqual({ figure: 'accreditations-in-force', by: 'all', key: null, value: 1 });
    expect(await on('2028-08-01')).toContainEqual({ figure: 'accreditations-in-force', by: 'all', key: null, value: 0 });
  });

  it('an accreditation granted by an earlier call here counts as a recorded one does, until it is revoked', async () => {
    const office = await appliedOffice();
    await office.take('school accredit', [evaluation(encina, 3)], '--call', '2026', '--on', decides);
    await office.etw('school', 'call', '2027', '--opens', '2027-02-01', '--closes', '2027-03-01', '--active-since', '2025-01-01');
    const invite = async (on: string) => (await office.etw('school', 'invite', '--call', '2027', '--on', on, '--json')).json;
    expect(await invite('2027-02-01')).toMatchObject({ refused: 1 });
    const award = (await office.etw('export', 'decisions', '--call', '2026', '--json')).list.at(-1);
    await office.etw('revoke', String(award?.decision), '--reason', 'evidence was false', '--yes', '--on', '2027-02-02');
    // What other decisions caused is no reason to decide again by itself: the school is named.
    const { json } = await office.etw('school', 'invite', '--call', '2027', '--school', encina, '--on', '2027-02-03', '--json');
    expect(json).toMatchObject({ granted: 1 });
  });
});

describe('school record', () => {
  const row = { school_code: encina, call: '2024', valid_from: '2024-01-01', valid_until: '2025-12-31' };
  const record = (office: Office, more: Cells = {}) => office.feed('school record', [{ ...row, ...more }], '--on', opens);

  it('records, corrects and leaves alone', async () => {
    const office = await readyOffice();
    expect((await record(office)).json).toMatchObject({ created: 1 });
    expect((await record(office)).json).toMatchObject({ unchanged: 1 });
    expect((await record(office, { valid_until: '2025-12-30' })).json).toMatchObject({ updated: 1 });
  });

  it('refuses an unknown school, days that end before they begin, and what is decided here', async () => {
    const office = await appliedOffice();
    expect((await record(office, { school_code: roble })).json.errors).toMatchObject([{ column: 'school_code' }]);
    expect((await record(office, { valid_until: '2023-12-31' })).json.errors).toMatchObject([{ column: 'valid_until' }]);
    await office.take('school accredit', [evaluation(encina, 3)], '--call', '2026', '--on', decides);
    const { json } = await office.feed('school record', [{ ...row, call: '2026' }], '--on', decides);
    expect(json.errors).toMatchObject([{ column: 'call' }]);
  });

  it('a school recorded for a call is not accredited in it again', async () => {
    const office = await appliedOffice();
    await record(office, { call: '2026', valid_from: '2026-04-01', valid_until: '2028-03-31' });
    const { results } = await office.feed('school accredit', [evaluation(encina, 5)], '--call', '2026', '--on', decides);
    expect(results).toMatchObject([{ outcome: 'refused', unmet: 'SCH-4' }]);
  });
});

describe('lists and figures', () => {
  const figure = (list: Record<string, unknown>[], name: string, by = 'all', key: string | null = null) =>
    list.find((row) => row.figure === name && row.by === by && row.key === key)?.value;

  it('each figure names what it counts', async () => {
    const office = await appliedOffice();
    await office.take('school add', [school(roble, { province: 'LEON', cfie: 'CFIE-LEON' })]);
    await office.take('school record', [
      { school_code: encina, call: '2020', valid_from: '2020-01-01', valid_until: '2021-12-31' },
      { school_code: encina, call: '2022', valid_from: '2022-01-01', valid_until: '2023-12-31' },
      { school_code: roble, call: '2025', valid_from: '2025-01-01', valid_until: '2026-12-31' },
    ]);
    await office.take('school accredit', [evaluation(encina, 3)], '--call', '2026', '--on', decides);
    const { list } = await office.etw('stats', '--call', '2026', '--on', '2026-12-31', '--json');
    expect(['awarded', 'in-force', 'ever'].map((name) => figure(list, `accreditations-${name}`))).toEqual([1, 2, 4]);
    expect(figure(list, 'schools-ever-accredited')).toBe(2);
    expect(figure(list, 'accreditations-in-force', 'province', 'León')).toBe(1);
    expect(figure(list, 'accreditations-ever', 'cfie', 'CFIE-LEON')).toBe(1);
    const before = (await office.etw('stats', '--on', '2021-12-31', '--json')).list;
    expect(figure(before, 'accreditations-in-force')).toBe(1);
    expect(figure(before, 'accreditations-ever')).toBe(1);
    expect((await office.etw('stats', '--on', '2026-12-31')).out).toMatch(/^figure,by,key,value\n/);
  });

  it('who is accredited on a day, and whose accreditation ends', async () => {
    const office = await appliedOffice();
    await office.take('school add', [school(roble)]);
    await office.take('school record', [{ school_code: roble, call: '2025', valid_from: '2025-01-01', valid_until: '2026-12-31' }]);
    await office.take('school accredit', [evaluation(encina, 3)], '--call', '2026', '--on', decides);
    const codes = async (...args: string[]) =>
      (await office.etw('school', 'list', ...args, '--on', '2026-05-01', '--json')).list.map((row) => row.school_code);
    expect(await codes('--in-force', '2026-04-14')).toEqual([roble]);
    expect(await codes('--in-force', '2026-04-15')).toEqual([encina, roble]);
    expect(await codes('--expires-before', '2026-12-31')).toEqual([]);
    expect(await codes('--expires-before', '2027-01-01')).toEqual([roble]);
    expect(await codes('--call', '2026')).toEqual([encina]);
    const ends = await office.etw('export', 'accreditations', '--expires-before', '2028-04-15', '--on', '2026-05-01', '--json');
    expect(ends.list.map((row) => [row.school_code, row.origin])).toEqual([
      [roble, 'recorded'],
      [encina, 'accredited'],
    ]);
    const { object } = await office.etw('school', 'show', encina, '--on', '2026-05-01', '--json');
    expect(object).toMatchObject({
      accreditations: [{ call: '2026', status: 'in-force', valid_until: '2028-04-14' }],
      school_applications: [{ call: '2026', teacher_id: 'T051', state: 'in-time' }],
    });
  });

  it('a school that has renewed does not end with its earlier accreditation', async () => {
    const office = await appliedOffice();
    await office.take('school record', [{ school_code: encina, call: '2024', valid_from: '2024-08-01', valid_until: '2026-07-31' }]);
    const ends = async (on: string) =>
      (await office.etw('school', 'list', '--expires-before', '2026-09-01', '--on', on, '--json')).list.length;
    expect(await ends(decides)).toBe(1);
    await office.take('school accredit', [evaluation(encina, 3)], '--call', '2026', '--on', decides);
    expect(await ends(decides)).toBe(0);
  });
});
