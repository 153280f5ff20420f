import type { PlainCommand } from '../command.ts';
import { type Context, found } from '../context.ts';
import type { Day } from '../day.ts';
import { exitCodes } from '../faults.ts';
import type { Catalog } from '../languages/catalog.ts';
import { applicationRows } from '../register/applications.ts';
import { areasOf, cfieOfSchool } from '../register/claims.ts';
import { type DatasetName, type DatasetRow, datasets, type Filter } from '../register/datasets.ts';
import { type Decision, type DecisionFilter, findDecisions } from '../register/decisions.ts';
import { labelApplications } from '../register/label-datasets.ts';
import { readingsOf } from '../register/office.ts';
import { findWithPartners } from '../register/projects.ts';
import type { Reader } from '../register/register.ts';
import { findAreas, findSchools } from '../register/schools.ts';
import { findTeachers } from '../register/teachers.ts';
import { type Case, type FactEvent, findTimeline, type Happening } from '../register/timeline.ts';
import { yearOfProject } from '../rules/credits.ts';
import { facts, table } from '../terminal/table.ts';

interface Section {
  /** Its key in JSON, and in the words of its title. */
  readonly name: string;
  /** The columns people are shown, and of these the ones a narrow terminal does without, the first one first. */
  readonly columns: readonly string[];
  readonly least?: readonly string[];
  readonly rows: readonly DatasetRow[];
}

/** All that is known of one case on a day. */
interface File {
  readonly head: DatasetRow;
  readonly sections: readonly Section[];
  readonly decisions: readonly Decision[];
  readonly timeline: readonly Happening[];
}

async function all(pages: AsyncGenerator<readonly DatasetRow[]>): Promise<DatasetRow[]> {
  const rows: DatasetRow[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** A section of what a list would show. */
async function listed(
  reader: Reader,
  name: DatasetName,
  filter: Filter,
  on: Day,
  columns: readonly string[],
  least: readonly string[] = [],
): Promise<Section> {
  return { name, columns, least, rows: await all(datasets[name].rows(reader, filter, on)) };
}

async function decisionsOf(reader: Reader, filter: DecisionFilter): Promise<Decision[]> {
  const rows: Decision[] = [];
  for await (const page of findDecisions(reader, filter)) rows.push(...page.map(({ parameters: _, ...decision }) => decision));
  return rows;
}

/** Stands for an award of another service that has no number here. */
const recorded = 'recorded';

/** What stands of a case on the day, as ids that can be pasted into the next command; `recorded` where it has none. */
function standing({ head, sections }: Pick<File, 'head' | 'sections'>, of: Case['of']): Readonly<Record<string, readonly string[]>> {
  const ids = (name: string, column: string, state: string, value: string) => {
    const rows = name === of ? [head] : (sections.find((section) => section.name === name)?.rows ?? []);
    return [...new Set(rows.filter((row) => row[state] === value).map((row) => String(row[column] ?? recorded)))];
  };
  return {
    access: of === 'teacher_id' ? ids(of, 'school_code', 'state', 'access') : ids('teachers', 'teacher_id', 'state', 'access'),
    participations: ids('participations', of === 'project_id' ? 'school_code' : 'project_id', 'state', 'active'),
    certificates: ids('credits', 'certificate', 'status', 'in-force'),
    labels: ids('labels', 'decision', 'status', 'in-force'),
    accreditations: ids('accreditations', 'call', 'status', 'in-force'),
  };
}

/** A command that shows one case: what is known, what stands, and what happened when. */
const show = (
  name: string,
  of: Case['of'],
  load: (reader: Reader, id: string, context: Context) => Promise<Pick<File, 'head' | 'sections'>>,
): PlainCommand => ({
  name,
  argument: { name: of },
  async run(context, { argument: id = '' }) {
    const { terminal, on } = context;
    const register = await context.register();
    const file = await register.read(async (reader): Promise<File> => {
      const known = await load(reader, id, context);
      const decisions = await decisionsOf(
        reader,
        { teacher_id: { teacher: id }, project_id: { project: id }, school_code: { school: id } }[of],
      );
      return { ...known, decisions, timeline: await findTimeline(reader, { of, id }, decisions, on) };
    });
    if (context.json) {
      const parts = Object.fromEntries(file.sections.map(({ name, rows }) => [name, rows]));
      const { decisions, timeline } = file;
      terminal.out(JSON.stringify({ ...file.head, standing: standing(file, of), ...parts, decisions, timeline }));
    } else {
      await terminal.page(shown(context, file, of));
      const last = file.timeline.findLast((one) => one.decision !== null);
      if (last) terminal.say(context.t.show.next(last.decision ?? ''));
    }
    return exitCodes.done;
  },
});

function shown({ t, terminal }: Context, { head, sections, timeline }: File, of: Case['of']): string {
  const { paint, width } = terminal;
  const titled = (title: string, text: string) => `\n${paint.strong(title)}\n${text}`;
  const known = Object.entries(head).filter(([, value]) => value !== null && value !== '');
  const stands = Object.entries(standing({ head, sections }, of)).flatMap(([name, ids]) =>
    ids.length === 0
      ? []
      : [
          [
            t.show.standing[name as keyof typeof t.show.standing],
            ids.map((id) => (id === recorded ? t.show.recorded : id)).join(', '),
          ] as const,
        ],
  );
  const tables = sections.flatMap(({ name, columns, least = [], rows }) =>
    rows.length === 0
      ? []
      : [
          titled(
            t.show[name as 'projects'],
            table(
              columns,
              rows.map((row) => columns.map((column) => row[column])),
              { width, strong: paint.faint, shorten: true, least, leftOut: (left) => paint.faint(t.lists.leftOut(left.join(', '))) },
            ),
          ),
        ],
  );
  const happened = timeline.map((one) => [one.on, one.decision, sayHappening(t, one, of)]);
  return [
    facts(known, width),
    ...(stands.length === 0 ? [] : [titled(t.show.stands, facts(stands, width))]),
    ...tables,
    titled(t.show.timeline, table(['on', 'decision', ''], happened, { width, strong: paint.faint })),
  ].join('\n');
}

/** One line of the timeline: what happened, to whom beside the case itself, and how it was decided. */
function sayHappening(t: Catalog, one: Happening, of: Case['of']): string {
  const what =
    one.outcome === null
      ? (t.timeline.facts[one.event as FactEvent] as (details: object) => string)(one.details)
      : `${t.kinds[one.event as keyof typeof t.kinds]}: ${t.outcomes[one.outcome]}`;
  const about = (['teacher_id', 'project_id', 'school_code'] as const).flatMap((key) =>
    key === of || one[key] === null ? [] : [`${t.explain.keys[key]} ${one[key]}`],
  );
  const said = one.outcome === null ? '' : t.timeline.decided(one.details, one.certificate, one.unmet);
  return [what, said, ...about].filter(Boolean).join(' · ');
}

const projectColumns = ['project_id', 'title', 'form', 'school_code', 'starts_on', 'ends_on', 'state'];
const creditColumns = ['certificate', 'status', 'origin', 'year', 'project_id', 'teacher_id', 'credits', 'on'];
const labelColumns = ['decision', 'kind', 'origin', 'project_id', 'teacher_id', 'school', 'country', 'on', 'year', 'score', 'status'];
const labelLeast = ['origin', 'country', 'year', 'score', 'school', 'on'];
const participationColumns = ['project_id', 'school_code', 'collaboration', 'ict', 'assessed_on', 'approved', 'replied_on', 'state'];
const participationLeast = ['assessed_on', 'replied_on', 'collaboration', 'ict', 'approved'];
const without = (columns: readonly string[], ...own: readonly string[]) => columns.filter((column) => !own.includes(column));

/** The CFIE that answers for a school, whether the school names it or the table of areas does. */
const issuingCfie = async (reader: Reader, school: Parameters<typeof cfieOfSchool>[0] | undefined) =>
  school ? cfieOfSchool(school, areasOf(await findAreas(reader))) : null;

export const teacherShow = show('teacher show', 'teacher_id', async (reader, id, { t, on }) => {
  const teacher = found((await findTeachers(reader, [id])).get(id), t.notFound.teacher(id), { column: 'teacher_id', id });
  const filter: Filter = { teacher: id };
  const school = (await findSchools(reader, [teacher.row.school_code])).get(teacher.row.school_code);
  const known = await listed(reader, 'teachers', filter, on, []);
  const postings = teacher.postings.map(({ schoolCode, from, until }) => ({ school_code: schoolCode, from, until }));
  return {
    head: { ...known.rows[0], school_name: school?.name ?? null, issuing_cfie: await issuingCfie(reader, school) },
    sections: [
      { name: 'postings', columns: ['school_code', 'from', 'until'], rows: postings },
      await listed(reader, 'projects', filter, on, projectColumns, ['form', 'starts_on', 'ends_on']),
      await listed(reader, 'participations', filter, on, participationColumns, participationLeast),
      await listed(reader, 'reports', filter, on, ['project_id', 'kind', 'submitted_on', 'state']),
      await listed(reader, 'credits', filter, on, without(creditColumns, 'teacher_id'), ['year', 'origin', 'on']),
      {
        name: 'applications',
        columns: ['project_id', 'applied_on', 'state'],
        rows: await labelApplications(reader, { teacher: id }, on),
      },
      await listed(reader, 'labels', filter, on, without(labelColumns, 'teacher_id', 'country', 'year'), labelLeast),
    ],
  };
});

export const projectShow = show('project show', 'project_id', async (reader, id, { t, on }) => {
  const { row, partners } = found((await findWithPartners(reader, [id])).get(id), t.notFound.project(id), { column: 'project_id', id });
  const filter: Filter = { project: id };
  const { run: _, ...known } = row;
  const year = yearOfProject({ startsOn: row.starts_on as Day, endsOn: row.ends_on as Day }, await readingsOf(reader));
  const founders = partners.map(({ country, name, school_code, founder }) => ({
    country,
    name,
    school_code,
    founder: founder ? 'yes' : 'no',
  }));
  const enrolments = await listed(reader, 'projects', filter, on, ['teacher_id', 'school_code', 'form', 'enrolled_on', 'state'], ['form']);
  return {
    head: { ...known, year },
    sections: [
      { name: 'partners', columns: ['country', 'name', 'school_code', 'founder'], rows: founders },
      { ...enrolments, name: 'enrolments' },
      await listed(reader, 'participations', filter, on, without(participationColumns, 'project_id'), participationLeast),
      await listed(reader, 'reports', filter, on, ['teacher_id', 'kind', 'submitted_on', 'state']),
      await listed(reader, 'credits', filter, on, without(creditColumns, 'project_id'), ['year', 'origin', 'on']),
      {
        name: 'applications',
        columns: ['teacher_id', 'applied_on', 'state'],
        rows: await labelApplications(reader, { project: id }, on),
      },
      await listed(reader, 'labels', filter, on, without(labelColumns, 'project_id'), labelLeast),
      await listed(reader, 'awards', filter, on, ['award', 'period', 'school_code', 'granted_on']),
    ],
  };
});

export const schoolShow = show('school show', 'school_code', async (reader, id, { t, on }) => {
  const school = found((await findSchools(reader, [id])).get(id), t.notFound.school(id), { column: 'school_code', id });
  const filter: Filter = { school: id };
  const known = await listed(reader, 'schools', filter, on, []);
  return {
    head: { ...known.rows[0], issuing_cfie: await issuingCfie(reader, school) },
    sections: [
      await listed(
        reader,
        'teachers',
        filter,
        on,
        ['teacher_id', 'family_name', 'given_name', 'registered_on', 'last_active_on', 'state'],
        ['registered_on', 'given_name', 'last_active_on'],
      ),
      await listed(
        reader,
        'projects',
        filter,
        on,
        ['project_id', 'title', 'form', 'teacher_id', 'starts_on', 'ends_on', 'state'],
        ['form', 'starts_on', 'ends_on'],
      ),
      await listed(reader, 'participations', filter, on, without(participationColumns, 'school_code'), participationLeast),
      await listed(reader, 'credits', filter, on, without(creditColumns, 'origin'), ['year', 'on', 'project_id']),
      await listed(reader, 'labels', filter, on, without(labelColumns, 'school', 'country'), labelLeast),
      {
        name: 'school_applications',
        columns: ['call', 'teacher_id', 'submitted_on', 'digital_safety_policy', 'state'],
        rows: await applicationRows(reader, id, on),
      },
      await listed(
        reader,
        'accreditations',
        filter,
        on,
        ['call', 'origin', 'valid_from', 'valid_until', 'status', 'teacher_id'],
        ['origin'],
      ),
      await listed(reader, 'awards', filter, on, ['project_id', 'award', 'period', 'granted_on']),
    ],
  };
});
