/** What is asked of the register to say what a recognition still lacks: the facts that the deciding commands load, in sets too. */
import { type AcademicYear, type Day, latest } from '../day.ts';
import type { Call } from '../rules/call.ts';
import { evaluatedOf } from '../rules/labels.ts';
import type { Form, Funding, Seen } from '../rules/seen.ts';
import type { CandidacyFacts } from '../rules/way-accreditation.ts';
import type { CreditsFacts } from '../rules/way-credits.ts';
import type { TakingPart } from '../rules/way-in.ts';
import type { Colleague, InvitationFacts } from '../rules/way-invitation.ts';
import type { EuropeanFacts, NationalFacts } from '../rules/way-labels.ts';
import { loadCandidacies } from './candidacies.ts';
import { cfieOfSchool, claimFacts, claimSubject, loadClaims, withCertified } from './claims.ts';
import { counting, findPast, findPastOfProjects, type Past, revokedBy, standing, subjectOf } from './decisions.ts';
import { loadEligibility } from './eligibility.ts';
import { type Applicant, applicantFacts, holderOf, labelSubject, lastApplication, loadApplications } from './labels.ts';
import { countriesIn, lastApproval, loadParticipations, type Participations } from './participations.ts';
import {
  type Enrolment,
  enrolmentOf,
  findEnrolments,
  findWithPartners,
  firstOfSchool,
  foundersOf,
  isActive,
  participationSubject,
} from './projects.ts';
import type { Reader } from './register.ts';
import { loadRound, ofAnyRound } from './rounds.ts';
import type { School } from './schools.ts';
import { accessSubject, findAccess, findTeachers, hasAccess, type Posting, postingOn, presentPosting } from './teachers.ts';

/** What is known of somebody in a project, with the school in whose name that is. Null where nobody knows it yet. */
export interface Participant {
  readonly part: TakingPart;
  readonly school: School | null;
}

/** The participations of teachers in projects, all of the register, by `labelSubject`. */
export async function loadParticipants(reader: Reader, applicants: readonly Applicant[], on: Day): Promise<Map<string, Participant>> {
  const teachers = await findTeachers(
    reader,
    applicants.map((one) => one.teacher_id),
  );
  const access = await findAccess(reader, teachers.values());
  const enrolments = await findEnrolments(
    reader,
    applicants.map((one) => one.project_id),
  );
  const placed = applicants.map((one) => {
    const enrolment = enrolmentOf(enrolments.get(one.project_id), one.teacher_id, on);
    const posting = usablePosting(teachers.get(one.teacher_id)?.postings ?? [], (of) => hasAccess(access, one.teacher_id, of, on), on);
    return { ...one, enrolment, posting, school_code: enrolment?.school_code ?? posting?.schoolCode ?? '' };
  });
  const known = await loadParticipations(reader, placed);
  return new Map(
    placed.map((one) => {
      const school = known.schools.get(one.school_code) ?? null;
      const reply = one.posting && counting(access.get(accessSubject(one.teacher_id, one.posting)), on);
      const from = one.posting && usableFrom(one.posting, teachers.get(one.teacher_id)?.postings ?? [], on);
      return [labelSubject(one), { part: takingPart(known, one, school, reply, from ?? on, on), school }];
    }),
  );
}

/** The posting in whose name a teacher can enrol: that of the day where it has access, else the one that lasts. */
function usablePosting(postings: readonly Posting[], accessible: (posting: Posting) => boolean, on: Day): Posting | null {
  const here = postingOn(postings, on);
  return here && accessible(here) ? here : presentPosting(postings);
}

/** The first day on which a posting can be used: a teacher's first one counts for earlier days too. */
const usableFrom = ({ from }: Posting, postings: readonly Posting[], on: Day): Day => (postings[0]?.from === from ? on : latest(on, from));

function takingPart(
  known: Participations,
  of: Applicant & { readonly enrolment: Enrolment | null; readonly posting: Posting | null; readonly school_code: string },
  school: School | null,
  reply: Past | null,
  from: Day,
  on: Day,
): TakingPart {
  const { project_id, teacher_id, enrolment, posting, school_code } = of;
  const project = known.projects.get(project_id);
  const first = firstOfSchool(known.enrolments.get(project_id), school_code, on);
  const suitability = counting(known.suitability.get(participationSubject(project_id, school_code)), on);
  const approval = lastApproval(known, project_id, school_code, on);
  return {
    teacherId: teacher_id,
    projectId: project_id,
    startsOn: project?.row.starts_on as Day,
    endsOn: project?.row.ends_on as Day,
    enrolledAt: enrolment?.school_code ?? null,
    posting: posting && {
      schoolCode: posting.schoolCode,
      country: known.schools.get(posting.schoolCode)?.country ?? '',
      from,
      access: reply?.outcome === 'granted',
      reply: reply?.findings ?? null,
    },
    form: ((enrolment ?? first)?.form ?? null) as Form | null,
    founders: foundersOf(project?.partners ?? [], school),
    countries: countriesIn(known, project_id, on),
    firstEnrolledOn: (first?.enrolled_on ?? null) as Day | null,
    suitability: suitability && { outcome: suitability.outcome, findings: suitability.findings },
    approval: approval && { approved: approval.approved === 1, repliedOn: approval.replied_on as Day },
    active: isActive(known.participation, project_id, school_code, on),
  };
}

/** What is asked about a recognition, with the award that stands. */
export interface Asked<F> {
  readonly facts: F;
  readonly award: Past | null;
}

/** What CRED-1 to CRED-8 ask of a claim, and what they would. */
export async function loadCredits(
  reader: Reader,
  { part, school }: Participant,
  year: AcademicYear,
  on: Day,
): Promise<Asked<CreditsFacts>> {
  const claim = { project_id: part.projectId, teacher_id: part.teacherId };
  const claims = await withCertified(reader, await loadClaims(reader, [claim], on), year);
  const award = standing(claims.past.get(claimSubject(claim)), on);
  const decided = (claims.certified.get(part.teacherId) ?? []).filter((one) => one.decision !== award?.decision && !revokedBy(one, on));
  const elsewhere = (claims.elsewhere.get(part.teacherId) ?? []).filter((one) => one.year === year);
  const facts: CreditsFacts = {
    part,
    claim: claimFacts(claims, claim, year, { asked: null, award }),
    school: school && {
      schoolCode: school.school_code,
      funding: school.funding as Funding,
      cfie: cfieOfSchool(school, claims.areas),
      municipality: school.municipality,
      province: school.province,
    },
    year,
    certified: [...decided, ...elsewhere].map((one) => ({ certificate: one.certificate || null, credits: one.credits ?? 0 })),
  };
  return { facts, award };
}

/** What NQL-1 to NQL-8 ask of participants, by `labelSubject`. */
export async function loadNational(
  reader: Reader,
  participants: ReadonlyMap<string, Participant>,
  on: Day,
): Promise<Map<string, Asked<NationalFacts>>> {
  const rows = [...participants.values()].map(({ part }) => ({ project_id: part.projectId, teacher_id: part.teacherId }));
  const known = await loadApplications(reader, rows, on);
  return new Map(
    rows.flatMap((row) => {
      const subject = labelSubject(row);
      const participant = participants.get(subject);
      if (!participant) return [];
      const past = known.past.get(subject);
      const award = standing(past, on);
      const application = lastApplication(known.applications.get(subject), on);
      const last = counting(past, on);
      const of = last?.findings.find(({ rule }) => rule === 'NQL-2')?.observed as Seen['NQL-2'] | undefined;
      // An evaluation is that of one application: a later one has not been evaluated yet.
      const evaluated = last && (application === null || of?.applied_on === application.applied_on) ? evaluatedOf(last.findings) : null;
      const facts: NationalFacts = {
        part: participant.part,
        appliedOn: (application?.applied_on ?? null) as Day | null,
        evaluated,
        applicant: applicantFacts(known, row, on),
      };
      return [[subject, { facts, award }] as const];
    }),
  );
}

/** What EQL-1 to EQL-3 ask of the project in the round that is next for it. `service` is the country of this service. */
export async function loadEuropean(
  reader: Reader,
  { part, school }: Participant,
  service: string,
  on: Day,
): Promise<Asked<Omit<EuropeanFacts, 'national'>>> {
  const { projectId } = part;
  const proposals = (await findPastOfProjects(reader, 'european-proposal', [projectId])).get(projectId) ?? [];
  const granted = [...new Set(proposals.map(({ subject }) => subject))].flatMap((subject) => {
    const last = counting(
      proposals.filter((one) => one.subject === subject),
      on,
    );
    return last?.outcome === 'granted' ? [{ ...last, country: (JSON.parse(subject) as string[])[1] ?? '' }] : [];
  });
  const decided = (await findPastOfProjects(reader, 'european-label', [projectId])).get(projectId) ?? [];
  const open = granted.map(({ year }) => year ?? '').filter((year) => !decided.some((one) => one.year === year && counting([one], on)));
  const year = open.sort().at(-1) ?? on.slice(0, 4);
  const round = await loadRound(reader, [projectId], year, on);
  const held = round.held.get(projectId) ?? [];
  const { partners = [] } = (await findWithPartners(reader, [projectId])).get(projectId) ?? {};
  const facts = {
    part,
    projectId,
    school: school?.school_code ?? null,
    service,
    year,
    held,
    proposals: round.proposals.get(projectId) ?? [],
    proposedBy: granted.filter((one) => one.year === year).map(({ country }) => country),
    partners: partners
      .filter(
        ({ country, name }) => country !== service && !held.some(({ holder }) => holder === `${country} ${holderOf({ code: null, name })}`),
      )
      .map(({ country, name }) => ({ country, name })),
  };
  return { facts, award: school && ofAnyRound(round, projectId, school.school_code) };
}

/** Everybody who is, or was, posted at a school on a day, by id. */
async function loadStaff(reader: Reader, code: string, day: Day, on: Day): Promise<readonly Colleague[]> {
  const { db } = reader;
  const rows = await db
    .selectFrom('teachers')
    .select('teacher_id')
    .where((eb) =>
      eb.or([
        eb('school_code', '=', code),
        eb('teacher_id', 'in', eb.selectFrom('former_postings').select('teacher_id').where('school_code', '=', code)),
      ]),
    )
    .orderBy('teacher_id')
    .execute();
  const teachers = await findTeachers(
    reader,
    rows.map((row) => row.teacher_id),
  );
  const access = await findAccess(reader, teachers.values());
  return rows.flatMap(({ teacher_id }): Colleague[] => {
    const teacher = teachers.get(teacher_id);
    const posting = teacher && postingOn(teacher.postings, day);
    if (!teacher || posting?.schoolCode !== code) return [];
    const reply = counting(access.get(accessSubject(teacher_id, posting)), on);
    const { given_name, family_name, email, last_active_on } = teacher.row;
    const present = presentPosting(teacher.postings);
    return [
      {
        teacherId: teacher_id,
        givenName: given_name,
        familyName: family_name,
        email,
        lastActiveOn: last_active_on !== null && last_active_on <= on ? (last_active_on as Day) : null,
        access: reply?.outcome === 'granted',
        reply: reply?.findings ?? null,
        present: present === posting,
        from: usableFrom(posting, teacher.postings, on),
        since: posting.from,
        presentSchool: present?.schoolCode ?? null,
      },
    ];
  });
}

/** What SCH-1 to SCH-4 ask of a school in a call; `activeSince` is the first day of the window of SCH-2. The labels are the caller's to add. */
export async function loadInvitation(
  reader: Reader,
  school: School,
  call: Call,
  activeSince: Day,
  on: Day,
): Promise<Asked<Omit<InvitationFacts, 'labels'>>> {
  const { school_code: code, name, funding, country } = school;
  const known = (await loadEligibility(reader, new Map([[code, school]]), call, activeSince, on)).get(code);
  if (!known) throw new Error(`no facts of school ${code}`);
  const past = (await findPast(reader, 'school-invitation', [subjectOf(code, call.call)])).get(subjectOf(code, call.call));
  const last = counting(past, on);
  const facts = {
    school: { code, name, funding, country },
    call,
    facts: known,
    staff: await loadStaff(reader, code, call.referenceDay, on),
  };
  return { facts, award: last?.outcome === 'granted' ? last : null };
}

/** Who is enrolled from a school, in which projects, on a day: those who may earn it a national label. */
export const findApplicants = (reader: Reader, code: string, on: Day): Promise<Applicant[]> =>
  reader.db
    .selectFrom('enrolments')
    .select(['project_id', 'teacher_id'])
    .where('school_code', '=', code)
    .where('enrolled_on', '<=', on)
    .where((eb) => eb.or([eb('withdrawn_on', 'is', null), eb('withdrawn_on', '>', on)]))
    .distinct()
    .orderBy('project_id')
    .orderBy('teacher_id')
    .execute();

/** What SCH-4 to SCH-8 ask of a school in a call. The way to its invitation is the caller's to add. */
export async function loadCandidacy(reader: Reader, code: string, call: Call, on: Day): Promise<Asked<Omit<CandidacyFacts, 'invitation'>>> {
  const subject = subjectOf(code, call.call);
  const past = (await findPast(reader, 'school-label', [subject])).get(subject);
  const last = counting(past, on);
  const seen = last?.findings.find(({ rule }) => rule === 'SCH-8')?.observed as Seen['SCH-8'] | null | undefined;
  const facts: Omit<CandidacyFacts, 'invitation'> = {
    school: code,
    call,
    candidacy: (await loadCandidacies(reader, call.call, [code], on))(code),
    evaluation: seen ? { evidenceVerified: seen.evidence_verified, scores: seen.scores } : null,
    staff: await loadStaff(reader, code, on, on),
  };
  return { facts, award: standing(past, on) };
}
