/** Lists: what they say of themselves on a terminal, what pages, and what each filter leaves. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, desk } from '../etw.ts';
import { playWorld } from '../register/world.ts';

let office: Desk;
beforeAll(async () => {
  office = desk();
  await playWorld(`${office.folder}/register.db`);
});

const idsOf = async (key: string, ...args: string[]) => {
  const { list } = await office.etw(...args, '--json');
  return [...new Set(list.map((row) => String(row[key])))].sort();
};

describe('a list that is empty says why, on stderr, and is done', () => {
  it.each([
    ['en', 'Nothing matches --year 2019-20 --cfie CFIE-SORIA.'],
    ['es', 'Nada coincide con --year 2019-20 --cfie CFIE-SORIA.'],
  ])('in %s: which filters nothing answers to', async (lang, said) => {
    const ran = await office.etw('credits', 'list', '--year', '2019-2020', '--cfie', 'CFIE-SORIA', '--lang', lang);
    expect([ran.code, ran.out, ran.err]).toEqual([0, '', `${said}\n`]);
  });

  it.each(['credits', 'project', 'school', 'label'])('%s list of a new register: what fills it', async (noun) => {
    const ran = await desk().etw(noun, 'list');
    expect([ran.code, ran.out]).toEqual([0, '']);
    expect(ran.err).toMatch(/etw \w+ \w+ --/);
    const json = await desk().etw(noun, 'list', '--json');
    expect([json.list, json.err]).toEqual([[], '']);
  });
});

describe('on a terminal', () => {
  it.each([
    ['en', 'No room for: '],
    ['es', 'No caben: '],
  ])('in %s, what is left out is named, and ids are whole', async (lang, said) => {
    const narrow = await office.etwIn({ screen: { columns: 60 } }, 'credits', 'list', '--lang', lang);
    expect(narrow.out).toContain(said);
    for (const row of (await office.etw('credits', 'list', '--json')).list)
      for (const id of [row.certificate, row.teacher_id]) expect(narrow.out).toContain(String(id ?? ''));
    const wide = await office.etwIn({ screen: { columns: 200 } }, 'credits', 'list', '--lang', lang);
    expect(wide.out).not.toContain(said);
  });

  it('what is piped holds everything', async () => {
    const { out } = await office.etw('credits', 'list');
    for (const row of (await office.etw('credits', 'list', '--json')).list) expect(out).toContain(String(row.family_name));
    expect(out).not.toMatch(/No room|…/);
  });
});

describe('what is longer than the screen goes to the pager', () => {
  const pager = { ETW_PAGER: 'cat > paged.txt' };
  const list = (place: Desk, env: Record<string, string>, rows: number, ...more: string[]) =>
    place.etwIn({ env, screen: { columns: 100, rows } }, 'school', 'list', ...more);
  const four = () => office.copy();

  it('whole, and nothing of it is printed besides', async () => {
    const place = four();
    const ran = await list(place, pager, 4);
    expect([ran.code, ran.out]).toEqual([0, '']);
    expect(place.read('paged.txt')).toBe((await list(four(), { ETW_PAGER: 'cat' }, 4)).out);
    expect(ran.err).toBe('4 rows\n');
  });

  it('what fits the screen does not', async () => {
    const place = four();
    // A header and four rows, and a line for the next prompt.
    expect((await list(place, pager, 6)).out).toContain('CEIP El Roble');
    expect(place.files()).toEqual([]);
    await list(place, pager, 5);
    expect(place.files()).toEqual(['paged.txt']);
  });

  it.each([['--json'], ['--no-input'], ['--yes']])('nothing does with %s', async (option) => {
    const place = four();
    expect((await list(place, pager, 4, option)).out).toContain('CEIP El Roble');
    expect(place.files()).toEqual([]);
  });

  it('ETW_PAGER comes before PAGER; cat and none switch it off', async () => {
    const place = four();
    await list(place, { ETW_PAGER: 'cat > mine.txt', PAGER: 'cat > other.txt' }, 4);
    await list(place, { PAGER: 'cat > pager.txt' }, 4);
    expect(place.files()).toEqual(['mine.txt', 'pager.txt']);
    for (const ETW_PAGER of ['', 'cat', ' cat '])
      expect((await list(place, { ETW_PAGER, PAGER: 'cat > x.txt' }, 4)).out).toContain('Roble');
    expect(place.files()).toEqual(['mine.txt', 'pager.txt']);
  });

  it('one that is left early is no fault; one that is not there is done without', async () => {
    const place = four();
    expect((await list(place, { ETW_PAGER: 'true' }, 4)).code).toBe(0);
    expect((await list(place, { ETW_PAGER: 'exit 3' }, 4)).code).toBe(0);
    const without = await list(place, { ETW_PAGER: './no-such-pager 2> said.txt' }, 4);
    expect([without.code, without.out.includes('CEIP El Roble')]).toEqual([0, true]);
  });
});

describe('filters', () => {
  it('projects of a year are those that end in it', async () => {
    expect(await idsOf('project_id', 'project', 'list', '--year', '2024-25')).toEqual([]);
    expect(await idsOf('project_id', 'project', 'list', '--year', '2025-26')).toEqual(await idsOf('project_id', 'project', 'list'));
  });

  it('certificates in force on a day: granted by then, not revoked by then', async () => {
    const certificates = (...args: string[]) => idsOf('certificate', 'credits', 'list', '--project', 'rios', '--on', '2026-07-01', ...args);
    expect(await certificates()).toEqual(['CFIE-AVILA/2025-26/2', 'CFIE-AVILA/2025-26/4']);
    expect(await certificates('--in-force', '2026-06-29')).toEqual([]);
    expect(await certificates('--in-force', '2026-06-30')).toEqual(['CFIE-AVILA/2025-26/2']);
    expect(await certificates('--in-force', '2026-07-01')).toEqual(['CFIE-AVILA/2025-26/4']);
  });

  it('credits recorded from elsewhere have no school, so they lie in no country', async () => {
    expect(await idsOf('origin', 'credits', 'list', '--country', 'ES')).toEqual(['certified']);
    expect(await idsOf('origin', 'credits', 'list', '--country', 'FR')).toEqual([]);
  });

  it('labels of an academic year are those granted in it; of a round, the European ones', async () => {
    expect(await idsOf('on', 'label', 'list', '--year', '2019-20')).toEqual(['2020-06-20']);
    expect(await idsOf('on', 'label', 'list', '--year', '2020-21')).toEqual([]);
    expect(await idsOf('kind', 'label', 'list', '--year', '2026')).toEqual(['european-label']);
  });

  it.each([
    ['reports', '--cfie', 'CFIE-LEON', 'teacher_id', ['CARLOS']],
    ['reports', '--school', '42990012', 'teacher_id', ['Éva']],
    ['reports', '--year', '2024-25', 'teacher_id', []],
    ['decisions', '--province', 'Soria', 'school_code', ['42990012']],
    ['decisions', '--country', 'FR', 'school_code', []],
    ['participations', '--year', '2025-26', 'state', ['active', 'pending', 'refused']],
  ])('export %s %s %s leaves what lies there', async (dataset, option, value, key, left) => {
    expect(await idsOf(key, 'export', dataset, option, value)).toEqual(left);
  });

  it.each(['en', 'es'])('in %s, a filter that would do nothing is a usage error that names those that do', async (lang) => {
    const ran = await office.etw('export', 'schools', '--year', '2025-26', '--lang', lang);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toMatch(/^--year: .*--cfie, --country, --province, --school, --call/);
    expect((await office.etw('export', 'awards', '--in-force', '2026-07-01', '--out', 'x.csv')).code).toBe(2);
    expect(office.files()).not.toContain('x.csv');
  });

  it('a revoked label is not in force from the day of its revocation', async () => {
    const place = office.copy();
    const [label] = (await place.etw('label', 'list', '--project', 'rios', '--teacher', 'ana', '--json')).list;
    await place.etw('revoke', String(label?.decision), '--reason', 'error', '--yes', '--on', '2026-07-05');
    const inForce = async (day: string) =>
      (await place.etw('label', 'list', '--teacher', 'ana', '--in-force', day, '--on', '2026-07-31', '--json')).list.length;
    expect([await inForce('2026-06-26'), await inForce('2026-06-27'), await inForce('2026-07-04'), await inForce('2026-07-05')]).toEqual([
      0, 1, 1, 0,
    ]);
  });
});
