/** What a way says, in few words, and a teacher and a project to ask it of. */
import { day } from '../../src/day.ts';
import { assess, grantAccess } from '../../src/rules/participation.ts';
import type { Step, Way, Word } from '../../src/rules/way.ts';
import type { TakingPart } from '../../src/rules/way-in.ts';
import { readingOn } from './verdicts.ts';

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

/** A reply of the school about a teacher, all yes unless told. */
export const reply = (more: Partial<Parameters<typeof grantAccess>[0]> = {}) =>
  grantAccess({ attached: true, dataCorrect: true, consent: true, ...more }, readingOn('2026-02-02')).findings;

/** What the service said of a school's participation, all yes unless told. */
export function assessed(more: Partial<Parameters<typeof assess>[0]> = {}) {
  const facts = { countries: ['ES', 'FR', 'IT'], enrolledOn: day('2025-10-01'), collaboration: true, ict: true };
  return assess({ ...facts, ...more }, readingOn('2026-02-02'));
}

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
