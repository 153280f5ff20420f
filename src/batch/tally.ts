/** Takes the rows of one run through the rules, counts what happens to them and tells whoever listens. */
import type { RuleId } from '../editions/rules.ts';
import type { Decision } from '../register/decisions.ts';
import type { Writer } from '../register/register.ts';
import { portions } from './ahead.ts';
import type { Fault } from './column.ts';
import { type BatchCommand, type Handled, messageOf, type RowFault, type RowResult, type Run } from './command.ts';
import { cellFault, faultText } from './fault.ts';
import { type BatchEnd, type BatchJob, emptySummary, type ResultRow, type Status, type Summary } from './job.ts';
import type { ReadRow } from './read.ts';
import { SeenKeys } from './seen-keys.ts';

/** What the rows of a file that share a key make of each other. */
export type Repeats = ReadonlyMap<number, 'again' | readonly number[]>;

/** Two rows share a key. Few files have such rows: only then is the file read through for them, and the run begins anew. */
export class Repeated extends Error {}

/** A run that writes nothing because of its invalid rows. */
export class Withheld extends Error {}

/** The key two rows of one file share. */
export const keyOf = (command: BatchCommand, row: ReadRow): string =>
  command.key ? command.key(row.values as never) : command.keys.map((name) => String(row.values?.[name] ?? '')).join('\u0001');

/** Counts what happens to the rows of one run and tells whoever listens. */
export class Tally {
  readonly summary: Summary;
  readonly #warnings = new Set<string>();
  readonly #decisions: Decision[] = [];
  readonly #keys = new SeenKeys();
  readonly #loaded = new WeakMap<readonly ReadRow[], Promise<unknown> | undefined>();
  #loading: Promise<void> = Promise.resolve();
  readonly #manners = new Set<boolean>();
  readonly #reasons = new Map<RuleId, number>();
  /** What is to be told of each row, and its key as the input gives it. */
  readonly #results: { readonly told: ResultRow; readonly given: readonly string[] }[] = [];
  readonly #generated: boolean;
  touched = false;
  #last: RowResult | null = null;
  #withheld = false;

  constructor(
    readonly job: BatchJob,
    readonly repeats: Repeats | null,
  ) {
    this.#generated = job.input.source === 'register';
    this.summary = emptySummary(job.command.name);
  }

  /** What can be done for a chunk before its turn comes. */
  prepare(chunk: readonly ReadRow[], writer: Writer): void {
    const rows = chunk.flatMap((row) => (row.values && !row.unanswered ? [row.values as never] : []));
    if (this.job.input.source === 'file' && !this.job.command.order) this.#loaded.set(chunk, this.#load(rows, this.#run(writer)));
  }

  /** The facts of rows before their turn; undefined where they are for their turn. */
  #load(rows: readonly never[], run: Run): Promise<unknown> | undefined {
    if (this.repeats !== null) return undefined;
    const loading = this.job.command.load?.(rows, run);
    this.#loading = Promise.allSettled([this.#loading, loading]).then(() => {});
    return loading;
  }

  /** Until nothing is being asked of the register: its transaction ends after that. */
  idle(): Promise<void> {
    return this.#loading;
  }

  #run = (writer: Writer): Run => ({ ...this.job.run, writer, on: this.job.deed.on, source: this.job.input.source });

  async take(chunk: readonly ReadRow[], writer: Writer): Promise<void> {
    const { command } = this.job;
    const run = this.#run(writer);
    const generated = this.#generated ? ((await command.generate?.(run)) ?? []) : null;
    const rows: readonly ReadRow[] = generated
      ? generated.map((values) => ({ line: 0, cells: [], values: values as never, faults: [], unanswered: false }))
      : chunk;
    const results = rows.map((row): RowResult | null => this.#before(row));
    const open = [...rows.keys()].filter((place) => results[place] === null);
    const valuesAt = (places: readonly number[]) => places.map((place) => rows[place]?.values as never);
    const order = command.order ? (await command.order(valuesAt(open), run)).map((at) => open[at] ?? at) : open;
    const slices = portions(order);
    let coming = this.#loaded.get(chunk) ?? this.#load(valuesAt(slices[0] ?? []), run);
    let decided = 0;
    for (const [number, places] of slices.entries()) {
      const values = valuesAt(places);
      const loaded = await (coming ?? command.load?.(values, run));
      const following = slices[number + 1];
      coming = following && this.#load(valuesAt(following), run);
      const handled = await command.handle(values, run, loaded);
      for (const [at, place] of places.entries()) results[place] = this.#heard(handled[at] ?? { status: 'unchanged' });
      writer.flush();
      this.job.signal?.throwIfAborted();
      decided += places.length;
      this.job.onProgress?.(this.summary.rows + decided);
    }
    for (const [place, row] of rows.entries())
      this.#count(row, results[place] ?? { status: 'unchanged' }, this.repeats?.get(row.line) === 'again');
  }

  /** Hands on the decisions of a row, and keeps none of them: of thousands nobody asks again. */
  #heard(result: RowResult): RowResult {
    if (result.status === 'invalid' || !result.decisions) return result;
    for (const decision of result.decisions) {
      if (this.job.input.source === 'options') this.#decisions.push(decision);
      this.job.onDecision?.(decision, result);
    }
    return { ...result, decisions: undefined };
  }

  /** What is settled before the rules are asked: faults of the cells, rows without answers, keys that contradict each other. */
  #before(row: ReadRow): RowResult | null {
    if (row.values === null) return { status: 'invalid', faults: row.faults };
    if (row.unanswered) return { status: 'unchanged', message: this.job.run.t.batch.unanswered };
    if (this.job.input.source !== 'file') return null;
    if (this.repeats === null) {
      if (this.#keys.add(keyOf(this.job.command, row))) throw new Repeated();
      // Where some rows name their subject one way and some the other, two keys may be one subject.
      if (this.job.command.alias) this.#manners.add(this.job.command.alias(row.values as never) === null);
      if (this.#manners.size > 1) throw new Repeated();
      return null;
    }
    const lines = this.repeats.get(row.line);
    if (lines === undefined || lines === 'again') return null;
    const others = lines.filter((line) => line !== row.line).slice(0, 5);
    return { status: 'invalid', faults: [{ column: null, value: null, message: this.job.run.t.batch.sameKey(others.join(', ')) }] };
  }

  #count(row: ReadRow, result: RowResult, repeat: boolean): void {
    const { summary } = this;
    summary.rows += 1;
    this.#last = result;
    if (result.status === 'invalid') {
      summary.invalid += 1;
      const faults = result.faults.map((fault) => this.#placed(row, fault));
      for (const fault of faults) summary.errors.push(fault);
      if (this.job.onResult)
        this.#tell(row, { status: 'invalid', message: faults.map((fault) => faultText(fault, this.job.run.t)).join('; ') });
      this.job.onReject?.(row, faults);
      return;
    }
    // An equal row later in the file says nothing new, whatever the rules answer it.
    const status = repeat ? 'unchanged' : result.status;
    summary[status] += 1;
    if (status === 'accepted') {
      if (result.outcome) summary[result.outcome] += 1;
      if (result.made) summary[result.made] += 1;
    }
    if (result.outcome === 'refused') for (const rule of result.unmet ?? []) this.#reasons.set(rule, (this.#reasons.get(rule) ?? 0) + 1);
    for (const warning of result.warnings ?? []) this.#warnings.add(warning);
    if (!repeat) this.#hand(row, result, status);
    if (this.job.onResult) this.#tell(row, { ...result, status });
  }

  /** Hands on the score and the letter of a row, where somebody listens. */
  #hand(row: ReadRow, result: Handled, status: Status): void {
    const { onScore, onLetter } = this.job;
    const { outcome, value, margin, letter } = result;
    if (onScore && outcome && typeof value === 'number' && typeof margin === 'number')
      onScore({ outcome, value, margin, keys: () => this.#keysOf(row, result) });
    if (onLetter && letter) onLetter([status, ...letter()]);
  }

  #keysOf = (row: ReadRow, { key }: Pick<Handled, 'key'>): readonly string[] =>
    this.job.command.keys.map((name) => key?.[name] ?? keyText(row.values?.[name]) ?? this.job.input.seen(row, name));

  #placed(row: ReadRow, fault: RowFault | Fault): Fault {
    if ('line' in fault) return fault;
    const line = this.job.input.source === 'file' ? row.line : null;
    if (fault.column === null) return { line, column: null, value: fault.value, message: fault.message };
    return cellFault(line, this.job.input.headerOf(fault.column) ?? fault.column, fault.value, fault.message);
  }

  #tell(row: ReadRow, result: Omit<Handled, 'status'> & { readonly status: Status }): void {
    const { keys } = this.job.command;
    const given = keys.map((name) => keyText(row.values?.[name]) ?? this.job.input.seen(row, name));
    this.#results.push({
      given,
      told: {
        line: this.job.input.source === 'file' ? row.line : null,
        status: result.status,
        outcome: result.outcome ?? '',
        value: result.value ?? null,
        unmet: (result.unmet ?? []).join(';'),
        message: messageOf(result),
        keys: keys.map((name, place) => result.key?.[name] ?? given[place] ?? ''),
      },
    });
  }

  /** After the last row, within the transaction. Throws where nothing may be written. */
  close(): void {
    if (this.summary.invalid > 0 && !this.job.skipInvalid) {
      this.#withheld = true;
      throw new Withheld();
    }
  }

  end(): BatchEnd {
    const { summary } = this;
    if (this.#withheld)
      Object.assign(summary, {
        withheld: summary.rows - summary.invalid,
        accepted: 0,
        unchanged: 0,
        granted: 0,
        refused: 0,
        created: 0,
        updated: 0,
      });
    if (this.job.input.source === 'options') summary.decisions = this.#withheld ? [] : this.#decisions;
    for (const { told, given } of this.#results) {
      const withheld = this.#withheld && told.status !== 'invalid';
      // What the rules would have answered, and an id that was made, are nobody's now.
      this.job.onResult?.(withheld ? { ...told, status: 'withheld', outcome: '', value: null, unmet: '', message: '', keys: given } : told);
    }
    const reasons = this.#withheld ? [] : [...this.#reasons].sort(([, a], [, b]) => b - a);
    const { touched } = this;
    return { summary, warnings: [...this.#warnings], reasons, last: this.#last, touched, wrote: !this.#withheld && !this.job.dryRun };
  }
}

const keyText = (value: unknown): string | null =>
  typeof value === 'string' ? value : value === undefined || value === null ? null : String(value);
