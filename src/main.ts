/** argv in, exit code out; the only place where errors are caught. */
import type { Context, GlobalOptions, World } from './context.ts';
import { version } from './version.ts';

export type { World } from './context.ts';

/** Runs `etw`. Never throws; a bug is exit code 70. */
export async function main(world: World): Promise<number> {
  // Scripts ask for the version often: nothing else is loaded for it.
  if (world.argv.length === 1 && ['--version', '-V'].includes(world.argv[0] ?? '')) {
    world.stdout.write(`${version}\n`);
    return 0;
  }
  const { catalogOf, languageOf, openContext } = await import('./context.ts');
  const { report } = await import('./report.ts');
  const place = world.argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = place < 0 ? undefined : world.argv[place]?.startsWith('--lang=') ? world.argv[place]?.slice(7) : world.argv[place + 1];
  const t = await catalogOf(languageOf(world.env, asked));
  const debug = world.argv.includes('--debug');
  try {
    const { run } = await import('./program.ts');
    const open = (options: GlobalOptions): Context => openContext(world, t, options, main);
    const print = {
      out: (text: string) => void world.stdout.write(text),
      err: (text: string) => void world.stderr.write(text),
      width: Math.min(world.stdout.isTTY ? world.stdout.columns || 80 : 80, 100),
    };
    return await run(world.argv, t, version, open, print);
  } catch (error) {
    const { fitting } = await import('./terminal/wrap.ts');
    const room = world.stderr.isTTY ? world.stderr.columns || 80 : null;
    return report(error, t, (text) => world.stderr.write(`${fitting(text, room)}\n`), debug);
  }
}
