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
  'NQL-1': 'S-QL, Sello de Calidad Nacional, 1',
  'NQL-2': 'S-QL, Sello de Calidad Nacional, 2',
  'NQL-3': 'S-QL, Sello de Calidad Nacional, 3',
  'NQL-4': 'S-QL, Sello de Calidad Nacional, 4',
  'NQL-5': 'S-QL, Sello de Calidad Nacional, 5',
  'NQL-6': 'S-QL, Sello de Calidad Nacional, six criteria',
  'NQL-7': 'S-CYL, Proyectos nuevos o anexados, § 3; S-QL, § 1',
  'NQL-8': 'S-QL, § 1',
  'EQL-1': 'S-QL, Sello de Calidad Europeo, first condition',
  'EQL-2': 'S-QL, Sello de Calidad Europeo, second condition',
  'EQL-3': 'S-QL, Sello de Calidad Europeo',
  'SCH-1': 'S-SCH, ¿Qué significa ser Centro eTwinning?, § 2',
  'SCH-2': 'S-SCH, ¿Qué significa ser Centro eTwinning?, § 2',
  'SCH-3': 'S-SCH, ¿Qué significa ser Centro eTwinning?, § 2',
  'SCH-4': 'S-SCH, ¿Qué significa ser Centro eTwinning?, § 3; S-SCH19, § 2',
  'SCH-5': 'S-SCH, ¿Cómo se puede obtener la acreditación eTwinning School?, § 1',
  'SCH-6': 'S-SCH, ¿Cómo se puede obtener la acreditación eTwinning School?, § 2',
  'SCH-7': 'S-SCH, ¿Cómo se puede obtener la acreditación eTwinning School?, § 2; ¿Cuáles son los valores de los centros eTwinning?',
  'SCH-8': 'S-SCH, ¿Cómo se puede obtener la acreditación eTwinning School?, § 2',
} as const;

export type RuleId = keyof typeof ruleSources;

/** The rules of some beginnings, in the order of findings: `PART-2` is all its parts, `CRED` every rule of credits. */
export const rulesOf = (...beginnings: readonly string[]): readonly RuleId[] =>
  (Object.keys(ruleSources) as RuleId[]).filter((rule) =>
    beginnings.some((beginning) => rule === beginning || rule.startsWith(`${beginning}-`) || rule.startsWith(`${beginning}(`)),
  );
