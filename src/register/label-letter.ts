/** What the letter about a label says, from what is stored. */
import type { Day } from '../day.ts';
import type { LabelLetter } from '../rules/letter.ts';
import { type Decision, readJson } from './decisions.ts';
import { findProjects } from './projects.ts';
import type { Reader } from './register.ts';
import { findRemarks } from './remarks.ts';
import { findSchools } from './schools.ts';

/** What was said of an evaluation, as it is kept. */
interface Said {
  readonly evaluator?: string | null;
  readonly comment?: string | null;
  readonly comments?: { readonly [criterion: string]: string };
}

/** The facts of a letter, and who evaluated. Null for a decision that is about no label. */
export async function findLetter(
  reader: Reader,
  decision: Decision,
): Promise<(LabelLetter & { readonly evaluator: string | null }) | null> {
  const { kind, project_id } = decision;
  if (kind !== 'national-label' && kind !== 'european-label') return null;
  const project = (await findProjects(reader, [project_id ?? ''])).get(project_id ?? '');
  const school = (await findSchools(reader, [decision.school_code ?? ''])).get(decision.school_code ?? '');
  const evaluation = await reader.db
    .selectFrom('label_evaluations')
    .select('applied_on')
    .where('decision', '=', decision.decision)
    .executeTakeFirst();
  const remarks = await findRemarks(reader, 'label_evaluations', 'evaluation', [decision.decision]);
  const said = readJson<Said>('remarks', decision.decision, 'body', remarks.get(decision.decision) ?? '{}');
  return {
    kind,
    outcome: decision.outcome,
    appliedOn: (evaluation?.applied_on ?? null) as Day | null,
    project: { id: project_id ?? '', title: project?.title ?? '' },
    school: school?.name ?? null,
    year: decision.year,
    findings: decision.findings,
    comment: said.comment ?? null,
    comments: said.comments ?? {},
    evaluator: said.evaluator ?? null,
  };
}
