/** What a rule finds and what a decision is. Nothing here knows a clock, a database or a language. */
import type { Json, ParameterName, Reading } from '../editions/edition.ts';
import { type RuleId, ruleSources } from '../editions/rules.ts';
import type { Required, Seen } from './seen.ts';

export type Outcome = 'granted' | 'refused';

export interface Finding {
  readonly rule: RuleId;
  /** Null where a gate left the rule unassessed. */
  readonly met: boolean | null;
  /** What was seen; ids, codes, numbers and days, never names. */
  readonly observed: Json;
  readonly required: Json;
  readonly source: string;
}

/** The pure result of a rule: what the register stores as a decision. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly edition: string;
  /** The values the decision rests on. */
  readonly parameters: { readonly [name: string]: Json };
  /** The names of those nobody states. */
  readonly assumed: readonly string[];
}

/** One finding. `parameters` are those it compares with: of those that were read, the sources that no document states are cited. */
export function finding<R extends RuleId>(
  reading: Reading,
  rule: R,
  met: boolean | null,
  observed: Seen[R] | null,
  required: Required[R],
  parameters: readonly ParameterName[] = [],
): Finding {
  let source: string = ruleSources[rule];
  for (const name of parameters) {
    const cited = reading.sourceOf(name);
    if (cited !== null) source += `; ${cited}`;
  }
  return { rule, met, observed: observed as Json, required: required as Json, source };
}

/** Granted unless a finding is unmet; a rule left unassessed does not refuse by itself. */
export function verdict(reading: Reading, findings: readonly Finding[]): Verdict {
  return {
    outcome: findings.some(({ met }) => met === false) ? 'refused' : 'granted',
    findings,
    edition: reading.edition.name,
    parameters: reading.parameters,
    assumed: reading.assumed,
  };
}

/** The ids of the rules that refuse, in order. */
export function unmet(findings: readonly Finding[]): readonly RuleId[] {
  return findings.filter(({ met }) => met === false).map(({ rule }) => rule);
}

export const isMet = (findings: readonly Finding[], rule: RuleId): boolean => findings.some((f) => f.rule === rule && f.met === true);

/** What the register's own decisions cause plays no part when two decisions are compared (rules.md, Awards and answers). */
const causedByDecisions: ReadonlySet<string> = new Set(['CRED-6', 'CRED-8', 'NQL-8', 'SCH-4']);

interface Compared {
  readonly outcome: Outcome;
  readonly findings: readonly Pick<Finding, 'rule' | 'met'>[];
}

/** Whether two decisions say the same: outcome, and each finding's rule and met. Days, actors and comments play no part. */
export function sameDecision(a: Compared, b: Compared): boolean {
  const compared = (findings: Compared['findings']) =>
    findings
      .filter(({ rule }) => !causedByDecisions.has(rule))
      .map(({ rule, met }) => `${rule}=${met}`)
      .join();
  return a.outcome === b.outcome && compared(a.findings) === compared(b.findings);
}
