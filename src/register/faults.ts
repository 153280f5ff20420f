/** Why a register cannot be used; the languages say it in words. */
export type RegisterProblem = 'busy' | 'newer' | 'edited-migration' | 'unreadable' | 'read-only' | 'full' | 'vanished' | 'altered';

/** The register is busy, unreadable or newer than the program (exit 6). */
export class RegisterFault extends Error {
  constructor(
    readonly problem: RegisterProblem,
    readonly place: string,
    options?: ErrorOptions,
  ) {
    super(`${problem}: ${place}`, options);
  }
}

/** Whether an error says that SQLite's driver is not there, was not compiled, or for another Node: no register can be opened (exit 6). */
export function lacksDriver(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_DLOPEN_FAILED' || (code === 'MODULE_NOT_FOUND' && message.includes('better_sqlite3.node'));
}

/** A stored value no longer reads as what it should be (exit 8). */
export class DamagedValue extends Error {
  constructor(
    readonly table: string,
    readonly key: string,
    readonly column: string,
  ) {
    super(`${table} ${key}: ${column}`);
  }
}
