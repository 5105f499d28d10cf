import { expect, test } from 'vitest'
import { EXEMPTIONS } from '../data/act-bases.ts'
import { CLASSES } from '../model.ts'
import { actOf, exemptAct, exemptUnderContract } from './basis.ts'

test('what the assembly resolved, and a member’s exit, are not approved a second time', () => {
  for (const [origin, organ] of [
    ['distribution:1', 'assembly'],
    ['share_event:1', 'assembly'],
  ] as const) {
    const found = [true, false].map((toMember) => exemptAct(actOf(origin), toMember))
    expect(found.map((row) => row?.organ)).toEqual([organ, organ])
  }
})

test('a settlement with a member rests on its order, with others it is held against the matrix', () => {
  expect(exemptAct(actOf('trade:1'), true)).toMatchObject({ act: 'trade', to: 'member' })
  expect(exemptAct(actOf('trade:1'), false)).toBeNull()
})

test('what was typed or imported is no act', () => {
  expect([null, 'import:旧系统', 'distributions:1'].map(actOf)).toEqual([null, null, null])
  expect(exemptAct(null, true)).toBeNull()
})

test('under a contract wages alone need no request; each row has its source', () => {
  const free = [null, ...CLASSES].filter((one) => exemptUnderContract(one) !== null)
  expect(free).toEqual(['labour'])
  expect(EXEMPTIONS.filter(({ source }) => !/第.+条/.test(source))).toEqual([])
})
