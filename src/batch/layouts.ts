/** Shipped mappings: files that others publish, read as they are. Data only. */
import type { Expectation } from './column.ts';
import { fold } from './nearest.ts';

/** What a field reads: a text as our own column would hold it, or the header at fault and what it should have held. */
export type LayoutRead = string | { readonly header: string; readonly expected: Expectation };

export interface LayoutField {
  /** Their headers that give our column; none for a constant. */
  readonly from: readonly string[];
  /** `get` gives the trimmed cell under one of `from`. */
  readonly read: (get: (header: string) => string) => LayoutRead;
}

export interface Layout {
  readonly name: string;
  /** By the name of our column. */
  readonly fields: Readonly<Record<string, LayoutField>>;
  /** Their headers that say nothing to us, and need no warning. */
  readonly ignored: readonly string[];
}

const as = (header: string): LayoutField => ({ from: [header], read: (get) => get(header) });
const constant = (text: string): LayoutField => ({ from: [], read: () => text });

/** The Junta de Castilla y León's open directory of schools. */
const jcylDirectory: Layout = {
  name: 'jcyl-directory',
  fields: {
    school_code: as('codigo'),
    name: {
      from: ['denominacion_generica_breve', 'denominacion_especifica'],
      read: (get) => `${get('denominacion_generica_breve')} ${get('denominacion_especifica')}`.trim(),
    },
    region: constant('ES-CL'),
    province: as('provincia'),
    municipality: as('municipio'),
    locality: as('localidad'),
    postal_code: as('c_postal'),
    email: as('correo_electronico'),
    funding: {
      from: ['naturaleza', 'concierto'],
      read(get) {
        const nature = fold(get('naturaleza'));
        if (nature === 'publico') return 'public';
        if (nature !== 'privado') return { header: 'naturaleza', expected: (t) => t.batch.notAmong('PÚBLICO, PRIVADO', null) };
        const agreement = fold(get('concierto'));
        if (agreement === 's') return 'subsidised';
        if (agreement === 'n') return 'private';
        return { header: 'concierto', expected: (t) => t.batch.notAmong('S, N', null) };
      },
    },
  },
  ignored: ['denominacion_generica', 'c_r_a', 'situacion', 'curso_academico'],
};

export const layouts: readonly Layout[] = [jcylDirectory];
