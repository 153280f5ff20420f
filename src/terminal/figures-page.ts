/**
 * Figures as one page of HTML that needs nothing else: charts drawn here, tables behind
 * them, light and dark as the reader's screen is, no script. Loaded where a page is written.
 */
import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Catalog } from '../languages/catalog.ts';
import { style } from './figures-style.ts';

use([BarChart, GridComponent, SVGRenderer]);

export interface Breakdown {
  readonly by: 'country' | 'province' | 'cfie' | 'year';
  /** `by province`. */
  readonly title: string;
  /** What each place is: the head of its column. */
  readonly place: string;
  readonly places: readonly { readonly label: string; readonly value: number }[];
}

/** A figure by its name, with all ways of counting it. */
export interface Described {
  readonly id: string;
  readonly name: string;
  /** What exactly it counts. */
  readonly about: string;
  readonly breakdowns: readonly Breakdown[];
}

export interface Counted extends Described {
  readonly value: number;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly Counted[];
}

export interface Sheet {
  readonly headings: readonly string[];
  readonly groups: readonly Group[];
  /** Figures by academic year; empty where years are not compared. */
  readonly years: readonly Described[];
  readonly made: string;
}

/** The page, whole. All text is escaped; nothing in it refers to another place. */
export function figuresPage({ headings, groups, years, made }: Sheet, t: Catalog): string {
  const { page } = t.figures;
  const sections = groups.map(({ id, title, figures }) => section(id, title, figures.map((figure) => card(figure, t)).join('\n')));
  if (years.length > 0) sections.unshift(section('years', page.years, years.map((figure) => yearCard(figure, t)).join('\n')));
  return `<!doctype html>
<html lang="${t.language}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>${text(page.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${text(page.title)}</h1>
<p>${headings.map(text).join(' · ')}</p>
</header>
<main>
${sections.join('\n')}
</main>
<footer>
<p>${text(page.once)}</p>
<p>${text(made)}</p>
</footer>
</body>
</html>
`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (raw: string): string => raw.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

const section = (id: string, title: string, cards: string): string => `<section aria-labelledby="${id}">
<h2 id="${id}">${text(title)}</h2>
<div class="cards">
${cards}
</div>
</section>`;

/** One figure: its number, a chart of the way of counting that tells most, and all of them as tables. */
function card(figure: Counted, t: Catalog): string {
  const several = figure.breakdowns.filter(({ places }) => places.length > 1);
  const charted = several.find(({ by }) => by === 'province') ?? several.at(-1);
  return article(figure, t, figure.value, charted ? chart(figure, charted, t, acrossPlaces) : '');
}

const yearCard = (figure: Described, t: Catalog): string =>
  article(figure, t, null, figure.breakdowns.map((years) => chart(figure, years, t, overYears)).join(''));

/** `value` is null where the places of a figure are no parts of one number. */
function article({ id, name, about, breakdowns }: Described, t: Catalog, value: number | null, drawn: string): string {
  const number = value === null ? '' : `<p class="value">${t.figures.number(value)}</p>\n`;
  const tables = breakdowns.map((one) => tableOf(name, one, t)).join('\n');
  const behind = tables === '' ? '' : `<details>\n<summary>${text(t.figures.page.table)}</summary>\n${tables}\n</details>\n`;
  return `<article>
<h3>${text(name)}</h3>
${number}<p class="about">${text(about)} <code>${text(id)}</code></p>
${drawn}${behind}</article>`;
}

const tableOf = (name: string, { title, place, places }: Breakdown, t: Catalog): string => `<table>
<caption>${text(t.figures.page.chart(name, title))}</caption>
<thead><tr><th scope="col">${text(place)}</th><th scope="col">${text(t.figures.page.value)}</th></tr></thead>
<tbody>
${places.map(({ label, value }) => `<tr><th scope="row">${text(label)}</th><td>${t.figures.number(value)}</td></tr>`).join('\n')}
</tbody>
</table>`;

type Places = Breakdown['places'];
type Option = ComposeOption<BarSeriesOption | GridComponentOption>;

interface Drawing {
  readonly places: Places;
  readonly height: number;
  option(places: Places, number: (value: number) => string): Option;
}

/** About that of a phone's screen: a wider one draws the same larger. */
const width = 310;
const ink = { color: 'var(--ink)', fontSize: 12, fontFamily: 'inherit' };
const noAxis = { axisTick: { show: false }, axisLine: { show: false } };
const bar = { type: 'bar', silent: true, itemStyle: { color: 'var(--bar)', borderRadius: 2 } } as const;

/** The most places a chart draws: more than these are read in the table. */
const most = 15;

/** Bars that lie, the longest first. */
function acrossPlaces(all: Places): Drawing {
  const places = [...all].sort((a, b) => b.value - a.value).slice(0, most);
  return {
    places,
    height: places.length * 24 + 8,
    option: (shown, number) => ({
      grid: { left: 4, right: 44, top: 4, bottom: 4 },
      xAxis: { type: 'value', show: false, max: 'dataMax' },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ label }) => label),
        axisLabel: { ...ink, width: 160, overflow: 'break', lineHeight: 12, interval: 0 },
        ...noAxis,
      },
      series: [{ ...bar, barWidth: 14, data: shown.map(({ value }) => value), label: valueLabel('right', number) }],
    }),
  };
}

/** Bars that stand, in the order of the years. */
const overYears = (places: Places): Drawing => ({
  places,
  height: 180,
  option: (shown, number) => ({
    grid: { left: 4, right: 4, top: 24, bottom: 4 },
    xAxis: {
      type: 'category',
      data: shown.map(({ label }) => label),
      axisLabel: { ...ink, rotate: shown.length > 6 ? 60 : 0, interval: 0 },
      ...noAxis,
    },
    yAxis: { type: 'value', show: false, max: 'dataMax' },
    series: [{ ...bar, barMaxWidth: 40, data: shown.map(({ value }) => value), label: valueLabel('top', number) }],
  }),
});

const valueLabel = (position: 'right' | 'top', number: (value: number) => string) =>
  ({ show: true, position, ...ink, formatter: ({ value }: { value: unknown }) => number(Number(value)) }) as const;

/** A chart as part of the page, with its name and values for those who do not see it. */
function chart(figure: Described, breakdown: Breakdown, t: Catalog, draw: (places: Places) => Drawing): string {
  const { places, height, option } = draw(breakdown.places);
  const title = t.figures.page.chart(figure.name, breakdown.title);
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  drawn.setOption({ animation: false, ...option(places, t.figures.number) });
  const svg = drawn.renderToSVGString();
  drawn.dispose();
  const id = `${figure.id}-${breakdown.by}`;
  const values = places.map(({ label, value }) => `${label} ${t.figures.number(value)}`).join(', ');
  const said = `<title id="${id}-title">${text(title)}</title><desc id="${id}-desc">${text(values)}</desc>`;
  const left = breakdown.places.length - places.length;
  const caption = left > 0 ? `${breakdown.title} (${t.figures.page.first(places.length, breakdown.places.length)})` : breakdown.title;
  return `<figure>
<figcaption>${text(caption)}</figcaption>
${inline(svg).replace(/^<svg[^>]*>/, `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">${said}`)}
</figure>
`;
}

/** What is drawn, without what only a file of its own or a script would need. */
const inline = (svg: string): string =>
  svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_\w+|class|xml:space)="[^"]*"/g, '')
    .replace(/\n+/g, '\n')
    .trim();
