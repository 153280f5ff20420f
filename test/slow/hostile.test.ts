/** Ten thousand spoilt files of every kind of batch. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Victim } from '../disturbed/hostile.ts';
import { mutation } from '../disturbed/mutations.ts';
import { scenesOf } from '../disturbed/scenes.ts';

const files = 10_000;

it(`${files} spoilt files are read or refused, and leave nothing where they end with 1`, { timeout: 1_800_000 }, async () => {
  const scenes = (await scenesOf(15)).flatMap((scene) =>
    scene.input['rows.csv'] === undefined ? [] : [{ text: scene.input['rows.csv'], victim: new Victim(scene) }],
  );
  const ended = new Map<number, number>();
  const one = fc.tuple(fc.nat(scenes.length - 1), mutation);
  await fc.assert(
    fc.asyncProperty(one, async ([which, spoil]) => {
      const { text = '', victim } = scenes[which] ?? {};
      const { code = -1 } = (await victim?.feed(spoil(text))) ?? {};
      ended.set(code, (ended.get(code) ?? 0) + 1);
    }),
    { numRuns: files },
  );
  console.log(`${files} files: ${[...ended].map(([code, count]) => `${count} ended with ${code}`).join(', ')}`);
  // Most are at fault, and some are good after all.
  for (const code of [0, 1]) expect(ended.get(code)).toBeGreaterThan(files / 100);
});
