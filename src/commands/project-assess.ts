import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { rulesOf } from '../editions/rules.ts';
import { sayUnmet } from '../languages/say.ts';
import { counting, replaced, saveDecision } from '../register/decisions.ts';
import { decideParticipation, dimensionFacts, keep, loadParticipations } from '../register/participations.ts';
import { participationSubject } from '../register/projects.ts';
import { saveRemark } from '../register/remarks.ts';
import { sameDecision, unmet } from '../rules/decision.ts';
import { assess } from '../rules/participation.ts';

/** Assesses the suitability of a school's participation (PART-6); with the school's reply known, decides it (PART-6, PART-7). */
export const projectAssess = batchCommand({
  name: 'project assess',
  columns: [c.project_id, c.school_code, c.collaboration, c.ict, optional(c.assessed_on), optional(c.assessor)],
  decides: rulesOf('PART-6', 'PART-7'),
  keys: ['project_id', 'school_code'],
  load: (rows, { writer }) => loadParticipations(writer, rows),
  async handle(rows, run, known) {
    const { writer, on, t } = run;
    return rows.map((row): RowResult => {
      if (!known.projects.has(row.project_id)) return unknown('project_id', row.project_id, t.rows.unknownProject);
      if (!known.schools.has(row.school_code)) return unknown('school_code', row.school_code, t.rows.unknownSchool);
      const dimension = dimensionFacts(known, row.project_id, row.school_code, on);
      if (!dimension) return invalid('school_code', row.school_code, t.rows.schoolNotInProject(row.project_id));
      const assessedOn = row.assessed_on ?? on;
      if (assessedOn > on) return invalid('assessed_on', assessedOn, t.rows.inTheFuture(on));

      const facts = { ...dimension, collaboration: row.collaboration, ict: row.ict };
      const verdict = assess(facts, run.reading(on));
      const subject = participationSubject(row.project_id, row.school_code);
      const past = known.suitability.get(subject);
      const last = counting(past, on);
      const decisions = [];
      if (!last || !sameDecision(last, verdict)) {
        const id = writer.number('fact');
        const { project_id, school_code } = row;
        writer.put('assessments', {
          id,
          project_id,
          school_code,
          collaboration: Number(row.collaboration),
          ict: Number(row.ict),
          assessed_on: assessedOn,
        });
        saveRemark(writer, 'assessments', id, 'assessor', row.assessor);
        const decision = saveDecision(writer, 'suitability', subject, verdict, {
          project_id,
          school_code,
          replaces: replaced(past)?.decision ?? null,
        });
        keep(known.suitability, subject, decision);
        decisions.push(decision);
      }
      const participation = decideParticipation(writer, known, row.project_id, row.school_code, run.reading(on));
      if (participation) decisions.push(participation);
      const said = { outcome: verdict.outcome, unmet: unmet(verdict.findings), message: sayUnmet(t, verdict.findings) };
      if (decisions.length === 0) return unchanged(said);
      if (!participation) return accepted({ ...said, decisions });
      const message = [said.message, sayUnmet(t, participation.findings)].filter(Boolean).join(' ');
      return accepted({ outcome: participation.outcome, unmet: unmet(participation.findings), message, decisions });
    });
  },
});
