/** Every example of every help text works, in both languages, typed as it stands in the register of an invented office. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleId } from '../src/editions/rules.ts';
import type { Catalog } from '../src/languages/catalog.ts';
import { en } from '../src/languages/en/index.ts';
import { es } from '../src/languages/es/index.ts';
import { type CommandName, commands, pageOf } from '../src/program.ts';
import { wordsOf } from './console.ts';
import { type Cells, csv, type Desk, desk, type Ran } from './etw.ts';

const school = '05990014';
const call = '2027';
const values = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'];
const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];

const each = <T>(names: readonly string[], value: T) => Object.fromEntries(names.map((name) => [name, value]));
const p2 = { project_id: 'P2', teacher_id: 'T2' };

/** The rows of the file that a command's example names. */
const rows: Readonly<Partial<Record<CommandName, readonly Cells[]>>> = {
  'cfie add': [{ cfie: 'CFIE-LEON', name: 'CFIE de León', province: 'León' }],
  register: [{ teacher_id: 'T9', given_name: 'Eva', family_name: 'Gil', email: 'eva@example.org', school_code: school, in_service: 'yes' }],
  'approve teacher': [{ teacher_id: 'T2', attached: 'yes', data_correct: 'yes', consent: 'yes' }],
  'project add': [
    {
      ...p2,
      project_id: 'P4',
      title: 'Bridges',
      form: 'joined',
      starts_on: '2026-09-01',
      ends_on: '2027-06-15',
      partners: 'FR:Lycée A|IT:Liceo B',
    },
  ],
  'project change': [{ project_id: 'P2', title: 'Bridges', reason: 'a slip' }],
  'project withdraw': [{ project_id: 'P3', teacher_id: 'T2', reason: 'by mistake' }],
  'project assess': [{ project_id: 'P2', school_code: school, collaboration: 'yes', ict: 'yes' }],
  'approve project': [{ project_id: 'P2', school_code: school, approved: 'yes' }],
  'report submit': [{ ...p2, kind: 'follow-up' }],
  'report evaluate': [{ ...p2, result: 'positive' }],
  'credits certify': [{ project_id: 'P1', teacher_id: 'T1', credits: 3 }],
  'credits record': [{ teacher_id: 'T2', year: '2024-25', credits: 1, cfie: 'CFIE-BURGOS' }],
  revoke: [{ decision: 'CFIE-AVILA/2025-26/1', reason: 'by mistake' }],
  'label apply': [{ ...p2, applied_on: '2026-06-20' }],
  'label evaluate': [
    {
      ...p2,
      ...each(['common_goals', 'active_participation', 'partner_collaboration', 'visible_results'], 'yes'),
      ...each(criteria, 4),
    },
  ],
  'label record': [{ project_id: 'P2', country: 'IT', granted_on: '2026-05-02', school: 'Liceo Esempio' }],
  'label propose': [{ project_id: 'P1', year: '2026', country: 'ES' }],
  'award record': [{ project_id: 'P1', award: 'national-prize', period: '2026' }],
  'school apply': [
    {
      call,
      school_code: school,
      teacher_id: 'T1',
      submitted_on: '2027-02-05',
      digital_safety_policy: 'yes',
      digital_safety_evidence: 'https://example.org/policy',
      ...each(
        values.flatMap((value) => [`${value}_plan`, `${value}_evidence`]),
        'told',
      ),
    },
  ],
  'school accredit': [
    { school_code: school, evidence_verified: 'yes', ...each([...values.map((value) => `${value}_score`), 'potential_score'], 4) },
  ],
  'school record': [{ school_code: school, call: '2022', valid_from: '2022-01-01', valid_until: '2023-12-31' }],
};

/** The kinds of decisions that commands take. */
const decidedBy: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  'approve teacher': ['teacher-access'],
  'project assess': ['suitability', 'participation'],
  'approve project': ['participation'],
  'report evaluate': ['report-evaluation'],
  'credits certify': ['credits'],
  'label evaluate': ['national-label'],
  'label propose': ['european-proposal'],
  'label european': ['european-label'],
  'school invite': ['school-invitation'],
  'school accredit': ['school-label'],
};

const summer = new Date('2026-07-01T10:00:00Z');
const february = new Date('2027-02-10T10:00:00Z');

describe.each([
  ['English', en],
  ['Spanish', es],
] as readonly (readonly [string, Catalog])[])('in %s', (_, t) => {
  const examplesOf = (path: CommandName) => t.commands[path].examples;

  async function typed(place: Desk, example: string, now: Date, ...more: string[]): Promise<Ran> {
    const words = wordsOf(example.replace(/ > .*$/, ''));
    const path = [`${words[0]} ${words[1]}`, words[0]].find((one) => one !== undefined && one in commands) as CommandName | undefined;
    const file = words[words.indexOf('--csv') + 1];
    if (words.includes('--layout')) copyFileSync('fixtures/year/directorio.csv', join(place.folder, file ?? ''));
    else if (words.includes('--csv') && path) place.write(file ?? '', csv(rows[path] ?? []));
    return place.etwIn({ env: { ETW_LANG: t.language }, now }, ...words, ...more);
  }

  const world = desk();

  /** An office in which P1 has a label and is proposed, P2 has credits, P3 is to be withdrawn, and the school is invited. */
  beforeAll(async () => {
    const went = async (ran: Promise<Ran>) => expect(await ran).toMatchObject({ code: 0 });
    const on = ['--on', '2025-09-10'];
    await world.take(
      'school add',
      [{ school_code: school, name: 'CEIP Ejemplo', funding: 'public', province: 'Ávila', etwinning_since: '2015-09-01' }],
      ...on,
    );
    await went(typed(world, examplesOf('cfie add')[0] ?? '', summer));
    const names = [
      ['T1', 'Ana', 'Ruiz'],
      ['T2', 'Luis', 'Sanz'],
      ['T3', 'Marta', 'Díaz'],
    ] as const;
    const staff = names.map(([teacher_id, given_name, family_name]) => ({
      ...{ teacher_id, given_name, family_name, email: `${given_name.toLowerCase()}@example.org`, school_code: school },
      ...{ in_service: 'yes', registered_on: '2025-09-01', last_active_on: '2025-09-09' },
    }));
    await world.take('register', staff, ...on);
    await world.take(
      'approve teacher',
      names.map(([teacher_id]) => ({ teacher_id, ...each(['attached', 'data_correct', 'consent'], 'yes') })),
      ...on,
    );
    await went(typed(world, `${examplesOf('project add')[1]} --enrolled-on 2025-09-20`, summer));
    const project = { form: 'joined', teacher_id: 'T2', enrolled_on: '2025-10-01', starts_on: '2025-10-01', ends_on: '2026-06-20' };
    await world.take(
      'project add',
      ['P2', 'P3'].map((project_id) => ({ project_id, title: project_id, ...project, partners: 'FR:Lycée A|IT:Liceo B' })),
    );
    for (const [project_id, teacher_id] of [
      ['P1', 'T1'],
      ['P2', 'T2'],
    ] as const) {
      await world.take('project assess', [{ project_id, school_code: school, collaboration: 'yes', ict: 'yes' }]);
      await world.take('approve project', [{ project_id, school_code: school, approved: 'yes' }]);
      await world.take(
        'report submit',
        ['project', 'follow-up', 'final'].map((kind) => ({ project_id, teacher_id, kind })),
      );
      await world.take('report evaluate', [{ project_id, teacher_id, result: 'positive' }]);
    }
    await world.take('credits certify', [p2], '--year', '2025-26');
    for (const path of ['label evaluate', 'label record', 'label propose', 'rules set'] as const)
      await went(typed(world, examplesOf(path).find((example) => !example.includes('--csv')) ?? '', summer));
    await went(typed(world, examplesOf('school call')[0] ?? '', february));
    await went(world.etwIn({ now: february }, 'school', 'invite', '--call', call));
    await went(typed(world, 'etw school apply --csv applications.csv', february));
    world.write('final.pdf', 'the final report');
  });

  const all = (Object.keys(commands) as CommandName[]).flatMap((path) => examplesOf(path).map((example) => [example, path] as const));

  it.each(all)('%s', async (example) => {
    const place = world.copy();
    for (const name of ['final.pdf', 'memoria.pdf']) place.write(name, 'the final report');
    copyFileSync(join(place.folder, 'register.db'), join(place.folder, 'other.db'));
    copyFileSync(join(place.folder, 'register.db'), join(place.folder, 'otro.db'));
    // The head is that of the office that noted it.
    const { head } = (await place.etw('audit', 'verify', '--json')).object;
    const ran = await typed(place, example.replace(/--head \S+/, `--head ${head}`), february, '--yes');
    expect([ran.code, ran.err]).toEqual([0, expect.any(String)]);
  });

  it.each(Object.keys(commands) as CommandName[])('%s has two or more', (path) => {
    expect(examplesOf(path).length).toBeGreaterThanOrEqual(2);
  });

  it('the rules that help names are those of the findings', async () => {
    const place = world.copy();
    for (const path of ['label european', 'school accredit'] as const) await typed(place, examplesOf(path)[0] ?? '', february, '--yes');
    const { list } = await place.etw('export', 'decisions', '--format', 'json', '--on', '2027-02-10');
    for (const [path, kinds] of Object.entries(decidedBy)) {
      const found = list
        .filter(({ kind }) => kinds.includes(kind as string))
        .flatMap(({ findings }) => findings as readonly { rule: RuleId }[]);
      const { rules } = await pageOf(path as CommandName, t);
      expect([path, [...new Set(found.map(({ rule }) => rule))].sort()]).toEqual([path, [...rules].sort()]);
    }
  });
});
