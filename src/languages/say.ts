/** Findings in words. */
import type { RuleId } from '../editions/rules.ts';
import type { Finding } from '../rules/decision.ts';
import type { Required, Seen } from '../rules/seen.ts';
import type { Catalog } from './catalog.ts';

/** Why one rule is unmet, as a sentence. */
export function sayFinding(t: Catalog, { rule, observed, required }: Pick<Finding, 'rule' | 'observed' | 'required'>): string {
  const say = t.unmet[rule] as (seen: Seen[RuleId], required: Required[RuleId]) => string;
  return say(observed as unknown as Seen[RuleId], required as unknown as Required[RuleId]);
}

/** Every reason of a refusal, one sentence each. Empty where all rules are met. */
export const sayUnmet = (t: Catalog, findings: readonly Finding[]): string =>
  findings
    .filter(({ met }) => met === false)
    .map((finding) => `${finding.rule}: ${sayFinding(t, finding)}`)
    .join(' ');
