import { assumed, number, stated, word, words } from '../values.ts';

const requirements = 'S-SCH, ¿Qué significa ser Centro eTwinning?';
const application = 'S-SCH, ¿Cómo se puede obtener la acreditación eTwinning School?';
const values = 'S-SCH, ¿Cuáles son los valores de los centros eTwinning?';

/** The values of eTwinning Schools, by the names their columns begin with. */
export const schoolValues = ['shared_leadership', 'teamwork', 'student_agency', 'role_model', 'inclusion'] as const;

export const schools = {
  'schools.country': word(stated('ES', `${application}: the National Support Service evaluates`)),
  'schools.years': number(stated(2, requirements)),
  'schools.active-teachers': number(stated(3, requirements)),
  'schools.active-years': number(assumed(2, 'S-SCH asks for active teachers and does not say since when')),
  'schools.national-labels': number(stated(1, requirements)),
  'schools.renewal-days': number(assumed(180, 'The sources do not say how early an accredited school may apply again')),
  'schools.values': words(stated([...schoolValues], values)),
  'schools.lowest-score': number(assumed(0, 'S-SCH gives no scale')),
  'schools.highest-score': number(assumed(5, 'S-SCH gives no scale')),
  'schools.least-total': number(assumed(18, 'S-SCH gives no number of points to pass')),
  'schools.least-each': number(assumed(2, 'S-SCH gives no number of points to pass')),
  'schools.validity-years': number(stated(2, requirements)),
};
