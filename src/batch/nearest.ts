/** Text as headers, choices and names are compared: without case, accents, spaces, underscores or hyphens. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\s_-]/gu, '')
    .toLowerCase();
}

/**
 * The word somebody most likely meant: the nearest of `words` when at most a third
 * of its letters differ (a swap of neighbours is one difference). Null where none is near.
 */
export function nearest(word: string, words: Iterable<string>): string | null {
  if (word.length > 100) return null;
  const typed = fold(word);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of words) {
    const known = fold(candidate);
    const allowed = Math.max(typed.length, known.length) / 3;
    if (Math.abs(typed.length - known.length) > allowed) continue;
    const apart = distance(typed, known);
    if (apart < least && apart <= allowed) {
      best = candidate;
      least = apart;
    }
  }
  return best;
}

/** Damerau-Levenshtein distance in its restricted form (no letter is moved twice). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(beforeLast, j - 2) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
