/** The case file: what stands, and what happened when. */
import type { Widen } from '../catalog.ts';
import type { caseFile as en } from '../en/case-file.ts';
import { labels } from './labels.ts';
import { pending } from './pending.ts';
import { terminal } from './terminal.ts';

const yesNo = (flag: boolean) => (flag ? 'sí' : 'no');
const words: Readonly<Record<string, string>> = { ...terminal.ask.words, ...labels.words };
/** A word of a choice as people say it. */
const word = (stored: string) => words[stored] ?? stored;

const waitsFor: Readonly<Record<string, string>> = pending.pending.waitsFor;

export const caseFile = {
  show: {
    stands: 'Situación actual',
    recorded: 'de otro servicio',
    standing: {
      access: 'acceso',
      participations: 'participación activa en',
      certificates: 'certificados',
      labels: 'sellos',
      accreditations: 'Centro eTwinning, convocatoria',
    },
    timeline: 'Cronología',
  },
  timeline: {
    facts: {
      posted: () => 'comienza el destino',
      requested: ({ step }) => `se solicita: ${waitsFor[step] ?? step}`,
      left: () => 'último día del destino',
      'project-added': () => 'alta en el registro',
      'access-reply': (of) =>
        `respuesta del centro: adscrito, ${yesNo(of.attached)}; datos correctos, ${yesNo(of.data_correct)}; visto bueno, ${yesNo(of.consent)}`,
      enrolled: ({ form }) => `inscripción (${word(form)})`,
      withdrawn: () => 'inscripción anulada',
      assessed: (of) => `idoneidad valorada: colaboración, ${yesNo(of.collaboration)}; TIC, ${yesNo(of.ict)}`,
      'approval-reply': ({ approved }) => `respuesta del equipo directivo: ${approved ? 'aprobada' : 'no aprobada'}`,
      report: ({ kind }) => `entrega: ${word(kind)}`,
      evaluated: ({ result }) => `memoria final evaluada: ${word(result)}`,
      'credits-recorded': (of) =>
        `certificados en otro servicio: ${of.credits} de ${of.year}, ${of.cfie}${of.certificate === null ? '' : `, ${of.certificate}`}`,
      'label-applied': () => 'solicitud del Sello de Calidad Nacional',
      'label-recorded': ({ country, school }) =>
        `Sello de Calidad Nacional concedido por otro servicio: ${country}${school === null ? '' : `, ${school}`}`,
      'award-recorded': ({ award, period }) => `${word(award)}, ${period}`,
      'school-applied': ({ call }) => `solicitud de Centro eTwinning, convocatoria ${call}`,
      'accreditation-recorded': ({ call, valid_until }) =>
        `acreditado anteriormente como Centro eTwinning, convocatoria ${call}, hasta el ${valid_until}`,
    },
    decided: (of, certificate, unmet) =>
      [
        of.credits !== undefined && `${of.credits} ${of.credits === 1 ? 'crédito' : 'créditos'}`,
        of.score !== undefined && `puntuación ${of.score}`,
        certificate,
        of.year !== undefined && of.year,
        of.call !== undefined && `convocatoria ${of.call}`,
        of.country !== undefined && of.country,
        of.valid_until !== undefined && `del ${of.valid_from} al ${of.valid_until}`,
        unmet.length > 0 && `no se cumple: ${unmet.join(', ')}`,
        of.replaces !== undefined && `sustituye a ${of.replaces}`,
        of.revokes !== undefined && `revoca ${of.revokes}`,
        of.revoked_by !== undefined && `REVOCADA por ${of.revoked_by}`,
      ]
        .filter(Boolean)
        .join(' · '),
  },
} satisfies Widen<typeof en>;
