/** A register as large as Spain in 2024: 14,140 schools, 57,331 teachers, 34,729 projects. Everything in it is invented. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../src/day.ts';
import { baseEdition } from '../src/editions/base/index.ts';
import { Reading } from '../src/editions/edition.ts';
import { saveDecision, subjectOf } from '../src/register/decisions.ts';
import { openFile } from '../src/register/open.ts';
import { verdict } from '../src/rules/decision.ts';
import type { Command } from './measure.ts';
import { schoolCode } from './world.ts';

const size = { schools: 14_140, teachers: 57_331, projects: 34_729 };

const schoolOf = (teacher: number) => schoolCode(teacher % size.schools);
const rows = (count: number, row: (number: number) => readonly (string | number)[]) =>
  Array.from({ length: count }, (_, number) => row(number).join(',')).join('\n');

/** Makes the registers and gives the commands to measure: phase 1, the same again, and the registration of that number of teachers. */
export async function writeSpain(
  folder: string,
  run: (db: string, ...args: string[]) => void,
  fresh: (name: string, from?: string) => string,
): Promise<readonly Command[]> {
  const write = (name: string, header: string, count: number, row: (number: number) => readonly (string | number)[]) => {
    const file = join(folder, `spain-${name}.csv`);
    writeFileSync(file, `${header}\n${rows(count, row)}\n`);
    return file;
  };
  const pair = (n: number) => [`P${n}`, schoolOf(n)];
  const teacher = (n: number) => [
    `T${n}`,
    `Given ${n}`,
    `Family ${n}`,
    `t${n}@example.org`,
    schoolOf(n),
    'yes',
    '2020-09-01',
    n % 3 ? '2025-11-01' : '',
  ];
  const enrolled = (n: number) => [`P${n}`, `Project ${n}`, 'new', `T${n}`, '2024-09-20', '2024-09-15', '2025-06-15', `FR:Lycée ${n}`];
  const schools = write('schools', 'school_code,name,funding,etwinning_since', size.schools, (n) => [
    schoolOf(n),
    `School ${n}`,
    'public',
    n % 5 ? '2019-09-01' : '',
  ]);
  const teachers = write(
    'teachers',
    'teacher_id,given_name,family_name,email,school_code,in_service,registered_on,last_active_on',
    size.teachers,
    teacher,
  );
  const replies = write('replies', 'teacher_id,attached,data_correct,consent,replied_on', size.teachers, (n) => [
    `T${n}`,
    'yes',
    'yes',
    'yes',
    '2020-10-01',
  ]);
  const projects = write('projects', 'project_id,title,form,teacher_id,enrolled_on,starts_on,ends_on,partners', size.projects, enrolled);
  const assessed = write('assessed', 'project_id,school_code,collaboration,ict', size.projects, (n) => [...pair(n), 'yes', 'yes']);
  const approved = write('approved', 'project_id,school_code,approved', size.projects, (n) => [...pair(n), 'yes']);
  const empty = fresh('spain-schools');
  run(empty, 'school', 'add', '--csv', schools, '--on', '2024-09-01');
  const ready = fresh('spain', empty);
  run(ready, 'register', '--csv', teachers, '--on', '2026-01-01');
  run(ready, 'approve', 'teacher', '--csv', replies, '--on', '2020-10-01');
  run(ready, 'project', 'add', '--csv', projects, '--on', '2024-10-01');
  run(ready, 'project', 'assess', '--csv', assessed, '--on', '2024-10-02');
  run(ready, 'approve', 'project', '--csv', approved, '--on', '2024-10-02');
  run(ready, 'school', 'call', '2026', '--opens', '2026-02-12', '--closes', '2026-03-10');
  await label(ready);
  const invite = ['school', 'invite', '--call', '2026', '--on', '2026-02-12'];
  const decided = fresh('spain-decided', ready);
  run(decided, ...invite);
  const etw = (db: string, ...args: string[]): [string, ...string[]] => [
    process.execPath,
    'bin/etw.js',
    '--quiet',
    '--db',
    join(folder, `${db}.db`),
    ...args,
  ];
  return [
    { name: 'phase 1', run: etw('spain-first', ...invite), before: () => void fresh('spain-first', ready) },
    { name: 'phase 1 again', run: etw('spain-again', ...invite), before: () => void fresh('spain-again', decided) },
    {
      name: 'register',
      run: etw('spain-new', 'register', '--csv', teachers, '--on', '2026-01-01'),
      before: () => void fresh('spain-new', empty),
    },
  ];
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
