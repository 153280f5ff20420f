/** What stands between now and a recognition, and the fewest steps that lead there. Pure, like the rules it asks. */
import { type Day, latest } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { type RuleId, ruleSources } from '../editions/rules.ts';
import type { Finding } from './decision.ts';
import type { Form, Required, Seen } from './seen.ts';

/** Who acts: the teacher, the school, the CFIE, the National Support Service, or that of a partner's country. */
export type Actor = 'teacher' | 'school' | 'cfie' | 'sna' | 'partner';

/** What can be done or said, each with what its sentence names. A null word is one that nobody knows yet. */
export interface Acts {
  postTeacher: { teacher: string };
  confirmTeacher: { teacher: string | null; school: string | null; refused: readonly RuleId[] };
  enrol: { teacher: string; project: string; school: string | null; form: Form };
  addPartner: { project: string; countries: readonly string[] };
  assess: { project: string; school: string | null; again: boolean };
  approve: { project: string; school: string | null; again: boolean };
  handIn: { teacher: string; kind: string };
  evaluateReport: { teacher: string; again: boolean };
  nameCfie: { school: string | null };
  /** `left` is what the ceiling leaves; `least` days are what `parameter` asks of a project of this length. */
  certify: { credits: number; days: number; ofDuration: number; left: number; least: number; parameter: string; assumed: boolean };
  applyLabel: { teacher: string; project: string; endsOn: Day; days: number; again: boolean };
  /** `short` points are lacking in the evaluation known; null where none counts. */
  evaluateLabel: { total: number; of: number; each: number; short: number | null; again: boolean };
  recordLabel: { country: string | null; school: string | null };
  propose: { project: string; year: string };
  decideRound: { project: string; year: string; school: string | null };
  stateSince: { school: string; by: Day };
  enterTeacher: { school: string };
  recordActivity: { teacher: string; from: Day };
  earnLabel: { school: string; until: Day };
  invite: { school: string; call: string };
  /** `missing` are fields of the values; `whole` where they are all of them. */
  applySchool: { school: string; call: string; teacher: string | null; missing: readonly string[]; whole: boolean };
  accredit: { school: string; total: number; each: number; short: number | null; from: Day; until: Day };
  // What may be looked at where there is no way.
  enrolledInTime: { teacher: string; project: string; until: Day };
  otherDates: { project: string };
  otherFunding: { school: string };
  usedUp: { by: readonly { readonly certificate: string | null; readonly credits: number }[] };
  yearsReached: { on: Day };
  labelInTime: { from: Day | null; until: Day };
  freeAfter: { until: Day };
  appliedInTime: { from: Day; until: Day };
  tooLate: { first: Day; last: Day };
  validityOver: { from: Day; until: Day };
  abroad: { country: string; ours: string };
}

export type Act = { readonly [D in keyof Acts]: { readonly does: D } & Readonly<Acts[D]> }[keyof Acts];

/** A word of a command line, or one with a part in angle brackets that whoever types it fills in. */
export type Word = string | { readonly fill: string };

export interface Step {
  /** The rules it answers; none for the decision itself. */
  readonly rules: readonly RuleId[];
  readonly who: Actor;
  readonly act: Act;
  /** What is typed after `etw`. */
  readonly command: readonly Word[];
  /** First day on which it can be done; null where that is today. */
  readonly notBefore: Day | null;
  /** Last day on which it can be done; null where no rule sets one. */
  readonly notAfter: Day | null;
}

/** Why there is no way, and what may be looked at. */
export interface Obstacle {
  /** Null where it is no rule that stands in the way. */
  readonly finding: Finding | null;
  readonly hint: Act | null;
}

export interface Way {
  /** What teacher and school still lack before anything is developed in the project (PART-2 to PART-7). */
  readonly prerequisites: readonly Finding[];
  /** As the command would find them now; null where somebody's answer is still missing. */
  readonly findings: readonly Finding[];
  readonly obstacles: readonly Obstacle[];
  /** In the order of the procedure, the decision last; none where there is an obstacle. */
  readonly steps: readonly Step[];
  /** The values nobody states on which the grant would rest. */
  readonly assumed: readonly string[];
}

export type ReadingOn = (day: Day) => Reading;

export const fill = (name: string): Word => ({ fill: `<${name}>` });
export const orFill = (word: string | null, name: string): Word => word ?? fill(name);

/** A command line by the names of its options; null ones are left out, lists repeat the option. */
export function command(name: string, options: Readonly<Record<string, Word | readonly Word[] | null>>): readonly Word[] {
  const words: Word[] = name.split(' ');
  for (const [option, given] of Object.entries(options))
    for (const word of given === null ? [] : Array.isArray(given) ? (given as readonly Word[]) : [given as Word])
      words.push(`--${option}`, word);
  return words;
}

/** A step; what is left out of it is nothing. */
export const step = (
  who: Actor,
  act: Act,
  words: readonly Word[],
  more: Partial<Pick<Step, 'rules' | 'notBefore' | 'notAfter'>> = {},
): Step => ({ rules: [], who, act, command: words, notBefore: null, notAfter: null, ...more });

export const obstacle = (finding: Finding | null, hint: Act | null = null): Obstacle => ({ finding, hint });

/** The same finding where nobody has answered it yet. */
export const unanswered = (finding: Finding): Finding => ({ ...finding, met: null, observed: null });

/** A finding as its rule shapes it. */
export type FindingOf<R extends RuleId> = Omit<Finding, 'observed' | 'required'> & {
  readonly rule: R;
  /** Null where nothing was seen. */
  readonly observed: Seen[R] | null;
  readonly required: Required[R];
};

/** What a rule found, among findings that hold one of it. */
export function findingOf<R extends RuleId>(findings: readonly Finding[], rule: R): Finding & FindingOf<R> {
  const found = findings.find((one) => one.rule === rule);
  if (!found) throw new Error(`no finding of ${rule}`);
  return found as unknown as Finding & FindingOf<R>;
}

/** What a rule saw that is assessed whatever the facts. Throws where it was not. */
export function seenBy<R extends RuleId>({ rule, observed }: FindingOf<R>): Seen[R] {
  if (observed === null) throw new Error(`${rule} was not assessed`);
  return observed;
}

/** A way whose steps can all be taken in time, one after the other from a day on; else what comes too late is an obstacle. */
export function wayOf(way: Way, on: Day): Way {
  let day = on;
  const findings = [...way.prerequisites, ...way.findings];
  const late: Obstacle[] = [];
  for (const one of way.steps) {
    day = latest(day, one.notBefore ?? day);
    if (one.notAfter !== null && one.notAfter < day)
      late.push(
        obstacle(findings.find(({ rule }) => one.rules.includes(rule)) ?? null, { does: 'tooLate', first: day, last: one.notAfter }),
      );
  }
  // What is barred anyway is not late besides.
  const obstacles = way.obstacles.length > 0 ? way.obstacles : late;
  return { ...way, obstacles, steps: obstacles.length > 0 ? [] : way.steps };
}

/** The day from which the last of some steps can be taken. */
export const dayAfter = (steps: readonly Step[], on: Day): Day => steps.reduce((day, { notBefore }) => latest(day, notBefore ?? day), on);

const order = Object.keys(ruleSources) as RuleId[];

/** The rules between now and yes, in their order: unmet ones, and those still unanswered that a step answers. */
export function missing({ prerequisites, findings, obstacles, steps }: Way): readonly RuleId[] {
  const open = new Set<RuleId>([
    ...[...prerequisites, ...findings].filter(({ met }) => met === false).map(({ rule }) => rule),
    ...steps.flatMap(({ rules }) => rules),
    ...obstacles.flatMap(({ finding }) => finding?.rule ?? []),
  ]);
  return order.filter((rule) => open.has(rule));
}
