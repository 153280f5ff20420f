/** Questions; loaded only where one is asked. */
import { checkbox, input } from '@inquirer/prompts';
import { yesNo } from '../batch/parsers.ts';
import type { World } from '../context.ts';
import type { Catalog } from '../languages/catalog.ts';
import { offering } from './offering.ts';
import type { Choice, Question } from './terminal.ts';

type Streams = { readonly input: NodeJS.ReadStream; readonly output: NodeJS.WriteStream; readonly signal: AbortSignal };

/** Asks on stderr. Ctrl-D leaves as Ctrl-C does, instead of a question that nobody can answer any more. */
async function asking<T>(world: World, ask: (streams: Streams) => Promise<T>, left = new AbortController()): Promise<T> {
  const leave = () => left.abort();
  const pressed = (_: unknown, key: { readonly ctrl?: boolean; readonly name?: string } | undefined) => {
    if (key?.ctrl && key.name === 'd') leave();
  };
  const signal = world.signal ? AbortSignal.any([world.signal, left.signal]) : left.signal;
  world.stdin.on('keypress', pressed).once('end', leave);
  try {
    return await ask({ input: world.stdin, output: world.stderr, signal });
  } finally {
    world.stdin.off('keypress', pressed).off('end', leave);
  }
}

/** Yes or no in either language; no is what Enter says. */
export async function confirm(world: World, question: string, t: Catalog): Promise<boolean> {
  const answer = (text: string) => (text.trim() === '' ? { value: false } : yesNo(text.trim()));
  const validate = (text: string) => {
    const read = answer(text);
    return 'value' in read ? true : read.expected(t);
  };
  const read = answer(await asking(world, (streams) => input({ message: `${question} ${t.ask.yesOrNo}`, validate }, streams)));
  return 'value' in read && read.value;
}

/** The answer to a question, trimmed; empty where it may be and nothing was given. */
export async function answerTo(world: World, question: Question, t: Catalog): Promise<string> {
  if (question.offers) return offered(world, { ...question, offers: question.offers }, t);
  const { message, fault } = question;
  const validate = async (text: string) => (await fault(text.trim())) ?? true;
  return (await asking(world, (streams) => input({ message, validate }, streams))).trim();
}

/** An answer chosen among offers. What goes wrong where they come from ends the question. */
async function offered(world: World, question: Question & Required<Pick<Question, 'offers'>>, t: Catalog): Promise<string> {
  const left = new AbortController();
  let problem: unknown;
  const safely = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> =>
    work().catch((error: unknown) => {
      problem = error;
      left.abort();
      return otherwise;
    });
  const config = {
    message: question.message,
    ready: question.ready ?? false,
    help: question.ready ? t.ask.choose : t.ask.offer,
    width: (world.stderr.columns || 80) - 3,
    offers: (text: string) => safely(() => question.offers(text), { found: [], more: null }),
    fault: (answer: string) => safely(async () => question.fault(answer), ''),
  };
  try {
    return await asking(world, (streams) => offering(config, streams), left);
  } catch (error) {
    throw problem ?? error;
  }
}

/** Several of some choices, or none. */
export async function several(world: World, message: string, choices: readonly Choice[], t: Catalog): Promise<readonly string[]> {
  return asking(world, (streams) => checkbox({ message, choices: [...choices], instructions: t.ask.mark, pageSize: 12 }, streams));
}
