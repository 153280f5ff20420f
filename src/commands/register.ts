import { columns as c, conditional, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { addDays, type Day } from '../day.ts';
import type { Catalog } from '../languages/catalog.ts';
import { sayUnmet } from '../languages/say.ts';
import { salt } from '../register/digest.ts';
import type { Writer } from '../register/register.ts';
import { findSchools } from '../register/schools.ts';
import type { RowOf } from '../register/tables.ts';
import { findTeachers, findTeachersByEmail, lastPosting, type Posting, presentPosting, type Teacher } from '../register/teachers.ts';
import { unmet } from '../rules/decision.ts';
import { register as registerRule } from '../rules/participation.ts';

const columns = [
  optional(c.teacher_id),
  c.given_name,
  c.family_name,
  c.email,
  conditional(c.school_code),
  c.in_service,
  optional(c.registered_on),
  optional(c.last_active_on),
] as const;

/** Registers teachers, moves them to another school, and ends their service (PART-1; rules.md, Teachers, schools, countries). */
export const register = batchCommand({
  name: 'register',
  columns,
  keys: ['teacher_id', 'email'],
  key: (row) => row.teacher_id ?? row.email,
  async handle(rows, run) {
    const { writer, on, t } = run;
    const byId = await findTeachers(
      writer,
      rows.flatMap((row) => row.teacher_id ?? []),
    );
    const byEmail = new Map<string, string>();
    for (const teacher of (
      await findTeachersByEmail(
        writer,
        rows.map((row) => row.email),
      )
    ).values())
      byId.set(teacher.row.teacher_id, teacher);
    for (const { row } of byId.values()) byEmail.set(row.email, row.teacher_id);
    const schools = await findSchools(
      writer,
      rows.flatMap((row) => row.school_code ?? []),
    );
    const made = await makeIds(
      writer,
      new Set(rows.filter((row) => !row.teacher_id && !byEmail.has(row.email)).map((row) => row.email)).size,
    );

    return rows.map((row): RowResult => {
      const owner = byEmail.get(row.email);
      const id = row.teacher_id ?? owner;
      if (owner !== undefined && owner !== id) return invalid('email', row.email, t.rows.emailOfAnother(owner));
      for (const column of ['registered_on', 'last_active_on'] as const) {
        const day = row[column];
        if (day && day > on) return invalid(column, day, t.rows.inTheFuture(on));
      }
      const teacher = id === undefined ? undefined : byId.get(id);
      const day = row.registered_on ?? on;
      if (!row.in_service && !teacher) {
        const refused = registerRule({ inService: false }, run.reading(on));
        return accepted({ outcome: refused.outcome, unmet: unmet(refused.findings), message: sayUnmet(t, refused.findings) });
      }
      if (row.in_service && !row.school_code) return invalid('school_code', null, t.rows.required);
      if (row.in_service && row.school_code && !schools.has(row.school_code))
        return unknown('school_code', row.school_code, t.rows.unknownSchool);

      const place = row.in_service
        ? posted(row.school_code ?? '', teacher, day, row.registered_on !== undefined && row.registered_on !== null, t)
        : ended(teacher, day, t);
      if ('status' in place) return place;
      const name = id ?? made.pop() ?? '';
      const stored: Omit<RowOf<'teachers'>, 'run'> = {
        teacher_id: name,
        given_name: row.given_name,
        family_name: row.family_name,
        email: row.email,
        last_active_on: row.last_active_on === undefined ? (teacher?.row.last_active_on ?? null) : row.last_active_on,
        school_code: place.now.schoolCode,
        posted_from: place.now.from,
        posted_until: place.now.until,
        salt: teacher?.row.salt ?? salt(),
      };
      const outcome = row.in_service ? ('granted' as const) : undefined;
      const key = { teacher_id: name };
      if (teacher && sameTeacher(teacher.row, stored)) return unchanged({ outcome, key });
      writer.put('teachers', stored);
      if (place.former) {
        const { schoolCode, from, until } = place.former;
        writer.put('former_postings', { teacher_id: name, posted_from: from, posted_until: until ?? from, school_code: schoolCode });
      }
      if (teacher) byEmail.delete(teacher.row.email);
      byEmail.set(row.email, name);
      const whole = { ...stored, run: writer.run };
      byId.set(name, {
        row: whole,
        postings: [...(teacher?.postings.slice(0, -1) ?? []), ...(place.former ? [place.former] : []), lastPosting(whole)],
      });
      return accepted({ outcome, key, made: teacher ? 'updated' : 'created' });
    });
  },
});

interface Place {
  /** The present or last posting. */
  readonly now: Posting;
  /** The posting that it ends. */
  readonly former?: Posting;
}

/** Where a teacher in service is posted after the row, or why the row is invalid. */
function posted(school: string, teacher: Teacher | undefined, day: Day, dayGiven: boolean, t: Catalog): Place | RowResult {
  const last = teacher?.postings.at(-1);
  if (!teacher || !last) return { now: { schoolCode: school, from: day, until: null } };
  const known = teacher.postings.some((posting) => posting.schoolCode === school && posting.from === day);
  if (known || presentPosting(teacher.postings)?.schoolCode === school) return { now: last };
  const left = teacher.postings.some((posting) => posting.schoolCode === school);
  if (left && !dayGiven) return invalid('registered_on', null, t.rows.returningNeedsDay(school));
  if (day <= last.from) return invalid('registered_on', day, t.rows.postingBeganLater(last.schoolCode, last.from));
  if (last.until !== null && day <= last.until) return invalid('registered_on', day, t.rows.postingEndedLater(last.schoolCode, last.until));
  return { now: { schoolCode: school, from: day, until: null }, former: { ...last, until: last.until ?? addDays(day, -1) } };
}

/** The posting of somebody who leaves active service; somebody without a posting leaves nothing. */
function ended(teacher: Teacher | undefined, day: Day, t: Catalog): Place | RowResult {
  const present = teacher && presentPosting(teacher.postings);
  if (!present) return unchanged({ message: t.rows.noPosting, key: teacher ? { teacher_id: teacher.row.teacher_id } : undefined });
  if (day <= present.from) return invalid('registered_on', day, t.rows.postingBeganLater(present.schoolCode, present.from));
  return { now: { ...present, until: addDays(day, -1) } };
}

const compared = ['given_name', 'family_name', 'email', 'last_active_on', 'school_code', 'posted_from', 'posted_until'] as const;
const sameTeacher = (a: RowOf<'teachers'>, b: Omit<RowOf<'teachers'>, 'run'>) => compared.every((column) => a[column] === b[column]);

/** Ids for teachers who came without one. They carry nothing of the person, and the last is used first. */
async function makeIds(writer: Writer, count: number): Promise<string[]> {
  const made: string[] = [];
  while (made.length < count) {
    const ids: string[] = [];
    for (let more = count - made.length; more > 0; more -= 1) ids.push(`etw-${String(await writer.next('teacher')).padStart(6, '0')}`);
    const taken = await findTeachers(writer, ids);
    made.push(...ids.filter((id) => !taken.has(id)));
  }
  return made.reverse();
}
