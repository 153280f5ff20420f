import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PlainCommand } from '../command.ts';
import { exitCodes, UsageFault } from '../faults.ts';
import { type AuditReport, verify } from '../register/audit.ts';
import { RegisterFault } from '../register/faults.ts';
import { openFile } from '../register/open.ts';

/** Copies the register to a new private file while others work on it, and verifies the copy. */
export const backup: PlainCommand = {
  name: 'backup',
  argument: { name: 'file' },
  async run(context, { argument = '' }) {
    const { t, terminal } = context;
    const file = resolve(context.world.cwd, argument);
    if (existsSync(file)) throw new UsageFault(t.usage.fileExists(argument));
    const register = await context.register();
    const { copyTo } = register.engine;
    if (!copyTo) throw new UsageFault(t.usage.backupOfServer);
    if (context.dryRun) return exitCodes.done;
    const draft = `${file}.${randomBytes(6).toString('hex')}.part`;
    let report: AuditReport;
    try {
      await copyTo(draft);
      const copy = await openFile(draft, { signal: context.world.signal });
      report = await copy.read((reader) => verify(reader)).finally(() => copy.close());
      renameSync(draft, file);
    } catch (error) {
      const fault = register.engine.explain(error);
      // It is the copy that has no room, or no folder.
      throw fault instanceof RegisterFault ? new RegisterFault(fault.problem, file, { cause: error }) : fault;
    } finally {
      for (const left of ['', '-wal', '-shm', '-journal']) rmSync(draft + left, { force: true });
    }
    const ok = report.fault === null;
    if (context.json) terminal.out(JSON.stringify({ file, ok, entries: report.entries, head: report.head }));
    else terminal.out(ok ? `${t.audit.backedUp(argument, report.entries)}\n${t.audit.head(report.head)}` : t.audit.backupDamaged(argument));
    return ok ? exitCodes.done : exitCodes.damaged;
  },
};
