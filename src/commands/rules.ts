import { columns as c, optional } from '../batch/columns.ts';
import { nearest } from '../batch/nearest.ts';
import { country } from '../batch/parsers.ts';
import { type PlainCommand, textOf } from '../command.ts';
import { type Context, found } from '../context.ts';
import type { Day } from '../day.ts';
import { baseEdition } from '../editions/base/index.ts';
import { type Dated, inForce, type Json, type OfficeValue, type Parameter, type ParameterName } from '../editions/edition.ts';
import { exitCodes, NotFound, UsageFault } from '../faults.ts';
import { findOfficeValues, readingsOf } from '../register/office.ts';
import { table } from '../terminal/table.ts';

/** One value of a parameter, as lists and exports show it. */
interface Line {
  readonly parameter: string;
  readonly value: Json;
  readonly from: Day;
  readonly mark: string;
  readonly source: string;
}

const parameters: Readonly<Record<string, Parameter>> = baseEdition.parameters;

const office = (context: Context): Promise<OfficeValue[]> => context.register().then((register) => register.read(findOfficeValues));

const line = (parameter: string, { value, from, mark, source }: Dated<Json>): Line => ({ parameter, value, from, mark, source });

const valueText = (value: Json): string => {
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([name, of]) => `${name}=${of}`);
  return pairs.join(' ') || none;
};

/** What a list without entries is written as. */
const none = 'none';

function known(context: Context, name: string): Parameter {
  const near = nearest(name, Object.keys(parameters));
  return found(Object.hasOwn(parameters, name) ? parameters[name] : undefined, context.t.notFound.parameter(name, near));
}

/** Every parameter with the value in force on the day. */
export const rulesList: PlainCommand = {
  name: 'rules list',
  async run(context) {
    const { t, terminal, on } = context;
    const set = await office(context);
    const lines = Object.entries(parameters).map(([name, parameter]) => line(name, inForce(parameter, set, name, on)));
    if (context.json) terminal.out(JSON.stringify(lines));
    else {
      const rows = lines.map((one) => [
        one.parameter,
        valueText(one.value),
        one.from,
        t.marks[one.mark as keyof typeof t.marks],
        one.source,
      ]);
      await terminal.page(table(t.lists.rules, rows, { width: terminal.width, strong: terminal.paint.strong }));
      terminal.say(t.lists.rulesNext);
    }
    return exitCodes.done;
  },
};

/** Every value one parameter has had or will have. */
export const rulesShow: PlainCommand = {
  name: 'rules show',
  argument: { name: 'parameter', known: Object.keys(parameters) },
  async run(context, { argument = '' }) {
    const { t, terminal } = context;
    const parameter = known(context, argument);
    const lines = [...parameter.values, ...(await office(context)).filter((value) => value.parameter === argument)].map((value) =>
      line(argument, value),
    );
    if (context.json) terminal.out(JSON.stringify(lines));
    else {
      const rows = lines.map((one) => [
        one.parameter,
        valueText(one.value),
        one.from,
        t.marks[one.mark as keyof typeof t.marks],
        one.source,
      ]);
      terminal.out(table(t.lists.rules, rows, { width: terminal.width, strong: terminal.paint.strong }));
    }
    return exitCodes.done;
  },
};

/** The edition with this office's values, as one document. */
export const rulesExport: PlainCommand = {
  name: 'rules export',
  async run(context) {
    const set = await office(context);
    const all = Object.fromEntries(
      Object.entries(parameters).map(([name, { type, values }]) => [
        name,
        {
          type,
          values: [...values, ...set.filter((value) => value.parameter === name)].map(({ value, from, mark, source }) => ({
            value,
            from,
            mark,
            source,
          })),
        },
      ]),
    );
    context.terminal.out(JSON.stringify({ edition: baseEdition.name, parameters: all }, null, context.json ? 0 : 2));
    return exitCodes.done;
  },
};

/** Lays an office's own value over the edition, from a day and with its source. */
export const rulesSet: PlainCommand = {
  name: 'rules set',
  argument: { name: 'parameter', parts: ['parameter', 'value'], known: Object.keys(parameters) },
  options: [c.from, c.source],
  async run(context, given) {
    const { t, terminal } = context;
    const [name = '', text = ''] = (given.argument ?? '').split('\n');
    const parameter = known(context, name);
    const value = parseValue(parameter, text);
    if (value === null) throw new UsageFault(t.usage.badRuleValue(name, text, t.valueTypes[parameter.type]));
    const from = textOf(given, 'from') as Day;
    const source = (textOf(given, 'source') ?? '').trim();
    if (source === '') throw new UsageFault(`--source: ${t.batch.required}`);
    const register = await context.register();
    const stored = JSON.stringify(value);
    const changed = await register.write(
      context.deed('rules set'),
      async (writer) => {
        const before = await writer.db
          .selectFrom('office_values')
          .selectAll()
          .where('parameter', '=', name)
          .where('from_day', '=', from)
          .executeTakeFirst();
        if (before?.value === stored && before.source === source) return false;
        writer.put('office_values', { parameter: name, from_day: from, value: stored, source });
        writer.flush();
        // The set must still read: a parameter whose value breaks a rule is refused before it is stored.
        (await readingsOf(writer))(from).value(name as ParameterName);
        return true;
      },
      { rehearse: context.dryRun },
    );
    const result = { parameter: name, value, from, source, changed };
    terminal.out(
      context.json
        ? JSON.stringify(result)
        : changed
          ? t.lists.ruleSet(name, valueText(value), from)
          : t.lists.ruleAlready(name, valueText(value), from),
    );
    return exitCodes.done;
  },
};

/** Removes a value this office has set. */
export const rulesUnset: PlainCommand = {
  name: 'rules unset',
  argument: { name: 'parameter', known: Object.keys(parameters) },
  options: [optional(c.from)],
  async run(context, given) {
    const { t, terminal } = context;
    const name = given.argument ?? '';
    known(context, name);
    const from = textOf(given, 'from');
    const register = await context.register();
    const removed = await register.write(
      context.deed('rules unset'),
      async (writer) => {
        let query = writer.db.selectFrom('office_values').selectAll().where('parameter', '=', name);
        if (from !== undefined) query = query.where('from_day', '=', from);
        const rows = await query.execute();
        for (const row of rows) writer.remove('office_values', row);
        return rows.length;
      },
      { rehearse: context.dryRun },
    );
    if (removed === 0) throw new NotFound(t.notFound.officeValue(name));
    terminal.out(context.json ? JSON.stringify({ parameter: name, removed }) : t.lists.ruleUnset(name, removed));
    return exitCodes.done;
  },
};

/** A value typed for a parameter. Null where it is none. */
function parseValue(parameter: Parameter, text: string): Json | null {
  const value = readValue(parameter, text);
  const { among, least } = parameter;
  if (among && ![value].flat().every((one) => typeof one === 'string' && among.includes(one))) return null;
  return least !== undefined && typeof value === 'number' && value < least ? null : value;
}

function readValue({ type }: Parameter, text: string): Json | null {
  const written = text.trim();
  switch (type) {
    case 'number':
      return /^\d{1,9}$/.test(written) ? Number(written) : null;
    case 'flag':
      return /^(true|yes|sí|si)$/i.test(written) ? true : /^(false|no)$/i.test(written) ? false : null;
    case 'word':
      return written === '' ? null : written;
    case 'words': {
      const list = written.split(/[\s,;]+/).filter(Boolean);
      return list.length > 0 ? list : null;
    }
    case 'countries': {
      const codes = written
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(country);
      const read = codes.flatMap((code) => ('value' in code ? code.value : []));
      return read.length > 0 && read.length === codes.length ? read : null;
    }
    case 'names':
      return parsePairs(written, (of) => of);
    case 'numbers':
      return parsePairs(written, (of) => (/^\d{1,9}$/.test(of) ? Number(of) : null));
    case 'month-day':
      return /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(written) && written !== '02-29' && !/^(02-3|(04|06|09|11)-31)/.test(written)
        ? written
        : null;
  }
}

/** `name=value name2=value2`, each name once; `none` for no entry. Null where it does not read. */
function parsePairs<T extends Json>(written: string, read: (text: string) => T | null): { readonly [name: string]: T } | null {
  if (written === none) return {};
  const pairs: [string, T][] = [];
  for (const entry of written.split(/[\s,;]+/).filter(Boolean)) {
    const [, name = '', text = ''] = /^([^=]+)=([^=]+)$/.exec(entry) ?? [];
    const value = text === '' ? null : read(text);
    if (value === null || pairs.some(([other]) => other === name)) return null;
    pairs.push([name, value]);
  }
  return pairs.length > 0 ? Object.fromEntries(pairs) : null;
}
