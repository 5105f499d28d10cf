import type { LocalDate } from '../../kernel/date.ts'
import { assert } from '../../kernel/assert.ts'
import type { Chance } from '../chance.ts'
import type { CoopKind, HolderPlan, JobPlan, ParcelPlan, ProductPlan } from '../model.ts'
import { CERTIFICATIONS, type Industry, JOBS } from './trade.ts'

const PLACES = ['村东', '村西', '村南', '村北', '河滩', '岭上', '沟底', '大洼'] as const

/** Mu with two decimals from tenths of a mu. */
export const muText = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}0`

/** The parcels behind each land contribution: one or two, which add up to it. */
export function planParcels(
  chance: Chance,
  wish: {
    readonly villageCode: string
    readonly holders: readonly HolderPlan[]
    readonly land: ReadonlyMap<string, number>
  },
): ParcelPlan[] {
  let number = 0
  return wish.holders.flatMap((holder) => {
    const tenths = wish.land.get(holder.key) ?? 0
    if (tenths === 0) return []
    assert(holder.personKey !== null, 'land comes from a person')
    const personKey = holder.personKey
    number += 1
    const certificateNumber = `${wish.villageCode}${String(number).padStart(6, '0')}J`
    const first = tenths > 18 && chance.happens(600) ? chance.between(5, tenths - 5) : tenths
    const sizes = first === tenths ? [tenths] : [first, tenths - first]
    return sizes.map((size, i) => ({
      personKey,
      certificateNumber,
      parcelCode: `${wish.villageCode}${String(number * 2 - 1 + i).padStart(7, '0')}`,
      place: chance.pick(PLACES),
      areaMu: muText(size),
      from: holder.joinedOn,
    }))
  })
}

export function planProducts(chance: Chance, industry: Industry, members: number): ProductPlan[] {
  return industry.products.slice(0, chance.between(1, 3)).map((name) => ({
    name,
    measure: industry.parent === 'planting' || industry.parent === 'breeding' ? '公斤' : '人次',
    yearlyQuantity: String(members * chance.between(80, 900)),
    certification: chance.pick(CERTIFICATIONS),
  }))
}

/** Posts of service co-ops, and of some others in the season; the workers are members. */
export function planJobs(
  chance: Chance,
  wish: {
    readonly kind: CoopKind
    readonly holders: readonly HolderPlan[]
    readonly from: LocalDate
  },
): JobPlan[] {
  const serving = wish.kind === 'service'
  if (!serving && !chance.happens(120)) return []
  const ready = chance.shuffled(
    wish.holders.filter(({ kind, farmer }) => kind === 'person' && farmer),
  )
  const jobs = chance.shuffled(JOBS).slice(0, serving ? chance.between(2, 3) : 1)
  return jobs.map((job) => {
    const count = Math.min(ready.length, serving ? chance.between(4, 14) : chance.between(2, 6))
    const workers = ready.splice(0, count).flatMap(({ personKey, joinedOn }) => {
      const from = joinedOn > wish.from ? joinedOn : wish.from
      return personKey === null ? [] : [{ personKey, from }]
    })
    return { ...job, workers }
  })
}
