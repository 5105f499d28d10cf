import { useMemo } from 'react'
import { say } from '../../locale/translate.ts'
import { type Out } from '../../api.ts'
import { useRead } from '../../query.ts'
import { fit } from '../ledger/book.ts'
import type { Option } from '../ledger/combobox.tsx'
import { initialsOf } from '../ledger/initials.ts'
import type { Party } from '../ledger/words.ts'
import { priceOn, writeMicro } from './figures.ts'
import type { Known } from './paste.ts'
import type { Terms } from './sheet.ts'
import { MEASURED_IN, type Order, type Product, type TradeKind, UNIT_WORDS } from './words.ts'

/* Who and what a sheet of one co-op may name, found as it is typed. */

type Member = Out<'readRegister'>['rows'][number]

/** The key of an option says whether it is a member or another party. */
export const PARTY = 'p:'
const MEMBER = 'm:'

export interface Traders {
  readonly terms: Terms
  readonly known: Known
  readonly products: readonly Product[]
  /** Open orders. */
  readonly orders: readonly Order[]
  readonly members: number
  readonly findWho: (kind: TradeKind, typed: string) => readonly Option[]
  readonly findProducts: (kind: TradeKind, typed: string, on: string) => readonly Option[]
  readonly productName: (id: string) => string
}

/** Several members may have one name: the number stands before it. */
const nameWith = (number: string, name: string): string =>
  number === '' ? name : `${number} ${name}`

/** An option of `findWho` as the row takes it. */
export const whoOfOption = ({ key, label, code }: Option) => ({
  who: nameWith(code ?? '', label),
  memberId: key.startsWith(MEMBER) ? key.slice(MEMBER.length) : null,
  partyId: key.startsWith(PARTY) ? key.slice(PARTY.length) : null,
})

const fitsKind = (kind: TradeKind, product: Product): boolean => {
  const unit = MEASURED_IN[kind]
  return unit === undefined || product.unit === unit
}

interface Found extends Option {
  readonly fit: number
}
const best = (found: readonly Found[]): readonly Option[] => found.toSorted((a, b) => a.fit - b.fit)

function tradersOf(
  products: readonly Product[],
  orders: readonly Order[],
  members: readonly Member[],
  parties: readonly Party[],
): Traders {
  const people = members.map((member) => ({
    id: member.holderId,
    code: member.memberNumber,
    name: member.name,
    initials: initialsOf(member.name, true),
  }))
  const byId = new Map(products.map((product) => [product.id, product]))
  const orderById = new Map(orders.map((order) => [order.id, order]))
  const findParties = (kind: TradeKind, typed: string): Found[] => {
    const wanted = kind === 'work' ? 'worker' : 'counterparty'
    return parties.flatMap((one): Found[] => {
      if (one.kind !== wanted || one.retired) return []
      const rank = fit({ code: '', name: one.name, initials: one.initials }, typed)
      if (rank === null) return []
      const note = say({ zh: '非成员', en: 'no member' })
      return [{ key: `${PARTY}${one.id}`, label: one.name, note, fit: rank + 1 }]
    })
  }
  return {
    products,
    orders,
    members: people.length,
    terms: { product: (id) => byId.get(id), order: (id) => orderById.get(id) },
    known: knownOf(people, parties, products),
    productName: (id) => byId.get(id)?.name ?? '',
    findWho: (kind, typed) => [
      ...best(
        people.flatMap((one): Found[] => {
          const rank = fit(one, typed, true)
          return rank === null
            ? []
            : [{ key: `${MEMBER}${one.id}`, code: one.code, label: one.name, fit: rank }]
        }),
      ),
      ...best(findParties(kind, typed)),
    ],
    findProducts: (kind, typed, on) =>
      best(
        products.flatMap((one): Found[] => {
          if (!fitsKind(kind, one)) return []
          const rank = fit({ code: '', name: one.name, initials: one.initials }, typed)
          if (rank === null) return []
          const price = priceOn(one, on)
          const unit = say(UNIT_WORDS[one.unit])
          const note =
            price === null
              ? unit
              : say({
                  zh: `${writeMicro(price)} 元/${unit}`,
                  en: `${writeMicro(price)} yuan/${unit}`,
                })
          return [{ key: one.id, label: one.name, note, fit: rank }]
        }),
      ),
  }
}

/** Exactly one fits, or nobody does. */
function knownOf(
  people: readonly { readonly id: string; readonly code: string; readonly name: string }[],
  parties: readonly Party[],
  products: readonly Product[],
): Known {
  const named = Map.groupBy(people, ({ name }) => name)
  const numbered = new Map(people.map((one) => [one.code, one]))
  return {
    who: (typed) => {
      const same = named.get(typed) ?? []
      const member = numbered.get(typed) ?? (same.length === 1 ? same[0] : undefined)
      if (member !== undefined) {
        return { id: member.id, name: nameWith(member.code, member.name), party: false }
      }
      const party = same.length > 1 ? undefined : parties.find(({ name }) => name === typed)
      return party === undefined ? null : { id: party.id, name: party.name, party: true }
    },
    product: (typed) => products.find(({ name }) => name === typed) ?? null,
  }
}

/** The co-op's members, parties, products and open orders; undefined until they are there. */
export function useTraders(coopId: string): Traders | undefined {
  const products = useRead('listProducts', { coopId })
  const orders = useRead('listOrders', { coopId, state: 'open', limit: 500 })
  const members = useRead('readRegister', { coopId })
  const parties = useRead('listParties', { coopId, limit: 500 })
  return useMemo(
    () =>
      products.data === undefined || members.data === undefined
        ? undefined
        : tradersOf(
            products.data.rows,
            orders.data?.rows ?? [],
            members.data.rows,
            parties.data?.rows ?? [],
          ),
    [products.data, orders.data, members.data, parties.data],
  )
}
