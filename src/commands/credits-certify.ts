import { oneByOne } from '../batch/ahead.ts';
import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, type Run, unchanged, unknown } from '../batch/command.ts';
import type { Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { rulesOf } from '../editions/rules.ts';
import { NotFound } from '../faults.ts';
import { sayUnmet } from '../languages/say.ts';
import {
  areasOf,
  type Claim,
  type Claims,
  cfieOfSchool,
  claimFacts,
  claimSubject,
  findEnrolled,
  loadClaims,
  touchedSince,
  withCertified,
} from '../register/claims.ts';
import { counting, type Decision, type Past, remember, replaced, saveDecision, standing } from '../register/decisions.ts';
import { salt } from '../register/digest.ts';
import { enrolmentOf, findProjectEnds, findProjects } from '../register/projects.ts';
import { findAreas, findSchools, knowsCfie } from '../register/schools.ts';
import { findNames } from '../register/teachers.ts';
import { academicYear, type Certification, type ClaimFacts, certifyCredits, yearOfProject } from '../rules/credits.ts';
import { type Finding, sameDecision, unmet } from '../rules/decision.ts';

const columns = [c.project_id, c.teacher_id, optional(c.credits)] as const;

/** Certifies training credits for an academic year (CRED-1 to CRED-8). */
export const creditsCertify = batchCommand({
  name: 'credits certify',
  columns,
  decides: rulesOf('CRED'),
  keys: ['project_id', 'teacher_id'],
  options: [c.year, optional(c.cfie)],
  narrowing: ['cfie'],
  async generate(run) {
    const { writer, on, options } = run;
    const year = String(options.year);
    await mustBeKnown(run);
    // Every day a project of the year can end on, whatever decides its year.
    const ending = { first: `${year.slice(0, 4)}-01-01` as Day, last: `${Number(year.slice(0, 4)) + 2}-12-31` as Day };
    const enrolled = (await findEnrolled(writer, ending, on)).filter(
      (claim) =>
        (options.teacher_id === undefined || claim.teacher_id === options.teacher_id) &&
        (options.project_id === undefined || claim.project_id === options.project_id) &&
        yearOfProject({ startsOn: claim.starts_on as Day, endsOn: claim.ends_on as Day }, run.reading) === year,
    );
    if (options.cfie === undefined) return enrolled;
    const areas = areasOf(await findAreas(writer));
    const schools = await findSchools(
      writer,
      enrolled.map((claim) => claim.school_code),
    );
    return enrolled.filter((claim) => {
      const school = schools.get(claim.school_code);
      return school && cfieOfSchool(school, areas) === options.cfie;
    });
  },
  /** By project end, project and teacher, by code point: certificates are numbered in that order. */
  async order(rows, { writer }) {
    const ends = await findProjectEnds(
      writer,
      rows.map((row) => row.project_id),
    );
    return rows
      .map(({ project_id, teacher_id }, place) => ({
        place,
        by: Buffer.from(`${ends.get(project_id) ?? ''}\0${project_id}\0${teacher_id}`),
      }))
      .sort((a, b) => Buffer.compare(a.by, b.by))
      .map(({ place }) => place);
  },
  load: (rows, { writer, on }) => loadClaims(writer, rows, on),
  async handle(rows, run, loaded) {
    const { writer, t } = run;
    const year = String(run.options.year);
    const { last } = academicYear(year, run.reading);
    const claims = await withCertified(writer, loaded, year);
    return oneByOne(rows, (row) => {
      const project = claims.projects.get(row.project_id);
      if (!project) return unknown('project_id', row.project_id, t.rows.unknownProject);
      if (!claims.teachers.has(row.teacher_id)) return unknown('teacher_id', row.teacher_id, t.rows.unknownTeacher);
      const of = yearOfProject({ startsOn: project.starts_on as Day, endsOn: project.ends_on as Day }, run.reading);
      if (of !== year) return invalid('project_id', row.project_id, t.rows.projectOfAnotherYear(of, year));
      return decide(claims, row, year, run.reading(last), run);
    });
  },
});

/** Throws NotFound where an option that narrows the run names nothing. */
async function mustBeKnown({ writer, options, t }: Run): Promise<void> {
  const { teacher_id, project_id, cfie } = options as { [name: string]: string | undefined };
  if (teacher_id && !(await findNames(writer, [teacher_id])).size)
    throw new NotFound(t.notFound.teacher(teacher_id), { column: 'teacher_id', id: teacher_id });
  if (project_id && !(await findProjects(writer, [project_id])).size)
    throw new NotFound(t.notFound.project(project_id), { column: 'project_id', id: project_id });
  if (cfie && !(await knowsCfie(writer, cfie))) throw new NotFound(t.notFound.cfie(cfie), { column: 'cfie', id: cfie });
}

async function decide(
  claims: Claims,
  row: Claim & { readonly credits?: number | null | undefined },
  year: string,
  reading: Reading,
  run: Run,
): Promise<RowResult> {
  const { on, t } = run;
  const subject = claimSubject(row);
  const past = claims.past.get(subject) ?? [];
  const award = standing(past, on);
  const asked = row.credits ?? null;
  const facts = claimFacts(claims, row, year, { asked, award });
  const alone = certifyCredits(facts, reading);
  const warnings = alone.askedInVain ? [t.rows.creditsAreFixed(row.project_id, row.teacher_id)] : [];
  if (award && sameAsAward(award, alone, asked))
    return unchanged({ outcome: 'granted', value: award.credits, message: t.rows.certifiedAs(award.certificate ?? ''), warnings });
  const toReplace = replaced(past, award);
  if (run.source === 'register' && toReplace?.revoked && !(await touched(claims, row, toReplace.revoked.run, run))) {
    const message = t.rows.revokedRests(toReplace.certificate ?? toReplace.decision);
    return unchanged({ message, warnings: [message] });
  }

  const verdict = award ? besideAward(claims, row, year, award, facts, reading) : alone;
  const told = (findings: readonly Finding[]) => () =>
    [sayUnmet(t, findings), award && t.rows.revokeFirst(award.certificate ?? award.decision)].filter(Boolean).join(' ');
  const message = told(verdict.findings);
  const said = { outcome: verdict.outcome, value: verdict.credits, unmet: unmet(verdict.findings), message, warnings };
  const last = counting(past, on);
  if (verdict.outcome === 'refused' && !toReplace && last?.outcome === 'refused' && sameDecision(last, verdict)) {
    // What stands is what was found then: other awards may have come since.
    return unchanged({ ...said, unmet: unmet(last.findings), message: told(last.findings) });
  }
  const decision = await save(claims, row, year, verdict, facts, toReplace, run);
  claims.past.set(subject, [...past, remember(decision, asked)]);
  if (decision.outcome === 'granted')
    claims.certified.set(row.teacher_id, [...(claims.certified.get(row.teacher_id) ?? []), remember(decision, asked)]);
  return accepted({ ...said, message: decision.certificate ? t.rows.certifiedAs(decision.certificate) : message, decisions: [decision] });
}

/** Whether something of a claim was recorded after a run. A run without a file leaves what was revoked alone until then. */
function touched(claims: Claims, row: Claim, since: number, run: Run): Promise<boolean> {
  const school = enrolmentOf(claims.enrolments.get(row.project_id), row.teacher_id, run.on)?.school_code ?? null;
  return touchedSince(run.writer, row, school, since);
}

/** What a claim comes to beside an award of its own that stands: CRED-8 refuses it; where an edition allows several, the ceiling counts what it has. */
function besideAward(claims: Claims, row: Claim, year: string, award: Past, facts: ClaimFacts, reading: Reading): Certification {
  const standing = [award.decision, ...facts.standing];
  const beside = certifyCredits({ ...facts, standing }, reading);
  if (beside.outcome === 'refused') return beside;
  return certifyCredits({ ...claimFacts(claims, row, year, { asked: facts.asked, award: null }), standing }, reading);
}

/** Whether a claim's facts are those its award was decided on; what other awards have changed since plays no part. */
function sameAsAward(award: Past, alone: Certification, asked: number | null): boolean {
  const ofDuration = (findings: readonly { readonly rule: string; readonly observed: unknown }[]) =>
    (findings.find(({ rule }) => rule === 'CRED-5')?.observed as { credits: number } | undefined)?.credits ?? 0;
  const before = Math.min(ofDuration(award.findings), award.asked ?? Number.POSITIVE_INFINITY);
  const wanted = alone.askedInVain ? award.asked : (asked ?? award.asked);
  const now = Math.min(ofDuration(alone.findings), wanted ?? Number.POSITIVE_INFINITY);
  return (
    sameDecision({ outcome: 'granted', findings: award.findings }, { outcome: 'granted', findings: alone.findings }) &&
    (now === before || alone.credits === award.credits)
  );
}

async function save(
  claims: Claims,
  row: Claim,
  year: string,
  verdict: Certification,
  facts: ClaimFacts,
  toReplace: Past | null,
  run: Run,
): Promise<Decision> {
  const { writer, on } = run;
  const school = claims.schools.get(facts.enrolment?.schoolCode ?? '');
  const cfie = facts.enrolment?.cfie ?? null;
  // Numbers run 1, 2, 3 … per CFIE and academic year, taken in the transaction that stores the decision.
  const certificate =
    verdict.outcome === 'granted' && cfie !== null ? `${cfie}/${year}/${await writer.next(`certificate ${cfie}/${year}`)}` : null;
  const decision = saveDecision(writer, 'credits', claimSubject(row), verdict, {
    teacher_id: row.teacher_id,
    project_id: row.project_id,
    school_code: facts.enrolment?.schoolCode ?? null,
    year,
    credits: verdict.credits,
    asked: facts.asked,
    certificate,
    replaces: toReplace?.decision ?? null,
  });
  const teacher = claims.teachers.get(row.teacher_id);
  const project = claims.projects.get(row.project_id);
  if (certificate !== null && teacher && project && school) {
    const content = {
      teacher_id: teacher.teacher_id,
      family_name: teacher.family_name,
      given_name: teacher.given_name,
      school_code: school.school_code,
      school_name: school.name,
      municipality: school.municipality,
      province: school.province,
      cfie,
      cfie_name: claims.cfies.get(cfie ?? '')?.name ?? null,
      project_id: project.project_id,
      title: project.title,
      form: enrolmentOf(claims.enrolments.get(row.project_id), row.teacher_id, on)?.form ?? null,
      starts_on: project.starts_on,
      ends_on: project.ends_on,
      year,
      credits: verdict.credits,
      on,
    };
    writer.put('certificates', { certificate, decision: decision.decision, content: JSON.stringify(content), salt: salt() });
  }
  return decision;
}
