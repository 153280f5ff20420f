/** Two hundred crashes, in batches large enough to be caught at any moment of their work. */
import { existsSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { succeed } from '../bin/run.ts';
import { crash } from '../disturbed/crashes.ts';
import { type Scene, scenesOf } from '../disturbed/scenes.ts';

const crashes = 200;
let scenes: readonly Scene[];

beforeAll(async () => {
  if (!existsSync('dist/main.js')) await succeed(process.execPath, ['build.js'], { cwd: '.' });
  scenes = await scenesOf(100);
});

it(`${crashes} times, whatever the batch, all of it is there or nothing`, { timeout: 1_200_000 }, async () => {
  let there = 0;
  for (let number = 0; number < crashes; number += 1) if (await crash(scenes[number % scenes.length] as Scene)) there += 1;
  console.log(`${crashes} crashes: ${crashes - there} left nothing, ${there} all`);
  // Moments after the end of the run are among them, and moments before.
  expect(there).toBeGreaterThan(0);
  expect(there).toBeLessThan(crashes);
});
