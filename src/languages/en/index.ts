import { batch } from './batch.ts';
import { commands } from './commands.ts';
import { decisions } from './decisions.ts';
import { demo } from './demo.ts';
import { schools } from './schools.ts';
import { terminal } from './terminal.ts';

export const en = {
  language: 'en' as 'en' | 'es',
  batch,
  ...commands,
  ...decisions,
  ...terminal,
  demo,
  commands: { ...commands.commands, ...schools.commands },
  next: { ...commands.next, ...schools.next },
  columns: { ...commands.columns, ...schools.columns },
  help: { ...commands.help, flags: { ...commands.help.flags, ...schools.flags } },
  rules: { ...decisions.rules, ...schools.rules },
  unmet: { ...decisions.unmet, ...schools.unmet },
  rows: { ...decisions.rows, ...schools.rows },
  usage: { ...terminal.usage, ...schools.usage },
  notFound: { ...terminal.notFound, ...schools.notFound },
  show: { ...terminal.show, ...schools.show },
  schools: schools.schools,
};
