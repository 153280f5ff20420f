/** Opens a register by its place. */
import { existsSync } from 'node:fs';
import type { Engine } from './engine.ts';
import { openRegister, pendingMigrations, type Register } from './register.ts';
import { openSqlite } from './sqlite.ts';

export interface Opening {
  readonly dryRun?: boolean;
  /** Let a thread of its own do the writing. */
  readonly threaded?: boolean;
  /** Once it is aborted no query begins, and what was begun is rolled back. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a file, made and migrated at first use. A dry run makes no file and migrates
 * none: where there would be something to make, it works on a copy in memory.
 * Throws RegisterFault.
 */
export async function openFile(file: string, { dryRun = false, threaded = false, signal }: Opening = {}): Promise<Register> {
  const engine = await openSqlite(file, !dryRun || (await isCurrent(file)) ? { threaded } : { manner: 'copy' });
  return openRegister(engine, { signal });
}

/** Whether a register is there and needs no migration. Throws RegisterFault. */
async function isCurrent(file: string): Promise<boolean> {
  const register = await lookAtFile(file);
  await register?.close();
  return register !== null;
}

/** Opens a file to look at it. Null where there is none, or it would have to be migrated first. Throws RegisterFault. */
export async function lookAtFile(file: string): Promise<Register | null> {
  return existsSync(file) ? current(await openSqlite(file, { manner: 'look' })) : null;
}

/** The same for a register on a server. */
export async function lookAtShared(address: string): Promise<Register | null> {
  const { openPostgres } = await import('./postgres.ts');
  return current(openPostgres(address));
}

async function current(engine: Engine): Promise<Register | null> {
  try {
    if ((await pendingMigrations(engine)).length === 0) return await openRegister(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  await engine.close();
  return null;
}

/** Opens a register that offices share on a PostgreSQL server. Throws RegisterFault. */
export async function openShared(address: string, signal?: AbortSignal): Promise<Register> {
  const { openPostgres } = await import('./postgres.ts');
  return openRegister(openPostgres(address), { signal });
}
