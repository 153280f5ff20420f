/** Questions; loaded only where one is asked. */
import { input, select } from '@inquirer/prompts';
import type { Column } from '../batch/column.ts';
import { yesNo } from '../batch/parsers.ts';
import type { World } from '../context.ts';
import type { Catalog } from '../languages/catalog.ts';

const streams = (world: World) => ({ input: world.stdin, output: world.stderr, ...(world.signal ? { signal: world.signal } : {}) });

/** Yes or no in either language; no is what Enter says. */
export async function confirm(world: World, question: string, t: Catalog): Promise<boolean> {
  const answer = (text: string) => (text.trim() === '' ? { value: false } : yesNo(text.trim()));
  const validate = (text: string) => {
    const read = answer(text);
    return 'value' in read ? true : read.expected(t);
  };
  const read = answer(await input({ message: `${question} ${t.ask.yesOrNo}`, validate }, streams(world)));
  return 'value' in read && read.value;
}

/** The text of one column, checked with the same parser as a file. */
export async function askColumn(world: World, column: Column, help: string, t: Catalog): Promise<string> {
  if (column.choices) {
    const choices = column.choices.map((value) => ({ value, name: t.ask.words[value as keyof typeof t.ask.words] ?? value }));
    return select({ message: help, choices, instructions: { navigation: t.ask.choose, pager: t.ask.choose } }, streams(world));
  }
  const answer = await input(
    {
      message: `${help}:`,
      validate(text) {
        const trimmed = text.trim();
        if (trimmed === '') return column.required ? t.batch.required : true;
        const read = column.parse(trimmed);
        return 'value' in read ? true : read.expected(t);
      },
    },
    streams(world),
  );
  return answer.trim();
}
