/** An office in which something waits at every step, and the sheets it sends out. */
import { type Step, steps } from '../../src/steps.ts';
import { type Cells, csv, type Result, rowsOf } from '../etw.ts';
import { scores } from './labels-office.ts';
import { anOffice, copyOf, type Office, project, schools, teacher } from './office.ts';

export const { roble, encina } = schools;
export { type Step, steps };

/** A complete application for eTwinning School. */
export const candidate = (school_code: string, teacher_id: string, more: Cells = {}): Cells => ({
  call: '2026',
  school_code,
  teacher_id,
  submitted_on: '2026-06-10',
  digital_safety_policy: 'yes',
  ...more,
});

/**
 * NEW of La Encina waits for access; P2 of CARLOS there for assessment and approval; P1 of ANA at El Roble for three
 * reports; P3 of BEA there for the evaluation of the final report and for a label; El Roble for its accreditation.
 */
export const busyOffice = (): Promise<Office> => copyOf('busy office', async () => makeBusy(await anOffice()));

export async function makeBusy(office: Office): Promise<Office> {
  await office.take('register', [teacher('NEW', encina, { given_name: 'Nuria', family_name: 'Íñiguez', registered_on: '2026-06-01' })]);
  await office.take('project add', [
    project('P1', { title: 'Ríos', url: 'https://example.org/rios' }),
    project('P2', { teacher_id: 'CARLOS', enrolled_on: '2025-11-01' }),
    project('P3', { teacher_id: 'BEA' }),
  ]);
  await office.activate('P1', roble);
  await office.activate('P3', roble);
  for (const kind of ['project', 'follow-up', 'final'])
    await office.take('report submit', [{ project_id: 'P3', teacher_id: 'BEA', kind, submitted_on: '2026-06-20' }]);
  await office.take('label apply', [{ project_id: 'P3', teacher_id: 'BEA', applied_on: '2026-06-12' }]);
  await office.etw('school', 'call', '2026', '--opens', '2026-06-01', '--closes', '2026-06-30');
  await office.take('school apply', [candidate(roble, 'ANA')]);
  return office;
}

/** The keys of a row in one word: `P1 ANA final`. */
const named = (row: Record<string, unknown>) =>
  ['project_id', 'teacher_id', 'school_code', 'kind'].flatMap((key) => (row[key] ? [String(row[key])] : [])).join(' ');

/** What waits at a step, oldest first. */
export async function waits(office: Office, step: Step, ...args: string[]): Promise<string[]> {
  const { code, err, list } = await office.etw('pending', step, '--json', ...args);
  if (code !== 0) throw new Error(err);
  return list.map(named);
}

/** The one row of a step. */
export async function only(office: Office, step: Step, ...args: string[]): Promise<Record<string, unknown>> {
  const { list } = await office.etw('pending', step, '--json', ...args);
  if (list.length !== 1) throw new Error(`${list.length} rows of ${step}`);
  return list[0] ?? {};
}

/** The sheet of a step, as it is written. */
export async function sheet(office: Office, step: Step, ...args: string[]): Promise<Result[]> {
  const { code, err } = await office.etw('pending', step, '--out', 'sheet.csv', ...args);
  if (code !== 0) throw new Error(err);
  return rowsOf(office.read('sheet.csv'));
}

/** Writes answers into every row of the sheet, as somebody would. */
export function fill(office: Office, answers: Cells): void {
  office.write('sheet.csv', csv(rowsOf(office.read('sheet.csv')).map((row) => ({ ...row, ...answers }))));
}

const points = Object.fromEntries(
  ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion', 'potential'].map((value) => [`${value}_score`, 3]),
);

/** What somebody fills in at each step, and what the command then says of every row. */
export const answered: {
  readonly [S in Step]: { readonly cells: Cells; readonly says: string; readonly half: Cells; readonly more?: readonly string[] };
} = {
  access: {
    cells: { attached: 'sí', data_correct: 'sí', consent: 'sí', replied_on: '30/6/2026' },
    says: 'granted',
    half: { replied_by: 'Luisa' },
  },
  suitability: { cells: { collaboration: 'sí', ict: 'sí' }, says: 'granted', half: { ict: 'sí' } },
  approval: { cells: { approved: 'sí' }, says: 'accepted', half: { replied_on: '2026-06-30' } },
  reports: { cells: { submitted_on: '30/06/2026' }, says: 'granted', half: { submitted_on: 'soon' } },
  evaluation: { cells: { result: 'positiva' }, says: 'granted', half: { comment: 'Muy bien' } },
  label: {
    cells: {
      common_goals: 'sí',
      active_participation: 'sí',
      partner_collaboration: 'sí',
      visible_results: 'sí',
      ...scores(4, 4, 4, 4, 4, 4),
    },
    says: 'granted 24',
    half: { evaluator: 'Luisa' },
  },
  accreditation: {
    cells: { evidence_verified: 'sí', ...points },
    says: 'refused 18 SCH-5;SCH-6;SCH-7',
    half: { evidence_verified: 'sí' },
    more: ['--call', '2026'],
  },
};
