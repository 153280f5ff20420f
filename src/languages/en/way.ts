/** What a recognition still lacks, and the way to it, in words. */
import type { Acts } from '../../rules/way.ts';
import { fieldOf } from './schools.ts';

const list = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const school = (code: string | null) => (code === null ? 'the school' : `school ${code}`);
const kinds: Readonly<Record<string, string>> = { project: 'project', 'follow-up': 'follow-up report', final: 'final report' };
const lacking = (points: number | null) => (points === null || points === 0 ? '' : ` ${n(points, 'point')} short now.`);

type Sentences = { readonly [D in keyof Acts]: (act: Acts[D]) => string };

const acts = {
  postTeacher: (act) => `Teacher ${act.teacher} registers again, in active service, at the present school: there is no posting now.`,
  confirmTeacher: (act) =>
    `The management of ${school(act.school)} replies that ${act.teacher === null ? 'the new teacher' : `teacher ${act.teacher}`} is attached to it, that the data are right and that it consents.${act.refused.length > 0 ? ` The last reply said no (${list(act.refused)}).` : ''}`,
  enrol: (act) => `Teacher ${act.teacher} enrols in project ${act.project} (${act.form}), in the name of ${school(act.school)}.`,
  addPartner: (act) =>
    `A school of another participating country takes part in project ${act.project} and is added to it: those known are of ${list(act.countries)}.`,
  assess: (act) =>
    `The National Support Service assesses the participation of ${school(act.school)} in project ${act.project}${act.again ? ' again' : ''}: collaborative work and use of ICT are seen.`,
  approve: (act) =>
    `The management of ${school(act.school)} ${act.again ? 'now approves' : 'approves'} its participation in project ${act.project}.`,
  handIn: (act) => `Teacher ${act.teacher} hands in the ${kinds[act.kind] ?? act.kind}.`,
  evaluateReport: (act) =>
    act.again
      ? `The CFIE evaluates the final report of teacher ${act.teacher} again, positively once it is mended.`
      : `The CFIE evaluates the final report of teacher ${act.teacher} positively.`,
  nameCfie: (act) => `The CFIE that answers for the area of ${school(act.school)} is named.`,
  certify: (act) =>
    `The CFIE certifies ${n(act.credits, 'credit')}: the project lasts ${n(act.days, 'day')}, and ${act.least} or more (${act.parameter}${act.assumed ? ', assumed' : ''}) give ${act.ofDuration}${act.credits < act.ofDuration ? `, of which the ceiling of the academic year leaves ${act.left}` : ''}.`,
  applyLabel: (act) =>
    `Teacher ${act.teacher} applies${act.again ? ' again' : ''} for the National Quality Label in project ${act.project}, which ends on ${act.endsOn}: at most ${n(act.days, 'day')} before.`,
  evaluateLabel: (act) =>
    `The National Support Service evaluates the application${act.again ? ' again' : ''}: the minimum requirements met, and at least ${act.total} of ${act.of} points with none under ${act.each}.${lacking(act.short)}`,
  recordLabel: (act) =>
    act.country === null
      ? 'One more partner school receives the national label in the project from its own service, and it is recorded.'
      : `${act.school} (${act.country}), or another partner school, receives the national label in the project from its own service, and it is recorded.`,
  propose: (act) => `A National Support Service proposes project ${act.project} for the round of ${act.year}.`,
  decideRound: (act) =>
    `The National Support Service decides project ${act.project} in the round of ${act.year}: the label goes to ${school(act.school)}.`,
  stateSince: (act) =>
    `School ${act.school} states since when it is in eTwinning: ${act.by} or earlier is needed, and the register does not say it.`,
  enterTeacher: (act) => `One more teacher of school ${act.school}, there on the reference day and active since, registers.`,
  recordActivity: (act) => `The last activity of teacher ${act.teacher} is recorded, if it is of ${act.from} or later.`,
  earnLabel: (act) =>
    `A teacher of school ${act.school} earns a National Quality Label by ${act.until}; none of its enrolments leads to one in time. This command says how, for a teacher and a project.`,
  invite: (act) => `The National Support Service decides the invitation of school ${act.school} to the call of ${act.call}.`,
  applySchool: (act) =>
    `School ${act.school} applies to the call of ${act.call} through ${act.teacher === null ? 'a teacher with access' : `teacher ${act.teacher}`}, with a digital safety policy and evidence of it${act.missing.length === 0 ? '' : act.whole ? ', and with a plan and evidence of each value' : `, and with ${list(act.missing.map(fieldOf))}`}.`,
  accredit: (act) =>
    `The National Support Service verifies the evidence of school ${act.school} and scores it: at least ${n(act.total, 'point')}, none under ${act.each}.${lacking(act.short)} Decided on the first day possible, the accreditation lasts from ${act.from} to ${act.until}.`,
  enrolledInTime: (act) =>
    `If teacher ${act.teacher} enrolled in project ${act.project} by ${act.until} and it was not recorded: etw project add --enrolled-on <date>.`,
  otherDates: (act) =>
    `Nothing can be done: the duration gives no credits. If the dates of project ${act.project} are wrong: etw project change.`,
  otherFunding: (act) => `Nothing can be done. If the funding of school ${act.school} is recorded wrongly: etw school add.`,
  usedUp: (act) =>
    `The ceiling is used up by ${list(act.by.map((one) => `${one.certificate ?? 'credits recorded without a certificate'} (${one.credits})`))}.`,
  yearsReached: (act) => `The time is reached on ${act.on}: a call whose reference day is then or later can invite the school.`,
  labelInTime: (act) =>
    `A label granted now comes too late. If one was granted ${act.from === null ? '' : `from ${act.from} `}by ${act.until} and is not in the register: etw label record.`,
  freeAfter: (act) => `It is in force until ${act.until}: the way is a call whose day of renewal comes after.`,
  appliedInTime: (act) =>
    `The call is closed. If it was handed in from ${act.from} to ${act.until} and not recorded: etw school apply --submitted-on <date>.`,
  tooLate: (act) => `It could be done from ${act.first} on, and the last day for it is ${act.last}.`,
  validityOver: (act) =>
    `The accreditation would begin on ${act.from} and end on ${act.until}: the call sets its last day (etw school call --valid-until).`,
  abroad: (act) => `The school is of ${act.country}: this service invites schools of ${act.ours}.`,
} satisfies Sentences;

export const way = {
  commands: {
    why: {
      does: 'say what is missing for each recognition, and the shortest way to yes',
      examples: [
        'etw why --teacher T1 --project P1',
        'etw why --school 05990014 --call 2027',
        'etw why --teacher T1 --project P1 --on 2026-05-31 --json',
      ],
    },
  },
  help: {
    why: 'Of each recognition: whether it stands, or what is met (✓), not met (✗) and still unanswered (–) on the day (--on), and the fewest steps to a grant, each with the command to type; what stands in <angle brackets> is to be filled in. Nothing is written. With --json, status is granted, ready (only the decision is missing), possible (the steps lead there) or impossible (the obstacles say why).',
  },
  usage: {
    whyOf: 'etw why needs --teacher and --project, or --school and --call.',
    whyBoth: '--teacher and --project, or --school and --call: not both.',
  },
  way: {
    acts,
    status: {
      granted: 'granted',
      ready: 'everything is met; only the decision is missing',
      possible: 'not yet',
      impossible: 'no way as things are',
    },
    about: {
      year: (year: string) => `academic year ${year}`,
      round: (year: string) => `round of ${year}`,
      call: (year: string) => `call ${year}`,
    },
    stands: (decision: string, certificate: string | null, since: string) =>
      `Granted on ${since} (${certificate === null ? decision : `certificate ${certificate}, ${decision}`}).`,
    credits: (count: number) => n(count, 'credit'),
    score: (points: number) => n(points, 'point'),
    valid: (from: string, until: string) => `from ${from} to ${until}`,
    assumed: (parameters: string) =>
      `The ways rest on values nobody states: ${parameters}. etw rules show <parameter> says what is assumed.`,
    unknown: 'not known yet',
    asAbove: (first: string, last: string) => `${first} to ${last}: as above`,
    obstacles: 'There is no way:',
    steps: 'The shortest way:',
    between: (first: string, last: string) => `Possible from ${first} to ${last}.`,
    notBefore: (day: string) => `Not before ${day}.`,
    notAfter: (day: string) => `On ${day} at the latest.`,
  },
};
