/** Follows what `why` says: types the commands of its steps, on the days it gives, and fills in what it leaves open. */
import { expect } from 'vitest';
import type { Desk, Ran } from '../etw.ts';

export interface Step {
  readonly rules: readonly string[];
  readonly who: string;
  readonly message: string;
  readonly command: string;
  readonly not_before: string | null;
  readonly not_after: string | null;
}

export interface Answer {
  readonly recognition: string;
  readonly status: string;
  readonly decision: string | null;
  readonly certificate: string | null;
  readonly since: string | null;
  readonly school_code: string | null;
  readonly year: string | null;
  readonly credits: number | null;
  readonly score: number | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly missing: readonly string[];
  readonly assumed: readonly string[];
  readonly prerequisites: readonly { readonly rule: string; readonly met: boolean | null }[];
  readonly findings: readonly { readonly rule: string; readonly met: boolean | null }[];
  readonly obstacles: readonly { readonly rule: string | null; readonly message: string; readonly hint: string | null }[];
  readonly steps: readonly Step[];
}

/** What `why` answers, by recognition. Throws where it does not end with 0. */
export async function why(place: Desk, ...args: readonly string[]): Promise<Record<string, Answer>> {
  const ran = await place.etw('why', ...args, '--json');
  if (ran.code !== 0) throw new Error(`etw why ${args.join(' ')} ended with ${ran.code}: ${ran.err}`);
  const answers = ran.list as unknown as Answer[];
  return Object.fromEntries(answers.map((answer) => [answer.recognition, answer]));
}

/** The words of a command line, as a shell takes them apart. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [, plain = ''] of line.matchAll(/((?:'[^']*'|\\'|[^\s'])+)/g))
    words.push(plain.replace(/'([^']*)'|\\'/g, (_, inside?: string) => inside ?? "'"));
  return words;
}

/** What an officer would know who follows the steps on a day. */
function filled(word: string, command: string, on: string, newcomer: number): string {
  const known: Readonly<Record<string, string>> = {
    // A school says since when it takes part; any other day is that of the step.
    date: command.startsWith('etw school add') ? '2020-01-01' : on,
    cfie: 'CFIE-NUEVO',
    country: 'PT',
    school: 'Escola Inventada',
    'country:school': 'PT:Escola Inventada',
    school_code: '05990014',
    teacher_id: `NUEVA${newcomer}`,
    given_name: 'Nueva',
    family_name: 'Inventada',
    email: `nueva${newcomer}@example.org`,
    plan: 'How the school carries it out',
    evidence: 'https://example.org/evidence',
  };
  return word.replace(/<([^<>]+)>/g, (_, name: string) => known[name] ?? /^\d+-(\d+)$/.exec(name)?.[1] ?? `no word for ${name}`);
}

/** Types the steps one after the other. The day of the last; each must end with 0. */
export async function follow(place: Desk, steps: readonly Step[], from: string): Promise<string> {
  let on = from;
  // Each new teacher is another one.
  let newcomer = 0;
  for (const one of steps) {
    if (one.not_before !== null && one.not_before > on) on = one.not_before;
    if (one.not_after !== null) expect([one.command, on <= one.not_after]).toEqual([one.command, true]);
    if (one.command.startsWith('etw register --teacher <')) newcomer += 1;
    const [, ...argv] = wordsOf(one.command).map((word) => filled(word, one.command, on, newcomer));
    const ran: Ran = await place.etw(...argv, '--on', on);
    // Where assessment and approval were both no, the first yes meets the other no.
    const meets = one.command.startsWith('etw project assess') && steps.some(({ command }) => command.startsWith('etw approve project'));
    expect([one.command, on, meets && ran.code === 4 ? 0 : ran.code, ran.err]).toEqual([one.command, on, 0, ran.err]);
  }
  return on;
}
