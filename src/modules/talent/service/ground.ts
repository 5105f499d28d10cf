import { createHash } from 'node:crypto'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { branchesByIds, partyMarks } from '../../registry/index.ts'
import { SHIPPED_RULES } from '../data/rules.ts'
import type { TalentRules } from '../model.ts'
import { insertFile, type Place, placeOf, rulesRow } from '../store/ground.ts'

/** The rules that count on a day, with what the product ships where the county has set none (version 0). */
export async function rulesOn(
  ctx: Ctx,
  on: LocalDate = ctx.today,
): Promise<{ readonly version: number; readonly rules: TalentRules }> {
  const row = await rulesRow(ctx, on)
  if (row === null) return { version: 0, rules: SHIPPED_RULES }
  return {
    version: row.version,
    rules: { ...SHIPPED_RULES, ...(row.body as Partial<TalentRules>) },
  }
}

export const refused = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))

export const fault = (path: string, zh: string, en: string): Refusal =>
  badInput([{ path, text: text(zh, en) }])

export function refuseFuture(ctx: Ctx, on: LocalDate, path: string): void {
  if (on > ctx.today) throw fault(path, '不能晚于今天', 'must not lie in the future')
}

/** A village; anything else is missing. */
export async function villageOf(ctx: Ctx, villageId: AnyId): Promise<Place> {
  const place = await placeOf(ctx, villageId)
  if (place === null || place.kind !== 'village') throw notFound()
  return place
}

/** The branch of the village whose Party member somebody is on a day; refuses others at `path`. */
export async function branchIn(
  ctx: Ctx,
  of: {
    readonly personId: AnyId
    readonly villageId: AnyId
    readonly on: LocalDate
    readonly path: string
  },
): Promise<AnyId> {
  const mark = (await partyMarks(ctx, [of.personId], of.on)).get(of.personId)
  const branch =
    mark === undefined ? undefined : (await branchesByIds(ctx, [mark.branchId])).get(mark.branchId)
  if (mark === undefined || branch?.villageId !== of.villageId) {
    throw fault(of.path, '当日不是本村党支部的党员', 'is no Party member of this village that day')
  }
  return mark.branchId
}

/** The person behind the account. @throws Refusal `not_found` for an account that is no person's. */
export function ownPerson(ctx: Ctx): AnyId {
  const { actor } = ctx
  if (actor.kind === 'account' && actor.personId !== null) return actor.personId
  throw notFound()
}

interface FileIn {
  readonly name: string
  readonly content: string
}

/** A photograph or paper as evidence: judged by its first bytes, kept whole. @returns its id; null for none. */
export async function keepFile(
  ctx: Ctx,
  villageId: AnyId,
  file: FileIn | null,
): Promise<AnyId | null> {
  if (file === null) return null
  const bytes = Buffer.from(file.content, 'base64')
  if (bytes.length > FILE_BYTES) {
    throw new Refusal('too_large', text('文件超过 10 MB。', 'The file is larger than 10 MiB.'))
  }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) {
    throw fault('$.file.content', '不是照片、PDF 或 OFD', 'is no photograph, PDF or OFD')
  }
  const id = ctx.newId()
  const row = { id, village_id: villageId as Id<'unit'>, name: file.name, media_type: mediaType }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await insertFile(ctx, { ...row, sha256 }, bytes)
  return id
}
