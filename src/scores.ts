/** What an officer looks at after a run that scored: the spread, and who nearly passed or just did. */
import type { ResultRow } from './batch/run.ts';
import type { Catalog } from './languages/catalog.ts';
import { type Bar, bars } from './terminal/chart.ts';
import type { Terminal } from './terminal/terminal.ts';

/** How near to the pass mark is worth a second look. A matter of the desk, not of a rule. */
const near = 2;
const shownNear = 20;
const mostBars = 10;

/** One row as the figures need it. */
export type Scored = Pick<ResultRow, 'outcome' | 'value' | 'margin' | 'keys'>;

type Of = Scored & { readonly value: number; readonly margin: number };

/** Keeps what the figures need of a result; null where nothing was scored. */
export const scoredOf = ({ outcome, value, margin, keys }: ResultRow): Scored | null =>
  value === null || margin === null ? null : { outcome, value, margin, keys };

/** The lines of the figures; none where nothing was scored. A chart on a terminal, numbers elsewhere. */
export function sayScores(rows: readonly Scored[], terminal: Terminal, t: Catalog): readonly string[] {
  const scored = rows.filter((row): row is Of => row.value !== null && row.margin !== null).sort((a, b) => a.value - b.value);
  const [first, middle, last] = [scored[0], scored[Math.floor(scored.length / 2)], scored.at(-1)];
  if (!first || !middle || !last) return [];
  const close = scored.filter(({ margin }) => Math.abs(margin) <= near);
  const lines = close
    .slice(0, shownNear)
    .map((row) => `  ${row.keys.join(' · ')}  ${row.value}  ${t.outcomes[row.outcome as 'granted' | 'refused']}`);
  return [
    t.scores.spread(scored.length, first.value, middle.value, last.value),
    ...bars(barsOf(scored, t), terminal.width, terminal.paint),
    t.scores.near(close.length, near),
    ...lines,
    ...(close.length > shownNear ? [t.scores.more(close.length - shownNear)] : []),
  ];
}

/** Scores in a few ranges, one of which begins at the pass mark (of two marks in a run, the last one's). */
function barsOf(scored: readonly Of[], t: Catalog): readonly Bar[] {
  const [first, last] = [scored[0], scored.at(-1)];
  if (!first || !last) return [];
  const mark = last.value - last.margin;
  const width = Math.max(1, Math.ceil((last.value - first.value + 1) / mostBars));
  const rangeOf = (value: number) => Math.floor((value - mark) / width);
  const counts = new Map<number, number>();
  for (const { value } of scored) counts.set(rangeOf(value), (counts.get(rangeOf(value)) ?? 0) + 1);
  const made: Bar[] = [];
  for (let range = rangeOf(first.value); range <= rangeOf(last.value); range += 1) {
    const least = mark + range * width;
    made.push({
      label: t.scores.range(Math.max(0, least), least + width - 1),
      count: counts.get(range) ?? 0,
      note: range === 0 ? t.scores.mark(mark) : null,
      good: range >= 0,
    });
  }
  return made;
}
