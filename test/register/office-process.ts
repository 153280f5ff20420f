/**
 * A process of its own that works on a register: `node … <place> <order>`, where the order is `numbers <count>` (a run
 * a number), `hold <milliseconds>` (one run, which says `holding` once it may write) `rest <milliseconds>` (two runs, and
 * `resting` said between them) or `migrate <rows>` (one migration more, which takes its time; `begun` is said before). With `ETW_THREADED=1` a file is written in a thread of its own.
 * Bundled and started by `processes.test.ts` and `releases.test.ts`.
 */
import { RegisterFault } from '../../src/register/faults.ts';
import { type Migration, migrations } from '../../src/register/migrations/index.ts';
import { type Deed, openRegister, type Register } from '../../src/register/register.ts';

export type Order = readonly [work: 'numbers' | 'hold' | 'rest' | 'migrate', amount: string];

const [place = '', order, amount] = process.argv.slice(2);
const pause = () => new Promise((resolve) => setTimeout(resolve, Number(amount)));
const deed: Deed = { actor: String(process.pid), command: 'test', on: '2026-07-01' as Deed['on'], at: new Date() };

const more: Migration = {
  name: '9999-more',
  sql: `create table numbers (number integer primary key, text text);
insert into numbers with recursive some (n) as (select 1 union all select n + 1 from some where n < ${amount}) select n, 'text ' || n from some;`,
};

let register: Register | undefined;
try {
  const engine = /^postgres/.test(place)
    ? (await import('../../src/register/postgres.ts')).openPostgres(place)
    : await (await import('../../src/register/sqlite.ts')).openSqlite(place, { threaded: process.env.ETW_THREADED === '1' });
  if (order === 'migrate') {
    console.log('begun');
    // What was said is heard before the work begins, which leaves no moment for it.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  register = await openRegister(engine, order === 'migrate' ? { steps: [...migrations, more] } : {});
  if (order === 'hold') {
    await register.write(deed, async (writer) => {
      await writer.next('held');
      console.log('holding');
      await pause();
    });
  } else if (order === 'rest') {
    await register.write(deed, (writer) => writer.next('rested'));
    console.log('resting');
    await pause();
    await register.write(deed, (writer) => writer.next('rested'));
  } else if (order === 'numbers') {
    for (let count = 0; count < Number(amount); count += 1) {
      await register.write(deed, async (writer) => {
        const number = await writer.next('certificate');
        writer.put('cfies', { cfie: `CFIE-${number}`, name: null });
      });
    }
  }
} catch (error) {
  console.log(error instanceof RegisterFault ? error.problem : String(error));
  process.exitCode = 1;
} finally {
  await register?.close();
}
