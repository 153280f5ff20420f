/** The reference in Markdown, from the pages of the commands. */
import type { Option } from 'commander';
import type { Column } from '../src/batch/column.ts';
import { exitCodes } from '../src/faults.ts';
import { sentence, typedLines } from '../src/help.ts';
import type { Catalog } from '../src/languages/catalog.ts';
import { aboutColumn, choicesOf, globalOptions, optionsOfFile, type Page } from '../src/page.ts';
import type { DocumentWords } from './words.ts';

/** Pages by the heading of their step. */
export type Chapters = readonly (readonly [heading: string, pages: readonly Page[]])[];

export function reference(chapters: Chapters, t: Catalog, words: DocumentWords): string {
  const contents = chapters.map(([heading, pages]) => `- ${heading}: ${pages.map((page) => link(page.path)).join(', ')}`);
  const parts = [
    `# ${words.title}`,
    words.intro,
    contents.join('\n'),
    ...chapters.flatMap(([heading, pages]) => [`## ${heading}`, ...pages.flatMap((page) => section(page, t, words))]),
    `## ${words.ofFiles}`,
    optionsTable(optionsOfFile(t), words),
    `## ${words.everywhere}`,
    optionsTable(globalOptions(t), words),
    `## ${words.exit.title}`,
    exitTable(words),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What each exit code says. */
export const exitTable = (words: DocumentWords): string =>
  table(
    [words.exit.code, words.exit.meaning],
    Object.entries(words.exits).map(([name, meaning]) => [String(exitCodes[name as keyof typeof exitCodes]), meaning]),
  );

const link = (path: string): string => `[${path}](#etw-${path.replaceAll(' ', '-')})`;

function section(page: Page, t: Catalog, words: DocumentWords): readonly string[] {
  const columns = [
    ...page.columns,
    ...page.values.filter((value) => page.takesRows && !page.columns.some((one) => one.name === value.name)),
  ];
  const ofColumns = new Set(page.takesRows ? columns.map((column) => `--${column.option}`) : []);
  const toldOnce = new Set(page.columns.length > 0 ? optionsOfFile(t).map((option) => option.long) : []);
  const options = page.options.filter((option) => !ofColumns.has(option.long ?? '') && !toldOnce.has(option.long));
  const decides =
    page.rules.length > 0
      ? [
          t.help.decides,
          table(
            words.rules,
            page.rules.map((rule) => [rule, t.rules[rule]]),
          ),
        ]
      : [];
  return [
    `### etw ${page.path}`,
    sentence(page.does),
    ...(page.takesRows && page.rules.length === 0 ? [t.help.records] : decides),
    ...page.arguments.map((argument) => argumentLine(argument, words)),
    ...(page.takesRows
      ? [
          table(
            words.columns,
            columns.map((column) => columnRow(column, page, t, words)),
          ),
        ]
      : []),
    ...(page.note === null ? [] : [page.note]),
    ...(options.length > 0 ? [optionsTable(options, words)] : []),
    ...shows(page, words),
    words.examples,
    `\`\`\`sh\n${page.examples.flatMap((example) => typedLines(example, 100, '')).join('\n')}\n\`\`\``,
  ];
}

const argumentLine = (argument: Page['arguments'][number], words: DocumentWords): string =>
  `${words.argument} \`${argument.name()}\`: ${argument.description}${argument.argChoices ? `: ${argument.argChoices.map(code).join(', ')}` : ''}${
    argument.required ? '' : ` (${words.optional})`
  }`;

/** A column of the file, or an option of the command's own, which has no header. */
function columnRow(column: Column, page: Page, t: Catalog, { must }: DocumentWords): readonly string[] {
  const inFile = page.columns.includes(column);
  const choices = choicesOf(column, t);
  const option = column.entry ? `--${column.entry.option} ${column.entry.names[0]}=` : `--${column.option}`;
  return [
    inFile ? code(column.name) : '',
    inFile && column.spanish ? code(column.spanish) : '',
    code(option),
    column.required ? must.always : column.conditional ? must.header : must.never,
    `${aboutColumn(column, t)}${choices.length > 0 ? `: ${choices.map(code).join(', ')}` : ''}`,
  ];
}

const optionsTable = (options: readonly Option[], words: DocumentWords): string =>
  table(
    words.options,
    options.map((option) => [code(option.flags), option.description]),
  );

const shows = ({ path, shows: lists }: Page, words: DocumentWords): readonly string[] =>
  Object.keys(lists).length === 0
    ? []
    : [
        words.shows,
        Object.entries(lists)
          .map(([of, columns]) => `- ${of === path ? '' : `**${of}**: `}${columns.map(code).join(', ')}`)
          .join('\n'),
      ];

const code = (text: string): string => `\`${text}\``;

/** Text of a cell; what stands between signs that a page would take for its own is shown. */
const cellOf = (text: string): string => (text.startsWith('`') ? text : text.replaceAll('<', '\\<')).replaceAll('|', '\\|');

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cellOf).join(' | ')} |`).join('\n');
