/** A small invented world, told through the commands themselves, with something in every table of the register. */
import { type Cells, csv, desk, type Ran } from '../etw.ts';

const roble = '05990014';
const encina = '24990011';
const pino = '05990026';
const haya = '42990012';

/** Ids in both cases and with accents, as those of the projects below: no two engines sort them alike by themselves. */
const teachers = ['ana', 'Bea', 'CARLOS', 'Éva', 'zoe', 'Ñusta'] as const;

const teacher = (teacher_id: string, school_code: string, more: Cells = {}): Cells => ({
  teacher_id,
  given_name: `Nombre de ${teacher_id || 'nadie'}`,
  family_name: 'Inventada',
  email: `${teacher_id || 'nadie'}@example.org`,
  school_code,
  in_service: 'yes',
  registered_on: '2025-09-01',
  last_active_on: '2025-09-02',
  ...more,
});

const project = (project_id: string, teacher_id: string, more: Cells = {}): Cells => ({
  project_id,
  title: `Proyecto ${project_id}`,
  form: 'joined',
  teacher_id,
  enrolled_on: '2025-10-01',
  starts_on: '2025-09-15',
  ends_on: '2026-06-15',
  partners: 'FR:Lycée Inventé|IT:Liceo Inventato',
  url: `https://example.org/${encodeURIComponent(project_id)}`,
  ...more,
});

const enrolled: readonly (readonly [project: string, teacher: string, school: string])[] = [
  ['rios', 'ana', roble],
  ['Huerto', 'CARLOS', encina],
  ['árbol', 'Bea', roble],
  ['P-10', 'Éva', haya],
  ['P-9', 'ana', roble],
  ['p-9', 'zoe', pino],
];

const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];
const label = (project_id: string, teacher_id: string, score: number, more: Cells = {}): Cells => ({
  project_id,
  teacher_id,
  common_goals: 'yes',
  active_participation: 'yes',
  partner_collaboration: 'yes',
  visible_results: 'yes',
  ...Object.fromEntries(criteria.map((name) => [name, score])),
  ...more,
});

const valued = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion', 'potential'];
const accredited = (school_code: string, score: number, more: Cells = {}): Cells => ({
  school_code,
  evidence_verified: 'yes',
  ...Object.fromEntries(valued.map((name) => [`${name}_score`, score])),
  ...more,
});

/** A command of the story: its words, its rows, and the day it acts for. */
type Step = readonly [on: string, command: string, rows?: readonly Cells[]];

const story: readonly Step[] = [
  [
    '2025-09-01',
    'school add',
    [
      {
        school_code: roble,
        name: 'CEIP El Roble',
        funding: 'public',
        province: 'Ávila',
        municipality: 'Villa Inventada (La)',
        email: 'roble@example.org',
      },
      {
        school_code: encina,
        name: 'Colegio La Encina',
        funding: 'subsidised',
        province: 'León',
        municipality: 'Valdeinventa',
        region: 'ES-CL',
        locality: 'Valdeinventa',
        address: 'Calle Mayor, 1',
        postal_code: '24999',
      },
      {
        school_code: pino,
        name: 'Colegio El Pino',
        funding: 'private',
        province: 'Ávila',
        cfie: 'CFIE-PROPIO',
        etwinning_since: '2019-02-28',
      },
      { school_code: haya, name: 'IES El Haya', funding: 'public', province: 'Soria' },
    ],
  ],
  [
    '2025-09-01',
    'cfie add',
    [
      { cfie: 'CFIE-AVILA', name: 'CFIE de Ávila', province: 'Ávila' },
      { cfie: 'CFIE-LEON', name: 'CFIE de León', municipality: 'VALDEINVENTA', province: 'León' },
      { cfie: 'CFIE-SORIA', school_code: haya },
      { cfie: 'cfie-otro' },
    ],
  ],
  ['2025-09-01', 'rules set credits.term-days 60 --from 2025-09-01 --source Instrucción'],
  [
    '2025-09-02',
    'register',
    [
      ...teachers.map((id) => teacher(id, { ana: roble, Bea: roble, CARLOS: encina, Éva: haya, zoe: pino, Ñusta: roble }[id])),
      teacher('', roble),
    ],
  ],
  [
    '2025-09-10',
    'approve teacher',
    teachers
      .filter((id) => id !== 'Ñusta')
      .map((teacher_id) => ({
        teacher_id,
        attached: 'yes',
        data_correct: 'yes',
        consent: 'yes',
        replied_by: `Dirección de ${teacher_id}`,
      })),
  ],
  ['2025-09-11', 'approve teacher', [{ teacher_id: 'Ñusta', attached: 'yes', data_correct: 'no', consent: 'yes' }]],
  [
    '2025-10-01',
    'project add',
    enrolled.map(([id, who]) =>
      project(
        id,
        who,
        id === 'rios'
          ? { form: 'new', partners: 'FR:École Inventée|PT:Escola' }
          : id === 'P-9'
            ? { starts_on: '2025-09-20', ends_on: '2026-01-20' }
            : {},
      ),
    ),
  ],
  ['2025-10-02', 'project add', [project('árbol', 'ana'), project('Huerto', 'ana', { partners: 'DE:Schule' })]],
  ['2025-10-03', 'pending suitability --mark'],
  ['2025-10-04', 'pending suitability --mark --province León'],
  [
    '2025-10-05',
    'project assess',
    enrolled.map(([project_id, , school_code]) => ({
      project_id,
      school_code,
      collaboration: 'yes',
      ict: project_id === 'p-9' ? 'no' : 'yes',
      assessor: 'Asesora',
    })),
  ],
  [
    '2025-10-06',
    'approve project',
    enrolled.map(([project_id, , school_code]) => ({
      project_id,
      school_code,
      approved: project_id === 'P-10' ? 'no' : 'yes',
      replied_by: 'Dirección',
    })),
  ],
  ['2025-10-07', 'approve project', [{ project_id: 'P-10', school_code: haya, approved: 'yes' }]],
  ['2025-11-01', 'project withdraw', [{ project_id: 'árbol', teacher_id: 'ana', reason: 'por error' }]],
  ['2025-11-02', 'project change', [{ project_id: 'Huerto', title: 'El huerto', ends_on: '2026-06-20', reason: 'ampliado' }]],
  ['2026-02-01', 'register', [teacher('Bea', encina, { registered_on: '2026-02-01' })]],
  ['2026-03-01', 'register', [teacher('zoe', pino, { in_service: 'no', registered_on: '2026-03-01' })]],
  [
    '2026-06-16',
    'report submit',
    enrolled
      .filter(([id]) => id !== 'p-9')
      .flatMap(([project_id, teacher_id]) =>
        ['project', 'follow-up', 'final'].map((kind) => ({ project_id, teacher_id, kind, document: `https://example.org/${kind}` })),
      ),
  ],
  [
    '2026-06-22',
    'report evaluate',
    enrolled
      .filter(([id]) => id !== 'p-9')
      .map(([project_id, teacher_id]) => ({
        project_id,
        teacher_id,
        result: project_id === 'P-10' ? 'negative' : 'positive',
        evaluator: 'Evaluadora',
        comment: 'Comentario',
      })),
  ],
  [
    '2026-06-25',
    'credits record',
    [
      { teacher_id: 'CARLOS', year: '2025-26', credits: 2, cfie: 'CFIE-BURGOS', certificate: 'B/7' },
      { teacher_id: 'Éva', year: '2024-25', credits: 4, cfie: 'CFIE-BURGOS', project_id: 'P-10' },
    ],
  ],
  [
    '2026-06-26',
    'label apply',
    [
      { project_id: 'rios', teacher_id: 'ana', applied_on: '2026-06-01' },
      { project_id: 'Huerto', teacher_id: 'CARLOS', applied_on: '2026-06-02' },
    ],
  ],
  [
    '2026-06-27',
    'label evaluate',
    [
      label('rios', 'ana', 4),
      label('Huerto', 'CARLOS', 3, { technology_comment: 'Comentario', comment: 'Comentario' }),
      // The gate leaves the scores of this one unread.
      label('árbol', 'Bea', 4, { visible_results: 'no' }),
    ],
  ],
  [
    '2026-06-27',
    'label record',
    [
      { project_id: 'rios', country: 'FR', school: 'École Inventée', granted_on: '2026-06-20' },
      { project_id: 'Huerto', country: 'DE', school: 'Schule', granted_on: '2026-06-20' },
      { project_id: 'otro', country: 'ES', school_code: encina, teacher_id: 'CARLOS', granted_on: '2020-06-20' },
    ],
  ],
  [
    '2026-06-28',
    'label propose',
    [
      { project_id: 'rios', year: '2026' },
      { project_id: 'árbol', year: '2026' },
    ],
  ],
  ['2026-06-28', 'label european --year 2026'],
  [
    '2026-06-28',
    'award record',
    [
      { project_id: 'rios', award: 'project-of-month', period: '2026-05', granted_on: '2026-06-01' },
      { project_id: 'Huerto', award: 'national-prize', period: '2026', school_code: encina },
    ],
  ],
  ['2026-06-28', 'school call 2026 --opens 2026-06-20 --closes 2026-07-10 --registered-by 2025-12-31'],
  ['2026-06-28', 'school call 2027 --opens 2027-02-01 --closes 2027-03-01'],
  [
    '2026-06-28',
    'school record',
    [
      { school_code: encina, call: '2025', valid_from: '2025-01-01', valid_until: '2026-12-31' },
      { school_code: pino, call: '2022', valid_from: '2022-01-01', valid_until: '2023-12-31' },
    ],
  ],
  ['2026-06-28', 'school invite --call 2026'],
  [
    '2026-06-29',
    'school apply',
    [
      {
        call: '2026',
        school_code: roble,
        teacher_id: 'ana',
        digital_safety_policy: 'yes',
        digital_safety_evidence: 'https://example.org/policy',
        inclusion_plan: 'Plan',
      },
      { call: '2026', school_code: encina, teacher_id: 'CARLOS', digital_safety_policy: 'no' },
    ],
  ],
  [
    '2026-06-29',
    'school accredit --call 2026',
    [accredited(roble, 4, { evaluator: 'Evaluadora' }), accredited(encina, 2, { comment: 'Comentario' })],
  ],
  ['2026-06-30', 'credits certify --year 2025-26'],
  ['2026-07-01', 'revoke CFIE-AVILA/2025-26/2 --reason error --yes'],
  ['2026-07-01', 'credits certify --year 2025-26 --project rios --teacher ana --credits 2'],
];

/** Plays the story on a register, wherever it lies. */
export async function playWorld(place: string): Promise<void> {
  const office = desk();
  for (const [on, command, rows] of story) {
    if (rows) office.write('rows.csv', csv(rows));
    const run = await office.etwIn(
      { env: { ETW_DB: place } },
      ...command.split(' '),
      ...(rows ? ['--csv', 'rows.csv'] : []),
      '--on',
      on,
      '--as',
      'officer',
    );
    // A claim of one subject that is refused ends with 4; nothing else of the story is at fault.
    if (run.code !== 0 && run.code !== 4) throw new Error(`${command} ended with ${run.code}: ${run.err}`);
  }
}

/** Runs one command on a register, wherever it lies. */
export const etwAt = (place: string, ...args: readonly string[]): Promise<Ran> => desk().etwIn({ env: { ETW_DB: place } }, ...args);
