/**
 * Calendar days as text. A `Day` is `YYYY-MM-DD`, so days sort and compare with
 * `<` in memory, in SQL and in JSON. Arithmetic is Temporal's, counting `Date`'s: leap
 * days are not ours to write.
 */
import * as plainDate from 'temporal-polyfill/fns/PlainDate';

declare const brand: unique symbol;
/** A calendar day as `YYYY-MM-DD`. */
export type Day = string & { readonly [brand]: true };

const iso = /^(\d{4})-(\d{2})-(\d{2})$/;
const spanish = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

// Files repeat the same few hundred days; each is checked against the calendar once.
const known = new Map<string, Day | null>();

/** Reads `YYYY-MM-DD` or `dd/mm/yyyy` (one-digit day or month accepted), never month first. Null where the text is no day of the calendar. */
export function parseDay(text: string): Day | null {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const read = readDay(text);
  if (known.size > 20_000) known.clear();
  known.set(text, read);
  return read;
}

function readDay(text: string): Day | null {
  const parts = iso.exec(text);
  const written = parts ? parts.slice(1) : spanish.exec(text)?.slice(1).reverse();
  if (!written) return null;
  const [year, month, dayOfMonth] = written.map(Number);
  try {
    return asDay(plainDate.create(year ?? 0, month ?? 0, dayOfMonth ?? 0));
  } catch {
    return null;
  }
}

/** A day written in the program itself, such as the `from` of a parameter. Throws on a text that is no day. */
export function day(text: string): Day {
  const read = parseDay(text);
  if (read === null) throw new RangeError(`not a day: ${text}`);
  return read;
}

// A call asks the same of thousands of schools.
const sums = new Map<string, Day>();

function remembered(sum: string, reckon: () => plainDate.Record): Day {
  const seen = sums.get(sum);
  if (seen !== undefined) return seen;
  const day = asDay(reckon());
  if (sums.size > 20_000) sums.clear();
  sums.set(sum, day);
  return day;
}

const asDay = (date: plainDate.Record) => plainDate.toString(date) as Day;
const plain = (d: Day) => plainDate.create(Number(d.slice(0, 4)), Number(d.slice(5, 7)), Number(d.slice(8)));

/** The day `count` days later (earlier when negative). */
export function addDays(d: Day, count: number): Day {
  return remembered(`${d}+${count}d`, () => plainDate.addDays(plain(d), count));
}

/** The same day `count` years later; 29 February becomes 28 where the year has none. */
export function addYears(d: Day, count: number): Day {
  return remembered(`${d}+${count}y`, () => plainDate.addYears(plain(d), count));
}

const millisecondsADay = 86_400_000;

/** Days from `first` to `last`, both counted: 1 for the same day. A day alone is midnight UTC to `Date`, where every day is as long. */
export function daysCounted(first: Day, last: Day): number {
  return (Date.parse(last) - Date.parse(first)) / millisecondsADay + 1;
}

/** Whole days from `earlier` to `later`: 0 for the same day. */
export function daysBetween(earlier: Day, later: Day): number {
  return daysCounted(earlier, later) - 1;
}

export const earliest = (a: Day, b: Day): Day => (a < b ? a : b);
export const latest = (a: Day, b: Day): Day => (a > b ? a : b);

/** The day in Madrid at an instant; the programme's clock in Spain. */
export function dayInMadrid(at: Date): Day {
  const written = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Madrid', year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = Object.fromEntries(written.formatToParts(at).map(({ type, value }) => [type, value]));
  return day(`${parts.year}-${parts.month}-${parts.day}`);
}

/** An academic year such as `2025-26`. */
export type AcademicYear = string;

/** Reads `2025-26` (also `2025-2026`, `2025/26`). Null where the two years do not follow one another. */
export function parseAcademicYear(text: string): AcademicYear | null {
  const parts = /^(\d{4})[-/](\d{2}|\d{4})$/.exec(text);
  if (!parts?.[1] || !parts[2]) return null;
  const next = Number(parts[1]) + 1;
  const named = parts[2].length === 2 ? String(next).slice(2) : String(next);
  return named === parts[2] ? `${parts[1]}-${String(next).slice(2)}` : null;
}

/** The academic year a day lies in, for a year that begins on `start` (`MM-DD`). */
export function academicYearOf(d: Day, start: string): AcademicYear {
  const year = Number(d.slice(0, 4)) - (d.slice(5) < start ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/** First and last day of an academic year that begins on `start` (`MM-DD`). */
export function daysOfAcademicYear(year: AcademicYear, start: string): { first: Day; last: Day } {
  const first = day(`${year.slice(0, 4)}-${start}`);
  return { first, last: addDays(addYears(first, 1), -1) };
}
