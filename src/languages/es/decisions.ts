/** Rules, reasons and what rows are answered. */
import type { RuleId } from '../../editions/rules.ts';
import type { Required, Seen } from '../../rules/seen.ts';
import type { Widen } from '../catalog.ts';
import type { decisions as en } from '../en/decisions.ts';

const forms = { new: 'nuevo', joined: 'anexado' };
const funding = { public: 'público', subsidised: 'concertado', private: 'privado' };
const documents: Readonly<Record<string, string>> = {
  project: 'el proyecto',
  'follow-up': 'el informe de seguimiento',
  final: 'la memoria final',
};
const list = (items: readonly string[]) => new Intl.ListFormat('es', { type: 'conjunction' }).format(items);

const rules = {
  'PART-1': 'Se da de alta un docente en activo',
  'PART-2(a)': 'El centro confirma que la persona es docente adscrito a él',
  'PART-2(b)': 'El centro confirma que los datos son correctos',
  'PART-2(c)': 'El equipo directivo da el visto bueno a la participación en eTwinning',
  'PART-3': 'La inscripción la hace un docente con acceso, en nombre de su centro',
  'PART-4': 'El proyecto nuevo se funda junto con un centro de otro país participante',
  'PART-5': 'El proyecto está activo el día en que el centro se une a él',
  'PART-6': 'La participación es idónea',
  'PART-6(a)': 'Dimensión europea: centros de al menos dos países participantes',
  'PART-6(b)': 'Trabajo en colaboración',
  'PART-6(c)': 'Uso de las tecnologías de la información y la comunicación',
  'PART-7': 'El equipo directivo aprueba la participación en este proyecto',
  'PART-8': 'La participación está activa',
  'CRED-1': 'El docente está inscrito en una participación activa',
  'CRED-2': 'El centro está sostenido con fondos públicos',
  'CRED-3': 'Se han presentado los tres documentos',
  'CRED-4': 'La memoria final se ha evaluado positivamente',
  'CRED-5': 'La duración da derecho a créditos',
  'CRED-6': 'El máximo de créditos por docente y curso académico deja margen',
  'CRED-7': 'El certificado lo emite el CFIE del ámbito del centro',
  'CRED-8': 'El trabajo en el proyecto no se ha certificado antes',
} satisfies Partial<Record<RuleId, string>>;

type Reasons = { readonly [R in RuleId]: (seen: Seen[R], required: Required[R]) => string };

const unmet = {
  'PART-1': () => 'Solo pueden darse de alta docentes en activo.',
  'PART-2(a)': () => 'El centro responde que la persona no es docente adscrito a él.',
  'PART-2(b)': () => 'El centro responde que los datos no son correctos.',
  'PART-2(c)': () => 'El equipo directivo no da el visto bueno a la participación en eTwinning.',
  'PART-3': (seen) =>
    seen.school_code === null
      ? `El docente no tenía destino el ${seen.on}.`
      : `El docente no tiene acceso en el centro ${seen.school_code}: hace falta antes la conformidad del centro (etw approve teacher).`,
  'PART-4': (seen) =>
    seen.founder
      ? `Los centros fundadores son de ${list([...new Set(seen.founder_countries)])}: hace falta un cofundador de otro país, y que ambos países participaran en eTwinning el ${seen.on}.`
      : `El centro ${seen.school_code} no fundó el proyecto; puede unirse a él (modalidad: ${forms.joined}).`,
  'PART-5': (seen, required) =>
    required.from !== null && seen.enrolled_on < required.from
      ? `El proyecto empieza el ${required.from} y el centro se unió el ${seen.enrolled_on}.`
      : `El proyecto terminó el ${required.until}; después de su fin no se admiten inscripciones.`,
  'PART-6': () => 'La participación se ha valorado como no idónea.',
  'PART-6(a)': (seen, required) =>
    `Los centros son de ${list(seen.countries)}; hacen falta centros de al menos ${required.participating_countries} ${required.participating_countries === 1 ? 'país que participara' : 'países que participaran'} en eTwinning el ${seen.on}.`,
  'PART-6(b)': () => 'En la valoración no se aprecia trabajo en colaboración.',
  'PART-6(c)': () => 'En la valoración no se aprecia uso de las tecnologías de la información y la comunicación.',
  'PART-7': (seen) => `El equipo directivo no ha aprobado la participación (respuesta del ${seen.replied_on}).`,
  'PART-8': (seen) =>
    seen.enrolled
      ? 'La participación no está activa: hacen falta antes una valoración favorable y la aprobación del equipo directivo.'
      : 'El docente no está inscrito en el proyecto.',
  'CRED-1': (seen) =>
    seen.enrolled ? 'La participación del centro en el proyecto no está activa.' : 'El docente no está inscrito en el proyecto.',
  'CRED-2': (seen) => `El centro ${seen.school_code} es ${funding[seen.funding]}; no está sostenido con fondos públicos.`,
  'CRED-3': (seen, required) => {
    const missing = required.documents.filter((kind) => !seen.documents.includes(kind)).map((kind) => documents[kind] ?? kind);
    return `${missing.length === 1 ? 'Falta' : 'Faltan'} ${list(missing)}.`;
  },
  'CRED-4': (seen) => (seen.evaluation === null ? 'La memoria final no se ha evaluado.' : 'La memoria final se ha evaluado negativamente.'),
  'CRED-5': (seen, required) =>
    `El proyecto dura ${seen.days} ${seen.days === 1 ? 'día' : 'días'} (del ${seen.starts_on} al ${seen.ends_on}); la duración mínima es de ${required.term_days} ${required.term_days === 1 ? 'día' : 'días'}.`,
  'CRED-6': (seen, required) =>
    `Créditos del curso académico ya certificados: ${seen.certified}, de un máximo de ${required.ceiling}; ${
      seen.left === 0 ? 'no queda ninguno' : `lo que queda (${seen.left}) no alcanza el mínimo certificable (${required.at_least})`
    }.`,
  'CRED-7': (seen) => `No consta qué CFIE atiende el ámbito del centro ${seen.school_code} (etw cfie add).`,
  'CRED-8': (seen) =>
    `El trabajo en este proyecto ya está certificado (${list(seen.standing.map((by) => (by === 'recorded' ? 'créditos anotados' : by)))}).`,
} satisfies Partial<Reasons>;

/** What a row is answered; those of cells complete «value» …. */
const rows = {
  required: 'es obligatorio',
  inTheFuture: (on: string) => `es posterior al ${on}, la fecha para la que actúa la orden (--on)`,
  emailOfAnother: (teacher: string) => `es la dirección de otro docente (${teacher})`,
  unknownTeacher: 'no consta como docente en el registro (etw register)',
  unknownSchool: 'no consta como centro en el registro (etw school add)',
  unknownProject: 'no consta como proyecto en el registro (etw project add)',
  unknownCfie: 'no consta como CFIE en el registro (etw cfie add)',
  unknownDecision: 'no consta como decisión ni como certificado en el registro',
  returningNeedsDay: (school: string) =>
    `es obligatorio: el docente ya estuvo en el centro ${school}; indique desde qué día vuelve a estar`,
  postingBeganLater: (school: string, from: string) => `no es posterior al ${from}, inicio del destino en el centro ${school}`,
  postingEndedLater: (school: string, until: string) => `no es posterior al ${until}, fin del destino en el centro ${school}`,
  noPosting: 'No tiene destino: no hay nada que finalizar.',
  noPresentPosting: 'no tiene destino actual: dé antes de alta al docente en un centro (etw register)',
  replyBeforePosting: (school: string, from: string) => `es anterior al inicio del destino en el centro ${school} (${from})`,
  spanishCode: 'no es un código de centro español: se esperan 8 cifras',
  checkDigit: (code: string) =>
    `centro ${code}: la última cifra no es el dígito de control que corresponde a las demás; ¿es correcto el código?`,
  twoNames: (other: string | null) => `no es el nombre que da a este CFIE una fila anterior (${other ?? '–'})`,
  areaOfAnother: (cfie: string) => `no puede tener este ámbito: ya corresponde a ${cfie}`,
  areaOfUnknownSchool: (school: string) => `el centro ${school} aún no consta en el registro; su ámbito queda anotado`,
  differsFromProject: (known: string | null) =>
    `no coincide con lo que consta del proyecto (${known ?? '–'}); para corregirlo, use etw project change`,
  requiredOfNewProject: 'es obligatorio en un proyecto que aún no consta en el registro',
  endsBeforeStart: (start: string) => `acaba antes de empezar (${start})`,
  fewFounders: (needed: number) =>
    `no basta: ${needed === 1 ? 'hace falta el centro cofundador' : 'hacen falta los dos centros fundadores'}, en la forma PAÍS:Centro|PAÍS:Centro`,
  otherForm: (form: string) => `no coincide con la modalidad en que participa el centro: ${forms[form as keyof typeof forms]}`,
  enrolledAlready: (on: string) =>
    `no coincide: el docente está inscrito desde el ${on}; deje antes sin efecto esa inscripción (etw project withdraw)`,
  cannotBeCleared: 'no se admite: este dato no puede quedar vacío',
  notEnrolled: (project: string) => `no está inscrito en el proyecto ${project}`,
  withdrawnAlready: (on: string) => `La inscripción quedó sin efecto el ${on}.`,
  revokeFirst: (award: string) => `Para cambiarlo, revoque antes ${award} (etw revoke ${award}).`,
  awardStands: (award: string) => `tiene en este proyecto un reconocimiento en vigor; revoque antes ${award} (etw revoke ${award})`,
  schoolNotInProject: (project: string) => `no tiene a nadie inscrito en el proyecto ${project}`,
  awaitsAssessment: 'Queda anotado; falta valorar la idoneidad (etw project assess).',
  noSuchDocument: (document: string) => `${document}: no es un fichero que se pueda leer; se guarda su nombre, sin huella`,
  noFinalReport: (teacher: string) => `no tiene memoria final del docente ${teacher} (etw report submit --kind memoria)`,
  projectOfAnotherYear: (of: string, year: string) => `pertenece al curso académico ${of}, no al ${year}`,
  revokedRests: (award: string) =>
    `${award} se revocó y desde entonces no se ha registrado nada; para decidir de nuevo, indique docente y proyecto.`,
  creditsAreFixed: (project: string, teacher: string) =>
    `proyecto ${project}, docente ${teacher}: los créditos dependen solo de la duración; no se tiene en cuenta la cantidad solicitada`,
  certifiedAs: (certificate: string) => `Certificado ${certificate}.`,
  revocationStands: 'es una revocación y no se puede revocar; en su lugar, decida de nuevo',
  revokedBy: (by: string) => `Revocada por ${by}.`,
  revokedForAnotherReason: (by: string) => `no coincide con el motivo de la revocación que ya consta (${by})`,
  decidedLater: (on: string) => `es del ${on}, posterior a la fecha para la que actúa la orden (--on)`,
  revoked: (decision: string, by: string) => `${decision} queda revocada (${by}).`,
};

const kinds = {
  'teacher-access': 'acceso de docente',
  suitability: 'idoneidad',
  participation: 'participación',
  'report-evaluation': 'evaluación de la memoria final',
  credits: 'créditos de formación',
  'national-label': 'Sello de Calidad Nacional',
  'european-proposal': 'propuesta para el Sello de Calidad Europeo',
  'european-label': 'Sello de Calidad Europeo',
  'school-invitation': 'invitación a la acreditación de Centro eTwinning',
  'school-label': 'acreditación de Centro eTwinning',
  revocation: 'revocación',
};

export const decisions = {
  rules,
  unmet,
  rows,
  kinds,
  outcomes: { granted: 'favorable', refused: 'desfavorable' },
  marks: { stated: 'establecido', published: 'publicado', assumed: 'supuesto', office: 'de este servicio' },
  valueTypes: {
    number: 'un número entero',
    flag: 'un valor de sí o no',
    word: 'una palabra',
    countries: 'códigos de países separados por espacios',
    words: 'una lista de palabras separadas por espacios',
    'month-day': 'un día del año, MM-DD',
  },
} satisfies Widen<typeof en>;
