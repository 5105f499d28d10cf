import { chinaDate } from '../../../kernel/date.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { placeVerbs as contract } from '../contract/places.ts'
import { metresBetween } from '../rules/matching.ts'
import { microDegrees, onGlobe, readPlaces, sayDegrees } from '../rules/places.ts'
import * as store from '../store/places.ts'

const countOf = (rows: readonly store.PlacedUnit[], kind: store.PlacedUnit['kind']) => {
  const own = rows.filter((row) => row.kind === kind)
  return { all: own.length, placed: own.filter((row) => row.latitude_micro !== null).length }
}

/** From how many metres on a place that moves is named before it is saved. */
const FAR = 2_000

export const placeVerbs: Verbs<typeof contract, Ctx> = {
  listPlaces: async (ctx, { unitId, kind, missing, q, limit, offset }) => {
    const all = await store.placedUnits(ctx, { unitId })
    const rows = all.filter(
      (row) =>
        (kind === undefined || row.kind === kind) &&
        (!missing || row.latitude_micro === null) &&
        (q === undefined || `${row.town ?? ''}${row.name}`.includes(q)),
    )
    return {
      total: rows.length,
      villages: countOf(all, 'village'),
      coops: countOf(all, 'coop'),
      rows: rows.slice(offset, offset + limit).map((row) => ({
        unit: { id: row.id, name: row.name },
        kind: row.kind,
        town: row.town,
        latitude: row.latitude_micro === null ? null : sayDegrees(row.latitude_micro),
        longitude: row.longitude_micro === null ? null : sayDegrees(row.longitude_micro),
        source: row.source,
        by: row.recorded_by,
        on: row.recorded_at === null ? null : chinaDate(row.recorded_at),
      })),
    }
  },

  savePlace: async (ctx, { unitId, latitude, longitude, source }) => {
    const [unit] = (await store.placedUnits(ctx, { unitId })).filter(({ id }) => id === unitId)
    if (unit === undefined) throw notFound()
    const [lat, lng] = [microDegrees(latitude), microDegrees(longitude)]
    if (lat === null || lng === null || !onGlobe(lat, lng)) {
      const why = text('经纬度超出范围', 'latitude or longitude is out of range')
      throw badInput([{ path: '$.latitude', text: why }])
    }
    await store.savePlaces(ctx, [{ unitId, latitude: lat, longitude: lng }], source)
    ctx.record({
      entity: 'unit_place',
      id: unitId,
      before: { latitude: unit.latitude_micro, longitude: unit.longitude_micro },
      after: { latitude, longitude, source },
    })
    return {}
  },

  importPlaces: async (ctx, { unitId, source, csv }) => {
    const units = await store.placedUnits(ctx, { unitId })
    const { places, faults } = readPlaces(csv, units)
    if (faults.length > 0) throw badInput([...faults])
    const known = new Map(units.map((unit) => [unit.id, unit]))
    const metres = places.map(({ unitId: id, name, ...to }) => {
      const at = known.get(id)
      if (at === undefined || at.latitude_micro === null || at.longitude_micro === null) return null
      const from = { latitude: at.latitude_micro, longitude: at.longitude_micro }
      const same = from.latitude === to.latitude && from.longitude === to.longitude
      return { name, metres: same ? 0 : Math.max(1, metresBetween(from, to) ?? 0) }
    })
    await store.savePlaces(ctx, places, source)
    const fresh = metres.filter((one) => one === null).length
    const same = metres.filter((one) => one?.metres === 0).length
    ctx.record({
      entity: 'unit_place',
      id: unitId,
      after: { rows: places.length, fresh, source },
    })
    return {
      rows: places.length,
      fresh,
      same,
      changed: places.length - fresh - same,
      moved: metres
        .filter((one) => one !== null)
        .filter((one) => one.metres >= FAR)
        .toSorted((a, b) => b.metres - a.metres)
        .slice(0, 50),
    }
  },
}
