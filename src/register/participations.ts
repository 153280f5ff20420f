/** A participation is decided as soon as both the assessment and the school's reply are known, and again when either changes. */
import type { Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { sameDecision } from '../rules/decision.ts';
import { type DimensionFacts, participate } from '../rules/participation.ts';
import { counting, type Decision, findPast, type Past, remember, replaced, saveDecision } from './decisions.ts';
import {
  type Enrolment,
  enrolledBy,
  findEnrolments,
  findFacts,
  findWithPartners,
  firstOfSchool,
  type Project,
  participationSubject,
} from './projects.ts';
import type { Reader, Writer } from './register.ts';
import { findSchools, type School } from './schools.ts';
import type { RowOf } from './tables.ts';

/** All that is known of the participations a chunk of rows names. */
export interface Participations {
  readonly projects: Map<string, Project>;
  readonly schools: Map<string, School>;
  readonly enrolments: Map<string, Enrolment[]>;
  readonly approvals: Map<string, RowOf<'approvals'>[]>;
  readonly suitability: Map<string, Past[]>;
  readonly participation: Map<string, Past[]>;
}

/** Loads them in sets. */
export async function loadParticipations(
  reader: Reader,
  rows: readonly { readonly project_id: string; readonly school_code: string }[],
): Promise<Participations> {
  const ids = rows.map((row) => row.project_id);
  const subjects = rows.map((row) => participationSubject(row.project_id, row.school_code));
  const enrolments = await findEnrolments(reader, ids);
  const enrolled = [...enrolments.values()].flat().map((enrolment) => enrolment.school_code);
  return {
    projects: await findWithPartners(reader, ids),
    schools: await findSchools(reader, [...rows.map((row) => row.school_code), ...enrolled]),
    enrolments,
    approvals: await findFacts(reader, 'approvals', ids),
    suitability: await findPast(reader, 'suitability', subjects),
    participation: await findPast(reader, 'participation', subjects),
  };
}

/** What PART-6(a) asks of a school in a project, as known on a day. Null where nobody of the school is in it. */
export function dimensionFacts(known: Participations, projectId: string, schoolCode: string, on: Day): DimensionFacts | null {
  const first = firstOfSchool(known.enrolments.get(projectId), schoolCode, on);
  return first && { countries: countriesIn(known, projectId, on), enrolledOn: first.enrolled_on as Day };
}

/** The countries of a project's schools, as known on a day: of those that are partners, and of those whose teachers enrolled. */
export function countriesIn(known: Participations, projectId: string, on: Day): readonly string[] {
  const enrolments = known.enrolments.get(projectId) ?? [];
  const enrolled = enrolments.filter((e) => enrolledBy(e, on)).flatMap((e) => known.schools.get(e.school_code)?.country ?? []);
  const partners = known.projects.get(projectId)?.partners ?? [];
  return [...partners.filter((partner) => partner.added_on <= on).map((partner) => partner.country), ...enrolled];
}

/** The school's last reply that counts on a day. Null where there is none. */
export const lastApproval = (known: Participations, projectId: string, schoolCode: string, day: Day): RowOf<'approvals'> | null =>
  known.approvals.get(projectId)?.findLast((row) => row.school_code === schoolCode && row.replied_on <= day) ?? null;

/** Keeps a new decision beside the earlier ones of its subject. */
export function keep(past: Map<string, Past[]>, subject: string, decision: Decision): void {
  const of = past.get(subject);
  if (of) of.push(remember(decision));
  else past.set(subject, [remember(decision)]);
}

/** Decides a participation where both answers are known and the last decision does not say the same. Null where nothing is to decide. */
export function decideParticipation(
  writer: Writer,
  known: Participations,
  projectId: string,
  schoolCode: string,
  reading: Reading,
): Decision | null {
  const { on } = writer.deed;
  const subject = participationSubject(projectId, schoolCode);
  const suitability = counting(known.suitability.get(subject), on);
  const approval = lastApproval(known, projectId, schoolCode, on);
  if (!suitability || !approval) return null;
  const facts = { suitable: suitability.outcome === 'granted', approved: approval.approved === 1, repliedOn: approval.replied_on as Day };
  const verdict = participate(facts, reading);
  const past = known.participation.get(subject);
  const last = counting(past, on);
  if (last && sameDecision(last, verdict)) return null;
  const decision = saveDecision(writer, 'participation', subject, verdict, {
    project_id: projectId,
    school_code: schoolCode,
    replaces: replaced(past)?.decision ?? null,
  });
  keep(known.participation, subject, decision);
  return decision;
}
