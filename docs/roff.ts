/** The man page, from the pages of the commands. The macros are those of man(7). */
import { exitCodes } from '../src/faults.ts';
import { headerOf, sentence, typedLines } from '../src/help.ts';
import type { Catalog } from '../src/languages/catalog.ts';
import { globalOptions, type Page } from '../src/page.ts';
import type { Chapters } from './markdown.ts';
import type { DocumentWords } from './words.ts';

export function manPage(chapters: Chapters, t: Catalog, { man, exits }: DocumentWords, version: string): string {
  const { sections } = man;
  const lines = [
    `.TH ETW 1 "" "etw ${version}"`,
    `.SH ${sections.name}`,
    `etw \\- ${escaped(man.name)}`,
    `.SH ${sections.synopsis}`,
    `.B etw`,
    escaped(`${t.help.command} ${t.help.options}`),
    `.SH ${sections.description}`,
    ...man.description.flatMap((paragraph) => ['.PP', escaped(paragraph)]).slice(1),
    `.SH ${sections.commands}`,
    ...chapters.flatMap(([heading, pages]) => [`.SS "${escaped(heading)}"`, ...pages.flatMap((page) => command(page, man.columns))]),
    `.SH "${sections.options}"`,
    ...globalOptions(t).flatMap((option) => item(option.flags, option.description)),
    `.SH "${sections.exit}"`,
    ...Object.entries(exits).flatMap(([name, meaning]) =>
      item(String(exitCodes[name as keyof typeof exitCodes]), meaning.replaceAll('`', '')),
    ),
    `.SH ${sections.environment}`,
    ...Object.entries(man.environment).flatMap(([name, meaning]) => item(name, meaning)),
    `.SH "${sections.more}"`,
    escaped(man.more),
  ];
  return `${lines.join('\n')}\n`;
}

function command(page: Page, columns: string): readonly string[] {
  const given = page.arguments.map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`));
  const rules = page.rules.length > 0 ? ` (${page.rules.join(', ')})` : '';
  return [
    ...item(['etw', page.path, ...given].join(' '), sentence(page.does + rules)),
    ...(page.columns.length > 0 ? ['.IP', escaped(`${columns} ${page.columns.map(headerOf).join(', ')}`)] : []),
    '.IP',
    '.nf',
    ...page.examples.flatMap((example) => typedLines(example, 66, '')).map(escaped),
    '.fi',
  ];
}

const item = (term: string, text: string): readonly string[] => ['.TP', `.B ${escaped(term)}`, escaped(text)];

/** Text as roff prints it: hyphens that can be copied, no line taken for a request. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1')
    .replaceAll('"', '\\(dq');
