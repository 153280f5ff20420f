/** The case file: what stands, and what happened when. */

import { labels } from './labels.ts';
import { pending } from './pending.ts';
import { terminal } from './terminal.ts';

/** What a decision holds, by name; what it has not is left out. */
type Decided = { readonly [name: string]: string | number | boolean | null };

const yesNo = (flag: boolean) => (flag ? 'yes' : 'no');
const words: Readonly<Record<string, string>> = { ...terminal.ask.words, ...labels.words };
/** A word of a choice as people say it. */
const word = (stored: string) => words[stored] ?? stored;

const waitsFor: Readonly<Record<string, string>> = pending.pending.waitsFor;

export const caseFile = {
  show: {
    stands: 'What stands',
    recorded: 'recorded from elsewhere',
    standing: {
      access: 'access',
      participations: 'active in',
      certificates: 'certificates',
      labels: 'labels',
      accreditations: 'eTwinning School, call',
    },
    timeline: 'What happened',
  },
  timeline: {
    facts: {
      posted: () => 'posting began',
      requested: ({ step }: { step: string }) => `asked for: ${waitsFor[step] ?? step}`,
      left: () => 'last day of the posting',
      'project-added': () => 'entered in the register',
      'access-reply': (of: { attached: boolean; data_correct: boolean; consent: boolean }) =>
        `the school replied: attached ${yesNo(of.attached)}, data right ${yesNo(of.data_correct)}, consent ${yesNo(of.consent)}`,
      enrolled: ({ form }: { form: string }) => `enrolled (${word(form)})`,
      withdrawn: () => 'enrolment withdrawn',
      assessed: (of: { collaboration: boolean; ict: boolean }) =>
        `participation assessed: collaboration ${yesNo(of.collaboration)}, ICT ${yesNo(of.ict)}`,
      'approval-reply': ({ approved }: { approved: boolean }) => `the management replied: ${approved ? 'approved' : 'not approved'}`,
      report: ({ kind }: { kind: string }) => `handed in: ${word(kind)}`,
      evaluated: ({ result }: { result: string }) => `final report evaluated: ${word(result)}`,
      'credits-recorded': (of: { year: string; credits: number; cfie: string; certificate: string | null }) =>
        `certified elsewhere: ${of.credits} of ${of.year}, ${of.cfie}${of.certificate === null ? '' : `, ${of.certificate}`}`,
      'label-applied': () => 'applied for the National Quality Label',
      'label-recorded': ({ country, school }: { country: string; school: string | null }) =>
        `national label granted elsewhere: ${country}${school === null ? '' : `, ${school}`}`,
      'award-recorded': ({ award, period }: { award: string; period: string }) => `${word(award)}, ${period}`,
      'school-applied': ({ call }: { call: string }) => `applied for eTwinning School, call ${call}`,
      'accreditation-recorded': ({ call, valid_until }: { call: string; valid_until: string }) =>
        `accredited elsewhere as eTwinning School, call ${call}, until ${valid_until}`,
    },
    decided: (of: Decided, certificate: string | null, unmet: readonly string[]) =>
      [
        of.credits !== undefined && `${of.credits} ${of.credits === 1 ? 'credit' : 'credits'}`,
        of.score !== undefined && `score ${of.score}`,
        certificate,
        of.year !== undefined && of.year,
        of.call !== undefined && `call ${of.call}`,
        of.country !== undefined && of.country,
        of.valid_until !== undefined && `from ${of.valid_from} to ${of.valid_until}`,
        unmet.length > 0 && `not met: ${unmet.join(', ')}`,
        of.replaces !== undefined && `replaces ${of.replaces}`,
        of.revokes !== undefined && `revokes ${of.revokes}`,
        of.revoked_by !== undefined && `REVOKED by ${of.revoked_by}`,
      ]
        .filter(Boolean)
        .join(' · '),
  },
};
