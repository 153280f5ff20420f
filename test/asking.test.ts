import { expect, it } from 'vitest';
import { withoutPassword } from '../src/asking.ts';

it.each([
  ['postgres://ana:secret@server.example.org:5432/office', 'postgres://ana@server.example.org:5432/office'],
  ['--db=postgresql://ana:se@cr:et@server.example.org/office', '--db=postgresql://ana@server.example.org/office'],
  ['postgres://ana@server.example.org:5432/office', 'postgres://ana@server.example.org:5432/office'],
  ['postgres://server.example.org:5432/office', 'postgres://server.example.org:5432/office'],
  ['office.db', 'office.db'],
  ['a:b@c', 'a:b@c'],
])('the command line that is said of %s holds no password', (typed, said) => {
  expect(withoutPassword(typed)).toBe(said);
});
