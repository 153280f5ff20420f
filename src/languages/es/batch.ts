import type { Catalog } from '../catalog.ts';

export const batch = {
  seen: (value: string) => `«${value}»`,

  noFile: 'el fichero no existe',
  isFolder: 'es una carpeta, no un fichero',
  unreadable: (code: string) => `no se puede leer el fichero (${code})`,
  isDatabase: (path: string) => `${path} es una base de datos y no se sobrescribe: indique otro fichero`,
  notWritable: (path: string, code: string) => `no se puede escribir ${path} (${code})`,
  returnsAlone: 'sus líneas terminan solo en retornos de carro, como en los Macintosh antiguos: guárdelo de nuevo con CRLF o LF',
  emptyFile: 'el fichero está vacío: se espera una línea de cabecera',
  unknownEncoding: (name: string) => `codificación desconocida: ${name}`,
  badBytes: (encoding: string) => `contiene bytes que no son ${encoding}`,
  nul: 'contiene un carácter NUL: no es un fichero CSV (un libro de Excel se guarda antes como CSV), o es UTF-16 sin su marca (--encoding utf-16le)',
  unclosedQuote: 'aquí se abren unas comillas que no se cierran donde acaba la celda',
  endless: (characters: number) => `más de ${characters} caracteres sin que acabe la fila: ¿hay unas comillas sin cerrar?`,
  badQuote: 'hay texto tras unas comillas de cierre; las comillas dentro de comillas se escriben dobles',
  ragged: (cells: number, header: number) => `la fila tiene ${cells} ${cells === 1 ? 'celda' : 'celdas'} y la cabecera ${header}`,
  sameKey: (lines: string) => `la misma clave con otros valores: véase la línea ${lines}`,

  readAsWindows1252: 'no es UTF-8: se lee como Windows-1252',
  unknownColumns: (headers: string) => `columnas desconocidas, no se leen: ${headers}`,
  headerTwice: 'esta cabecera aparece dos veces',
  columnTwice: (column: string, other: string) => `designa la columna ${column}, igual que «${other}»`,
  missingColumns: (missing: string, found: string, hints: string | null) =>
    `faltan columnas: ${missing}; se han encontrado: ${found || 'ninguna'}${hints === null ? '' : `; ¿quería decir ${hints}?`}`,
  mapNoColumn: (columns: string, near: string | null) =>
    `no es una correspondencia "Su cabecera=nuestra_columna": las columnas son ${columns}${near === null ? '' : `; ¿quería decir ${near}?`}`,
  mapNoHeader: (near: string | null) => `el fichero no tiene esa cabecera${near === null ? '' : `; ¿quería decir «${near}»?`}`,
  layoutNoHeader: (near: string | null) => `el formato necesita esta cabecera${near === null ? '' : `; ¿quería decir «${near}»?`}`,

  unanswered: 'Aún sin respuesta.',

  required: 'es obligatorio',
  control: 'contiene caracteres de control',
  tooLong: (length: number, most: number) => `tiene ${length} caracteres; el máximo es ${most}`,
  notDay: 'no es una fecha: se espera AAAA-MM-DD o dd/mm/aaaa',
  notYesNo: 'no es ni sí ni no',
  notAmong: (words: string, near: string | null) =>
    `no es ninguno de estos valores: ${words}${near === null ? '' : `; ¿quería decir ${near}?`}`,
  notEmail: 'no es una dirección de correo electrónico',
  lostZero: (meant: string) => `tiene 7 cifras: una hoja de cálculo ha quitado el cero inicial; ¿quería decir ${meant}?`,
  codeWithSpace: 'no es un código: contiene espacios',
  notCountry: 'no es un país: se esperan dos letras, como ES o FR',
  notPartners: (part: string) => `no es una lista de socios como FR:Lycée Voltaire|IT:Liceo Galilei: véase «${part}»`,
  notAcademicYear: 'no es un curso académico como 2025-26',
  notCalendarYear: 'no es un año de cuatro cifras',
  notWhole: (least: number, most: number) => `no es un número entero de ${least} a ${most}`,
  unprintable: 'contiene caracteres invisibles',
} satisfies Catalog['batch'];
