/** What waits for an answer, and the sheets that ask for it. */
const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export const pending = {
  commands: {
    pending: {
      does: 'list what waits for an answer, and write the sheet that asks for it',
      examples: [
        'etw pending',
        'etw pending access --province León --older-than 15',
        'etw pending access --out access.csv --excel',
        'etw pending access --mark',
      ],
    },
  },
  columns: {
    older_than: 'only what has waited for more than so many days',
    sheet: 'file for the sheet that asks (- for standard output)',
  },
  arguments: { what: 'what is waited for; without it, a summary of all' },
  flags: { mark: 'record that the request went out today (--on), once a day for each' },
  notFound: { province: (name: string) => `no province ${name}, in Spain or in the register` },
  pending: {
    columns: ['what', 'waits for', 'count', 'since', 'days', 'next'],
    waitsFor: {
      access: 'schools’ replies about teachers',
      suitability: 'assessments of participations',
      approval: 'schools’ approvals of projects',
      reports: 'reports that are due',
      evaluation: 'evaluations of final reports',
      label: 'evaluations for national labels',
      accreditation: 'evaluations of candidate schools',
    },
    total: (count: number, days: number) => (count === 0 ? 'Nothing waits.' : `${n(count, 'row')}; the longest wait: ${n(days, 'day')}.`),
    marked: (count: number, before: number, day: string) =>
      `${n(count, 'request')} recorded for ${day}${before === 0 ? '' : `; ${before} recorded that day already`}.`,
    thenSheet: (sheet: string, answer: string) => `${sheet}, and with the answers in it ${answer}`,
    fillIn: (columns: string, answer: string) => `fill in ${columns}; then ${answer}. Rows left as they are change nothing.`,
    thenMark: (command: string) => `Once it is sent: ${command}`,
    needsWhat: (options: string, steps: string) => `${options}: say what is asked for: ${steps}`,
    onlyWith: (option: string, other: string) => `${option} is only allowed with ${other}`,
    severalCalls: (calls: string) => `applications of several calls wait (${calls}), and a sheet is for one of them: --call <year>`,
  },
};
