/** Decisions: stored once, never edited; revoked by another decision. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../day.ts';
import type { Json } from '../editions/edition.ts';
import type { RuleId } from '../editions/rules.ts';
import type { Finding, Outcome, Verdict } from '../rules/decision.ts';
import { sha256 } from './digest.ts';
import { DamagedValue } from './faults.ts';
import type { Reader, Writer } from './register.ts';
import type { RowOf } from './tables.ts';

export type Kind =
  | 'teacher-access'
  | 'suitability'
  | 'participation'
  | 'report-evaluation'
  | 'credits'
  | 'national-label'
  | 'european-proposal'
  | 'european-label'
  | 'school-invitation'
  | 'school-label'
  | 'revocation';

/** A decision as scripts see it. Keys that do not apply are null. */
export interface Decision {
  readonly decision: string;
  readonly kind: Kind;
  readonly outcome: Outcome;
  readonly on: Day;
  readonly by: string;
  readonly edition: string;
  readonly teacher_id: string | null;
  readonly project_id: string | null;
  readonly school_code: string | null;
  readonly school: string | null;
  readonly country: string | null;
  readonly year: string | null;
  readonly call: string | null;
  readonly credits: number | null;
  readonly score: number | null;
  readonly certificate: string | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly replaces: string | null;
  readonly revokes: string | null;
  readonly revoked_by: string | null;
  readonly assumed: readonly string[];
  readonly findings: readonly Finding[];
}

/** The keys a kind of decision is about, as JSON; two decisions on the same subject answer the same question. */
export function subjectOf(...keys: readonly (string | null)[]): string {
  let subject = '[';
  for (const key of keys) subject += `${subject === '[' ? '' : ','}${key !== null && plain.test(key) ? `"${key}"` : JSON.stringify(key)}`;
  return `${subject}]`;
}

/** What JSON writes as it is. */
const plain = /^[\w .:@-]*$/;

/** The same of columns, none of them null, where a query compares subjects. Ids hold no control characters: quotes and backslashes are all there is to escape. */
export function subjectIn(...columns: readonly string[]): RawBuilder<string> {
  const escaped = columns.map((column) => sql`replace(replace(${sql.ref(column)}, '\\', '\\\\'), '"', '\\"')`);
  return sql<string>`'["' || ${sql.join(escaped, sql` || '","' || `)} || '"]'`;
}

/** What a decision is about, and what it gives. */
type AboutKey =
  | 'teacher_id'
  | 'project_id'
  | 'school_code'
  | 'school'
  | 'country'
  | 'year'
  | 'call'
  | 'credits'
  | 'score'
  | 'certificate'
  | 'valid_from'
  | 'valid_until'
  | 'replaces'
  | 'revokes';

type About = Partial<Pick<Decision, AboutKey>> & { readonly asked?: number | null };

interface Grounds {
  readonly edition: string;
  readonly parameters: { readonly [name: string]: Json };
  readonly assumed: readonly string[];
  readonly rules: readonly { readonly rule: RuleId; readonly required: Json; readonly source: string }[];
}

/** Grounds under the name they are stored by. */
interface Named {
  readonly name: string;
  readonly body: string;
  savedBy: Writer | null;
}

/** What names stand for grounds, by the values they rest on and then by what is required. */
const named = new WeakMap<object, Map<string, Named>>();

/** A text for what a rule requires, the same for the same: its keys are the same wherever the rule is, and JSON takes longer. */
function textOf(required: Json): string {
  if (typeof required !== 'object' || required === null || Array.isArray(required)) return JSON.stringify(required);
  let text = '';
  const of = required as { readonly [name: string]: Json };
  for (const name in of) text += `${typeof of[name] === 'object' ? JSON.stringify(of[name]) : of[name]}\u0001`;
  return text;
}

/** Saves what a decision rests on, once a run: thousands of decisions rest on the same. Its name. */
function saveGrounds(writer: Writer, { findings, edition, parameters, assumed }: Verdict): string {
  // Where the same values were read, a rule cites the same of them: how long its source is tells enough.
  let key = edition;
  for (const { rule, required, source } of findings) key += ` ${rule} ${source.length} ${textOf(required)}`;
  const known = named.get(parameters) ?? new Map<string, Named>();
  named.set(parameters, known);
  let one = known.get(key);
  if (!one) {
    const rules = findings.map(({ rule, required, source }) => ({ rule, required, source }));
    const body = JSON.stringify({ edition, parameters, assumed, rules } satisfies Grounds);
    one = { name: sha256(body).slice(0, 22), body, savedBy: null };
    if (known.size >= 500) known.clear();
    known.set(key, one);
  }
  if (one.savedBy !== writer) writer.put('grounds', { grounds: one.name, body: one.body });
  one.savedBy = writer;
  return one.name;
}

/** Stores a decision and gives it its number. */
export function saveDecision(writer: Writer, kind: Kind, subject: string, verdict: Verdict, about: About): Decision {
  const { findings } = verdict;
  // Gathered one by one: see `cellsOf`.
  const found: [met: boolean | null, observed: Json][] = [];
  for (const { met, observed } of findings) found.push([met, observed]);
  const grounds = saveGrounds(writer, verdict);
  const seq = writer.number('decision');
  const decision = `D${String(seq).padStart(6, '0')}`;
  // Written out: spreading what it is about costs more than all else of a decision.
  const row = {
    decision,
    seq,
    kind,
    subject,
    outcome: verdict.outcome,
    on_day: writer.deed.on,
    actor: writer.deed.actor,
    teacher_id: about.teacher_id ?? null,
    project_id: about.project_id ?? null,
    school_code: about.school_code ?? null,
    school: about.school ?? null,
    country: about.country ?? null,
    year: about.year ?? null,
    call: about.call ?? null,
    credits: about.credits ?? null,
    asked: about.asked ?? null,
    score: about.score ?? null,
    certificate: about.certificate ?? null,
    valid_from: about.valid_from ?? null,
    valid_until: about.valid_until ?? null,
    replaces: about.replaces ?? null,
    revokes: about.revokes ?? null,
    grounds,
    findings: JSON.stringify(found),
  };
  writer.put('decisions', row);
  return asDecision(row, writer.deed.on, writer.deed.actor, verdict, findings, null);
}

function asDecision(
  row: Pick<RowOf<'decisions'>, 'decision' | 'kind' | 'outcome' | AboutKey>,
  on: string,
  by: string,
  grounds: Pick<Grounds, 'edition' | 'assumed'>,
  findings: readonly Finding[],
  revokedBy: string | null,
): Decision {
  return {
    decision: row.decision,
    kind: row.kind as Kind,
    outcome: row.outcome as Outcome,
    on: on as Day,
    by,
    edition: grounds.edition,
    teacher_id: row.teacher_id,
    project_id: row.project_id,
    school_code: row.school_code,
    school: row.school,
    country: row.country,
    year: row.year,
    call: row.call,
    credits: row.credits,
    score: row.score,
    certificate: row.certificate,
    valid_from: row.valid_from,
    valid_until: row.valid_until,
    replaces: row.replaces,
    revokes: row.revokes,
    revoked_by: revokedBy,
    assumed: grounds.assumed,
    findings,
  };
}

/** What the register remembers of a decision when the same question is asked again. */
export interface Past {
  readonly decision: string;
  readonly seq: number;
  readonly kind: Kind;
  readonly outcome: Outcome;
  readonly on: Day;
  readonly teacherId: string | null;
  readonly projectId: string | null;
  readonly schoolCode: string | null;
  readonly year: string | null;
  readonly credits: number | null;
  readonly asked: number | null;
  readonly score: number | null;
  readonly certificate: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly replaces: string | null;
  readonly findings: readonly Finding[];
  /** Null where it was never revoked. */
  readonly revoked: { readonly by: string; readonly on: Day; readonly run: number } | null;
}

/** Earlier decisions of a kind by subject, oldest first. */
export async function findPast(reader: Reader, kind: Kind, subjects: Iterable<string>): Promise<Map<string, Past[]>> {
  const rows = await pastRows(reader)
    .where('d.kind', '=', kind)
    .where('d.subject', 'in', reader.list(new Set(subjects)))
    .execute();
  const found = new Map<string, Past[]>();
  for (const past of await asPast(reader, rows)) {
    const of = found.get(past.subject);
    if (of) of.push(past);
    else found.set(past.subject, [past]);
  }
  return found;
}

/** Certified credits of teachers in a year: what stands in CRED-6, by teacher. */
export async function findCredits(reader: Reader, teachers: Iterable<string>, year: string): Promise<Map<string, Past[]>> {
  const rows = await pastRows(reader)
    .where('d.kind', '=', 'credits')
    .where('d.outcome', '=', 'granted')
    .where('d.year', '=', year)
    .where('d.teacher_id', 'in', reader.list(new Set(teachers)))
    .execute();
  const found = new Map<string, Past[]>();
  for (const past of await asPast(reader, rows)) {
    const of = found.get(past.teacherId ?? '');
    if (of) of.push(past);
    else found.set(past.teacherId ?? '', [past]);
  }
  return found;
}

const pastRows = (reader: Reader) =>
  reader.db
    .selectFrom('decisions as d')
    .leftJoin('decisions as r', 'r.revokes', 'd.decision')
    .select([
      'd.decision',
      'd.seq',
      'd.kind',
      'd.subject',
      'd.outcome',
      'd.on_day',
      'd.teacher_id',
      'd.project_id',
      'd.school_code',
      'd.year',
      'd.credits',
      'd.asked',
      'd.score',
      'd.certificate',
      'd.valid_from',
      'd.valid_until',
      'd.replaces',
      'd.grounds',
      'd.findings',
    ])
    .select(['r.decision as revoked_by', 'r.on_day as revoked_on', 'r.run as revoked_run'])
    .orderBy('d.seq');

async function asPast(
  reader: Reader,
  rows: Awaited<ReturnType<ReturnType<typeof pastRows>['execute']>>,
): Promise<(Past & { subject: string })[]> {
  const grounds = await findGrounds(
    reader,
    rows.map((row) => row.grounds),
  );
  return rows.map((row) => ({
    decision: row.decision,
    seq: row.seq,
    kind: row.kind as Kind,
    subject: row.subject,
    outcome: row.outcome as Outcome,
    on: row.on_day as Day,
    teacherId: row.teacher_id,
    projectId: row.project_id,
    schoolCode: row.school_code,
    year: row.year,
    credits: row.credits,
    asked: row.asked,
    score: row.score,
    certificate: row.certificate,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    replaces: row.replaces,
    findings: readFindings(row.decision, row.findings, grounds.get(row.grounds)),
    revoked: row.revoked_by === null ? null : { by: row.revoked_by, on: row.revoked_on as Day, run: row.revoked_run ?? 0 },
  }));
}

async function findGrounds(reader: Reader, names: readonly string[]): Promise<Map<string, Grounds>> {
  if (names.length === 0) return new Map();
  const rows = await reader.db
    .selectFrom('grounds')
    .select(['grounds', 'body'])
    .where('grounds', 'in', reader.list(new Set(names)))
    .execute();
  return new Map(rows.map((row) => [row.grounds, readJson<Grounds>('grounds', row.grounds, 'body', row.body)]));
}

/** Parses a stored value. Throws DamagedValue where it no longer reads. */
export function readJson<T>(table: string, key: string, column: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new DamagedValue(table, key, column);
  }
}

function readFindings(decision: string, text: string, grounds: Grounds | undefined): Finding[] {
  const stored = readJson<readonly (readonly [boolean | null, Json])[]>('decisions', decision, 'findings', text);
  if (!grounds || !Array.isArray(stored) || stored.length !== grounds.rules.length)
    throw new DamagedValue('decisions', decision, 'findings');
  return stored.map(([met, observed], place) => {
    const of = grounds.rules[place];
    if (!of) throw new DamagedValue('decisions', decision, 'findings');
    return { rule: of.rule, met, observed, required: of.required, source: of.source };
  });
}

/** Of an answer: the last recorded that counts on a day. Null where there is none. */
export function counting(past: readonly Past[] | undefined, day: Day): Past | null {
  return past?.findLast((p) => p.on <= day && !revokedBy(p, day)) ?? null;
}

/**
 * Of an award: the granted one that stands on a day. One granted for a later day
 * stands too: a ceiling must hold whatever the order of the runs.
 */
export function standing(past: readonly Past[] | undefined, day: Day): Past | null {
  return past?.findLast((p) => p.outcome === 'granted' && !revokedBy(p, day)) ?? null;
}

export const revokedBy = (past: Past, day: Day): boolean => past.revoked !== null && past.revoked.on <= day;

/** The revoked decision that a new one on the same subject replaces; never the award that still stands on the day. */
export function replaced(past: readonly Past[] | undefined, award: Past | null = null): Past | null {
  const last = past?.findLast((p) => p.revoked !== null);
  return last && last !== award && !past?.some((p) => p.replaces === last.decision) ? last : null;
}

/** A decision as the new one stands in for it within a run. */
export function remember(decision: Decision, asked: number | null = null): Past {
  return {
    decision: decision.decision,
    seq: Number(decision.decision.slice(1)),
    kind: decision.kind,
    outcome: decision.outcome,
    on: decision.on,
    teacherId: decision.teacher_id,
    projectId: decision.project_id,
    schoolCode: decision.school_code,
    year: decision.year,
    credits: decision.credits,
    asked,
    score: decision.score,
    certificate: decision.certificate,
    validFrom: decision.valid_from,
    validUntil: decision.valid_until,
    replaces: decision.replaces,
    findings: decision.findings,
    revoked: null,
  };
}

export interface DecisionFilter {
  readonly ids?: readonly string[];
  readonly teacher?: string;
  readonly project?: string;
  readonly projects?: readonly string[];
  readonly school?: string;
  readonly year?: string;
  readonly call?: string;
  readonly kind?: Kind;
}

/** Whole decisions in the order in which they were taken, a page at a time. */
export async function* findDecisions(
  reader: Reader,
  filter: DecisionFilter = {},
  page = 1000,
): AsyncGenerator<readonly (Decision & { readonly parameters: { readonly [name: string]: Json } })[]> {
  for (let after = 0; ; ) {
    let query = reader.db
      .selectFrom('decisions as d')
      .leftJoin('decisions as r', 'r.revokes', 'd.decision')
      .selectAll('d')
      .select('r.decision as revoked_by')
      .where('d.seq', '>', after)
      .orderBy('d.seq')
      .limit(page);
    if (filter.ids) {
      const ids = filter.ids;
      query = query.where((eb) => eb.or([eb('d.decision', 'in', reader.list(ids)), eb('d.certificate', 'in', reader.list(ids))]));
    }
    if (filter.teacher !== undefined) query = query.where('d.teacher_id', '=', filter.teacher);
    if (filter.project !== undefined) query = query.where('d.project_id', '=', filter.project);
    if (filter.projects) query = query.where('d.project_id', 'in', reader.list(new Set(filter.projects)));
    if (filter.school !== undefined) query = query.where('d.school_code', '=', filter.school);
    if (filter.year !== undefined) query = query.where('d.year', '=', filter.year);
    if (filter.call !== undefined) query = query.where('d.call', '=', filter.call);
    if (filter.kind !== undefined) query = query.where('d.kind', '=', filter.kind);
    const rows = await query.execute();
    if (rows.length === 0) return;
    const grounds = await findGrounds(
      reader,
      rows.map((row) => row.grounds),
    );
    yield rows.map((row) => {
      const of = grounds.get(row.grounds);
      if (!of) throw new DamagedValue('grounds', row.grounds, 'body');
      return {
        ...asDecision(row, row.on_day, row.actor, of, readFindings(row.decision, row.findings, of), row.revoked_by),
        parameters: of.parameters,
      };
    });
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < page) return;
  }
}

/** One decision by its id or certificate number. Null where there is none. */
export async function findDecision(reader: Reader, id: string) {
  for await (const [decision] of findDecisions(reader, { ids: [id] }, 1)) return decision ?? null;
  return null;
}

/** Which kinds of decision rest on a kind: on what it found, or on what it made possible. */
const restingKinds: { readonly [K in Kind]?: readonly Kind[] } = {
  'teacher-access': ['credits', 'national-label', 'school-invitation', 'school-label'],
  suitability: ['participation'],
  participation: ['report-evaluation', 'credits', 'national-label'],
  'report-evaluation': ['credits'],
  // Proposals and European labels name the labels they rest on: `findNaming`.
  'national-label': ['school-invitation', 'school-label'],
  'school-invitation': ['school-label'],
};

/** Granted decisions that stand and rest on another: on its project, teacher and school, and taken after it. */
export async function findResting(
  reader: Reader,
  on: Pick<Decision, 'decision' | 'kind' | 'teacher_id' | 'project_id' | 'school_code'>,
): Promise<readonly string[]> {
  const kinds = restingKinds[on.kind];
  if (!kinds) return [];
  let query = reader.db
    .selectFrom('decisions as d')
    .leftJoin('decisions as r', 'r.revokes', 'd.decision')
    .select('d.decision')
    .where('d.kind', 'in', [...kinds])
    .where('d.outcome', '=', 'granted')
    .where('r.decision', 'is', null)
    .where('d.seq', '>', Number(on.decision.slice(1)))
    .orderBy('d.seq');
  // A decision that has no such key (a label of a whole school, say) rests on it all the same.
  for (const key of ['teacher_id', 'project_id', 'school_code'] as const) {
    const value = on[key];
    if (value !== null) query = query.where((eb) => eb.or([eb(`d.${key}`, '=', value), eb(`d.${key}`, 'is', null)]));
  }
  return (await query.execute()).map((row) => row.decision);
}

/** Earlier decisions of a kind by project, oldest first: those of the projects named, or of a year. */
export async function findPastOfProjects(
  reader: Reader,
  kind: Kind,
  projects: Iterable<string>,
  year?: string,
): Promise<Map<string, (Past & { readonly subject: string })[]>> {
  const query = pastRows(reader)
    .where('d.kind', '=', kind)
    .where('d.project_id', 'in', reader.list(new Set(projects)));
  const rows = await (year === undefined ? query : query.where('d.year', '=', year)).execute();
  const found = new Map<string, (Past & { readonly subject: string })[]>();
  for (const past of await asPast(reader, rows)) {
    const known = found.get(past.projectId ?? '');
    if (known) known.push(past);
    else found.set(past.projectId ?? '', [past]);
  }
  return found;
}
