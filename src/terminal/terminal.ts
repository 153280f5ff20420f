/** The only place that prints or prompts. stdout is data; everything else goes to stderr. */

import type { Column } from '../batch/column.ts';
import type { GlobalOptions, World } from '../context.ts';
import { Declined, UsageFault } from '../faults.ts';
import type { Catalog } from '../languages/catalog.ts';
import { type Paint, paintFor } from './paint.ts';
import type { Progress } from './progress.ts';

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
  /** Waits until what was printed has left, so that long output does not pile up in memory. */
  drained(): Promise<void>;
  /** Something to know, on stderr; silent with `--quiet`. */
  say(text: string): void;
  /** What went wrong, on stderr; never silent. */
  complain(text: string): void;
  /** Asks yes or no. Throws UsageFault where nobody can be asked, Declined where the answer is no. */
  confirm(question: string): Promise<void>;
  /** Asks for the values of columns that were left out. */
  askFor(column: Column, help: string): Promise<string>;
  /** A bar on a terminal, nothing elsewhere. */
  progress(label: string): Promise<Progress>;
}

export function openTerminal(world: World, options: GlobalOptions, t: Catalog): Terminal {
  const { stdout, stderr } = world;
  const quiet = options.quiet ?? false;
  const asks = options.input !== false && !options.yes && Boolean(stderr.isTTY) && !world.env.CI && Boolean(world.stdin.isTTY);
  const wanted = options.color !== false && !world.env.NO_COLOR && world.env.TERM !== 'dumb';
  const out = (text: string) => void stdout.write(`${text}\n`);
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
    drained: () => (stdout.writableNeedDrain ? new Promise((resolve) => stdout.once('drain', resolve)) : Promise.resolve()),
    say: (text) => void (quiet || stderr.write(`${text}\n`)),
    complain: (text) => void stderr.write(`${text}\n`),
    async confirm(question) {
      if (options.yes) return;
      if (!asks) throw new UsageFault(t.usage.needsYes(question));
      const { confirm } = await import('./prompts.ts');
      if (!(await confirm(world, question, t))) throw new Declined(t.usage.declined);
    },
    async askFor(column, help) {
      const { askColumn } = await import('./prompts.ts');
      return askColumn(world, column, help, t);
    },
    async progress(label) {
      const { startProgress } = await import('./progress.ts');
      return startProgress(stderr, label, quiet || !stderr.isTTY);
    },
  };
}
