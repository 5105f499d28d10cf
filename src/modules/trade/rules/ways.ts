import type { Entry, PostedAs, TradeKind } from '../model.ts'

/*
 * From a trade to the posting template of the books (财会〔2021〕37号, co-op Act 41: members and others have
 * templates of their own). Payment is another act: everything here is owed on 114, 113, 211 or 213.
 */

interface Way {
  readonly usual: string
  readonly others: readonly PostedAs[]
}

const WAYS: Readonly<Record<TradeKind, Way>> = {
  delivery: { usual: 'buy-from', others: [] },
  agency_sale: { usual: 'agency-sale-receive', others: [] },
  supply: { usual: 'sell', others: ['sell-biological', 'agency-purchase-deliver'] },
  service: {
    usual: 'service-income',
    others: ['land-income', 'labour-income', 'processing-income', 'tourism-income', 'lease-income'],
  },
  land: { usual: 'land-rent', others: ['land-guarantee'] },
  work: { usual: 'labour-due', others: [] },
}

const SALES: ReadonlySet<string> = new Set(['sell', 'sell-biological'])

/** Ways whose templates are called `<way>-to-…`. */
const end = (way: string, side: 'member' | 'outsider'): string =>
  SALES.has(way) ? `${way}-to-${side}` : `${way}-${side}`

type Trade = Pick<Entry, 'kind' | 'memberId' | 'partyId'>

/**
 * The template that books the trade; null when the product is kept out of the books. `postedAs` counts where
 * it fits the kind. Work of a member without a worker of that name in the books is owed to the member.
 */
export function templateFor(trade: Trade, postedAs: PostedAs | null): string | null {
  if (postedAs === 'none') return null
  const { usual, others } = WAYS[trade.kind]
  if (trade.kind === 'work') return trade.partyId === null ? 'expense-by-member' : usual
  const way = postedAs !== null && others.includes(postedAs) ? postedAs : usual
  return end(way, trade.memberId === null ? 'outsider' : 'member')
}

/** Whether the template carries the cost of what is sold. */
export const carriesCost = (template: string | null): boolean =>
  template !== null && template.startsWith('sell-')
