import type { Catalog } from '../catalog.ts';
import { en } from '../en/index.ts';
import { batch } from './batch.ts';
import { labels } from './labels.ts';

export const es = {
  ...en,
  language: 'es',
  batch,
  rules: { ...en.rules, ...labels.rules },
  unmet: { ...en.unmet, ...labels.unmet },
  rows: { ...en.rows, ...labels.rows },
  valueTypes: { ...en.valueTypes, ...labels.valueTypes },
  commands: { ...en.commands, ...labels.commands },
  groups: { ...en.groups, ...labels.groups },
  next: { ...en.next, ...labels.next },
  columns: { ...en.columns, ...labels.columns },
  help: { ...en.help, ...labels.help, flags: { ...en.help.flags, ...labels.flags } },
  ask: { ...en.ask, words: { ...en.ask.words, ...labels.words } },
  usage: { ...en.usage, ...labels.usage },
  show: { ...en.show, ...labels.show },
  explain: { ...en.explain, ...labels.explain },
  scores: labels.scores,
  labels: labels.labels,
} satisfies Catalog;
