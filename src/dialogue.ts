/** A command that takes rows, led through on a terminal: questions, what would come of the answers, and whether to store it. */
import { type Answered, askColumn, askMissing, fitting, type Texts, textOf } from './asking.ts';
import type { Column } from './batch/column.ts';
import type { BatchCommand } from './batch/command.ts';
import type { BatchEnd } from './batch/job.ts';
import type { Context } from './context.ts';
import { type BatchFlags, readOptions, readRow, rowColumns } from './input.ts';
import { previewLines, sayFaults } from './summary.ts';

/** A run on these values that stores nothing. */
type Rehearse = (values: Texts) => Promise<BatchEnd>;

/**
 * Asks for what was left out and, of a run without a file, shows what it would store before it does. Null where nothing
 * was asked: all was given, nobody can be asked, or what was given is at fault already. Throws Declined.
 */
export async function lead(context: Context, command: BatchCommand, flags: BatchFlags, rehearse: Rehearse): Promise<Answered | null> {
  const { t, terminal } = context;
  if (!terminal.asks || flags.csv === '-') return null;
  readOptions(command, flags, t);
  if (readRow(command, flags.values, t).values === null) return null;
  const wanted = (texts: Texts) => wantedBy(context, command, { ...flags, values: texts });
  const whole = command.columns.every(({ name }) => flags.values[name] === undefined);
  const answered = await askMissing(context, flags.values, wanted, whole);
  if (answered.asked.length === 0) return null;
  return flags.csv !== undefined || context.dryRun ? answered : settled(context, command, answered, wanted, rehearse);
}

/** The columns worth asking for, by what is known so far: the command's own options, then those of the row. */
async function wantedBy(context: Context, command: BatchCommand, flags: BatchFlags): Promise<readonly Column[]> {
  const { t, on } = context;
  const own = (command.options ?? []).filter((column) => column.required);
  const columns = rowColumns(command, flags);
  const { questions } = command;
  if (columns.length === 0 || !questions) return [...own, ...columns];
  const values = readRow(command, flags.values, t).values ?? {};
  const options = readOptions(command, flags, t);
  const reading = await context.readings();
  const register = await context.register();
  return [...own, ...(await register.read((reader) => questions(values, { reader, on, reading, options })))];
}

/** Shows what would be stored until the answers hold together, and asks whether to store it. */
async function settled(
  context: Context,
  command: BatchCommand,
  answered: Answered,
  wanted: (texts: Texts) => Promise<readonly Column[]>,
  rehearse: Rehearse,
): Promise<Answered> {
  const { t, terminal } = context;
  const end = await rehearse(answered.texts);
  if (end.summary.invalid === 0) {
    if (end.touched) await terminal.confirm(command.confirm?.(t) ?? t.ask.save, previewLines(context, end));
    return answered;
  }
  sayFaults(context, end, command.name);
  const column = await toCorrect(context, command, answered, end);
  // The run itself says that nothing was written.
  if (column === null) return answered;
  const texts = { ...answered.texts, [column.name]: await askColumn(context, column, answered.texts) };
  const more = await askMissing(context, texts, wanted, false);
  const asked = new Map([...answered.asked, column, ...more.asked].map((one) => [one.name, one]));
  return settled(context, command, { texts: more.texts, asked: [...asked.values()] }, wanted, rehearse);
}

/** The answer to give again, those at fault first. Null where the user leaves it at that. */
async function toCorrect(
  { t, terminal }: Context,
  command: BatchCommand,
  { asked, texts }: Answered,
  end: BatchEnd,
): Promise<Column | null> {
  const names = end.last?.status === 'invalid' ? end.last.faults.map(({ column }) => column) : [];
  const faulty = command.columns.filter(({ name }) => names.includes(name)).map((column) => ({ ...column, required: true }));
  const columns = [...faulty, ...asked.filter(({ name }) => !names.includes(name))];
  const found = [
    ...columns.map((column) => ({ value: column.name, name: `${textOf(column, t)}: ${texts[column.name] ?? t.ask.none}` })),
    { value: '', name: t.ask.leave },
  ];
  const answer = await terminal.ask({
    message: t.ask.correct,
    ready: true,
    offers: async (text) => fitting(found, text),
    fault: () => null,
  });
  return columns.find(({ name }) => name === answer) ?? null;
}
