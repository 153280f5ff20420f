/** Teachers, their postings, and the access each posting has. */
import type { Day } from '../day.ts';
import { counting, findPast, type Past, subjectOf } from './decisions.ts';
import type { Reader } from './register.ts';
import type { RowOf } from './tables.ts';

export interface Posting {
  readonly schoolCode: string;
  readonly from: Day;
  /** Last day; null while it lasts. */
  readonly until: Day | null;
}

export interface Teacher {
  readonly row: RowOf<'teachers'>;
  /** Oldest first; at least one. */
  readonly postings: readonly Posting[];
}

/** Who a teacher is. */
export type Named = Pick<RowOf<'teachers'>, 'teacher_id' | 'given_name' | 'family_name' | 'email'>;

/** Names and addresses of teachers by id, without their postings. */
export async function findNames(reader: Reader, ids: Iterable<string>): Promise<Map<string, Named>> {
  const rows = await reader.db
    .selectFrom('teachers')
    .select(['teacher_id', 'given_name', 'family_name', 'email'])
    .where('teacher_id', 'in', reader.list(new Set(ids)))
    .execute();
  return new Map(rows.map((row) => [row.teacher_id, row]));
}

/** Teachers by id. */
export async function findTeachers(reader: Reader, ids: Iterable<string>): Promise<Map<string, Teacher>> {
  const wanted = reader.list(new Set(ids));
  const rows = await reader.db.selectFrom('teachers').selectAll().where('teacher_id', 'in', wanted).execute();
  return withPostings(reader, rows);
}

/** Teachers by e-mail (folded). */
export async function findTeachersByEmail(reader: Reader, emails: Iterable<string>): Promise<Map<string, Teacher>> {
  const rows = await reader.db
    .selectFrom('teachers')
    .selectAll()
    .where('email', 'in', reader.list(new Set(emails)))
    .execute();
  return withPostings(reader, rows);
}

async function withPostings(reader: Reader, rows: readonly RowOf<'teachers'>[]): Promise<Map<string, Teacher>> {
  if (rows.length === 0) return new Map();
  const former = await findFormerPostings(
    reader,
    rows.map((row) => row.teacher_id),
  );
  return new Map(rows.map((row) => [row.teacher_id, { row, postings: [...(former.get(row.teacher_id) ?? []), lastPosting(row)] }]));
}

/** Postings before the present or last one, oldest first, by teacher. */
export async function findFormerPostings(reader: Reader, ids: readonly string[]): Promise<Map<string, Posting[]>> {
  const former = new Map<string, Posting[]>();
  const found = await reader.db
    .selectFrom('former_postings')
    .selectAll()
    .where('teacher_id', 'in', reader.list(ids))
    .orderBy('posted_from')
    .execute();
  for (const row of found) {
    const posting = { schoolCode: row.school_code, from: row.posted_from as Day, until: row.posted_until as Day };
    const of = former.get(row.teacher_id);
    if (of) of.push(posting);
    else former.set(row.teacher_id, [posting]);
  }
  return former;
}

export const lastPosting = (row: Pick<RowOf<'teachers'>, 'school_code' | 'posted_from' | 'posted_until'>): Posting => ({
  schoolCode: row.school_code,
  from: row.posted_from as Day,
  until: row.posted_until as Day | null,
});

/** The posting on a day; the first counts for earlier days too. Null where the teacher had none. */
export function postingOn(postings: readonly Posting[], day: Day): Posting | null {
  const found = postings.findLast((posting) => posting.from <= day) ?? postings[0];
  return found && (found.until === null || day <= found.until) ? found : null;
}

/** The posting that lasts. Null for somebody who has left. */
export function presentPosting(postings: readonly Posting[]): Posting | null {
  const last = postings.at(-1);
  return last?.until === null ? last : null;
}

export const accessSubject = (teacherId: string, posting: Posting): string => subjectOf(teacherId, posting.from);

/** Earlier decisions on the access of every posting of these teachers, by `accessSubject`. */
export function findAccess(reader: Reader, teachers: Iterable<Teacher>): Promise<Map<string, Past[]>> {
  return findPast(
    reader,
    'teacher-access',
    [...teachers].flatMap(({ row, postings }) => postings.map((posting) => accessSubject(row.teacher_id, posting))),
  );
}

/** Whether a posting is known on a day to have access (PART-2). */
export const hasAccess = (access: ReadonlyMap<string, readonly Past[]>, teacherId: string, posting: Posting, day: Day): boolean =>
  counting(access.get(accessSubject(teacherId, posting)), day)?.outcome === 'granted';
