/** La historia que cuenta `etw demo`. */
import type { Catalog } from '../catalog.ts';

export const demo = {
  begins: (strong: (text: string) => string) =>
    `${strong('Un curso en Valdeluz, una provincia inventada.')} Allí dan clase Ana, Bruno, Carla y Diego; el servicio solo cuenta con etw.`,
  schools: 'El servicio carga sus cuatro centros: dos públicos, uno concertado y uno privado.',
  cfie: 'Un centro de formación del profesorado atiende el municipio de Valdeluz.',
  teachers:
    'Cuatro docentes se dan de alta. Dos códigos han perdido los ceros en una hoja de cálculo: no se guarda nada y se señala cada error.',
  mended: 'Corregidos los dos códigos, entran todos.',
  replies: 'Los centros responden. El de Bruno dice que sus datos no son correctos: no hay acceso (PART-2).',
  projects: 'Ana, Carla y Diego inscriben sus proyectos con socios de otros países.',
  refused: 'Bruno quiere unirse al proyecto de Ana. Sin acceso, las reglas dicen que no (PART-3).',
  repaired: 'Su centro corrige la respuesta…',
  joined: '… y ya puede unirse.',
  assessed: 'El servicio valora la idoneidad de cada participación (PART-6).',
  approved: 'Con la aprobación de cada equipo directivo, las participaciones quedan activas (PART-7, PART-8).',
  reports: 'Llegan los informes; falta la memoria final de Bruno.',
  evaluated: 'Se evalúan las memorias finales.',
  certified:
    'Los créditos del curso: Ana, 4 (curso completo), y Diego, 2 (un trimestre). El centro de Carla es privado y la solicitud de Bruno está incompleta.',
  missing:
    '¿Qué le falta a Bruno? Todos los motivos de una vez: no hay memoria final ni evaluación, y su centro no tiene CFIE de referencia.',
  handedIn: 'Entrega la memoria final…',
  evaluatedToo: '… se evalúa positivamente…',
  area: '… y el servicio anota qué CFIE atiende Sotos de la Ribera.',
  certifiedToo: 'Ahora las reglas dicen que sí, y el CFIE de su centro numera el certificado.',
  explained: 'Los certificados del curso:',
  proved: 'Y todo lo guardado sigue como se registró:',
  ends: (next: string, db: string) =>
    `Pruebe ahora: ${next}\nEl registro de esta historia queda en ${db}; sus propios datos no se han tocado.`,
} satisfies Catalog['demo'];
