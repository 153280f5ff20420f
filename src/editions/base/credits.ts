import { assumed, limited, monthDay, number, stated, word, words } from '../values.ts';

const certification = 'S-CYL, Seguimiento, reconocimiento y certificación';

export const credits = {
  'academic-year.start': monthDay(assumed('09-01', 'S-CYL speaks of the academic year and gives no days')),
  'credits.year-of-project': limited(word(assumed('end', 'S-CYL does not say to which year a project belongs')), {
    among: ['start', 'end'],
  }),
  'credits.funding': limited(words(stated(['public', 'subsidised'], `${certification}, § 1`)), {
    among: ['public', 'subsidised', 'private'],
  }),
  'credits.documents': limited(words(stated(['project', 'follow-up', 'final'], `${certification}, § 1`)), {
    among: ['project', 'follow-up', 'final'],
  }),
  'credits.academic-year': number(stated(4, `${certification}, § 2`)),
  'credits.academic-year-days': number(assumed(225, 'S-CYL gives no number of days for an academic year')),
  'credits.term': number(stated(2, `${certification}, § 2`)),
  'credits.term-days': number(assumed(60, 'S-CYL gives no number of days for a term or four-month project')),
  'credits.shorter': number(assumed(0, 'S-CYL is silent on projects shorter than a term')),
  'credits.ceiling': number(stated(4, `${certification}, § 1`)),
  'credits.smallest-part': limited(number(assumed(1, 'S-CYL does not say whether part of an amount may be certified under the ceiling')), {
    least: 1,
  }),
  'credits.per-project': number(assumed(1, 'S-CYL does not say whether one project may be certified twice')),
};
