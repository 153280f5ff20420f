/** Training credits: CRED-1 to CRED-8, each on both sides. */
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/register/decisions.ts';
import type { Cells } from '../etw.ts';
import { anOffice, type Office, officeWithP1, project, schools, teacher, year, yes } from './office.ts';

const { roble, encina, haya } = schools;

/** What the findings of a decision say, by rule. */
const met = (decision: Decision | undefined) => Object.fromEntries((decision?.findings ?? []).map((one) => [one.rule, one.met]));

const certifyOne = (office: Office, project_id: string, who: string, ...more: string[]) =>
  office.etw('credits', 'certify', '--year', year, '--project', project_id, '--teacher', who, '--json', ...more);

describe('CRED-1: the teacher enrolled in a participation that is active', () => {
  it('enrolled and active: granted, every rule met', async () => {
    const office = await officeWithP1();
    const { code, json } = await certifyOne(office, 'P1', 'ANA');
    expect(code).toBe(0);
    expect(met(json.decisions?.[0])).toEqual(Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((number) => [`CRED-${number}`, true])));
  });

  it('a participation that is no longer active: refused', async () => {
    const office = await officeWithP1();
    await office.take('approve project', [{ project_id: 'P1', school_code: roble, approved: 'no' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-1']);
  });

  it('a participation that never was: refused, with the documents that it could not take in', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-1;CRED-3;CRED-4']);
  });

  it('somebody not enrolled: refused, with CRED-2 to CRED-4 and CRED-7 not assessed', async () => {
    const office = await officeWithP1();
    const { code, json } = await certifyOne(office, 'P1', 'BEA');
    expect(code).toBe(4);
    expect(met(json.decisions?.[0])).toEqual({
      'CRED-1': false,
      'CRED-2': null,
      'CRED-3': null,
      'CRED-4': null,
      'CRED-5': true,
      'CRED-6': true,
      'CRED-7': null,
      'CRED-8': true,
    });
    expect(json.decisions?.[0]).toMatchObject({ school_code: null, credits: null, certificate: null });
  });

  it('an enrolment that was withdrawn is none', async () => {
    const office = await officeWithP1();
    await office.take('project withdraw', [{ project_id: 'P1', teacher_id: 'ANA', reason: 'wrong project' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-1']);
    expect(await office.certify()).toEqual({});
  });
});

describe('CRED-2: the school is sustained with public funds', () => {
  it.each([
    ['public', 'ANA', 'granted 4'],
    ['concertado', 'CARLOS', 'granted 4'],
    ['private', 'DIEGO', 'refused CRED-2'],
  ])('%s: %s is %s', async (_, teacher_id, expected) => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id });
    expect(await office.claim(['P1', teacher_id])).toEqual([expected]);
  });

  it('the funding is as recorded now', async () => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id: 'DIEGO' });
    await office.take('school add', [{ school_code: schools.pino, name: 'Colegio El Pino', funding: 'concertado' }]);
    expect(await office.claim(['P1', 'DIEGO'])).toEqual(['granted 4']);
  });

  it('a teacher who moved in February is certified by the school of the enrolment', async () => {
    const office = await officeWithP1();
    await office.take('register', [teacher('ANA', schools.pino, { registered_on: '2026-02-01' })]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 4']);
    expect(await office.certificates()).toMatchObject([{ school_code: roble, cfie: 'CFIE-AVILA' }]);
  });

  it('a teacher who moved in February and enrolled from the new school is certified by that one', async () => {
    const office = await anOffice();
    await office.take('register', [teacher('ANA', encina, { registered_on: '2026-02-01' })]);
    await office.take('approve teacher', [yes('ANA', { replied_on: '2026-02-02' })]);
    await office.take('project add', [project('P1', { enrolled_on: '2026-02-02' })]);
    await office.activate('P1', encina);
    await office.report('P1', 'ANA');
    await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'ANA', result: 'positive' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 4']);
    expect(await office.certificates()).toMatchObject([{ school_code: encina, cfie: 'CFIE-LEON' }]);
  });
});

describe('CRED-3 and CRED-4: the three documents are in, the final report evaluated positively', () => {
  it.each([
    ['project and follow-up missing', ['final'], 'positive', 'refused CRED-3'],
    ['the project missing', ['follow-up', 'final'], 'positive', 'refused CRED-3'],
    ['the follow-up report missing', ['project', 'final'], 'positive', 'refused CRED-3'],
    ['the final report missing', ['project', 'follow-up'], null, 'refused CRED-3;CRED-4'],
    ['nothing in', [], null, 'refused CRED-3;CRED-4'],
    ['all in, not evaluated', ['project', 'follow-up', 'final'], null, 'refused CRED-4'],
    ['all in, evaluated negatively', ['project', 'follow-up', 'final'], 'negative', 'refused CRED-4'],
    ['all in, evaluated positively', ['project', 'follow-up', 'final'], 'positive', 'granted 4'],
  ])('%s: %s %s → %s', async (_, kinds, result, expected) => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    await office.activate('P1', roble);
    if (kinds.length > 0) await office.report('P1', 'ANA', kinds);
    if (result) await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'ANA', result }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual([expected]);
  });

  it.each([
    ['2026-06-19', false],
    ['2026-06-20', true],
  ])('reports of 20 June, on %s: %s', async (day, expected) => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    await office.activate('P1', roble);
    const kinds = ['project', 'follow-up', 'final'];
    await office.take(
      'report submit',
      kinds.map((kind) => ({ project_id: 'P1', teacher_id: 'ANA', kind, submitted_on: '2026-06-20' })),
    );
    const { json } = await certifyOne(office, 'P1', 'ANA', '--on', day, '--dry-run');
    expect(met(json.decisions?.[0])['CRED-3']).toBe(expected);
  });

  it('the reports of a colleague in the same participation are hers alone', async () => {
    const office = await officeWithP1();
    await office.take('project add', [project('P1', { teacher_id: 'BEA' })]);
    expect(await office.claim(['P1', 'BEA'])).toEqual(['refused CRED-3;CRED-4']);
  });

  it('only a final report that is in can be evaluated', async () => {
    const office = await anOffice();
    await office.take('project add', [project('P1')]);
    await office.activate('P1', roble);
    await office.report('P1', 'ANA', ['project', 'follow-up']);
    const { code, json } = await office.feed('report evaluate', [{ project_id: 'P1', teacher_id: 'ANA', result: 'positive' }]);
    expect([code, json.invalid, json.accepted]).toEqual([1, 1, 0]);
  });

  it('the last evaluation counts', async () => {
    const office = await officeWithP1();
    await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'ANA', result: 'negative' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-4']);
    await office.take('report evaluate', [{ project_id: 'P1', teacher_id: 'ANA', result: 'positive' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 4']);
  });

  it('an evaluation is one finding, CRED-4, granted or refused, with the school of the enrolment', async () => {
    const office = await officeWithP1();
    const { code, json } = await office.etw(
      ...['report', 'evaluate', '--project', 'P1', '--teacher', 'ANA', '--result', 'negative', '--json'],
    );
    expect(code).toBe(4);
    expect(json.decisions).toMatchObject([{ kind: 'report-evaluation', outcome: 'refused', school_code: roble }]);
    expect(met(json.decisions?.[0])).toEqual({ 'CRED-4': false });
  });
});

describe('CRED-5: duration, both days counted', () => {
  it.each([
    ['2026-06-30', '2026-06-30', '1 day', 'refused CRED-5'],
    ['2026-05-03', '2026-06-30', '59 days', 'refused CRED-5'],
    ['2026-05-02', '2026-06-30', '60 days', 'granted 2'],
    ['2025-11-19', '2026-06-30', '224 days', 'granted 2'],
    ['2025-11-18', '2026-06-30', '225 days', 'granted 4'],
    ['2024-09-15', '2026-06-30', 'two years', 'granted 4'],
    ['2025-12-31', '2026-02-28', '60 days over the turn of the year', 'granted 2'],
    ['2026-01-01', '2026-02-28', '59 days', 'refused CRED-5'],
  ])('%s to %s, %s: %s', async (starts_on, ends_on, _, expected) => {
    const office = await anOffice();
    await office.complete('P1', { starts_on, ends_on, enrolled_on: starts_on });
    expect(await office.claim(['P1', 'ANA'])).toEqual([expected]);
  });

  it('counts the 29 February of a leap year', async () => {
    const office = await anOffice();
    await office.complete('P1', { starts_on: '2024-01-01', ends_on: '2024-02-29', enrolled_on: '2024-01-01' });
    await office.complete('P2', { starts_on: '2023-01-01', ends_on: '2023-02-28', enrolled_on: '2023-01-01' });
    const feed = (id: string, of: string) => office.feed('credits certify', [{ project_id: id, teacher_id: 'ANA' }], '--year', of);
    expect((await feed('P1', '2023-24')).results).toMatchObject([{ outcome: 'granted', value: '2' }]);
    expect((await feed('P2', '2022-23')).results).toMatchObject([{ outcome: 'refused', unmet: 'CRED-5' }]);
  });

  it('the dates are those the project has now', async () => {
    const office = await anOffice();
    await office.complete('P1', { starts_on: '2026-05-03', ends_on: '2026-06-30', enrolled_on: '2026-05-03' });
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-5']);
    await office.take('project change', [{ project_id: 'P1', starts_on: '2026-05-02', reason: 'it began a day earlier' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 2']);
  });

  it.each([
    [1, 'granted 1'],
    [3, 'granted 3'],
    [4, 'granted 4'],
  ])('an academic-year project, %d asked for: %s', async (asked, expected) => {
    const office = await officeWithP1();
    expect(await office.claim(['P1', 'ANA', asked])).toEqual([expected]);
  });

  it.each([
    [1, 'granted 2'],
    [4, 'granted 2'],
  ])('a term project, %d asked for: the amount is ignored, with a warning: %s', async (asked, expected) => {
    const office = await anOffice();
    await office.complete('P1', { starts_on: '2026-01-08', enrolled_on: '2026-01-08' });
    const silent = await office.copy().feed('credits certify', [{ project_id: 'P1', teacher_id: 'ANA' }], '--year', year);
    const { results, err } = await office.feed(
      'credits certify',
      [{ project_id: 'P1', teacher_id: 'ANA', credits: asked }],
      ...['--year', year],
    );
    expect(results.map((row) => `${row.outcome} ${row.value}`)).toEqual([expected]);
    expect(err.split('\n').some((line) => line.includes('P1') && !silent.err.includes(line))).toBe(true);
  });

  it.each(['0', '5', '2.5', '-1', 'four'])('%s credits are none', async (credits) => {
    const office = await officeWithP1();
    const { code, json } = await office.feed('credits certify', [{ project_id: 'P1', teacher_id: 'ANA', credits }], '--year', year);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column: 'credits', value: credits }]);
  });
});

describe('the academic year runs from 1 September to 31 August, and a project belongs to the one it ends in', () => {
  it.each([
    ['2025-08-31', '2024-25'],
    ['2025-09-01', '2025-26'],
    ['2026-08-31', '2025-26'],
    ['2026-09-01', '2026-27'],
  ])('a project that ends on %s: %s', async (ends_on, of) => {
    const office = await anOffice();
    await office.complete('P1', { starts_on: '2025-06-01', enrolled_on: '2025-07-01', ends_on });
    const on = ['--on', '2026-10-01'];
    for (const asked of ['2024-25', '2025-26', '2026-27']) {
      const { results } = await office.feed(
        'credits certify',
        [{ project_id: 'P1', teacher_id: 'ANA' }],
        '--year',
        asked,
        '--dry-run',
        ...on,
      );
      expect([asked, results[0]?.status]).toEqual([asked, asked === of ? 'accepted' : 'invalid']);
      const { json } = await office.etw('credits', 'certify', '--year', asked, '--json', '--dry-run', ...on);
      expect([asked, json.rows]).toEqual([asked, asked === of ? 1 : 0]);
    }
  });

  it('a claim on another year’s project names the column', async () => {
    const office = await officeWithP1();
    const { code, json } = await office.feed('credits certify', [{ project_id: 'P1', teacher_id: 'ANA' }], '--year', '2024-25');
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column: 'project_id', value: 'P1' }]);
  });
});

describe('CRED-6: at most 4 credits per teacher and academic year', () => {
  const autumn = { starts_on: '2025-09-15', enrolled_on: '2025-09-20', ends_on: '2025-12-20' };
  const winter = { starts_on: '2026-01-08', enrolled_on: '2026-01-10', ends_on: '2026-03-20' };
  const spring = { starts_on: '2026-04-07', enrolled_on: '2026-04-08', ends_on: '2026-06-20' };
  const whole = {};
  const of = (...claims: readonly (readonly [Cells, number?])[]) => claims;
  it.each([
    ['2 + 4: two are left', of([autumn], [whole]), ['granted 2', 'granted 2']],
    ['4 + 2: nothing is left', of([whole], [spring]), ['granted 4', 'refused CRED-6']],
    ['2 + 2 + 2: the third finds nothing', of([autumn], [winter], [spring]), ['granted 2', 'granted 2', 'refused CRED-6']],
    ['3 asked + 2: one is left', of([whole, 3], [spring]), ['granted 3', 'granted 1']],
    ['2 + 1 asked + 2: one is left', of([autumn], [whole, 1], [spring]), ['granted 2', 'granted 1', 'granted 1']],
    ['1 asked, then 2, in the order of their ends', of([whole, 1], [autumn]), ['granted 1', 'granted 2']],
    ['4 asked after 2: two are left', of([whole, 4], [autumn]), ['granted 2', 'granted 2']],
  ])('%s', async (_, claims, expected) => {
    const office = await anOffice();
    for (const [place, [dates]] of claims.entries()) await office.complete(`P${place}`, dates);
    expect(await office.claim(...claims.map(([, asked], place) => [`P${place}`, 'ANA', asked] as const))).toEqual(expected);
  });

  it('whatever is claimed in different runs', async () => {
    const office = await anOffice();
    await office.complete('P1', autumn);
    await office.complete('P2', spring);
    await office.complete('P3');
    expect(await office.claim(['P3', 'ANA', 3])).toEqual(['granted 3']);
    expect(await office.claim(['P2', 'ANA'])).toEqual(['granted 1']);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-6']);
  });

  it('also where an office lets a project be certified twice: what it has counts', async () => {
    const office = await anOffice();
    const twice = ['rules', 'set', 'credits.per-project', '2', '--from', '2025-09-01', '--source', 'Order of the office', '--yes'];
    expect((await office.etw(...twice)).code).toBe(0);
    await office.complete('P1');
    expect(await office.claim(['P1', 'ANA', 3])).toEqual(['granted 3']);
    expect(await office.claim(['P1', 'ANA', 2])).toEqual(['granted 1']);
    expect((await office.certificates()).map(({ credits }) => credits)).toEqual([3, 1]);
    await office.complete('P2', spring);
    expect(await office.claim(['P2', 'ANA'])).toEqual(['refused CRED-6']);
  });

  it('each teacher and each year has a ceiling of its own', async () => {
    const office = await officeWithP1();
    await office.complete('P2', { teacher_id: 'BEA' });
    await office.complete('P3', { starts_on: '2024-09-15', ends_on: '2025-06-15', enrolled_on: '2024-10-01' });
    expect(await office.claim(['P1', 'ANA'], ['P2', 'BEA'])).toEqual(['granted 4', 'granted 4']);
    const { results } = await office.feed('credits certify', [{ project_id: 'P3', teacher_id: 'ANA' }], '--year', '2024-25');
    expect(results).toMatchObject([{ outcome: 'granted', value: '4' }]);
  });

  it.each([
    [1, year, 'granted 3'],
    [3, year, 'granted 1'],
    [4, year, 'refused CRED-6'],
    [4, '2024-25', 'granted 4'],
  ])('%d certified elsewhere in %s: %s', async (credits, of, expected) => {
    const office = await officeWithP1();
    await office.take('credits record', [{ teacher_id: 'ANA', year: of, credits, cfie: 'CFIE-BURGOS' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual([expected]);
  });

  it('several certified elsewhere add up', async () => {
    const office = await officeWithP1();
    await office.take('credits record', [
      { teacher_id: 'ANA', year, credits: 2, cfie: 'CFIE-BURGOS', certificate: 'B1' },
      { teacher_id: 'ANA', year, credits: 1, cfie: 'CFIE-BURGOS', certificate: 'B2' },
    ]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 1']);
  });

  it('a refusal by the ceiling gives way once there is room', async () => {
    const office = await officeWithP1();
    await office.complete('P2', spring);
    expect(await office.claim(['P1', 'ANA'], ['P2', 'ANA'])).toEqual(['granted 4', 'refused CRED-6']);
    await office.etw('revoke', 'CFIE-AVILA/2025-26/1', '--reason', 'wrong project', '--yes');
    expect(await office.claim(['P2', 'ANA'])).toEqual(['granted 2']);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 2']);
  });

  it('a refusal is not repeated because something else was granted since, and its row shows what stands', async () => {
    const office = await officeWithP1();
    await office.take('project add', [project('P2', spring)]);
    await office.activate('P2', roble);
    await office.report('P2', 'ANA');
    expect(await office.claim(['P2', 'ANA'])).toEqual(['refused CRED-4']);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['granted 4']);
    expect(await office.claim(['P2', 'ANA'])).toEqual(['unchanged refused CRED-4']);
  });
});

describe('CRED-7: the CFIE in whose area the school lies', () => {
  const claimed = async (office: Office) => {
    const [answer] = await office.claim(['P1', 'EVA']);
    const [row] = await office.certificates();
    return row ? row.cfie : answer;
  };

  it('no area known for the school: refused', async () => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id: 'EVA' });
    expect(await claimed(office)).toBe('refused CRED-7');
  });

  it.each([
    ['by province', { province: 'Soria' }],
    ['by province, written otherwise', { province: 'SORIA' }],
    ['by province, its code', { province: '42' }],
    ['by municipality', { municipality: 'Villahaya' }],
    ['by municipality, written otherwise', { municipality: 'VILLÁHAYA' }],
    ['by municipality in its province', { municipality: 'Villahaya', province: 'Soria' }],
    ['by school', { school_code: haya }],
  ])('%s', async (_, area) => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id: 'EVA' });
    await office.take('cfie add', [{ cfie: 'CFIE-SORIA', ...area }]);
    expect(await claimed(office)).toBe('CFIE-SORIA');
  });

  it.each([
    ['a municipality of that name in another province', { municipality: 'Villahaya', province: 'León' }],
    ['another municipality', { municipality: 'Villahayas' }],
    ['another school', { school_code: roble }],
  ])('not %s', async (_, area) => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id: 'EVA' });
    await office.take('cfie add', [{ cfie: 'CFIE-SORIA', ...area }]);
    expect(await claimed(office)).toBe('refused CRED-7');
  });

  it.each(['VILLA INVENTADA (LA)', 'La Villa Inventada', 'la villa inventada', 'Villa Inventada, La', 'Villa Inventáda (la)'])(
    'the municipality of El Roble, Villa Inventada (La), as %s',
    async (municipality) => {
      const office = await officeWithP1();
      await office.take('cfie add', [{ cfie: 'CFIE-VILLA', municipality }]);
      await office.claim(['P1', 'ANA']);
      expect(await office.certificates()).toMatchObject([{ cfie: 'CFIE-VILLA' }]);
    },
  );

  it('the school’s own comes first, then its school, its municipality (in its province, then alone), its province', async () => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id: 'EVA' });
    const issuedBy = async () => {
      const [found] =
        (await office.etw('credits', 'certify', '--year', year, '--json', '--project', 'P1', '--teacher', 'EVA', '--dry-run')).json
          .decisions ?? [];
      return found?.certificate?.split('/')[0];
    };
    const ways: readonly (readonly [string, Cells])[] = [
      ['CFIE-E', { province: 'Soria' }],
      ['CFIE-D', { municipality: 'Villahaya' }],
      ['CFIE-C', { municipality: 'Villahaya', province: 'Soria' }],
      ['CFIE-B', { school_code: haya }],
    ];
    for (const [cfie, area] of ways) {
      await office.take('cfie add', [{ cfie, ...area }]);
      expect(await issuedBy()).toBe(cfie);
    }
    await office.take('school add', [{ school_code: haya, name: 'IES El Haya', funding: 'public', cfie: 'CFIE-A' }]);
    expect(await issuedBy()).toBe('CFIE-A');
  });

  it('two CFIEs for one area are an invalid row', async () => {
    const office = await anOffice();
    const { code, json } = await office.feed('cfie add', [{ cfie: 'CFIE-OTRO', province: 'AVILA' }]);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column: 'cfie', value: 'CFIE-OTRO' }]);
  });
});

describe('CRED-8: work in one project is certified once', () => {
  it('elsewhere: refused', async () => {
    const office = await officeWithP1();
    await office.take('credits record', [{ teacher_id: 'ANA', year: '2024-25', credits: 1, cfie: 'CFIE-BURGOS', project_id: 'P1' }]);
    expect(await office.claim(['P1', 'ANA'])).toEqual(['refused CRED-8']);
  });

  it('elsewhere for another project, or another teacher: granted', async () => {
    const office = await officeWithP1();
    await office.complete('P2', { teacher_id: 'BEA' });
    await office.take('credits record', [{ teacher_id: 'ANA', year: '2024-25', credits: 1, cfie: 'CFIE-BURGOS', project_id: 'P2' }]);
    expect(await office.claim(['P1', 'ANA'], ['P2', 'BEA'])).toEqual(['granted 4', 'granted 4']);
  });
});

describe('certificates', () => {
  it('are numbered per CFIE and year in the order project end, project id, teacher id, whatever the order of the file', async () => {
    const office = await anOffice();
    const rows = [
      ['Q', 'ANA', '2026-06-20'],
      ['B', 'BEA', '2026-06-15'],
      ['A', 'CARLOS', '2026-06-01'],
      ['Z', 'ANA', '2025-12-20'],
      ['B', 'ANA', '2026-06-15'],
    ] as const;
    for (const [id, teacher_id, ends_on] of rows) await office.complete(id, { teacher_id, ends_on, starts_on: '2025-09-15' });
    await office.claim(...rows.map(([id, teacher_id]) => [id, teacher_id, 1] as const));
    const numbers = Object.fromEntries(
      (await office.certificates()).map((row) => [`${row.project_id} ${row.teacher_id}`, row.certificate]),
    );
    expect(numbers).toEqual({
      'Z ANA': 'CFIE-AVILA/2025-26/1',
      'B ANA': 'CFIE-AVILA/2025-26/2',
      'B BEA': 'CFIE-AVILA/2025-26/3',
      'A CARLOS': 'CFIE-LEON/2025-26/1',
      'Q ANA': 'CFIE-AVILA/2025-26/4',
    });
  });

  it('take ids by code point, capitals before small letters, accents after them, and what lies beyond 16 bits last', async () => {
    const office = await anOffice();
    const ids = ['｡', 'á', 'a', '😀', 'B', '2', '10'];
    await office.take(
      'register',
      ids.map((_, place) => teacher(`T${place}`, roble)),
    );
    await office.take(
      'approve teacher',
      ids.map((_, place) => yes(`T${place}`)),
    );
    for (const [place, id] of ids.entries()) await office.complete(id, { teacher_id: `T${place}`, school: roble } as Cells);
    await office.claim(...ids.map((id, place) => [id, `T${place}`] as const));
    expect((await office.certificates()).map((row) => row.project_id)).toEqual(['10', '2', 'B', 'a', 'á', '｡', '😀']);
  });

  it('are numbered 1 in each year', async () => {
    const office = await officeWithP1();
    await office.complete('P0', { starts_on: '2024-09-15', ends_on: '2025-06-15', enrolled_on: '2024-10-01' });
    for (const of of ['2024-25', '2025-26']) {
      const { json } = await office.etw(
        'credits',
        'certify',
        '--year',
        of,
        '--project',
        of === year ? 'P1' : 'P0',
        '--teacher',
        'ANA',
        '--json',
      );
      expect(json.decisions).toMatchObject([{ certificate: `CFIE-AVILA/${of}/1`, year: of }]);
    }
  });

  it('keep what they said at issue', async () => {
    const office = await officeWithP1();
    await office.claim(['P1', 'ANA']);
    const before = await office.certificates();
    await office.take('school add', [{ school_code: roble, name: 'CEIP Otro Nombre', funding: 'private', province: 'León' }]);
    await office.take('project change', [{ project_id: 'P1', title: 'Other', ends_on: '2026-06-16', reason: 'a mistake' }]);
    await office.take('register', [teacher('ANA', encina, { given_name: 'Anna', registered_on: '2026-02-01' })]);
    expect(await office.certificates()).toEqual(before);
    expect(before).toMatchObject([
      { school_name: 'CEIP El Roble', title: 'Project P1', ends_on: '2026-06-15', given_name: 'ANA', credits: 4 },
    ]);
  });
});

describe('a run without a file', () => {
  const many = async () => {
    const office = await officeWithP1();
    await office.complete('P2', { teacher_id: 'CARLOS' });
    await office.take('project add', [project('P1', { teacher_id: 'BEA' })]);
    await office.complete('P0', { starts_on: '2024-09-15', ends_on: '2025-06-15', enrolled_on: '2024-10-01' });
    return office;
  };

  it('takes every teacher enrolled in a project that ends in the year', async () => {
    const office = await many();
    expect(await office.certify()).toEqual({
      'P1 ANA': 'granted 4',
      'P1 BEA': 'refused CRED-3;CRED-4',
      'P2 CARLOS': 'granted 4',
    });
  });

  it.each([
    [['--teacher', 'ANA'], ['P1 ANA']],
    [
      ['--project', 'P1'],
      ['P1 ANA', 'P1 BEA'],
    ],
    [['--cfie', 'CFIE-LEON'], ['P2 CARLOS']],
    [['--cfie', 'CFIE-AVILA', '--project', 'P2'], []],
  ])('%s narrows it to %s', async (options, claims) => {
    const office = await many();
    expect(Object.keys(await office.certify(...options)).sort()).toEqual(claims);
  });

  it('ends with 0 whatever was refused, and writes results without a line', async () => {
    const office = await many();
    const { code, json } = await office.etw('credits', 'certify', '--year', year, '--teacher', 'BEA', '--json', '--results', 'r.csv');
    expect([code, json.refused]).toEqual([0, 1]);
    expect(office.read('r.csv').split('\n')[1]).toMatch(/^,accepted,refused,,CRED-3;CRED-4,/);
  });
});
