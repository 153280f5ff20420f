/** Applications and phase 2 through the commands: what is stored, what a run answers, what a board and a school are told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cells, csv, rowsOf } from '../etw.ts';
import {
  application,
  appliedOffice,
  closes,
  decides,
  encina,
  evaluation,
  haya,
  type Office,
  opens,
  readyOffice,
  roble,
  school,
  teacher,
  three,
  yes,
} from './office.ts';

const call = ['--call', '2026'];
const accredit = (office: Office, rows: Cells[], on = decides, ...args: string[]) =>
  office.feed('school accredit', rows, ...call, '--on', on, ...args);
const head = async (office: Office) => (await office.etw('audit', 'verify', '--json')).object.head;

describe('school apply', () => {
  it('keeps an application whoever makes it, with a warning when late or uninvited', async () => {
    const office = await readyOffice();
    const early = await office.feed('school apply', [application(encina)], '--on', '2026-02-20');
    expect(early).toMatchObject({ code: 0, json: { accepted: 1, created: 1 }, err: expect.stringMatching(/not invited in call 2026/) });
    const late = await office.feed('school apply', [application(encina, { submitted_on: '2026-03-11' })], '--on', '2026-03-11');
    expect(late).toMatchObject({ code: 0, json: { accepted: 1, updated: 1 }, err: expect.stringContaining(closes) });
  });

  it('the same again adds nothing; files of several days may be fed again in any order', async () => {
    const office = await appliedOffice();
    const first = application(encina);
    const second = application(encina, { submitted_on: '2026-03-01', teamwork_plan: 'Better' });
    expect((await office.feed('school apply', [first], '--on', '2026-03-02')).json).toMatchObject({ unchanged: 1 });
    expect((await office.feed('school apply', [second], '--on', '2026-03-02')).json).toMatchObject({ updated: 1 });
    const before = await head(office);
    for (const rows of [[first], [second], [first]])
      expect((await office.feed('school apply', rows, '--on', '2026-03-02')).json).toMatchObject({ unchanged: 1 });
    expect(await head(office)).toBe(before);
  });

  it('an empty cell leaves what the application says, - clears it', async () => {
    const office = await appliedOffice();
    const only = {
      call: '2026',
      school_code: encina,
      teacher_id: three(encina)[0],
      submitted_on: '2026-02-20',
      digital_safety_policy: 'yes',
    };
    expect((await office.feed('school apply', [only], '--on', '2026-03-02')).json).toMatchObject({ unchanged: 1 });
    expect((await office.feed('school apply', [{ ...only, role_model_plan: '-' }], '--on', '2026-03-02')).json).toMatchObject({
      updated: 1,
    });
    expect((await accredit(office, [evaluation(encina, 4)])).results).toMatchObject([{ outcome: 'refused', unmet: 'SCH-7' }]);
  });

  it('another day is another application, of which nothing is known yet', async () => {
    const office = await appliedOffice();
    const other = {
      call: '2026',
      school_code: encina,
      teacher_id: three(encina)[1],
      submitted_on: '2026-03-01',
      digital_safety_policy: 'no',
    };
    await office.take('school apply', [other], '--on', '2026-03-02');
    expect((await accredit(office, [evaluation(encina, 4)])).results).toMatchObject([{ unmet: 'SCH-6;SCH-7' }]);
  });

  it.each([
    ['call', { call: '2030' }],
    ['school_code', { school_code: haya }],
    ['teacher_id', { teacher_id: 'nobody' }],
    ['submitted_on', { submitted_on: '2026-03-03' }],
  ])('is invalid in column %s', async (column, more) => {
    const office = await readyOffice();
    const { code, json } = await office.feed('school apply', [application(encina, more)], '--on', '2026-03-02');
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ column }]);
  });
});

describe('school accredit', () => {
  it('accredits for two years from the day of the decision', async () => {
    const office = await appliedOffice();
    const { json, results } = await accredit(office, [evaluation(encina, 3)]);
    expect(json).toMatchObject({ accepted: 1, granted: 1 });
    expect(results).toMatchObject([{ outcome: 'granted', value: '18', unmet: '', school_code: encina }]);
    const { list } = await office.etw('export', 'accreditations', ...call, '--on', decides, '--json');
    expect(list).toEqual([
      {
        call: '2026',
        school_code: encina,
        school_name: `CEIP ${encina}`,
        address: null,
        postal_code: null,
        locality: null,
        municipality: 'Arévalo',
        province: 'Ávila',
        email: `${encina}@example.org`,
        teacher_id: 'T051',
        teacher_email: 't051@example.org',
        valid_from: '2026-04-15',
        valid_until: '2028-04-14',
        origin: 'accredited',
        status: 'in-force',
      },
    ]);
  });

  it.each([
    ['18 points', evaluation(encina, 3), '', '18'],
    ['17 points', evaluation(encina, 3, { inclusion_score: 2 }), 'SCH-8', '17'],
    ['a 1 among fives', evaluation(encina, 5, { role_model_score: 1 }), 'SCH-8', '26'],
    ['evidence not verified', evaluation(encina, 5, { evidence_verified: 'no' }), 'SCH-8', '30'],
  ])('%s', async (_, row, unmet, value) => {
    expect((await accredit(await appliedOffice(), [row])).results).toMatchObject([{ unmet, value }]);
  });

  it.each([
    ['6', 'inclusion_score'],
    ['-1', 'inclusion_score'],
    ['3.5', 'inclusion_score'],
    ['', 'inclusion_score'],
  ])('a score of «%s» is an invalid row', async (score, column) => {
    const { code, json } = await accredit(await appliedOffice(), [evaluation(encina, 3, { inclusion_score: score })]);
    expect(code).toBe(1);
    expect(json.errors).toMatchObject([{ line: 2, column }]);
  });

  it('a sheet row without any answer says nothing yet', async () => {
    const blank = Object.fromEntries(Object.keys(evaluation(encina, 0)).map((name) => [name, '']));
    const { json } = await accredit(await appliedOffice(), [{ ...blank, school_code: encina, asked: 1 }]);
    expect(json).toMatchObject({ rows: 1, unchanged: 1, granted: 0 });
    expect((await accredit(await appliedOffice(), [{ ...blank, school_code: encina }])).json).toMatchObject({ invalid: 1 });
  });

  it('the sheet of what is pending, filled in, is what it decides on', async () => {
    const office = await appliedOffice();
    await office.etw('pending', 'accreditation', '--out', 'sheet.csv', '--on', decides);
    const rows = rowsOf(office.read('sheet.csv')).map((row) => ({ ...row, ...evaluation(row.school_code ?? '', 3) }));
    expect((await accredit(office, rows)).results).toMatchObject([{ school_code: encina, outcome: 'granted', value: '18' }]);
    expect((await office.etw('pending', 'accreditation', '--json', '--on', decides)).list).toEqual([]);
  });

  it('an uninvited school is refused, an unknown one an invalid row', async () => {
    const office = await readyOffice();
    await office.take('school apply', [application(encina)], '--on', '2026-02-20');
    expect((await accredit(office, [evaluation(encina, 5)])).results).toMatchObject([{ unmet: 'SCH-5' }]);
    expect((await accredit(office, [evaluation(haya, 5)])).code).toBe(1);
  });

  it('an applicant of another school, and one who moved after applying', async () => {
    const office = await appliedOffice();
    await office.take('school add', [school(roble)]);
    await office.take('register', [teacher('T9', roble)]);
    await office.take('approve teacher', [{ teacher_id: 'T9', ...yes }], '--on', '2026-02-01');
    await office.take('school apply', [application(encina, { teacher_id: 'T9', submitted_on: '2026-03-01' })], '--on', '2026-03-02');
    expect((await accredit(office, [evaluation(encina, 5)])).results).toMatchObject([{ unmet: 'SCH-5' }]);
    const other = await appliedOffice();
    await other.take('school add', [school(roble)]);
    await other.take('register', [teacher(three(encina)[0] ?? '', roble, { registered_on: '2026-02-21' })], '--on', '2026-02-21');
    expect((await accredit(other, [evaluation(encina, 5)])).results).toMatchObject([{ outcome: 'granted' }]);
  });

  const policyAlone = { school_code: encina, call: '2026', digital_safety_policy: 'yes' };
  const [first, second] = three(encina);
  it.each([
    ['of another teacher, on the same day', { ...policyAlone, teacher_id: second, submitted_on: '2026-02-20' }, 'refused'],
    ['of another teacher, without a day', { ...policyAlone, teacher_id: second }, 'refused'],
    ['of the same teacher, on another day', { ...policyAlone, teacher_id: first, submitted_on: '2026-02-21' }, 'refused'],
    ['of the same teacher, without a day', { ...policyAlone, teacher_id: first }, 'refused'],
    // The same application: what is left empty leaves what is known.
    ['of the same teacher and day', { ...policyAlone, teacher_id: first, submitted_on: '2026-02-20' }, 'granted'],
  ])('an application %s takes no plans and evidence from another', async (_, row, outcome) => {
    const office = await appliedOffice();
    await office.take('school apply', [row], '--on', '2026-02-21');
    const unmet = outcome === 'refused' ? 'SCH-6;SCH-7' : '';
    expect((await accredit(office, [evaluation(encina, 5)])).results).toMatchObject([{ outcome, unmet }]);
  });

  it('the same application without a day says nothing new on a later day', async () => {
    const office = await appliedOffice();
    const again = await office.take('school apply', [application(encina, { submitted_on: '' })], '--on', '2026-03-01');
    expect(again.json).toMatchObject({ accepted: 0, unchanged: 1 });
  });

  it('an application that comes in after the award waits for nothing', async () => {
    const office = await appliedOffice();
    const waiting = async () => (await office.etw('pending', 'accreditation', '--on', decides, '--json')).list.length;
    expect(await waiting()).toBe(1);
    await accredit(office, [evaluation(encina, 4)]);
    await office.take('school apply', [application(encina, { submitted_on: '2026-03-01' })], '--on', decides);
    expect(await waiting()).toBe(0);
  });

  it('a refusal beside a standing award that was revoked is decided anew, and names what it replaces', async () => {
    const office = await appliedOffice();
    await accredit(office, [evaluation(encina, 4)]);
    await accredit(office, [evaluation(encina, 5)]);
    const [refusal] = (await office.etw('export', 'decisions', ...call, '--json')).list.slice(-1);
    await office.etw('revoke', String(refusal?.decision), '--reason', 'typed twice', '--yes', '--on', decides);
    expect((await accredit(office, [evaluation(encina, 5)])).results).toMatchObject([{ status: 'accepted', unmet: 'SCH-4' }]);
    expect((await office.etw('export', 'decisions', ...call, '--json')).list.at(-1)).toMatchObject({ replaces: refusal?.decision });
  });

  it('on options a refusal ends with 4, granted or as before with 0', async () => {
    const office = await appliedOffice();
    const options = (score: number) =>
      Object.entries(evaluation(encina, score)).flatMap(([name, value]) => [
        `--${name === 'school_code' ? 'school' : name.replaceAll('_', '-')}`,
        String(value),
      ]);
    const run = (score: number) => office.etw('school', 'accredit', ...call, '--on', decides, ...options(score));
    expect((await run(2)).code).toBe(4);
    expect((await run(2)).code).toBe(4);
    expect((await run(3)).code).toBe(0);
    expect((await run(3)).code).toBe(0);
  });

  it('keeps the last day a call sets; one that would be over is an invalid row', async () => {
    const office = await appliedOffice();
    await office.etw('school', 'call', '2026', '--valid-until', '2026-04-14');
    expect((await accredit(office, [evaluation(encina, 5)])).json.errors).toMatchObject([
      { message: expect.stringContaining('2026-04-14') },
    ]);
  });
});

describe('the same again', () => {
  it('a second run is unchanged, shows the same and writes nothing', async () => {
    const office = await appliedOffice();
    await office.eligible(roble);
    await office.etw('school', 'invite', ...call, '--on', '2026-02-25');
    await office.take('school apply', [application(roble)], '--on', '2026-02-25');
    const rows = [evaluation(encina, 3), evaluation(roble, 2)];
    const first = await accredit(office, rows);
    const before = await head(office);
    const second = await accredit(office, rows, '2026-05-01');
    expect(second.json).toMatchObject({ rows: 2, accepted: 0, unchanged: 2, granted: 0, refused: 0 });
    const shown = ({ results }: typeof first) => results.map(({ status: _, ...row }) => row);
    expect(shown(second)).toEqual(shown(first));
    expect(await head(office)).toBe(before);
  });

  it('other scores of a refused school are another decision, other comments are not', async () => {
    const office = await appliedOffice();
    await accredit(office, [evaluation(encina, 2)]);
    expect((await accredit(office, [evaluation(encina, 2, { comment: 'seen again', evaluator: 'Board B' })])).json).toMatchObject({
      unchanged: 1,
    });
    expect((await accredit(office, [evaluation(encina, 2, { teamwork_score: 1 })])).json).toMatchObject({ accepted: 1, refused: 1 });
  });

  it('other cells beside a standing award are refused by SCH-4, which says to revoke first; the award stands', async () => {
    const office = await appliedOffice();
    await accredit(office, [evaluation(encina, 4)]);
    const other = await accredit(office, [evaluation(encina, 5)]);
    expect(other.results).toMatchObject([
      { status: 'accepted', outcome: 'refused', unmet: 'SCH-4', message: expect.stringMatching(/revoke D\d+ first/) },
    ]);
    expect((await accredit(office, [evaluation(encina, 5)])).results).toMatchObject([
      { status: 'unchanged', outcome: 'refused', unmet: 'SCH-4' },
    ]);
    expect((await accredit(office, [evaluation(encina, 4)])).results).toMatchObject([
      { status: 'unchanged', outcome: 'granted', value: '24' },
    ]);
    expect((await office.etw('stats', ...call, '--on', decides, '--json')).list).toContainEqual({
      figure: 'accreditations-awarded',
      by: 'all',
      key: null,
      value: 1,
    });
  });

  it('after a revocation a row decides anew and the new one replaces it', async () => {
    const office = await appliedOffice();
    await accredit(office, [evaluation(encina, 4)]);
    const [award] = (await office.etw('export', 'decisions', ...call, '--json')).list.filter(({ kind }) => kind === 'school-label');
    await office.etw('revoke', String(award?.decision), '--reason', 'scores of another school', '--yes', '--on', '2026-04-20');
    const revoked = await office.etw('export', 'accreditations', '--on', '2026-04-20', '--json');
    expect(revoked.list).toMatchObject([{ status: 'revoked' }]);
    expect((await office.etw('explain', String(award?.decision))).out).toMatch(/REVOKED[\s\S]*scores of another school/);
    await accredit(office, [evaluation(encina, 3)], '2026-04-21');
    const decisions = (await office.etw('export', 'decisions', ...call, '--json')).list;
    expect(decisions.at(-1)).toMatchObject({
      kind: 'school-label',
      outcome: 'granted',
      replaces: award?.decision,
      valid_from: '2026-04-21',
      valid_until: '2028-04-20',
    });
  });

  it('explain names the accreditation that rests on a revoked invitation', async () => {
    const office = await appliedOffice();
    await accredit(office, [evaluation(encina, 4)]);
    const decisions = (await office.etw('export', 'decisions', ...call, '--json')).list;
    const [invitation, award] = decisions.map(({ decision }) => String(decision));
    await office.etw('revoke', invitation ?? '', '--reason', 'wrong school', '--yes', '--on', '2026-04-20');
    expect((await office.etw('explain', invitation ?? '')).out).toContain(award);
  });

  it('a trial says what the run then does', async () => {
    const office = await appliedOffice();
    const trial = await accredit(office, [evaluation(encina, 3)], decides, '--dry-run', '--letters', 'letters.csv');
    expect(office.files()).not.toContain('letters.csv');
    const real = await accredit(office, [evaluation(encina, 3)]);
    expect([trial.json, trial.results]).toEqual([real.json, real.results]);
  });
});

it('the order of rows does not matter', async () => {
  const office = await appliedOffice();
  for (const code of [roble, haya]) {
    await office.eligible(code);
    await office.etw('school', 'invite', ...call, '--school', code, '--on', '2026-02-25');
    await office.take('school apply', [application(code)], '--on', '2026-02-25');
  }
  const rows = [evaluation(encina, 3), evaluation(roble, 2), evaluation(haya, 5)];
  const answers = async (order: Cells[]) =>
    (await accredit(office, order, decides, '--dry-run')).results
      .map(({ line: _, ...row }) => row)
      .sort((a, b) => (String(a.school_code) < String(b.school_code) ? -1 : 1));
  const expected = await answers(rows);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: 3 }), async (order) => {
      expect(await answers(order)).toEqual(expected);
    }),
    { numRuns: 6 },
  );
});

describe('what a board is shown', () => {
  it('by value the spread of the scores, the schools near the line, the refused with reasons; letters, one a decision', async () => {
    const office = await appliedOffice();
    await office.eligible(roble);
    await office.etw('school', 'invite', ...call, '--on', '2026-02-25');
    await office.take('school apply', [application(roble, { teamwork_evidence: '' })], '--on', '2026-02-25');
    office.write('evaluations.csv', csv([evaluation(encina, 3), evaluation(roble, 3, { inclusion_score: 2 })]));
    const run = (...args: string[]) =>
      office.etw('school', 'accredit', ...call, '--csv', 'evaluations.csv', '--on', decides, '--letters', 'letters.csv', ...args);
    const { out } = await run();
    expect(out).toMatch(/inclusive and innovative\s+· {2}· {2}1 {2}1 {2}· {2}· {2}2\.5/);
    expect(out).toMatch(new RegExp(`${encina} .* 18 +granted[\\s\\S]*${roble} .* 17 +refused`));
    expect(out).toMatch(/Refused \(1\):[\s\S]*SCH-7: Missing: evidence of “cooperation, exchange and teamwork”\. SCH-8: 17 points/);
    const letters = rowsOf(office.read('letters.csv'));
    expect(letters).toMatchObject([
      { outcome: 'granted', school_code: encina, teacher_email: 't051@example.org', score: '18', valid_until: '2028-04-14' },
      { outcome: 'refused', school_code: roble, unmet: 'SCH-7;SCH-8', valid_until: '', message: expect.stringMatching(/17 points/) },
    ]);
    await run();
    expect(rowsOf(office.read('letters.csv'))).toEqual(letters);
  });

  it('in Spanish too', async () => {
    const office = await appliedOffice();
    office.write('evaluations.csv', csv([evaluation(encina, 3, { inclusion_score: 1 })]));
    const { out } = await office.etw('school', 'accredit', ...call, '--csv', 'evaluations.csv', '--on', decides, '--lang', 'es');
    expect(out).toMatch(
      /Cuántos centros tienen cada puntuación:[\s\S]*Denegadas \(1\):[\s\S]*1 en «organización inclusiva e innovadora»; se exige al menos 2\./,
    );
  });
});

it('the texts of an application lie apart from decisions and log', async () => {
  const office = await appliedOffice();
  await accredit(office, [evaluation(encina, 3, { comment: 'kept apart' })]);
  const { out } = await office.etw('export', 'decisions', '--format', 'jsonl');
  expect(out).not.toMatch(/How we carry out|kept apart|example\.org/);
  expect((await office.etw('audit', 'verify', '--on', opens)).code).toBe(0);
});
