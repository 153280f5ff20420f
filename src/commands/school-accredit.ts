import { resolve } from 'node:path';
import { columns as c, optional } from '../batch/columns.ts';
import {
  type After,
  type Afterword,
  accepted,
  batchCommand,
  invalid,
  type RowResult,
  type Run,
  unchanged,
  unknown,
} from '../batch/command.ts';
import { pointsOf } from '../batch/criteria.ts';
import { wholeNumber } from '../batch/parsers.ts';
import { scores as scoreColumns } from '../batch/school-columns.ts';
import { openCsv } from '../batch/write.ts';
import type { Day } from '../day.ts';
import type { Reading } from '../editions/edition.ts';
import { rulesOf } from '../editions/rules.ts';
import { NotFound } from '../faults.ts';
import type { Catalog } from '../languages/catalog.ts';
import { sayUnmet } from '../languages/say.ts';
import { findCall } from '../register/calls.ts';
import { loadCandidacies } from '../register/candidacies.ts';
import { counting, type Decision, findPast, type Past, replaced, saveDecision, standing, subjectOf } from '../register/decisions.ts';
import { letterColumns, lettersFor } from '../register/letters.ts';
import { keep } from '../register/participations.ts';
import { saveRemark } from '../register/remarks.ts';
import { findSchools } from '../register/schools.ts';
import { type Board, boardOf, type Evaluated } from '../rules/board.ts';
import type { Accreditation, Call } from '../rules/call.ts';
import { sameDecision, unmet } from '../rules/decision.ts';
import { type AccreditationFacts, accredit, type SchoolEvaluation, scored } from '../rules/school-label.ts';
import type { Seen } from '../rules/seen.ts';
import { table } from '../terminal/table.ts';

const columns = [c.school_code, c.evidence_verified, ...scoreColumns, optional(c.evaluator), optional(c.comment)] as const;

/** What the command sets aside of each row for the board and the letters. */
interface Noted extends Evaluated {
  readonly decision: string;
  readonly message: string;
}

/** Phase 2: decides on the schools whose evaluation the file holds (SCH-4 to SCH-9). */
export const schoolAccredit = batchCommand({
  name: 'school accredit',
  columns,
  decides: rulesOf('SCH-4', 'SCH-5', 'SCH-6', 'SCH-7', 'SCH-8'),
  keys: ['school_code'],
  async questions(_, { reader, options, reading }) {
    const call = await findCall(reader, String(options.call));
    if (!call) return columns;
    const scale = scaleOf(reading(call.referenceDay));
    return columns.map((column) => (scoreColumns.some(({ name }) => name === column.name) ? pointsOf(column, scale) : column));
  },
  options: [c.call, optional(c.letters)],
  async handle(rows, run) {
    const { writer, on, t } = run;
    const year = String(run.options.call);
    const call = await findCall(writer, year);
    if (!call) throw new NotFound(t.notFound.call(year), { column: 'call', id: year });
    const codes = rows.map((row) => row.school_code);
    const schools = await findSchools(writer, codes);
    const candidacies = await loadCandidacies(writer, year, codes, on);
    const decided = await findPast(
      writer,
      'school-label',
      codes.map((code) => subjectOf(code, year)),
    );
    return rows.map((row): RowResult => {
      const code = row.school_code;
      if (!schools.has(code)) return unknown('school_code', code, t.rows.unknownSchool);
      const reading = run.reading(call.referenceDay);
      const evaluation = readEvaluation(row, reading, t);
      if ('status' in evaluation) return evaluation;
      const facts: AccreditationFacts = { ...candidacies(code), evaluation };
      const result = decide(run, call, code, facts, decided);
      if (result.status === 'accepted') {
        const id = writer.number('fact');
        const { evidenceVerified, scores } = evaluation;
        const stored = { id, call: year, school_code: code, evidence_verified: Number(evidenceVerified), scores: JSON.stringify(scores) };
        writer.put('school_evaluations', { ...stored, evaluated_on: on });
        saveRemark(writer, 'school_evaluations', id, 'evaluator', row.evaluator);
        saveRemark(writer, 'school_evaluations', id, 'comment', row.comment);
      }
      return result;
    });
  },
  afterword,
});

type Row = Readonly<Record<(typeof scoreColumns)[number]['name'], string>> & { readonly evidence_verified: boolean };

const scaleOf = (reading: Reading) => ({ least: reading.value('schools.lowest-score'), most: reading.value('schools.highest-score') });

/** The evaluation of a row, its scores on the scale of the call's edition; or why the row is invalid. */
function readEvaluation(row: Row, reading: Reading, t: Catalog): SchoolEvaluation | (RowResult & { readonly status: 'invalid' }) {
  const { least, most } = scaleOf(reading);
  const parse = wholeNumber(least, most);
  const cells: Readonly<Record<string, string | undefined>> = row as never;
  const scores: Record<string, number> = {};
  const faults = scored(reading).flatMap((criterion) => {
    const text = cells[`${criterion}_score`];
    const read = text === undefined ? { expected: () => t.batch.required } : parse(text);
    if ('value' in read) scores[criterion] = read.value;
    return 'expected' in read ? [{ column: `${criterion}_score`, value: text ?? null, message: read.expected(t) }] : [];
  });
  return faults.length > 0 ? { status: 'invalid', faults } : { evidenceVerified: row.evidence_verified, scores };
}

function decide(run: Run, call: Call, code: string, facts: AccreditationFacts, decided: Map<string, Past[]>): RowResult {
  const { writer, on, t } = run;
  const subject = subjectOf(code, call.call);
  const past = decided.get(subject);
  const award = standing(past, on);
  const own: Accreditation[] = award
    ? [{ call: call.call, decision: award.decision, validFrom: award.validFrom as Day, validUntil: award.validUntil as Day }]
    : [];
  const note = (of: Noted) => void run.noted.push(of);
  const teacherId = (of: Pick<Past, 'findings'>) => seenIn(of, 'SCH-5')?.teacher_id ?? null;

  if (award && sameCells(award, facts.evaluation)) {
    const message = t.rows.accreditedFrom(award.validFrom ?? '', award.validUntil ?? '');
    note({ ...evaluated(code, award, facts), decision: award.decision, message });
    return unchanged({ outcome: 'granted', value: award.score, message });
  }
  // Other cells beside a standing award are refused by SCH-4, whatever its days.
  const verdict = accredit({ ...facts, own: [...facts.own, ...own] }, call, on, run.reading(call.referenceDay));
  const { validity } = verdict;
  if (validity && validity.until < validity.from) return invalid(null, null, t.rows.validityOver(validity.from, validity.until));
  const reasons = [sayUnmet(t, verdict.findings), award && t.rows.revokeFirst(award.decision)].filter(Boolean).join(' ');
  const said = { outcome: verdict.outcome, value: verdict.score, unmet: unmet(verdict.findings), message: reasons };
  const toReplace = replaced(past, award);
  const last = counting(past, on);
  if (
    verdict.outcome === 'refused' &&
    !toReplace &&
    last?.outcome === 'refused' &&
    sameDecision(last, verdict) &&
    sameCells(last, facts.evaluation)
  ) {
    note({ ...evaluated(code, last, facts), decision: last.decision, message: reasons });
    return unchanged(said);
  }
  const decision = saveDecision(writer, 'school-label', subject, verdict, {
    teacher_id: teacherId(verdict as never),
    school_code: code,
    call: call.call,
    score: verdict.score,
    valid_from: validity?.from ?? null,
    valid_until: validity?.until ?? null,
    replaces: toReplace?.decision ?? null,
  });
  keep(decided, subject, decision);
  const message = validity ? t.rows.accreditedFrom(validity.from, validity.until) : reasons;
  note({ ...evaluated(code, decision, facts), decision: decision.decision, message });
  return accepted({ ...said, message, decisions: [decision] });
}

const evaluated = (
  schoolCode: string,
  { outcome, findings }: Pick<Past, 'outcome' | 'findings'> | Decision,
  facts: AccreditationFacts,
): Evaluated => ({
  schoolCode,
  outcome,
  unmet: unmet(findings as never),
  scores: facts.evaluation.scores,
});

const seenIn = <R extends 'SCH-5' | 'SCH-8'>({ findings }: Pick<Past, 'findings'>, rule: R): Seen[R] | null =>
  (findings.find((finding) => finding.rule === rule)?.observed ?? null) as Seen[R] | null;

/** Whether a decision was taken on the same cells. */
function sameCells(past: Past, { evidenceVerified, scores }: SchoolEvaluation): boolean {
  const seen = seenIn(past, 'SCH-8');
  const names = new Set([...Object.keys(scores), ...Object.keys(seen?.scores ?? {})]);
  return seen?.evidence_verified === evidenceVerified && [...names].every((name) => seen.scores[name] === scores[name]);
}

/** What a selection board wants to see, and the letters. */
async function afterword(after: After): Promise<Afterword> {
  const noted = after.noted as readonly Noted[];
  const call = await findCall(after.reader, String(after.options.call));
  if (!call || noted.length === 0) return { shown: [], said: [] };
  const names = await findSchools(
    after.reader,
    noted.map(({ schoolCode }) => schoolCode),
  );
  const nameOf = (code: string) => names.get(code)?.name ?? '';
  const reasons = new Map(noted.map((one) => [one.schoolCode, one.message]));
  // One school given as options is answered as it is; a board looks at many.
  const shown = after.source === 'options' ? [] : showBoard(boardOf(noted, after.reading(call.referenceDay)), nameOf, reasons, after);
  if (typeof after.options.letters !== 'string' || after.dryRun) return { shown, said: [] };
  const letters = await lettersFor(
    after.reader,
    noted.map(({ decision, message }) => ({ decision, message })),
  );
  const file = openCsv(resolve(after.cwd, after.options.letters), letterColumns, { guard: true }, after.t);
  file.add(letters.map((letter) => letterColumns.map((column) => letter[column])));
  return { files: [file], shown, said: [after.t.schools.lettersWritten(letters.length, after.options.letters)] };
}

function showBoard(
  { spread, near, refused, scale }: Board,
  nameOf: (code: string) => string,
  reasons: ReadonlyMap<string, string>,
  { t, width }: After,
): string[] {
  const plain = { width, strong: (text: string) => text };
  const lines = [
    '',
    t.schools.spread,
    table(
      [t.schools.criterion, ...scale.map(String), t.schools.mean],
      spread.map(({ criterion, counts, mean }) => [
        t.schools.criteria[criterion as keyof typeof t.schools.criteria] ?? criterion,
        ...counts.map((count) => (count === 0 ? '·' : count)),
        mean.toFixed(1),
      ]),
      plain,
    ),
  ];
  if (near.length > 0)
    lines.push(
      '',
      t.schools.near(near[0]?.line ?? 0),
      table(
        t.schools.nearColumns,
        near.map((one) => [one.schoolCode, nameOf(one.schoolCode), one.total, t.outcomes[one.outcome], one.low.join(', ')]),
        plain,
      ),
    );
  if (refused.length > 0) {
    lines.push('', t.schools.refused(refused.length));
    for (const { schoolCode, unmet: rules } of refused)
      lines.push(`  ${schoolCode} ${nameOf(schoolCode)} (${rules.join(', ')})`, `    ${reasons.get(schoolCode) ?? ''}`);
  }
  return lines;
}
