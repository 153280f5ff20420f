/** From bytes to text. A byte order mark decides, else strict UTF-8, else Windows-1252. */
import { isUtf8 } from 'node:buffer';
import type { Catalog } from '../languages/catalog.ts';
import { inputFault } from './fault.ts';
import type { Source } from './source.ts';

/** Whether `--encoding` may name this: any name of the WHATWG list that decodes (`utf-8`, `windows-1252`, `iso-8859-15`, `utf-16` …). */
export function checkEncoding(name: string): boolean {
  try {
    new TextDecoder(name, { fatal: true });
    return true;
  } catch {
    return false;
  }
}

/** The encoding to read `source` with, by its standard name. `given` is trusted, but for `utf-16`, whose byte order the mark tells. */
export async function findEncoding(source: Source, given?: string): Promise<string> {
  const marked = await byteOrderMark(source);
  if (given === undefined) return marked ?? ((await isAllUtf8(source)) ? 'utf-8' : 'windows-1252');
  if (/^utf-?16$/i.test(given) && marked?.startsWith('utf-16')) return marked;
  return new TextDecoder(given).encoding;
}

async function byteOrderMark(source: Source): Promise<string | null> {
  let start: number[] = [];
  for await (const bytes of source.bytes()) {
    start = [...start, ...bytes.subarray(0, 3)];
    if (start.length >= 3) break;
  }
  const [a, b, c] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** Strict, over the whole file. `isUtf8` takes whole characters, so one cut by the end of a piece waits for the next piece. */
async function isAllUtf8(source: Source): Promise<boolean> {
  let held = Buffer.alloc(0);
  for await (const bytes of source.bytes()) {
    const piece = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const whole = piece.length - cutAtEnd(piece);
    if (!isUtf8(piece.subarray(0, whole))) return false;
    held = Buffer.from(piece.subarray(whole));
  }
  return held.length === 0;
}

/** Bytes at the end of a piece that begin a character of UTF-8 and do not finish it: 0 to 3. */
function cutAtEnd(piece: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= piece.length; back++) {
    const byte = piece[piece.length - back] ?? 0;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > 1) return length > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** The text of a source, without its byte order mark. Throws `InputFault`, with the line, at bytes the encoding forbids. */
export async function* decoded(source: Source, encoding: string, t: Catalog): AsyncGenerator<string> {
  const decode = decoder(encoding);
  try {
    for await (const bytes of source.bytes()) yield decode(bytes);
    yield decode();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw inputFault(t.batch.badBytes(encoding), await lineOfBadBytes(source, encoding));
  }
}

/** Takes a piece of the file, or nothing at its end. */
type Decode = (bytes?: Uint8Array) => string;

function decoder(encoding: string): Decode {
  if (encoding === 'windows-1252') return windows1252;
  const text = new TextDecoder(encoding, { fatal: true });
  return (bytes) => (bytes ? text.decode(bytes, { stream: true }) : text.decode());
}

// Node's own decoder of this name (20.20) is Latin-1: it makes a control character of the euro sign. The bytes the
// code page leaves undefined stay control characters, as the standard has it, and are refused with those.
const from0x80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes?: Uint8Array): string {
  if (!bytes) return '';
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009f]/g, (character) => from0x80[character.charCodeAt(0) - 0x80] ?? character);
}

const isForbidden = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';

/**
 * Reads again to find the line: a decoder does not tell where it stopped. One goes
 * ahead piece by piece; where it stops, the other follows byte by byte.
 */
async function lineOfBadBytes(source: Source, encoding: string): Promise<number> {
  const ahead = decoder(encoding);
  const behind = decoder(encoding);
  let line = 1;
  for await (const bytes of source.bytes()) {
    try {
      ahead(bytes);
      line += countLines(behind(bytes));
    } catch {
      for (const byte of bytes) {
        try {
          line += countLines(behind(Uint8Array.of(byte)));
        } catch {
          return line;
        }
      }
    }
  }
  return line;
}

/** Line feeds in a text, or in its beginning up to `end`. */
export function countLines(text: string, end = text.length): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
