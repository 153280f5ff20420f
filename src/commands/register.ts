import type { Column, Values } from '../batch/column.ts';
import { columns as c, conditional, fresh, needed, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, type Run, unchanged, unknown } from '../batch/command.ts';
import { addDays, type Day } from '../day.ts';
import { rulesOf } from '../editions/rules.ts';
import type { Catalog } from '../languages/catalog.ts';
import { sayUnmet } from '../languages/say.ts';
import { salt } from '../register/digest.ts';
import type { Insertion, Writer } from '../register/register.ts';
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
  load: (rows, run) => enter(rows, run),
  // Where somebody goes who leaves active service is nobody's question.
  questions: async ({ in_service }) =>
    columns.flatMap((column): readonly Column[] => (column.name === 'school_code' ? (in_service ? [needed(column)] : []) : [column])),
  async handle(rows, run, entry) {
    const results = await entry.settle();
    const rest = rows.flatMap((row, place) => (results[place] ? [] : [{ row, place }]));
    if (rest.length > 0) await change(rest, results, run);
    return results.map((result) => result ?? unchanged());
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

/** Rows that seem to bring somebody new. */
interface Entry {
  /** What came of each row; null where it says something of a teacher the register may know. */
  settle(): Promise<(RowResult | null)[]>;
  /** Takes back those that were entered before their turn: they are entered again when it comes. */
  takeBack(): Promise<void>;
}

/** What of a run was entered before its turn; null once a row did not bring somebody new, and all wait for their turn. */
const early = new WeakMap<Writer, Set<Entry> | null>();

/**
 * Most rows bring somebody new: those are entered without being looked up, and before their turn. A row whose id or
 * address is taken stays open, and so does one that shares its address with another of these rows, since their order
 * matters. What was entered before the turn of an open row is taken back: to that row it must not have happened yet.
 */
async function enter(rows: readonly Row[], { writer, on, t }: Run): Promise<Entry> {
  const schools = await knownSchools(
    writer,
    rows.flatMap((row) => row.school_code ?? []),
  );
  const results = rows.map((row) => faultOf(row, on, schools, t));
  const once = new Map<string, boolean>();
  for (const [place, { email }] of rows.entries()) if (!results[place]) once.set(email, !once.has(email));
  const places: number[] = [];
  const teachers: Stored[] = [];
  for (const [place, row] of rows.entries()) {
    if (results[place] || !row.in_service || !row.teacher_id || !once.get(row.email)) continue;
    places.push(place);
    teachers.push(newTeacher(row, row.teacher_id, on));
  }
  const insert = () => writer.insertNew('teachers', teachers);
  if (!early.has(writer)) early.set(writer, new Set());
  let insertion: Promise<Insertion> | null = null;
  const entry: Entry = {
    async settle() {
      early.get(writer)?.delete(entry);
      const { inserted, keep } = await (insertion ?? insert());
      keep();
      for (const [at, place] of places.entries()) if (inserted[at]) results[place] = entered;
      if (results.includes(null)) {
        const others = [...(early.get(writer) ?? [])];
        early.set(writer, null);
        for (const other of others) await other.takeBack();
      }
      return results;
    },
    async takeBack() {
      await (await insertion)?.undo();
      insertion = null;
    },
  };
  const before = early.get(writer);
  if (before) {
    before.add(entry);
    insertion = insert();
    // Whoever settles it hears of what went wrong; where nobody does, the run has ended.
    insertion.catch(() => {});
  }
  return entry;
}

const entered = accepted({ outcome: 'granted', made: 'created' });

/** Rows about teachers the register may know: compared with what is stored now, one after the other. */
async function change(
  rest: readonly { readonly row: Row; readonly place: number }[],
  results: (RowResult | null)[],
  run: Run,
): Promise<void> {
  const { writer, on, t } = run;
  const rows = rest.map(({ row }) => row);
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
  for (const { row, place } of rest) results[place] = await changed(row);

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
