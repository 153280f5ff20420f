/** Documents handed in: a path whose content is fingerprinted, or an address. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const isAddress = (document: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(document);

/** SHA-256 (hex) of a file. Null where there is no regular file that can be read. */
export async function fingerprint(document: string, cwd: string): Promise<string | null> {
  const path = resolve(cwd, document);
  try {
    if (!(await stat(path)).isFile()) return null;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
