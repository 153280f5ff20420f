/** Accreditations as lists and exports show them. */
import type { Day } from '../day.ts';
import { findAccreditations, type StoredAccreditation } from './accreditations.ts';
import type { Dataset, Filter } from './datasets.ts';
import { placeFilter } from './place-filter.ts';
import type { Reader } from './register.ts';
import { addressOf, findSchools } from './schools.ts';
import { findNames } from './teachers.ts';

const columns = [
  'call',
  'school_code',
  'school_name',
  'address',
  'postal_code',
  'locality',
  'municipality',
  'province',
  'email',
  'teacher_id',
  'teacher_email',
  'valid_from',
  'valid_until',
  'origin',
  'status',
] as const;

/** Every accreditation, with where its plaque and flag go; with a call, the list of that call. */
export const accreditations: Dataset = {
  columns,
  filters: ['cfie', 'country', 'province', 'school', 'call', 'teacher', 'inForce', 'expiresBefore'],
  async *rows(reader, filter, on) {
    const lies = await placeFilter(reader, filter);
    const found = (await findAccreditations(reader, on, filter.school === undefined ? undefined : [filter.school])).filter(
      (one) =>
        (filter.call === undefined || one.call === filter.call) &&
        (filter.teacher === undefined || one.teacherId === filter.teacher) &&
        runs(one, filter, on),
    );
    const schools = await findSchools(
      reader,
      found.map((one) => one.schoolCode),
    );
    const teachers = await findNames(
      reader,
      found.flatMap((one) => one.teacherId ?? []),
    );
    yield found
      .filter((one) => lies(schools.get(one.schoolCode)))
      .map((one) => {
        const school = schools.get(one.schoolCode);
        return {
          call: one.call,
          school_code: one.schoolCode,
          ...addressOf(school),
          email: school?.email ?? null,
          teacher_id: one.teacherId,
          teacher_email: teachers.get(one.teacherId ?? '')?.email ?? null,
          valid_from: one.validFrom,
          valid_until: one.validUntil,
          origin: one.decision === null ? 'recorded' : 'accredited',
          status: statusOf(one, on),
        };
      });
  },
};

/** `in-force`, `revoked`, `ended` or `not-begun`, on a day. */
function statusOf({ revokedOn, validFrom, validUntil }: StoredAccreditation, on: Day): string {
  if (revokedOn !== null) return 'revoked';
  return on < validFrom ? 'not-begun' : on <= validUntil ? 'in-force' : 'ended';
}

/** Whether it is in force on the day asked for, and ends before another, as far as a filter asks. */
function runs({ revokedOn, validFrom, validUntil }: StoredAccreditation, { inForce, expiresBefore }: Filter, on: Day): boolean {
  if (inForce === undefined && expiresBefore === undefined) return true;
  if (revokedOn !== null) return false;
  return (
    (inForce === undefined || (validFrom <= inForce && inForce <= validUntil)) &&
    (expiresBefore === undefined || (validUntil >= (inForce ?? on) && validUntil < expiresBefore))
  );
}

/**
 * The schools a filter on accreditations leaves, each with its last accreditation. Null where the filter asks for none.
 * A school that has renewed does not end with its earlier accreditation.
 */
export async function accreditedAs(
  reader: Reader,
  filter: Filter,
  on: Day,
): Promise<ReadonlyMap<string, { readonly call: string; readonly valid_from: Day; readonly valid_until: Day }> | null> {
  if (filter.call === undefined && filter.inForce === undefined && filter.expiresBefore === undefined) return null;
  const stand = (await findAccreditations(reader, on)).filter(({ revokedOn }) => revokedOn === null);
  const lastOf = new Map<string, Day>();
  for (const { schoolCode, validUntil } of stand) if ((lastOf.get(schoolCode) ?? '') < validUntil) lastOf.set(schoolCode, validUntil);
  const left = stand.filter(
    (one) =>
      (filter.call === undefined || one.call === filter.call) &&
      runs(one, filter, on) &&
      (filter.expiresBefore === undefined || lastOf.get(one.schoolCode) === one.validUntil),
  );
  return new Map(
    left.map(({ schoolCode, call, validFrom, validUntil }) => [schoolCode, { call, valid_from: validFrom, valid_until: validUntil }]),
  );
}
