import { describe, expect, it } from 'vitest';
import { layouts } from '../../src/batch/layouts.ts';
import { choice, email, schoolCode, text } from '../../src/batch/parsers.ts';
import { en } from '../../src/languages/en/index.ts';
import { es } from '../../src/languages/es/index.ts';
import { column, faults, headersOf, read, refusal, values } from './reading.ts';

const optional = { required: false };
const columns = [
  column('school_code', schoolCode, { spanish: 'codigo_centro' }),
  column('name', text, { spanish: 'nombre' }),
  column('region', text, { spanish: 'comunidad', ...optional }),
  column('province', text, { spanish: 'provincia', ...optional }),
  column('municipality', text, { spanish: 'municipio', ...optional }),
  column('locality', text, { spanish: 'localidad', ...optional }),
  column('postal_code', text, { spanish: 'codigo_postal', ...optional }),
  column('funding', choice({ public: ['público'], subsidised: ['concertado'], private: ['privado'] }), { spanish: 'titularidad' }),
  column('email', email, { spanish: 'correo', ...optional }),
  column('etwinning_since', text, optional),
];
const layout = layouts.find(({ name }) => name === 'jcyl-directory') as (typeof layouts)[number];
const options = { layout };
const header =
  'codigo;denominacion_generica_breve;denominacion_generica;denominacion_especifica;naturaleza;concierto;c_r_a;situacion;provincia;municipio;localidad;c_postal;correo_electronico;curso_academico';
const school = (nature: string, agreement: string, code = '00000001') =>
  `${code};CEIP;COLEGIO;EL ROBLE;${nature};${agreement};N;ALTA;LEON;VILLA INVENTADA (LA);VILLA INVENTADA (LA);24999;roble@example.org;2025`;

describe('the directory of Castilla y León', () => {
  it('gives a school from its own columns, without a warning', async () => {
    const found = await read(`${header}\n${school('PÚBLICO', 'N')}\n`, { columns, options });
    expect(found.sheet.warnings).toEqual([]);
    expect(values(found)).toEqual([
      {
        school_code: '00000001',
        name: 'CEIP EL ROBLE',
        region: 'ES-CL',
        province: 'LEON',
        municipality: 'VILLA INVENTADA (LA)',
        locality: 'VILLA INVENTADA (LA)',
        postal_code: '24999',
        funding: 'public',
        email: 'roble@example.org',
      },
    ]);
  });

  it.each([
    ['PÚBLICO', 'N', 'public'],
    ['publico', '', 'public'],
    ['PRIVADO', 'S', 'subsidised'],
    ['PRIVADO', 'N', 'private'],
  ])('takes %s with «%s» for %s', async (nature, agreement, funding) => {
    expect(values(await read(`${header}\n${school(nature, agreement)}\n`, { columns, options }))).toMatchObject([{ funding }]);
  });

  it('names their header and their value in a fault', async () => {
    const file = `${header}\n${school('MIXTO', 'N')}\n${school('PRIVADO', 'X')}\n${school('PÚBLICO', 'N', '5000038')}\n`;
    expect(faults(await read(file, { columns, options }))).toEqual([
      { line: 2, column: 'naturaleza', value: 'MIXTO', message: 'is none of: PÚBLICO, PRIVADO' },
      { line: 3, column: 'concierto', value: 'X', message: 'is none of: S, N' },
      { line: 4, column: 'codigo', value: '5000038', message: en.batch.lostZero('05000038') },
    ]);
  });

  it('needs their columns for what a school needs, and only those', async () => {
    expect(
      await refusal('codigo;denominacion_generica_breve;denominacion_especifica;naturaleza;conciertos\n', { columns, options, t: es }),
    ).toEqual([{ line: 1, column: 'concierto', value: null, message: 'el formato necesita esta cabecera; ¿quería decir «conciertos»?' }]);
    const found = await read('codigo;denominacion_generica_breve;denominacion_especifica;naturaleza;concierto\n1A;IES;;PRIVADO;S\n', {
      columns,
      options,
    });
    expect(values(found)).toEqual([{ school_code: '1A', name: 'IES', region: 'ES-CL', funding: 'subsidised' }]);
  });

  it('leaves room for columns of ours, and for a mapping instead of its own', async () => {
    const file = `${header};etwinning_since;nombre corto\n${school('PÚBLICO', 'N')};2019;Roble\n`;
    const found = await read(file, { columns, options: { layout, map: ['nombre corto=name'] } });
    expect(values(found)).toMatchObject([{ name: 'Roble', etwinning_since: '2019' }]);
    expect(headersOf(found)).toMatchObject({ name: 'nombre corto', funding: 'naturaleza', region: 'region' });
  });
});
