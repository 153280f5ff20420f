import { defineConfig } from 'vitest/config';

/** `vitest run` takes everything but the slow suites, `vitest run --mode slow` those alone. */
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'slow' ? ['test/slow/**/*.test.ts'] : ['test/**/*.test.ts'],
    exclude: mode === 'slow' ? [] : ['test/slow/**'],
    globalSetup: 'test/postgres-server.ts',
    setupFiles: 'test/kept-driver.ts',
    reporters: ['default', './test/reporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: mode === 'slow' ? 600_000 : 20_000,
    hookTimeout: mode === 'slow' ? 600_000 : 20_000,
    coverage: { provider: 'v8', include: ['src/rules/**'], reporter: ['text', 'html'] },
  },
}));
