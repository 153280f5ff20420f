/** What each rule's finding holds, as seen and as required. The languages turn these into sentences. */
import type { Day } from '../day.ts';

export type Form = 'new' | 'joined';
export type Funding = 'public' | 'subsidised' | 'private';
export type EvaluationResult = 'positive' | 'negative';

/** Points by criterion. */
export type Scores = { readonly [criterion: string]: number };

export interface PassMark {
  readonly total: number;
  readonly each: number;
  /** Minimum of the criteria that have one of their own. */
  readonly mandatory: Scores;
  /** The most points there are. */
  readonly of: number;
}

/** An accreditation as findings name it; `decision` is null for a recorded one. */
export interface SeenAccreditation {
  readonly call: string;
  readonly decision: string | null;
  readonly valid_from: Day;
  readonly valid_until: Day;
}

interface Shapes {
  'PART-1': [{ in_service: boolean }, { in_service: true }];
  'PART-2(a)': [{ attached: boolean }, { attached: true }];
  'PART-2(b)': [{ data_correct: boolean }, { data_correct: true }];
  'PART-2(c)': [{ consent: boolean }, { consent: true }];
  'PART-3': [{ school_code: string | null; access: boolean; on: Day }, { access: true }];
  'PART-4': [
    { school_code: string; country: string; founder: boolean; founder_countries: readonly string[]; on: Day },
    { founder: true; another_participating_country: true },
  ];
  'PART-5': [{ enrolled_on: Day }, { from: Day | null; until: Day }];
  'PART-6(a)': [{ countries: readonly string[]; on: Day }, { participating_countries: number }];
  'PART-6(b)': [{ collaboration: boolean }, { collaboration: true }];
  'PART-6(c)': [{ ict: boolean }, { ict: true }];
  'PART-6': [{ suitable: boolean }, { suitable: true }];
  'PART-7': [{ approved: boolean; replied_on: Day }, { approved: true }];
  'PART-8': [{ enrolled: boolean; active: boolean }, { active: true }];
  'CRED-1': [{ enrolled: boolean; active: boolean }, { enrolled: true; active: true }];
  'CRED-2': [{ school_code: string; funding: Funding }, { funding: readonly string[] }];
  'CRED-3': [{ documents: readonly string[] }, { documents: readonly string[] }];
  'CRED-4': [{ evaluation: EvaluationResult | null }, { evaluation: 'positive' }];
  'CRED-5': [{ days: number; starts_on: Day; ends_on: Day; credits: number }, { academic_year_days: number; term_days: number }];
  'CRED-6': [{ certified: number; left: number }, { ceiling: number; at_least: number }];
  'CRED-7': [{ school_code: string; cfie: string | null }, { cfie: true }];
  'CRED-8': [{ standing: readonly string[] }, { at_most: number }];
  'NQL-1': [{ common_goals: boolean }, { common_goals: true }];
  'NQL-2': [{ ends_on: Day; applied_on: Day }, { ends_by: Day; days: number }];
  'NQL-3': [{ active_participation: boolean }, { active_participation: true }];
  'NQL-4': [{ partner_collaboration: boolean }, { partner_collaboration: true }];
  'NQL-5': [{ visible_results: boolean }, { visible_results: true }];
  // Unassessed: what has to be met before.
  'NQL-6': [{ scores: Scores; total: number }, PassMark | { first: readonly string[] }];
  'NQL-7': [{ enrolled: boolean; active: boolean; school_code: string | null }, { enrolled: true; active: true }];
  'NQL-8': [{ standing: readonly string[] }, { standing: readonly [] }];
  'EQL-1': [
    // With the proposal: the labels of its country; in the round: the proposals that were granted.
    { country: string; proposed_on: Day; labels: readonly string[] } | { proposals: readonly string[] },
    { label_of_country: true } | { proposals: number },
  ];
  'EQL-2': [{ schools: readonly string[]; labels: readonly string[] }, { schools: number }];
  'EQL-3': [{ round: number }, { from: number }];
  'SCH-1': [{ since: Day | null; derived: boolean }, { years: number | null; on: Day; registered_by: Day | null }];
  'SCH-2': [{ active_teachers: readonly string[]; with_access: number }, { at_least: number; from: Day; until: Day }];
  'SCH-3': [{ labels: readonly string[] }, { at_least: number; from: Day | null; until: Day }];
  'SCH-4': [{ in_force: readonly SeenAccreditation[] }, { none_in_force_on: Day }];
  'SCH-5': [
    { invited: boolean; applications: number; teacher_id: string | null; submitted_on: Day | null; posted: boolean; access: boolean },
    { invited: true; from: Day; until: Day; access: true },
  ];
  'SCH-6': [{ policy: boolean; evidence: boolean }, { policy: true; evidence: true }];
  'SCH-7': [{ missing: readonly string[] }, { values: readonly string[] }];
  'SCH-8': [
    { evidence_verified: boolean; scores: { readonly [criterion: string]: number }; total: number },
    { evidence_verified: true; total: number; each: number },
  ];
}

export type Seen = { [R in keyof Shapes]: Shapes[R][0] };
export type Required = { [R in keyof Shapes]: Shapes[R][1] };
