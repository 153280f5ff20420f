/** Phase 1 through the command: what the register says of a school, and what a run answers. */
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../etw.ts';
import { anOffice, closes, encina, type Office, openCall, opens, readyOffice, roble, school, teacher, three, yes } from './office.ts';

const call = ['--call', '2026'];

/** The rules that refuse the school on a day; empty where it is invited. */
async function refusal(office: Office, code = encina, on: string = opens): Promise<string> {
  const ran = await office.etw('school', 'invite', ...call, '--school', code, '--on', on, '--results', 'refusal.csv');
  const [row] = rowsOf(office.read('refusal.csv'));
  expect([ran.code, row?.outcome]).toEqual(row?.unmet ? [4, 'refused'] : [0, 'granted']);
  return row?.unmet ?? '';
}

describe('SCH-1 where the school itself states no day', () => {
  const without = async () => {
    const office = anOffice();
    await office.etw(...openCall);
    await office.take('school add', [school(roble, { etwinning_since: '' })]);
    return office;
  };
  const granted = (ids: string[], on: string) => [ids.map((id) => ({ teacher_id: id, ...yes, replied_on: on })), '--on', on] as const;

  it.each([
    ['2024-02-12', ''],
    ['2024-02-13', 'SCH-1'],
  ])('counts from the earliest posting with access: %s', async (from, rules) => {
    const office = await without();
    await office.take('register', [
      teacher('T1', roble, { registered_on: from }),
      ...['T2', 'T3'].map((id) => teacher(id, roble, { registered_on: '2025-01-01' })),
    ]);
    const [replies, ...args] = granted(['T1', 'T2', 'T3'], '2025-02-01');
    await office.take('approve teacher', replies, ...args);
    await office.label(roble, 'T1');
    expect(await refusal(office, roble)).toBe(rules);
  });

  it('counts a posting that has ended since', async () => {
    const office = await without();
    await office.take('school add', [school(encina)]);
    await office.take('register', [teacher('T1', roble, { registered_on: '2020-09-01' })]);
    await office.take('approve teacher', ...granted(['T1'], '2020-09-01'));
    await office.take('register', [teacher('T1', encina, { registered_on: '2024-09-01' })]);
    await office.take(
      'register',
      ['T2', 'T3', 'T4'].map((id) => teacher(id, roble, { registered_on: '2025-01-01' })),
    );
    await office.take('approve teacher', ...granted(['T2', 'T3', 'T4'], '2025-02-01'));
    await office.label(roble, 'T1', '2023-06-30');
    expect(await refusal(office, roble)).toBe('');
  });

  it('is unmet where nobody ever had access', async () => {
    const office = await without();
    await office.take(
      'register',
      three(roble).map((id) => teacher(id, roble)),
    );
    expect(await refusal(office, roble)).toBe('SCH-1;SCH-2;SCH-3');
  });
});

describe('SCH-2 as the register knows teachers', () => {
  const third = three(encina)[2] ?? '';

  it('one who moved before the reference day counts at the new school only', async () => {
    const office = await readyOffice();
    await office.take('school add', [school(roble)]);
    await office.take('register', [teacher(third, roble, { registered_on: '2026-02-12' })], '--on', opens);
    expect(await refusal(office)).toBe('SCH-2');
  });

  it('one who moves the day after still counts', async () => {
    const office = await readyOffice();
    await office.take('school add', [school(roble)]);
    await office.take('register', [teacher(third, roble, { registered_on: '2026-02-13' })], '--on', '2026-02-20');
    expect(await refusal(office, encina, '2026-02-20')).toBe('');
  });

  it('one without access does not count, and does once the school has replied', async () => {
    const office = await readyOffice();
    await office.take('approve teacher', [{ teacher_id: third, ...yes, consent: 'no' }], '--on', '2026-01-20');
    expect(await refusal(office)).toBe('SCH-2');
    await office.take('approve teacher', [{ teacher_id: third, ...yes }], '--on', '2026-02-20');
    expect(await refusal(office, encina, '2026-02-20')).toBe('');
  });

  it('one active only through a project of this school, once the participation is active', async () => {
    const office = await readyOffice();
    await office.take('register', [teacher(third, encina, { last_active_on: '-' })]);
    expect(await refusal(office)).toBe('SCH-2');
    const project = {
      project_id: 'P1',
      title: 'Rivers',
      form: 'new',
      starts_on: '2025-09-15',
      ends_on: '2026-06-15',
      partners: 'FR:Lycée Exemple',
    };
    await office.take('project add', [{ ...project, teacher_id: third, enrolled_on: '2025-09-20' }], '--on', '2025-09-20');
    expect(await refusal(office)).toBe('SCH-2');
    await office.take(
      'project assess',
      [{ project_id: 'P1', school_code: encina, collaboration: 'yes', ict: 'yes', assessed_on: '2025-10-01' }],
      '--on',
      '2025-10-01',
    );
    await office.take(
      'approve project',
      [{ project_id: 'P1', school_code: encina, approved: 'yes', replied_on: '2025-10-01' }],
      '--on',
      '2025-10-01',
    );
    expect(await refusal(office, encina, '2026-02-13')).toBe('');
    const { object } = await office.etw('school', 'show', encina, '--json');
    const last = (object.decisions as { kind: string; findings: { observed: unknown }[] }[]).findLast(
      ({ kind }) => kind === 'school-invitation',
    );
    expect(last?.findings[1]?.observed).toEqual({ active_teachers: [...three(encina)], with_access: 3 });
  });
});

describe('SCH-3 as the register knows labels', () => {
  const relabelled = async (code: string, on?: string) => {
    const office = anOffice();
    await office.etw(...openCall);
    await office.take('school add', [school(encina), school(roble)]);
    await office.take(
      'register',
      three(encina).map((id) => teacher(id, encina)),
    );
    await office.take(
      'approve teacher',
      three(encina).map((id) => ({ teacher_id: id, ...yes })),
      '--on',
      '2023-09-01',
    );
    return { office, decision: await office.label(code, three(encina)[0] ?? '', on) };
  };

  it('one earned at another school does not count', async () => {
    const { office } = await relabelled(roble);
    expect(await refusal(office)).toBe('SCH-3');
  });

  it.each([
    ['2026-02-12', ''],
    ['2026-02-13', 'SCH-3'],
  ])('granted on %s', async (on, rules) => {
    const { office } = await relabelled(encina, on);
    expect(await refusal(office, encina, '2026-02-20')).toBe(rules);
  });

  it.each([
    ['2026-02-12', encina, ''],
    ['2026-02-13', encina, 'SCH-3'],
    ['2026-02-12', roble, 'SCH-3'],
  ])('recorded, granted on %s at school %s', async (granted_on, school_code, rules) => {
    const { office, decision } = await relabelled(encina);
    await office.etw('revoke', decision, '--reason', 'tried', '--yes', '--on', '2026-01-10');
    await office.take('label record', [{ project_id: 'P9', country: 'ES', granted_on, school_code }], '--on', '2026-02-20');
    expect(await refusal(office, encina, '2026-02-20')).toBe(rules);
  });

  it('a revoked one does not count from its revocation on, and the next run takes the invitation back', async () => {
    const { office, decision } = await relabelled(encina);
    expect(await refusal(office)).toBe('');
    await office.etw('revoke', decision, '--reason', 'granted by mistake', '--yes', '--on', '2026-02-15');
    const { json } = await office.etw('school', 'invite', ...call, '--on', '2026-02-16', '--json');
    expect(json).toMatchObject({ accepted: 2, refused: 2 });
  });
});

describe('a run over every school', () => {
  it('decides the schools of Spain, says who is not invited and why, and ends with 0', async () => {
    const office = await readyOffice();
    await office.take('school add', [school(roble, { etwinning_since: '2025-01-01' }), school('FR-1', { country: 'FR' })]);
    const { code, out } = await office.etw('school', 'invite', ...call, '--on', opens, '--results', 'results.csv');
    expect(code).toBe(0);
    expect(out).toMatch(/2 rows · 2 accepted · 1 granted · 1 refused/);
    expect(rowsOf(office.read('results.csv'))).toMatchObject([
      { line: '', status: 'accepted', outcome: 'granted', unmet: '', school_code: encina },
      { line: '', status: 'accepted', outcome: 'refused', unmet: 'SCH-1;SCH-2;SCH-3', school_code: roble },
    ]);
  });

  it('a second run is unchanged and writes nothing', async () => {
    const office = await readyOffice();
    await office.etw('school', 'invite', ...call, '--on', opens);
    const before = (await office.etw('audit', 'verify', '--json')).object.head;
    const again = await office.etw('school', 'invite', ...call, '--on', '2026-02-20', '--json');
    expect(again.json).toMatchObject({ rows: 1, accepted: 0, unchanged: 1, granted: 0 });
    expect((await office.etw('audit', 'verify', '--json')).object.head).toBe(before);
  });

  it('before the reference day only as a trial', async () => {
    const office = await readyOffice();
    const early = ['school', 'invite', ...call, '--on', '2026-02-11'];
    expect(await office.etw(...early)).toMatchObject({ code: 2, err: expect.stringContaining(opens) });
    expect(await office.etw(...early, '--school', encina)).toMatchObject({ code: 2 });
    const trial = await office.etw(...early, '--dry-run', '--json', '--invitations', 'whom.csv');
    expect(trial).toMatchObject({ code: 0, json: { granted: 1 } });
    expect(office.files()).not.toContain('whom.csv');
    expect((await office.etw('school', 'invite', ...call, '--on', opens, '--json')).json).toMatchObject({ accepted: 1, granted: 1 });
  });

  it('a trial says what the run then does', async () => {
    const office = await readyOffice();
    const run = ['school', 'invite', ...call, '--on', opens, '--json', '--results'];
    const trial = await office.etw(...run, 'trial.csv', '--dry-run');
    const real = await office.etw(...run, 'real.csv');
    expect(trial.json).toEqual(real.json);
    expect(office.read('trial.csv')).toBe(office.read('real.csv'));
  });

  it('a call nobody opened is not found', async () => {
    const office = await readyOffice();
    expect(await office.etw('school', 'invite', '--call', '2030', '--on', opens)).toMatchObject({ code: 5 });
    expect(await office.etw('school', 'invite', ...call, '--school', '99999999', '--on', opens)).toMatchObject({ code: 5 });
  });
});

describe('whom to invite', () => {
  it('names every teacher with access of the schools invited, with the dates of the call', async () => {
    const office = await readyOffice();
    await office.take('register', [teacher('T9', encina)], '--on', opens);
    await office.etw('school', 'invite', ...call, '--on', opens, '--invitations', 'whom.csv');
    const rows = rowsOf(office.read('whom.csv'));
    expect(rows.map((row) => row.teacher_id)).toEqual(three(encina));
    expect(rows[0]).toEqual({
      school_code: encina,
      school_name: `CEIP ${encina}`,
      school_email: `${encina}@example.org`,
      teacher_id: 'T051',
      given_name: 'Given T051',
      family_name: 'Family T051',
      email: 't051@example.org',
      opens_on: opens,
      closes_on: closes,
    });
  });

  it('--new: those of this run alone', async () => {
    const office = await readyOffice();
    await office.etw('school', 'invite', ...call, '--on', opens);
    await office.eligible(roble);
    await office.etw('school', 'invite', ...call, '--on', '2026-02-20', '--invitations', 'new.csv', '--new');
    expect(rowsOf(office.read('new.csv')).map((row) => row.teacher_id)).toEqual(three(roble));
    await office.etw('school', 'invite', ...call, '--on', '2026-02-20', '--invitations', 'all.csv');
    expect(new Set(rowsOf(office.read('all.csv')).map((row) => row.school_code))).toEqual(new Set([encina, roble]));
  });
});

describe('a revoked invitation', () => {
  const revoked = async () => {
    const office = await readyOffice();
    const { json } = await office.etw('school', 'invite', ...call, '--school', encina, '--on', opens, '--json');
    const decision = json.decisions?.[0]?.decision ?? '';
    await office.etw('revoke', decision, '--reason', 'the school asked for it', '--yes', '--on', '2026-02-14');
    return { office, decision };
  };

  it('is left alone by a run over all schools, until something of the school is recorded', async () => {
    const { office, decision } = await revoked();
    const run = () => office.etw('school', 'invite', ...call, '--on', '2026-02-20', '--json');
    const rested = await run();
    expect(rested.json).toMatchObject({ unchanged: 1, accepted: 0 });
    expect(rested.err).toContain(decision);
    await office.take('school add', [school(encina, { locality: 'Tiñosillos' })], '--on', '2026-02-20');
    expect((await run()).json).toMatchObject({ accepted: 1, granted: 1 });
  });

  it('is decided anew where the school is named, and the new one replaces it', async () => {
    const { office, decision } = await revoked();
    const { json } = await office.etw('school', 'invite', ...call, '--school', encina, '--on', '2026-02-20', '--json');
    expect(json.decisions).toMatchObject([{ outcome: 'granted', replaces: decision }]);
  });
});

it('a call changed after the invitation changes later runs only', async () => {
  const office = await readyOffice();
  await office.etw('school', 'invite', ...call, '--on', opens);
  const { json } = await office.etw('school', 'call', '2026', '--registered-by', '2022-01-01', '--on', '2026-02-14', '--json');
  expect(json).toMatchObject({ updated: 1 });
  const before = await office.etw('export', 'decisions', '--call', '2026', '--json');
  expect(before.list).toMatchObject([{ kind: 'school-invitation', outcome: 'granted' }]);
  const later = await office.etw('school', 'invite', ...call, '--on', '2026-02-20', '--json');
  expect(later.json).toMatchObject({ accepted: 1, refused: 1 });
});
