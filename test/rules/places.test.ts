/** How names of places compare, and which CFIE answers for a school (CRED-7). */
import { describe, expect, it } from 'vitest';
import {
  areaKey,
  cfieOf,
  foldName,
  isProvinceOfSpain,
  type Place,
  provinceKey,
  provinceName,
  provinceNames,
} from '../../src/rules/places.ts';

describe('names compare without case, accents and postponed article', () => {
  it.each([
    ['ADRADA (LA)', 'La Adrada'],
    ['Adrada (La)', 'La Adrada'],
    ['Adrada, La', 'La Adrada'],
    ['Adrada,La', 'La Adrada'],
    ['Adrada, (La)', 'La Adrada'],
    ['ADRADA(LA)', 'La Adrada'],
    ['BARCO DE ÁVILA (EL)', 'El Barco de Ávila'],
    ['NAVAS DEL MARQUÉS (LAS)', 'Las Navas del Marqués'],
    ['Arenas (Los)', 'Los Arenas'],
    ['Coruña, A', 'A Coruña'],
    ['Grove, O', 'O Grove'],
    ['Pontes de García Rodríguez, As', 'As Pontes de García Rodríguez'],
    ['Blancos, Os', 'Os Blancos'],
    ['Masroig, El', 'El Masroig'],
    ['Borges Blanques, Les', 'Les Borges Blanques'],
    ['Alamús, Els', 'Els Alamús'],
    ['Pobla, Sa', 'Sa Pobla'],
    ['Mercadal, Es', 'Es Mercadal'],
    ['Hospitalet de Llobregat, L’', 'L’Hospitalet de Llobregat'],
    ["Hospitalet de Llobregat, L'", "L'Hospitalet de Llobregat"],
    ["Hospitalet de Llobregat (L')", "L'Hospitalet de Llobregat"],
    ['ÁVILA', 'Avila'],
    ['León', 'LEON'],
    ['Peñaranda de Bracamonte', 'PEÑARANDA DE BRACAMONTE'],
    ['  Villa   del  Prado ', 'Villa del Prado'],
    ['Villa\u00a0del Prado', 'Villa del Prado'],
    ['Me\u0301rida', 'M\u00e9rida'],
  ])('%s is %s', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  it.each([
    ['La Adrada', 'Adrada'],
    ['ADRADA (LA)', 'ADRADA (EL)'],
    ['Villa (Nueva)', 'Nueva Villa'],
    ['San Juan, Ávila', 'Ávila San Juan'],
    ['Lastra (La', 'La Lastra'],
    ['Villadelos', 'Los Villade'],
    ['Arenas, Las Altas', 'Las Altas Arenas'],
    ['Arenas (Las) de Arriba', 'Las Arenas de Arriba'],
    ['Arriba, Arenas (Las) x', 'Las Arriba, Arenas x'],
  ])('%s is not %s', (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
  });

  it.each(['ADRADA (LA)', 'Coruña, A', 'Villa  del Prado', 'Ávila', 'El', ''])('folding %s twice says nothing new', (name) => {
    expect(foldName(foldName(name))).toBe(foldName(name));
  });
});

describe('provinces are found by name or code', () => {
  /** The nine of Castilla y León, as they may be written. */
  it.each([
    ['05', 'Ávila', 'AVILA', '5', ' 5 '],
    ['09', 'Burgos', 'burgos', '9'],
    ['24', 'León', 'LEON', ' León '],
    ['34', 'Palencia', 'PALENCIA', '34'],
    ['37', 'Salamanca', 'salamanca', '37'],
    ['40', 'Segovia', 'SEGOVIA', '40'],
    ['42', 'Soria', 'soria', '42'],
    ['47', 'Valladolid', 'VALLADOLID', '47'],
    ['49', 'Zamora', 'zamora', '49'],
  ])('%s: %s, %s, %s', (code, ...written) => {
    expect(new Set([code, ...written].map(provinceKey))).toEqual(new Set([code]));
  });

  it.each([
    ['01', 'Araba/Álava', 'Álava', 'Araba'],
    ['03', 'Alicante/Alacant', 'Alicante', 'Alacant'],
    ['07', 'Balears, Illes', 'Illes Balears', 'Baleares', 'Islas Baleares'],
    ['12', 'Castellón/Castelló', 'Castellón', 'Castelló'],
    ['15', 'Coruña, A', 'A Coruña', 'La Coruña', 'CORUÑA (LA)'],
    ['17', 'Girona', 'Gerona'],
    ['20', 'Gipuzkoa', 'Guipúzcoa'],
    ['25', 'Lleida', 'Lérida'],
    ['26', 'Rioja, La', 'La Rioja'],
    ['31', 'Navarra', 'Nafarroa'],
    ['32', 'Ourense', 'Orense'],
    ['35', 'Palmas, Las', 'Las Palmas'],
    ['46', 'Valencia/València', 'Valencia', 'València'],
    ['48', 'Bizkaia', 'Vizcaya'],
  ])('%s has more names than one: %s, %s …', (code, ...written) => {
    expect(new Set(written.map(provinceKey))).toEqual(new Set([code]));
  });

  it('every code from 01 to 52 has a name of its own', () => {
    const known = [
      ...'Álava Albacete Alicante Almería Ávila Badajoz Baleares Barcelona Burgos Cáceres Cádiz Castellón'.split(' '),
      'Ciudad Real',
      'Córdoba',
      'A Coruña',
      ...'Cuenca Girona Granada Guadalajara Gipuzkoa Huelva Huesca Jaén León Lleida'.split(' '),
      'La Rioja',
      ...'Lugo Madrid Málaga Murcia Navarra Ourense Asturias Palencia'.split(' '),
      'Las Palmas',
      'Pontevedra',
      'Salamanca',
      'Santa Cruz de Tenerife',
      ...'Cantabria Segovia Sevilla Soria Tarragona Teruel Toledo Valencia Valladolid Bizkaia Zamora Zaragoza Ceuta Melilla'.split(' '),
    ];
    expect(known.map(provinceKey)).toEqual(known.map((_, place) => String(place + 1).padStart(2, '0')));
  });

  it('one that is not of Spain compares by its name', () => {
    expect(provinceKey('ALTO ALENTEJO')).toBe(provinceKey('Alto Alentejo'));
    expect(provinceKey('Alto Alentejo')).not.toBe(provinceKey('Baixo Alentejo'));
    expect(provinceKey('053')).not.toBe(provinceKey('05'));
    expect(provinceKey('DISTRITO 5')).toBe(provinceKey('Distrito 5'));
    expect(provinceKey('5 DE MAYO')).toBe(provinceKey('5 de Mayo'));
  });
});

it.each([
  ['05', 'Ávila'],
  ['avila', 'Ávila'],
  ['LEON', 'León'],
  ['Coruña, A', 'A Coruña'],
  ['Alto Alentejo', 'Alto Alentejo'],
  ['99', '99'],
])('the province %s is written %s', (given, expected) => {
  expect(provinceName(given)).toBe(expected);
});

it.each([
  ['24', true],
  ['León', true],
  ['Islas Baleares', true],
  ['00', false],
  ['53', false],
  ['Alto Alentejo', false],
  ['constructor', false],
])('%s is a province of Spain: %s', (given, expected) => {
  expect(isProvinceOfSpain(given)).toBe(expected);
});

it('the provinces are 52, each by the one name it is written with', () => {
  expect(provinceNames).toHaveLength(52);
  expect(provinceNames.map(provinceKey).sort()).toEqual(provinceNames.map((_, place) => String(place + 1).padStart(2, '0')));
  expect(provinceNames.map(provinceName)).toEqual(provinceNames);
});

describe('the key of an area', () => {
  const place = (more: Partial<Place>): Place => ({ schoolCode: null, municipality: null, province: null, ...more });

  it.each([
    [
      'the school, whatever else is said',
      { schoolCode: '05990014', municipality: 'Arenas', province: 'Ávila' },
      { schoolCode: '05990014' },
    ],
    ['a municipality by any spelling', { municipality: 'ADRADA (LA)' }, { municipality: 'La Adrada' }],
    [
      'a municipality of a province by any spelling',
      { municipality: 'ADRADA (LA)', province: '05' },
      { municipality: 'La Adrada', province: 'Ávila' },
    ],
    ['a province by any spelling', { province: 'LEON' }, { province: '24' }],
  ])('is %s', (_, a, b) => {
    expect(areaKey(place(a))).toBe(areaKey(place(b)));
    expect(areaKey(place(a))).not.toBeNull();
  });

  it('tells the school, the municipality and the province of one name apart', () => {
    const keys = [
      { schoolCode: 'Segovia' },
      { municipality: 'Segovia' },
      { municipality: 'Segovia', province: 'Segovia' },
      { municipality: 'Segovia', province: 'Soria' },
      { province: 'Segovia' },
    ].map((one) => areaKey(place(one)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('there is none where nothing is given', () => {
    expect(areaKey(place({}))).toBeNull();
  });
});

describe('the CFIE of a school: its own, then the areas by school, municipality and province', () => {
  const school = { schoolCode: '05990014', municipality: 'ADRADA (LA)', province: 'Ávila', cfie: null };
  type Area = readonly [cfie: string, place: Partial<Place>];
  const area = (cfie: string, place: Partial<Place>): Area => [cfie, place];
  /** The table of areas. */
  const table = (areas: readonly Area[]): ReadonlyMap<string, string> =>
    new Map(areas.map(([cfie, place]) => [areaKey({ schoolCode: null, municipality: null, province: null, ...place }) ?? '', cfie]));
  const bySchool = area('BY-SCHOOL', { schoolCode: '05990014' });
  const byMunicipalityThere = area('BY-MUNICIPALITY-THERE', { municipality: 'La Adrada', province: '5' });
  const byMunicipality = area('BY-MUNICIPALITY', { municipality: 'la adrada' });
  const byProvince = area('BY-PROVINCE', { province: 'AVILA' });
  const elsewhere = [
    area('OTHER', { schoolCode: '05990026' }),
    area('OTHER', { municipality: 'Arenas' }),
    area('OTHER', { municipality: 'La Adrada', province: 'Soria' }),
    area('OTHER', { province: 'Soria' }),
  ];

  it.each([
    ['its own before all others', { ...school, cfie: 'OWN' }, [bySchool, byMunicipalityThere, byMunicipality, byProvince], 'OWN'],
    ['by school', school, [byProvince, byMunicipality, byMunicipalityThere, bySchool], 'BY-SCHOOL'],
    ['by municipality of its province', school, [byProvince, byMunicipality, byMunicipalityThere], 'BY-MUNICIPALITY-THERE'],
    ['by municipality', school, [byProvince, byMunicipality], 'BY-MUNICIPALITY'],
    ['by province', school, [byProvince], 'BY-PROVINCE'],
    ['none where no area names it', school, [], null],
    ['none where areas name others', school, elsewhere, null],
    ['of a municipality of the same name in another province none', { ...school, province: 'León' }, [byMunicipalityThere], null],
    [
      'of a school without a province: the municipality of a province is no match',
      { ...school, province: null },
      [byMunicipalityThere],
      null,
    ],
    ['of a school without a province: the municipality', { ...school, province: null }, [byMunicipality, byProvince], 'BY-MUNICIPALITY'],
    [
      'of a school without a municipality: the province',
      { ...school, municipality: null },
      [byMunicipality, byMunicipalityThere, byProvince],
      'BY-PROVINCE',
    ],
    ['of a school without a place: by school', { ...school, municipality: null, province: null }, [bySchool, byProvince], 'BY-SCHOOL'],
    ['of a school without a place: none', { ...school, municipality: null, province: null }, [byMunicipality, byProvince], null],
  ])('%s', (_, of, areas, expected) => {
    expect(cfieOf(of, table([...elsewhere, ...areas]))).toBe(expected);
  });

  it('a province of one name with a municipality is not taken for it', () => {
    const soria = { schoolCode: '42990012', municipality: 'Ólvega', province: 'Soria', cfie: null };
    expect(cfieOf(soria, table([area('TOWN', { municipality: 'Soria' })]))).toBeNull();
    expect(cfieOf(soria, table([area('TOWN', { municipality: 'Soria' }), area('ALL', { province: 'Soria' })]))).toBe('ALL');
  });
});
