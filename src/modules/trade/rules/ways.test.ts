import { describe, expect, test } from 'vitest'
import { templateOf } from '../../ledger/index.ts'
import type { PostedAs, TradeKind } from '../model.ts'
import { carriesCost, templateFor } from './ways.ts'

const member = { memberId: 'm', partyId: null }
const other = { memberId: null, partyId: 'p' }
const KINDS: readonly TradeKind[] = ['delivery', 'agency_sale', 'supply', 'service', 'land', 'work']
const WAYS: readonly (PostedAs | null)[] = [
  null,
  'sell',
  'sell-biological',
  'agency-purchase-deliver',
  'service-income',
  'land-income',
  'labour-income',
  'processing-income',
  'tourism-income',
  'lease-income',
  'land-rent',
  'land-guarantee',
]

describe('templateFor', () => {
  test('every way of every kind is a template of the books, members and others apart', () => {
    for (const kind of KINDS) {
      for (const way of WAYS) {
        const own = templateFor({ kind, ...member }, way)
        const others = templateFor({ kind, ...other }, way)
        expect(templateOf(own ?? ''), `${kind} ${way}`).not.toBeNull()
        expect(templateOf(others ?? ''), `${kind} ${way}`).not.toBeNull()
        expect(own).not.toBe(others)
      }
    }
  })

  test('a product can be kept out of the books; a way that does not fit is not taken', () => {
    expect(templateFor({ kind: 'delivery', ...member }, 'none')).toBeNull()
    expect(templateFor({ kind: 'delivery', ...member }, 'land-rent')).toBe('buy-from-member')
    expect(templateFor({ kind: 'supply', ...member }, 'agency-purchase-deliver')).toBe(
      'agency-purchase-deliver-member',
    )
    expect(templateFor({ kind: 'work', memberId: 'm', partyId: 'w' }, null)).toBe('labour-due')
  })

  test('only sales carry the cost of what is sold', () => {
    expect(carriesCost('sell-to-member')).toBe(true)
    expect(carriesCost('buy-from-member')).toBe(false)
    expect(carriesCost(null)).toBe(false)
  })
})
