import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { microDegrees, readPlaces, sayDegrees } from './places.ts'

const UNITS = [
  { id: 'a', name: '甲村', town: '许家湖镇' },
  { id: 'b', name: '乙村', town: '许家湖镇' },
  { id: 'c', name: '乙村', town: '黄山铺镇' },
  { id: 'd', name: '甲村大姜专业合作社', town: '许家湖镇' },
] as never

const paths = (csv: string): string[] => readPlaces(csv, UNITS).faults.map(({ path }) => path)

describe('degrees', () => {
  test('what is written in millionths comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -180_000_000, max: 180_000_000 }), (micro) => {
        expect(microDegrees(sayDegrees(micro))).toBe(micro)
      }),
    )
    expect(microDegrees('35.7')).toBe(35_700_000)
    expect(microDegrees('-0')).toBe(0)
  })

  test('what is no number of at most six decimals is none', () => {
    for (const written of ['', '35.1234567', '35°47′', '三十五', '1e3', '35,7', '1000']) {
      expect(microDegrees(written), written).toBeNull()
    }
  })
})

describe('a file of places', () => {
  test('Chinese or English heads in any order; the town where names occur twice', () => {
    const chinese = '经度,纬度,名称,乡镇\n118.62,35.78,甲村,\n118.7,35.9,乙村,黄山铺镇'
    expect(readPlaces(chinese, UNITS)).toEqual({
      faults: [],
      places: [
        { unitId: 'a', name: '甲村', latitude: 35_780_000, longitude: 118_620_000 },
        { unitId: 'c', name: '乙村', latitude: 35_900_000, longitude: 118_700_000 },
      ],
    })
    const english = 'name,latitude,longitude\n甲村大姜专业合作社,35.78,118.62'
    expect(readPlaces(english, UNITS).places).toMatchObject([{ unitId: 'd' }])
  })

  test('everything that is wrong is named with its line and column', () => {
    const csv = [
      'name,latitude,longitude,town',
      '丙村,35.78,118.62,',
      '乙村,35.78,118.62,',
      '甲村,118.62,35.78,',
      '甲村,35.78,东经118,',
      '甲村,35.78,,黄山铺镇',
    ].join('\n')
    expect(paths(csv)).toEqual([
      'csv!2:name',
      'csv!3:town',
      'csv!4:latitude',
      'csv!5:longitude',
      'csv!5:name',
      'csv!6:name',
      'csv!6:longitude',
    ])
    const swapped = readPlaces(csv, UNITS).faults.find(({ path }) => path === 'csv!4:latitude')
    expect(swapped?.text.zh).toContain('写反')
  })

  test('without the columns, without lines, or no CSV at all it says so', () => {
    expect(paths('name,latitude\n甲村,35')).toEqual(['csv!1'])
    expect(paths('name,latitude,longitude\n')).toEqual(['$.csv'])
    expect(paths('name,latitude,longitude\n"甲村,35,118')).toEqual(['$.csv'])
    expect(paths('')).toEqual(['csv!1'])
  })
})
