/** A year of an office in batches, one of every kind, each with the register as it is before and after. */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { logColumns, tableNames } from '../../src/register/tables.ts';
import { type Cells, csv, desk } from '../etw.ts';

/** A batch, and what an undisturbed run makes of a register. */
export interface Scene {
  /** The command, and how it is given where two are of one kind. */
  readonly name: string;
  readonly argv: readonly string[];
  /** What it reads, by name. */
  readonly input: Readonly<Record<string, string>>;
  /** A copy of the register to begin with. */
  readonly before: string;
  readonly code: number;
  readonly states: { readonly before: string; readonly after: string };
  /** The files it hands over, by name. */
  readonly output: Readonly<Record<string, string>>;
}

/** A batch as it is told: its command line, its rows, and the files it hands over. */
interface Step {
  readonly command: string;
  readonly rows?: readonly Cells[];
  readonly on?: string;
  readonly output?: readonly string[];
  readonly code?: number;
}

const criteria = ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'];
const values = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'];
const all = (names: readonly string[], value: string | number): Cells => Object.fromEntries(names.map((name) => [name, value]));

/** The year, in an office of so many schools; each has two teachers, of whom the first takes a project to its end. */
function yearOf(size: number): readonly Step[] {
  const numbers = Array.from({ length: size }, (_, place) => place + 1);
  const code = (number: number) => `0599${String(number).padStart(4, '0')}`;
  const each = (cells: (number: number) => Cells, from = numbers): Cells[] => from.map(cells);
  const few = numbers.filter((number) => number % 4 === 0);
  const work = (number: number): Cells => ({ project_id: `P${number}`, teacher_id: `A${number}` });
  const part = (number: number): Cells => ({ project_id: `P${number}`, school_code: code(number) });
  const school = (number: number): Cells => ({ school_code: code(number), name: `CEIP ${number}`, funding: 'public', province: 'Ávila' });
  const project = (project_id: string, teacher_id: string): Cells => ({
    project_id,
    title: `Proyecto ${project_id}`,
    form: 'joined',
    teacher_id,
    starts_on: '2025-09-15',
    ends_on: '2026-06-15',
    partners: 'FR:Lycée Inventé|IT:Liceo Inventato',
  });
  return [
    { command: 'school add', rows: each((number) => ({ ...school(number), etwinning_since: '2020-01-01' })), on: '2025-09-01' },
    {
      command: 'school add --skip-invalid --rejects rejects.csv',
      rows: each((number) => (number % 4 === 0 ? { ...school(number), funding: '?' } : { ...school(number), name: `IES ${number}` })),
      on: '2025-09-01',
      output: ['rejects.csv'],
      code: 3,
    },
    { command: 'cfie add', rows: each((number) => ({ cfie: `CFIE-${number % 5}`, school_code: code(number) })), on: '2025-09-01' },
    {
      command: 'register',
      rows: ['A', 'B'].flatMap((letter) =>
        each((number) => ({
          teacher_id: `${letter}${number}`,
          given_name: 'Nombre',
          family_name: 'Inventada',
          email: `${letter}${number}@example.org`,
          school_code: code(number),
          in_service: 'yes',
        })),
      ),
      on: '2025-09-01',
    },
    {
      command: 'approve teacher',
      rows: ['A', 'B'].flatMap((letter) =>
        each((number) => ({ teacher_id: `${letter}${number}`, attached: 'yes', data_correct: 'yes', consent: 'yes' })),
      ),
      on: '2025-09-10',
    },
    {
      command: 'project add',
      rows: [...each((number) => project(`P${number}`, `A${number}`)), ...each((number) => project(`P${number}`, `B${number}`), few)],
      on: '2025-10-01',
    },
    { command: 'project assess', rows: each((number) => ({ ...part(number), collaboration: 'yes', ict: 'yes' })), on: '2025-10-05' },
    { command: 'approve project', rows: each((number) => ({ ...part(number), approved: 'yes' })), on: '2025-10-06' },
    {
      command: 'project withdraw',
      rows: each((number) => ({ project_id: `P${number}`, teacher_id: `B${number}`, reason: 'por error' }), few),
      on: '2025-10-07',
    },
    { command: 'project change', rows: each((number) => ({ project_id: `P${number}`, title: `Otro ${number}`, reason: 'errata' })) },
    {
      command: 'report submit',
      rows: ['project', 'follow-up', 'final'].flatMap((kind) =>
        each((number) => ({ ...work(number), kind, document: 'https://example.org/d' })),
      ),
    },
    { command: 'report evaluate', rows: each((number) => ({ ...work(number), result: 'positive', comment: 'Comentario' })) },
    {
      command: 'credits record',
      rows: each((number) => ({ teacher_id: `A${number}`, year: '2025-26', credits: 2, cfie: 'CFIE-OTRO' }), few),
    },
    { command: 'credits certify --year 2025-26' },
    { command: 'revoke --yes', rows: each((number) => ({ decision: `CFIE-0/2025-26/${number}`, reason: 'errata' }), [1, 2, 3]) },
    { command: 'credits certify --year 2025-26', rows: each(work) },
    { command: 'label apply', rows: each(work) },
    {
      command: 'label evaluate --letters letters.csv',
      rows: each((number) => ({
        ...work(number),
        common_goals: 'yes',
        active_participation: 'yes',
        partner_collaboration: 'yes',
        visible_results: 'yes',
        ...all(criteria, 2 + (number % 4)),
      })),
      output: ['letters.csv'],
    },
    {
      command: 'label record',
      rows: each((number) => ({ project_id: `P${number}`, country: 'FR', school: 'Lycée Inventé', granted_on: '2026-06-20' })),
    },
    { command: 'label propose', rows: each((number) => ({ project_id: `P${number}`, year: '2026' })) },
    { command: 'label european --year 2026' },
    { command: 'award record', rows: each((number) => ({ project_id: `P${number}`, award: 'national-prize', period: '2026' })) },
    { command: 'school call 2026 --opens 2026-06-20 --closes 2026-07-10' },
    { command: 'school invite --call 2026 --invitations invitations.csv', output: ['invitations.csv'] },
    {
      command: 'school apply',
      rows: each((number) => ({
        call: '2026',
        school_code: code(number),
        teacher_id: `A${number}`,
        digital_safety_policy: 'yes',
        digital_safety_evidence: 'https://example.org/p',
        ...all(
          values.flatMap((value) => [`${value}_plan`, `${value}_evidence`]),
          'Plan',
        ),
      })),
    },
    {
      command: 'school accredit --call 2026 --letters letters.csv',
      rows: each((number) => ({
        school_code: code(number),
        evidence_verified: 'yes',
        ...all(
          [...values, 'potential'].map((value) => `${value}_score`),
          4,
        ),
      })),
      output: ['letters.csv'],
    },
    {
      command: 'school record',
      rows: each((number) => ({ school_code: code(number), call: '2022', valid_from: '2022-01-01', valid_until: '2023-12-31' })),
    },
  ];
}

/** Plays the year undisturbed, in an office of `size` schools. */
export async function scenesOf(size: number): Promise<readonly Scene[]> {
  const office = desk();
  const register = join(office.folder, 'register.db');
  const scenes: Scene[] = [];
  let state = '';
  for (const { command, rows, on = '2026-06-30', output = [], code = 0 } of yearOf(size)) {
    const argv = [...command.split(' '), ...(rows ? ['--csv', 'rows.csv'] : []), '--results', 'results.csv', '--on', on, '--as', 'officer'];
    const input: Record<string, string> = rows ? { 'rows.csv': csv(rows) } : {};
    for (const [name, text] of Object.entries(input)) office.write(name, text);
    const before = join(office.folder, `before-${scenes.length}.db`);
    if (scenes.length > 0) copyFileSync(register, before);
    const run = await office.etw(...argv);
    if (run.code !== code) throw new Error(`etw ${argv.join(' ')} ended with ${run.code}: ${run.err}${run.out}`);
    const after = stateOf(register);
    const files = ['results.csv', ...output].map((name) => [name, office.read(name)] as const);
    const states = { before: state, after };
    scenes.push({ name: rows ? `${command} with a file` : command, argv, input, before, code, states, output: Object.fromEntries(files) });
    state = after;
  }
  return scenes;
}

/** All that a register says, but for what no two runs have alike: salts, hashes and the instant. Empty where there is no register. */
export function stateOf(place: string): string {
  const database = new Database(place);
  try {
    const held = database.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    if (!held.includes('log')) return '';
    const rows = tableNames.map((table) => [
      table,
      (database.prepare(`select * from ${table} order by 1, 2, 3`).all() as Record<string, unknown>[]).map(({ salt: _, ...row }) => row),
    ]);
    const told = logColumns.filter((column) => !['at', 'items', 'prev', 'hash'].includes(column));
    const log = database.prepare(`select ${told.join(', ')} from log order by seq`).all();
    return log.length === 0 ? '' : JSON.stringify([...rows, ['log', log]]);
  } finally {
    database.close();
  }
}

/** What lies at a path; null where nothing does. */
export function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
