/** Which schools a call invites: SCH-1 to SCH-4, on both sides of every threshold. */
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { Reading } from '../../src/editions/edition.ts';
import type { Accreditation, Call } from '../../src/rules/call.ts';
import { unmet } from '../../src/rules/decision.ts';
import { invite, type PostedTeacher, type SchoolFacts } from '../../src/rules/school-invitation.ts';

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

const refusedBy = (facts: Partial<SchoolFacts>, of: Partial<Call> = {}): readonly string[] => {
  const asked = { ...call, ...of };
  return unmet(invite({ ...eligible, ...facts }, asked, new Reading(baseEdition, [], asked.referenceDay)).findings);
};

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

describe('SCH-3: a national label', () => {
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
