import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sayContest } from '../rules/words.ts'
import { contestRows } from '../store/editions.ts'
import { bodyOf, resultsOf } from '../store/judging.ts'

export interface PublishedPlace {
  readonly contestId: AnyId
  readonly number: string
  readonly title: string
  readonly unitId: AnyId
  readonly place: number
}

/** The places of all that took part in tours and contests that ended in a stretch of time and are published. */
export async function publishedPlaces(
  ctx: Ctx,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<PublishedPlace[]> {
  const rows = await contestRows(ctx, { state: 'published', account: null })
  const ended = rows.filter(({ setup }) => setup.to >= from && setup.to <= to)
  const places: PublishedPlace[] = []
  for (const row of ended) {
    const last = (await resultsOf(ctx, row.id)).at(-1)
    if (last === undefined) continue
    const head = { contestId: row.id, number: sayContest(row), title: row.setup.title }
    places.push(...bodyOf(last).map(({ unitId, place }) => ({ ...head, unitId, place })))
  }
  return places
}
