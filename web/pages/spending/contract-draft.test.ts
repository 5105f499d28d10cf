import { expect, test, vi } from 'vitest'
import { askedOf, draftOf, tiesAskedOf } from './contract-draft.ts'

// The page's parts need a browser; of them only the quotes are used here.
vi.mock('./parts.tsx', () => ({ FIRST_QUOTES: [], quotesOf: (quotes: unknown) => quotes }))

const empty = draftOf('2020-11-30', null)
const named = { ...empty, partner: { ...empty.partner, name: '示例农资有限公司' } }

test('nothing is asked before the other side is named', () => {
  expect(tiesAskedOf('coop', null, empty)).toBeNull()
  expect(tiesAskedOf('coop', null, { ...empty, title: '农资采购', amount: '52000' })).toBeNull()
})

test('the name alone is enough to ask for ties, never to save', () => {
  expect(askedOf('coop', null, named)).toBeNull()
  expect(tiesAskedOf('coop', null, named)).toMatchObject({
    coopId: 'coop',
    partner: { name: '示例农资有限公司' },
    signedOn: null,
    quotes: [],
    papers: [],
  })
})

test('what was typed stays what it is, and a whole contract is asked for as such', () => {
  const titled = { ...named, title: '农资采购' }
  expect(tiesAskedOf('coop', null, titled)?.title).toBe('农资采购')
  const whole = { ...titled, amount: '52000', priceBasis: '三家比价' }
  expect(tiesAskedOf('coop', null, whole)).toBeNull()
  expect(askedOf('coop', null, whole)?.amount).toBe('52000.00')
})
