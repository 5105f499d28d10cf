import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { PaperPicture } from '../../../kernel/paper.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { printable } from '../../../platform/document/picture.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { contestContract } from '../contract.ts'
import type { Setup } from '../model.ts'
import { entriesOf, setupOf } from '../store/editions.ts'
import * as store from '../store/photos.ts'
import { lockContest } from './ground.ts'

type PhotoVerbs = Pick<
  Verbs<typeof contestContract, Ctx>,
  'addContestPhotos' | 'withdrawContestPhoto' | 'readContestPhoto'
>

/** A photograph as it came, judged by its first bytes. */
function photograph(content: string, path: string) {
  const bytes = Buffer.from(content, 'base64')
  if (bytes.length > FILE_BYTES) {
    throw new Refusal('too_large', text('文件超过 10 MB。', 'The file is larger than 10 MiB.'))
  }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null || !mediaType.startsWith('image/')) {
    throw badInput([{ path, text: text('不是照片', 'is no photograph') }])
  }
  return { bytes, mediaType }
}

export const photoVerbs: PhotoVerbs = {
  addContestPhotos: async (ctx, { contestId, stop, unitId, takenOn, caption, photos }) => {
    await lockContest(ctx, contestId, ['open', 'scored', 'closed', 'published'])
    const { setup } = await setupOf(ctx, contestId)
    if (stop !== null && stop > setup.stops.length) {
      throw badInput([{ path: '$.stop', text: text('路线上没有这一站', 'no such stop') }])
    }
    if (takenOn > ctx.today) {
      throw badInput([{ path: '$.takenOn', text: text('不能晚于今天', 'lies in the future') }])
    }
    const entries = await entriesOf(ctx, contestId)
    if (unitId !== null && !entries.some((one) => one.unit_id === unitId)) {
      throw badInput([{ path: '$.unitId', text: text('不是参评单位', 'takes no part') }])
    }
    const fileIds: AnyId[] = []
    for (const [i, { name, content }] of photos.entries()) {
      const { bytes, mediaType } = photograph(content, `$.photos[${i}].content`)
      const id = ctx.newId()
      await store.insertPhoto(ctx, {
        id,
        contest_id: contestId,
        unit_id: unitId,
        name,
        media_type: mediaType,
        sha256: sha256(bytes),
        content: bytes,
        stop,
        taken_on: takenOn,
        caption,
      })
      fileIds.push(id)
    }
    ctx.record({
      entity: 'contest',
      id: contestId,
      after: { photos: fileIds, stop, unitId, takenOn },
    })
    return { fileIds }
  },

  withdrawContestPhoto: async (ctx, { contestId, fileId, why }) => {
    await lockContest(ctx, contestId, ['open', 'scored', 'closed', 'published'])
    const photo = await store.photoOf(ctx, { contestId, fileId })
    if (photo === null) throw notFound()
    await store.withdrawPhoto(ctx, fileId, why)
    ctx.record({ entity: 'contest', id: contestId, after: { photo: fileId, withdrawn: why } })
    return {}
  },

  readContestPhoto: async (ctx, { contestId, fileId }) => {
    const photo = await store.photoOf(ctx, { contestId, fileId })
    if (photo === null) throw notFound()
    const { name, media_type: mediaType, content } = photo
    return { name, mediaType, content: content.toString('base64') }
  },
}

/** Photographs on a printed result: two of a stop, so many in all. */
const OF_A_STOP = 2
const IN_ALL = 24

/** What a printed result shows of the tour, and how many photographs it leaves out. */
export async function picturesFor(
  ctx: Ctx,
  contestId: AnyId,
  setup: Setup,
): Promise<{ readonly pictures: readonly PaperPicture[]; readonly left: number }> {
  const rows = await store.photosOf(ctx, contestId)
  const pictures: PaperPicture[] = []
  const taken = new Map<number, number>()
  for (const row of rows) {
    const at = row.stop ?? 0
    const n = taken.get(at) ?? 0
    if (n >= OF_A_STOP || pictures.length >= IN_ALL) continue
    const photo = await store.photoOf(ctx, { contestId, fileId: row.id })
    const shown = photo === null ? null : printable(photo.content)
    if (shown === null) continue
    taken.set(at, n + 1)
    const stop = row.stop === null ? undefined : setup.stops[row.stop - 1]
    const words = [
      stop === undefined ? '' : `第 ${row.stop} 站 ${stop.place}`,
      // A stop is often called by the unit that is seen there.
      stop?.place.includes(row.unit_name ?? '') === true ? '' : (row.unit_name ?? ''),
      row.caption,
      row.taken_on ?? '',
    ].filter((word) => word !== '')
    pictures.push({ ...shown, caption: words.join('　') })
  }
  return { pictures, left: rows.length - pictures.length }
}
