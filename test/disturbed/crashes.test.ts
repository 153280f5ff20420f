/** A process that ends at any moment leaves all of a batch or nothing. The slow suites do this ten times as often. */
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/program.ts';
import { crash } from './crashes.ts';
import { type Scene, scenesOf } from './scenes.ts';

let scenes: readonly Scene[];
beforeAll(async () => {
  scenes = await scenesOf(40);
}, 60_000);

it('every command that takes rows has its scene', () => {
  const named = Object.entries(commands).flatMap(([name, entry]) => ('batch' in entry ? [name] : []));
  const played = named.filter((name) => scenes.some(({ argv }) => `${argv.join(' ')} `.startsWith(`${name} `)));
  expect(played).toEqual(named);
});

describe('ended at a random moment, a batch is there whole or not at all, and may be repeated', { timeout: 60_000 }, () => {
  // A turn of all scenes takes more than one run of the tests: each run begins at another.
  const first = Math.floor(Math.random() * 100);
  it.each(Array.from({ length: 20 }, (_, place) => place + 1))('crash %i', async (number) => {
    const scene = scenes[(first + number) % scenes.length] as Scene;
    expect([true, false]).toContain(await crash(scene));
  });
});
