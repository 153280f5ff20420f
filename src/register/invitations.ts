/** Whom a call invites: the schools whose invitation stands, and their teachers with access. */
import type { Day } from '../day.ts';
import { findAnswers } from './answers.ts';
import { findCall } from './calls.ts';
import type { Reader } from './register.ts';
import { findSchools } from './schools.ts';
import { accessSubject, findTeachers, postingOn } from './teachers.ts';

export const invitationColumns = [
  'school_code',
  'school_name',
  'school_email',
  'teacher_id',
  'given_name',
  'family_name',
  'email',
  'opens_on',
  'closes_on',
] as const;

export type Invited = { readonly [C in (typeof invitationColumns)[number]]: string | null } & { readonly school_code: string };

/** The codes of the schools whose invitation to a call stands on a day. */
export async function findInvitedSchools(reader: Reader, call: string, on: Day): Promise<Set<string>> {
  const subjects = (await findAnswers(reader, 'school-invitation', on)).yes;
  return new Set(
    [...subjects].flatMap((subject) => {
      const [school, of] = JSON.parse(subject) as [string, string];
      return of === call ? [school] : [];
    }),
  );
}

/** One row a teacher posted there on the day with access; one row without a teacher for a school that has none left. */
export async function findInvited(reader: Reader, year: string, on: Day): Promise<Invited[]> {
  const call = await findCall(reader, year);
  const codes = [...(await findInvitedSchools(reader, year, on))].sort();
  const schools = await findSchools(reader, codes);
  const ids = await reader.db
    .selectFrom('teachers')
    .select('teacher_id')
    .where((eb) =>
      eb.or([
        eb('school_code', 'in', reader.list(codes)),
        eb('teacher_id', 'in', eb.selectFrom('former_postings').select('teacher_id').where('school_code', 'in', reader.list(codes))),
      ]),
    )
    .orderBy('teacher_id')
    .execute();
  const teachers = await findTeachers(
    reader,
    ids.map((row) => row.teacher_id),
  );
  const access = (await findAnswers(reader, 'teacher-access', on, { schools: codes })).yes;
  const posted = new Map<string, Pick<Invited, 'teacher_id' | 'given_name' | 'family_name' | 'email'>[]>();
  for (const { row, postings } of teachers.values()) {
    const posting = postingOn(postings, on);
    if (!posting || !access.has(accessSubject(row.teacher_id, posting))) continue;
    const { teacher_id, given_name, family_name, email } = row;
    posted.set(posting.schoolCode, [...(posted.get(posting.schoolCode) ?? []), { teacher_id, given_name, family_name, email }]);
  }
  const nobody = { teacher_id: null, given_name: null, family_name: null, email: null };
  return codes.flatMap((code) => {
    const school = schools.get(code);
    const of = { school_code: code, school_name: school?.name ?? null, school_email: school?.email ?? null };
    const dates = { opens_on: call?.opensOn ?? null, closes_on: call?.closesOn ?? null };
    return (posted.get(code) ?? [nobody]).map((teacher) => ({ ...of, ...teacher, ...dates }));
  });
}
