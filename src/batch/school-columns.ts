/** Columns that the values of eTwinning Schools name: a plan and evidence in an application, a score in an evaluation. */
import { schoolValues } from '../editions/base/schools.ts';
import type { Column } from './column.ts';
import { text } from './parsers.ts';

type Value = (typeof schoolValues)[number];

const spanish: Readonly<Record<Value, string>> = {
  shared_leadership: 'liderazgo',
  teamwork: 'trabajo_en_equipo',
  student_agency: 'alumnado',
  role_model: 'modelo',
  inclusion: 'inclusion',
};

const named = <const N extends string>(name: N, inSpanish: string) => ({
  name,
  spanish: inSpanish,
  option: name.replaceAll('_', '-'),
  parse: text,
});

/** `V_plan` and `V_evidence` of one value; both may be empty. */
const described = <const V extends Value>(value: V) => [
  { ...named(`${value}_plan`, `${spanish[value]}_plan`), required: false } as const satisfies Column,
  { ...named(`${value}_evidence`, `${spanish[value]}_evidencias`), required: false } as const satisfies Column,
];

/** The plans and evidence of an application. */
export const valueTexts = schoolValues.flatMap((value) => described(value));

/** A score; the edition of the call says what its scale is, so that a cell is text until then. */
const score = <const N extends string>(name: N, inSpanish: string) =>
  ({ ...named(name, inSpanish), place: 'number', required: true }) as const satisfies Column;

/** The scores of an evaluation: `V_score` of each value, then the school's potential. */
export const scores = [
  ...schoolValues.map((value) => score(`${value}_score`, `${spanish[value]}_puntos`)),
  score('potential_score', 'potencial_puntos'),
];
