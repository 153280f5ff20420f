/** Quality labels and other awards. */
export const sql = `
create table label_applications (
  id integer primary key, project_id text not null, teacher_id text not null, applied_on text not null, run integer not null
);
create index label_applications_project on label_applications (project_id);
create table label_evaluations (
  decision text primary key, project_id text not null, teacher_id text not null, applied_on text not null, common_goals integer not null,
  active_participation integer not null, partner_collaboration integer not null, visible_results integer not null, scores text,
  run integer not null
);
create index label_evaluations_project on label_evaluations (project_id);
create table labels_elsewhere (
  project_id text not null, country text not null, holder text not null, teacher_id text not null, school text, school_code text,
  granted_on text not null, recorded_on text not null, run integer not null, primary key (project_id, country, holder, teacher_id)
);
create table label_proposals (
  decision text primary key, project_id text not null, country text not null, year text not null, proposed_on text not null,
  run integer not null
);
create index label_proposals_project on label_proposals (project_id);
create table other_awards (
  project_id text not null, award text not null, period text not null, school_code text not null, granted_on text,
  recorded_on text not null, run integer not null, primary key (project_id, award, period, school_code)
);
`;
