import { expect, test } from 'vitest'
import type { Out } from '../../api.ts'
import { structureOf } from './structure.ts'

type Row = Out<'readRegister'>['rows'][number]

const holder = (kind: Row['kind'], registered: string, more: Partial<Row> = {}): Row => ({
  holderId: `${kind}-${registered}`,
  memberNumber: '0001',
  kind,
  class: 'villager',
  name: '张三',
  personId: null,
  farmer: true,
  householdId: null,
  relatedGroup: null,
  publicFunction: false,
  joinedOn: '2020-01-01',
  leftOn: null,
  contributions: [],
  paid: registered,
  promised: '0.00',
  registered,
  share: null,
  unitClasses: [],
  units: '0',
  dividendUnits: '0',
  branch: null,
  ...more,
})

test('sides are summed exactly and in one order; the branch stands apart where posts are seen', () => {
  const parts = structureOf([
    holder('person', '10.01'),
    holder('collective', '30.00'),
    holder('person', '20.00', { branch: { committee: true, party: true } }),
    holder('person', '39.99', { class: 'assisted' }),
  ])
  expect(parts.map(({ bucket, amount, share }) => [bucket, amount, share])).toEqual([
    ['collective', '30.00', '3/10'],
    ['branch', '20.00', '1/5'],
    ['person', '10.01', '1001/10000'],
    ['poverty', '39.99', '3999/10000'],
  ])
})

test('an empty register has no parts and divides by nothing', () => {
  expect(structureOf([])).toEqual([])
  expect(structureOf([holder('collective', '0.00')])[0]?.share).toBe('0/1')
})
