import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { type Day, day, earliest } from '../day.ts';
import { rulesOf } from '../editions/rules.ts';
import { sayUnmet } from '../languages/say.ts';
import { counting, findPast, replaced, saveDecision, subjectOf } from '../register/decisions.ts';
import { findHeld } from '../register/labels.ts';
import { keep } from '../register/participations.ts';
import { findProjects } from '../register/projects.ts';
import { sameDecision, unmet } from '../rules/decision.ts';
import { propose } from '../rules/labels.ts';

/** Takes in a service's proposal of a project for a European round, and decides it (EQL-1). */
export const labelPropose = batchCommand({
  name: 'label propose',
  columns: [c.project_id, c.round, optional(c.country), optional(c.proposed_on)],
  decides: rulesOf('EQL-1'),
  keys: ['project_id', 'country', 'year'],
  async handle(rows, run) {
    const { writer, on, t } = run;
    const ours = run.reading(on).value('labels.service-country');
    const ids = rows.map((row) => row.project_id);
    const projects = await findProjects(writer, ids);
    const held = await findHeld(writer, ids, on);
    const subject = (row: (typeof rows)[number]) => subjectOf(row.project_id, row.country ?? ours, row.year);
    const proposals = await findPast(writer, 'european-proposal', rows.map(subject));
    return rows.map((row): RowResult => {
      const { project_id, year, country = ours } = row;
      const of = country ?? ours;
      const key = { country: of };
      if (!projects.has(project_id)) return unknown('project_id', project_id, t.rows.unknownProject);
      const proposedOn = row.proposed_on ?? on;
      if (proposedOn > on) return invalid('proposed_on', proposedOn, t.rows.inTheFuture(on));
      const reading = run.reading(earliest(on, day(`${year}-12-31`) as Day));
      const verdict = propose({ country: of, proposedOn, held: held.get(project_id) ?? [] }, reading);
      const said = { outcome: verdict.outcome, unmet: unmet(verdict.findings), message: sayUnmet(t, verdict.findings), key };
      const past = proposals.get(subject(row));
      const last = counting(past, on);
      if (last && sameDecision(last, verdict)) return unchanged(said);
      const decision = saveDecision(writer, 'european-proposal', subject(row), verdict, {
        project_id,
        country: of,
        year,
        replaces: replaced(past)?.decision ?? null,
      });
      writer.put('label_proposals', { decision: decision.decision, project_id, country: of, year, proposed_on: proposedOn });
      keep(proposals, subject(row), decision);
      return accepted({ ...said, decisions: [decision] });
    });
  },
});
