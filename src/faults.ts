/** What a user can be told, by exit code. Anything else that is thrown is a bug (70). */

/** The command line is at fault, or a confirmation is missing (2). The message is in the user's language. */
export class UsageFault extends Error {}

/** A thing named on the command line is not in the register (5). */
export class NotFound extends Error {
  /** What was looked for, by the column that names such things; undefined where the message says all there is. */
  readonly sought: { readonly column: string; readonly id: string } | undefined;
  constructor(message: string, sought?: NotFound['sought']) {
    super(message);
    this.sought = sought;
  }
}

/** The user said no (7). */
export class Declined extends Error {}

/** The exit codes there are. */
export const exitCodes = {
  done: 0,
  input: 1,
  usage: 2,
  setAside: 3,
  refused: 4,
  notFound: 5,
  register: 6,
  declined: 7,
  damaged: 8,
  bug: 70,
  interrupted: 130,
} as const;
