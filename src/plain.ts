/** From the command line to a command that takes no rows: what is missing is asked for, what names nothing gets a hint. */
import { askMissing, sayCommandLine } from './asking.ts';
import { type Column, optionOf } from './batch/column.ts';
import { text } from './batch/parsers.ts';
import type { Given, PlainCommand } from './command.ts';
import type { Context } from './context.ts';
import { UsageFault } from './faults.ts';
import { withHint } from './hints.ts';
import type { Catalog } from './languages/catalog.ts';

/** What was typed: texts by column or argument, and the flags given. */
export interface Typed {
  readonly texts: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  readonly batch: Given['batch'];
}

/** The arguments of a command as columns without an option, then its options. */
function columnsOf(command: PlainCommand): readonly Column[] {
  const { argument, options = [] } = command;
  const parts = argument ? (argument.parts ?? [argument.name]) : [];
  const choices = argument?.choices ?? argument?.known;
  return [
    ...parts.map((name, place) => ({
      name,
      option: '',
      required: argument?.optional !== true,
      parse: text,
      ...(choices && place === 0 ? { choices } : {}),
    })),
    ...options.filter((option): option is Column => 'parse' in option),
  ];
}

/** Runs it. Returns its exit code; throws UsageFault where something is missing or does not read, NotFound with a hint. */
export async function runPlain(context: Context, command: PlainCommand, { texts: given, flags, batch }: Typed): Promise<number> {
  const { t, terminal } = context;
  const columns = columnsOf(command);
  readAll(columns, given, t);
  const wanted = (known: Typed['texts']) => [...columns, ...(command.questions?.(known) ?? [])];
  const answered = terminal.asks ? await askMissing(context, given, async (known) => wanted(known), false) : null;
  const texts = answered?.texts ?? given;
  const missing = wanted(texts).filter((column) => column.required && texts[column.name] === undefined);
  if (missing.length > 0) throw new UsageFault(t.usage.missingOptions(command.name, missing.map(optionOf).join(', ')));
  const values = { ...readAll(columns, texts, t), ...Object.fromEntries(flags.map((flag) => [flag, true])) };
  const argument = columns.flatMap(({ option, name }) => (option === '' ? (texts[name] ?? []) : [])).join('\n');
  const code = await withHint(context, () => command.run(context, { argument: argument === '' ? undefined : argument, values, batch }));
  if (answered && answered.asked.length > 0) sayCommandLine(context, answered);
  return code;
}

/** The options' values. Throws UsageFault for one that does not read. */
function readAll(columns: readonly Column[], texts: Typed['texts'], t: Catalog): Given['values'] {
  const values: Record<string, unknown> = {};
  for (const column of columns) {
    const text = texts[column.name];
    if (text === undefined || column.option === '') continue;
    const read = column.parse(text.trim());
    if ('expected' in read) throw new UsageFault(`${optionOf(column)}: ${t.batch.seen(text)} ${read.expected(t)}`);
    values[column.name] = read.value;
  }
  return values;
}
