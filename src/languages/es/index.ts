import type { Catalog } from '../catalog.ts';
import { en } from '../en/index.ts';
import { batch } from './batch.ts';

export const es = { ...en, language: 'es', batch } satisfies Catalog;
