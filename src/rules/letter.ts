/** What a letter about a label is written from. */
import type { Day } from '../day.ts';
import type { Finding, Outcome } from './decision.ts';

export interface LabelLetter {
  readonly kind: 'national-label' | 'european-label';
  readonly outcome: Outcome;
  /** Day of the application; null for a European label. */
  readonly appliedOn: Day | null;
  readonly project: { readonly id: string; readonly title: string };
  /** Name of the school; null where the decision has none. */
  readonly school: string | null;
  /** The round of a European label. */
  readonly year: string | null;
  readonly findings: readonly Finding[];
  /** What the evaluator says about the whole; null for nothing. */
  readonly comment: string | null;
  /** What the evaluator says about each criterion. */
  readonly comments: { readonly [criterion: string]: string };
}
