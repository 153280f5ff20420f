import { columns as c, fresh, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged } from '../batch/command.ts';
import { checkDigitHolds } from '../batch/parsers.ts';
import { findSchools, type School } from '../register/schools.ts';

const known = [c.region, c.province, c.municipality, c.locality, c.address, c.postal_code, c.email, c.cfie, c.etwinning_since] as const;

const spain = 'ES';

/** Adds schools to the register, or changes what is known of them. */
export const schoolAdd = batchCommand({
  name: 'school add',
  columns: [
    fresh(c.school_code),
    c.name,
    optional(c.country),
    optional(c.region),
    optional(c.province),
    optional(c.municipality),
    optional(c.locality),
    optional(c.address),
    optional(c.postal_code),
    c.funding,
    optional(c.email),
    fresh(optional(c.cfie)),
    optional(c.etwinning_since),
  ],
  keys: ['school_code'],
  async handle(rows, run) {
    const { writer, t } = run;
    const schools = await findSchools(
      writer,
      rows.map((row) => row.school_code),
    );
    return rows.map((row): RowResult => {
      const before = schools.get(row.school_code);
      const country = row.country === undefined ? (before?.country ?? spain) : (row.country ?? spain);
      const warnings: string[] = [];
      if (country === spain) {
        if (!/^\d{8}$/.test(row.school_code)) return invalid('school_code', row.school_code, t.rows.spanishCode);
        if (!checkDigitHolds(row.school_code)) warnings.push(t.rows.checkDigit(row.school_code));
      }
      const stored: Omit<School, 'run'> = {
        school_code: row.school_code,
        name: row.name,
        country,
        funding: row.funding,
        region: null,
        province: null,
        municipality: null,
        locality: null,
        address: null,
        postal_code: null,
        email: null,
        cfie: null,
        etwinning_since: null,
      };
      for (const { name } of known) stored[name] = row[name] === undefined ? (before?.[name] ?? null) : row[name];
      if (before && (Object.keys(stored) as (keyof typeof stored)[]).every((name) => before[name] === stored[name]))
        return unchanged({ warnings });
      writer.put('schools', stored);
      schools.set(row.school_code, { ...stored, run: writer.run });
      return accepted({ made: before ? 'updated' : 'created', warnings });
    });
  },
});
