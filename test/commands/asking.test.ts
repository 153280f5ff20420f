/** On a terminal a command leads through its questions; what comes of the answers is what the same options do. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Ran } from '../etw.ts';
import { anOffice, type Office, officeWithP1, schools } from './office.ts';

const { roble, encina } = schools;

/** Answers at a terminal: of several at one question, each after the one before it was refused. */
type Answers = readonly (string | readonly string[])[];

/** What wipes a line that is being typed. */
const wipe = '\u0015';
/** The arrow that points at the next offer. */
const down = '\u001b[B';

const led = (office: Office, answers: Answers, ...args: string[]): Promise<Ran> => office.etwIn({ answers }, ...args);

/** The questions as they stood when they were answered. */
const questions = ({ err }: Ran): string[] => [...stripVTControlCharacters(err).matchAll(/✔ ([^\n✔]*)/g)].map(([, text = '']) => text);

/** The words of the command line that a run names as the same without questions, as a shell reads them. */
function equivalent({ err }: Ran): string[] {
  const line =
    err
      .replaceAll(/ \\\n +/g, ' ')
      .split('\n')
      .findLast((one) => one.startsWith('  etw ')) ?? '';
  const words = line.trim().match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? [];
  return words.slice(1).map((word) => word.replace(/'([^']*)'|\\(')/g, (_, quoted, bare) => quoted ?? bare));
}

const everything = async (office: Office) => (await office.etw('export', 'decisions', '--format', 'json')).list;

describe('a command without options leads through its questions', () => {
  const commands: readonly [string, Answers][] = [
    ['register', ['Fina', "O'Dónoju Inventada", 'fina@example.org', 'y', 'encina', '', '', '', 'y']],
    ['approve teacher', ['ANA', 'y', 'y', 'n', '', 'la directora', 'y']],
    [
      'project add',
      ['P9', 'joined', 'bea', 'El mar & la costa', '1/10/2025', '2026-06-15', 'FR:Lycée Un|IT:Liceo Due', '2025-10-02', '', 'y'],
    ],
    ['report submit', ['P1', 'ANA', 'final', '', 'https://example.org/memoria', 'y']],
    ['label evaluate', ['P1', 'ANA', 'y', 'y', 'y', 'y', '4', '3', '3', '4', '3', '4', '', 'y']],
    ['project change', ['P1', 'moved by a week', '', '', '2026-06-20', '', 'y']],
    ['school call', ['2027', '2027-02-01', '1/3/2027', '', 'y']],
  ];

  it.each(commands)('etw %s stores what the same options do, and names them', async (command, answers) => {
    const asked = await officeWithP1();
    const given = asked.copy() as Office;
    const before = await asked.head();
    const ran = await led(asked, answers, ...command.split(' '));
    expect(equivalent(ran).slice(0, command.split(' ').length).join(' ')).toBe(command);
    const again = await given.etw(...equivalent(ran));
    expect([ran.code, ran.out]).toEqual([again.code, again.out]);
    expect(await asked.head()).not.toBe(before);
    const decisions = async (office: Office) =>
      (await everything(office)).map(({ kind, outcome, score, findings }) => ({ kind, outcome, score, findings }));
    expect(await decisions(asked)).toEqual(await decisions(given));
  });

  it('the same in Spanish, where words are taken in either language', async () => {
    const office = await anOffice();
    const ran = await led(office, ['ANA', 'sí', 'yes', 'no', '', '', 's'], 'approve', 'teacher', '--lang', 'es');
    expect(ran.code).toBe(4);
    expect(equivalent(ran)).toEqual([
      'approve',
      'teacher',
      '--lang',
      'es',
      '--teacher',
      'ANA',
      '--attached',
      'yes',
      '--data-correct',
      'yes',
      '--consent',
      'no',
    ]);
  });

  it('more than four columns that may be empty are offered to choose from', async () => {
    const office = await anOffice();
    const ran = await led(office, ['09990011', 'CEIP Nuevo', 'private', `${down}${down} `, 'Burgos', 'y'], 'school', 'add');
    expect(ran.code).toBe(0);
    expect((await office.etw('school', 'show', '09990011', '--json')).object).toMatchObject({
      funding: 'private',
      province: 'Burgos',
      region: null,
    });
  });
});

describe('what is asked', () => {
  it('is only what is required, where some options were given', async () => {
    const office = await anOffice();
    const ran = await led(office, ['y', 'n', 'y'], 'approve', 'teacher', '--teacher', 'ANA', '--attached', 'yes', '--replied-by', 'x');
    expect(questions(ran)).toHaveLength(3);
    expect(ran.code).toBe(4);
  });

  it('is nothing where all was given, and then nothing is confirmed', async () => {
    const office = await anOffice();
    const ran = await led(
      office,
      [],
      'approve',
      'teacher',
      '--teacher',
      'ANA',
      '--attached',
      'yes',
      '--data-correct',
      'no',
      '--consent',
      'yes',
    );
    expect([ran.code, questions(ran), equivalent(ran)]).toEqual([4, [], []]);
  });

  it('of a known project is neither title nor dates', async () => {
    const office = await officeWithP1();
    const ran = await led(office, ['P1', 'joined', 'BEA', '', '', 'y'], 'project', 'add', '--on', '2026-03-01');
    expect(ran.code).toBe(0);
    expect(equivalent(ran)).not.toContain('--title');
  });

  it('of a project that options name is what a new one needs', async () => {
    const office = await officeWithP1();
    const options = ['project', 'add', '--project', 'P9', '--form', 'joined', '--teacher', 'ANA', '--enrolled-on', '2025-10-01'];
    const ran = await led(office, ['Ríos', '2025-09-15', '2026-06-15', 'FR:Un|IT:Due', 'y'], ...options);
    expect([ran.code, questions(ran).length]).toEqual([0, 5]);
  });

  it('of an application whose gate is shut are no scores', async () => {
    const office = await officeWithP1();
    const ran = await led(office, ['P1', 'ANA', 'y', 'n', 'y', 'y', '', '', '', 'y'], 'label', 'evaluate');
    expect(ran.code).toBe(4);
    expect(equivalent(ran)).not.toContain('--score');
  });

  it('of somebody who leaves active service is no school', async () => {
    const office = await anOffice();
    const ran = await led(office, ['ANA', 'Inventada', 'ana@example.org', 'n', '', '', '', 'y'], 'register');
    expect(ran.code).toBe(0);
    expect((await office.etw('teacher', 'show', 'ANA', '--json')).object).toMatchObject({ in_service: 'no' });
  });

  it('for a label of another country is the name of the school, for one of ours its code', async () => {
    const office = await officeWithP1();
    expect((await led(office, ['P1', 'FR', '2026-04-20', 'Lycée Un', 'y'], 'label', 'record')).code).toBe(0);
    const ours = await led(office, ['P1', 'ES', '2026-04-20', 'encina', '', 'y'], 'label', 'record');
    expect(equivalent(ours)).toContain(encina);
  });

  it('with a file is only what the file does not say', async () => {
    const office = await officeWithP1();
    office.write('claims.csv', 'project_id,teacher_id\nP1,ANA\n');
    const ran = await led(office, ['2025-26'], 'credits', 'certify', '--csv', 'claims.csv');
    expect([ran.code, questions(ran).length]).toEqual([0, 1]);
  });
});

describe('an answer', () => {
  const wrong: readonly [string, string, string, string[]][] = [
    ['an e-mail', 'ana', 'fina@example.org', ['register', '--given-name', 'F', '--family-name', 'I', '--in-service', 'no']],
    ['a school code', '9990011', '09990011', ['school', 'add', '--name', 'x', '--funding', 'public']],
    ['a day', '13/13/2025', '2025-09-20', ['school', 'call', '2027', '--closes', '2027-03-01']],
    ['a choice', 'pubilc', 'public', ['school', 'add', '--name', 'x', '--school', '09990011']],
  ];
  it.each(wrong)('%s that does not read is refused at once, in the words of a file', async (_, bad, good, args) => {
    const office = await officeWithP1();
    const ran = await led(office, [[bad, `${wipe}${good}`]], ...args, '--dry-run');
    const option = equivalent(ran).at(-2) ?? '';
    const said = await office.etw(...args, option, bad);
    const message = said.err.split('\n')[0]?.split(`${option}: `)[1] ?? '';
    expect(message).not.toBe('');
    expect(ran.err).toContain(message);
    expect(equivalent(ran).at(-1)).toBe(good);
  });

  it('that is required is not left empty', async () => {
    const office = await officeWithP1();
    const ran = await led(office, [['', 'x']], 'project', 'withdraw', '--project', 'P1', '--teacher', 'ANA', '--dry-run');
    expect(ran.err).toContain('is required');
    expect(equivalent(ran).slice(-2)).toEqual(['--reason', 'x']);
  });

  it('off the scale of the edition is refused at once', async () => {
    const office = await officeWithP1();
    const ran = await led(office, ['P1', 'ANA', 'y', 'y', 'y', 'y', ['6', `${wipe}5`], ['-1', `${wipe}0`]], 'label', 'evaluate');
    expect(ran.err).toMatch(/“6” .*0.*5/);
    expect(questions(ran).slice(-2)).toEqual([expect.stringMatching(/ 5$/), expect.stringMatching(/ 0$/)]);
  });

  it('that only the rules find at fault can be corrected, without the others being asked again', async () => {
    const office = await anOffice();
    const answers = ['P9', 'joined', 'ANA', 'Ríos', '2026-09-15', '2026-06-15', 'FR:Un|IT:Due', '2025-10-01', ''];
    const ran = await led(office, [...answers, 'first day', '2025-09-15', 'y'], 'project', 'add');
    expect(ran.code).toBe(0);
    const { object } = await office.etw('project', 'show', 'P9', '--json');
    expect(object).toMatchObject({ title: 'Ríos', starts_on: '2025-09-15', ends_on: '2026-06-15' });
  });

  it('that is not corrected leaves the register as it was, with exit code 1', async () => {
    const office = await anOffice();
    const before = await office.head();
    const answers = ['P9', 'joined', 'ANA', 'Ríos', '2026-06-15', '2025-09-15', 'FR:Un|IT:Due', '', '', 'none'];
    expect((await led(office, answers, 'project', 'add')).code).toBe(1);
    expect(await office.head()).toBe(before);
  });
});

describe('before anything is stored', () => {
  const refusing: Answers = ['ANA', 'y', 'n', 'y', '', ''];

  it('the decision is shown, with its reasons', async () => {
    const office = await anOffice();
    const ran = await led(office, refusing, 'approve', 'teacher');
    expect(ran.err).toContain('PART-2(b)');
    expect(ran.err.indexOf('PART-2(b)')).toBeLessThan(ran.err.lastIndexOf('? '));
  });

  it.each(['n', ''])('“%s” declines: exit code 7, nothing written and nothing on stdout', async (answer) => {
    const office = await anOffice();
    const before = await office.head();
    const ran = await led(office, [...refusing, answer], 'approve', 'teacher');
    expect([ran.code, ran.out]).toEqual([7, '']);
    expect(await office.head()).toBe(before);
  });

  it('Ctrl-C and Ctrl-D at any question leave with exit code 130 and nothing written', async () => {
    const office = await anOffice();
    const before = await office.head();
    for (let answered = 0; answered <= refusing.length; answered += 1)
      expect((await led(office, refusing.slice(0, answered), 'approve', 'teacher')).code).toBe(130);
    expect((await led(office, ['ANA', '\u0004'], 'approve', 'teacher')).code).toBe(130);
    expect(await office.head()).toBe(before);
  });

  it('nothing is confirmed where nothing would be stored', async () => {
    const office = await anOffice();
    const same = await led(office, ['ANA', 'y', 'y', 'y', '', ''], 'approve', 'teacher');
    expect([same.code, same.out]).toEqual([0, expect.stringContaining('unchanged')]);
    const refused = await led(office, ['P9', 'ANA', 'final', '', ''], 'report', 'submit', '--project', 'P9');
    expect(refused.code).toBe(5);
  });

  it('a dry run stores nothing and confirms nothing', async () => {
    const office = await anOffice();
    const before = await office.head();
    expect((await led(office, refusing, 'approve', 'teacher', '--dry-run')).code).toBe(4);
    expect(await office.head()).toBe(before);
  });

  it('a revocation is asked for once, in its own words', async () => {
    const office = await anOffice();
    const ran = await led(office, ['roble', 'a mistake', 'y'], 'revoke');
    expect(ran.code).toBe(0);
    expect(questions(ran).filter((line) => line.includes('Revoke?'))).toHaveLength(1);
  });
});

describe('an id is found', () => {
  const ways: readonly [string, string, string][] = [
    ['its beginning', '0599', roble],
    ['a name', 'encina', encina],
    ['a name without its accents and case', 'VALDEINVENTA', encina],
    ['a place', 'leon', encina],
    ['words in any order', 'avila roble', roble],
  ];
  it.each(ways)('of a school by %s', async (_, typed, code) => {
    const office = await anOffice();
    const ran = await led(office, [typed], 'school', 'show');
    expect([ran.code, equivalent(ran)]).toEqual([0, ['school', 'show', code]]);
  });

  it.each([
    ['an e-mail', ['carlos@example.org'], 'CARLOS'],
    ['the arrows', [`${down}${down}`], 'BEA'],
    ['its completion', [['carlos@\t', '']], 'CARLOS'],
  ])('of a teacher by %s', async (_, typed, id) => {
    const office = await anOffice();
    expect(equivalent(await led(office, typed, 'teacher', 'show'))).toEqual(['teacher', 'show', id]);
  });

  it('those enrolled in the project come first', async () => {
    const office = await anOffice();
    await office.complete('P1', { teacher_id: 'CARLOS' });
    const ran = await led(office, ['P1', down, '', 'y'], 'label', 'apply');
    expect(questions(ran)[1]).toContain('CARLOS');
  });

  it('by nobody: refused at once, with what may have been meant', async () => {
    const office = await anOffice();
    const ran = await led(office, [['CARLSO', `${wipe}CARLOS`]], 'teacher', 'show');
    expect(ran.err).toMatch(/“CARLSO” .*CARLOS\?/);
    expect(ran.code).toBe(0);
  });

  it('given as an option and unknown ends before the first question', async () => {
    const office = await anOffice();
    const ran = await led(office, ['y'], 'approve', 'teacher', '--teacher', 'ANNA');
    expect([ran.code, questions(ran)]).toEqual([5, []]);
    expect(ran.err).toContain('ANA?');
  });

  it('and one that may be new is kept as it was typed, though others begin with it', async () => {
    const office = await officeWithP1();
    const answers: Answers = ['P', 'joined', 'ANA', 'Otro', '2025-09-15', '2026-06-15', 'FR:Un|IT:Due', '2025-10-01', '', 'y'];
    expect((await led(office, answers, 'project', 'add')).code).toBe(0);
    expect((await office.etw('project', 'show', 'P', '--json')).object).toMatchObject({ title: 'Otro' });
  });
});

describe('a command that takes no rows', () => {
  it('asks for its argument and its required options', async () => {
    const office = await anOffice();
    const ran = await led(office, ['term-days', '80', '2025-09-01', "the office's own"], 'rules', 'set');
    expect(equivalent(ran)).toEqual(['rules', 'set', 'credits.term-days', '80', '--from', '2025-09-01', '--source', "the office's own"]);
    expect((await office.etw('rules', 'show', 'credits.term-days', '--json')).list).toContainEqual(expect.objectContaining({ value: 80 }));
  });

  it('asks for the other half of a pair', async () => {
    const office = await officeWithP1();
    const ran = await led(office, ['project p1'], 'why', '--teacher', 'ANA');
    expect([ran.code, equivalent(ran)]).toEqual([0, ['why', '--teacher', 'ANA', '--project', 'P1']]);
  });

  it('offers the choices there are', async () => {
    const office = await anOffice();
    expect(equivalent(await led(office, ['schoo'], 'export'))).toEqual(['export', 'schools']);
  });

  it('a certificate or decision is found by whom it is about', async () => {
    const office = await anOffice();
    const ran = await led(office, ['diego'], 'explain');
    expect([ran.code, ran.out.split(' ')[0]]).toEqual([0, equivalent(ran)[1]]);
  });
});

describe('nobody is asked', () => {
  const incomplete: readonly string[][] = [
    ['register'],
    ['approve', 'teacher', '--teacher', 'ANA'],
    ['explain'],
    ['rules', 'set'],
    ['teacher', 'show'],
  ];

  it.each(incomplete)('etw %s %s without a terminal is a usage error that names what is missing', async (...args) => {
    const office = await anOffice();
    const words = args.filter((word) => word !== undefined);
    for (const setting of [{}, { answers: [], env: { CI: 'true' } }]) {
      const { code, err } = await office.etwIn(setting, ...words);
      expect(code).toBe(2);
      expect(err).toMatch(/--[a-z]+|<[a-z_]+>/);
    }
    for (const flag of ['--yes', '--no-input']) expect((await led(office, [], ...words, flag)).code).toBe(2);
  });
});

describe('an id on the command line that is not found', () => {
  const missed: readonly [string[], string][] = [
    [['teacher', 'show', 'CARLSO'], 'CARLOS'],
    [['school', 'show', 'encina'], encina],
    [['project', 'show', 'Project P1'], 'P1'],
    [['explain', 'D00002'], 'D000002'],
    [['approve', 'teacher', '--teacher', 'ANNA', '--attached', 'yes', '--data-correct', 'yes', '--consent', 'yes'], 'ANA'],
    [['credits', 'certify', '--year', '2025-26', '--project', 'P11'], 'P1'],
  ];
  it.each(missed)('%j: perhaps %s; exit code 5 still', async (args, meant) => {
    const office = await officeWithP1();
    const { code, err } = await office.etw(...args);
    expect(code).toBe(5);
    expect(err).toContain(`${meant}?`);
  });

  it('is said in JSON as well, and nothing is suggested where nothing is like it', async () => {
    const office = await anOffice();
    const row = ['approve', 'teacher', '--attached', 'yes', '--data-correct', 'yes', '--consent', 'yes', '--json', '--teacher'];
    expect((await office.etw(...row, 'ANNA')).json.errors[0]?.message).toContain('ANA?');
    expect((await office.etw(...row, 'ZZZZZZZZ')).json.errors[0]?.message).not.toContain('?');
  });
});
