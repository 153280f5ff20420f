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
  return openRegister(await openSqlite(file, (await isCurrent(file)) ? { threaded } : { manner: 'copy' }));
}

/** Whether a register is there and needs no migration. Throws RegisterFault. */
async function isCurrent(file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const engine = await openSqlite(file, { manner: 'look' });
  try {
    return (await pendingMigrations(engine)).length === 0;
  } finally {
    await engine.close();
  }
}

/** Opens a register that offices share on a PostgreSQL server. Throws RegisterFault. */
export async function openShared(address: string): Promise<Register> {
  const { openPostgres } = await import('./postgres.ts');
  return openRegister(openPostgres(address));
}
