/** What every way keeps to: steps that can be taken in time, command lines, and the rules that are missing. */
import { describe, expect, it } from 'vitest';
import { day } from '../../src/day.ts';
import { ruleSources } from '../../src/editions/rules.ts';
import type { Finding } from '../../src/rules/decision.ts';
import {
  command,
  dayAfter,
  findingOf,
  missing,
  obstacle,
  orFill,
  type Step,
  seenBy,
  step,
  unanswered,
  type Way,
  wayOf,
} from '../../src/rules/way.ts';
import { obstaclesOf, typed } from './ways.ts';

const today = day('2026-02-02');
const found = (rule: Finding['rule'], met: boolean | null): Finding => ({
  rule,
  met,
  observed: { seen: rule },
  required: { asked: rule },
  source: ruleSources[rule],
});
const invites = { does: 'invite', school: '05990014', call: '2026' } as const;
const taken = (rules: Step['rules'], notBefore: string | null = null, notAfter: string | null = null): Step => ({
  rules,
  who: 'sna',
  act: invites,
  command: ['school', 'invite'],
  notBefore: notBefore === null ? null : day(notBefore),
  notAfter: notAfter === null ? null : day(notAfter),
});
const way = (more: Partial<Way>): Way => ({ prerequisites: [], findings: [], obstacles: [], steps: [], assumed: [], ...more });

describe('a command line', () => {
  it.each([
    ['an option with its word', { call: '2026' }, 'school invite --call 2026'],
    ['a part to fill in', { school: { fill: '<school_code>' } }, 'school invite --school <school_code>'],
    ['what is not said is left out', { call: null, school: '05990014' }, 'school invite --school 05990014'],
    ['a list repeats its option', { score: ['a=5', 'b=4'] }, 'school invite --score a=5 --score b=4'],
    ['options in their order', { call: '2026', school: '05990014' }, 'school invite --call 2026 --school 05990014'],
    ['no option', {}, 'school invite'],
  ])('%s: %j', (_, options, expected) => {
    expect(typed(command('school invite', options))).toBe(expected);
  });

  it('a word that nobody knows yet is one to fill in', () => {
    expect([orFill('05990014', 'school_code'), orFill(null, 'school_code')]).toEqual(['05990014', { fill: '<school_code>' }]);
  });
});

it('a step of which nothing more is said answers no rule and can be taken today and on any later day', () => {
  expect(step('cfie', invites, ['school'])).toEqual({
    rules: [],
    who: 'cfie',
    act: invites,
    command: ['school'],
    notBefore: null,
    notAfter: null,
  });
});

it('what nobody has answered was not seen, and is asked all the same', () => {
  expect(unanswered(found('NQL-1', false))).toEqual({ ...found('NQL-1', false), met: null, observed: null });
});

describe('the finding of a rule', () => {
  const findings = [found('NQL-1', true), found('NQL-2', false)];
  it('is found among others', () => expect(findingOf(findings, 'NQL-2')).toBe(findings[1]));
  it('must be there', () => expect(() => findingOf(findings, 'NQL-3')).toThrow('NQL-3'));
});

it('what a rule saw that is always assessed is there, else it is no answer', () => {
  const seen = {
    ...found('CRED-6', true),
    rule: 'CRED-6',
    observed: { certified: 0, left: 4 },
    required: { ceiling: 4, at_least: 1 },
  } as const;
  expect(seenBy(seen)).toEqual({ certified: 0, left: 4 });
  expect(() => seenBy({ ...seen, observed: null })).toThrow('CRED-6');
});

describe('steps follow one another, each within its days', () => {
  it.each([
    ['today, until today', [taken([], null, '2026-02-02')], []],
    ['until yesterday', [taken([], null, '2026-02-01')], ['– tooLate']],
    ['from its last day', [taken([], '2026-03-01', '2026-03-01')], []],
    ['from the day after its last', [taken([], '2026-03-02', '2026-03-01')], ['– tooLate']],
    ['after one that can wait until then', [taken([], '2026-03-01'), taken([], null, '2026-03-01')], []],
    ['after one that comes too late for it', [taken([], '2026-03-02'), taken([], null, '2026-03-01')], ['– tooLate']],
    [
      'after one that begins earlier than another before it',
      [taken([], '2026-03-02'), taken([], '2026-02-10', '2026-03-01')],
      ['– tooLate'],
    ],
    ['the same in the other order', [taken([], '2026-02-10', '2026-03-01'), taken([], '2026-03-02')], []],
    ['from a day that is past', [taken([], '2026-01-01', '2026-02-01')], ['– tooLate']],
  ])('%s', (_, steps, expected) => {
    const decided = wayOf(way({ steps }), today);
    expect(obstaclesOf(decided)).toEqual(expected);
    expect(decided.steps).toEqual(expected.length > 0 ? [] : steps);
  });

  it('what comes too late says the day reached and the last one, and is the finding the step answers', () => {
    const findings = [found('SCH-1', true), found('SCH-3', false)];
    const steps = [taken([], '2026-03-02'), taken(['SCH-3'], null, '2026-03-01')];
    const late = { does: 'tooLate', first: '2026-03-02', last: '2026-03-01' };
    expect(wayOf(way({ findings, steps }), today).obstacles).toEqual([{ finding: findings[1], hint: late }]);
    expect(wayOf(way({ prerequisites: findings, steps }), today).obstacles).toEqual([{ finding: findings[1], hint: late }]);
    expect(wayOf(way({ findings: findings.slice(0, 1), steps }), today).obstacles).toEqual([{ finding: null, hint: late }]);
  });

  it('with an obstacle there are no steps; what was known of the way stays', () => {
    const known = way({ findings: [found('CRED-2', false)], obstacles: [obstacle(found('CRED-2', false))], assumed: ['credits.shorter'] });
    expect(wayOf({ ...known, steps: [taken([])] }, today)).toEqual(known);
    expect(known.obstacles[0]?.hint).toBeNull();
  });

  it.each([
    ['today without any', [], '2026-02-02'],
    ['today where none waits', [taken([])], '2026-02-02'],
    ['the latest of those that wait', [taken([], '2026-03-02'), taken([], '2026-02-10'), taken([])], '2026-03-02'],
    ['today where they waited for a day that is past', [taken([], '2026-01-01')], '2026-02-02'],
  ])('the last can be taken %s', (_, steps, expected) => {
    expect(dayAfter(steps, today)).toBe(expected);
  });
});

describe('the rules between now and yes', () => {
  it('are those unmet, those a step answers and those that stand in the way, each once and in their order', () => {
    const asked = way({
      prerequisites: [found('PART-7', null), found('PART-6(a)', false), found('PART-3', true)],
      findings: [found('CRED-4', null), found('CRED-2', false), found('CRED-1', true)],
      obstacles: [obstacle(found('CRED-6', false)), obstacle(found('CRED-2', false)), obstacle(null, invites)],
      steps: [taken(['CRED-3', 'PART-7']), taken(['CRED-3'])],
    });
    expect(missing(asked)).toEqual(['PART-6(a)', 'PART-7', 'CRED-2', 'CRED-3', 'CRED-6']);
  });

  it('are none where all is met', () => {
    expect(missing(way({ findings: [found('CRED-1', true), found('CRED-4', null)] }))).toEqual([]);
  });
});
