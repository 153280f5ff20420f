/** What the terminal shows: summaries, questions, usage and problems. */
const n = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** What a run counted. */
type Counts = Readonly<
  Record<'rows' | 'accepted' | 'unchanged' | 'created' | 'updated' | 'granted' | 'refused' | 'invalid' | 'withheld', number>
>;

export const terminal = {
  run: {
    warning: (text: string) => `note: ${text}`,
    moreWarnings: (count: number) => `… and ${n(count, 'more note')}`,
    moreErrors: (count: number) => `… and ${n(count, 'more error')}: --results <file> or --json shows them all`,
    answer: (status: string, outcome: string | null, value: number | null, message: string) =>
      [
        outcome === null
          ? status === 'unchanged'
            ? 'Unchanged.'
            : message === ''
              ? 'Recorded.'
              : ''
          : `${outcome === 'granted' ? 'Granted' : 'Refused'}${value === null ? '' : ` (${value})`}${status === 'unchanged' ? ', as before' : ''}.`,
        message,
      ]
        .filter(Boolean)
        .join(' '),
    decision: (id: string, kind: string, outcome: string) => `${id} · ${kind}: ${outcome}`,
    summary: (command: string, s: Counts) =>
      [
        `${command}: ${n(s.rows, 'row')}`,
        s.accepted > 0 && `${s.accepted} accepted`,
        s.unchanged > 0 && `${s.unchanged} unchanged`,
        s.created > 0 && `${s.created} created`,
        s.updated > 0 && `${s.updated} updated`,
        s.granted > 0 && `${s.granted} granted`,
        s.refused > 0 && `${s.refused} refused`,
        s.invalid > 0 && `${s.invalid} invalid`,
        s.withheld > 0 && `${s.withheld} withheld`,
      ]
        .filter(Boolean)
        .join(' · '),
    nothingWritten: (wrong: 'some rows' | 'all rows' | null) =>
      [
        'Nothing was written.',
        wrong && ' Correct the rows and run it again',
        wrong === 'some rows' && ', or take the valid ones with --skip-invalid',
        wrong && '.',
      ]
        .filter(Boolean)
        .join(''),
    reason: (rule: string, count: number, title: string) => `  ${rule}  ${count} not met: ${title}`,
    dryRun: 'A trial run: nothing was written.',
    unnamed: (fault: string) => `${fault}: the register holds the run; give the same command again for the file`,
    setAside: (count: number, file: string) =>
      `${n(count, 'row')} set aside in ${file}: correct ${count === 1 ? 'it' : 'them'} there and feed that file to the same command.`,
    assumed: (parameters: string, count: number) =>
      `${count === 1 ? 'This decision rests' : 'These decisions rest'} on values nobody states: ${parameters}. To confirm one: etw rules set <parameter> <value> --from <date> --source <text>`,
    next: (text: string) => `Next: ${text}`,
  },
  ask: {
    yesOrNo: '(y/N)',
    choose: 'type or use the arrows; Enter accepts',
    offer: 'type a code, name or place, or use the arrows; Enter takes what is marked',
    mark: 'the space bar marks, Enter goes on',
    more: 'Anything else to fill in?',
    question: (text: string) => `${text}?`,
    optional: '(optional)',
    today: (on: string) => `(Enter: ${on})`,
    none: '(empty)',
    fresh: '(not in the register yet)',
    furtherMatches: (count: number) => `… and ${count} more: type on`,
    save: 'Save?',
    correct: 'Which answer is to be corrected?',
    leave: 'none, leave it at that',
    same: 'The same without questions:',
    perhaps: (ids: string) => `. Perhaps ${ids}?`,
    revoke: 'Revoke? A revocation stays; only a new decision comes after it.',
    words: {
      yes: 'yes',
      no: 'no',
      public: 'public',
      subsidised: 'subsidised',
      private: 'private',
      new: 'new',
      joined: 'joined',
      project: 'project',
      'follow-up': 'follow-up report',
      final: 'final report',
      positive: 'positive',
      negative: 'negative',
    },
  },
  usage: {
    badDay: (option: string, text: string) => `${option}: “${text}” is not a date: expected YYYY-MM-DD or dd/mm/yyyy`,
    badLanguage: (text: string) => `--lang: “${text}” is not a language: expected es or en`,
    needsYes: (question: string) => `${question} Nobody can be asked here: add --yes to confirm.`,
    declined: 'Nothing was done.',
    onlyWithCsv: (option: string) => `${option} is only allowed with --csv <file>`,
    missingOptions: (command: string, options: string) => `missing: ${options} (etw ${command} --help).`,
    onlyNarrows: (options: string) => `${options}: only narrows a run without a file and without a single claim`,
    needsWholeKey: (options: string, keys: string) => `${options}: only allowed together with ${keys}`,
    csvOrOptions: (options: string) => `give either --csv or the values as options: ${options}`,
    badDelimiter: (text: string) => `--delimiter: “${text}” cannot separate cells: expected one sign such as ; or tab`,
    unknownLayout: (name: string, known: string, near: string | null) =>
      `--layout: “${name}” is unknown: expected ${known}${near === null ? '' : `; did you mean ${near}?`}`,
    rejectsNeedSkip: '--rejects is only allowed with --skip-invalid',
    samePlace: (one: string, other: string, path: string) =>
      `${one} and ${other} name the same file (${path}), and one would be lost: give another name`,
    rejectsOfStdin: '--skip-invalid with rows from standard input needs --rejects <file>',
    didYouMean: (near: string) => `Did you mean ${near}?`,
    unknownOption: (option: string) => `unknown option ${option}.`,
    unknownCommand: (command: string) => `unknown command “${command}”. etw help lists them.`,
    optionNeedsValue: (option: string) => `${option}: a value is missing.`,
    tooManyArguments: 'too many arguments.',
    badArgument: (value: string, choices: string) => `“${value}” is none of: ${choices}.`,
    badRuleValue: (name: string, text: string, type: string) => `${name}: “${text}” is not ${type}`,
    fileExists: (file: string) => `${file} exists already; a backup never replaces a file`,
    backupOfServer: 'a register on a server is backed up with the server’s own tools (pg_dump)',
  },
  notFound: {
    teacher: (id: string) => `teacher ${id} is not in the register`,
    project: (id: string) => `project ${id} is not in the register`,
    school: (code: string) => `school ${code} is not in the register`,
    cfie: (cfie: string) => `CFIE ${cfie} is not in the register`,
    decision: (id: string) => `no decision or certificate ${id} in the register`,
    parameter: (name: string, near: string | null) =>
      `no parameter ${name}: etw rules list shows them${near === null ? '' : `; did you mean ${near}?`}`,
    officeValue: (name: string) => `this office has set no such value of ${name}`,
  },
  problems: {
    busy: (place: string) => `The register ${place} is busy: another run is writing. Try again in a moment.`,
    newer: (place: string) =>
      `The register ${place} was made by a newer version of etw: update the program (npm install -g etwinning-admin).`,
    'edited-migration': (place: string) =>
      `The register ${place} was made by a program whose schema differs from this one’s: use an unaltered release of etw.`,
    unreadable: (place: string) => `The register ${place} cannot be opened: is it a register, does its folder exist, and may you read it?`,
    'read-only': (place: string) => `The register ${place} cannot be written: check its permissions and those of its folder.`,
    full: (place: string) =>
      `The register ${place} cannot grow: no room is left there, or a quota is reached. Nothing was written; make room and try again.`,
    vanished: (place: string) =>
      `The register ${place} was moved, removed or replaced during the run. Nothing was written; put it back in its place and try again.`,
    altered: (place: string, what: string) =>
      `The tables of the register ${place} were altered outside etw (${what}). Restore a backup: etw --db <backup> audit verify says whether it is sound.`,
    damaged: (table: string, key: string, column: string) =>
      `A stored value no longer reads (${table} ${key}, ${column}). etw audit verify says since when; restore a backup.`,
    noValue: (parameter: string, day: string) =>
      `No value of ${parameter} is in force on ${day}: etw rules set ${parameter} <value> --from <date> --source <text>`,
    noDriver:
      'etw cannot load its SQLite driver, which is compiled when etw is installed: with python3, make and g++ there (on Windows the C++ build tools), run npm install -g --allow-scripts=better-sqlite3 etwinning-admin, again after a change of Node.',
    interrupted: 'Interrupted: nothing was written.',
    bug: (message: string) =>
      `etw met a fault of its own (${message}). A run that did not finish writes nothing. Please report it with the output of the same command and --debug.`,
  },
  lists: {
    count: (rows: number) => n(rows, 'row'),
    leftOut: (columns: string) => `No room for: ${columns}. A wider terminal, --json or etw export shows them.`,
    noneFor: (filters: string) => `Nothing matches ${filters}.`,
    idle: (options: string, dataset: string, heeded: string) =>
      `${options}: nothing of ${dataset} goes by that; ${dataset} can be narrowed by ${heeded}`,
    none: (feeds: string) => `Nothing is there yet: ${feeds}`,
    feeds: {
      'credits list': 'etw credits certify --year <year>',
      'project list': 'etw project add --csv <file>',
      'school list': 'etw school add --csv <file>',
      'label list': 'etw label evaluate --csv <file>',
    },
    exported: (rows: number, file: string) => `${n(rows, 'row')} written to ${file}`,
    rules: ['parameter', 'value', 'from', 'mark', 'source'],
    rulesNext: 'etw rules show <parameter> gives its history; etw rules set gives it a value of this office.',
    ruleSet: (name: string, value: string, from: string) => `${name} = ${value} from ${from}, for this office.`,
    ruleAlready: (name: string, value: string, from: string) => `${name} = ${value} from ${from} already; nothing changed.`,
    ruleUnset: (name: string, count: number) =>
      `${name}: ${n(count, 'value')} of this office removed; etw rules show ${name} says what holds now.`,
  },
  show: {
    postings: 'Postings',
    projects: 'Projects',
    reports: 'Reports',
    credits: 'Credits',
    partners: 'Schools',
    enrolments: 'Enrolments',
    participations: 'Participations',
    teachers: 'Teachers',
    decisions: 'Decisions',
    next: (decision: string) => `etw explain ${decision} says why.`,
  },
  explain: {
    taken: (on: string, by: string, edition: string) => `decided for ${on} by ${by}, edition ${edition}`,
    keys: {
      teacher_id: 'teacher',
      project_id: 'project',
      school_code: 'school',
      school: 'school',
      country: 'country',
      year: 'year',
      call: 'call',
      credits: 'credits',
      score: 'score',
      certificate: 'certificate',
      valid_from: 'valid from',
      valid_until: 'valid until',
    },
    replaces: (id: string) => `replaces ${id}`,
    revokes: (id: string) => `revokes ${id}`,
    revokedBy: (id: string) => `REVOKED by ${id}`,
    resting: (ids: string) => `decisions that rest on it and still stand: ${ids}`,
    reason: (text: string) => `reason: ${text}`,
    met: 'met',
    unmet: 'not met',
    unassessed: 'not assessed',
    observed: 'seen',
    required: 'required',
    source: 'source',
    parameters: 'Values it rests on',
  },
  audit: {
    intact: (entries: number, rows: number) => `Intact: ${n(entries, 'entry', 'entries')} of the log, ${n(rows, 'row')} as recorded.`,
    head: (head: string) => `head: ${head}`,
    columns: ['seq', 'at', 'by', 'command', 'on', 'wrote'],
    'entry-altered': (seq: number) => `log entry ${seq} was altered`,
    'entry-missing': (seq: number) => `log entry ${seq} is missing`,
    'entry-order': (seq: number) => `log entry ${seq} does not follow the one before it`,
    'entry-unreadable': (seq: number) => `log entry ${seq} cannot be read`,
    'row-altered': (table: string, key: string, seq: number | null) => `${table} ${key} was altered since log entry ${seq}`,
    'row-missing': (table: string, key: string, seq: number | null) => `${table} ${key}, recorded by log entry ${seq}, is missing`,
    'row-added': (table: string, key: string) => `${table} ${key} was added without the log`,
    'head-unknown': (head: string) => `the log does not hold the head ${head}: its end was cut or rewritten`,
    backedUp: (file: string, entries: number) => `Copied to ${file} and verified (${n(entries, 'entry', 'entries')} of the log).`,
    backupDamaged: (file: string) => `The copy ${file} does not verify: etw --db ${file} audit verify says why.`,
  },
  doctor: {
    looked: (place: string, rows: number, entries: number) => `${place}: ${n(rows, 'row')}, ${n(entries, 'entry', 'entries')} of the log`,
    well: 'all is well',
    engine: (complaint: string) => `the database reports: ${complaint}`,
    log: 'the log does not agree with what is stored: etw audit verify says where',
    numbers: (series: string) => `the certificates of ${series} are not numbered without gaps`,
    permissions: (file: string) => `others may read ${file}: chmod 600 ${file}`,
  },
};
