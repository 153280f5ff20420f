/** What the command tree knows of a command before it runs. */
import type { Column } from './batch/column.ts';
import type { BatchCommand } from './batch/command.ts';
import type { Context } from './context.ts';

/** A command that takes no rows: it shows, lists, exports or keeps house. */
export interface PlainCommand {
  /** As typed, `credits list`. */
  readonly name: string;
  readonly argument?: PlainArgument;
  /** Its options, read with the parsers of columns. */
  readonly options?: readonly (Column | Flag)[];
  /** The options it cannot do without, by what was given of them so far, where that is not the same every time. */
  questions?(given: Readonly<Record<string, string>>): readonly Column[];
  /** The columns of what it shows, by what they are of. */
  readonly shows?: Readonly<Record<string, readonly string[]>>;
  /** What its help says below the options, by its name among the texts of help. */
  readonly note?: 'why';
  /** Runs it; the exit code. */
  run(context: Context, given: Given): Promise<number>;
}

/** What stands behind the command without an option. */
export interface PlainArgument {
  /** The name it has in help. */
  readonly name: string;
  /** It may be left out. */
  readonly optional?: boolean;
  /** It is one of these. */
  readonly choices?: readonly string[];
  /** What may be meant, offered where somebody is asked; the command itself says what it does not know. */
  readonly known?: readonly string[];
  /** The names of several arguments in place of the one; the command gets them a line each. */
  readonly parts?: readonly string[];
}

/** An option without a value. */
export interface Flag {
  readonly flag: string;
}

export interface Given {
  readonly argument: string | undefined;
  /** Parsed values by column name; flags are true. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Another command of the program, one that takes rows, by the words typed. */
  readonly batch: (name: string) => Promise<BatchCommand>;
}

/** The value of an option as text; undefined where it was left out. */
export const textOf = (given: Given, name: string): string | undefined => {
  const value = given.values[name];
  return typeof value === 'string' ? value : undefined;
};
