/** Evaluations in few words, and an office with projects that wait for a label. */
import type { Cells } from '../etw.ts';
import { anOffice, type Office, project, schools } from './office.ts';

const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'] as const;

/** The cells of six scores, in the order of the criteria. */
export const scores = (...points: readonly (string | number)[]): Cells =>
  Object.fromEntries(criteria.map((name, place) => [name, points[place] ?? '']));

/** The requirements all met, and scores that pass with a total of 24. */
export const evaluation = (project_id: string, teacher_id: string, more: Cells = {}): Cells => ({
  project_id,
  teacher_id,
  applied_on: '2026-05-04',
  common_goals: 'yes',
  active_participation: 'yes',
  partner_collaboration: 'yes',
  visible_results: 'yes',
  ...scores(4, 4, 4, 4, 4, 4),
  ...more,
});

/** Projects that ANA and BEA of El Roble and CARLOS of La Encina joined, all participations active. */
export async function labelOffice(...ids: readonly string[]): Promise<Office> {
  const office = await anOffice();
  for (const id of ids) {
    await office.take(
      'project add',
      ['ANA', 'BEA', 'CARLOS'].map((teacher_id) => project(id, { teacher_id })),
    );
    await office.activate(id, schools.roble);
    await office.activate(id, schools.encina);
  }
  return office;
}
