/** Thousands of claims are decided in portions; nobody may notice where one ends. */
import { describe, expect, it } from 'vitest';
import { type Cells, desk } from '../etw.ts';
import { schools, teacher, year, yes } from './office.ts';

const claims = 2_300;
const busy = 'T0000';
const at = schools.roble;

/** One teacher has the first, a middle and the last project of the order; all others have one each. */
const teacherOf = (n: number) => (n === 0 || n === 1_000 || n === claims - 1 ? busy : `T${String(n).padStart(4, '0')}`);
const projectOf = (n: number) => `P${String(n).padStart(4, '0')}`;
const each = (row: (n: number) => Cells): Cells[] => Array.from({ length: claims }, (_, n) => row(n));

describe('a year of thousands of claims', () => {
  it('keeps the ceiling of a teacher and numbers without gaps, in the order of the rules, across portions', async () => {
    const place = desk();
    await place.take('school add', [{ school_code: at, name: 'CEIP El Roble', funding: 'public' }]);
    await place.take('cfie add', [{ cfie: 'CFIE-ROBLE', school_code: at }]);
    const teachers = [...new Set(each((n) => ({ id: teacherOf(n) })).map(({ id }) => String(id)))];
    await place.take(
      'register',
      teachers.map((id) => teacher(id, at)),
    );
    await place.take(
      'approve teacher',
      teachers.map((id) => yes(id)),
    );
    const dates = { enrolled_on: '2025-10-01', starts_on: '2025-09-15', ends_on: '2026-06-15' };
    await place.take(
      'project add',
      each((n) => ({
        project_id: projectOf(n),
        title: `Ríos ${n}`,
        form: 'new',
        teacher_id: teacherOf(n),
        ...dates,
        partners: 'FR:Lycée A',
      })),
    );
    const of = (n: number) => ({ project_id: projectOf(n), school_code: at });
    await place.take(
      'project assess',
      each((n) => ({ ...of(n), collaboration: 'yes', ict: 'yes' })),
    );
    await place.take(
      'approve project',
      each((n) => ({ ...of(n), approved: 'yes' })),
    );
    const by = (n: number) => ({ project_id: projectOf(n), teacher_id: teacherOf(n) });
    for (const kind of ['project', 'follow-up', 'final'])
      await place.take(
        'report submit',
        each((n) => ({ ...by(n), kind })),
      );
    await place.take(
      'report evaluate',
      each((n) => ({ ...by(n), result: 'positive' })),
    );

    const copy = place.copy();
    const generated = await place.etw('credits', 'certify', '--year', year, '--json');
    expect(generated.json).toMatchObject({ rows: claims, granted: claims - 2, refused: 2 });
    const stored = (await place.etw('credits', 'list', '--year', year, '--json')).list;
    expect(stored.filter(({ teacher_id }) => teacher_id === busy).map(({ credits, project_id }) => [project_id, credits])).toEqual([
      [projectOf(0), 4],
    ]);
    const numbers = stored.map(({ certificate, project_id }) => [Number(String(certificate).split('/').at(-1)), project_id]);
    numbers.sort(([a], [b]) => Number(a) - Number(b));
    expect(numbers.map(([number]) => number)).toEqual(numbers.map((_, n) => n + 1));
    expect(numbers.map(([, project]) => project)).toEqual([...numbers.map(([, project]) => project)].sort());

    // The order of a file changes nothing, and its results come back in its own order.
    const rows = each((n) => by(claims - 1 - n));
    const { results, json } = await copy.feed('credits certify', rows, '--year', year);
    expect(json).toMatchObject({ rows: claims, granted: claims - 2, refused: 2 });
    expect(results.map(({ project_id }) => project_id)).toEqual(rows.map(({ project_id }) => project_id));
    const certified = (list: Record<string, unknown>[]) =>
      list.map(({ certificate, teacher_id, project_id, credits }) => [certificate, teacher_id, project_id, credits]);
    expect(certified((await copy.etw('credits', 'list', '--year', year, '--json')).list)).toEqual(certified(stored));
    expect((await copy.etw('credits', 'certify', '--year', year, '--json')).json).toMatchObject({ unchanged: claims, accepted: 0 });
  }, 240_000);
});
