/** A connection in a thread of its own, as the engine sees it. */
import { Worker } from 'node:worker_threads';
import type { Answer, Connection } from './sqlite-connection.ts';
import type { Call, Reply } from './sqlite-thread.ts';

/** Starts the thread and opens the file there. Throws what opening throws. */
export async function connectThread(file: string): Promise<Connection> {
  const worker = new Worker(new URL('./sqlite-thread.js', import.meta.url), {
    workerData: file,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const waiting: { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }[] = [];
  worker.on('message', (reply: Reply) => {
    const asked = waiting.shift();
    if ('result' in reply) asked?.resolve(reply.result);
    else asked?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
  });
  worker.on('error', (error) => {
    for (const asked of waiting.splice(0)) asked.reject(error);
  });
  const answered = <T>() => new Promise<T>((resolve, reject) => waiting.push({ resolve: resolve as (result: unknown) => void, reject }));
  const call = <T>(method: keyof Connection, ...given: readonly unknown[]): Promise<T> => {
    const answer = answered<T>();
    worker.postMessage({ method, given } satisfies Call);
    return answer;
  };
  await answered().catch(async (error: unknown) => {
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
