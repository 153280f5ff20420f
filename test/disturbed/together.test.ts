/** Several processes on one register at the same time: each is served in its turn, and each is told what is so. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { anOffice, type Office, project, schools, teacher, yes } from '../commands/office.ts';
import { type Cells, csv, type Result, rowsOf } from '../etw.ts';

const program = join(import.meta.dirname, '../../bin/etw.js');
const people = ['ANA', 'BEA', 'CARLOS'];
const works = ['P1', 'P2', 'P3'];
const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];

/** What one process does: a command on a file of its own. */
interface Task {
  readonly command: string;
  readonly rows?: readonly Cells[];
}

interface Told {
  readonly task: Task;
  readonly code: number | null;
  readonly rows: readonly Result[];
  /** How often it was sent away because another wrote. */
  readonly busy: number;
}

/** Runs a task in a process of its own; told that the register is busy, it tries again, as it was advised. */
async function perform(office: Office, task: Task, number: number): Promise<Told> {
  const file = `task-${number}.csv`;
  const results = `results-${number}.csv`;
  if (task.rows) office.write(file, csv(task.rows));
  const argv = [...task.command.split(' '), ...(task.rows ? ['--csv', file] : []), '--results', results];
  for (let busy = 0; ; busy += 1) {
    const env = { ...process.env, ETW_DB: join(office.folder, 'register.db'), ETW_LANG: 'en' };
    const child = spawn(process.execPath, [program, ...argv, '--on', '2026-07-01'], { cwd: office.folder, env });
    let err = '';
    child.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
    });
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 6) return { task, code, rows: rowsOf(office.read(results)), busy };
    expect(err).toMatch(/is busy: another run is writing\. Try again/);
    expect(office.files()).not.toContain(results);
  }
}

describe('three that certify, two that register and one that evaluates, all at once', { timeout: 120_000 }, () => {
  let office: Office;
  let told: readonly Told[];
  const newcomers = (letter: string): Cells[] =>
    Array.from({ length: 30 }, (_, number) => teacher(`${letter}${number}`, schools.roble, { email: `persona${number}@example.org` }));
  const claims = (ids: readonly string[]): Cells[] => ids.flatMap((project_id) => people.map((teacher_id) => ({ project_id, teacher_id })));
  const tasks: readonly Task[] = [
    { command: 'credits certify --year 2025-26', rows: claims(['P1', 'P2']) },
    { command: 'credits certify --year 2025-26', rows: claims(['P3', 'P2']) },
    { command: 'credits certify --year 2025-26' },
    { command: 'register', rows: newcomers('X') },
    { command: 'register', rows: newcomers('Y') },
    {
      command: 'label evaluate',
      rows: claims(works).map((claim) => ({
        ...claim,
        common_goals: 'yes',
        active_participation: 'yes',
        partner_collaboration: 'yes',
        visible_results: 'yes',
        ...Object.fromEntries(criteria.map((name) => [name, 4])),
      })),
    },
  ];

  beforeAll(async () => {
    office = await anOffice();
    // Every claim alone is worth all four credits of the year.
    for (const id of works) for (const teacher_id of people) await office.complete(id, { ...project(id), teacher_id });
    await office.take('approve teacher', [yes('ANA', { replied_on: '2026-06-01' })]);
    told = await Promise.all(tasks.map((task, number) => perform(office, task, number)));
  }, 60_000);

  const stored = (statement: string) => {
    const database = new Database(join(office.folder, 'register.db'));
    try {
      return database.prepare(statement).all() as Record<string, string | number | null>[];
    } finally {
      database.close();
    }
  };

  it('nobody has more than four credits, and each has them once', async () => {
    const credits = stored("select teacher_id, sum(credits) as sum from decisions where kind = 'credits' group by teacher_id");
    expect(credits).toEqual(people.map((teacher_id) => ({ teacher_id, sum: 4 })));
  });

  it('certificates are numbered without a gap or a number twice', () => {
    for (const [cfie, count] of [
      ['CFIE-AVILA', 2],
      ['CFIE-LEON', 1],
    ] as const) {
      const numbers = stored(`select certificate from decisions where certificate like '${cfie}/%' order by certificate`);
      expect(numbers).toEqual(Array.from({ length: count }, (_, place) => ({ certificate: `${cfie}/2025-26/${place + 1}` })));
    }
  });

  it('whoever was told of a certificate finds it, and nobody was told of another’s', () => {
    const granted = told.slice(0, 3).flatMap(({ rows }) => rows.filter((row) => row.status === 'accepted' && row.outcome === 'granted'));
    const certified = stored("select project_id, teacher_id from decisions where kind = 'credits' and outcome = 'granted'");
    const named = (rows: readonly Record<string, unknown>[]) => rows.map((row) => `${row.project_id} ${row.teacher_id}`).sort();
    expect(named(granted)).toEqual(named(certified));
    for (const { rows } of told.slice(0, 3))
      for (const row of rows)
        expect([`granted `, `refused CRED-6`, `refused CRED-6;CRED-8`, `refused CRED-8`]).toContain(
          row.outcome === 'granted' ? 'granted ' : `refused ${row.unmet}`,
        );
  });

  it('of two who register the same addresses one is told that they are taken', () => {
    const [first, second] = told.filter(({ task }) => task.command === 'register') as [Told, Told];
    expect([first.code, second.code].sort()).toEqual([0, 1]);
    for (const { code, rows } of [first, second])
      expect(new Set(rows.map(({ status }) => status))).toEqual(new Set([code === 0 ? 'accepted' : 'invalid']));
    expect(stored("select count(*) as people from teachers where email like 'persona%'")).toEqual([{ people: 30 }]);
  });

  it('every run that wrote is one in the log, in turn, and the register is sound', async () => {
    const runs = stored('select distinct run, command from log order by run');
    expect(runs.map(({ run }) => run)).toEqual(runs.map((_, place) => place + 1));
    expect(told.map(({ code }) => code)).toEqual([0, 0, 0, expect.anything(), expect.anything(), 0]);
    expect((await office.etw('doctor')).code).toBe(0);
    expect((await office.etw('audit', 'verify')).code).toBe(0);
  });
});
