import { expect, test } from 'vitest'
import { likeness, rankTargets, type Target } from './targets.ts'

const target = (name: string, more: Partial<Target> = {}): Target => ({
  id: name,
  name,
  town: '东乡镇',
  fresh: false,
  ...more,
})

test('a name is like another by the characters that live on, the first ones above all', () => {
  expect(likeness('东石埠村', '石埠社区')).toBeGreaterThan(likeness('东石埠村', '王家村'))
  expect(likeness('王家庄村', '王家社区')).toBeGreaterThan(likeness('王家庄村', '庄家社区'))
  expect(likeness('一村', '二村')).toBe(0)
})

test('the newest list and the same town come first; typed words look everywhere', () => {
  const targets = [
    target('王家村'),
    target('石埠社区', { fresh: true }),
    target('石埠镇村', { town: '西乡镇', fresh: true }),
  ]
  const old = [{ name: '东石埠村', town: '东乡镇' }]
  expect(rankTargets(targets, old, '').map((one) => one.name)).toEqual(['石埠社区', '王家村'])
  expect(rankTargets(targets, old, '西乡').map((one) => one.name)).toEqual(['石埠镇村'])
  expect(rankTargets(targets, old, '无此村')).toEqual([])
})
