/** Quality labels and other awards: rules, reasons, rows, commands, figures and letters. */
import type { Finding } from '../../rules/decision.ts';
import { tooLow } from '../../rules/labels.ts';
import type { LabelLetter } from '../../rules/letter.ts';
import type { PassMark, Required, Scores, Seen } from '../../rules/seen.ts';

const list = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const points = (count: number) => `${count} ${count === 1 ? 'point' : 'points'}`;
let long: Intl.DateTimeFormat | undefined;
const date = (day: string) => {
  // Made when the first letter is written: every command loads these words, few write a date in full.
  long ??= new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
  return long.format(new Date(`${day}T00:00:00Z`));
};

const titles: Readonly<Record<string, string>> = {
  pedagogical_innovation: 'pedagogical innovation',
  curricular_integration: 'curricular integration',
  communication: 'communication and interaction between partners',
  collaboration: 'collaboration between schools',
  technology: 'use of technology',
  results: 'results, impact and documentation',
};
/** A criterion in words; one that only an edition knows, by its column. */
const criterion = (name: string) => titles[name] ?? name.replaceAll('_', ' ');

const rules = {
  'NQL-1': 'Common objectives and work plan, shared by all partners',
  'NQL-2': 'The project is finished or about to finish',
  'NQL-3': 'The applicant took a very active part',
  'NQL-4': 'Some degree of collaboration between partners',
  'NQL-5': 'The results are visible',
  'NQL-6': 'The evaluation by criteria reaches the pass mark',
  'NQL-7': 'The applicant is enrolled in an active participation of the project',
  'NQL-8': 'The teacher holds no label for the project yet',
  'EQL-1': 'Proposed by a National Support Service after it had evaluated the project',
  'EQL-2': 'Enough partner schools hold a National Quality Label in the project',
  'EQL-3': 'The label exists in the year of the round',
};

type LabelRule = keyof typeof rules;
type Reasons = { readonly [R in LabelRule]: (seen: Seen[R], required: Required[R]) => string };

const low = (scores: Scores, mark: PassMark) =>
  tooLow(scores, mark).map(
    (name) => `${criterion(name)} has ${points(scores[name] ?? 0)}, at least ${Math.max(mark.each, mark.mandatory[name] ?? 0)} needed`,
  );

const unmet = {
  'NQL-1': () => 'The objectives and the work plan are not shared by all partners.',
  'NQL-2': (seen, required) =>
    `The project ends on ${seen.ends_on}; applied for on ${seen.applied_on}, it has to end by ${required.ends_by} (${required.days} days later).`,
  'NQL-3': () => 'The applicant did not take a very active part.',
  'NQL-4': () => 'No collaboration between partners is seen.',
  'NQL-5': () => 'The results are not visible.',
  'NQL-6': (seen, required) => {
    if ('first' in required) return '';
    const total = seen.total < required.total ? [`the total is ${seen.total} of ${required.of}, at least ${required.total} needed`] : [];
    return `Not passed: ${[...total, ...low(seen.scores, required)].join('; ')}.`;
  },
  'NQL-7': (seen) =>
    seen.enrolled
      ? `The participation of school ${seen.school_code} in the project is not active.`
      : 'The applicant is not enrolled in the project.',
  'NQL-8': (seen) => `The teacher holds the label for this project already (${list(seen.standing)}).`,
  'EQL-1': (seen, required) =>
    'proposals' in seen
      ? `No proposal for this round was granted; at least ${'proposals' in required ? required.proposals : 1} needed (etw label propose).`
      : `No national label of ${seen.country} had been granted in the project by ${seen.proposed_on}.`,
  'EQL-2': (seen, required) =>
    `${seen.schools.length} ${seen.schools.length === 1 ? 'school holds' : 'schools hold'} a national label in the project; at least ${required.schools} needed.`,
  'EQL-3': (seen, required) => `There is no European label in ${seen.round}; it begins with the round of ${required.from}.`,
} satisfies Reasons;

/** The same reasons as they are written to the teacher. */
const toTeacher: { readonly [R in LabelRule]?: (seen: Seen[R], required: Required[R]) => string } = {
  'NQL-1': () => 'the objectives and the work plan are not common to all the partners of the project',
  'NQL-2': (seen, required) =>
    `the project is neither finished nor about to finish: it ends on ${date(seen.ends_on)}, and for an application of ${date(seen.applied_on)} it has to end by ${date(required.ends_by)}`,
  'NQL-3': () => 'your own part in the project does not show as very active',
  'NQL-4': () => 'collaboration between the partners does not show',
  'NQL-5': () => 'the results of the project are not visible',
  'NQL-6': (seen, required) => {
    if ('first' in required) return '';
    const total =
      seen.total < required.total ? [`the evaluation gives ${points(seen.total)} of ${required.of}, and ${required.total} are needed`] : [];
    return [...total, ...low(seen.scores, required)].join('; ');
  },
  'NQL-7': (seen) =>
    seen.enrolled
      ? 'the participation of your school in the project is not active'
      : 'we have no record that you are enrolled in the project',
  'NQL-8': () => 'you hold the label for this project already',
  'EQL-1': () => 'no National Support Service has made a valid proposal for this round',
  'EQL-2': (seen, required) =>
    `at least ${required.schools} partner schools have to hold the National Quality Label, and ${seen.schools.length === 0 ? 'none does' : `only ${seen.schools.length} does`}`,
  'EQL-3': (_, required) => `the European Quality Label begins with the round of ${required.from}`,
};

const reasonOf = ({ rule, observed, required }: Finding): string =>
  (toTeacher[rule as LabelRule] as ((seen: unknown, required: unknown) => string) | undefined)?.(observed, required) ?? '';

/** The paragraph of a letter; the greeting and the closing are the office's own. */
function letter(facts: LabelLetter): string {
  const project = `the project “${facts.project.title}” (${facts.project.id})`;
  const matter =
    facts.kind === 'national-label'
      ? `your application of ${date(facts.appliedOn ?? '')} for the eTwinning National Quality Label for ${project}${facts.school === null ? '' : `, as a teacher of ${facts.school},`}`
      : `the eTwinning European Quality Label of the ${facts.year} round for ${project}${facts.school === null ? '' : `, in which ${facts.school} takes part,`}`;
  const scored = facts.findings.find(({ rule, met }) => rule === 'NQL-6' && met !== null);
  const seen = scored?.observed as Seen['NQL-6'] | undefined;
  const mark = scored?.required as PassMark | undefined;
  const said = Object.entries(facts.comments).map(
    ([name, text]) => `${criterion(name)}${seen?.scores[name] === undefined ? '' : ` (${points(seen.scores[name])})`}: ${ended(text)}`,
  );
  const comments = [
    ...(said.length > 0 ? [`The evaluation says of each criterion: ${said.join(' ')}`] : []),
    ...(facts.comment === null ? [] : [`In addition: ${ended(facts.comment)}`]),
  ];
  if (facts.outcome === 'granted') {
    const score = seen && mark ? `, with ${points(seen.total)} of ${mark.of}` : '';
    return [`We are pleased to tell you that ${matter} has been granted${score}.`, ...comments, 'Congratulations on the work done.'].join(
      ' ',
    );
  }
  const refusing = facts.findings.filter(({ met }) => met === false);
  const reasons = refusing.map(reasonOf);
  const because =
    reasons.length === 1
      ? `for this reason: ${reasons[0]}`
      : `for these reasons: ${reasons.map((text, at) => `(${at + 1}) ${text}`).join('; ')}`;
  const again =
    facts.kind === 'national-label' && !refusing.some(({ rule }) => rule === 'NQL-8')
      ? ['The label can be applied for at any time of the year, so you may apply again once this is mended.']
      : [];
  return [`We regret to tell you that ${matter} could not be granted, ${because}.`, ...comments, ...again].join(' ');
}

const ended = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return /[.!?…]$/.test(line) ? line : `${line}.`;
};

export const labels = {
  rules,
  unmet,
  rows: {
    applicantNotEnrolled: (project: string, teacher: string) =>
      `teacher ${teacher} is not enrolled in project ${project}: the application is noted, its evaluation will be refused`,
    labelStands: (decision: string) => `The label stands (${decision}).`,
    schoolTwice: 'is given beside school_code: give one of the two',
    needsSchoolCode: (country: string) => `is required for a label of ${country}`,
    needsSchool: 'is required: the name of the school, or its school_code',
    schoolOfAnotherCountry: (country: string) => `is not the country of that school, which lies in ${country}`,
    notProposed: (year: string) => `has no proposal for the round of ${year} (etw label propose)`,
    europeanStands: (decision: string, school: string | null, year: string) =>
      `${school === null ? 'The project' : `School ${school}`} holds the label of the round of ${year} (${decision}).`,
    europeanTo: (school: string) => `To school ${school}.`,
    europeanRests: (decision: string) => `${decision} was revoked and nothing has been recorded since; name the project to decide anew.`,
  },
  commands: {
    'label apply': {
      does: 'take in applications for the National Quality Label',
      examples: ['etw label apply --csv applications.csv', 'etw label apply --project P1 --teacher T1 --applied-on 2026-05-04'],
    },
    'label evaluate': {
      does: 'decide applications for the National Quality Label',
      examples: [
        'etw label evaluate --csv evaluations.csv --results results.csv --letters letters.csv',
        'etw label evaluate --project P1 --teacher T1 --common-goals yes --active-participation yes --partner-collaboration yes --visible-results yes --score pedagogical_innovation=4 --score curricular_integration=3 --score communication=4 --score collaboration=4 --score technology=3 --score results=4 --score-comment technology="Used throughout"',
      ],
    },
    'label record': {
      does: 'record national labels granted elsewhere',
      examples: [
        'etw label record --project P1 --country FR --school-name "Lycée Exemple" --granted-on 2026-04-20',
        'etw label record --csv elsewhere.csv',
      ],
    },
    'label propose': {
      does: 'record proposals for the European Quality Label',
      examples: ['etw label propose --project P1 --year 2026', 'etw label propose --csv proposals.csv'],
    },
    'label european': {
      does: 'decide every proposed project of a European round',
      examples: ['etw label european --year 2026', 'etw label european --year 2026 --project P1'],
    },
    'label list': {
      does: 'list quality labels, national and European',
      examples: ['etw label list --province León', 'etw label list --year 2026 --json'],
    },
    'award record': {
      does: 'record projects of the month and prizes',
      examples: ['etw award record --project P1 --award national-prize --period 2026', 'etw award record --csv prizes.csv'],
    },
  },
  groups: { label: 'quality labels', award: 'other recognitions' },
  next: {
    'label apply': 'etw label evaluate decides them',
    'label evaluate': 'etw label propose sends a project to the European round; etw explain <decision> --letter writes to the teacher.',
    'label record': 'etw label propose --project <project> --year <round>',
    'label propose': 'etw label european --year <round>',
    'label european': 'etw label list shows the labels; etw explain <decision> says why.',
  },
  columns: {
    applied_on: 'day of the application (default: the one known, else --on)',
    common_goals: 'are the objectives and the plan shared by all partners',
    active_participation: 'did the applicant take a very active part',
    partner_collaboration: 'do the partners collaborate',
    visible_results: 'are the results visible',
    score: 'points of a criterion; repeatable',
    'score-comment': 'comment on a criterion; repeatable',
    granted_on: 'day on which it was granted',
    school: 'name of the school',
    proposed_on: 'day of the proposal',
    round: 'year of the round',
    any_year: 'academic year, or year of a round',
    award: 'the recognition',
    period: 'month or year it is for',
  },
  help: {
    letters: 'write one row a decision for a mail merge',
    pointsOf: (name: string) => `${criterion(name)}: points`,
    commentOn: (name: string) => `${criterion(name)}: comment`,
    follows: 'The columns of the criteria are those in force on the day of the run (etw rules show labels.criteria).',
  },
  flags: { letter: 'only the paragraph for the letter to the teacher' },
  words: { 'project-of-month': 'project of the month', 'national-prize': 'national prize', 'european-prize': 'European prize' },
  usage: {
    badEntry: (option: string, text: string) => `--${option}: “${text}” is not <criterion>=<value>`,
    unknownEntry: (option: string, name: string, known: string, near: string | null) =>
      `--${option}: there is no criterion “${name}”: expected ${known}${near === null ? '' : `; did you mean ${near}?`}`,
    entryTwice: (option: string, name: string) => `--${option}: ${name} is given twice`,
    noLetter: (kind: string) => `--letter: no letter is written for a decision of this kind (${kind})`,
  },
  valueTypes: {
    names: 'a list such as name=other name2=other2, or none',
    numbers: 'a list such as name=2 name2=3, or none',
  },
  show: { labels: 'Labels', applications: 'Label applications', awards: 'Other recognitions' },
  explain: {
    evaluator: (name: string) => `evaluated by ${name}`,
    comment: (about: string | null, text: string) => `${about === null ? 'comment' : criterion(about)}: ${text}`,
  },
  scores: {
    spread: (count: number, least: number, middle: number, most: number) =>
      `Scores: ${count} scored, from ${least} to ${most}, half of them ${middle} or more`,
    range: (least: number, most: number) => (least === most ? `${least}` : `${least}–${most}`),
    mark: (total: number) => `pass mark ${total}`,
    near: (count: number, within: number) =>
      `${count === 0 ? 'Nobody' : count} within ${points(within)} of the pass mark${count === 0 ? '.' : ':'}`,
    more: (count: number) => `… and ${count} more (--results)`,
  },
  labels: { letter },
};
