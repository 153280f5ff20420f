/** The first schema. Applied migrations never change: their checksum is kept in the register. */
export const sql = `
create table schools (
  school_code text primary key, name text not null, country text not null, region text, province text, municipality text,
  locality text, address text, postal_code text, funding text not null, email text, cfie text, etwinning_since text, run integer not null
);
create table cfies (cfie text primary key, name text, run integer not null);
create table cfie_areas (area text primary key, cfie text not null, province text, municipality text, school_code text, run integer not null);
create table teachers (
  teacher_id text primary key, given_name text not null, family_name text not null, email text not null, last_active_on text,
  school_code text not null, posted_from text not null, posted_until text, salt text not null, run integer not null
) /* by key */;
create unique index teachers_email on teachers (email);
create table former_postings (
  teacher_id text not null, posted_from text not null, posted_until text not null, school_code text not null, run integer not null,
  primary key (teacher_id, posted_from)
);
create table access_replies (
  id integer primary key, teacher_id text not null, posted_from text not null, attached integer not null, data_correct integer not null,
  consent integer not null, replied_on text not null, run integer not null
);
create index access_replies_teacher on access_replies (teacher_id);
create table projects (
  project_id text primary key, title text not null, starts_on text not null, ends_on text not null, url text, added_on text not null,
  run integer not null
);
create index projects_end on projects (ends_on);
create table partners (
  project_id text not null, position integer not null, country text not null, name text not null, school_code text,
  founder integer not null, added_on text not null, run integer not null, primary key (project_id, position)
);
create table enrolments (
  id integer primary key, project_id text not null, teacher_id text not null, school_code text not null, form text not null,
  enrolled_on text not null, withdrawn_on text, run integer not null
);
create index enrolments_project on enrolments (project_id);
create index enrolments_teacher on enrolments (teacher_id);
create table assessments (
  id integer primary key, project_id text not null, school_code text not null, collaboration integer not null, ict integer not null,
  assessed_on text not null, run integer not null
);
create index assessments_project on assessments (project_id);
create table approvals (
  id integer primary key, project_id text not null, school_code text not null, approved integer not null, replied_on text not null,
  run integer not null
);
create index approvals_project on approvals (project_id);
create table reports (
  id integer primary key, project_id text not null, teacher_id text not null, kind text not null, submitted_on text not null, sha256 text,
  run integer not null
);
create index reports_project on reports (project_id);
create table evaluations (
  id integer primary key, project_id text not null, teacher_id text not null, result text not null, evaluated_on text not null,
  run integer not null
);
create index evaluations_project on evaluations (project_id);
create table credits_elsewhere (
  teacher_id text not null, year text not null, credits integer not null, cfie text not null, project_id text not null,
  certificate text not null, recorded_on text not null, run integer not null, primary key (teacher_id, year, project_id, certificate)
);
create table decisions (
  decision text primary key, seq integer not null unique, kind text not null, subject text not null, outcome text not null,
  on_day text not null, actor text not null, teacher_id text, project_id text, school_code text, school text, country text, year text,
  call text, credits integer, asked integer, score integer, certificate text, valid_from text, valid_until text, replaces text,
  revokes text, grounds text not null, findings text not null, run integer not null
);
create index decisions_subject on decisions (kind, subject);
create index decisions_teacher on decisions (teacher_id, year);
create index decisions_project on decisions (project_id);
create unique index decisions_certificate on decisions (certificate);
create unique index decisions_revokes on decisions (revokes);
create table grounds (grounds text primary key, body text not null, run integer not null);
create table certificates (certificate text primary key, decision text not null, content text not null, salt text not null, run integer not null);
create table counters (name text primary key, value integer not null, run integer not null);
create table office_values (
  parameter text not null, from_day text not null, value text not null, source text not null, run integer not null,
  primary key (parameter, from_day)
);
create table remarks (
  about text not null, about_id text not null, kind text not null, body text not null, salt text not null, run integer not null,
  primary key (about, about_id, kind)
);
create table log (
  seq integer primary key, at text not null, actor text not null, command text not null, on_day text not null, run integer not null,
  items text not null, prev text not null, hash text not null
);
`;
