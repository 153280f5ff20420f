/** Every command of the main job: a dry run answers as the real one, and a second run of the same file says nothing new. */
import { describe, expect, it } from 'vitest';
import { type Cells, csv, desk, type Result, rowsOf } from '../etw.ts';
import { copyOf, type Office, officeAt, project, schools, teacher, year, yes } from './office.ts';

const { roble, encina, pino, haya } = schools;

const claim = (project_id: string, teacher_id: string, more: Cells = {}): Cells => ({ project_id, teacher_id, ...more });

/** The main job in files, one a command, with refused rows among the others, and one row that is invalid. */
const steps: readonly (readonly [command: string, rows: readonly Cells[], invalid: Cells, ...args: string[]])[] = [
  [
    'school add',
    [
      { school_code: roble, name: 'CEIP El Roble', funding: 'public', province: 'Ávila' },
      { school_code: encina, name: 'Colegio La Encina', funding: 'concertado', province: 'León', etwinning_since: '1/9/2019' },
      { school_code: pino, name: 'Colegio El Pino', funding: 'privado', province: 'Ávila' },
      { school_code: haya, name: 'IES El Haya', funding: 'public', province: 'Soria' },
    ],
    { school_code: '1', name: 'x', funding: 'public' },
  ],
  [
    'cfie add',
    [
      { cfie: 'CFIE-AVILA', name: 'CFIE de Ávila', province: 'Ávila' },
      { cfie: 'CFIE-LEON', name: 'CFIE de León', province: 'León' },
      { cfie: 'CFIE-LEON', name: 'CFIE de León', municipality: 'Otra (La)' },
      { cfie: 'CFIE-BURGOS' },
    ],
    { cfie: '', name: 'of no code' },
  ],
  [
    'register',
    [
      teacher('ANA', roble),
      teacher('BEA', roble),
      teacher('CARLOS', encina),
      teacher('DIEGO', pino),
      teacher('EVA', haya),
      teacher('FE', roble, { in_service: 'no' }),
      { ...teacher('GIL', roble), teacher_id: '' },
    ],
    teacher('X', '49990017'),
  ],
  [
    'approve teacher',
    [yes('ANA'), yes('BEA', { consent: 'no' }), yes('CARLOS'), yes('DIEGO'), yes('EVA', { replied_on: '' })],
    yes('NOBODY'),
  ],
  [
    'project add',
    [
      project('P1'),
      project('P1', { teacher_id: 'BEA' }),
      project('P2', { teacher_id: 'CARLOS', form: 'new', enrolled_on: '', ends_on: '2026-07-31' }),
      project('P3', { teacher_id: 'DIEGO', enrolled_on: '2026-06-16' }),
      project('P3', { teacher_id: 'DIEGO', enrolled_on: '2026-06-16' }),
      project('P4', { teacher_id: 'DIEGO' }),
      project('P5', { teacher_id: 'EVA', starts_on: '2026-05-03', enrolled_on: '2026-05-03' }),
    ],
    project('P6', { teacher_id: 'NOBODY' }),
  ],
  [
    'approve project',
    [
      { project_id: 'P1', school_code: roble, approved: 'yes' },
      { project_id: 'P4', school_code: pino, approved: 'no' },
    ],
    { project_id: 'P1', school_code: pino, approved: 'yes' },
  ],
  [
    'project assess',
    [
      { project_id: 'P1', school_code: roble, collaboration: 'yes', ict: 'yes' },
      { project_id: 'P2', school_code: encina, collaboration: 'yes', ict: 'no', assessor: 'Marta' },
      { project_id: 'P4', school_code: pino, collaboration: 'yes', ict: 'yes' },
      { project_id: 'P5', school_code: haya, collaboration: 'yes', ict: 'yes' },
    ],
    { project_id: 'P9', school_code: pino, collaboration: 'yes', ict: 'yes' },
  ],
  [
    'approve project',
    [
      { project_id: 'P2', school_code: encina, approved: 'yes' },
      { project_id: 'P5', school_code: haya, approved: 'yes', replied_by: 'Dirección' },
    ],
    { project_id: 'P5', school_code: haya, approved: 'quizá' },
  ],
  [
    'project assess',
    [{ project_id: 'P2', school_code: encina, collaboration: 'yes', ict: 'yes' }],
    { project_id: 'P2', school_code: roble, ict: 'yes', collaboration: 'yes' },
  ],
  [
    'report submit',
    [
      ...['project', 'follow-up', 'final'].flatMap((kind) => [
        claim('P1', 'ANA', { kind }),
        claim('P2', 'CARLOS', { kind, document: 'https://example.org/r' }),
        claim('P5', 'EVA', { kind }),
      ]),
      claim('P1', 'BEA', { kind: 'final' }),
      claim('P4', 'DIEGO', { kind: 'final' }),
    ],
    claim('P1', 'ANA', { kind: 'informe' }),
  ],
  [
    'report evaluate',
    [
      claim('P1', 'ANA', { result: 'positive', comment: 'good' }),
      claim('P2', 'CARLOS', { result: 'positive' }),
      claim('P5', 'EVA', { result: 'negative' }),
    ],
    claim('P4', 'DIEGO', { result: 'positive' }),
  ],
  [
    'project change',
    [{ project_id: 'P2', title: 'Another title', reason: 'a typing error' }],
    { project_id: 'P9', title: 'x', reason: 'x' },
  ],
  [
    'credits record',
    [{ teacher_id: 'CARLOS', year, credits: 1, cfie: 'CFIE-BURGOS', certificate: 'B/7' }],
    { teacher_id: 'NOBODY', year, credits: 1, cfie: 'C' },
  ],
  [
    'credits certify',
    [
      claim('P2', 'CARLOS', { credits: 2 }),
      claim('P1', 'ANA'),
      claim('P4', 'DIEGO'),
      claim('P5', 'EVA', { credits: 1 }),
      claim('P1', 'BEA'),
    ],
    claim('P9', 'ANA'),
    ...['--year', year],
  ],
  [
    'revoke',
    [
      { decision: 'CFIE-AVILA/2025-26/1', reason: 'wrong project' },
      { decision: 'D000002', reason: 'asked again' },
    ],
    { decision: 'D999999', reason: 'x' },
    '--yes',
  ],
  ['project withdraw', [claim('P1', 'ANA', { reason: 'wrong project' })], claim('P2', 'CARLOS', { reason: 'an award stands' })],
];

/** A register as it is before a step. */
const upTo = (step: number): Promise<Office> =>
  copyOf(`step ${step}`, async () => {
    const [command, rows, , ...args] = steps[step - 1] ?? [];
    const office = command === undefined ? officeAt(desk()) : await upTo(step - 1);
    if (command === undefined) await office.etw('school', 'list');
    else await office.take(command, rows ?? [], ...args);
    return office;
  });

const standing = ({ outcome, value, unmet }: Result) => [outcome, value, unmet];

describe.each(steps.map(([command], place) => [place, command] as const))('step %d, %s', (place) => {
  const [command, rows, invalid, ...args] = steps[place] ?? ['', [], {}];

  it('a second run of the same file writes nothing: its rows are unchanged and show what stands', async () => {
    const office = await upTo(place);
    const first = await office.take(command, rows, ...args);
    const head = await office.head();
    const second = await office.take(command, rows, ...args);
    expect(await office.head()).toBe(head);
    // What was refused and stored nowhere is judged anew; it is no news all the same.
    const anew = ['register', 'project add', 'report submit'].includes(command);
    expect(second.json).toMatchObject({ rows: rows.length, granted: 0, created: 0, updated: 0 });
    for (const [at, row] of second.results.entries()) {
      const before = first.results[at] as Result;
      if (!anew || before.outcome !== 'refused') expect([at, row.status]).toEqual([at, 'unchanged']);
      // An assessment may have decided the participation too; an unchanged one shows what it says itself.
      const own = command === 'project assess' && /PART-[67](;|$)/.test(before.unmet ?? '') ? ['granted', '', ''] : standing(before);
      expect([at, ...standing(row)]).toEqual([at, ...own]);
    }
  });

  it('a dry run gives summary, exit code, results and rejects of the real run, and writes nothing', async () => {
    const office = await upTo(place);
    for (const more of [[], ['--skip-invalid']]) {
      const there = more.length === 0 ? office.copy() : office;
      const names = (kind: string) => ['--results', `${kind}.csv`, ...(more.length > 0 ? ['--rejects', `${kind}.rejects.csv`] : [])];
      there.write('rows.csv', csv([...rows, invalid]));
      const run = [...command.split(' '), '--csv', 'rows.csv', '--json', ...args, ...more];
      const head = await officeAt(there).head();
      const dry = await there.etw(...run, ...names('dry'), '--dry-run');
      expect(await officeAt(there).head()).toBe(head);
      const real = await there.etw(...run, ...names('real'));
      expect([dry.code, dry.out]).toEqual([real.code, real.out]);
      expect(there.read('dry.csv')).toBe(there.read('real.csv'));
      expect(real.json.invalid).toBe(1);
      expect(real.code).toBe(more.length > 0 ? 3 : 1);
      if (more.length > 0) expect(there.read('dry.rejects.csv')).toBe(there.read('real.rejects.csv'));
      else expect(rowsOf(there.read('real.csv')).map(({ status }) => status)).toEqual([...rows.map(() => 'withheld'), 'invalid']);
    }
  });
});

describe('a second run', () => {
  it('of one file that gives a CFIE two names', async () => {
    const office = await upTo(1);
    const rows = [
      { cfie: 'CFIE-AVILA', name: 'CFIE de Ávila', province: 'Ávila' },
      { cfie: 'CFIE-AVILA', name: 'CFIE Ávila', municipality: 'Arenillas' },
    ];
    await office.feed('cfie add', rows);
    const head = await office.head();
    await office.feed('cfie add', rows);
    expect(await office.head()).toBe(head);
  });

  it('of one file that names a teacher by id and by address', async () => {
    const office = await upTo(2);
    const rows = [teacher('ANA', roble), { ...teacher('ANA', roble, { given_name: 'Anna' }), teacher_id: '' }];
    await office.feed('register', rows);
    const head = await office.head();
    await office.feed('register', rows);
    expect(await office.head()).toBe(head);
  });

  it('of a run without a file', async () => {
    const office = await upTo(14 - 1);
    const first = await office.certify();
    const head = await office.head();
    const second = await office.certify();
    expect(await office.head()).toBe(head);
    expect(second).toEqual(Object.fromEntries(Object.entries(first).map(([key, said]) => [key, `unchanged ${said}`])));
  });

  it('on a later day', async () => {
    const office = await upTo(steps.length - 2);
    const head = await office.head();
    for (const [command, rows, , ...args] of steps.slice(3, steps.length - 2)) {
      if (['project add', 'report submit', 'project assess', 'approve project'].includes(command)) continue;
      await office.take(command, rows, '--on', '2026-08-15', ...args);
    }
    expect(await office.head()).toBe(head);
  });
});
