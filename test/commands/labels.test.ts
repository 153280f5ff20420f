/** The national label from the evaluators' file: what each row is answered, what stands, and what people are shown. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Cells, rowsOf } from '../etw.ts';
import { evaluation, labelOffice, scores } from './labels-office.ts';
import { said, schools } from './office.ts';

const passing = ['4', '4', '4', '4', '4', '4'] as const;
const single = [
  ...['label', 'evaluate', '--project', 'P1', '--teacher', 'ANA', '--applied-on', '2026-05-04', '--common-goals', 'yes'],
  ...['--active-participation', 'yes', '--partner-collaboration', 'yes', '--visible-results', 'yes', '--json'],
];
const six = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];
const scored = (...points: readonly string[]) => six.flatMap((name, place) => ['--score', `${name}=${points[place]}`]);

describe('a score is a whole number from 0 to 5', () => {
  test.each([
    ['5', null],
    ['0', null],
    ['6', 'is not a whole number from 0 to 5'],
    ['-1', 'is not a whole number from 0 to 5'],
    ['4.5', 'is not a whole number from 0 to 5'],
    ['four', 'is not a whole number from 0 to 5'],
    ['', 'is required'],
    ['-', 'is required'],
  ])('“%s”', async (score, message) => {
    const office = await labelOffice('P1');
    const { code, json } = await office.feed('label evaluate', [evaluation('P1', 'ANA', { technology: score })]);
    expect(code).toBe(message === null ? 0 : 1);
    expect(json.errors).toEqual(
      message === null ? [] : [{ line: 2, column: 'technology', value: score === '' || score === '-' ? null : score, message }],
    );
  });

  it('every wrong score of a row is told, and nothing is written', async () => {
    const office = await labelOffice('P1');
    const before = await office.head();
    const { code, json } = await office.feed('label evaluate', [evaluation('P1', 'ANA', scores(6, '', 4, 4, 4, 'x'))]);
    expect(code).toBe(1);
    expect(json.errors.map(({ column }) => column)).toEqual(['pedagogical_innovation', 'curricular_integration', 'results']);
    expect(await office.head()).toBe(before);
  });

  it('behind a shut gate the cells are not read: rubbish is no fault', async () => {
    const office = await labelOffice('P1');
    const { results } = await office.take('label evaluate', [
      evaluation('P1', 'ANA', { visible_results: 'no', ...scores('x', '', 99, '4.5', '-1', '?') }),
    ]);
    expect(results.map(said)).toEqual(['refused NQL-5']);
  });
});

describe('an application', () => {
  it('gives the day where the evaluation has none', async () => {
    const office = await labelOffice('P1');
    await office.take('project change', [{ project_id: 'P1', ends_on: '2026-06-30', reason: 'extended' }]);
    const { json } = await office.take('label apply', [{ project_id: 'P1', teacher_id: 'ANA', applied_on: '2026-04-30' }]);
    expect(json).toMatchObject({ created: 1, updated: 0 });
    const { results } = await office.take('label evaluate', [evaluation('P1', 'ANA', { applied_on: '' })]);
    expect(results.map(said)).toEqual(['refused NQL-2']);
    expect(results[0]?.message).toContain('2026-06-29');
  });

  it('equals the one known, or is a new one', async () => {
    const office = await labelOffice('P1');
    const row = { project_id: 'P1', teacher_id: 'ANA', applied_on: '2026-04-30' };
    await office.take('label apply', [row]);
    expect((await office.take('label apply', [row])).json).toMatchObject({ unchanged: 1, created: 0 });
    expect((await office.take('label apply', [{ ...row, applied_on: '' }])).json).toMatchObject({ unchanged: 1 });
    expect((await office.take('label apply', [{ ...row, applied_on: '2026-05-30' }])).json).toMatchObject({ updated: 1 });
    expect((await office.feed('label apply', [{ ...row, applied_on: '2026-07-02' }])).code).toBe(1);
  });

  it('is pending until it is evaluated', async () => {
    const office = await labelOffice('P1');
    const state = async () => ((await office.etw('project', 'show', 'P1', '--json')).object.applications as { state: string }[])[0]?.state;
    await office.take('label apply', [{ project_id: 'P1', teacher_id: 'ANA', applied_on: '2026-05-04' }]);
    expect(await state()).toBe('pending');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    expect(await state()).toBe('granted');
  });

  it('of a later day than the run, or before any edition, is a fault of its column', async () => {
    const office = await labelOffice('P1');
    for (const applied_on of ['2026-07-02', '1999-05-04']) {
      const { code, json } = await office.feed('label evaluate', [evaluation('P1', 'ANA', { applied_on })]);
      expect([code, json.errors[0]?.column]).toEqual([1, 'applied_on']);
    }
  });
});

describe('NQL-7', () => {
  it('somebody not enrolled is refused, with no school', async () => {
    const office = await labelOffice('P1');
    const { code, json } = await office.etw(...single.map((word) => (word === 'ANA' ? 'DIEGO' : word)), ...scored(...passing));
    expect(code).toBe(4);
    expect(json.decisions?.[0]).toMatchObject({ outcome: 'refused', school_code: null, score: 24 });
  });

  it('the school is that of the enrolment', async () => {
    const office = await labelOffice('P1');
    const { code, json } = await office.etw(...single, ...scored(...passing));
    expect(code).toBe(0);
    expect(json.decisions?.[0]).toMatchObject({ kind: 'national-label', outcome: 'granted', school_code: schools.roble, score: 24 });
  });
});

describe('a label that stands', () => {
  it('is unchanged by the same answers and scores, whatever the comments, evaluator and day', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    const before = await office.head();
    const again = { applied_on: '2026-05-05', technology_comment: 'Other words', evaluator: 'Somebody else', comment: 'Other' };
    const { results } = await office.take('label evaluate', [evaluation('P1', 'ANA', again)]);
    expect(results.map(said)).toEqual(['unchanged granted 24']);
    expect(await office.head()).toBe(before);
  });

  it('refuses other scores, which are then refused without saying so twice', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    const other = evaluation('P1', 'ANA', scores(5, 5, 5, 5, 5, 5));
    const { results } = await office.take('label evaluate', [other]);
    expect(results.map(said)).toEqual(['refused 30 NQL-8']);
    expect(results[0]?.message).toMatch(/revoke D\d+ first/);
    expect((await office.take('label evaluate', [other])).results.map(said)).toEqual(['unchanged refused 30 NQL-8']);
    expect((await office.take('label evaluate', [evaluation('P1', 'ANA')])).results.map(said)).toEqual(['unchanged granted 24']);
  });

  it('does not fall with the scores of a later day, nor with a gate that shuts', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    const low = evaluation('P1', 'ANA', scores(1, 1, 1, 1, 1, 1));
    expect((await office.take('label evaluate', [low])).results.map(said)).toEqual(['refused 6 NQL-6;NQL-8']);
    await office.take('project change', [{ project_id: 'P1', ends_on: '2027-06-30', reason: 'extended' }]);
    expect((await office.take('label evaluate', [evaluation('P1', 'ANA')])).results.map(said)).toEqual(['unchanged granted 24']);
    const { list } = await office.etw('label', 'list', '--json');
    expect(list).toMatchObject([{ teacher_id: 'ANA', score: 24, status: 'in-force', origin: 'decided', school: 'CEIP El Roble' }]);
  });

  it('a refusal beside it that was revoked is decided anew, and names what it replaces', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    const other = evaluation('P1', 'ANA', scores(5, 5, 5, 5, 5, 5));
    await office.take('label evaluate', [other]);
    const [refusal] = (await office.etw('export', 'decisions', '--format', 'json')).list.slice(-1);
    await office.etw('revoke', String(refusal?.decision), '--reason', 'typed twice', '--yes');
    expect((await office.take('label evaluate', [evaluation('P1', 'ANA')])).results.map(said)).toEqual(['unchanged granted 24']);
    expect((await office.take('label evaluate', [other])).results.map(said)).toEqual(['refused 30 NQL-8']);
    expect((await office.etw('export', 'decisions', '--format', 'json')).list.at(-1)).toMatchObject({ replaces: refusal?.decision });
    expect((await office.take('label evaluate', [other])).results.map(said)).toEqual(['unchanged refused 30 NQL-8']);
  });

  it('gives way to a new decision once it is revoked', async () => {
    const office = await labelOffice('P1');
    const { json } = await office.etw(...single, ...scored(...passing));
    const first = json.decisions?.[0]?.decision ?? '';
    expect((await office.etw('revoke', first, '--reason', 'copied', '--yes')).code).toBe(0);
    const { results } = await office.take('label evaluate', [evaluation('P1', 'ANA', scores(3, 3, 3, 3, 3, 3))]);
    expect(results.map(said)).toEqual(['granted 18']);
    const { list } = await office.etw('export', 'decisions', '--format', 'json');
    expect(list.at(-1)).toMatchObject({ kind: 'national-label', replaces: first, score: 18 });
    expect((await office.etw('label', 'list', '--json')).list.map(({ status }) => status)).toEqual(['revoked', 'in-force']);
  });

  it('keeps the enrolment it rests on', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')]);
    const { code } = await office.feed('project withdraw', [{ project_id: 'P1', teacher_id: 'ANA', reason: 'wrong' }]);
    expect(code).toBe(1);
  });
});

describe('a refusal', () => {
  it('is not repeated for the same answers and scores, and is for others', async () => {
    const office = await labelOffice('P1');
    const low = evaluation('P1', 'ANA', scores(3, 3, 3, 3, 3, 2));
    expect((await office.take('label evaluate', [low])).results.map(said)).toEqual(['refused 17 NQL-6']);
    expect((await office.take('label evaluate', [low])).results.map(said)).toEqual(['unchanged refused 17 NQL-6']);
    const other = evaluation('P1', 'ANA', scores(2, 3, 3, 3, 3, 3));
    expect((await office.take('label evaluate', [other])).results.map(said)).toEqual(['refused 17 NQL-6']);
    expect((await office.take('label evaluate', [evaluation('P1', 'ANA')])).results.map(said)).toEqual(['granted 24']);
  });
});

describe('a label recorded from elsewhere', () => {
  it('refuses a second one for the teacher in the project, and for nobody else', async () => {
    const office = await labelOffice('P1');
    const recorded = { project_id: 'P1', country: 'ES', granted_on: '2024-05-01', school_code: schools.roble, teacher_id: 'ANA' };
    expect((await office.take('label record', [recorded])).json).toMatchObject({ created: 1 });
    expect((await office.take('label record', [recorded])).json).toMatchObject({ unchanged: 1 });
    const { results } = await office.take('label evaluate', [evaluation('P1', 'ANA'), evaluation('P1', 'BEA')]);
    expect(results.map(said)).toEqual(['refused 24 NQL-8', 'granted 24']);
    expect((await office.take('label evaluate', [evaluation('P1', 'ANA')])).results.map(said)).toEqual(['unchanged refused 24 NQL-8']);
  });

  test.each<[string, Cells, string | null]>([
    ['of Spain without a code', { country: 'ES', school: 'CEIP El Roble' }, 'school_code'],
    ['of a Spanish school nobody knows', { country: 'ES', school_code: '05999999' }, 'school_code'],
    ['of a Spanish code that lost its zero', { country: 'ES', school_code: '5990014' }, 'school_code'],
    ['of no school', { country: 'FR' }, 'school'],
    ['of two schools', { country: 'FR', school: 'Lycée Inventé', school_code: 'X1' }, 'school'],
    ['of another country than its school', { country: 'FR', school_code: schools.roble }, 'country'],
    ['of a teacher nobody knows', { country: 'FR', school: 'Lycée Inventé', teacher_id: 'NOBODY' }, 'teacher_id'],
    ['of tomorrow', { country: 'FR', school: 'Lycée Inventé', granted_on: '2026-07-02' }, 'granted_on'],
    ['of a project nobody knows', { country: 'FR', school: 'Lycée Inventé', project_id: 'P9' }, null],
    ['of a school that is no partner', { country: 'PL', school: 'Szkoła' }, null],
  ])('%s', async (_, cells, column) => {
    const office = await labelOffice('P1');
    const { json } = await office.feed('label record', [{ project_id: 'P1', granted_on: '2024-05-01', ...cells }]);
    expect(json.errors.map((fault) => fault.column)).toEqual(column === null ? [] : [column]);
  });

  it('on the command line a school abroad is named by its name or code', async () => {
    const office = await labelOffice('P1');
    const { code } = await office.etw(
      'label',
      'record',
      '--project',
      'P1',
      '--country',
      'FR',
      '--school',
      'Lycée Inventé',
      '--granted-on',
      '2024-05-01',
    );
    expect(code).toBe(0);
    expect((await office.etw('label', 'list', '--json')).list).toMatchObject([
      {
        decision: null,
        kind: 'national-label',
        origin: 'recorded',
        school: 'Lycée Inventé',
        school_code: null,
        country: 'FR',
        on: '2024-05-01',
      },
    ]);
  });
});

describe('the whole file', () => {
  const rows = (office: number): readonly Cells[] => [
    evaluation('P1', 'ANA', scores(3, 3, 3, 3, 3, 3)),
    evaluation('P1', 'BEA', scores(3, 3, 3, 3, 3, 2)),
    evaluation('P1', 'CARLOS', { common_goals: 'no' }),
    evaluation('P2', 'ANA', scores(5, 5, 5, 5, 5, 1)),
    evaluation('P2', 'BEA', scores(office, 5, 5, 5, 5, 5)),
    evaluation('P2', 'DIEGO'),
  ];

  it('is answered the same whatever the order of its rows, dry or wet, and a second time changes nothing', async () => {
    const first = await labelOffice('P1', 'P2');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...rows(4)], { minLength: 6, maxLength: 6 }), async (shuffled) => {
        const office = first.copy();
        const byRow = (results: Record<string, string>[]) =>
          Object.fromEntries(results.map((row) => [`${row.project_id} ${row.teacher_id}`, said(row as never)]));
        const dry = await office.take('label evaluate', shuffled, '--dry-run');
        const wet = await office.take('label evaluate', shuffled);
        expect([dry.results, dry.json]).toEqual([wet.results, wet.json]);
        expect(byRow(wet.results)).toEqual({
          'P1 ANA': 'granted 18',
          'P1 BEA': 'refused 17 NQL-6',
          'P1 CARLOS': 'refused NQL-1',
          'P2 ANA': 'refused 26 NQL-6',
          'P2 BEA': 'granted 29',
          'P2 DIEGO': 'refused 24 NQL-7',
        });
        const head = (await office.etw('audit', 'verify', '--json')).object.head;
        const again = await office.take('label evaluate', shuffled);
        expect(again.json).toMatchObject({ accepted: 0, unchanged: 6 });
        expect((await office.etw('audit', 'verify', '--json')).object).toMatchObject({ ok: true, head });
      }),
      { numRuns: 5 },
    );
  });

  test.each(['evaluations.csv', 'evaluaciones.csv'])('fixtures/labels/%s is answered as its results say', async (file) => {
    const office = await labelOffice('P1', 'P2');
    const { code } = await office.etw(
      'label',
      'evaluate',
      '--csv',
      new URL(`../../fixtures/labels/${file}`, import.meta.url).pathname,
      '--results',
      'r.csv',
    );
    expect(code).toBe(0);

    expect(office.read('r.csv')).toBe(readFileSync(new URL('../../fixtures/labels/results.csv', import.meta.url), 'utf8'));
  });

  it('shows the spread of the scores, and who is within two points of the pass mark', async () => {
    const office = await labelOffice('P1', 'P2');
    office.write('e.csv', '');
    await office.feed('label evaluate', rows(5), '--dry-run');
    const { out } = await office.etw('label', 'evaluate', '--csv', 'rows.csv');
    expect(out).toContain('Scores: 5 scored, from 17 to 30, half of them 24 or more');
    expect(out).toMatch(/18–19 +1 +← pass mark 18/);
    expect(out).toContain('2 within 2 points of the pass mark:\n  P1 · BEA  17  refused\n  P1 · ANA  18  granted\n');
    const shown = await (await labelOffice('P1', 'P2')).etwIn({ answers: [] }, 'label', 'evaluate', '--csv', `${office.folder}/rows.csv`);
    expect(shown.out).toContain('█');
  });

  it('names the values nobody states, with the command that confirms them', async () => {
    const office = await labelOffice('P1');
    const { err } = await office.etw(...single.slice(0, -1), ...scored(...passing));
    expect(err).toContain('labels.pass-total');
    expect(err).toContain('etw rules set <parameter> <value>');
    for (const [name, value] of [
      ['pass-total', '18'],
      ['pass-each', '2'],
      ['mandatory', 'none'],
      ['finishing-days', '60'],
    ])
      await office.etw('rules', 'set', `labels.${name}`, String(value), '--from', '2026-01-01', '--source', 'Confirmed');
    const { json } = await office.etw(...single.map((word) => (word === 'ANA' ? 'BEA' : word)), ...scored(...passing));
    expect(json.decisions?.[0]?.assumed).toEqual([]);
  });
});

describe('letters', () => {
  it('one row a decision, in the language of the run', async () => {
    const office = await labelOffice('P1');
    const rows = [
      evaluation('P1', 'ANA', { technology_comment: 'Used throughout' }),
      evaluation('P1', 'BEA', { common_goals: 'no', visible_results: 'no', comment: '=1+1' }),
    ];
    await office.take('label evaluate', rows, '--letters', 'cartas.csv', '--lang', 'es');
    const [granted, refused] = rowsOf(office.read('cartas.csv'));
    expect(granted).toMatchObject({ status: 'accepted', outcome: 'granted', email: 'ana@example.org', school_name: 'CEIP El Roble' });
    expect(granted?.letter).toContain('con una valoración de 24 puntos sobre 30');
    expect(granted?.letter).toContain('Uso de la tecnología (4 puntos): Used throughout.');
    expect(refused?.letter).toMatch(/por los siguientes motivos: 1\) .*; 2\) /);
    const { out } = await office.etw('explain', String(granted?.decision), '--letter', '--lang', 'es');
    expect(out.trim()).toBe(granted?.letter);
    expect((await office.etw('explain', String(refused?.decision), '--letter')).out).toContain('We regret to tell you');
  });

  it('are not written by a dry run, nor where nothing was', async () => {
    const office = await labelOffice('P1');
    await office.take('label evaluate', [evaluation('P1', 'ANA')], '--letters', 'letters.csv', '--dry-run');
    expect(office.files()).not.toContain('letters.csv');
    await office.feed('label evaluate', [evaluation('P1', 'ANA', { results: 9 })], '--letters', 'letters.csv');
    expect(office.files()).not.toContain('letters.csv');
  });

  it('are about labels alone', async () => {
    const office = await labelOffice('P1');
    expect((await office.etw('explain', 'D000001', '--letter')).code).toBe(2);
  });
});

describe('an edition of five criteria, set by the office', () => {
  async function officeOfFive() {
    const office = await labelOffice('P1');
    for (const [name, value] of [
      ['labels.criteria', 'planning pupils tools safety impact'],
      ['labels.criteria-spanish', 'planning=planificación pupils=alumnado tools=herramientas safety=seguridad impact=impacto'],
      ['labels.scale-most', '3'],
      ['labels.pass-total', '8'],
      ['labels.pass-each', '1'],
      ['labels.mandatory', 'safety=2'],
    ]) {
      const { code } = await office.etw(
        'rules',
        'set',
        String(name),
        String(value),
        '--from',
        '2026-01-01',
        '--source',
        'Invented guidance',
      );
      expect(code).toBe(0);
    }
    return office;
  }
  const answers = {
    applied_on: '2026-05-04',
    common_goals: 'yes',
    active_participation: 'yes',
    partner_collaboration: 'yes',
    visible_results: 'yes',
  };
  const row = (teacher_id: string, points: readonly (number | string)[]): Cells => ({
    project_id: 'P1',
    teacher_id,
    ...answers,
    ...Object.fromEntries(['planning', 'pupils', 'tools', 'safety', 'impact'].map((name, place) => [name, points[place]])),
  });

  it('its columns decide', async () => {
    const office = await officeOfFive();
    const { results } = await office.take('label evaluate', [
      row('ANA', [3, 1, 1, 2, 1]),
      row('BEA', [3, 3, 3, 1, 3]),
      row('CARLOS', [2, 1, 1, 2, 1]),
    ]);
    expect(results.map(said)).toEqual(['granted 8', 'refused 13 NQL-6', 'refused 7 NQL-6']);
    expect((await office.feed('label evaluate', [row('ANA', [4, 1, 1, 2, 1])])).json.errors).toMatchObject([
      { column: 'planning', value: '4', message: 'is not a whole number from 0 to 3' },
    ]);
  });

  it('its header is asked for, its help tells it, and both read Spanish', async () => {
    const office = await officeOfFive();
    const { json } = await office.feed('label evaluate', [evaluation('P1', 'ANA')]);
    expect(json.errors[0]?.message).toContain('planning, pupils, tools, safety, impact');
    const help = (await office.etw('label', 'evaluate', '--help')).out;
    expect(help).toContain('planning [planificación]');
    expect(help).toContain('safety_comment? [seguridad_comentario]');
    const spanish = ['planificación', 'alumnado', 'herramientas', 'seguridad', 'impacto'].flatMap((name) => ['--score', `${name}=2`]);
    expect((await office.etw(...single, ...spanish)).json.decisions?.[0]).toMatchObject({ outcome: 'granted', score: 10 });
  });

  it('an application of before is evaluated by the criteria of its day', async () => {
    const office = await officeOfFive();
    await office.take('project change', [{ project_id: 'P1', ends_on: '2026-01-31', reason: 'shortened' }]);
    const { results } = await office.take('label evaluate', [
      { ...evaluation('P1', 'ANA', { applied_on: '2025-12-20' }), planning: '', pupils: '', tools: '', safety: '', impact: '' },
    ]);
    expect(results.map(said)).toEqual(['granted 24']);
  });
});

describe('scores as options', () => {
  test.each([
    ['a criterion nobody knows', ['--score', 'tecnology=4'], 2, 'did you mean technology?'],
    ['a criterion twice', ['--score', 'technology=4', '--score', 'technology=5'], 2, 'given twice'],
    ['no value', ['--score', 'technology'], 2, 'is not <criterion>=<value>'],
    ['one that is missing', scored(...passing).slice(0, -2), 1, '--score results'],
    ['one out of range', [...scored(...passing).slice(0, -1), 'results=6'], 1, '“6” is not a whole number from 0 to 5'],
  ])('%s', async (_, options, exit, message) => {
    const office = await labelOffice('P1');
    const { code, err } = await office.etw(...single, ...options);
    expect(code).toBe(exit);
    expect(err).toContain(message);
  });

  it('comments are kept, and explained', async () => {
    const office = await labelOffice('P1');
    const { json } = await office.etw(
      ...single,
      ...scored(...passing),
      '--score-comment',
      'technology=Used throughout',
      '--evaluator',
      'Rosa',
    );
    const { object } = await office.etw('explain', json.decisions?.[0]?.decision ?? '', '--json');
    expect(object).toMatchObject({ evaluator: 'Rosa', comments: { technology: 'Used throughout' } });
    const decisions = (await office.etw('export', 'decisions', '--format', 'json')).out;
    expect(decisions).not.toContain('throughout');
    expect(decisions).not.toContain('Rosa');
  });
});

test('other awards are recorded, once', async () => {
  const office = await labelOffice('P1');
  const row = { project_id: 'P1', award: 'Premio nacional', period: '2026', granted_on: '2026-06-01' };
  expect((await office.take('award record', [row])).json).toMatchObject({ created: 1 });
  expect((await office.take('award record', [row])).json).toMatchObject({ unchanged: 1 });
  expect((await office.take('award record', [{ ...row, granted_on: '' }])).json).toMatchObject({ unchanged: 1 });
  expect((await office.take('award record', [{ ...row, granted_on: '2026-06-02' }])).json).toMatchObject({ updated: 1 });
  expect((await office.feed('award record', [{ ...row, project_id: 'P9' }])).code).toBe(1);
  expect((await office.etw('export', 'awards', '--format', 'json')).list).toEqual([
    { project_id: 'P1', award: 'national-prize', period: '2026', school_code: null, granted_on: '2026-06-02', state: 'recorded' },
  ]);
});

test('an unanswered row of a sheet says nothing yet, that of another file is at fault', async () => {
  const office = await labelOffice('P1');
  const empty = { applied_on: '', common_goals: '', active_participation: '', partner_collaboration: '', visible_results: '' };
  const row = evaluation('P1', 'ANA', { ...empty, ...scores() });
  expect((await office.take('label evaluate', [{ ...row, asked: 0 }])).json).toMatchObject({ unchanged: 1, accepted: 0 });
  expect((await office.feed('label evaluate', [row])).json).toMatchObject({ invalid: 1 });
});
