import type { RuleId } from '../../editions/rules.ts';
import type { Required, Seen } from '../../rules/seen.ts';
import { batch } from './batch.ts';
import { commands } from './commands.ts';
import { decisions } from './decisions.ts';
import { demo } from './demo.ts';
import { labels } from './labels.ts';
import { terminal } from './terminal.ts';

type Reasons = { readonly [R in RuleId]: (seen: Seen[R], required: Required[R]) => string };

export const en = {
  language: 'en' as 'en' | 'es',
  batch,
  ...commands,
  ...decisions,
  ...terminal,
  demo,
  // Each area says its own; here they become one.
  rules: { ...decisions.rules, ...labels.rules } satisfies Record<RuleId, string>,
  unmet: { ...decisions.unmet, ...labels.unmet } satisfies Reasons,
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
};
