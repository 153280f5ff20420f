/** Every column of every command, declared once; a command chooses the ones it needs. */
import type { Column, Parser, Place } from './column.ts';
import {
  academicYear,
  anyYear,
  calendarYear,
  choice,
  country,
  day,
  email,
  id,
  partners,
  schoolCode,
  text,
  wholeNumber,
  yesNo,
} from './parsers.ts';

interface More {
  readonly spanish?: string;
  readonly option?: string;
  readonly choices?: readonly string[];
  readonly spanishChoices?: readonly string[];
  readonly place?: Place;
  readonly about?: string;
  readonly byDefault?: 'on';
}

type Required<T, N extends string> = Column<T, N> & { readonly required: true };
type Optional<T, N extends string> = Column<T, N> & { readonly required: false };

const column = <T, const N extends string>(name: N, parse: Parser<T>, more: More = {}): Required<T, N> => ({
  name,
  option: name.replaceAll('_', '-'),
  ...more,
  required: true,
  parse,
});

/** The column may be empty or absent: that leaves what is known, and `-` clears it. */
export const optional = <T, N extends string>(of: Required<T, N>): Optional<T, N> => ({ ...of, required: false });

/** The column as this row needs it. */
export const needed = <T, N extends string>(of: Column<T, N>): Required<T, N> => ({ ...of, required: true });

/** The id need not be in the register: the row may bring it. */
export const fresh = <C extends Column>(of: C): C => ({ ...of, fresh: true });

const chosen = <const K extends string, const N extends string>(
  name: N,
  choices: Readonly<Record<K, readonly string[]>>,
  more: More = {},
) => {
  const words = Object.keys(choices) as K[];
  return column(name, choice(choices), { ...more, choices: words, spanishChoices: words.map((word) => choices[word][0] ?? word) });
};
const yesOrNo = <const N extends string>(name: N, spanish?: string) =>
  column(name, yesNo, { ...(spanish ? { spanish } : {}), choices: ['yes', 'no'], spanishChoices: ['sí', 'no'] });

/** A day that is the day of the run where it is left out. */
const dayOfRun = <const N extends string>(name: N, spanish: string) => column(name, day, { spanish, byDefault: 'on' });

/** The most credits one certificate can carry is a rule's matter; what a cell can hold is one digit. */
const credits = column('credits', wholeNumber(1, 4), { spanish: 'creditos', place: 'number' });

export const columns = {
  school_code: column('school_code', schoolCode, { spanish: 'codigo_centro', option: 'school' }),
  name: column('name', text, { spanish: 'nombre' }),
  country: column('country', country, { spanish: 'pais' }),
  region: column('region', text, { spanish: 'comunidad' }),
  province: column('province', text, { spanish: 'provincia' }),
  municipality: column('municipality', text, { spanish: 'municipio' }),
  locality: column('locality', text, { spanish: 'localidad' }),
  address: column('address', text, { spanish: 'direccion' }),
  postal_code: column('postal_code', text, { spanish: 'codigo_postal' }),
  funding: chosen(
    'funding',
    { public: ['público', 'pública'], subsidised: ['concertado', 'concertada', 'subsidized'], private: ['privado', 'privada'] },
    { spanish: 'titularidad' },
  ),
  email: column('email', email, { spanish: 'correo' }),
  cfie: column('cfie', id, { spanish: 'codigo_cfie' }),
  etwinning_since: column('etwinning_since', day, { spanish: 'alta_etwinning' }),
  teacher_id: column('teacher_id', id, { spanish: 'id_docente', option: 'teacher' }),
  given_name: column('given_name', text, { spanish: 'nombre' }),
  family_name: column('family_name', text, { spanish: 'apellidos' }),
  in_service: yesOrNo('in_service', 'en_activo'),
  registered_on: dayOfRun('registered_on', 'fecha_alta'),
  last_active_on: column('last_active_on', day, { spanish: 'ultima_actividad' }),
  attached: yesOrNo('attached', 'adscrito'),
  data_correct: yesOrNo('data_correct', 'datos_correctos'),
  consent: yesOrNo('consent', 'visto_bueno'),
  replied_on: dayOfRun('replied_on', 'fecha_respuesta'),
  replied_by: column('replied_by', text, { spanish: 'responde' }),
  project_id: column('project_id', id, { spanish: 'id_proyecto', option: 'project' }),
  title: column('title', text, { spanish: 'titulo' }),
  form: chosen('form', { new: ['nuevo', 'nueva'], joined: ['anexado', 'anexada'] }, { spanish: 'modalidad' }),
  enrolled_on: dayOfRun('enrolled_on', 'inscrito'),
  starts_on: column('starts_on', day, { spanish: 'inicio' }),
  ends_on: column('ends_on', day, { spanish: 'fin' }),
  partners: column('partners', partners, { spanish: 'socios' }),
  url: column('url', text, { spanish: 'enlace' }),
  reason: column('reason', text, { spanish: 'motivo' }),
  collaboration: yesOrNo('collaboration', 'colaboracion'),
  ict: yesOrNo('ict', 'tic'),
  assessed_on: dayOfRun('assessed_on', 'fecha_valoracion'),
  assessor: column('assessor', text, { spanish: 'valora' }),
  approved: yesOrNo('approved', 'aprobado'),
  kind: chosen(
    'kind',
    { project: ['proyecto'], 'follow-up': ['seguimiento', 'informe de seguimiento'], final: ['memoria', 'memoria final'] },
    { spanish: 'tipo' },
  ),
  submitted_on: dayOfRun('submitted_on', 'entregado'),
  document: column('document', text, { spanish: 'documento', place: 'file' }),
  result: chosen('result', { positive: ['positiva', 'positivo'], negative: ['negativa', 'negativo'] }, { spanish: 'resultado' }),
  evaluated_on: dayOfRun('evaluated_on', 'fecha_evaluacion'),
  evaluator: column('evaluator', text, { spanish: 'evalua' }),
  comment: column('comment', text, { spanish: 'comentario' }),
  year: column('year', academicYear, { spanish: 'curso' }),
  credits,
  certificate: column('certificate', id, { spanish: 'certificado' }),
  decision: column('decision', id),
  // eTwinning School; the columns of its values are in school-columns.ts.
  call: column('call', calendarYear, { spanish: 'convocatoria' }),
  opens_on: column('opens_on', day, { spanish: 'apertura', option: 'opens' }),
  closes_on: column('closes_on', day, { spanish: 'cierre', option: 'closes' }),
  reference_day: column('reference_day', day, { spanish: 'fecha_referencia' }),
  registered_by: column('registered_by', day, { spanish: 'alta_hasta' }),
  active_since: column('active_since', day, { spanish: 'actividad_desde' }),
  label_since: column('label_since', day, { spanish: 'sello_desde' }),
  label_until: column('label_until', day, { spanish: 'sello_hasta' }),
  valid_from: column('valid_from', day, { spanish: 'valido_desde' }),
  valid_until: column('valid_until', day, { spanish: 'valido_hasta' }),
  digital_safety_policy: yesOrNo('digital_safety_policy', 'politica_seguridad_digital'),
  digital_safety_evidence: column('digital_safety_evidence', text, { spanish: 'seguridad_digital_evidencias' }),
  evidence_verified: yesOrNo('evidence_verified', 'evidencias_verificadas'),
  // Options of commands that take no rows.
  format: chosen('format', { csv: [], json: [], jsonl: [] }),
  out: column('out', text, { place: 'file' }),
  html: column('html', text, { place: 'file' }),
  head: column('head', id),
  value: column('value', text),
  from: column('from', day),
  source: column('source', text),
  // Quality labels and other awards.
  applied_on: column('applied_on', day, { spanish: 'fecha_solicitud' }),
  common_goals: yesOrNo('common_goals', 'objetivos_comunes'),
  active_participation: yesOrNo('active_participation', 'participacion_activa'),
  partner_collaboration: yesOrNo('partner_collaboration', 'colaboracion_socios'),
  visible_results: yesOrNo('visible_results', 'resultados_visibles'),
  granted_on: column('granted_on', day, { spanish: 'fecha_concesion' }),
  school: column('school', text, { spanish: 'centro', option: 'school-name' }),
  proposed_on: dayOfRun('proposed_on', 'fecha_propuesta'),
  round: column('year', calendarYear, { spanish: 'año', about: 'round' }),
  any_year: column('year', anyYear, { about: 'any_year' }),
  award: chosen(
    'award',
    {
      'project-of-month': ['proyecto del mes', 'project of the month'],
      'national-prize': ['premio nacional'],
      'european-prize': ['premio europeo'],
    },
    { spanish: 'premio' },
  ),
  period: column('period', id, { spanish: 'periodo' }),
  invitations: column('invitations', text, { place: 'file' }),
  letters: column('letters', text, { place: 'file' }),
  in_force: column('in_force', day),
  expires_before: column('expires_before', day),
  older_than: column('older_than', wholeNumber(0, 36_500), { place: 'number' }),
  sheet: column('out', text, { about: 'sheet', place: 'file' }),
  by: chosen('by', { all: [], country: [], province: [], cfie: [] }),
} as const;

/** The header is required and the cell may be empty: the command says when. */
export const conditional = <T, N extends string>(
  of: Required<T, N>,
): Column<T, N> & { readonly required: false; readonly conditional: true } => ({ ...of, required: false, conditional: true });
