import { resolve } from 'node:path';
import type { Column } from '../batch/column.ts';
import { columns as c, optional } from '../batch/columns.ts';
import { printable } from '../batch/fault.ts';
import { csvText, openDraft } from '../batch/write.ts';
import { type Given, type PlainCommand, textOf } from '../command.ts';
import type { Context } from '../context.ts';
import { exitCodes, NotFound, UsageFault } from '../faults.ts';
import { findCall } from '../register/calls.ts';
import { findWaiting, type PendingFilter, saveRequests, type Waiting } from '../register/pending.ts';
import type { Reader } from '../register/register.ts';
import { findSchools, knowsCfie, knowsProvince } from '../register/schools.ts';
import { describe } from '../register/sheets.ts';
import { answeredBy, type Step, sheetColumns, steps } from '../steps.ts';
import { table } from '../terminal/table.ts';

const narrowing = [optional(c.cfie), optional(c.province), optional(c.school_code), optional(c.call), optional(c.older_than)] as const;

const overviewColumns = ['what', 'count', 'since', 'days', 'next'] as const;

/** Lists what waits for an answer, writes the sheet that asks for it, and records that the request went out. */
export const pending: PlainCommand = {
  name: 'pending',
  argument: { name: 'what', optional: true, choices: steps },
  options: [...narrowing, optional(c.sheet), { flag: 'excel' }, { flag: 'mark' }],
  shows: { pending: overviewColumns, sheet: ['…', ...sheetColumns] },
  async run(context, given) {
    const step = given.argument as Step | undefined;
    refuseIdle(context, step, given);
    await (step === undefined ? overview(context, given) : oneStep(context, step, given));
    return exitCodes.done;
  },
};

/** Throws UsageFault for options that would do nothing. */
function refuseIdle({ t }: Context, step: Step | undefined, { values }: Given): void {
  const idle = ['out', 'excel', 'mark'].filter((name) => values[name] !== undefined).map((name) => `--${name}`);
  if (step === undefined && idle.length > 0) throw new UsageFault(t.pending.needsWhat(idle.join(', '), steps.join(', ')));
  if (values.excel === true && values.out === undefined) throw new UsageFault(t.pending.onlyWith('--excel', '--out'));
  if (step !== 'accreditation' && values.call !== undefined) throw new UsageFault(t.pending.onlyWith('--call', 'accreditation'));
}

/** What narrows the list. Throws NotFound where it names what the register does not know. */
async function filterOf(reader: Reader, given: Given, { t }: Context): Promise<PendingFilter> {
  const [cfie, province, school, call] = ['cfie', 'province', 'school_code', 'call'].map((name) => textOf(given, name));
  if (cfie !== undefined && !(await knowsCfie(reader, cfie))) throw new NotFound(t.notFound.cfie(cfie), { column: 'cfie', id: cfie });
  if (province !== undefined && !(await knowsProvince(reader, province))) throw new NotFound(t.notFound.province(province));
  if (school !== undefined && !(await findSchools(reader, [school])).has(school))
    throw new NotFound(t.notFound.school(school), { column: 'school_code', id: school });
  if (call !== undefined && !(await findCall(reader, call))) throw new NotFound(t.notFound.call(call), { column: 'call', id: call });
  return { cfie, province, school, call, olderThan: given.values.older_than as number | undefined };
}

/** The edition on the day of the run. */
const readingOf = async (context: Context) => (await context.readings())(context.on);

/** One line a step: how much waits, since when, and the command that shows it. */
async function overview(context: Context, given: Given): Promise<void> {
  const { t, terminal, json, on } = context;
  const documents = (await readingOf(context)).value('credits.documents');
  const register = await context.register();
  const lines = await register.read(async (reader) => {
    const filter = await filterOf(reader, given, context);
    const found = [];
    for (const what of steps) {
      const waiting = await findWaiting(reader, what, filter, { on, documents });
      const [oldest] = await describe(reader, waiting.slice(0, 1), on);
      const next = oldest ? `etw pending ${what}${repeated(given)}` : null;
      found.push({ what, count: waiting.length, since: oldest?.since ?? null, days: oldest?.days ?? null, next });
    }
    return found;
  });
  if (json) return terminal.out(JSON.stringify(lines));
  const rows = lines.map(({ what, count, since, days, next }) => [what, t.pending.waitsFor[what], count, since, days, next]);
  terminal.out(table(t.pending.columns, rows, { width: terminal.width, strong: terminal.paint.strong }));
}

/** A matter as its sheet has it; its call, school and the last day somebody asked are for the screen alone. */
type Row = { readonly [column: string]: string | number | null };

/** The sheet of a step: the columns of the command that takes it back, and what is said beside them. */
interface Sheet {
  readonly columns: readonly Column[];
  readonly keys: readonly string[];
  readonly header: readonly string[];
}

async function sheetOf(context: Context, step: Step, given: Given): Promise<Sheet> {
  const command = await given.batch(answeredBy[step]);
  const columns = command.follow ? command.follow(await readingOf(context)) : command.columns;
  return { columns, keys: command.keys, header: [...columns.map(({ name }) => name), ...sheetColumns] };
}

async function oneStep(context: Context, step: Step, given: Given): Promise<void> {
  const { t, terminal, json, dryRun, world } = context;
  const sheet = await sheetOf(context, step, given);
  const place = textOf(given, 'out');
  const draft = place === undefined || place === '-' || dryRun ? null : openDraft(resolve(world.cwd, place), t);
  try {
    const csv = csvText({ excel: given.values.excel === true, guard: true });
    const write = (rows: readonly Row[]) => {
      if (place === undefined || (place === '-' && json)) return;
      refuseMixed(rows, context);
      const text = csv([sheet.header, ...rows.map((row) => sheet.header.map((name) => row[name]))]);
      if (place === '-') world.stdout.write(text);
      else draft?.append(text);
      // A sheet that finds no room is not one that went out.
      draft?.seal();
    };
    const { rows, marked } = await find(context, step, given, sheet, write);
    draft?.finish();
    if (json) terminal.out(JSON.stringify(rows.map((row) => Object.fromEntries(sheet.header.map((name) => [name, row[name]])))));
    else if (place === undefined && rows.length > 0) await terminal.page(screen(context, step, sheet, rows));
    if (!json || place !== undefined) tell(context, step, given, sheet, rows, marked);
  } finally {
    draft?.abandon();
  }
}

/** A sheet of accreditations is fed to one call: its rows do not name theirs. Throws UsageFault. */
function refuseMixed(rows: readonly Row[], { t }: Context): void {
  const calls = [...new Set(rows.map((row) => row.call))].sort();
  if (calls.length > 1) throw new UsageFault(t.pending.severalCalls(calls.join(', ')));
}

/** What waits, and how many requests were recorded; `write` is handed the rows before the transaction ends. */
async function find(context: Context, step: Step, given: Given, { columns, keys }: Sheet, write: (rows: readonly Row[]) => void) {
  const { on } = context;
  const documents = (await readingOf(context)).value('credits.documents');
  const look = async (reader: Reader) => findWaiting(reader, step, await filterOf(reader, given, context), { on, documents });
  const toRows = async (reader: Reader, waiting: readonly Waiting[]): Promise<readonly Row[]> => {
    const described = await describe(reader, waiting, on);
    const rows = waiting.map(
      (matter, place): Row => ({
        ...Object.fromEntries(columns.map(({ name }) => [name, keys.includes(name) ? matter[name as keyof Waiting] : null])),
        ...described[place],
        call: matter.call,
        school_code: matter.school_code,
        asked_on: matter.askedOn,
      }),
    );
    write(rows);
    return rows;
  };
  const register = await context.register();
  if (given.values.mark !== true)
    return register.read(async (reader) => ({ rows: await toRows(reader, await look(reader)), marked: null }));
  return register.write(
    context.deed(`pending ${step}`),
    async (writer) => {
      const waiting = await look(writer);
      const counted = await saveRequests(writer, step, waiting);
      const marked = counted.filter(({ asked }, place) => asked !== waiting[place]?.asked).length;
      return { rows: await toRows(writer, counted), marked };
    },
    { rehearse: context.dryRun },
  );
}

/** What says more about a key on the screen. */
const besides: { readonly [key: string]: readonly string[] } = {
  teacher_id: ['given_name', 'family_name'],
  school_code: ['school_name'],
  project_id: ['title'],
};

function screen({ terminal, t }: Context, step: Step, { keys }: Sheet, rows: readonly Row[]): string {
  const named = step === 'access' ? [...keys, 'school_code'] : step === 'accreditation' ? ['call', ...keys] : keys;
  const columns = [...named.flatMap((key) => [key, ...(besides[key] ?? [])]), 'since', 'days', 'asked', 'asked_on'];
  return table(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
    {
      width: terminal.width,
      strong: terminal.paint.strong,
      shorten: true,
      least: ['title', 'school_name', 'given_name', 'asked_on', 'family_name'],
      leftOut: (left) => terminal.paint.faint(t.lists.leftOut(left.join(', '))),
    },
  );
}

/** What was found, written and recorded, and what to type next. */
function tell(context: Context, step: Step, given: Given, sheet: Sheet, rows: readonly Row[], marked: number | null): void {
  const { t, terminal, dryRun, on } = context;
  const place = textOf(given, 'out');
  const call = step === 'accreditation' ? ` --call ${rows[0]?.call ?? '<call>'}` : '';
  const answering = (file: string) => `etw ${answeredBy[step]}${call} --csv ${quoted(file)}`;
  const again = `etw pending ${step}${repeated(given)}`;
  terminal.say(t.pending.total(rows.length, Number(rows[0]?.days ?? 0)));
  if (marked !== null) terminal.say(t.pending.marked(marked, rows.length - marked, on));
  if (dryRun) terminal.say(t.run.dryRun);
  if (rows.length === 0) return;
  if (place === undefined) {
    terminal.say(t.run.next(t.pending.thenSheet(`${again} --out ${step}.csv`, answering(`${step}.csv`))));
    return;
  }
  if (place !== '-' && !dryRun) terminal.say(t.lists.exported(rows.length, printable(place, 500)));
  terminal.say(t.run.next(t.pending.fillIn(answersOf(sheet).join(', '), answering(place === '-' ? `${step}.csv` : place))));
  if (marked === null) terminal.say(t.pending.thenMark(`${again} --mark`));
}

/** The columns in which an answer is looked for: those that it needs, or where it needs none, whichever is known. */
function answersOf({ columns, keys }: Sheet): readonly string[] {
  const open = columns.filter(({ name }) => !keys.includes(name));
  const needed = open.filter((column) => column.required || column.conditional === true);
  return (needed.length > 0 ? needed : open).map(({ name }) => name);
}

/** What narrowed the list, as it is typed again. */
const repeated = ({ values }: Given): string =>
  narrowing.map(({ name, option }) => (values[name] === undefined ? '' : ` --${option} ${quoted(String(values[name]))}`)).join('');

const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `"${printable(text, 500)}"`);
