/** Files gone wrong: what editors, transfers and people make of a good one. */
import fc from 'fast-check';
import { csv, rowsOf } from '../etw.ts';

/** What has no place in a cell, or looks as if it had. */
const strange = [
  ...[
    '',
    ' ',
    '-',
    '--',
    '""',
    '"',
    '\0',
    '\t',
    '\r',
    '\n',
    ';',
    ',',
    '\ufeff',
    '\u001b[31m',
    '\u009b2J',
    '\u202e',
    '\u200b',
    '\ud800',
    '\uffff',
  ],
  ...['=1+1', '@x', '+1', "'", '`', '\\', '|', '||', 'FR:', 'XX:a|FR:b', '%00', '{{x}}', "'; drop table log; --", '<b>'],
  ...['0', '-1', '1e3', '0x1', 'NaN', 'Infinity', '9'.repeat(400), '٣', '1,5', '2026-02-30', '02/13/2026', '9999-12-31', '0000-00-00'],
  ...['__proto__', 'constructor', 'null', 'undefined', 'true', 'sí', 'YES', 'público', '5990014', 'A1', 'P1', 'é', 'e\u0301', '漢', '😀'],
  ...['../../x', '/dev/zero', 'file:///x', 'a'.repeat(101), 'b'.repeat(10_001), '\n'.repeat(50), '"\n"', '"a""b"c'],
];
const strangeText = fc.oneof(fc.constantFrom(...strange), fc.string({ unit: 'binary', maxLength: 6 }));
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

type Table = readonly (readonly string[])[];
const at = (share: number, length: number) => Math.min(length - 1, Math.floor(share * length));

/** Changes of a table, its header included. */
const ofTables: readonly fc.Arbitrary<(table: Table) => Table>[] = [
  // A cell, a row put in twice, a row gone, cells of a row that are too few or too many, a column twice, gone or of another name.
  fc.tuple(place, place, strangeText).map(
    ([row, column, text]) =>
      (table: Table) =>
        table.map((cells, y) =>
          y === at(row, table.length) ? cells.map((cell, x) => (x === at(column, cells.length) ? text : cell)) : cells,
        ),
  ),
  fc.tuple(place, place, strangeText).map(
    ([row, column, text]) =>
      (table: Table) =>
        table.map((cells, y) =>
          y === at(row, table.length) ? cells.map((cell, x) => (x === at(column, cells.length) ? cell + text : cell)) : cells,
        ),
  ),
  place.map((row) => (table: Table) => [...table, table[at(row, table.length)] ?? []]),
  place.map((row) => (table: Table) => table.filter((_, y) => y !== at(row, table.length))),
  place.map((row) => (table: Table) => table.map((cells, y) => (y === at(row, table.length) ? cells.slice(1) : cells))),
  fc.tuple(place, strangeText).map(
    ([row, text]) =>
      (table: Table) =>
        table.map((cells, y) => (y === at(row, table.length) ? [...cells, text] : cells)),
  ),
  place.map((column) => (table: Table) => table.map((cells) => [...cells, cells[at(column, cells.length)] ?? ''])),
  place.map((column) => (table: Table) => table.map((cells) => cells.filter((_, x) => x !== at(column, cells.length)))),
  place.map((column) => (table: Table) => {
    const [header = [], ...rows] = table;
    return [header.map((cell, x) => (x === at(column, header.length) ? cell.toUpperCase().replaceAll('_', ' ') : cell)), ...rows];
  }),
];

/** Changes of the bytes: something put in, some cut out, the end cut off. */
const ofBytes: readonly fc.Arbitrary<(bytes: Buffer) => Buffer>[] = [
  fc
    .tuple(
      place,
      fc.nat(4),
      fc.oneof(
        strangeText.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 4 }),
      ),
    )
    .map(
      ([share, cut, put]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, at(share, bytes.length)), put, bytes.subarray(at(share, bytes.length) + cut)]),
    ),
  place.map((share) => (bytes: Buffer) => bytes.subarray(0, at(share, bytes.length))),
  fc.tuple(place, fc.nat(7)).map(([share, bit]) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    const place = at(share, bytes.length);
    if (place >= 0) changed[place] = (changed[place] ?? 0) ^ (1 << bit);
    return changed;
  }),
];

const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(text, 'latin1'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
];

const apply = <T>(changes: readonly ((value: T) => T)[], value: T): T => changes.reduce((changed, change) => change(changed), value);

/** A good file made into another: one of several thousand million, most of them bad. */
export const mutation: fc.Arbitrary<(text: string) => Buffer> = fc
  .tuple(
    fc.array(fc.oneof(...ofTables), { maxLength: 3 }),
    fc.constantFrom(',', ',', ';', '\t'),
    fc.boolean(),
    fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(encodings.length - 1) }),
    fc.array(fc.oneof(...ofBytes), { maxLength: 2 }),
  )
  .map(([changes, delimiter, crlf, encoding, spoils]) => (text) => {
    const rows = rowsOf(text);
    const header = Object.keys(rows[0] ?? {});
    const table = apply(changes, [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))] as Table);
    const numbered = table.map((cells) => Object.fromEntries(cells.map((cell, x) => [`c${x}`, cell])));
    const [, ...lines] = csv(numbered, delimiter).split('\n');
    return apply(spoils, (encodings[encoding] as (text: string) => Buffer)(lines.join(crlf ? '\r\n' : '\n')));
  });
