/** Proposals and the European round: EQL-1 to EQL-3, who gets the label, and what stands. */
import { describe, expect, it, test } from 'vitest';
import { type Cells, rowsOf } from '../etw.ts';
import { evaluation, labelOffice, scores } from './labels-office.ts';
import { type Office, said, schools } from './office.ts';

const { roble, encina } = schools;
const france = { project_id: 'P1', country: 'FR', school: 'Lycée Inventé', granted_on: '2026-04-01' };

const label = (office: Office, ...applicants: readonly (readonly [project: string, teacher: string])[]) =>
  office.take(
    'label evaluate',
    applicants.map(([project, teacher]) => evaluation(project, teacher)),
  );
const proposed = async (office: Office, more: Cells = {}) =>
  (await office.take('label propose', [{ project_id: 'P1', year: '2026', ...more }])).results.map(said)[0];

interface Round {
  readonly answers: Record<string, string>;
  /** School, or `-`, and outcome of each decision that the run took. */
  readonly decided: readonly string[];
}

/** Runs a round, and says what each project was answered and which decisions were taken. */
async function round(office: Office, year = '2026', ...args: string[]): Promise<Round> {
  const before = (await office.etw('export', 'decisions', '--format', 'json')).list.length;
  const { code } = await office.etw('label', 'european', '--year', year, '--results', 'round.csv', ...args);
  expect([0, 4]).toContain(code);
  const after = (await office.etw('export', 'decisions', '--format', 'json')).list.slice(before);
  const answers = rowsOf(office.read('round.csv')).map((row) => [row.project_id, said(row)] as const);
  return {
    answers: Object.fromEntries(answers),
    decided: after.map((one) => `${one.project_id} ${one.school_code ?? '-'} ${one.year} ${one.outcome}`),
  };
}

describe('a proposal (EQL-1)', () => {
  test.each<[string, Cells, string]>([
    ['on the day of the label', {}, 'granted'],
    ['dated before the label', { proposed_on: '2026-06-30' }, 'refused EQL-1'],
    ['by a country without a label', { country: 'FR' }, 'refused EQL-1'],
  ])('%s', async (_, more, answer) => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA']);
    expect(await proposed(office, more)).toBe(answer);
    expect(await proposed(office, more)).toBe(`unchanged ${answer}`);
  });

  it('by a country whose label was recorded', async () => {
    const office = await labelOffice('P1');
    await office.take('label record', [france]);
    expect(await proposed(office, { country: 'FR', proposed_on: '2026-04-01' })).toBe('granted');
    expect(await proposed(office, { country: 'FR', year: '2025', proposed_on: '2026-03-31' })).toBe('refused EQL-1');
  });

  it('that was refused is granted when it is sent again after the label', async () => {
    const office = await labelOffice('P1');
    expect(await proposed(office)).toBe('refused EQL-1');
    expect((await round(office)).answers).toEqual({ P1: 'refused EQL-1;EQL-2' });
    await label(office, ['P1', 'ANA']);
    expect((await round(office)).answers).toEqual({ P1: 'unchanged refused EQL-1;EQL-2' });
    expect(await proposed(office)).toBe('granted');
    expect((await round(office)).answers).toEqual({ P1: 'refused EQL-2' });
  });

  it('of a project nobody knows, or of tomorrow, is an invalid row', async () => {
    const office = await labelOffice('P1');
    const { json } = await office.feed('label propose', [
      { project_id: 'P9', year: '2026' },
      { project_id: 'P1', year: '2026', proposed_on: '2026-07-02' },
      { project_id: 'P1', year: '2025-26' },
    ]);
    expect(json.errors.map(({ column }) => column)).toEqual(['project_id', 'proposed_on', 'year']);
  });
});

describe('the round', () => {
  it('one partner school with a label: refused, without school', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA'], ['P1', 'BEA']);
    await proposed(office);
    expect(await round(office)).toEqual({ answers: { P1: 'refused EQL-2' }, decided: ['P1 - 2026 refused'] });
    expect(await round(office)).toEqual({ answers: { P1: 'unchanged refused EQL-2' }, decided: [] });
  });

  it('two of the register: each gets it', async () => {
    const office = await labelOffice('P1', 'P2');
    await label(office, ['P1', 'ANA'], ['P1', 'BEA'], ['P1', 'CARLOS'], ['P2', 'ANA']);
    await proposed(office);
    expect(await round(office)).toEqual({
      answers: { P1: 'granted' },
      decided: [`P1 ${roble} 2026 granted`, `P1 ${encina} 2026 granted`],
    });
    expect(await round(office)).toEqual({ answers: { P1: 'unchanged granted' }, decided: [] });
  });

  it('one of the register and one abroad: only ours gets it', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA']);
    await office.take('label record', [france]);
    await proposed(office);
    expect((await round(office)).decided).toEqual([`P1 ${roble} 2026 granted`]);
  });

  it('the same school abroad written twice counts once', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA']);
    await office.take('label evaluate', [evaluation('P1', 'CARLOS', scores(1, 1, 1, 1, 1, 1))]);
    await office.take('label record', [{ ...france, country: 'ES', school: '', school_code: roble }]);
    await proposed(office);
    expect((await round(office)).answers).toEqual({ P1: 'refused EQL-2' });
    await office.take('label record', [france]);
    expect((await office.take('label record', [{ ...france, school: 'LYCEE INVENTÉ' }])).json).toMatchObject({ unchanged: 1 });
  });

  it('two abroad and nobody here: granted once, without school', async () => {
    const office = await labelOffice('P1');
    await office.take('label record', [france, { ...france, country: 'IT', school: 'Liceo Inventato' }]);
    expect(await proposed(office, { country: 'IT' })).toBe('granted');
    expect((await round(office)).decided).toEqual(['P1 - 2026 granted']);
    expect((await round(office)).decided).toEqual([]);
  });

  it('labels from before this register count, and their school gets it', async () => {
    const office = await labelOffice('P1');
    await office.take('label record', [
      { ...france, country: 'ES', school: '', school_code: encina },
      { ...france, country: 'FR' },
    ]);
    await proposed(office);
    expect((await round(office)).decided).toEqual([`P1 ${encina} 2026 granted`]);
  });

  it('of 2011 refuses', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA'], ['P1', 'CARLOS']);
    await proposed(office, { year: '2011' });
    expect(await round(office, '2011')).toEqual({ answers: { P1: 'refused EQL-3' }, decided: ['P1 - 2011 refused'] });
  });

  it('a school that holds it from another round is unchanged; another school gets it', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA']);
    await office.take('label record', [france]);
    await proposed(office, { year: '2025' });
    await round(office, '2025');
    await proposed(office);
    expect(await round(office)).toEqual({ answers: { P1: 'unchanged granted' }, decided: [] });
    await label(office, ['P1', 'CARLOS']);
    expect((await round(office)).decided).toEqual([`P1 ${encina} 2026 granted`]);
    const { list } = await office.etw('label', 'list', '--year', '2026', '--json');
    expect(list).toMatchObject([{ kind: 'european-label', school_code: encina, year: '2026', teacher_id: null }]);
  });

  it('a label granted after the day does not count', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA']);
    await proposed(office);
    expect(await round(office, '2026', '--on', '2026-06-30')).toEqual({ answers: {}, decided: [] });
  });

  it('without proposals it has no rows', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA'], ['P1', 'CARLOS']);
    expect(await round(office)).toEqual({ answers: {}, decided: [] });
    expect((await office.etw('label', 'european', '--year', '2026', '--project', 'P1')).code).toBe(1);
    expect((await office.etw('label', 'european', '--year', '2026', '--project', 'P9')).code).toBe(5);
  });

  it('narrowed to one project it answers with an exit code', async () => {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA']);
    await proposed(office);
    expect((await office.etw('label', 'european', '--year', '2026')).code).toBe(0);
    expect((await office.etw('label', 'european', '--year', '2026', '--project', 'P1')).code).toBe(4);
  });
});

describe('a European label that was revoked', () => {
  async function revoked() {
    const office = await labelOffice('P1');
    await label(office, ['P1', 'ANA'], ['P1', 'CARLOS']);
    await proposed(office);
    await round(office);
    const { list } = await office.etw('label', 'list', '--school', encina, '--json');
    const decision = String(list.find((row) => row.kind === 'european-label')?.decision);
    expect((await office.etw('revoke', decision, '--reason', 'withdrawn', '--yes')).code).toBe(0);
    return { office, decision };
  }

  it('is left alone by the round until something of it is recorded', async () => {
    const { office, decision } = await revoked();
    expect((await round(office)).decided).toEqual([]);
    await office.take('label record', [france]);
    expect((await round(office)).decided).toEqual([]);
    await office.take('project change', [{ project_id: 'P1', title: 'Renamed', reason: 'typo' }]);
    expect((await round(office)).decided).toEqual([`P1 ${encina} 2026 granted`]);
    const { list } = await office.etw('export', 'decisions', '--format', 'json');
    expect(list.at(-1)).toMatchObject({ replaces: decision });
  });

  it('is decided anew where the project is named', async () => {
    const { office } = await revoked();
    expect((await round(office, '2026', '--project', 'P1')).decided).toEqual([`P1 ${encina} 2026 granted`]);
  });
});

test('revoking a national label leaves the European ones standing, and explain names them', async () => {
  const office = await labelOffice('P1');
  await label(office, ['P1', 'ANA'], ['P1', 'CARLOS']);
  await proposed(office);
  await round(office);
  const { list } = await office.etw('label', 'list', '--teacher', 'ANA', '--json');
  const national = String(list[0]?.decision);
  await office.etw('revoke', national, '--reason', 'copied', '--yes');
  const { object } = await office.etw('explain', national, '--json');
  const decisions = (await office.etw('export', 'decisions', '--format', 'json')).list;
  const kinds = (object.resting as string[]).map((id) => decisions.find((one) => one.decision === id)?.kind);
  expect(kinds).toEqual(['european-proposal', 'european-label', 'european-label']);
  expect((await office.etw('explain', national)).out).toContain('still stand');
  expect((await office.etw('audit', 'verify')).code).toBe(0);
});
