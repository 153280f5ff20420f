import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PlainCommand } from '../command.ts';
import { exitCodes, UsageFault } from '../faults.ts';
import { verify } from '../register/audit.ts';
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
    try {
      await copyTo(file);
    } catch (error) {
      throw register.engine.explain(error);
    }
    const copy = await openFile(file);
    const report = await copy.read((reader) => verify(reader));
    await copy.close();
    const ok = report.fault === null;
    if (context.json) terminal.out(JSON.stringify({ file, ok, entries: report.entries, head: report.head }));
    else terminal.out(ok ? `${t.audit.backedUp(argument, report.entries)}\n${t.audit.head(report.head)}` : t.audit.backupDamaged(argument));
    return ok ? exitCodes.done : exitCodes.damaged;
  },
};
