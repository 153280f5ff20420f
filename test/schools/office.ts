/** A register in which one invented school may be invited, and the rows to change one thing at a time. */
import { join } from 'node:path';
import { day } from '../../src/day.ts';
import { baseEdition } from '../../src/editions/base/index.ts';
import { Reading } from '../../src/editions/edition.ts';
import { saveDecision, subjectOf } from '../../src/register/decisions.ts';
import { openFile } from '../../src/register/open.ts';
import { verdict } from '../../src/rules/decision.ts';
import { type Cells, type Desk, desk } from '../etw.ts';

/** Invented codes whose last digit is the check digit. */
export const encina = '05990013';
export const roble = '09990011';
export const haya = '24990025';

/** The call of the tests: the reference day is its opening day. */
export const opens = '2026-02-12';
export const closes = '2026-03-10';
/** A day on which the service decides. */
export const decides = '2026-04-15';

const aDay = '2023-09-01';
export const yes = { attached: 'yes', data_correct: 'yes', consent: 'yes' };

export const school = (code: string, more: Cells = {}): Cells => ({
  school_code: code,
  name: `CEIP ${code}`,
  province: 'Ávila',
  municipality: 'Arévalo',
  funding: 'public',
  email: `${code}@example.org`,
  etwinning_since: aDay,
  ...more,
});

export const teacher = (id: string, code: string, more: Cells = {}): Cells => ({
  teacher_id: id,
  given_name: `Given ${id}`,
  family_name: `Family ${id}`,
  email: `${id.toLowerCase()}@example.org`,
  school_code: code,
  in_service: 'yes',
  registered_on: aDay,
  last_active_on: '2026-01-15',
  ...more,
});

/** Three teachers of a school, by the first letters of its code. */
export const three = (code: string): string[] => [1, 2, 3].map((number) => `T${code.slice(0, 2)}${number}`);

export interface Office extends Desk {
  /** A school with three active teachers with access and a national label, or what is left of that. */
  eligible(code: string, more?: Cells): Promise<void>;
  /** A national label granted on a day to a teacher of the school; the id of the decision. */
  label(code: string, teacherId: string, on?: string): Promise<string>;
}

export function anOffice(): Office {
  return furnished(desk());
}

const furnished = (at: Desk): Office => {
  const label: Office['label'] = async (code, teacherId, on = '2025-06-30') => {
    const register = await openFile(join(at.folder, 'register.db'));
    try {
      return await register.write(
        { actor: 'officer', command: 'label evaluate', on: day(on), at: new Date(`${on}T10:00:00Z`) },
        async (writer) => {
          const granted = verdict(new Reading(baseEdition, [], day(on)), []);
          const about = { teacher_id: teacherId, project_id: `P-${teacherId}`, school_code: code };
          return saveDecision(writer, 'national-label', subjectOf(about.project_id, teacherId), granted, about).decision;
        },
      );
    } finally {
      await register.close();
    }
  };
  return {
    ...at,
    label,
    async eligible(code, more = {}) {
      await at.take('school add', [school(code, more)]);
      await at.take(
        'register',
        three(code).map((id) => teacher(id, code)),
      );
      await at.take(
        'approve teacher',
        three(code).map((id) => ({ teacher_id: id, ...yes, replied_on: aDay })),
        '--on',
        aDay,
      );
      await label(code, three(code)[0] ?? '');
    },
  };
};

export const openCall = ['school', 'call', '2026', '--opens', opens, '--closes', closes];

/** A complete application. */
export const application = (code: string, more: Cells = {}): Cells => ({
  call: '2026',
  school_code: code,
  teacher_id: three(code)[0] ?? '',
  submitted_on: '2026-02-20',
  digital_safety_policy: 'yes',
  digital_safety_evidence: 'https://example.org/policy',
  ...Object.fromEntries(
    ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'].flatMap((value) => [
      [`${value}_plan`, `How we carry out ${value}`],
      [`${value}_evidence`, `https://example.org/${value}`],
    ]),
  ),
  ...more,
});

/** An evaluation with the same score throughout. */
export const evaluation = (code: string, score: number, more: Cells = {}): Cells => ({
  school_code: code,
  evidence_verified: 'yes',
  shared_leadership_score: score,
  teamwork_score: score,
  student_agency_score: score,
  role_model_score: score,
  inclusion_score: score,
  potential_score: score,
  ...more,
});

/** An office with one eligible school and the call open, copied for each test that changes it. */
let ready: Office | undefined;
export async function readyOffice(): Promise<Office> {
  if (!ready) {
    ready = anOffice();
    await ready.eligible(encina);
    const { code, err } = await ready.etw(...openCall, '--on', opens);
    if (code !== 0) throw new Error(err);
  }
  return furnished(ready.copy());
}

/** The same, invited and applied. */
let applied: Office | undefined;
export async function appliedOffice(): Promise<Office> {
  if (!applied) {
    applied = await readyOffice();
    await applied.etw('school', 'invite', '--call', '2026', '--on', opens);
    await applied.take('school apply', [application(encina)], '--on', '2026-02-20');
  }
  return furnished(applied.copy());
}
