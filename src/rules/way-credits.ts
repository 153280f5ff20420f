/** What credits still lack, and the way to them. */
import type { AcademicYear, Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import type { RuleId } from '../editions/rules.ts';
import { type Certification, type ClaimFacts, certifyCredits } from './credits.ts';
import { type Act, command, fill, findingOf, obstacle, type ReadingOn, type Step, seenBy, step, type Way, wayOf } from './way.ts';
import { type TakingPart, wayIn } from './way-in.ts';

export interface CreditsFacts {
  readonly part: TakingPart;
  readonly claim: ClaimFacts;
  /** The school the claim is of, or would be. Null where nobody knows it yet. */
  readonly school:
    | (Pick<NonNullable<ClaimFacts['enrolment']>, 'schoolCode' | 'funding' | 'cfie'> & {
        readonly municipality: string | null;
        readonly province: string | null;
      })
    | null;
  readonly year: AcademicYear;
  /** What counts against the ceiling of the year, with the number of its certificate where there is one. */
  readonly certified: Extract<Act, { readonly does: 'usedUp' }>['by'];
}

export interface WayToCredits extends Way {
  /** What would be certified at the end of the way. */
  readonly credits: number | null;
}

/** CRED-1 to CRED-8 and what comes before them. `reading` is of the last day of the academic year. */
export function wayToCredits(facts: CreditsFacts, on: Day, reading: () => Reading, readingOn: ReadingOn): WayToCredits {
  const entry = wayIn(facts.part, on, readingOn);
  const { findings } = certifyCredits(facts.claim, reading());
  const hoped = certifyCredits(hopedFor(facts, reading()), reading());
  const obstacles = [
    ...entry.obstacles,
    ...hoped.findings.filter(({ met }) => met === false).map((one) => obstacle(one, hintFor(one.rule, facts))),
  ];
  const steps = [...entry.steps, ...documents(facts, hoped), ...evaluation(facts), ...area(facts), certification(facts, hoped)];
  const way = wayOf({ prerequisites: entry.prerequisites, findings, obstacles, steps, assumed: hoped.assumed }, on);
  return { ...way, credits: way.obstacles.length > 0 ? null : hoped.credits };
}

/** The claim once everybody has done what can still be done. */
const hopedFor = ({ claim, school }: CreditsFacts, reading: Reading): ClaimFacts => ({
  ...claim,
  enrolment: {
    schoolCode: school?.schoolCode ?? '',
    active: true,
    funding: school?.funding ?? 'public',
    cfie: school?.cfie ?? '',
  },
  documents: reading.value('credits.documents'),
  evaluation: 'positive',
});

function hintFor(rule: RuleId, { part, school, certified }: CreditsFacts): Act | null {
  if (rule === 'CRED-2') return school && { does: 'otherFunding', school: school.schoolCode };
  if (rule === 'CRED-5') return { does: 'otherDates', project: part.projectId };
  return rule === 'CRED-6' ? { does: 'usedUp', by: certified } : null;
}

const subject = ({ part }: CreditsFacts) => ({ project: part.projectId, teacher: part.teacherId });

function documents(facts: CreditsFacts, hoped: Certification): readonly Step[] {
  const { documents: required } = findingOf(hoped.findings, 'CRED-3').required;
  return required
    .filter((kind) => !facts.claim.documents.includes(kind))
    .map((kind) =>
      step('teacher', { does: 'handIn', teacher: facts.part.teacherId, kind }, command('report submit', { ...subject(facts), kind }), {
        rules: ['CRED-3'],
      }),
    );
}

function evaluation(facts: CreditsFacts): readonly Step[] {
  const { evaluation: known } = facts.claim;
  if (known === 'positive') return [];
  return [
    step(
      'cfie',
      { does: 'evaluateReport', teacher: facts.part.teacherId, again: known !== null },
      command('report evaluate', { ...subject(facts), result: 'positive' }),
      { rules: ['CRED-4'] },
    ),
  ];
}

/** Whole municipalities where the school's is known, so that the next school of the place needs no step. */
function area({ school }: CreditsFacts): readonly Step[] {
  if (school?.cfie) return [];
  const { municipality = null, province = null, schoolCode = null } = school ?? {};
  const place = municipality === null ? { school: schoolCode ?? fill('school_code') } : { province, municipality };
  return [
    step('cfie', { does: 'nameCfie', school: schoolCode }, command('cfie add', { cfie: fill('cfie'), ...place }), { rules: ['CRED-7'] }),
  ];
}

function certification(facts: CreditsFacts, hoped: Certification): Step {
  const duration = findingOf(hoped.findings, 'CRED-5');
  const { required } = duration;
  const seen = seenBy(duration);
  const room = seenBy(findingOf(hoped.findings, 'CRED-6'));
  const whole = seen.days >= required.academic_year_days;
  const parameter = whole ? 'credits.academic-year-days' : 'credits.term-days';
  return step(
    'cfie',
    {
      does: 'certify',
      credits: hoped.credits ?? 0,
      days: seen.days,
      ofDuration: seen.credits,
      left: room.left,
      least: whole ? required.academic_year_days : required.term_days,
      parameter,
      assumed: hoped.assumed.includes(parameter),
    },
    command('credits certify', { year: facts.year, ...subject(facts) }),
  );
}
