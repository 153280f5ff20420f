/** Empty PostgreSQL databases for tests. The server behind them is in `postgres-server.ts`. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';

let desk: { socket: Socket; answers: AsyncIterator<string> } | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * The connection address (`postgresql://…`) of a new, empty database. It is the caller's alone, and is dropped when the
 * test file ends. The first call of a run starts the server, which takes about a second.
 */
export function freshDatabase(): Promise<string> {
  const answer = last.then(ask);
  last = answer.catch(() => undefined);
  return answer;
}

async function ask(): Promise<string> {
  desk ??= await open();
  desk.socket.write('fresh\n');
  const { value } = await desk.answers.next();
  if (!value?.startsWith('postgresql:')) throw new Error(value ?? 'the database server is gone');
  return value;
}

async function open(): Promise<NonNullable<typeof desk>> {
  const socket = connect(inject('databases'), '127.0.0.1');
  await once(socket, 'connect');
  return { socket: socket.unref(), answers: createInterface(socket)[Symbol.asyncIterator]() };
}
