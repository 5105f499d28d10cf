import { assert } from '../../kernel/assert.ts'
import { addDays, date } from '../../kernel/date.ts'
import type { Chance } from '../chance.ts'
import type { CoopPlan, LinkedGroupPlan, PairingPlan, UnionPlan } from '../model.ts'
import { creditCode } from '../numbers.ts'
import { PUBLISHED, workingDay } from './spread.ts'
import { INDUSTRIES } from './trade.ts'

const LEAST_OF_A_UNION = 3
const MOST_OF_A_UNION = 6

const townOf = (coop: CoopPlan): string => coop.villageCode.slice(0, 9)

/** Three unions: co-ops of one industry and one town, of ordinary ability, registered before the union. */
export function planUnions(
  chance: Chance,
  coops: readonly CoopPlan[],
  names: { readonly countyCode: string; readonly town: (code: string) => string },
): UnionPlan[] {
  const clusters = Map.groupBy(
    coops.filter((coop) => ordinary(coop)),
    (coop) => `${townOf(coop)}/${coop.industry}`,
  )
  const large = [...clusters.values()]
    .filter((members) => members.length >= LEAST_OF_A_UNION)
    .toSorted((a, b) => b.length - a.length)
  const chosen: (readonly CoopPlan[])[] = []
  for (const members of large) {
    const [first] = members
    const used = chosen.some(
      ([other]) =>
        other !== undefined &&
        first !== undefined &&
        (townOf(other) === townOf(first) || other.industry === first.industry),
    )
    if (!used && chosen.length < PUBLISHED.unions) chosen.push(members)
  }
  assert(chosen.length === PUBLISHED.unions, 'three towns have enough co-ops of one industry')
  return chosen.map((members, i) => {
    const joined = members.slice(0, chance.between(LEAST_OF_A_UNION + 1, MOST_OF_A_UNION))
    const townCode = townOf(joined[0] ?? (members[0] as CoopPlan))
    const industry = INDUSTRIES.find(({ code }) => code === joined[0]?.industry)
    const registeredOn = workingDay(chance, date('2020-06-01'), date('2020-10-30'))
    return {
      key: `u${i + 1}`,
      name: `${names.town(townCode)}示例${industry?.word ?? ''}专业合作社联合社`,
      townCode,
      industry: joined[0]?.industry ?? '',
      creditCode: creditCode('coop', names.countyCode, 900 + i),
      foundedOn: addDays(registeredOn, -21),
      registeredOn,
      members: joined.map(({ key }) => key),
    }
  })
}

function ordinary({ counted, design, class: group, registeredOn, holders }: CoopPlan): boolean {
  const plain = design === 'sound' || design === 'party_partly'
  const early = registeredOn !== null && registeredOn < '2020-05-01'
  return (
    counted && plain && early && group !== 'model' && group !== 'rebuild' && holders.length < 110
  )
}

/** "1+N": a model co-op leads up to three others of its town that are to improve. */
export function planPairings(chance: Chance, coops: readonly CoopPlan[]): PairingPlan[] {
  const taken = new Set<string>()
  return coops
    .filter((coop) => coop.class === 'model')
    .flatMap((lead) => {
      const near = coops.filter(
        (coop) => coop.class === 'improve' && townOf(coop) === townOf(lead) && !taken.has(coop.key),
      )
      const followers = near.slice(0, chance.between(1, 3)).map(({ key }) => key)
      followers.forEach((key) => taken.add(key))
      if (followers.length === 0) return []
      const purpose = chance.happens(600) ? ('quality' as const) : ('scale' as const)
      const from = workingDay(chance, date('2020-03-02'), date('2020-09-30'))
      return [{ lead: lead.key, followers, purpose, from }]
    })
}

/** Members who act together in a co-op, for the cap on linked groups. */
export function planGroups(coops: readonly CoopPlan[]): LinkedGroupPlan[] {
  return coops.flatMap((coop) => {
    const linked = coop.holders.filter((holder) => holder.relatedGroup !== null)
    const [first] = linked
    if (first === undefined || first.relatedGroup === null) return []
    const personKeys = linked.flatMap(({ personKey }) => (personKey === null ? [] : [personKey]))
    return [{ coopKey: coop.key, name: first.relatedGroup, personKeys, from: coop.foundedOn }]
  })
}
