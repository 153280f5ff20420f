/** How names of places compare, and which CFIE an area belongs to (CRED-7). */

const articles = "el|la|los|las|o|a|os|as|els|les|l'|es|sa";
const inBrackets = new RegExp(`^(.*?)[\\s,]*\\((${articles})\\)$`);
const afterComma = new RegExp(`^(.*?),\\s*(${articles})$`);

/** A name without case, accents and postponed article: `ADRADA (LA)` is La Adrada. */
export function foldName(name: string): string {
  const plain = name.replaceAll('’', "'").normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
  const postponed = inBrackets.test(plain) ? inBrackets : afterComma;
  return plain.replace(postponed, (_, name: string, article: string) => `${article}${article.endsWith("'") ? '' : ' '}${name}`.trim());
}

const names: Readonly<Record<string, string>> = {
  '01': 'Araba|Álava|Araba/Álava',
  '02': 'Albacete',
  '03': 'Alicante|Alacant|Alicante/Alacant',
  '04': 'Almería',
  '05': 'Ávila',
  '06': 'Badajoz',
  '07': 'Illes Balears|Balears, Illes|Baleares|Islas Baleares',
  '08': 'Barcelona',
  '09': 'Burgos',
  '10': 'Cáceres',
  '11': 'Cádiz',
  '12': 'Castellón|Castelló|Castellón/Castelló',
  '13': 'Ciudad Real',
  '14': 'Córdoba',
  '15': 'A Coruña|La Coruña',
  '16': 'Cuenca',
  '17': 'Girona|Gerona',
  '18': 'Granada',
  '19': 'Guadalajara',
  '20': 'Gipuzkoa|Guipúzcoa',
  '21': 'Huelva',
  '22': 'Huesca',
  '23': 'Jaén',
  '24': 'León',
  '25': 'Lleida|Lérida',
  '26': 'La Rioja',
  '27': 'Lugo',
  '28': 'Madrid',
  '29': 'Málaga',
  '30': 'Murcia',
  '31': 'Navarra|Nafarroa',
  '32': 'Ourense|Orense',
  '33': 'Asturias',
  '34': 'Palencia',
  '35': 'Las Palmas',
  '36': 'Pontevedra',
  '37': 'Salamanca',
  '38': 'Santa Cruz de Tenerife',
  '39': 'Cantabria',
  '40': 'Segovia',
  '41': 'Sevilla',
  '42': 'Soria',
  '43': 'Tarragona',
  '44': 'Teruel',
  '45': 'Toledo',
  '46': 'Valencia|València|Valencia/València',
  '47': 'Valladolid',
  '48': 'Bizkaia|Vizcaya',
  '49': 'Zamora',
  '50': 'Zaragoza',
  '51': 'Ceuta',
  '52': 'Melilla',
};

const codes = new Map(
  Object.entries(names).flatMap(([code, spellings]) => spellings.split('|').map((name) => [foldName(name), code] as const)),
);

/** What a province compares by: its code where it is one of Spain's, by name or code, else its folded name. */
export function provinceKey(province: string): string {
  const written = province.trim();
  // A spreadsheet takes 05 for a number.
  if (/^\d$/.test(written)) return `0${written}`;
  const folded = foldName(written);
  return codes.get(folded) ?? folded;
}

/** The provinces, by the first name of each. */
export const provinceNames: readonly string[] = Object.values(names).flatMap((spellings) => spellings.split('|').slice(0, 1));

/** Whether a name or code means one of Spain's provinces. */
export const isProvinceOfSpain = (province: string): boolean => Object.hasOwn(names, provinceKey(province));

/** A province as it is written: the usual name where it is one of Spain's, else as given. */
export const provinceName = (province: string): string => names[provinceKey(province)]?.split('|')[0] ?? province;

export interface Place {
  readonly schoolCode: string | null;
  readonly municipality: string | null;
  readonly province: string | null;
}

/** The key of an area: the school, else the municipality (in its province where given), else the province. Null where none is given. */
export function areaKey({ schoolCode, municipality, province }: Place): string | null {
  if (schoolCode !== null) return `school ${schoolCode}`;
  if (municipality !== null) return `municipality ${foldName(municipality)}${province === null ? '' : ` in ${provinceKey(province)}`}`;
  return province === null ? null : `province ${provinceKey(province)}`;
}

/**
 * The CFIE in whose area a school lies: the school's own, then the table of areas
 * by school, by municipality and by province. Null where no area is known.
 */
export function cfieOf(place: Place & { readonly cfie: string | null }, areas: ReadonlyMap<string, string>): string | null {
  if (place.cfie !== null) return place.cfie;
  const { schoolCode, municipality, province } = place;
  const keys = [
    areaKey({ schoolCode, municipality: null, province: null }),
    areaKey({ schoolCode: null, municipality, province }),
    areaKey({ schoolCode: null, municipality, province: null }),
    areaKey({ schoolCode: null, municipality: null, province }),
  ];
  for (const key of keys) {
    const found = key === null ? undefined : areas.get(key);
    if (found !== undefined) return found;
  }
  return null;
}
