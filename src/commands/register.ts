import type { Column, Values } from '../batch/column.ts';
import { columns as c, conditional, fresh, needed, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, type Run, unchanged, unknown } from '../batch/command.ts';
import { addDays, type Day } from '../day.ts';
import { rulesOf } from '../editions/rules.ts';
import type { Catalog } from '../languages/catalog.ts';
import { sayUnmet } from '../languages/say.ts';
import { salt } from '../register/digest.ts';
import type { ReadyRow, Writer } from '../register/register.ts';
import { knownSchools } from '../register/schools.ts';
import type { RowOf } from '../register/tables.ts';
import { findTeachers, findTeachersByEmail, lastPosting, type Posting, presentPosting, type Teacher } from '../register/teachers.ts';
import { unmet } from '../rules/decision.ts';
import { register as registerRule } from '../rules/participation.ts';

const columns = [
  fresh(optional(c.teacher_id)),
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
  decides: rulesOf('PART-1'),
  keys: ['teacher_id', 'email'],
  key: (row) => row.teacher_id ?? row.email,
  alias: (row) => (row.teacher_id ? row.email : null),
  load: async (rows, run) => newcomers(rows, run),
  // Where somebody goes who leaves active service is nobody's question.
  questions: async ({ in_service }) =>
    columns.flatMap((column): readonly Column[] => (column.name === 'school_code' ? (in_service ? [needed(column)] : []) : [column])),
  async handle(rows, run, loaded) {
    const { writer, on, t } = run;
    const schools = await knownSchools(
      writer,
      rows.flatMap((row) => row.school_code ?? []),
    );
    const results = new Map<Row, RowResult>();
    for (const row of rows) {
      const fault = faultOf(row, on, schools, t);
      if (fault) results.set(row, fault);
    }
    await enter(rows, loaded, results, run.writer);
    const rest = rows.filter((row) => !results.has(row));
    if (rest.length > 0) await change(rest, results, run);
    return rows.map((row) => results.get(row) ?? unchanged());
  },
});

type Row = Values<typeof columns>;

/** What is wrong with a row whoever the teacher is. Null where nothing is. */
function faultOf(row: Row, on: Day, schools: ReadonlySet<string>, t: Catalog): RowResult | null {
  if (row.registered_on && row.registered_on > on) return invalid('registered_on', row.registered_on, t.rows.inTheFuture(on));
  if (row.last_active_on && row.last_active_on > on) return invalid('last_active_on', row.last_active_on, t.rows.inTheFuture(on));
  if (!row.in_service) return null;
  if (!row.school_code) return invalid('school_code', null, t.rows.required);
  return schools.has(row.school_code) ? null : unknown('school_code', row.school_code, t.rows.unknownSchool);
}

const newTeacher = (row: Row, id: string, on: Day): Stored => ({
  teacher_id: id,
  given_name: row.given_name,
  family_name: row.family_name,
  email: row.email,
  last_active_on: row.last_active_on ?? null,
  school_code: row.school_code ?? '',
  posted_from: row.registered_on ?? on,
  posted_until: null,
  salt: salt(),
});

type Stored = Omit<RowOf<'teachers'>, 'run'>;

/** Each row that names a teacher, made ready to be stored as somebody new; null for the others. */
const newcomers = (rows: readonly Row[], { writer, on }: Run): readonly (ReadyRow | null)[] =>
  rows.map((row) => (row.in_service && row.teacher_id ? writer.ready('teachers', newTeacher(row, row.teacher_id, on)) : null));

/**
 * Most rows bring somebody new: those are saved without being looked up first. A row
 * whose id or address is taken stays open, and so does one that shares its address
 * with another row of the chunk, since their order matters.
 */
async function enter(
  rows: readonly Row[],
  newcomers: readonly (ReadyRow | null)[],
  results: Map<Row, RowResult>,
  writer: Writer,
): Promise<void> {
  const addresses = new Map<string, number>();
  for (const row of rows) if (!results.has(row)) addresses.set(row.email, (addresses.get(row.email) ?? 0) + 1);
  const likely = rows.flatMap((row, place) => {
    const ready = newcomers[place];
    return ready && !results.has(row) && addresses.get(row.email) === 1 ? [{ row, ready }] : [];
  });
  const saved = await writer.insertNew(
    'teachers',
    likely.map(({ ready }) => ready),
  );
  for (const [place, { row }] of likely.entries()) if (saved[place]) results.set(row, entered);
}

const entered = accepted({ outcome: 'granted', made: 'created' });

/** Rows about teachers the register may know: compared with what is stored now, one after the other. */
async function change(rows: readonly Row[], results: Map<Row, RowResult>, run: Run): Promise<void> {
  const { writer, on, t } = run;
  const byId = await findTeachers(
    writer,
    rows.flatMap((row) => row.teacher_id ?? []),
  );
  const byEmail = new Map<string, string>();
  const owners = await findTeachersByEmail(
    writer,
    rows.map((row) => row.email),
  );
  for (const teacher of owners.values()) byId.set(teacher.row.teacher_id, teacher);
  for (const { row } of byId.values()) byEmail.set(row.email, row.teacher_id);
  const nameless = new Set(rows.filter((row) => row.in_service && !row.teacher_id && !byEmail.has(row.email)).map((row) => row.email));
  const made = await makeIds(writer, nameless.size);
  for (const row of rows) results.set(row, await changed(row));

  async function changed(row: Row): Promise<RowResult> {
    const owner = byEmail.get(row.email);
    const id = row.teacher_id ?? owner;
    if (owner !== undefined && owner !== id) return invalid('email', row.email, t.rows.emailOfAnother(owner));
    const teacher = id === undefined ? undefined : byId.get(id);
    if (!row.in_service && !teacher) {
      const refused = registerRule({ inService: false }, run.reading(on));
      return accepted({ outcome: refused.outcome, unmet: unmet(refused.findings), message: sayUnmet(t, refused.findings) });
    }
    const day = row.registered_on ?? on;
    const place = row.in_service ? posted(row.school_code ?? '', teacher, day, Boolean(row.registered_on), t) : ended(teacher, day, t);
    if ('status' in place) return place;
    // An address given up by an earlier row is free again.
    const name = id ?? made.pop() ?? (await makeIds(writer, 1)).join();
    const fresh = newTeacher(row, name, on);
    const stored: Stored = {
      ...fresh,
      last_active_on: row.last_active_on === undefined ? (teacher?.row.last_active_on ?? null) : row.last_active_on,
      school_code: place.now.schoolCode,
      posted_from: place.now.from,
      posted_until: place.now.until,
      salt: teacher?.row.salt ?? fresh.salt,
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
    const earlier = [...(teacher?.postings.slice(0, -1) ?? []), ...(place.former ? [place.former] : [])];
    byId.set(name, { row: whole, postings: [...earlier, lastPosting(whole)] });
    return accepted({ outcome, key, made: teacher ? 'updated' : 'created' });
  }
}

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
const sameTeacher = (a: RowOf<'teachers'>, b: Stored) => compared.every((column) => a[column] === b[column]);

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
