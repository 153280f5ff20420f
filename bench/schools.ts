/** A register as large as Spain in 2024: 14,140 schools, 57,331 teachers, 34,729 projects. Everything in it is invented. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../src/day.ts';
import { baseEdition } from '../src/editions/base/index.ts';
import { Reading } from '../src/editions/edition.ts';
import { saveDecision, subjectOf } from '../src/register/decisions.ts';
import { openFile } from '../src/register/open.ts';
import { verdict } from '../src/rules/decision.ts';
import { type Comparison, compare } from './measure.ts';

const size = { schools: 14_140, teachers: 57_331, projects: 34_729 };
const turns = 3;

const schoolOf = (teacher: number) => `28${String(100_000 + (teacher % size.schools)).padStart(6, '0')}`;
const rows = (count: number, row: (number: number) => readonly (string | number)[]) =>
  Array.from({ length: count }, (_, number) => row(number).join(',')).join('\n');

/** Phase 1 beside the registration of that number of teachers; then a second, unchanged run beside the first. */
export async function phaseOne(): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'etw-schools-'));
  const at = (name: string) => join(folder, name);
  const etw = (db: string, ...args: string[]): [string, ...string[]] => [
    process.execPath,
    'bin/etw.js',
    '--db',
    at(db),
    '--quiet',
    ...args,
  ];
  const prepare = (...args: string[]) => {
    const [program, ...rest] = etw('ready.db', ...args);
    const { status, stderr } = spawnSync(program, rest, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  };
  try {
    writeFileSync(
      at('schools.csv'),
      `school_code,name,funding,etwinning_since\n${rows(size.schools, (n) => [schoolOf(n), `School ${n}`, 'public', n % 5 ? '2019-09-01' : ''])}\n`,
    );
    const named = (n: number) => [
      `T${n}`,
      `Given ${n}`,
      `Family ${n}`,
      `t${n}@example.org`,
      schoolOf(n),
      'yes',
      '2020-09-01',
      n % 3 ? '2025-11-01' : '',
    ];
    writeFileSync(
      at('teachers.csv'),
      `teacher_id,given_name,family_name,email,school_code,in_service,registered_on,last_active_on\n${rows(size.teachers, named)}\n`,
    );
    writeFileSync(
      at('replies.csv'),
      `teacher_id,attached,data_correct,consent,replied_on\n${rows(size.teachers, (n) => [`T${n}`, 'yes', 'yes', 'yes', '2020-10-01'])}\n`,
    );
    const enrolled = (n: number) => [`P${n}`, `Project ${n}`, 'new', `T${n}`, '2024-09-20', '2024-09-15', '2025-06-15', `FR:Lycée ${n}`];
    writeFileSync(
      at('projects.csv'),
      `project_id,title,form,teacher_id,enrolled_on,starts_on,ends_on,partners\n${rows(size.projects, enrolled)}\n`,
    );
    const pair = (n: number) => [`P${n}`, schoolOf(n)];
    writeFileSync(
      at('assessments.csv'),
      `project_id,school_code,collaboration,ict\n${rows(size.projects, (n) => [...pair(n), 'yes', 'yes'])}\n`,
    );
    writeFileSync(at('approvals.csv'), `project_id,school_code,approved\n${rows(size.projects, (n) => [...pair(n), 'yes'])}\n`);
    prepare('school', 'add', '--csv', at('schools.csv'), '--on', '2024-09-01');
    copyFileSync(at('ready.db'), at('empty.db'));
    prepare('register', '--csv', at('teachers.csv'), '--on', '2026-01-01');
    prepare('approve', 'teacher', '--csv', at('replies.csv'), '--on', '2020-10-01');
    prepare('project', 'add', '--csv', at('projects.csv'), '--on', '2024-10-01');
    prepare('project', 'assess', '--csv', at('assessments.csv'), '--on', '2024-10-02');
    prepare('approve', 'project', '--csv', at('approvals.csv'), '--on', '2024-10-02');
    prepare('school', 'call', '2026', '--opens', '2026-02-12', '--closes', '2026-03-10');
    await label(at('ready.db'));
    const invite = (db: string) => etw(db, 'school', 'invite', '--call', '2026', '--on', '2026-02-12');
    copyFileSync(at('ready.db'), at('decided.db'));
    const [program, ...args] = invite('decided.db');
    spawnSync(program, args);
    const first = { name: 'phase 1 of a call, 14,140 schools', run: invite('run.db'), before: () => fresh('ready.db', 'run.db') };
    const register = {
      name: '`register`, 57,331 teachers',
      run: etw('new.db', 'register', '--csv', at('teachers.csv'), '--on', '2026-01-01'),
      before: () => fresh('empty.db', 'new.db'),
    };
    const second = { name: 'phase 1 again, unchanged', run: invite('again.db'), before: () => fresh('decided.db', 'again.db') };
    return [compare(first, register, turns), compare(second, first, turns)];
  } finally {
    rmSync(folder, { recursive: true });
  }

  /** A copy of a register, without what an earlier turn left beside it. */
  function fresh(from: string, to: string): void {
    for (const part of ['', '-wal', '-shm']) rmSync(at(to + part), { force: true });
    copyFileSync(at(from), at(to));
  }
}

/** A national label for every other project. */
async function label(place: string): Promise<void> {
  const register = await openFile(place);
  const on = day('2025-07-01');
  await register.write({ actor: 'bench', command: 'label evaluate', on, at: new Date('2025-07-01T10:00:00Z') }, async (writer) => {
    const granted = verdict(new Reading(baseEdition, [], on), []);
    for (let n = 0; n < size.projects; n += 2)
      saveDecision(writer, 'national-label', subjectOf(`P${n}`, `T${n}`), granted, {
        project_id: `P${n}`,
        teacher_id: `T${n}`,
        school_code: schoolOf(n),
      });
  });
  await register.close();
}
