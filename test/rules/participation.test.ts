/** Participation (PART-1 to PART-8): who registers, who gets access, who enrols, and when a participation is active. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/day.ts';
import { NoValue } from '../../src/editions/edition.ts';
import { ruleSources } from '../../src/editions/rules.ts';
import {
  assess,
  type EnrolmentFacts,
  enrol,
  grantAccess,
  participate,
  register,
  reportDue,
  type SuitabilityFacts,
  takeReport,
} from '../../src/rules/participation.ts';
import { findingOf, metOf, officeValue, readingOn, said, sourceOf } from './verdicts.ts';

const reading = () => readingOn('2025-10-15');
const yesNo = (word: string) => word === 'yes';

describe('PART-1: only a teacher in active service registers', () => {
  it.each([
    ['yes', 'granted'],
    ['no', 'refused PART-1'],
  ])('in service: %s → %s', (inService, expected) => {
    expect(said(register({ inService: yesNo(inService) }, reading()))).toBe(expected);
  });

  it('says what it saw, what is required and where that is said', () => {
    expect(register({ inService: false }, reading())).toEqual({
      outcome: 'refused',
      edition: 'base',
      parameters: {},
      assumed: [],
      findings: [
        {
          rule: 'PART-1',
          met: false,
          observed: { in_service: false },
          required: { in_service: true },
          source: ruleSources['PART-1'],
        },
      ],
    });
  });
});

describe('PART-2: the school answers yes to all three questions', () => {
  it.each([
    ['yes', 'yes', 'yes', 'granted'],
    ['no', 'yes', 'yes', 'refused PART-2(a)'],
    ['yes', 'no', 'yes', 'refused PART-2(b)'],
    ['yes', 'yes', 'no', 'refused PART-2(c)'],
    ['no', 'no', 'yes', 'refused PART-2(a) PART-2(b)'],
    ['no', 'no', 'no', 'refused PART-2(a) PART-2(b) PART-2(c)'],
  ])('attached %s, data right %s, management consents %s: %s', (attached, dataCorrect, consent, expected) => {
    const reply = { attached: yesNo(attached), dataCorrect: yesNo(dataCorrect), consent: yesNo(consent) };
    const verdict = grantAccess(reply, reading());
    expect(said(verdict)).toBe(expected);
    expect(verdict.findings.map(({ observed, required }) => [observed, required])).toEqual([
      [{ attached: reply.attached }, { attached: true }],
      [{ data_correct: reply.dataCorrect }, { data_correct: true }],
      [{ consent: reply.consent }, { consent: true }],
    ]);
  });

  it('cites the paragraph on replies for each of the three, and rests on no value', () => {
    const verdict = grantAccess({ attached: true, dataCorrect: true, consent: true }, reading());
    expect(new Set(verdict.findings.map(({ source }) => source))).toEqual(new Set([ruleSources['PART-2(a)']]));
    expect([verdict.parameters, verdict.assumed]).toEqual([{}, []]);
  });
});

/** El Roble, founder with a school of France, enrols during the project, as the first of its school. */
const roble = '05990014';
const enrolment: EnrolmentFacts = {
  form: 'new',
  enrolledOn: day('2025-10-01'),
  posting: { schoolCode: roble, country: 'ES', access: true },
  firstOfSchool: true,
  founders: [
    { country: 'ES', schoolCode: roble },
    { country: 'FR', schoolCode: null },
  ],
  startsOn: day('2025-09-15'),
  endsOn: day('2026-06-15'),
};
const enrolled = (more: Partial<EnrolmentFacts>) => enrol({ ...enrolment, ...more }, reading());

describe('PART-3: a teacher with access enrols, in the name of the school', () => {
  it.each([
    ['with access', { schoolCode: roble, country: 'ES', access: true }, 'granted'],
    ['without access', { schoolCode: roble, country: 'ES', access: false }, 'refused PART-3'],
    ['without a posting', null, 'refused PART-3'],
  ])('%s: %s', (_, posting, expected) => {
    expect(said(enrolled({ posting }))).toBe(expected);
  });

  it('without access every other reason is given too', () => {
    const posting = { schoolCode: roble, country: 'ES', access: false };
    expect(said(enrolled({ posting, founders: [], enrolledOn: day('2026-06-16') }))).toBe('refused PART-3 PART-4 PART-5');
  });

  it.each(['new', 'joined'] as const)('without a posting PART-4 and PART-5 are not assessed (%s)', (form) => {
    const verdict = enrolled({ form, posting: null, enrolledOn: day('2026-06-16') });
    expect(metOf(verdict)).toBe('PART-3 no, PART-4 –, PART-5 –');
    expect(verdict.findings.map(({ observed }) => observed)).toEqual([{ school_code: null, access: false, on: '2026-06-16' }, null, null]);
  });

  it('names the school and the day', () => {
    expect(findingOf(enrolled({}), 'PART-3')).toEqual({
      rule: 'PART-3',
      met: true,
      observed: { school_code: roble, access: true, on: '2025-10-01' },
      required: { access: true },
      source: ruleSources['PART-3'],
    });
  });
});

describe('PART-4: a new project is co-founded with a school of another participating country', () => {
  const ours = { country: 'ES', schoolCode: roble };
  const abroad = (country: string) => ({ country, schoolCode: null });

  it.each([
    ['ours and one of France', [ours, abroad('FR')], 'yes'],
    ['one of France and ours: the order says nothing', [abroad('FR'), ours], 'yes'],
    ['ours and one of Turkey, which takes part', [ours, abroad('TR')], 'yes'],
    ['ours and another Spanish one', [ours, abroad('ES')], 'no'],
    ['ours alone', [ours], 'no'],
    ['ours and one of Switzerland, which takes no part', [ours, abroad('CH')], 'no'],
    ['ours, one of Switzerland and one of France', [ours, abroad('CH'), abroad('FR')], 'yes'],
    ['France and Italy, without ours', [abroad('FR'), abroad('IT')], 'no'],
    ['another Spanish school of this register and France', [{ country: 'ES', schoolCode: '24990011' }, abroad('FR')], 'no'],
    ['nobody', [], 'no'],
  ])('founders: %s → %s', (_, founders, expected) => {
    expect(metOf(enrolled({ founders }))).toBe(`PART-3 yes, PART-4 ${expected}, PART-5 yes`);
  });

  it.each([
    ['France', 'FR', 'yes'],
    ['Switzerland, which takes no part', 'CH', 'no'],
  ])('a school of %s that founds with one of Spain: its own country must take part too', (_, country, expected) => {
    const verdict = enrolled({
      posting: { schoolCode: '0750655E', country, access: true },
      founders: [{ country, schoolCode: '0750655E' }, abroad('ES')],
    });
    expect(metOf(verdict)).toBe(`PART-3 yes, PART-4 ${expected}, PART-5 yes`);
  });

  it.each([
    ['GB', '2020-12-31', 'yes'],
    ['GB', '2021-01-01', 'no'],
    ['UA', '2013-03-03', 'no'],
    ['UA', '2013-03-04', 'yes'],
    ['JO', '2018-01-31', 'no'],
    ['JO', '2018-02-01', 'yes'],
  ])('a co-founder of %s, enrolled on %s → %s: the day that counts is that of the enrolment', (country, on, expected) => {
    const facts = { founders: [ours, abroad(country)], enrolledOn: day(on), startsOn: day('2013-01-01'), endsOn: day('2021-12-31') };
    expect(findingOf(enrolled(facts), 'PART-4').met).toBe(yesNo(expected));
  });

  it.each([
    ['joined', true],
    ['new', false],
    ['joined', false],
  ] as const)('is not asked of form %s, first of the school %s', (form, firstOfSchool) => {
    const verdict = enrolled({ form, firstOfSchool, founders: [] });
    expect(metOf(verdict)).toBe('PART-3 yes, PART-4 –, PART-5 yes');
    expect(findingOf(verdict, 'PART-4').observed).toBeNull();
    expect(verdict.parameters).toEqual({});
  });

  it('says who founded, what is required and on which countries it rests', () => {
    const verdict = enrolled({});
    expect(findingOf(verdict, 'PART-4')).toEqual({
      rule: 'PART-4',
      met: true,
      observed: { school_code: roble, country: 'ES', founder: true, founder_countries: ['ES', 'FR'], on: '2025-10-01' },
      required: { founder: true, another_participating_country: true },
      source: sourceOf('PART-4', '2025-10-01', 'participation.countries'),
    });
    expect(Object.keys(verdict.parameters)).toEqual(['participation.countries']);
    expect(verdict.assumed).toEqual([]);
  });

  it('of a school that did not found it, says so', () => {
    expect(findingOf(enrolled({ founders: [abroad('FR'), abroad('IT')] }), 'PART-4').observed).toMatchObject({ founder: false });
  });

  it('a day without any list of countries is an error that names parameter and day, never a guess', () => {
    const before = () => enrolled({ enrolledOn: day('2004-12-31') });
    expect(before).toThrow(NoValue);
    expect(before).toThrow('participation.countries on 2004-12-31');
  });
});

describe('PART-5: who joins a project joins while it is active, first and last day included', () => {
  it.each([
    ['joined', '2025-09-14', 'no'],
    ['joined', '2025-09-15', 'yes'],
    ['joined', '2026-06-15', 'yes'],
    ['joined', '2026-06-16', 'no'],
    ['new', '2025-09-14', 'yes'],
    ['new', '2026-06-15', 'yes'],
    ['new', '2026-06-16', 'no'],
  ] as const)('%s on %s of a project from 15 September to 15 June → %s', (form, on, expected) => {
    expect(findingOf(enrolled({ form, enrolledOn: day(on) }), 'PART-5').met).toBe(yesNo(expected));
  });

  it.each([
    ['joined', '2025-09-14', 'yes'],
    ['joined', '2026-06-15', 'yes'],
    ['joined', '2026-06-16', 'no'],
    ['new', '2026-06-15', 'yes'],
    ['new', '2026-06-16', 'no'],
  ] as const)(
    'a further teacher of the school, %s, enters a participation that stands: %s → %s; only the end binds',
    (form, on, expected) => {
      expect(findingOf(enrolled({ form, firstOfSchool: false, enrolledOn: day(on) }), 'PART-5').met).toBe(yesNo(expected));
    },
  );

  it.each([
    ['joined', true, '2025-09-15'],
    ['joined', false, null],
    ['new', true, null],
    ['new', false, null],
  ] as const)('%s, first of the school %s: requires a day from %s until the end', (form, firstOfSchool, from) => {
    expect(findingOf(enrolled({ form, firstOfSchool }), 'PART-5')).toEqual({
      rule: 'PART-5',
      met: true,
      observed: { enrolled_on: '2025-10-01' },
      required: { from, until: '2026-06-15' },
      source: ruleSources['PART-5'],
    });
  });
});

describe('PART-6: a participation is suitable', () => {
  const suitable: SuitabilityFacts = { countries: ['ES', 'FR'], enrolledOn: day('2025-10-01'), collaboration: true, ict: true };
  const assessed = (more: Partial<SuitabilityFacts>) => assess({ ...suitable, ...more }, reading());

  it.each([
    ['ES FR', 'yes'],
    ['ES FR IT', 'yes'],
    ['ES', 'no'],
    ['ES ES', 'no'],
    ['ES CH', 'no'],
    ['ES CH US', 'no'],
    ['CH FR', 'no'],
    ['CH FR ES', 'yes'],
    ['ES TR', 'yes'],
    ['', 'no'],
  ])('(a) schools of %s → %s: at least two participating countries', (countries, expected) => {
    const verdict = assessed({ countries: countries.split(' ').filter(Boolean) });
    expect(metOf(verdict)).toBe(`PART-6(a) ${expected}, PART-6(b) yes, PART-6(c) yes`);
    expect(said(verdict)).toBe(expected === 'yes' ? 'granted' : 'refused PART-6(a)');
  });

  it.each([
    ['GB', '2020-12-31', 'yes'],
    ['GB', '2021-01-01', 'no'],
    ['UA', '2013-03-03', 'no'],
    ['UA', '2013-03-04', 'yes'],
    ['JO', '2018-01-31', 'no'],
    ['JO', '2018-02-01', 'yes'],
  ])(
    '(a) Spain and %s, first enrolled on %s → %s: the day of the first enrolment counts, not that of the assessment',
    (country, on, expected) => {
      expect(findingOf(assessed({ countries: ['ES', country], enrolledOn: day(on) }), 'PART-6(a)').met).toBe(yesNo(expected));
    },
  );

  it.each([
    ['yes', 'yes', 'granted'],
    ['no', 'yes', 'refused PART-6(b)'],
    ['yes', 'no', 'refused PART-6(c)'],
    ['no', 'no', 'refused PART-6(b) PART-6(c)'],
  ])('(b) collaborative work %s, (c) use of ICT %s: %s', (collaboration, ict, expected) => {
    expect(said(assessed({ collaboration: yesNo(collaboration), ict: yesNo(ict) }))).toBe(expected);
  });

  it('gives all three reasons at once', () => {
    expect(said(assessed({ countries: ['ES'], collaboration: false, ict: false }))).toBe('refused PART-6(a) PART-6(b) PART-6(c)');
  });

  it('says what was seen, each country once, and what it rests on', () => {
    const verdict = assessed({ countries: ['FR', 'ES', 'FR'], ict: false });
    expect(verdict.findings).toEqual([
      {
        rule: 'PART-6(a)',
        met: true,
        observed: { countries: ['ES', 'FR'], on: '2025-10-01' },
        required: { participating_countries: 2 },
        source: sourceOf('PART-6(a)', '2025-10-01', 'participation.countries'),
      },
      {
        rule: 'PART-6(b)',
        met: true,
        observed: { collaboration: true },
        required: { collaboration: true },
        source: ruleSources['PART-6(b)'],
      },
      { rule: 'PART-6(c)', met: false, observed: { ict: false }, required: { ict: true }, source: ruleSources['PART-6(c)'] },
    ]);
    expect(verdict.parameters['participation.minimum-countries']).toBe(2);
    expect(verdict.assumed).toEqual([]);
  });

  it.each([
    ['ES FR', 'refused PART-6(a)'],
    ['ES FR IT', 'granted'],
  ])('where an office asks for three countries, %s → %s, and the finding cites the office', (countries, expected) => {
    const facts = { ...suitable, countries: countries.split(' ') };
    const verdict = assess(facts, readingOn('2025-10-15', officeValue('participation.minimum-countries', 3)));
    expect(said(verdict)).toBe(expected);
    expect(findingOf(verdict, 'PART-6(a)').source).toContain('participation.minimum-countries: Instruction of the office (office)');
  });
});

describe('PART-6 and PART-7: a participation is active once it is suitable and approved', () => {
  it.each([
    ['yes', 'yes', 'granted'],
    ['no', 'yes', 'refused PART-6'],
    ['yes', 'no', 'refused PART-7'],
    ['no', 'no', 'refused PART-6 PART-7'],
  ])('suitable %s, approved by the management %s: %s', (suitable, approved, expected) => {
    const verdict = participate({ suitable: yesNo(suitable), approved: yesNo(approved), repliedOn: day('2025-10-05') }, reading());
    expect(said(verdict)).toBe(expected);
    expect(verdict.findings).toEqual([
      {
        rule: 'PART-6',
        met: yesNo(suitable),
        observed: { suitable: yesNo(suitable) },
        required: { suitable: true },
        source: ruleSources['PART-6'],
      },
      {
        rule: 'PART-7',
        met: yesNo(approved),
        observed: { approved: yesNo(approved), replied_on: '2025-10-05' },
        required: { approved: true },
        source: ruleSources['PART-7'],
      },
    ]);
  });
});

describe('PART-8: until the participation is active no report is taken', () => {
  it.each([
    ['yes', 'yes', 'granted'],
    ['yes', 'no', 'refused PART-8'],
    ['no', 'no', 'refused PART-8'],
    ['no', 'yes', 'refused PART-8'],
  ])('enrolled %s, participation active %s: %s', (enrolledThere, active, expected) => {
    const facts = { enrolled: yesNo(enrolledThere), active: yesNo(active) };
    const verdict = takeReport(facts, reading());
    expect(said(verdict)).toBe(expected);
    expect(verdict.findings).toEqual([
      {
        rule: 'PART-8',
        met: expected === 'granted',
        observed: facts,
        required: { active: true },
        source: ruleSources['PART-8'],
      },
    ]);
  });
});

describe('whatever the facts', () => {
  const days = fc.integer({ min: 0, max: 9000 }).map((count) => day(new Date(Date.UTC(2005, 0, 1 + count)).toISOString().slice(0, 10)));
  const countries = fc.constantFrom('ES', 'FR', 'IT', 'GB', 'UA', 'JO', 'CH');
  const founder = fc.record({ country: countries, schoolCode: fc.constantFrom(roble, null) });
  const facts: fc.Arbitrary<EnrolmentFacts> = fc.record({
    form: fc.constantFrom('new' as const, 'joined' as const),
    enrolledOn: days,
    posting: fc.option(fc.record({ schoolCode: fc.constantFrom(roble, '24990011'), country: countries, access: fc.boolean() })),
    firstOfSchool: fc.boolean(),
    founders: fc.array(founder, { maxLength: 4 }),
    startsOn: days,
    endsOn: days,
  });

  it('an enrolment has PART-3, PART-4 and PART-5, each once and in order, and is refused where one is unmet', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { outcome, findings } = enrol(given, reading());
        expect(findings.map(({ rule }) => rule)).toEqual(['PART-3', 'PART-4', 'PART-5']);
        expect(outcome).toBe(findings.some(({ met }) => met === false) ? 'refused' : 'granted');
      }),
    );
  });

  it('nobody enrols without access, nor after the end', () => {
    fc.assert(
      fc.property(facts, (given) => {
        if (enrol(given, reading()).outcome === 'granted') {
          expect(given.posting?.access).toBe(true);
          expect(given.enrolledOn <= given.endsOn).toBe(true);
        }
      }),
    );
  });

  it('an assessment has PART-6(a), (b) and (c), and another country never makes it worse', () => {
    fc.assert(
      fc.property(fc.array(countries), countries, days, fc.boolean(), fc.boolean(), (some, another, enrolledOn, collaboration, ict) => {
        const { findings, outcome } = assess({ countries: some, enrolledOn, collaboration, ict }, reading());
        expect(findings.map(({ rule }) => rule)).toEqual(['PART-6(a)', 'PART-6(b)', 'PART-6(c)']);
        const more = assess({ countries: [...some, another], enrolledOn, collaboration, ict }, reading());
        if (outcome === 'granted') expect(more.outcome).toBe('granted');
      }),
    );
  });
});

describe('a report is looked for', () => {
  it.each([
    ['project', '2025-09-15', '2026-06-15', '2025-09-15', 'when the project begins'],
    ['follow-up', '2025-09-15', '2026-06-15', '2026-01-29', 'halfway'],
    ['follow-up', '2026-03-01', '2026-03-03', '2026-03-02', 'on the day in the middle'],
    ['follow-up', '2026-03-01', '2026-03-04', '2026-03-02', 'on the earlier of two'],
    ['follow-up', '2026-03-01', '2026-03-01', '2026-03-01', 'on the one day there is'],
    ['final', '2025-09-15', '2026-06-15', '2026-06-15', 'when it ends'],
  ])('%s, of a project from %s to %s: from %s, %s', (kind, startsOn, endsOn, due) => {
    expect(reportDue(kind, { startsOn: day(startsOn), endsOn: day(endsOn) })).toBe(due);
  });
});
