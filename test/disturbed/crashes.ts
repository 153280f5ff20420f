/** Ends a batch at a random moment, as a power cut does, and looks at what is left. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Desk, desk } from '../etw.ts';
import { contentOf, type Scene, stateOf } from './scenes.ts';

const program = join(import.meta.dirname, '../../bin/etw.js');
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How long each kind of batch works, in milliseconds from the moment the register is open: learnt from those that ended first. */
const spans = new Map<string, number>();

/** An office in which a batch was ended at a random moment of its work. Runs until one is caught at it. */
async function crashed(scene: Scene): Promise<Desk> {
  for (;;) {
    const office = desk();
    const register = join(office.folder, 'register.db');
    if (existsSync(scene.before)) copyFileSync(scene.before, register);
    for (const [name, text] of Object.entries(scene.input)) office.write(name, text);
    const env = { ...process.env, ETW_DB: register, ETW_LANG: 'en', NO_COLOR: '1' };
    const child = spawn(process.execPath, [program, ...scene.argv], { cwd: office.folder, env, stdio: 'ignore' });
    const exited = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
    while (child.exitCode === null && !existsSync(`${register}-wal`)) await pause(2);
    const span = spans.get(scene.name) ?? 120;
    await Promise.race([pause(Math.random() * span), exited]);
    child.kill('SIGKILL');
    const [code, signal] = await exited;
    if (signal === 'SIGKILL') return office;
    if (code !== scene.code) throw new Error(`etw ${scene.argv.join(' ')} ended with ${code}`);
    spans.set(scene.name, span * 0.7);
  }
}

/** Whether the batch is in the register after all; fails where it is there by halves, or cannot be repeated. */
export async function crash(scene: Scene): Promise<boolean> {
  const office = await crashed(scene);
  const register = join(office.folder, 'register.db');
  const state = stateOf(register);
  expect(Object.values(scene.states), `${scene.name}: all or nothing`).toContain(state);
  for (const [name, whole] of Object.entries(scene.output))
    expect([null, whole], `${scene.name}: ${name}`).toContain(contentOf(join(office.folder, name)));
  // Drafts of files never finished are read by nobody else.
  const drafts = readdirSync(office.folder).filter((name) => name.endsWith('.part'));
  for (const name of drafts) expect(statSync(join(office.folder, name)).mode & 0o077).toBe(0);

  const sound = async () => [(await office.etw('doctor')).code, (await office.etw('audit', 'verify')).code];
  expect(await sound(), `${scene.name}: doctor, audit verify`).toEqual([0, 0]);
  expect((await office.etw(...scene.argv)).code, `${scene.name} again`).toBe(scene.code);
  expect(stateOf(register), `${scene.name} again`).toBe(scene.states.after);
  expect(await sound(), `${scene.name} again: doctor, audit verify`).toEqual([0, 0]);
  for (const name of Object.keys(scene.output)) expect(contentOf(join(office.folder, name)), `${scene.name} again: ${name}`).not.toBeNull();
  return state === scene.states.after;
}
