/** The thread in which SQLite writes while the program reads on. Calls come in order and are answered in order. */
import { parentPort } from 'node:worker_threads';
import { type Connection, connect } from './sqlite-connection.ts';

/** A call: which method of the connection, and with what; the first opens a file. */
export interface Call {
  readonly method: keyof Connection | 'open';
  readonly given: readonly unknown[];
}

/** What came of it; an error keeps its code. */
export type Reply = { readonly result: unknown } | { readonly error: { readonly message: string; readonly code: string | undefined } };

const reply = (answer: Reply) => parentPort?.postMessage(answer);

async function answer(work: () => unknown): Promise<void> {
  try {
    reply({ result: await work() });
  } catch (error) {
    const { message, code } = error as Error & { readonly code?: string };
    reply({ error: { message, code } });
  }
}

let connection: Connection;
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', ({ method, given }: Call) => {
  last = last.then(() =>
    answer(async () => {
      if (method === 'open') {
        connection = connect(given[0] as string, 'write');
        return undefined;
      }
      const result = await (connection[method] as (...given: readonly unknown[]) => unknown)(...given);
      // Thousands of rows go as one text: copying them one by one takes longer than writing and reading it.
      return method === 'query' ? JSON.stringify(result) : result;
    }),
  );
});
