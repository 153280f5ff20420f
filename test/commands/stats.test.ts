/** Figures: what each counts, and how they are shown: rows, a terminal, a page. */
import { statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, desk, type Ran } from '../etw.ts';
import { playWorld } from '../register/world.ts';
import { officeWithP1 } from './office.ts';

let office: Desk;
beforeAll(async () => {
  office = desk();
  await playWorld(`${office.folder}/register.db`);
});

/** As the contract names them. */
const named = `teachers-registered teachers-with-access schools-with-access projects-known projects-active participations-active-new
  participations-active-joined credits-certified certificates teachers-certified national-labels national-label-projects
  national-label-schools european-label-projects european-label-schools accreditations-awarded accreditations-in-force
  accreditations-ever schools-ever-accredited`.split(/\s+/);

const valuesOf = ({ list }: Ran, by = 'all') =>
  Object.fromEntries(list.filter((row) => row.by === by).map((row) => [by === 'all' ? row.figure : `${row.figure} ${row.key}`, row.value]));
const all = async (place: Desk, ...args: string[]) => valuesOf(await place.etw('stats', '--json', ...args)) as Record<string, number>;

describe('rows', () => {
  it('hold every figure, in the order of the contract, also of an empty register', async () => {
    expect(Object.keys(await all(office))).toEqual(named);
    const empty = await desk().etw('stats', '--json');
    expect(empty.list).toEqual(named.map((figure) => ({ figure, by: 'all', key: null, value: 0 })));
  });

  it('of what lies in one place add up to the whole, by country, province and CFIE', async () => {
    const { list } = await office.etw('stats', '--json');
    const onePlaceEach = ['teachers-registered', 'credits-certified', 'certificates', 'national-labels', 'accreditations-ever'];
    for (const figure of onePlaceEach)
      for (const by of ['country', 'province', 'cfie']) {
        const places = list.filter((row) => row.figure === figure && row.by === by);
        const sum = places.reduce((total, row) => total + Number(row.value), 0);
        expect([figure, by, sum]).toEqual([figure, by, list.find((row) => row.figure === figure && row.by === 'all')?.value]);
      }
  });

  it.each(['all', 'country', 'province', 'cfie'])('narrowed --by %s are those and no others', async (by) => {
    const whole = (await office.etw('stats', '--json')).list.filter((row) => row.by === by);
    expect((await office.etw('stats', '--json', '--by', by)).list).toEqual(whole);
    expect(whole.length).toBeGreaterThan(0);
  });

  it('piped, are CSV; a place that is not known is empty', async () => {
    const { out } = await office.etw('stats');
    expect(out.split('\n').slice(0, 2)).toEqual(['figure,by,key,value', 'teachers-registered,all,,6']);
    expect(out).toContain('\nteachers-with-access,province,Ávila,');
  });
});

it('what was revoked does not count, from the day of its revocation', async () => {
  const place = await officeWithP1();
  await place.certify();
  const [{ certificate } = {}] = await place.certificates();
  await place.etw('revoke', String(certificate), '--reason', 'error', '--yes', '--on', '2026-07-03');
  const counted = async (on: string) => {
    const found = await all(place, '--on', on);
    return [found['credits-certified'], found.certificates, found['teachers-certified']];
  };
  expect(await counted('2026-06-30')).toEqual([0, 0, 0]);
  expect(await counted('2026-07-02')).toEqual([4, 1, 1]);
  expect(await counted('2026-07-03')).toEqual([0, 0, 0]);
});

it('a year leaves its own projects, credits and labels', async () => {
  const of = async (year: string) => {
    const found = await all(office, '--year', year, '--on', '2026-07-01');
    return ['projects-known', 'credits-certified', 'national-labels', 'european-label-projects'].map((figure) => found[figure]);
  };
  expect(await of('2024-25')).toEqual([0, 0, 0, 0]);
  const now = await all(office, '--on', '2026-07-01');
  expect(await of('2025-26')).toEqual(
    ['projects-known', 'credits-certified', 'national-labels', 'european-label-projects'].map((f) => now[f]),
  );
});

describe('on a terminal', () => {
  const shown = (columns: number, ...args: string[]) => office.etwIn({ screen: { columns } }, 'stats', '--on', '2026-07-01', ...args);

  it.each([
    ['en', 'teachers with access', 'eTwinning School'],
    ['es', 'docentes con acceso', 'Centro eTwinning'],
  ])('in %s, names stand beside ids, with bars, within its width', async (lang, name, group) => {
    const { out } = await shown(80, '--lang', lang);
    for (const figure of named) expect(out).toContain(figure);
    expect(out).toMatch(new RegExp(`█ +${name} +teachers-with-access`));
    expect(out).toContain(`\n${group}\n`);
    for (const columns of [60, 80, 130])
      for (const line of (await shown(columns, '--lang', lang)).out.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('--by gives the places of each figure, bars and all, in the order of the language', async () => {
    const { out } = await shown(80, '--by', 'province');
    const provinces = [...out.matchAll(/^ +(\S+) +\d+ +█/gm)].map(([, place]) => place);
    expect(provinces.slice(0, 2)).toEqual(['Ávila', 'León']);
  });

  it.each([
    ['en', 'etw demo'],
    ['es', 'etw demo'],
  ])('in %s, an empty register is told as such, on stderr', async (lang, said) => {
    expect((await desk().etw('stats', '--lang', lang)).err).toContain(said);
    expect((await office.etw('stats', '--lang', lang)).err).not.toContain(said);
  });
});

/** Elements that are opened and not closed, or closed and not opened. */
function misnested(html: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, slash, name = '', end] of html.replace(/<!doctype html>/, '').matchAll(/<(\/?)([a-zA-Z0-9]+)[^<>]*?(\/?)>/g)) {
    if (slash) {
      if (open.pop() !== name) faults.push(`</${name}>`);
    } else if (!end) open.push(name);
  }
  return [...faults, ...open];
}

describe('the page', () => {
  const page = async (place: Desk, ...args: string[]) => {
    const ran = await place.etw('stats', '--html', 'figures.html', '--on', '2026-07-01', ...args);
    expect(ran.code).toBe(0);
    return place.read('figures.html');
  };

  it.each([
    ['en', 'eTwinning in figures', 'Teachers with access', 'July 1, 2026'],
    ['es', 'eTwinning en cifras', 'Docentes con acceso', '1 de julio de 2026'],
  ])('in %s, says so of itself, and holds every figure and number', async (lang, title, name, date) => {
    const html = await page(office.copy(), '--lang', lang);
    expect(html).toContain(`<html lang="${lang}">`);
    for (const text of [`<title>${title}</title>`, date]) expect(html).toContain(text);
    expect(html.toLowerCase()).toContain(name.toLowerCase());
    for (const row of (await office.etw('stats', '--json', '--on', '2026-07-01')).list) {
      const [, article = ''] =
        new RegExp(`<h3>[^<]*</h3>\\n(<p class="value">(?:(?!</article>)[\\s\\S])*?<code>${row.figure}</code>[\\s\\S]*?)</article>`).exec(
          html,
        ) ?? [];
      if (row.by === 'all') expect(article).toContain(`<p class="value">${row.value}</p>`);
      else if (row.by !== 'country' && row.key !== null) expect(article).toContain(`<th scope="row">${row.key}</th><td>${row.value}</td>`);
    }
  });

  it('needs nothing from elsewhere, and runs nothing', async () => {
    const html = await page(office.copy());
    expect(html).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|<script|<link|<img|<iframe|\ssrc=|\shref=|\son[a-z]+=/i);
    expect(html).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none';`);
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain('width=device-width');
  });

  it('is well-formed, and each id is one', async () => {
    const html = await page(office.copy());
    expect(misnested(html)).toEqual([]);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, names = ''] of html.matchAll(/aria-labelledby="([^"]*)"/g)) for (const id of names.split(' ')) expect(ids).toContain(id);
  });

  it('every chart is named, and says its values to those who do not see it', async () => {
    const html = await page(office.copy());
    const charts = [...html.matchAll(/<svg [^>]*role="img"[^>]*><title[^>]*>([^<]+)<\/title><desc[^>]*>([^<]+)<\/desc>/g)];
    expect(charts.length).toBeGreaterThan(5);
    expect(html.match(/<svg/g)?.length).toBe(charts.length);
    for (const [, , values] of charts) expect(values).toMatch(/ \d/);
  });

  it('what comes from data is text and nothing else', async () => {
    const place = office.copy();
    const cfie = `<b onload="x">&'CFIE'`;
    await place.take('school add', [
      { school_code: '42990012', name: 'IES El Haya', funding: 'public', province: '<i>Soria</i>', cfie },
      { school_code: '05990026', name: 'Colegio El Pino', funding: 'private', province: 'Ávila', cfie: 'CFIE-PROPIO' },
    ]);
    const html = await page(place, '--by', 'cfie');
    expect(html).toContain('&lt;b onload=&quot;x&quot;&gt;&amp;');
    expect(html).not.toContain('<b onload');
    expect(misnested(html)).toEqual([]);
    expect(await page(place)).not.toContain('<i>');
  });

  it('compares academic years where there are several, and not within one', async () => {
    const place = office.copy();
    const before = { starts_on: '2025-09-10', ends_on: '2027-06-15', enrolled_on: '2026-06-20' };
    await place.take('project add', [
      { project_id: 'next', title: 'Next', form: 'joined', teacher_id: 'ana', partners: 'FR:A|IT:B', ...before },
    ]);
    expect(await page(place)).not.toContain('id="years"');
    const later = await place.etw('stats', '--html', 'later.html', '--on', '2027-07-01');
    expect(later.code).toBe(0);
    expect(place.read('later.html')).toContain('id="years"');
    expect(place.read('later.html')).toContain('<th scope="row">2026-27</th><td>1</td>');
    await place.etw('stats', '--html', 'one.html', '--on', '2027-07-01', '--year', '2026-27');
    expect(place.read('one.html')).not.toContain('id="years"');
  });

  it('is the same for the same figures', async () => {
    expect(await page(office.copy())).toBe(await page(office.copy()));
  });

  it('may be read by others, goes to stdout with -, and leaves the rows to --json', async () => {
    const place = office.copy();
    const html = await page(place);
    expect(statSync(`${place.folder}/figures.html`).mode & 0o444).toBe(0o444);
    const piped = await place.etw('stats', '--html', '-', '--on', '2026-07-01');
    expect(piped.out).toBe(html);
    const both = await place.etw('stats', '--html', 'both.html', '--on', '2026-07-01', '--json');
    expect(both.list).toEqual((await place.etw('stats', '--on', '2026-07-01', '--json')).list);
    expect(place.read('both.html')).toBe(html);
  });

  it('is not written by a dry run, nor where its folder is missing', async () => {
    const place = office.copy();
    expect((await place.etw('stats', '--html', 'dry.html', '--dry-run')).code).toBe(0);
    const nowhere = await place.etw('stats', '--html', 'nowhere/page.html');
    expect([nowhere.code, nowhere.out]).toEqual([1, '']);
    expect(nowhere.err).toContain('nowhere/page.html');
    expect(place.files()).toEqual([]);
  });
});
