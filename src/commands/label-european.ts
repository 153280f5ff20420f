import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, type Run, unchanged, unknown } from '../batch/command.ts';
import { day, earliest } from '../day.ts';
import { rulesOf } from '../editions/rules.ts';
import { NotFound } from '../faults.ts';
import { sayUnmet } from '../languages/say.ts';
import { counting, type Decision, remember, replaced, saveDecision, standing } from '../register/decisions.ts';
import { europeanSubject, findProposed, projectTouchedSince } from '../register/labels.ts';
import { loadRound, ofAnyRound, type Round, recipients } from '../register/rounds.ts';
import { findSchools } from '../register/schools.ts';
import { type Finding, type Outcome, sameDecision, unmet, type Verdict } from '../rules/decision.ts';
import { decideRound } from '../rules/labels.ts';

/** Decides every project proposed for a European round (EQL-1 to EQL-3), one decision a school that gets the label. */
export const labelEuropean = batchCommand({
  name: 'label european',
  columns: [c.project_id],
  decides: rulesOf('EQL'),
  keys: ['project_id'],
  options: [c.round, optional(c.school_code)],
  fromRegister: true,
  async generate(run) {
    const { writer, on, options, t } = run;
    const { school_code } = options as { readonly school_code?: string };
    if (school_code !== undefined && !(await findSchools(writer, [school_code])).size)
      throw new NotFound(t.notFound.school(school_code), { column: 'school_code', id: school_code });
    return (await findProposed(writer, String(options.year), on)).map((project_id) => ({ project_id }));
  },
  async handle(rows, run) {
    const round = await loadRound(
      run.writer,
      rows.map((row) => row.project_id),
      String(run.options.year),
      run.on,
    );
    const results: RowResult[] = [];
    for (const { project_id } of rows) results.push(await decideProject(project_id, round, run));
    return results;
  },
});

/** What became of one subject of a project: a school, or the project itself. */
interface Answer {
  readonly status: 'accepted' | 'unchanged';
  readonly outcome: Outcome | undefined;
  readonly findings: readonly Finding[];
  readonly message: string | null;
  readonly warning?: string;
  readonly decision?: Decision;
}

async function decideProject(project: string, round: Round, run: Run): Promise<RowResult> {
  const { on, t } = run;
  if (!round.known.has(project)) return unknown('project_id', project, t.rows.unknownProject);
  const proposals = round.proposals.get(project);
  if (!proposals) return invalid('project_id', project, t.rows.notProposed(round.year));
  const reading = run.reading(earliest(on, day(`${round.year}-12-31`)));
  const held = round.held.get(project) ?? [];
  const verdict = decideRound({ round: Number(round.year), proposals, held }, reading);
  const only = run.options.school_code as string | undefined;
  const schools = verdict.to === null ? [] : recipients(round, project, verdict.to, run.reading(on).value('labels.service-country'));
  const subjects = schools.length === 0 ? [null] : schools.filter((school) => only === undefined || school === only);
  const answers: Answer[] = [];
  for (const school of subjects) answers.push(await decideSubject(project, school, verdict, round, run));
  return together(answers);
}

async function decideSubject(project: string, school: string | null, verdict: Verdict, round: Round, run: Run): Promise<Answer> {
  const { writer, on, t, source } = run;
  const { year } = round;
  const subject = europeanSubject(project, school, year);
  const ofProject = round.past.get(project) ?? [];
  const past = ofProject.filter((one) => one.subject === subject);
  const { outcome, findings } = verdict;
  const award = standing(past, on) ?? (school === null ? null : ofAnyRound(round, project, school));
  if (award && outcome === 'granted')
    return {
      status: 'unchanged',
      outcome,
      findings: award.findings,
      message: t.rows.europeanStands(award.decision, school, award.year ?? year),
    };
  const revoked = replaced(past);
  if (revoked?.revoked && source === 'register') {
    const enrolments = round.enrolments.get(project) ?? [];
    if (!(await projectTouchedSince(writer, project, school, enrolments, revoked.revoked.run))) {
      const message = t.rows.europeanRests(revoked.decision);
      return { status: 'unchanged', outcome: undefined, findings: [], message, warning: message };
    }
  }
  const message = sayUnmet(t, findings);
  const last = counting(past, on);
  if (last && !revoked && outcome === 'refused' && sameDecision(last, verdict)) return { status: 'unchanged', outcome, findings, message };
  const about = { project_id: project, school_code: school, year, replaces: revoked?.decision ?? null };
  const decision = saveDecision(writer, 'european-label', subject, verdict, about);
  round.past.set(project, [...ofProject, { ...remember(decision), subject }]);
  return { status: 'accepted', outcome, findings, message: school === null ? message : t.rows.europeanTo(school), decision };
}

/** One row of the answers to a project: what was decided last, or what stands. */
function together(answers: readonly Answer[]): RowResult {
  const decided = answers.filter(({ decision }) => decision !== undefined);
  const shown = decided.at(-1) ?? answers.at(-1);
  const more = {
    outcome: shown?.outcome,
    unmet: unmet(shown?.findings ?? []),
    message: answers.flatMap(({ message }) => message || []).join(' '),
    warnings: answers.flatMap(({ warning }) => warning ?? []),
    decisions: decided.flatMap(({ decision }) => decision ?? []),
  };
  return decided.length > 0 ? accepted(more) : unchanged(more);
}
