/** Rules, reasons and what rows are answered. */
import type { RuleId } from '../../editions/rules.ts';
import type { Required, Seen } from '../../rules/seen.ts';

const forms = { new: 'new', joined: 'joined' };
const list = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const documents: Readonly<Record<string, string>> = { project: 'project', 'follow-up': 'follow-up report', final: 'final report' };

const rules = {
  'PART-1': 'A teacher in active service registers',
  'PART-2(a)': 'The school confirms that the person is a teacher attached to it',
  'PART-2(b)': 'The school confirms that the data are right',
  'PART-2(c)': 'The management consents to taking part in eTwinning',
  'PART-3': 'A teacher with access enrols, in the name of the school',
  'PART-4': 'A new project is co-founded with a school of another participating country',
  'PART-5': 'The project is active on the day of joining',
  'PART-6': 'The participation is suitable',
  'PART-6(a)': 'European dimension: schools of at least two participating countries',
  'PART-6(b)': 'Collaborative work',
  'PART-6(c)': 'Use of information and communication technology',
  'PART-7': 'The management approves the participation in this project',
  'PART-8': 'The participation is active',
  'CRED-1': 'The teacher is enrolled in an active participation',
  'CRED-2': 'The school is sustained with public funds',
  'CRED-3': 'The three documents are in',
  'CRED-4': 'The final report was evaluated positively',
  'CRED-5': 'The duration gives credits',
  'CRED-6': 'The ceiling of credits a teacher and academic year leaves room',
  'CRED-7': 'The CFIE of the school’s area issues the certificate',
  'CRED-8': 'The work in the project has not been certified before',
} satisfies Partial<Record<RuleId, string>>;

type Reasons = { readonly [R in RuleId]: (seen: Seen[R], required: Required[R]) => string };

const unmet = {
  'PART-1': () => 'Only teachers in active service may register.',
  'PART-2(a)': () => 'The school says that the person is not a teacher attached to it.',
  'PART-2(b)': () => 'The school says that the data are not right.',
  'PART-2(c)': () => 'The management does not consent to taking part in eTwinning.',
  'PART-3': (seen) =>
    seen.school_code === null
      ? `The teacher had no posting on ${seen.on}.`
      : `The teacher has no access at school ${seen.school_code}: a favourable reply of the school comes first (etw approve teacher).`,
  'PART-4': (seen) =>
    seen.founder
      ? `The founders are of ${list([...new Set(seen.founder_countries)])}: schools of two countries that took part on ${seen.on} are needed.`
      : `School ${seen.school_code} did not found the project; it may join it (form joined).`,
  'PART-5': (seen, required) =>
    required.from !== null && seen.enrolled_on < required.from
      ? `The project begins on ${required.from}, and the school joined on ${seen.enrolled_on}.`
      : `The project ended on ${required.until}; nobody enrols after its end.`,
  'PART-6': () => 'The participation was assessed as not suitable.',
  'PART-6(a)': (seen, required) =>
    `The schools are of ${list(seen.countries)}; at least ${required.participating_countries} countries that took part on ${seen.on} are needed.`,
  'PART-6(b)': () => 'The assessor sees no collaborative work.',
  'PART-6(c)': () => 'The assessor sees no use of information and communication technology.',
  'PART-7': (seen) => `The management did not approve the participation (reply of ${seen.replied_on}).`,
  'PART-8': (seen) =>
    seen.enrolled
      ? 'The participation is not active: a favourable assessment and the management’s approval are needed first.'
      : 'The teacher is not enrolled in the project.',
  'CRED-1': (seen) =>
    seen.enrolled ? 'The participation of the school in the project is not active.' : 'The teacher is not enrolled in the project.',
  'CRED-2': (seen) => `School ${seen.school_code} is ${funding[seen.funding]}; it is not sustained with public funds.`,
  'CRED-3': (seen, required) =>
    `Missing: ${list(required.documents.filter((kind) => !seen.documents.includes(kind)).map((kind) => documents[kind] ?? kind))}.`,
  'CRED-4': (seen) =>
    seen.evaluation === null ? 'The final report has not been evaluated.' : 'The final report was evaluated negatively.',
  'CRED-5': (seen, required) =>
    `The project lasts ${seen.days} ${seen.days === 1 ? 'day' : 'days'} (${seen.starts_on} to ${seen.ends_on}); at least ${required.term_days} are needed.`,
  'CRED-6': (seen, required) =>
    `${seen.certified} of at most ${required.ceiling} credits of the academic year are certified already: ${seen.left} left, at least ${required.at_least} needed.`,
  'CRED-7': (seen) => `No CFIE is known for the area of school ${seen.school_code} (etw cfie add).`,
  'CRED-8': (seen) =>
    `The work in this project is certified already (${list(seen.standing.map((one) => (one === 'recorded' ? 'recorded credits' : one)))}).`,
} satisfies Partial<Reasons>;

const funding = { public: 'public', subsidised: 'subsidised', private: 'private' };

/** What a row is answered; those of cells complete “value” …. */
const rows = {
  required: 'is required',
  inTheFuture: (on: string) => `lies after ${on}, the day of this run (--on)`,
  emailOfAnother: (teacher: string) => `is the address of teacher ${teacher}`,
  unknownTeacher: 'is not a teacher of the register (etw register)',
  unknownSchool: 'is not a school of the register (etw school add)',
  unknownProject: 'is not a project of the register (etw project add)',
  unknownCfie: 'is not a CFIE of the register (etw cfie add)',
  unknownDecision: 'is not a decision or certificate of the register',
  returningNeedsDay: (school: string) =>
    `is needed: the teacher has been at school ${school} before, so say from which day the teacher is there again`,
  postingBeganLater: (school: string, from: string) => `is not after ${from}, when the posting at school ${school} began`,
  postingEndedLater: (school: string, until: string) => `is not after ${until}, when the posting at school ${school} ended`,
  noPosting: 'Has no posting: nothing to end.',
  noPresentPosting: 'has no present posting: register the teacher at a school first (etw register)',
  replyBeforePosting: (school: string, from: string) => `is before the posting at school ${school} began (${from})`,
  spanishCode: 'is not a Spanish school code: expected 8 digits',
  checkDigit: (code: string) => `school ${code}: the last digit is not the check digit of the others; is the code right?`,
  twoNames: (other: string | null) => `is another name than an earlier row gives this CFIE (${other ?? '–'})`,
  areaOfAnother: (cfie: string) => `cannot have this area: it belongs to ${cfie}`,
  areaOfUnknownSchool: (school: string) => `school ${school} is not in the register yet; its area is noted`,
  differsFromProject: (known: string | null) =>
    `differs from what is known of the project (${known ?? '–'}); use etw project change to correct it`,
  requiredOfNewProject: 'is required for a project not yet in the register',
  endsBeforeStart: (start: string) => `ends before it starts (${start})`,
  fewFounders: (needed: number) =>
    `is not enough: ${needed === 1 ? 'the co-founder is needed' : 'the two founding schools are needed'}, as COUNTRY:School|COUNTRY:School`,
  otherForm: (form: string) => `differs from the form of the school’s participation: ${forms[form as keyof typeof forms]}`,
  enrolledAlready: (on: string) => `differs from the enrolment known, which is of ${on}; withdraw that one first (etw project withdraw)`,
  cannotBeCleared: 'is not allowed here: this value cannot be cleared',
  notEnrolled: (project: string) => `is not enrolled in project ${project}`,
  withdrawnAlready: (on: string) => `The enrolment ended on ${on}.`,
  revokeFirst: (award: string) => `To change it, revoke ${award} first (etw revoke ${award}).`,
  awardStands: (award: string) => `has an award in this project that stands; revoke ${award} first (etw revoke ${award})`,
  schoolNotInProject: (project: string) => `has nobody enrolled in project ${project}`,
  awaitsAssessment: 'Noted; the assessment is still missing (etw project assess).',
  noSuchDocument: (document: string) => `${document}: no file that can be read; its name is kept without a fingerprint`,
  noFinalReport: (teacher: string) => `has no final report of teacher ${teacher} (etw report submit --kind final)`,
  projectOfAnotherYear: (of: string, year: string) => `belongs to the academic year ${of}, not ${year}`,
  revokedRests: (award: string) => `${award} was revoked and nothing has been recorded since; name teacher and project to decide anew.`,
  creditsAreFixed: (project: string, teacher: string) =>
    `project ${project}, teacher ${teacher}: the duration fixes the credits; the amount asked for is ignored`,
  certifiedAs: (certificate: string) => `Certificate ${certificate}.`,
  revocationStands: 'is a revocation, which cannot be revoked: decide anew instead',
  revokedBy: (by: string) => `Revoked by ${by}.`,
  revokedForAnotherReason: (by: string) => `differs from the reason given in ${by}, which revoked it already`,
  decidedLater: (on: string) => `was decided on ${on}, after the day of this run (--on)`,
  revoked: (decision: string, by: string) => `${decision} is revoked (${by}).`,
};

const kinds = {
  'teacher-access': 'access of a teacher',
  suitability: 'suitability',
  participation: 'participation',
  'report-evaluation': 'evaluation of the final report',
  credits: 'training credits',
  'national-label': 'National Quality Label',
  'european-proposal': 'proposal for the European Quality Label',
  'european-label': 'European Quality Label',
  'school-invitation': 'invitation to eTwinning School',
  'school-label': 'eTwinning School',
  revocation: 'revocation',
};

export const decisions = {
  rules,
  unmet,
  rows,
  kinds,
  outcomes: { granted: 'granted', refused: 'refused' },
  marks: { stated: 'stated', published: 'published', assumed: 'assumed', office: 'this office' },
  valueTypes: {
    number: 'a whole number',
    flag: 'yes or no',
    word: 'a word',
    countries: 'codes of countries with spaces between',
    words: 'words with spaces between',
    'month-day': 'a day of the year, MM-DD',
  },
};
