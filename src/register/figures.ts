/** Figures, each named for what it counts; what was revoked by the day is not counted. */
import { academicYearOf, type Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { academicYear, yearOfProject } from '../rules/credits.ts';
import { cfieOf, provinceName } from '../rules/places.ts';
import { standingAccreditations } from './accreditations.ts';
import { findAnswers } from './answers.ts';
import { areasOf } from './claims.ts';
import { participationSubject } from './projects.ts';
import type { Reader } from './register.ts';
import { everySchool, findAreas } from './schools.ts';
import { accessSubject, lastPosting } from './teachers.ts';

/** In the order in which they are given, by what they are about. */
export const figureGroups = {
  teachers: ['teachers-registered', 'teachers-with-access', 'schools-with-access'],
  projects: ['projects-known', 'projects-active', 'participations-active-new', 'participations-active-joined'],
  credits: ['credits-certified', 'certificates', 'teachers-certified'],
  labels: ['national-labels', 'national-label-projects', 'national-label-schools', 'european-label-projects', 'european-label-schools'],
  accreditations: ['accreditations-awarded', 'accreditations-in-force', 'accreditations-ever', 'schools-ever-accredited'],
} as const;

export const figures = Object.values(figureGroups).flat();

export type Figure = (typeof figures)[number];

export const figureColumns = ['figure', 'by', 'key', 'value'] as const;

export interface FigureRow {
  readonly figure: Figure;
  readonly by: 'all' | 'country' | 'province' | 'cfie';
  /** Null for all, and for places that are not known. */
  readonly key: string | null;
  readonly value: number;
}

/** What narrows the figures besides the day. */
export interface Asked {
  /** Academic year: of projects, participations, credits and labels. */
  readonly year: string | undefined;
  /** The call of `accreditations-awarded`. */
  readonly call: string | undefined;
}

interface Placed {
  readonly country: string | null;
  readonly province: string | null;
  readonly cfie: string | null;
}

/** Every figure as known on a day, by place. */
export async function countFigures(reader: Reader, asked: Asked, on: Day, readings: (day: Day) => Reading): Promise<FigureRow[]> {
  const tally = new Tally(await findPlaces(reader));
  const ofYear = (year: string) => (asked.year === undefined || asked.year === year ? tally : undefined);
  await countTeachers(reader, tally, on);
  const days = asked.year === undefined ? { first: on, last: on } : academicYear(asked.year, readings);
  await countProjects(reader, ofYear, { ...days, tally }, on, readings);
  await countAwards(reader, ofYear, on, readings);
  await countAccreditations(reader, tally, asked.call, on);
  return tally.rows();
}

/** The figures that belong to academic years, in all places together, by year; up to the year of the day, years without any left out. */
export async function countYears(
  reader: Reader,
  on: Day,
  readings: (day: Day) => Reading,
): Promise<Map<string, ReadonlyMap<Figure, number>>> {
  const tallies = new Map<string, Tally>();
  const last = academicYearOf(on, readings(on).value('academic-year.start'));
  const ofYear = (year: string) => {
    if (year > last) return undefined;
    const known = tallies.get(year) ?? new Tally(new Map());
    tallies.set(year, known);
    return known;
  };
  await countProjects(reader, ofYear, null, on, readings);
  await countAwards(reader, ofYear, on, readings);
  const inAll = (tally: Tally) => tally.rows().flatMap(({ figure, by, value }) => (by === 'all' ? [[figure, value] as const] : []));
  return new Map([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([year, tally]) => [year, new Map(inAll(tally))]));
}

/** What counts for an academic year; undefined where the year is not asked for. */
type OfYear = (year: string) => Tally | undefined;

/** Where every school lies. */
async function findPlaces(reader: Reader): Promise<Map<string, Placed>> {
  const areas = areasOf(await findAreas(reader));
  const places = new Map<string, Placed>();
  for await (const schools of everySchool(reader))
    for (const { school_code, municipality, province, cfie, country } of schools)
      places.set(school_code, {
        country,
        province: province === null ? null : provinceName(province),
        cfie: cfieOf({ schoolCode: school_code, municipality, province, cfie }, areas),
      });
  return places;
}

/** Sums by place, of amounts or of distinct things. */
class Tally {
  readonly #sums = new Map<string, number>();
  readonly #seen = new Set<string>();

  constructor(readonly places: ReadonlyMap<string, Placed>) {}

  /** Adds an amount for a school; `cfie` where the thing itself names it. */
  add(figure: Figure, schoolCode: string | null, amount = 1, cfie?: string | null): void {
    for (const place of this.#placesOf(schoolCode, cfie)) this.#raise(figure, place, amount);
  }

  /** Counts a thing once in each place. */
  once(figure: Figure, schoolCode: string | null, thing: string, cfie?: string | null): void {
    for (const place of this.#placesOf(schoolCode, cfie)) {
      const key = `${figure}\u0001${place}\u0001${thing}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#raise(figure, place, 1);
    }
  }

  #placesOf(schoolCode: string | null, cfie?: string | null): string[] {
    const place = schoolCode === null ? undefined : this.places.get(schoolCode);
    const of = { country: place?.country ?? null, province: place?.province ?? null, cfie: cfie ?? place?.cfie ?? null };
    return ['all\u0001', `country\u0001${of.country ?? ''}`, `province\u0001${of.province ?? ''}`, `cfie\u0001${of.cfie ?? ''}`];
  }

  #raise(figure: Figure, place: string, amount: number): void {
    const key = `${figure}\u0001${place}`;
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + amount);
  }

  /** Figures in their order, then places; a figure that counts nothing is said to be 0 in all. */
  rows(): FigureRow[] {
    const order = { all: 0, country: 1, province: 2, cfie: 3 };
    const counted = [...this.#sums].map(([at, value]): FigureRow => {
      const [figure = '', by = '', key = ''] = at.split('\u0001');
      return { figure: figure as Figure, by: by as FigureRow['by'], key: key === '' ? null : key, value };
    });
    return figures.flatMap((figure) => {
      const rows = counted.filter((row) => row.figure === figure);
      if (rows.length === 0) return [{ figure, by: 'all' as const, key: null, value: 0 }];
      return rows.sort((a, b) => order[a.by] - order[b.by] || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
    });
  }
}

/** Teachers posted on the day, and those of them whose posting has access. */
async function countTeachers(reader: Reader, tally: Tally, on: Day): Promise<void> {
  const access = (await findAnswers(reader, 'teacher-access', on)).yes;
  const columns = ['teacher_id', 'school_code', 'posted_from', 'posted_until'] as const;
  const postings = [
    ...(await reader.db.selectFrom('teachers').select(columns).execute()),
    ...(await reader.db.selectFrom('former_postings').select(columns).execute()),
  ];
  for (const row of postings) {
    if (row.posted_from > on || (row.posted_until !== null && row.posted_until < on)) continue;
    tally.add('teachers-registered', row.school_code);
    if (!access.has(accessSubject(row.teacher_id, lastPosting(row)))) continue;
    tally.add('teachers-with-access', row.school_code);
    tally.once('schools-with-access', row.school_code, row.school_code);
  }
}

/** Projects somebody is enrolled in, those of them that run within some days, and active participations by form. */
async function countProjects(
  reader: Reader,
  ofYear: OfYear,
  running: { readonly tally: Tally; readonly first: Day; readonly last: Day } | null,
  on: Day,
  readings: (day: Day) => Reading,
): Promise<void> {
  const active = (await findAnswers(reader, 'participation', on)).yes;
  const rows = await reader.db
    .selectFrom('enrolments as e')
    .innerJoin('projects as p', 'p.project_id', 'e.project_id')
    .select(['e.project_id', 'e.school_code', 'e.form', 'p.starts_on', 'p.ends_on'])
    .where('e.enrolled_on', '<=', on)
    .where((eb) => eb.or([eb('e.withdrawn_on', 'is', null), eb('e.withdrawn_on', '>', on)]))
    .execute();
  for (const row of rows) {
    if (running && row.starts_on <= running.last && row.ends_on >= running.first)
      running.tally.once('projects-active', row.school_code, row.project_id);
    const tally = ofYear(yearOfProject({ startsOn: row.starts_on as Day, endsOn: row.ends_on as Day }, readings));
    tally?.once('projects-known', row.school_code, row.project_id);
    const subject = participationSubject(row.project_id, row.school_code);
    if (active.has(subject))
      tally?.once(row.form === 'new' ? 'participations-active-new' : 'participations-active-joined', row.school_code, subject);
  }
}

/** Credits certified and labels granted here, by the academic year of the credits and that of the day of the label. */
async function countAwards(reader: Reader, ofYear: OfYear, on: Day, readings: (day: Day) => Reading): Promise<void> {
  const rows = await reader.db
    .selectFrom('decisions as d')
    .leftJoin('decisions as r', 'r.revokes', 'd.decision')
    .select(['d.kind', 'd.teacher_id', 'd.project_id', 'd.school_code', 'd.year', 'd.credits', 'd.certificate', 'd.on_day'])
    .where('d.kind', 'in', ['credits', 'national-label', 'european-label'])
    .where('d.outcome', '=', 'granted')
    .where('d.on_day', '<=', on)
    .where((eb) => eb.or([eb('r.on_day', 'is', null), eb('r.on_day', '>', on)]))
    .execute();
  for (const row of rows) {
    const school = row.school_code;
    const day = row.on_day as Day;
    const tally = ofYear(row.kind === 'credits' ? (row.year ?? '') : academicYearOf(day, readings(day).value('academic-year.start')));
    if (!tally) continue;
    if (row.kind === 'credits') {
      // The CFIE that issued the certificate, which is the first part of its number.
      const cfie = row.certificate?.split('/').slice(0, -2).join('/') ?? null;
      tally.add('credits-certified', school, row.credits ?? 0, cfie);
      tally.add('certificates', school, 1, cfie);
      tally.once('teachers-certified', school, row.teacher_id ?? '', cfie);
    } else if (row.kind === 'national-label') {
      tally.add('national-labels', school);
      tally.once('national-label-projects', school, row.project_id ?? '');
      if (school !== null) tally.once('national-label-schools', school, school);
    } else {
      tally.once('european-label-projects', school, row.project_id ?? '');
      if (school !== null) tally.once('european-label-schools', school, school);
    }
  }
}

/** Accreditations, recorded ones too: awarded in the call asked for (in all of them unless said), in force on the day, ever, and distinct schools. */
async function countAccreditations(reader: Reader, tally: Tally, call: string | undefined, on: Day): Promise<void> {
  for (const [school, accreditations] of await standingAccreditations(reader, on)) {
    for (const one of accreditations) {
      if (call === undefined || one.call === call) tally.add('accreditations-awarded', school);
      if (one.validFrom <= on && on <= one.validUntil) tally.add('accreditations-in-force', school);
      tally.add('accreditations-ever', school);
      tally.once('schools-ever-accredited', school, school);
    }
  }
}
