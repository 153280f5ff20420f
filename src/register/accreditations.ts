/** Accreditations as eTwinning School: those decided here and those recorded. */
import type { Day } from '../day.ts';
import type { Accreditation } from '../rules/call.ts';
import { unindexed } from './answers.ts';
import type { Reader } from './register.ts';

export interface StoredAccreditation extends Accreditation {
  readonly schoolCode: string;
  /** The day it was decided. Null where it was recorded. */
  readonly on: Day | null;
  /** Null where it was never revoked. */
  readonly revokedOn: Day | null;
  /** The teacher through whom the school applied. Null where it was recorded. */
  readonly teacherId: string | null;
}

/** Every accreditation known on a day, revoked ones too, by call and school; those of some schools or of all. */
export async function findAccreditations(reader: Reader, day: Day, schoolCodes?: Iterable<string>): Promise<StoredAccreditation[]> {
  const wanted = schoolCodes && reader.list(new Set(schoolCodes));
  let decided = reader.db
    .selectFrom('decisions as d')
    .leftJoin('decisions as r', 'r.revokes', 'd.decision')
    .select(['d.school_code', 'd.call', 'd.decision', 'd.valid_from', 'd.valid_until', 'd.on_day', 'd.teacher_id'])
    .select('r.on_day as revoked_on')
    .where(wanted ? unindexed('d.kind') : 'd.kind', '=', 'school-label')
    .where('d.outcome', '=', 'granted')
    .where('d.on_day', '<=', day)
    .orderBy('d.seq');
  // What was recorded counts from its own first day, and from the day of recording if that is earlier.
  let recorded = reader.db
    .selectFrom('recorded_accreditations')
    .selectAll()
    .where((eb) => eb.or([eb('valid_from', '<=', day), eb('recorded_on', '<=', day)]));
  if (wanted) {
    decided = decided.where('d.school_code', 'in', wanted);
    recorded = recorded.where('school_code', 'in', wanted);
  }
  const all: StoredAccreditation[] = [
    ...(await decided.execute()).map((row) => ({
      schoolCode: row.school_code ?? '',
      call: row.call ?? '',
      decision: row.decision,
      validFrom: row.valid_from as Day,
      validUntil: row.valid_until as Day,
      on: row.on_day as Day,
      revokedOn: row.revoked_on !== null && row.revoked_on <= day ? (row.revoked_on as Day) : null,
      teacherId: row.teacher_id,
    })),
    ...(await recorded.execute()).map((row) => ({
      schoolCode: row.school_code,
      call: row.call,
      decision: null,
      validFrom: row.valid_from as Day,
      validUntil: row.valid_until as Day,
      on: null,
      revokedOn: null,
      teacherId: null,
    })),
  ];
  const key = ({ call, schoolCode }: StoredAccreditation) => `${call} ${schoolCode}`;
  // A stable sort: of one call and school, those decided stay in the order in which they were decided.
  return all.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Those that stand, by school. */
export async function standingAccreditations(
  reader: Reader,
  day: Day,
  schoolCodes?: Iterable<string>,
): Promise<Map<string, StoredAccreditation[]>> {
  const found = new Map<string, StoredAccreditation[]>();
  for (const one of await findAccreditations(reader, day, schoolCodes)) {
    if (one.revokedOn !== null) continue;
    const of = found.get(one.schoolCode);
    if (of) of.push(one);
    else found.set(one.schoolCode, [one]);
  }
  return found;
}
