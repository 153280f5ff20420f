/** What a selection board looks at: how the scores spread, who is near the line, who is refused. It decides nothing. */
import type { Reading } from '../editions/edition.ts';
import type { RuleId } from '../editions/rules.ts';
import type { Outcome } from './decision.ts';
import { scored } from './school-label.ts';

export interface Evaluated {
  readonly schoolCode: string;
  readonly outcome: Outcome;
  readonly unmet: readonly RuleId[];
  readonly scores: { readonly [criterion: string]: number };
}

export interface Board {
  /** Every score there is, lowest first. */
  readonly scale: readonly number[];
  /** By criterion: how many schools have each score of the scale. */
  readonly spread: readonly { readonly criterion: string; readonly counts: readonly number[]; readonly mean: number }[];
  /** Schools whose total is close to the least that passes, nearest the top first; `low` are criteria under their own least. */
  readonly near: readonly (Evaluated & { readonly total: number; readonly line: number; readonly low: readonly string[] })[];
  readonly refused: readonly Evaluated[];
}

/** How many points from the line are near: a choice of what to show, which decides nothing. */
const nearby = 2;

/** `reading` is of the call's reference day. */
export function boardOf(schools: readonly Evaluated[], reading: Reading): Board {
  const lowest = reading.value('schools.lowest-score');
  const scale = Array.from({ length: reading.value('schools.highest-score') - lowest + 1 }, (_, place) => lowest + place);
  const line = reading.value('schools.least-total');
  const each = reading.value('schools.least-each');
  const criteria = scored(reading);
  const of = (school: Evaluated, criterion: string) => school.scores[criterion] ?? lowest;
  return {
    scale,
    spread: criteria.map((criterion) => {
      const given = schools.map((school) => of(school, criterion));
      return {
        criterion,
        counts: scale.map((score) => given.filter((one) => one === score).length),
        mean: given.length === 0 ? 0 : given.reduce((sum, one) => sum + one, 0) / given.length,
      };
    }),
    near: schools
      .map((school) => ({
        ...school,
        line,
        total: criteria.reduce((sum, criterion) => sum + of(school, criterion), 0),
        low: criteria.filter((criterion) => of(school, criterion) < each),
      }))
      .filter(({ total, low }) => Math.abs(total - line) <= nearby || (total >= line && low.length > 0))
      .sort((a, b) => b.total - a.total || (a.schoolCode < b.schoolCode ? -1 : 1)),
    refused: schools.filter(({ outcome }) => outcome === 'refused'),
  };
}
