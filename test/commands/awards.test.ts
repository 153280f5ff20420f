/** Awards and answers: what stands, what revoking does, what is decided anew (rules.md, How rules are held). */
import { describe, expect, it } from 'vitest';
import { anOffice, type Office, officeWithP1, project, said, schools, teacher, year, yes } from './office.ts';

const { roble, pino } = schools;

const certified = async () => {
  const office = await officeWithP1();
  expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 4']);
  return office;
};
const number = 'CFIE-AVILA/2025-26/1';
const revoke = (office: Office, what = number, ...args: string[]) =>
  office.etw('revoke', what, '--reason', 'wrong project', '--yes', '--json', ...args);
const decide = (office: Office, ...args: string[]) =>
  office.etw('credits', 'certify', '--year', year, '--project', 'P1', '--teacher', 'ANA', '--json', ...args);

describe('a standing award', () => {
  it('stays as it was for the same claim, and shows what stands', async () => {
    const office = await certified();
    expect(await office.claim(['P1', 'ANA'])).toEqual(['unchanged granted 4']);
    const { code, json } = await decide(office);
    expect([code, json.unchanged, json.decisions]).toEqual([0, 1, []]);
    expect(await office.certify()).toEqual({ 'P1 ANA': 'unchanged granted 4' });
  });

  it.each([
    [undefined, 'unchanged granted 3'],
    [3, 'unchanged granted 3'],
    [2, 'refused CRED-8'],
    [4, 'refused CRED-8'],
  ])('granted for 3 asked, claimed again with %s: %s', async (asked, expected) => {
    const office = await officeWithP1();
    expect(await office.claim(['P1', 'ANA', 3])).toEqual(['granted 3']);
    expect(await office.claim(['P1', 'ANA', asked])).toEqual([expected]);
    expect(await office.certificates()).toMatchObject([{ certificate: number, credits: 3 }]);
  });

  it('with another amount is refused by CRED-8 alone, saying to revoke first, and the same refusal again is unchanged', async () => {
    const office = await certified();
    const { results } = await office.feed('credits certify', [{ project_id: 'P1', teacher_id: 'ANA', credits: 2 }], '--year', year);
    expect(results[0]).toMatchObject({ status: 'accepted', outcome: 'refused', unmet: 'CRED-8' });
    expect(results[0]?.message).toMatch(/revoke/i);
    expect(await office.claim(['P1', 'ANA', 2])).toEqual(['unchanged refused CRED-8']);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['unchanged granted 4']);
    expect((await decide(office, '--credits', '2')).code).toBe(4);
  });

  it.each([
    ['the school became private', 'refused CRED-2;CRED-8', 'school add', { school_code: roble, name: 'x', funding: 'private' }],
    [
      'the report was evaluated negatively',
      'refused CRED-4;CRED-8',
      'report evaluate',
      { project_id: 'P1', teacher_id: 'ANA', result: 'negative' },
    ],
    ['the management withdrew', 'refused CRED-1;CRED-8', 'approve project', { project_id: 'P1', school_code: roble, approved: 'no' }],
    ['the project became shorter', 'refused CRED-8', 'project change', { project_id: 'P1', ends_on: '2026-01-15', reason: 'r' }],
  ])('with other facts (%s): %s', async (_, expected, command, changed) => {
    const office = await certified();
    await office.take(command, [changed]);
    expect(await office.claim(['P1', 'ANA'])).toEqual([expected]);
    expect(await office.certificates()).toMatchObject([{ certificate: number, credits: 4 }]);
  });

  it('what other awards have changed since plays no part', async () => {
    const office = await anOffice();
    await office.complete('P1', { starts_on: '2025-09-15', ends_on: '2025-12-15' });
    await office.complete('P2');
    expect(await office.claim(['P1', 'ANA'], ['P2', 'ANA'])).toEqual(['granted 2', 'granted 2']);
    await revoke(office);
    expect(await office.claim(['P2', 'ANA'])).toEqual(['unchanged granted 2']);
  });

  it('keeps the claim of somebody else free', async () => {
    const office = await certified();
    await office.take('project add', [project('P1', { teacher_id: 'BEA' })]);
    await office.report('P1', 'BEA');
    await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'BEA', result: 'positive' }]);
    expect(await office.claim(['P1', 'BEA'])).toEqual(['granted 4']);
  });
});

describe('a refusal', () => {
  it('is an answer: it is repeated by nothing, and gives way when the facts change', async () => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id: 'DIEGO' });
    expect(await office.claim(['P1', 'DIEGO'])).toEqual(['refused CRED-2']);
    expect(await office.claim(['P1', 'DIEGO'])).toEqual(['unchanged refused CRED-2']);
    await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'DIEGO', result: 'negative' }]);
    expect(await office.claim(['P1', 'DIEGO'])).toEqual(['refused CRED-2;CRED-4']);
    await office.take('school add', [{ school_code: pino, name: 'Colegio El Pino', funding: 'subsidised' }]);
    await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'DIEGO', result: 'positive' }]);
    expect(await office.claim(['P1', 'DIEGO'])).toEqual(['granted 4']);
  });
});

describe('revoking', () => {
  it('stores a decision of its own, with the subject of the other; each names the other', async () => {
    const office = await certified();
    const { code, json } = await revoke(office);
    expect([code, json.accepted, json.granted]).toEqual([0, 1, 1]);
    const [revocation] = json.decisions ?? [];
    expect(revocation).toMatchObject({
      kind: 'revocation',
      outcome: 'granted',
      teacher_id: 'ANA',
      project_id: 'P1',
      school_code: roble,
      year,
      credits: null,
      certificate: null,
      revoked_by: null,
    });
    const { object } = await office.etw('explain', number, '--json');
    expect(object).toMatchObject({ outcome: 'granted', credits: 4, revoked_by: revocation?.decision, decision: revocation?.revokes });
  });

  it('once: again is unchanged with the same reason, and invalid with another; by number and by id alike', async () => {
    const office = await certified();
    const id = String((await office.etw('explain', number, '--json')).object.decision);
    await revoke(office);
    const again = await revoke(office, id);
    expect([again.code, again.json.unchanged]).toEqual([0, 1]);
    const { code, json } = await office.etw('revoke', '--decision', number, '--reason', 'another', '--yes', '--json');
    expect([code, json.invalid]).toEqual([1, 1]);
  });

  it('from a file asks first too', async () => {
    const office = await certified();
    office.write('r.csv', `decision,reason\n${number},x\n`);
    expect((await office.etw('revoke', '--csv', 'r.csv')).code).toBe(2);
    expect((await office.etwIn({ answers: ['n'] }, 'revoke', '--csv', 'r.csv')).code).toBe(7);
    expect(await office.certificates()).toHaveLength(1);
    expect((await office.etwIn({ answers: ['y'] }, 'revoke', '--csv', 'r.csv')).code).toBe(0);
    expect(await office.certificates()).toHaveLength(0);
  });

  it('frees the credits, and the number is not used again', async () => {
    const office = await certified();
    await office.complete('P2');
    expect(await office.claim(['P2', 'ANA'])).toEqual(['refused CRED-6']);
    await revoke(office);
    expect(await office.claim(['P2', 'ANA'])).toEqual(['granted 4']);
    expect(await office.certificates()).toMatchObject([{ certificate: 'CFIE-AVILA/2025-26/2', project_id: 'P2' }]);
  });

  it('counts from its day on', async () => {
    const office = await certified();
    await revoke(office, number, '--on', '2026-07-10');
    const credits = async (on: string) => (await office.etw('credits', 'list', '--on', on, '--json')).list.map((row) => row.status);
    expect(await credits('2026-07-09')).toEqual(['in-force']);
    expect(await credits('2026-07-10')).toEqual(['revoked']);
  });

  it('does not reach decisions that rest on the revoked one, and explain names them', async () => {
    const office = await certified();
    const decisions = (await office.etw('export', 'decisions', '--project', 'P1', '--json')).list;
    const idOf = (kind: string) => String(decisions.find((one) => one.kind === kind)?.decision);
    await revoke(office, idOf('participation'));
    expect(await office.certificates()).toMatchObject([{ certificate: number }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-1;CRED-8']);
    const { out } = await office.etw('explain', idOf('participation'));
    expect(out.includes(idOf('credits')) || out.includes(number)).toBe(true);
  });

  it('a revocation itself cannot be revoked', async () => {
    const office = await certified();
    const { json } = await revoke(office);
    expect((await revoke(office, json.decisions?.[0]?.decision)).json.invalid).toBe(1);
  });
});

describe('after revoking', () => {
  const revoked = async () => {
    const office = await certified();
    await revoke(office);
    return office;
  };

  it('a run without a file leaves the claim alone, and says why', async () => {
    const office = await revoked();
    const { code, json } = await office.etw('credits', 'certify', '--year', year, '--json', '--results', 'r.csv');
    expect([code, json.unchanged, json.accepted]).toEqual([0, 1, 0]);
    expect(office.read('r.csv')).toContain(number);
    for (const narrowed of [
      ['--teacher', 'ANA'],
      ['--project', 'P1'],
      ['--cfie', 'CFIE-AVILA'],
    ])
      expect(Object.values(await office.certify(...narrowed)).join()).toMatch(/^unchanged/);
    expect(await office.certificates()).toEqual([]);
  });

  it.each([
    ['options that name the whole claim', (office: Office) => decide(office)],
    ['a row of a file', (office: Office) => office.feed('credits certify', [{ project_id: 'P1', teacher_id: 'ANA' }], '--year', year)],
  ])('%s decide it anew, with a new number; the new decision replaces the revoked one', async (_, again) => {
    const office = await revoked();
    expect((await again(office)).json).toMatchObject({ accepted: 1, granted: 1 });
    const { object: old } = await office.etw('explain', number, '--json');
    expect((await office.etw('explain', 'CFIE-AVILA/2025-26/2', '--json')).object).toMatchObject({ replaces: old.decision, credits: 4 });
    expect((await office.etw('credits', 'list', '--json')).list).toMatchObject([
      { certificate: number, status: 'revoked', replaced_by: 'CFIE-AVILA/2025-26/2' },
      { certificate: 'CFIE-AVILA/2025-26/2', status: 'in-force', replaced_by: null },
    ]);
    expect(await office.certify()).toEqual({ 'P1 ANA': 'unchanged granted 4' });
  });

  it('decided anew and refused, the refusal replaces it, once', async () => {
    const office = await revoked();
    await office.take('school add', [{ school_code: roble, name: 'x', funding: 'private' }]);
    const { code, json } = await decide(office);
    expect(code).toBe(4);
    const { object: old } = await office.etw('explain', number, '--json');
    expect(json.decisions).toMatchObject([{ outcome: 'refused', replaces: old.decision }]);
    expect((await decide(office)).json).toMatchObject({ unchanged: 1, decisions: [] });
  });

  it.each([
    [
      'a report',
      (office: Office) =>
        office.take('report submit', [{ project_id: 'P1', teacher_id: 'ANA', kind: 'final', document: 'https://example.org/new' }]),
    ],
    [
      'an evaluation',
      async (office: Office) => {
        await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'ANA', result: 'negative' }]);
        await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'ANA', result: 'positive' }]);
      },
    ],
    ['a change of its project', (office: Office) => office.take('project change', [{ project_id: 'P1', title: 'Other', reason: 'r' }])],
    [
      'a change of its school',
      (office: Office) => office.take('school add', [{ school_code: roble, name: 'CEIP Roble', funding: 'public' }]),
    ],
    [
      'a reply',
      async (office: Office) => {
        await office.take('approve project', [{ project_id: 'P1', school_code: roble, approved: 'no' }]);
        await office.take('approve project', [{ project_id: 'P1', school_code: roble, approved: 'yes' }]);
      },
    ],
    [
      'an assessment',
      async (office: Office) => {
        await office.take('project assess', [{ project_id: 'P1', school_code: roble, collaboration: 'no', ict: 'yes' }]);
        await office.take('project assess', [{ project_id: 'P1', school_code: roble, collaboration: 'yes', ict: 'yes' }]);
      },
    ],
  ])('a run without a file decides it anew once %s was recorded', async (_, record) => {
    const office = await revoked();
    await record(office);
    expect(await office.certify()).toEqual({ 'P1 ANA': 'granted 4' });
  });

  it.each([
    [
      'credits certified elsewhere',
      (office: Office) => office.take('credits record', [{ teacher_id: 'ANA', year, credits: 1, cfie: 'X' }]),
    ],
    [
      'a report of somebody else',
      async (office: Office) => {
        await office.take('project add', [project('P1', { teacher_id: 'BEA' })]);
        await office.report('P1', 'BEA', ['project']);
      },
    ],
    [
      'a change of another project',
      async (office: Office) => {
        await office.take('project add', [project('P2')]);
        await office.take('project change', [{ project_id: 'P2', title: 'Other', reason: 'r' }]);
      },
    ],
    ['a change of another school', (office: Office) => office.take('school add', [{ school_code: pino, name: 'x', funding: 'public' }])],
    ['the same report again, which says nothing new', (office: Office) => office.report('P1', 'ANA')],
  ])('but not once %s was', async (_, record) => {
    const office = await revoked();
    await record(office);
    expect((await office.certify())['P1 ANA']).toMatch(/^unchanged/);
    expect(await office.certificates()).toEqual([]);
  });
});

describe('answers that are revoked', () => {
  it('access: the teacher has none, and the same reply gives it anew, replacing it', async () => {
    const office = await anOffice();
    const { list } = await office.etw('export', 'decisions', '--teacher', 'ANA', '--json');
    await revoke(office, String(list[0]?.decision));
    expect((await office.etw('teacher', 'show', 'ANA', '--json')).object.state).not.toBe('access');
    const { json } = await office.etw(
      ...['approve', 'teacher', '--teacher', 'ANA', '--attached', 'yes', '--data-correct', 'yes', '--consent', 'yes', '--json'],
    );
    expect(json.decisions).toMatchObject([{ outcome: 'granted', replaces: list[0]?.decision }]);
  });

  it('the one before counts again', async () => {
    const office = await anOffice();
    await office.take('approve teacher', [yes('ANA', { consent: 'no' })]);
    const { list } = await office.etw('export', 'decisions', '--teacher', 'ANA', '--json');
    await revoke(office, String(list[1]?.decision));
    expect((await office.etw('teacher', 'show', 'ANA', '--json')).object.state).toBe('access');
  });

  it('an evaluation: without it CRED-4 is unmet', async () => {
    const office = await officeWithP1();
    const { list } = await office.etw('export', 'decisions', '--project', 'P1', '--json');
    await revoke(office, String(list.find((one) => one.kind === 'report-evaluation')?.decision));
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-4']);
  });
});

describe('withdrawing an enrolment', () => {
  const withdraw = (office: Office) => office.feed('project withdraw', [{ project_id: 'P1', teacher_id: 'ANA', reason: 'a mistake' }]);

  it('is invalid while an award on it stands, and names it', async () => {
    const office = await certified();
    const { code, json } = await withdraw(office);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2 }]);
    expect(json.errors[0]?.message).toContain(number);
  });

  it('is done once it is revoked; what was certified stays told', async () => {
    const office = await certified();
    await revoke(office);
    expect((await withdraw(office)).json).toMatchObject({ accepted: 1, updated: 1 });
    expect((await office.etw('project', 'list', '--json')).list).toEqual([]);
    expect((await office.etw('credits', 'list', '--json')).list).toMatchObject([{ certificate: number, status: 'revoked' }]);
  });

  it('leaves colleagues in the participation', async () => {
    const office = await officeWithP1();
    await office.take('project add', [project('P1', { teacher_id: 'BEA' })]);
    await withdraw(office);
    expect((await office.etw('project', 'list', '--json')).list).toMatchObject([{ teacher_id: 'BEA', state: 'active' }]);
  });

  it('of somebody not enrolled is an invalid row', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    const { json } = await office.feed('project withdraw', [{ project_id: 'P1', teacher_id: 'BEA', reason: 'r' }]);
    expect(json.invalid).toBe(1);
  });
});

describe('what a decision rests on', () => {
  it('each value of this office is read on the day of the matter: the last day of the academic year', async () => {
    const office = await anOffice();
    await office.complete('P1', { starts_on: '2026-05-01', enrolled_on: '2026-05-01', ends_on: '2026-06-15' });
    await office.complete('P0', { starts_on: '2025-05-01', enrolled_on: '2025-05-01', ends_on: '2025-06-15', teacher_id: 'BEA' });
    const set = await office.etw('rules', 'set', 'credits.term-days', '40', '--from', '2026-08-31', '--source', 'Instruction 7');
    expect(set.code).toBe(0);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 2']);
    const { results } = await office.feed('credits certify', [{ project_id: 'P0', teacher_id: 'BEA' }], '--year', '2024-25');
    expect(results).toMatchObject([{ outcome: 'refused', unmet: 'CRED-5' }]);
  });

  it('says which of its values are assumed; an office’s own is none, nor the assumed one confirmed with a source', async () => {
    const office = await officeWithP1();
    const assumed = async () => (await decide(office.copy() as Office)).json.decisions?.[0]?.assumed;
    expect(await assumed()).toContain('credits.academic-year-days');
    await office.etw('rules', 'set', 'credits.academic-year-days', '225', '--from', '2025-09-01', '--source', 'Confirmed');
    expect(await assumed()).not.toContain('credits.academic-year-days');
  });

  it('no value on the day is an error that names the parameter, never a default', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1', { starts_on: '2003-09-15', enrolled_on: '2003-10-01', ends_on: '2004-06-15' })]);
    const assessed = await office.feed('project assess', [{ project_id: 'P1', school_code: roble, collaboration: 'yes', ict: 'yes' }]);
    expect([assessed.code, assessed.err]).toEqual([1, expect.stringContaining('participation.countries')]);
    const claimed = await office.etw('credits', 'certify', '--year', '2003-04', '--project', 'P1', '--teacher', 'ANA');
    expect([claimed.code, claimed.err]).toEqual([1, expect.stringMatching(/academic-year\.start|credits\./)]);
  });

  it.each([
    ['2025-09-30', 'refused CRED-1'],
    ['2026-05-31', 'refused CRED-1;CRED-3;CRED-4'],
    ['2026-06-01', 'refused CRED-3;CRED-4'],
    ['2026-06-19', 'refused CRED-3;CRED-4'],
    ['2026-06-20', 'refused CRED-4'],
    ['2026-06-24', 'refused CRED-4'],
    ['2026-06-25', 'granted 4'],
  ])('what is dated or decided later than the day does not count: claimed on %s: %s', async (on, expected) => {
    const office = await anOffice();
    // Enrolled on 1 October, active since 1 June, the final report of 20 June, evaluated on 25 June.
    const of = { project_id: 'P1', teacher_id: 'ANA' };
    await office.take('project add', [project('P1')], '--on', '2026-05-20');
    const participation = { project_id: 'P1', school_code: roble };
    await office.take('project assess', [{ ...participation, collaboration: 'yes', ict: 'yes' }], '--on', '2026-05-20');
    await office.take('approve project', [{ ...participation, approved: 'yes' }], '--on', '2026-06-01');
    const report = (kind: string, submitted_on: string) => ({ ...of, kind, submitted_on });
    await office.take('report submit', [report('project', '2026-06-02'), report('follow-up', '2026-06-10'), report('final', '2026-06-20')]);
    await office.take('report evaluate', [{ ...of, result: 'positive' }], '--on', '2026-06-25');
    const { results } = await office.feed('credits certify', [of], '--year', year, '--on', on);
    expect(results.map(said)).toEqual([expected]);
  });

  it('moving a teacher, renaming a school or a project never changes a decision that was taken', async () => {
    const office = await certified();
    const before = (await office.etw('explain', number, '--json')).object;
    await office.take('school add', [{ school_code: roble, name: 'Otro', funding: 'private' }]);
    await office.take('register', [teacher('ANA', pino, { registered_on: '2026-02-01' })]);
    await office.take('project change', [{ project_id: 'P1', ends_on: '2026-06-16', reason: 'r' }]);
    expect((await office.etw('explain', number, '--json')).object).toEqual(before);
  });

  it('keeps ids, codes, numbers and days, never names, e-mails or comments', async () => {
    const office = await certified();
    const { out } = await office.etw('export', 'decisions', '--json');
    expect(out).not.toMatch(/inventada|example\.org|roble/i);
  });
});
