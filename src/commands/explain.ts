import { printable } from '../batch/fault.ts';
import type { PlainCommand } from '../command.ts';
import { found } from '../context.ts';
import { exitCodes, UsageFault } from '../faults.ts';
import { sayFinding } from '../languages/say.ts';
import { findDecision, findResting } from '../register/decisions.ts';
import { findLetter } from '../register/label-letter.ts';
import { findNaming } from '../register/labels.ts';
import { findRemarks } from '../register/remarks.ts';
import { fitting } from '../terminal/wrap.ts';

/** Says which rule, which value and which source lie behind a decision or certificate. */
export const explain: PlainCommand = {
  name: 'explain',
  argument: { name: 'decision' },
  options: [{ flag: 'letter' }],
  async run(context, { argument = '', values: given }) {
    const { t, terminal, json } = context;
    const register = await context.register();
    const { decision, reason, label, resting } = await register.read(async (reader) => {
      const decision = found(await findDecision(reader, argument), t.notFound.decision(argument), { column: 'decision', id: argument });
      const revocation = decision.kind === 'revocation' ? decision.decision : decision.revoked_by;
      const reasons = await findRemarks(reader, 'decisions', 'reason', revocation === null ? [] : [revocation]);
      const label = await findLetter(reader, decision);
      const resting =
        decision.revoked_by === null ? [] : [...(await findNaming(reader, decision)), ...(await findResting(reader, decision))];
      return { decision, reason: reasons.get(revocation ?? '') ?? null, label, resting };
    });
    if (given.letter) {
      if (!label) throw new UsageFault(t.usage.noLetter(t.kinds[decision.kind]));
      const letter = t.labels.letter(label);
      terminal.out(json ? JSON.stringify({ decision: decision.decision, letter }) : printable(letter, letter.length));
      return exitCodes.done;
    }
    if (json) {
      const { evaluator = null, comment = null, comments = {} } = label ?? {};
      terminal.out(JSON.stringify({ ...decision, reason, resting, ...(label ? { evaluator, comment, comments } : {}) }));
      return exitCodes.done;
    }
    const { paint } = terminal;
    const outcome = (decision.outcome === 'granted' ? paint.good : paint.bad)(t.outcomes[decision.outcome]);
    const lines = [
      paint.strong(`${decision.decision} · ${t.kinds[decision.kind]} · `) + outcome,
      t.explain.taken(decision.on, decision.by, decision.edition),
    ];
    const subject = (
      [
        'teacher_id',
        'project_id',
        'school_code',
        'school',
        'country',
        'year',
        'call',
        'credits',
        'score',
        'certificate',
        'valid_from',
        'valid_until',
      ] as const
    )
      .filter((key) => decision[key] !== null)
      .map((key) => `${t.explain.keys[key]}: ${decision[key]}`);
    if (subject.length > 0) lines.push(subject.join(' · '));
    if (decision.replaces !== null) lines.push(t.explain.replaces(decision.replaces));
    if (decision.revokes !== null) lines.push(t.explain.revokes(decision.revokes));
    if (decision.revoked_by !== null) lines.push(paint.bad(t.explain.revokedBy(decision.revoked_by)));
    if (resting.length > 0) lines.push(t.explain.resting(resting.join(', ')));
    if (reason !== null) lines.push(t.explain.reason(printable(reason, 2000)));
    const about = (text: string) => printable(text, 2000);
    if (label?.evaluator) lines.push(t.explain.evaluator(about(label.evaluator)));
    if (label?.comment) lines.push(t.explain.comment(null, about(label.comment)));
    for (const [criterion, text] of Object.entries(label?.comments ?? {})) lines.push(t.explain.comment(criterion, about(text)));
    for (const finding of decision.findings) {
      const mark =
        finding.met === null
          ? paint.faint(`– ${t.explain.unassessed}`)
          : finding.met
            ? paint.good(`✓ ${t.explain.met}`)
            : paint.bad(`✗ ${t.explain.unmet}`);
      lines.push('', `${paint.strong(finding.rule)} ${mark}  ${t.rules[finding.rule]}`);
      if (finding.met === false) lines.push(`  ${sayFinding(t, finding)}`);
      if (finding.observed !== null) lines.push(`  ${t.explain.observed}: ${plainly(finding.observed)}`);
      lines.push(`  ${t.explain.required}: ${plainly(finding.required)}`, paint.faint(`  ${t.explain.source}: ${finding.source}`));
    }
    const values = Object.entries(decision.parameters);
    if (values.length > 0)
      lines.push(
        '',
        paint.strong(t.explain.parameters),
        ...values.map(([name, value]) => `  ${name} = ${plainly(value)}${decision.assumed.includes(name) ? ` (${t.marks.assumed})` : ''}`),
      );
    await terminal.page(fitting(lines.join('\n'), terminal.width));
    if (decision.assumed.length > 0) terminal.say(t.run.assumed(decision.assumed.join(', '), 1));
    return exitCodes.done;
  },
};

/** A stored value as text: `days 59, ends_on 2026-06-20`. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(plainly).join(', ') : '–';
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, of]) => `${key} ${plainly(of)}`);
    return entries.length > 0 ? entries.join('; ') : '–';
  }
  return value === null ? '–' : String(value);
}
