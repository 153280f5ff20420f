/** From the command line to the batch path and back: a command that takes rows is run, told of and answered with an exit code. */
import { sayCommandLine, type Texts } from './asking.ts';
import type { Afterword, BatchCommand } from './batch/command.ts';
import { InputFault } from './batch/fault.ts';
import type { BatchEnd, BatchJob } from './batch/job.ts';
import { runBatch } from './batch/run.ts';
import type { Context } from './context.ts';
import { lead } from './dialogue.ts';
import { exitCodes } from './faults.ts';
import { withHint, withNearIds } from './hints.ts';
import { type BatchFlags, checkFlags, openInput, readOptions, rejectsPlace, withEntries } from './input.ts';
import { checkPlaces, openOutputs } from './outputs.ts';
import type { Reader } from './register/register.ts';
import { exitCodeOf, listen, noRun, tell } from './summary.ts';

/** Runs a command that takes rows. Returns its exit code; throws faults of the command line and of the register. */
export async function perform(context: Context, asked: BatchCommand, typed: BatchFlags): Promise<number> {
  const command = asked.follow ? await following(context, asked, asked.follow, typed.csv !== undefined) : asked;
  const flags = withEntries(command, typed, context.t);
  checkFlags(command, flags, context.t);
  const rehearse = (values: Texts) => rehearsal(context, command, { ...flags, values });
  const answered = await withHint(context, () => lead(context, command, flags, rehearse));
  if (answered === null) return attempt(context, command, flags, false);
  const code = await attempt(context, command, { ...flags, values: answered.texts }, flags.csv === undefined);
  sayCommandLine(context, answered);
  return code;
}

/** What would come of one row of values. */
async function rehearsal(context: Context, command: BatchCommand, flags: BatchFlags): Promise<BatchEnd> {
  const { input } = await openInput(context, command, flags);
  return withNearIds(context, await runBatch({ ...(await jobOf(context, command, flags, input)), dryRun: true }));
}

/** Runs it, whatever becomes of the file. `settled` where the user has seen and confirmed what will be stored. */
async function attempt(context: Context, command: BatchCommand, flags: BatchFlags, settled: boolean): Promise<number> {
  try {
    return await withHint(context, () => take(context, command, flags, settled));
  } catch (error) {
    if (!(error instanceof InputFault)) throw error;
    tell(context, noRun(command, [...error.faults]), nameOf(flags) ?? command.name, null, listen(command));
    return exitCodes.input;
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

/** The file as people know it. Null where there is none. */
const nameOf = ({ csv }: BatchFlags): string | null => (csv === '-' ? '(stdin)' : (csv ?? null));

/** One run with all it writes and says. Throws InputFault where it cannot begin. */
async function take(context: Context, command: BatchCommand, flags: BatchFlags, settled: boolean): Promise<number> {
  const { t, terminal, world } = context;
  const { input, sheet } = await openInput(context, command, flags);
  if (command.confirm && !settled) await terminal.confirm(command.confirm(t));
  const name = nameOf(flags);
  const place = rejectsPlace(context, flags);
  checkPlaces(context, flags, place);
  for (const warning of sheet?.warnings ?? []) terminal.say(`${name}: ${warning}`);
  const outputs = openOutputs(context, command, flags, sheet, place);
  try {
    const heard = listen(command);
    const progress = await terminal.progress(command.name);
    let after: Afterword = { shown: [], said: [] };
    const job: BatchJob = {
      ...(await jobOf(context, command, flags, input)),
      ...outputs.listeners,
      ...heard.listeners,
      onProgress: (rows) => progress.rows(rows),
      async onEnd(end, reader) {
        if (reader) after = await afterwordOf(context, job, reader);
        outputs.seal(end, after.files ?? []);
      },
      signal: world.signal,
    };
    const restart = () => {
      outputs.restart();
      heard.restart();
      job.run.noted.length = 0;
    };
    const end = await withNearIds(context, await runBatch({ ...job, onRestart: restart }).finally(() => progress.stop()));
    const unnamed = outputs.finish(end);
    // What was seen before it was confirmed is not said twice.
    tell(context, settled && end.wrote ? { ...end, warnings: [] } : end, name ?? command.name, place, heard);
    if (!context.json) for (const line of after.shown) terminal.out(line);
    for (const line of after.said) terminal.say(line);
    for (const fault of unnamed) terminal.complain(t.run.unnamed(fault));
    return exitCodeOf(end, input.source, job.skipInvalid);
  } finally {
    outputs.abandon();
  }
}

/** What a run is asked to do. Throws UsageFault where an option does not read. */
async function jobOf(context: Context, command: BatchCommand, flags: BatchFlags, input: BatchJob['input']): Promise<BatchJob> {
  const { t, world, dryRun } = context;
  const options = readOptions(command, flags, t);
  const letters = flags.letters !== undefined && command.letters !== undefined && !dryRun;
  return {
    command,
    input,
    register: await context.register({ busy: input.source !== 'options' }),
    deed: context.deed(command.name),
    run: {
      t,
      reading: await context.readings(),
      options: letters ? { ...options, letters: true } : options,
      cwd: world.cwd,
      dryRun,
      noted: [],
    },
    skipInvalid: flags.skipInvalid === true && input.source === 'file',
    dryRun,
  };
}

/** What the command itself shows and writes once its rows are through. */
async function afterwordOf({ terminal, on }: Context, { command, run, input }: BatchJob, reader: Reader): Promise<Afterword> {
  const after = { ...run, on, source: input.source, width: terminal.width, reader };
  return command.afterword ? command.afterword(after) : { shown: [], said: [] };
}
