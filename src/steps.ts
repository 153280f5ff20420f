/** The steps at which the office waits for somebody, and the sheets that go out and come back. */

/** What may be waited for, each with the command that takes the answer. */
export const answeredBy = {
  access: 'approve teacher',
  suitability: 'project assess',
  approval: 'approve project',
  reports: 'report submit',
  evaluation: 'report evaluate',
  label: 'label evaluate',
  accreditation: 'school accredit',
} as const;

export type Step = keyof typeof answeredBy;
export const steps = Object.keys(answeredBy) as Step[];

/** How long a matter has waited and how often it was asked; no command reads such columns, so that a file with one of them is a sheet. */
export const waitColumns = ['since', 'days', 'asked'] as const;

/** What a sheet says beside the columns of the command that answers it, for the reader's eyes. */
export const sheetColumns = ['school_name', 'school_email', 'given_name', 'family_name', 'title', 'url', ...waitColumns] as const;
