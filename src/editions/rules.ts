/** Where each rule is said, in the order in which findings are given. */
export const ruleSources = {
  'PART-1': 'S-CYL, Solicitud y registro de usuarios, § 1',
  'PART-2(a)': 'S-CYL, Solicitud y registro de usuarios, § 2',
  'PART-2(b)': 'S-CYL, Solicitud y registro de usuarios, § 2',
  'PART-2(c)': 'S-CYL, Solicitud y registro de usuarios, § 2',
  'PART-3': 'S-CYL, Solicitud y registro de usuarios, § 3',
  'PART-4': 'S-CYL, Proyectos nuevos o anexados, § 1',
  'PART-5': 'S-CYL, Proyectos nuevos o anexados, § 1',
  'PART-6': 'S-CYL, Proyectos nuevos o anexados, § 2',
  'PART-6(a)': 'S-CYL, § 1; S-OV, Principios básicos, 1',
  'PART-6(b)': 'S-OV, Principios básicos, 2',
  'PART-6(c)': 'S-OV, Principios básicos, 3',
  'PART-7': 'S-CYL, Proyectos nuevos o anexados, § 2',
  'PART-8': 'S-CYL, Proyectos nuevos o anexados, § 3',
  'CRED-1': 'S-CYL, Seguimiento, reconocimiento y certificación, § 1',
  'CRED-2': 'S-CYL, Seguimiento, reconocimiento y certificación, § 1',
  'CRED-3': 'S-CYL, Seguimiento, reconocimiento y certificación, § 1',
  'CRED-4': 'S-CYL, Seguimiento, reconocimiento y certificación, § 2',
  'CRED-5': 'S-CYL, Seguimiento, reconocimiento y certificación, § 2',
  'CRED-6': 'S-CYL, Seguimiento, reconocimiento y certificación, § 1',
  'CRED-7': 'S-CYL, Seguimiento, reconocimiento y certificación, § 1',
  'CRED-8': 'S-CYL (silent)',
} as const;

export type RuleId = keyof typeof ruleSources;
