import type { Catalog } from '../catalog.ts';
import { en } from '../en/index.ts';
import { batch } from './batch.ts';
import { schools } from './schools.ts';

export const es = {
  ...en,
  language: 'es',
  batch,
  commands: { ...en.commands, ...schools.commands },
  next: { ...en.next, ...schools.next },
  columns: { ...en.columns, ...schools.columns },
  help: { ...en.help, flags: { ...en.help.flags, ...schools.flags } },
  rules: { ...en.rules, ...schools.rules },
  unmet: { ...en.unmet, ...schools.unmet },
  rows: { ...en.rows, ...schools.rows },
  usage: { ...en.usage, ...schools.usage },
  notFound: { ...en.notFound, ...schools.notFound },
  show: { ...en.show, ...schools.show },
  explain: { ...en.explain, ...schools.explain },
  schools: schools.schools,
} satisfies Catalog;
