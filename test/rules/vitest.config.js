import { defineConfig } from 'vitest/config';

/** The tests of the rules alone, for Stryker. (Its own `testFiles` lets mutants of constants live: stryker-js issue 6144.) */
export default defineConfig({ test: { include: ['test/rules/**/*.test.ts'], testTimeout: 20_000 } });
