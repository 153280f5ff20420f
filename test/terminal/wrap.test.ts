import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitting } from '../../src/terminal/wrap.ts';

describe('text on a terminal', () => {
  const word = fc.string({ unit: fc.constantFrom(...'aeioñé·:'), minLength: 1, maxLength: 12 });

  it('keeps every word, in order, and no line is wider than the terminal', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), fc.nat(6), fc.integer({ min: 20, max: 100 }), (words, indent, width) => {
        const text = ' '.repeat(indent) + words.join(' ');
        const lines = fitting(text, width).split('\n');
        expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(words);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        for (const line of lines) expect(line.startsWith(' '.repeat(indent))).toBe(true);
      }),
    );
  });

  it('leaves what fits, and what is not for a terminal, as it is', () => {
    expect(fitting('one  two', 8)).toBe('one  two');
    expect(fitting('one two three', 8)).toBe('one two\nthree');
    expect(fitting('one two three', null)).toBe('one two three');
  });

  it('counts no colour', () => {
    const painted = '\u001b[32mone two\u001b[39m';
    expect(fitting(painted, 7)).toBe(painted);
  });

  it('leaves a word whole that is wider than the terminal: an address can still be copied', () => {
    expect(fitting('see https://example.org/long-address now', 12)).toBe('see\nhttps://example.org/long-address\nnow');
  });
});
