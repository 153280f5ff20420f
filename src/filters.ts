/** The options that narrow lists and exports. */
import type { Column } from './batch/column.ts';
import { columns as c, optional } from './batch/columns.ts';
import type { Day } from './day.ts';
import type { Dataset, Filter } from './register/datasets.ts';

export const filterColumns = [
  optional(c.any_year),
  optional(c.cfie),
  optional(c.country),
  optional(c.province),
  optional(c.teacher_id),
  optional(c.project_id),
  optional(c.school_code),
  optional(c.call),
  optional(c.in_force),
  optional(c.expires_before),
] as const;

const optionOf: Readonly<Record<string, keyof Filter>> = {
  teacher_id: 'teacher',
  project_id: 'project',
  school_code: 'school',
  in_force: 'inForce',
  expires_before: 'expiresBefore',
};

/** The options that a dataset heeds. */
export const heeded = (dataset: Dataset): readonly Column[] =>
  filterColumns.filter(({ name }) => dataset.filters.includes(optionOf[name] ?? (name as keyof Filter)));

/** What the options say, by the names datasets know. */
export const filterOf = (values: Readonly<Record<string, unknown>>): Filter => {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  return {
    year: text('year'),
    cfie: text('cfie'),
    country: text('country'),
    province: text('province'),
    teacher: text('teacher_id'),
    project: text('project_id'),
    school: text('school_code'),
    call: text('call'),
    inForce: text('in_force') as Day | undefined,
    expiresBefore: text('expires_before') as Day | undefined,
  };
};
