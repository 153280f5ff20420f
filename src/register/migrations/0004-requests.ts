/** Requests for what is pending. */
export const sql = `
create table requests (
  step text not null, subject text not null, asked_on text not null, actor text not null, run integer not null,
  primary key (step, subject, asked_on)
);
`;
