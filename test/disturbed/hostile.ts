/** What holds of any file, however it was spoilt. */
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Desk, desk, type Ran, rowsOf } from '../etw.ts';
import { type Scene, stateOf } from './scenes.ts';

/** What a terminal obeys: nothing a run says holds any of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
export const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/** A desk whose register is put back as it was before a scene whenever something was written to it. */
export class Victim {
  readonly office: Desk = desk();
  readonly #register = join(this.office.folder, 'register.db');
  readonly #scene: Pick<Scene, 'argv' | 'before' | 'states'>;

  constructor(scene: Pick<Scene, 'argv' | 'before' | 'states'>) {
    this.#scene = scene;
    this.#restore();
  }

  #restore(): void {
    rmSync(this.#register, { force: true });
    if (this.#scene.states.before !== '') copyFileSync(this.#scene.before, this.#register);
  }

  /** Feeds a file, and looks at all that must hold whatever is in it. `test/etw.ts` throws at exit code 70 and at a stack trace. */
  async feed(bytes: Uint8Array, ...args: readonly string[]): Promise<Ran> {
    const { office } = this;
    office.write('rows.csv', bytes);
    const run = await office.etw(...this.#scene.argv, ...args);
    expect([0, 1, 3], run.err).toContain(run.code);
    expect(run.out + run.err).not.toMatch(obeyed);
    const left = office.files().filter((name) => name !== 'rows.csv');
    if (run.code === 1) {
      expect(stateOf(this.#register)).toBe(this.#scene.states.before);
      expect(left.filter((name) => name !== 'results.csv')).toEqual([]);
      expect(run.err).not.toBe('');
    } else this.#restore();
    for (const name of left) {
      if (name === 'results.csv')
        for (const row of rowsOf(office.read(name))) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      rmSync(join(office.folder, name));
    }
    expect(readdirSync(office.folder).filter((name) => /-(wal|shm|journal)$/.test(name))).toEqual([]);
    return run;
  }
}
