import type { PlainCommand } from '../command.ts';
export const demo: PlainCommand = {
  name: 'demo',
  async run() {
    return 0;
  },
};
