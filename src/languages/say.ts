/** Findings in words. */
import type { RuleId } from '../editions/rules.ts';
import type { Finding } from '../rules/decision.ts';
import type { Required, Seen } from '../rules/seen.ts';
import type { Act, Step } from '../rules/way.ts';
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

/** What is done in a step, or may be looked at, as a sentence. */
export const sayAct = (t: Catalog, act: Act): string => (t.way.acts[act.does] as (act: Act) => string)(act);

/** When a step can be taken, as a sentence. Empty where no rule sets a day. */
export function sayWhen(t: Catalog, { notBefore, notAfter }: Pick<Step, 'notBefore' | 'notAfter'>): string {
  if (notBefore !== null && notAfter !== null) return t.way.between(notBefore, notAfter);
  if (notBefore !== null) return t.way.notBefore(notBefore);
  return notAfter === null ? '' : t.way.notAfter(notAfter);
}
