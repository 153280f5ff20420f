/** What the READMEs show is what the program says: their commands are run in order, in a register of their own. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../src/languages/en/index.ts';
import { es } from '../src/languages/es/index.ts';
import { deskWith, patternOf, shownIn, wordsOf } from './console.ts';

describe.each([
  ['README.md', 'en'],
  ['README.es.md', 'es'],
])('%s', (file, language) => {
  const place = deskWith('fixtures/year');
  it.each(shownIn(readFileSync(file, 'utf8')).map((shown) => [shown.line, shown.command, shown] as const))(
    'line %i: %s',
    async (_, command, { output, on }) => {
      const setting = { env: { ETW_LANG: language }, ...(on === null ? {} : { now: new Date(`${on}T10:00:00Z`) }) };
      const { both } = await place.etwIn(setting, ...wordsOf(command));
      // Each document says that the hints are left out.
      const hint = (language === 'es' ? es : en).run.next('');
      const said = both.split('\n').filter((said) => !said.startsWith(hint));
      expect(said.join('\n').trimEnd()).toMatch(patternOf(output));
    },
  );
});
