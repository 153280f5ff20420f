import { columns as c, needed, optional } from '../batch/columns.ts';
import { printable } from '../batch/fault.ts';
import { type Given, type PlainCommand, textOf } from '../command.ts';
import { type Context, found } from '../context.ts';
import { exitCodes, UsageFault } from '../faults.ts';
import type { Catalog } from '../languages/catalog.ts';
import { sayAct, sayFinding, sayWhen } from '../languages/say.ts';
import { findCall } from '../register/calls.ts';
import type { Kind, Past } from '../register/decisions.ts';
import { labelSubject } from '../register/labels.ts';
import { findProjects } from '../register/projects.ts';
import type { Reader } from '../register/register.ts';
import { findSchools } from '../register/schools.ts';
import { findTeachers } from '../register/teachers.ts';
import {
  findApplicants,
  loadCandidacy,
  loadCredits,
  loadEuropean,
  loadInvitation,
  loadNational,
  loadParticipants,
} from '../register/ways.ts';
import { academicYear, yearOfProject } from '../rules/credits.ts';
import type { Finding } from '../rules/decision.ts';
import { activeFrom } from '../rules/school-invitation.ts';
import { missing, type Obstacle, type ReadingOn, type Step, type Way, type Word } from '../rules/way.ts';
import { wayToAccreditation } from '../rules/way-accreditation.ts';
import { wayToCredits } from '../rules/way-credits.ts';
import { wayToInvitation } from '../rules/way-invitation.ts';
import { wayToEuropean, wayToNational } from '../rules/way-labels.ts';
import { commandLines, quoted, wrapped } from '../terminal/wrap.ts';

/** One recognition: what stands, else the way to it. Keys that do not apply are null. */
interface Answer {
  readonly recognition: Kind;
  readonly award: Past | null;
  readonly way: Way;
  readonly about: Partial<Record<'teacher_id' | 'project_id' | 'school_code' | 'year' | 'call', string | null>>;
  /** What would be granted, or how an evaluation came out. */
  readonly gives: {
    readonly credits?: number | null;
    readonly score?: number | null;
    readonly from?: string | null;
    readonly until?: string | null;
  };
}

const obstacleKeys = ['rule', 'message', 'hint', 'source'] as const;
const stepKeys = ['rules', 'who', 'message', 'command', 'not_before', 'not_after'] as const;
const answerKeys = [
  'recognition',
  'status',
  'decision',
  'certificate',
  'since',
  'teacher_id',
  'project_id',
  'school_code',
  'year',
  'call',
  'credits',
  'score',
  'valid_from',
  'valid_until',
  'missing',
  'assumed',
  'prerequisites',
  'findings',
  'obstacles',
  'steps',
] as const;

/** What can be asked about: a teacher in a project, or a school in a call. */
const pairs = [
  [c.teacher_id, c.project_id],
  [c.school_code, c.call],
] as const;

/** Says of each recognition whether it stands, what is missing now, and the shortest way to it. Reads only. */
export const why: PlainCommand = {
  name: 'why',
  options: [optional(c.teacher_id), optional(c.project_id), optional(c.school_code), optional(c.call)],
  questions(given) {
    const named = pairs.filter((pair) => pair.some(({ name }) => given[name] !== undefined));
    return named.length === 1 ? named.flat().map(needed) : [];
  },
  note: 'why',
  shows: { why: answerKeys, obstacles: obstacleKeys, steps: stepKeys },
  async run(context, given) {
    const { t, terminal } = context;
    const asked = subjectOf(given, t);
    const readingOn = await context.readings();
    const register = await context.register();
    const answers = await register.read((reader) =>
      'teacher' in asked ? ofProject(reader, asked, context, readingOn) : ofCall(reader, asked, context, readingOn),
    );
    if (context.json) terminal.out(JSON.stringify(answers.map((answer) => asJson(answer, t))));
    else {
      await terminal.page(answers.map((answer, at) => shown(answer, answers[at - 1]?.way.prerequisites ?? [], context)).join('\n\n'));
      const assumed = [...new Set(answers.filter(({ award }) => award === null).flatMap(({ way }) => way.assumed))];
      if (assumed.length > 0) terminal.say(t.way.assumed(assumed.join(', ')));
    }
    return exitCodes.done;
  },
};

type Subject = { readonly teacher: string; readonly project: string } | { readonly school: string; readonly call: string };

/** The pair asked about. Throws UsageFault where it is none or both. */
function subjectOf(given: Given, t: Catalog): Subject {
  const [teacher, project, school, call] = pairs.flat().map(({ name }) => textOf(given, name));
  if ((teacher ?? project) !== undefined && (school ?? call) !== undefined) throw new UsageFault(t.usage.whyBoth);
  if (teacher !== undefined && project !== undefined) return { teacher, project };
  if (school === undefined || call === undefined) throw new UsageFault(t.usage.whyOf);
  return { school, call };
}

/** Throws NotFound. */
async function ofProject(
  reader: Reader,
  { teacher, project }: { readonly teacher: string; readonly project: string },
  { t, on }: Context,
  readingOn: ReadingOn,
): Promise<readonly Answer[]> {
  found((await findTeachers(reader, [teacher])).get(teacher), t.notFound.teacher(teacher), { column: 'teacher_id', id: teacher });
  found((await findProjects(reader, [project])).get(project), t.notFound.project(project), { column: 'project_id', id: project });
  const subject = { teacher_id: teacher, project_id: project };
  const participants = await loadParticipants(reader, [subject], on);
  const participant = must(participants.get(labelSubject(subject)));
  const year = yearOfProject(participant.part, readingOn);
  const about = { ...subject, school_code: participant.school?.school_code ?? null };

  const credits = await loadCredits(reader, participant, year, on);
  const { last } = academicYear(year, readingOn);
  const toCredits = wayToCredits(credits.facts, on, () => readingOn(last), readingOn);
  const national = must((await loadNational(reader, participants, on)).get(labelSubject(subject)));
  const toNational = wayToNational(national.facts, on, readingOn);
  const european = await loadEuropean(reader, participant, readingOn(on).value('labels.service-country'), on);
  const toEuropean = wayToEuropean({ ...european.facts, national: toNational }, on, readingOn);
  return [
    {
      recognition: 'credits',
      award: credits.award,
      way: toCredits,
      about: { ...about, year },
      gives: { credits: credits.award ? credits.award.credits : toCredits.credits },
    },
    {
      recognition: 'national-label',
      award: national.award,
      way: toNational,
      about,
      gives: { score: national.award ? national.award.score : toNational.score },
    },
    {
      recognition: 'european-label',
      award: european.award,
      way: toEuropean,
      about: { ...about, teacher_id: null, year: european.award?.year ?? european.facts.year },
      gives: {},
    },
  ];
}

/** Throws NotFound. */
async function ofCall(
  reader: Reader,
  { school: code, call: year }: { readonly school: string; readonly call: string },
  { t, on }: Context,
  readingOn: ReadingOn,
): Promise<readonly Answer[]> {
  const school = found((await findSchools(reader, [code])).get(code), t.notFound.school(code), { column: 'school_code', id: code });
  const call = found(await findCall(reader, year), t.notFound.call(year), { column: 'call', id: year });
  const about = { school_code: code, call: year };
  const participants = await loadParticipants(reader, await findApplicants(reader, code, on), on);
  const labels = [...(await loadNational(reader, participants, on)).values()]
    .filter(({ award }) => award === null)
    .map(({ facts }) => wayToNational(facts, on, readingOn));
  const invitation = await loadInvitation(reader, school, call, activeFrom(call, readingOn(call.referenceDay)), on);
  const toInvitation = wayToInvitation({ ...invitation.facts, labels }, on, readingOn);
  const candidacy = await loadCandidacy(reader, code, call, on);
  const toAccreditation = wayToAccreditation({ ...candidacy.facts, invitation: invitation.award ? null : toInvitation }, on, readingOn);
  const { validity } = toAccreditation;
  return [
    { recognition: 'school-invitation', award: invitation.award, way: toInvitation, about, gives: {} },
    {
      recognition: 'school-label',
      award: candidacy.award,
      way: toAccreditation,
      about,
      gives: candidacy.award
        ? { score: candidacy.award.score, from: candidacy.award.validFrom, until: candidacy.award.validUntil }
        : { score: toAccreditation.score, from: validity?.from ?? null, until: validity?.until ?? null },
    },
  ];
}

function must<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('what was asked for was not loaded');
  return thing;
}

type Status = 'granted' | 'ready' | 'possible' | 'impossible';

function statusOf({ award, way }: Answer): Status {
  if (award) return 'granted';
  if (way.obstacles.length > 0) return 'impossible';
  return missing(way).length === 0 ? 'ready' : 'possible';
}

/** What may stand together on a line: the command, then each option with its value. */
function typed(command: readonly Word[]): readonly string[] {
  const parts = ['etw'];
  for (const word of command) {
    const text = typeof word === 'string' ? quoted(word) : word.fill;
    if (text.startsWith('--')) parts.push(text);
    else parts.push(`${parts.pop()} ${text}`);
  }
  return parts;
}

type Keyed<K extends readonly string[]> = { readonly [N in K[number]]: unknown };

function asJson(answer: Answer, t: Catalog): Keyed<typeof answerKeys> {
  const { recognition, award, way, about, gives } = answer;
  const open = award === null;
  return {
    recognition,
    status: statusOf(answer),
    decision: award?.decision ?? null,
    certificate: award?.certificate ?? null,
    since: award?.on ?? null,
    teacher_id: about.teacher_id ?? null,
    project_id: about.project_id ?? null,
    school_code: award?.schoolCode ?? about.school_code ?? null,
    year: about.year ?? null,
    call: about.call ?? null,
    credits: gives.credits ?? null,
    score: gives.score ?? null,
    valid_from: gives.from ?? null,
    valid_until: gives.until ?? null,
    missing: open ? missing(way) : [],
    assumed: open ? way.assumed : [],
    prerequisites: open ? way.prerequisites : [],
    findings: open ? way.findings : award.findings,
    obstacles: open ? way.obstacles.map((one) => obstacleAsJson(one, t)) : [],
    steps: open ? way.steps.map((one) => stepAsJson(one, t)) : [],
  };
}

const obstacleAsJson = (one: Obstacle, t: Catalog): Keyed<typeof obstacleKeys> => ({
  rule: one.finding?.rule ?? null,
  message: sayObstacle(one, t),
  hint: one.finding && one.hint ? sayAct(t, one.hint) : null,
  source: one.finding?.source ?? null,
});

const stepAsJson = (one: Step, t: Catalog): Keyed<typeof stepKeys> => ({
  rules: one.rules,
  who: one.who,
  message: sayStep(one, t),
  command: typed(one.command).join(' '),
  not_before: one.notBefore,
  not_after: one.notAfter,
});

const sayObstacle = ({ finding, hint }: Obstacle, t: Catalog): string => (finding ? sayFinding(t, finding) : hint ? sayAct(t, hint) : '');
const sayStep = (one: Step, t: Catalog): string => [sayAct(t, one.act), sayWhen(t, one)].filter(Boolean).join(' ');

/** A recognition for people, as wide as the terminal; prerequisites said `before` are not said again. */
function shown(answer: Answer, before: readonly Finding[], { t, terminal }: Context): string {
  const { award, way } = answer;
  const { paint } = terminal;
  const width = terminal.width ?? Number.POSITIVE_INFINITY;
  const prose = (text: string, first: string) => {
    const [line = '', ...others] = wrapped(printable(text, text.length), width, ' '.repeat(first.length));
    return [first + line.slice(first.length), ...others];
  };
  const { sign, title, rest } = heading(answer, t, paint);
  const [first = '', ...others] = prose(`${title}: ${rest}`, '  ');
  const lines = [`${sign} ${first.slice(2).replace(title, (found) => paint.strong(found))}`, ...others];
  if (award) return [...lines, ...prose(t.way.stands(award.decision, award.certificate, award.on), '  ')].join('\n');
  const said = way.prerequisites.length > 0 && JSON.stringify(way.prerequisites) === JSON.stringify(before);
  if (said) lines.push(`  – ${t.way.asAbove(way.prerequisites[0]?.rule ?? '', way.prerequisites.at(-1)?.rule ?? '')}`);
  for (const one of [...(said ? [] : way.prerequisites), ...way.findings]) {
    const [sign, word] = one.met
      ? [paint.good('✓'), t.explain.met]
      : one.met === null
        ? ['–', t.way.unknown]
        : [paint.bad('✗'), t.explain.unmet];
    const [line = '', ...others] = prose(`${one.rule}  ${t.rules[one.rule]}: ${word}`, '    ');
    lines.push(`  ${sign} ${line.slice(4)}`, ...others);
    if (one.met === false) lines.push(...prose(sayFinding(t, one), '      '));
  }
  if (way.obstacles.length > 0) lines.push('', `  ${paint.strong(t.way.obstacles)}`);
  for (const one of way.obstacles) {
    lines.push(...prose(`${one.finding ? `${one.finding.rule}: ` : ''}${sayObstacle(one, t)}`, '  - '));
    if (one.finding && one.hint) lines.push(...prose(sayAct(t, one.hint), '    '));
    if (one.finding) lines.push(...prose(`${t.explain.source}: ${one.finding.source}`, '    ').map((line) => paint.faint(line)));
  }
  if (way.steps.length > 0) lines.push('', `  ${paint.strong(t.way.steps)}`);
  for (const [at, one] of way.steps.entries())
    lines.push(...prose(sayStep(one, t), `  ${at + 1}. `), ...commandLines(typed(one.command), width, '     '));
  return lines.join('\n');
}

/** The recognition, how it stands, and what it gives. */
function heading(answer: Answer, t: Catalog, paint: Context['terminal']['paint']) {
  const { recognition, award, about, gives } = answer;
  const status = statusOf(answer);
  const sign = { granted: paint.good('✓'), ready: '–', possible: '–', impossible: paint.bad('✗') }[status];
  const of = about.call
    ? t.way.about.call(about.call)
    : recognition === 'credits'
      ? t.way.about.year(about.year ?? '')
      : about.year && t.way.about.round(about.year);
  const gift = [
    gives.credits ? t.way.credits(gives.credits) : null,
    award && typeof gives.score === 'number' ? t.way.score(gives.score) : null,
    award && gives.from && gives.until ? t.way.valid(gives.from, gives.until) : null,
  ];
  const title = [t.kinds[recognition], of].filter(Boolean).join(', ');
  return { sign, title, rest: [t.way.status[status], ...gift].filter(Boolean).join(' · ') };
}
