import type { Catalog } from '../catalog.ts';
import { batch } from './batch.ts';
import { commands } from './commands.ts';
import { decisions } from './decisions.ts';
import { demo } from './demo.ts';
import { labels } from './labels.ts';
import { terminal } from './terminal.ts';

export const es = {
  language: 'es' as 'en' | 'es',
  batch,
  ...commands,
  ...decisions,
  ...terminal,
  demo,
  rules: { ...decisions.rules, ...labels.rules },
  unmet: { ...decisions.unmet, ...labels.unmet },
  rows: { ...decisions.rows, ...labels.rows },
  valueTypes: { ...decisions.valueTypes, ...labels.valueTypes },
  commands: { ...commands.commands, ...labels.commands },
  groups: { ...commands.groups, ...labels.groups },
  next: { ...commands.next, ...labels.next },
  columns: { ...commands.columns, ...labels.columns },
  help: { ...commands.help, ...labels.help, flags: { ...commands.help.flags, ...labels.flags } },
  ask: { ...terminal.ask, words: { ...terminal.ask.words, ...labels.words } },
  usage: { ...terminal.usage, ...labels.usage },
  show: { ...terminal.show, ...labels.show },
  explain: { ...terminal.explain, ...labels.explain },
  scores: labels.scores,
  labels: labels.labels,
} satisfies Catalog;
