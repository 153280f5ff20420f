/** Documents handed in: a path whose content is fingerprinted, or an address. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What is kept as it is written: an address, or a place on another machine, which a name in a file must not make this one call. */
export const isAddress = (document: string): boolean => /^([a-z][a-z0-9+.-]+:\/\/|\\\\|\/\/)/i.test(document);

/** Bytes of the longest document: a long film, and no image of a disk or of the memory. */
const longest = 2 ** 32;

/** Fingerprints of documents by path, from a folder on; each file is read once. SHA-256 (hex), null where there is no regular file that can be read. */
export function fingerprints(cwd: string): (document: string) => Promise<string | null> {
  const known = new Map<string, Promise<string | null>>();
  return (document) => {
    const path = resolve(cwd, document);
    const print = known.get(path) ?? fingerprint(path);
    known.set(path, print);
    return print;
  };
}

async function fingerprint(path: string): Promise<string | null> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > longest) return null;
    const hash = createHash('sha256');
    // No more than it holds: files of the system say that they hold nothing and never end.
    if (found.size > 0) await pipeline(createReadStream(path, { end: found.size - 1 }), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
