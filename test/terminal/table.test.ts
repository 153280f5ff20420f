/** How tables fit a terminal: what gives way, in which order, and what never does. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { table } from '../../src/terminal/table.ts';

const strong = (text: string) => text;
const leftOut = (columns: readonly string[]) => `left out: ${columns}`;
const header = ['project_id', 'title', 'form', 'credits'];
const rows = [
  ['P1', 'Voices of our villages and of their rivers', 'new', 4],
  ['a-rather-long-id-of-a-project', 'Ríos', 'joined', 12],
];
const widest = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));

it('is not cut, and leaves nothing out, where there is no terminal', () => {
  const text = table(header, rows, { width: null, strong, shorten: true, least: ['form'], leftOut });
  for (const cell of rows.flat()) expect(text).toContain(String(cell));
  expect(text).not.toContain('left out');
});

it('numbers stand to the right, words to the left', () => {
  const [head, first, second] = table(
    ['form', 'credits'],
    [
      ['new', 4],
      ['joined', 12],
    ],
    { width: null, strong },
  ).split('\n');
  expect([head, first, second]).toEqual(['form    credits', 'new           4', 'joined       12']);
});

it('prose is shortened with a sign that says so; ids are not', () => {
  const text = table(header, rows, { width: 68, strong, shorten: true });
  expect(widest(text)).toBeLessThanOrEqual(68);
  expect(text).toContain('Voices of our');
  expect(text).toContain('…');
  expect(text).toContain('a-rather-long-id-of-a-project');
});

it('prose wraps where it is not to be shortened: every word stays', () => {
  const text = table(header, rows, { width: 68, strong });
  expect(text).not.toContain('…');
  for (const word of String(rows[0]?.[1]).split(' ')) expect(text).toContain(word);
});

it('columns are left out in the order said, as few as it takes, and named', () => {
  const at = (width: number) => table(header, rows, { width, strong, shorten: true, least: ['form', 'credits'], leftOut });
  // Id 29, prose 14 at least, form 6, credits 7, and two spaces between.
  expect(at(62)).not.toContain('left out');
  expect(at(61)).toMatch(/left out: form$/);
  expect(at(53)).toMatch(/left out: form,credits$/);
});

it('of the columns that may go, an empty one goes first', () => {
  const text = table(['id', 'form', 'note'], [['x'.repeat(30), 'joined', null]], { width: 40, strong, least: ['form', 'note'], leftOut });
  expect(text).toMatch(/left out: note$/);
});

it('ids stay whole where nothing is left to give way', () => {
  for (const shorten of [true, false]) {
    const text = table(header, rows, { width: 10, strong, shorten, least: ['form', 'credits', 'title'], leftOut });
    expect(text).toContain('a-rather-long-id-of-a-project');
  }
});

it('fits whatever the cells are, as long as words can be shortened', () => {
  const words = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 9 }).map((some) => some.join(' '));
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), fc.integer({ min: 40, max: 120 }), (cells, width) => {
      const text = table(
        ['id', 'title', 'name'],
        cells.map((cell, place) => [`P${place}`, cell, cell]),
        { width, strong, shorten: true },
      );
      expect(widest(text)).toBeLessThanOrEqual(width);
    }),
  );
});

it('nothing of a cell reaches the terminal as a control character', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  expect(table(['title'], [['a\u001b[31m\nb\u0007']], { width: 80, strong })).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});
