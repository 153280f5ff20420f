/** What makes a decision, and when two say the same (rules.md, Awards and answers). */
import { describe, expect, it } from 'vitest';
import { type RuleId, ruleSources } from '../../src/editions/rules.ts';
import { finding, isMet, sameDecision, unmet, verdict } from '../../src/rules/decision.ts';
import { officeValue, readingOn, sourceOf } from './verdicts.ts';

const on = '2026-08-31';
type Found = { readonly rule: RuleId; readonly met: boolean | null };

/** Findings written `CRED-1 yes, CRED-2 no, CRED-3 –`. */
const found = (text: string): readonly Found[] =>
  text
    .split(', ')
    .filter(Boolean)
    .map((part) => {
      const [rule, met] = part.split(' ');
      return { rule: rule as RuleId, met: met === '–' ? null : met === 'yes' };
    });
const findings = (text: string) =>
  found(text).map(({ rule, met }) => ({ rule, met, observed: null, required: null, source: ruleSources[rule] }));

describe('a decision is granted unless a rule is unmet', () => {
  it.each([
    ['CRED-1 yes, CRED-2 yes', 'granted'],
    ['CRED-1 yes, CRED-2 no', 'refused'],
    ['CRED-1 no, CRED-2 yes', 'refused'],
    ['CRED-1 yes, CRED-2 –', 'granted'],
    ['CRED-1 no, CRED-2 –', 'refused'],
    ['', 'granted'],
  ])('%s: %s', (text, expected) => {
    const all = findings(text);
    expect(verdict(readingOn(on), all)).toEqual({ outcome: expected, findings: all, edition: 'base', parameters: {}, assumed: [] });
  });

  it('the rules that refuse are named in order; one that was not assessed refuses nothing', () => {
    expect(unmet(findings('CRED-1 no, CRED-2 –, CRED-3 yes, CRED-4 no'))).toEqual(['CRED-1', 'CRED-4']);
    expect(unmet(findings('CRED-1 yes, CRED-2 –'))).toEqual([]);
  });

  it.each([
    ['CRED-1 yes, CRED-2 no', 'CRED-1', true],
    ['CRED-1 yes, CRED-2 no', 'CRED-2', false],
    ['CRED-1 yes, CRED-2 –', 'CRED-2', false],
    ['CRED-1 yes', 'CRED-3', false],
  ] as const)('of %s, %s is met: %s', (text, rule, expected) => {
    expect(isMet(findings(text), rule)).toBe(expected);
  });
});

describe('a finding cites where its rule is said', () => {
  it('and, of the values it compares with, those that no source document states', () => {
    const reading = readingOn(on);
    for (const name of ['credits.ceiling', 'credits.smallest-part', 'credits.term-days'] as const) reading.value(name);
    const found = finding(reading, 'CRED-6', true, { certified: 0, left: 4 }, { ceiling: 4, at_least: 1 }, [
      'credits.ceiling',
      'credits.smallest-part',
    ]);
    // The ceiling is stated; the other is assumed. What the rule did not name is not cited.
    expect(found).toEqual({
      rule: 'CRED-6',
      met: true,
      observed: { certified: 0, left: 4 },
      required: { ceiling: 4, at_least: 1 },
      source: sourceOf('CRED-6', on, 'credits.smallest-part'),
    });
  });

  it('a value of this office is cited as the office’s', () => {
    const reading = readingOn(on, officeValue('credits.ceiling', 5));
    reading.value('credits.ceiling');
    const { source } = finding(reading, 'CRED-6', true, null, { ceiling: 5, at_least: 1 }, ['credits.ceiling']);
    expect(source).toBe(`${ruleSources['CRED-6']}; credits.ceiling: Instruction of the office (office)`);
  });

  it('a decision names edition, values and what is assumed, of what it has read', () => {
    const reading = readingOn(on, officeValue('credits.per-project', 2));
    for (const name of ['credits.ceiling', 'credits.shorter', 'credits.per-project'] as const) reading.value(name);
    expect(verdict(reading, [])).toMatchObject({
      edition: 'base',
      parameters: { 'credits.ceiling': 4, 'credits.shorter': 0, 'credits.per-project': 2 },
      assumed: ['credits.shorter'],
    });
  });
});

describe('two decisions are the same when outcome and each finding’s rule and met are equal', () => {
  const same = (a: string, b: string) =>
    sameDecision(
      { outcome: a.includes(' no') ? 'refused' : 'granted', findings: found(a) },
      { outcome: b.includes(' no') ? 'refused' : 'granted', findings: found(b) },
    );

  it.each([
    ['CRED-1 yes, CRED-2 yes', 'CRED-1 yes, CRED-2 yes', true],
    ['CRED-1 no, CRED-2 yes', 'CRED-1 no, CRED-2 yes', true],
    ['CRED-1 no, CRED-2 yes', 'CRED-1 yes, CRED-2 no', false],
    ['CRED-1 no, CRED-2 no', 'CRED-1 no, CRED-2 yes', false],
    ['CRED-1 no, CRED-2 –', 'CRED-1 no, CRED-2 yes', false],
    ['CRED-1 no, CRED-2 –', 'CRED-1 no, CRED-2 no', false],
    ['CRED-1 yes, CRED-2 –', 'CRED-1 yes, CRED-2 –', true],
    ['CRED-1 yes', 'CRED-1 yes, CRED-2 yes', false],
    ['PART-6 yes, PART-7 no', 'PART-6 no, PART-7 yes', false],
    ['', '', true],
  ])('%s | %s: %s', (a, b, expected) => {
    expect(same(a, b)).toBe(expected);
    expect(same(b, a)).toBe(expected);
  });

  it.each([
    ['CRED-5 no, CRED-6 yes', 'CRED-5 no, CRED-6 no', true],
    ['CRED-5 no, CRED-8 yes', 'CRED-5 no, CRED-8 no', true],
    ['NQL-7 no, NQL-8 yes', 'NQL-7 no, NQL-8 no', true],
    ['SCH-3 no, SCH-4 yes', 'SCH-3 no, SCH-4 no', true],
    ['NQL-7 no, NQL-6 yes', 'NQL-7 no, NQL-6 no', false],
    ['SCH-3 no, SCH-5 yes', 'SCH-3 no, SCH-5 no', false],
    ['CRED-5 no, CRED-6 no, CRED-7 yes, CRED-8 no', 'CRED-5 no, CRED-6 yes, CRED-7 yes, CRED-8 yes', true],
    ['CRED-5 no, CRED-6 no, CRED-7 yes', 'CRED-5 no, CRED-6 no, CRED-7 no', false],
  ])('what the register’s own decisions cause plays no part: %s | %s: %s', (a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });

  it('but a grant is never the same as a refusal', () => {
    const ceiling = (met: 'yes' | 'no') => found(`CRED-5 yes, CRED-6 ${met}`);
    expect(sameDecision({ outcome: 'granted', findings: ceiling('yes') }, { outcome: 'refused', findings: ceiling('no') })).toBe(false);
  });

  it('what was observed and required plays no part', () => {
    const seen = (days: number) => ({
      outcome: 'refused' as const,
      findings: [{ rule: 'CRED-5' as const, met: false, observed: { days } }],
    });
    expect(sameDecision(seen(59), seen(58))).toBe(true);
  });
});
