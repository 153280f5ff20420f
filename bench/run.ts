/** `npm run bench`: each line a ratio of two commands that took turns in this run. */
import { compare, formatTable } from './measure.ts';
import { phaseOne } from './schools.ts';

const node = process.execPath;

const comparisons = [
  compare(
    { name: '`etw --version`', run: [node, 'bin/etw.js', '--version'] },
    { name: 'bare Node (`node -e 0`)', run: [node, '-e', '0'] },
    15,
  ),
  ...(await phaseOne()),
];

console.log(formatTable(comparisons));
