import { columns as c } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { type Decision, findDecisions, saveDecision, subjectOf } from '../register/decisions.ts';
import { findRemarks, saveRemark } from '../register/remarks.ts';
import { verdict } from '../rules/decision.ts';

/** Revokes decisions, with a reason: from its day on the other does not count (rules.md, Awards and answers). */
export const revoke = batchCommand({
  name: 'revoke',
  columns: [c.decision, c.reason],
  keys: ['decision'],
  argument: 'decision',
  confirm: (t) => t.ask.revoke,
  async handle(rows, run) {
    const { writer, on, t } = run;
    const found = new Map<string, Decision>();
    for await (const page of findDecisions(writer, { ids: rows.map((row) => row.decision) })) {
      for (const decision of page) {
        found.set(decision.decision, decision);
        if (decision.certificate) found.set(decision.certificate, decision);
      }
    }
    const revoked = new Map(
      [...found.values()].flatMap((decision) => (decision.revoked_by ? [[decision.decision, decision.revoked_by] as const] : [])),
    );
    const reasons = await findRemarks(writer, 'decisions', 'reason', revoked.values());
    return rows.map((row): RowResult => {
      const decision = found.get(row.decision);
      if (!decision) return unknown('decision', row.decision, t.rows.unknownDecision);
      if (decision.kind === 'revocation') return invalid('decision', row.decision, t.rows.revocationStands);
      const by = revoked.get(decision.decision);
      if (by !== undefined) {
        const reason = reasons.get(by) ?? '';
        return reason === row.reason
          ? unchanged({ outcome: 'granted', message: t.rows.revokedBy(by) })
          : invalid('reason', row.reason, t.rows.revokedForAnotherReason(by));
      }
      if (on < decision.on) return invalid('decision', row.decision, t.rows.decidedLater(decision.on));
      const { teacher_id, project_id, school_code, school, country, year, call } = decision;
      const about = { teacher_id, project_id, school_code, school, country, year, call, revokes: decision.decision };
      const revocation = saveDecision(writer, 'revocation', subjectOf(decision.decision), verdict(run.reading(on), []), about);
      saveRemark(writer, 'decisions', revocation.decision, 'reason', row.reason);
      revoked.set(decision.decision, revocation.decision);
      reasons.set(revocation.decision, row.reason);
      return accepted({ outcome: 'granted', message: t.rows.revoked(decision.decision, revocation.decision), decisions: [revocation] });
    });
  },
});
