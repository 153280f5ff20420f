/** What must hold in a sound register, beyond the log. */
import { statSync } from 'node:fs';
import type { Reader } from './register.ts';

export interface Unsound {
  readonly kind: 'numbers' | 'permissions';
  readonly detail: string;
}

/** Certificates without gaps and a file only its owner reads. Empty where all is well. */
export async function findings(reader: Reader, file: string): Promise<Unsound[]> {
  const found: Unsound[] = [];
  const { db } = reader;
  const counters = await db.selectFrom('counters').select(['name', 'value']).where('name', 'like', 'certificate %').execute();
  const certificates = await db.selectFrom('decisions').select('certificate').where('certificate', 'is not', null).execute();
  const issued = new Map<string, Set<number>>();
  for (const { certificate } of certificates) {
    const [, series = '', number] = /^(.*)\/(\d+)$/.exec(certificate ?? '') ?? [];
    issued.set(series, (issued.get(series) ?? new Set()).add(Number(number)));
  }
  for (const { name, value } of counters) {
    const series = name.replace(/^certificate /, '');
    const numbers = issued.get(series) ?? new Set();
    const last = [...numbers].reduce((most, number) => Math.max(most, number), 0);
    if (numbers.size !== value || last !== value) found.push({ kind: 'numbers', detail: series });
  }
  const mode = modeOf(file);
  if (mode !== null && (mode & 0o077) !== 0) found.push({ kind: 'permissions', detail: file });
  return found;
}

/** Permissions of a file. Null where there is none to look at, as on a server. */
function modeOf(file: string): number | null {
  try {
    return statSync(file).mode;
  } catch {
    return null;
  }
}
