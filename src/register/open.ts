/** Opens a register by its place. */
import { existsSync } from 'node:fs';
import { openRegister, pendingMigrations, type Register } from './register.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Opens a file, made and migrated at first use. A dry run makes no file and migrates
 * none: where there would be something to make, it works on a copy in memory.
 * Throws RegisterFault.
 */
export async function openFile(file: string, { dryRun = false, threaded = false } = {}): Promise<Register> {
  if (!dryRun) return openRegister(await openSqlite(file, { threaded }));
  if (existsSync(file)) {
    const engine = await openSqlite(file, { threaded });
    try {
      if ((await pendingMigrations(engine)).length === 0) return await openRegister(engine);
    } catch (error) {
      await engine.close();
      throw engine.explain(error);
    }
    await engine.close();
  }
  return openRegister(await openSqlite(file, { inMemory: true }));
}

/** Opens a register that offices share on a PostgreSQL server. Throws RegisterFault. */
export async function openShared(address: string): Promise<Register> {
  const { openPostgres } = await import('./postgres.ts');
  return openRegister(openPostgres(address));
}
