/** Calls for eTwinning School. */
import type { Day } from '../day.ts';
import type { Call } from '../rules/call.ts';
import type { Reader } from './register.ts';
import type { RowOf } from './tables.ts';

/** Calls by year. */
export async function findCalls(reader: Reader, years: Iterable<string>): Promise<Map<string, RowOf<'calls'>>> {
  const rows = await reader.db
    .selectFrom('calls')
    .selectAll()
    .where('call', 'in', reader.list(new Set(years)))
    .execute();
  return new Map(rows.map((row) => [row.call, row]));
}

/** A call as the rules read it. */
export const callOf = (row: RowOf<'calls'>): Call => ({
  call: row.call,
  opensOn: row.opens_on as Day,
  closesOn: row.closes_on as Day,
  referenceDay: (row.reference_day ?? row.opens_on) as Day,
  registeredBy: row.registered_by as Day | null,
  activeSince: row.active_since as Day | null,
  labelSince: row.label_since as Day | null,
  labelUntil: row.label_until as Day | null,
  validFrom: row.valid_from as Day | null,
  validUntil: row.valid_until as Day | null,
});

/** A call by its year. Null where there is none. */
export async function findCall(reader: Reader, year: string): Promise<Call | null> {
  const row = (await findCalls(reader, [year])).get(year);
  return row ? callOf(row) : null;
}
