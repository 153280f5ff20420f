/** eTwinning School: commands, columns, reasons and what boards and officers are shown. */
import type { Required, Seen } from '../../rules/seen.ts';

const list = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const criteria = {
  shared_leadership: 'shared leadership',
  teamwork: 'cooperation, exchange and teamwork',
  student_agency: 'students as agents of change',
  role_model: 'a model for other schools',
  inclusion: 'inclusive and innovative',
  potential: 'potential of the school',
};
const nameOf = (criterion: string): string => criteria[criterion as keyof typeof criteria] ?? criterion;

/** `teamwork_plan` in words. */
export const fieldOf = (name: string): string => {
  const [, value = name, part = ''] = /^(.*)_(plan|evidence)$/.exec(name) ?? [];
  return `${part} of “${nameOf(value)}”`;
};

const rules = {
  'SCH-1': 'The school has been in eTwinning long enough',
  'SCH-2': 'The school has enough active teachers',
  'SCH-3': 'A teacher of the school holds a National Quality Label',
  'SCH-4': 'No accreditation of another call is in force then',
  'SCH-5': 'The school was invited and applied in time',
  'SCH-6': 'A digital safety policy, with evidence',
  'SCH-7': 'Each value is planned and carried out, with evidence',
  'SCH-8': 'The evidence was verified and the scores suffice',
};

type Reasons = { readonly [R in keyof typeof rules]: (seen: Seen[R], required: Required[R]) => string };

const unmet = {
  'SCH-1': (seen, required) => {
    if (seen.since === null) return 'Nothing says since when the school takes part (etwinning_since), and no teacher there has had access.';
    const by =
      required.registered_by === null
        ? `${n(required.years ?? 0, 'year')} are needed on ${required.on}`
        : `since ${required.registered_by} at the latest is needed`;
    return `The school is in eTwinning since ${seen.since}${seen.derived ? ', when its first teacher with access began there' : ''}; ${by}.`;
  },
  'SCH-2': (seen, required) =>
    `${n(seen.active_teachers.length, 'active teacher')} from ${required.from} to ${required.until}, of ${seen.with_access} with access; at least ${required.at_least} are needed.`,
  'SCH-3': (seen, required) =>
    `${n(seen.labels.length, 'national label')} granted ${required.from === null ? '' : `from ${required.from} `}by ${required.until}; at least ${required.at_least} is needed.`,
  'SCH-4': (seen, required) =>
    `Accredited already: ${list(seen.in_force.map((one) => `call ${one.call}${one.decision === null ? '' : ` (${one.decision})`}, ${one.valid_from} to ${one.valid_until}`))}; on ${required.none_in_force_on} none may be in force.`,
  'SCH-5': (seen, required) =>
    [
      seen.invited ? '' : 'The school is not invited in this call.',
      seen.submitted_on === null
        ? 'No application is in.'
        : seen.submitted_on < required.from || seen.submitted_on > required.until
          ? `The application of ${seen.submitted_on} lies outside the call (${required.from} to ${required.until}).`
          : '',
      seen.submitted_on !== null && !seen.posted ? `Teacher ${seen.teacher_id} was not posted at the school on ${seen.submitted_on}.` : '',
      seen.posted && !seen.access ? `Teacher ${seen.teacher_id} has no access at the school.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  'SCH-6': (seen) => (seen.policy ? 'There is no evidence of the digital safety policy.' : 'The school states no digital safety policy.'),
  'SCH-7': (seen) => `Missing: ${list(seen.missing.map(fieldOf))}.`,
  'SCH-8': (seen, required) =>
    [
      seen.evidence_verified ? '' : 'The evidence was not verified.',
      seen.total < required.total ? `${n(seen.total, 'point')}; at least ${required.total} are needed.` : '',
      ...Object.entries(seen.scores).flatMap(([criterion, score]) =>
        score < required.each ? `${score} for “${nameOf(criterion)}”; at least ${required.each} is needed.` : [],
      ),
    ]
      .filter(Boolean)
      .join(' '),
} satisfies Reasons;

export const schools = {
  rules,
  unmet,
  rows: {
    unknownCall: 'is not a call of the register (etw school call)',
    afterReferenceDay: (day: string) => `lies after ${day}, the reference day of the call`,
    accreditedHere: (decision: string) => `is decided here already (${decision}): nothing is left to record`,
    uninvited: (school: string, call: string) => `school ${school} is not invited in call ${call}; the application is kept`,
    outsideCall: (school: string, day: string, opens: string, closes: string) =>
      `school ${school}: the application of ${day} lies outside the call (${opens} to ${closes}); it is kept`,
    schoolAbroad: (country: string, ours: string) => `is a school of ${country}: this service invites schools of ${ours}`,
    invitationRests: (decision: string, school: string) =>
      `${decision} was revoked and nothing of school ${school} has been recorded since; --school ${school} decides anew.`,
    accreditedFrom: (from: string, until: string) => `Accredited from ${from} to ${until}.`,
    validityOver: (from: string, until: string) =>
      `the accreditation would begin on ${from} and end on ${until}, the last day the call sets (etw school call --valid-until)`,
  },
  usage: {
    beforeReferenceDay: (day: string) =>
      `The reference day of the call is ${day}: schools are decided on then or later. Try it before with --dry-run.`,
  },
  notFound: {
    call: (year: string) => `call ${year} is not in the register (etw school call ${year} --opens <date> --closes <date>)`,
  },
  commands: {
    'school call': {
      does: 'open a call for eTwinning School, or change one',
      examples: [
        'etw school call 2027 --opens 2027-02-01 --closes 2027-03-01',
        'etw school call 2027 --label-since 2025-01-01 --label-until 2027-01-15',
        'etw school call 2027 --label-until -',
      ],
    },
    'school invite': {
      does: 'phase 1: decide which schools a call invites',
      examples: [
        'etw school invite --call 2027 --invitations invitations.csv --new',
        'etw school invite --call 2027 --school 05990014',
        'etw school invite --call 2027 --dry-run --results eligible.csv',
      ],
    },
    'school apply': {
      does: 'take in applications of schools',
      examples: [
        'etw school apply --csv applications.csv',
        'etw school apply --call 2027 --school 05990014 --teacher T1 --digital-safety-policy yes --digital-safety-evidence https://example.org/policy',
      ],
    },
    'school accredit': {
      does: 'phase 2: decide on the schools the service has evaluated',
      examples: [
        'etw school accredit --call 2027 --csv evaluations.csv --letters letters.csv',
        'etw school accredit --call 2027 --school 05990014 --evidence-verified yes --shared-leadership-score 4 --teamwork-score 4 --student-agency-score 3 --role-model-score 3 --inclusion-score 4 --potential-score 4',
      ],
    },
    'school record': {
      does: 'record accreditations granted before this register',
      examples: [
        'etw school record --school 05990014 --call 2024 --valid-from 2024-01-01 --valid-until 2025-12-31',
        'etw school record --csv accredited-before.csv',
      ],
    },
    stats: {
      does: 'count what was recognised, each figure by its name',
      examples: [
        'etw stats --on 2026-12-31',
        'etw stats --year 2025-26 --by province',
        'etw stats --call 2027 --json',
        'etw stats --year 2025-26 --html figures.html',
      ],
    },
  },
  next: {
    'school call': 'on the reference day: etw school invite --call <year> --invitations <file>',
    'school invite': 'the schools answer: etw school apply --csv applications.csv',
    'school apply': 'the service evaluates, then: etw school accredit --call <year> --csv evaluations.csv',
    'school accredit': 'etw export accreditations --call <year> is the list for plaques, flags and the group.',
    'school record': 'etw school list --in-force <date> shows who is accredited.',
  },
  columns: {
    call: 'year of the call',
    opens_on: 'first day for applications',
    closes_on: 'last day for applications',
    reference_day: 'day on which requirements are looked at (default: the opening day)',
    registered_by: 'last day since which a school may be in eTwinning (default: two years before)',
    active_since: 'first day of the window in which teachers are active (default: two years before)',
    label_since: 'first day on which the national label may be granted (default: any)',
    label_until: 'last day on which the national label may be granted (default: the reference day)',
    valid_from: 'first day of the accreditation',
    valid_until: 'last day of the accreditation',
    digital_safety_policy: 'has the school a digital safety policy',
    digital_safety_evidence: 'evidence of it: a file or address',
    evidence_verified: 'did the service verify the evidence',
    shared_leadership_plan: 'shared leadership: how the school plans and carries it out',
    shared_leadership_evidence: 'shared leadership: evidence',
    shared_leadership_score: 'shared leadership: score',
    teamwork_plan: 'cooperation, exchange and teamwork: how the school plans and carries it out',
    teamwork_evidence: 'cooperation, exchange and teamwork: evidence',
    teamwork_score: 'cooperation, exchange and teamwork: score',
    student_agency_plan: 'students as agents of change: how the school plans and carries it out',
    student_agency_evidence: 'students as agents of change: evidence',
    student_agency_score: 'students as agents of change: score',
    role_model_plan: 'a model for other schools: how the school plans and carries it out',
    role_model_evidence: 'a model for other schools: evidence',
    role_model_score: 'a model for other schools: score',
    inclusion_plan: 'inclusive and innovative: how the school plans and carries it out',
    inclusion_evidence: 'inclusive and innovative: evidence',
    inclusion_score: 'inclusive and innovative: score',
    potential_score: 'potential of the school: score',
    invitations: 'CSV to write: whom to invite',
    letters: 'CSV to write for mail merge: one row a decision',
    in_force: 'in force on this day',
    expires_before: 'whose accreditation ends before this day',
    by: 'one way of counting (default: all of them)',
  },
  flags: { new: 'with --invitations: only those of this run' },
  show: { accreditations: 'Accreditations as eTwinning School', school_applications: 'Applications for eTwinning School' },
  schools: {
    criteria,
    criterion: 'criterion',
    mean: 'mean',
    spread: 'How many schools have each score:',
    near: (line: number) => `Near the line (${line} points, or a score that is too low):`,
    nearColumns: ['school', 'name', 'points', 'outcome', 'too low'],
    refused: (count: number) => `Refused (${count}):`,
    invitationsWritten: (schools: number, rows: number, file: string) =>
      `${n(schools, 'invited school')}, ${n(rows, 'row')} written to ${file}`,
    lettersWritten: (rows: number, file: string) => `${n(rows, 'letter')} written to ${file}`,
  },
};
