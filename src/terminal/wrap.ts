/** Lines that fit: prose between words, command lines between options so that they can still be pasted. */
import { stripVTControlCharacters } from 'node:util';
import { printable } from '../batch/fault.ts';

/** Prose over as many lines as it needs, each after the indent. */
export function wrapped(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && shown(last) + 1 + shown(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${word}`);
  }
  return lines;
}

/** Columns a text takes: colour takes none. */
const shown = (text: string): number => stripVTControlCharacters(text).length;

/** Text whose lines fit, each wrapped under its own indent; as it is where there is no width. */
export function fitting(text: string, width: number | null): string {
  if (width === null) return text;
  const fit = (line: string) => {
    const [indent = ''] = /^ */.exec(line) ?? [];
    return shown(line) <= width ? [line] : wrapped(line.slice(indent.length), width, indent);
  };
  return text.split('\n').flatMap(fit).join('\n');
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
