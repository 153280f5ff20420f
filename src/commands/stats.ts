import { resolve } from 'node:path';
import { columns as c, optional } from '../batch/columns.ts';
import { printable } from '../batch/fault.ts';
import { csvText, openDraft } from '../batch/write.ts';
import { type PlainCommand, textOf } from '../command.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../faults.ts';
import type { Catalog } from '../languages/catalog.ts';
import { type Asked, countFigures, countYears, type Figure, type FigureRow, figureColumns, figureGroups } from '../register/figures.ts';
import { bars } from '../terminal/chart.ts';
import type { Breakdown, Counted, Described, Group, Sheet } from '../terminal/figures-page.ts';
import type { Paint } from '../terminal/paint.ts';

/** Counts what was recognised: one row a figure and place, by country, province, CFIE and in all. */
export const stats: PlainCommand = {
  name: 'stats',
  options: [optional(c.year), optional(c.call), optional(c.by), optional(c.html)],
  shows: { stats: figureColumns },
  async run(context, given) {
    const { t, terminal, json, on } = context;
    const by = textOf(given, 'by') as FigureRow['by'] | undefined;
    const asked = { year: textOf(given, 'year'), call: textOf(given, 'call') };
    const readings = await context.readings();
    const register = await context.register();
    const counted = await register.read((reader) => countFigures(reader, asked, on, readings));
    const rows = by === undefined ? counted : counted.filter((row) => row.by === by);
    const page = textOf(given, 'html');
    if (page !== undefined) await writePage(context, page, { ...asked, by }, counted);
    if (json) terminal.out(JSON.stringify(rows));
    else if (page === undefined && terminal.width === null) terminal.out(csv(rows));
    else if (page === undefined) await terminal.page(shown(context, asked, by, counted));
    if (!json) for (const remark of remarks(t, counted, by, page)) terminal.say(remark);
    return exitCodes.done;
  },
};

const csv = (rows: readonly FigureRow[]): string =>
  csvText({})([figureColumns, ...rows.map((row) => figureColumns.map((column) => row[column]))]).trimEnd();

/** What is to be known beside the figures. */
function remarks(t: Catalog, counted: readonly FigureRow[], by: FigureRow['by'] | undefined, page: string | undefined): readonly string[] {
  if (counted.every(({ value }) => value === 0)) return [t.figures.nothing];
  if (by !== undefined && !counted.some((row) => row.by === by)) return [t.figures.nothingThere(t.figures.by[by])];
  return page === undefined && by === undefined ? [t.figures.narrow] : [];
}

/** What the figures are of, in a phrase or two. */
const headings = ({ figures }: Catalog, { year, call }: Asked, day: string): readonly string[] => [
  figures.asKnown(day),
  ...(year === undefined ? [] : [figures.ofYear(year)]),
  ...(call === undefined ? [] : [figures.ofCall(call)]),
];

/** Figures by what they are about, each with its places; `by` leaves one way of counting. */
function groupsOf(t: Catalog, counted: readonly FigureRow[], by: FigureRow['by'] | undefined): readonly Group[] {
  const collator = new Intl.Collator(t.language);
  const regions = new Intl.DisplayNames(t.language, { type: 'region' });
  const named = (way: string, key: string | null) =>
    key === null ? t.figures.unknown : way === 'country' ? (regions.of(key) ?? key) : key;
  const countedOf = (figure: Figure): Counted => {
    const rows = counted.filter((row) => row.figure === figure);
    const ways = (['country', 'province', 'cfie'] as const).filter((way) => by === undefined || by === way);
    const breakdowns = ways.flatMap((way): Breakdown[] => {
      const known = rows.filter((row) => row.by === way && row.key !== null).sort((a, b) => collator.compare(a.key ?? '', b.key ?? ''));
      const all = [...known, ...rows.filter((row) => row.by === way && row.key === null)];
      const places = all.map(({ key, value }) => ({ label: named(way, key), value }));
      return places.length === 0 ? [] : [{ by: way, title: t.figures.by[way], place: t.figures.place[way], places }];
    });
    const value = rows.find((row) => row.by === 'all')?.value ?? 0;
    return { id: figure, name: t.figures.names[figure], about: t.figures.counts[figure], value, breakdowns };
  };
  const groups = Object.entries(figureGroups) as unknown as readonly (readonly [keyof typeof figureGroups, readonly Figure[]])[];
  return groups.map(([group, figures]) => ({ id: group, title: t.figures.groups[group], figures: figures.map(countedOf) }));
}

/** Figures on a terminal: what there is in all, or each figure by place; names beside ids, and bars. */
function shown({ t, terminal, on }: Context, asked: Asked, by: FigureRow['by'] | undefined, counted: readonly FigureRow[]): string {
  const { paint, width } = terminal;
  const groups = groupsOf(t, counted, by);
  const say = by === undefined || by === 'all' ? overview(groups, t, width ?? 0, paint) : byPlace(t, width, paint);
  return [headings(t, asked, on).join(' · '), ...groups.flatMap((group) => ['', paint.strong(group.title), ...say(group)])].join('\n');
}

const longestBar = 20;
const shortestBar = 5;

/** One line a figure, and a bar where there is room for one: how it compares with the others of its group. */
function overview(groups: readonly Group[], { figures: { number } }: Catalog, width: number, paint: Paint) {
  const all = groups.flatMap(({ figures }) => figures);
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const widths = { value: longest(all.map(({ value }) => number(value))), name: longest(all.map(({ name }) => name)) };
  const taken = 2 + widths.value + 2 + widths.name + 2 + longest(all.map(({ id }) => id));
  const room = Math.min(longestBar, width - taken - 2);
  return ({ figures }: Group): readonly string[] => {
    const most = Math.max(1, ...figures.map(({ value }) => value));
    return figures.map(({ id, name, value }) => {
      const bar = '█'.repeat(value === 0 ? 0 : Math.max(1, Math.round((value / most) * room)));
      const drawn = room < shortestBar ? [] : [paint.good(bar) + ' '.repeat(room - bar.length)];
      const line = [`  ${number(value).padStart(widths.value)}`, ...drawn, name.padEnd(widths.name)].join('  ');
      return taken > width ? `${line.trimEnd()}\n${' '.repeat(widths.value + 4)}${paint.faint(id)}` : `${line}  ${paint.faint(id)}`;
    });
  };
}

/** Each figure with a bar for every place. */
const byPlace =
  ({ figures: { number } }: Catalog, width: number | null, paint: Paint) =>
  ({ figures }: Group): readonly string[] =>
    figures.flatMap(({ id, name, value, breakdowns }) => [
      `  ${number(value)}  ${name}  ${paint.faint(id)}`,
      ...breakdowns.flatMap(({ places }) =>
        bars(
          places.map((one) => ({ label: printable(one.label), count: one.value, note: null, good: true })),
          width,
          paint,
        ),
      ),
    ]);

/** Academic years are shown for figures that belong to them, where there are two or more. */
async function yearsOf(context: Context): Promise<readonly Described[]> {
  const { t, on } = context;
  const readings = await context.readings();
  const register = await context.register();
  const years = await register.read((reader) => countYears(reader, on, readings));
  if (years.size < 2) return [];
  const figures: readonly Figure[] = [
    'projects-known',
    'credits-certified',
    'teachers-certified',
    'national-labels',
    'european-label-projects',
  ];
  return figures.flatMap((figure): Described[] => {
    const places = [...years].map(([label, values]) => ({ label, value: values.get(figure) ?? 0 }));
    const breakdowns: readonly Breakdown[] = [{ by: 'year', title: t.figures.page.overYears, place: t.figures.page.year, places }];
    const none = places.every(({ value }) => value === 0);
    // A teacher who earns credits in two years counts in both: years do not add up to one number.
    return none ? [] : [{ id: figure, name: t.figures.names[figure], about: t.figures.counts[figure], breakdowns }];
  });
}

/** Writes the page. It holds numbers and places alone, so it is no secret. Throws InputFault where it cannot be written. */
async function writePage(
  context: Context,
  place: string,
  asked: Asked & { readonly by: FigureRow['by'] | undefined },
  counted: readonly FigureRow[],
): Promise<void> {
  const { t, terminal, world, on, dryRun } = context;
  const draft = place === '-' || dryRun ? null : openDraft(resolve(world.cwd, place), t, 0o644);
  try {
    const { figuresPage } = await import('../terminal/figures-page.ts');
    const sheet: Sheet = {
      headings: headings(t, asked, t.figures.date(on)),
      groups: groupsOf(t, counted, asked.by),
      years: asked.year === undefined ? await yearsOf(context) : [],
      made: t.figures.page.made(t.figures.date(on)),
    };
    const html = figuresPage(sheet, t);
    if (place === '-' && !context.json) terminal.out(html.trimEnd());
    draft?.append(html);
    draft?.finish();
  } finally {
    draft?.abandon();
  }
  if (dryRun) terminal.say(t.figures.notWritten(place));
  else if (place !== '-') terminal.say(t.figures.written(place));
}
