/** Lo que está pendiente de respuesta y las hojas con las que se pide. */
import type { Widen } from '../catalog.ts';
import type { pending as en } from '../en/pending.ts';

const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export const pending = {
  commands: {
    pending: {
      does: 'listar lo que está pendiente de respuesta y preparar la hoja con la que se pide',
      examples: [
        'etw pending',
        'etw pending access --province León --older-than 15',
        'etw pending access --out accesos.csv --excel',
        'etw pending access --mark',
      ],
    },
  },
  columns: {
    older_than: 'solo lo que lleva pendiente más de estos días',
    sheet: 'fichero para la hoja con la que se pide (- para la salida estándar)',
  },
  arguments: { what: 'trámite pendiente; si no se indica, un resumen de todos' },
  flags: { mark: 'anotar que hoy (--on) se ha enviado la petición, una vez al día por cada asunto' },
  notFound: { province: (name) => `no existe la provincia ${name}, ni en España ni en los centros que constan` },
  pending: {
    columns: ['trámite', 'a la espera de', 'cuántos', 'desde', 'días', 'siguiente orden'],
    waitsFor: {
      access: 'respuestas de los centros sobre docentes',
      suitability: 'valoraciones de idoneidad',
      approval: 'aprobaciones de los equipos directivos',
      reports: 'informes que ya deberían estar entregados',
      evaluation: 'evaluaciones de memorias finales',
      label: 'evaluaciones para el Sello de Calidad Nacional',
      accreditation: 'evaluaciones de centros candidatos',
    },
    total: (count, days) => (count === 0 ? 'No hay nada pendiente.' : `${n(count, 'fila')}; la espera más larga: ${n(days, 'día')}.`),
    marked: (count, before, day) =>
      `${n(count, 'petición anotada', 'peticiones anotadas')} con fecha ${day}${before === 0 ? '' : `; ${before} ya constaban ese día`}.`,
    thenSheet: (sheet, answer) => `${sheet}; con las respuestas en la hoja, ${answer}`,
    fillIn: (columns, answer) => `rellene ${columns}; después, ${answer}. Las filas que queden como están no cambian nada.`,
    thenMark: (command) => `Una vez enviada: ${command}`,
    needsWhat: (options, steps) => `${options}: indique qué se pide: ${steps}`,
    onlyWith: (option, other) => `${option} solo se admite con ${other}`,
    severalCalls: (calls) => `hay solicitudes pendientes de varias convocatorias (${calls}) y cada hoja es de una sola: --call <año>`,
  },
} satisfies Widen<typeof en>;
