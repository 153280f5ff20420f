import type { Parser } from '../batch/column.ts';
import { columns as c, fresh, needed, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { schoolCode, text } from '../batch/parsers.ts';
import { findRecorded, holderOf, type RecordedLabel } from '../register/labels.ts';
import { findSchools } from '../register/schools.ts';
import { findTeachers } from '../register/teachers.ts';

/** On the command line a school abroad is named as people know it; whether it is a code the country says. */
const codeOrName: Parser<string> = (written) => {
  const code = schoolCode(written);
  return 'value' in code ? code : text(written);
};

/** Records a national label granted by another country or before this register: it counts in NQL-8, EQL-1, EQL-2 and SCH-3. */
export const labelRecord = batchCommand({
  name: 'label record',
  columns: [
    fresh(c.project_id),
    c.country,
    c.granted_on,
    optional(c.school),
    optional({ ...c.school_code, parse: codeOrName }),
    optional(c.teacher_id),
  ],
  keys: ['project_id', 'country', 'school', 'school_code', 'teacher_id'],
  async questions({ country, school, school_code }, { on, reading }) {
    const ours = country === reading(on).value('labels.service-country');
    const holder = ours ? needed(c.school_code) : needed(c.school);
    const known = country === undefined || school !== undefined || school_code !== undefined;
    return [fresh(c.project_id), c.country, c.granted_on, ...(known ? [] : [holder]), ...(ours ? [optional(c.teacher_id)] : [])];
  },
  key: (row) => keyOf({ ...row, holder: holderOf({ code: row.school_code ?? null, name: row.school ?? null }) }),
  async handle(rows, run) {
    const { writer, on, t } = run;
    const ours = run.reading(on).value('labels.service-country');
    const schools = await findSchools(
      writer,
      rows.flatMap((row) => row.school_code ?? []),
    );
    const teachers = await findTeachers(
      writer,
      rows.flatMap((row) => row.teacher_id ?? []),
    );
    const recorded = await findRecorded(
      writer,
      rows.map((row) => row.project_id),
    );
    const known = new Map([...recorded.values()].flat().map((row) => [keyOf(row), row]));
    return rows.map((row): RowResult => {
      const { project_id, country, granted_on } = row;
      if (granted_on > on) return invalid('granted_on', granted_on, t.rows.inTheFuture(on));
      if (row.school && row.school_code) return invalid('school', row.school, t.rows.schoolTwice);
      const given = row.school_code ?? null;
      if (country === ours) {
        if (given === null) return invalid('school_code', null, t.rows.needsSchoolCode(ours));
        const read = schoolCode(given);
        if ('expected' in read) return invalid('school_code', given, read.expected(t));
        if (!schools.has(given)) return unknown('school_code', given, t.rows.unknownSchool);
      } else if (given === null && !row.school) return invalid('school', null, t.rows.needsSchool);
      const at = schools.get(given ?? '');
      if (at && at.country !== country) return invalid('country', country, t.rows.schoolOfAnotherCountry(at.country));
      if (row.teacher_id && !teachers.has(row.teacher_id)) return unknown('teacher_id', row.teacher_id, t.rows.unknownTeacher);

      const isName = run.source === 'options' && country !== ours && given !== null && !at;
      const code = isName ? null : given;
      const school = isName ? given : (row.school ?? null);
      const label = {
        project_id,
        country,
        holder: holderOf({ code, name: school }),
        teacher_id: row.teacher_id ?? '',
        school,
        school_code: code,
        granted_on,
      };
      const before = known.get(keyOf(label));
      if (before?.granted_on === granted_on) return unchanged();
      writer.put('labels_elsewhere', { ...label, recorded_on: on });
      known.set(keyOf(label), { ...label, recorded_on: on, run: writer.run });
      return accepted({ made: before ? 'updated' : 'created' });
    });
  },
});

const keyOf = (
  row: Pick<RecordedLabel, 'project_id' | 'country' | 'holder'> & { readonly teacher_id?: string | null | undefined },
): string => JSON.stringify([row.project_id, row.country, row.holder, row.teacher_id ?? '']);
