/** Schools, CFIEs and their areas. */
import type { Reader } from './register.ts';
import type { RowOf } from './tables.ts';

export type School = RowOf<'schools'>;

/** Schools by code. */
export async function findSchools(reader: Reader, codes: Iterable<string>): Promise<Map<string, School>> {
  const rows = await reader.db
    .selectFrom('schools')
    .selectAll()
    .where('school_code', 'in', reader.list(new Set(codes)))
    .execute();
  return new Map(rows.map((row) => [row.school_code, row]));
}

/** Every school by code, in pages. */
export async function* everySchool(reader: Reader, page = 2000): AsyncGenerator<readonly School[]> {
  for (let after = ''; ; ) {
    const rows = await reader.db
      .selectFrom('schools')
      .selectAll()
      .where('school_code', '>', after)
      .orderBy('school_code')
      .limit(page)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < page) return;
    after = rows.at(-1)?.school_code ?? after;
  }
}

export type Area = RowOf<'cfie_areas'>;

/** The table of areas, whole: a few hundred rows. */
export const findAreas = (reader: Reader): Promise<Area[]> => reader.db.selectFrom('cfie_areas').selectAll().orderBy('area').execute();

export async function findCfies(reader: Reader): Promise<Map<string, RowOf<'cfies'>>> {
  const rows = await reader.db.selectFrom('cfies').selectAll().orderBy('cfie').execute();
  return new Map(rows.map((row) => [row.cfie, row]));
}
