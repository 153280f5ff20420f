/** Schools, CFIEs and their areas. */
import { isProvinceOfSpain, provinceKey } from '../rules/places.ts';
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

/** Where post reaches a school, as lists and letters name it. */
export const addressOf = (school: School | undefined) => ({
  school_name: school?.name ?? null,
  address: school?.address ?? null,
  postal_code: school?.postal_code ?? null,
  locality: school?.locality ?? null,
  municipality: school?.municipality ?? null,
  province: school?.province ?? null,
});

const known = new WeakMap<Reader, Set<string>>();

/** Which of these codes are in the register. What a transaction has found once is not looked up again: rows repeat their schools. */
export async function knownSchools(reader: Reader, codes: Iterable<string>): Promise<ReadonlySet<string>> {
  const found = known.get(reader) ?? new Set();
  known.set(reader, found);
  const open = new Set<string>();
  for (const code of codes) if (!found.has(code)) open.add(code);
  if (open.size > 0) {
    const rows = await reader.db.selectFrom('schools').select('school_code').where('school_code', 'in', reader.list(open)).execute();
    for (const row of rows) found.add(row.school_code);
  }
  return found;
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

/** Whether anything is known of a CFIE: itself, an area, or a school that names it as its own. */
export async function knowsCfie(reader: Reader, cfie: string): Promise<boolean> {
  const found = [
    await reader.db.selectFrom('cfies').select('cfie').where('cfie', '=', cfie).execute(),
    await reader.db.selectFrom('cfie_areas').select('cfie').where('cfie', '=', cfie).limit(1).execute(),
    await reader.db.selectFrom('schools').select('cfie').where('cfie', '=', cfie).limit(1).execute(),
  ];
  return found.some((rows) => rows.length > 0);
}

/** Whether a province is one of Spain's, or some school lies in it. */
export async function knowsProvince(reader: Reader, province: string): Promise<boolean> {
  if (isProvinceOfSpain(province)) return true;
  const rows = await reader.db.selectFrom('schools').select('province').distinct().where('province', 'is not', null).execute();
  return rows.some((row) => provinceKey(row.province ?? '') === provinceKey(province));
}
