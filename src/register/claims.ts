/** All that is known of claims for credits, loaded in sets. */
import type { Day } from '../day.ts';
import type { ClaimFacts } from '../rules/credits.ts';
import { cfieOf } from '../rules/places.ts';
import type { Funding } from '../rules/seen.ts';
import { type Answers, findAnswers } from './answers.ts';
import { findCredits, findPast, type Past, revokedBy, subjectOf } from './decisions.ts';
import { type Enrolment, enrolmentOf, findEnrolments, findParticipations, findProjects, participationSubject } from './projects.ts';
import type { Reader, Writer } from './register.ts';
import { type Area, findAreas, findCfies, findSchools, type School } from './schools.ts';
import type { RowOf } from './tables.ts';
import { findNames, type Named } from './teachers.ts';

export interface Claim {
  readonly project_id: string;
  readonly teacher_id: string;
}

/** What other claims of a run do not change, as known on a day. */
export interface LoadedClaims {
  readonly on: Day;
  readonly projects: ReadonlyMap<string, RowOf<'projects'>>;
  readonly teachers: ReadonlyMap<string, Named>;
  readonly enrolments: Map<string, Enrolment[]>;
  readonly schools: Map<string, School>;
  /** The CFIE in whose area each of the schools lies; null where none does. */
  readonly cfieBySchool: ReadonlyMap<string, string | null>;
  /** The participations that are active (PART-8), by `participationSubject`. */
  readonly active: ReadonlySet<string>;
  /** The kinds of report that are in, by claim. */
  readonly reports: ReadonlyMap<string, readonly string[]>;
  /** Evaluations of final reports, by claim. */
  readonly evaluations: Answers;
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

/** The kinds of report that are in on a day, by claim. */
async function findReports(reader: Reader, projects: Iterable<string>, on: Day): Promise<Map<string, string[]>> {
  const rows = await reader.db
    .selectFrom('reports')
    .select(['project_id', 'teacher_id', 'kind'])
    .where('project_id', 'in', reader.list(projects))
    .where('submitted_on', '<=', on)
    .orderBy('id')
    .execute();
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const subject = claimSubject(row);
    const of = found.get(subject);
    if (of) of.push(row.kind);
    else found.set(subject, [row.kind]);
  }
  return found;
}

export async function loadClaims(reader: Reader, claims: readonly Claim[], on: Day): Promise<LoadedClaims> {
  const projectIds = new Set(claims.map((claim) => claim.project_id));
  const teacherIds = new Set(claims.map((claim) => claim.teacher_id));
  const subjects = claims.map(claimSubject);
  // Asked at once: the register answers one while the next is on its way.
  const enrolled = findEnrolments(reader, projectIds);
  const takingPart = async () => {
    const those = [...(await enrolled).values()].flat();
    const codes = those.map((e) => e.school_code);
    return Promise.all([findSchools(reader, codes), findParticipations(reader, those, on)]);
  };
  const [enrolments, [schools, participations], projects, teachers, reports, evaluations, past, elsewhere, areas, cfies] =
    await Promise.all([
      enrolled,
      takingPart(),
      findProjects(reader, projectIds),
      findNames(reader, teacherIds),
      findReports(reader, projectIds, on),
      findAnswers(reader, 'report-evaluation', on, { subjects }),
      findPast(reader, 'credits', subjects),
      findElsewhere(reader, teacherIds),
      findAreas(reader).then(areasOf),
      findCfies(reader),
    ]);
  const cfieBySchool = new Map([...schools].map(([code, school]) => [code, cfieOfSchool(school, areas)]));
  const active = participations.yes;
  return { on, projects, teachers, enrolments, schools, cfieBySchool, active, reports, evaluations, past, elsewhere, areas, cfies };
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

/** The evaluation of a claim's final report that counts. Null where there is none. */
function evaluationOf({ evaluations: { yes, no } }: Claims, subject: string): 'positive' | 'negative' | null {
  return yes.has(subject) ? 'positive' : no.has(subject) ? 'negative' : null;
}

/** What CRED-1 to CRED-8 ask of a claim; `award` is the claim's own, which leaves its ceiling free. */
export function claimFacts(
  claims: Claims,
  row: Claim,
  year: string,
  { asked, award }: { readonly asked: number | null; readonly award: Past | null },
): ClaimFacts {
  const { on } = claims;
  const subject = claimSubject(row);
  const project = claims.projects.get(row.project_id);
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
            active: claims.active.has(participationSubject(row.project_id, enrolment.school_code)),
            funding: school.funding as Funding,
            cfie: claims.cfieBySchool.get(enrolment.school_code) ?? null,
          }
        : null,
    startsOn: project?.starts_on as Day,
    endsOn: project?.ends_on as Day,
    documents: claims.reports.get(subject) ?? [],
    evaluation: evaluationOf(claims, subject),
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
