/** A connection in a thread of its own, as the engine sees it. */
import { Worker } from 'node:worker_threads';
import type { Answer, Connection } from './sqlite-connection.ts';
import type { Call, Reply } from './sqlite-thread.ts';

/** A thread that was started and has no file yet. */
let waiting: Worker | null = null;

/** Starts a thread: it comes up while the program is still loading. One that nobody needs ends with the process. */
export function startThread(): Worker {
  if (waiting) return waiting;
  const worker = new Worker(new URL('./sqlite-thread.js', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  worker.unref();
  // Whoever opens a file hears why none comes up, from another one.
  worker.on('error', () => {
    if (waiting === worker) waiting = null;
  });
  waiting = worker;
  return worker;
}

function takeThread(): Worker {
  const worker = startThread();
  waiting = null;
  worker.ref();
  return worker;
}

/** Opens the file in a thread. Throws what opening throws. */
export async function connectThread(file: string): Promise<Connection> {
  const worker = takeThread();
  const asked: { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }[] = [];
  worker.on('message', (reply: Reply) => {
    const first = asked.shift();
    if ('result' in reply) first?.resolve(reply.result);
    else first?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
  });
  worker.on('error', (error) => {
    for (const one of asked.splice(0)) one.reject(error);
  });
  const answered = <T>() => new Promise<T>((resolve, reject) => asked.push({ resolve: resolve as (result: unknown) => void, reject }));
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
