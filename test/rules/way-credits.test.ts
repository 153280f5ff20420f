/** What credits still lack: who hands in, evaluates, names the CFIE and certifies; and where there is no way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AcademicYear, addDays, day } from '../../src/day.ts';
import { certifyCredits } from '../../src/rules/credits.ts';
import { missing } from '../../src/rules/way.ts';
import { type CreditsFacts, wayToCredits } from '../../src/rules/way-credits.ts';
import { officeValue, readingOn } from './verdicts.ts';
import { lineOf, obstaclesOf, outside, taking } from './ways.ts';

const today = day('2026-06-20');
const school = {
  schoolCode: '05990014',
  funding: 'public',
  cfie: 'CFIE-AVILA',
  municipality: 'Arenas',
  province: 'Ávila',
} as const;
const complete: CreditsFacts = {
  part: taking,
  claim: {
    enrolment: { schoolCode: '05990014', active: true, funding: 'public', cfie: 'CFIE-AVILA' },
    startsOn: taking.startsOn,
    endsOn: taking.endsOn,
    documents: ['project', 'follow-up', 'final'],
    evaluation: 'positive',
    certified: 0,
    standing: [],
    asked: null,
  },
  school,
  year: '2025-26' as AcademicYear,
  certified: [],
};
const way = ({ claim, ...more }: Partial<Omit<CreditsFacts, 'claim'>> & { readonly claim?: Partial<CreditsFacts['claim']> }, on = today) =>
  wayToCredits(
    { ...complete, ...more, claim: { ...complete.claim, ...claim } },
    on,
    () => readingOn('2026-08-31'),
    (of) => readingOn(of),
  );

const certifies = 'cfie: credits certify --year 2025-26 --project P1 --teacher ANA';
const evaluates = 'cfie: report evaluate --project P1 --teacher ANA --result positive [CRED-4]';
const handsIn = (kind: string) => `teacher: report submit --project P1 --teacher ANA --kind ${kind} [CRED-3]`;

it('of somebody who has done everything only the certificate is missing', () => {
  const done = way({});
  expect(done.steps.map(lineOf)).toEqual([certifies]);
  expect(done).toMatchObject({ prerequisites: [], obstacles: [], credits: 4 });
  expect(missing(done)).toEqual([]);
  expect(done.findings.map(({ met }) => met)).toEqual(Array(8).fill(true));
});

describe('CRED-3: the documents that are not in, in the order of the edition', () => {
  it.each([
    [[], ['project', 'follow-up', 'final']],
    [['final', 'project'], ['follow-up']],
    [['project', 'follow-up'], ['final']],
    [['project', 'follow-up', 'final'], []],
  ])('%j are in', (documents, lacking) => {
    const found = way({ claim: { documents } });
    expect(found.steps.map(lineOf)).toEqual([...lacking.map(handsIn), certifies]);
    expect(found.steps.slice(0, -1).map(({ act }) => act)).toEqual(lacking.map((kind) => ({ does: 'handIn', teacher: 'ANA', kind })));
  });
});

describe('CRED-4: the final report is evaluated', () => {
  it.each([
    ['positive', []],
    ['negative', [evaluates]],
    [null, [evaluates]],
  ] as const)('known: %s', (evaluation, steps) => {
    const found = way({ claim: { evaluation } });
    expect(found.steps.map(lineOf)).toEqual([...steps, certifies]);
    expect(found.credits).toBe(4);
    if (evaluation !== 'positive')
      expect(found.steps[0]?.act).toEqual({ does: 'evaluateReport', teacher: 'ANA', again: evaluation === 'negative' });
  });
});

describe('CRED-7: the CFIE is named, for the whole municipality where that is known', () => {
  const unknown = { ...school, cfie: null };
  it.each([
    ['with a province', unknown, '--province Ávila --municipality Arenas'],
    ['without one', { ...unknown, province: null }, '--municipality Arenas'],
    ['by school where no municipality is known', { ...unknown, municipality: null }, '--school 05990014'],
    ['of a school to be named', null, '--school <school_code>'],
  ])('%s', (_, of, place) => {
    const found = way({ school: of, claim: { enrolment: { ...school, active: true, cfie: null } } });
    expect(found.steps.map(lineOf)).toEqual([`cfie: cfie add --cfie <cfie> ${place} [CRED-7]`, certifies]);
    expect(found.steps[0]?.act).toEqual({ does: 'nameCfie', school: of?.schoolCode ?? null });
  });
});

describe('who is not in the project begins with it', () => {
  it('the steps of taking part come first, and its findings before those of the claim', () => {
    const found = way({ part: outside, claim: { enrolment: null, documents: [], evaluation: null } }, day('2026-02-02'));
    expect(found.steps.map(({ act }) => act.does)).toEqual([
      'enrol',
      'assess',
      'approve',
      'handIn',
      'handIn',
      'handIn',
      'evaluateReport',
      'certify',
    ]);
    expect(found.prerequisites.map(({ rule }) => rule)).toContain('PART-3');
    expect(found.findings.find(({ rule }) => rule === 'CRED-1')?.met).toBe(false);
  });

  it('after its end there is no way', () => {
    const late = way({ part: outside, claim: { enrolment: null } });
    expect(obstaclesOf(late)).toEqual(['PART-5 enrolledInTime']);
    expect(missing(late)).not.toContain('PART-3');
  });
});

describe('where there is no way', () => {
  const used = [{ certificate: 'CFIE-AVILA/2025-26/1', credits: 4 }];
  it.each([
    [
      'a private school',
      { school: { ...school, funding: 'private' } },
      ['CRED-2 otherFunding'],
      { does: 'otherFunding', school: '05990014' },
    ],
    ['59 days', { claim: { startsOn: addDays(day('2026-06-15'), -58) } }, ['CRED-5 otherDates'], { does: 'otherDates', project: 'P1' }],
    ['nothing left of the four', { claim: { certified: 4 }, certified: used }, ['CRED-6 usedUp'], { does: 'usedUp', by: used }],
    ['certified already', { claim: { standing: ['D000001'] } }, ['CRED-8'], null],
  ] as const)('%s', (_, facts, obstacles, hint) => {
    const found = way(facts);
    expect(obstaclesOf(found)).toEqual(obstacles);
    expect(found.obstacles[0]?.hint).toEqual(hint);
    expect(found).toMatchObject({ steps: [], credits: null });
  });
});

it('where no school known could be certified, none is named', () => {
  const reading = () => readingOn('2026-08-31', officeValue('credits.funding', ['subsidised']));
  const found = wayToCredits({ ...complete, school: null }, today, reading, (of) => readingOn(of));
  expect(found.obstacles).toMatchObject([{ finding: { rule: 'CRED-2' }, hint: null }]);
});

describe('the certificate says how long the project lasts, what that gives and what the ceiling leaves', () => {
  const lasting = (days: number) => ({ startsOn: addDays(day('2026-06-15'), 1 - days) });
  const year = { ofDuration: 4, least: 225, parameter: 'credits.academic-year-days', assumed: true };
  const term = { ofDuration: 2, least: 60, parameter: 'credits.term-days', assumed: true };
  it.each([
    [225, 0, { credits: 4, left: 4, ...year }],
    [224, 0, { credits: 2, left: 4, ...term }],
    [60, 0, { credits: 2, left: 4, ...term }],
    [225, 3, { credits: 1, left: 1, ...year }],
    [60, 1, { credits: 2, left: 3, ...term }],
  ])('%i days, %i certified already', (days, certified, expected) => {
    const found = way({ claim: { ...lasting(days), certified } });
    expect(found.steps.at(-1)?.act).toEqual({ does: 'certify', days, ...expected });
    expect(found.credits).toBe(expected.credits);
    expect(found.assumed).toContain(expected.parameter);
  });
});

it('there are steps just where the claim, once everybody has done what they can, is granted, and for its credits', () => {
  const claims = fc.record({
    documents: fc.subarray(['project', 'follow-up', 'final']),
    evaluation: fc.constantFrom('positive', 'negative', null),
    certified: fc.integer({ min: 0, max: 4 }),
    standing: fc.constantFrom([], [], ['recorded']),
    startsOn: fc.integer({ min: 1, max: 300 }).map((days) => addDays(day('2026-06-15'), 1 - days)),
  });
  fc.assert(
    fc.property(claims, fc.constantFrom('public', 'subsidised', 'private'), (claim, funding) => {
      const found = way({ claim, school: { ...school, funding } });
      const done = {
        ...complete.claim,
        ...claim,
        documents: complete.claim.documents,
        evaluation: 'positive',
        enrolment: { schoolCode: '05990014', active: true, funding, cfie: 'CFIE-AVILA' },
      } as const;
      const certified = certifyCredits(done, readingOn('2026-08-31'));
      expect(found.steps.length > 0).toBe(certified.outcome === 'granted');
      expect(found.credits).toBe(certified.credits);
    }),
  );
});
