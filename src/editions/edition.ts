/**
 * An edition is a set of parameters: what the rules compare with. Each value is
 * dated, cited and marked; an office may lay its own values over it.
 */
import type { Day } from '../day.ts';
import type { base } from './base/index.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Who says so: a source document, a public page, nobody (we assume it), or this office. */
export type Mark = 'stated' | 'published' | 'assumed' | 'office';

export interface Dated<T> {
  /** First day the value holds; it holds until the next one begins. */
  readonly from: Day;
  readonly value: T;
  /** Document and place in it. */
  readonly source: string;
  readonly mark: Mark;
}

export type ParameterType = 'number' | 'flag' | 'word' | 'words' | 'countries' | 'month-day' | 'names' | 'numbers';

export interface Parameter<T extends Json = Json> {
  readonly type: ParameterType;
  /** The only words a value can hold. */
  readonly among?: readonly string[];
  /** The smallest number a value can be. */
  readonly least?: number;
  /** Oldest first. */
  readonly values: readonly Dated<T>[];
}

export type ParameterName = keyof typeof base;
type Held<P> = P extends { readonly values: readonly Dated<infer T>[] } ? T : never;
export type ValueOf<N extends ParameterName> = Held<(typeof base)[N]>;

export interface Edition {
  readonly name: string;
  readonly parameters: { readonly [N in ParameterName]: Parameter<ValueOf<N>> };
}

/** A value this office has set with `etw rules set`. */
export interface OfficeValue extends Dated<Json> {
  readonly parameter: string;
}

/** No value is in force on the day asked for: an error that names the parameter, never a default. */
export class NoValue extends Error {
  constructor(
    readonly parameter: string,
    readonly day: Day,
  ) {
    super(`no value of ${parameter} on ${day}`);
  }
}

/** The value in force on a day: the office's latest one, else the edition's. Throws NoValue. */
export function inForce<T extends Json>(parameter: Parameter<T>, office: readonly OfficeValue[], name: string, day: Day): Dated<T> {
  let found: Dated<Json> | undefined;
  for (const one of office) if (one.parameter === name && one.from <= day && !(found && found.from > one.from)) found = one;
  if (!found) for (const one of parameter.values) if (one.from <= day && !(found && found.from > one.from)) found = one;
  if (!found) throw new NoValue(name, day);
  return found as Dated<T>;
}

interface Basis {
  readonly parameters: { readonly [name: string]: Json };
  readonly assumed: readonly string[];
}

/** Values that were read one after the other. Thousands of decisions read the same in the same order: what is told of them is made once. */
interface Steps {
  readonly next: WeakMap<Dated<Json>, Steps>;
  basis: Basis | null;
}

const steps = new WeakMap<Edition, Steps>();
const cited = new WeakMap<Dated<Json>, string>();

function following<K extends object>(from: WeakMap<K, Steps>, step: K): Steps {
  const known = from.get(step);
  if (known) return known;
  const made: Steps = { next: new WeakMap(), basis: null };
  from.set(step, made);
  return made;
}

/**
 * What one decision reads of the edition. It remembers every value read, so that
 * the decision can store them and say which of them are assumed.
 */
export class Reading {
  readonly #used = new Map<ParameterName, Dated<Json>>();
  #read: Steps;

  constructor(
    readonly edition: Edition,
    readonly office: readonly OfficeValue[],
    /** The day of the matter. */
    readonly day: Day,
  ) {
    this.#read = following(steps, edition);
  }

  /** The value in force on the day of the matter, or on `day` where a rule names another. Throws NoValue. */
  value<N extends ParameterName>(name: N, day: Day = this.day): ValueOf<N> {
    const parameter: Parameter = this.edition.parameters[name];
    const found = inForce(parameter, this.office, name, day);
    if (this.#used.get(name) !== found) {
      this.#used.set(name, found);
      this.#read = following(this.#read.next, found);
    }
    return found.value as ValueOf<N>;
  }

  /** Every value that has been in force by the day, the one in force first. What a decision rests on is not among them. Throws NoValue. */
  ever<N extends ParameterName>(name: N): readonly ValueOf<N>[] {
    const parameter: Parameter = this.edition.parameters[name];
    const present = inForce(parameter, this.office, name, this.day);
    const others = [...parameter.values, ...this.office.filter((v) => v.parameter === name)].filter(
      (v) => v !== present && v.from <= this.day,
    );
    return [present, ...others].map((dated) => dated.value as ValueOf<N>);
  }

  /** Every value read so far, by parameter; the same object wherever the same values were read. */
  get parameters(): { readonly [name: string]: Json } {
    return this.#basis().parameters;
  }

  /** The parameters read so far whose value nobody states. */
  get assumed(): readonly string[] {
    return this.#basis().assumed;
  }

  #basis(): Basis {
    if (this.#read.basis) return this.#read.basis;
    const used = [...this.#used];
    this.#read.basis = {
      parameters: Object.fromEntries(used.map(([name, { value }]) => [name, value])),
      assumed: used.filter(([, { mark }]) => mark === 'assumed').map(([name]) => name),
    };
    return this.#read.basis;
  }

  /** The source of a value read before, with its mark where no source document states it. */
  sourceOf(name: ParameterName): string | null {
    const used = this.#used.get(name);
    if (!used || used.mark === 'stated') return null;
    const known = cited.get(used);
    if (known !== undefined) return known;
    const citation = `${name}: ${used.source} (${used.mark})`;
    cited.set(used, citation);
    return citation;
  }
}
