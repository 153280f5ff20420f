/** What documents show of the console, played in a register of its own. */
import { cpSync } from 'node:fs';
import { type Desk, desk } from './etw.ts';

export interface Shown {
  /** The line of the document the command stands on, 1 first. */
  readonly line: number;
  readonly command: string;
  /** What the document shows below it. */
  readonly output: string;
  /** The day it is typed on, the last one named beside ```console. */
  readonly on: string | null;
}

/** The commands of the blocks marked console, in order: lines beginning `$ `, with what follows each. */
export function shownIn(text: string): readonly Shown[] {
  const shown: { line: number; command: string; output: string; on: string | null }[] = [];
  let on: string | null = null;
  let inside = false;
  for (const [at, line] of text.split('\n').entries()) {
    const [opens, day] = /^```console ?(.*)$/.exec(line) ?? [];
    const last = shown.at(-1);
    if (opens !== undefined) {
      inside = true;
      on = day || on;
    } else if (line.startsWith('```')) inside = false;
    else if (inside && line.startsWith('$ ')) shown.push({ line: at + 1, command: line.slice(2), output: '', on });
    else if (inside && last?.output === '' && last.command.endsWith('\\')) last.command = `${last.command.slice(0, -1)}${line.trim()}`;
    else if (inside && last) last.output += `${line}\n`;
  }
  return shown;
}

/** The words of a command line as a shell takes them, after `etw`. */
export const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', '')).slice(1);

/** What is shown as a pattern: a line `…` stands for any lines, `…` within a line for anything in it. */
export const patternOf = (output: string): RegExp =>
  new RegExp(
    `^${output
      .trimEnd()
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/^…\n?/gm, '(?:.*\\n?)*?')
      .replaceAll('…', '.*')}$`,
  );

/** A desk with the files of a folder. */
export function deskWith(folder: string): Desk {
  const place = desk();
  cpSync(folder, place.folder, { recursive: true });
  return place;
}
