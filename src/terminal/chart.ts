/** Small charts of text. The numbers stand beside the bars, so that nothing rests on seeing them. */
import type { Paint } from './paint.ts';

export interface Bar {
  readonly label: string;
  readonly count: number;
  /** Said behind the bar; null for nothing. */
  readonly note: string | null;
  /** On the good side of what is looked for. */
  readonly good: boolean;
}

const longest = 40;

/** One line a bar. `width` is that of the terminal; null leaves the bars out. */
export function bars(rows: readonly Bar[], width: number | null, paint: Paint): readonly string[] {
  const most = rows.reduce((high, { count }) => Math.max(high, count), 1);
  const labels = rows.reduce((high, { label }) => Math.max(high, label.length), 0);
  const counts = String(most).length;
  const notes = rows.reduce((high, { note }) => Math.max(high, note?.length ?? 0), 0);
  const room = width === null ? 0 : Math.max(0, Math.min(longest, width - labels - counts - notes - 8));
  return rows.map(({ label, count, note, good }) => {
    const length = count === 0 ? 0 : Math.max(1, Math.round((count / most) * room));
    const drawn = room === 0 ? [] : [(good ? paint.good : paint.faint)('█'.repeat(length)) + ' '.repeat(room - length)];
    return ['  ', label.padStart(labels), String(count).padStart(counts), ...drawn, ...(note === null ? [] : [`← ${note}`])]
      .join('  ')
      .trimEnd();
  });
}
