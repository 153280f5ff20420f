/** What can be exported and listed: rows whose keys are columns, a page at a time. */
import type { Day } from '../day.ts';
import { yearOfProject } from '../rules/credits.ts';
import { provinceKey } from '../rules/places.ts';
import { accreditations, accreditedAs } from './accredited.ts';
import type { Answers } from './answers.ts';
import { counting, findDecisions, findPast, type Past, readJson, subjectOf } from './decisions.ts';
import { awards, labels, stands } from './label-datasets.ts';
import { readingsOf } from './office.ts';
import { placeFilter } from './place-filter.ts';
import {
  type Enrolment,
  enrolledBy,
  findEnrolments,
  findFacts,
  findParticipations,
  findProjects,
  findWithPartners,
  participationSubject,
} from './projects.ts';
import type { Reader } from './register.ts';
import { findRemarks } from './remarks.ts';
import { everySchool, findSchools } from './schools.ts';
import type { RowOf } from './tables.ts';
import { accessSubject, findAccess, findNames, findTeachers, presentPosting } from './teachers.ts';

export type DatasetRow = { readonly [column: string]: string | number | readonly unknown[] | null };

/** What narrows a list; each dataset heeds those that make sense for it. */
export interface Filter {
  readonly year?: string | undefined;
  readonly cfie?: string | undefined;
  readonly country?: string | undefined;
  readonly province?: string | undefined;
  readonly teacher?: string | undefined;
  readonly project?: string | undefined;
  readonly school?: string | undefined;
  readonly call?: string | undefined;
  /** A day on which the thing stands: an accreditation, certificate or label. */
  readonly inForce?: Day | undefined;
  readonly expiresBefore?: Day | undefined;
}

export interface Dataset {
  readonly columns: readonly string[];
  readonly filters: readonly (keyof Filter)[];
  /** Rows as known on a day. */
  rows(reader: Reader, filter: Filter, on: Day): AsyncGenerator<readonly DatasetRow[]>;
}

const page = 1000;

const schoolColumns = [
  'school_code',
  'name',
  'country',
  'region',
  'province',
  'municipality',
  'locality',
  'address',
  'postal_code',
  'funding',
  'email',
  'cfie',
  'etwinning_since',
  'state',
] as const;

const schools: Dataset = {
  columns: schoolColumns,
  filters: ['cfie', 'country', 'province', 'school', 'call', 'inForce', 'expiresBefore'],
  async *rows(reader, filter, on) {
    const lies = await placeFilter(reader, filter);
    const accredited = await accreditedAs(reader, filter, on);
    const open = await schoolsWithAccess(reader, on, filter.school);
    const one = filter.school;
    for await (const rows of one === undefined ? everySchool(reader, page) : [[...(await findSchools(reader, [one])).values()]]) {
      yield rows
        .filter((school) => lies(school) && (!accredited || accredited.has(school.school_code)))
        .map(({ run: _, ...school }) => ({
          ...school,
          state: open.has(school.school_code) ? 'with-access' : 'without-access',
          ...accredited?.get(school.school_code),
        }));
    }
  },
};

/** Schools for which somebody has ever been given access that stands. */
async function schoolsWithAccess(reader: Reader, on: Day, school: string | undefined): Promise<Set<string>> {
  const query = reader.db
    .selectFrom('decisions as d')
    .leftJoin('decisions as r', 'r.revokes', 'd.decision')
    .select('d.school_code')
    .distinct()
    .where('d.kind', '=', 'teacher-access')
    .where('d.outcome', '=', 'granted')
    .where('d.on_day', '<=', on)
    .where((eb) => eb.or([eb('r.on_day', 'is', null), eb('r.on_day', '>', on)]));
  const rows = await (school === undefined ? query : query.where('d.school_code', '=', school)).execute();
  return new Set(rows.map((row) => row.school_code ?? ''));
}

const teachers: Dataset = {
  columns: ['teacher_id', 'given_name', 'family_name', 'email', 'school_code', 'in_service', 'registered_on', 'last_active_on', 'state'],
  filters: ['cfie', 'country', 'province', 'teacher', 'school'],
  async *rows(reader, filter, on) {
    const lies = await placeFilter(reader, filter);
    for (let after = ''; ; ) {
      let query = reader.db.selectFrom('teachers').selectAll().where('teacher_id', '>', after).orderBy('teacher_id').limit(page);
      if (filter.teacher !== undefined) query = query.where('teacher_id', '=', filter.teacher);
      if (filter.school !== undefined) query = query.where('school_code', '=', filter.school);
      const rows = await query.execute();
      const known = await findTeachers(
        reader,
        rows.map((row) => row.teacher_id),
      );
      const access = await findAccess(reader, known.values());
      const at = await findSchools(
        reader,
        rows.map((row) => row.school_code),
      );
      yield rows
        .filter((row) => lies(at.get(row.school_code)))
        .map((row) => {
          const present = presentPosting(known.get(row.teacher_id)?.postings ?? []);
          const last = present && counting(access.get(accessSubject(row.teacher_id, present)), on);
          return {
            teacher_id: row.teacher_id,
            given_name: row.given_name,
            family_name: row.family_name,
            email: row.email,
            school_code: row.school_code,
            in_service: present ? 'yes' : 'no',
            registered_on: row.posted_from,
            last_active_on: row.last_active_on,
            state: present ? accessState(last) : 'left',
          };
        });
      if (rows.length < page) return;
      after = rows.at(-1)?.teacher_id ?? after;
    }
  },
};

const accessState = (last: Past | null) => (last === null ? 'pending' : last.outcome === 'granted' ? 'access' : 'refused');

/** Ids of projects, a page at a time. */
async function* projectIds(reader: Reader, filter: Filter): AsyncGenerator<readonly string[]> {
  for (let after = ''; ; ) {
    let query = reader.db.selectFrom('projects').select('project_id').where('project_id', '>', after).orderBy('project_id').limit(page);
    if (filter.project !== undefined) query = query.where('project_id', '=', filter.project);
    // One teacher or school is in a few projects of many.
    for (const [column, value] of [['teacher_id', filter.teacher] as const, ['school_code', filter.school] as const])
      if (value !== undefined)
        query = query.where('project_id', 'in', (eb) => eb.selectFrom('enrolments').select('project_id').where(column, '=', value));
    const rows = await query.execute();
    if (rows.length > 0) yield rows.map((row) => row.project_id);
    if (rows.length < page) return;
    after = rows.at(-1)?.project_id ?? after;
  }
}

interface Entered {
  readonly enrolment: Enrolment;
  readonly project: RowOf<'projects'>;
  readonly partners: readonly RowOf<'partners'>[];
}

/** Enrolments that count on a day, by project, with the participation decisions of their schools. */
async function* enrolmentPages(reader: Reader, filter: Filter, on: Day) {
  const lies = await placeFilter(reader, filter);
  const readings = await readingsOf(reader);
  const ofYear = ({ starts_on, ends_on }: RowOf<'projects'>) =>
    filter.year === undefined || yearOfProject({ startsOn: starts_on as Day, endsOn: ends_on as Day }, readings) === filter.year;
  for await (const ids of projectIds(reader, filter)) {
    const projects = await findWithPartners(reader, ids);
    const enrolments = await findEnrolments(reader, ids);
    const all = [...enrolments.values()].flat();
    const at = await findSchools(
      reader,
      all.map((e) => e.school_code),
    );
    const participations = await findParticipations(reader, all, on);
    const entered: Entered[] = ids.flatMap((id) => {
      const project = projects.get(id);
      if (!project || !ofYear(project.row)) return [];
      return (enrolments.get(id) ?? [])
        .filter(
          (e) =>
            enrolledBy(e, on) &&
            (filter.teacher === undefined || e.teacher_id === filter.teacher) &&
            (filter.school === undefined || e.school_code === filter.school) &&
            lies(at.get(e.school_code)),
        )
        .map((enrolment) => ({ enrolment, project: project.row, partners: project.partners }));
    });
    yield { ids, entered, participations };
  }
}

const partnersText = (partners: readonly RowOf<'partners'>[]) =>
  partners
    .filter((partner) => partner.position > 0)
    .map((partner) => `${partner.country}:${partner.name}`)
    .join('|');

const participationState = ({ yes, no }: Answers, subject: string) =>
  yes.has(subject) ? 'active' : no.has(subject) ? 'refused' : 'pending';

const projects: Dataset = {
  columns: ['project_id', 'title', 'form', 'teacher_id', 'enrolled_on', 'starts_on', 'ends_on', 'partners', 'url', 'school_code', 'state'],
  filters: ['year', 'cfie', 'country', 'province', 'teacher', 'school', 'project'],
  async *rows(reader, filter, on) {
    for await (const { entered, participations } of enrolmentPages(reader, filter, on)) {
      yield entered.map(({ enrolment, project, partners }) => ({
        project_id: project.project_id,
        title: project.title,
        form: enrolment.form,
        teacher_id: enrolment.teacher_id,
        enrolled_on: enrolment.enrolled_on,
        starts_on: project.starts_on,
        ends_on: project.ends_on,
        partners: partnersText(partners),
        url: project.url,
        school_code: enrolment.school_code,
        state: participationState(participations, participationSubject(project.project_id, enrolment.school_code)),
      }));
    }
  },
};

const participations: Dataset = {
  columns: [
    'project_id',
    'school_code',
    'collaboration',
    'ict',
    'assessed_on',
    'assessor',
    'approved',
    'replied_on',
    'replied_by',
    'state',
  ],
  filters: ['year', 'cfie', 'country', 'province', 'teacher', 'school', 'project'],
  async *rows(reader, filter, on) {
    for await (const { ids, entered, participations } of enrolmentPages(reader, filter, on)) {
      const assessments = await findFacts(reader, 'assessments', ids);
      const approvals = await findFacts(reader, 'approvals', ids);
      const assessors = await findRemarks(
        reader,
        'assessments',
        'assessor',
        [...assessments.values()].flat().map((row) => row.id),
      );
      const repliers = await findRemarks(
        reader,
        'approvals',
        'replied_by',
        [...approvals.values()].flat().map((row) => row.id),
      );
      const pairs = new Map(entered.map(({ enrolment }) => [participationSubject(enrolment.project_id, enrolment.school_code), enrolment]));
      yield [...pairs].map(([subject, { project_id, school_code }]) => {
        const assessment = assessments.get(project_id)?.findLast((row) => row.school_code === school_code && row.assessed_on <= on);
        const approval = approvals.get(project_id)?.findLast((row) => row.school_code === school_code && row.replied_on <= on);
        return {
          project_id,
          school_code,
          collaboration: assessment ? yesOrNo(assessment.collaboration) : null,
          ict: assessment ? yesOrNo(assessment.ict) : null,
          assessed_on: assessment?.assessed_on ?? null,
          assessor: assessors.get(String(assessment?.id)) ?? null,
          approved: approval ? yesOrNo(approval.approved) : null,
          replied_on: approval?.replied_on ?? null,
          replied_by: repliers.get(String(approval?.id)) ?? null,
          state: participationState(participations, subject),
        };
      });
    }
  },
};

const yesOrNo = (flag: number) => (flag ? 'yes' : 'no');

const reports: Dataset = {
  columns: ['project_id', 'teacher_id', 'kind', 'submitted_on', 'document', 'sha256', 'state'],
  filters: ['year', 'cfie', 'country', 'province', 'teacher', 'school', 'project'],
  async *rows(reader, filter, on) {
    for await (const { ids, entered } of enrolmentPages(reader, filter, on)) {
      // Where a report lies is told by the enrolment of who handed it in.
      const { teacher, project: _, ...placed } = filter;
      const narrowed = Object.values(placed).some((one) => one !== undefined);
      const pairs = new Set(entered.map(({ enrolment }) => subjectOf(enrolment.project_id, enrolment.teacher_id)));
      const found = [...(await findFacts(reader, 'reports', ids)).values()]
        .flat()
        .filter((row) => row.submitted_on <= on && (teacher === undefined || row.teacher_id === teacher))
        .filter((row) => !narrowed || pairs.has(subjectOf(row.project_id, row.teacher_id)));
      const documents = await findRemarks(
        reader,
        'reports',
        'document',
        found.map((row) => row.id),
      );
      const evaluated = await findPast(
        reader,
        'report-evaluation',
        found.map((row) => subjectOf(row.project_id, row.teacher_id)),
      );
      // Of each kind the last one handed in stands.
      const last = new Map(found.map((row) => [`${row.project_id}\u0001${row.teacher_id}\u0001${row.kind}`, row]));
      yield [...last.values()].map((row) => {
        const evaluation = row.kind === 'final' ? counting(evaluated.get(subjectOf(row.project_id, row.teacher_id)), on) : null;
        return {
          project_id: row.project_id,
          teacher_id: row.teacher_id,
          kind: row.kind,
          submitted_on: row.submitted_on,
          document: documents.get(String(row.id)) ?? null,
          sha256: row.sha256,
          state: evaluation === null ? 'submitted' : evaluation.outcome === 'granted' ? 'positive' : 'negative',
        };
      });
    }
  },
};

const decisionColumns = [
  'decision',
  'kind',
  'outcome',
  'on',
  'by',
  'edition',
  'teacher_id',
  'project_id',
  'school_code',
  'school',
  'country',
  'year',
  'call',
  'credits',
  'score',
  'certificate',
  'valid_from',
  'valid_until',
  'replaces',
  'revokes',
  'revoked_by',
  'assumed',
  'findings',
] as const;

const decisions: Dataset = {
  columns: decisionColumns,
  filters: ['teacher', 'project', 'school', 'year', 'call', 'cfie', 'country', 'province'],
  async *rows(reader, filter) {
    const lies = await placeFilter(reader, filter);
    const placed = filter.cfie !== undefined || filter.province !== undefined || filter.country !== undefined;
    const { teacher, project, school, year, call } = filter;
    const narrowed = {
      ...(teacher === undefined ? {} : { teacher }),
      ...(project === undefined ? {} : { project }),
      ...(school === undefined ? {} : { school }),
      ...(year === undefined ? {} : { year }),
      ...(call === undefined ? {} : { call }),
    };
    for await (const found of findDecisions(reader, narrowed, page)) {
      const schools = placed
        ? await findSchools(
            reader,
            found.flatMap((one) => one.school_code ?? []),
          )
        : new Map();
      yield found
        .filter((one) => !placed || lies(schools.get(one.school_code ?? '')))
        .map(({ parameters: _, ...decision }) => decision as unknown as DatasetRow);
    }
  },
};

const creditColumns = [
  'certificate',
  'status',
  'origin',
  'teacher_id',
  'family_name',
  'given_name',
  'school_code',
  'school_name',
  'municipality',
  'province',
  'cfie',
  'project_id',
  'title',
  'form',
  'starts_on',
  'ends_on',
  'year',
  'credits',
  'on',
  'replaced_by',
] as const;

const credits: Dataset = {
  columns: creditColumns,
  filters: ['year', 'cfie', 'country', 'province', 'teacher', 'school', 'project', 'inForce'],
  async *rows(reader, filter, on) {
    const inCountry = filter.country === undefined ? null : await schoolsIn(reader, filter.country);
    const province = filter.province === undefined ? null : provinceKey(filter.province);
    const wanted = (row: DatasetRow) =>
      (filter.year === undefined || row.year === filter.year) &&
      (filter.cfie === undefined || row.cfie === filter.cfie) &&
      (filter.teacher === undefined || row.teacher_id === filter.teacher) &&
      (filter.school === undefined || row.school_code === filter.school) &&
      (filter.project === undefined || row.project_id === filter.project) &&
      (inCountry === null || (typeof row.school_code === 'string' && inCountry.has(row.school_code))) &&
      (filter.inForce === undefined || String(row.on) <= filter.inForce) &&
      (province === null || (typeof row.province === 'string' && provinceKey(row.province) === province));
    for (let after = 0; ; ) {
      let query = reader.db
        .selectFrom('decisions as d')
        .innerJoin('certificates as c', 'c.certificate', 'd.certificate')
        .leftJoin('decisions as r', 'r.revokes', 'd.decision')
        .leftJoin('decisions as n', 'n.replaces', 'd.decision')
        .select([
          'd.seq',
          'd.certificate',
          'c.content',
          'r.on_day as revoked_on',
          'n.certificate as replaced_by',
          'n.decision as replaced_by_decision',
        ])
        .where('d.seq', '>', after)
        .where('d.on_day', '<=', on)
        .orderBy('d.seq')
        .limit(page);
      // A certificate says of whom and what it is; so does its decision, where it is looked up.
      if (filter.teacher !== undefined) query = query.where('d.teacher_id', '=', filter.teacher);
      if (filter.project !== undefined) query = query.where('d.project_id', '=', filter.project);
      if (filter.school !== undefined) query = query.where('d.school_code', '=', filter.school);
      if (filter.year !== undefined) query = query.where('d.year', '=', filter.year);
      const rows = await query.execute();
      yield rows
        .filter((row) => stands(row.revoked_on, filter.inForce, on))
        .map((row): DatasetRow => {
          const content = readJson<DatasetRow>('certificates', row.certificate ?? '', 'content', row.content);
          const revoked = row.revoked_on !== null && row.revoked_on <= on;
          return pick(creditColumns, {
            ...content,
            certificate: row.certificate,
            status: revoked ? 'revoked' : 'in-force',
            origin: 'certified',
            replaced_by: row.replaced_by ?? row.replaced_by_decision,
          });
        })
        .filter(wanted);
      if (rows.length < page) break;
      after = rows.at(-1)?.seq ?? after;
    }
    yield* recordedCredits(reader, filter, on, wanted);
  },
};

async function schoolsIn(reader: Reader, country: string): Promise<Set<string>> {
  const rows = await reader.db.selectFrom('schools').select('school_code').where('country', '=', country).execute();
  return new Set(rows.map((row) => row.school_code));
}

/** Credits certified elsewhere, with what this register knows of teacher and project. */
async function* recordedCredits(
  reader: Reader,
  filter: Filter,
  on: Day,
  wanted: (row: DatasetRow) => boolean,
): AsyncGenerator<readonly DatasetRow[]> {
  let query = reader.db.selectFrom('credits_elsewhere').selectAll().where('recorded_on', '<=', on).orderBy('teacher_id').orderBy('year');
  if (filter.teacher !== undefined) query = query.where('teacher_id', '=', filter.teacher);
  if (filter.project !== undefined) query = query.where('project_id', '=', filter.project);
  const rows = await query.execute();
  const known = await findNames(
    reader,
    rows.map((row) => row.teacher_id),
  );
  const of = await findProjects(
    reader,
    rows.map((row) => row.project_id),
  );
  yield rows
    .map((row) => {
      const teacher = known.get(row.teacher_id);
      const project = of.get(row.project_id);
      return pick(creditColumns, {
        certificate: row.certificate || null,
        status: 'in-force',
        origin: 'recorded',
        teacher_id: row.teacher_id,
        family_name: teacher?.family_name ?? null,
        given_name: teacher?.given_name ?? null,
        cfie: row.cfie,
        project_id: row.project_id || null,
        title: project?.title ?? null,
        starts_on: project?.starts_on ?? null,
        ends_on: project?.ends_on ?? null,
        year: row.year,
        credits: row.credits,
        on: row.recorded_on,
      });
    })
    .filter(wanted);
}

const pick = (columns: readonly string[], row: DatasetRow): DatasetRow =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

export const datasets = {
  schools,
  teachers,
  projects,
  participations,
  reports,
  decisions,
  credits,
  labels: labels(placeFilter),
  awards,
  accreditations,
} as const satisfies Record<string, Dataset>;
export type DatasetName = keyof typeof datasets;
