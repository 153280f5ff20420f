/** What a letter to a school about its application says: one row a decision. */
import { findDecisions } from './decisions.ts';
import type { Reader } from './register.ts';
import { addressOf, findSchools } from './schools.ts';
import { findNames } from './teachers.ts';

export const letterColumns = [
  'decision',
  'on',
  'outcome',
  'call',
  'school_code',
  'school_name',
  'address',
  'postal_code',
  'locality',
  'municipality',
  'province',
  'school_email',
  'teacher_id',
  'given_name',
  'family_name',
  'teacher_email',
  'score',
  'valid_from',
  'valid_until',
  'unmet',
  'message',
] as const;

export type Letter = { readonly [C in (typeof letterColumns)[number]]: string | number | null };

/** Letters about decisions, in the order given; `message` is what the row was answered. */
export async function lettersFor(
  reader: Reader,
  about: readonly { readonly decision: string; readonly message: string }[],
): Promise<Letter[]> {
  const decisions = [];
  for await (const page of findDecisions(reader, { ids: about.map(({ decision }) => decision) })) decisions.push(...page);
  const schools = await findSchools(
    reader,
    decisions.flatMap(({ school_code }) => school_code ?? []),
  );
  const teachers = await findNames(
    reader,
    decisions.flatMap(({ teacher_id }) => teacher_id ?? []),
  );
  const byId = new Map(decisions.map((decision) => [decision.decision, decision]));
  return about.flatMap(({ decision: id, message }) => {
    const decision = byId.get(id);
    if (!decision) return [];
    const school = schools.get(decision.school_code ?? '');
    const teacher = teachers.get(decision.teacher_id ?? '');
    return {
      decision: decision.decision,
      on: decision.on,
      outcome: decision.outcome,
      call: decision.call,
      school_code: decision.school_code,
      ...addressOf(school),
      school_email: school?.email ?? null,
      teacher_id: decision.teacher_id,
      given_name: teacher?.given_name ?? null,
      family_name: teacher?.family_name ?? null,
      teacher_email: teacher?.email ?? null,
      score: decision.score,
      valid_from: decision.valid_from,
      valid_until: decision.valid_until,
      unmet: decision.findings.flatMap(({ rule, met }) => (met === false ? [rule] : [])).join(';'),
      message,
    };
  });
}
