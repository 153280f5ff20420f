/** What phase 1 of a call asks of schools, loaded in sets: a few queries whatever their number. */
import { type Day, earliest as earlierOf } from '../day.ts';
import type { Call } from '../rules/call.ts';
import type { PostedTeacher, SchoolFacts } from '../rules/school-invitation.ts';
import { standingAccreditations } from './accreditations.ts';
import { answeringDecisions, answersOf } from './answers.ts';
import { findHeldLabels } from './held-labels.ts';
import { findParticipations, participationSubject } from './projects.ts';
import type { Reader } from './register.ts';
import type { School } from './schools.ts';
import { accessSubject, findFormerPostings, lastPosting, postingOn } from './teachers.ts';

/** The codes of every school of a country, in order. */
export const findSchoolCodes = (reader: Reader, country: string): Promise<{ school_code: string }[]> =>
  reader.db.selectFrom('schools').select('school_code').where('country', '=', country).orderBy('school_code').execute();

/** What phase 1 asks of the school itself. */
export type Candidate = Pick<School, 'school_code' | 'country' | 'etwinning_since'>;

/** Schools by code, with what phase 1 asks of them alone. */
export async function findCandidates(reader: Reader, codes: readonly string[]): Promise<Map<string, Candidate>> {
  const rows = await reader.db
    .selectFrom('schools')
    .select(['school_code', 'country', 'etwinning_since'])
    .where('school_code', 'in', reader.list(codes))
    .execute();
  return new Map(rows.map((row) => [row.school_code, row]));
}

/** The facts of SCH-1 to SCH-4 by school, as known on a day. `activeSince` is the first day of the window of SCH-2. */
export async function loadEligibility(
  reader: Reader,
  schools: ReadonlyMap<string, Candidate>,
  call: Call,
  activeSince: Day,
  on: Day,
): Promise<Map<string, SchoolFacts>> {
  const codes = [...schools.keys()];
  // Asked at once: the register answers one while the next is on its way.
  const taught = findPosted(reader, schools, call.referenceDay, on);
  const [{ posted, earliest }, projects, labels, accreditations] = await Promise.all([
    taught,
    taught.then(({ posted: at }) => findProjectsOf(reader, at, call.referenceDay, activeSince, on)),
    findHeldLabels(reader, codes, on),
    standingAccreditations(reader, on, codes),
  ]);
  const teachers = new Map<string, PostedTeacher[]>();
  for (const { teacherId, schoolCode, lastActiveOn } of posted) {
    const teacher = { teacherId, lastActiveOn, projects: projects.get(`${teacherId} ${schoolCode}`) ?? [] };
    const of = teachers.get(schoolCode);
    if (of) of.push(teacher);
    else teachers.set(schoolCode, [teacher]);
  }
  return new Map(
    [...schools.values()].map((school): [string, SchoolFacts] => {
      const code = school.school_code;
      const stated = school.etwinning_since as Day | null;
      const derived = earliest.get(code) ?? null;
      return [
        code,
        {
          since: stated ?? derived,
          derived: stated === null && derived !== null,
          teachers: teachers.get(code) ?? [],
          labels: labels.get(code) ?? [],
          accreditations: (accreditations.get(code) ?? []).filter((one) => one.call !== call.call),
        },
      ];
    }),
  );
}

interface Posted {
  readonly teacherId: string;
  readonly schoolCode: string;
  readonly lastActiveOn: Day | null;
}

/**
 * The teachers posted at the schools on a day whose posting has access, and of schools that state no day themselves the
 * earliest first day of a posting that ever got access (SCH-1).
 */
async function findPosted(reader: Reader, schools: ReadonlyMap<string, Candidate>, day: Day, on: Day) {
  // Teachers are found by the answers on their access: whoever never had one plays no part.
  const answered = await answeringDecisions(reader, 'teacher-access', on, { schools: schools.keys() })
    .innerJoin('teachers as t', 't.teacher_id', 'd.teacher_id')
    .select(['t.teacher_id', 't.school_code', 't.posted_from', 't.posted_until', 't.last_active_on'])
    .execute();
  const access = answersOf(answered);
  const rows = new Map(answered.map((row) => [row.teacher_id, row]));
  const former = await findFormerPostings(reader, [...rows.keys()]);
  const posted: Posted[] = [];
  const earliest = new Map<string, Day>();
  for (const row of rows.values()) {
    const postings = [...(former.get(row.teacher_id) ?? []), lastPosting(row)];
    const there = postingOn(postings, day);
    for (const posting of postings) {
      const school = schools.get(posting.schoolCode);
      if (!school) continue;
      const subject = accessSubject(row.teacher_id, posting);
      const known = earliest.get(posting.schoolCode);
      if (school.etwinning_since === null && (known === undefined || posting.from < known) && access.everYes.has(subject))
        earliest.set(posting.schoolCode, posting.from);
      if (posting !== there || !access.yes.has(subject)) continue;
      // An activity later than the day of the run does not count: nobody knew of it then.
      const lastActiveOn = row.last_active_on !== null && row.last_active_on <= on ? (row.last_active_on as Day) : null;
      posted.push({ teacherId: row.teacher_id, schoolCode: posting.schoolCode, lastActiveOn });
    }
  }
  return { posted, earliest };
}

/**
 * The projects that make teachers active (SCH-2), by teacher and school: enrolled from that school by the reference day,
 * in a participation known to be active, the project overlapping the window. Not asked of those whose own activity is enough.
 */
async function findProjectsOf(reader: Reader, posted: readonly Posted[], referenceDay: Day, activeSince: Day, on: Day) {
  const open = new Set<string>();
  const idle: string[] = [];
  for (const { teacherId, schoolCode, lastActiveOn } of posted) {
    if (lastActiveOn !== null && lastActiveOn >= activeSince) continue;
    open.add(`${teacherId} ${schoolCode}`);
    idle.push(teacherId);
  }
  const found = new Map<string, { readonly startsOn: Day; readonly endsOn: Day }[]>();
  if (open.size === 0) return found;
  const rows = (
    await reader.db
      .selectFrom('enrolments as e')
      .innerJoin('projects as p', 'p.project_id', 'e.project_id')
      .select(['e.teacher_id', 'e.school_code', 'e.project_id', 'p.starts_on', 'p.ends_on'])
      .where('e.teacher_id', 'in', reader.list(idle))
      .where('e.enrolled_on', '<=', earlierOf(referenceDay, on))
      .where((eb) => eb.or([eb('e.withdrawn_on', 'is', null), eb('e.withdrawn_on', '>', on)]))
      .where('p.starts_on', '<=', referenceDay)
      .where('p.ends_on', '>=', activeSince)
      .execute()
  ).filter((row) => open.has(`${row.teacher_id} ${row.school_code}`));
  const active = (await findParticipations(reader, rows, on)).yes;
  for (const row of rows) {
    if (!active.has(participationSubject(row.project_id, row.school_code))) continue;
    const key = `${row.teacher_id} ${row.school_code}`;
    const of = found.get(key) ?? [];
    of.push({ startsOn: row.starts_on as Day, endsOn: row.ends_on as Day });
    found.set(key, of);
  }
  return found;
}
