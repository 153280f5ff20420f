import type { PlainCommand } from '../command.ts';
import { exitCodes } from '../faults.ts';
import { verify } from '../register/audit.ts';
import { findDecisions } from '../register/decisions.ts';
import { findings } from '../register/doctor.ts';
import { DamagedValue } from '../register/faults.ts';

/** Looks the register over: the engine's own check, the log, and what rules promise. */
export const doctor: PlainCommand = {
  name: 'doctor',
  async run(context) {
    const { t, terminal, json } = context;
    const register = await context.register();
    const problems: string[] = [];
    for (const complaint of await register.engine.check()) problems.push(t.doctor.engine(complaint));
    const report = await register.read((reader) => verify(reader));
    if (report.fault) problems.push(t.doctor.log);
    await register.read(async (reader) => {
      try {
        for await (const _ of findDecisions(reader));
      } catch (error) {
        if (!(error instanceof DamagedValue)) throw error;
        problems.push(t.problems.damaged(error.table, error.key, error.column));
      }
      for (const finding of await findings(reader, register.place)) problems.push(t.doctor[finding.kind](finding.detail));
    });
    if (json)
      terminal.out(
        JSON.stringify({
          ok: problems.length === 0,
          register: register.place,
          entries: report.entries,
          rows: report.rows,
          head: report.head,
          problems,
        }),
      );
    else {
      terminal.out(t.doctor.looked(register.place, report.rows, report.entries));
      for (const problem of problems) terminal.complain(terminal.paint.bad(`✗ ${problem}`));
      if (problems.length === 0) terminal.out(terminal.paint.good(`✓ ${t.doctor.well}`));
    }
    return problems.length === 0 ? exitCodes.done : exitCodes.damaged;
  },
};
