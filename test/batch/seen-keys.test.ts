import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeenKeys } from '../../src/batch/seen-keys.ts';

describe('the keys of a file that went by', () => {
  it('answers as a set of the keys would', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 200 }), (keys) => {
        const [seen, set] = [new SeenKeys(), new Set<string>()];
        for (const key of keys) {
          expect(seen.add(key)).toBe(set.has(key));
          set.add(key);
        }
      }),
    );
  });

  it('tells 200,000 numbered teachers and their addresses apart, and knows each again', () => {
    const seen = new SeenKeys();
    const keys = Array.from({ length: 100_000 }, (_, n) => [`T${String(n).padStart(7, '0')}`, `docente${n}@example.org`]).flat();
    expect(keys.filter((key) => seen.add(key))).toEqual([]);
    expect(keys.filter((key) => !seen.add(key))).toEqual([]);
  });

  it('takes the place of a letter into account', () => {
    const seen = new SeenKeys();
    expect(['ab', 'ba', 'a', '', 'aab', 'aba', 'baa'].map((key) => seen.add(key))).not.toContain(true);
  });
});
