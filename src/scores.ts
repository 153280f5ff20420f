/** What an officer looks at after a run that scored: the spread, and who nearly passed or just did. */
import type { Score } from './batch/job.ts';
import type { Catalog } from './languages/catalog.ts';
import { type Bar, bars } from './terminal/chart.ts';
import type { Terminal } from './terminal/terminal.ts';

/** How near to the pass mark is worth a second look. A matter of the desk, not of a rule. */
const near = 2;
const shownNear = 20;
const mostBars = 10;

/** Scores of a run, kept as few numbers: files have tens of thousands. */
export interface Scores {
  take(score: Score): void;
  /** The lines for people; none where nothing was scored. A chart on a terminal, numbers elsewhere. */
  say(terminal: Terminal, t: Catalog): readonly string[];
}

export function gatherScores(): Scores {
  const counts = new Map<number, number>();
  const close: Pick<Score, 'outcome' | 'value' | 'keys'>[] = [];
  let closeInAll = 0;
  let mark = 0;
  return {
    take({ outcome, value, margin, keys }) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      mark = value - margin;
      if (Math.abs(margin) > near) return;
      closeInAll += 1;
      const kept = keys();
      if (close.length < shownNear) close.push({ outcome, value, keys: () => kept });
    },
    say(terminal, t) {
      const values = [...counts].sort(([a], [b]) => a - b);
      const [first, last] = [values[0]?.[0], values.at(-1)?.[0]];
      if (first === undefined || last === undefined) return [];
      const count = values.reduce((sum, [, rows]) => sum + rows, 0);
      return [
        t.scores.spread(count, first, upperHalf(values, count), last),
        ...bars(barsOf(values, mark, t), terminal.width, terminal.paint),
        t.scores.near(closeInAll, near),
        ...[...close]
          .sort((a, b) => a.value - b.value)
          .map(({ outcome, value, keys }) => `  ${keys().join(' · ')}  ${value}  ${t.outcomes[outcome]}`),
        ...(closeInAll > shownNear ? [t.scores.more(closeInAll - shownNear)] : []),
      ];
    },
  };
}

type Counted = readonly (readonly [value: number, rows: number])[];

/** The score that half of the rows reach. */
function upperHalf(values: Counted, count: number): number {
  let passed = 0;
  for (const [value, rows] of values) {
    passed += rows;
    if (passed > Math.floor(count / 2)) return value;
  }
  return 0;
}

/** Scores in a few ranges, one of which begins at the pass mark (of two marks in a run, the last one). */
function barsOf(values: Counted, mark: number, t: Catalog): readonly Bar[] {
  const [first = mark, last = mark] = [values[0]?.[0], values.at(-1)?.[0]];
  const width = Math.max(1, Math.ceil((last - first + 1) / mostBars));
  const rangeOf = (value: number) => Math.floor((value - mark) / width);
  const made: Bar[] = [];
  for (let range = rangeOf(first); range <= rangeOf(last); range += 1) {
    const least = mark + range * width;
    made.push({
      label: t.scores.range(Math.max(0, least), least + width - 1),
      count: values.reduce((sum, [value, rows]) => (rangeOf(value) === range ? sum + rows : sum), 0),
      note: range === 0 ? t.scores.mark(mark) : null,
      good: range >= 0,
    });
  }
  return made;
}
