/** How cells, options and answers are read: the same for all three. Each takes trimmed text that is not empty. */
import { type AcademicYear, type Day, parseAcademicYear, parseDay } from '../day.ts';
import type { Column, Expectation, Parsed, Parser, Place } from './column.ts';
import { printable } from './fault.ts';
import { fold, nearest } from './nearest.ts';

const refuse = (expected: Expectation): { readonly expected: Expectation } => ({ expected });
const tooLong = (text: string, most: number) => refuse((t) => t.batch.tooLong(text.length, most));

/** Longest text of a cell: room for a page of comment, none for a file pasted by mistake. */
const longest = 10_000;

/** Free text; line ends become line feeds, accents one character with their letter. */
export const text: Parser<string> = (written) => (written.length > longest ? tooLong(written, longest) : { value: composed(written) });

/** Text typed on different systems made equal where it reads equal. */
const composed = (written: string): string =>
  /\r|[\u0300-\u036f]/.test(written) ? written.replace(/\r\n?/g, '\n').normalize('NFC') : written;

/** A name or number somebody else gave: at most 100 characters, all of which can be seen. */
export const id: Parser<string> = (written) => {
  if (written.length > 100) return tooLong(written, 100);
  return invisible.test(written) ? refuse((t) => t.batch.unprintable) : { value: composed(written) };
};

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** `YYYY-MM-DD` or `dd/mm/yyyy`, never month first. */
export const day: Parser<Day> = (written) => {
  const value = written.length > 10 ? null : parseDay(written);
  return value === null ? refuse((t) => t.batch.notDay) : { value };
};

/** `2025-26`, also `2025-2026` and `2025/26`. */
export const academicYear: Parser<AcademicYear> = (written) => {
  const value = parseAcademicYear(written);
  return value === null ? refuse((t) => t.batch.notAcademicYear) : { value };
};

/** A calendar year of four digits, as text. */
export const calendarYear: Parser<string> = (written) =>
  /^(19|20)\d\d$/.test(written) ? { value: written } : refuse((t) => t.batch.notCalendarYear);

/** The year of a list: an academic year, or a calendar year for what is named by one. */
export const anyYear: Parser<string> = (written) => {
  const academic = academicYear(written);
  return 'value' in academic ? academic : calendarYear(written);
};

/** Digits, with a minus at most: no `4.0`, no `+4`. */
export function wholeNumber(least: number, most: number): Parser<number> {
  return (written) => {
    const value = /^-?\d{1,15}$/.test(written) ? Number(written) + 0 : Number.NaN;
    return value >= least && value <= most ? { value } : refuse((t) => t.batch.notWhole(least, most));
  };
}

/**
 * One of some words, read in both languages without case or accents. The keys are what is stored and the
 * English words; the first of each list is shown to readers of Spanish.
 */
export function choice<Word extends string>(words: Readonly<Record<Word, readonly string[]>>): Parser<Word> {
  const keys = Object.keys(words) as Word[];
  const read = new Map(keys.flatMap((key) => [key, ...words[key]].map((word) => [fold(word), { value: key }] as const)));
  const spellings = keys.flatMap((key) => [key, ...words[key]]);
  return remembered((written) => {
    const known = written.length > 100 ? undefined : read.get(fold(written));
    if (known) return known;
    const near = nearest(written, spellings);
    return refuse((t) => t.batch.notAmong(keys.map((key) => (t.language === 'es' ? (words[key][0] ?? key) : key)).join(', '), near));
  });
}

/** yes/no, sí/no, s/n, true/false, 1/0, without case or accents. */
export const yesNo: Parser<boolean> = remembered((written) => {
  const word = written.length > 10 ? '' : fold(written);
  if (['yes', 'y', 'si', 's', 'true', 'verdadero', '1'].includes(word)) return { value: true };
  return ['no', 'n', 'false', 'falso', '0'].includes(word) ? { value: false } : refuse((t) => t.batch.notYesNo);
});

/** An e-mail address in lower case; only what no mail service would take is refused. */
export const email: Parser<string> = (written) =>
  written.length <= 254 && address.test(written) ? { value: written.toLowerCase() } : refuse((t) => t.batch.notEmail);

// Invisible characters come with addresses copied from web pages and letters; `not` lists them with what an address never holds.
const not = String.raw`\s@.<>()\[\],;:"\\\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff`;
const address = new RegExp(`^[^${not}]+(?:\\.[^${not}]+)*@(?:[^${not}]+\\.)+[^${not}]{2,}$`);

/**
 * A school's code: free text, since other countries have other codes. Exactly seven digits are
 * refused: a spreadsheet took `05000038` for a number.
 */
export const schoolCode: Parser<string> = (written) => {
  if (written.length > 40) return tooLong(written, 40);
  if (/^\d{7}$/.test(written)) return refuse((t) => t.batch.lostZero(`0${written}`));
  if (/\s/.test(written)) return refuse((t) => t.batch.codeWithSpace);
  return id(written);
};

/** Whether the last digit of a Spanish code is the check digit of the others (see `rules.md`, Identifiers); false for anything but eight digits. */
export function checkDigitHolds(code: string): boolean {
  if (!/^\d{8}$/.test(code)) return false;
  const sum = [2, 7, 6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(code[at]), 0);
  const digit = sum % 11;
  return Number(code[7]) === (digit === 10 ? 1 : digit);
}

/** A country by its two letters, upper-cased; EL and UK, as the European Union writes them, become GR and GB. */
export const country: Parser<string> = remembered((written) => {
  const code = written.toUpperCase();
  const value = unionCodes[code] ?? code;
  return isCountry(value) ? { value } : refuse((t) => t.batch.notCountry);
});

const unionCodes: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };
// Regions that have a name and are no country: unions, "unknown", two for testing.
const noCountries = ['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'];

function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || noCountries.includes(code)) return false;
  // Made when a country is read: most commands read none.
  regionNames ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  // A code of the past is known too, as another name of its successor.
  return regionNames.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
}

let regionNames: Intl.DisplayNames | undefined;

export interface Partner {
  readonly country: string;
  readonly name: string;
}

/** `FR:Lycée Voltaire|IT:Liceo Galilei`, in the order written. */
export const partners: Parser<readonly Partner[]> = (written) => {
  if (written.length > longest) return tooLong(written, longest);
  const read: Partner[] = [];
  for (const part of written.split('|')) {
    const colon = part.indexOf(':');
    const land = country(part.slice(0, Math.max(colon, 0)).trim());
    const name = composed(part.slice(colon + 1).trim());
    if (!('value' in land) || name === '') return refuse((t) => t.batch.notPartners(printable(part.trim(), 60)));
    read.push({ country: land.value, name });
  }
  return { value: read };
};

/** Files repeat the same few words: each is read once, and a file of many wrong ones does not fill the memory. */
function remembered<T>(parse: Parser<T>): Parser<T> {
  const seen = new Map<string, Parsed<T>>();
  return (written) => {
    const known = seen.get(written);
    if (known) return known;
    const read = parse(written);
    if (seen.size < 1000 && written.length < 100) seen.set(written, read);
    return read;
  };
}

/** What stands for a column's value in help. */
export const placeOf = ({ place, parse }: Column): Place => place ?? places.get(parse) ?? 'text';

const places: ReadonlyMap<Parser<unknown>, Place> = new Map<Parser<unknown>, Place>([
  [day, 'date'],
  [id, 'id'],
  [schoolCode, 'code'],
  [academicYear, 'year'],
  [calendarYear, 'year'],
  [anyYear, 'year'],
  [country, 'country'],
  [partners, 'list'],
  [email, 'address'],
]);
