/** Rows in portions: read ahead of their turn, or cut to what is decided at once. */

/** How many chunks lie ready while one is worked on: one is loaded for, the other read. */
const ahead = 2;

/** Reads the next chunks and makes them ready while the register is busy with this one. */
export async function* readingAhead<T>(chunks: AsyncIterable<T>, prepare: (chunk: T) => void): AsyncGenerator<T> {
  const source = chunks[Symbol.asyncIterator]();
  const next = async () => {
    const read = await source.next();
    if (!read.done) prepare(read.value);
    return read;
  };
  let last: Promise<unknown> = Promise.resolve();
  const soon = () => {
    const coming = last.then(() => new Promise((resolve) => setImmediate(resolve))).then(next);
    // Whoever takes the chunks may stop first; then nobody asks what became of the next.
    last = coming.catch(() => {});
    return coming;
  };
  const coming = [next()];
  try {
    for (;;) {
      while (coming.length <= ahead) coming.push(soon());
      const read = await coming.shift();
      if (!read || read.done) return;
      yield read.value;
    }
  } finally {
    await last;
    await source.return?.();
  }
}

/** All chunks as one. */
export async function* whole<T>(chunks: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  const rows: T[] = [];
  for await (const chunk of chunks) for (const row of chunk) rows.push(row);
  yield rows;
}

/** Portions of at most `size`; one empty portion where there is nothing. */
export function portions<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  if (all.length <= size) return [all];
  const cut: (readonly T[])[] = [];
  for (let start = 0; start < all.length; start += size) cut.push(all.slice(start, start + size));
  return cut;
}
