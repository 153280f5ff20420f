/** Projects, their partners, who is enrolled, and which participations are active. */
import type { Day } from '../day.ts';
import type { Founder } from '../rules/participation.ts';
import { foldName } from '../rules/places.ts';
import { type Answers, findAnswers } from './answers.ts';
import { counting, type Past, subjectOf } from './decisions.ts';
import type { Reader } from './register.ts';
import type { RowOf } from './tables.ts';

export interface Project {
  readonly row: RowOf<'projects'>;
  /** In the order in which they were named. */
  readonly partners: readonly RowOf<'partners'>[];
}

export type Enrolment = RowOf<'enrolments'>;

const by = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const of = found.get(key(row));
    if (of) of.push(row);
    else found.set(key(row), [row]);
  }
  return found;
};

/** Projects by id, without their partners. */
export async function findProjects(reader: Reader, ids: Iterable<string>): Promise<Map<string, RowOf<'projects'>>> {
  const wanted = reader.list(new Set(ids));
  const rows = await reader.db.selectFrom('projects').selectAll().where('project_id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.project_id, row]));
}

/** Projects by id. */
export async function findWithPartners(reader: Reader, ids: Iterable<string>): Promise<Map<string, Project>> {
  const wanted = reader.list(new Set(ids));
  const rows = await findProjects(reader, ids);
  const partners = await reader.db
    .selectFrom('partners')
    .selectAll()
    .where('project_id', 'in', wanted)
    .orderBy('project_id')
    .orderBy('position')
    .execute();
  const of = by(partners, (row) => row.project_id);
  return new Map([...rows].map(([id, row]) => [id, { row, partners: of.get(id) ?? [] }]));
}

/** The last day of each project, by id. */
export async function findProjectEnds(reader: Reader, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = reader.list(new Set(ids));
  const rows = await reader.db.selectFrom('projects').select(['project_id', 'ends_on']).where('project_id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.project_id, row.ends_on]));
}

/** The founders among the schools of a project; one that was named as `school` is has its code. */
export function foundersOf(
  partners: readonly Pick<RowOf<'partners'>, 'country' | 'name' | 'school_code' | 'founder'>[],
  school: Pick<RowOf<'schools'>, 'school_code' | 'country' | 'name'> | null,
): readonly Founder[] {
  const isSchool = (partner: (typeof partners)[number]) =>
    partner.school_code === school?.school_code ||
    (partner.school_code === null && partner.country === school?.country && foldName(partner.name) === foldName(school.name));
  return partners
    .filter((partner) => partner.founder)
    .map((partner) => ({ country: partner.country, schoolCode: school && isSchool(partner) ? school.school_code : partner.school_code }));
}

/** Every enrolment of these projects, withdrawn ones too, by project and in the order of recording. */
export async function findEnrolments(reader: Reader, projects: Iterable<string>): Promise<Map<string, Enrolment[]>> {
  const rows = await reader.db
    .selectFrom('enrolments')
    .selectAll()
    .where('project_id', 'in', reader.list(new Set(projects)))
    .orderBy('id')
    .execute();
  return by(rows, (row) => row.project_id);
}

/** Whether an enrolment counts on a day. */
export const enrolledBy = (enrolment: Enrolment, day: Day): boolean =>
  enrolment.enrolled_on <= day && (enrolment.withdrawn_on === null || enrolment.withdrawn_on > day);

/** The enrolment of a teacher that counts on a day. Null where there is none. */
export const enrolmentOf = (enrolments: readonly Enrolment[] | undefined, teacherId: string, day: Day): Enrolment | null =>
  enrolments?.findLast((enrolment) => enrolment.teacher_id === teacherId && enrolledBy(enrolment, day)) ?? null;

/** A school's first enrolment in a project that counts on a day. Null where nobody of the school is in it. */
export const firstOfSchool = (enrolments: readonly Enrolment[] | undefined, schoolCode: string, day: Day): Enrolment | null =>
  enrolments
    ?.filter((enrolment) => enrolment.school_code === schoolCode && enrolledBy(enrolment, day))
    .reduce<Enrolment | null>((first, enrolment) => (first && first.enrolled_on <= enrolment.enrolled_on ? first : enrolment), null) ??
  null;

export const participationSubject = (projectId: string, schoolCode: string): string => subjectOf(projectId, schoolCode);

/** What was answered to participations on a day, by `participationSubject`: yes is active (PART-8). */
export const findParticipations = (
  reader: Reader,
  enrolments: Iterable<Pick<Enrolment, 'project_id' | 'school_code'>>,
  day: Day,
): Promise<Answers> =>
  findAnswers(reader, 'participation', day, { subjects: [...enrolments].map((e) => participationSubject(e.project_id, e.school_code)) });

/** PART-8: whether a participation is known on a day to be active. */
export const isActive = (participations: ReadonlyMap<string, readonly Past[]>, projectId: string, schoolCode: string, day: Day): boolean =>
  counting(participations.get(participationSubject(projectId, schoolCode)), day)?.outcome === 'granted';

/** Rows of a fact table by project, in the order of recording. */
export async function findFacts<T extends 'assessments' | 'approvals' | 'reports' | 'evaluations'>(
  reader: Reader,
  table: T,
  projects: Iterable<string>,
): Promise<Map<string, RowOf<T>[]>> {
  const rows = await reader.db
    .selectFrom(table as 'reports')
    .selectAll()
    .where('project_id', 'in', reader.list(new Set(projects)))
    .orderBy('id')
    .execute();
  return by(rows as unknown as RowOf<T>[], (row) => row.project_id);
}
