/** English and Spanish say the same things, each in its own words. */
import { describe, expect, it } from 'vitest';
import { day } from '../src/day.ts';
import { type RuleId, ruleSources } from '../src/editions/rules.ts';
import type { Catalog } from '../src/languages/catalog.ts';
import { en } from '../src/languages/en/index.ts';
import { es } from '../src/languages/es/index.ts';
import { sayFinding, sayUnmet } from '../src/languages/say.ts';
import type { LabelLetter } from '../src/rules/letter.ts';
import type { Required, Seen } from '../src/rules/seen.ts';
import type { Acts } from '../src/rules/way.ts';

type Saying = (...given: readonly unknown[]) => unknown;
type Message = string | Saying;

/** Every message of a catalog by its place in it. */
function messages(catalog: object, place = ''): readonly (readonly [place: string, message: Message])[] {
  return Object.entries(catalog).flatMap(([name, held]) => {
    const here = place === '' ? name : `${place}.${name}`;
    if (typeof held === 'string' || typeof held === 'function') return [[here, held as Message] as const];
    return messages(held as object, here);
  });
}

const english = messages(en);
const spanish = new Map(messages(es));
const texts = english.flatMap(([place, message]) => (typeof message === 'string' ? [[place, message] as const] : []));
const functions = english.flatMap(([place, message]) => (typeof message === 'function' ? [[place, message] as const] : []));

/** What a text must not be or hold: nothing, or what came of a value that was not there. */
const holes = /^\s*$|undefined|NaN|\bnull\b|\[object|\$\{|=>/;

describe('both catalogs', () => {
  it('hold the same messages', () => {
    expect([...spanish.keys()].sort()).toEqual(english.map(([place]) => place).sort());
  });

  it('hold texts where the other holds texts, and functions where it holds functions', () => {
    for (const [place, message] of english) expect([place, typeof spanish.get(place)]).toEqual([place, typeof message]);
  });

  it('say of themselves which they are', () => {
    expect([en.language, es.language]).toEqual(['en', 'es']);
  });

  /** Spanish needs no number to agree with here. */
  const fewer = ['run.assumed'];

  it('take the same number of parameters for each message', () => {
    const taken = functions.filter(([place]) => !fewer.includes(place)).map(([place, message]) => [place, message.length]);
    expect(taken.map(([place]) => [place, (spanish.get(String(place)) as Saying).length])).toEqual(taken);
  });

  it.each(fewer)('but for %s, of which Spanish takes fewer', (place) => {
    const message = functions.find(([name]) => name === place)?.[1] as Saying;
    expect((spanish.get(place) as Saying).length).toBeLessThan(message.length);
  });

  it('have a text wherever there is no function', () => {
    const empty = texts.filter(([place, text]) => [text, spanish.get(place)].some((said) => holes.test(String(said))));
    expect(empty).toEqual([]);
  });
});

const passMark = { total: 18, each: 2, mandatory: {}, of: 30 };
const school = '05990014';
const on = day('2025-10-01');

/** What each rule may have seen where it is unmet; the first of each is the plainest. */
const seen: { readonly [R in RuleId]: readonly (readonly [Seen[R], Required[R]])[] } = {
  'PART-1': [[{ in_service: false }, { in_service: true }]],
  'PART-2(a)': [[{ attached: false }, { attached: true }]],
  'PART-2(b)': [[{ data_correct: false }, { data_correct: true }]],
  'PART-2(c)': [[{ consent: false }, { consent: true }]],
  'PART-3': [
    [{ school_code: school, access: false, on }, { access: true }],
    [{ school_code: null, access: false, on }, { access: true }],
  ],
  'PART-4': [
    [
      { school_code: school, country: 'ES', founder: true, founder_countries: ['ES', 'CH'], on },
      { founder: true, another_participating_country: true },
    ],
    [
      { school_code: school, country: 'ES', founder: false, founder_countries: ['FR', 'IT'], on },
      { founder: true, another_participating_country: true },
    ],
  ],
  'PART-5': [
    [{ enrolled_on: on }, { from: day('2025-10-02'), until: day('2026-06-15') }],
    [{ enrolled_on: on }, { from: day('2025-01-15'), until: day('2025-09-30') }],
    [{ enrolled_on: on }, { from: null, until: day('2025-09-30') }],
  ],
  'PART-6(a)': [
    [{ countries: ['CH', 'ES'], on }, { participating_countries: 2 }],
    [{ countries: ['CH'], on }, { participating_countries: 1 }],
  ],
  'PART-6(b)': [[{ collaboration: false }, { collaboration: true }]],
  'PART-6(c)': [[{ ict: false }, { ict: true }]],
  'PART-6': [[{ suitable: false }, { suitable: true }]],
  'PART-7': [[{ approved: false, replied_on: on }, { approved: true }]],
  'PART-8': [
    [{ enrolled: true, active: false }, { active: true }],
    [{ enrolled: false, active: false }, { active: true }],
  ],
  'CRED-1': [
    [
      { enrolled: true, active: false },
      { enrolled: true, active: true },
    ],
    [
      { enrolled: false, active: false },
      { enrolled: true, active: true },
    ],
  ],
  'CRED-2': [
    [{ school_code: school, funding: 'private' }, { funding: ['public', 'subsidised'] }],
    [{ school_code: school, funding: 'subsidised' }, { funding: ['public'] }],
    [{ school_code: school, funding: 'public' }, { funding: ['subsidised'] }],
  ],
  'CRED-3': [
    [{ documents: ['project'] }, { documents: ['project', 'follow-up', 'final'] }],
    [{ documents: [] }, { documents: ['project', 'follow-up', 'final'] }],
    [{ documents: ['project', 'follow-up'] }, { documents: ['project', 'follow-up', 'final'] }],
  ],
  'CRED-4': [
    [{ evaluation: null }, { evaluation: 'positive' }],
    [{ evaluation: 'negative' }, { evaluation: 'positive' }],
  ],
  'CRED-5': [
    [
      { days: 59, starts_on: on, ends_on: day('2025-11-28'), credits: 0 },
      { academic_year_days: 225, term_days: 60 },
    ],
    [
      { days: 1, starts_on: on, ends_on: on, credits: 0 },
      { academic_year_days: 225, term_days: 1 },
    ],
  ],
  'CRED-6': [
    [
      { certified: 4, left: 0 },
      { ceiling: 4, at_least: 1 },
    ],
    [
      { certified: 3, left: 1 },
      { ceiling: 4, at_least: 2 },
    ],
  ],
  'CRED-7': [[{ school_code: school, cfie: null }, { cfie: true }]],
  'CRED-8': [
    [{ standing: ['D000007'] }, { at_most: 1 }],
    [{ standing: ['recorded', 'D000007'] }, { at_most: 1 }],
  ],
  'NQL-1': [[{ common_goals: false }, { common_goals: true }]],
  'NQL-2': [
    [
      { ends_on: day('2026-07-04'), applied_on: day('2026-05-04') },
      { ends_by: day('2026-07-03'), days: 60 },
    ],
  ],
  'NQL-3': [[{ active_participation: false }, { active_participation: true }]],
  'NQL-4': [[{ partner_collaboration: false }, { partner_collaboration: true }]],
  'NQL-5': [[{ visible_results: false }, { visible_results: true }]],
  'NQL-6': [
    [{ scores: { technology: 1, results: 0 }, total: 1 }, passMark],
    [
      { scores: { technology: 5, safety_online: 2 }, total: 7 },
      { ...passMark, total: 7, mandatory: { safety_online: 3 } },
    ],
  ],
  'NQL-7': [
    [
      { enrolled: true, active: false, school_code: school },
      { enrolled: true, active: true },
    ],
    [
      { enrolled: false, active: false, school_code: null },
      { enrolled: true, active: true },
    ],
  ],
  'NQL-8': [
    [{ standing: ['D000007'] }, { standing: [] }],
    [{ standing: ['D000007', 'recorded'] }, { standing: [] }],
  ],
  'EQL-1': [
    [{ country: 'FR', proposed_on: on, labels: [] }, { label_of_country: true }],
    [{ proposals: [] }, { proposals: 1 }],
  ],
  'EQL-2': [
    [{ schools: [], labels: [] }, { schools: 2 }],
    [{ schools: ['ES code 05990014'], labels: ['D000007'] }, { schools: 2 }],
  ],
  'EQL-3': [[{ round: 2011 }, { from: 2012 }]],
  'SCH-1': [
    [
      { since: day('2024-10-02'), derived: false },
      { years: 2, on, registered_by: null },
    ],
    [
      { since: null, derived: false },
      { years: 2, on, registered_by: null },
    ],
    [
      { since: day('2024-10-02'), derived: true },
      { years: null, on, registered_by: day('2022-01-01') },
    ],
  ],
  'SCH-2': [
    [
      { active_teachers: ['T1', 'T2'], with_access: 4 },
      { at_least: 3, from: day('2023-10-01'), until: on },
    ],
    [
      { active_teachers: ['T1'], with_access: 1 },
      { at_least: 3, from: day('2023-10-01'), until: on },
    ],
  ],
  'SCH-3': [
    [{ labels: [] }, { at_least: 1, from: null, until: on }],
    [{ labels: ['D000007'] }, { at_least: 2, from: day('2023-11-01'), until: on }],
  ],
  'SCH-4': [
    [
      { in_force: [{ call: '2024', decision: 'D000007', valid_from: day('2024-01-01'), valid_until: day('2025-12-31') }] },
      { none_in_force_on: day('2025-12-31') },
    ],
    [
      { in_force: [{ call: '2024', decision: null, valid_from: day('2024-01-01'), valid_until: day('2025-12-31') }] },
      { none_in_force_on: day('2025-12-31') },
    ],
  ],
  'SCH-5': [
    [
      { invited: false, applications: 0, teacher_id: null, submitted_on: null, posted: false, access: false },
      { invited: true, from: on, until: day('2025-10-31'), access: true },
    ],
    [
      { invited: true, applications: 1, teacher_id: 'T1', submitted_on: day('2025-11-01'), posted: true, access: false },
      { invited: true, from: on, until: day('2025-10-31'), access: true },
    ],
    [
      { invited: true, applications: 2, teacher_id: 'T1', submitted_on: on, posted: false, access: false },
      { invited: true, from: on, until: day('2025-10-31'), access: true },
    ],
  ],
  'SCH-6': [
    [
      { policy: false, evidence: false },
      { policy: true, evidence: true },
    ],
    [
      { policy: true, evidence: false },
      { policy: true, evidence: true },
    ],
  ],
  'SCH-7': [[{ missing: ['teamwork_plan', 'inclusion_evidence'] }, { values: ['teamwork', 'inclusion'] }]],
  'SCH-8': [
    [
      { evidence_verified: false, scores: { teamwork: 1, potential: 4 }, total: 17 },
      { evidence_verified: true, total: 18, each: 2 },
    ],
    [
      { evidence_verified: true, scores: { teamwork: 3, potential: 3 }, total: 1 },
      { evidence_verified: true, total: 18, each: 2 },
    ],
  ],
};

/** What is done in a step, or may be looked at where there is none. */
const acts: { readonly [D in keyof Acts]: readonly Acts[D][] } = {
  postTeacher: [{ teacher: 'Alfa9' }],
  confirmTeacher: [
    { teacher: 'Alfa9', school, refused: [] },
    { teacher: null, school: null, refused: ['PART-2(b)'] },
  ],
  enrol: [
    { teacher: 'Alfa9', project: 'Beta8', school, form: 'new' },
    { teacher: 'Alfa9', project: 'Beta8', school: null, form: 'joined' },
  ],
  addPartner: [{ project: 'Beta8', countries: ['CH', 'ES'] }],
  assess: [
    { project: 'Beta8', school, again: false },
    { project: 'Beta8', school: null, again: true },
  ],
  approve: [
    { project: 'Beta8', school, again: false },
    { project: 'Beta8', school, again: true },
  ],
  handIn: ['project', 'follow-up', 'final'].map((kind) => ({ teacher: 'Alfa9', kind })),
  evaluateReport: [
    { teacher: 'Alfa9', again: false },
    { teacher: 'Alfa9', again: true },
  ],
  nameCfie: [{ school }, { school: null }],
  certify: [
    { credits: 4, days: 274, ofDuration: 4, left: 4, least: 225, parameter: 'credits.academic-year-days', assumed: true },
    { credits: 1, days: 60, ofDuration: 2, left: 1, least: 60, parameter: 'credits.term-days', assumed: false },
  ],
  applyLabel: [
    { teacher: 'Alfa9', project: 'Beta8', endsOn: on, days: 60, again: false },
    { teacher: 'Alfa9', project: 'Beta8', endsOn: on, days: 1, again: true },
  ],
  evaluateLabel: [
    { total: 18, of: 30, each: 2, short: null, again: false },
    { total: 18, of: 30, each: 2, short: 1, again: true },
    { total: 18, of: 30, each: 2, short: 2, again: true },
  ],
  recordLabel: [
    { country: 'FR', school: 'Gama7' },
    { country: null, school: null },
  ],
  propose: [{ project: 'Beta8', year: '2026' }],
  decideRound: [
    { project: 'Beta8', year: '2026', school },
    { project: 'Beta8', year: '2026', school: null },
  ],
  stateSince: [{ school, by: on }],
  enterTeacher: [{ school }],
  recordActivity: [{ teacher: 'Alfa9', from: on }],
  earnLabel: [{ school, until: on }],
  invite: [{ school, call: '2026' }],
  applySchool: [
    { school, call: '2026', teacher: 'Alfa9', missing: ['teamwork_plan'], whole: false },
    { school, call: '2026', teacher: null, missing: ['teamwork_plan', 'inclusion_evidence'], whole: true },
    { school, call: '2026', teacher: 'Alfa9', missing: [], whole: false },
  ],
  accredit: [
    { school, total: 18, each: 2, short: null, from: on, until: day('2027-09-30') },
    { school, total: 18, each: 2, short: 3, from: on, until: day('2027-09-30') },
  ],
  enrolledInTime: [{ teacher: 'Alfa9', project: 'Beta8', until: on }],
  otherDates: [{ project: 'Beta8' }],
  otherFunding: [{ school }],
  usedUp: [
    {
      by: [
        { certificate: 'Delta6', credits: 3 },
        { certificate: null, credits: 1 },
      ],
    },
  ],
  yearsReached: [{ on }],
  labelInTime: [
    { from: null, until: on },
    { from: day('2025-01-01'), until: on },
  ],
  freeAfter: [{ until: on }],
  appliedInTime: [{ from: on, until: day('2025-10-31') }],
  tooLate: [{ first: on, last: day('2025-09-30') }],
  validityOver: [{ from: on, until: day('2025-09-30') }],
  abroad: [{ country: 'FR', ours: 'ES' }],
};

const letterOf = (kind: LabelLetter['kind'], unmet: readonly RuleId[], more: Partial<LabelLetter> = {}): LabelLetter => ({
  kind,
  outcome: unmet.length === 0 ? 'granted' : 'refused',
  appliedOn: kind === 'national-label' ? on : null,
  project: { id: 'Alfa9', title: 'Beta8' },
  school: null,
  year: kind === 'national-label' ? null : '2026',
  findings: unmet.flatMap((rule) =>
    seen[rule].map(([observed, required]) => ({ rule, met: false, observed: observed as never, required: required as never, source: '' })),
  ),
  comment: null,
  comments: {},
  ...more,
});

const counts = (some: number) => ({
  rows: some,
  accepted: some,
  unchanged: some,
  created: some,
  updated: some,
  granted: some,
  refused: some,
  invalid: some,
  withheld: some,
});

/** What the messages are given that take more than plain values. */
const special: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  ...Object.fromEntries(Object.entries(seen).map(([rule, facts]) => [`unmet.${rule}`, facts])),
  'rows.otherForm': [['new'], ['joined']],
  'rows.europeanStands': [
    ['D000007', school, '2026'],
    ['D000007', null, '2026'],
  ],
  'explain.comment': [
    ['technology', 'Alfa9'],
    [null, 'Alfa9'],
  ],
  'labels.letter': [
    [letterOf('national-label', [], { school: 'Gama7' })],
    [
      letterOf('national-label', ['NQL-1', 'NQL-2', 'NQL-3', 'NQL-4', 'NQL-5'], {
        comment: 'Delta6',
        comments: { technology: 'Alfa9\nBeta8' },
      }),
    ],
    [letterOf('national-label', ['NQL-6', 'NQL-7', 'NQL-8'], { comments: { safety_online: 'Alfa9.' } })],
    [letterOf('european-label', [], { school: 'Gama7' })],
    [letterOf('european-label', ['EQL-2', 'EQL-3'])],
  ],
  'scores.range': [[4, 6]],
  'run.answer': [
    ['accepted', 'granted', 4, 'Message.'],
    ['accepted', 'refused', null, 'Message.'],
    ['unchanged', 'granted', 2, ''],
    ['unchanged', null, null, 'Message.'],
    ['accepted', null, null, ''],
  ],
  'run.decision': [['D000007', 'credits', 'granted']],
  'run.summary': [
    ['register', counts(1)],
    ['register', counts(7)],
    ['register', counts(0)],
  ],
  'run.nothingWritten': [['some rows'], ['all rows'], [null]],
  'timeline.facts.requested': [[{ step: 'access' }], [{ step: 'reports' }]],
  'timeline.facts.access-reply': [[{ attached: true, data_correct: false, consent: true }]],
  'timeline.facts.enrolled': [[{ form: 'new' }], [{ form: 'joined' }]],
  'timeline.facts.assessed': [[{ collaboration: true, ict: false }]],
  'timeline.facts.approval-reply': [[{ approved: true }], [{ approved: false }]],
  'timeline.facts.report': [[{ kind: 'project' }], [{ kind: 'final' }]],
  'timeline.facts.evaluated': [[{ result: 'positive' }], [{ result: 'negative' }]],
  'timeline.facts.credits-recorded': [
    [{ year: '2025-26', credits: 2, cfie: 'Alfa9', certificate: null }],
    [{ year: '2025-26', credits: 1, cfie: 'Alfa9', certificate: 'Beta8' }],
  ],
  'timeline.facts.label-recorded': [[{ country: 'FR', school: 'Alfa9' }], [{ country: 'FR', school: null }]],
  'timeline.facts.award-recorded': [[{ award: 'national-prize', period: '2026-05' }]],
  'timeline.facts.school-applied': [[{ call: '2026-' }]],
  'timeline.facts.accreditation-recorded': [[{ call: '2026-', valid_until: '2028-04-14' }]],
  'timeline.decided': [
    [{ credits: 1, year: '2025-26', replaces: 'D000006', revoked_by: 'D000008' }, 'Alfa9', []],
    [{ score: 17, call: '2026-', valid_from: '2026-04-15', valid_until: '2028-04-14' }, null, ['NQL-6']],
    [{ revokes: 'D000007', country: 'ES' }, null, []],
  ],
  ...Object.fromEntries(Object.entries(acts).map(([does, choices]) => [`way.acts.${does}`, choices.map((act) => [act])])),
  'figures.number': [[1234567]],
  'figures.date': [['2026-07-01']],
  'figures.page.first': [[15, 52]],
  'demo.begins': [[(text: string) => `*${text}*`]],
};

/** Words that are like no other, then numbers; a hint that may be missing is given and left out. */
function plain(message: Saying, place: string): readonly (readonly unknown[])[] {
  const words = ['Alfa9', 'Beta8', 'Gama7', 'Delta6'].slice(0, message.length);
  const missing = words.length > 0 ? [words.map((word, at) => (at === words.length - 1 && hinted.has(place) ? null : word))] : [];
  const numbers = [1, 2].map((number) => words.map((word, at) => (counted.has(`${place} ${at}`) ? number : word)));
  return [words, ...missing, ...numbers];
}

/** Messages whose last parameter may be null. */
const hinted = new Set([
  'usage.unknownEntry',
  'rows.differsFromProject',
  'usage.unknownLayout',
  'notFound.parameter',
  'batch.missingColumns',
  'batch.mapNoColumn',
  'batch.mapNoHeader',
  'batch.layoutNoHeader',
  'batch.notAmong',
]);

/** Parameters that are counts, by message and place. */
const counted = new Set([
  'scores.spread 0',
  'pending.total 0',
  'pending.total 1',
  'pending.marked 0',
  'pending.marked 1',
  'scores.spread 1',
  'scores.spread 2',
  'scores.spread 3',
  'scores.mark 0',
  'scores.near 0',
  'scores.near 1',
  'scores.more 0',
  'rows.fewFounders 0',
  'run.moreWarnings 0',
  'run.moreErrors 0',
  'run.reason 1',
  'run.setAside 0',
  'run.assumed 1',
  'lists.count 0',
  'lists.exported 0',
  'lists.ruleUnset 1',
  'audit.intact 0',
  'audit.intact 1',
  'audit.backedUp 1',
  'doctor.looked 1',
  'doctor.looked 2',
  'batch.endless 0',
  'batch.ragged 0',
  'batch.ragged 1',
  'batch.tooLong 0',
  'batch.tooLong 1',
  'batch.notWhole 0',
  'batch.notWhole 1',
]);

/** Each message with all it may be given. */
const given = functions.map(
  ([place, message]) => [place, special[place] ?? plain(message, place), message, spanish.get(place) as Saying] as const,
);

/** The facts among what a message is given: ids, codes, names, days and counts. */
const facts = (args: readonly unknown[]): readonly string[] =>
  args.flatMap((one) => {
    if (typeof one === 'string') return /^[A-Z][a-z]+\d$|^\d{4}-|^\d{8}$|^D\d{6}$/.test(one) ? [one] : [];
    if (one !== null && typeof one === 'object') return facts(Object.values(one));
    return [];
  });

describe('whatever a message is given', () => {
  it.each(given)('%s says something in both languages, and names the same facts', (_, choices, inEnglish, inSpanish) => {
    for (const args of choices) {
      const said = [inEnglish(...args), inSpanish(...args)];
      for (const text of said) {
        expect(text).toEqual(expect.any(String));
        expect(text).not.toMatch(holes);
      }
      const [ours, theirs] = said.map((text) => facts(args).filter((fact) => String(text).includes(fact)));
      expect(theirs).toEqual(ours);
    }
  });

  it('one and several agree in number', () => {
    const both = (say: (count: number) => string) => [say(1), say(2)].map((text) => text.replace(/\d/g, ''));
    for (const t of [en, es] as readonly Catalog[]) {
      for (const say of [t.lists.count, t.run.moreWarnings, t.run.moreErrors]) {
        const [one, several] = both(say);
        expect(one).not.toBe(several);
      }
    }
  });
});

/** Words both languages write alike. */
const alike: ReadonlySet<string> = new Set(['no', 'error']);
/** Messages with nothing to translate: names of the format, ids and signs. */
const untranslated: ReadonlySet<string> = new Set([
  'run.decision',
  'figures.place.cfie',
  'figures.page.chart',
  'scores.range',
  'ask.no',
  'ask.words.no',
]);
/** Commands as typed are no messages. */
const typed = (place: string) => /^commands\..*\.examples\.\d$/.test(place);

describe('nothing English is left in Spanish', () => {
  it('of the texts', () => {
    const left = texts.filter(
      ([place, text]) => !untranslated.has(place) && !typed(place) && !alike.has(text) && spanish.get(place) === text,
    );
    expect(left).toEqual([]);
  });

  it('of the messages', () => {
    const left = given.flatMap(([place, choices, inEnglish, inSpanish]) =>
      untranslated.has(place) ? [] : choices.filter((args) => inSpanish(...args) === inEnglish(...args)).map((args) => [place, args]),
    );
    expect(left).toEqual([]);
  });

  it('of the words', () => {
    const words = /\b(the|and|with|not|is|are|was|were|of|which|from|school|teacher|row|rows|file|needed|already|register)\b/i;
    const said = [
      ...texts.map(([place]) => [place, String(spanish.get(place))] as const),
      ...given.flatMap(([place, choices, , inSpanish]) => choices.map((args) => [place, String(inSpanish(...args))] as const)),
    ];
    // Options and commands are named as they are typed.
    const prose = said
      .filter(([place]) => !typed(place))
      .map(([place, text]) => [place, text.replace(/etw [a-z -]+|--[a-z-]+|\bregister:/g, '')] as const);
    expect(prose.filter(([, text]) => words.test(text))).toEqual([]);
  });
});

describe('every rule', () => {
  it.each(Object.keys(ruleSources) as RuleId[])('%s has a title and a reason in both', (rule) => {
    for (const t of [en, es] as readonly Catalog[]) {
      expect(t.rules[rule].trim()).not.toBe('');
      for (const [observed, required] of seen[rule]) {
        const reason = sayFinding(t, { rule, observed: observed as never, required: required as never });
        // A sentence: a capital or a figure first, a stop at the end.
        expect(reason).toMatch(/^[\p{Lu}\d].*\.$/u);
      }
    }
  });

  it('a refusal gives the reason of each rule that is unmet, and of no other', () => {
    const finding = (rule: RuleId, met: boolean | null) => {
      const [observed, required] = seen[rule][0] ?? [];
      return { rule, met, observed: observed as never, required: required as never, source: ruleSources[rule] };
    };
    const findings = [finding('CRED-2', false), finding('CRED-3', null), finding('CRED-4', true), finding('CRED-7', false)];
    for (const t of [en, es] as readonly Catalog[]) {
      const text = sayUnmet(t, findings);
      expect(text).toContain(`CRED-2: ${sayFinding(t, finding('CRED-2', false))}`);
      expect(text).toContain(`CRED-7: ${sayFinding(t, finding('CRED-7', false))}`);
      expect(text).not.toMatch(/CRED-[34]/);
      expect(sayUnmet(t, [finding('CRED-3', null), finding('CRED-4', true)])).toBe('');
    }
  });
});
