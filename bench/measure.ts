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

export interface Comparison {
  readonly ours: Command;
  readonly theirs: Command;
  /** Medians of the turns taken. */
  readonly measures: readonly [ours: Measure, theirs: Measure];
  /** Ours by theirs: below 1 is faster, or smaller. */
  readonly time: number;
  readonly memory: number | null;
}

const gnuTime = '/usr/bin/time';
const hasGnuTime = existsSync(gnuTime) && spawnSync(gnuTime, ['-v', 'true'], { encoding: 'utf8' }).stderr.includes('Maximum resident');

/** Lets two commands take turns, after one turn each that does not count (caches, compiled code). */
export function compare(ours: Command, theirs: Command, turns = 9): Comparison {
  measure(ours);
  measure(theirs);
  const taken = Array.from({ length: turns }, () => [measure(ours), measure(theirs)] as const);
  const [left, right] = [medianOf(taken.map(([one]) => one)), medianOf(taken.map(([, other]) => other))];
  const memory = left.megabytes === null || right.megabytes === null ? null : left.megabytes / right.megabytes;
  return { ours, theirs, measures: [left, right], time: left.seconds / right.seconds, memory };
}

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

function medianOf(measures: readonly Measure[]): Measure {
  const megabytes = measures.flatMap((one) => one.megabytes ?? []);
  return { seconds: median(measures.map((one) => one.seconds)), megabytes: megabytes.length > 0 ? median(megabytes) : null };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** The comparisons as a Markdown table, ratios first: they are what holds elsewhere. */
export function formatTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ ours, theirs, measures: [left, right], time, memory }) => [
    ours.name,
    theirs.name,
    `${time.toFixed(2)} ×`,
    memory === null ? '' : `${memory.toFixed(2)} ×`,
    `${left.seconds.toFixed(2)} s, ${right.seconds.toFixed(2)} s`,
    left.megabytes === null || right.megabytes === null ? '' : `${left.megabytes.toFixed(0)} MB, ${right.megabytes.toFixed(0)} MB`,
  ]);
  const header = ['this', 'compared with', 'time', 'memory', 'medians of time', 'medians of peak memory'];
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
