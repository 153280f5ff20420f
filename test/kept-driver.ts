/**
 * From Node 24.19 on, a process ends without a word when a connection or statement of the SQLite driver is collected as
 * garbage. The program keeps its own; for tests that speak to the driver, this keeps theirs.
 */
import { createRequire } from 'node:module';
import Database from 'better-sqlite3';

const kept: unknown[] = [];
const { cppdb } = createRequire(import.meta.url)('better-sqlite3/lib/util') as { readonly cppdb: symbol };
const native = Object.getPrototypeOf((new Database(':memory:') as unknown as Record<symbol, object>)[cppdb]) as {
  prepare(...given: unknown[]): unknown;
};
const { prepare } = native;
native.prepare = function (this: unknown, ...given: unknown[]) {
  const statement = Reflect.apply(prepare, this, given);
  kept.push(this, statement);
  return statement;
};
