/** What the letter about a label says, from what is stored. */
import type { Day } from '../day.ts';
import type { LabelLetter } from '../rules/letter.ts';
import type { Decision } from './decisions.ts';
import { findProjects } from './projects.ts';
import type { Reader } from './register.ts';
import { findSchools } from './schools.ts';

const comment = 'comment';

/** The facts of a letter, and who evaluated. Null for a decision that is about no label. */
export async function findLetter(
  reader: Reader,
  decision: Decision,
): Promise<(LabelLetter & { readonly evaluator: string | null }) | null> {
  const { kind, project_id } = decision;
  if (kind !== 'national-label' && kind !== 'european-label') return null;
  const project = (await findProjects(reader, [project_id ?? ''])).get(project_id ?? '')?.row;
  const school = (await findSchools(reader, [decision.school_code ?? ''])).get(decision.school_code ?? '');
  const evaluation = await reader.db
    .selectFrom('label_evaluations')
    .select('applied_on')
    .where('decision', '=', decision.decision)
    .executeTakeFirst();
  const remarks = await reader.db
    .selectFrom('remarks')
    .select(['kind', 'body'])
    .where('about', '=', 'label_evaluations')
    .where('about_id', '=', decision.decision)
    .execute();
  const said = new Map(remarks.map((row) => [row.kind, row.body]));
  const scores = decision.findings.find(({ rule }) => rule === 'NQL-6')?.observed as { scores: object } | null | undefined;
  // In the order of the edition where they were scored, else by name.
  const order = Object.keys(scores?.scores ?? {});
  const place = (criterion: string) => (order.includes(criterion) ? order.indexOf(criterion) : order.length);
  const comments = [...said]
    .filter(([kind]) => kind.startsWith(`${comment} `))
    .map(([kind, body]) => [kind.slice(comment.length + 1), body] as const)
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  return {
    kind,
    outcome: decision.outcome,
    appliedOn: (evaluation?.applied_on ?? null) as Day | null,
    project: { id: project_id ?? '', title: project?.title ?? '' },
    school: school?.name ?? null,
    year: decision.year,
    findings: decision.findings,
    comment: said.get(comment) ?? null,
    comments: Object.fromEntries(comments),
    evaluator: said.get('evaluator') ?? null,
  };
}
