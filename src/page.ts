/** What is told of one command: help, the reference, the man page and completion all derive from it. */
import { Argument, Option } from 'commander';
import type { Column } from './batch/column.ts';
import type { BatchCommand } from './batch/command.ts';
import { layouts } from './batch/layouts.ts';
import { placeOf } from './batch/parsers.ts';
import type { PlainArgument, PlainCommand } from './command.ts';
import type { Reading } from './editions/edition.ts';
import type { RuleId } from './editions/rules.ts';
import type { Catalog } from './languages/catalog.ts';

export interface Page {
  /** As typed, `credits certify`. */
  readonly path: string;
  /** What it does, a phrase without capital or stop. */
  readonly does: string;
  /** The rules it decides by, in the order of findings; empty where it decides nothing. */
  readonly rules: readonly RuleId[];
  readonly takesRows: boolean;
  /** In their order; `required` where the command cannot do without. */
  readonly arguments: readonly Argument[];
  readonly options: readonly Option[];
  /** The columns that its options give values of. */
  readonly values: readonly Column[];
  /** The columns of its file; empty where it takes none. */
  readonly columns: readonly Column[];
  /** The columns of what it shows, by what they are of. */
  readonly shows: Readonly<Record<string, readonly string[]>>;
  readonly examples: readonly string[];
  /** Said below the columns. */
  readonly note: string | null;
}

/** Told of a command in words: its catalog entry. */
interface Words {
  readonly does: string;
  readonly examples: readonly string[];
}

/** Of a command that takes rows. `reading` is the edition that its columns follow, where it follows one. */
export function pageOfBatch(of: BatchCommand, t: Catalog, { does, examples }: Words, reading: Reading | null): Page {
  return {
    path: of.name,
    does,
    rules: of.decides ?? [],
    takesRows: true,
    arguments: of.argument ? [new Argument(`[${of.argument}]`, t.columns[of.argument as keyof typeof t.columns])] : [],
    options: [...valuesOfRow(of, t), ...(of.fromRegister ? [] : optionsOfFile(t)), ...optionsOfRun(of, t)],
    values: columnsOfOptions(of),
    columns: of.fromRegister ? [] : reading && of.follow ? of.follow(reading) : of.columns,
    shows: {},
    examples,
    note: of.follow && !of.fromRegister ? t.help.follows : null,
  };
}

/** Of any other command. */
export function pageOfPlain(of: PlainCommand, t: Catalog, { does, examples }: Words): Page {
  const options = (of.options ?? []).map((option) =>
    'parse' in option ? valueOption(option, t, option.required) : flagOption(option.flag, t),
  );
  return {
    path: of.name,
    does,
    rules: [],
    takesRows: false,
    arguments: of.argument ? argumentsOf(of.argument, t) : [],
    options,
    values: (of.options ?? []).filter((option): option is Column => 'parse' in option),
    columns: [],
    shows: of.shows ?? {},
    examples,
    note: of.note ? t.help[of.note] : null,
  };
}

/** The options every command has. */
export const globalOptions = (t: Catalog): readonly Option[] => [
  option('--db', 'register', t.help.db, t),
  option('--on', 'date', t.help.on, t),
  option('--as', 'name', t.help.as, t),
  new Option('--lang <es|en>', t.help.lang),
  new Option('--json', t.help.json),
  new Option('--dry-run', t.help.dryRun),
  new Option('--yes', t.help.yes),
  new Option('--no-input', t.help.noInput),
  new Option('--quiet', t.help.quiet),
  new Option('--no-color', t.help.noColor),
  new Option('--debug', t.help.debug),
];

/** The options of a row, or of a run without a file: the command's columns and those of its own. */
export function columnsOfOptions(of: BatchCommand): readonly Column[] {
  const own = of.options ?? [];
  return [...of.columns, ...own.filter((column) => !of.columns.some((one) => one.name === column.name))];
}

/** What a column holds, in words, and what it is when left out. */
export const aboutColumn = (column: Column, t: Catalog): string =>
  `${phraseOf(column, t)}${column.byDefault === 'on' ? ` (${t.help.byDefaultOn})` : ''}`;

/** What a column holds, in words; of one that an edition names, by its criterion. */
export function phraseOf({ name, about = name, entry }: Column, t: Catalog): string {
  const [criterion = name] = entry?.names ?? [];
  if (entry) return entry.option === 'score' ? t.help.pointsOf(criterion) : t.help.commentOn(criterion);
  return t.columns[about as keyof typeof t.columns] ?? name;
}

/** The words of a choice as the reader writes them; all are read in both languages. */
export const choicesOf = (column: Column, t: Catalog): readonly string[] =>
  (t.language === 'es' ? column.spanishChoices : column.choices) ?? column.choices ?? [];

type Place = keyof Catalog['help']['places'];

const option = (flag: string, place: Place, text: string, t: Catalog): Option => new Option(`${flag} <${t.help.places[place]}>`, text);

function valueOption(column: Column, t: Catalog, required: boolean): Option {
  const choices = choicesOf(column, t);
  const short = choices.join('|').length <= 32;
  const place = choices.length > 0 && short ? choices.join('|') : t.help.places[placeOf(column)];
  const text = aboutColumn(column, t);
  const words = choices.length > 0 && !short ? `: ${choices.join(', ')}` : '';
  return new Option(`--${column.option} <${place}>`, `${text}${words}${required ? ` (${t.help.required})` : ''}`);
}

function valuesOfRow(of: BatchCommand, t: Catalog): readonly Option[] {
  const own = of.options ?? [];
  const values = columnsOfOptions(of).map((column) => valueOption(column, t, column.required && (!of.generate || own.includes(column))));
  const entries = (of.entries ?? []).map((entry) =>
    repeatable(`--${entry} <${t.help.places.entry}>`, t.columns[entry as keyof typeof t.columns] ?? entry),
  );
  return [...values, ...entries].map((one) => one.helpGroup(t.help.groups.values));
}

/** The options of every command that takes a file. */
export const optionsOfFile = (t: Catalog): readonly Option[] =>
  [
    new Option(`--csv <${t.help.places.file}|->`, t.help.csv),
    new Option('--skip-invalid', t.help.skipInvalid),
    option('--rejects', 'file', t.help.rejects, t),
    repeatable(`--map <${t.help.places.mapping}>`, t.help.map),
    option('--layout', 'name', `${t.help.layout}: ${layouts.map((layout) => layout.name).join(', ')}`, t),
    option('--delimiter', 'sign', t.help.delimiter, t),
    option('--encoding', 'name', t.help.encoding, t),
  ].map((one) => one.helpGroup(t.help.groups.file));

const optionsOfRun = (of: BatchCommand, t: Catalog): readonly Option[] => [
  ...(of.flags ?? []).map((flag) => flagOption(flag, t)),
  option('--results', 'file', t.help.results, t),
  ...(of.letters ? [option('--letters', 'file', t.help.letters, t)] : []),
];

const flagOption = (flag: string, t: Catalog): Option => new Option(`--${flag}`, t.help.flags[flag as keyof typeof t.help.flags]);

const repeatable = (flags: string, text: string): Option =>
  new Option(flags, text).argParser((entry: string, all: string[] | undefined) => [...(all ?? []), entry]);

function argumentsOf({ name: whole, optional = false, choices, parts = [whole] }: PlainArgument, t: Catalog): readonly Argument[] {
  return parts.map((name) => {
    const argument = new Argument(
      optional ? `[${name}]` : `<${name}>`,
      t.help.arguments[name as keyof typeof t.help.arguments] ?? t.columns[name as keyof typeof t.columns] ?? '',
    );
    return choices ? argument.choices([...choices]) : argument;
  });
}
