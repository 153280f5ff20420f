/** What could stand next on a command line: commands, options, choices, names of files, ids of the register. */
import type { Option } from 'commander';
import type { Column } from './batch/column.ts';
import { printable } from './batch/fault.ts';
import { layouts } from './batch/layouts.ts';
import type { Catalog } from './languages/catalog.ts';
import { choicesOf, globalOptions, type Page } from './page.ts';
import type { Known } from './register/matches.ts';
import { provinceNames } from './rules/places.ts';

/** A word that could stand there, and what it stands for. */
interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** The shell is to complete names of files. */
const files = 'files';
type Answer = readonly Candidate[] | typeof files;

export interface Asked {
  readonly t: Catalog;
  /** Every command as typed, and what it does. */
  readonly commands: Readonly<Record<string, string>>;
  pageOf(path: string): Promise<Page>;
  /** Ids of the register by the column that takes them. Empty where there is no register to look at. */
  ids(column: string, beginning: string): Promise<readonly Known[]>;
  /** Names of the parameters of the edition. */
  readonly parameters: readonly string[];
}

/** The lines a shell's script reads. `typed` are the words of the command line after `etw`, the last being the one to complete. */
export async function complete(shell: string, typed: readonly string[], asked: Asked): Promise<string> {
  const words = wordsOf(shell, typed);
  const word = words.at(-1) ?? '';
  const answer = await candidates(words.slice(0, -1), word, asked);
  if (answer === files) return ':files\n';
  // Readline replaces what follows the last sign at which it breaks words, and nothing before it.
  const kept = shell === 'bash' ? Math.max(word.lastIndexOf('='), word.lastIndexOf(':')) + 1 : 0;
  const fitting = answer.filter(({ value }) => value.startsWith(word));
  return fitting.map(({ value, about }) => `${value.slice(kept)}\t${printable(about, 60)}\n`).join('');
}

/** Words as the program would be given them: quotes taken away, and those put together that readline split at `=` and `:`. */
function wordsOf(shell: string, typed: readonly string[]): readonly string[] {
  const words: string[] = [];
  let joins = false;
  for (const [at, part] of typed.entries()) {
    const word = shell === 'powershell' && at === typed.length - 1 ? part.replace(/^\+/, '') : part;
    const sign = shell === 'bash' && /^[=:]+$/.test(word);
    if ((sign || joins) && words.length > 0) words[words.length - 1] += word;
    else words.push(word);
    joins = sign;
  }
  return words.map((word) => word.replace(/^(['"])(.*?)\1?$/s, '$2').replace(/\\(.)/gs, '$1'));
}

async function candidates(before: readonly string[], word: string, asked: Asked): Promise<Answer> {
  const { t } = asked;
  const [path, given] = await split(before, asked);
  const page = path === null ? null : await asked.pageOf(path);
  const options = [...(page?.options ?? []), ...globalOptions(t)];
  const [, name, beginning] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
  if (name !== undefined) return valued(name, await values(name, beginning ?? '', page, asked));
  const previous = options.find((option) => option.long === before.at(-1));
  if (previous && takesValue(previous)) return values(previous.long ?? '', word, page, asked);
  if (word.startsWith('-')) return optionsLeft(options, before);
  if (page === null) return nextWords(given, asked);
  const argument = page.arguments[given.length];
  return argument ? values(argument.name(), word, page, asked) : optionsLeft(page.options, before);
}

const valued = (option: string, answer: Answer): Answer =>
  answer === files ? files : answer.map(({ value, about }) => ({ value: `${option}=${value}`, about }));

const takesValue = (option: Option): boolean => option.required || option.optional;

/** The command the words name, and the words that are neither its name, options nor their values. With null they are all there is. */
async function split(before: readonly string[], asked: Asked): Promise<readonly [string | null, readonly string[]]> {
  let path: string | null = null;
  let options = globalOptions(asked.t);
  let given: string[] = [];
  for (const [at, word] of before.entries()) {
    const previous = options.find((option) => option.long === before[at - 1]);
    if (word.startsWith('-') || (previous && takesValue(previous))) continue;
    given.push(word);
    const named = given.join(' ');
    if (path !== null || !Object.hasOwn(asked.commands, named)) continue;
    path = named;
    given = [];
    options = [...options, ...(await asked.pageOf(named)).options];
  }
  return [path, given];
}

/** The words that continue a command's name. */
function nextWords(given: readonly string[], { commands, t }: Asked): Answer {
  const next = new Map<string, string>();
  for (const [path, does] of Object.entries(commands)) {
    const words = path.split(' ');
    const following = words[given.length];
    if (following === undefined || !given.every((word, at) => word === words[at])) continue;
    const group = t.groups[following as keyof typeof t.groups];
    next.set(following, words.length > given.length + 1 && group ? group : does);
  }
  return [...next].map(([value, about]) => ({ value, about }));
}

const optionsLeft = (options: readonly Option[], before: readonly string[]): Answer =>
  options
    .filter((option) => option.parseArg !== undefined || !before.some((word) => word === option.long || word.startsWith(`${option.long}=`)))
    .map((option) => ({ value: option.long ?? '', about: option.description }));

const ofFiles: ReadonlySet<string> = new Set(['--csv', '--rejects', '--results', '--letters', '--db', 'file']);

/** What an option or argument takes. */
async function values(name: string, beginning: string, page: Page | null, asked: Asked): Promise<Answer> {
  const { t } = asked;
  if (ofFiles.has(name)) return files;
  if (name === '--lang') return plain(['es', 'en']);
  if (name === '--layout') return plain(layouts.map((layout) => layout.name));
  const column = page?.values.find((one) => `--${one.option}` === name);
  if (column?.place === 'file') return files;
  if (column && choicesOf(column, t).length > 0) return plain(choicesOf(column, t));
  const entries = (page?.columns ?? []).filter((one) => `--${one.entry?.option}` === name);
  if (entries.length > 0) return entries.map((one) => criterion(one, t));
  const argument = page?.arguments.find((one) => one.name() === name);
  if (argument?.argChoices) return plain(argument.argChoices);
  if (name.startsWith('parameter')) return plain(asked.parameters);
  if (column?.name === 'province') return plain(provinceNames);
  const known = await asked.ids(column?.name ?? name, beginning);
  return known.map(({ id, about }) => ({ value: id, about: about ?? '' }));
}

const plain = (words: readonly string[]): Answer => words.map((value) => ({ value, about: '' }));

const criterion = ({ entry }: Column, t: Catalog): Candidate => {
  const [name = '', spanish = name] = entry?.names ?? [];
  return { value: `${t.language === 'es' ? spanish : name}=`, about: t.help.pointsOf(name) };
};
