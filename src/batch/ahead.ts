/** Rows in portions: read ahead of their turn, or cut to what is decided at once. */

/** Reads the next chunk and makes it ready while the register is busy with this one. */
export async function* readingAhead<T>(chunks: AsyncIterable<T>, prepare: (chunk: T) => void): AsyncGenerator<T> {
  const source = chunks[Symbol.asyncIterator]();
  const next = async () => {
    const read = await source.next();
    if (!read.done) prepare(read.value);
    return read;
  };
  let coming = next();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      coming = new Promise((resolve) => setImmediate(resolve)).then(next);
      // Whoever takes the chunk may stop first; then nobody asks what became of the next.
      coming.catch(() => {});
      yield value;
    }
  } finally {
    await coming.catch(() => {});
    await source.return?.();
  }
}

/** All chunks as one. */
export async function* whole<T>(chunks: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  const rows: T[] = [];
  for await (const chunk of chunks) for (const row of chunk) rows.push(row);
  yield rows;
}

/** How many rows are read or decided at once. The facts of the next are loaded meanwhile, and memory does not grow with their number. */
export const portionSize = 1000;

/** Portions of at most `size`; one empty portion where there is nothing. */
export function portions<T>(all: readonly T[], size = portionSize): readonly (readonly T[])[] {
  if (all.length <= size) return [all];
  const cut: (readonly T[])[] = [];
  for (let start = 0; start < all.length; start += size) cut.push(all.slice(start, start + size));
  return cut;
}

/** Rows decided before others are given a turn. */
const atAStretch = 100;

/** What becomes of rows, one after the other; now and then what was asked for the next rows goes on. */
export async function oneByOne<R, T>(rows: readonly R[], decide: (row: R) => T | Promise<T>): Promise<T[]> {
  const decided: T[] = [];
  for (const [place, row] of rows.entries()) {
    const result = decide(row);
    decided.push(result instanceof Promise ? await result : result);
    if (place % atAStretch === atAStretch - 1) await new Promise(setImmediate);
  }
  return decided;
}
