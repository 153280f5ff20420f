/** Days, as they are written and counted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  academicYearOf,
  addDays,
  addYears,
  day,
  dayInMadrid,
  daysBetween,
  daysCounted,
  daysOfAcademicYear,
  earliest,
  latest,
  parseAcademicYear,
  parseDay,
} from '../src/day.ts';

describe('a day is written YYYY-MM-DD or dd/mm/yyyy', () => {
  it.each([
    ['2026-06-30', '2026-06-30'],
    ['30/06/2026', '2026-06-30'],
    ['5/06/2026', '2026-06-05'],
    ['05/6/2026', '2026-06-05'],
    ['5/6/2026', '2026-06-05'],
    ['01/12/2025', '2025-12-01'],
    ['31/12/2025', '2025-12-31'],
    ['29/02/2024', '2024-02-29'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
  ])('%s is %s', (text, expected) => {
    expect(parseDay(text)).toBe(expected);
  });

  it.each([
    ['12/31/2025', 'the month never comes first'],
    ['2025-13-01', 'there is no thirteenth month'],
    ['2025-00-10', 'nor a month before January'],
    ['2025-02-29', '2025 is no leap year'],
    ['1900-02-29', 'nor was 1900'],
    ['29/02/2025', '2025 is no leap year'],
    ['30/02/2024', 'February never has thirty days'],
    ['2025-04-31', 'April has thirty days'],
    ['31/04/2025', 'April has thirty days'],
    ['00/04/2025', 'months begin on the first'],
    ['2025-6-5', 'the year first needs two digits each'],
    ['05/06/26', 'a year has four digits'],
    ['005/06/2026', 'a day has two digits at most'],
    ['05-06-2026', 'a slash belongs between day and month'],
    ['2025/06/05', 'a hyphen belongs after the year'],
    ['2025-06-05T00:00', 'a time is no day'],
    [' 2025-06-05', 'whoever reads a cell trims it first'],
    ['2025-06-05 ', 'whoever reads a cell trims it first'],
    ['46023', 'a serial number of a spreadsheet is no day'],
    ['', 'nothing is no day'],
  ])('“%s” is none: %s', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  it('a day written in the program must be one', () => {
    expect(day('2026-06-30')).toBe('2026-06-30');
    expect(() => day('2026-06-31')).toThrow(new RangeError('not a day: 2026-06-31'));
  });

  it('says the same of a text however many others it has read since', () => {
    expect([parseDay('1/2/2026'), parseDay('30/2/2026')]).toEqual(['2026-02-01', null]);
    for (let count = 0; count <= 20_000; count += 1) parseDay(`no day ${count}`);
    expect([parseDay('1/2/2026'), parseDay('30/2/2026')]).toEqual(['2026-02-01', null]);
  });

  it('reads what it writes, both ways', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (at) => {
        const written = at.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = written.split('-').map(Number);
        expect(parseDay(written)).toBe(written);
        expect(parseDay(`${dayOfMonth}/${month}/${year}`)).toBe(written);
      }),
    );
  });
});

describe('days are counted on the calendar', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-06-30', 0, '2026-06-30'],
  ])('%s and %i days is %s', (from, count, expected) => {
    expect(addDays(day(from), count)).toBe(expected);
  });

  it.each([
    ['2024-06-30', 2, '2026-06-30'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 2, '2026-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2023-02-28', 1, '2024-02-28'],
    ['2024-02-29', -1, '2023-02-28'],
  ])('%s and %i years is %s: 29 February becomes 28 where the year has none', (from, count, expected) => {
    expect(addYears(day(from), count)).toBe(expected);
  });

  it.each([
    ['2026-06-30', '2026-06-30', 1, 0],
    ['2026-06-30', '2026-07-01', 2, 1],
    ['2024-02-28', '2024-03-01', 3, 2],
    ['2025-02-28', '2025-03-01', 2, 1],
    ['2025-01-01', '2025-12-31', 365, 364],
    ['2024-01-01', '2024-12-31', 366, 365],
    ['2026-03-28', '2026-03-30', 3, 2],
    ['2026-07-01', '2026-06-30', 0, -1],
  ])('from %s to %s: %i with both counted, %i between', (first, last, counted, between) => {
    expect(daysCounted(day(first), day(last))).toBe(counted);
    expect(daysBetween(day(first), day(last))).toBe(between);
  });

  it('so many days later are so many days between', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400_000, max: 400_000 }), fc.integer({ min: -3000, max: 3000 }), (from, count) => {
        const first = addDays(day('2000-02-29'), from);
        expect(daysBetween(first, addDays(first, count))).toBe(count);
      }),
    );
  });

  it('of two days one is the earliest and one the latest', () => {
    const [a, b] = [day('2026-06-30'), day('2026-07-01')];
    expect([earliest(a, b), earliest(b, a), earliest(a, a)]).toEqual([a, a, a]);
    expect([latest(a, b), latest(b, a), latest(b, b)]).toEqual([b, b, b]);
  });
});

describe('the day in Madrid', () => {
  it.each([
    ['2026-06-30T21:59:59.999Z', '2026-06-30', 'a second before midnight in summer'],
    ['2026-06-30T22:00:00.000Z', '2026-07-01', 'midnight in summer'],
    ['2025-12-31T22:59:59.999Z', '2025-12-31', 'a second before midnight in winter'],
    ['2025-12-31T23:00:00.000Z', '2026-01-01', 'midnight in winter'],
    ['2026-03-28T22:59:59.999Z', '2026-03-28', 'the night summer time begins: before midnight it is still winter'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29', 'and midnight too'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29', 'the hour that is left out'],
    ['2026-03-29T21:59:59.999Z', '2026-03-29', 'the evening after, in summer time'],
    ['2026-03-29T22:00:00.000Z', '2026-03-30', 'midnight after, in summer time'],
    ['2026-10-24T22:00:00.000Z', '2026-10-25', 'the night winter time begins: midnight is still in summer'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25', 'the hour that comes twice, first'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25', 'and again'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25', 'the evening after, in winter time'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26', 'midnight after, in winter time'],
  ])('at %s it is %s: %s', (instant, expected) => {
    expect(dayInMadrid(new Date(instant))).toBe(expected);
  });
});

describe('an academic year is named by the two it lies in', () => {
  it.each([
    ['2025-26', '2025-26'],
    ['2025-2026', '2025-26'],
    ['2025/26', '2025-26'],
    ['2025/2026', '2025-26'],
    ['1999-00', '1999-00'],
    ['1999-2000', '1999-00'],
    ['2009-10', '2009-10'],
  ])('%s is %s', (text, expected) => {
    expect(parseAcademicYear(text)).toBe(expected);
  });

  it.each(['2025-27', '2025-25', '2025-24', '2025-2027', '2025', '25-26', '2025-6', '2025-026', '2025 26', '2025-26x', 'x2025-26', ''])(
    '“%s” is none',
    (text) => {
      expect(parseAcademicYear(text)).toBeNull();
    },
  );

  it.each([
    ['2025-08-31', '2024-25'],
    ['2025-09-01', '2025-26'],
    ['2025-12-31', '2025-26'],
    ['2026-01-01', '2025-26'],
    ['2026-08-31', '2025-26'],
    ['2026-09-01', '2026-27'],
    ['1999-09-01', '1999-00'],
    ['2099-09-01', '2099-00'],
  ])('%s lies in %s, a year that begins on 1 September', (text, expected) => {
    expect(academicYearOf(day(text), '09-01')).toBe(expected);
  });

  it.each([
    ['2025-26', '09-01', '2025-09-01', '2026-08-31'],
    ['2027-28', '09-01', '2027-09-01', '2028-08-31'],
    ['1999-00', '09-01', '1999-09-01', '2000-08-31'],
    ['2025-26', '01-01', '2025-01-01', '2025-12-31'],
    ['2025-26', '03-01', '2025-03-01', '2026-02-28'],
    ['2027-28', '03-01', '2027-03-01', '2028-02-29'],
  ])('%s, beginning on %s, runs from %s to %s', (year, start, first, last) => {
    expect(daysOfAcademicYear(year, start)).toEqual({ first, last });
  });

  it('every day lies in one year, from its first day to its last', () => {
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true });
    const starts = fc.constantFrom('01-01', '03-01', '08-31', '09-01', '12-31');
    fc.assert(
      fc.property(days, starts, (at, start) => {
        const on = day(at.toISOString().slice(0, 10));
        const { first, last } = daysOfAcademicYear(academicYearOf(on, start), start);
        expect(first <= on && on <= last).toBe(true);
        expect(academicYearOf(addDays(first, -1), start)).not.toBe(academicYearOf(first, start));
        expect(academicYearOf(addDays(last, 1), start)).not.toBe(academicYearOf(last, start));
      }),
    );
  });
});
