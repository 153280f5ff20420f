import { describe, expect, it } from 'vitest';
import { fold, nearest } from '../../src/batch/nearest.ts';

describe('fold', () => {
  it('makes equal what differs in case, accents, spaces, underscores or hyphens', () => {
    expect(['Código centro', 'CODIGO_CENTRO', 'codigo-centro', 'co\u0301digo\u00a0centro'].map(fold)).toEqual(
      Array(4).fill('codigocentro'),
    );
    expect(fold('Año')).toBe('ano');
  });
});

describe('nearest', () => {
  const words = ['public', 'subsidised', 'private', 'concertado'];
  it.each([
    ['publc', 'public'],
    ['Públic', 'public'],
    ['pbulic', 'public'],
    ['subsidized', 'subsidised'],
    ['privado', 'private'],
    ['consertado', 'concertado'],
  ])('takes %s for %s', (word, meant) => expect(nearest(word, words)).toBe(meant));

  it.each(['', 'x', 'school', 'p'.repeat(1000)])('finds nothing near %j', (word) => expect(nearest(word, words)).toBeNull());

  it('counts a swap of neighbours as one difference', () => {
    expect(nearest('abc', ['bac'])).toBe('bac');
    expect(nearest('abc', ['cba'])).toBeNull();
  });

  it('finds nothing among no words', () => expect(nearest('public', [])).toBeNull());
});
