/** Los sellos de calidad y otros reconocimientos. */
import type { Finding } from '../../rules/decision.ts';
import { tooLow } from '../../rules/labels.ts';
import type { LabelLetter } from '../../rules/letter.ts';
import type { PassMark, Required, Scores, Seen } from '../../rules/seen.ts';
import type { Widen } from '../catalog.ts';
import type { labels as en } from '../en/labels.ts';

const list = (items: readonly string[]) => new Intl.ListFormat('es', { type: 'conjunction' }).format(items);
const points = (count: number) => `${count} ${count === 1 ? 'punto' : 'puntos'}`;
let long: Intl.DateTimeFormat | undefined;
const date = (day: string) => {
  // Made when the first letter is written: every command loads these words, few write a date in full.
  long ??= new Intl.DateTimeFormat('es', { dateStyle: 'long', timeZone: 'UTC' });
  return long.format(new Date(`${day}T00:00:00Z`));
};

const titles: Readonly<Record<string, string>> = {
  pedagogical_innovation: 'innovación pedagógica',
  curricular_integration: 'integración curricular',
  communication: 'comunicación e interacción entre socios',
  collaboration: 'colaboración entre centros',
  technology: 'uso de la tecnología',
  results: 'resultados, impacto y documentación',
};
const criterion = (name: string) => titles[name] ?? name.replaceAll('_', ' ');

const rules = {
  'NQL-1': 'Objetivos y plan de trabajo comunes a todos los socios',
  'NQL-2': 'El proyecto está terminado o a punto de terminar',
  'NQL-3': 'Participación muy activa de quien solicita',
  'NQL-4': 'Cierta colaboración entre los socios',
  'NQL-5': 'Los resultados son visibles',
  'NQL-6': 'La valoración por criterios alcanza el mínimo',
  'NQL-7': 'Quien solicita está inscrito en una participación activa del proyecto',
  'NQL-8': 'El docente aún no tiene el sello por este proyecto',
  'EQL-1': 'Propuesto por un Servicio Nacional de Apoyo que había evaluado el proyecto',
  'EQL-2': 'Suficientes centros socios tienen el Sello de Calidad Nacional en el proyecto',
  'EQL-3': 'El sello existe en el año de la convocatoria',
};

type LabelRule = keyof typeof rules;
type Reasons = { readonly [R in LabelRule]: (seen: Seen[R], required: Required[R]) => string };

const low = (scores: Scores, mark: PassMark) =>
  tooLow(scores, mark).map((name) => {
    const had = scores[name] ?? 0;
    const least = Math.max(mark.each, mark.mandatory[name] ?? 0);
    return `en «${criterion(name)}» se ${had === 1 ? 'obtiene' : 'obtienen'} ${points(had)} y el mínimo es ${least}`;
  });

const unmet = {
  'NQL-1': () => 'Los objetivos y el plan de trabajo no son comunes a todos los socios.',
  'NQL-2': (seen, required) =>
    `El proyecto termina el ${seen.ends_on}; para una solicitud del ${seen.applied_on} tendría que terminar a más tardar el ${required.ends_by} (${required.days} días después).`,
  'NQL-3': () => 'La participación de quien solicita no ha sido muy activa.',
  'NQL-4': () => 'No se aprecia colaboración entre los socios.',
  'NQL-5': () => 'Los resultados no son visibles.',
  'NQL-6': (seen, required) => {
    if ('first' in required) return '';
    const total =
      seen.total < required.total ? [`el total es ${seen.total} de ${required.of} y se requieren al menos ${required.total}`] : [];
    return `No superado: ${[...total, ...low(seen.scores, required)].join('; ')}.`;
  },
  'NQL-7': (seen) =>
    seen.enrolled
      ? `La participación del centro ${seen.school_code} en el proyecto no está activa.`
      : 'Quien solicita no está inscrito en el proyecto.',
  'NQL-8': (seen) =>
    `El docente ya tiene el sello por este proyecto (${list(seen.standing.map((one) => (one === 'recorded' ? 'anotado' : one)))}).`,
  'EQL-1': (seen, required) =>
    'proposals' in seen
      ? `No se ha estimado ninguna propuesta para esta convocatoria; se requiere al menos ${'proposals' in required ? required.proposals : 1} (etw label propose).`
      : `A ${seen.proposed_on} no se había concedido en el proyecto ningún sello nacional de ${seen.country}.`,
  'EQL-2': (seen, required) =>
    `${seen.schools.length} ${seen.schools.length === 1 ? 'centro tiene' : 'centros tienen'} el sello nacional en el proyecto; se requieren al menos ${required.schools}.`,
  'EQL-3': (seen, required) => `En ${seen.round} no hay sello europeo: empieza con la convocatoria de ${required.from}.`,
} satisfies Reasons;

const toTeacher: { readonly [R in LabelRule]?: (seen: Seen[R], required: Required[R]) => string } = {
  'NQL-1': () => 'los objetivos y el plan de trabajo no son comunes a la totalidad de los socios del proyecto',
  'NQL-2': (seen, required) =>
    `el proyecto no está terminado ni próximo a terminar: su fecha de fin es el ${date(seen.ends_on)} y, para una solicitud de ${date(seen.applied_on)}, ha de terminar a más tardar el ${date(required.ends_by)}`,
  'NQL-3': () => 'no queda acreditada una participación muy activa por su parte en el proyecto',
  'NQL-4': () => 'no se aprecia colaboración entre los socios',
  'NQL-5': () => 'los resultados del proyecto no son visibles',
  'NQL-6': (seen, required) => {
    if ('first' in required) return '';
    const total =
      seen.total < required.total ? [`la valoración alcanza ${points(seen.total)} de ${required.of} y se requieren ${required.total}`] : [];
    return [...total, ...low(seen.scores, required)].join('; ');
  },
  'NQL-7': (seen) =>
    seen.enrolled ? 'la participación de su centro en el proyecto no está activa' : 'no consta su inscripción en el proyecto',
  'NQL-8': () => 'ya tiene concedido el sello por este mismo proyecto',
  'EQL-1': () => 'ningún Servicio Nacional de Apoyo ha presentado una propuesta válida para esta convocatoria',
  'EQL-2': (seen, required) =>
    `han de tener el Sello de Calidad Nacional al menos ${required.schools} centros socios y ${seen.schools.length === 0 ? 'no lo tiene ninguno' : `solo lo ${seen.schools.length === 1 ? 'tiene' : 'tienen'} ${seen.schools.length}`}`,
  'EQL-3': (_, required) => `el Sello de Calidad Europeo se concede a partir de la convocatoria de ${required.from}`,
};

const reasonOf = ({ rule, observed, required }: Finding): string =>
  (toTeacher[rule as LabelRule] as ((seen: unknown, required: unknown) => string) | undefined)?.(observed, required) ?? '';

function letter(facts: LabelLetter): string {
  const project = `el proyecto «${facts.project.title}» (${facts.project.id})`;
  const matter =
    facts.kind === 'national-label'
      ? `el Sello de Calidad Nacional eTwinning solicitado con fecha ${date(facts.appliedOn ?? '')} por ${project}${facts.school === null ? '' : `, como docente de ${facts.school}`}`
      : `el Sello de Calidad Europeo eTwinning de la convocatoria de ${facts.year} por ${project}${facts.school === null ? '' : `, en el que participa ${facts.school}`}`;
  const scored = facts.findings.find(({ rule, met }) => rule === 'NQL-6' && met !== null);
  const seen = scored?.observed as Seen['NQL-6'] | undefined;
  const mark = scored?.required as PassMark | undefined;
  const said = Object.entries(facts.comments).map(
    ([name, text]) => `${criterion(name)}${seen?.scores[name] === undefined ? '' : ` (${points(seen.scores[name])})`}: ${ended(text)}`,
  );
  const comments = [
    ...(said.length > 0 ? [`En la valoración de los criterios se hace constar lo siguiente. ${said.map(capital).join(' ')}`] : []),
    ...(facts.comment === null ? [] : [`Además: ${ended(facts.comment)}`]),
  ];
  if (facts.outcome === 'granted') {
    const score = seen && mark ? `, con una valoración de ${points(seen.total)} sobre ${mark.of}` : '';
    return [`Nos complace comunicarle que se ha concedido ${matter}${score}.`, ...comments, 'Enhorabuena por el trabajo realizado.'].join(
      ' ',
    );
  }
  const refusing = facts.findings.filter(({ met }) => met === false);
  const reasons = refusing.map(reasonOf);
  const because =
    reasons.length === 1
      ? `por el siguiente motivo: ${reasons[0]}`
      : `por los siguientes motivos: ${reasons.map((text, at) => `${at + 1}) ${text}`).join('; ')}`;
  const again =
    facts.kind === 'national-label' && !refusing.some(({ rule }) => rule === 'NQL-8')
      ? [
          'El sello puede solicitarse en cualquier momento del año, por lo que podrá presentar una nueva solicitud cuando lo anterior quede subsanado.',
        ]
      : [];
  return [`Lamentamos comunicarle que no ha sido posible conceder ${matter}, ${because}.`, ...comments, ...again].join(' ');
}

const ended = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return /[.!?…]$/.test(line) ? line : `${line}.`;
};
const capital = (text: string) => text.charAt(0).toLocaleUpperCase('es') + text.slice(1);

export const labels = {
  rules,
  unmet,
  rows: {
    applicantNotEnrolled: (project, teacher) =>
      `el docente ${teacher} no está inscrito en el proyecto ${project}: la solicitud queda anotada y su evaluación será denegatoria`,
    labelStands: (decision) => `El sello sigue vigente (${decision}).`,
    schoolTwice: 'se indica además de codigo_centro: indique solo uno de los dos',
    needsSchoolCode: (country) => `es obligatorio en un sello de ${country}`,
    needsSchool: 'es obligatorio: el nombre del centro, o su codigo_centro',
    schoolOfAnotherCountry: (country) => `no es el país de ese centro, que está en ${country}`,
    notProposed: (year) => `no tiene propuesta para la convocatoria de ${year} (etw label propose)`,
    europeanStands: (decision, school, year) =>
      `${school === null ? 'El proyecto' : `El centro ${school}`} tiene el sello de la convocatoria de ${year} (${decision}).`,
    europeanTo: (school) => `Al centro ${school}.`,
    europeanRests: (decision) =>
      `${decision} se revocó y desde entonces no se ha anotado nada; indique el proyecto para resolver de nuevo.`,
  },
  commands: {
    'label apply': {
      does: 'anotar solicitudes del Sello de Calidad Nacional',
      examples: ['etw label apply --csv solicitudes.csv', 'etw label apply --project P1 --teacher T1 --applied-on 04/05/2026'],
    },
    'label evaluate': {
      does: 'resolver solicitudes del Sello de Calidad Nacional',
      examples: [
        'etw label evaluate --csv evaluaciones.csv --results resultados.csv --letters cartas.csv',
        'etw label evaluate --project P1 --teacher T1 --common-goals sí --active-participation sí --partner-collaboration sí --visible-results sí --score innovación_pedagógica=4 --score integración_curricular=3 --score comunicación=4 --score colaboración=4 --score tecnología=3 --score resultados=4 --score-comment tecnología="Se usa de principio a fin"',
      ],
    },
    'label record': {
      does: 'anotar sellos nacionales concedidos fuera de este registro',
      examples: [
        'etw label record --project P1 --country FR --school-name "Lycée Exemple" --granted-on 20/04/2026',
        'etw label record --csv de-fuera.csv',
      ],
    },
    'label propose': {
      does: 'anotar propuestas para el Sello de Calidad Europeo',
      examples: ['etw label propose --project P1 --year 2026', 'etw label propose --csv propuestas.csv'],
    },
    'label european': {
      does: 'resolver todos los proyectos propuestos en una convocatoria europea',
      examples: ['etw label european --year 2026', 'etw label european --year 2026 --project P1'],
    },
    'label list': {
      does: 'listar los sellos de calidad, nacionales y europeos',
      examples: ['etw label list --province León', 'etw label list --year 2026 --json'],
    },
    'award record': {
      does: 'anotar proyectos del mes y premios',
      examples: ['etw award record --project P1 --award national-prize --period 2026', 'etw award record --csv premios.csv'],
    },
  },
  groups: { label: 'sellos de calidad', award: 'otros reconocimientos' },
  next: {
    'label apply': 'etw label evaluate las resuelve',
    'label evaluate': 'etw label propose lleva un proyecto a la convocatoria europea; etw explain <decisión> --letter escribe al docente.',
    'label record': 'etw label propose --project <proyecto> --year <convocatoria>',
    'label propose': 'etw label european --year <convocatoria>',
    'label european': 'etw label list muestra los sellos; etw explain <decisión> dice por qué.',
  },
  columns: {
    applied_on: 'fecha de la solicitud (por defecto, la ya anotada; si no, --on)',
    common_goals: '¿son los objetivos y el plan comunes a todos los socios?',
    active_participation: '¿ha participado muy activamente quien solicita?',
    partner_collaboration: '¿colaboran los socios?',
    visible_results: '¿son visibles los resultados?',
    score: 'puntos de un criterio; se puede repetir',
    'score-comment': 'comentario sobre un criterio; se puede repetir',
    granted_on: 'fecha de concesión',
    school: 'nombre del centro',
    proposed_on: 'fecha de la propuesta',
    round: 'año de la convocatoria',
    any_year: 'curso escolar, o año de una convocatoria',
    award: 'el reconocimiento',
    period: 'mes o año al que corresponde',
  },
  help: {
    letters: 'escribir una fila por resolución para combinar correspondencia',
    pointsOf: (name) => `${criterion(name)}: puntos`,
    commentOn: (name) => `${criterion(name)}: comentario`,
    follows: 'Las columnas de los criterios son las vigentes el día de la ejecución (etw rules show labels.criteria).',
  },
  flags: { letter: 'solo el párrafo para la carta al docente' },
  words: { 'project-of-month': 'proyecto del mes', 'national-prize': 'premio nacional', 'european-prize': 'premio europeo' },
  usage: {
    badEntry: (option, text) => `--${option}: «${text}» no tiene la forma <criterio>=<valor>`,
    unknownEntry: (option, name, known, near) =>
      `--${option}: no hay ningún criterio «${name}»: se espera ${known}${near === null ? '' : `; ¿quería decir ${near}?`}`,
    entryTwice: (option, name) => `--${option}: ${name} se indica dos veces`,
    noLetter: (kind) => `--letter: de una resolución de esta clase (${kind}) no se escribe carta`,
  },
  valueTypes: {
    names: 'una lista como nombre=otro nombre2=otro2, o none',
    numbers: 'una lista como nombre=2 nombre2=3, o none',
  },
  show: { labels: 'Sellos', applications: 'Solicitudes de sello', awards: 'Otros reconocimientos' },
  explain: {
    evaluator: (name) => `evaluado por ${name}`,
    comment: (about, text) => `${about === null ? 'comentario' : criterion(about)}: ${text}`,
  },
  scores: {
    spread: (count, least, middle, most) =>
      `Puntuaciones: ${count} ${count === 1 ? 'solicitud puntuada' : 'solicitudes puntuadas'}, de ${least} a ${most}; la mitad, ${middle} o más`,
    range: (least, most) => (least === most ? `${least}` : `${least}–${most}`),
    mark: (total) => `mínimo ${total}`,
    near: (count, within) => `${count === 0 ? 'Ninguna' : count} a ${points(within)} o menos del mínimo${count === 0 ? '.' : ':'}`,
    more: (count) => `… y ${count} más (--results)`,
  },
  labels: { letter },
} satisfies Widen<typeof en>;
