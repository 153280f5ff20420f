import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneByOne, portions } from '../../src/batch/ahead.ts';

describe('rows that are decided one after the other', () => {
  it('answer in their order, whether some have to wait or none does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ row: fc.nat(), waits: fc.boolean() }), { maxLength: 350 }), async (rows) => {
        const began: number[] = [];
        const decided = await oneByOne(rows, ({ row, waits }) => {
          began.push(row);
          return waits ? Promise.resolve(-row) : -row;
        });
        expect(began).toEqual(rows.map(({ row }) => row));
        expect(decided).toEqual(rows.map(({ row }) => -row));
      }),
      { numRuns: 30 },
    );
  });

  it('do not begin before the row before them is decided', async () => {
    let deciding = 0;
    const together = await oneByOne([...Array(250).keys()], async () => {
      deciding += 1;
      await new Promise(setImmediate);
      deciding -= 1;
      return deciding;
    });
    expect(new Set(together)).toEqual(new Set([0]));
  });

  it('let what was asked meanwhile be answered before the last of them', async () => {
    let answered = false;
    setImmediate(() => {
      answered = true;
    });
    const known = await oneByOne([...Array(250).keys()], () => answered);
    expect([known[0], known.at(-1)]).toEqual([false, true]);
  });

  it('stop where one of them fails', async () => {
    const begun: number[] = [];
    const failing = oneByOne([1, 2, 3], (row) => {
      begun.push(row);
      if (row === 2) throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
  });
});

it('portions hold all rows, each once and in order, and none more than it may', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (rows, size) => {
      const cut = portions(rows, size);
      expect(cut.flat()).toEqual(rows);
      expect(cut.length).toBe(Math.max(1, Math.ceil(rows.length / size)));
      expect(cut.every((one) => one.length <= size)).toBe(true);
    }),
  );
});
