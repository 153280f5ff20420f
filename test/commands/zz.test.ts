import { it } from 'vitest';
import { anOffice, teacher, schools } from './office.ts';
it('x', async () => {
  const o = await anOffice();
  await o.feed('register', [teacher('NEW', schools.roble, { in_service: 'no' })]);
  console.log(JSON.stringify((await o.etw('audit','log','--json')).list, null, 1));
});
