/**
 * The tables of the register, each declared once: the types of the queries, what
 * is saved, and what the log's digests cover all derive from here. A table with a
 * `salt` holds text about persons, which can be removed without breaking the log.
 * Flags are 0 or 1; days are text; `run` is the run that last wrote the row.
 */
const text = { type: 'text', optional: false } as const;
const maybe = { type: 'text', optional: true } as const;
const integer = { type: 'integer', optional: false } as const;
const count = { type: 'integer', optional: true } as const;

export const tables = {
  schools: {
    key: ['school_code'],
    columns: {
      school_code: text,
      name: text,
      country: text,
      region: maybe,
      province: maybe,
      municipality: maybe,
      locality: maybe,
      address: maybe,
      postal_code: maybe,
      funding: text,
      email: maybe,
      cfie: maybe,
      etwinning_since: maybe,
      run: integer,
    },
  },
  cfies: { key: ['cfie'], columns: { cfie: text, name: maybe, run: integer } },
  cfie_areas: {
    key: ['area'],
    // `area` is the folded place that names compare by; the other columns are as they were given.
    columns: { area: text, cfie: text, province: maybe, municipality: maybe, school_code: maybe, run: integer },
  },
  // A teacher with the present (or last) posting; earlier postings lie in former_postings.
  teachers: {
    key: ['teacher_id'],
    columns: {
      teacher_id: text,
      given_name: text,
      family_name: text,
      email: text,
      last_active_on: maybe,
      school_code: text,
      posted_from: text,
      posted_until: maybe,
      salt: text,
      run: integer,
    },
  },
  former_postings: {
    key: ['teacher_id', 'posted_from'],
    columns: { teacher_id: text, posted_from: text, posted_until: text, school_code: text, run: integer },
  },
  access_replies: {
    key: ['id'],
    columns: {
      id: integer,
      teacher_id: text,
      posted_from: text,
      attached: integer,
      data_correct: integer,
      consent: integer,
      replied_on: text,
      run: integer,
    },
  },
  projects: {
    key: ['project_id'],
    columns: { project_id: text, title: text, starts_on: text, ends_on: text, url: maybe, added_on: text, run: integer },
  },
  partners: {
    key: ['project_id', 'position'],
    // A founding school of this register has its code; the others are known by country and name.
    columns: {
      project_id: text,
      position: integer,
      country: text,
      name: text,
      school_code: maybe,
      founder: integer,
      added_on: text,
      run: integer,
    },
  },
  enrolments: {
    key: ['id'],
    columns: {
      id: integer,
      project_id: text,
      teacher_id: text,
      school_code: text,
      form: text,
      enrolled_on: text,
      withdrawn_on: maybe,
      run: integer,
    },
  },
  assessments: {
    key: ['id'],
    columns: { id: integer, project_id: text, school_code: text, collaboration: integer, ict: integer, assessed_on: text, run: integer },
  },
  approvals: {
    key: ['id'],
    columns: { id: integer, project_id: text, school_code: text, approved: integer, replied_on: text, run: integer },
  },
  reports: {
    key: ['id'],
    columns: { id: integer, project_id: text, teacher_id: text, kind: text, submitted_on: text, sha256: maybe, run: integer },
  },
  evaluations: {
    key: ['id'],
    columns: { id: integer, project_id: text, teacher_id: text, result: text, evaluated_on: text, run: integer },
  },
  credits_elsewhere: {
    key: ['teacher_id', 'year', 'project_id', 'certificate'],
    // Empty text stands for no project or no certificate, so that the key compares.
    columns: {
      teacher_id: text,
      year: text,
      credits: integer,
      cfie: text,
      project_id: text,
      certificate: text,
      recorded_on: text,
      run: integer,
    },
  },
  decisions: {
    key: ['decision'],
    columns: {
      decision: text,
      seq: integer,
      kind: text,
      subject: text,
      outcome: text,
      on_day: text,
      actor: text,
      teacher_id: maybe,
      project_id: maybe,
      school_code: maybe,
      school: maybe,
      country: maybe,
      year: maybe,
      call: maybe,
      credits: count,
      asked: count,
      score: count,
      certificate: maybe,
      valid_from: maybe,
      valid_until: maybe,
      replaces: maybe,
      revokes: maybe,
      grounds: text,
      // [[met, observed], …] in the order of the rules in `grounds`.
      findings: text,
      run: integer,
    },
  },
  // What decisions rest on: edition, parameter values, and what each rule requires and where it is said.
  grounds: { key: ['grounds'], columns: { grounds: text, body: text, run: integer } },
  // What a certificate says, as it was at issue.
  certificates: { key: ['certificate'], columns: { certificate: text, decision: text, content: text, salt: text, run: integer } },
  counters: { key: ['name'], columns: { name: text, value: integer, run: integer } },
  office_values: {
    key: ['parameter', 'from_day'],
    columns: { parameter: text, from_day: text, value: text, source: text, run: integer },
  },
  // Comments, reasons, and names of those who replied or evaluated: text about persons, apart from the facts.
  remarks: {
    key: ['about', 'about_id', 'kind'],
    columns: { about: text, about_id: text, kind: text, body: text, salt: text, run: integer },
  },
  label_applications: {
    key: ['id'],
    columns: { id: integer, project_id: text, teacher_id: text, applied_on: text, run: integer },
  },
  // What the officer answered and scored; the decision it led to names it.
  label_evaluations: {
    key: ['decision'],
    columns: {
      decision: text,
      project_id: text,
      teacher_id: text,
      applied_on: text,
      common_goals: integer,
      active_participation: integer,
      partner_collaboration: integer,
      visible_results: integer,
      // `{criterion: points}`; null where the gate left them unread.
      scores: maybe,
      run: integer,
    },
  },
  // National labels granted outside this register. `holder` is the school as it compares: by code, or by its folded name.
  labels_elsewhere: {
    key: ['project_id', 'country', 'holder', 'teacher_id'],
    // Empty text stands for no teacher, so that the key compares.
    columns: {
      project_id: text,
      country: text,
      holder: text,
      teacher_id: text,
      school: maybe,
      school_code: maybe,
      granted_on: text,
      recorded_on: text,
      run: integer,
    },
  },
  label_proposals: {
    key: ['decision'],
    columns: { decision: text, project_id: text, country: text, year: text, proposed_on: text, run: integer },
  },
  other_awards: {
    key: ['project_id', 'award', 'period', 'school_code'],
    // Empty text stands for no school, so that the key compares.
    columns: {
      project_id: text,
      award: text,
      period: text,
      school_code: text,
      granted_on: maybe,
      recorded_on: text,
      run: integer,
    },
  },
  // Calls for eTwinning School. A window that is null is the edition's own.
  calls: {
    key: ['call'],
    columns: {
      call: text,
      opens_on: text,
      closes_on: text,
      reference_day: maybe,
      registered_by: maybe,
      active_since: maybe,
      label_since: maybe,
      label_until: maybe,
      valid_from: maybe,
      valid_until: maybe,
      run: integer,
    },
  },
  school_applications: {
    key: ['id'],
    // `given` names the plans and evidence that are not empty; their text lies in remarks.
    columns: {
      id: integer,
      call: text,
      school_code: text,
      teacher_id: text,
      submitted_on: text,
      digital_safety_policy: integer,
      given: text,
      run: integer,
    },
  },
  school_evaluations: {
    key: ['id'],
    // `scores` by criterion, as JSON: an edition names the criteria.
    columns: {
      id: integer,
      call: text,
      school_code: text,
      evidence_verified: integer,
      scores: text,
      evaluated_on: text,
      run: integer,
    },
  },
  recorded_accreditations: {
    key: ['school_code', 'call'],
    columns: { school_code: text, call: text, valid_from: text, valid_until: text, recorded_on: text, run: integer },
  },
  // That somebody was asked for what is pending: at most once a day for one matter, named as decisions name their subject.
  requests: {
    key: ['step', 'subject', 'asked_on'],
    columns: { step: text, subject: text, asked_on: text, actor: text, run: integer },
  },
} as const satisfies Record<string, { key: readonly string[]; columns: Record<string, { type: 'text' | 'integer'; optional: boolean }> }>;

export type TableName = keyof typeof tables;
type Stored<C extends { type: 'text' | 'integer'; optional: boolean }> =
  | (C['type'] extends 'integer' ? number : string)
  | (C['optional'] extends true ? null : never);
export type RowOf<T extends TableName> = {
  -readonly [K in keyof (typeof tables)[T]['columns']]: (typeof tables)[T]['columns'][K] extends infer C extends {
    type: 'text' | 'integer';
    optional: boolean;
  }
    ? Stored<C>
    : never;
};

export interface LogRow {
  seq: number;
  /** The instant, UTC. */
  at: string;
  actor: string;
  command: string;
  on_day: string;
  run: number;
  /** `{table: [[key, digest], …]}`; a digest of null says that the row was removed. */
  items: string;
  prev: string;
  hash: string;
}

export const logColumns = ['seq', 'at', 'actor', 'command', 'on_day', 'run', 'items', 'prev', 'hash'] as const satisfies (keyof LogRow)[];

export type Tables = { [T in TableName]: RowOf<T> } & {
  log: LogRow;
  migrations: { name: string; checksum: string; applied_at: string };
};

export const tableNames = Object.keys(tables) as TableName[];
const columnNames = Object.fromEntries(tableNames.map((table) => [table, Object.keys(tables[table].columns)])) as unknown as Record<
  TableName,
  readonly string[]
>;
export const columnsOf = (table: TableName): readonly string[] => columnNames[table];
