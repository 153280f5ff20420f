import { describe, expect, it } from 'vitest';
import type { Parser } from '../../src/batch/column.ts';
import { printable } from '../../src/batch/fault.ts';
import {
  academicYear,
  calendarYear,
  checkDigitHolds,
  choice,
  country,
  day,
  email,
  id,
  partners,
  schoolCode,
  text,
  wholeNumber,
  yesNo,
} from '../../src/batch/parsers.ts';
import { en } from '../../src/languages/en/index.ts';
import { es } from '../../src/languages/es/index.ts';

const value = <T>(parser: Parser<T>, written: string): T | undefined => {
  const read = parser(written);
  return 'value' in read ? read.value : undefined;
};
const expected = (parser: Parser<unknown>, written: string, t: typeof en | typeof es = en): string => {
  const read = parser(written);
  if ('value' in read) throw new Error(`«${written}» was read`);
  return read.expected(t);
};

describe('text', () => {
  it('is kept, with one kind of line end and of accent', () => {
    expect(value(text, 'Íñigo')).toBe('Íñigo');
    expect(value(text, 'I\u0301n\u0303igo\r\na\rb')).toBe('Íñigo\na\nb');
  });
  it('has at most 10,000 characters', () => {
    expect(value(text, 'x'.repeat(10_000))).toHaveLength(10_000);
    expect(expected(text, 'x'.repeat(10_001))).toBe('has 10001 characters, 10000 at most');
    expect(expected(text, 'x'.repeat(10_001), es)).toBe('tiene 10001 caracteres; el máximo es 10000');
  });
});

describe('an id', () => {
  it('is anything that can be seen, up to 100 characters', () => {
    for (const written of ['T-001', 'a/b', '=1', 'Ñ 12', 'x'.repeat(100)]) expect(value(id, written)).toBe(written);
    expect(expected(id, 'x'.repeat(101))).toContain('100 at most');
    for (const hidden of ['a\u200bb', 'a\nb', 'a\u202eb', '\ud800']) expect(expected(id, hidden)).toBe(en.batch.unprintable);
  });
});

describe('a day', () => {
  it('is written YYYY-MM-DD or dd/mm/yyyy', () => {
    for (const written of ['2026-02-01', '01/02/2026', '1/2/2026']) expect(value(day, written)).toBe('2026-02-01');
    expect(value(day, '29/02/2024')).toBe('2024-02-29');
  });
  it.each(['29/02/2025', '2026-13-01', '31/04/2026', '1-2-2026', '2026/02/01', '20260201', '01/02/26', 'x'.repeat(1e6)])(
    'is not %.20s',
    (written) => {
      expect(expected(day, written)).toBe('is not a date: expected YYYY-MM-DD or dd/mm/yyyy');
      expect(expected(day, written, es)).toBe('no es una fecha: se espera AAAA-MM-DD o dd/mm/aaaa');
    },
  );
});

describe('yes and no', () => {
  it.each(['yes', 'Y', 'sí', 'SI', 's', 'true', 'verdadero', 'TRUE', '1'])('%s is yes', (written) =>
    expect(value(yesNo, written)).toBe(true),
  );
  it.each(['no', 'N', 'NO', 'false', 'FALSO', '0'])('%s is no', (written) => expect(value(yesNo, written)).toBe(false));
  it.each(['2', 'x', 'sin', 'nope', '-', '1.0'])('%s is neither', (written) => {
    expect(expected(yesNo, written)).toBe('is neither yes nor no');
    expect(expected(yesNo, written, es)).toBe('no es ni sí ni no');
  });
});

describe('a choice', () => {
  const funding = choice({ public: ['público'], subsidised: ['concertado'], private: ['privado'] });
  it.each(['public', 'PÚBLICO', 'publico', 'Pu\u0301blico'])('reads %s in both languages, without case or accents', (written) =>
    expect(value(funding, written)).toBe('public'),
  );
  it('tells its words in the language of the reader, and the one perhaps meant', () => {
    expect(expected(funding, 'publik')).toBe('is none of: public, subsidised, private; did you mean public?');
    expect(expected(funding, 'consertado', es)).toBe(
      'no es ninguno de estos valores: público, concertado, privado; ¿quería decir concertado?',
    );
    expect(expected(funding, 'state')).toBe('is none of: public, subsidised, private');
  });
  it('takes nothing that only looks like a word of the language', () => {
    for (const written of ['constructor', '__proto__', '-', '_', 'p'.repeat(1e6)])
      expect(expected(funding, written)).toContain('is none of');
  });
});

describe('an e-mail address', () => {
  it('is read in lower case', () => expect(value(email, 'Ana.Gil+etw@Example.ORG')).toBe('ana.gil+etw@example.org'));
  it.each(['ana@example.org', "o'brien@sub.example.org", 'niño@example.org', '05000038@example.org'])('is %s', (written) =>
    expect(value(email, written)).toBe(written),
  );
  it.each([
    'ana',
    'ana@',
    '@example.org',
    'ana@example',
    'a na@example.org',
    'ana@@example.org',
    'ana@example..org',
    '.ana@example.org',
    'ana.@example.org',
    'ana@example.org.',
    'a@x.o',
    'ana@example.org, luis@example.org',
    'Ana <ana@example.org>',
    'ana\u200b@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('is not %s', (written) => {
    expect(expected(email, written)).toBe(en.batch.notEmail);
  });
  it('is judged at once, however long', () => {
    for (const part of ['a', 'a.', '.', 'a@', '@a.']) expect(expected(email, part.repeat(50_000))).toBe(en.batch.notEmail);
  });
});

describe('a school code', () => {
  it('is text: zeros stay', () => expect(value(schoolCode, '05000038')).toBe('05000038'));
  it('of another country is free text', () => expect(value(schoolCode, '0750001A')).toBe('0750001A'));
  it('of seven digits lost its zero', () => {
    expect(expected(schoolCode, '5000038')).toBe('has 7 digits: a spreadsheet dropped the leading zero; did you mean 05000038?');
    expect(expected(schoolCode, '5000038', es)).toContain('¿quería decir 05000038?');
  });
  it('has no spaces and at most 40 characters', () => {
    expect(expected(schoolCode, '0500 0038')).toBe(en.batch.codeWithSpace);
    expect(expected(schoolCode, 'x'.repeat(41))).toContain('40 at most');
    expect(value(schoolCode, 'x'.repeat(40))).toHaveLength(40);
  });
  it('has a check digit in Spain: that of the weights 2 7 6 5 4 3 2, and 1 where it would be 10', () => {
    // 7×5 + 2×3 = 41, which leaves 8; 6×1 + 4×1 = 10, which is written 1.
    for (const code of ['05000038', '00101001']) expect(checkDigitHolds(code)).toBe(true);
    for (const code of ['05000037', '00101000', '5000038', '050000380', '0500003A', '']) expect(checkDigitHolds(code)).toBe(false);
  });
  it('of a wrong digit is noticed, whichever digit it is', () => {
    for (let at = 0; at < 7; at++) {
      const code = [...'05000038'];
      code[at] = String((Number(code[at]) + 1) % 10);
      expect(checkDigitHolds(code.join(''))).toBe(false);
    }
  });
});

describe('a country', () => {
  it.each([
    ['es', 'ES'],
    ['EL', 'GR'],
    ['gr', 'GR'],
    ['uk', 'GB'],
    ['XK', 'XK'],
  ])('%s is %s', (written, code) => expect(value(country, written)).toBe(code));
  it.each(['ESP', 'E', 'QQ', 'ZZ', 'EU', 'YU', 'DD', 'Spain', '12', 'e\u00f1', '001'])('is not %s', (written) => {
    expect(expected(country, written)).toBe('is not a country: expected two letters such as ES or FR');
  });
});

describe('partners', () => {
  it('are countries and names, in the order written', () => {
    expect(value(partners, 'FR:Lycée Voltaire| el : 1o: Lykeio |IT:Liceo Galilei')).toEqual([
      { country: 'FR', name: 'Lycée Voltaire' },
      { country: 'GR', name: '1o: Lykeio' },
      { country: 'IT', name: 'Liceo Galilei' },
    ]);
  });
  it.each([
    ['FR:Lycée Voltaire|', ''],
    ['Lycée Voltaire', 'Lycée Voltaire'],
    ['FR:', 'FR:'],
    ['FR:A|QQ:B', 'QQ:B'],
    [':A', ':A'],
  ])('of %s are refused, naming the part', (written, part) => {
    expect(expected(partners, written)).toContain(`see “${part}”`);
    expect(expected(partners, written, es)).toContain(`véase «${part}»`);
  });
});

describe('years', () => {
  it('of school are two that follow one another', () => {
    for (const written of ['2025-26', '2025/26', '2025-2026']) expect(value(academicYear, written)).toBe('2025-26');
    for (const written of ['2025', '2025-27', '25-26']) expect(expected(academicYear, written)).toBe(en.batch.notAcademicYear);
  });
  it('of the calendar have four digits', () => {
    expect(value(calendarYear, '2026')).toBe('2026');
    for (const written of ['26', '0026', '20260', '2026.0', '2025-26'])
      expect(expected(calendarYear, written)).toBe(en.batch.notCalendarYear);
  });
});

describe('a whole number', () => {
  const score = wholeNumber(0, 5);
  it('is digits between two bounds, both included', () => {
    expect(['0', '5', '05', '-0'].map((written) => value(score, written))).toEqual([0, 5, 5, 0]);
    expect(value(wholeNumber(-2, 2), '-2')).toBe(-2);
  });
  it.each(['6', '-1', '4.0', '4,5', '+4', '4 ', '1e0', '0x1', '٤', '9'.repeat(400)])('is not %.20s', (written) => {
    expect(expected(score, written)).toBe('is not a whole number from 0 to 5');
  });
});

describe('printable', () => {
  it('leaves what can be seen', () => expect(printable('Íñigo «漢» 😀 C:\\x')).toBe('Íñigo «漢» 😀 C:\\x'));
  it('escapes controls, line ends, bidirectional marks and broken characters', () => {
    expect(printable('\u001b[31m\n\r\t\u202e\u0085\u2028\ud800\u{e0001}')).toBe(
      '\\u001b[31m\\n\\r\\t\\u202e\\u0085\\u2028\\ud800\\u{e0001}',
    );
  });
  it('shortens, and never within a character', () => {
    expect(printable('abcdef', 3)).toBe('abc…');
    expect(printable('ab😀def', 3)).toBe('ab…');
    expect(printable('abc', 3)).toBe('abc');
  });
});
