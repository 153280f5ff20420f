/** Each line a ratio of two commands that took turns in this run. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeApplications } from './labels.ts';
import { type Command, type Measure, measure, median } from './measure.ts';
import { writeSpain } from './schools.ts';
import { writeTeachers, writeYear } from './world.ts';

const node = process.execPath;
const etw = ['bin/etw.js', '--on', '2026-06-30', '--quiet'] as const;
const folder = mkdtempSync(join(tmpdir(), 'etw-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const quick = process.argv.includes('--quick');
const teachers = 344_000;
const claims = 10_000;
const applications = 45_000;
const turns = quick ? 1 : 3;

const fresh = (name: string, from?: string) => {
  const file = join(folder, `${name}.db`);
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  if (from) copyFileSync(from, file);
  return file;
};
const run = (db: string, ...args: string[]) => {
  const { status, stderr } = spawnSync(node, [...etw, '--db', db, ...args], { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${status}\n${stderr}`);
};

/** Medians of commands that take turns, after one turn each that does not count. */
function takeTurns(commands: readonly Command[], count: number): readonly Measure[] {
  for (const command of commands) measure(command);
  const taken = commands.map((): Measure[] => []);
  for (let turn = 0; turn < count; turn += 1) for (const [place, command] of commands.entries()) taken[place]?.push(measure(command));
  return taken.map((of) => ({
    seconds: median(of.map((one) => one.seconds)),
    megabytes: median(of.map((one) => one.megabytes ?? Number.NaN)),
  }));
}

const large = writeTeachers(folder, 14_140, teachers);
const small = writeTeachers(folder, 14_140, teachers / 10);
const [asClaims, asApplications] = [writeTeachers(folder, 14_140, claims), writeTeachers(folder, 14_140, applications)];
const schools = fresh('schools');
run(schools, 'school', 'add', '--csv', large.schools);
const year = fresh('year');
for (const [command, file] of writeYear(folder, claims)) run(year, ...command, '--csv', file);
const [many, few] = [writeApplications(folder, applications), writeApplications(folder, applications / 10)];
const [manyApplied, fewApplied] = [fresh('applied'), fresh('applied-tenth')];
for (const [command, file] of many.world) run(manyApplied, ...command, '--csv', file);
for (const [command, file] of few.world) run(fewApplied, ...command, '--csv', file);

const [bare, version, lookup] = takeTurns(
  [
    { name: 'node -e 0', run: [node, '-e', '0'] },
    { name: 'etw --version', run: [node, 'bin/etw.js', '--version'] },
    { name: 'etw school show', run: [node, ...etw, '--db', year, 'project', 'show', 'P000001'] },
  ],
  quick ? 3 : 15,
);
const registering = (name: string, file: string): Command => ({
  name: `register, ${name}`,
  run: [node, ...etw, '--db', join(folder, `r-${name}.db`), 'register', '--csv', file],
  before: () => void fresh(`r-${name}`, schools),
});
const [imported, registered, tenth, registeredClaims, registeredApplications, certified, evaluated, evaluatedTenth] = takeTurns(
  [
    {
      name: 'sqlite3 .import',
      run: ['sqlite3', join(folder, 'bare.db'), '.mode csv', `.import ${large.teachers} t`],
      before: () => void fresh('bare'),
    },
    registering('all', large.teachers),
    registering('a tenth', small.teachers),
    registering('as many as claims', asClaims.teachers),
    registering('as many as applications', asApplications.teachers),
    {
      name: 'credits certify',
      run: [node, ...etw, '--db', join(folder, 'c.db'), 'credits', 'certify', '--year', '2025-26'],
      before: () => void fresh('c', year),
    },
    {
      name: 'label evaluate',
      run: [node, ...etw, '--db', join(folder, 'l.db'), 'label', 'evaluate', '--csv', many.evaluations],
      before: () => void fresh('l', manyApplied),
    },
    {
      name: 'label evaluate, a tenth',
      run: [node, ...etw, '--db', join(folder, 'm.db'), 'label', 'evaluate', '--csv', few.evaluations],
      before: () => void fresh('m', fewApplied),
    },
  ],
  turns,
);
const [phaseOne, again, registeredSpain] = takeTurns(await writeSpain(folder, run, fresh), turns);
if (!phaseOne || !again || !registeredSpain) throw new Error('nothing measured');
if (!bare || !version || !lookup || !imported || !registered || !tenth || !certified || !evaluated || !evaluatedTenth)
  throw new Error('nothing measured');
if (!registeredClaims || !registeredApplications) throw new Error('nothing measured');

const perRow = (one: Measure, rows: number) => (one.seconds / rows) * 1e6;
const rows: readonly (readonly [what: string, than: string, ratio: number, most: number, figures: string])[] = [
  ['`etw --version`', '`node -e 0`', version.seconds / bare.seconds, 1.3, `${ms(version)} and ${ms(bare)}`],
  ['`etw project show`', '`node -e 0`', lookup.seconds / bare.seconds, 2.5, `${ms(lookup)} and ${ms(bare)}`],
  [
    `\`register\` of ${teachers} teachers`,
    '`sqlite3 .import` into a bare table',
    registered.seconds / imported.seconds,
    4,
    `${registered.seconds.toFixed(2)} s and ${imported.seconds.toFixed(2)} s`,
  ],
  ['its peak memory', '300 MB', (registered.megabytes ?? 0) / 300, 1, `${registered.megabytes?.toFixed(0)} MB`],
  [
    'its peak memory',
    `that of ${teachers / 10} teachers`,
    (registered.megabytes ?? 0) / (tenth.megabytes ?? 1),
    4 / 3,
    `${registered.megabytes?.toFixed(0)} MB and ${tenth.megabytes?.toFixed(0)} MB`,
  ],
  [
    `\`credits certify\` of ${claims} claims, a row`,
    `a row of \`register\` of ${teachers} teachers`,
    perRow(certified, claims) / perRow(registered, teachers),
    3,
    `${perRow(certified, claims).toFixed(0)} µs and ${perRow(registered, teachers).toFixed(0)} µs`,
  ],
  [
    'the same',
    `a row of \`register\` of ${claims} teachers`,
    certified.seconds / registeredClaims.seconds,
    3,
    `${perRow(certified, claims).toFixed(0)} µs and ${perRow(registeredClaims, claims).toFixed(0)} µs`,
  ],
  [
    'phase 1 of a call for 14140 schools',
    '`register` of their 57331 teachers',
    phaseOne.seconds / registeredSpain.seconds,
    1,
    `${phaseOne.seconds.toFixed(2)} s and ${registeredSpain.seconds.toFixed(2)} s`,
  ],
  [
    'the same again, unchanged',
    'the first run',
    again.seconds / phaseOne.seconds,
    1,
    `${again.seconds.toFixed(2)} s and ${phaseOne.seconds.toFixed(2)} s`,
  ],
  [
    `\`label evaluate\` of ${applications} applications, a row`,
    `a row of \`register\` of ${teachers} teachers`,
    perRow(evaluated, applications) / perRow(registered, teachers),
    4,
    `${perRow(evaluated, applications).toFixed(0)} µs and ${perRow(registered, teachers).toFixed(0)} µs`,
  ],
  [
    'the same',
    `a row of \`register\` of ${applications} teachers`,
    evaluated.seconds / registeredApplications.seconds,
    4,
    `${perRow(evaluated, applications).toFixed(0)} µs and ${perRow(registeredApplications, applications).toFixed(0)} µs`,
  ],
  [
    'a row of it',
    `a row of ${applications / 10}`,
    perRow(evaluated, applications) / perRow(evaluatedTenth, applications / 10),
    1.3,
    `${perRow(evaluated, applications).toFixed(0)} µs and ${perRow(evaluatedTenth, applications / 10).toFixed(0)} µs`,
  ],
  ['its peak memory', '400 MB', (evaluated.megabytes ?? 0) / 400, 1, `${evaluated.megabytes?.toFixed(0)} MB`],
];
function ms(one: Measure): string {
  return `${(one.seconds * 1000).toFixed(0)} ms`;
}
const cells = rows.map(([what, than, ratio, most, figures]) => [what, than, `${ratio.toFixed(2)}`, `${most.toFixed(2)}`, figures]);
const header = ['this', 'against', 'ratio', 'at most', 'medians'];
console.log([header, header.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n'));
console.log(
  `\n${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, ${turns} turns`,
);
