/** Questions for what a command line leaves out: one a column, checked at once by the parser that reads a file. */
import { type Column, optionOf } from './batch/column.ts';
import { printable } from './batch/fault.ts';
import { fold } from './batch/nearest.ts';
import { readTyped } from './batch/row.ts';
import type { Context } from './context.ts';
import { NotFound } from './faults.ts';
import { nearIds } from './hints.ts';
import type { Catalog } from './languages/catalog.ts';
import { phraseOf } from './page.ts';
import { findMatches, isKnown, isLookup, type LookupColumn, type Match } from './register/matches.ts';
import type { Choice, Offers, Question } from './terminal/terminal.ts';
import { commandLines, quoted } from './terminal/wrap.ts';

/** Texts by column, as typed. */
export type Texts = Readonly<Record<string, string>>;

/** What was answered, and which questions were asked for it. */
export interface Answered {
  readonly texts: Texts;
  readonly asked: readonly Column[];
}

/** More than so many columns that may be empty are not asked one by one: people say which they want to fill. */
const mostAsked = 4;

/**
 * Asks for the columns that are missing. `wanted` says which are worth asking for, in order, by what is known so far;
 * those that may be empty are asked where nothing was given (`whole`). Throws NotFound for an id that was given and is nobody's.
 */
export async function askMissing(
  context: Context,
  given: Texts,
  wanted: (texts: Texts) => Promise<readonly Column[]>,
  whole: boolean,
): Promise<Answered> {
  let texts = given;
  const asked: Column[] = [];
  const isOpen = (column: Column) => texts[column.name] === undefined;
  const ask = async (column: Column) => {
    if (asked.length === 0) await checkIds(context, await wanted(texts), texts);
    texts = { ...texts, [column.name]: await askColumn(context, column, texts) };
    asked.push(column);
  };
  for (let offered = !whole; ; offered = true) {
    for (;;) {
      const next = (await wanted(texts)).find((column) => column.required && isOpen(column));
      if (!next) break;
      await ask(next);
    }
    if (offered) break;
    const more = (await wanted(texts)).filter((column) => !column.required && isOpen(column));
    for (const column of await chosen(context, more)) await ask(column);
  }
  return { texts: Object.fromEntries(Object.entries(texts).filter(([name, text]) => text !== '' || given[name] !== undefined)), asked };
}

/** Of columns that may be empty, those to ask for. */
async function chosen({ t, terminal }: Context, columns: readonly Column[]): Promise<readonly Column[]> {
  if (columns.length <= mostAsked) return columns;
  const picked = await terminal.pick(
    t.ask.more,
    columns.map((column) => ({ value: column.name, name: textOf(column, t) })),
  );
  return columns.filter(({ name }) => picked.includes(name));
}

/** Before the first question: nobody answers ten of them about a teacher who is not there. */
async function checkIds(context: Context, columns: readonly Column[], texts: Texts): Promise<void> {
  for (const column of columns) {
    const text = texts[column.name];
    const fault = text === undefined ? null : await unknownId(context, column, text);
    if (fault !== null) throw new NotFound(`${optionOf(column)}: ${fault}`);
  }
}

/** Asks one question. The texts known so far say which matches come first. */
export async function askColumn(context: Context, column: Column, texts: Texts): Promise<string> {
  const { t, terminal } = context;
  const fault = async (answer: string): Promise<string | null> => {
    const read = readTyped(column, answer);
    if (read !== null && 'expected' in read) return `${answer === '' ? '' : `${t.batch.seen(printable(answer))} `}${read.expected(t)}`;
    return answer === '' || answer === '-' ? null : unknownId(context, column, answer);
  };
  return terminal.ask({ message: messageOf(context, column), fault, ...offersOf(context, column, texts) });
}

/** Why an answer names nothing of the register. Null where it does, or need not. */
async function unknownId(context: Context, column: Column, text: string): Promise<string | null> {
  const { t } = context;
  if (column.fresh || !isLookup(column.name)) return null;
  const { name } = column;
  const register = await context.register();
  if (await register.read((reader) => isKnown(reader, name, text))) return null;
  const near = await nearIds(context, name, text);
  return `${t.batch.seen(printable(text))} ${unknownTo(t)[name]}${near}`;
}

const unknownTo = ({ rows }: Catalog): Readonly<Record<LookupColumn, string>> => ({
  school_code: rows.unknownSchool,
  teacher_id: rows.unknownTeacher,
  project_id: rows.unknownProject,
  decision: rows.unknownDecision,
  cfie: rows.unknownCfie,
  call: rows.unknownCall,
});

/** A column as a question. */
function messageOf({ t, on }: Context, column: Column): string {
  const text = textOf(column, t);
  if (column.choices?.join() === 'yes,no') return t.ask.question(text);
  // What is left out may be said already: “day of the application (default: …)”.
  if (column.required || text.endsWith(')')) return `${text}:`;
  return `${text} ${column.byDefault === 'on' ? t.ask.today(on) : t.ask.optional}:`;
}

/** A column in the user's words. */
export function textOf(column: Column, t: Catalog): string {
  const { name, option, scale } = column;
  const text = option === '' ? t.help.arguments[name as keyof typeof t.help.arguments] : phraseOf(column, t);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${scale ? ` (${scale.least}–${scale.most})` : ''}`;
}

/** What is offered while somebody types: the words of a choice, or what fits in the register. */
function offersOf(context: Context, column: Column, texts: Texts): Pick<Question, 'offers' | 'ready'> {
  if (column.choices) return { offers: async (text) => choicesFor(column, text, context.t), ready: true };
  const { name } = column;
  return isLookup(name) ? { offers: (text) => matchesFor(context, { ...column, name }, text, texts) } : {};
}

/** The words of a choice in the user's language, with the word that is stored; those that a text means or begins. */
function choicesFor(column: Column, text: string, t: Catalog): Offers {
  const words: Readonly<Record<string, string>> = t.ask.words;
  const all: readonly Choice[] = [
    ...(column.required ? [] : [{ value: '', name: t.ask.none }]),
    ...(column.choices ?? []).map((value) => {
      const word = words[value] ?? value;
      return { value, name: word === value ? value : `${word} (${value})` };
    }),
  ];
  if (text === '') return { found: all, more: null };
  const meant = (written: string) => {
    const read = column.parse(written);
    return 'value' in read ? read.value : undefined;
  };
  const same = all.filter(({ value }) => meant(text) !== undefined && value !== '' && meant(value) === meant(text));
  return same.length > 0 ? { found: same, more: null } : fitting(all, text);
}

/** Of some choices those in whose name a text stands. */
export const fitting = (all: readonly Choice[], text: string): Offers => ({
  found: all.filter(({ name }) => fold(name).includes(fold(text))),
  more: null,
});

/** What fits in the register. Where the id may be new, what is typed stands first, so that Enter keeps it. */
async function matchesFor(context: Context, column: Column & { readonly name: LookupColumn }, text: string, texts: Texts): Promise<Offers> {
  const { t } = context;
  const register = await context.register();
  const { found, more } = await register.read((reader) => findMatches(reader, column.name, text, texts));
  const isNew = column.fresh && text !== '' && !found.some(({ id }) => id === text);
  return {
    found: [
      ...(isNew ? [{ value: text, name: `${printable(text)}  ${t.ask.fresh}` }] : []),
      ...found.map((match) => ({ value: match.id, name: matchText(match, t) })),
    ],
    more: more === 0 ? null : t.ask.furtherMatches(more),
  };
}

const matchText = ({ id, about, kind }: Match, t: Catalog): string =>
  printable([id, [...(kind === null ? [] : [t.kinds[kind]]), ...about].join(' · ')].join('  '));

/** Says the command line that does the same without a question, for a shell. */
export function sayCommandLine({ t, terminal, world }: Context, { asked, texts }: Answered): void {
  const parts = asked.map((column) => wordsFor(column, texts[column.name])).filter((words) => words.length > 0);
  const lines = [['etw', ...world.argv.map(withoutPassword)], ...parts].map((words) => words.map(quoted).join(' '));
  terminal.say([t.ask.same, ...commandLines(lines, terminal.width ?? Number.POSITIVE_INFINITY)].join('\n'));
}

/** The address of a server goes without its password, which PGPASSWORD gives as well: what is said on a screen is copied. */
export const withoutPassword = (word: string): string => word.replace(/^((?:--db=)?postgres(?:ql)?:\/\/[^/@]*?):[^/]*@/, '$1@');

function wordsFor({ option, entry }: Column, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  if (entry) return [`--${entry.option}`, `${entry.names[0]}=${text}`];
  return option === '' ? [text] : [`--${option}`, text];
}
