import { resolve } from 'node:path';
import { oneByOne } from '../batch/ahead.ts';
import { columns as c, optional } from '../batch/columns.ts';
import {
  type After,
  type Afterword,
  accepted,
  batchCommand,
  invalid,
  type RowResult,
  type Run,
  unchanged,
  unknown,
} from '../batch/command.ts';
import { openCsv } from '../batch/write.ts';
import { rulesOf } from '../editions/rules.ts';
import { NotFound, UsageFault } from '../faults.ts';
import { sayUnmet } from '../languages/say.ts';
import { schoolTouchedSince } from '../register/applications.ts';
import { findCall } from '../register/calls.ts';
import { counting, findPast, type Past, replaced, saveDecision, subjectOf } from '../register/decisions.ts';
import { findCandidates, findSchoolCodes, loadEligibility } from '../register/eligibility.ts';
import { findInvited, invitationColumns } from '../register/invitations.ts';
import { keep } from '../register/participations.ts';
import type { Call } from '../rules/call.ts';
import { sameDecision, unmet } from '../rules/decision.ts';
import { activeFrom, invite } from '../rules/school-invitation.ts';

/** Phase 1: decides which schools a call invites (SCH-1 to SCH-4), every school of the service's country or the one named. */
export const schoolInvite = batchCommand({
  name: 'school invite',
  columns: [c.school_code],
  decides: rulesOf('SCH-1', 'SCH-2', 'SCH-3', 'SCH-4'),
  keys: ['school_code'],
  options: [c.call, optional(c.invitations)],
  flags: ['new'],
  async generate(run) {
    const { country } = await callFor(run);
    return findSchoolCodes(run.writer, country);
  },
  load,
  async handle(rows, run, loaded) {
    const { writer, on, t } = run;
    const { call, country, schools, facts, past } = loaded;
    // Every school is asked the same, so that one reading serves them all.
    const reading = run.reading(call.referenceDay);
    return oneByOne(rows, ({ school_code }) => {
      const revoked = run.source === 'register' ? replaced(past.get(subjectOf(school_code, call.call))) : null;
      if (!revoked) return decide(school_code, null);
      return touched(revoked, school_code, run).then((since) => decide(school_code, since ? null : revoked));
    });

    function decide(code: string, rested: Past | null): RowResult {
      const school = schools.get(code);
      const known = facts.get(code);
      if (!school || !known) return unknown('school_code', code, t.rows.unknownSchool);
      if (school.country !== country) return invalid('school_code', code, t.rows.schoolAbroad(school.country, country));
      const subject = subjectOf(code, call.call);
      const earlier = past.get(subject);
      const last = counting(earlier, on);
      if (rested) {
        const message = t.rows.invitationRests(rested.decision, code);
        return unchanged({ message, warnings: [message], ...(last ? said(last) : {}) });
      }
      const verdict = invite(known, call, reading);
      const message = () => sayUnmet(t, verdict.findings);
      if (last && sameDecision(last, verdict)) return unchanged({ ...said(last), message });
      const decision = saveDecision(writer, 'school-invitation', subject, verdict, {
        school_code: code,
        call: call.call,
        replaces: replaced(earlier)?.decision ?? null,
      });
      // Only a file may name a school twice.
      if (run.source === 'file') keep(past, subject, decision);
      run.noted.push(code);
      return accepted({ ...said(decision), message, decisions: [decision] });
    }
  },
  afterword: writeInvitations,
});

/** What phase 1 asks of schools, and what was decided on them in the call before. */
async function load(rows: readonly { readonly school_code: string }[], run: Run) {
  const { writer, on } = run;
  const { call, country } = await callFor(run);
  const codes = rows.map((row) => row.school_code);
  const since = activeFrom(call, run.reading(call.referenceDay));
  const candidates = findCandidates(writer, codes);
  const [schools, facts, past] = await Promise.all([
    candidates,
    candidates.then((found) => loadEligibility(writer, found, call, since, on)),
    findPast(
      writer,
      'school-invitation',
      codes.map((code) => subjectOf(code, call.call)),
    ),
  ]);
  return { call, country, schools, facts, past };
}

const said = (of: Pick<Past, 'outcome' | 'findings'>) => ({ outcome: of.outcome, unmet: unmet(of.findings as never) });

/** The call a run is about, and the service's country. Throws NotFound, and UsageFault before the reference day unless nothing stays. */
async function callFor({ writer, on, t, options, dryRun, reading }: Run): Promise<{ call: Call; country: string }> {
  const year = String(options.call);
  const call = await findCall(writer, year);
  if (!call) throw new NotFound(t.notFound.call(year), { column: 'call', id: year });
  if (on < call.referenceDay && !dryRun) throw new UsageFault(t.usage.beforeReferenceDay(call.referenceDay));
  return { call, country: reading(call.referenceDay).value('schools.country') };
}

/** Whether something of a school was recorded since its invitation was revoked: until then a run over all schools leaves it alone. */
const touched = async ({ revoked }: Past, code: string, { writer }: Run): Promise<boolean> =>
  revoked !== null && (await schoolTouchedSince(writer, code, revoked.run));

/** Writes whom to invite: every invitation that stands, or those of this run. */
async function writeInvitations(after: After): Promise<Afterword> {
  const { options, t } = after;
  if (typeof options.invitations !== 'string' || after.dryRun) return { shown: [], said: [] };
  const fresh = new Set(after.noted);
  const rows = (await findInvited(after.reader, String(options.call), after.on)).filter(
    (row) => options.new !== true || fresh.has(row.school_code),
  );
  const file = openCsv(resolve(after.cwd, options.invitations), invitationColumns, { guard: true }, t);
  file.add(rows.map((row) => invitationColumns.map((column) => row[column])));
  const schools = new Set(rows.map((row) => row.school_code)).size;
  return { files: [file], shown: [], said: [t.schools.invitationsWritten(schools, rows.length, options.invitations)] };
}
