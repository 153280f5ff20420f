/** Colour, where the terminal wants it; meaning never rests on colour alone. */
import { Chalk } from 'chalk';

export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

/** Paints, or leaves texts as they are. */
export function paintFor(colour: boolean): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return { good: chalk.green, bad: chalk.red, strong: chalk.bold, faint: chalk.dim };
}
