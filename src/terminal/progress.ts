/** Progress on stderr, only where somebody watches. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  rows(count: number): void;
  stop(): void;
}

/** Starts counting rows; nothing shows in the first moment, so that short runs stay quiet. */
export function startProgress(stream: NodeJS.WriteStream, label: string, silent: boolean): Progress {
  if (silent) return { rows: () => {}, stop: () => {} };
  const began = Date.now();
  let bar: SingleBar | undefined;
  return {
    rows(count) {
      if (!bar && Date.now() - began > 500) {
        bar = new SingleBar(
          { stream, format: `${label} {value}`, hideCursor: true, clearOnComplete: true, etaBuffer: 50 },
          Presets.shades_classic,
        );
        bar.start(0, count);
      }
      bar?.setTotal(count);
      bar?.update(count);
    },
    stop: () => bar?.stop(),
  };
}
