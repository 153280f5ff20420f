/** Where the disk, the register's place or the person at the keyboard does not go along: said in a line, and nothing by halves. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFile } from '../../src/register/open.ts';
import { teacher } from '../commands/office.ts';
import { csv, type Desk, desk } from '../etw.ts';
import { deed } from '../register/engines.ts';
import { contentOf, stateOf } from './scenes.ts';

const program = join(import.meta.dirname, '../../bin/etw.js');
const schools = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    school_code: `05${String(number).padStart(6, '0')}`,
    name: `CEIP ${number}`,
    funding: 'public',
  }));
const registerOf = (office: Desk) => join(office.folder, 'register.db');
const settings = (office: Desk) => ({ ...process.env, ETW_DB: registerOf(office), ETW_LANG: 'en', NO_COLOR: '1', HOME: office.folder });
const notThere = (office: Desk, ...names: readonly string[]) => expect(office.files().filter((name) => !names.includes(name))).toEqual([]);

/** An office with a register of a few schools, and a file of many more. */
async function anOffice(many = 3000): Promise<Desk> {
  const office = desk();
  await office.take('school add', schools(3));
  rmSync(join(office.folder, 'results.csv'));
  office.write('rows.csv', csv(schools(many)));
  return office;
}

/** Runs the program itself in an office, after a line of shell. */
function shell(office: Desk, before: string, ...args: readonly string[]) {
  const line = `${before}\nexec "$@"`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line, 'sh', process.execPath, program, ...args], {
    cwd: office.folder,
    env: settings(office),
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe.skipIf(process.platform === 'win32')('a disk without room', () => {
  // Blocks of half a kilobyte: a file that may not grow is to a program what a full disk or a quota is.
  const limit = (blocks: number) => `ulimit -f ${blocks}; trap '' XFSZ`;

  it('wherever it runs out, the batch is there whole or not at all, and it is said', async () => {
    const codes = new Set<number | null>();
    let before = '';
    for (const blocks of [1, 400, 800, 1600, 20_000]) {
      const office = await anOffice();
      before = stateOf(registerOf(office));
      const run = shell(office, limit(blocks), 'school', 'add', '--csv', 'rows.csv', '--results', 'results.csv');
      codes.add(run.code);
      if (run.code === 0) expect(office.read('results.csv').split('\n').length).toBe(3002);
      else {
        expect(run.err).toMatch(/cannot grow|cannot be written/);
        expect(run.err.split('\n').length).toBeLessThan(4);
        expect(stateOf(registerOf(office))).toBe(before);
        notThere(office, 'rows.csv');
        expect((await office.etw('doctor')).code).toBe(0);
      }
    }
    expect([...codes].sort()).toEqual([0, 6]);
  });

  it.skipIf(!existsSync('/dev/full'))('results that find no room undo the run they tell of', async () => {
    const office = await anOffice(20);
    const before = stateOf(registerOf(office));
    for (const option of ['--results', '--rejects']) {
      office.write('mixed.csv', csv([...schools(20), { school_code: 'x', name: 'y', funding: '?' }]));
      const run = await office.etw('school', 'add', '--csv', 'mixed.csv', '--skip-invalid', option, '/dev/full');
      expect([run.code, run.err]).toEqual([1, expect.stringMatching(/ENOSPC[\s\S]*Nothing was written/)]);
      expect(stateOf(registerOf(office))).toBe(before);
    }
    notThere(office, 'rows.csv', 'mixed.csv');
  });

  it.skipIf(!existsSync('/dev/full'))('so do invitations, and sheets that are marked as sent', async () => {
    const office = await anOffice(5);
    await office.take('register', [teacher('ANA', '05000000')]);
    await office.etw('school', 'call', '2026', '--opens', '2026-06-20', '--closes', '2026-07-10');
    const before = stateOf(registerOf(office));
    for (const args of [
      ['school', 'invite', '--call', '2026', '--invitations'],
      ['pending', 'access', '--mark', '--out'],
    ]) {
      const run = await office.etw(...args, '/dev/full');
      expect([run.code, run.err]).toEqual([1, expect.stringContaining('ENOSPC')]);
      expect(stateOf(registerOf(office))).toBe(before);
    }
  });

  it('an export or a backup that finds no room leaves nothing under its name', async () => {
    const office = await anOffice(9000);
    expect((await office.etw('school', 'add', '--csv', 'rows.csv')).code).toBe(0);
    for (const [expected, ...args] of [
      [1, 'export', 'schools', '--out', 'schools.csv'],
      [6, 'backup', 'copy.db'],
    ] as const) {
      const run = shell(office, limit(200), ...args);
      expect([run.code, run.err]).toEqual([expected, expect.stringContaining(args[args.length - 1] as string)]);
      notThere(office, 'rows.csv');
    }
  });
});

describe('results that were made and cannot get their name', () => {
  it('are said to be missing, and the register holds the run', async () => {
    const office = await anOffice(20);
    const out = join(office.folder, 'out');
    mkdirSync(out);
    // The folder becomes another while the run is under way.
    const stop = new AbortController();
    const signal = Object.assign(stop.signal, {
      throwIfAborted: () => {
        if (existsSync(out) && readdirSync(out).length > 0) renameSync(out, `${out}-old`);
      },
    });
    const run = await office.etwIn({ signal }, 'school', 'add', '--csv', 'rows.csv', '--results', 'out/results.csv', '--json');
    expect([run.code, run.json.accepted]).toEqual([0, 17]);
    expect(run.err).toMatch(/out\/results\.csv cannot be written[^\n]*the register holds the run/);
  });
});

describe.skipIf(process.platform === 'win32')('a register that may only be read', () => {
  const nobody = 65_534;

  it.each([
    ['the file', 0o444, 0o777],
    ['its folder', 0o666, 0o555],
    ['both', 0o444, 0o555],
  ])('%s: it is said, and nothing changes', async (_, file, folder) => {
    const office = await anOffice(5);
    const before = readFileSync(registerOf(office));
    // Root may write anywhere: somebody else tries.
    const who = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    chmodSync(registerOf(office), file);
    chmodSync(office.folder, folder);
    onTestFinished(() => chmodSync(office.folder, 0o755));
    chmodSync(join(office.folder, '..'), 0o755);
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], { ...who, cwd: office.folder, env: settings(office), encoding: 'utf8' });
    const writing = run('school', 'add', '--csv', 'rows.csv');
    expect([writing.status, writing.stderr]).toEqual([6, expect.stringMatching(/^The register .* cannot be (written|opened): [^\n]*\n$/)]);
    const reading = run('school', 'list');
    expect([0, 6]).toContain(reading.status);
    expect(readFileSync(registerOf(office)).equals(before)).toBe(true);
  });
});

describe('a file that is named twice is not lost', () => {
  const twice = [
    ['--csv', 'rows.csv', '--results', 'rows.csv'],
    ['--csv', 'rows.csv', '--results', './rows.csv', '--dry-run'],
    ['--csv', 'rows.csv', '--results', 'link.csv'],
    ['--csv', 'rows.csv', '--skip-invalid', '--rejects', 'rows.csv'],
    ['--csv', 'rows.csv', '--skip-invalid', '--rejects', 'new.csv', '--results', 'new.csv'],
    ['--csv', 'rows.csv', '--skip-invalid', '--results', 'rows.rejects.csv'],
  ];
  it.each(twice)('%s %s %s %s %s %s', async (...given) => {
    const office = await anOffice(5);
    symlinkSync('rows.csv', join(office.folder, 'link.csv'));
    const [rows, register] = [office.read('rows.csv'), stateOf(registerOf(office))];
    const run = await office.etw('school', 'add', ...given.filter((one) => one !== undefined));
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.err).toMatch(/--\w+ and --\w+ name the same file \(\S+\)/);
    expect([office.read('rows.csv'), stateOf(registerOf(office))]).toEqual([rows, register]);
    notThere(office, 'rows.csv', 'link.csv');
  });

  it.each(['rows.csv/results.csv', 'loop/results.csv', 'x'.repeat(300)])('a place where no file can be, %s, is said', async (place) => {
    const office = await anOffice(5);
    symlinkSync('loop', join(office.folder, 'loop'));
    const run = await office.etw('school', 'add', '--csv', 'rows.csv', '--results', place);
    expect([run.code, run.err]).toEqual([1, expect.stringMatching(/cannot be written \((ENOTDIR|ELOOP|ENAMETOOLONG)\)/)]);
  });

  it('two lists may go to a device, and one over another of before', async () => {
    const office = await anOffice(5);
    office.write('results.csv', 'of before');
    const same = ['--results', '/dev/null', '--skip-invalid', '--rejects', '/dev/null'];
    expect((await office.etw('school', 'add', '--csv', 'rows.csv', ...same)).code).toBe(0);
    expect((await office.etw('school', 'add', '--csv', 'rows.csv', '--results', 'results.csv')).code).toBe(0);
    expect(office.read('results.csv')).toMatch(/^line,/);
  });

  it.each([
    ['school', 'add', '--csv', 'rows.csv', '--results'],
    ['school', 'add', '--csv', 'rows.csv', '--skip-invalid', '--rejects'],
    ['export', 'schools', '--out'],
    ['stats', '--html'],
  ])('%s %s %s: a list does not take the place of a register', async (...command) => {
    const office = await anOffice(5);
    office.write('rows.csv', csv([...schools(5), { school_code: 'x', name: 'y', funding: '?' }]));
    const before = stateOf(registerOf(office));
    const run = await office.etw(...command, 'register.db');
    expect([run.code, run.err]).toEqual([1, expect.stringContaining('register.db is a database and is not overwritten')]);
    expect(stateOf(registerOf(office))).toBe(before);
    notThere(office, 'rows.csv');
  });
});

it.skipIf(!existsSync('/proc/self'))('a folder that takes no folders is said, and waited for by nobody', () => {
  const run = spawnSync(process.execPath, [program, '--db', '/proc/none/register.db', 'school', 'list', '--lang', 'en'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect([run.status, run.stderr.split('\n').length]).toEqual([6, 2]);
  expect(run.stderr).toContain('/proc/none/register.db');
});

describe('a register whose place vanishes during a run', () => {
  const away: Readonly<Record<string, (place: string) => void>> = {
    removed: (place) => rmSync(place),
    moved: (place) => renameSync(place, `${place}.away`),
    replaced: (place) => {
      copyFileSync(place, `${place}.other`);
      renameSync(`${place}.other`, place);
    },
  };

  it.each(Object.keys(away))('%s: the run is said to have come to nothing', async (how) => {
    const office = await anOffice(5);
    const place = registerOf(office);
    const register = await openFile(place);
    const writing = register.write(deed(), async (writer) => {
      writer.put('cfies', { cfie: 'CFIE-AVILA', name: null });
      away[how]?.(place);
    });
    await expect(writing).rejects.toMatchObject({ problem: 'vanished', place });
    await register.close();
  });

  it('in words, with 6', async () => {
    const office = await anOffice(5);
    const gone = AbortSignal.any([]);
    const signal = Object.assign(gone, { throwIfAborted: () => rmSync(registerOf(office), { force: true }) });
    const run = await office.etwIn({ signal }, 'school', 'add', '--csv', 'rows.csv');
    expect([run.code, run.err]).toEqual([6, expect.stringMatching(/moved, removed or replaced/)]);
  });
});

describe.skipIf(process.platform === 'win32')('an interrupt', () => {
  /** Starts the program and waits for a sign of its work; then interrupts it. What became of it. */
  async function interrupted(office: Desk, args: readonly string[], sign: () => boolean) {
    const child = spawn(process.execPath, [program, ...args], { cwd: office.folder, env: settings(office) });
    onTestFinished(() => void child.kill('SIGKILL'));
    let err = '';
    child.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
    });
    const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
    while (child.exitCode === null && !sign()) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    const [code] = await exited;
    return { code, err };
  }
  const open = (office: Desk) => () => existsSync(`${registerOf(office)}-wal`);

  it('in the midst of a file undoes it, and leaves no draft', async () => {
    const office = await anOffice(40_000);
    const before = stateOf(registerOf(office));
    const args = ['school', 'add', '--csv', 'rows.csv', '--results', 'results.csv'];
    expect(await interrupted(office, args, open(office))).toEqual({ code: 130, err: 'Interrupted: nothing was written.\n' });
    expect(stateOf(registerOf(office))).toBe(before);
    notThere(office, 'rows.csv');
  });

  /** Interrupts what gives no sign of its work; later where the program had not begun to listen. */
  async function interruptedSoon(office: Desk, args: readonly string[]) {
    for (let wait = 500; ; wait *= 2) {
      const begun = Date.now();
      const { code } = await interrupted(office, args, () => Date.now() - begun > wait);
      if (code !== null) return code;
    }
  }

  it('while rows are awaited from somebody who types none', async () => {
    expect(await interruptedSoon(await anOffice(5), ['school', 'add', '--csv', '-'])).toBe(130);
  });

  it('of an export ends it, and nothing lies under its name', async () => {
    const office = await anOffice(20_000);
    expect((await office.etw('school', 'add', '--csv', 'rows.csv')).code).toBe(0);
    const run = await interrupted(office, ['export', 'schools', '--out', 'schools.csv'], open(office));
    expect(run.code).toBe(130);
    notThere(office, 'rows.csv');
  });

  it('of a backup leaves no half of one', async () => {
    const office = await anOffice(20_000);
    expect((await office.etw('school', 'add', '--csv', 'rows.csv')).code).toBe(0);
    const drafted = () => office.files().some((name) => name.endsWith('.part'));
    expect((await interrupted(office, ['backup', 'copy.db'], drafted)).code).toBe(130);
    notThere(office, 'rows.csv');
  });

  it('of the demo ends it', async () => {
    expect(await interruptedSoon(desk(), ['demo'])).toBe(130);
  });
});

it.skipIf(process.platform === 'win32')('whatever the mask, only its owner reads what a run writes', async () => {
  const mask = process.umask(0);
  onTestFinished(() => void process.umask(mask));
  const office = desk();
  chmodSync(office.folder, 0o700);
  const db = ['--db', 'a/b/register.db'];
  office.write('rows.csv', csv([...schools(20), { school_code: 'x', name: 'y', funding: '?' }]));
  chmodSync(join(office.folder, 'rows.csv'), 0o600);
  const modes: Record<string, string> = {};
  const look = (folder = office.folder) => {
    for (const name of readdirSync(folder)) {
      const { mode } = statSync(join(folder, name));
      modes[name] = (mode & 0o777).toString(8);
      if (statSync(join(folder, name)).isDirectory()) look(join(folder, name));
    }
  };
  const etw = async (...args: string[]) => {
    expect([0, 3]).toContain((await office.etw(...args, ...db)).code);
    look();
  };
  await etw('school', 'add', '--csv', 'rows.csv', '--skip-invalid', '--results', 'results.csv');
  const register = await openFile(join(office.folder, 'a/b/register.db'));
  await register.write(deed(), async (writer) => writer.put('cfies', { cfie: 'CFIE-AVILA', name: null }));
  look();
  await register.close();
  await etw('backup', 'copy.db');
  await etw('school', 'call', '2026', '--opens', '2026-06-20', '--closes', '2026-07-10');
  await etw('school', 'invite', '--call', '2026', '--invitations', 'invitations.csv');
  await etw('export', 'schools', '--out', 'schools.csv');
  expect(Object.keys(modes).sort()).toEqual(
    // biome-ignore format: one line a folder
    ['a', 'b', 'copy.db', 'invitations.csv', 'register.db', 'register.db-shm', 'register.db-wal', 'results.csv', 'rows.csv', 'rows.rejects.csv', 'schools.csv'],
  );
  expect(Object.entries(modes).filter(([name, mode]) => mode !== (['a', 'b'].includes(name) ? '700' : '600'))).toEqual([]);
  expect(contentOf(join(office.folder, 'rows.rejects.csv'))).toContain('x,y,?');
});
