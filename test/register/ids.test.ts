/** Ids by their beginning, on both engines. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { findIds } from '../../src/register/matches.ts';
import { aRegister, engines, write } from './engines.ts';

describe.each(engines)('ids that begin alike, on %s', (_, engine) => {
  it('come in order with what they are called, no more than asked for, and the last of all', async () => {
    const register = await aRegister(engine, onTestFinished);
    const codes = ['05000001', '05000002', '05000003', '05999999', '06000001'];
    await write(register, async (writer) => {
      for (const school_code of codes)
        writer.put('schools', {
          school_code,
          name: `Colegio ${school_code}`,
          country: 'ES',
          region: null,
          province: null,
          municipality: null,
          locality: null,
          address: null,
          postal_code: null,
          funding: 'public',
          email: null,
          cfie: null,
          etwinning_since: null,
        });
    });
    const found = (beginning: string, most: number) =>
      register.read(async (reader) => (await findIds(reader, 'school_code', beginning, most)).map(({ id }) => id));
    expect(await found('05', 10)).toEqual(codes.slice(0, 4));
    // So that a shell completes no further than 05, which all four have in common.
    expect(await found('05', 2)).toEqual(['05000001', '05000002', '05999999']);
    expect(await found('05', 4)).toEqual(codes.slice(0, 4));
    expect(await found('050', 2)).toEqual(['05000001', '05000002', '05000003']);
    expect(await found('', 10)).toEqual(codes);
    expect(await found('07', 10)).toEqual([]);
    expect(await found("0' or 1=1 --", 10)).toEqual([]);
    expect(await register.read((reader) => findIds(reader, 'school_code', '06', 10))).toEqual([
      { id: '06000001', about: 'Colegio 06000001' },
    ]);
  });

  it.each(['school_code', 'teacher_id', 'project_id', 'decision', 'cfie', 'call'] as const)('of %s are asked for alike', async (column) => {
    const register = await aRegister(engine, onTestFinished);
    expect(await register.read((reader) => findIds(reader, column, '', 10))).toEqual([]);
  });
});
