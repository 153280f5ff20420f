import { columns as c, fresh, needed, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged } from '../batch/command.ts';
import { UsageFault } from '../faults.ts';
import { findCalls } from '../register/calls.ts';
import type { RowOf } from '../register/tables.ts';

const windows = [c.reference_day, c.registered_by, c.active_since, c.label_since, c.label_until, c.valid_from, c.valid_until] as const;

/** Windows that must not end before they begin; where a day is null the edition's own holds. */
const ordered = [
  ['opens_on', 'closes_on'],
  ['label_since', 'label_until'],
  ['valid_from', 'valid_until'],
] as const;

/** Makes a call for eTwinning School or changes one; a change holds for later runs only. */
export const schoolCall = batchCommand({
  name: 'school call',
  columns: [
    fresh(c.call),
    optional(c.opens_on),
    optional(c.closes_on),
    optional(c.reference_day),
    optional(c.registered_by),
    optional(c.active_since),
    optional(c.label_since),
    optional(c.label_until),
    optional(c.valid_from),
    optional(c.valid_until),
  ],
  keys: ['call'],
  argument: 'call',
  async questions({ call }, { reader }) {
    const isNew = call !== undefined && !(await findCalls(reader, [call])).has(call);
    const days = isNew ? [needed(c.opens_on), needed(c.closes_on)] : [optional(c.opens_on), optional(c.closes_on)];
    return [fresh(c.call), ...days, ...windows.map((column) => optional(column))];
  },
  async handle(rows, run) {
    const { writer, t } = run;
    const calls = await findCalls(
      writer,
      rows.map((row) => row.call),
    );
    return rows.map((row): RowResult => {
      const before = calls.get(row.call);
      for (const column of ['opens_on', 'closes_on'] as const) {
        if (row[column] === null) return invalid(column, '-', t.rows.cannotBeCleared);
        if (row[column] !== undefined || before) continue;
        if (run.source === 'options') throw new UsageFault(t.usage.missingOptions('school call', '--opens, --closes'));
        return invalid(column, null, t.rows.required);
      }
      const stored: Omit<RowOf<'calls'>, 'run'> = {
        call: row.call,
        opens_on: row.opens_on ?? before?.opens_on ?? '',
        closes_on: row.closes_on ?? before?.closes_on ?? '',
        reference_day: null,
        registered_by: null,
        active_since: null,
        label_since: null,
        label_until: null,
        valid_from: null,
        valid_until: null,
      };
      for (const { name } of windows) stored[name] = row[name] === undefined ? (before?.[name] ?? null) : row[name];
      for (const [first, last] of ordered) {
        const [from, until] = [stored[first], stored[last]];
        if (from !== null && until !== null && until < from) return invalid(last, until, t.rows.endsBeforeStart(from));
      }
      const reference = stored.reference_day ?? stored.opens_on;
      if (stored.active_since !== null && stored.active_since > reference)
        return invalid('active_since', stored.active_since, t.rows.afterReferenceDay(reference));
      if (before && (Object.keys(stored) as (keyof typeof stored)[]).every((name) => before[name] === stored[name])) return unchanged();
      writer.put('calls', stored);
      calls.set(row.call, { ...stored, run: writer.run });
      return accepted({ made: before ? 'updated' : 'created' });
    });
  },
});
