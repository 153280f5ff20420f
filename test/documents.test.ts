/** What is written about the program is what the program says. `npm run docs` writes it anew. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Chapters, exitTable, reference } from '../docs/markdown.ts';
import { manPage } from '../docs/roff.ts';
import { english, spanish } from '../docs/words.ts';
import { editionAsItComes } from '../src/context.ts';
import { day } from '../src/day.ts';
import { exitCodes } from '../src/faults.ts';
import type { Catalog } from '../src/languages/catalog.ts';
import { en } from '../src/languages/en/index.ts';
import { es } from '../src/languages/es/index.ts';
import { type CommandName, pageOf, steps } from '../src/program.ts';
import { version } from '../src/version.ts';

const edition = async () => editionAsItComes(day('2026-09-01'));
const chaptersIn = (t: Catalog): Promise<Chapters> =>
  Promise.all(
    Object.entries(steps).map(
      async ([step, commands]) =>
        [
          t.steps[step as keyof typeof steps],
          await Promise.all(Object.keys(commands).map((path) => pageOf(path as CommandName, t, edition))),
        ] as const,
    ),
  );
const pages = { en: await chaptersIn(en), es: await chaptersIn(es) };

describe('written from the program', () => {
  it.each([
    ['docs/commands.md', () => reference(pages.en, en, english)],
    ['docs/comandos.md', () => reference(pages.es, es, spanish)],
    ['man/etw.1', () => manPage(pages.en, en, english, version)],
    ['man/es/etw.1', () => manPage(pages.es, es, spanish, version)],
  ])('%s', async (file, written) => {
    await expect(written()).toMatchFileSnapshot(`../${file}`);
  });
});

describe('the exit codes', () => {
  it.each([
    ['README.md', english],
    ['README.es.md', spanish],
  ])('of %s are those of the program', (file, words) => {
    expect(Object.keys(words.exits)).toEqual(Object.keys(exitCodes));
    expect(readFileSync(file, 'utf8')).toContain(exitTable(words));
  });
});
