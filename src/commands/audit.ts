import { columns as c, optional } from '../batch/columns.ts';
import { type PlainCommand, textOf } from '../command.ts';
import { exitCodes } from '../faults.ts';
import { logEntries, verify } from '../register/audit.ts';
import { readJson } from '../register/decisions.ts';
import { table } from '../terminal/table.ts';

/** Proves that decisions, facts and the log are as they were recorded. */
export const auditVerify: PlainCommand = {
  name: 'audit verify',
  options: [optional(c.head)],
  async run(context, given) {
    const { t, terminal, json } = context;
    const register = await context.register();
    const report = await register.read((reader) => verify(reader, textOf(given, 'head') ?? null));
    const { fault } = report;
    if (json) terminal.out(JSON.stringify({ ok: fault === null, ...report }));
    else if (fault === null)
      terminal.out(`${terminal.paint.good(t.audit.intact(report.entries, report.rows))}\n${t.audit.head(report.head)}`);
    if (fault !== null)
      terminal.complain(
        terminal.paint.bad(
          'table' in fault
            ? t.audit[fault.kind](fault.table, fault.key, fault.seq)
            : 'head' in fault
              ? t.audit[fault.kind](fault.head)
              : t.audit[fault.kind](fault.seq),
        ),
      );
    return fault === null ? exitCodes.done : exitCodes.damaged;
  },
};

/** Who did what, oldest first. */
export const auditLog: PlainCommand = {
  name: 'audit log',
  async run(context) {
    const { t, terminal, json } = context;
    const register = await context.register();
    const entries = await register.read(async (reader) => {
      const found = [];
      for await (const entry of logEntries(reader)) {
        const items = readJson<Record<string, unknown[]>>('log', String(entry.seq), 'items', entry.items);
        const wrote = Object.fromEntries(Object.entries(items).map(([name, rows]) => [name, rows.length]));
        found.push({
          seq: entry.seq,
          at: entry.at,
          by: entry.actor,
          command: entry.command,
          on: entry.on_day,
          run: entry.run,
          wrote,
          hash: entry.hash,
        });
      }
      return found;
    });
    if (json) terminal.out(JSON.stringify(entries));
    else {
      const wrote = (rows: Readonly<Record<string, number>>) =>
        Object.entries(rows)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ');
      await terminal.page(
        table(
          t.audit.columns,
          entries.map((entry) => [entry.seq, entry.at, entry.by, entry.command, entry.on, wrote(entry.wrote)]),
          { width: terminal.width, strong: terminal.paint.strong },
        ),
      );
      terminal.say(t.lists.count(entries.length));
    }
    return exitCodes.done;
  },
};
