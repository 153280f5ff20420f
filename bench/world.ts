/** Invented files for measuring: the same at each run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** An eight-digit code of an invented province (00) with its check digit. */
export function schoolCode(index: number): string {
  const digits = `00${pad(index, 5)}`;
  const sum = [2, 7, 6, 5, 4, 3, 2].reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return `${digits}${sum % 11 === 10 ? 1 : sum % 11}`;
}

export const lines = (header: string, count: number, line: (index: number) => string): string => {
  const rows = [header];
  for (let index = 0; index < count; index += 1) rows.push(line(index));
  return `${rows.join('\n')}\n`;
};

const given = ['Ana', 'Luis', 'Marta', 'Iván', 'Lucía', 'Óscar', 'Nuria', 'Raúl', 'Elena', 'Hugo', 'Sara', 'Víctor', 'Carmen'];
const family = ['Robles', 'Salas', 'Otero', 'Marín', 'Vega', 'Pinto', 'Luna', 'Prado', 'Núñez', 'Ibáñez', 'Soto'];

interface Files {
  readonly schools: string;
  readonly teachers: string;
}

/** Schools, and teachers spread over them; e-mail addresses come in no order, ids in order. */
export function writeTeachers(folder: string, schools: number, teachers: number): Files {
  const files = { schools: join(folder, `schools-${schools}.csv`), teachers: join(folder, `teachers-${teachers}.csv`) };
  writeFileSync(
    files.schools,
    lines(
      'school_code,name,funding,province,municipality',
      schools,
      (i) => `${schoolCode(i)},CEIP Invento ${i},public,Valdeluz,Lugar ${i % 900}`,
    ),
  );
  writeFileSync(
    files.teachers,
    lines('teacher_id,given_name,family_name,email,school_code,in_service,registered_on,last_active_on', teachers, (i) => {
      const who = (i * 7919) % teachers;
      const names = `${given[i % given.length]},${family[i % family.length]} ${family[(i * 5) % family.length]}`;
      return `T${pad(i, 7)},${names},docente${who}@example.org,${schoolCode(i % schools)},yes,20${pad(10 + (i % 15), 2)}-0${1 + (i % 9)}-1${i % 9},2025-0${1 + (i % 9)}-1${i % 9}`;
    }),
  );
  return files;
}

/** Files of a year that ends in `claims` claims for credits, two a project, by the command that takes each. */
export function writeYear(folder: string, claims: number): readonly (readonly [command: readonly string[], file: string])[] {
  const projects = claims / 2;
  const schools = Math.ceil(projects / 10);
  const at = (project: number) => schoolCode(project % schools);
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const teacherOf = (claim: number) => `T${pad(claim, 7)}`;
  const projectOf = (claim: number) => `P${pad(Math.floor(claim / 2), 6)}`;
  const dates = '2025-10-01,2026-06-12';
  return [
    [
      ['school', 'add'],
      write(
        'y-schools.csv',
        lines('school_code,name,funding,province', schools, (i) => `${schoolCode(i)},CEIP Invento ${i},public,Valdeluz`),
      ),
    ],
    [['cfie', 'add'], write('y-cfie.csv', 'cfie,province\nCFIE-VALDELUZ,Valdeluz\n')],
    [
      ['register'],
      write(
        'y-teachers.csv',
        lines(
          'teacher_id,given_name,family_name,email,school_code,in_service,registered_on',
          claims,
          (i) => `${teacherOf(i)},Ana,Robles,d${i}@example.org,${at(Math.floor(i / 2))},yes,2020-09-01`,
        ),
      ),
    ],
    [
      ['approve', 'teacher'],
      write(
        'y-access.csv',
        lines('teacher_id,attached,data_correct,consent,replied_on', claims, (i) => `${teacherOf(i)},yes,yes,yes,2020-09-10`),
      ),
    ],
    [
      ['project', 'add'],
      write(
        'y-projects.csv',
        lines(
          'project_id,title,form,teacher_id,enrolled_on,starts_on,ends_on,partners',
          claims,
          (i) => `${projectOf(i)},Ríos ${Math.floor(i / 2)},new,${teacherOf(i)},2025-10-01,${dates},FR:Lycée Exemple ${i % 300}`,
        ),
      ),
    ],
    [
      ['project', 'assess'],
      write(
        'y-assess.csv',
        lines('project_id,school_code,collaboration,ict', projects, (i) => `P${pad(i, 6)},${at(i)},yes,yes`),
      ),
    ],
    [
      ['approve', 'project'],
      write(
        'y-approve.csv',
        lines('project_id,school_code,approved', projects, (i) => `P${pad(i, 6)},${at(i)},yes`),
      ),
    ],
    [
      ['report', 'submit'],
      write(
        'y-reports.csv',
        lines(
          'project_id,teacher_id,kind',
          claims * 3,
          (i) => `${projectOf(Math.floor(i / 3))},${teacherOf(Math.floor(i / 3))},${['project', 'follow-up', 'final'][i % 3]}`,
        ),
      ),
    ],
    [
      ['report', 'evaluate'],
      write(
        'y-evaluate.csv',
        lines('project_id,teacher_id,result', claims, (i) => `${projectOf(i)},${teacherOf(i)},positive`),
      ),
    ],
  ];
}
