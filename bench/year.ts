/**
 * `npm run bench -- year`: a year of Europe. From an empty register through every step of the procedure, at full size and
 * at a tenth; each step beside `sqlite3 .import` of the same file into a bare table. `--size 0.1` makes all of it smaller.
 */

import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measure, measure } from './measure.ts';
import { schoolCode } from './world.ts';

/** Europe when the programme was described: its teachers, schools and active projects. */
const europe = { teachers: 1_200_000, schools: 150_000, projects: 45_000 };
type Size = typeof europe;
const scaled = (by: number): Size => ({
  teachers: Math.round(europe.teachers * by),
  schools: Math.round(europe.schools * by),
  projects: Math.round(europe.projects * by),
});

const at = process.argv.indexOf('--size');
const size = scaled(at < 0 ? 1 : Number(process.argv[at + 1]));
const folder = mkdtempSync(join(tmpdir(), 'etw-year-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

type Cell = string | number;

/** A file to make, and the command that takes it; the rows of a command without a file follow from the register. */
interface Step {
  readonly command: readonly string[];
  readonly on: string;
  readonly rows: number;
  readonly file?: { readonly header: readonly string[]; row(index: number): readonly Cell[] };
}

/** A whole number below `most` that follows from the seed and the index alone. */
function pick(index: number, most: number, seed: number): number {
  let mixed = Math.imul(index ^ (seed * 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % most;
}

const code = (index: number) => schoolCode(index);
const id = (letter: string, index: number) => `${letter}${String(index).padStart(7, '0')}`;
const names = ['Ana', 'Luis', 'Marta', 'Iván', 'Lucía', 'Óscar', 'Nuria', 'Raúl', 'Elena', 'Hugo'];
const families = ['Robles', 'Salas', 'Otero', 'Marín', 'Vega', 'Pinto', 'Luna', 'Prado', 'Núñez', 'Soto'];
const countries = ['FR', 'IT', 'PT', 'PL', 'GR', 'DE', 'RO', 'LT', 'IE', 'NL'];

/** The year of a register of that size, step by step. Two teachers of a school work in each project. */
function yearOf({ teachers, schools, projects }: Size): readonly Step[] {
  const claims = projects * 2;
  const school = (teacher: number) => code(teacher % schools);
  // The two of a project are posted at one school: their numbers lie as far apart as there are schools.
  const first = (project: number) => (project % schools) + Math.floor(project / schools) * 2 * schools;
  const member = (claim: number) => (first(Math.floor(claim / 2)) + (claim % 2) * schools) % teachers;
  const project = (claim: number) => id('P', Math.floor(claim / 2));
  const pair = (claim: number): readonly Cell[] => [project(claim), id('T', member(claim))];
  const part = (index: number): readonly Cell[] => [id('P', index), school(first(index))];
  const yes = (index: number, seed: number) => (pick(index, 25, seed) === 0 ? 'no' : 'yes');
  const score = (index: number, seed: number) => (pick(index, 15, seed) === 0 ? 1 : 2 + pick(index, 4, seed));
  const candidates = Math.floor(schools / 30);
  const values = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'];
  const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];
  const gate = ['common_goals', 'active_participation', 'partner_collaboration', 'visible_results'];
  const step = (command: string, on: string, rows: number, header: string, row: (index: number) => readonly Cell[]): Step => ({
    command: command.split(' '),
    on,
    rows,
    file: { header: header.split(','), row },
  });
  const run = (command: string, on: string, rows: number): Step => ({ command: command.split(' '), on, rows });
  return [
    step('school add', '2025-09-01', schools, 'school_code,name,funding,province,municipality,etwinning_since', (i) => [
      code(i),
      `CEIP Invento ${i}`,
      ['public', 'subsidised', 'private', 'public'][pick(i, 4, 1)] ?? 'public',
      `Provincia ${i % 50}`,
      `Lugar ${i % 8000}`,
      `20${10 + pick(i, 15, 2)}-09-01`,
    ]),
    step('cfie add', '2025-09-01', 50, 'cfie,province', (i) => [`CFIE-${i}`, `Provincia ${i}`]),
    step(
      'register',
      '2025-09-01',
      teachers,
      'teacher_id,given_name,family_name,email,school_code,in_service,registered_on,last_active_on',
      (i) => [
        id('T', i),
        names[i % 10] ?? '',
        `${families[pick(i, 10, 3)]} ${families[pick(i, 10, 4)]}`,
        `docente${(i * 7919) % teachers}@example.org`,
        school(i),
        'yes',
        `20${10 + pick(i, 15, 5)}-0${1 + pick(i, 9, 6)}-15`,
        `2025-0${1 + pick(i, 8, 7)}-10`,
      ],
    ),
    step('approve teacher', '2025-09-20', teachers, 'teacher_id,attached,data_correct,consent,replied_on', (i) => [
      id('T', i),
      'yes',
      'yes',
      // Those who work in a project have access.
      i < claims * 2 ? 'yes' : yes(i, 8),
      '2025-09-18',
    ]),
    step('project add', '2025-10-15', claims, 'project_id,title,form,teacher_id,enrolled_on,starts_on,ends_on,partners', (i) => [
      ...[project(i), `Ríos de Europa ${Math.floor(i / 2)}`, 'new', id('T', member(i)), '2025-10-01', '2025-10-01'],
      pick(Math.floor(i / 2), 4, 9) === 0 ? '2026-02-20' : '2026-06-12',
      [0, 1, 2].map((n) => `${countries[pick(Math.floor(i / 2), 10, 10 + n)]}:École ${pick(Math.floor(i / 2), 9000, 13 + n)}`).join('|'),
    ]),
    step('project assess', '2025-11-01', projects, 'project_id,school_code,collaboration,ict', (i) => [...part(i), 'yes', yes(i, 16)]),
    step('approve project', '2025-11-05', projects, 'project_id,school_code,approved', (i) => [...part(i), yes(i, 17)]),
    step('report submit', '2026-06-20', claims * 3, 'project_id,teacher_id,kind', (i) => [
      ...pair(Math.floor(i / 3)),
      ['project', 'follow-up', 'final'][i % 3] ?? '',
    ]),
    step('report evaluate', '2026-06-25', claims, 'project_id,teacher_id,result', (i) => [...pair(i), 'positive']),
    run('credits certify --year 2025-26', '2026-07-01', claims),
    step(
      'label evaluate',
      '2026-07-05',
      projects,
      ['project_id', 'teacher_id', 'applied_on', ...gate, ...criteria, 'evaluator'].join(','),
      (i) => [
        ...pair(i * 2),
        '2026-06-15',
        ...gate.map((_, n) => yes(i, 20 + n)),
        ...criteria.map((_, n) => score(i, 30 + n)),
        `Evaluator ${i % 200}`,
      ],
    ),
    step('label propose', '2026-07-10', projects, 'project_id,year', (i) => [id('P', i), '2026']),
    run('label european --year 2026', '2026-09-30', projects),
    run('school call 2027 --opens 2026-10-01 --closes 2026-11-15', '2026-09-30', 1),
    run('school invite --call 2027', '2026-10-01', schools),
    step(
      'school apply',
      '2026-11-01',
      candidates,
      [
        'call,school_code,teacher_id,submitted_on,digital_safety_policy,digital_safety_evidence',
        ...values.flatMap((v) => [`${v}_plan`, `${v}_evidence`]),
      ].join(','),
      (i) => [2027, school(i), id('T', i), '2026-10-20', yes(i, 40), 'Evidence', ...values.flatMap((v) => [`Plan ${v}`, `Evidence ${i}`])],
    ),
    step(
      'school accredit --call 2027',
      '2026-12-01',
      candidates,
      ['school_code', 'evidence_verified', ...values.map((v) => `${v}_score`), 'potential_score'].join(','),
      (i) => [school(i), yes(i, 41), ...values.map((_, n) => score(i, 42 + n)), score(i, 50)],
    ),
  ];
}

async function writeFile(path: string, { rows, file }: Step): Promise<void> {
  if (!file) return;
  const out = createWriteStream(path);
  let text = `${file.header.join(',')}\n`;
  for (let index = 0; index < rows; index += 1) {
    text += `${file.row(index).join(',')}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

interface Taken {
  readonly step: Step;
  readonly etw: Measure;
  /** Null where the step takes no file. */
  readonly bare: Measure | null;
}

/** Takes an empty register through the year. */
async function takeYear(of: Size, name: string): Promise<{ readonly taken: readonly Taken[]; readonly bytes: number }> {
  const here = join(folder, name);
  mkdirSync(here);
  const db = join(here, 'etw.db');
  const taken: Taken[] = [];
  for (const [number, step] of yearOf(of).entries()) {
    const file = join(here, `${number}.csv`);
    await writeFile(file, step);
    const [program, ...rest] = [process.execPath, 'bin/etw.js', '--on', step.on, '--quiet', '--yes', '--db', db, ...step.command];
    // Who was refused earlier has nothing to evaluate: those rows are set aside.
    const etw = measure({
      name: step.command.join(' '),
      run: [program, ...rest, ...(step.file ? ['--csv', file, '--skip-invalid'] : [])],
      exits: [0, 3],
    });
    const bare = step.file
      ? measure({ name: '.import', run: ['sqlite3', join(here, 'bare.db'), '.mode csv', `.import ${file} t${number}`] })
      : null;
    console.error(`${name}: ${step.command.join(' ')} ${etw.seconds.toFixed(1)} s ${etw.megabytes?.toFixed(0)} MB`);
    for (const left of [file, file.replace('.csv', '.rejects.csv')]) rmSync(left, { force: true });
    taken.push({ step, etw, bare });
  }
  for (const command of [['audit', 'verify'], ['doctor']])
    taken.push({
      step: { command, on: '2026-12-01', rows: 0 },
      etw: measure({ name: command.join(' '), run: [process.execPath, 'bin/etw.js', '--quiet', '--db', db, ...command] }),
      bare: null,
    });
  return { taken, bytes: statSync(db).size };
}

const tenth = await takeYear({ teachers: size.teachers / 10, schools: size.schools / 10, projects: size.projects / 10 }, 'tenth');
const whole = await takeYear(size, 'whole');

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const header = ['step', 'rows', 'seconds', 'rows a second', 'peak MB', 'against `.import`', 'a row, against a tenth'];
const lines = whole.taken.map(({ step, etw, bare }, place) => {
  const small = tenth.taken[place];
  const perRow = small && step.rows > 50 ? etw.seconds / step.rows / (small.etw.seconds / small.step.rows) : null;
  return [
    `\`${step.command.join(' ')}\``,
    step.rows > 0 ? step.rows.toLocaleString('en') : '',
    etw.seconds.toFixed(1),
    step.rows > 50 ? Math.round(step.rows / etw.seconds).toLocaleString('en') : '',
    etw.megabytes?.toFixed(0) ?? '',
    bare ? (etw.seconds / bare.seconds).toFixed(1) : '',
    perRow === null ? '' : perRow.toFixed(2),
  ];
});
console.log([header, header.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n'));

// The two that keep house at the end are no part of the year.
const year = whole.taken.slice(0, -2);
const rows = sum(year.map(({ step }) => step.rows));
const [seconds, bare] = [sum(year.map(({ etw }) => etw.seconds)), sum(year.map((one) => one.bare?.seconds ?? 0))];
const smallYear = tenth.taken.slice(0, -2);
const smaller = sum(smallYear.map(({ etw }) => etw.seconds)) / sum(smallYear.map(({ step }) => step.rows));
console.log(
  [
    '',
    `The whole year: ${seconds.toFixed(0)} s for ${rows.toLocaleString('en')} rows, ${(seconds / bare).toFixed(1)} times \`.import\` (${bare.toFixed(1)} s; at most 5);`,
    `peak memory ${Math.max(...year.map(({ etw }) => etw.megabytes ?? 0)).toFixed(0)} MB (at most 500);`,
    `a row ${(seconds / rows / smaller).toFixed(2)} times one of a tenth (at most 1.3); the register ${(whole.bytes / 2 ** 20).toFixed(0)} MB.`,
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
  ].join('\n'),
);
