/** What a verdict says, in few words. */
import { day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { inForce, type Json, type OfficeValue, type Parameter, type ParameterName, Reading } from '../../src/editions/edition.ts';
import { type RuleId, ruleSources } from '../../src/editions/rules.ts';
import type { Call } from '../../src/rules/call.ts';
import type { Finding, Verdict } from '../../src/rules/decision.ts';

/** A call with nothing set but its days: it opens on its reference day. */
export const call: Call = {
  call: '2026',
  opensOn: day('2026-02-12'),
  closesOn: day('2026-03-10'),
  referenceDay: day('2026-02-12'),
  registeredBy: null,
  activeSince: null,
  labelSince: null,
  labelUntil: null,
  validFrom: null,
  validUntil: null,
};

/** The edition `base` on the day of a matter, with the values of an office over it. */
export const readingOn = (on: string, ...office: readonly OfficeValue[]): Reading => new Reading(baseEdition, office, day(on));

/** A value an office has set, from a day. */
export const officeValue = (parameter: string, value: Json, from = '2025-09-01'): OfficeValue => ({
  parameter,
  value,
  from: day(from),
  source: 'Instruction of the office',
  mark: 'office',
});

/** The answer in a word or two: `granted`, or `refused` and the rules that refuse. */
export const said = ({ outcome, findings }: Verdict): string =>
  [outcome, ...findings.filter(({ met }) => met === false).map(({ rule }) => rule)].join(' ');

/** Each rule with yes, no or a dash where it was not assessed. */
export const metOf = ({ findings }: Verdict): string =>
  findings.map(({ rule, met }) => `${rule} ${met === null ? '–' : met ? 'yes' : 'no'}`).join(', ');

/** What one rule found. Throws where the verdict has no finding of it, or several. */
export function findingOf({ findings }: Pick<Verdict, 'findings'>, rule: string): Finding {
  const [found, ...more] = findings.filter((finding) => finding.rule === rule);
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} findings of ${rule}`);
  return found;
}

/** The source of a finding: where the rule is said, then where each value is that no source document states. */
export const sourceOf = (rule: RuleId, on: string, ...parameters: readonly ParameterName[]): string =>
  [
    ruleSources[rule],
    ...parameters.map((name) => {
      const parameter: Parameter = baseEdition.parameters[name];
      const { source, mark } = inForce(parameter, [], name, day(on));
      return `${name}: ${source} (${mark})`;
    }),
  ].join('; ');
