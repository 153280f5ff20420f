import { columns as c, conditional, fresh, needed, optional } from '../batch/columns.ts';
import { accepted, batchCommand, invalid, type RowFault, type RowResult, unchanged } from '../batch/command.ts';
import { printable } from '../batch/fault.ts';
import type { Day } from '../day.ts';
import { rulesOf } from '../editions/rules.ts';
import { sayUnmet } from '../languages/say.ts';
import { enrolmentOf, findEnrolments, findProjects, findWithPartners, firstOfSchool, foundersOf } from '../register/projects.ts';
import { findSchools } from '../register/schools.ts';
import type { RowOf } from '../register/tables.ts';
import { findAccess, findTeachers, hasAccess, postingOn } from '../register/teachers.ts';
import { unmet } from '../rules/decision.ts';
import { enrol } from '../rules/participation.ts';
import { foldName } from '../rules/places.ts';

type Partner = Omit<RowOf<'partners'>, 'run'>;

/** Enrols a teacher in a project, new or joined, in the name of the teacher's school (PART-3 to PART-5). */
export const projectAdd = batchCommand({
  name: 'project add',
  columns: [
    fresh(c.project_id),
    conditional(c.title),
    c.form,
    c.teacher_id,
    optional(c.enrolled_on),
    conditional(c.starts_on),
    conditional(c.ends_on),
    conditional(c.partners),
    optional(c.url),
  ],
  decides: rulesOf('PART-3', 'PART-4', 'PART-5'),
  keys: ['project_id', 'teacher_id'],
  async questions({ project_id }, { reader }) {
    const whoever = [fresh(c.project_id), c.form, c.teacher_id, optional(c.enrolled_on)];
    if (project_id === undefined) return whoever;
    // Of a known project only partners can be added.
    if ((await findProjects(reader, [project_id])).size > 0) return [...whoever, optional(c.partners)];
    return [...whoever, needed(c.title), needed(c.starts_on), needed(c.ends_on), needed(c.partners), optional(c.url)];
  },
  async handle(rows, run) {
    const { writer, on, t } = run;
    const ids = rows.map((row) => row.project_id);
    const projects = await findWithPartners(writer, ids);
    const enrolments = await findEnrolments(writer, ids);
    const teachers = await findTeachers(
      writer,
      rows.map((row) => row.teacher_id),
    );
    const access = await findAccess(writer, teachers.values());
    const schools = await findSchools(
      writer,
      [...teachers.values()].flatMap(({ postings }) => postings.map((posting) => posting.schoolCode)),
    );

    return rows.map((row): RowResult => {
      const faults: RowFault[] = [];
      const known = projects.get(row.project_id);
      const teacher = teachers.get(row.teacher_id);
      if (!teacher) faults.push({ column: 'teacher_id', value: row.teacher_id, message: t.rows.unknownTeacher, unknown: true });
      for (const column of ['title', 'starts_on', 'ends_on', 'url'] as const) {
        const given = row[column];
        if (known && given && given !== known.row[column])
          faults.push({
            column,
            value: given,
            message: t.rows.differsFromProject(known.row[column] === null ? null : printable(known.row[column] ?? '')),
          });
        if (!known && !given && column !== 'url') faults.push({ column, value: null, message: t.rows.requiredOfNewProject });
      }
      const startsOn = (known?.row.starts_on ?? row.starts_on) as Day;
      const endsOn = (known?.row.ends_on ?? row.ends_on) as Day;
      if (!known && startsOn && endsOn && endsOn < startsOn)
        faults.push({ column: 'ends_on', value: endsOn, message: t.rows.endsBeforeStart(startsOn) });
      const named = row.partners ?? [];
      const needed = row.form === 'new' ? 1 : 2;
      if (!known && named.length < needed)
        faults.push({
          column: 'partners',
          value: named.map((p) => `${p.country}:${p.name}`).join('|') || null,
          message: t.rows.fewFounders(needed),
        });
      const enrolledOn = row.enrolled_on ?? on;
      if (enrolledOn > on) faults.push({ column: 'enrolled_on', value: enrolledOn, message: t.rows.inTheFuture(on) });
      if (faults.length > 0 || !teacher) return { status: 'invalid', faults };

      const of = enrolments.get(row.project_id) ?? [];
      const standing = enrolmentOf(of, row.teacher_id, on);
      const posting = standing ? null : postingOn(teacher.postings, enrolledOn);
      const first = posting && firstOfSchool(of, posting.schoolCode, on);
      const form = (standing ?? first)?.form ?? row.form;
      if (form !== row.form) return invalid('form', row.form, t.rows.otherForm(form));
      if (standing && row.enrolled_on && row.enrolled_on !== standing.enrolled_on)
        return invalid('enrolled_on', row.enrolled_on, t.rows.enrolledAlready(standing.enrolled_on));

      const school = posting && schools.get(posting.schoolCode);
      const partners: Partner[] = [...(known?.partners ?? [])];
      const place = (): number => partners.reduce((last, partner) => Math.max(last, partner.position + 1), 1);
      const add = (country: string, name: string, schoolCode: string | null, founder: boolean, position = place()) =>
        partners.push({
          project_id: row.project_id,
          position,
          country,
          name,
          school_code: schoolCode,
          founder: Number(founder),
          added_on: on,
        });
      if (!known && row.form === 'new' && school) add(school.country, school.name, school.school_code, true, 0);
      for (const [index, partner] of named.entries()) {
        const there = partners.some((p) => p.position > 0 && p.country === partner.country && foldName(p.name) === foldName(partner.name));
        if (!there) add(partner.country, partner.name, null, !known && index < needed);
      }
      const added = partners.slice(known?.partners.length ?? 0);

      if (!standing) {
        const verdict = enrol(
          {
            form: row.form,
            enrolledOn,
            posting:
              posting && school
                ? { schoolCode: posting.schoolCode, country: school.country, access: hasAccess(access, row.teacher_id, posting, on) }
                : null,
            firstOfSchool: first === null,
            founders: foundersOf(partners, school ?? null),
            startsOn,
            endsOn,
          },
          run.reading(on),
        );
        if (verdict.outcome === 'refused' || !posting) {
          return accepted({ outcome: 'refused', unmet: unmet(verdict.findings), message: sayUnmet(t, verdict.findings) });
        }
        const enrolment = {
          id: writer.number('fact'),
          project_id: row.project_id,
          teacher_id: row.teacher_id,
          school_code: posting.schoolCode,
          form: row.form,
          enrolled_on: enrolledOn,
          withdrawn_on: null,
        };
        writer.put('enrolments', enrolment);
        enrolments.set(row.project_id, [...of, { ...enrolment, run: writer.run }]);
      } else if (added.length === 0) {
        return unchanged({ outcome: 'granted' });
      }
      const project = known?.row ?? {
        project_id: row.project_id,
        title: row.title ?? '',
        starts_on: startsOn,
        ends_on: endsOn,
        url: row.url ?? null,
        added_on: on,
        run: writer.run,
      };
      if (!known) writer.put('projects', project);
      for (const partner of added) writer.put('partners', partner);
      projects.set(row.project_id, { row: project, partners: partners.map((partner) => ({ ...partner, run: writer.run })) });
      return accepted({ outcome: 'granted', made: standing ? 'updated' : 'created' });
    });
  },
});
