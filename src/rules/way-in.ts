/** From a registration to an active participation: what PART-1 to PART-8 still ask. */
import { type Day, latest } from '../day.ts';
import { type Finding, type Outcome, unmet } from './decision.ts';
import { assess, type EnrolmentFacts, enrol, type Founder, grantAccess, participate } from './participation.ts';
import type { Form } from './seen.ts';
import { command, fill, type Obstacle, obstacle, orFill, type ReadingOn, type Step, step, unanswered } from './way.ts';

/** A teacher and a project, as known on a day. */
export interface TakingPart {
  readonly teacherId: string;
  readonly projectId: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** The school of the enrolment. Null for somebody not enrolled. */
  readonly enrolledAt: string | null;
  /** The posting in whose name the teacher can enrol. Null where there is none. */
  readonly posting: {
    readonly schoolCode: string;
    readonly country: string;
    /** The first day on which it can be used. */
    readonly from: Day;
    readonly access: boolean;
    /** The school's last reply. Null where it has not replied. */
    readonly reply: readonly Finding[] | null;
  } | null;
  /** How the school takes part already. Null where nobody of it is enrolled. */
  readonly form: Form | null;
  readonly founders: readonly Founder[];
  /** The countries of the project's schools, without that of a school not in it yet. */
  readonly countries: readonly string[];
  /** The school's first enrolment. Null where nobody of it is enrolled. */
  readonly firstEnrolledOn: Day | null;
  readonly suitability: { readonly outcome: Outcome; readonly findings: readonly Finding[] } | null;
  readonly approval: { readonly approved: boolean; readonly repliedOn: Day } | null;
  /** PART-8. */
  readonly active: boolean;
}

export interface WayIn {
  readonly prerequisites: readonly Finding[];
  readonly obstacles: readonly Obstacle[];
  readonly steps: readonly Step[];
}

const nothing: WayIn = { prerequisites: [], obstacles: [], steps: [] };

/** What is missing until the participation of the teacher's school is active. */
export function wayIn(facts: TakingPart, on: Day, readingOn: ReadingOn): WayIn {
  if (facts.active && facts.enrolledAt !== null) return nothing;
  const standing = facts.form ?? 'joined';
  const entry = facts.enrolledAt === null ? entering(facts, standing, on, readingOn) : { ...nothing, day: on, form: standing };
  const activation = facts.active ? nothing : activating(facts, entry, readingOn);
  return {
    prerequisites: [...entry.prerequisites, ...activation.prerequisites],
    obstacles: [...entry.obstacles, ...activation.obstacles],
    steps: [...entry.steps, ...activation.steps],
  };
}

interface Entry extends WayIn {
  /** The day of the enrolment, and its form. */
  readonly day: Day;
  readonly form: Form;
}

/** PART-1 to PART-5. */
function entering(facts: TakingPart, standing: Form, on: Day, readingOn: ReadingOn): Entry {
  const { teacherId: teacher, projectId: project, posting } = facts;
  const reading = readingOn(on);
  const school = posting?.schoolCode ?? null;
  const now = enrol(enrolment(facts, standing, on), reading);
  const asked = grantAccess({ attached: true, dataCorrect: true, consent: true }, reading).findings;
  const reply = posting?.access ? [] : (posting?.reply ?? asked.map(unanswered));
  const steps: Step[] = [];
  if (!posting)
    steps.push(
      step(
        'teacher',
        { does: 'postTeacher', teacher },
        command('register', {
          teacher,
          'given-name': fill('given_name'),
          'family-name': fill('family_name'),
          email: fill('email'),
          school: fill('school_code'),
          'in-service': 'yes',
        }),
        { rules: ['PART-1'] },
      ),
    );
  if (!posting?.access)
    steps.push(confirmation(teacher, school, posting?.reply ?? null, posting && posting.from > on ? posting.from : null));
  const { day, form, verdict } = enrolling(facts, latest(on, posting?.from ?? on), readingOn);
  const late = verdict.findings.filter(({ met }) => met === false);
  // A day that is past stands in the way once, by its rule.
  if (late.length === 0)
    steps.push(
      step('teacher', { does: 'enrol', teacher, project, school, form }, command('project add', { project, form, teacher }), {
        rules: ['PART-3'],
        notBefore: day > on ? day : null,
        notAfter: facts.endsOn,
      }),
    );
  return {
    // What is not asked of this form of taking part is no prerequisite.
    prerequisites: [...reply, ...now.findings.filter(({ met }) => met !== null)],
    // Whoever has access and whatever the form, only its end closes a project (PART-5).
    obstacles: late.map((one) => obstacle(one, { does: 'enrolledInTime', teacher, project, until: facts.endsOn })),
    steps,
    day,
    form,
  };
}

/** The school's reply about a teacher (PART-2); `reply` is its last one. */
export const confirmation = (teacher: string, school: string | null, reply: readonly Finding[] | null, notBefore: Day | null): Step =>
  step(
    'school',
    { does: 'confirmTeacher', teacher, school, refused: unmet(reply ?? []) },
    command('approve teacher', { teacher, attached: 'yes', 'data-correct': 'yes', consent: 'yes' }),
    { rules: ['PART-2(a)', 'PART-2(b)', 'PART-2(c)'], notBefore },
  );

const enrolment = (facts: TakingPart, form: Form, enrolledOn: Day): EnrolmentFacts => ({
  form,
  enrolledOn,
  posting: facts.posting,
  firstOfSchool: facts.form === null,
  founders: facts.founders,
  startsOn: facts.startsOn,
  endsOn: facts.endsOn,
});

/** The form and the first day on which the rules let a teacher with access enrol; else what keeps the teacher out. */
function enrolling(facts: TakingPart, from: Day, readingOn: ReadingOn) {
  const posting = { ...(facts.posting ?? { schoolCode: '', country: '' }), access: true };
  const forms = facts.form === null ? (['new', 'joined'] as const) : [facts.form];
  const tried = [from, latest(from, facts.startsOn)].flatMap((day) =>
    forms.map((form) => ({ form, day, verdict: enrol({ ...enrolment(facts, form, day), posting }, readingOn(day)) })),
  );
  const last = tried.at(-1);
  return tried.find(({ verdict }) => verdict.outcome === 'granted') ?? (last as NonNullable<typeof last>);
}

/** PART-6 to PART-8. */
function activating(facts: TakingPart, entry: Entry, readingOn: ReadingOn): WayIn {
  const { teacherId: teacher, projectId: project, suitability, approval } = facts;
  const school = facts.enrolledAt ?? facts.posting?.schoolCode ?? null;
  const of = orFill(school, 'school_code');
  const reading = readingOn(entry.day);
  const enrolledOn = facts.firstEnrolledOn ?? entry.day;
  const countries = [...facts.countries, ...(facts.enrolledAt === null && facts.posting ? [facts.posting.country] : [])];
  const hoped = assess({ countries, enrolledOn, collaboration: true, ict: true }, reading);
  const suitable = suitability?.outcome === 'granted';
  const assessed = suitability?.findings ?? hoped.findings.map((one) => (one.rule === 'PART-6(a)' ? one : unanswered(one)));
  const approved = approval?.approved ?? false;
  const reply = participate({ suitable, approved, repliedOn: approval?.repliedOn ?? entry.day }, reading).findings.filter(
    ({ rule }) => rule === 'PART-7',
  );
  const steps: Step[] = [];
  if (!suitable && hoped.outcome === 'refused')
    steps.push(
      step(
        'teacher',
        { does: 'addPartner', project, countries: [...new Set(countries)].sort() },
        command('project add', { project, form: entry.form, teacher, partners: fill('country:school') }),
        { rules: ['PART-6(a)'] },
      ),
    );
  const assessment = step(
    'sna',
    { does: 'assess', project, school, again: suitability !== null },
    command('project assess', { project, school: of, collaboration: 'yes', ict: 'yes' }),
    { rules: ['PART-6(a)', 'PART-6(b)', 'PART-6(c)'] },
  );
  const approving = step(
    'school',
    { does: 'approve', project, school, again: approval !== null },
    command('approve project', { project, school: of, approved: 'yes' }),
    { rules: ['PART-7'] },
  );
  // With both answers favourable and no decision that stands, the reply recorded again decides anew; an answer that was no
  // comes first, so that the other does not meet it.
  if (suitable) steps.push(approving);
  else if (approved) steps.push(assessment);
  else steps.push(...(approval && !suitability ? [approving, assessment] : [assessment, approving]));
  return { prerequisites: [...assessed, ...(approval ? reply : reply.map(unanswered))], obstacles: [], steps };
}
