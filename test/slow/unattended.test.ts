/** The example in fixtures/: a whole call, run by the script as cron runs it, morning after morning. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/program.ts';
import { run, succeed } from '../bin/run.ts';
import { rowsOf } from '../etw.ts';
import { anOffice, type Office } from '../schools/office.ts';

const example = 'fixtures/eTwinning-school-call';

/** The register as it is when the call opens. */
async function register(): Promise<Office> {
  const office = anOffice();
  cpSync(example, office.folder, { recursive: true });
  const feed = async (...args: string[]) => {
    const { code, err } = await office.etw(...args, '--on', '2027-01-10');
    if (code !== 0) throw new Error(`${args.join(' ')}: ${err}`);
  };
  await feed('school', 'add', '--csv', 'schools.csv');
  await feed('register', '--csv', 'teachers.csv');
  await feed('approve', 'teacher', '--csv', 'replies.csv');
  await feed('school', 'record', '--csv', 'accredited-before.csv');
  if ('label record' in commands) await feed('label', 'record', '--csv', 'labels.csv');
  else
    for (const label of rowsOf(office.read('labels.csv')))
      await office.label(label.school_code ?? '', label.teacher_id ?? '', label.granted_on);
  return office;
}

describe.skipIf(process.platform === 'win32')('a call from opening to plaques', () => {
  let office: Office;
  const morning = (today: string) =>
    run('bash', [join(office.folder, 'call.sh')], {
      cwd: '/',
      env: {
        TODAY: today,
        ETW: `${process.execPath} ${join(process.cwd(), 'bin/etw.js')}`,
        ETW_DB: join(office.folder, 'register.db'),
        ETW_LANG: 'en',
        ETW_ACTOR: 'cron',
      },
    });
  const out = (name: string) => readFileSync(join(office.folder, 'out', name), 'utf8');
  const handedOver = () => readdirSync(join(office.folder, 'out'));
  const head = async () => (await office.etw('audit', 'verify', '--json')).object.head;

  beforeAll(async () => {
    if (!existsSync('dist/main.js')) await succeed(process.execPath, ['build.js'], { cwd: '.' });
    office = await register();

    await Promise.all(
      ['applications-1.csv', 'applications-2.csv', 'evaluations.csv'].map((name) =>
        run('mv', [name, `hidden-${name}`], { cwd: office.folder }),
      ),
    );
  });
  const arrives = (name: string) => writeFileSync(join(office.folder, name), office.read(`hidden-${name}`));

  it('the day before, opens the call and no more', async () => {
    expect(await morning('2027-02-07')).toMatchObject({ code: 0, stdout: '' });
    expect(handedOver()).toEqual(['call.json', 'call.log']);
  });

  it('on the opening day, hands over whom to invite, and who is not and why', async () => {
    const { code, stdout } = await morning('2027-02-08');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^invitations to send: out\/invitations-\d+\.csv\n$/)]);
    const [sent = ''] = handedOver().filter((name) => name.startsWith('invitations-'));
    expect(new Set(rowsOf(out(sent)).map((row) => row.school_code))).toEqual(new Set(['05991018', '24991039', '37991041']));
    expect(rowsOf(out('phase-1.csv')).map((row) => [row.school_code, row.unmet])).toEqual([
      ['05991018', ''],
      ['09991025', 'SCH-2'],
      ['24991039', ''],
      ['37991041', ''],
      ['40991050', 'SCH-4'],
      ['47991067', 'SCH-1'],
    ]);
  });

  it('run again at once, changes nothing and sends nobody a second letter', async () => {
    const before = await head();
    expect(await morning('2027-02-08')).toMatchObject({ code: 0, stdout: '' });
    expect(await head()).toBe(before);
  });

  it('takes in applications and sets aside what it cannot read', async () => {
    arrives('applications-1.csv');
    const first = await morning('2027-02-15');
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/applications-1: 1 rows set aside[\s\S]*applications-1: 2 taken in/),
    });
    expect(out('applications-1.rejects.csv')).toMatch(/^line,error,call,[\s\S]*05999999/);
    arrives('applications-2.csv');
    expect(await morning('2027-03-01')).toMatchObject({ code: 0, stdout: expect.stringContaining('applications-2: 2 taken in') });
  });

  it('stops at a real error with the exit code of etw, before the plaques', async () => {
    writeFileSync(
      join(office.folder, 'evaluations.csv'),
      office.read('hidden-evaluations.csv').replace(',3,2,3,3,Board A', ',3,7,3,3,Board A'),
    );
    const before = await head();
    const { code, stderr } = await morning('2027-04-12');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/accredit stopped with exit code 1:[\s\S]*role_model_score: “7”/)]);
    expect(handedOver()).not.toContain('plaques.csv');
    expect(await head()).toBe(before);
  });

  it('accredits, goes on after refusals and hands over the lists', async () => {
    arrives('evaluations.csv');
    const { code, stdout } = await morning('2027-04-13');
    expect([code, stdout]).toEqual([0, expect.stringContaining('accredited: 2, refused: 2; letters in out/letters.csv')]);
    expect(rowsOf(out('phase-2.csv')).map((row) => [row.school_code, row.outcome, row.value, row.unmet])).toEqual([
      ['05991018', 'granted', '22', ''],
      ['24991039', 'refused', '17', 'SCH-7;SCH-8'],
      ['37991041', 'granted', '18', ''],
      ['09991025', 'refused', '30', 'SCH-5'],
    ]);
    expect(rowsOf(out('letters.csv'))).toHaveLength(4);
    const plaques = rowsOf(out('plaques.csv').replace(/^\ufeff/, ''));
    expect(plaques.map((row) => [row.school_name, row.postal_code, row.valid_from, row.valid_until])).toEqual([
      ['CEIP El Encinar', '05001', '2027-04-13', '2029-04-12'],
      ['CEO Puente Viejo', '37001', '2027-05-10', '2029-05-09'],
    ]);
    expect(out('board.txt')).toMatch(/4 unchanged[\s\S]*Near the line[\s\S]*Refused \(2\):/);
    expect(out('figures.csv')).toMatch(/accreditations-awarded,all,,2\n/);
    expect(out('figures.csv')).toMatch(/accreditations-in-force,all,,3\n/);
    expect(JSON.parse(out('ending.json'))).toEqual([]);
  });

  it('run again the next day, all is unchanged and the lists are the same', async () => {
    const before = [await head(), out('plaques.csv'), out('letters.csv'), out('board.txt')];
    expect(await morning('2027-04-14')).toMatchObject({ code: 0 });
    expect([await head(), out('plaques.csv'), out('letters.csv'), out('board.txt')]).toEqual(before);
  });
});
