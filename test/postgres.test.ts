import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { freshDatabase } from './postgres.ts';

async function ask<Row>(address: string, statement: string): Promise<Row[]> {
  const client = new Client(address);
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('a fresh database', () => {
  test('is a real PostgreSQL, empty', async () => {
    const address = await freshDatabase();
    const [version] = await ask<{ version: string }>(address, 'SELECT version()');
    expect(version?.version).toMatch(/^PostgreSQL 18/);
    expect(await ask(address, "SELECT * FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
  });

  test('shares nothing with the next', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    expect(one).not.toBe(other);
    await ask(one, 'CREATE TABLE school (code text)');
    await expect(ask(other, 'SELECT * FROM school')).rejects.toThrow('does not exist');
  });

  test('sorts as a Spanish office does, not by bytes', async () => {
    const rows = await ask<{ name: string }>(
      await freshDatabase(),
      "SELECT name FROM (VALUES ('Zamora'), ('Ávila'), ('burgos')) AS province (name) ORDER BY name",
    );
    expect(rows.map(({ name }) => name)).toEqual(['Ávila', 'burgos', 'Zamora']);
  });
});
