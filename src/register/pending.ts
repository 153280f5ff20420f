/** What waits for an answer, since when, and how often somebody was asked for it. */
import { type RawBuilder, sql } from 'kysely';
import { type Day, daysBetween, latest } from '../day.ts';
import { reportDue } from '../rules/participation.ts';
import type { Step } from '../steps.ts';
import { type Kind, subjectIn, subjectOf } from './decisions.ts';
import { placeFilter } from './place-filter.ts';
import type { Reader, Writer } from './register.ts';
import { everySchool } from './schools.ts';

/** What narrows the matters of a step. */
export interface PendingFilter {
  readonly cfie?: string | undefined;
  readonly province?: string | undefined;
  readonly school?: string | undefined;
  /** The call of an application for eTwinning School. */
  readonly call?: string | undefined;
  /** Days: only what has waited for more. */
  readonly olderThan?: number | undefined;
}

/** Keys that a step does not have are null; of a participation that is all of a school, so is the teacher. */
export interface Matter {
  /** As decisions name it; with the kind, where a report is missing. */
  readonly subject: string;
  readonly project_id: string | null;
  readonly teacher_id: string | null;
  /** Of an applicant who is not enrolled, null. */
  readonly school_code: string | null;
  readonly kind: string | null;
  readonly call: string | null;
  /** The first day of the wait. */
  readonly since: Day;
  /** The run that recorded what is to be answered: earlier requests were for something else. 0 where it is not one record. */
  readonly run: number;
}

export interface Waiting extends Matter {
  /** How often it was asked for in this wait, once a day at most. */
  readonly asked: number;
  /** The last of those days. Null where nobody has asked yet. */
  readonly askedOn: Day | null;
}

/** What a step is asked with. */
interface Asked {
  readonly reader: Reader;
  readonly on: Day;
  /** The documents a teacher hands in, as the edition names them on the day. */
  readonly documents: readonly string[];
  /** Whether a school lies where the filter says. */
  at(column: string): RawBuilder<boolean>;
}

const none = { project_id: null, teacher_id: null, school_code: null, kind: null, call: null, run: 0 };

/** The answers of a kind that count on a day, as the source of a query. */
const answers = (kind: Kind, subject: RawBuilder<string>, on: Day) =>
  sql`decisions d left join decisions r on r.revokes = d.decision where d.kind = ${kind} and d.subject = ${subject}
    and d.on_day <= ${on} and (r.on_day is null or r.on_day > ${on})`;

const unanswered = (kind: Kind, subject: RawBuilder<string>, on: Day, after: RawBuilder<number> = sql`-1`) =>
  sql<boolean>`not exists (select 1 from ${answers(kind, subject, on)} and d.run > ${after})`;

const lastAnswer = (column: string, kind: Kind, subject: RawBuilder<string>, on: Day) =>
  sql<string | null>`(select ${sql.ref(`d.${column}`)} from ${answers(kind, subject, on)} order by d.seq desc limit 1)`;

const enrolled = (on: Day) => sql<boolean>`e.enrolled_on <= ${on} and (e.withdrawn_on is null or e.withdrawn_on > ${on})`;

/** PART-2: present postings about which the school has not replied; since the posting began. */
async function access({ reader, on, at }: Asked): Promise<Matter[]> {
  const subject = subjectIn('t.teacher_id', 't.posted_from');
  const rows = await reader.db
    .selectFrom('teachers as t')
    .select(['t.teacher_id', 't.school_code', 't.posted_from as since', subject.as('subject')])
    .where('t.posted_until', 'is', null)
    .where('t.posted_from', '<=', on)
    .where(at('t.school_code'))
    .where(unanswered('teacher-access', subject, on))
    .execute();
  return rows.map((row) => ({ ...none, ...row, since: row.since as Day }));
}

/** Participations of which something is not known; since the school's first enrolment. */
async function participations({ reader, on, at }: Asked, lacks: (subject: RawBuilder<string>) => RawBuilder<boolean>): Promise<Matter[]> {
  const subject = subjectIn('e.project_id', 'e.school_code');
  const rows = await reader.db
    .selectFrom('enrolments as e')
    .select(({ fn }) => ['e.project_id', 'e.school_code', fn.min('e.enrolled_on').as('since')])
    .where(enrolled(on))
    .where(at('e.school_code'))
    .where(lacks(subject))
    .groupBy(['e.project_id', 'e.school_code'])
    .execute();
  return rows.map((row) => ({ ...none, ...row, subject: subjectOf(row.project_id, row.school_code), since: row.since as Day }));
}

/** PART-6. */
const suitability = (asked: Asked) => participations(asked, (subject) => unanswered('suitability', subject, asked.on));

/** PART-7. A reply is a fact: it counts until the participation that rested on it is revoked. */
const approval = (asked: Asked) =>
  participations(asked, (subject) => {
    const { on } = asked;
    const revoked = sql`select coalesce(max(r.run), 0) from decisions d join decisions r on r.revokes = d.decision
      where d.kind = 'participation' and d.subject = ${subject} and r.on_day <= ${on}`;
    const replied = sql`select 1 from approvals a where a.project_id = e.project_id and a.school_code = e.school_code
      and a.replied_on <= ${on} and a.run > (${revoked})`;
    return sql<boolean>`${unanswered('participation', subject, on)} and not exists (${replied})`;
  });

/**
 * CRED-3: reports of teachers in active participations that are due and not in; since the day they are due, and not
 * before the teacher was enrolled and the participation active. When a report is due, `reportDue` says.
 */
async function reports({ reader, on, documents, at }: Asked): Promise<Matter[]> {
  const subject = subjectIn('e.project_id', 'e.school_code');
  const found = new Map<string, Matter>();
  for (const kind of documents) {
    const rows = await reader.db
      .selectFrom('enrolments as e')
      .innerJoin('projects as p', 'p.project_id', 'e.project_id')
      .select(['e.project_id', 'e.teacher_id', 'e.school_code', 'e.enrolled_on', 'p.starts_on', 'p.ends_on'])
      .select(lastAnswer('on_day', 'participation', subject, on).as('active_on'))
      .where('p.starts_on', '<=', on)
      .where(enrolled(on))
      .where(at('e.school_code'))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('reports as s')
              .select('s.id')
              .whereRef('s.project_id', '=', 'e.project_id')
              .whereRef('s.teacher_id', '=', 'e.teacher_id')
              .where('s.kind', '=', kind)
              .where('s.submitted_on', '<=', on),
          ),
        ),
      )
      .where(lastAnswer('outcome', 'participation', subject, on), '=', 'granted')
      .orderBy('e.id')
      .execute();
    for (const { enrolled_on, starts_on, ends_on, active_on, ...row } of rows) {
      const due = reportDue(kind, { startsOn: starts_on as Day, endsOn: ends_on as Day });
      const since = latest(due, latest(enrolled_on as Day, active_on as Day));
      const missing = subjectOf(row.project_id, row.teacher_id, kind);
      if (since <= on) found.set(missing, { ...none, ...row, kind, subject: missing, since });
    }
  }
  return [...found.values()];
}

/** CRED-4: final reports that nobody has evaluated; since the last one was handed in. */
async function evaluation({ reader, on, at }: Asked): Promise<Matter[]> {
  const subject = subjectIn('s.project_id', 's.teacher_id');
  const rows = await reader.db
    .selectFrom('reports as s')
    .innerJoin('enrolments as e', (join) => join.onRef('e.project_id', '=', 's.project_id').onRef('e.teacher_id', '=', 's.teacher_id'))
    .select(['s.project_id', 's.teacher_id', 'e.school_code', 's.submitted_on as since', 's.run', subject.as('subject')])
    .where('s.kind', '=', 'final')
    .where('s.submitted_on', '<=', on)
    .where(enrolled(on))
    .where(at('e.school_code'))
    .where(unanswered('report-evaluation', subject, on))
    .orderBy('s.id')
    .orderBy('e.id')
    .execute();
  return lastOfEach(rows);
}

/** As `unanswered`, of awards: one that stands answers whatever was revoked since, a refusal only if it came after the last revocation. */
const undecided = (kind: Kind, subject: RawBuilder<string>, on: Day, after: RawBuilder<number>) => {
  const revoked = sql`select coalesce(max(v.run), -1) from decisions w join decisions v on v.revokes = w.decision
    where w.kind = ${kind} and w.subject = ${subject} and v.on_day <= ${on}`;
  return sql<boolean>`not exists (select 1 from ${answers(kind, subject, on)} and d.run > ${after}
    and (d.outcome = 'granted' or d.run > (${revoked})))`;
};

/** NQL: applications not decided since they were made. Whoever is not enrolled may apply and is refused: the applicant waits all the same. */
async function label({ reader, on, at }: Asked): Promise<Matter[]> {
  const subject = subjectIn('a.project_id', 'a.teacher_id');
  const rows = await reader.db
    .selectFrom('label_applications as a')
    .leftJoin('enrolments as e', (join) =>
      join.onRef('e.project_id', '=', 'a.project_id').onRef('e.teacher_id', '=', 'a.teacher_id').on(enrolled(on)),
    )
    .select(['a.project_id', 'a.teacher_id', 'e.school_code', 'a.applied_on as since', 'a.run', subject.as('subject')])
    .where('a.applied_on', '<=', on)
    .where(at('e.school_code'))
    .where(undecided('national-label', subject, on, sql.ref('a.run')))
    .orderBy('a.id')
    .orderBy('e.id')
    .execute();
  return lastOfEach(rows);
}

/** SCH: applications of schools on which phase 2 has not decided in their call. */
async function accreditation({ reader, on, at }: Asked): Promise<Matter[]> {
  const subject = subjectIn('a.school_code', 'a.call');
  const rows = await reader.db
    .selectFrom('school_applications as a')
    .select(['a.school_code', 'a.call', 'a.teacher_id', 'a.submitted_on as since', 'a.run', subject.as('subject')])
    .where('a.submitted_on', '<=', on)
    .where(at('a.school_code'))
    .where(
      undecided(
        'school-label',
        subject,
        on,
        sql<number>`case when ${lastAnswer('outcome', 'school-label', subject, on)} = 'granted' then -1 else a.run end`,
      ),
    )
    .orderBy('a.id')
    .execute();
  return lastOfEach(rows);
}

/** Of what was recorded several times, the last counts. */
const lastOfEach = (
  rows: readonly (Partial<Omit<Matter, 'since'>> & { readonly subject: string; readonly since: string; readonly run: number })[],
) => [...new Map(rows.map((row): [string, Matter] => [row.subject, { ...none, ...row, since: row.since as Day }])).values()];

/** How a step is found, and the kind of decision whose revocation makes its matters wait again; null where no decision answers. */
const stepOf: { readonly [S in Step]: { readonly find: (asked: Asked) => Promise<Matter[]>; readonly kind: Kind | null } } = {
  access: { find: access, kind: 'teacher-access' },
  suitability: { find: suitability, kind: 'suitability' },
  approval: { find: approval, kind: 'participation' },
  reports: { find: reports, kind: null },
  evaluation: { find: evaluation, kind: 'report-evaluation' },
  label: { find: label, kind: 'national-label' },
  accreditation: { find: accreditation, kind: 'school-label' },
};

/**
 * What waits at a step as known on a day, the longest wait first. After a revocation the wait is a new one: it begins on
 * that day, and what was asked before does not count. `documents` are those a teacher hands in.
 */
export async function findWaiting(
  reader: Reader,
  step: Step,
  filter: PendingFilter,
  { on, documents }: Pick<Asked, 'on' | 'documents'>,
): Promise<Waiting[]> {
  const codes = await schoolsWithin(reader, filter);
  const at = (column: string) => (codes === null ? sql<boolean>`1 = 1` : sql<boolean>`${sql.ref(column)} in ${reader.list(codes)}`);
  const { find, kind } = stepOf[step];
  const matters = await find({ reader, on, documents, at });
  const revoked = kind === null ? new Map() : await findRevocations(reader, kind, on);
  const begun = matters
    .filter((matter) => filter.call === undefined || matter.call === filter.call)
    .map((matter): Matter => {
      const last = revoked.get(matter.subject);
      return last && last.run > matter.run ? { ...matter, since: latest(matter.since, last.on), run: last.run } : matter;
    })
    .filter(({ since }) => filter.olderThan === undefined || daysBetween(since, on) > filter.olderThan);
  const requests = await findRequests(reader, step, begun, on);
  return begun
    .map((matter) => {
      const days = (requests.get(matter.subject) ?? []).filter((one) => one.run > matter.run && one.on >= matter.since);
      return { ...matter, asked: days.length, askedOn: days.at(-1)?.on ?? null };
    })
    .sort((a, b) => byCodePoint(a.since, b.since) || byCodePoint(a.subject, b.subject));
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The codes of the schools a filter leaves. Null where it leaves all. */
async function schoolsWithin(reader: Reader, { cfie, province, school }: PendingFilter): Promise<readonly string[] | null> {
  if (cfie === undefined && province === undefined) return school === undefined ? null : [school];
  const lies = await placeFilter(reader, { cfie, province });
  const codes: string[] = [];
  for await (const page of everySchool(reader)) codes.push(...page.filter(lies).map((one) => one.school_code));
  return codes.filter((code) => school === undefined || code === school);
}

interface Noted {
  readonly on: Day;
  readonly run: number;
}

/** The last revocation of a kind by the subject it frees. */
async function findRevocations(reader: Reader, kind: Kind, on: Day): Promise<Map<string, Noted>> {
  const rows = await reader.db
    .selectFrom('decisions as r')
    .innerJoin('decisions as d', 'd.decision', 'r.revokes')
    .select(['d.subject', 'r.on_day', 'r.run'])
    .where('r.kind', '=', 'revocation')
    .where('d.kind', '=', kind)
    .where('r.on_day', '<=', on)
    .orderBy('r.seq')
    .execute();
  return new Map(rows.map((row) => [row.subject, { on: row.on_day as Day, run: row.run }]));
}

/** The requests of a step by subject, in the order of their days. */
async function findRequests(reader: Reader, step: Step, matters: readonly Matter[], on: Day): Promise<Map<string, Noted[]>> {
  const rows = await reader.db
    .selectFrom('requests')
    .select(['subject', 'asked_on', 'run'])
    .where('step', '=', step)
    .where('subject', 'in', reader.list(matters.map(({ subject }) => subject)))
    .where('asked_on', '<=', on)
    .orderBy('asked_on')
    .execute();
  const found = new Map<string, Noted[]>();
  for (const { subject, asked_on, run } of rows) found.set(subject, [...(found.get(subject) ?? []), { on: asked_on as Day, run }]);
  return found;
}

/** Rows written at once. */
const page = 1000;

/** Records that the request for each matter went out on the day of the run, and counts it; one that went out that day already is none. */
export async function saveRequests(writer: Writer, step: Step, matters: readonly Waiting[]): Promise<Waiting[]> {
  const { on, actor } = writer.deed;
  const counted: Waiting[] = [];
  for (const matter of matters) {
    const repeated = matter.askedOn === on;
    if (!repeated) writer.put('requests', { step, subject: matter.subject, asked_on: on, actor });
    counted.push(repeated ? matter : { ...matter, asked: matter.asked + 1, askedOn: on });
    if (counted.length % page === 0) await writer.flush();
  }
  return counted;
}
