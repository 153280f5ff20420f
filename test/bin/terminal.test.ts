/** The built program at a real terminal, which python3 plays: keys as they are typed, the screen as it is drawn. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, succeed } from './run.ts';

const cwd = mkdtempSync(join(tmpdir(), 'etw-terminal-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const etw = resolve('bin/etw.js');
const env = { ETW_DB: join(cwd, 'register.db'), ETW_LANG: 'en', TERM: 'xterm', CI: '', NO_COLOR: '1' };

/** Runs a command at a terminal of 80 columns; each key is pressed once the screen shows what stands before it. */
const player = `
import json, os, pty, select, struct, fcntl, termios, sys, time
command, keys = json.loads(sys.argv[1])
pid, screen = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
seen, at, ends = b'', 0, time.time() + 15
while time.time() < ends:
    ready, _, _ = select.select([screen], [], [], 0.1)
    if ready:
        try: more = os.read(screen, 65536)
        except OSError: break
        if not more: break
        seen += more
    if keys and keys[0][0].encode() in seen[at:]:
        at = len(seen)
        os.write(screen, keys.pop(0)[1].encode())
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) if time.time() < ends else 99)
`;
const typing = (keys: readonly (readonly [shown: string, pressed: string])[], ...args: string[]) =>
  run('python3', ['-c', player, JSON.stringify([[process.execPath, etw, ...args], keys])], { cwd, env });

const hasTerminals = spawnSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode']).status === 0;

describe.skipIf(!hasTerminals)('at a terminal (needs python3 3.9)', () => {
  beforeAll(async () => {
    const school = ['--school', '09990011', '--name', 'CEIP Inventado', '--funding', 'public'];
    const teacher = ['--teacher', 'ANA', '--given-name', 'Ana', '--family-name', 'Inventada', '--email', 'ana@example.org'];
    await succeed(process.execPath, [etw, 'school', 'add', ...school], { cwd, env });
    await succeed(process.execPath, [etw, 'register', ...teacher, '--school', '09990011', '--in-service', 'yes'], { cwd, env });
  });

  const answers: readonly (readonly [string, string])[] = [
    ['Id of the teacher', 'inventada\r'],
    ['attached', '\r'],
    ['data right', 'y\r'],
    ['consent', 'n\r'],
    ['Day of the reply', '\r'],
    ['Who replied', '\r'],
  ];

  test('a declined question is exit code 7, and nothing is decided', async () => {
    const { code, stdout } = await typing([...answers, ['Save?', '\r']], 'approve', 'teacher');
    expect([code, stdout.includes('PART-2(c)')]).toEqual([7, true]);
    expect(await succeed(process.execPath, [etw, 'export', 'decisions', '--format', 'jsonl'], { cwd, env })).toBe('');
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('%s at a question is exit code 130', async (_, key) => {
    expect((await typing([...answers.slice(0, 2), ['data right', key]], 'approve', 'teacher')).code).toBe(130);
  });

  test('a confirmed decision is stored, and the same command line said', async () => {
    const { code, stdout } = await typing([...answers, ['Save?', 'y\r']], 'approve', 'teacher');
    expect([code, stdout.replaceAll(/\s+/g, ' ')]).toEqual([
      4,
      expect.stringContaining('etw approve teacher --teacher ANA --attached yes'),
    ]);
    expect(await succeed(process.execPath, [etw, 'export', 'decisions', '--format', 'jsonl'], { cwd, env })).toContain('refused');
  });
});
