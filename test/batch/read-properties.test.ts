import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputFault } from '../../src/batch/fault.ts';
import { text } from '../../src/batch/parsers.ts';
import { column, type Read, read } from './reading.ts';

const columns = ['id', 'one', 'two', 'three'].map((name) => column(name, text, { required: name === 'id' }));

const letters = [...'ab 1-_=|;,\'"\n\tñÁ€', '""', '"\n"', ';;', '漢', '😀', '́', '\r\n'];
const cell = fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((parts) => parts.join(''));
const row = fc.tuple(cell, cell, cell, cell).map(([id, ...others]) => [`x${id}`, ...others]);
const table = fc.array(row, { maxLength: 12 });
const piece = fc.integer({ min: 1, max: 40 });

const encoders: Record<string, (written: string) => Uint8Array> = {
  'utf-8': (written) => Buffer.from(written),
  'utf-8 with its mark': (written) => Buffer.from(`\ufeff${written}`),
  'utf-16le': (written) => Buffer.from(`\ufeff${written}`, 'utf16le'),
  'utf-16be': (written) => Buffer.from(`\ufeff${written}`, 'utf16le').swap16(),
};

const lineFeeds = (written: string) => written.split('\n').length - 1;

describe('any table', () => {
  it('reads back as it was written, on the right lines, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(...Object.keys(encoders)),
        fc.boolean(),
        fc.boolean(),
        piece,
        async (rows, delimiter, newline, encoding, quoted, ended, size) => {
          const line = (cells: string[], eof = true) =>
            stringify([cells], { delimiter, record_delimiter: newline, quote_record_delimiter: true, quoted, eof });
          const written = [columns.map(({ name }) => name), ...rows].map((cells, at) => line(cells, ended || at < rows.length));
          const starts = written.map((_, at) => 1 + lineFeeds(written.slice(0, at).join('')));
          const found = await read(encoders[encoding]?.(written.join('')) as Uint8Array, { columns, piece: size });
          expect(found.sheet.delimiter).toBe(delimiter);
          expect(found.rows.map(({ line, cells }) => ({ line, cells }))).toEqual(
            rows.map((cells, at) => ({ line: starts[at + 1], cells })),
          );
          for (const [at, { values }] of found.rows.entries())
            expect(values).toEqual(
              Object.fromEntries(
                columns.flatMap(({ name }, place) => {
                  const trimmed = rows[at]?.[place]?.trim() ?? '';
                  return trimmed === '' ? [] : [[name, trimmed === '-' ? null : trimmed.replaceAll('\r\n', '\n').normalize('NFC')]];
                }),
              ),
            );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('any bytes', () => {
  const good = 'id;one;two;three\n1;"a\nb";ñ;"c"\r\n2;x;"y;z";\n\n;;;\n3;"q""q";-;Ávila\n';
  const change = fc.record({
    at: fc.nat(200),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(...['"', ';', '\n', '\r', '\0', '"x', '\u0085', '\ufeff'].map((sign) => Buffer.from(sign))),
    ),
    cut: fc.nat(3),
  });
  const spoiled = fc
    .tuple(fc.constantFrom(...Object.values(encoders)), fc.array(change, { maxLength: 4 }))
    .map(([encode, changes]) =>
      changes.reduce(
        (bytes, { at, bytes: put, cut }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
        Buffer.from(encode(good)),
      ),
    );
  const outcome = async (bytes: Uint8Array, size: number): Promise<Read['rows'] | InputFault> => {
    try {
      return (await read(bytes, { columns, piece: size })).rows;
    } catch (error) {
      if (error instanceof InputFault) return error;
      throw error;
    }
  };

  it('give rows or an input fault, and the same wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(spoiled, piece, async (bytes, size) => {
        const whole = await outcome(bytes, 10_000);
        const cut = await outcome(bytes, size);
        expect(cut instanceof InputFault).toBe(whole instanceof InputFault);
        if (whole instanceof InputFault || cut instanceof InputFault) return;
        expect(cut).toEqual(whole);
        for (const [at, { line, values, faults }] of whole.entries()) {
          expect(line).toBeGreaterThan(whole[at - 1]?.line ?? 1);
          expect(values === null).toBe(faults.length > 0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
