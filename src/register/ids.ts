/** Ids by their beginning, for completion. */
import { sql } from 'kysely';
import type { Reader } from './register.ts';
import type { TableName } from './tables.ts';

interface Kind {
  readonly table: TableName;
  readonly id: string;
  /** The column that says in a word what an id stands for. */
  readonly about?: string;
}

/** Where ids lie, by the column or argument that takes them. */
const kinds: Readonly<Record<string, readonly Kind[]>> = {
  school_code: [{ table: 'schools', id: 'school_code', about: 'name' }],
  teacher_id: [{ table: 'teachers', id: 'teacher_id', about: 'family_name' }],
  project_id: [{ table: 'projects', id: 'project_id', about: 'title' }],
  cfie: [{ table: 'cfies', id: 'cfie', about: 'name' }],
  call: [{ table: 'calls', id: 'call' }],
  decision: [
    { table: 'decisions', id: 'decision', about: 'kind' },
    { table: 'certificates', id: 'certificate' },
  ],
};

export interface Known {
  readonly id: string;
  /** Null where nothing more is known of it. */
  readonly about: string | null;
}

export const hasIds = (column: string): boolean => Object.hasOwn(kinds, column);

/** Sorts behind everything that begins the same: the last character of both engines' order by bytes. */
const last = '\u{10FFFF}';

/**
 * The ids that begin so, in order, `most` a kind. Where there are more the last of all is among them,
 * so that what all have in common can be read off those given.
 */
export async function findIds({ db }: Reader, column: string, beginning: string, most: number): Promise<readonly Known[]> {
  const found: Known[] = [];
  for (const { table, id, about } of kinds[column] ?? []) {
    const asked = (order: 'asc' | 'desc', limit: number) =>
      db
        .selectFrom(table)
        .select([sql<string>`${sql.ref(id)}`.as('id'), (about ? sql<string | null>`${sql.ref(about)}` : sql<null>`null`).as('about')])
        .where(sql.ref(id), '>=', beginning)
        .where(sql.ref(id), '<', `${beginning}${last}`)
        .orderBy(sql.ref(id), order)
        .limit(limit)
        .execute();
    const first = await asked('asc', most);
    found.push(...first, ...(first.length < most ? [] : (await asked('desc', 1)).filter((end) => end.id !== first.at(-1)?.id)));
  }
  return found;
}
