/** The labels recorded for a school are found by the school: a call asks of each. */
export const sql = `
create index labels_elsewhere_school on labels_elsewhere (school_code) where school_code is not null;
`;
