/** What is known of quality labels, loaded in sets: applications, evaluations, recorded labels and proposals. */
import type { Day } from '../day.ts';
import type { HeldLabel, LabelFacts } from '../rules/labels.ts';
import { foldName } from '../rules/places.ts';
import { revokedDecisions } from './answers.ts';
import { counting, type Decision, findPast, findPastOfProjects, type Past, standing, subjectOf } from './decisions.ts';
import {
  type Enrolment,
  enrolledBy,
  enrolmentOf,
  findEnrolments,
  findParticipations,
  findProjects,
  participationSubject,
} from './projects.ts';
import type { Reader } from './register.ts';
import { findSchools, type School } from './schools.ts';
import type { RowOf } from './tables.ts';
import { findNames, type Named } from './teachers.ts';

export type RecordedLabel = RowOf<'labels_elsewhere'>;

/** A teacher's application in a project. */
export interface Applicant {
  readonly project_id: string;
  readonly teacher_id: string;
}

export const labelSubject = ({ project_id, teacher_id }: Applicant): string => subjectOf(project_id, teacher_id);

/** A European label: school null for the project itself. */
export const europeanSubject = (projectId: string, schoolCode: string | null, year: string): string =>
  subjectOf(projectId, schoolCode, year);

export interface Applications {
  readonly projects: ReadonlyMap<string, RowOf<'projects'>>;
  readonly teachers: ReadonlyMap<string, Named>;
  readonly enrolments: Map<string, Enrolment[]>;
  /** The participations that are active on the day (PART-8), by `participationSubject`. */
  readonly active: ReadonlySet<string>;
  /** In the order of recording, by `labelSubject`. */
  readonly applications: Map<string, RowOf<'label_applications'>[]>;
  /** Earlier decisions, by `labelSubject`. */
  readonly past: Map<string, Past[]>;
  /** Labels granted outside this register, by project. */
  readonly recorded: Map<string, RecordedLabel[]>;
}

/** `on` is the day of the run. */
export async function loadApplications(reader: Reader, rows: readonly Applicant[], on: Day): Promise<Applications> {
  const projectIds = new Set(rows.map((row) => row.project_id));
  const teacherIds = new Set(rows.map((row) => row.teacher_id));
  // Asked at once: the register answers one while the next is on its way.
  const enrolled = findEnrolments(reader, projectIds);
  const [enrolments, projects, teachers, participations, applications, past, recorded] = await Promise.all([
    enrolled,
    findProjects(reader, projectIds),
    findNames(reader, teacherIds),
    enrolled.then((of) => findParticipations(reader, [...of.values()].flat(), on)),
    findApplications(reader, projectIds),
    findPast(reader, 'national-label', rows.map(labelSubject)),
    findRecorded(reader, projectIds),
  ]);
  return {
    projects,
    teachers,
    enrolments,
    active: participations.yes,
    applications,
    past,
    recorded,
  };
}

/** What NQL-7 and NQL-8 ask of an applicant, as known on the day the applications were loaded for. */
export function applicantFacts(known: Applications, applicant: Applicant, on: Day): Omit<LabelFacts, 'scores'> {
  const { project_id, teacher_id } = applicant;
  const award = standing(known.past.get(labelSubject(applicant)), on);
  const enrolment = enrolmentOf(known.enrolments.get(project_id), teacher_id, on);
  const recorded = (known.recorded.get(project_id) ?? []).some((l) => l.teacher_id === teacher_id && l.granted_on <= on);
  return {
    enrolment: enrolment && {
      schoolCode: enrolment.school_code,
      active: known.active.has(participationSubject(project_id, enrolment.school_code)),
    },
    standing: [...(award ? [award.decision] : []), ...(recorded ? ['recorded'] : [])],
  };
}

/** Applications in these projects, by `labelSubject` and in the order of recording. */
export async function findApplications(reader: Reader, projects: Iterable<string>): Promise<Map<string, RowOf<'label_applications'>[]>> {
  const rows = await reader.db
    .selectFrom('label_applications')
    .selectAll()
    .where('project_id', 'in', reader.list(new Set(projects)))
    .orderBy('id')
    .execute();
  return grouped(rows, labelSubject);
}

/** The application that counts on a day: the last recorded. Null where there is none. */
export const lastApplication = (rows: readonly RowOf<'label_applications'>[] | undefined, day: Day): RowOf<'label_applications'> | null =>
  rows?.findLast((row) => row.applied_on <= day) ?? null;

/** Recorded labels by project. */
export async function findRecorded(reader: Reader, projects: Iterable<string>): Promise<Map<string, RecordedLabel[]>> {
  const rows = await reader.db
    .selectFrom('labels_elsewhere')
    .selectAll()
    .where('project_id', 'in', reader.list(new Set(projects)))
    .orderBy('project_id')
    .orderBy('country')
    .orderBy('holder')
    .orderBy('teacher_id')
    .execute();
  return grouped(rows, (row) => row.project_id);
}

/** A school as labels compare it: by its code, else by its folded name. */
export const holderOf = (school: { readonly code: string | null; readonly name: string | null }): string =>
  school.code === null ? `name ${foldName(school.name ?? '')}` : `code ${school.code}`;

/** A label with the school of the register that holds it. */
export interface Held extends HeldLabel {
  /** Null for a school that this register does not know. */
  readonly schoolCode: string | null;
}

/** The national labels that stand on a day in these projects, granted here or recorded, by project. */
export async function findHeld(reader: Reader, projects: Iterable<string>, on: Day): Promise<Map<string, Held[]>> {
  const ids = new Set(projects);
  const decided = [...(await findPastOfProjects(reader, 'national-label', ids)).values()]
    .flat()
    .filter((past) => past.outcome === 'granted' && past.on <= on && (past.revoked === null || past.revoked.on > on));
  const recorded = [...(await findRecorded(reader, ids)).values()].flat().filter((row) => row.granted_on <= on);
  const enrolments = await findEnrolments(reader, ids);
  const schools = await findSchools(reader, [
    ...decided.map((past) => past.schoolCode ?? ''),
    ...recorded.map((row) => row.school_code ?? ''),
    ...[...enrolments.values()].flat().map((enrolment) => enrolment.school_code),
  ]);
  const held = new Map<string, Held[]>([...ids].map((id) => [id, []]));
  const hold = (project: string, label: string, grantedOn: string, country: string, code: string | null, name: string | null) =>
    held.get(project)?.push({
      label,
      grantedOn: grantedOn as Day,
      country,
      holder: `${country} ${holderOf({ code, name })}`,
      schoolCode: schools.has(code ?? '') ? code : null,
    });
  for (const past of decided)
    hold(past.projectId ?? '', past.decision, past.on, schools.get(past.schoolCode ?? '')?.country ?? '', past.schoolCode, null);
  for (const row of recorded) {
    // A school recorded by its name may be one that the register knows by its code.
    const known = row.school_code ?? enrolledByName(row, enrolments.get(row.project_id) ?? [], schools);
    hold(row.project_id, 'recorded', row.granted_on, row.country, known, row.school);
  }
  return held;
}

function enrolledByName(row: RecordedLabel, enrolments: readonly Enrolment[], schools: ReadonlyMap<string, School>): string | null {
  const name = foldName(row.school ?? '');
  const found = enrolments
    .map((enrolment) => schools.get(enrolment.school_code))
    .find((school) => school?.country === row.country && foldName(school.name) === name);
  return found?.school_code ?? null;
}

/** The projects proposed for a round, by proposals that count on a day, in order. */
export async function findProposed(reader: Reader, year: string, on: Day): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('decisions')
    .select('project_id')
    .distinct()
    .where('kind', '=', 'european-proposal')
    .where('year', '=', year)
    .where('on_day', '<=', on)
    .where('decision', 'not in', revokedDecisions(reader, on))
    .execute();
  return rows.map((row) => row.project_id ?? '').sort();
}

/** The proposals of projects for a round that were granted and count on a day; a project whose proposals were all refused has an empty list. */
export async function findProposals(reader: Reader, projects: readonly string[], year: string, on: Day): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const [project, past] of await findPastOfProjects(reader, 'european-proposal', projects, year)) {
    const counted = [...grouped(past, (one) => one.subject).values()].flatMap((of) => counting(of, on) ?? []);
    if (counted.length > 0)
      found.set(
        project,
        counted.filter(({ outcome }) => outcome === 'granted').map(({ decision }) => decision),
      );
  }
  return found;
}

/**
 * Whether anything of a project, or of one school in it, was recorded after a run: a report, an evaluation, an application,
 * a proposal, an assessment or a reply, or a change of project or school. A label recorded from elsewhere is none.
 */
export async function projectTouchedSince(
  reader: Reader,
  projectId: string,
  schoolCode: string | null,
  enrolments: readonly Enrolment[],
  run: number,
): Promise<boolean> {
  const { db } = reader;
  const teachers = enrolments.filter((e) => schoolCode === null || e.school_code === schoolCode).map((e) => e.teacher_id);
  for (const table of ['reports', 'evaluations', 'label_applications', 'label_evaluations'] as const) {
    const rows = await db
      .selectFrom(table as 'reports')
      .select('run')
      .where('project_id', '=', projectId)
      .where('teacher_id', 'in', reader.list(teachers))
      .where('run', '>', run)
      .limit(1)
      .execute();
    if (rows.length > 0) return true;
  }
  for (const table of ['assessments', 'approvals', 'projects', 'label_proposals'] as const) {
    let query = db
      .selectFrom(table as 'assessments')
      .select('run')
      .where('project_id', '=', projectId)
      .where('run', '>', run);
    if (schoolCode !== null && (table === 'assessments' || table === 'approvals')) query = query.where('school_code', '=', schoolCode);
    if ((await query.limit(1).execute()).length > 0) return true;
  }
  const ofSchool = [
    await db
      .selectFrom('access_replies')
      .select('run')
      .where('teacher_id', 'in', reader.list(teachers))
      .where('run', '>', run)
      .limit(1)
      .execute(),
    await db
      .selectFrom('schools')
      .select('run')
      .where('school_code', '=', schoolCode ?? '')
      .where('run', '>', run)
      .execute(),
  ];
  return ofSchool.some((rows) => rows.length > 0);
}

/** The schools of the register that take part in a project on a day. */
export const enrolledSchools = (enrolments: readonly Enrolment[] | undefined, day: Day): readonly string[] => [
  ...new Set((enrolments ?? []).filter((enrolment) => enrolledBy(enrolment, day)).map((enrolment) => enrolment.school_code)),
];

/** Proposals and European labels that stand and name a national label, or a proposal, among what they rest on. */
export async function findNaming(reader: Reader, { decision, project_id }: Pick<Decision, 'decision' | 'project_id'>): Promise<string[]> {
  const projects = [project_id ?? ''];
  const later = [
    ...((await findPastOfProjects(reader, 'european-proposal', projects)).get(project_id ?? '') ?? []),
    ...((await findPastOfProjects(reader, 'european-label', projects)).get(project_id ?? '') ?? []),
  ];
  const named = (observed: unknown) =>
    Object.values((observed ?? {}) as { [name: string]: unknown }).some((value) => Array.isArray(value) && value.includes(decision));
  return later
    .filter((past) => past.outcome === 'granted' && past.revoked === null && past.findings.some(({ observed }) => named(observed)))
    .map((past) => past.decision)
    .sort();
}

export function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const of = found.get(key(row));
    if (of) of.push(row);
    else found.set(key(row), [row]);
  }
  return found;
}
