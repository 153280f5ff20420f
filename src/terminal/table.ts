/** Tables for people; machines get JSON or CSV. */
import Table from 'cli-table3';
import { printable } from '../batch/fault.ts';

/** Rows as a table without drawing characters; `width` cuts nothing but wraps the widest columns. */
export function table(
  header: readonly string[],
  rows: readonly (readonly unknown[])[],
  options: { readonly width: number | null; readonly strong: (text: string) => string },
): string {
  const texts = rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : printable(String(cell), 500))));
  const widths = header.map((title, place) => texts.reduce((most, row) => Math.max(most, (row[place] ?? '').length), title.length));
  const made = new Table({
    head: header.map((title) => options.strong(title)),
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: options.width === null ? [] : fitted(widths, options.width - 2 * (header.length - 1)),
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  made.push(...texts);
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Widths that fit: the widest give way first, none below six. */
function fitted(widths: readonly number[], room: number): number[] {
  const given = [...widths];
  while (given.reduce((sum, width) => sum + width, 0) > room) {
    const widest = Math.max(...given);
    if (widest <= 6) break;
    given[given.indexOf(widest)] = widest - 1;
  }
  return given;
}
