import { columns as c, fresh, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged } from '../batch/command.ts';
import type { Writer } from '../register/register.ts';
import { findAreas, findCfies, findSchools } from '../register/schools.ts';
import { areaKey } from '../rules/places.ts';

/** Names the CFIEs and says which schools, municipalities and provinces each answers for (CRED-7). */
export const cfieAdd = batchCommand({
  name: 'cfie add',
  columns: [fresh(c.cfie), optional(c.name), optional(c.province), optional(c.municipality), fresh(optional(c.school_code))],
  keys: ['cfie', 'province', 'municipality', 'school_code'],
  key: (row) => areaOf(row) ?? `cfie ${row.cfie}`,
  async handle(rows, run) {
    const { writer, t } = run;
    const cfies = await findCfies(writer);
    const areas = new Map((await findAreas(writer)).map((row) => [row.area, row.cfie]));
    const schools = await findSchools(
      writer,
      rows.flatMap((row) => row.school_code ?? []),
    );
    const given = named.get(writer) ?? new Map<string, string | null>();
    named.set(writer, given);
    return rows.map((row): RowResult => {
      const area = areaOf(row);
      const owner = area === null ? undefined : areas.get(area);
      if (owner !== undefined && owner !== row.cfie) return invalid('cfie', row.cfie, t.rows.areaOfAnother(owner));
      const before = cfies.get(row.cfie);
      const other = given.get(row.cfie);
      if (row.name !== undefined && other !== undefined && other !== row.name) return invalid('name', row.name, t.rows.twoNames(other));
      if (row.name !== undefined) given.set(row.cfie, row.name);
      const name = row.name === undefined ? (before?.name ?? null) : row.name;
      const known = before !== undefined && before.name === name;
      if (known && (area === null || owner !== undefined)) return unchanged();
      if (!known) {
        writer.put('cfies', { cfie: row.cfie, name });
        cfies.set(row.cfie, { cfie: row.cfie, name, run: writer.run });
      }
      const added = area !== null && owner === undefined;
      if (added) {
        const { province = null, municipality = null, school_code = null } = row;
        writer.put('cfie_areas', { area, cfie: row.cfie, province, municipality, school_code });
        areas.set(area, row.cfie);
      }
      const warnings = row.school_code && !schools.has(row.school_code) ? [t.rows.areaOfUnknownSchool(row.school_code)] : [];
      return accepted({ made: before && !added ? 'updated' : 'created', warnings });
    });
  },
});

/** The names a run has given: a file that gives a CFIE two would change it at each run. */
const named = new WeakMap<Writer, Map<string, string | null>>();

const areaOf = (row: {
  province?: string | null | undefined;
  municipality?: string | null | undefined;
  school_code?: string | null | undefined;
}) => areaKey({ schoolCode: row.school_code ?? null, municipality: row.municipality ?? null, province: row.province ?? null });
