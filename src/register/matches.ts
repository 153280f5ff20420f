/** What a text somebody types may mean: the schools, teachers, projects, decisions, CFIEs and calls of the register that fit it. */
import { type RawBuilder, sql } from 'kysely';
import type { Kind } from './decisions.ts';
import type { Reader } from './register.ts';

/** Something of the register that can be named by its id. */
export interface Match {
  readonly id: string;
  /** What people know it by: a name, a place, a title. For the screen alone, never logged. */
  readonly about: readonly string[];
  /** Of a decision, what it decides; null for anything else. */
  readonly kind: Kind | null;
}

export interface Matches {
  readonly found: readonly Match[];
  /** How many more fit. */
  readonly more: number;
}

/** Where things of one sort are found, in SQL that both engines read. */
interface Lookup {
  readonly from: string;
  readonly id: string;
  readonly about: readonly string[];
  readonly kind?: string;
  /** Another column by which it is named. */
  readonly also?: string;
}

const fullName = "given_name || ' ' || family_name";

const lookups = {
  school_code: { from: 'schools', id: 'school_code', about: ['name', 'municipality', 'province'] },
  teacher_id: {
    from: 'teachers left join schools on schools.school_code = teachers.school_code',
    id: 'teacher_id',
    about: [fullName, 'teachers.email', 'schools.name'],
  },
  project_id: { from: 'projects', id: 'project_id', about: ['title', "starts_on || ' – ' || ends_on"] },
  decision: {
    from: `decisions left join teachers on teachers.teacher_id = decisions.teacher_id
      left join projects on projects.project_id = decisions.project_id
      left join schools on schools.school_code = decisions.school_code`,
    id: 'decision',
    about: ['on_day', 'certificate', fullName, 'title', 'schools.name'],
    kind: 'kind',
    also: 'certificate',
  },
  cfie: {
    from: `(select cfie, name from cfies union select cfie, null from schools
      where cfie is not null and cfie not in (select cfie from cfies)) as named`,
    id: 'cfie',
    about: ['name'],
  },
  call: { from: 'calls', id: 'call', about: ["opens_on || ' – ' || closes_on"] },
} as const satisfies Readonly<Record<string, Lookup>>;

/** A column whose values are ids of the register. */
export type LookupColumn = keyof typeof lookups;

export const isLookup = (column: string): column is LookupColumn => Object.hasOwn(lookups, column);

/** How many are offered at once. */
const most = 7;

/**
 * What fits a text: each of its words stands in the id, name, place, title or e-mail, whatever its case and accents. First the
 * id itself, then those who share an enrolment with the ids named already (`beside`, by column), then those that begin so.
 */
export async function findMatches(
  reader: Reader,
  column: LookupColumn,
  text: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<Matches> {
  const { from, id, about, kind = 'null' }: Lookup = lookups[column];
  const parts = about.map((part) => `coalesce(${part}, '')`);
  const searched = sql<string>`${sql.raw([id, ...parts].join(" || ' ' || "))}`;
  const fit = plain(text)
    .split(/\s+/)
    .flatMap((word) => (word === '' ? [] : [reader.holds(searched, [...word].map(spellingsOf))]));
  const { rows } = await sql<Record<string, string> & { readonly kind: Kind | null }>`
    select ${raw([`${id} as id`, `${kind} as kind`, ...parts.map((part, place) => `${part} as about${place}`)])}, count(*) over () as total
    from ${sql.raw(from)} where ${sql.join([sql`1 = 1`, ...fit], sql` and `)}
    order by case when ${sql.raw(id)} = ${text} then 0 else 1 end, ${sharing(column, id, beside)}
      case when ${like(`lower(${id})`, `${escaped(text.toLowerCase())}%`)} then 0 else 1 end, ${sql.raw(id)}
    limit ${sql.lit(most)}`.execute(reader.db);
  const found = rows.map((row) => ({ id: row.id ?? '', kind: row.kind, about: parts.flatMap((_, place) => row[`about${place}`] || []) }));
  return { found, more: Math.max(0, Number(rows[0]?.total ?? 0) - found.length) };
}

/** Whether an id is of the register; of a decision, its certificate too. */
export async function isKnown(reader: Reader, column: LookupColumn, id: string): Promise<boolean> {
  const { from, id: name, also }: Lookup = lookups[column];
  const named = sql.join(
    [name, ...(also ? [also] : [])].map((one) => sql`${sql.raw(one)} = ${id}`),
    sql` or `,
  );
  const { rows } = await sql`select 1 as known from ${sql.raw(from)} where ${named} limit 1`.execute(reader.db);
  return rows.length > 0;
}

/** An id as completion offers it. */
export interface Known {
  readonly id: string;
  /** Null where nothing more is known of it. */
  readonly about: string | null;
}

/** Sorts behind everything that begins the same: the last character of both engines' order by bytes. */
const last = '\u{10FFFF}';

/**
 * The ids that begin so, in order, `count` of each name. Where there are more the last of all is among them,
 * so that what all have in common can be read off those given.
 */
export async function findIds({ db }: Reader, column: LookupColumn, beginning: string, count: number): Promise<readonly Known[]> {
  const { from, id: name, about, kind, also }: Lookup = lookups[column];
  const found: Known[] = [];
  for (const [id, said] of [[name, kind ?? about[0]] as const, ...(also ? [[also, kind] as const] : [])]) {
    const asked = async (order: 'asc' | 'desc', limit: number) =>
      (
        await sql<Known>`select ${sql.raw(id)} as id, ${sql.raw(said ?? 'null')} as about from ${sql.raw(from)}
          where ${sql.raw(id)} >= ${beginning} and ${sql.raw(id)} < ${`${beginning}${last}`}
          order by ${sql.raw(id)} ${sql.raw(order)} limit ${sql.lit(limit)}`.execute(db)
      ).rows;
    const first = await asked('asc', count);
    found.push(...first, ...(first.length < count ? [] : (await asked('desc', 1)).filter((end) => end.id !== first.at(-1)?.id)));
  }
  return found;
}

/** Ids that may have been mistyped as this one: half of it is as it should be, and their length is about the same. */
export async function findSimilar(reader: Reader, column: LookupColumn, id: string): Promise<readonly string[]> {
  const { from, id: name }: Lookup = lookups[column];
  const half = Math.ceil(id.length / 2);
  const [first, second] = [escaped(id.slice(0, half).toLowerCase()), escaped(id.slice(half).toLowerCase())];
  const { rows } = await sql<{ readonly id: string }>`
    select id from (select ${sql.raw(name)} as id from ${sql.raw(from)}) as candidates
    where (${like('lower(id)', `${first}%`)} or ${like('lower(id)', `%${second}`)})
      and length(id) between ${sql.lit(id.length - 2)} and ${sql.lit(id.length + 2)}
    order by id limit 5000`.execute(reader.db);
  return rows.map((row) => row.id);
}

const raw = (names: readonly string[]): RawBuilder<unknown> => sql.raw(names.join(', '));

const like = (what: string, pattern: string): RawBuilder<boolean> => sql<boolean>`${sql.raw(what)} like ${pattern} escape '\\'`;
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Text as it is searched: without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Every way to write a letter of Latin script: either case, any accent. SQLite knows neither of other than ASCII letters. */
const spellings = new Map<string, string>();
for (const range of [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0x17f],
] as const)
  for (let code = range[0]; code <= range[1]; code += 1) {
    const letter = String.fromCodePoint(code);
    spellings.set(plain(letter), (spellings.get(plain(letter)) ?? '') + letter);
  }

const spellingsOf = (letter: string): string => spellings.get(letter) ?? letter;

const enrolmentColumns: readonly string[] = ['project_id', 'teacher_id', 'school_code'];

/** Puts first what is enrolled together with the ids named already. */
function sharing(column: LookupColumn, id: string, beside: Readonly<Record<string, string>>): RawBuilder<unknown> {
  const others = enrolmentColumns.filter((name) => name !== column && beside[name] !== undefined);
  if (!enrolmentColumns.includes(column) || others.length === 0) return sql``;
  const same = others.map((name) => sql`${sql.raw(name)} = ${beside[name]}`);
  return sql`case when ${sql.raw(id)} in (select ${sql.raw(column)} from enrolments where withdrawn_on is null and ${sql.join(same, sql` and `)}) then 0 else 1 end,`;
}
