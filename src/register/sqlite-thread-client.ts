/** A connection in a thread of its own, as the engine sees it. */
import { Worker } from 'node:worker_threads';
import type { Answer, Connection } from './sqlite-connection.ts';
import type { Call, Reply } from './sqlite-thread.ts';

/** A thread that was started and has no file yet. */
let waiting: Worker | null = null;

/** Starts a thread: it comes up while the program is still loading. One that nobody needs ends with the process. */
export function startThread(): void {
  waiting ??= new Worker(new URL('./sqlite-thread.js', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  waiting.unref();
}

function takeThread(): Worker {
  startThread();
  const worker = waiting as Worker;
  waiting = null;
  worker.ref();
  return worker;
}

/** Opens the file in a thread. Throws what opening throws. */
export async function connectThread(file: string): Promise<Connection> {
  const worker = takeThread();
  const open: { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }[] = [];
  worker.on('message', (reply: Reply) => {
    const asked = open.shift();
    if ('result' in reply) asked?.resolve(reply.result);
    else asked?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
  });
  worker.on('error', (error) => {
    for (const asked of open.splice(0)) asked.reject(error);
  });
  const answered = <T>() => new Promise<T>((resolve, reject) => open.push({ resolve: resolve as (result: unknown) => void, reject }));
  const call = <T>(method: Call['method'], ...given: readonly unknown[]): Promise<T> => {
    const answer = answered<T>();
    worker.postMessage({ method, given } satisfies Call);
    return answer;
  };
  await call('open', file).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return {
    query: async (statement, parameters) => JSON.parse(await call<string>('query', statement, parameters)) as Answer,
    many: (statement, rows) => call<readonly boolean[]>('many', statement, rows),
    script: (statements) => call('script', statements),
    copyTo: (target) => call('copyTo', target),
    async close() {
      await call('close').catch(() => {});
      await worker.terminate();
    },
  };
}
