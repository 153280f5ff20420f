/** The thread in which SQLite writes while the program reads on. Calls come in order and are answered in order. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Connection, connect } from './sqlite-connection.ts';

/** A call: which method of the connection, and with what. */
export interface Call {
  readonly method: keyof Connection;
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
let last = answer(() => {
  connection = connect(workerData as string, 'write');
});

parentPort?.on('message', ({ method, given }: Call) => {
  last = last.then(() =>
    answer(async () => {
      const result = await (connection[method] as (...given: readonly unknown[]) => unknown)(...given);
      // Thousands of rows go as one text: copying them one by one takes longer than writing and reading it.
      return method === 'query' ? JSON.stringify(result) : result;
    }),
  );
});
