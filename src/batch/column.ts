/**
 * One declaration a column: header matching, options, prompts, `--map`, help,
 * rejects and documentation all derive from it.
 */
import type { Catalog } from '../languages/catalog.ts';

/** What is expected instead, in the reader's language; completes "«value» …". */
export type Expectation = (t: Catalog) => string;

export type Parsed<T> = { readonly value: T } | { readonly expected: Expectation };

/** Reads one trimmed, non-empty cell or option. Pure; the same for files, options and prompts. */
export type Parser<T> = (text: string) => Parsed<T>;

export interface Column<T = unknown, Name extends string = string> {
  /** English header, and the key of the row. */
  readonly name: Name;
  /** Spanish header, where there is one. */
  readonly spanish?: string;
  /** Option without the leading `--`; the name with hyphens unless said. */
  readonly option: string;
  readonly required: boolean;
  /** Not required in every row, yet a file must have the column. */
  readonly conditional?: boolean;
  readonly parse: Parser<T>;
  /** The words of a choice, for help, prompts and suggestions. */
  readonly choices?: readonly string[];
  /** The same words as readers of Spanish write them. */
  readonly spanishChoices?: readonly string[];
  /** What stands for the value in help, where its parser does not say it. */
  readonly place?: Place;
  /** Between which points an answer lies, where somebody is asked for it. */
  readonly scale?: { readonly least: number; readonly most: number };
  /** What an empty cell stands for: the day of the run. */
  readonly byDefault?: 'on';
  /** The id need not be in the register: the row may bring it. */
  readonly fresh?: boolean;
  /** Where its help text stands, if not under its name. */
  readonly about?: string;
  /** An edition names the column: on the command line it is a `--<option> <name>=<value>`, by any of the names. */
  readonly entry?: { readonly option: string; readonly names: readonly string[] };
}

/** A column as the command line names it. */
export const optionOf = (column: Pick<Column, 'name' | 'option'>): string =>
  column.option === '' ? `<${column.name}>` : `--${column.option}`;

export type Place = 'text' | 'date' | 'id' | 'code' | 'year' | 'country' | 'list' | 'address' | 'number' | 'file';

type Holds<K> = K extends Column<infer T> ? T : never;

/** Of an optional column: undefined leaves what is known, null (`-`) clears it. */
export type Values<C extends readonly Column[]> = {
  readonly [K in C[number] as K['required'] extends true ? K['name'] : never]: Holds<K>;
} & {
  readonly [K in C[number] as K['required'] extends true ? never : K['name']]?: Holds<K> | null | undefined;
};

/** A fault of a file, row or cell, as in `errors` of the summary. Null where nothing applies. */
export interface Fault {
  readonly line: number | null;
  /** The header as the file has it. */
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
}
