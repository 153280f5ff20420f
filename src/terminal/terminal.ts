/** The only place that prints or prompts. stdout is data; everything else goes to stderr. */

import { once } from 'node:events';
import type { GlobalOptions, World } from '../context.ts';
import { Declined, UsageFault } from '../faults.ts';
import type { Catalog } from '../languages/catalog.ts';
import { type Paint, paintFor } from './paint.ts';
import type { Progress } from './progress.ts';
import { fitting } from './wrap.ts';

export interface Choice {
  readonly value: string;
  readonly name: string;
}

/** What fits a text that is being typed, best first. */
export interface Offers {
  readonly found: readonly Choice[];
  /** Said below them where more fit; null where none do. */
  readonly more: string | null;
}

export interface Question {
  readonly message: string;
  /** What fits what is typed so far; the value of the first is taken, and what is typed where none fits. */
  readonly offers?: (text: string) => Promise<Offers>;
  /** Enter alone takes the first offer. */
  readonly ready?: boolean;
  /** What is wrong with an answer, empty ones too; null where nothing is. */
  fault(answer: string): Promise<string | null> | string | null;
}

export interface Terminal {
  /** Whether somebody sits there who can be asked. */
  readonly asks: boolean;
  /** Columns of the terminal; null where stdout is none. */
  readonly width: number | null;
  readonly paint: Paint;
  /** Data. A line end is added. */
  out(text: string): void;
  /** Data to read: in a pager where it is longer than the screen and somebody sits there. A line end is added. */
  page(text: string): Promise<void>;
  /** Waits until what was printed has left, so that long output does not pile up in memory. Throws the reason of an interrupt. */
  drained(): Promise<void>;
  /** Something to know, on stderr; silent with `--quiet`. */
  say(text: string): void;
  /** What went wrong, on stderr; never silent. */
  complain(text: string): void;
  /** Asks yes or no of what is shown. Throws UsageFault where nobody can be asked, Declined where the answer is no. */
  confirm(question: string, shown?: readonly string[]): Promise<void>;
  /** The answer to a question, which may be empty. Only where `asks`. */
  ask(question: Question): Promise<string>;
  /** Which of some choices are wanted, in their order. Only where `asks`. */
  pick(message: string, choices: readonly Choice[]): Promise<readonly string[]>;
  /** A bar on a terminal, nothing elsewhere. */
  progress(label: string): Promise<Progress>;
}

export function openTerminal(world: World, options: GlobalOptions, t: Catalog): Terminal {
  const { stdout, stderr } = world;
  const quiet = options.quiet ?? false;
  const asks = options.input !== false && !options.yes && Boolean(stderr.isTTY) && !world.env.CI && Boolean(world.stdin.isTTY);
  const wanted = options.color !== false && !world.env.NO_COLOR && world.env.TERM !== 'dumb';
  const room = stderr.isTTY ? stderr.columns || 80 : null;
  // JSON leaves the upper controls as they are, which a terminal obeys; escaped, they read the same.
  const out = (text: string) =>
    void stdout.write(`${text.replace(/[\u007f-\u009f]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}\n`);
  const pages = stdout.isTTY && options.input !== false && !options.yes && !options.json && !world.env.CI && world.env.TERM !== 'dumb';
  return {
    asks,
    width: stdout.isTTY ? stdout.columns || 80 : null,
    paint: paintFor(wanted && Boolean(stdout.isTTY)),
    out,
    async page(text) {
      const long = pages && stdout.rows > 0 && text.split('\n').length >= stdout.rows;
      if (!long || !(await import('./pager.ts')).page(world, `${text}\n`)) out(text);
    },
    async drained() {
      if (stdout.writableNeedDrain) await once(stdout, 'drain', { signal: world.signal });
    },
    say: (text) => void (quiet || stderr.write(`${fitting(text, room)}\n`)),
    complain: (text) => void stderr.write(`${fitting(text, room)}\n`),
    async confirm(question, shown = []) {
      if (options.yes) return;
      if (!asks) throw new UsageFault(t.usage.needsYes(question));
      for (const line of shown) stderr.write(`${line}\n`);
      const { confirm } = await import('./prompts.ts');
      if (!(await confirm(world, question, t))) throw new Declined(t.usage.declined);
    },
    async ask(question) {
      const { answerTo } = await import('./prompts.ts');
      return answerTo(world, question, t);
    },
    async pick(message, choices) {
      const { several } = await import('./prompts.ts');
      return several(world, message, choices, t);
    },
    async progress(label) {
      const { startProgress } = await import('./progress.ts');
      return startProgress(stderr, label, quiet || !stderr.isTTY);
    },
  };
}
