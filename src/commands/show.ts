import type { PlainCommand } from '../command.ts';
import { type Context, found } from '../context.ts';
import { exitCodes } from '../faults.ts';
import { applicationRows } from '../register/applications.ts';
import { type DatasetRow, datasets, type Filter } from '../register/datasets.ts';
import { type Decision, type DecisionFilter, findDecisions } from '../register/decisions.ts';
import { labelApplications } from '../register/label-datasets.ts';
import { findProjects } from '../register/projects.ts';
import type { Reader } from '../register/register.ts';
import { findSchools } from '../register/schools.ts';
import { findTeachers } from '../register/teachers.ts';
import { table } from '../terminal/table.ts';

type Section = readonly [title: string, columns: readonly string[], rows: readonly DatasetRow[]];

async function all(pages: AsyncGenerator<readonly DatasetRow[]>): Promise<DatasetRow[]> {
  const rows: DatasetRow[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

async function decisionsOf(reader: Reader, filter: DecisionFilter): Promise<Decision[]> {
  const rows: Decision[] = [];
  for await (const page of findDecisions(reader, filter)) rows.push(...page.map(({ parameters: _, ...decision }) => decision));
  return rows;
}

/** Shows one case: what is known of it, and every decision about it. */
function show(context: Context, head: DatasetRow, sections: readonly Section[], decisions: readonly Decision[]): number {
  const { t, terminal, json } = context;
  if (json) {
    terminal.out(JSON.stringify({ ...head, ...Object.fromEntries(sections.map(([title, , rows]) => [title, rows])), decisions }));
    return exitCodes.done;
  }
  const { paint, width } = terminal;
  const facts = Object.entries(head).filter(([, value]) => value !== null && value !== '');
  terminal.out(
    table(
      ['', ''],
      facts.map(([name, value]) => [name, value]),
      { width, strong: paint.strong },
    ).trimStart(),
  );
  const made: readonly Section[] = [
    ...sections,
    [
      'decisions',
      ['decision', 'on', 'kind', 'outcome', 'certificate', 'revoked_by'],
      decisions.map((one) => ({ ...one, kind: t.kinds[one.kind], outcome: t.outcomes[one.outcome] }) as unknown as DatasetRow),
    ],
  ];
  for (const [title, columns, rows] of made) {
    if (rows.length === 0) continue;
    terminal.out(`\n${paint.strong(t.show[title as 'decisions'])}`);
    terminal.out(
      table(
        columns,
        rows.map((row) => columns.map((column) => row[column])),
        { width, strong: paint.faint },
      ),
    );
  }
  if (decisions.length > 0) terminal.say(t.show.next(decisions.at(-1)?.decision ?? ''));
  return exitCodes.done;
}

export const teacherShow: PlainCommand = {
  name: 'teacher show',
  argument: { name: 'teacher_id' },
  async run(context, { argument = '' }) {
    const { t, on } = context;
    const register = await context.register();
    const loaded = await register.read(async (reader) => {
      const teacher = found((await findTeachers(reader, [argument])).get(argument), t.notFound.teacher(argument));
      const filter: Filter = { teacher: argument };
      const [head] = await all(datasets.teachers.rows(reader, filter, on));
      const sections: Section[] = [
        [
          'postings',
          ['school_code', 'from', 'until'],
          teacher.postings.map(({ schoolCode, from, until }) => ({ school_code: schoolCode, from, until })),
        ],
        [
          'projects',
          ['project_id', 'title', 'form', 'school_code', 'starts_on', 'ends_on', 'state'],
          await all(datasets.projects.rows(reader, filter, on)),
        ],
        ['reports', ['project_id', 'kind', 'submitted_on', 'state'], await all(datasets.reports.rows(reader, filter, on))],
        [
          'credits',
          ['certificate', 'status', 'origin', 'year', 'project_id', 'credits', 'on'],
          await all(datasets.credits.rows(reader, filter, on)),
        ],
        ['applications', ['project_id', 'applied_on', 'state'], await labelApplications(reader, { teacher: argument }, on)],
        [
          'labels',
          ['decision', 'kind', 'origin', 'project_id', 'school', 'on', 'score', 'status'],
          await all(datasets.labels.rows(reader, filter, on)),
        ],
      ];
      return { head: head ?? {}, sections, decisions: await decisionsOf(reader, { teacher: argument }) };
    });
    return show(context, loaded.head, loaded.sections, loaded.decisions);
  },
};

export const projectShow: PlainCommand = {
  name: 'project show',
  argument: { name: 'project_id' },
  async run(context, { argument = '' }) {
    const { t, on } = context;
    const register = await context.register();
    const loaded = await register.read(async (reader) => {
      const { row, partners } = found((await findProjects(reader, [argument])).get(argument), t.notFound.project(argument));
      const filter: Filter = { project: argument };
      const { run: _, ...head } = row;
      const sections: Section[] = [
        [
          'partners',
          ['country', 'name', 'school_code', 'founder'],
          partners.map(({ country, name, school_code, founder }) => ({ country, name, school_code, founder: founder ? 'yes' : 'no' })),
        ],
        [
          'enrolments',
          ['teacher_id', 'school_code', 'form', 'enrolled_on', 'state'],
          await all(datasets.projects.rows(reader, filter, on)),
        ],
        [
          'participations',
          ['school_code', 'collaboration', 'ict', 'assessed_on', 'approved', 'replied_on', 'state'],
          await all(datasets.participations.rows(reader, filter, on)),
        ],
        ['reports', ['teacher_id', 'kind', 'submitted_on', 'state'], await all(datasets.reports.rows(reader, filter, on))],
        [
          'credits',
          ['certificate', 'status', 'origin', 'year', 'teacher_id', 'credits', 'on'],
          await all(datasets.credits.rows(reader, filter, on)),
        ],
        ['applications', ['teacher_id', 'applied_on', 'state'], await labelApplications(reader, { project: argument }, on)],
        [
          'labels',
          ['decision', 'kind', 'origin', 'teacher_id', 'school', 'country', 'on', 'year', 'score', 'status'],
          await all(datasets.labels.rows(reader, filter, on)),
        ],
        ['awards', ['award', 'period', 'school_code', 'granted_on'], await all(datasets.awards.rows(reader, filter, on))],
      ];
      return { head, sections, decisions: await decisionsOf(reader, { project: argument }) };
    });
    return show(context, loaded.head, loaded.sections, loaded.decisions);
  },
};

export const schoolShow: PlainCommand = {
  name: 'school show',
  argument: { name: 'school_code' },
  async run(context, { argument = '' }) {
    const { t, on } = context;
    const register = await context.register();
    const loaded = await register.read(async (reader) => {
      found((await findSchools(reader, [argument])).get(argument), t.notFound.school(argument));
      const filter: Filter = { school: argument };
      const [head] = await all(datasets.schools.rows(reader, filter, on));
      const sections: Section[] = [
        [
          'teachers',
          ['teacher_id', 'family_name', 'given_name', 'registered_on', 'last_active_on', 'state'],
          await all(datasets.teachers.rows(reader, filter, on)),
        ],
        [
          'projects',
          ['project_id', 'title', 'form', 'teacher_id', 'starts_on', 'ends_on', 'state'],
          await all(datasets.projects.rows(reader, filter, on)),
        ],
        [
          'credits',
          ['certificate', 'status', 'year', 'teacher_id', 'project_id', 'credits', 'on'],
          await all(datasets.credits.rows(reader, filter, on)),
        ],
        [
          'labels',
          ['decision', 'kind', 'origin', 'project_id', 'teacher_id', 'on', 'year', 'score', 'status'],
          await all(datasets.labels.rows(reader, filter, on)),
        ],
        [
          'school_applications',
          ['call', 'teacher_id', 'submitted_on', 'digital_safety_policy', 'state'],
          await applicationRows(reader, argument, on),
        ],
        [
          'accreditations',
          ['call', 'origin', 'valid_from', 'valid_until', 'status', 'teacher_id'],
          await all(datasets.accreditations.rows(reader, filter, on)),
        ],
      ];
      return { head: head ?? {}, sections, decisions: await decisionsOf(reader, { school: argument }) };
    });
    return show(context, loaded.head, loaded.sections, loaded.decisions);
  },
};
