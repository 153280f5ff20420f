import type { en } from './en/index.ts';

/** Everything the program says to people. `en` gives the shape, `es` satisfies it: the compiler checks that both say everything. */
export type Catalog = Widen<typeof en>;

/** The shape of what a language says, without its words. */
export type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => unknown
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

export type Language = 'en' | 'es';
