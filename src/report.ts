/** Every error in words, and its exit code. */
import { faultLine, InputFault, printable } from './batch/fault.ts';
import { NoValue } from './editions/edition.ts';
import { Declined, exitCodes, NotFound, UsageFault } from './faults.ts';
import type { Catalog } from './languages/catalog.ts';
import { DamagedValue, lacksDriver, RegisterFault } from './register/faults.ts';

/** Says what went wrong in one clear message and gives the exit code. No stack trace without `--debug`. */
export function report(error: unknown, t: Catalog, say: (text: string) => void, debug: boolean): number {
  const [code, message] = explained(error, t);
  say(message);
  if (debug && error instanceof Error) say(error.stack ?? String(error));
  return code;
}

function explained(error: unknown, t: Catalog): readonly [number, string] {
  if (error instanceof UsageFault) return [exitCodes.usage, printable(error.message, 2000)];
  if (error instanceof NotFound) return [exitCodes.notFound, printable(error.message, 2000)];
  if (error instanceof Declined) return [exitCodes.declined, error.message];
  if (isInterrupt(error)) return [exitCodes.interrupted, t.problems.interrupted];
  if (error instanceof InputFault) return [exitCodes.input, error.faults.map((fault) => faultLine('etw', fault, t)).join('\n')];
  if (error instanceof RegisterFault) return explainedRegister(error, t);
  if (error instanceof DamagedValue) return [exitCodes.damaged, t.problems.damaged(error.table, printable(error.key), error.column)];
  if (lacksDriver(error)) return [exitCodes.register, t.problems.noDriver];
  if (error instanceof NoValue) return [exitCodes.input, t.problems.noValue(error.parameter, error.day)];
  return [exitCodes.bug, t.problems.bug(error instanceof Error ? printable(error.message) : printable(String(error)))];
}

function explainedRegister({ problem, place, cause }: RegisterFault, t: Catalog): readonly [number, string] {
  const where = printable(place);
  if (problem === 'altered') return [exitCodes.damaged, t.problems.altered(where, cause instanceof Error ? printable(cause.message) : '')];
  return [exitCodes.register, t.problems[problem](where)];
}

/** Ctrl-C: the reason of the process's signal, or what a question says of it. */
const isInterrupt = (error: unknown): boolean =>
  error instanceof Error && ['AbortError', 'ExitPromptError', 'AbortPromptError'].includes(error.name);
