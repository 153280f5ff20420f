/** What a command works with: opened when first asked for, closed once. */
import { join, resolve } from 'node:path';
import { type Day, dayInMadrid, parseDay } from './day.ts';
import { baseEdition } from './editions/base/index.ts';
import { Reading } from './editions/edition.ts';
import { NotFound, UsageFault } from './faults.ts';
import type { Catalog, Language } from './languages/catalog.ts';
import { readingsOf } from './register/office.ts';
import type { Deed, Reader, Register } from './register/register.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/** What the process hands in; nothing else of it is touched. */
export interface World {
  /** Without node and script. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly cwd: string;
  readonly now: () => Date;
  readonly login: string;
  readonly signal?: AbortSignal;
  /** Whether threads can be started: they need the built program. */
  readonly threads?: boolean;
}

/** The options every command has. */
export interface GlobalOptions {
  readonly db?: string;
  readonly on?: string;
  readonly as?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly input?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

export interface Context {
  readonly world: World;
  readonly t: Catalog;
  readonly terminal: Terminal;
  readonly on: Day;
  readonly actor: string;
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly quiet: boolean;
  /** The register, opened at the first call; `busy` where much will be written. Throws RegisterFault. */
  register(how?: { readonly busy?: boolean }): Promise<Register>;
  /** Lets `work` look at the register where one lies there that needs no migration; else null. Never makes or changes one. Throws RegisterFault. */
  look<T>(work: (reader: Reader) => Promise<T>): Promise<T | null>;
  /** The edition as this office reads it, on the day of a matter. */
  readings(): Promise<(day: Day) => Reading>;
  deed(command: string): Deed;
  /** Runs another command of the program, in another folder, and keeps what it prints. */
  again(argv: readonly string[], cwd: string): Promise<{ readonly code: number; readonly output: string }>;
  close(): Promise<void>;
}

/** The language asked for, else that of the environment. Spanish locales give `es`, all others `en`. */
export function languageOf(env: World['env'], asked: string | undefined): Language {
  const named = asked ?? env.ETW_LANG;
  if (named === 'es' || named === 'en') return named;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^es([_.@-]|$)/i.test(locale) ? 'es' : 'en';
}

/** Loads one language; the other stays on disk. */
export async function catalogOf(language: Language): Promise<Catalog> {
  return language === 'es' ? (await import('./languages/es/index.ts')).es : (await import('./languages/en/index.ts')).en;
}

/** Throws UsageFault for a day or language that does not read. */
export function openContext(world: World, t: Catalog, options: GlobalOptions, main: (world: World) => Promise<number>): Context {
  const asked = options.on === undefined ? undefined : parseDay(options.on.trim());
  if (asked === null) throw new UsageFault(t.usage.badDay('--on', options.on ?? ''));
  let on: Day | undefined = asked;
  if (options.lang !== undefined && options.lang !== 'es' && options.lang !== 'en') throw new UsageFault(t.usage.badLanguage(options.lang));
  const dryRun = options.dryRun ?? false;
  let register: Promise<Register> | undefined;
  let readings: Promise<(day: Day) => Reading> | undefined;
  const context: Context = {
    world,
    t,
    terminal: openTerminal(world, options, t),
    // Time zones take their time to load, and some look-ups need no day.
    get on() {
      on ??= dayInMadrid(world.now());
      return on;
    },
    actor: options.as ?? world.env.ETW_ACTOR ?? world.login,
    json: options.json ?? false,
    dryRun,
    yes: options.yes ?? false,
    quiet: options.quiet ?? false,
    register({ busy = false } = {}) {
      register ??= openAt(options.db ?? world.env.ETW_DB, world, { dryRun, threaded: busy && world.threads === true });
      return register;
    },
    async look(work) {
      const looked = await lookAt(options.db ?? world.env.ETW_DB, world);
      try {
        return (await looked?.read(work)) ?? null;
      } finally {
        await looked?.close();
      }
    },
    readings: () => (readings ??= context.register().then((opened) => opened.read(readingsOf))),
    deed: (command) => ({ actor: context.actor, command, on: context.on, at: world.now() }),
    async again(argv, cwd) {
      let output = '';
      const write = (text: string) => {
        output += text;
        return true;
      };
      const sink = { isTTY: false, write, once: () => {} } as unknown as NodeJS.WriteStream;
      const code = await main({ ...world, env: {}, argv, cwd, stdout: sink, stderr: sink });
      return { code, output };
    },
    async close() {
      await (await register?.catch(() => undefined))?.close();
    },
  };
  return context;
}

/** The edition without any office's values. */
export const editionAsItComes = (day: Day): Reading => new Reading(baseEdition, [], day);

async function openAt(
  place: string | undefined,
  world: World,
  how: { readonly dryRun: boolean; readonly threaded: boolean },
): Promise<Register> {
  const { openFile, openShared } = await import('./register/open.ts');
  return isShared(place) ? openShared(place, world.signal) : openFile(await fileOf(place, world), { ...how, signal: world.signal });
}

async function lookAt(place: string | undefined, world: World): Promise<Register | null> {
  const { lookAtFile, lookAtShared } = await import('./register/open.ts');
  return isShared(place) ? lookAtShared(place) : lookAtFile(await fileOf(place, world));
}

const isShared = (place: string | undefined): place is string => place !== undefined && /^postgres(ql)?:\/\//.test(place);

const fileOf = async (place: string | undefined, world: World): Promise<string> =>
  place === undefined ? await defaultPlace() : resolve(world.cwd, place);

async function defaultPlace(): Promise<string> {
  const { default: envPaths } = await import('env-paths');
  return join(envPaths('etw', { suffix: '' }).data, 'etw.db');
}

/** Throws NotFound where something named on the command line is not there. */
export function found<T>(thing: T | null | undefined, message: string, sought?: NotFound['sought']): T {
  if (thing === null || thing === undefined) throw new NotFound(message, sought);
  return thing;
}
