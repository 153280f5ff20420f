/**
 * Ends every run with `N passed, N failed` alone on the last line, from the counts of the run itself. What kept tests
 * from running (a file that does not load, a failed hook, a crashed worker, a setup that throws) counts as failed.
 */
import { writeSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  private counts = { passed: 0, failed: 0, skipped: 0 };

  onInit(): void {
    process.once('exit', (code) => {
      const { passed, skipped } = this.counts;
      const failed = code === 0 ? this.counts.failed : Math.max(this.counts.failed, 1);
      if (skipped > 0) writeSync(1, `${skipped} skipped\n`);
      writeSync(1, `${passed} passed, ${failed} failed\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const suites = [module, ...module.children.allSuites()];
      this.counts.failed += suites.filter((suite) => suite.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        this.counts[state === 'pending' ? 'failed' : state] += 1;
      }
    }
    if (this.counts.failed > 0) process.exitCode = 1;
  }
}
