/** An invented office: its schools, CFIEs and teachers, and the steps from a project to its credits in few words. */
import { type Cells, type Desk, desk, type Fed, type Result, rowsOf } from '../etw.ts';

/** Schools by name. The codes are invented; their last digit is the check digit of the others. */
export const schools = {
  /** Public, in Ávila. */
  roble: '05990014',
  /** Concertado, in León. */
  encina: '24990011',
  /** Private, in Ávila. */
  pino: '05990026',
  /** Public, in Soria, for which no CFIE is known. */
  haya: '42990012',
} as const;

const placed: readonly Cells[] = [
  { school_code: schools.roble, name: 'CEIP El Roble', funding: 'public', province: 'Ávila', municipality: 'Villa Inventada (La)' },
  { school_code: schools.encina, name: 'Colegio La Encina', funding: 'subsidised', province: 'León', municipality: 'Valdeinventa' },
  { school_code: schools.pino, name: 'Colegio El Pino', funding: 'private', province: 'Ávila', municipality: 'Arenillas' },
  { school_code: schools.haya, name: 'IES El Haya', funding: 'public', province: 'Soria', municipality: 'Villahaya' },
];

export const teacher = (id: string, school: string, more: Cells = {}): Cells => ({
  teacher_id: id,
  given_name: id,
  family_name: 'Inventada',
  email: `${id.toLowerCase()}@example.org`,
  school_code: school,
  in_service: 'yes',
  registered_on: '2025-09-01',
  ...more,
});

export const yes = (id: string, more: Cells = {}): Cells => ({
  teacher_id: id,
  attached: 'yes',
  data_correct: 'yes',
  consent: 'yes',
  replied_on: '2025-09-10',
  ...more,
});

/** Ana and Bea teach at El Roble, Carlos at La Encina, Diego at El Pino, Eva at El Haya; all have access. */
const staff: readonly (readonly [string, string])[] = [
  ['ANA', schools.roble],
  ['BEA', schools.roble],
  ['CARLOS', schools.encina],
  ['DIEGO', schools.pino],
  ['EVA', schools.haya],
];
const schoolOf = new Map(staff);

export const year = '2025-26';

/** A project of an academic year, which ANA of El Roble joined. */
export const project = (id: string, more: Cells = {}): Cells => ({
  project_id: id,
  title: `Project ${id}`,
  form: 'joined',
  teacher_id: 'ANA',
  enrolled_on: '2025-10-01',
  starts_on: '2025-09-15',
  ends_on: '2026-06-15',
  partners: 'FR:Lycée Inventé|IT:Liceo Inventato',
  ...more,
});

/** Options without which a command does not run. */
export const neededBy = (command: string): string[] =>
  command === 'credits certify' ? ['--year', year] : command === 'revoke' ? ['--yes'] : [];

export interface Office extends Desk {
  /** Enrols, assesses, approves, takes in the three reports and evaluates the last positively: all that credits need. */
  complete(id: string, more?: Cells): Promise<void>;
  /** Makes the participation of a school active. */
  activate(id: string, school: string): Promise<void>;
  /** Takes in reports. */
  report(id: string, teacher: string, kinds?: readonly string[]): Promise<Fed>;
  /** Claims credits for the year, one row a claim, and says each answer in a word: `granted 4`, `refused CRED-2;CRED-7`. */
  claim(...claims: readonly (readonly [project: string, teacher: string, credits?: number | undefined])[]): Promise<string[]>;
  /** Certifies whatever is due in the year, without a file. The answers by project and teacher. */
  certify(...args: string[]): Promise<Record<string, string>>;
  /** The hash that stands for all that is written: it changes with every write. */
  head(): Promise<string>;
  /** The certificates in force of the year, in the order of issue. */
  certificates(): Promise<Record<string, unknown>[]>;
}

/** The answer of a row in few words: `granted 4`, `unchanged granted 4`, `refused CRED-2;CRED-7`, `invalid`. */
export const said = ({ status, outcome, value, unmet }: Result): string =>
  [status === 'accepted' ? '' : status, outcome, value, unmet].filter(Boolean).join(' ') || 'accepted';

export function officeAt(place: Desk): Office {
  const office: Office = {
    ...place,
    async complete(id, more = {}) {
      const row = project(id, more);
      const who = String(row.teacher_id);
      await place.take('project add', [row]);
      await office.activate(id, schoolOf.get(who) ?? String(row.school ?? ''));
      await office.report(id, who);
      await place.take('report evaluate', [{ project_id: id, teacher_id: who, result: 'positive' }]);
    },
    async activate(project_id, school_code) {
      await place.take('project assess', [{ project_id, school_code, collaboration: 'yes', ict: 'yes' }]);
      await place.take('approve project', [{ project_id, school_code, approved: 'yes' }]);
    },
    report: (project_id, teacher_id, kinds = ['project', 'follow-up', 'final']) =>
      place.take(
        'report submit',
        kinds.map((kind) => ({ project_id, teacher_id, kind })),
      ),
    async claim(...claims) {
      const rows = claims.map(([project_id, teacher_id, credits]) => ({ project_id, teacher_id, credits }));
      return (await place.feed('credits certify', rows, '--year', year)).results.map(said);
    },
    async certify(...args) {
      await place.etw('credits', 'certify', '--year', year, '--results', 'results.csv', ...args);
      const rows = rowsOf(place.read('results.csv'));
      return Object.fromEntries(rows.map((row) => [`${row.project_id} ${row.teacher_id}`, said(row)]));
    },
    async head() {
      return String((await place.etw('audit', 'verify', '--json')).object.head);
    },
    async certificates() {
      const { list } = await place.etw('credits', 'list', '--year', year, '--json');
      return list.filter((row) => row.status === 'in-force' && row.origin === 'certified');
    },
  };
  return office;
}

const prepared = new Map<string, Promise<Desk>>();

/** Makes a register once for a test file; what one test does to its copy no other sees. */
export async function copyOf(name: string, make: () => Promise<Desk>): Promise<Office> {
  const made = prepared.get(name) ?? make();
  prepared.set(name, made);
  return officeAt((await made).copy());
}

/** Furnishes an empty register. */
export async function prepare(first: Desk): Promise<Desk> {
  const early = ['--on', '2025-09-10'];
  await first.take('school add', placed, ...early);
  const areas = [
    { cfie: 'CFIE-AVILA', name: 'CFIE de Ávila', province: 'Ávila' },
    { cfie: 'CFIE-LEON', name: 'CFIE de León', province: 'León' },
  ];
  await first.take('cfie add', areas, ...early);
  const teachers = staff.map(([id, school]) => teacher(id, school));
  await first.take('register', teachers, ...early);
  const replies = staff.map(([id]) => yes(id));
  await first.take('approve teacher', replies, ...early);
  return first;
}

/** A new office with its schools, CFIEs and teachers. */
export const anOffice = (): Promise<Office> => copyOf('office', () => prepare(desk()));

/** The same, and in it P1: a project of the whole year, complete, of ANA at El Roble. */
export const officeWithP1 = (): Promise<Office> =>
  copyOf('office with P1', async () => {
    const office = await anOffice();
    await office.complete('P1');
    return office;
  });
