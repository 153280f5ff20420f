/** The columns that an edition names: one a criterion, and one for what is said about it. */
import type { Reading } from '../editions/edition.ts';
import type { Scale } from '../rules/labels.ts';
import type { Scores } from '../rules/seen.ts';
import type { Column, Parser } from './column.ts';
import type { RowFault, Run } from './command.ts';
import { text, wholeNumber } from './parsers.ts';

/** Whole numbers as such, anything else as it is: whether a score is read at all the gate decides, row by row. */
const anyScore: Parser<number | string> = (written) => {
  const read = anyWhole(written);
  return 'value' in read ? read : { value: written };
};
const anyWhole = wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

export const commentOf = (criterion: string): string => `${criterion}_comment`;

/**
 * The columns of the criteria, each followed by its comment. A file must have those in force on the day of the run;
 * those of before are read where it has them, for applications of their time.
 */
export function criteriaColumns(reading: Reading): readonly Column[] {
  const [present = [], ...before] = reading.ever('labels.criteria');
  const spanish = Object.assign({}, ...[...reading.ever('labels.criteria-spanish')].reverse()) as { readonly [name: string]: string };
  return [...new Set([...present, ...before.flat()])].flatMap((name) => {
    const theirs = spanish[name];
    const names = theirs === undefined ? [name] : [name, theirs];
    const score: Column = {
      name,
      ...(theirs === undefined ? {} : { spanish: theirs }),
      option: `score ${name}`,
      entry: { option: 'score', names },
      required: false,
      conditional: present.includes(name),
      parse: anyScore,
    };
    const comment: Column = {
      name: commentOf(name),
      ...(theirs === undefined ? {} : { spanish: `${theirs}_comentario` }),
      option: `score-comment ${name}`,
      entry: { option: 'score-comment', names },
      required: false,
      parse: text,
    };
    return [score, comment];
  });
}

/** A score as somebody is asked for it: needed, and on the scale. */
export const pointsOf = (column: Column, scale: Scale): Column => ({
  ...column,
  required: true,
  parse: wholeNumber(scale.least, scale.most),
  scale,
});

/** The points of each criterion as a row has them, and a fault for each that is missing or no point of the scale. */
export function readScores(
  row: Readonly<Record<string, unknown>>,
  criteria: readonly string[],
  { least, most }: Scale,
  t: Run['t'],
): { readonly scores: Scores; readonly faults: readonly RowFault[] } {
  const scores: { [criterion: string]: number } = {};
  const faults: RowFault[] = [];
  for (const column of criteria) {
    const value = row[column];
    if (typeof value === 'number' && value >= least && value <= most) scores[column] = value;
    else if (value === undefined || value === null) faults.push({ column, value: null, message: t.batch.required });
    else faults.push({ column, value: String(value), message: t.batch.notWhole(least, most) });
  }
  return { scores, faults };
}
