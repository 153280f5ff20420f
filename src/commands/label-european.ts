import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, type Run, unchanged, unknown } from '../batch/command.ts';
import { day, earliest } from '../day.ts';
import { NotFound } from '../faults.ts';
import { sayUnmet } from '../languages/say.ts';
import {
  counting,
  type Decision,
  findPastOfProjects,
  type Past,
  remember,
  replaced,
  saveDecision,
  standing,
} from '../register/decisions.ts';
import { enrolledSchools, europeanSubject, findHeld, findProposals, grouped, type Held, projectTouchedSince } from '../register/labels.ts';
import { type Enrolment, findEnrolments, findParticipations, findProjects, isActive } from '../register/projects.ts';
import { findSchools } from '../register/schools.ts';
import { type Finding, type Outcome, sameDecision, unmet, type Verdict } from '../rules/decision.ts';
import { decideRound, type Recipients } from '../rules/labels.ts';

/** Decides every project proposed for a European round (EQL-1 to EQL-3), one decision a school that gets the label. */
export const labelEuropean = batchCommand({
  name: 'label european',
  columns: [c.project_id],
  keys: ['project_id'],
  options: [c.round, optional(c.school_code)],
  fromRegister: true,
  async generate(run) {
    const { writer, on, options, t } = run;
    const { school_code } = options as { readonly school_code?: string };
    if (school_code !== undefined && !(await findSchools(writer, [school_code])).size) throw new NotFound(t.notFound.school(school_code));
    const proposed = await findProposals(writer, String(options.year), on);
    return [...proposed.keys()].sort().map((project_id) => ({ project_id }));
  },
  async handle(rows, run) {
    const round = await loadRound(
      rows.map((row) => row.project_id),
      run,
    );
    const results: RowResult[] = [];
    for (const { project_id } of rows) results.push(await decideProject(project_id, round, run));
    return results;
  },
});

type Earlier = Past & { readonly subject: string };

interface Round {
  readonly year: string;
  readonly proposals: ReadonlyMap<string, readonly string[]>;
  readonly held: ReadonlyMap<string, readonly Held[]>;
  readonly enrolments: ReadonlyMap<string, readonly Enrolment[]>;
  readonly participations: ReadonlyMap<string, readonly Past[]>;
  /** European labels of any round, by subject. */
  readonly past: Map<string, Earlier[]>;
  readonly known: ReadonlySet<string>;
}

async function loadRound(projects: readonly string[], run: Run): Promise<Round> {
  const { writer, on } = run;
  const year = String(run.options.year);
  const enrolments = await findEnrolments(writer, projects);
  const past = [...(await findPastOfProjects(writer, 'european-label', { projects })).values()].flat();
  return {
    year,
    proposals: await findProposals(writer, year, on),
    held: await findHeld(writer, projects, on),
    enrolments,
    participations: await findParticipations(
      writer,
      [...enrolments.values()].flat().map((e) => [e.project_id, e.school_code]),
    ),
    past: grouped(past, (one) => one.subject),
    known: new Set((await findProjects(writer, projects)).keys()),
  };
}

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
  const schools = verdict.to === null ? [] : recipients(project, verdict.to, held, round, run);
  const subjects = schools.length === 0 ? [null] : schools.filter((school) => only === undefined || school === only);
  const answers: Answer[] = [];
  for (const school of subjects) answers.push(await decideSubject(project, school, verdict, round, run));
  return together(answers);
}

/** The schools of the register that get the label, by code; those of other services are theirs to award. */
function recipients(project: string, to: Recipients, held: readonly Held[], round: Round, run: Run): readonly string[] {
  const { on } = run;
  const ours = run.reading(on).value('labels.service-country');
  const codes =
    to === 'holders'
      ? held.filter(({ country }) => country === ours).flatMap(({ schoolCode }) => schoolCode ?? [])
      : enrolledSchools(round.enrolments.get(project), on).filter((school) => isActive(round.participations, project, school, on));
  return [...new Set(codes)].sort();
}

async function decideSubject(project: string, school: string | null, verdict: Verdict, round: Round, run: Run): Promise<Answer> {
  const { writer, on, t, source } = run;
  const { year } = round;
  const subject = europeanSubject(project, school, year);
  const past = round.past.get(subject) ?? [];
  const { outcome, findings } = verdict;
  const award = standing(past, on) ?? (school === null ? null : ofAnotherRound(project, school, round, on));
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
  round.past.set(subject, [...past, { ...remember(decision), subject }]);
  return { status: 'accepted', outcome, findings, message: school === null ? message : t.rows.europeanTo(school), decision };
}

/** The label that a school holds for the project from another round. Null where it holds none. */
function ofAnotherRound(project: string, school: string, round: Round, on: Parameters<typeof standing>[1]): Past | null {
  const others = [...round.past.values()].flat().filter((past) => past.projectId === project && past.schoolCode === school);
  return standing(others, on);
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
