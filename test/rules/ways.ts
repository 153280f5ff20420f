/** What a way says, in few words, and a teacher and a project to ask it of. */
import { day } from '../../src/day.ts';
import { type RuleId, ruleSources } from '../../src/editions/rules.ts';
import type { Finding } from '../../src/rules/decision.ts';
import type { Step, Way, Word } from '../../src/rules/way.ts';
import type { TakingPart } from '../../src/rules/way-in.ts';

/** What is typed after `etw`. */
export const typed = (words: readonly Word[]): string => words.map((word) => (typeof word === 'string' ? word : word.fill)).join(' ');

/** A step in a line: who, what is typed, the rules it answers, and the days it has where it has any. */
export const lineOf = ({ who, command, rules, notBefore, notAfter }: Step): string =>
  [
    `${who}: ${typed(command)}`,
    rules.length > 0 && `[${rules.join(' ')}]`,
    notBefore && `from ${notBefore}`,
    notAfter && `until ${notAfter}`,
  ]
    .filter(Boolean)
    .join(' ');

/** Who stands in the way: the rules, or a dash where it is none, with what may be looked at. */
export const obstaclesOf = ({ obstacles }: Pick<Way, 'obstacles'>) =>
  obstacles.map(({ finding, hint }) => `${finding?.rule ?? '–'} ${hint?.does ?? ''}`.trim());

// Known answers are written down, not asked of the rules: what is built while tests are collected cannot fail as a test.
const known = (...answers: readonly (readonly [RuleId, boolean])[]): readonly Finding[] =>
  answers.map(([rule, met]) => ({ rule, met, observed: { met }, required: { met: true }, source: ruleSources[rule] }));

/** A reply of the school about a teacher, all yes unless told. */
export const reply = ({ attached = true, dataCorrect = true, consent = true } = {}): readonly Finding[] =>
  known(['PART-2(a)', attached], ['PART-2(b)', dataCorrect], ['PART-2(c)', consent]);

/** What the service said of a school's participation, all yes unless told. */
export const assessed = ({ collaboration = true } = {}) =>
  ({
    outcome: collaboration ? 'granted' : 'refused',
    findings: known(['PART-6(a)', true], ['PART-6(b)', collaboration], ['PART-6(c)', true]),
  }) as const;

/** Ana, enrolled in P1 by a school of Ávila whose participation is active. */
export const taking: TakingPart = {
  teacherId: 'ANA',
  projectId: 'P1',
  startsOn: day('2025-09-15'),
  endsOn: day('2026-06-15'),
  enrolledAt: '05990014',
  posting: { schoolCode: '05990014', country: 'ES', from: day('2025-09-01'), access: true, reply: reply() },
  form: 'joined',
  founders: ['FR', 'IT'].map((country) => ({ country, schoolCode: null })),
  countries: ['ES', 'FR', 'IT'],
  firstEnrolledOn: day('2025-10-01'),
  suitability: assessed(),
  approval: { approved: true, repliedOn: day('2025-10-10') },
  active: true,
};

/** Somebody of a school that nobody has enrolled yet. */
export const outside: TakingPart = {
  ...taking,
  enrolledAt: null,
  form: null,
  countries: ['FR', 'IT'],
  firstEnrolledOn: null,
  suitability: null,
  approval: null,
  active: false,
};
