#!/usr/bin/env node
// Hands the process to main and sets the exit code; nothing else does.
import { userInfo } from 'node:os';

// A bug, until main says otherwise: it holds too where main never settles and Node leaves silently.
process.exitCode = 70;

// A reader that has seen enough (`etw export schools | head`) is no fault: results are printed after they are stored.
process.stdout.on('error', (error) => end(error.code === 'EPIPE' ? 0 : 70, error));
// Work goes on when nobody listens to the remarks.
process.stderr.on('error', () => {});
process.on('uncaughtException', (error) => end(70, error));

// The first interrupt lets main roll back and close; a second one ends the process.
const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

try {
  const { main } = await import('../dist/main.js');
  process.exitCode = await main({
    argv: process.argv.slice(2),
    env: process.env,
    // Opened only by a command that reads it.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    now: () => new Date(),
    login: loginName(),
    signal: interrupt.signal,
    threads: true,
  });
} catch (error) {
  console.error(error);
}

function end(code, error) {
  if (code !== 0) console.error(error);
  process.exit(code);
}

function loginName() {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that has no name.
    return process.env.USER ?? process.env.USERNAME ?? 'unknown';
  }
}
