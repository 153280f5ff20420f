/** Labels and other awards as lists and exports show them. */
import { type Day, parseAcademicYear } from '../day.ts';
import { academicYear } from '../rules/credits.ts';
import type { Dataset, DatasetRow, Filter } from './datasets.ts';
import { counting, findPast } from './decisions.ts';
import { grouped, labelSubject, lastApplication } from './labels.ts';
import { readingsOf } from './office.ts';
import { findProjects } from './projects.ts';
import type { Reader } from './register.ts';
import { findSchools, type School } from './schools.ts';

/** Whether a school lies where a filter says; undefined is a school that the register does not know. */
type Placed = (reader: Reader, filter: Filter) => Promise<(school: School | undefined) => boolean>;

const page = 1000;

/** Whether an award is known on a day not to be revoked by another, where that one is asked for. */
export const stands = (revokedOn: string | null, inForce: Day | undefined, on: Day): boolean =>
  inForce === undefined || revokedOn === null || revokedOn > on || revokedOn > inForce;

/** Every label that was granted, national and European, and those recorded from elsewhere. */
export const labels = (placed: Placed): Dataset => ({
  columns: [
    'decision',
    'kind',
    'origin',
    'project_id',
    'title',
    'url',
    'teacher_id',
    'school_code',
    'school',
    'country',
    'on',
    'year',
    'score',
    'status',
  ],
  filters: ['year', 'cfie', 'country', 'province', 'teacher', 'school', 'project', 'inForce'],
  async *rows(reader, filter, on) {
    const lies = await placed(reader, { cfie: filter.cfie, province: filter.province });
    const narrowed = filter.cfie !== undefined || filter.province !== undefined;
    const ofYear = await yearFilter(reader, filter.year);
    const wanted = (row: DatasetRow, school: School | undefined) =>
      ofYear(row) &&
      (filter.inForce === undefined || String(row.on) <= filter.inForce) &&
      (filter.country === undefined || row.country === filter.country) &&
      (filter.teacher === undefined || row.teacher_id === filter.teacher) &&
      (filter.school === undefined || row.school_code === filter.school) &&
      (filter.project === undefined || row.project_id === filter.project) &&
      (!narrowed || lies(school));
    for await (const found of everyLabel(reader, filter, on)) {
      const projects = await findProjects(
        reader,
        found.map((row) => row.project_id ?? ''),
      );
      const schools = await findSchools(
        reader,
        found.map((row) => row.school_code ?? ''),
      );
      yield found.flatMap((row): DatasetRow[] => {
        const project = projects.get(row.project_id ?? '');
        const school = schools.get(row.school_code ?? '');
        const shown = {
          decision: row.decision,
          kind: row.kind,
          origin: row.origin,
          project_id: row.project_id,
          title: project?.title ?? null,
          url: project?.url ?? null,
          teacher_id: row.teacher_id,
          school_code: row.school_code,
          school: school?.name ?? row.school,
          country: school?.country ?? row.country,
          on: row.on,
          year: row.year,
          score: row.score,
          status: row.status,
        };
        return wanted(shown, school) ? [shown] : [];
      });
    }
  },
});

/** Labels of a European round, or granted in an academic year. */
async function yearFilter(reader: Reader, year: string | undefined): Promise<(row: DatasetRow) => boolean> {
  if (year === undefined) return () => true;
  if (parseAcademicYear(year) === null) return (row) => row.year === year;
  const { first, last } = academicYear(year, await readingsOf(reader));
  return (row) => first <= String(row.on) && String(row.on) <= last;
}

interface Found {
  readonly decision: string | null;
  readonly kind: string;
  readonly origin: 'decided' | 'recorded';
  readonly project_id: string | null;
  readonly teacher_id: string | null;
  readonly school_code: string | null;
  readonly school: string | null;
  readonly country: string | null;
  readonly on: string;
  readonly year: string | null;
  readonly score: number | null;
  readonly status: 'in-force' | 'revoked';
}

async function* everyLabel(reader: Reader, filter: Filter, on: Day): AsyncGenerator<readonly Found[]> {
  for (let after = 0; ; ) {
    let query = reader.db
      .selectFrom('decisions as d')
      .leftJoin('decisions as r', 'r.revokes', 'd.decision')
      .select([
        'd.seq',
        'd.decision',
        'd.kind',
        'd.project_id',
        'd.teacher_id',
        'd.school_code',
        'd.school',
        'd.country',
        'd.year',
        'd.score',
      ])
      .select(['d.on_day', 'r.on_day as revoked_on'])
      .where('d.kind', 'in', ['national-label', 'european-label'])
      .where('d.outcome', '=', 'granted')
      .where('d.on_day', '<=', on)
      .where('d.seq', '>', after)
      .orderBy('d.seq')
      .limit(page);
    if (filter.project !== undefined) query = query.where('d.project_id', '=', filter.project);
    if (filter.teacher !== undefined) query = query.where('d.teacher_id', '=', filter.teacher);
    if (filter.school !== undefined) query = query.where('d.school_code', '=', filter.school);
    const rows = await query.execute();
    const standing = rows.filter((row) => stands(row.revoked_on, filter.inForce, on));
    yield standing.map(({ on_day, revoked_on, ...row }) => ({
      ...row,
      origin: 'decided',
      on: on_day,
      status: revoked_on !== null && revoked_on <= on ? 'revoked' : 'in-force',
    }));
    if (rows.length < page) break;
    after = rows.at(-1)?.seq ?? after;
  }
  let recorded = reader.db
    .selectFrom('labels_elsewhere')
    .selectAll()
    .where('granted_on', '<=', on)
    .orderBy('project_id')
    .orderBy('country')
    .orderBy('holder')
    .orderBy('teacher_id');
  if (filter.project !== undefined) recorded = recorded.where('project_id', '=', filter.project);
  if (filter.teacher !== undefined) recorded = recorded.where('teacher_id', '=', filter.teacher);
  yield (await recorded.execute()).map((row) => ({
    decision: null,
    kind: 'national-label',
    origin: 'recorded',
    project_id: row.project_id,
    teacher_id: row.teacher_id || null,
    school_code: row.school_code,
    school: row.school,
    country: row.country,
    on: row.granted_on,
    year: null,
    score: null,
    status: 'in-force',
  }));
}

/** Project of the month and prizes. */
export const awards: Dataset = {
  columns: ['project_id', 'award', 'period', 'school_code', 'granted_on', 'state'],
  filters: ['school', 'project'],
  async *rows(reader, filter, on) {
    let query = reader.db
      .selectFrom('other_awards')
      .selectAll()
      .where('recorded_on', '<=', on)
      .orderBy('project_id')
      .orderBy('award')
      .orderBy('period')
      .orderBy('school_code');
    if (filter.project !== undefined) query = query.where('project_id', '=', filter.project);
    const rows = await query.execute();
    yield rows
      .filter(
        (row) =>
          (row.granted_on === null || row.granted_on <= on) &&
          (filter.project === undefined || row.project_id === filter.project) &&
          (filter.school === undefined || row.school_code === filter.school),
      )
      .map((row) => ({
        project_id: row.project_id,
        award: row.award,
        period: row.period,
        school_code: row.school_code || null,
        granted_on: row.granted_on,
        state: 'recorded',
      }));
  },
};

/** The application of each teacher that counts on a day, of a project or teacher, and what became of it. */
export async function labelApplications(
  reader: Reader,
  of: { readonly project: string } | { readonly teacher: string },
  on: Day,
): Promise<readonly DatasetRow[]> {
  const query = reader.db.selectFrom('label_applications').selectAll().orderBy('id');
  const rows = await ('project' in of ? query.where('project_id', '=', of.project) : query.where('teacher_id', '=', of.teacher)).execute();
  const bySubject = grouped(rows, labelSubject);
  const past = await findPast(reader, 'national-label', bySubject.keys());
  const evaluated = await reader.db
    .selectFrom('label_evaluations')
    .select(['project_id', 'teacher_id', 'run'])
    .where('project_id', 'in', reader.list(rows.map((row) => row.project_id)))
    .execute();
  return [...bySubject].flatMap(([subject, all]) => {
    const last = lastApplication(all, on);
    if (!last) return [];
    const decided = evaluated.some((row) => labelSubject(row) === subject && row.run > last.run) ? counting(past.get(subject), on) : null;
    return [
      { project_id: last.project_id, teacher_id: last.teacher_id, applied_on: last.applied_on, state: decided?.outcome ?? 'pending' },
    ];
  });
}
