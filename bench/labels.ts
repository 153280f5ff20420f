/** Applications for the national label, and evaluations that grant some and refuse others for every reason. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lines, writeYear } from './world.ts';

const header =
  'project_id,teacher_id,applied_on,common_goals,active_participation,partner_collaboration,visible_results,pedagogical_innovation,curricular_integration,communication,collaboration,technology,technology_comment,results,evaluator,comment';

const pad = (value: number, width: number) => String(value).padStart(width, '0');

function evaluation(index: number): string {
  const yes = (every: number) => (index % every === 0 ? 'no' : 'yes');
  const score = (shift: number) => ((index + shift) % 11 === 0 ? 1 : 2 + ((index * 7 + shift * 13) % 4));
  const scores = [score(0), score(1), score(2), score(3), score(4), `Comment ${index}`, score(5)];
  const day = `2026-05-${pad(1 + (index % 28), 2)}`;
  return `P${pad(Math.floor(index / 2), 6)},T${pad(index, 7)},${day},${yes(17)},${yes(19)},${yes(23)},${yes(29)},${scores.join(',')},Evaluator ${index % 40},`;
}

export interface Applications {
  /** What fills the register, by the command that takes each file. */
  readonly world: ReturnType<typeof writeYear>;
  readonly evaluations: string;
}

/** So many applications, two a project, every participation active. */
export function writeApplications(folder: string, count: number): Applications {
  const own = join(folder, `labels-${count}`);
  mkdirSync(own);
  const evaluations = join(own, 'evaluations.csv');
  writeFileSync(evaluations, lines(header, count, evaluation));
  // Reports and their evaluation play no part in a label.
  return { world: writeYear(own, count).filter(([[noun]]) => noun !== 'report'), evaluations };
}
