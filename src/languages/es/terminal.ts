/** What the terminal shows: summaries, questions, usage and problems. */
import type { Widen } from '../catalog.ts';
import type { terminal as en } from '../en/terminal.ts';

const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
/** The verb for a list of options or names with commas between. */
const verb = (names: string, one: string, many: string) => (names.includes(', ') ? many : one);

export const terminal = {
  run: {
    warning: (text) => `aviso: ${text}`,
    moreWarnings: (count) => `… y ${n(count, 'aviso')} más`,
    moreErrors: (count) => `… y ${n(count, 'error', 'errores')} más: --results <fichero> o --json los muestran todos`,
    answer: (status, outcome, value, message) =>
      [
        outcome === null
          ? status === 'unchanged'
            ? 'Sin cambios.'
            : message === ''
              ? 'Registrado.'
              : ''
          : `${outcome === 'granted' ? 'Favorable' : 'Desfavorable'}${value === null ? '' : ` (${value})`}${status === 'unchanged' ? ', como ya constaba' : ''}.`,
        message,
      ]
        .filter(Boolean)
        .join(' '),
    decision: (id, kind, outcome) => `${id} · ${kind}: ${outcome}`,
    summary: (command, s) =>
      [
        `${command}: ${n(s.rows, 'fila')}`,
        s.accepted > 0 && n(s.accepted, 'aceptada'),
        s.unchanged > 0 && `${s.unchanged} sin cambios`,
        s.created > 0 && n(s.created, 'alta'),
        s.updated > 0 && n(s.updated, 'modificación', 'modificaciones'),
        s.granted > 0 && n(s.granted, 'favorable'),
        s.refused > 0 && n(s.refused, 'desfavorable'),
        s.invalid > 0 && n(s.invalid, 'no válida', 'no válidas'),
        s.withheld > 0 && n(s.withheld, 'retenida'),
      ]
        .filter(Boolean)
        .join(' · '),
    nothingWritten: (wrong) =>
      [
        'No se ha guardado nada.',
        wrong && ' Corrija las filas y repita la orden',
        wrong === 'some rows' && ', o guarde solo las válidas con --skip-invalid',
        wrong && '.',
      ]
        .filter(Boolean)
        .join(''),
    reason: (rule, count, title) => `  ${rule}  ${count}  no se cumple: ${title}`,
    dryRun: 'Simulación: no se ha guardado nada.',
    unnamed: (fault) => `${fault}: el registro sí se ha guardado; repita la misma orden para obtener el fichero`,
    setAside: (count, file) =>
      count === 1
        ? `1 fila apartada en ${file}: corríjala ahí y cargue ese fichero con la misma orden.`
        : `${count} filas apartadas en ${file}: corríjalas ahí y cargue ese fichero con la misma orden.`,
    assumed: (parameters) =>
      `Se han aplicado supuestos que ninguna fuente establece: ${parameters}. Para confirmar un valor: etw rules set <parámetro> <valor> --from <fecha> --source <texto>`,
    next: (text) => `Siguiente paso: ${text}`,
  },
  ask: {
    yesOrNo: '(s/N)',
    choose: 'escriba o use las flechas; Intro acepta',
    offer: 'escriba código, nombre o localidad, o use las flechas; Intro toma lo señalado',
    mark: 'la barra espaciadora marca, Intro continúa',
    more: '¿Desea indicar algo más?',
    question: (text) => `¿${text}?`,
    optional: '(opcional)',
    today: (on) => `(Intro: ${on})`,
    none: '(vacío)',
    fresh: '(aún no consta en el registro)',
    furtherMatches: (count) => `… y ${count} más: siga escribiendo`,
    save: '¿Guardar?',
    correct: '¿Qué respuesta desea corregir?',
    leave: 'ninguna, dejarlo así',
    same: 'La misma orden, sin preguntas:',
    perhaps: (ids) => `. ¿Quizá ${ids}?`,
    revoke: '¿Revocar? La revocación es definitiva: después solo cabe decidir de nuevo.',
    words: {
      yes: 'sí',
      no: 'no',
      public: 'público',
      subsidised: 'concertado',
      private: 'privado',
      new: 'nuevo',
      joined: 'anexado',
      project: 'proyecto',
      'follow-up': 'informe de seguimiento',
      final: 'memoria final',
      positive: 'positiva',
      negative: 'negativa',
    },
  },
  usage: {
    badDay: (option, text) => `${option}: «${text}» no es una fecha: se espera AAAA-MM-DD o dd/mm/aaaa`,
    badLanguage: (text) => `--lang: «${text}» no es un idioma disponible: se espera es o en`,
    needsYes: (question) => `${question} Aquí no se puede preguntar: añada --yes para confirmar.`,
    declined: 'No se ha hecho nada.',
    onlyWithCsv: (option) => `${option} solo se admite con --csv <fichero>`,
    missingOptions: (command, options) =>
      `${verb(options, 'falta', 'faltan')}: ${options}. Complete la orden o, si lo admite, indique un fichero con --csv (etw ${command} --help).`,
    onlyNarrows: (options: string) => `${options}: solo acota una ejecución sin fichero y sin un caso concreto`,
    needsWholeKey: (options, keys) => `${options} solo se ${verb(options, 'admite', 'admiten')} junto con ${keys}`,
    csvOrOptions: (options) => `indique --csv o los valores como opciones, pero no ambos: ${options}`,
    badDelimiter: (text) => `--delimiter: «${text}» no puede separar celdas: se espera un solo signo, como ; o tab`,
    unknownLayout: (name, known, near) =>
      `--layout: «${name}» es un formato desconocido: se espera ${known}${near === null ? '' : `; ¿quería decir ${near}?`}`,
    rejectsNeedSkip: '--rejects solo se admite junto con --skip-invalid',
    samePlace: (one: string, other: string, path: string) =>
      `${one} y ${other} indican el mismo fichero (${path}) y se perdería uno de los dos: indique otro nombre`,
    rejectsOfStdin: '--skip-invalid con filas de la entrada estándar necesita --rejects <fichero>',
    didYouMean: (near) => `¿Quería decir ${near}?`,
    unknownOption: (option) => `opción desconocida: ${option}.`,
    unknownCommand: (command) => `orden desconocida: «${command}». etw help las muestra todas.`,
    optionNeedsValue: (option) => `${option}: falta un valor.`,
    tooManyArguments: 'sobran argumentos.',
    badArgument: (value, choices) => `«${value}» no es ninguno de estos valores: ${choices}.`,
    badRuleValue: (name, text, type) => `${name}: «${text}» no es ${type}`,
    fileExists: (file) => `${file} ya existe; una copia de seguridad nunca sustituye a un fichero`,
    backupOfServer: 'de un registro en un servidor se hace copia de seguridad con las herramientas del propio servidor (pg_dump)',
  },
  notFound: {
    teacher: (id) => `el docente ${id} no consta en el registro`,
    project: (id) => `el proyecto ${id} no consta en el registro`,
    school: (code) => `el centro ${code} no consta en el registro`,
    cfie: (cfie) => `el CFIE ${cfie} no consta en el registro`,
    decision: (id) => `en el registro no consta ninguna decisión ni ningún certificado ${id}`,
    parameter: (name, near) =>
      `no existe el parámetro ${name}: etw rules list los muestra todos${near === null ? '' : `; ¿quería decir ${near}?`}`,
    officeValue: (name) => `este servicio no ha fijado ese valor de ${name}`,
  },
  problems: {
    busy: (place) => `El registro ${place} está ocupado: otra ejecución está escribiendo en él. Inténtelo de nuevo en un momento.`,
    newer: (place) =>
      `El registro ${place} se creó con una versión más reciente de etw: actualice el programa (npm install -g etwinning-admin).`,
    'edited-migration': (place) =>
      `El registro ${place} se creó con un programa cuyo esquema difiere del de este: use una versión publicada de etw, sin alterar.`,
    unreadable: (place) =>
      `No se puede abrir el registro ${place}: compruebe que es un registro, que su carpeta existe y que tiene permiso de lectura.`,
    'read-only': (place) => `No se puede escribir en el registro ${place}: compruebe sus permisos y los de su carpeta.`,
    full: (place) =>
      `El registro ${place} no puede crecer: no queda espacio o se ha alcanzado una cuota. No se ha guardado nada; libere espacio e inténtelo de nuevo.`,
    vanished: (place) =>
      `El registro ${place} se ha movido, suprimido o sustituido durante la ejecución. No se ha guardado nada; devuélvalo a su lugar e inténtelo de nuevo.`,
    altered: (place, what) =>
      `Las tablas del registro ${place} se han alterado al margen de etw (${what}). Restaure una copia de seguridad; etw --db <copia> audit verify indica si está íntegra.`,
    damaged: (table, key, column) =>
      `Un valor guardado ya no se puede leer (${table} ${key}, ${column}). etw audit verify indica desde cuándo; restaure una copia de seguridad.`,
    noValue: (parameter, day) =>
      `El ${day} no rige ningún valor de ${parameter}: etw rules set ${parameter} <valor> --from <fecha> --source <texto>`,
    noDriver:
      'etw no puede cargar su controlador de SQLite, que se compila al instalar etw: con python3, make y g++ disponibles (en Windows, las herramientas de compilación de C++), ejecute npm install -g --allow-scripts=better-sqlite3 etwinning-admin, también tras cambiar de versión de Node.',
    interrupted: 'Interrumpido: no se ha guardado nada.',
    bug: (message) =>
      `etw ha tenido un fallo interno (${message}). No se ha guardado nada. Comuníquelo, por favor, con lo que muestra la misma orden con --debug.`,
  },
  lists: {
    count: (rows) => n(rows, 'fila'),
    leftOut: (columns) => `No caben: ${columns}. Se muestran en un terminal más ancho, con --json o con etw export.`,
    noneFor: (filters) => `Nada coincide con ${filters}.`,
    idle: (options, dataset, heeded) => `${options}: no se aplica a ${dataset}; ${dataset} se puede acotar con ${heeded}`,
    none: (feeds) => `Todavía no hay nada: ${feeds}`,
    feeds: {
      'credits list': 'etw credits certify --year <curso>',
      'project list': 'etw project add --csv <fichero>',
      'school list': 'etw school add --csv <fichero>',
      'label list': 'etw label evaluate --csv <fichero>',
    },
    exported: (rows, file) => `${n(rows, 'fila escrita', 'filas escritas')} en ${file}`,
    rules: ['parámetro', 'valor', 'desde', 'carácter', 'fuente'],
    rulesNext:
      'etw rules show <parámetro> muestra su historial; etw rules set fija un valor de este servicio, que prevalece sobre el de la edición.',
    ruleSet: (name, value, from) => `${name} = ${value} desde el ${from}, para este servicio.`,
    ruleAlready: (name, value, from) => `${name} = ${value} desde el ${from} ya constaba; no ha cambiado nada.`,
    ruleUnset: (name, count) =>
      `${name}: ${n(count, 'valor de este servicio suprimido', 'valores de este servicio suprimidos')}; etw rules show ${name} muestra los que quedan.`,
  },
  show: {
    postings: 'Destinos',
    projects: 'Proyectos',
    reports: 'Documentos presentados',
    credits: 'Créditos',
    partners: 'Centros',
    enrolments: 'Inscripciones',
    participations: 'Participaciones',
    teachers: 'Docentes',
    decisions: 'Decisiones',
    next: (decision) => `etw explain ${decision} explica el porqué.`,
  },
  explain: {
    taken: (on, by, edition) => `decisión tomada para el ${on} por ${by}, edición ${edition}`,
    keys: {
      teacher_id: 'docente',
      project_id: 'proyecto',
      school_code: 'centro',
      school: 'centro',
      country: 'país',
      year: 'curso o año',
      call: 'convocatoria',
      credits: 'créditos',
      score: 'puntuación',
      certificate: 'certificado',
      valid_from: 'vigente desde',
      valid_until: 'vigente hasta',
    },
    replaces: (id) => `sustituye a ${id}`,
    revokes: (id) => `revoca ${id}`,
    revokedBy: (id) => `REVOCADA por ${id}`,
    resting: (ids: string) => `decisiones que se apoyan en ella y siguen en vigor: ${ids}`,
    reason: (text) => `motivo: ${text}`,
    met: 'se cumple',
    unmet: 'no se cumple',
    unassessed: 'sin examinar',
    observed: 'observado',
    required: 'exigido',
    source: 'fuente',
    parameters: 'Valores en que se basa',
  },
  audit: {
    intact: (entries, rows) => `Íntegro: ${n(entries, 'asiento')} del diario y ${n(rows, 'fila')}, tal como se registraron.`,
    head: (head) => `huella final: ${head}`,
    columns: ['asiento', 'momento', 'autor', 'orden', 'fecha', 'anotado'],
    'entry-altered': (seq) => `el asiento ${seq} del diario se ha alterado`,
    'entry-missing': (seq) => `falta el asiento ${seq} del diario`,
    'entry-order': (seq) => `el asiento ${seq} del diario no sigue al anterior`,
    'entry-unreadable': (seq) => `el asiento ${seq} del diario no se puede leer`,
    'row-altered': (table, key, seq) => `${table} ${key} se ha alterado después del asiento ${seq} del diario`,
    'row-missing': (table, key, seq) => `falta ${table} ${key}, que consta en el asiento ${seq} del diario`,
    'row-added': (table, key) => `${table} ${key} se ha añadido al margen del diario`,
    'head-unknown': (head) => `el diario no contiene la huella final ${head}: se ha cortado o reescrito su final`,
    backedUp: (file, entries) => `Copiado en ${file} y verificado (${n(entries, 'asiento')} del diario).`,
    backupDamaged: (file) => `La copia ${file} no supera la verificación: etw --db ${file} audit verify explica el porqué.`,
  },
  doctor: {
    looked: (place, rows, entries) => `${place}: ${n(rows, 'fila')}, ${n(entries, 'asiento')} del diario`,
    well: 'todo está en orden',
    engine: (complaint) => `la base de datos comunica: ${complaint}`,
    log: 'el diario no concuerda con lo guardado: etw audit verify indica dónde',
    numbers: (series) => `la numeración de los certificados de ${series} tiene saltos`,
    permissions: (file) => `otras personas pueden leer ${file}: chmod 600 ${file}`,
  },
} satisfies Widen<typeof en>;
