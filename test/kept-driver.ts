/**
 * From Node 24.19 on, a process ends without a word when a connection or statement of the SQLite driver is collected as
 * garbage. The program keeps its own while it runs; tests outlive their modules, so here all are kept with the process.
 */
import { createRequire } from 'node:module';
import Database from 'better-sqlite3';

type Method = (this: unknown, ...given: unknown[]) => unknown;

const one = new Database(':memory:');
const kept: unknown[] = [one];
Object.assign(globalThis, { keptOfTheDriver: kept });
const { cppdb } = createRequire(import.meta.url)('better-sqlite3/lib/util') as { readonly cppdb: symbol };
const native = Object.getPrototypeOf((one as unknown as Record<symbol, object>)[cppdb]) as Record<string, Method>;
for (const name of ['prepare', 'exec', 'close']) {
  const method = native[name] as Method;
  native[name] = function (...given) {
    const result = method.apply(this, given);
    kept.push(this, name === 'prepare' ? result : null);
    return result;
  };
}
