import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDivisionName } from './division-names.ts'

describe('village-level names', () => {
  test.each([
    ['井峪村委会', 'village', '井峪村', '井峪'],
    ['孔家庄村委会', 'village', '孔家庄村', '孔家庄'],
    ['孔家庄村村民委员会', 'village', '孔家庄村', '孔家庄'],
    ['祉村村委会', 'village', '祉村', '祉村'],
    ['祉村村村民委员会', 'village', '祉村村', '祉村'],
    ['下村村村民委员会', 'village', '下村村', '下村'],
    ['阳东街居委会', 'community', '阳东街', '阳东'],
    ['阳东社区居民委员会', 'community', '阳东社区', '阳东'],
    ['新村居委会', 'community', '新村', '新村'],
    ['新村社区居民委员会', 'community', '新村社区', '新村'],
    ['长虹居委会', 'community', '长虹社区', '长虹'],
    ['汇泉社区村民委员会', 'village', '汇泉社区', '汇泉'],
    [' 吕丈坡 居委会', 'community', '吕丈坡社区', '吕丈坡'],
    ['𠮷村村委会', 'village', '𠮷村', '𠮷村'],
    ['村委会', 'village', '村委会村', '村委会'],
  ] as const)('%s (%s)', (name, level, shortName, key) => {
    expect(readDivisionName(name, level)).toMatchObject({ shortName, key })
  })

  test('the suffix never decides: every spelling of one village has one key', () => {
    const base = fc.stringMatching(/^[前后上下东西][孔张李王][家][庄峪沟崖]$/u)
    fc.assert(
      fc.property(base, (name) => {
        const keys = [
          '村委会',
          '村村委会',
          '村民委员会',
          '村村民委员会',
          '社区居民委员会',
          '居委会',
          '街居委会',
        ]
        const read = keys.map((suffix) => readDivisionName(name + suffix, 'village').key)
        expect(new Set(read)).toEqual(new Set([name]))
      }),
    )
  })
})

test.each([
  ['龙家圈镇', '龙家圈镇', '龙家圈'],
  ['龙家圈街道', '龙家圈街道', '龙家圈'],
  ['沂城街道办事处', '沂城街道', '沂城'],
  ['圈里乡', '圈里乡', '圈里'],
  ['镇', '镇', '镇'],
])('town %s', (name, shortName, key) => {
  expect(readDivisionName(name, 'town')).toMatchObject({ name, shortName, key })
})
