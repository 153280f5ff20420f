import { assumed, names, number, numbers, published, stated, word, words } from '../values.ts';

const national = 'S-QL, Sello de Calidad Nacional';
const european = 'S-QL, Sello de Calidad Europeo';
const applicationForm = 'Scale of the application form, programme pages';

export const labels = {
  'labels.service-country': word(published('ES', 'The register is kept for the National Support Service of Spain')),
  // What must be met before anything is scored, by rule.
  'labels.gate': words(stated(['NQL-1', 'NQL-2', 'NQL-3', 'NQL-4', 'NQL-5'], `${national}, the five minimum requirements`)),
  'labels.finishing-days': number(assumed(60, 'S-QL says finished or about to finish, and gives no days')),
  // The names are the columns of the evaluation file; those in Spanish are headers of the same columns.
  'labels.criteria': words(
    stated(
      ['pedagogical_innovation', 'curricular_integration', 'communication', 'collaboration', 'technology', 'results'],
      `${national}, the six criteria`,
    ),
  ),
  'labels.criteria-spanish': names(
    stated(
      {
        pedagogical_innovation: 'innovación_pedagógica',
        curricular_integration: 'integración_curricular',
        communication: 'comunicación',
        collaboration: 'colaboración',
        technology: 'tecnología',
        results: 'resultados',
      },
      `${national}, the six criteria`,
    ),
  ),
  'labels.scale-least': number(published(0, applicationForm)),
  'labels.scale-most': number(published(5, applicationForm)),
  'labels.pass-total': number(assumed(18, 'S-QL gives no total')),
  'labels.pass-each': number(assumed(2, 'S-QL gives no minimum of a criterion')),
  // Criteria with a minimum of their own.
  'labels.mandatory': numbers(assumed({}, 'S-QL names no criterion with a minimum of its own')),
  'labels.european-from': number(stated(2012, european)),
  'labels.european-proposals': number(stated(1, `${european}, first condition`)),
  'labels.european-schools': number(stated(2, `${european}, second condition`)),
  // `holders`: the schools that hold the national label; any other word: every school in an active participation.
  'labels.european-to': word(assumed('holders', 'S-QL does not say which schools of the project get it')),
};
