/** From the command line to the batch path and back: input, results, rejects, summary, exit code. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Column } from './batch/column.ts';
import { type BatchCommand, messageOf, type RowSource } from './batch/command.ts';
import { checkEncoding } from './batch/encoding.ts';
import { cellFault, faultLine, hasControl, InputFault } from './batch/fault.ts';
import { layouts } from './batch/layouts.ts';
import { fold, nearest } from './batch/nearest.ts';
import { openSheet, parseDelimiter, type ReadRow, type Sheet } from './batch/read.ts';
import { type BatchEnd, type BatchJob, type Input, type ResultRow, runBatch, type Summary } from './batch/run.ts';
import { openSource } from './batch/source.ts';
import { type CsvDraft, openCsv, openRejects, type Rejects } from './batch/write.ts';
import type { Context } from './context.ts';
import { exitCodes, UsageFault } from './faults.ts';
import { gatherScores, type Scores } from './scores.ts';
import { answeredBy } from './steps.ts';

/** The options of every command that takes a file, as commander hands them over. */
export interface BatchFlags {
  readonly csv?: string;
  readonly skipInvalid?: boolean;
  readonly rejects?: string;
  readonly results?: string;
  readonly map?: readonly string[];
  readonly layout?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly letters?: string;
  /** `<name>=<value>` by option, for the columns that an edition names. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  /** Values of columns and of the command's own options, by name. */
  readonly values: Readonly<Record<string, string>>;
}

const fileFlags = ['skipInvalid', 'rejects', 'map', 'layout', 'delimiter', 'encoding'] as const;
const shownFaults = 20;

/** The commands that take back a sheet of `pending`. */
const takesSheets = new Set<string>(Object.values(answeredBy));

/** Runs a command that takes rows. Returns its exit code; throws faults of the command line and of the register. */
export async function perform(context: Context, asked: BatchCommand, typed: BatchFlags): Promise<number> {
  const { t, terminal } = context;
  const command = asked.follow ? await following(context, asked, asked.follow, typed.csv !== undefined) : asked;
  const flags = withEntries(command, typed, t);
  const file = flags.csv;
  const options = await readOptions(context, command, flags);
  const name = file === undefined ? '' : file === '-' ? '(stdin)' : file;
  let results: CsvDraft | undefined;
  let rejects: Rejects | undefined;
  let letters: CsvDraft | undefined;
  let scores = gatherScores();
  try {
    const { input, sheet } =
      file === undefined
        ? { input: await inputOfOptions(context, command, flags), sheet: null }
        : await inputOfFile(context, command, flags, file);
    if (command.confirm) await terminal.confirm(command.confirm(t));
    const place = sheet && flags.skipInvalid ? rejectsPlace(context, file ?? '', flags.rejects) : null;
    for (const warning of sheet?.warnings ?? []) terminal.say(`${name}: ${warning}`);
    if (flags.results !== undefined)
      results = openCsv(
        resolve(context.world.cwd, flags.results),
        ['line', 'status', 'outcome', 'value', 'unmet', 'message', ...command.keys],
        { guard: true },
        t,
      );
    // A dry run writes no other file than results and rejects.
    const openLetters = () =>
      flags.letters !== undefined && command.letters && !context.dryRun
        ? openCsv(resolve(context.world.cwd, flags.letters), command.letters, { guard: true }, t)
        : undefined;
    letters = openLetters();
    const progress = await terminal.progress(command.name);
    const assumed = new Set<string>();
    const noted: unknown[] = [];
    const job: BatchJob = {
      command,
      input,
      register: await context.register({ busy: input.source !== 'options' }),
      deed: context.deed(command.name),
      run: {
        t,
        reading: await context.readings(),
        options: letters ? { ...options, letters: true } : options,
        cwd: context.world.cwd,
        dryRun: context.dryRun,
        noted,
      },
      skipInvalid: (flags.skipInvalid ?? false) && sheet !== null,
      dryRun: context.dryRun,
      onResult: results && ((row) => results?.add([cellsOf(row)])),
      onScore: command.scored ? (score) => scores.take(score) : undefined,
      onLetter: letters && ((cells) => letters?.add([cells])),
      onReject: (row, faults) => {
        if (!place || !sheet) return;
        rejects ??= openRejects(place, sheet, t);
        rejects.add(row, faults);
      },
      onDecision: (decision) => {
        for (const parameter of decision.assumed) assumed.add(parameter);
      },
      onProgress: (rows) => progress.rows(rows),
      onRestart: () => {
        rejects?.abandon();
        rejects = undefined;
        letters?.abandon();
        letters = openLetters();
        scores = gatherScores();
        assumed.clear();
        noted.length = 0;
      },
      signal: context.world.signal,
    };
    let end: BatchEnd;
    try {
      end = await runBatch(job);
    } finally {
      progress.stop();
    }
    results?.finish();
    if (place) rejects?.finish();
    if (end.wrote) letters?.finish();
    report(context, command, end, name, place, assumed, scores);
    if (command.afterword && end.summary.withheld === 0) {
      const { afterword } = command;
      const after = { ...job.run, on: context.on, source: input.source, width: terminal.width };
      const { shown, said } = await job.register.read((reader) => afterword({ ...after, reader }));
      if (!context.json) for (const line of shown) terminal.out(line);
      for (const line of said) terminal.say(line);
    }
    return exitCodeOf(end, input.source, flags);
  } catch (error) {
    if (!(error instanceof InputFault)) throw error;
    report(
      context,
      command,
      { summary: { ...nothing(command), errors: [...error.faults] }, warnings: [], reasons: [], last: null, wrote: false },
      name || command.name,
      null,
      new Set(),
      gatherScores(),
    );
    return exitCodes.input;
  } finally {
    results?.abandon();
    rejects?.abandon();
    letters?.abandon();
  }
}

/** The command with the columns of the edition in force on the day; `busy` where much will be written. */
async function following(
  context: Context,
  command: BatchCommand,
  follow: NonNullable<BatchCommand['follow']>,
  busy: boolean,
): Promise<BatchCommand> {
  await context.register({ busy });
  return { ...command, columns: follow((await context.readings())(context.on)) };
}

/** Takes `--score technology=4` for the column it names. Throws UsageFault. */
function withEntries(command: BatchCommand, flags: BatchFlags, t: Context['t']): BatchFlags {
  const values = { ...flags.values };
  for (const [option, entries] of Object.entries(flags.entries ?? {})) {
    const columns = command.columns.filter(({ entry }) => entry?.option === option);
    for (const entry of entries) {
      const at = entry.indexOf('=');
      if (at < 1) throw new UsageFault(t.usage.badEntry(option, entry));
      const name = entry.slice(0, at).trim();
      const column = columns.find((one) => one.entry?.names.some((known) => fold(known) === fold(name)));
      const known = columns.flatMap((one) => one.entry?.names[0] ?? []);
      if (!column) throw new UsageFault(t.usage.unknownEntry(option, name, known.join(', '), nearest(name, known)));
      if (values[column.name] !== undefined) throw new UsageFault(t.usage.entryTwice(option, name));
      values[column.name] = entry.slice(at + 1);
    }
  }
  return { ...flags, values };
}

const nothing = (command: BatchCommand): Summary => ({
  command: command.name,
  rows: 0,
  accepted: 0,
  unchanged: 0,
  invalid: 0,
  withheld: 0,
  granted: 0,
  refused: 0,
  created: 0,
  updated: 0,
  errors: [],
});

const cellsOf = (row: ResultRow) => [row.line, row.status, row.outcome, row.value, row.unmet, row.message, ...row.keys];

/** The command's own options, read with the parsers of columns. Throws UsageFault. */
async function readOptions(context: Context, command: BatchCommand, flags: BatchFlags): Promise<Record<string, unknown>> {
  const { t } = context;
  const read: Record<string, unknown> = {};
  for (const column of command.options ?? []) {
    const text = flags.values[column.name] ?? (column.required ? await askOrRefuse(context, command, [column]) : {})[column.name];
    if (text === undefined) continue;
    const parsed = column.parse(text.trim());
    if ('expected' in parsed) throw new UsageFault(`--${column.option}: ${t.batch.seen(text)} ${parsed.expected(t)}`);
    read[column.name] = parsed.value;
  }
  const given = flags as unknown as Readonly<Record<string, unknown>>;
  for (const flag of command.flags ?? []) if (given[flag] === true) read[flag] = true;
  const whole = flags.csv !== undefined || command.keys.every((name) => flags.values[name] !== undefined);
  const idle = whole
    ? (command.options ?? []).filter((column) => command.narrowing?.includes(column.name) && read[column.name] !== undefined)
    : [];
  if (idle.length > 0) throw new UsageFault(t.usage.onlyNarrows(idle.map((column) => `--${column.option}`).join(', ')));
  if (flags.csv === undefined) {
    for (const flag of fileFlags)
      if (flags[flag] !== undefined) throw new UsageFault(t.usage.onlyWithCsv(`--${flag === 'skipInvalid' ? 'skip-invalid' : flag}`));
    // A run without a file is narrowed by the options that name a key.
    for (const name of command.generate ? command.keys : []) if (flags.values[name] !== undefined) read[name] = flags.values[name];
  }
  return read;
}

/** Values for columns that were left out: asked for on a terminal, else a usage fault that names them. */
async function askOrRefuse(context: Context, command: BatchCommand, columns: readonly Column[]): Promise<Record<string, string>> {
  const { t, terminal } = context;
  if (!terminal.asks) throw new UsageFault(t.usage.missingOptions(command.name, columns.map((column) => `--${column.option}`).join(', ')));
  const answers: Record<string, string> = {};
  for (const column of columns) {
    const text = await terminal.askFor(column, t.columns[(column.about ?? column.name) as keyof typeof t.columns]);
    if (text !== '') answers[column.name] = text;
  }
  return answers;
}

const optionRow = (values: Readonly<Record<string, unknown>> | null, faults: ReadRow['faults'] = []): ReadRow => ({
  line: 0,
  cells: [],
  values,
  faults,
  unanswered: false,
});

async function inputOfOptions(context: Context, command: BatchCommand, flags: BatchFlags): Promise<Input> {
  const { t } = context;
  const own = new Set((command.options ?? []).map((column) => column.name));
  let texts = Object.fromEntries(
    Object.entries(flags.values).filter(([name]) => !own.has(name) || command.columns.some((column) => column.name === name)),
  );
  const headerOf = (name: string) => {
    const column = command.columns.find((one) => one.name === name);
    return column ? `--${column.option}` : name;
  };
  const seen = (_: ReadRow, name: string) => texts[name] ?? '';
  const narrowed = command.generate && !command.keys.every((name) => texts[name] !== undefined);
  if (narrowed) {
    const beside = command.columns.filter((column) => texts[column.name] !== undefined && !command.keys.includes(column.name));
    if (beside.length > 0)
      throw new UsageFault(
        t.usage.needsWholeKey(beside.map((column) => `--${column.option}`).join(', '), command.keys.map(headerOf).join(', ')),
      );
    return { source: 'register', chunks: emptyChunk, headerOf, seen };
  }
  const missing = command.columns.filter((column) => column.required && texts[column.name] === undefined);
  if (missing.length > 0) texts = { ...texts, ...(await askOrRefuse(context, command, missing)) };
  return {
    source: 'options',
    headerOf,
    seen,
    async *chunks() {
      yield [readTexts(command, texts, context)];
    },
  };
}

async function* emptyChunk(): AsyncGenerator<readonly ReadRow[]> {
  yield [];
}

/** One row of values given as options; the same parsers as a file. */
function readTexts(command: BatchCommand, texts: Readonly<Record<string, string>>, { t }: Context): ReadRow {
  const values: Record<string, unknown> = {};
  const faults: ReadRow['faults'][number][] = [];
  for (const column of command.columns) {
    const text = texts[column.name]?.trim();
    if (text === undefined || (text === '' && !column.required)) continue;
    if (text === '-' && !column.required) {
      values[column.name] = null;
      continue;
    }
    const read =
      text === '' ? { expected: () => t.batch.required } : hasControl(text) ? { expected: () => t.batch.control } : column.parse(text);
    if ('value' in read) values[column.name] = read.value;
    else faults.push(cellFault(null, `--${column.option}`, text, read.expected(t)));
  }
  return optionRow(faults.length > 0 ? null : values, faults);
}

async function inputOfFile(
  context: Context,
  command: BatchCommand,
  flags: BatchFlags,
  file: string,
): Promise<{ input: Input; sheet: Sheet }> {
  const { t, world } = context;
  const both = command.columns.filter(
    (column) => flags.values[column.name] !== undefined && !command.options?.some((own) => own.name === column.name),
  );
  if (both.length > 0) throw new UsageFault(t.usage.csvOrOptions(both.map((column) => `--${column.option}`).join(', ')));
  if (flags.encoding !== undefined && !checkEncoding(flags.encoding))
    throw new UsageFault(`--encoding: ${t.batch.unknownEncoding(flags.encoding)}`);
  const delimiter = flags.delimiter === undefined ? undefined : parseDelimiter(flags.delimiter);
  if (flags.rejects !== undefined && !flags.skipInvalid) throw new UsageFault(t.usage.rejectsNeedSkip);
  if (delimiter === null) throw new UsageFault(t.usage.badDelimiter(flags.delimiter ?? ''));
  const layout = layouts.find((one) => one.name === flags.layout);
  if (flags.layout !== undefined && !layout)
    throw new UsageFault(
      t.usage.unknownLayout(
        flags.layout,
        layouts.map((one) => one.name).join(', '),
        nearest(
          flags.layout,
          layouts.map((one) => one.name),
        ),
      ),
    );
  const source = await openSource(file === '-' ? file : resolve(world.cwd, file), file === '-' ? world.stdin : empty(), t);
  const sheet = await openSheet(
    source,
    command.columns,
    {
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
      ...(flags.map ? { map: flags.map } : {}),
      ...(layout ? { layout } : {}),
      ...(takesSheets.has(command.name) ? { keys: command.keys } : {}),
    },
    t,
  );
  const fields = new Map(sheet.fields.map((field) => [field.column.name, field]));
  const input: Input = {
    source: 'file',
    chunks: (size) => sheet.chunks(size),
    headerOf: (column) => fields.get(column)?.header ?? null,
    seen: (row, column) => fields.get(column)?.seen(row.cells.map((cell) => cell)) ?? '',
  };
  return { input, sheet };
}

async function* empty(): AsyncGenerator<Uint8Array> {}

/** Where rows set aside go. Throws UsageFault where standard input has no name to derive it from. */
function rejectsPlace(context: Context, file: string, given: string | undefined): string {
  const { t, world } = context;
  if (given !== undefined) return resolve(world.cwd, given);
  if (file === '-') throw new UsageFault(t.usage.rejectsOfStdin);
  const whole = resolve(world.cwd, file);
  return join(dirname(whole), `${basename(whole, extname(whole))}.rejects${extname(whole) || '.csv'}`);
}

function report(
  context: Context,
  command: BatchCommand,
  end: BatchEnd,
  name: string,
  rejects: string | null,
  assumed: ReadonlySet<string>,
  scores: Scores,
): void {
  const { t, terminal, json, dryRun } = context;
  const { summary } = end;
  for (const warning of end.warnings.slice(0, shownFaults)) terminal.say(t.run.warning(warning));
  if (end.warnings.length > shownFaults) terminal.say(t.run.moreWarnings(end.warnings.length - shownFaults));
  for (const fault of summary.errors.slice(0, shownFaults))
    terminal.complain(terminal.paint.bad(faultLine(name || command.name, fault, t)));
  if (summary.errors.length > shownFaults) terminal.complain(t.run.moreErrors(summary.errors.length - shownFaults));
  if (json) terminal.out(JSON.stringify(summary));
  else {
    const { last } = end;
    if (summary.decisions !== undefined && last && last.status !== 'invalid')
      terminal.out(
        t.run.answer(
          last.status,
          summary.decisions.some(({ kind }) => kind === 'revocation') ? null : (last.outcome ?? null),
          last.value ?? null,
          messageOf(last),
        ),
      );
    for (const decision of summary.decisions ?? [])
      terminal.out(t.run.decision(decision.decision, t.kinds[decision.kind], t.outcomes[decision.outcome]));
    terminal.out(t.run.summary(command.name, summary));
    if (summary.decisions === undefined) for (const [rule, rows] of end.reasons) terminal.out(t.run.reason(rule, rows, t.rules[rule]));
    // Of rows that were withheld the rules have said nothing.
    if (summary.decisions === undefined && summary.withheld === 0) for (const line of scores.say(terminal, t)) terminal.out(line);
  }
  const stopped = !end.wrote && !dryRun;
  if (stopped && summary.errors.length > 0)
    terminal.complain(t.run.nothingWritten(summary.rows > summary.invalid && summary.decisions === undefined));
  if (dryRun) terminal.say(t.run.dryRun);
  if (rejects !== null && summary.invalid > 0) terminal.say(t.run.setAside(summary.invalid, rejects));
  if (assumed.size > 0 && summary.granted + summary.refused > 0)
    terminal.say(t.run.assumed([...assumed].join(', '), summary.granted + summary.refused));
  const next = t.next[command.name as keyof typeof t.next];
  if (end.wrote && summary.accepted > summary.refused && next) terminal.say(t.run.next(next));
}

function exitCodeOf(end: BatchEnd, source: RowSource, flags: BatchFlags): number {
  const { summary, last } = end;
  if (source !== 'options') {
    if (summary.invalid === 0) return exitCodes.done;
    return flags.skipInvalid && source === 'file' ? exitCodes.setAside : exitCodes.input;
  }
  if (last?.status === 'invalid')
    return last.faults.length > 0 && last.faults.every((fault) => 'unknown' in fault && fault.unknown)
      ? exitCodes.notFound
      : exitCodes.input;
  return last?.outcome === 'refused' ? exitCodes.refused : exitCodes.done;
}
