import { columns as c } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { standingAccreditations } from '../register/accreditations.ts';
import { findSchools } from '../register/schools.ts';

/** Records accreditations granted before this register or elsewhere: they count for SCH-4 and in figures. */
export const schoolRecord = batchCommand({
  name: 'school record',
  columns: [c.school_code, c.call, c.valid_from, c.valid_until],
  keys: ['school_code', 'call'],
  async handle(rows, run) {
    const { writer, on, t } = run;
    const codes = rows.map((row) => row.school_code);
    const schools = await findSchools(writer, codes);
    const standing = await standingAccreditations(writer, on, codes);
    const stored = await writer.db
      .selectFrom('recorded_accreditations')
      .selectAll()
      .where('school_code', 'in', writer.list(codes))
      .execute();
    const known = new Map(stored.map((row) => [`${row.school_code} ${row.call}`, row]));
    return rows.map((row): RowResult => {
      const { school_code, call, valid_from, valid_until } = row;
      if (!schools.has(school_code)) return unknown('school_code', school_code, t.rows.unknownSchool);
      if (valid_until < valid_from) return invalid('valid_until', valid_until, t.rows.endsBeforeStart(valid_from));
      const decided = standing.get(school_code)?.find((one) => one.call === call && one.decision !== null);
      if (decided) return invalid('call', call, t.rows.accreditedHere(decided.decision ?? ''));
      const key = `${school_code} ${call}`;
      const before = known.get(key);
      if (before && before.valid_from === valid_from && before.valid_until === valid_until) return unchanged();
      const fact = { school_code, call, valid_from, valid_until, recorded_on: before?.recorded_on ?? on };
      writer.put('recorded_accreditations', fact);
      known.set(key, { ...fact, run: writer.run });
      return accepted({ made: before ? 'updated' : 'created' });
    });
  },
});
