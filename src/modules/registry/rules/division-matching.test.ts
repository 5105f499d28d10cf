import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AnyId } from '../../../kernel/id.ts'
import { readDivisionList } from './division-list.ts'
import { type KnownDivision, type MatchedRow, matchDivisions } from './division-matching.ts'

const load = (year: number) =>
  readFileSync(new URL(`../data/yishui-${year}.csv`, import.meta.url), 'utf8')

const county = 'county' as AnyId
const ids = () => {
  let next = 0
  return () => `id-${(next += 1)}` as AnyId
}

/** What an import leaves open: everything it named, and what it did not name as it was. */
const after = (rows: readonly MatchedRow[]): KnownDivision[] =>
  rows.map((row) =>
    row.unit === null
      ? (row.known as KnownDivision)
      : {
          id: row.id,
          level: row.unit.level,
          code: row.unit.code,
          name: row.unit.spelled.name,
          shortName: row.unit.spelled.shortName,
          matchKey: row.unit.spelled.key,
          parentId: row.parentId,
        },
  )

const first = matchDivisions([], readDivisionList(load(2016)).units, { county, newId: ids() })
const second = matchDivisions(after(first), readDivisionList(load(2023)).units, {
  county,
  newId: () => `new-${Math.trunc(performance.now() * 1e6)}` as AnyId,
})

describe('the lists of Yishui', () => {
  test('2016: one county, 18 towns, 1,040 villages and 23 communities, all new', () => {
    const list = readDivisionList(load(2016))
    expect(list.faults).toEqual([])
    expect(list.county?.code).toBe('371323')
    const count = (level: string) => first.filter((row) => row.unit?.level === level).length
    expect([count('county'), count('town'), count('village'), count('community')]).toEqual([
      1, 18, 1040, 23,
    ])
    expect(first.every((row) => row.outcome === 'new')).toBe(true)
  })

  test('2023 against 2016 agrees with a count that knows only the two files', () => {
    const independent = countByHand()
    const village = second.filter((row) =>
      (row.unit ?? row.known)?.level.match(/village|community/),
    )
    const found = village.filter((row) => row.known !== null && row.unit !== null)
    expect({
      matched: found.length,
      sameCode: found.filter((row) => !row.recoded).length,
      fresh: village.filter((row) => row.outcome === 'new').length,
      gone: village.filter((row) => row.outcome === 'missing').length,
      relevelled: found.filter((row) => row.relevelled).map((row) => row.unit?.name),
    }).toEqual(independent)
    expect(independent).toMatchObject({ matched: 227, sameCode: 69, fresh: 159, gone: 836 })
  })

  test('龙家圈 is the same town before and after it became a sub-district', () => {
    const town = second.find((row) => row.unit?.name === '龙家圈街道')
    expect(town?.known?.name).toBe('龙家圈镇')
    expect(town).toMatchObject({
      outcome: 'changed',
      renamed: true,
      recoded: true,
      relevelled: false,
    })
  })

  test('a code given to another village does not carry the identity along', () => {
    const byCode = second.find((row) => row.unit?.code === '371323116246')
    expect(byCode?.unit?.name).toBe('塔坡村村民委员会')
    expect(byCode?.known?.code).not.toBe('371323116246')
  })

  test('the same list again finds everything as it is', () => {
    const again = matchDivisions(after(first), readDivisionList(load(2016)).units, {
      county,
      newId: () => {
        throw new Error('no new identity')
      },
    })
    expect(again.every((row) => row.outcome === 'same')).toBe(true)
  })
})

/** A second opinion that shares no code with the rules: whole-word regular expressions on raw lines. */
function countByHand() {
  const read = (year: number) => {
    const lines = load(year)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const towns = new Map(
      lines
        .filter((cells) => cells[2] === 'town')
        .map(([code, name]) => [code, name?.replace(/(街道办事处|街道|镇|乡)$/u, '')]),
    )
    return new Map(
      lines
        .filter((cells) => cells[0]?.length === 12)
        .map(([code, name = '', level, parent]) => {
          const village = name
            .replace(/(村民委员会|村委会|居民委员会|居委会)$/u, '')
            .replace(/(?<=..)社区$/u, '')
            .replace(/(?<=..)街$/u, '')
            .replace(/(?<=..)村$/u, '')
          return [`${towns.get(parent)}/${village}`, { code, name, level }] as const
        }),
    )
  }
  const [old, fresh] = [read(2016), read(2023)]
  const both = [...fresh].filter(([key]) => old.has(key))
  return {
    matched: both.length,
    sameCode: both.filter(([key, unit]) => old.get(key)?.code === unit.code).length,
    fresh: fresh.size - both.length,
    gone: old.size - both.length,
    relevelled: both
      .filter(([key, unit]) => old.get(key)?.level !== unit.level)
      .map(([, unit]) => unit.name),
  }
}

describe('faults of a list', () => {
  const head = 'code,name,level,parent\n371323,沂水县,county,3713\n'
  test.each([
    ['', 'csv!1'],
    ['code,name,level,parent\n"x', '$.csv'],
    ['code,name\n1,2\n', 'csv!1'],
    [`${head}371323001,沂城街道,borough,371323\n`, 'csv!3:level'],
    [`${head}37132300,沂城街道,town,371323\n`, 'csv!3:code'],
    [`${head}371323001,,town,371323\n`, 'csv!3:name'],
    [`${head}371323001001,井峪村委会,village,371323001\n`, 'csv!3:parent'],
    [`${head}371323001,沂城街道,town,371323\n371323001,马站镇,town,371323\n`, 'csv!4:code'],
    [`${head}371324,沂南县,county,3713\n`, '$.csv'],
  ])('%j names %s', (csv, path) => {
    const paths = readDivisionList(csv).faults.map((fault) => fault.path)
    expect(paths).toContain(path)
  })

  test('two units of one name in one town are told apart by code or stay unmatched', () => {
    const list = `${head}371323001,沂城街道,town,371323\n371323001201,东山村委会,village,371323001\n371323001202,东山村民委员会,village,371323001\n`
    const before = after(matchDivisions([], readDivisionList(list).units, { county, newId: ids() }))
    const next = list.replace('371323001202', '371323001209')
    let made = 0
    const rows = matchDivisions(before, readDivisionList(next).units, {
      county,
      newId: () => `fresh-${(made += 1)}` as AnyId,
    })
    expect(rows.filter((row) => row.outcome === 'new').map((row) => row.unit?.code)).toEqual([
      '371323001209',
    ])
    expect(rows.filter((row) => row.outcome === 'missing').map((row) => row.known?.code)).toEqual([
      '371323001202',
    ])
  })
})
