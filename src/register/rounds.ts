/** What a European round looks at in its projects, loaded in sets. */
import type { Day } from '../day.ts';
import type { Recipients } from '../rules/labels.ts';
import { findPastOfProjects, type Past, standing } from './decisions.ts';
import { enrolledSchools, findHeld, findProposals, type Held } from './labels.ts';
import { type Enrolment, findEnrolments, findParticipations, findProjects, participationSubject } from './projects.ts';
import type { Reader } from './register.ts';

export interface Round {
  readonly year: string;
  /** The day as known on which everything was loaded. */
  readonly on: Day;
  readonly proposals: ReadonlyMap<string, readonly string[]>;
  readonly held: ReadonlyMap<string, readonly Held[]>;
  readonly enrolments: ReadonlyMap<string, readonly Enrolment[]>;
  /** The participations that are active (PART-8), by `participationSubject`. */
  readonly active: ReadonlySet<string>;
  /** Decisions of any round, by project. */
  readonly past: Map<string, (Past & { readonly subject: string })[]>;
  readonly known: ReadonlySet<string>;
}

export async function loadRound(reader: Reader, projects: readonly string[], year: string, on: Day): Promise<Round> {
  const enrolments = await findEnrolments(reader, projects);
  return {
    year,
    on,
    proposals: await findProposals(reader, projects, year, on),
    held: await findHeld(reader, projects, on),
    enrolments,
    active: (await findParticipations(reader, [...enrolments.values()].flat(), on)).yes,
    past: await findPastOfProjects(reader, 'european-label', projects),
    known: new Set((await findProjects(reader, projects)).keys()),
  };
}

/** The schools of the register that get the label of a project, by code; those of services of other countries are theirs to award. */
export function recipients(round: Round, project: string, to: Recipients, ours: string): readonly string[] {
  const { on } = round;
  const codes =
    to === 'holders'
      ? (round.held.get(project) ?? []).filter(({ country }) => country === ours).flatMap(({ schoolCode }) => schoolCode ?? [])
      : enrolledSchools(round.enrolments.get(project), on).filter((school) => round.active.has(participationSubject(project, school)));
  return [...new Set(codes)].sort();
}

/** The label that a school holds for the project from whatever round. Null where it holds none. */
export function ofAnyRound({ past, on }: Round, project: string, school: string): Past | null {
  return standing(
    past.get(project)?.filter((one) => one.schoolCode === school),
    on,
  );
}
