/** Runs commands as a shell does, for the tests of what is installed. */
import { execFile } from 'node:child_process';

export interface Ended {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(program: string, args: readonly string[], options: { cwd: string; env?: Record<string, string> }): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...options.env };
    const child = execFile(program, args, { cwd: options.cwd, env, maxBuffer: 100_000_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : child.exitCode, stdout, stderr: error?.code === 'ENOENT' ? String(error) : stderr }),
    );
    child.stdin?.end();
  });
}

/** Runs a command that must succeed, and gives what it wrote on stdout. */
export async function succeed(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}
