/** The values this office has laid over the edition. */
import type { Day } from '../day.ts';
import { baseEdition } from '../editions/base/index.ts';
import { type Json, type OfficeValue, Reading } from '../editions/edition.ts';
import { readJson } from './decisions.ts';
import type { Reader } from './register.ts';

/** Every value, by parameter and day. */
export async function findOfficeValues(reader: Reader): Promise<OfficeValue[]> {
  const rows = await reader.db.selectFrom('office_values').selectAll().orderBy('parameter').orderBy('from_day').execute();
  return rows.map((row) => ({
    parameter: row.parameter,
    from: row.from_day as Day,
    value: readJson<Json>('office_values', row.parameter, 'value', row.value),
    source: row.source,
    mark: 'office',
  }));
}

/** How the edition reads with this office's values over it. */
export async function readingsOf(reader: Reader): Promise<(day: Day) => Reading> {
  const office = await findOfficeValues(reader);
  return (day) => new Reading(baseEdition, office, day);
}
