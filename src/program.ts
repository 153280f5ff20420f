/** The command tree, one line a command: the table of contents. */
import { Argument, Command, CommanderError, Option } from 'commander';
import type { Column } from './batch/column.ts';
import type { BatchCommand } from './batch/command.ts';
import { layouts } from './batch/layouts.ts';
import type { PlainCommand } from './command.ts';
import { type Context, editionAsItComes, type GlobalOptions } from './context.ts';
import type { Reading } from './editions/edition.ts';
import { exitCodes, UsageFault } from './faults.ts';
import type { Catalog } from './languages/catalog.ts';

const batch = (load: () => Promise<BatchCommand>) => ({ batch: load });
const plain = (load: () => Promise<PlainCommand>) => ({ plain: load });
type Entry = { readonly batch: () => Promise<BatchCommand> } | { readonly plain: () => Promise<PlainCommand> };

/** Every command by the words typed. Loaded when named, so that none pays for the others. */
export const commands = {
  'school add': batch(async () => (await import('./commands/school-add.ts')).schoolAdd as never),
  'cfie add': batch(async () => (await import('./commands/cfie-add.ts')).cfieAdd as never),
  register: batch(async () => (await import('./commands/register.ts')).register as never),
  'approve teacher': batch(async () => (await import('./commands/approve-teacher.ts')).approveTeacher as never),
  'project add': batch(async () => (await import('./commands/project-add.ts')).projectAdd as never),
  'project change': batch(async () => (await import('./commands/project-change.ts')).projectChange as never),
  'project withdraw': batch(async () => (await import('./commands/project-withdraw.ts')).projectWithdraw as never),
  'project assess': batch(async () => (await import('./commands/project-assess.ts')).projectAssess as never),
  'approve project': batch(async () => (await import('./commands/approve-project.ts')).approveProject as never),
  'report submit': batch(async () => (await import('./commands/report-submit.ts')).reportSubmit as never),
  'report evaluate': batch(async () => (await import('./commands/report-evaluate.ts')).reportEvaluate as never),
  'credits certify': batch(async () => (await import('./commands/credits-certify.ts')).creditsCertify as never),
  'credits record': batch(async () => (await import('./commands/credits-record.ts')).creditsRecord as never),
  'school call': batch(async () => (await import('./commands/school-call.ts')).schoolCall as never),
  'school invite': batch(async () => (await import('./commands/school-invite.ts')).schoolInvite as never),
  'school apply': batch(async () => (await import('./commands/school-apply.ts')).schoolApply as never),
  'school accredit': batch(async () => (await import('./commands/school-accredit.ts')).schoolAccredit as never),
  'school record': batch(async () => (await import('./commands/school-record.ts')).schoolRecord as never),
  'credits list': plain(async () => (await import('./commands/list.ts')).creditsList),
  'project list': plain(async () => (await import('./commands/list.ts')).projectList),
  'school list': plain(async () => (await import('./commands/list.ts')).schoolList),
  'teacher show': plain(async () => (await import('./commands/show.ts')).teacherShow),
  'project show': plain(async () => (await import('./commands/show.ts')).projectShow),
  'school show': plain(async () => (await import('./commands/show.ts')).schoolShow),
  'label apply': batch(async () => (await import('./commands/label-apply.ts')).labelApply as never),
  'label evaluate': batch(async () => (await import('./commands/label-evaluate.ts')).labelEvaluate as never),
  'label record': batch(async () => (await import('./commands/label-record.ts')).labelRecord as never),
  'label propose': batch(async () => (await import('./commands/label-propose.ts')).labelPropose as never),
  'label european': batch(async () => (await import('./commands/label-european.ts')).labelEuropean as never),
  'label list': plain(async () => (await import('./commands/list.ts')).labelList),
  'award record': batch(async () => (await import('./commands/award-record.ts')).awardRecord as never),
  revoke: batch(async () => (await import('./commands/revoke.ts')).revoke as never),
  stats: plain(async () => (await import('./commands/stats.ts')).stats),
  explain: plain(async () => (await import('./commands/explain.ts')).explain),
  export: plain(async () => (await import('./commands/export.ts')).exportData),
  'rules list': plain(async () => (await import('./commands/rules.ts')).rulesList),
  'rules show': plain(async () => (await import('./commands/rules.ts')).rulesShow),
  'rules set': plain(async () => (await import('./commands/rules.ts')).rulesSet),
  'rules unset': plain(async () => (await import('./commands/rules.ts')).rulesUnset),
  'rules export': plain(async () => (await import('./commands/rules.ts')).rulesExport),
  'audit verify': plain(async () => (await import('./commands/audit.ts')).auditVerify),
  'audit log': plain(async () => (await import('./commands/audit.ts')).auditLog),
  backup: plain(async () => (await import('./commands/backup.ts')).backup),
  doctor: plain(async () => (await import('./commands/doctor.ts')).doctor),
  demo: plain(async () => (await import('./commands/demo.ts')).demo),
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof commands;

/** Runs what the arguments say. Returns the exit code; throws faults. */
export async function run(
  argv: readonly string[],
  t: Catalog,
  version: string,
  open: (options: GlobalOptions) => Context,
  print: Print,
): Promise<number> {
  let code: number = exitCodes.done;
  // `etw help school add` is `etw school add --help`.
  const help = argv.findIndex(isWord);
  const args = argv.length === 0 ? ['--help'] : argv[help] === 'help' ? [...argv.toSpliced(help, 1), '--help'] : argv;
  const wanted = wantedPath(args);
  const start: Start = async (options, work) => {
    const context = open(options);
    try {
      code = await work(context);
    } finally {
      await context.close();
    }
  };
  const asksHelp = args.includes('--help') || args.includes('-h');
  const program = await tree(t, version, print, wanted, start, asksHelp ? () => readingForHelp(args, open) : undefined);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.done;
    // A group without its command: the help lists what there is.
    if (error.code === 'commander.help') {
      groupOf(program, args).outputHelp();
      return exitCodes.done;
    }
    throw new UsageFault(sayUsage(error, t));
  }
  return code;
}

export interface Print {
  out(text: string): void;
  err(text: string): void;
  /** Columns of the terminal help is laid out for. */
  readonly width: number;
}

/** The command the arguments name: only its options are loaded. Null where several or none could be meant. */
function wantedPath(argv: readonly string[]): CommandName | null {
  const words = argv.filter(isWord);
  const [first = '', second = ''] = words;
  for (const path of [`${first} ${second}`, first]) if (Object.hasOwn(commands, path)) return path as CommandName;
  return null;
}

/** The edition as the office reads it, where its register can be looked at without making or waiting for one; else as it comes. */
async function readingForHelp(argv: readonly string[], open: (options: GlobalOptions) => Context): Promise<Reading> {
  const given = (option: string) => {
    const joined = argv.find((word) => word.startsWith(`${option}=`));
    const place = argv.indexOf(option);
    return joined === undefined ? (place < 0 ? undefined : argv[place + 1]) : joined.slice(option.length + 1);
  };
  const [db, on] = [given('--db'), given('--on')];
  try {
    const context = open({ dryRun: true, ...(db === undefined ? {} : { db }), ...(on === undefined ? {} : { on }) });
    try {
      return (await context.readings())(context.on);
    } finally {
      await context.close();
    }
  } catch {
    return editionAsItComes(open({}).on);
  }
}

/** The command that the first words name. */
const groupOf = (program: Command, words: readonly string[]): Command =>
  words.reduce((command, word) => command.commands.find((one) => one.name() === word) ?? command, program);

/** Whether an argument is neither an option nor the value of a global one. */
const isWord = (word: string, place: number, argv: readonly string[]): boolean =>
  !word.startsWith('-') && !takesValue.has(argv[place - 1] ?? '');

const takesValue = new Set(['--db', '--on', '--as', '--lang']);

type Start = (options: GlobalOptions, work: (context: Context) => Promise<number>) => Promise<void>;

/**
 * The commander program. Commands other than `wanted` have their names and descriptions only; with null all are whole.
 * `reading` gives the edition that the help of a command follows; without it, help tells the columns every edition has.
 */
async function tree(
  t: Catalog,
  version: string,
  print: Print,
  wanted: CommandName | null,
  start: Start,
  reading?: () => Promise<Reading>,
): Promise<Command> {
  const program = dressed(new Command('etw'), t, print);
  program.description(t.help.program).version(version, '-V, --version', t.help.version).helpCommand(false);
  for (const [flags, text] of globalOptions(t)) program.option(flags, text);
  program.addHelpText('after', `\n${t.help.start}`);
  for (const path of Object.keys(commands) as CommandName[]) {
    const command = at(program, path, t, print);
    command.description(t.commands[path].does);
    if (wanted === null || wanted === path) await furnish(command, path, t, start, reading);
  }
  return program;
}

const globalOptions = (t: Catalog): readonly (readonly [string, string])[] => [
  ['--db <place>', t.help.db],
  ['--on <date>', t.help.on],
  ['--as <name>', t.help.as],
  ['--lang <es|en>', t.help.lang],
  ['--json', t.help.json],
  ['--dry-run', t.help.dryRun],
  ['--yes', t.help.yes],
  ['--no-input', t.help.noInput],
  ['--quiet', t.help.quiet],
  ['--no-color', t.help.noColor],
  ['--debug', t.help.debug],
];

function dressed(command: Command, t: Catalog, print: Print): Command {
  return command
    .exitOverride()
    .configureOutput({ writeOut: print.out, writeErr: () => {}, getOutHelpWidth: () => print.width })
    .configureHelp({
      styleTitle: (title) => t.help.titles[title as keyof typeof t.help.titles] ?? title,
      commandUsage: (of) => usageOf(of, t),
      showGlobalOptions: false,
      subcommandTerm: (of) => of.name(),
      optionDescription: (option) => option.description,
    })
    .helpOption('-h, --help', t.help.help)
    .showSuggestionAfterError(true);
}

function usageOf(command: Command, t: Catalog): string {
  const names: string[] = [];
  for (let one: Command | null = command; one; one = one.parent) names.unshift(one.name());
  const rest = [
    ...command.registeredArguments.map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`)),
    ...(command.commands.length > 0 ? [t.help.command] : []),
    t.help.options,
  ];
  return [...names, ...rest].join(' ');
}

function at(program: Command, path: string, t: Catalog, print: Print): Command {
  let command = program;
  for (const word of path.split(' ')) {
    const next = command.commands.find((one) => one.name() === word);
    if (next) {
      command = next;
      continue;
    }
    const made = dressed(new Command(word), t, print);
    made.helpCommand(false);
    const group = t.groups[word as keyof typeof t.groups];
    if (path.includes(' ') && !path.endsWith(` ${word}`) && group) made.description(group);
    command.addCommand(made);
    command = made;
  }
  return command;
}

async function furnish(command: Command, path: CommandName, t: Catalog, start: Start, reading?: () => Promise<Reading>): Promise<void> {
  const entry: Entry = commands[path];
  const { examples } = t.commands[path];
  if ('batch' in entry) {
    const of = await entry.batch();
    furnishBatch(command, of, t, start, of.follow && reading ? await reading() : null);
  } else furnishPlain(command, await entry.plain(), t, start);
  command.addHelpText('after', `\n${t.help.examples}\n${examples.map((line) => `  ${line}`).join('\n')}\n\n${t.help.globals}`);
}

const valueOption = (column: Column, t: Catalog, required: boolean) => {
  const text = t.columns[(column.about ?? column.name) as keyof typeof t.columns] ?? column.name;
  const place = column.choices && column.choices.join('|').length < 40 ? column.choices.join('|') : 'x';
  return new Option(`--${column.option} <${place}>`, `${text}${required ? ` (${t.help.required})` : ''}`);
};

const repeatable = (flags: string, text: string) =>
  new Option(flags, text).argParser((entry: string, all: string[] | undefined) => [...(all ?? []), entry]);

const camelCased = (option: string): string => option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Values by column name, from commander's camel-cased options. */
function valuesOf(options: Record<string, unknown>, columns: readonly Column[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const column of columns) {
    const value = options[camelCased(column.option)];
    if (typeof value === 'string') values[column.name] = value;
  }
  return values;
}

function furnishBatch(command: Command, of: BatchCommand, t: Catalog, start: Start, reading: Reading | null): void {
  const own = of.options ?? [];
  const columns = [...of.columns, ...own.filter((column) => !of.columns.some((one) => one.name === column.name))];
  if (of.argument) command.addArgument(new Argument(`[${of.argument}]`, t.columns[of.argument as keyof typeof t.columns]));
  if (!of.fromRegister) command.addOption(new Option('--csv <file|->', t.help.csv));
  for (const column of columns) command.addOption(valueOption(column, t, column.required && (!of.generate || own.includes(column))));
  for (const entry of of.entries ?? [])
    command.addOption(repeatable(`--${entry} <name=value>`, t.columns[entry as keyof typeof t.columns] ?? entry));
  for (const flag of of.flags ?? []) command.option(`--${flag}`, t.help.flags[flag as keyof typeof t.help.flags]);
  command.option('--results <file>', t.help.results);
  if (of.letters) command.option('--letters <file>', t.help.letters);
  if (!of.fromRegister) {
    command.option('--skip-invalid', t.help.skipInvalid);
    command.option('--rejects <file>', t.help.rejects);
    command.addOption(repeatable('--map <header=column>', t.help.map));
    command.addOption(new Option('--layout <name>', `${t.help.layout}: ${layouts.map((layout) => layout.name).join(', ')}`));
    command.option('--delimiter <sign>', t.help.delimiter).option('--encoding <name>', t.help.encoding);
    command.addHelpText('after', `\n${t.help.columns}\n${columnHelp(reading && of.follow ? of.follow(reading) : of.columns)}`);
    if (of.follow) command.addHelpText('after', `\n${t.help.follows}`);
  }
  command.action(async (...given: unknown[]) => {
    const options = command.opts() as Record<string, unknown>;
    const values = valuesOf(options, columns);
    const argument = of.argument ? given[0] : undefined;
    if (of.argument && typeof argument === 'string') values[of.argument] ??= argument;
    await start(command.optsWithGlobals() as GlobalOptions, async (context) => {
      const { perform } = await import('./perform.ts');
      const entries = Object.fromEntries((of.entries ?? []).map((entry) => [entry, (options[camelCased(entry)] ?? []) as string[]]));
      return perform(context, of, { ...options, values, entries });
    });
  });
}

/** The columns of a file, one line each. */
const columnHelp = (columns: readonly Column[]): string =>
  columns
    .map((column) => `  ${column.name}${column.required || column.conditional ? '' : '?'}${column.spanish ? ` [${column.spanish}]` : ''}`)
    .join('\n');

function furnishPlain(command: Command, of: PlainCommand, t: Catalog, start: Start): void {
  const columns = (of.options ?? []).filter((option): option is Column => 'parse' in option);
  if (of.argument) {
    const { name, optional = false, choices, many = false } = of.argument;
    const dots = many ? '...' : '';
    const argument = new Argument(
      optional ? `[${name}${dots}]` : `<${name}${dots}>`,
      t.help.arguments[name as keyof typeof t.help.arguments] ?? '',
    );
    command.addArgument(choices ? argument.choices([...choices]) : argument);
  }
  for (const option of of.options ?? []) {
    if ('parse' in option) command.addOption(valueOption(option, t, option.required));
    else command.option(`--${option.flag}`, t.help.flags[option.flag as keyof typeof t.help.flags]);
  }
  command.action(async (...given: unknown[]) => {
    const options = command.opts() as Record<string, unknown>;
    const texts = valuesOf(options, columns);
    const values: Record<string, unknown> = {};
    const missing = columns.filter((column) => column.required && texts[column.name] === undefined);
    if (missing.length > 0) throw new UsageFault(t.usage.missingOptions(of.name, missing.map((column) => `--${column.option}`).join(', ')));
    for (const column of columns) {
      const text = texts[column.name];
      if (text === undefined) continue;
      const read = column.parse(text.trim());
      if ('expected' in read) throw new UsageFault(`--${column.option}: ${t.batch.seen(text)} ${read.expected(t)}`);
      values[column.name] = read.value;
    }
    for (const option of of.options ?? [])
      if ('flag' in option && options[option.flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())])
        values[option.flag] = true;
    const first = of.argument ? given[0] : undefined;
    const argument = Array.isArray(first) ? first.join('\n') : typeof first === 'string' ? first : undefined;
    await start(command.optsWithGlobals() as GlobalOptions, (context) => of.run(context, { argument, values }));
  });
}

/** What commander says of a wrong command line, in the user's language. */
function sayUsage(error: CommanderError, t: Catalog): string {
  const [, named = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const [, near] = /\(Did you mean (?:one of )?(.*?)\?\)/s.exec(error.message) ?? [];
  const hint = near ? ` ${t.usage.didYouMean(near)}` : '';
  switch (error.code) {
    case 'commander.unknownOption':
      return t.usage.unknownOption(named) + hint;
    case 'commander.unknownCommand':
      return t.usage.unknownCommand(named) + hint;
    case 'commander.optionMissingArgument':
      return t.usage.optionNeedsValue(named);
    case 'commander.missingArgument':
      return t.usage.missingArgument(named);
    case 'commander.excessArguments':
      return t.usage.tooManyArguments;
    case 'commander.invalidArgument': {
      const [, value = ''] = /argument value '([^']*)'/.exec(error.message) ?? [];
      const [, choices = ''] = /Allowed choices are (.*)\./.exec(error.message) ?? [];
      return t.usage.badArgument(value || named, choices);
    }
    default:
      return error.message;
  }
}
