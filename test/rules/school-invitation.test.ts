/** Which schools a call invites: SCH-1 to SCH-4, on both sides of every threshold. */
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { Reading } from '../../src/editions/edition.ts';
import { ruleSources } from '../../src/editions/rules.ts';
import type { Accreditation, Call } from '../../src/rules/call.ts';
import { unmet } from '../../src/rules/decision.ts';
import { activeFrom, invite, type PostedTeacher, type SchoolFacts } from '../../src/rules/school-invitation.ts';
import { findingOf, officeValue, readingOn, sourceOf } from './verdicts.ts';

const referenceDay = day('2026-02-12');

const call: Call = {
  call: '2026',
  opensOn: referenceDay,
  closesOn: day('2026-03-10'),
  referenceDay,
  registeredBy: null,
  activeSince: null,
  labelSince: null,
  labelUntil: null,
  validFrom: null,
  validUntil: null,
};

const active = (teacherId: string): PostedTeacher => ({ teacherId, lastActiveOn: day('2026-01-15'), projects: [] });

const eligible: SchoolFacts = {
  since: day('2020-01-01'),
  derived: false,
  teachers: ['T1', 'T2', 'T3'].map(active),
  labels: [{ label: 'D000001', grantedOn: day('2025-06-30') }],
  accreditations: [],
};

const decide = (facts: Partial<SchoolFacts>, of: Partial<Call> = {}) => {
  const asked = { ...call, ...of };
  return invite({ ...eligible, ...facts }, asked, new Reading(baseEdition, [], asked.referenceDay));
};
const refusedBy = (facts: Partial<SchoolFacts>, of: Partial<Call> = {}): readonly string[] => unmet(decide(facts, of).findings);

it('invites a school that meets every requirement, one finding a rule', () => {
  const decided = invite(eligible, call, new Reading(baseEdition, [], referenceDay));
  expect(decided.outcome).toBe('granted');
  expect(decided.findings.map(({ rule }) => rule)).toEqual(['SCH-1', 'SCH-2', 'SCH-3', 'SCH-4']);
  expect(decided.assumed).toEqual(['schools.active-years', 'schools.renewal-days']);
});

it('gives every reason at once', () => {
  expect(refusedBy({ since: null, teachers: [], labels: [] })).toEqual(['SCH-1', 'SCH-2', 'SCH-3']);
});

describe('SCH-1: two years in eTwinning', () => {
  it.each([
    ['two years to the day', '2024-02-12', '2026-02-12', true],
    ['two years less a day', '2024-02-13', '2026-02-12', false],
    ['since 29 February, on the 27th', '2024-02-29', '2026-02-27', false],
    ['since 29 February, on the 28th: the anniversary falls on it', '2024-02-29', '2026-02-28', true],
    ['since 28 February, on 29 February four years on', '2026-02-28', '2028-02-29', true],
    ['since 1 March, on 29 February', '2026-03-01', '2028-02-29', false],
  ])('%s', (_, since, on, met) => {
    expect(
      refusedBy({ since: day(since) }, { referenceDay: day(on), labelUntil: day('2026-12-31'), activeSince: day('2020-01-01') }),
    ).toEqual(met ? [] : ['SCH-1']);
  });

  it('is unmet where nothing says since when', () => {
    expect(refusedBy({ since: null })).toEqual(['SCH-1']);
  });

  it.each([
    ['2022-01-01', []],
    ['2022-01-02', ['SCH-1']],
  ])('a call may name the last day of registration: %s', (since, rules) => {
    expect(refusedBy({ since: day(since) }, { registeredBy: day('2022-01-01') })).toEqual(rules);
  });
});

describe('SCH-1 says since when, how that is known, and what the call asks', () => {
  it.each([
    ['the school says since when', { since: day('2020-01-01'), derived: false }, true],
    ['a posting says so', { since: day('2024-02-13'), derived: true }, false],
    ['nothing says so', { since: null, derived: false }, false],
  ])('%s', (_, observed, met) => {
    expect(findingOf(decide(observed), 'SCH-1')).toEqual({
      rule: 'SCH-1',
      met,
      observed,
      required: { years: 2, on: referenceDay, registered_by: null },
      source: ruleSources['SCH-1'],
    });
  });

  it('the last day of registration takes the place of the years, which the decision then does not rest on', () => {
    const decided = decide({}, { registeredBy: day('2022-01-01') });
    expect(findingOf(decided, 'SCH-1').required).toEqual({ years: null, on: referenceDay, registered_by: '2022-01-01' });
    expect(decided.parameters).not.toHaveProperty('schools.years');
    expect(refusedBy({ since: null }, { registeredBy: day('2022-01-01') })).toEqual(['SCH-1']);
  });

  it('years that this office has set are cited as its own', () => {
    const decided = invite(eligible, call, readingOn(referenceDay, officeValue('schools.years', 7)));
    expect(findingOf(decided, 'SCH-1')).toMatchObject({
      met: false,
      source: `${ruleSources['SCH-1']}; schools.years: Instruction of the office (office)`,
    });
  });
});

describe('SCH-2: three distinct active teachers', () => {
  it.each([
    ['three', ['T1', 'T2', 'T3'], []],
    ['two', ['T1', 'T2'], ['SCH-2']],
    ['the same person twice is one', ['T1', 'T2', 'T2'], ['SCH-2']],
    ['nobody', [], ['SCH-2']],
  ])('%s', (_, ids, rules) => {
    expect(refusedBy({ teachers: ids.map(active) })).toEqual(rules);
  });

  it.each([
    ['on the first day of the window', '2024-02-12', []],
    ['the day before it', '2024-02-11', ['SCH-2']],
    ['on the reference day', '2026-02-12', []],
    ['after it', '2026-03-01', []],
  ])('the third was last active %s', (_, last, rules) => {
    expect(refusedBy({ teachers: [active('T1'), active('T2'), { teacherId: 'T3', lastActiveOn: day(last), projects: [] }] })).toEqual(
      rules,
    );
  });

  it.each([
    ['ends on the first day of the window', '2023-09-01', '2024-02-12', []],
    ['ends the day before', '2023-09-01', '2024-02-11', ['SCH-2']],
    ['begins on the reference day', '2026-02-12', '2026-06-30', []],
    ['begins the day after', '2026-02-13', '2026-06-30', ['SCH-2']],
    ['lasts the whole window and more', '2020-09-01', '2027-06-30', []],
  ])('the third is active through a project that %s', (_, starts, ends, rules) => {
    const third = { teacherId: 'T3', lastActiveOn: null, projects: [{ startsOn: day(starts), endsOn: day(ends) }] };
    expect(refusedBy({ teachers: [active('T1'), active('T2'), third] })).toEqual(rules);
  });

  it('a call may begin the window on a day of its own', () => {
    const teachers = eligible.teachers.map((teacher) => ({ ...teacher, lastActiveOn: day('2023-01-09') }));
    expect(refusedBy({ teachers })).toEqual(['SCH-2']);
    expect(refusedBy({ teachers }, { activeSince: day('2023-01-09') })).toEqual([]);
    expect(refusedBy({ teachers }, { activeSince: day('2023-01-10') })).toEqual(['SCH-2']);
  });
});

describe('SCH-2 says who is active, of how many with access, within which window', () => {
  const idle: PostedTeacher = { teacherId: 'T9', lastActiveOn: null, projects: [] };
  const teachers = [active('T3'), idle, active('T1'), active('T3')];

  it('each once, in order', () => {
    expect(findingOf(decide({ teachers }), 'SCH-2')).toEqual({
      rule: 'SCH-2',
      met: false,
      observed: { active_teachers: ['T1', 'T3'], with_access: 3 },
      required: { at_least: 3, from: '2024-02-12', until: referenceDay },
      source: sourceOf('SCH-2', referenceDay, 'schools.active-years'),
    });
  });

  it('a window of the call is no assumption', () => {
    const decided = decide({}, { activeSince: day('2025-01-01') });
    expect(findingOf(decided, 'SCH-2')).toMatchObject({
      required: { at_least: 3, from: '2025-01-01', until: referenceDay },
      source: ruleSources['SCH-2'],
    });
    expect(decided.assumed).not.toContain('schools.active-years');
  });

  it('how many teachers are enough may be the office’s, and is cited so', () => {
    const decided = invite({ ...eligible, teachers }, call, readingOn(referenceDay, officeValue('schools.active-teachers', 2)));
    expect(findingOf(decided, 'SCH-2')).toMatchObject({ met: true, required: { at_least: 2 } });
    expect(findingOf(decided, 'SCH-2').source).toContain('schools.active-teachers: Instruction of the office (office)');
  });

  it.each([
    ['2026-02-12', null, '2024-02-12'],
    ['2028-02-29', null, '2026-02-28'],
    ['2026-02-12', '2025-01-01', '2025-01-01'],
  ])('with the reference day %s, and %s set, the window begins on %s', (on, since, expected) => {
    expect(activeFrom({ ...call, referenceDay: day(on), activeSince: since === null ? null : day(since) }, readingOn(on))).toBe(expected);
  });
});

describe('SCH-3: a national label', () => {
  it.each([
    ['by the reference day', {}, ['D000001', 'recorded'], { from: null, until: referenceDay }],
    [
      'in the window of the call',
      { labelSince: day('2025-07-01'), labelUntil: day('2026-02-13') },
      ['recorded', 'D000003'],
      { from: '2025-07-01', until: '2026-02-13' },
    ],
  ])('names those granted %s', (_, of, expected, window) => {
    const labels = [
      { label: 'D000001', grantedOn: day('2025-06-30') },
      { label: 'recorded', grantedOn: referenceDay },
      { label: 'D000003', grantedOn: addDays(referenceDay, 1) },
    ];
    expect(findingOf(decide({ labels }, of), 'SCH-3')).toEqual({
      rule: 'SCH-3',
      met: true,
      observed: { labels: expected },
      required: { at_least: 1, ...window },
      source: ruleSources['SCH-3'],
    });
  });

  it('how many labels are enough may be the office’s, and is cited so', () => {
    const decided = invite(eligible, call, readingOn(referenceDay, officeValue('schools.national-labels', 2)));
    expect(findingOf(decided, 'SCH-3')).toMatchObject({
      met: false,
      required: { at_least: 2 },
      source: `${ruleSources['SCH-3']}; schools.national-labels: Instruction of the office (office)`,
    });
  });

  it.each([
    ['granted on the reference day', '2026-02-12', {}, []],
    ['granted a day late', '2026-02-13', {}, ['SCH-3']],
    ['of long ago', '2010-05-01', {}, []],
    ['on the first day the call looks at', '2022-11-09', { labelSince: day('2022-11-09') }, []],
    ['the day before it', '2022-11-08', { labelSince: day('2022-11-09') }, ['SCH-3']],
    ['on the last day the call looks at', '2025-01-16', { labelUntil: day('2025-01-16') }, []],
    ['the day after it', '2025-01-17', { labelUntil: day('2025-01-16') }, ['SCH-3']],
  ])('%s', (_, on, of, rules) => {
    expect(refusedBy({ labels: [{ label: 'recorded', grantedOn: day(on) }] }, of)).toEqual(rules);
  });
});

describe('SCH-4: no accreditation of another call', () => {
  const until = (validUntil: string, validFrom = '2024-08-01'): Accreditation => ({
    call: '2024',
    decision: null,
    validFrom: day(validFrom),
    validUntil: day(validUntil),
  });
  it.each([
    ['with 179 days left', 179, []],
    ['with 180 days left', 180, ['SCH-4']],
    ['with 181 days left', 181, ['SCH-4']],
  ])('%s', (_, left, rules) => {
    expect(refusedBy({ accreditations: [until(addDays(referenceDay, left))] })).toEqual(rules);
  });

  const ended = until('2026-03-01');
  const standing: Accreditation = { call: '2025', decision: 'D000001', validFrom: day('2025-08-01'), validUntil: day('2027-07-31') };
  it.each([
    ['on the day so long after the reference day', {}, addDays(referenceDay, 180), ['schools.renewal-days']],
    ['on the first day that the call sets', { validFrom: day('2027-01-01') }, '2027-01-01', []],
  ] as const)('names those in force %s, a call that sets it citing no assumption', (_, of, on, cited) => {
    const decided = decide({ accreditations: [ended, standing] }, of);
    expect(findingOf(decided, 'SCH-4')).toEqual({
      rule: 'SCH-4',
      met: false,
      observed: { in_force: [{ call: '2025', decision: 'D000001', valid_from: '2025-08-01', valid_until: '2027-07-31' }] },
      required: { none_in_force_on: on },
      source: sourceOf('SCH-4', referenceDay, ...cited),
    });
    expect(decided.assumed.includes('schools.renewal-days')).toBe(cited.length > 0);
  });

  it('one that begins later is no obstacle until its first day', () => {
    const on = addDays(referenceDay, 180);
    expect(refusedBy({ accreditations: [until('2030-01-01', on)] })).toEqual(['SCH-4']);
    expect(refusedBy({ accreditations: [until('2030-01-01', addDays(on, 1))] })).toEqual([]);
  });

  it.each([
    ['2026-12-31', []],
    ['2027-01-01', ['SCH-4']],
  ])('a call that sets its first day asks on that day: earlier until %s', (last, rules) => {
    expect(refusedBy({ accreditations: [until(last)] }, { validFrom: day('2027-01-01') })).toEqual(rules);
  });
});
