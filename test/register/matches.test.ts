/** What a text somebody types may mean, on both engines alike. */
import { beforeAll, describe, expect, it } from 'vitest';
import { findMatches, findSimilar, isKnown, type LookupColumn } from '../../src/register/matches.ts';
import type { Register, Writer } from '../../src/register/register.ts';
import { engines, write } from './engines.ts';

const school = (school_code: string, name: string, municipality: string) => ({
  school_code,
  name,
  municipality,
  country: 'ES',
  region: null,
  province: 'Ávila',
  locality: null,
  address: null,
  postal_code: null,
  funding: 'public',
  email: null,
  cfie: school_code === '05990014' ? 'CFIE-PROPIO' : null,
  etwinning_since: null,
});

const teacher = (teacher_id: string, given_name: string, family_name: string, school_code: string) => ({
  teacher_id,
  given_name,
  family_name,
  email: `${teacher_id.toLowerCase()}@example.org`,
  last_active_on: null,
  school_code,
  posted_from: '2025-09-01',
  posted_until: null,
  salt: 'salt',
});

function fill(writer: Writer): void {
  writer.put('schools', school('05990014', 'CEIP El Roble', 'Muñogrande'));
  writer.put('schools', school('05990026', 'Colegio 100 % Público', 'Àger'));
  writer.put('cfies', { cfie: 'CFIE-AVILA', name: 'CFIE de Ávila' });
  writer.put('teachers', teacher('ANA', 'Ana', 'Núñez Peña', '05990014'));
  writer.put('teachers', teacher('T_1', 'Óscar', 'Gómez', '05990026'));
  for (let number = 10; number < 30; number += 1) writer.put('teachers', teacher(`T-${number}`, 'Muchos', 'Iguales', '05990014'));
  writer.put('projects', {
    project_id: 'P1',
    title: 'Ríos',
    starts_on: '2025-09-15',
    ends_on: '2026-06-15',
    url: null,
    added_on: '2025-09-15',
  });
  const enrolment = { project_id: 'P1', school_code: '05990014', form: 'new', enrolled_on: '2025-10-01' };
  writer.put('enrolments', { ...enrolment, id: 1, teacher_id: 'T-29', withdrawn_on: null });
  writer.put('enrolments', { ...enrolment, id: 2, teacher_id: 'T-28', withdrawn_on: '2025-11-01' });
  writer.put('calls', { call: '2027', opens_on: '2027-02-01', closes_on: '2027-03-01', ...windows });
}

const windows = {
  reference_day: null,
  registered_by: null,
  active_since: null,
  label_since: null,
  label_until: null,
  valid_from: null,
  valid_until: null,
};

describe.each(engines)('on %s', (_, engine) => {
  let register: Register;
  beforeAll(async () => {
    register = await engine.open(await engine.place());
    await write(register, async (writer) => fill(writer));
    return () => register.close();
  });
  const idsOf = async (column: LookupColumn, text: string, beside: Record<string, string> = {}) =>
    (await register.read((reader) => findMatches(reader, column, text, beside))).found.map(({ id }) => id);

  it.each<[LookupColumn, string, string[]]>([
    ['school_code', 'roble', ['05990014']],
    ['school_code', 'ROBLE', ['05990014']],
    ['school_code', 'munogrande', ['05990014']],
    ['school_code', 'muñogrande', ['05990014']],
    ['school_code', 'ager', ['05990026']],
    ['school_code', 'avila', ['05990014', '05990026']],
    ['school_code', '0599002', ['05990026']],
    ['school_code', '100 %', ['05990026']],
    ['school_code', '%', ['05990026']],
    ['school_code', '\\', []],
    ['school_code', '^', []],
    ['school_code', ']', []],
    ['school_code', '[a-z]', []],
    ['school_code', '*', []],
    ['teacher_id', '-1', ['T-10', 'T-11', 'T-12', 'T-13', 'T-14', 'T-15', 'T-16']],
    ['school_code', "' or '1'='1", []],
    ['teacher_id', 'nunez ana', ['ANA']],
    ['teacher_id', 'peña roble', ['ANA']],
    ['teacher_id', 'oscar', ['T_1']],
    ['teacher_id', 't_', ['T_1']],
    ['teacher_id', 'ana@example.org', ['ANA']],
    ['project_id', 'rios', ['P1']],
    ['project_id', '2026-06', ['P1']],
    ['cfie', 'avila', ['CFIE-AVILA']],
    ['cfie', 'propio', ['CFIE-PROPIO']],
    ['call', '2027', ['2027']],
    ['decision', 'ana', []],
  ])('%s: “%s” is %j', async (column, text, ids) => {
    expect(await idsOf(column, text)).toEqual(ids);
  });

  it('offers a few, and says how many more there are', async () => {
    const { found, more } = await register.read((reader) => findMatches(reader, 'teacher_id', 'iguales'));
    expect(found.length + more).toBe(20);
    expect(more).toBeGreaterThan(0);
    expect((await register.read((reader) => findMatches(reader, 'teacher_id', 'ana'))).more).toBe(0);
  });

  it('puts first whoever is enrolled in the project named already, not those withdrawn', async () => {
    expect((await idsOf('teacher_id', 'iguales', { project_id: 'P1' }))[0]).toBe('T-29');
    expect((await idsOf('teacher_id', 'iguales', { project_id: 'P1' }))[1]).toBe('T-10');
    expect((await idsOf('school_code', '', { project_id: 'P1' }))[0]).toBe('05990014');
  });

  it('puts an id that is typed out first, and then those that begin so', async () => {
    expect((await idsOf('teacher_id', 'T-1'))[0]).toBe('T-10');
    expect((await idsOf('teacher_id', 'T-15'))[0]).toBe('T-15');
  });

  it('knows an id only as it is written', async () => {
    const knows = (column: LookupColumn, id: string) => register.read((reader) => isKnown(reader, column, id));
    expect([await knows('teacher_id', 'ANA'), await knows('teacher_id', 'ana'), await knows('decision', 'x')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['ANNA', 'ANA'],
    ['AN', 'ANA'],
    ['T-155', 'T-15'],
    ['t-15', 'T-15'],
  ])('“%s” may have been meant as %s, never as something much longer or shorter', async (typed, meant) => {
    const similar = await register.read((reader) => findSimilar(reader, 'teacher_id', typed));
    expect(similar).toContain(meant);
    expect(similar.filter((id) => Math.abs(id.length - typed.length) > 2)).toEqual([]);
  });
});
