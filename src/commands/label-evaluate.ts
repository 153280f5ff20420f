import { oneByOne } from '../batch/ahead.ts';
import type { Column, Values } from '../batch/column.ts';
import { columns as c, optional } from '../batch/columns.ts';
import { type Asking, accepted, batchCommand, invalid, type RowResult, type Run, unchanged, unknown } from '../batch/command.ts';
import { commentOf, criteriaColumns, pointsOf, readScores } from '../batch/criteria.ts';
import type { Day } from '../day.ts';
import { NoValue, type Reading } from '../editions/edition.ts';
import { rulesOf } from '../editions/rules.ts';
import { sayUnmet } from '../languages/say.ts';
import { counting, type Decision, type Past, remember, replaced, saveDecision, standing } from '../register/decisions.ts';
import { type Applicant, type Applications, applicantFacts, labelSubject, lastApplication, loadApplications } from '../register/labels.ts';
import { saveRemark } from '../register/remarks.ts';
import { findSchools, type School } from '../register/schools.ts';
import { type Finding, type Outcome, sameDecision, unmet } from '../rules/decision.ts';
import {
  type Answers,
  awardLabel,
  evaluatedOf,
  type Gate,
  type GateFacts,
  gate,
  type Label,
  sameEvaluation,
  scaleOf,
} from '../rules/labels.ts';
import type { Scores } from '../rules/seen.ts';

const asked = [
  c.project_id,
  c.teacher_id,
  optional(c.applied_on),
  c.common_goals,
  c.active_participation,
  c.partner_collaboration,
  c.visible_results,
] as const;
const said = [optional(c.evaluator), optional(c.comment)] as const;
const columns = [...asked, ...said] as const;

/** A row with whatever columns the edition names. */
type Row = Values<typeof columns> & { readonly [column: string]: unknown };

/** Decides applications for the national label from the evaluators' file (NQL-1 to NQL-8). */
export const labelEvaluate = batchCommand({
  name: 'label evaluate',
  columns,
  follow: (reading) => [...asked, ...criteriaColumns(reading), ...said],
  questions: async (row, asking) => [...asked, ...(await criteriaOf(row, asking)), ...said],
  entries: ['score', 'score-comment'],
  decides: rulesOf('NQL'),
  keys: ['project_id', 'teacher_id'],
  scored: true,
  letters: [
    'status',
    'decision',
    'outcome',
    'project_id',
    'title',
    'teacher_id',
    'given_name',
    'family_name',
    'email',
    'school_code',
    'school_name',
    'on',
    'score',
    'letter',
  ],
  load,
  async handle(rows, run, loaded) {
    const desk: Desk = { ...loaded, run };
    return oneByOne(rows, (row) => evaluate(row as Row, desk));
  },
});

async function load(rows: readonly Applicant[], run: Run): Promise<Omit<Desk, 'run'>> {
  const known = await loadApplications(run.writer, rows, run.on);
  const codes = run.options.letters ? [...known.enrolments.values()].flat().map((enrolment) => enrolment.school_code) : [];
  return { known, schools: await findSchools(run.writer, codes) };
}

/** The criteria to be scored, each with its comment: those in force on the day of the application, once the gate is known to be open. */
async function criteriaOf(row: Partial<Values<typeof columns>>, { reader, on, reading }: Asking): Promise<readonly Column[]> {
  if (!isAnswered(row)) return [];
  const known = await loadApplications(reader, [row], on);
  const project = known.projects.get(row.project_id);
  const appliedOn = appliedOnOf(row, known, on);
  if (!project || appliedOn > on) return [];
  const then = reading(appliedOn);
  if (!gate(answersOf(row, appliedOn, project), then).open) return [];
  const criteria = then.value('labels.criteria');
  return criteriaColumns(then).flatMap((column) =>
    criteria.includes(column.name)
      ? [pointsOf(column, scaleOf(then))]
      : criteria.some((name) => column.name === commentOf(name))
        ? [column]
        : [],
  );
}

const isAnswered = (row: Partial<Values<typeof columns>>): row is Values<typeof columns> =>
  asked.every(({ name, required }) => !required || row[name] !== undefined);

/** The day of the application: as said, else of the one that is known, else the day of the run. */
const appliedOnOf = (row: Values<typeof columns>, known: Applications, on: Day): Day =>
  row.applied_on ?? (lastApplication(known.applications.get(labelSubject(row)), on)?.applied_on as Day | undefined) ?? on;

const answersOf = (row: Values<typeof columns>, appliedOn: Day, project: { readonly ends_on: string }): GateFacts => ({
  commonGoals: row.common_goals,
  activeParticipation: row.active_participation,
  partnerCollaboration: row.partner_collaboration,
  visibleResults: row.visible_results,
  appliedOn,
  endsOn: project.ends_on as Day,
});

interface Desk {
  readonly known: Applications;
  readonly run: Run;
  /** Those the letters name. */
  readonly schools: ReadonlyMap<string, School>;
}

function evaluate(row: Row, desk: Desk): RowResult {
  const { known, run } = desk;
  const { on, t } = run;
  const project = known.projects.get(row.project_id);
  if (!project) return unknown('project_id', row.project_id, t.rows.unknownProject);
  if (!known.teachers.has(row.teacher_id)) return unknown('teacher_id', row.teacher_id, t.rows.unknownTeacher);
  const appliedOn = appliedOnOf(row, known, on);
  if (appliedOn > on) return invalid('applied_on', appliedOn, t.rows.inTheFuture(on));
  try {
    const reading = run.reading(appliedOn);
    const answers = answersOf(row, appliedOn, project);
    const passed = gate(answers, reading);
    const { scores, faults } = passed.open
      ? readScores(row, reading.value('labels.criteria'), scaleOf(reading), t)
      : { scores: null, faults: [] };
    if (faults.length > 0) return { status: 'invalid', faults };
    return decide({ row, appliedOn, answers, passed, scores, reading }, desk);
  } catch (error) {
    if (error instanceof NoValue) return invalid('applied_on', appliedOn, t.problems.noValue(error.parameter, error.day));
    throw error;
  }
}

/** An application as it was evaluated. */
interface Evaluation {
  readonly row: Row;
  readonly appliedOn: Day;
  readonly answers: Answers;
  readonly passed: Gate;
  readonly scores: Scores | null;
  readonly reading: Reading;
}

function decide(evaluation: Evaluation, desk: Desk): RowResult {
  const { row, answers, passed, scores, reading } = evaluation;
  const { known, run } = desk;
  const { on, t } = run;
  const subject = labelSubject(row);
  const past = known.past.get(subject) ?? [];
  const award = standing(past, on);
  const facts = { scores, ...applicantFacts(known, row, on) };
  const label = awardLabel(passed, facts, reading);
  const as = (of: Told, more: string | null = null) => told(of, more, evaluation, label.margin, desk);

  if (award && sameEvaluation({ answers, scores: scores ?? written(evaluation, run) }, evaluatedOf(award.findings)))
    return unchanged(as(ofPast(award), t.rows.labelStands(award.decision)));
  const revokeFirst = award ? t.rows.revokeFirst(award.decision) : null;
  const toReplace = replaced(past, award);
  const last = counting(past, on);
  const repeated =
    last?.outcome === 'refused' &&
    !toReplace &&
    sameDecision(last, label) &&
    sameEvaluation({ answers, scores: label.score === null ? null : scores }, evaluatedOf(last.findings));
  if (last && repeated) return unchanged(as(ofPast(last), revokeFirst));

  const decision = save(evaluation, label, facts.enrolment?.schoolCode ?? null, toReplace, run);
  known.past.set(subject, [...past, remember(decision)]);
  return accepted({ ...as(decision, revokeFirst), decisions: [decision] });
}

/** What the score cells say although the gate is shut. Null where they do not read. */
function written({ row, appliedOn }: Evaluation, run: Run): Scores | null {
  const reading = run.reading(appliedOn);
  const { scores, faults } = readScores(row, reading.value('labels.criteria'), scaleOf(reading), run.t);
  return faults.length > 0 ? null : scores;
}

function save(
  { row, appliedOn, passed, scores }: Evaluation,
  label: Label,
  schoolCode: string | null,
  toReplace: Past | null,
  run: Run,
): Decision {
  const { writer } = run;
  const { project_id, teacher_id } = row;
  const decision = saveDecision(writer, 'national-label', labelSubject(row), label, {
    teacher_id,
    project_id,
    school_code: schoolCode,
    score: label.score,
    replaces: toReplace?.decision ?? null,
  });
  writer.put('label_evaluations', {
    decision: decision.decision,
    project_id,
    teacher_id,
    applied_on: appliedOn,
    common_goals: Number(row.common_goals),
    active_participation: Number(row.active_participation),
    partner_collaboration: Number(row.partner_collaboration),
    visible_results: Number(row.visible_results),
    scores: passed.open ? JSON.stringify(scores) : null,
  });
  const comments = commentsOf(row);
  // One text about an evaluation, whatever was said in it: files of thousands say something of each criterion.
  if (row.evaluator || row.comment || Object.keys(comments).length > 0)
    saveRemark(
      writer,
      'label_evaluations',
      decision.decision,
      'evaluation',
      JSON.stringify({ evaluator: row.evaluator ?? null, comment: row.comment ?? null, comments }),
    );
  return decision;
}

/** Comments by criterion, in the order of the file. */
function commentsOf(row: Row): { readonly [criterion: string]: string } {
  const comments: { [criterion: string]: string } = {};
  const ending = commentOf('');
  for (const column in row) {
    const text = row[column];
    if (typeof text === 'string' && column.endsWith(ending)) comments[column.slice(0, -ending.length)] = text;
  }
  return comments;
}

/** The decision a row is answered with, taken now or standing since. */
interface Told {
  readonly decision: string;
  readonly outcome: Outcome;
  readonly on: string;
  readonly score: number | null;
  readonly school_code: string | null;
  readonly findings: readonly Finding[];
}

const ofPast = (past: Past): Told => ({ ...past, school_code: past.schoolCode });

function told(of: Told, more: string | null, { row, appliedOn }: Evaluation, margin: number | null, { known, run, schools }: Desk) {
  const { t } = run;
  const project = known.projects.get(row.project_id);
  const teacher = known.teachers.get(row.teacher_id);
  const school = schools.get(of.school_code ?? '')?.name ?? null;
  const paragraph = () =>
    t.labels.letter({
      kind: 'national-label',
      outcome: of.outcome,
      appliedOn,
      project: { id: row.project_id, title: project?.title ?? '' },
      school,
      year: null,
      findings: of.findings,
      comment: row.comment ?? null,
      comments: commentsOf(row),
    });
  return {
    outcome: of.outcome,
    value: of.score,
    unmet: unmet(of.findings),
    message: () => [sayUnmet(t, of.findings), more].filter(Boolean).join(' '),
    margin,
    letter: () => [
      of.decision,
      of.outcome,
      row.project_id,
      project?.title ?? null,
      row.teacher_id,
      teacher?.given_name ?? null,
      teacher?.family_name ?? null,
      teacher?.email ?? null,
      of.school_code,
      school,
      of.on,
      of.score,
      paragraph(),
    ],
  };
}
