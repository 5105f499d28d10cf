import { z } from 'zod'
import { day, id, line, page } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { count, named } from './words.ts'

const placedKind = z.enum(['village', 'coop'])
const sums = z.object({ all: count, placed: count })

/** Where villages and co-ops are, as their operator gives it: degrees, for the distances of proposals. */
export const placeVerbs = defineVerbs({
  listPlaces: {
    title: text('村、合作社位置', 'Where villages and co-ops are'),
    kind: 'read',
    path: '/places',
    access: 'development.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: placedKind.optional(),
      /** Only those without a place of their own. */
      missing: z.stringbool().default(false),
      q: z.string().trim().max(100).optional(),
      ...page,
    }),
    output: z.object({
      total: count,
      villages: sums,
      coops: sums,
      rows: z.array(
        z.object({
          unit: named,
          kind: placedKind,
          town: z.string().nullable(),
          /** Degrees with six decimals. */
          latitude: z.string().nullable(),
          longitude: z.string().nullable(),
          source: z.string().nullable(),
          by: z.string().nullable(),
          on: day.nullable(),
        }),
      ),
    }),
  },
  savePlace: {
    title: text('登记村、合作社位置', 'Put down where a village or co-op is'),
    kind: 'write',
    path: '/units/:unitId/place',
    access: 'development.write',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      /** Degrees with at most six decimals. */
      latitude: z.string().regex(/^-?\d{1,2}(\.\d{1,6})?$/),
      longitude: z.string().regex(/^-?\d{1,3}(\.\d{1,6})?$/),
      source: line(200),
    }),
    output: z.object({}),
  },
  importPlaces: {
    title: text('导入村、合作社位置', 'Import where villages and co-ops are'),
    kind: 'write',
    path: '/units/:unitId/places',
    access: 'development.write',
    scope: unitScope('unitId'),
    bodyLimit: 4 * 1024 * 1024,
    /** A CSV file with name, latitude, longitude and, where names occur twice, the town. All rows or none. */
    input: z.strictObject({ unitId: id, source: line(200), csv: z.string().max(2_000_000) }),
    output: z.object({
      rows: count,
      fresh: count,
      changed: count,
      same: count,
      moved: z.array(z.object({ name: z.string(), metres: count })),
    }),
  },
})
