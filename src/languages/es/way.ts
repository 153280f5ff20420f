/** Lo que falta para un reconocimiento y cómo llegar a él, en palabras. */
import type { Acts } from '../../rules/way.ts';
import type { Widen } from '../catalog.ts';
import type { way as en } from '../en/way.ts';
import { fieldOf } from './schools.ts';

const list = (items: readonly string[]) => new Intl.ListFormat('es', { type: 'conjunction' }).format(items);
const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const ofSchool = (code: string | null) => (code === null ? 'del centro' : `del centro ${code}`);
const kinds: Readonly<Record<string, string>> = {
  project: 'el proyecto',
  'follow-up': 'el informe de seguimiento',
  final: 'la memoria final',
};
const forms = { new: 'nuevo', joined: 'anexado' };
const lacking = (points: number | null) =>
  points === null || points === 0 ? '' : ` Ahora ${points === 1 ? 'falta' : 'faltan'} ${n(points, 'punto')}.`;

type Sentences = { readonly [D in keyof Acts]: (act: Acts[D]) => string };

const acts = {
  postTeacher: (act) => `El docente ${act.teacher} se da de alta de nuevo, en activo, en su centro actual: ahora no tiene destino.`,
  confirmTeacher: (act) =>
    `El equipo directivo ${ofSchool(act.school)} responde que ${act.teacher === null ? 'el nuevo docente' : `el docente ${act.teacher}`} está adscrito al centro, que los datos son correctos y que da su visto bueno.${act.refused.length > 0 ? ` La última respuesta fue desfavorable (${list(act.refused)}).` : ''}`,
  enrol: (act) =>
    `El docente ${act.teacher} se inscribe en el proyecto ${act.project} (${forms[act.form]}), en nombre ${ofSchool(act.school)}.`,
  addPartner: (act) =>
    `Un centro de otro país participante toma parte en el proyecto ${act.project} y se añade a él: los que constan son de ${list(act.countries)}.`,
  assess: (act) =>
    `El Servicio Nacional de Apoyo valora ${act.again ? 'de nuevo ' : ''}la participación ${ofSchool(act.school)} en el proyecto ${act.project}: se aprecian trabajo en colaboración y uso de las TIC.`,
  approve: (act) =>
    `El equipo directivo ${ofSchool(act.school)} aprueba ${act.again ? 'ahora ' : ''}su participación en el proyecto ${act.project}.`,
  handIn: (act) => `El docente ${act.teacher} presenta ${kinds[act.kind] ?? act.kind}.`,
  evaluateReport: (act) =>
    act.again
      ? `El CFIE evalúa de nuevo, positivamente una vez subsanada, la memoria final del docente ${act.teacher}.`
      : `El CFIE evalúa positivamente la memoria final del docente ${act.teacher}.`,
  nameCfie: (act) => `Se indica qué CFIE atiende el ámbito ${ofSchool(act.school)}.`,
  certify: (act) =>
    `El CFIE certifica ${n(act.credits, 'crédito')}: el proyecto dura ${n(act.days, 'día')}, y una duración de ${act.least} o más (${act.parameter}${act.assumed ? ', valor supuesto' : ''}) da derecho a ${act.ofDuration}${act.credits < act.ofDuration ? `, de los que el máximo del curso académico deja ${act.left}` : ''}.`,
  applyLabel: (act) =>
    `El docente ${act.teacher} solicita ${act.again ? 'de nuevo ' : ''}el Sello de Calidad Nacional por el proyecto ${act.project}, que termina el ${act.endsOn}: como mucho, ${n(act.days, 'día')} antes.`,
  evaluateLabel: (act) =>
    `El Servicio Nacional de Apoyo evalúa ${act.again ? 'de nuevo ' : ''}la solicitud: se cumplen los requisitos mínimos y se obtienen al menos ${act.total} de ${act.of} puntos, sin ningún criterio por debajo de ${act.each}.${lacking(act.short)}`,
  recordLabel: (act) =>
    act.country === null
      ? 'Otro centro socio recibe de su propio servicio el sello nacional por el proyecto, y se anota.'
      : `${act.school} (${act.country}), u otro centro socio, recibe de su propio servicio el sello nacional por el proyecto, y se anota.`,
  propose: (act) => `Un Servicio Nacional de Apoyo propone el proyecto ${act.project} para la convocatoria de ${act.year}.`,
  decideRound: (act) =>
    `El Servicio Nacional de Apoyo resuelve el proyecto ${act.project} en la convocatoria de ${act.year}: el sello es ${act.school === null ? 'para el centro' : `para el centro ${act.school}`}.`,
  stateSince: (act) =>
    `El centro ${act.school} indica desde cuándo está en eTwinning: tiene que ser desde el ${act.by} o antes, y no consta en el registro.`,
  enterTeacher: (act) =>
    `Se da de alta otro docente del centro ${act.school} que estuviera destinado en él en la fecha de referencia y haya estado activo.`,
  recordActivity: (act) => `Se anota la última actividad del docente ${act.teacher}, si es del ${act.from} o posterior.`,
  earnLabel: (act) =>
    `Un docente del centro ${act.school} obtiene un Sello de Calidad Nacional antes de que pase el ${act.until}; ninguna de sus inscripciones conduce a uno a tiempo. Esta orden dice cómo, para un docente y un proyecto.`,
  invite: (act) => `El Servicio Nacional de Apoyo resuelve la invitación del centro ${act.school} a la convocatoria de ${act.call}.`,
  applySchool: (act) =>
    `El centro ${act.school} presenta su solicitud a la convocatoria de ${act.call} a través ${act.teacher === null ? 'de un docente con acceso' : `del docente ${act.teacher}`}, con una política de seguridad digital y sus evidencias${act.missing.length === 0 ? '' : act.whole ? ', y con la planificación y las evidencias de cada valor' : `, y con ${list(act.missing.map(fieldOf))}`}.`,
  accredit: (act) =>
    `El Servicio Nacional de Apoyo verifica las evidencias del centro ${act.school} y lo puntúa: al menos ${n(act.total, 'punto')}, sin ninguna puntuación por debajo de ${act.each}.${lacking(act.short)} Si se resuelve el primer día posible, la acreditación vale del ${act.from} al ${act.until}.`,
  enrolledInTime: (act) =>
    `Si el docente ${act.teacher} se inscribió en el proyecto ${act.project} hasta el ${act.until} y no se anotó: etw project add --enrolled-on <date>.`,
  otherDates: (act) =>
    `No se puede hacer nada: la duración no da derecho a créditos. Si las fechas del proyecto ${act.project} son erróneas: etw project change.`,
  otherFunding: (act) => `No se puede hacer nada. Si la titularidad del centro ${act.school} está mal anotada: etw school add.`,
  usedUp: (act) =>
    `Agotan el máximo: ${list(act.by.map((one) => `${one.certificate ?? 'créditos anotados sin certificado'} (${one.credits})`))}.`,
  yearsReached: (act) =>
    `El tiempo se cumple el ${act.on}: podrá invitar al centro una convocatoria cuya fecha de referencia sea esa o posterior.`,
  labelInTime: (act) =>
    `Un sello que se conceda ahora llega tarde. Si se concedió alguno ${act.from === null ? 'hasta' : `del ${act.from} al`} ${act.until} y no consta en el registro: etw label record.`,
  freeAfter: (act) => `Está en vigor hasta el ${act.until}: habrá que esperar a una convocatoria cuya fecha de renovación sea posterior.`,
  appliedInTime: (act) =>
    `El plazo está cerrado. Si se presentó del ${act.from} al ${act.until} y no se anotó: etw school apply --submitted-on <date>.`,
  tooLate: (act) => `Podría hacerse desde el ${act.first}, y el último día para ello es el ${act.last}.`,
  validityOver: (act) =>
    `La acreditación empezaría el ${act.from} y acabaría el ${act.until}: la convocatoria fija su último día (etw school call --valid-until).`,
  abroad: (act) => `El centro es de ${act.country}: este servicio invita a centros de ${act.ours}.`,
} satisfies Sentences;

export const way = {
  commands: {
    why: {
      does: 'decir qué falta para cada reconocimiento y cuál es el camino más corto',
      examples: [
        'etw why --teacher T1 --project P1',
        'etw why --school 05990014 --call 2027',
        'etw why --teacher T1 --project P1 --on 31/05/2026 --json',
      ],
    },
  },
  help: {
    why: 'De cada reconocimiento: si está concedido, o qué se cumple (✓), qué no se cumple (✗) y qué sigue sin respuesta (–) ese día (--on), y los pasos imprescindibles para obtenerlo, cada uno con la orden que hay que escribir; lo que figura entre <paréntesis angulares> lo completa usted. No se escribe nada. Con --json, status es granted (concedido), ready (solo falta resolver), possible (los pasos llevan a él) o impossible (obstacles dice por qué).',
  },
  usage: {
    whyOf: 'etw why necesita --teacher y --project, o bien --school y --call.',
    whyBoth: 'indique --teacher y --project, o bien --school y --call: no ambas cosas.',
  },
  way: {
    acts,
    status: {
      granted: 'concedido',
      ready: 'se cumple todo; solo falta resolver',
      possible: 'todavía no',
      impossible: 'no hay camino tal como están las cosas',
    },
    about: {
      year: (year) => `curso académico ${year}`,
      round: (year) => `convocatoria europea de ${year}`,
      call: (year) => `convocatoria de ${year}`,
    },
    stands: (decision, certificate, since) =>
      `Concedido el ${since} (${certificate === null ? decision : `certificado ${certificate}, ${decision}`}).`,
    credits: (count) => n(count, 'crédito'),
    score: (points) => n(points, 'punto'),
    valid: (from, until) => `del ${from} al ${until}`,
    assumed: (parameters) =>
      `Los caminos se apoyan en valores que nadie establece: ${parameters}. etw rules show <parámetro> dice qué se supone.`,
    unknown: 'aún no se sabe',
    asAbove: (first, last) => `De ${first} a ${last}: como arriba`,
    obstacles: 'No hay camino:',
    steps: 'El camino más corto:',
    between: (first, last) => `Puede hacerse del ${first} al ${last}.`,
    notBefore: (day) => `No antes del ${day}.`,
    notAfter: (day) => `El ${day} a más tardar.`,
  },
} satisfies Widen<typeof en>;
