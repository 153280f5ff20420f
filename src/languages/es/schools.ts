/** Centros eTwinning: órdenes, columnas, motivos y lo que se muestra a comisiones y gestores. */
import type { Required, Seen } from '../../rules/seen.ts';
import type { Widen } from '../catalog.ts';
import type { schools as en } from '../en/schools.ts';

const list = (items: readonly string[]) => new Intl.ListFormat('es', { type: 'conjunction' }).format(items);
const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const criteria = {
  shared_leadership: 'liderazgo compartido',
  teamwork: 'cooperación, intercambio y trabajo en equipo',
  student_agency: 'alumnado como agente de cambio',
  role_model: 'modelo para otros centros',
  inclusion: 'organización inclusiva e innovadora',
  potential: 'potencial del centro',
};
const nameOf = (criterion: string): string => criteria[criterion as keyof typeof criteria] ?? criterion;

export const fieldOf = (name: string): string => {
  const [, value = name, part = ''] = /^(.*)_(plan|evidence)$/.exec(name) ?? [];
  return `${part === 'plan' ? 'la planificación' : 'las evidencias'} de «${nameOf(value)}»`;
};

const rules = {
  'SCH-1': 'El centro lleva en eTwinning el tiempo exigido',
  'SCH-2': 'El centro cuenta con suficientes docentes activos',
  'SCH-3': 'Un docente del centro tiene un Sello de Calidad Nacional',
  'SCH-4': 'No hay entonces otra acreditación vigente de otra convocatoria',
  'SCH-5': 'El centro fue invitado y presentó la solicitud en plazo',
  'SCH-6': 'Política de seguridad digital, con evidencias',
  'SCH-7': 'Cada valor se planifica y se lleva a cabo, con evidencias',
  'SCH-8': 'Las evidencias están verificadas y la puntuación es suficiente',
};

type Reasons = { readonly [R in keyof typeof rules]: (seen: Seen[R], required: Required[R]) => string };

const unmet = {
  'SCH-1': (seen, required) => {
    if (seen.since === null)
      return 'No consta desde cuándo participa el centro (alta_etwinning) y ninguno de sus docentes ha tenido acceso.';
    const by =
      required.registered_by === null
        ? `se exigen ${n(required.years ?? 0, 'año')} a fecha ${required.on}`
        : `se exige estar de alta el ${required.registered_by} a más tardar`;
    return `El centro está en eTwinning desde el ${seen.since}${seen.derived ? ', cuando se incorporó su primer docente con acceso' : ''}; ${by}.`;
  },
  'SCH-2': (seen, required) =>
    `${n(seen.active_teachers.length, 'docente activo', 'docentes activos')} del ${required.from} al ${required.until}, de ${seen.with_access} con acceso; se exigen al menos ${required.at_least}.`,
  'SCH-3': (seen, required) =>
    `${n(seen.labels.length, 'sello nacional concedido', 'sellos nacionales concedidos')} ${required.from === null ? 'hasta' : `del ${required.from} al`} ${required.until}; se exige al menos ${required.at_least}.`,
  'SCH-4': (seen, required) =>
    `Ya está acreditado: ${list(seen.in_force.map((one) => `convocatoria ${one.call}${one.decision === null ? '' : ` (${one.decision})`}, del ${one.valid_from} al ${one.valid_until}`))}; el ${required.none_in_force_on} no puede haber ninguna acreditación vigente.`,
  'SCH-5': (seen, required) =>
    [
      seen.invited ? '' : 'El centro no está invitado en esta convocatoria.',
      seen.submitted_on === null
        ? 'No consta ninguna solicitud.'
        : seen.submitted_on < required.from || seen.submitted_on > required.until
          ? `La solicitud del ${seen.submitted_on} está fuera de plazo (del ${required.from} al ${required.until}).`
          : '',
      seen.submitted_on !== null && !seen.posted
        ? `El docente ${seen.teacher_id} no estaba destinado en el centro el ${seen.submitted_on}.`
        : '',
      seen.posted && !seen.access ? `El docente ${seen.teacher_id} no tiene acceso en el centro.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  'SCH-6': (seen) =>
    seen.policy
      ? 'Faltan las evidencias de la política de seguridad digital.'
      : 'El centro declara no tener política de seguridad digital.',
  'SCH-7': (seen) => `Falta: ${list(seen.missing.map(fieldOf))}.`,
  'SCH-8': (seen, required) =>
    [
      seen.evidence_verified ? '' : 'Las evidencias no se han verificado.',
      seen.total < required.total ? `${n(seen.total, 'punto')}; se exigen al menos ${required.total}.` : '',
      ...Object.entries(seen.scores).flatMap(([criterion, score]) =>
        score < required.each ? `${score} en «${nameOf(criterion)}»; se exige al menos ${required.each}.` : [],
      ),
    ]
      .filter(Boolean)
      .join(' '),
} satisfies Reasons;

export const schools = {
  rules,
  unmet,
  rows: {
    unknownCall: 'no es una convocatoria del registro (etw school call)',
    afterReferenceDay: (day: string) => `es posterior al ${day}, fecha de referencia de la convocatoria`,
    accreditedHere: (decision: string) => `ya está resuelta en este registro (${decision}): no queda nada que anotar`,
    uninvited: (school: string, call: string) =>
      `el centro ${school} no está invitado en la convocatoria ${call}; la solicitud se conserva`,
    outsideCall: (school: string, day: string, opens: string, closes: string) =>
      `centro ${school}: la solicitud del ${day} está fuera de plazo (del ${opens} al ${closes}); se conserva`,
    schoolAbroad: (country: string, ours: string) => `es un centro de ${country}: este servicio invita a centros de ${ours}`,
    invitationRests: (decision: string, school: string) =>
      `${decision} se revocó y desde entonces no se ha anotado nada del centro ${school}; con --school ${school} se resuelve de nuevo.`,
    accreditedFrom: (from: string, until: string) => `Acreditado del ${from} al ${until}.`,
    validityOver: (from: string, until: string) =>
      `la acreditación empezaría el ${from} y acabaría el ${until}, último día que fija la convocatoria (etw school call --valid-until)`,
  },
  usage: {
    beforeReferenceDay: (day: string) =>
      `La fecha de referencia de la convocatoria es el ${day}: hasta entonces no se resuelve. Puede probarse antes con --dry-run.`,
  },
  notFound: {
    call: (year: string) => `la convocatoria ${year} no está en el registro (etw school call ${year} --opens <fecha> --closes <fecha>)`,
  },
  commands: {
    'school call': {
      does: 'abrir una convocatoria de centros eTwinning o modificarla',
      examples: [
        'etw school call 2027 --opens 2027-02-01 --closes 2027-03-01',
        'etw school call 2027 --label-since 2025-01-01 --label-until 2027-01-15',
        'etw school call 2027 --label-until -',
      ],
    },
    'school invite': {
      does: 'primera fase: resolver a qué centros invita una convocatoria',
      examples: [
        'etw school invite --call 2027 --invitations invitaciones.csv --new',
        'etw school invite --call 2027 --school 05990014',
        'etw school invite --call 2027 --dry-run --results candidatos.csv',
      ],
    },
    'school apply': {
      does: 'anotar las solicitudes de los centros',
      examples: [
        'etw school apply --csv solicitudes.csv',
        'etw school apply --call 2027 --school 05990014 --teacher T1 --digital-safety-policy sí --digital-safety-evidence https://example.org/politica',
      ],
    },
    'school accredit': {
      does: 'segunda fase: resolver sobre los centros que el servicio ha evaluado',
      examples: [
        'etw school accredit --call 2027 --csv evaluaciones.csv --letters cartas.csv',
        'etw school accredit --call 2027 --school 05990014 --evidence-verified sí --shared-leadership-score 4 --teamwork-score 4 --student-agency-score 3 --role-model-score 3 --inclusion-score 4 --potential-score 4',
      ],
    },
    'school record': {
      does: 'anotar acreditaciones anteriores a este registro',
      examples: [
        'etw school record --school 05990014 --call 2024 --valid-from 2024-01-01 --valid-until 2025-12-31',
        'etw school record --csv acreditados-antes.csv',
      ],
    },
    stats: {
      does: 'contar los reconocimientos, cada cifra con su nombre',
      examples: [
        'etw stats --on 2026-12-31',
        'etw stats --year 2025-26 --by province',
        'etw stats --call 2027 --json',
        'etw stats --year 2025-26 --html cifras.html',
      ],
    },
  },
  next: {
    'school call': 'en la fecha de referencia: etw school invite --call <año> --invitations <fichero>',
    'school invite': 'los centros contestan: etw school apply --csv solicitudes.csv',
    'school apply': 'el servicio evalúa y después: etw school accredit --call <año> --csv evaluaciones.csv',
    'school accredit': 'etw export accreditations --call <año> da la lista para placas, banderas y grupo.',
    'school record': 'etw school list --in-force <fecha> muestra los centros acreditados.',
  },
  columns: {
    call: 'año de la convocatoria',
    opens_on: 'primer día de presentación de solicitudes',
    closes_on: 'último día de presentación de solicitudes',
    reference_day: 'día en que se miran los requisitos (por defecto, el de apertura)',
    registered_by: 'fecha límite de alta del centro en eTwinning (por defecto, dos años antes)',
    active_since: 'primer día en que cuenta la actividad de los docentes (por defecto, dos años antes)',
    label_since: 'primer día en que pudo concederse el sello nacional (por defecto, cualquiera)',
    label_until: 'último día en que pudo concederse el sello nacional (por defecto, la fecha de referencia)',
    valid_from: 'primer día de la acreditación',
    valid_until: 'último día de la acreditación',
    digital_safety_policy: '¿tiene el centro una política de seguridad digital?',
    digital_safety_evidence: 'evidencias de ella: fichero o dirección',
    evidence_verified: '¿ha verificado el servicio las evidencias?',
    shared_leadership_plan: 'liderazgo compartido: cómo se planifica y se lleva a cabo',
    shared_leadership_evidence: 'liderazgo compartido: evidencias',
    shared_leadership_score: 'liderazgo compartido: puntuación',
    teamwork_plan: 'cooperación, intercambio y trabajo en equipo: cómo se planifica y se lleva a cabo',
    teamwork_evidence: 'cooperación, intercambio y trabajo en equipo: evidencias',
    teamwork_score: 'cooperación, intercambio y trabajo en equipo: puntuación',
    student_agency_plan: 'alumnado como agente de cambio: cómo se planifica y se lleva a cabo',
    student_agency_evidence: 'alumnado como agente de cambio: evidencias',
    student_agency_score: 'alumnado como agente de cambio: puntuación',
    role_model_plan: 'modelo para otros centros: cómo se planifica y se lleva a cabo',
    role_model_evidence: 'modelo para otros centros: evidencias',
    role_model_score: 'modelo para otros centros: puntuación',
    inclusion_plan: 'organización inclusiva e innovadora: cómo se planifica y se lleva a cabo',
    inclusion_evidence: 'organización inclusiva e innovadora: evidencias',
    inclusion_score: 'organización inclusiva e innovadora: puntuación',
    potential_score: 'potencial del centro: puntuación',
    invitations: 'CSV que se escribe: a quién invitar',
    letters: 'CSV que se escribe para combinar correspondencia: una fila por resolución',
    in_force: 'vigente en esta fecha',
    expires_before: 'cuya acreditación acaba antes de esta fecha',
    by: 'una sola forma de contar (por defecto, todas)',
  },
  flags: { new: 'con --invitations: solo las de esta ejecución' },
  show: { accreditations: 'Acreditaciones como centro eTwinning', school_applications: 'Solicitudes de centro eTwinning' },
  schools: {
    criteria,
    criterion: 'criterio',
    mean: 'media',
    spread: 'Cuántos centros tienen cada puntuación:',
    near: (line: number) => `Cerca del límite (${line} puntos, o alguna puntuación demasiado baja):`,
    nearColumns: ['centro', 'nombre', 'puntos', 'resultado', 'demasiado bajo'],
    refused: (count: number) => `Denegadas (${count}):`,
    invitationsWritten: (schools: number, rows: number, file: string) =>
      `${n(schools, 'centro invitado', 'centros invitados')}, ${n(rows, 'fila')} en ${file}`,
    lettersWritten: (rows: number, file: string) => `${n(rows, 'carta')} en ${file}`,
  },
} satisfies Widen<typeof en>;
