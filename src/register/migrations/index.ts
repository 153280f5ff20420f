/** The migrations in order, imported by name so that the bundle carries them. */
import { sql as participationAndCredits } from './0001-participation-and-credits.ts';
import { sql as labels } from './0002-labels.ts';
import { sql as schools } from './0003-schools.ts';
import { sql as requests } from './0004-requests.ts';
import { sql as lookUps } from './0005-look-ups.ts';
import { sql as labelsOfASchool } from './0006-labels-of-a-school.ts';

export interface Migration {
  readonly name: string;
  /** Statements both engines understand. */
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { name: '0001-participation-and-credits', sql: participationAndCredits },
  { name: '0002-labels', sql: labels },
  { name: '0003-schools', sql: schools },
  { name: '0004-requests', sql: requests },
  { name: '0005-look-ups', sql: lookUps },
  { name: '0006-labels-of-a-school', sql: labelsOfASchool },
];
