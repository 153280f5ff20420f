/** Training credits (CRED-1 to CRED-8): who earns how many, and why not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, daysCounted } from '../../src/day.ts';
import { NoValue } from '../../src/editions/edition.ts';
import { ruleSources } from '../../src/editions/rules.ts';
import {
  academicYear,
  type Certification,
  type ClaimFacts,
  certifyCredits,
  evaluateReport,
  yearOfProject,
} from '../../src/rules/credits.ts';
import { findingOf, metOf, officeValue, readingOn, said, sourceOf } from './verdicts.ts';

/** Credits are read on the last day of the academic year. */
const lastDay = '2026-08-31';
const reading = () => readingOn(lastDay);

/** A teacher of a public school of Ávila who has done everything in a project of a whole academic year. */
const enrolment = { schoolCode: '05990014', active: true, funding: 'public', cfie: 'CFIE-AVILA' } as const;
const complete: ClaimFacts = {
  enrolment,
  startsOn: day('2025-09-15'),
  endsOn: day('2026-06-15'),
  documents: ['project', 'follow-up', 'final'],
  evaluation: 'positive',
  certified: 0,
  standing: [],
  asked: null,
};
const certified = (more: Partial<ClaimFacts>) => certifyCredits({ ...complete, ...more }, reading());

/** A project that lasts so many days, both counted, and ends on 15 June. */
const lasting = (days: number) => ({ startsOn: addDays(day('2026-06-15'), 1 - days), endsOn: day('2026-06-15') });
const wholeYear = lasting(225);
const term = lasting(60);

/** The answer with its credits: `granted 4`, or the rules that refuse. */
const answer = (certification: Certification) => [said(certification), certification.credits].filter((part) => part !== null).join(' ');

it('a teacher who has done everything in a project of an academic year earns 4 credits', () => {
  expect(answer(certified({}))).toBe('granted 4');
});

describe('CRED-1: enrolled, in a participation that is active', () => {
  it.each([
    ['enrolled, active', enrolment, 'granted 4'],
    ['enrolled, not active', { ...enrolment, active: false }, 'refused CRED-1'],
    ['not enrolled', null, 'refused CRED-1'],
  ])('%s: %s', (_, given, expected) => {
    expect(answer(certified({ enrolment: given }))).toBe(expected);
  });

  it('of somebody not enrolled CRED-2, CRED-3, CRED-4 and CRED-7 are not assessed, the others are', () => {
    const verdict = certified({ enrolment: null, documents: [], evaluation: null, certified: 4, standing: ['D000001'], ...lasting(59) });
    expect(metOf(verdict)).toBe('CRED-1 no, CRED-2 –, CRED-3 –, CRED-4 –, CRED-5 no, CRED-6 no, CRED-7 –, CRED-8 no');
    expect(['CRED-2', 'CRED-3', 'CRED-4', 'CRED-7'].map((rule) => findingOf(verdict, rule).observed)).toEqual([null, null, null, null]);
  });

  it.each([
    [enrolment, { enrolled: true, active: true }],
    [
      { ...enrolment, active: false },
      { enrolled: true, active: false },
    ],
    [null, { enrolled: false, active: false }],
  ])('says what it saw (%#)', (given, observed) => {
    expect(findingOf(certified({ enrolment: given }), 'CRED-1')).toEqual({
      rule: 'CRED-1',
      met: observed.active,
      observed,
      required: { enrolled: true, active: true },
      source: ruleSources['CRED-1'],
    });
  });
});

describe('CRED-2: the school is sustained with public funds', () => {
  it.each([
    ['public', 'granted 4'],
    ['subsidised', 'granted 4'],
    ['private', 'refused CRED-2'],
  ] as const)('%s: %s', (funding, expected) => {
    const verdict = certified({ enrolment: { ...enrolment, funding } });
    expect(answer(verdict)).toBe(expected);
    expect(findingOf(verdict, 'CRED-2')).toEqual({
      rule: 'CRED-2',
      met: expected === 'granted 4',
      observed: { school_code: enrolment.schoolCode, funding },
      required: { funding: ['public', 'subsidised'] },
      source: ruleSources['CRED-2'],
    });
  });
});

describe('CRED-3: the three documents are in', () => {
  it.each([
    ['project follow-up final', 'granted 4'],
    ['final follow-up project', 'granted 4'],
    ['project follow-up final final', 'granted 4'],
    ['project follow-up', 'refused CRED-3'],
    ['project final', 'refused CRED-3'],
    ['follow-up final', 'refused CRED-3'],
    ['final final final', 'refused CRED-3'],
    ['', 'refused CRED-3'],
  ])('in are: %s → %s', (documents, expected) => {
    expect(answer(certified({ documents: documents.split(' ').filter(Boolean) }))).toBe(expected);
  });

  it('names those that are in and those required, in the order of the procedure', () => {
    expect(findingOf(certified({ documents: ['final', 'final', 'project'] }), 'CRED-3')).toEqual({
      rule: 'CRED-3',
      met: false,
      observed: { documents: ['project', 'final'] },
      required: { documents: ['project', 'follow-up', 'final'] },
      source: ruleSources['CRED-3'],
    });
  });
});

describe('CRED-4: the final report was evaluated positively', () => {
  it.each([
    ['positive', 'granted 4', 'granted'],
    ['negative', 'refused CRED-4', 'refused CRED-4'],
  ] as const)('%s: the claim is %s, the evaluation itself %s', (evaluation, ofClaim, ofReport) => {
    const claim = certified({ evaluation });
    const report = evaluateReport(evaluation, reading());
    expect([answer(claim), said(report)]).toEqual([ofClaim, ofReport]);
    const finding = {
      rule: 'CRED-4',
      met: evaluation === 'positive',
      observed: { evaluation },
      required: { evaluation: 'positive' },
      source: ruleSources['CRED-4'],
    };
    expect(findingOf(claim, 'CRED-4')).toEqual(finding);
    expect(report).toEqual({
      outcome: finding.met ? 'granted' : 'refused',
      findings: [finding],
      edition: 'base',
      parameters: {},
      assumed: [],
    });
  });

  it('no evaluation is unmet', () => {
    const verdict = certified({ evaluation: null });
    expect(answer(verdict)).toBe('refused CRED-4');
    expect(findingOf(verdict, 'CRED-4').observed).toEqual({ evaluation: null });
  });

  it('of somebody not enrolled it still says what would be required', () => {
    expect(findingOf(certified({ enrolment: null }), 'CRED-4').required).toEqual({ evaluation: 'positive' });
  });
});

describe('CRED-5: the duration gives 4 credits, 2 or none, both days counted', () => {
  it.each([
    [1, 'refused CRED-5'],
    [59, 'refused CRED-5'],
    [60, 'granted 2'],
    [61, 'granted 2'],
    [120, 'granted 2'],
    [224, 'granted 2'],
    [225, 'granted 4'],
    [226, 'granted 4'],
    [365, 'granted 4'],
    [731, 'granted 4'],
  ])('%i days: %s', (days, expected) => {
    expect(answer(certified(lasting(days)))).toBe(expected);
  });

  it.each([
    ['2026-02-01', '2026-03-31', 59, 'refused CRED-5'],
    ['2026-02-01', '2026-04-01', 60, 'granted 2'],
    ['2024-02-01', '2024-03-30', 59, 'refused CRED-5'],
    ['2024-02-01', '2024-03-31', 60, 'granted 2'],
    ['2025-11-04', '2026-06-15', 224, 'granted 2'],
    ['2025-11-03', '2026-06-15', 225, 'granted 4'],
    ['2023-11-05', '2024-06-15', 224, 'granted 2'],
    ['2023-11-04', '2024-06-15', 225, 'granted 4'],
  ])('from %s to %s is %i days: %s', (startsOn, endsOn, days, expected) => {
    const verdict = certified({ startsOn: day(startsOn), endsOn: day(endsOn) });
    expect(answer(verdict)).toBe(expected);
    expect(findingOf(verdict, 'CRED-5').observed).toMatchObject({ days, starts_on: startsOn, ends_on: endsOn });
  });

  it.each([
    [59, 0],
    [60, 2],
    [225, 4],
  ])('%i days: says that they give %i, and that both figures are assumed', (days, credits) => {
    expect(findingOf(certified(lasting(days)), 'CRED-5')).toEqual({
      rule: 'CRED-5',
      met: credits > 0,
      observed: { days, starts_on: lasting(days).startsOn, ends_on: '2026-06-15', credits },
      required: { academic_year_days: 225, term_days: 60 },
      source: sourceOf('CRED-5', lastDay, 'credits.academic-year-days', 'credits.term-days', 'credits.shorter'),
    });
  });

  it.each([
    ['credits.term-days', 80, 79, 'refused CRED-5'],
    ['credits.term-days', 80, 80, 'granted 2'],
    ['credits.academic-year-days', 200, 199, 'granted 2'],
    ['credits.academic-year-days', 200, 200, 'granted 4'],
    ['credits.term', 1, 60, 'granted 1'],
    ['credits.academic-year', 3, 225, 'granted 3'],
    ['credits.shorter', 1, 59, 'granted 1'],
  ])('where an office sets %s to %i, %i days: %s', (parameter, value, days, expected) => {
    const claim = { ...complete, ...lasting(days) };
    expect(answer(certifyCredits(claim, readingOn(lastDay, officeValue(parameter, value))))).toBe(expected);
  });

  it.each([
    ['2026-08-31', 'refused CRED-5'],
    ['2026-09-01', 'granted 2'],
  ])('the value of an office from %s on, of a project of 60 days of 2025-26: %s', (from, expected) => {
    const claim = { ...complete, ...lasting(60) };
    const read = readingOn(lastDay, officeValue('credits.term-days', 80, from));
    expect(answer(certifyCredits(claim, read))).toBe(expected);
  });
});

describe('what the officer asks for', () => {
  it.each([
    [225, null, 'granted 4', false],
    [225, 1, 'granted 1', false],
    [225, 2, 'granted 2', false],
    [225, 3, 'granted 3', false],
    [225, 4, 'granted 4', false],
    [224, null, 'granted 2', false],
    [224, 1, 'granted 2', true],
    [224, 2, 'granted 2', true],
    [60, 4, 'granted 2', true],
    [59, 4, 'refused CRED-5', true],
  ])(
    '%i days, asked for %s: %s (asked in vain: %s); only a project of an academic year can be lowered',
    (days, asked, expected, inVain) => {
      const verdict = certified({ ...lasting(days), asked });
      expect([answer(verdict), verdict.askedInVain]).toEqual([expected, inVain]);
    },
  );

  it('never raises what the duration gives', () => {
    const verdict = certifyCredits({ ...complete, asked: 4 }, readingOn(lastDay, officeValue('credits.academic-year', 3)));
    expect(answer(verdict)).toBe('granted 3');
  });
});

describe('CRED-6: at most 4 credits a teacher and academic year; what is left is certified', () => {
  it.each([
    [0, wholeYear, null, 'granted 4'],
    [1, wholeYear, null, 'granted 3'],
    [2, wholeYear, null, 'granted 2'],
    [3, wholeYear, null, 'granted 1'],
    [4, wholeYear, null, 'refused CRED-6'],
    [5, wholeYear, null, 'refused CRED-6'],
    [0, term, null, 'granted 2'],
    [2, term, null, 'granted 2'],
    [3, term, null, 'granted 1'],
    [4, term, null, 'refused CRED-6'],
    [1, wholeYear, 2, 'granted 2'],
    [2, wholeYear, 3, 'granted 2'],
    [3, wholeYear, 2, 'granted 1'],
    [4, wholeYear, 1, 'refused CRED-6'],
  ])('%i certified already, a project of %o, asked for %s: %s', (already, dates, asked, expected) => {
    expect(answer(certified({ ...dates, certified: already, asked }))).toBe(expected);
  });

  /** Certifies one after another; each counts for the next. */
  const inTurn = (claims: readonly Partial<ClaimFacts>[], elsewhere = 0): readonly (number | null)[] => {
    let sum = elsewhere;
    return claims.map((claim) => {
      const { credits } = certified({ ...claim, certified: sum });
      sum += credits ?? 0;
      return credits;
    });
  };

  it.each([
    ['2 + 4', [term, wholeYear], 0, [2, 2]],
    ['4 + 2', [wholeYear, term], 0, [4, null]],
    ['2 + 2 + 2', [term, term, term], 0, [2, 2, null]],
    ['3 asked + 2', [{ ...wholeYear, asked: 3 }, term], 0, [3, 1]],
    ['3 asked + 4', [{ ...wholeYear, asked: 3 }, wholeYear], 0, [3, 1]],
    ['1 elsewhere, then 4', [wholeYear], 1, [3]],
    ['2 elsewhere, then 2 + 2', [term, term], 2, [2, null]],
    ['3 elsewhere, then 2 + 2', [term, term], 3, [1, null]],
    ['4 elsewhere, then 2', [term], 4, [null]],
  ])('%s (%o, %i elsewhere) gives %o', (_, claims, elsewhere, expected) => {
    expect(inTurn(claims, elsewhere)).toEqual(expected);
  });

  it.each([
    [3, { certified: 3, left: 1 }, true],
    [4, { certified: 4, left: 0 }, false],
    [6, { certified: 6, left: 0 }, false],
  ])('%i certified: says %o', (already, observed, met) => {
    expect(findingOf(certified({ certified: already }), 'CRED-6')).toEqual({
      rule: 'CRED-6',
      met,
      observed,
      required: { ceiling: 4, at_least: 1 },
      source: sourceOf('CRED-6', lastDay, 'credits.smallest-part'),
    });
  });

  it.each([
    [2, 3, 'refused CRED-6'],
    [2, 2, 'granted 2'],
    [1, 3, 'granted 1'],
  ])('where an office certifies no part smaller than %i, with %i certified already: %s', (atLeast, already, expected) => {
    const claim = { ...complete, ...term, certified: already };
    expect(answer(certifyCredits(claim, readingOn(lastDay, officeValue('credits.smallest-part', atLeast))))).toBe(expected);
  });

  it.each([
    [5, 'granted 1'],
    [6, 'granted 2'],
    [8, 'granted 4'],
  ])('where an office sets the ceiling to %i, with 4 certified already: %s', (ceiling, expected) => {
    const claim = { ...complete, certified: 4 };
    expect(answer(certifyCredits(claim, readingOn(lastDay, officeValue('credits.ceiling', ceiling))))).toBe(expected);
  });
});

describe('CRED-7: the CFIE in whose area the school lies issues it; no area is a refusal, never a guess', () => {
  it.each([
    ['CFIE-AVILA', 'granted 4'],
    [null, 'refused CRED-7'],
  ])('CFIE %s: %s', (cfie, expected) => {
    const verdict = certified({ enrolment: { ...enrolment, cfie } });
    expect(answer(verdict)).toBe(expected);
    expect(findingOf(verdict, 'CRED-7')).toEqual({
      rule: 'CRED-7',
      met: cfie !== null,
      observed: { school_code: enrolment.schoolCode, cfie },
      required: { cfie: true },
      source: ruleSources['CRED-7'],
    });
  });
});

describe('CRED-8: a teacher’s work in one project is certified once', () => {
  it.each([
    [[], 'granted 4'],
    [['D000007'], 'refused CRED-8'],
    [['recorded'], 'refused CRED-8'],
    [['D000007', 'recorded'], 'refused CRED-8'],
  ])('what stands: %o → %s', (standing, expected) => {
    const verdict = certified({ standing });
    expect(answer(verdict)).toBe(expected);
    expect(findingOf(verdict, 'CRED-8')).toEqual({
      rule: 'CRED-8',
      met: standing.length === 0,
      observed: { standing },
      required: { at_most: 1 },
      source: sourceOf('CRED-8', lastDay, 'credits.per-project'),
    });
  });
});

describe('a decision says what it rests on', () => {
  it('every reason is given at once, in the order of the rules', () => {
    const verdict = certified({
      enrolment: { schoolCode: '05990026', active: false, funding: 'private', cfie: null },
      documents: [],
      evaluation: 'negative',
      certified: 4,
      standing: ['recorded'],
      ...lasting(59),
    });
    expect(said(verdict)).toBe('refused CRED-1 CRED-2 CRED-3 CRED-4 CRED-5 CRED-6 CRED-7 CRED-8');
    expect(verdict.credits).toBeNull();
  });

  /** What rules.md marks assumed in the part on training credits, and no more. */
  const assumed = [
    'academic-year.start',
    'credits.academic-year-days',
    'credits.per-project',
    'credits.shorter',
    'credits.smallest-part',
    'credits.term-days',
    'credits.year-of-project',
  ];

  it.each([
    ['granted', {}],
    ['refused', { certified: 4 }],
    ['refused, not enrolled', { enrolment: null }],
  ])('%s: names every value nobody states', (_, more) => {
    expect([...certified(more).assumed].sort()).toEqual(assumed);
  });

  it.each(assumed)('a value of %s confirmed by an office is assumed no longer', (parameter) => {
    const held = certified({}).parameters[parameter] ?? null;
    const verdict = certifyCredits(complete, readingOn(lastDay, officeValue(parameter, held)));
    expect([...verdict.assumed].sort()).toEqual(assumed.filter((name) => name !== parameter));
    expect(answer(verdict)).toBe('granted 4');
  });

  it.each([
    ['CRED-2', 'credits.funding', ['public', 'subsidised']],
    ['CRED-3', 'credits.documents', ['project', 'follow-up', 'final']],
    ['CRED-5', 'credits.academic-year-days', 225],
    ['CRED-5', 'credits.term-days', 60],
    ['CRED-5', 'credits.shorter', 0],
    ['CRED-6', 'credits.ceiling', 4],
    ['CRED-6', 'credits.smallest-part', 1],
    ['CRED-8', 'credits.per-project', 1],
  ])('%s cites the office where it has set %s', (rule, parameter, value) => {
    const verdict = certifyCredits(complete, readingOn(lastDay, officeValue(parameter, value)));
    expect(findingOf(verdict, rule).source).toContain(`${parameter}: Instruction of the office (office)`);
    for (const other of verdict.findings) if (other.rule !== rule) expect(other.source).not.toContain(parameter);
  });

  it('keeps the values it compared with', () => {
    expect(certified({}).parameters).toEqual({
      'academic-year.start': '09-01',
      'credits.academic-year': 4,
      'credits.academic-year-days': 225,
      'credits.ceiling': 4,
      'credits.documents': ['project', 'follow-up', 'final'],
      'credits.funding': ['public', 'subsidised'],
      'credits.per-project': 1,
      'credits.shorter': 0,
      'credits.smallest-part': 1,
      'credits.term': 2,
      'credits.term-days': 60,
      'credits.year-of-project': 'end',
    });
  });

  it('a day on which no value holds is an error that names parameter and day', () => {
    const before = () => certifyCredits(complete, readingOn('2004-12-31'));
    expect(before).toThrow(NoValue);
    expect(before).toThrow(/^no value of credits\.\S+ on 2004-12-31$/);
  });
});

describe('a project belongs to the academic year in which it ends', () => {
  const read = (on: string) => readingOn(on);

  it.each([
    ['2025-09-15', '2026-08-31', '2025-26'],
    ['2025-09-15', '2026-09-01', '2026-27'],
    ['2024-09-15', '2026-06-15', '2025-26'],
    ['2025-08-31', '2025-08-31', '2024-25'],
    ['2025-09-01', '2025-09-01', '2025-26'],
  ])('from %s to %s: %s', (startsOn, endsOn, expected) => {
    expect(yearOfProject({ startsOn: day(startsOn), endsOn: day(endsOn) }, read)).toBe(expected);
  });

  it.each([
    ['2025-08-31', '2026-06-15', '2024-25'],
    ['2025-09-01', '2026-06-15', '2025-26'],
    ['2025-09-15', '2026-09-01', '2025-26'],
  ])('from %s to %s: %s where an office goes by the start', (startsOn, endsOn, expected) => {
    const byStart = (on: string) => readingOn(on, officeValue('credits.year-of-project', 'start', '2005-01-01'));
    expect(yearOfProject({ startsOn: day(startsOn), endsOn: day(endsOn) }, byStart)).toBe(expected);
  });

  it.each([
    ['2026-07-31', '2024-25'],
    ['2026-08-01', '2025-26'],
  ])('which rule holds is read on the day the project ends: on %s it belongs to %s', (endsOn, expected) => {
    const before = officeValue('credits.year-of-project', 'start', '2005-01-01');
    const after = officeValue('credits.year-of-project', 'end', '2026-08-01');
    const changed = (on: string) => readingOn(on, before, after);
    expect(yearOfProject({ startsOn: day('2025-01-15'), endsOn: day(endsOn) }, changed)).toBe(expected);
  });

  it.each([
    ['2025-26', '2025-09-01', '2026-08-31'],
    ['2027-28', '2027-09-01', '2028-08-31'],
    ['2005-06', '2005-09-01', '2006-08-31'],
  ])('%s runs from %s to %s', (year, first, last) => {
    expect(academicYear(year, read)).toEqual({ first, last });
  });

  it.each([
    ['10-01', '2025-10-01', '2026-09-30'],
    ['01-01', '2025-01-01', '2025-12-31'],
    ['12-31', '2025-12-31', '2026-12-30'],
  ])('where a year begins on %s, 2025-26 runs from %s to %s', (start, first, last) => {
    const set = (on: string) => readingOn(on, officeValue('academic-year.start', start, '2005-01-01'));
    expect(academicYear('2025-26', set)).toEqual({ first, last });
    expect(yearOfProject({ startsOn: day(first), endsOn: day(first) }, set)).toBe('2025-26');
    expect(yearOfProject({ startsOn: day(first), endsOn: day(last) }, set)).toBe('2025-26');
    expect(yearOfProject({ startsOn: day(first), endsOn: addDays(day(last), 1) }, set)).toBe('2026-27');
  });

  it('a year before the programme is an error, never a default', () => {
    expect(() => academicYear('2003-04', read)).toThrow('academic-year.start on 2003-12-31');
    expect(() => yearOfProject({ startsOn: day('2004-01-01'), endsOn: day('2004-06-30') }, read)).toThrow(NoValue);
  });
});

describe('whatever the facts', () => {
  const days = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(day('2024-01-01'), count));
  const dates = fc
    .tuple(days, fc.integer({ min: 0, max: 400 }))
    .map(([first, more]) => ({ startsOn: first, endsOn: addDays(first, more) }));
  const enrolments = fc.record({
    schoolCode: fc.constant('05990014'),
    active: fc.boolean(),
    funding: fc.constantFrom('public' as const, 'subsidised' as const, 'private' as const),
    cfie: fc.constantFrom('CFIE-AVILA', null),
  });
  const asked = fc.option(fc.integer({ min: 1, max: 4 }));
  const facts: fc.Arbitrary<ClaimFacts> = fc
    .record({
      enrolment: fc.option(enrolments),
      documents: fc.subarray(['project', 'follow-up', 'final']),
      evaluation: fc.constantFrom('positive' as const, 'negative' as const, null),
      certified: fc.integer({ min: 0, max: 8 }),
      standing: fc.subarray(['D000001', 'recorded']),
      asked,
      dates,
    })
    .map(({ dates: of, ...rest }) => ({ ...rest, ...of }));
  /** Everything in order but for the amounts, so that many of these are granted. */
  const inOrder: fc.Arbitrary<ClaimFacts> = fc
    .record({ certified: fc.integer({ min: 0, max: 5 }), asked, dates })
    .map(({ dates: of, ...rest }) => ({ ...complete, ...rest, ...of }));

  it('CRED-1 to CRED-8 have one finding each, in order', () => {
    fc.assert(
      fc.property(facts, (claim) => {
        const rules = certifyCredits(claim, reading()).findings.map(({ rule }) => rule);
        expect(rules).toEqual(['CRED-1', 'CRED-2', 'CRED-3', 'CRED-4', 'CRED-5', 'CRED-6', 'CRED-7', 'CRED-8']);
      }),
    );
  });

  it('credits are granted where all eight are met, and only there', () => {
    fc.assert(
      fc.property(fc.oneof(facts, inOrder), (claim) => {
        const { outcome, credits, findings } = certifyCredits(claim, reading());
        expect(outcome === 'granted').toBe(findings.every(({ met }) => met === true));
        expect(credits === null).toBe(outcome === 'refused');
      }),
    );
  });

  it('never more than the ceiling leaves, than the duration gives or than was asked for, and never none', () => {
    fc.assert(
      fc.property(fc.oneof(facts, inOrder), (claim) => {
        const { credits } = certifyCredits(claim, reading());
        if (credits === null) return;
        const length = daysCounted(claim.startsOn, claim.endsOn);
        expect(credits).toBeGreaterThanOrEqual(1);
        expect(credits + claim.certified).toBeLessThanOrEqual(4);
        expect(credits).toBeLessThanOrEqual(length >= 225 ? 4 : 2);
        if (length >= 225) expect(credits).toBeLessThanOrEqual(claim.asked ?? 4);
      }),
    );
  });

  it('never more than 4 a teacher and year, in whatever order the projects come', () => {
    fc.assert(
      fc.property(fc.array(inOrder, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 4 }), (claims, elsewhere) => {
        const sum = claims.reduce(
          (total, claim) => total + (certifyCredits({ ...claim, certified: total }, reading()).credits ?? 0),
          elsewhere,
        );
        expect(sum).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('a project lies within the year it belongs to', () => {
    fc.assert(
      fc.property(dates, (of) => {
        const { first, last } = academicYear(yearOfProject(of, readingOn), readingOn);
        expect(first <= of.endsOn && of.endsOn <= last).toBe(true);
      }),
    );
  });
});
