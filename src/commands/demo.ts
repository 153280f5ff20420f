import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '../batch/fault.ts';
import type { PlainCommand } from '../command.ts';
import { exitCodes } from '../faults.ts';

// An invented province, 00: no real school has such a code. The last digit of each is its check digit.
const schools = `codigo_centro,nombre,titularidad,provincia,municipio,localidad,correo
00000012,CEIP Fuente Clara,público,Valdeluz,Valdeluz,Valdeluz,fuenteclara@example.org
00000024,IES Puente Viejo,público,Valdeluz,Sotos de la Ribera,Sotos de la Ribera,puenteviejo@example.org
00000036,Colegio Santa Marina,concertado,Valdeluz,Valdeluz,Valdeluz,santamarina@example.org
00000048,Colegio Altamira del Río,privado,Valdeluz,Valdeluz,Valdeluz,altamira@example.org
`;
const teachers = `id_docente,nombre,apellidos,correo,codigo_centro,en_activo,fecha_alta
ana,Ana,Robles Vega,ana@example.org,00000012,sí,2025-09-08
bruno,Bruno,Salas Pinto,bruno@example.org,00000024,sí,08/09/2025
carla,Carla,Otero Luna,carla@example.org,48,sí,2025-09-09
diego,Diego,Marín Prado,diego@example.org,0000036,sí,2025-09-10
`;
const replies = `id_docente,adscrito,datos_correctos,visto_bueno
ana,sí,sí,sí
bruno,sí,no,sí
carla,sí,sí,sí
diego,sí,sí,sí
`;
const projects = `id_proyecto,titulo,modalidad,id_docente,inicio,fin,socios
rios,Ríos que nos unen,nuevo,ana,2025-10-01,2026-06-12,FR:École des Tilleuls|PT:Escola da Ribeira
huerto,El huerto compartido,anexado,carla,2025-10-01,2026-06-12,IT:Scuola del Colle|PL:Szkoła Zielona
cartas,Cartas de ida y vuelta,nuevo,diego,2026-02-02,2026-05-29,RO:Școala Izvorul
`;
const assessments = `id_proyecto,codigo_centro,colaboracion,tic
rios,00000012,sí,sí
rios,00000024,sí,sí
huerto,00000048,sí,sí
cartas,00000036,sí,sí
`;
const approvals = `id_proyecto,codigo_centro,aprobado
rios,00000012,sí
rios,00000024,sí
huerto,00000048,sí
cartas,00000036,sí
`;
const people = [
  ['rios', 'ana'],
  ['rios', 'bruno'],
  ['huerto', 'carla'],
  ['cartas', 'diego'],
] as const;
const kinds = ['proyecto', 'seguimiento', 'memoria'] as const;
const late = 'bruno';
const reports = `id_proyecto,id_docente,tipo
${people.flatMap(([project, teacher]) => kinds.filter((kind) => teacher !== late || kind !== 'memoria').map((kind) => `${project},${teacher},${kind}`)).join('\n')}
`;
const evaluations = `id_proyecto,id_docente,resultado
${people
  .filter(([, teacher]) => teacher !== late)
  .map(([project, teacher]) => `${project},${teacher},positiva`)
  .join('\n')}
`;
const mended = (text: string) => text.replace(',48,', ',00000048,').replace(',0000036,', ',00000036,');

/** A step of the story: what is told, the command a person would type, and the day it is typed on. */
type Step = readonly [told: Told, on: string, ...argv: readonly string[]];
type Told =
  | 'schools'
  | 'cfie'
  | 'teachers'
  | 'mended'
  | 'replies'
  | 'projects'
  | 'refused'
  | 'repaired'
  | 'joined'
  | 'assessed'
  | 'approved'
  | 'reports'
  | 'evaluated'
  | 'certified'
  | 'missing'
  | 'handedIn'
  | 'evaluatedToo'
  | 'area'
  | 'certifiedToo'
  | 'explained'
  | 'proved';

const story: readonly Step[] = [
  ['schools', '2025-09-01', 'school', 'add', '--csv', 'centros.csv'],
  ['cfie', '2025-09-01', 'cfie', 'add', '--cfie', 'CFIE-VALDELUZ', '--municipality', 'Valdeluz'],
  ['teachers', '2025-09-10', 'register', '--csv', 'docentes.csv'],
  ['mended', '2025-09-10', 'register', '--csv', 'docentes-corregido.csv'],
  ['replies', '2025-09-15', 'approve', 'teacher', '--csv', 'respuestas.csv'],
  ['projects', '2025-10-01', 'project', 'add', '--csv', 'proyectos.csv', '--on', '2026-02-02'],
  ['refused', '2025-10-05', 'project', 'add', '--project', 'rios', '--form', 'joined', '--teacher', 'bruno'],
  ['repaired', '2025-10-06', 'approve', 'teacher', '--teacher', 'bruno', '--attached', 'yes', '--data-correct', 'yes', '--consent', 'yes'],
  ['joined', '2026-02-02', 'project', 'add', '--project', 'rios', '--form', 'joined', '--teacher', 'bruno', '--enrolled-on', '2025-10-06'],
  ['assessed', '2026-02-03', 'project', 'assess', '--csv', 'valoraciones.csv'],
  ['approved', '2026-02-04', 'approve', 'project', '--csv', 'aprobaciones.csv'],
  ['reports', '2026-06-15', 'report', 'submit', '--csv', 'informes.csv'],
  ['evaluated', '2026-06-22', 'report', 'evaluate', '--csv', 'evaluaciones.csv'],
  ['certified', '2026-06-30', 'credits', 'certify', '--year', '2025-26'],
  ['missing', '2026-06-30', 'credits', 'certify', '--year', '2025-26', '--project', 'rios', '--teacher', 'bruno'],
  ['handedIn', '2026-07-01', 'report', 'submit', '--project', 'rios', '--teacher', 'bruno', '--kind', 'final'],
  ['evaluatedToo', '2026-07-02', 'report', 'evaluate', '--project', 'rios', '--teacher', 'bruno', '--result', 'positive'],
  ['area', '2026-07-02', 'cfie', 'add', '--cfie', 'CFIE-SOTOS', '--municipality', 'Sotos de la Ribera'],
  ['certifiedToo', '2026-07-03', 'credits', 'certify', '--year', '2025-26', '--project', 'rios', '--teacher', 'bruno'],
  ['explained', '2026-07-03', 'credits', 'list', '--year', '2025-26'],
  ['proved', '2026-07-03', 'audit', 'verify'],
];

/** Plays the procedure on an invented province, in a register of its own that is left for trying. */
export const demo: PlainCommand = {
  name: 'demo',
  async run(context) {
    const { t, terminal, json } = context;
    const folder = mkdtempSync(join(tmpdir(), 'etw-demo-'));
    const files = {
      'centros.csv': schools,
      'docentes.csv': teachers,
      'docentes-corregido.csv': mended(teachers),
      'respuestas.csv': replies,
      'proyectos.csv': projects,
      'valoraciones.csv': assessments,
      'aprobaciones.csv': approvals,
      'informes.csv': reports,
      'evaluaciones.csv': evaluations,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
    const db = join(folder, 'etw.db');
    const steps: { readonly command: string; readonly exit: number; readonly output: string }[] = [];
    if (!json) terminal.out(t.demo.begins(terminal.paint.strong));
    for (const [told, on, ...argv] of story) {
      context.world.signal?.throwIfAborted();
      const given = argv.includes('--on') ? argv : [...argv, '--on', on];
      const { code, output } = await context.again(
        [...given, '--db', db, '--lang', t.language, '--as', 'demo', '--quiet', '--no-color', '--no-input'],
        folder,
      );
      const command = `etw ${given.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')}`;
      steps.push({ command, exit: code, output });
      if (json) continue;
      terminal.out(`\n${terminal.paint.strong(t.demo[told])}`);
      terminal.out(terminal.paint.faint(`$ ${command}`));
      for (const line of output.trimEnd().split('\n')) terminal.out(`  ${printable(line, 300)}`);
    }
    const expected = ['teachers', 'refused', 'missing'];
    const astray = steps.some(({ exit }, place) => exit !== 0 && !expected.includes(story[place]?.[0] ?? ''));
    const next = `etw --db ${db} explain CFIE-SOTOS/2025-26/1`;
    if (json) terminal.out(JSON.stringify({ register: db, steps, next }));
    else terminal.out(`\n${t.demo.ends(next, db)}`);
    return astray ? exitCodes.bug : exitCodes.done;
  },
};
