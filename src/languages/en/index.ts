import type { RuleId } from '../../editions/rules.ts';
import type { Required, Seen } from '../../rules/seen.ts';
import { batch } from './batch.ts';
import { caseFile } from './case-file.ts';
import { commands } from './commands.ts';
import { decisions } from './decisions.ts';
import { demo } from './demo.ts';
import { figures } from './figures.ts';
import { labels } from './labels.ts';
import { pending } from './pending.ts';
import { schools } from './schools.ts';
import { terminal } from './terminal.ts';
import { way } from './way.ts';

type Reasons = { readonly [R in RuleId]: (seen: Seen[R], required: Required[R]) => string };

export const en = {
  language: 'en' as 'en' | 'es',
  batch,
  ...commands,
  ...decisions,
  ...terminal,
  demo,
  // Each area says its own; here they become one.
  rules: { ...decisions.rules, ...labels.rules, ...schools.rules } satisfies Record<RuleId, string>,
  unmet: { ...decisions.unmet, ...labels.unmet, ...schools.unmet } satisfies Reasons,
  rows: { ...decisions.rows, ...labels.rows, ...schools.rows },
  valueTypes: { ...decisions.valueTypes, ...labels.valueTypes },
  commands: { ...commands.commands, ...labels.commands, ...schools.commands, ...pending.commands, ...way.commands },
  groups: { ...commands.groups, ...labels.groups },
  next: { ...commands.next, ...labels.next, ...schools.next },
  columns: { ...commands.columns, ...labels.columns, ...schools.columns, ...figures.columns, ...pending.columns },
  help: {
    ...commands.help,
    ...labels.help,
    ...way.help,
    arguments: { ...commands.help.arguments, ...pending.arguments },
    flags: { ...commands.help.flags, ...labels.flags, ...schools.flags, ...pending.flags },
  },
  ask: { ...terminal.ask, words: { ...terminal.ask.words, ...labels.words } },
  usage: { ...terminal.usage, ...labels.usage, ...schools.usage, ...way.usage },
  show: { ...terminal.show, ...caseFile.show, ...labels.show, ...schools.show },
  explain: { ...terminal.explain, ...labels.explain },
  notFound: { ...terminal.notFound, ...schools.notFound, ...pending.notFound },
  scores: labels.scores,
  pending: pending.pending,
  timeline: caseFile.timeline,
  figures: figures.figures,
  labels: labels.labels,
  schools: schools.schools,
  way: way.way,
};
