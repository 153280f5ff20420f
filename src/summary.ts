/** What people and scripts are told of a run, and its exit code. */
import { isAbsolute, relative } from 'node:path';
import { type BatchCommand, messageOf, type RowSource } from './batch/command.ts';
import { faultLine } from './batch/fault.ts';
import { type BatchEnd, type BatchJob, emptySummary, type Summary } from './batch/job.ts';
import type { Context } from './context.ts';
import { exitCodes } from './faults.ts';
import { gatherScores, type Scores } from './scores.ts';
import { fitting } from './terminal/wrap.ts';

/** What is remembered of the rows while a run goes on. */
export interface Heard {
  readonly listeners: Pick<BatchJob, 'onScore' | 'onDecision'>;
  /** Parameters nobody states, on which decisions rest. */
  readonly assumed: ReadonlySet<string>;
  scores(): Scores;
  /** The run begins anew. */
  restart(): void;
}

export function listen(command: BatchCommand): Heard {
  const assumed = new Set<string>();
  let scores = gatherScores();
  return {
    assumed,
    scores: () => scores,
    listeners: {
      onScore: command.scored ? (score) => scores.take(score) : undefined,
      onDecision: (decision) => {
        for (const parameter of decision.assumed) assumed.add(parameter);
      },
    },
    restart() {
      assumed.clear();
      scores = gatherScores();
    },
  };
}

/** How a run ends that could not begin. */
export const noRun = (command: BatchCommand, errors: BatchEnd['summary']['errors']): BatchEnd => ({
  summary: emptySummary(command.name, errors),
  warnings: [],
  reasons: [],
  last: null,
  touched: false,
  wrote: false,
});

const shownFaults = 20;

/** What is at fault in the rows of a run, and what is to be known of them. */
export function sayFaults({ t, terminal }: Context, { summary, warnings }: BatchEnd, name: string): void {
  for (const warning of warnings.slice(0, shownFaults)) terminal.say(t.run.warning(warning));
  if (warnings.length > shownFaults) terminal.say(t.run.moreWarnings(warnings.length - shownFaults));
  for (const fault of summary.errors.slice(0, shownFaults)) terminal.complain(terminal.paint.bad(faultLine(name, fault, t)));
  if (summary.errors.length > shownFaults) terminal.complain(t.run.moreErrors(summary.errors.length - shownFaults));
}

/** What a row of options was answered. Empty where the rows came from elsewhere. */
function answerLines({ t }: Context, { summary: { decisions }, last }: BatchEnd): readonly string[] {
  if (decisions === undefined || !last || last.status === 'invalid') return [];
  const revokes = decisions.some(({ kind }) => kind === 'revocation');
  return [t.run.answer(last.status, revokes ? null : (last.outcome ?? null), last.value ?? null, messageOf(last))];
}

/** The counts of a run; of many rows also which rules refused, and how the scores lie. */
function countLines({ t, terminal }: Context, { summary, reasons }: BatchEnd, scores: Scores): readonly string[] {
  const counts = t.run.summary(summary.command, summary);
  if (summary.decisions !== undefined) return [counts];
  return [
    counts,
    ...reasons.map(([rule, rows]) => t.run.reason(rule, rows, t.rules[rule])),
    // Of rows that were withheld the rules have said nothing.
    ...(summary.withheld === 0 ? scores.say(terminal, t) : []),
  ];
}

/** What a run would store, and what is to be known of it. */
export const previewLines = (context: Context, end: BatchEnd): readonly string[] => {
  const { t } = context;
  const { decisions } = end.summary;
  // Of what no rule decides, the counts say what is new and what is changed.
  const decided = end.last?.status === 'accepted' && end.last.outcome !== undefined;
  return [
    ...end.warnings.slice(0, shownFaults).map((warning) => t.run.warning(warning)),
    ...(decisions !== undefined && decided ? answerLines(context, end) : countLines(context, end, gatherScores())),
    ...(decisions ?? []).map(({ kind, outcome }) => `${t.kinds[kind]}: ${t.outcomes[outcome]}`),
  ];
};

/** Which rows of a file are to be corrected; null where there is no file, or none of its rows was read. */
function wrongRows({ rows, invalid, decisions }: Summary): 'some rows' | 'all rows' | null {
  if (rows === 0 || decisions !== undefined) return null;
  return rows > invalid ? 'some rows' : 'all rows';
}

/** Tells how a run ended. `name` is that of the file or the command, `rejects` where rows were set aside, null for nowhere. */
export function tell(context: Context, end: BatchEnd, name: string, rejects: string | null, heard: Heard): void {
  const { t, terminal, json, dryRun } = context;
  const { summary } = end;
  sayFaults(context, end, name);
  if (json) terminal.out(JSON.stringify(summary));
  else {
    for (const line of answerLines(context, end)) terminal.out(fitting(line, terminal.width));
    for (const decision of summary.decisions ?? [])
      terminal.out(t.run.decision(decision.decision, t.kinds[decision.kind], t.outcomes[decision.outcome]));
    for (const line of countLines(context, end, heard.scores())) terminal.out(fitting(line, terminal.width));
  }
  if (!end.wrote && !dryRun && summary.errors.length > 0) terminal.complain(t.run.nothingWritten(wrongRows(summary)));
  if (dryRun) terminal.say(t.run.dryRun);
  if (rejects !== null && summary.invalid > 0) terminal.say(t.run.setAside(summary.invalid, asTyped(rejects, context.world.cwd)));
  const decided = summary.granted + summary.refused;
  if (heard.assumed.size > 0 && decided > 0) terminal.say(t.run.assumed([...heard.assumed].join(', '), decided));
  const next = t.next[summary.command as keyof typeof t.next];
  if (end.wrote && summary.accepted > summary.refused && next) terminal.say(t.run.next(next));
}

/** A path as somebody in the folder would type it. */
function asTyped(path: string, folder: string): string {
  const within = relative(folder, path);
  return within.startsWith('..') || isAbsolute(within) ? path : within;
}

export function exitCodeOf({ summary, last }: BatchEnd, source: RowSource, skipInvalid: boolean): number {
  if (source !== 'options') {
    if (summary.invalid === 0) return exitCodes.done;
    return skipInvalid && source === 'file' ? exitCodes.setAside : exitCodes.input;
  }
  if (last?.status === 'invalid')
    return last.faults.length > 0 && last.faults.every((fault) => 'unknown' in fault && fault.unknown)
      ? exitCodes.notFound
      : exitCodes.input;
  return last?.outcome === 'refused' ? exitCodes.refused : exitCodes.done;
}
