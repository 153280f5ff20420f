/** Lines that fit: prose between words, command lines between options so that they can still be pasted. */
import { printable } from '../batch/fault.ts';

/** Prose over as many lines as it needs, each after the indent. */
export function wrapped(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${word}`);
  }
  return lines;
}

/** A command line over as many lines as it needs, as a shell takes it; `parts` are what must not be torn apart. */
export function commandLines(parts: readonly string[], width: number, indent = '  '): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 3 <= width) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(last === undefined ? `${indent}${part}` : `${indent}    ${part}`);
  }
  return lines.map((line, at) => (at < lines.length - 1 ? `${line} \\` : line));
}

/** One word for a shell: in single quotes where it holds anything a shell would read. */
export const quoted = (word: string): string => {
  const safe = printable(word, word.length);
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", String.raw`'\''`)}'`;
};
