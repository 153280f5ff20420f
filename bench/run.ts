/** `npm run bench`: the figures of single commands; `npm run bench -- year` a whole year of Europe. */
if (process.argv.includes('year')) await import('./year.ts');
else await import('./commands.ts');
