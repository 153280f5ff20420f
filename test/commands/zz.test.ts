import { it } from 'vitest';
import { desk } from '../etw.ts';
it('x', async () => {
  const { etwIn } = desk();
  console.log(await Promise.race([etwIn({answers:['n']}, 'revoke', 'D000001', '--reason', 'x'), new Promise(r => setTimeout(r, 3000, 'timeout'))]));
});
