/** A register that offices share on a server: whatever is the matter with it is said in one line, with exit code 6 and without a password. */
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../postgres.ts';
import { engines } from './engines.ts';
import { etwAt } from './world.ts';

const server = engines[1]?.[1] as (typeof engines)[number][1];
/** The same server under another name of database or user. */
const renamed = (address: string, how: { database?: string; user?: string }): string => {
  const [, user, host, database] = /^postgresql:\/\/([^@]+)@([^/]+)\/(.+)$/.exec(address) ?? [];
  return `postgresql://${how.user ?? user}@${host}/${how.database ?? database}`;
};

describe('a server that cannot be used ends with 6', () => {
  it.each([
    ['nobody listens at the port', async () => 'postgres://officer:secret@127.0.0.1:1/etw'],
    ['there is no such host', async () => 'postgres://officer:secret@nowhere.invalid/etw'],
    ['there is no such socket', async () => 'postgres://officer:secret@%2Fnowhere%2Fat%2Fall/etw'],
    ['there is no such database', async () => renamed(await freshDatabase(), { database: 'nowhere', user: 'postgres:secret' })],
    ['there is no such user', async () => renamed(await freshDatabase(), { user: 'nobody:secret' })],
  ])('%s', async (_, address) => {
    const run = await etwAt(await address(), 'school', 'list').catch((error: unknown) => ({ code: 70, out: '', err: String(error) }));
    expect(run.code).toBe(6);
    expect(run.out).toBe('');
    expect(run.err.trim().split('\n').length).toBe(1);
    expect(run.err).not.toContain('secret');
  });
});

it.each(['postgres://officer:secret@127.0.0.1:99999/etw', 'postgres://officer:secret@', 'postgres://'])(
  'an address that is none (%s) is no fault of the program',
  async (address) => {
    const run = await etwAt(address, 'school', 'list').catch((error: unknown) => ({ code: 70, err: String(error) }));
    expect([2, 6]).toContain(run.code);
    expect(run.err).not.toContain('secret');
  },
);

it('one that may only be read is read, and says so when it is to be written', async () => {
  const place = await server.place();
  expect((await etwAt(place, 'cfie', 'add', '--cfie', 'CFIE-AVILA')).code).toBe(0);
  const client = await server.client(place);
  await client.run(`alter database ${place.split('/').at(-1)} set default_transaction_read_only = on`);
  await client.close();
  expect((await etwAt(place, 'school', 'list')).code).toBe(0);
  expect((await etwAt(place, 'cfie', 'add', '--cfie', 'CFIE-LEON')).code).toBe(6);
});

it('has no file to copy: a backup is the server’s own matter, and says so with 2', async () => {
  const place = await server.place();
  expect((await etwAt(place, 'backup', 'copy.db')).code).toBe(2);
});

it('two offices on one register see each other’s rows', async () => {
  const place = await server.place();
  await etwAt(place, 'cfie', 'add', '--cfie', 'CFIE-AVILA', '--province', 'Ávila', '--as', 'ana');
  expect((await etwAt(place, 'cfie', 'add', '--cfie', 'CFIE-LEON', '--province', 'AVILA', '--as', 'bea')).code).toBe(1);
  const actors = (await etwAt(place, 'audit', 'log', '--json')).list.map(({ by }) => by);
  expect(actors).toEqual(['ana']);
});
