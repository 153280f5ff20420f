/** All that is known of claims for credits, loaded in sets. */
import type { Day } from '../day.ts';
import type { ClaimFacts } from '../rules/credits.ts';
import { cfieOf } from '../rules/places.ts';
import type { Funding } from '../rules/seen.ts';
import { counting, findCredits, findPast, type Past, revokedBy, subjectOf } from './decisions.ts';
import {
  type Enrolment,
  enrolmentOf,
  findEnrolments,
  findFacts,
  findParticipations,
  findProjects,
  isActive,
  type Project,
} from './projects.ts';
import type { Reader, Writer } from './register.ts';
import { type Area, findAreas, findCfies, findSchools, type School } from './schools.ts';
import type { RowOf } from './tables.ts';
import { findTeachers, type Teacher } from './teachers.ts';

export interface Claim {
  readonly project_id: string;
  readonly teacher_id: string;
}

/** What other claims of a run do not change. */
export interface LoadedClaims {
  readonly projects: Map<string, Project>;
  readonly teachers: Map<string, Teacher>;
  readonly enrolments: Map<string, Enrolment[]>;
  readonly schools: Map<string, School>;
  readonly participations: Map<string, Past[]>;
  readonly reports: Map<string, RowOf<'reports'>[]>;
  readonly evaluations: Map<string, Past[]>;
  /** Earlier decisions on each claim. */
  readonly past: Map<string, Past[]>;
  /** Credits certified elsewhere, by teacher and of every year. */
  readonly elsewhere: Map<string, RowOf<'credits_elsewhere'>[]>;
  /** The CFIE of each area. */
  readonly areas: ReadonlyMap<string, string>;
  readonly cfies: ReadonlyMap<string, RowOf<'cfies'>>;
}

export interface Claims extends LoadedClaims {
  /** Credits granted in the year, by teacher. */
  readonly certified: Map<string, Past[]>;
}

export const claimSubject = ({ project_id, teacher_id }: Claim): string => subjectOf(project_id, teacher_id);

/** Credits certified elsewhere, of every year, by teacher. */
export async function findElsewhere(reader: Reader, teachers: Iterable<string>): Promise<Map<string, RowOf<'credits_elsewhere'>[]>> {
  const found = new Map<string, RowOf<'credits_elsewhere'>[]>();
  const wanted = reader.list(new Set(teachers));
  for (const row of await reader.db.selectFrom('credits_elsewhere').selectAll().where('teacher_id', 'in', wanted).execute()) {
    found.set(row.teacher_id, [...(found.get(row.teacher_id) ?? []), row]);
  }
  return found;
}

export async function loadClaims(reader: Reader, claims: readonly Claim[]): Promise<LoadedClaims> {
  const projectIds = new Set(claims.map((claim) => claim.project_id));
  const teacherIds = new Set(claims.map((claim) => claim.teacher_id));
  const subjects = claims.map(claimSubject);
  // Asked at once: the register answers one while the next is on its way.
  const enrolled = findEnrolments(reader, projectIds);
  const takingPart = async () => {
    const pairs = [...(await enrolled).values()].flat().map((e) => [e.project_id, e.school_code] as const);
    const of = [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
    const codes = of.map(([, school]) => school);
    return Promise.all([findSchools(reader, codes), findParticipations(reader, of)]);
  };
  const [enrolments, [schools, participations], projects, teachers, reports, evaluations, past, elsewhere, areas, cfies] =
    await Promise.all([
      enrolled,
      takingPart(),
      findProjects(reader, projectIds),
      findTeachers(reader, teacherIds),
      findFacts(reader, 'reports', projectIds),
      findPast(reader, 'report-evaluation', subjects),
      findPast(reader, 'credits', subjects),
      findElsewhere(reader, teacherIds),
      findAreas(reader).then(areasOf),
      findCfies(reader),
    ]);
  return { projects, teachers, enrolments, schools, participations, reports, evaluations, past, elsewhere, areas, cfies };
}

/** Adds what the teachers have been granted in the year by now: a claim decided a moment ago counts. */
export const withCertified = async (reader: Reader, loaded: LoadedClaims, year: string): Promise<Claims> => ({
  ...loaded,
  certified: await findCredits(reader, loaded.teachers.keys(), year),
});

export const areasOf = (areas: readonly Area[]): ReadonlyMap<string, string> => new Map(areas.map((row) => [row.area, row.cfie]));

/** The CFIE in whose area a school lies. Null where no area names it. */
export const cfieOfSchool = (
  { school_code, municipality, province, cfie }: Pick<School, 'school_code' | 'municipality' | 'province' | 'cfie'>,
  areas: ReadonlyMap<string, string>,
): string | null => cfieOf({ schoolCode: school_code, municipality, province, cfie }, areas);

/** The evaluation of a claim's final report that counts on a day. Null where there is none. */
function evaluationOf(claims: Claims, claim: Claim, day: Day): 'positive' | 'negative' | null {
  const last = counting(claims.evaluations.get(claimSubject(claim)), day);
  return last && (last.outcome === 'granted' ? 'positive' : 'negative');
}

/** What CRED-1 to CRED-8 ask of a claim, as known on a day; `award` is the claim's own, which leaves its ceiling free. */
export function claimFacts(
  claims: Claims,
  row: Claim,
  year: string,
  on: Day,
  { asked, award }: { readonly asked: number | null; readonly award: Past | null },
): ClaimFacts {
  const project = claims.projects.get(row.project_id)?.row;
  const enrolment = enrolmentOf(claims.enrolments.get(row.project_id), row.teacher_id, on);
  const school = enrolment && claims.schools.get(enrolment.school_code);
  const elsewhere = claims.elsewhere.get(row.teacher_id) ?? [];
  const certified = (claims.certified.get(row.teacher_id) ?? []).filter(
    (other) => other.decision !== award?.decision && !revokedBy(other, on),
  );
  const sum = (credits: readonly (number | null)[]) => credits.reduce<number>((total, count) => total + (count ?? 0), 0);
  return {
    enrolment:
      enrolment && school
        ? {
            schoolCode: enrolment.school_code,
            active: isActive(claims.participations, row.project_id, enrolment.school_code, on),
            funding: school.funding as Funding,
            cfie: cfieOfSchool(school, claims.areas),
          }
        : null,
    startsOn: project?.starts_on as Day,
    endsOn: project?.ends_on as Day,
    documents: (claims.reports.get(row.project_id) ?? [])
      .filter((r) => r.teacher_id === row.teacher_id && r.submitted_on <= on)
      .map((r) => r.kind),
    evaluation: evaluationOf(claims, row, on),
    certified:
      sum(certified.map((other) => other.credits)) + sum(elsewhere.filter((other) => other.year === year).map((other) => other.credits)),
    standing: elsewhere.some((other) => other.project_id === row.project_id) ? ['recorded'] : [],
    asked,
  };
}

/** Every enrolment that counts on a day in a project that ends between two days. */
export function findEnrolled(
  reader: Reader,
  ending: { readonly first: Day; readonly last: Day },
  on: Day,
): Promise<(Claim & { school_code: string; starts_on: string; ends_on: string })[]> {
  return reader.db
    .selectFrom('enrolments as e')
    .innerJoin('projects as p', 'p.project_id', 'e.project_id')
    .select(['e.project_id', 'e.teacher_id', 'e.school_code', 'p.starts_on', 'p.ends_on'])
    .where('p.ends_on', '>=', ending.first)
    .where('p.ends_on', '<=', ending.last)
    .where('e.enrolled_on', '<=', on)
    .where((eb) => eb.or([eb('e.withdrawn_on', 'is', null), eb('e.withdrawn_on', '>', on)]))
    .distinct()
    .execute();
}

/** Whether a report, evaluation, assessment or reply of a claim, or a change of its project or school, was recorded after a run. */
export async function touchedSince(writer: Writer, claim: Claim, schoolCode: string | null, run: number): Promise<boolean> {
  const { db } = writer;
  const of = (table: 'reports' | 'evaluations') =>
    db
      .selectFrom(table)
      .select('id')
      .where('project_id', '=', claim.project_id)
      .where('teacher_id', '=', claim.teacher_id)
      .where('run', '>', run)
      .limit(1)
      .execute();
  const ofSchool = (table: 'assessments' | 'approvals') =>
    db
      .selectFrom(table)
      .select('id')
      .where('project_id', '=', claim.project_id)
      .where('school_code', '=', schoolCode ?? '')
      .where('run', '>', run)
      .limit(1)
      .execute();
  const found = [
    await of('reports'),
    await of('evaluations'),
    await ofSchool('assessments'),
    await ofSchool('approvals'),
    await db.selectFrom('access_replies').select('id').where('teacher_id', '=', claim.teacher_id).where('run', '>', run).limit(1).execute(),
    await db.selectFrom('projects').select('run').where('project_id', '=', claim.project_id).where('run', '>', run).execute(),
    await db
      .selectFrom('schools')
      .select('run')
      .where('school_code', '=', schoolCode ?? '')
      .where('run', '>', run)
      .execute(),
  ];
  return found.some((rows) => rows.length > 0);
}
