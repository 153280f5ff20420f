/** What happened in a case, by day: every fact recorded and every decision taken. */
import type { Day } from '../day.ts';
import { unmet } from '../rules/decision.ts';
import { type Decision, findDecisions, subjectOf } from './decisions.ts';
import { readingsOf } from './office.ts';
import type { Reader } from './register.ts';
import { type TableName, tables } from './tables.ts';
import { findTeachers, type Posting } from './teachers.ts';

/** Whose file it is. */
export interface Case {
  readonly of: 'teacher_id' | 'project_id' | 'school_code';
  readonly id: string;
}

type Details = { readonly [name: string]: string | number | boolean | null };
type Row = { readonly [column: string]: string | number | null };

interface Source {
  readonly event: string;
  readonly table: TableName;
  readonly day: (row: Row) => string | null;
  readonly says: (row: Row) => Details;
}

const fact = <const E extends string>(event: E, table: TableName, day: string | Source['day'], says: Source['says'] = () => ({})) => ({
  event,
  table,
  day: typeof day === 'string' ? (row: Row) => row[day] as string | null : day,
  says,
});
const flags =
  (...names: readonly string[]) =>
  (row: Row): Details =>
    Object.fromEntries(names.map((name) => [name, row[name] === 1]));
const cells =
  (...names: readonly string[]) =>
  (row: Row): Details =>
    Object.fromEntries(names.map((name) => [name, row[name] === '' ? null : (row[name] ?? null)]));

/** What is recorded, in the order of the procedure: so it stands within one day, decisions last. */
const sources = [
  fact('project-added', 'projects', 'added_on'),
  fact('access-reply', 'access_replies', 'replied_on', flags('attached', 'data_correct', 'consent')),
  fact('enrolled', 'enrolments', 'enrolled_on', cells('form')),
  fact('withdrawn', 'enrolments', 'withdrawn_on'),
  fact('assessed', 'assessments', 'assessed_on', flags('collaboration', 'ict')),
  fact('approval-reply', 'approvals', 'replied_on', flags('approved')),
  fact('report', 'reports', 'submitted_on', cells('kind')),
  fact('evaluated', 'evaluations', 'evaluated_on', cells('result')),
  fact('credits-recorded', 'credits_elsewhere', 'recorded_on', cells('year', 'credits', 'cfie', 'certificate')),
  fact('label-applied', 'label_applications', 'applied_on'),
  fact('label-recorded', 'labels_elsewhere', 'granted_on', cells('country', 'school')),
  fact('award-recorded', 'other_awards', (row) => (row.granted_on ?? row.recorded_on) as string, cells('award', 'period')),
  fact('school-applied', 'school_applications', 'submitted_on', cells('call')),
  fact('accreditation-recorded', 'recorded_accreditations', 'valid_from', cells('call', 'valid_until')),
] as const;

/** What a fact is called; of a decision the event is its kind. */
export type FactEvent = 'posted' | 'left' | 'requested' | (typeof sources)[number]['event'];

export interface Happening {
  readonly on: string;
  readonly event: FactEvent | Decision['kind'];
  /** To be pasted after `etw explain`. Null for a fact. */
  readonly decision: string | null;
  readonly outcome: Decision['outcome'] | null;
  /** The rules that refused; empty for a fact. */
  readonly unmet: readonly string[];
  readonly certificate: string | null;
  readonly teacher_id: string | null;
  readonly project_id: string | null;
  readonly school_code: string | null;
  /** What else is to be said, by name. */
  readonly details: Details;
}

/** Everything of a case that is known on a day, oldest first. `decisions` are those about the case itself. */
export async function findTimeline(reader: Reader, file: Case, decisions: readonly Decision[], on: Day): Promise<Happening[]> {
  const known = await findReach(reader, file);
  const all = [...postingsOf(known, file)];
  for (const source of sources) all.push(...(await happeningsOf(reader, source, file, known)));
  all.push(...(await requestsOf(reader, file, known, on)));
  all.push(...(await happeningsOfDecisions(reader, file, decisions, known, on)));
  // A stable sort: within a day the order is that of the procedure.
  return all.filter((one) => one.on <= on).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** How far a case reaches: who was posted where, and who is or was enrolled in what. */
interface Reach {
  readonly postings: readonly (Posting & { readonly teacherId: string })[];
  readonly enrolments: readonly { readonly project_id: string; readonly teacher_id: string; readonly school_code: string }[];
}

async function findReach(reader: Reader, { of, id }: Case): Promise<Reach> {
  const enrolments = await reader.db
    .selectFrom('enrolments')
    .select(['project_id', 'teacher_id', 'school_code'])
    .where(of, '=', id)
    .orderBy('id')
    .execute();
  if (of === 'project_id') return { postings: [], enrolments };
  const posted = of === 'teacher_id' ? [id] : await postedAt(reader, id);
  const postings = [...(await findTeachers(reader, posted))]
    .flatMap(([teacherId, teacher]) => teacher.postings.map((posting) => ({ ...posting, teacherId })))
    .filter(({ schoolCode }) => of === 'teacher_id' || schoolCode === id);
  return { postings, enrolments };
}

async function postedAt(reader: Reader, schoolCode: string): Promise<string[]> {
  const ids = async (table: 'teachers' | 'former_postings') =>
    (await reader.db.selectFrom(table).select('teacher_id').where('school_code', '=', schoolCode).execute()).map((row) => row.teacher_id);
  return [...new Set([...(await ids('teachers')), ...(await ids('former_postings'))])].sort();
}

const aFact = { decision: null, outcome: null, unmet: [], certificate: null, project_id: null } as const;

function postingsOf({ postings }: Reach, { of }: Case): Happening[] {
  const sorted = of === 'teacher_id' ? postings : [...postings].sort((a, b) => (a.teacherId < b.teacherId ? -1 : 1));
  return sorted.flatMap(({ teacherId, schoolCode, from, until }) => {
    const one = { ...aFact, teacher_id: teacherId, school_code: schoolCode, details: {} };
    return [{ ...one, on: from, event: 'posted' as const }, ...(until === null ? [] : [{ ...one, on: until, event: 'left' as const }])];
  });
}

async function happeningsOf(reader: Reader, source: (typeof sources)[number], file: Case, reach: Reach): Promise<Happening[]> {
  const rows = (await rowsOf(reader, source.table, file, reach)).filter((row) => belongs(row, file, reach));
  const key = tables[source.table].key;
  const inOrder = rows.map((row) => [row, key.map((column) => row[column] ?? '')] as const).sort(([, a], [, b]) => compared(a, b));
  return inOrder.flatMap(([row]) => {
    const day = source.day(row);
    if (day === null) return [];
    const of = (column: string) => (row[column] as string | null | undefined) || null;
    const about = { teacher_id: of('teacher_id'), project_id: of('project_id'), school_code: of('school_code') };
    return [{ ...aFact, ...about, on: day, event: source.event, details: source.says(row) }];
  });
}

function compared(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [place, one] of a.entries()) {
    const other = b[place] ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** Rows of a table that may belong to a case: by its own key, else by the projects or teachers it reaches. */
async function rowsOf(reader: Reader, table: TableName, { of, id }: Case, { enrolments, postings }: Reach): Promise<readonly Row[]> {
  const { columns } = tables[table];
  const query = reader.db.selectFrom(table as 'reports').selectAll();
  if (of in columns) return query.where(of as 'project_id', '=', id).execute() as Promise<Row[]>;
  if (of === 'project_id') return [];
  if ('project_id' in columns) {
    const projects = reader.list(new Set(enrolments.map((one) => one.project_id)));
    return table === 'projects' ? [] : (query.where('project_id', 'in', projects).execute() as Promise<Row[]>);
  }
  if (!('teacher_id' in columns)) return [];
  return query.where('teacher_id', 'in', reader.list(new Set(postings.map((one) => one.teacherId)))).execute() as Promise<Row[]>;
}

/** Whether a row that was found through another's key is of this case: of the same school, teacher or posting. */
function belongs(row: Row, { of, id }: Case, { enrolments, postings }: Reach): boolean {
  if (row[of] === id) return true;
  if ('posted_from' in row) return postings.some((one) => one.teacherId === row.teacher_id && one.from === row.posted_from);
  const agree = (mine: string, value: string | number | null | undefined) => !value || value === mine;
  return enrolments.some(
    (one) => one.project_id === row.project_id && agree(one.teacher_id, row.teacher_id) && agree(one.school_code, row.school_code),
  );
}

/** The requests that went out about what a case reaches. They are for the subjects of the decisions that answer them. */
async function requestsOf(reader: Reader, { of, id }: Case, { postings, enrolments }: Reach, on: Day): Promise<Happening[]> {
  const about = new Map<string, Pick<Happening, 'teacher_id' | 'project_id' | 'school_code'>>();
  const none = { teacher_id: null, project_id: null, school_code: null };
  for (const { teacherId, from, schoolCode } of postings)
    about.set(subjectOf(teacherId, from), { ...none, teacher_id: teacherId, school_code: schoolCode });
  const documents = (await readingsOf(reader))(on).value('credits.documents');
  for (const { project_id, teacher_id, school_code } of enrolments) {
    about.set(subjectOf(project_id, school_code), { ...none, project_id, school_code });
    const owed = { ...none, project_id, teacher_id };
    about.set(subjectOf(project_id, teacher_id), owed);
    for (const kind of documents) about.set(subjectOf(project_id, teacher_id, kind), owed);
  }
  const calls = of === 'school_code' ? await reader.db.selectFrom('calls').select('call').execute() : [];
  for (const { call } of calls) about.set(subjectOf(id, call), { ...none, school_code: id });
  const rows = await reader.db
    .selectFrom('requests')
    .select(['step', 'subject', 'asked_on'])
    .where('subject', 'in', reader.list(about.keys()))
    .orderBy('asked_on')
    .orderBy('step')
    .orderBy('subject')
    .execute();
  return rows.map(({ step, subject, asked_on }) => ({
    ...aFact,
    ...(about.get(subject) ?? none),
    on: asked_on,
    event: 'requested',
    details: { step },
  }));
}

/** Decisions about the case itself, and those about its projects that name no teacher. */
async function happeningsOfDecisions(reader: Reader, file: Case, own: readonly Decision[], reach: Reach, on: Day): Promise<Happening[]> {
  const found = new Map(own.map((decision) => [decision.decision, decision]));
  if (file.of !== 'project_id')
    for await (const page of findDecisions(reader, { projects: reach.enrolments.map((one) => one.project_id) }))
      for (const one of page) if (one.teacher_id === null && belongs({ ...one } as never, file, reach)) found.set(one.decision, one);
  const all = [...found.values()].sort((a, b) => Number(a.decision.slice(1)) - Number(b.decision.slice(1)));
  return all.map((one) => happeningOf(one, one.revoked_by !== null && (found.get(one.revoked_by)?.on ?? on) <= on));
}

function happeningOf(decision: Decision, revoked: boolean): Happening {
  const { on, kind, outcome, certificate, teacher_id, project_id, school_code } = decision;
  const { country, year, call, credits, score, valid_from, valid_until, replaces, revokes, revoked_by } = decision;
  const said = { country, year, call, credits, score, valid_from, valid_until, replaces, revokes, revoked_by: revoked ? revoked_by : null };
  return {
    on,
    event: kind,
    decision: decision.decision,
    outcome,
    unmet: unmet(decision.findings),
    certificate,
    teacher_id,
    project_id,
    school_code,
    details: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
  };
}
