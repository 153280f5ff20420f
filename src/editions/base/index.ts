/** The edition `base`: what the source documents state, and what is assumed where they are silent. */
import type { Edition } from '../edition.ts';
import { credits } from './credits.ts';
import { labels } from './labels.ts';
import { participation } from './participation.ts';
import { schools } from './schools.ts';

export const base = { ...participation, ...credits, ...labels, ...schools };

export const baseEdition: Edition = { name: 'base', parameters: base };
