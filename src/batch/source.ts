import { open, stat } from 'node:fs/promises';
import type { Catalog } from '../languages/catalog.ts';
import { inputFault } from './fault.ts';

/** Bytes that can be read again from the start: once to detect, once for the rows. */
export interface Source {
  /** As the user named it; `-` is standard input. */
  readonly name: string;
  /** In pieces, each good until the next is asked for. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** Bytes read at once. Large enough to make calls cheap, small enough that what is kept of them does not matter. */
const pieceSize = 128 * 1024;

/**
 * Opens a file, or `stdin` where `place` is `-`. A file is streamed; standard input
 * and pipes, which can be read only once, are kept as bytes.
 * Throws `InputFault` where the file does not exist, is a folder or cannot be read.
 */
export async function openSource(place: string, stdin: AsyncIterable<Uint8Array | string>, t: Catalog, size = pieceSize): Promise<Source> {
  if (place === '-') return bytesSource(place, await collect(stdin));
  const file = fileSource(place, t, size);
  let kind: Awaited<ReturnType<typeof stat>>;
  try {
    kind = await stat(place);
  } catch (error) {
    throw unreadable(error, t);
  }
  if (kind.isDirectory()) throw inputFault(t.batch.isFolder);
  return kind.isFile() ? file : bytesSource(place, await collect(file.bytes()));
}

/** Bytes in memory, handed out in the pieces they come in. */
export function bytesSource(name: string, pieces: readonly Uint8Array[]): Source {
  return {
    name,
    async *bytes() {
      yield* pieces;
    },
  };
}

function fileSource(path: string, t: Catalog, size: number): Source {
  return {
    name: path,
    async *bytes() {
      try {
        const file = await open(path);
        try {
          // Read into one place: pieces that wait to be collected fill the memory.
          const piece = Buffer.allocUnsafe(size);
          for (;;) {
            const { bytesRead } = await file.read(piece, 0, size, null);
            if (bytesRead === 0) return;
            yield piece.subarray(0, bytesRead);
          }
        } finally {
          await file.close();
        }
      } catch (error) {
        throw unreadable(error, t);
      }
    },
  };
}

async function collect(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : new Uint8Array(piece));
  return pieces;
}

function unreadable(error: unknown, t: Catalog): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return inputFault(t.batch.noFile);
  if (code === 'EISDIR') return inputFault(t.batch.isFolder);
  return inputFault(t.batch.unreadable(code));
}
