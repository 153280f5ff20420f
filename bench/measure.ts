/**
 * Measures commands as a user runs them: a process of its own, wall time and peak memory. A figure from one machine says
 * little on another, so what is reported is a ratio of two commands that took turns in the same run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Command {
  readonly name: string;
  /** The program and its arguments. */
  readonly run: readonly [program: string, ...args: string[]];
  /** Called before each turn, outside the time taken; for instance to empty a register. */
  readonly before?: () => void;
  /** Exit codes that count as done. Default 0 alone. */
  readonly exits?: readonly number[];
}

export interface Measure {
  readonly seconds: number;
  /** Peak resident memory. Null where there is no GNU time and the command is not Node. */
  readonly megabytes: number | null;
}

const gnuTime = '/usr/bin/time';
const hasGnuTime = existsSync(gnuTime) && spawnSync(gnuTime, ['-v', 'true'], { encoding: 'utf8' }).stderr.includes('Maximum resident');

/** Runs a command once. Throws where it ends otherwise than it should: a failed command is quick and proves nothing. */
export function measure({ name, run, before, exits = [0] }: Command): Measure {
  before?.();
  const folder = mkdtempSync(join(tmpdir(), 'etw-bench-'));
  const notes = join(folder, 'memory');
  try {
    const [program, ...args] = hasGnuTime ? [gnuTime, '-v', '-o', notes, ...run] : run;
    const env = hasGnuTime ? process.env : { ...process.env, NODE_OPTIONS: noteMemory(notes) };
    const from = process.hrtime.bigint();
    const { status, signal, error, stderr } = spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    const seconds = Number(process.hrtime.bigint() - from) / 1e9;
    if (status === null || !exits.includes(status)) throw new Error(`${name}: ended with ${status ?? signal ?? error}\n${stderr}`);
    return { seconds, megabytes: readMemory(notes) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without GNU time, a Node process notes its own peak as it ends. */
function noteMemory(file: string): string {
  const script = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
}

function readMemory(file: string): number | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const kilobytes = /Maximum resident set size \(kbytes\): (\d+)/.exec(text)?.[1] ?? text;
  return Number(kilobytes) / 1024;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
