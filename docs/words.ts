/** What the documents say beside the program's own words. */
import type { exitCodes } from '../src/faults.ts';

type Exit = keyof typeof exitCodes;

export interface DocumentWords {
  readonly title: string;
  readonly intro: string;
  readonly everywhere: string;
  readonly ofFiles: string;
  readonly exit: { readonly title: string; readonly code: string; readonly meaning: string };
  readonly exits: Readonly<Record<Exit, string>>;
  readonly rules: readonly [rule: string, what: string];
  readonly columns: readonly [column: string, spanish: string, option: string, must: string, meaning: string];
  readonly options: readonly [option: string, meaning: string];
  readonly must: { readonly always: string; readonly header: string; readonly never: string };
  readonly argument: string;
  readonly optional: string;
  readonly shows: string;
  readonly examples: string;
  readonly man: {
    readonly sections: Readonly<
      Record<'name' | 'synopsis' | 'description' | 'commands' | 'options' | 'exit' | 'environment' | 'more', string>
    >;
    readonly name: string;
    readonly description: readonly string[];
    readonly columns: string;
    readonly environment: Readonly<Record<'ETW_DB' | 'ETW_ACTOR' | 'ETW_LANG' | 'NO_COLOR', string>>;
    readonly more: string;
  };
}

export const english: DocumentWords = {
  title: 'The commands of etw',
  intro:
    'Written from the program itself by `npm run docs`; `etw <command> --help` says the same. Names of commands, options, columns and JSON keys are the same in every language. Spanish headers are read as well as ours.',
  everywhere: 'Options of every command',
  ofFiles: 'Options of every command that takes a file',
  exit: { title: 'Exit codes', code: 'code', meaning: 'meaning' },
  exits: {
    done: 'done',
    input: 'input at fault, nothing written',
    usage: 'usage, or a confirmation missing',
    setAside: 'done, some rows were set aside (`--skip-invalid`)',
    refused: 'a decision on values given as options was refused, or stands refused',
    notFound: 'a thing named on the command line is not found',
    register: 'register busy, unreadable or newer than the program',
    declined: 'the user declined',
    damaged: 'integrity check failed',
    bug: 'a fault of the program',
    interrupted: 'interrupted',
  },
  rules: ['rule', 'what it asks'],
  columns: ['column', 'Spanish header', 'option', 'needed', 'meaning'],
  options: ['option', 'meaning'],
  must: { always: 'yes', header: 'the header', never: 'no' },
  argument: 'Argument',
  optional: 'may be left out',
  shows: 'It shows, and gives with `--json`:',
  examples: 'Examples:',
  man: {
    sections: {
      name: 'NAME',
      synopsis: 'SYNOPSIS',
      description: 'DESCRIPTION',
      commands: 'COMMANDS',
      options: 'OPTIONS OF EVERY COMMAND',
      exit: 'EXIT STATUS',
      environment: 'ENVIRONMENT',
      more: 'SEE ALSO',
    },
    name: 'the register of an eTwinning support office',
    description: [
      'etw keeps the register of an eTwinning support office in Spain and decides every recognition by rule: access, participation, training credits, quality labels and eTwinning School. Each decision says which rule, which value and which source.',
      'Commands that take rows take one case as options, or a file with --csv. A file is all or nothing: one invalid row, and nothing is written, unless --skip-invalid sets such rows aside.',
    ],
    columns: 'Columns:',
    environment: {
      ETW_DB: 'the register, where --db is not given',
      ETW_ACTOR: 'who acts, where --as is not given',
      ETW_LANG: 'language for people, es or en; else the locale says it',
      NO_COLOR: 'no colour, whatever its value',
    },
    more: 'etw help, etw <command> --help, and README.md of the package.',
  },
};

export const spanish: DocumentWords = {
  title: 'Las órdenes de etw',
  intro:
    'Escrito a partir del propio programa con `npm run docs`; `etw <orden> --help` dice lo mismo. Los nombres de las órdenes, opciones, columnas y claves de JSON no cambian con el idioma. Las cabeceras en español se leen igual que las inglesas.',
  everywhere: 'Opciones de todas las órdenes',
  ofFiles: 'Opciones de las órdenes que admiten un fichero',
  exit: { title: 'Códigos de salida', code: 'código', meaning: 'significado' },
  exits: {
    done: 'hecho',
    input: 'hay errores en los datos; no se ha guardado nada',
    usage: 'orden mal escrita, o falta una confirmación',
    setAside: 'hecho, con algunas filas apartadas (`--skip-invalid`)',
    refused: 'se ha denegado, o sigue denegada, una decisión sobre valores dados como opciones',
    notFound: 'no consta algo nombrado en la orden',
    register: 'registro ocupado, ilegible o de una versión más reciente del programa',
    declined: 'la persona no ha confirmado',
    damaged: 'la comprobación de integridad ha fallado',
    bug: 'fallo del programa',
    interrupted: 'interrumpido',
  },
  rules: ['norma', 'qué exige'],
  columns: ['columna', 'cabecera en español', 'opción', 'necesaria', 'significado'],
  options: ['opción', 'significado'],
  must: { always: 'sí', header: 'la cabecera', never: 'no' },
  argument: 'Argumento',
  optional: 'puede faltar',
  shows: 'Muestra, y da con `--json`:',
  examples: 'Ejemplos:',
  man: {
    sections: {
      name: 'NOMBRE',
      synopsis: 'SINOPSIS',
      description: 'DESCRIPCIÓN',
      commands: 'ÓRDENES',
      options: 'OPCIONES DE TODAS LAS ÓRDENES',
      exit: 'ESTADO DE SALIDA',
      environment: 'ENTORNO',
      more: 'VÉASE TAMBIÉN',
    },
    name: 'el registro de un servicio de apoyo eTwinning',
    description: [
      'etw lleva el registro de un servicio de apoyo eTwinning en España y decide cada reconocimiento según las normas: acceso, participación, créditos de formación, sellos de calidad y Centro eTwinning. Cada decisión indica qué norma, qué valor y qué fuente la sustentan.',
      'Las órdenes que reciben filas admiten un caso con opciones o un fichero con --csv. Un fichero se guarda entero o no se guarda: basta una fila con errores para que no se escriba nada, salvo que --skip-invalid aparte esas filas.',
    ],
    columns: 'Columnas:',
    environment: {
      ETW_DB: 'el registro, cuando no se indica --db',
      ETW_ACTOR: 'quién actúa, cuando no se indica --as',
      ETW_LANG: 'idioma de los mensajes, es o en; si falta, el de la configuración regional',
      NO_COLOR: 'sin colores, sea cual sea su valor',
    },
    more: 'etw help, etw <orden> --help y el fichero README.es.md del paquete.',
  },
};
