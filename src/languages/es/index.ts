import type { Catalog } from '../catalog.ts';
import { batch } from './batch.ts';
import { commands } from './commands.ts';
import { decisions } from './decisions.ts';
import { demo } from './demo.ts';
import { terminal } from './terminal.ts';

export const es = { language: 'es' as 'en' | 'es', batch, ...commands, ...decisions, ...terminal, demo } satisfies Catalog;
