import type { Catalog } from '../languages/catalog.ts';
import type { Fault } from './column.ts';

/**
 * A file that cannot be read as rows at all: it does not exist, its header is at
 * fault, or something in it makes the rest unsure. Never skippable.
 */
export class InputFault extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => fault.message).join('; '));
    this.name = 'InputFault';
    this.faults = faults;
  }
}

/** An `InputFault` of one entry; line and column are null where nothing applies. */
export function inputFault(message: string, line: number | null = null, column: string | null = null): InputFault {
  return new InputFault([{ line, column, value: null, message }]);
}

/** Longest value kept in a fault: enough to find the cell, short enough for one line. */
const shown = 200;

/** A fault of one cell; the value seen is escaped and shortened, so that it is safe to print and to keep. */
export function cellFault(line: number | null, column: string, value: string | null, message: string): Fault {
  return { line, column, value: value === null ? null : printable(value, shown), message };
}

/** What is wrong, in one line without the place: `email: “ana” is not an e-mail address`. */
export function faultText(fault: Fault, t: Catalog): string {
  // A value that was shortened before keeps its sign of it.
  const what = fault.value === null ? fault.message : `${t.batch.seen(printable(fault.value, shown + 1))} ${fault.message}`;
  return fault.column === null ? what : `${printable(fault.column, shown)}: ${what}`;
}

/** One line for people: `teachers.csv:12 email: “ana” is not an e-mail address`. `file` is as the user named it. */
export function faultLine(file: string, fault: Fault, t: Catalog): string {
  const place = fault.line === null ? file : `${file}:${fault.line}`;
  return `${printable(place, 500)}${fault.column === null ? ':' : ''} ${faultText(fault, t)}`;
}

// Controls, invisible format characters (bidirectional marks among them), line separators, lone surrogates.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text of unknown origin made safe for a terminal: unprintable characters escaped (`\n`, `\u001b`), and at most `max` characters, then `…`. */
export function printable(text: string, max = 200): string {
  const short = text.length > max ? `${text.slice(0, max).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return short.replace(unprintable, escaped);
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A control character other than tab and line ends: those no cell may hold. C1 too, which is also what Windows-1252 leaves undefined. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

export const hasControl = (text: string): boolean => control.test(text);
