/** How the parameters of an edition are written down. */
import { day } from '../day.ts';
import type { Dated, Json, Mark, Parameter, ParameterType } from './edition.ts';

/** The programme began in January 2005; a value without another day holds since. */
const beginning = '2005-01-01';

const value = <T extends Json>(mark: Mark, value: T, source: string, from: string = beginning): Dated<T> => ({
  from: day(from),
  value,
  source,
  mark,
});

/** A source document says it. */
export const stated = <T extends Json>(held: T, source: string, from?: string) => value('stated', held, source, from);
/** A public page says it. */
export const published = <T extends Json>(held: T, source: string, from?: string) => value('published', held, source, from);
/** Nobody says it: we assume it, and every decision that rests on it says so. */
export const assumed = <T extends Json>(held: T, source: string, from?: string) => value('assumed', held, source, from);

const parameter =
  <T extends Json>(type: ParameterType) =>
  (...values: readonly Dated<T>[]): Parameter<T> => ({ type, values });

export const number = parameter<number>('number');
export const word = parameter<string>('word');
export const words = parameter<readonly string[]>('words');
/** Words by name, such as what something is called. */
export const names = parameter<{ readonly [name: string]: string }>('names');
/** Numbers by name, such as the minimum of a criterion. */
export const numbers = parameter<{ readonly [name: string]: number }>('numbers');
/** A day of every year, `MM-DD`. */
export const monthDay = parameter<string>('month-day');
