/** What phase 1 of a call asks of schools, loaded in sets: a few queries whatever their number. */
import { type Day, earliest } from '../day.ts';
import type { Call } from '../rules/call.ts';
import type { PostedTeacher, SchoolFacts } from '../rules/school-invitation.ts';
import { standingAccreditations } from './accreditations.ts';
import { findAnswers, grantedSubjects } from './answers.ts';
import { findHeldLabels } from './held-labels.ts';
import { participationSubject } from './projects.ts';
import type { Reader } from './register.ts';
import type { School } from './schools.ts';
import { accessSubject, lastPosting, type Posting, postingOn } from './teachers.ts';

/** The facts of SCH-1 to SCH-4 by school, as known on a day. `activeSince` is the first day of the window of SCH-2. */
export async function loadEligibility(
  reader: Reader,
  schools: ReadonlyMap<string, School>,
  call: Call,
  activeSince: Day,
  on: Day,
): Promise<Map<string, SchoolFacts>> {
  const codes = [...schools.keys()];
  const answers = await findAnswers(reader, 'teacher-access', on, { schools: codes });
  const derived = earliestWithAccess(answers);
  const posted = await findPosted(reader, codes, call.referenceDay, grantedSubjects(answers), on);
  const projects = await findProjectsOf(reader, posted, call.referenceDay, activeSince, on);
  const labels = await findHeldLabels(reader, codes, on);
  const accreditations = await standingAccreditations(reader, on, codes);
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
      return [
        code,
        {
          since: (school.etwinning_since as Day | null) ?? derived.get(code) ?? null,
          derived: school.etwinning_since === null && derived.has(code),
          teachers: teachers.get(code) ?? [],
          labels: labels.get(code) ?? [],
          accreditations: (accreditations.get(code) ?? []).filter((one) => one.call !== call.call),
        },
      ];
    }),
  );
}

/** The earliest first day of a posting that ever got access, by school (SCH-1): a decision on access names the posting. */
function earliestWithAccess(answers: Awaited<ReturnType<typeof findAnswers>>): Map<string, Day> {
  const first = new Map<string, Day>();
  for (const { subject, schoolCode, granted } of answers) {
    if (!granted || schoolCode === null) continue;
    const [, from] = JSON.parse(subject) as [string, Day];
    const known = first.get(schoolCode);
    if (known === undefined || from < known) first.set(schoolCode, from);
  }
  return first;
}

interface Posted {
  readonly teacherId: string;
  readonly schoolCode: string;
  readonly lastActiveOn: Day | null;
}

/** The teachers posted at the schools on a day whose posting has access. */
async function findPosted(reader: Reader, codes: readonly string[], day: Day, access: ReadonlySet<string>, on: Day): Promise<Posted[]> {
  const wanted = new Set(codes);
  const { db } = reader;
  const formerThere = db.selectFrom('former_postings').select('teacher_id').where('school_code', 'in', reader.list(codes));
  const rows = await db
    .selectFrom('teachers')
    .select(['teacher_id', 'school_code', 'posted_from', 'posted_until', 'last_active_on'])
    .where((eb) => eb.or([eb('school_code', 'in', reader.list(codes)), eb('teacher_id', 'in', formerThere)]))
    .execute();
  const former = new Map<string, Posting[]>();
  for (const row of await db
    .selectFrom('former_postings')
    .selectAll()
    .where('teacher_id', 'in', reader.list(rows.map((row) => row.teacher_id)))
    .orderBy('posted_from')
    .execute()) {
    const posting = { schoolCode: row.school_code, from: row.posted_from as Day, until: row.posted_until as Day };
    const of = former.get(row.teacher_id);
    if (of) of.push(posting);
    else former.set(row.teacher_id, [posting]);
  }
  return rows.flatMap((row) => {
    const posting = postingOn([...(former.get(row.teacher_id) ?? []), lastPosting(row)], day);
    // An activity later than the day of the run does not count: nobody knew of it then.
    const lastActiveOn = row.last_active_on !== null && row.last_active_on <= on ? (row.last_active_on as Day) : null;
    return posting && wanted.has(posting.schoolCode) && access.has(accessSubject(row.teacher_id, posting))
      ? { teacherId: row.teacher_id, schoolCode: posting.schoolCode, lastActiveOn }
      : [];
  });
}

/**
 * The projects that make teachers active (SCH-2), by teacher and school: enrolled from that school by the reference day,
 * in a participation known to be active, the project overlapping the window. Not asked of those whose own activity is enough.
 */
async function findProjectsOf(reader: Reader, posted: readonly Posted[], referenceDay: Day, activeSince: Day, on: Day) {
  const open = new Set(
    posted
      .filter(({ lastActiveOn }) => lastActiveOn === null || lastActiveOn < activeSince)
      .map(({ teacherId, schoolCode }) => `${teacherId} ${schoolCode}`),
  );
  const found = new Map<string, { readonly startsOn: Day; readonly endsOn: Day }[]>();
  if (open.size === 0) return found;
  const rows = (
    await reader.db
      .selectFrom('enrolments as e')
      .innerJoin('projects as p', 'p.project_id', 'e.project_id')
      .select(['e.teacher_id', 'e.school_code', 'e.project_id', 'p.starts_on', 'p.ends_on'])
      .where('e.teacher_id', 'in', reader.list(new Set(posted.map(({ teacherId }) => teacherId))))
      .where('e.enrolled_on', '<=', earliest(referenceDay, on))
      .where((eb) => eb.or([eb('e.withdrawn_on', 'is', null), eb('e.withdrawn_on', '>', on)]))
      .where('p.starts_on', '<=', referenceDay)
      .where('p.ends_on', '>=', activeSince)
      .execute()
  ).filter((row) => open.has(`${row.teacher_id} ${row.school_code}`));
  const subjects = rows.map((row) => participationSubject(row.project_id, row.school_code));
  const active = grantedSubjects(await findAnswers(reader, 'participation', on, { subjects }));
  for (const row of rows) {
    if (!active.has(participationSubject(row.project_id, row.school_code))) continue;
    const key = `${row.teacher_id} ${row.school_code}`;
    const of = found.get(key) ?? [];
    of.push({ startsOn: row.starts_on as Day, endsOn: row.ends_on as Day });
    found.set(key, of);
  }
  return found;
}
