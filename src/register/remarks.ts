/** Text about persons that belongs to a fact or decision, kept apart from it. */
import type { schoolValues } from '../editions/base/schools.ts';
import { salt } from './digest.ts';
import type { Reader, Writer } from './register.ts';
import type { TableName } from './tables.ts';

/** What an application for eTwinning School says in words: plans, and where evidence lies. */
export type ApplicationText = 'digital_safety_evidence' | `${(typeof schoolValues)[number]}_${'plan' | 'evidence'}`;

export type RemarkKind = 'replied_by' | 'assessor' | 'evaluator' | 'comment' | 'reason' | 'document' | 'evaluation' | ApplicationText;

/** Saves a remark where there is one to save. */
export function saveRemark(writer: Writer, about: TableName, id: number | string, kind: RemarkKind, body: string | null | undefined): void {
  if (body) writer.put('remarks', { about, about_id: String(id), kind, body, salt: salt() });
}

/** Remarks of one kind, by the id of what they are about. */
export async function findRemarks(
  reader: Reader,
  about: TableName,
  kind: RemarkKind,
  ids: Iterable<number | string>,
): Promise<Map<string, string>> {
  const rows = await reader.db
    .selectFrom('remarks')
    .select(['about_id', 'body'])
    .where('about', '=', about)
    .where('kind', '=', kind)
    .where('about_id', 'in', reader.list([...ids].map(String)))
    .execute();
  return new Map(rows.map((row) => [row.about_id, row.body]));
}
