import { batch } from './batch.ts';
import { commands } from './commands.ts';
import { decisions } from './decisions.ts';
import { demo } from './demo.ts';
import { terminal } from './terminal.ts';

export const en = { language: 'en' as 'en' | 'es', batch, ...commands, ...decisions, ...terminal, demo };
