/** Applications for eTwinning School, and who made them. */
import type { Day } from '../day.ts';
import type { Application } from '../rules/school-label.ts';
import { findCalls } from './calls.ts';
import type { Reader, Writer } from './register.ts';
import type { ApplicationText } from './remarks.ts';
import type { RowOf } from './tables.ts';
import { findAccess, findTeachers, hasAccess, postingOn } from './teachers.ts';

export type StoredApplication = RowOf<'school_applications'>;

/** Applications of schools in any call, in the order of recording, by call and school (`applicationKey`). */
export async function findApplications(reader: Reader, schoolCodes: Iterable<string>): Promise<Map<string, StoredApplication[]>> {
  const rows = await reader.db
    .selectFrom('school_applications')
    .selectAll()
    .where('school_code', 'in', reader.list(new Set(schoolCodes)))
    .orderBy('id')
    .execute();
  const found = new Map<string, StoredApplication[]>();
  for (const row of rows) {
    const key = applicationKey(row.call, row.school_code);
    const of = found.get(key);
    if (of) of.push(row);
    else found.set(key, [row]);
  }
  return found;
}

export const applicationKey = (call: string, schoolCode: string): string => `${call} ${schoolCode}`;

/** What an application gives, by field. */
export const givenIn = (row: Pick<StoredApplication, 'given'>): readonly ApplicationText[] =>
  row.given === '' ? [] : (row.given.split(' ') as ApplicationText[]);

/** Applications as SCH-5 to SCH-7 look at them, with the access of those who applied as known on a day; by `applicationKey`. */
export async function applicationsAsKnown(
  reader: Reader,
  stored: ReadonlyMap<string, readonly StoredApplication[]>,
  on: Day,
): Promise<Map<string, Application[]>> {
  const rows = [...stored.values()].flat();
  const teachers = await findTeachers(
    reader,
    rows.map((row) => row.teacher_id),
  );
  const access = await findAccess(reader, teachers.values());
  const asKnown = (row: StoredApplication): Application => {
    const posting = postingOn(teachers.get(row.teacher_id)?.postings ?? [], row.submitted_on as Day);
    const posted = posting?.schoolCode === row.school_code;
    return {
      submittedOn: row.submitted_on as Day,
      teacherId: row.teacher_id,
      posted,
      access: posted && posting !== null && hasAccess(access, row.teacher_id, posting, on),
      policy: row.digital_safety_policy === 1,
      given: givenIn(row),
    };
  };
  return new Map([...stored].map(([key, of]) => [key, of.filter((row) => row.submitted_on <= on).map(asKnown)]));
}

/** Whether an application, evaluation, assessment or reply of a school, or a change of it or of a project of its own, was recorded after a run. */
export async function schoolTouchedSince({ db }: Writer, schoolCode: string, run: number): Promise<boolean> {
  const of = (table: 'school_applications' | 'school_evaluations' | 'assessments' | 'approvals') =>
    db.selectFrom(table).select('id').where('school_code', '=', schoolCode).where('run', '>', run).limit(1).execute();
  const found = [
    await db.selectFrom('schools').select('run').where('school_code', '=', schoolCode).where('run', '>', run).execute(),
    await of('school_applications'),
    await of('school_evaluations'),
    await of('assessments'),
    await of('approvals'),
    await db
      .selectFrom('access_replies as a')
      .innerJoin('teachers as t', 't.teacher_id', 'a.teacher_id')
      .select('a.id')
      .where('t.school_code', '=', schoolCode)
      .where('a.run', '>', run)
      .limit(1)
      .execute(),
    await db
      .selectFrom('enrolments as e')
      .innerJoin('projects as p', 'p.project_id', 'e.project_id')
      .select('p.project_id')
      .where('e.school_code', '=', schoolCode)
      .where('p.run', '>', run)
      .limit(1)
      .execute(),
    await db
      .selectFrom('enrolments as e')
      .innerJoin('reports as r', (join) => join.onRef('r.project_id', '=', 'e.project_id').onRef('r.teacher_id', '=', 'e.teacher_id'))
      .select('r.id')
      .where('e.school_code', '=', schoolCode)
      .where('r.run', '>', run)
      .limit(1)
      .execute(),
  ];
  return found.some((rows) => rows.length > 0);
}

/** The applications of a school known on a day, as it is shown them. `state` is `in-time` or `outside`. */
export async function applicationRows(reader: Reader, schoolCode: string, on: Day) {
  const found = [...(await findApplications(reader, [schoolCode])).values()].flat().filter((row) => row.submitted_on <= on);
  const calls = await findCalls(
    reader,
    found.map((row) => row.call),
  );
  return found.map((row) => {
    const call = calls.get(row.call);
    const inTime = call !== undefined && call.opens_on <= row.submitted_on && row.submitted_on <= call.closes_on;
    return {
      call: row.call,
      teacher_id: row.teacher_id,
      submitted_on: row.submitted_on,
      digital_safety_policy: row.digital_safety_policy ? 'yes' : 'no',
      given: row.given,
      state: inTime ? 'in-time' : 'outside',
    };
  });
}
