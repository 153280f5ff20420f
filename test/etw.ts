/** Runs `etw` in the process of the tests: real argv, real files, a real register in a temporary folder, a clock that stands still. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import Papa from 'papaparse';
import { afterAll } from 'vitest';
import type { Summary } from '../src/batch/job.ts';
import { main, type World } from '../src/main.ts';

const root = mkdtempSync(join(tmpdir(), 'etw-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The instant of every run unless another is said: in Madrid, 1 July 2026. */
const today = '2026-07-01';

export interface Setting {
  readonly env?: Readonly<Record<string, string>>;
  /** What comes in through standard input. */
  readonly stdin?: string | Uint8Array;
  /** Somebody sits at a terminal and types these answers, one a question, Enter after each; of several, one after the other at one question. */
  readonly answers?: readonly (string | readonly string[])[];
  /** stdout is a terminal of this size; without rows none that is ever full. */
  readonly screen?: { readonly columns: number; readonly rows?: number };
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

/** How a run ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Both, in the order in which they came. */
  readonly both: string;
  /** stdout read as the summary of a batch. */
  readonly json: Summary;
  /** stdout read as a list, or as an object of unknown keys. */
  readonly list: Record<string, unknown>[];
  readonly object: Record<string, unknown>;
}

/** One row of a `--results` file, by its header. */
export type Result = Record<string, string>;

/** How a batch ended, with its `--results`. */
export interface Fed extends Ran {
  readonly results: Result[];
}

/** Cells of a file by header; what is left out is empty. */
export type Cells = Readonly<Record<string, string | number | undefined>>;

/** A folder with a register of its own. */
export interface Desk {
  readonly folder: string;
  etw(...args: string[]): Promise<Ran>;
  /** The same, in another setting. */
  etwIn(setting: Setting, ...args: string[]): Promise<Ran>;
  /** Feeds rows to a command as a file of our own columns, with `--json` and `--results`. */
  feed(command: string, rows: readonly Cells[], ...args: string[]): Promise<Fed>;
  /** The same, where it must end with exit code 0. */
  take(command: string, rows: readonly Cells[], ...args: string[]): Promise<Fed>;
  write(name: string, content: string | Uint8Array): void;
  read(name: string): string;
  /** What lies in the folder, the register's own files left out. */
  files(): string[];
  /** A desk with a copy of this one's register, and an empty folder else. */
  copy(): Desk;
}

/** What is written to a stream, kept; a terminal where said. */
class Screen extends Writable {
  text = '';
  /** As the streams of a process: pipes do not end it. */
  readonly _isStdio = true;
  constructor(
    readonly isTTY: boolean,
    readonly heard: (text: string) => void = () => {},
    readonly columns = 100,
    readonly rows?: number,
  ) {
    super({ decodeStrings: false });
  }
  override _write(chunk: string | Uint8Array, _: unknown, done: () => void): void {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    this.text += text;
    this.heard(text);
    done();
  }
}

/** What a prompt writes when it has its answer: the cursor is shown again. */
const answered = '\u001b[?25h';

/** A keyboard at which somebody types the next answer whenever a question stands on the screen. */
function keyboard(answers: readonly (string | readonly string[])[]): { stdin: PassThrough; heard: (text: string) => void } {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const left = [...answers];
  let waits = true;
  let patience: NodeJS.Timeout | undefined;
  const heard = (text: string) => {
    if (text.includes(answered)) {
      clearTimeout(patience);
      waits = true;
    } else if (waits && text.includes('?')) {
      waits = false;
      // A question nobody answers, or not well, ends as Ctrl-C does, so that no test waits for ever.
      patience = setTimeout(() => stdin.write(interrupt), 5_000);
      const typed = [left.shift() ?? interrupt].flat();
      for (const [place, text] of typed.entries()) setTimeout(() => stdin.write(text === interrupt ? text : `${text}\r`), 5 + 40 * place);
    }
  };
  return { stdin, heard };
}

/** Ctrl-C. */
const interrupt = '\u0003';

/** Throws where a run ends as a bug or shows a stack trace: no test expects either. */
async function run(folder: string, args: readonly string[], setting: Setting): Promise<Ran> {
  const { answers, stdin: given = '' } = setting;
  const typing = answers && keyboard(answers);
  const stdin = typing?.stdin ?? Object.assign(new PassThrough(), { isTTY: false });
  if (!typing) stdin.end(given);
  let both = '';
  const shown = (text: string) => {
    both += text;
  };
  const out = new Screen((answers ?? setting.screen) !== undefined, shown, setting.screen?.columns, setting.screen?.rows);
  const err = new Screen(answers !== undefined, (text) => {
    shown(text);
    typing?.heard(text);
  });
  const world: World = {
    argv: args,
    env: { ETW_DB: 'register.db', ETW_LANG: 'en', NO_COLOR: '1', ...setting.env },
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: out as unknown as NodeJS.WriteStream,
    stderr: err as unknown as NodeJS.WriteStream,
    cwd: folder,
    now: () => setting.now ?? new Date(`${today}T10:00:00Z`),
    login: 'officer',
    ...(setting.signal ? { signal: setting.signal } : {}),
  };
  const code = await main(world);
  const said = out.text + err.text;
  if (code === 70 || /^\s+at .+:\d+:\d+\)?$/m.test(said)) throw new Error(`etw ${args.join(' ')} met a fault of its own: ${said}`);
  const parsed = <T>(): T => JSON.parse(out.text) as T;
  return {
    code,
    out: out.text,
    err: err.text,
    both,
    get json() {
      return parsed<Summary>();
    },
    get list() {
      return parsed<Record<string, unknown>[]>();
    },
    get object() {
      return parsed<Record<string, unknown>>();
    },
  };
}

/** Rows as a CSV file; the header names every column some row has. */
export function csv(rows: readonly Cells[], delimiter = ','): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return `${Papa.unparse({ fields, data: rows.map((row) => fields.map((field) => row[field] ?? '')) }, { delimiter, newline: '\n' })}\n`;
}

/** The rows of a CSV file by its header. */
export const rowsOf = (text: string): Result[] => Papa.parse<Result>(text.trim(), { header: true }).data;

/** A desk in a new folder. */
export function desk(register?: string): Desk {
  const folder = mkdtempSync(join(root, 'desk-'));
  mkdirSync(folder, { recursive: true });
  if (register !== undefined) copyFileSync(register, join(folder, 'register.db'));
  const etwIn: Desk['etwIn'] = (setting, ...args) => run(folder, args, setting);
  const write: Desk['write'] = (name, content) => writeFileSync(join(folder, name), content);
  const read: Desk['read'] = (name) => readFileSync(join(folder, name), 'utf8');
  const files = () =>
    readdirSync(folder)
      .filter((name) => !name.startsWith('register.db'))
      .sort();
  const feed: Desk['feed'] = async (command, rows, ...args) => {
    write('rows.csv', csv(rows));
    rmSync(join(folder, 'results.csv'), { force: true });
    const ran = await etwIn({}, ...command.split(' '), '--csv', 'rows.csv', '--results', 'results.csv', '--json', ...args);
    const results = files().includes('results.csv') ? rowsOf(read('results.csv')) : [];
    return Object.assign(ran, { results });
  };
  return {
    folder,
    etw: (...args) => etwIn({}, ...args),
    etwIn,
    feed,
    async take(...given) {
      const fed = await feed(...given);
      if (fed.code !== 0) throw new Error(`etw ${given[0]} ended with ${fed.code}: ${fed.err}${fed.out}`);
      return fed;
    },
    write,
    read,
    files,
    copy: () => desk(join(folder, 'register.db')),
  };
}
