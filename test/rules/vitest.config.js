import { defineConfig } from 'vitest/config';

/**
 * The tests of the rules and of the edition lookups alone, for Stryker. (Its own `testFiles` lets mutants of constants live:
 * stryker-js issue 6144. A mutant that breaks a file while its tests are collected lives too: tests ask the rules inside `it`.)
 */
export default defineConfig({
  test: { include: ['test/rules/**/*.test.ts', 'test/editions/{base,edition}.test.ts'], testTimeout: 20_000 },
});
