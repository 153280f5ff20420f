/** Long output a screen at a time, through the reader's own pager. */
import { spawnSync } from 'node:child_process';
import type { World } from '../context.ts';

/**
 * Shows a text in `ETW_PAGER`, else `PAGER`, else `less`. False where none could be
 * started, or none is wanted (`ETW_PAGER=cat`): then nothing has been shown.
 * Nothing else runs meanwhile, so that Ctrl-C belongs to the pager; leaving it early is no fault.
 */
export function page({ env, cwd }: Pick<World, 'env' | 'cwd'>, text: string): boolean {
  const asked = env.ETW_PAGER ?? env.PAGER;
  if (asked !== undefined && ['', 'cat'].includes(asked.trim())) return false;
  const given = { cwd, input: text, stdio: ['pipe' as const, 'inherit' as const, 'inherit' as const] };
  // `less` by itself shows short texts at once, keeps colours and leaves the text on the screen.
  const { status, error } =
    asked === undefined
      ? spawnSync('less', ['-FIRX'], { ...given, env: { ...env } })
      : spawnSync(asked, { ...given, env: { LESS: 'FIRX', ...env }, shell: true });
  const started = error === undefined || (error as NodeJS.ErrnoException).code === 'EPIPE';
  return started && status !== noSuchCommand && status !== notExecutable;
}

const noSuchCommand = 127;
const notExecutable = 126;
