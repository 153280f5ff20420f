/** One project, school or replaced decision is found without reading all decisions; what is mostly null is indexed where it is not. */
export const sql = `
drop index decisions_project;
create index decisions_project on decisions (project_id, seq);
create index decisions_school on decisions (school_code, seq);
create index decisions_replaces on decisions (replaces) where replaces is not null;
drop index decisions_certificate;
create unique index decisions_certificate on decisions (certificate) where certificate is not null;
drop index decisions_revokes;
create unique index decisions_revokes on decisions (revokes) where revokes is not null;
create index enrolments_school on enrolments (school_code);
create index credits_elsewhere_project on credits_elsewhere (project_id);
create index labels_elsewhere_teacher on labels_elsewhere (teacher_id);
`;
