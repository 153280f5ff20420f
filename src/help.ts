/** Pages as help: laid out for the width of the terminal. */
import { type Argument, Command } from 'commander';
import type { Column } from './batch/column.ts';
import type { Catalog } from './languages/catalog.ts';
import { aboutColumn, type Page } from './page.ts';
import { commandLines, wrapped } from './terminal/wrap.ts';

export interface Print {
  out(text: string): void;
  err(text: string): void;
  /** Columns of the terminal help is laid out for. */
  readonly width: number;
}

/** A command without anything in it yet, that speaks the user's language. `listed` are the commands its help names, where not its own. */
export function emptyCommand(name: string, t: Catalog, print: Print, listed?: readonly Command[]): Command {
  return new Command(name)
    .exitOverride()
    .configureOutput({ writeOut: print.out, writeErr: () => {}, getOutHelpWidth: () => print.width })
    .configureHelp({
      styleTitle: (title) => t.help.titles[title as keyof typeof t.help.titles] ?? title,
      commandUsage: (of) => usageOf(of, t),
      showGlobalOptions: false,
      minWidthToWrap: 20,
      visibleCommands: (of) => [...(listed ?? of.commands)],
      subcommandTerm: (of) => pathOf(of).slice(1).join(' '),
      optionDescription: (option) => option.description,
      argumentDescription: (argument) => argument.description + (argument.argChoices ? `: ${argument.argChoices.join(', ')}` : ''),
      groupItems: (_, items, groupOf) => grouped(items, groupOf),
    })
    .helpCommand(false)
    .helpOption('-h, --help', t.help.help)
    .showSuggestionAfterError(true);
}

/** Puts a page on its command. */
export function dress(command: Command, page: Page, t: Catalog, width: number): void {
  command.description([sentence(page.does), ...decides(page, t, width)].join('\n'));
  for (const argument of page.arguments) {
    // What is missing is asked for where somebody sits, and said by the command where nobody does.
    if (argument.required) needed.add(argument);
    argument.required = false;
    command.addArgument(argument);
  }
  for (const option of page.options) command.addOption(option);
  const parts = [
    page.columns.length > 0 && [...wrapped(t.help.columns, width), ...columnsTable(page.columns, t, width)],
    page.note !== null && wrapped(page.note, width),
    Object.keys(page.shows).length > 0 && [t.help.shows, ...shown(page, width)],
    [t.help.examples, ...page.examples.flatMap((example) => typedLines(example, width))],
    wrapped(t.help.globals, width),
  ];
  command.addHelpText('after', parts.flatMap((lines) => (lines ? ['', ...lines] : [])).join('\n'));
}

/** The columns of what a command shows; of a list these are one line, of datasets one each. */
const shown = ({ path, shows }: Page, width: number): readonly string[] =>
  Object.entries(shows).flatMap(([of, columns]) => wrapped(`${of === path ? '' : `${of}: `}${columns.join(', ')}`, width, '  '));

/** A phrase as a sentence. */
export const sentence = (phrase: string): string => `${phrase.slice(0, 1).toUpperCase()}${phrase.slice(1)}.`;

/** The header as it is written in help: `credits? [creditos]`. */
export const headerOf = (column: Column): string =>
  `${column.name}${column.required || column.conditional ? '' : '?'}${column.spanish ? ` [${column.spanish}]` : ''}`;

function decides(page: Page, t: Catalog, width: number): readonly string[] {
  if (page.rules.length === 0) return page.takesRows ? ['', ...wrapped(t.help.records, width)] : [];
  const rules = page.rules.map((rule) => [rule, t.rules[rule]] as const);
  return ['', ...wrapped(t.help.decides, width), ...twoColumns(rules, width)];
}

const columnsTable = (columns: readonly Column[], t: Catalog, width: number): readonly string[] =>
  twoColumns(
    columns.map((column) => [headerOf(column), aboutColumn(column, t)] as const),
    width,
  );

/** Terms and what they mean, side by side; a term too long for its column stands on a line of its own. */
function twoColumns(rows: readonly (readonly [string, string])[], width: number): readonly string[] {
  const most = Math.floor(width / 2);
  const left = Math.max(...rows.map(([term]) => term.length).filter((length) => length <= most), 0) + 4;
  return rows.flatMap(([term, meaning]) => {
    const lines = wrapped(meaning, width, ' '.repeat(left));
    if (term.length + 4 > left) return [`  ${term}`, ...lines];
    return [`  ${term}`.padEnd(left) + (lines[0] ?? '').slice(left), ...lines.slice(1)];
  });
}

/** An example over as many lines as it needs, as a shell takes it. */
export const typedLines = (example: string, width: number, indent?: string): readonly string[] =>
  commandLines(example.split(/ (?=--)/), width, indent);

const pathOf = (command: Command): readonly string[] => [...(command.parent ? pathOf(command.parent) : []), command.name()];

/** Items by group, both in the order in which they come. */
function grouped<T>(items: readonly T[], groupOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item]);
  return groups;
}

/** The arguments a command cannot do without; to commander all may be left out. */
const needed = new WeakSet<Argument>();

function usageOf(command: Command, t: Catalog): string {
  const rest = [
    ...command.registeredArguments.map((argument) => (needed.has(argument) ? `<${argument.name()}>` : `[${argument.name()}]`)),
    ...(command.commands.length > 0 ? [t.help.command] : []),
    t.help.options,
  ];
  return [...pathOf(command), ...rest].join(' ');
}
