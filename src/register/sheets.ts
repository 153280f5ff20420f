/** Who and what a matter that waits is about, in the words of its sheet. */
import type { Day } from '../day.ts';
import { daysBetween } from '../day.ts';
import type { sheetColumns } from '../steps.ts';
import type { Waiting } from './pending.ts';
import { findEnrolments, firstOfSchool } from './projects.ts';
import type { Reader } from './register.ts';
import { findSchools } from './schools.ts';

export type SheetRow = { readonly [C in (typeof sheetColumns)[number]]: string | number | null };

/** One row a matter, in the same order. Of a participation the teacher named is the first of the school to enrol. */
export async function describe(reader: Reader, matters: readonly Waiting[], on: Day): Promise<readonly SheetRow[]> {
  const schools = await findSchools(
    reader,
    matters.flatMap((matter) => matter.school_code ?? []),
  );
  const projects = await findTitles(
    reader,
    matters.flatMap((matter) => matter.project_id ?? []),
  );
  const enrolments = await findEnrolments(
    reader,
    matters.flatMap(({ teacher_id, project_id }) => (teacher_id === null && project_id !== null ? project_id : [])),
  );
  const whose = (matter: Waiting) =>
    matter.teacher_id ?? firstOfSchool(enrolments.get(matter.project_id ?? ''), matter.school_code ?? '', on)?.teacher_id ?? '';
  const teachers = await findNames(reader, matters.map(whose));
  return matters.map((matter) => {
    const school = schools.get(matter.school_code ?? '');
    const teacher = teachers.get(whose(matter));
    const project = projects.get(matter.project_id ?? '');
    return {
      school_name: school?.name ?? null,
      school_email: school?.email ?? null,
      given_name: teacher?.given_name ?? null,
      family_name: teacher?.family_name ?? null,
      title: project?.title ?? null,
      url: project?.url ?? null,
      since: matter.since,
      days: daysBetween(matter.since, on),
      asked: matter.asked,
    };
  });
}

async function findTitles(reader: Reader, ids: readonly string[]) {
  const rows = await reader.db
    .selectFrom('projects')
    .select(['project_id', 'title', 'url'])
    .where('project_id', 'in', reader.list(new Set(ids)))
    .execute();
  return new Map(rows.map((row) => [row.project_id, row]));
}

async function findNames(reader: Reader, ids: readonly string[]) {
  const rows = await reader.db
    .selectFrom('teachers')
    .select(['teacher_id', 'given_name', 'family_name'])
    .where('teacher_id', 'in', reader.list(new Set(ids)))
    .execute();
  return new Map(rows.map((row) => [row.teacher_id, row]));
}
