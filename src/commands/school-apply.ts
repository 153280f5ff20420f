import { columns as c, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowResult, type Run, unchanged, unknown } from '../batch/command.ts';
import { valueTexts } from '../batch/school-columns.ts';
import type { Day } from '../day.ts';
import { applicationKey, findApplications, givenIn, type StoredApplication } from '../register/applications.ts';
import { callOf, findCalls } from '../register/calls.ts';
import { counting, findPast, subjectOf } from '../register/decisions.ts';
import { type ApplicationText, findRemarks, saveRemark } from '../register/remarks.ts';
import { findSchools } from '../register/schools.ts';
import { findTeachers } from '../register/teachers.ts';

const texts: readonly ApplicationText[] = ['digital_safety_evidence', ...valueTexts.map(({ name }) => name)];

type Texts = Partial<Record<ApplicationText, string>>;

/** Takes in applications of schools (SCH-5 to SCH-7): stored in any case, with a warning when late or uninvited. */
export const schoolApply = batchCommand({
  name: 'school apply',
  columns: [
    c.call,
    c.school_code,
    c.teacher_id,
    optional(c.submitted_on),
    c.digital_safety_policy,
    optional(c.digital_safety_evidence),
    ...valueTexts,
  ],
  keys: ['call', 'school_code'],
  async handle(rows, run) {
    const { writer, on, t } = run;
    const codes = rows.map((row) => row.school_code);
    const calls = await findCalls(
      writer,
      rows.map((row) => row.call),
    );
    const schools = await findSchools(writer, codes);
    const teachers = await findTeachers(
      writer,
      rows.map((row) => row.teacher_id),
    );
    const applications = await findApplications(writer, codes);
    const words = await textsOf(run, [...applications.values()].flat());
    const invitations = await findPast(
      writer,
      'school-invitation',
      rows.map((row) => subjectOf(row.school_code, row.call)),
    );
    return rows.map((row): RowResult => {
      const stored = calls.get(row.call);
      if (!stored) return unknown('call', row.call, t.rows.unknownCall);
      if (!schools.has(row.school_code)) return unknown('school_code', row.school_code, t.rows.unknownSchool);
      if (!teachers.has(row.teacher_id)) return unknown('teacher_id', row.teacher_id, t.rows.unknownTeacher);
      if (row.submitted_on && row.submitted_on > on) return invalid('submitted_on', row.submitted_on, t.rows.inTheFuture(on));

      const key = applicationKey(row.call, row.school_code);
      const known = applications.get(key) ?? [];
      // Teacher and day name the application: of any other nothing is known yet. Without a day, what says the same is the same.
      const own = known.filter((one) => one.teacher_id === row.teacher_id);
      const day = row.submitted_on ?? on;
      const last = own.at(-1);
      const repeated = last && !row.submitted_on && saysTheSame(row, last, words.get(last.id) ?? {}) ? last : undefined;
      const before = own.findLast((one) => one.submitted_on === day) ?? repeated;
      const said: Texts = before ? { ...words.get(before.id) } : {};
      for (const field of texts) {
        const text = row[field];
        if (text === null) delete said[field];
        else if (text !== undefined) said[field] = text;
      }
      const policy = Number(row.digital_safety_policy);
      const warnings = warningsOf(run, row, callOf(stored), invitations.get(subjectOf(row.school_code, row.call)));
      if (before?.digital_safety_policy === policy && sameTexts(said, words.get(before.id) ?? {})) return unchanged({ warnings });
      const application: StoredApplication = {
        id: writer.number('fact'),
        call: row.call,
        school_code: row.school_code,
        teacher_id: row.teacher_id,
        submitted_on: day,
        digital_safety_policy: policy,
        given: texts.filter((field) => said[field] !== undefined).join(' '),
        run: writer.run,
      };
      writer.put('school_applications', application);
      for (const field of texts) saveRemark(writer, 'school_applications', application.id, field, said[field]);
      applications.set(key, [...known, application]);
      words.set(application.id, said);
      return accepted({ made: known.length > 0 ? 'updated' : 'created', warnings });
    });
  },
});

function warningsOf(
  { on, t }: Run,
  row: { readonly school_code: string; readonly submitted_on?: Day | null | undefined },
  call: ReturnType<typeof callOf>,
  invitations: Parameters<typeof counting>[0],
): string[] {
  const day = row.submitted_on ?? on;
  return [
    ...(counting(invitations, on)?.outcome === 'granted' ? [] : [t.rows.uninvited(row.school_code, call.call)]),
    ...(day < call.opensOn || day > call.closesOn ? [t.rows.outsideCall(row.school_code, day, call.opensOn, call.closesOn)] : []),
  ];
}

/** What known applications say in words, by application. */
async function textsOf({ writer }: Run, applications: readonly StoredApplication[]): Promise<Map<number, Texts>> {
  const found = new Map<number, Texts>(applications.map(({ id }) => [id, {}]));
  for (const field of texts) {
    const holding = applications.filter((row) => givenIn(row).includes(field)).map(({ id }) => id);
    if (holding.length === 0) continue;
    for (const [id, body] of await findRemarks(writer, 'school_applications', field, holding))
      found.set(Number(id), { ...found.get(Number(id)), [field]: body });
  }
  return found;
}

/** Whether a row says of an application what is stored of it, no less and no more. */
const saysTheSame = (
  row: { readonly digital_safety_policy: boolean } & { readonly [Field in ApplicationText]?: string | null | undefined },
  { digital_safety_policy }: StoredApplication,
  stored: Texts,
): boolean =>
  digital_safety_policy === Number(row.digital_safety_policy) && texts.every((field) => (row[field] ?? undefined) === stored[field]);

const sameTexts = (a: Texts, b: Texts): boolean => texts.every((field) => a[field] === b[field]);
