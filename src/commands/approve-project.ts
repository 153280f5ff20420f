import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, unchanged, unknown } from '../batch/command.ts';
import { sayUnmet } from '../languages/say.ts';
import { counting } from '../register/decisions.ts';
import { decideParticipation, lastApproval, loadParticipations } from '../register/participations.ts';
import { firstOfSchool, participationSubject } from '../register/projects.ts';
import { saveRemark } from '../register/remarks.ts';
import { unmet } from '../rules/decision.ts';

/** Records whether a school's management approves its participation in this project (PART-7); with the assessment known, decides it. */
export const approveProject = batchCommand({
  name: 'approve project',
  columns: [c.project_id, c.school_code, c.approved, optional(c.replied_on), optional(c.replied_by)],
  decides: ['PART-6', 'PART-7'],
  keys: ['project_id', 'school_code'],
  load: (rows, { writer }) => loadParticipations(writer, rows),
  async handle(rows, run, known) {
    const { writer, on, t } = run;
    return rows.map((row): RowResult => {
      const { project_id, school_code } = row;
      if (!known.projects.has(project_id)) return unknown('project_id', project_id, t.rows.unknownProject);
      if (!known.schools.has(school_code)) return unknown('school_code', school_code, t.rows.unknownSchool);
      if (!firstOfSchool(known.enrolments.get(project_id), school_code, on))
        return invalid('school_code', school_code, t.rows.schoolNotInProject(project_id));
      const repliedOn = row.replied_on ?? on;
      if (repliedOn > on) return invalid('replied_on', repliedOn, t.rows.inTheFuture(on));

      const last = lastApproval(known, project_id, school_code, on);
      const said = !last || (last.approved === 1) !== row.approved;
      if (said) {
        const reply = { id: writer.number('fact'), project_id, school_code, approved: Number(row.approved), replied_on: repliedOn };
        writer.put('approvals', reply);
        saveRemark(writer, 'approvals', reply.id, 'replied_by', row.replied_by);
        known.approvals.set(project_id, [...(known.approvals.get(project_id) ?? []), { ...reply, run: writer.run }]);
      }
      const decision = decideParticipation(writer, known, project_id, school_code, run.reading(on));
      if (decision)
        return accepted({
          outcome: decision.outcome,
          unmet: unmet(decision.findings),
          message: sayUnmet(t, decision.findings),
          decisions: [decision],
        });
      if (said) return accepted({ message: t.rows.awaitsAssessment });
      const stands = counting(known.participation.get(participationSubject(project_id, school_code)), on);
      return unchanged(stands ? { outcome: stands.outcome, unmet: unmet(stands.findings) } : { message: t.rows.awaitsAssessment });
    });
  },
});
