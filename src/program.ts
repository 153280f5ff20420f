/** The command tree, one line a command: the table of contents. */
import { type Command, CommanderError } from 'commander';
import type { Column } from './batch/column.ts';
import type { BatchCommand } from './batch/command.ts';
import { nearest } from './batch/nearest.ts';
import type { PlainCommand } from './command.ts';
import { type Context, editionAsItComes, type GlobalOptions } from './context.ts';
import { baseEdition } from './editions/base/index.ts';
import type { Reading } from './editions/edition.ts';
import { exitCodes, UsageFault } from './faults.ts';
import { dress, emptyCommand, type Print, sentence } from './help.ts';
import type { Catalog } from './languages/catalog.ts';
import { columnsOfOptions, globalOptions, type Page, pageOfBatch, pageOfPlain } from './page.ts';
import { readingsOf } from './register/office.ts';

const batch = (load: () => Promise<BatchCommand>) => ({ batch: load });
const plain = (load: () => Promise<PlainCommand>) => ({ plain: load });
type Entry = { readonly batch: () => Promise<BatchCommand> } | { readonly plain: () => Promise<PlainCommand> };

/** Every command by the words typed, in the steps of the procedure. Loaded when named, so that none pays for the others. */
export const steps = {
  schools: {
    'school add': batch(async () => (await import('./commands/school-add.ts')).schoolAdd as never),
    'cfie add': batch(async () => (await import('./commands/cfie-add.ts')).cfieAdd as never),
    'school list': plain(async () => (await import('./commands/list.ts')).schoolList),
    'school show': plain(async () => (await import('./commands/show.ts')).schoolShow),
  },
  teachers: {
    register: batch(async () => (await import('./commands/register.ts')).register as never),
    'approve teacher': batch(async () => (await import('./commands/approve-teacher.ts')).approveTeacher as never),
    'teacher show': plain(async () => (await import('./commands/show.ts')).teacherShow),
  },
  projects: {
    'project add': batch(async () => (await import('./commands/project-add.ts')).projectAdd as never),
    'project change': batch(async () => (await import('./commands/project-change.ts')).projectChange as never),
    'project withdraw': batch(async () => (await import('./commands/project-withdraw.ts')).projectWithdraw as never),
    'project assess': batch(async () => (await import('./commands/project-assess.ts')).projectAssess as never),
    'approve project': batch(async () => (await import('./commands/approve-project.ts')).approveProject as never),
    'project list': plain(async () => (await import('./commands/list.ts')).projectList),
    'project show': plain(async () => (await import('./commands/show.ts')).projectShow),
  },
  credits: {
    'report submit': batch(async () => (await import('./commands/report-submit.ts')).reportSubmit as never),
    'report evaluate': batch(async () => (await import('./commands/report-evaluate.ts')).reportEvaluate as never),
    'credits certify': batch(async () => (await import('./commands/credits-certify.ts')).creditsCertify as never),
    'credits record': batch(async () => (await import('./commands/credits-record.ts')).creditsRecord as never),
    'credits list': plain(async () => (await import('./commands/list.ts')).creditsList),
  },
  labels: {
    'label apply': batch(async () => (await import('./commands/label-apply.ts')).labelApply as never),
    'label evaluate': batch(async () => (await import('./commands/label-evaluate.ts')).labelEvaluate as never),
    'label record': batch(async () => (await import('./commands/label-record.ts')).labelRecord as never),
    'label propose': batch(async () => (await import('./commands/label-propose.ts')).labelPropose as never),
    'label european': batch(async () => (await import('./commands/label-european.ts')).labelEuropean as never),
    'label list': plain(async () => (await import('./commands/list.ts')).labelList),
    'award record': batch(async () => (await import('./commands/award-record.ts')).awardRecord as never),
  },
  accreditation: {
    'school call': batch(async () => (await import('./commands/school-call.ts')).schoolCall as never),
    'school invite': batch(async () => (await import('./commands/school-invite.ts')).schoolInvite as never),
    'school apply': batch(async () => (await import('./commands/school-apply.ts')).schoolApply as never),
    'school accredit': batch(async () => (await import('./commands/school-accredit.ts')).schoolAccredit as never),
    'school record': batch(async () => (await import('./commands/school-record.ts')).schoolRecord as never),
  },
  answers: {
    pending: plain(async () => (await import('./commands/pending.ts')).pending),
    why: plain(async () => (await import('./commands/why.ts')).why),
    explain: plain(async () => (await import('./commands/explain.ts')).explain),
    revoke: batch(async () => (await import('./commands/revoke.ts')).revoke as never),
  },
  figures: {
    stats: plain(async () => (await import('./commands/stats.ts')).stats),
    export: plain(async () => (await import('./commands/export.ts')).exportData),
  },
  office: {
    'rules list': plain(async () => (await import('./commands/rules.ts')).rulesList),
    'rules show': plain(async () => (await import('./commands/rules.ts')).rulesShow),
    'rules set': plain(async () => (await import('./commands/rules.ts')).rulesSet),
    'rules unset': plain(async () => (await import('./commands/rules.ts')).rulesUnset),
    'rules export': plain(async () => (await import('./commands/rules.ts')).rulesExport),
    'audit verify': plain(async () => (await import('./commands/audit.ts')).auditVerify),
    'audit log': plain(async () => (await import('./commands/audit.ts')).auditLog),
    backup: plain(async () => (await import('./commands/backup.ts')).backup),
    completion: plain(async () => (await import('./commands/completion.ts')).completion),
    doctor: plain(async () => (await import('./commands/doctor.ts')).doctor),
    demo: plain(async () => (await import('./commands/demo.ts')).demo),
  },
} as const satisfies Record<string, Record<string, Entry>>;

export const commands = {
  ...steps.schools,
  ...steps.teachers,
  ...steps.projects,
  ...steps.credits,
  ...steps.labels,
  ...steps.accreditation,
  ...steps.answers,
  ...steps.figures,
  ...steps.office,
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
  if (argv[0] === '__complete') {
    print.out(await completing(argv.slice(1), t, open));
    return exitCodes.done;
  }
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
    throw new UsageFault(error.code === 'commander.unknownCommand' ? sayUnknown(args.filter(isWord), t) : sayUsage(error, t));
  }
  return code;
}

/** The command the arguments name: only that one is loaded. Null where none is. */
function wantedPath(argv: readonly string[]): CommandName | null {
  const words = argv.filter(isWord);
  const [first = '', second = ''] = words;
  for (const path of [`${first} ${second}`, first]) if (Object.hasOwn(commands, path)) return path as CommandName;
  return null;
}

/** The global options among the words, as far as they say which register and day are meant. */
function meantBy(argv: readonly string[]): GlobalOptions {
  const given = (option: string) => {
    const joined = argv.find((word) => word.startsWith(`${option}=`));
    const place = argv.indexOf(option);
    return joined === undefined ? (place < 0 ? undefined : argv[place + 1]) : joined.slice(option.length + 1);
  };
  const [db, on] = [given('--db'), given('--on')];
  return { ...(db === undefined ? {} : { db }), ...(on === undefined ? {} : { on }) };
}

/** The edition as the office reads it, where its register can be looked at; else as it comes. */
async function readingForHelp(argv: readonly string[], open: (options: GlobalOptions) => Context): Promise<Reading> {
  try {
    const context = open(meantBy(argv));
    const readings = await context.look(readingsOf);
    return readings ? readings(context.on) : editionAsItComes(context.on);
  } catch {
    return editionAsItComes(open({}).on);
  }
}

/** What could stand next on the command line, for the scripts of `etw completion`. Silent on any fault. */
async function completing(
  [shell = '', ...words]: readonly string[],
  t: Catalog,
  open: (options: GlobalOptions) => Context,
): Promise<string> {
  const { complete } = await import('./completion.ts');
  const { findIds, isLookup } = await import('./register/matches.ts');
  try {
    return await complete(shell, words, {
      t,
      commands: Object.fromEntries(Object.keys(commands).map((path) => [path, t.commands[path as CommandName].does])),
      pageOf: (path) => pageOf(path as CommandName, t, () => readingForHelp(words, open)),
      ids: async (column, beginning) =>
        isLookup(column) ? ((await open(meantBy(words)).look((reader) => findIds(reader, column, beginning, shownIds))) ?? []) : [],
      parameters: Object.keys(baseEdition.parameters),
    });
  } catch {
    return '';
  }
}

const shownIds = 100;

/** The command that the first words name. */
const groupOf = (program: Command, words: readonly string[]): Command =>
  words.reduce((command, word) => command.commands.find((one) => one.name() === word) ?? command, program);

/** Whether an argument is neither an option nor the value of a global one. */
const isWord = (word: string, place: number, argv: readonly string[]): boolean =>
  !word.startsWith('-') && !takesValue.has(argv[place - 1] ?? '');

const takesValue = new Set(['--db', '--on', '--as', '--lang']);

type Start = (options: GlobalOptions, work: (context: Context) => Promise<number>) => Promise<void>;

/** The commander program: of commands other than `wanted` it has names and one line each. */
async function tree(t: Catalog, version: string, print: Print, wanted: CommandName | null, start: Start, reading?: LazyReading) {
  const listed: Command[] = [];
  const program = emptyCommand('etw', t, print, listed);
  program.description(t.help.program).version(version, '-V, --version', t.help.version);
  for (const option of globalOptions(t)) program.addOption(option);
  program.addHelpText('after', `\n${t.help.start}`);
  for (const [step, paths] of Object.entries(steps) as [keyof typeof steps, object][])
    for (const path of Object.keys(paths) as CommandName[]) {
      const command = at(program, path, t, print);
      command.summary(t.commands[path].does).helpGroup(t.steps[step]);
      listed.push(command);
      if (wanted === path) await furnish(command, path, t, start, print.width, reading);
    }
  return program;
}

/** Gives the edition that the help of a command follows. */
type LazyReading = () => Promise<Reading>;

/** What is told of a command. Without `reading` these are the columns every edition has. */
export async function pageOf(path: CommandName, t: Catalog, reading?: LazyReading): Promise<Page> {
  const entry: Entry = commands[path];
  const words = t.commands[path];
  if (!('batch' in entry)) return pageOfPlain(await entry.plain(), t, words);
  const of = await entry.batch();
  return pageOfBatch(of, t, words, of.follow && reading ? await reading() : null);
}

function at(program: Command, path: string, t: Catalog, print: Print): Command {
  let command = program;
  for (const word of path.split(' ')) {
    let next = command.commands.find((one) => one.name() === word);
    if (!next) {
      next = emptyCommand(word, t, print).description(sentence(t.groups[word as keyof typeof t.groups] ?? word));
      command.addCommand(next);
    }
    command = next;
  }
  return command;
}

async function furnish(command: Command, path: CommandName, t: Catalog, start: Start, width: number, reading?: LazyReading): Promise<void> {
  dress(command, await pageOf(path, t, reading), t, width);
  const entry: Entry = commands[path];
  if ('batch' in entry) onRows(command, await entry.batch(), start);
  else onPlain(command, await entry.plain(), start);
}

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

/** What writes many rows: it comes up while the rest of the program is being loaded. */
const startThread = () => void import('./register/sqlite-thread-client.ts').then((client) => client.startThread());

function onRows(command: Command, of: BatchCommand, start: Start): void {
  const columns = columnsOfOptions(of);
  command.action(async (...given: unknown[]) => {
    const options = command.opts() as Record<string, unknown>;
    const values = valuesOf(options, columns);
    const argument = of.argument ? given[0] : undefined;
    if (of.argument && typeof argument === 'string') values[of.argument] ??= argument;
    await start(command.optsWithGlobals() as GlobalOptions, async (context) => {
      if (context.world.threads && (options.csv !== undefined || of.generate)) startThread();
      const { perform } = await import('./perform.ts');
      const entries = Object.fromEntries((of.entries ?? []).map((entry) => [entry, (options[camelCased(entry)] ?? []) as string[]]));
      return perform(context, of, { ...options, values, entries });
    });
  });
}

function onPlain(command: Command, of: PlainCommand, start: Start): void {
  const columns = (of.options ?? []).filter((option): option is Column => 'parse' in option);
  command.action(async (...given: unknown[]) => {
    const options = command.opts() as Record<string, unknown>;
    const typed = command.registeredArguments.flatMap((argument, place) => {
      const text = given[place];
      return typeof text === 'string' ? [[argument.name(), text] as const] : [];
    });
    const texts = { ...valuesOf(options, columns), ...Object.fromEntries(typed) };
    const flags = (of.options ?? []).flatMap((option) => ('flag' in option && options[camelCased(option.flag)] ? [option.flag] : []));
    await start(command.optsWithGlobals() as GlobalOptions, async (context) => {
      const { runPlain } = await import('./plain.ts');
      return runPlain(context, of, { texts, flags, batch: batchNamed });
    });
  });
}

/** No command is named so: the one most likely meant, by both words, by the first, or by the second alone (`etw certify`). */
function sayUnknown(words: readonly string[], t: Catalog): string {
  const [first = '', second] = words;
  const paths = Object.keys(commands);
  const typed = second === undefined ? first : `${first} ${second}`;
  const firsts = new Set(paths.map((path) => path.split(' ')[0] ?? ''));
  const near = nearest(typed, paths) ?? (firsts.has(first) ? null : nearest(first, firsts));
  const unknown = firsts.has(first) && second !== undefined ? second : first;
  const meant = near ?? paths.filter((path) => path.endsWith(` ${unknown}`)).join(', ');
  return t.usage.unknownCommand(unknown) + (meant === '' ? '' : ` ${t.usage.didYouMean(meant)}`);
}

/** A command that takes rows, by the words typed. Throws on any other: only the program itself asks. */
function batchNamed(name: string): Promise<BatchCommand> {
  const entry: Entry | undefined = commands[name as CommandName];
  if (!entry || !('batch' in entry)) throw new Error(`no command takes rows as ${name}`);
  return entry.batch();
}

/** What commander says of a wrong command line, in the user's language. */
function sayUsage(error: CommanderError, t: Catalog): string {
  const [, named = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const [, near] = /\(Did you mean (?:one of )?(.*?)\?\)/s.exec(error.message) ?? [];
  const hint = near ? ` ${t.usage.didYouMean(near)}` : '';
  switch (error.code) {
    case 'commander.unknownOption':
      return t.usage.unknownOption(named) + hint;
    case 'commander.optionMissingArgument':
      return t.usage.optionNeedsValue(named);
    case 'commander.excessArguments':
      return t.usage.tooManyArguments;
    case 'commander.invalidArgument': {
      const [, value = ''] = /argument value '([^']*)'/.exec(error.message) ?? [];
      const [, choices = ''] = /Allowed choices are (.*)\./.exec(error.message) ?? [];
      const near = nearest(value, choices.split(', '));
      return t.usage.badArgument(value || named, choices) + (near === null ? '' : ` ${t.usage.didYouMean(near)}`);
    }
    default:
      return error.message;
  }
}
