/** Where schools lie, as a filter asks. */
import { cfieOf, provinceKey } from '../rules/places.ts';
import { areasOf } from './claims.ts';
import type { Filter } from './datasets.ts';
import type { Reader } from './register.ts';
import { findAreas, type School } from './schools.ts';

/** Whether a school lies where the filter says. */
export async function placeFilter(reader: Reader, filter: Filter): Promise<(school: School | undefined) => boolean> {
  if (filter.cfie === undefined && filter.province === undefined && filter.country === undefined) return () => true;
  const areas = areasOf(await findAreas(reader));
  const province = filter.province === undefined ? null : provinceKey(filter.province);
  return (school) =>
    school !== undefined &&
    (filter.country === undefined || school.country === filter.country) &&
    (province === null || (school.province !== null && provinceKey(school.province) === province)) &&
    (filter.cfie === undefined ||
      cfieOf({ schoolCode: school.school_code, municipality: school.municipality, province: school.province, cfie: school.cfie }, areas) ===
        filter.cfie);
}
