/**
 * A process of its own that works on a register: `node … <place> <order>`, where the order is `numbers <count>` (a run
 * a number) or `hold <milliseconds>` (one run, which says `holding` once it may write). Bundled and started by `processes.test.ts`.
 */
import { RegisterFault } from '../../src/register/faults.ts';
import { type Deed, openRegister } from '../../src/register/register.ts';

const [place = '', order, amount] = process.argv.slice(2);
const deed: Deed = { actor: String(process.pid), command: 'test', on: '2026-07-01' as Deed['on'], at: new Date() };

try {
  const engine = /^postgres/.test(place)
    ? (await import('../../src/register/postgres.ts')).openPostgres(place)
    : await (await import('../../src/register/sqlite.ts')).openSqlite(place);
  const register = await openRegister(engine);
  if (order === 'hold') {
    await register.write(deed, async (writer) => {
      await writer.next('held');
      console.log('holding');
      await new Promise((resolve) => setTimeout(resolve, Number(amount)));
    });
  } else {
    for (let count = 0; count < Number(amount); count += 1) {
      await register.write(deed, async (writer) => {
        const number = await writer.next('certificate');
        writer.put('cfies', { cfie: `CFIE-${number}`, name: null });
      });
    }
  }
  await register.close();
} catch (error) {
  console.log(error instanceof RegisterFault ? error.problem : String(error));
  process.exitCode = 1;
}
