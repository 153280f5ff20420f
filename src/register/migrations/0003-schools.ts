/** Calls for eTwinning School, applications, evaluations, and accreditations granted before this register. */
export const sql = `
create table calls (
  call text primary key, opens_on text not null, closes_on text not null, reference_day text, registered_by text, active_since text,
  label_since text, label_until text, valid_from text, valid_until text, run integer not null
);
create table school_applications (
  id integer primary key, call text not null, school_code text not null, teacher_id text not null, submitted_on text not null,
  digital_safety_policy integer not null, given text not null, run integer not null
);
create index school_applications_call on school_applications (call, school_code);
create table school_evaluations (
  id integer primary key, call text not null, school_code text not null, evidence_verified integer not null, scores text not null,
  evaluated_on text not null, run integer not null
);
create index school_evaluations_school on school_evaluations (school_code);
create table recorded_accreditations (
  school_code text not null, call text not null, valid_from text not null, valid_until text not null, recorded_on text not null,
  run integer not null, primary key (school_code, call)
);
`;
