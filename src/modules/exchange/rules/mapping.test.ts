import { describe, expect, test } from 'vitest'
import known from '../data/import-headings.json' with { type: 'json' }
import { FIELD_TITLES } from '../contract/fields.ts'
import { FIELDS, type SourceSheet } from '../model.ts'
import { fieldsOf, readHeading, SYNONYMS, unitOfTitle } from './headings.ts'
import { guessMapping } from './mapping.ts'
import { cellOf, guess, sheetOf } from './testing.ts'

/** "column field unit confidence" of the first sheet. */
const lines = (sheet: SourceSheet): string[] =>
  (guess(sheet)[0]?.columns ?? []).map(
    ({ column, field, unit, confidence }) => `${column} ${field} ${unit ?? '-'} ${confidence}`,
  )

const fieldOf = (heading: string): string => fieldsOf(readHeading(heading)).fields[0] ?? 'none'

describe('headings', () => {
  test('the contract offers every field of the model, and no other', () => {
    expect(Object.keys(FIELD_TITLES)).toEqual([...FIELDS])
  })

  test.each(
    [...known.member_register.columns, ...known.share_register.columns].flatMap(
      ({ field, synonyms }) => synonyms.map((synonym) => [synonym, field] as const),
    ),
  )('%s is %s', (synonym, field) => {
    expect(FIELDS).toContain(field)
    expect(SYNONYMS.get(readHeading(synonym).key)).toContain(field)
  })

  test.each([
    ['* 姓 名', 'name', null],
    ['出资额（万元）', 'contribution', 'wan'],
    ['出资额(元)', 'contribution', 'yuan'],
    ['出资额\n【千元】', 'contribution', 'thousand'],
    ['出资额万元', 'contribution', 'wan'],
    ['出 资 额', 'contribution', null],
    ['货币出资金额（元）', 'contribution_cash', 'yuan'],
    ['入股土地面积（亩）', 'land_area', null],
    ['身份证号码\u200B', 'id_number', null],
    ['联系电话:', 'phone', null],
    ['占出资总额比例（%）', 'pct', null],
    ['证照类别及号码', 'id_type_and_number', null],
    ['天气', 'none', null],
    ['__proto__', 'none', null],
    ['constructor', 'none', null],
  ])('%j means %s', (heading, field, unit) => {
    expect(fieldOf(heading)).toBe(field)
    expect(fieldsOf(readHeading(heading)).unit).toBe(unit)
  })

  test('a unit stands above the table', () => {
    expect(unitOfTitle('金额单位：万元')).toBe('wan')
    expect(unitOfTitle('编制单位:某某合作社  单位:元')).toBe(null)
    expect(unitOfTitle('单位:元')).toBe('yuan')
    expect(unitOfTitle('三万元以上')).toBe(null)
  })
})

describe('guessing', () => {
  test('titles above the headings are passed over, their unit counts', () => {
    const sheet = sheetOf([
      ['某某合作社成员出资清单'],
      ['编制日期:2020年11月30日', null, '单位:万元'],
      [],
      ['序号', '成员姓名', '公民身份号码', '出资额', '货币出资(元)', '占比(%)', '天气'],
      [1, '张三', '371323198001010019', 1.5, 15_000, 100, '晴'],
    ])
    expect(guess(sheet)[0]?.headerTop).toBe(4)
    expect(lines(sheet)).toEqual([
      '1 seq - exact',
      '2 name - exact',
      '3 id_number - exact',
      '4 contribution wan exact',
      '5 contribution_cash yuan exact',
      '6 pct - exact',
      '7 ignore - none',
    ])
  })

  test('a heading of two lines with joined cells', () => {
    const sheet = sheetOf(
      [
        ['成员名册'],
        ['序号', '姓名', '出资额（万元）', null, null, '占比'],
        [null, null, '小计', '货币', '非货币', null],
        [1, '张三', 3, 1, 2, '100%'],
      ],
      {
        merges: [
          { top: 1, left: 1, bottom: 1, right: 6 },
          { top: 2, left: 1, bottom: 3, right: 1 },
          { top: 2, left: 2, bottom: 3, right: 2 },
          { top: 2, left: 3, bottom: 2, right: 5 },
          { top: 2, left: 6, bottom: 3, right: 6 },
        ],
      },
    )
    expect(guess(sheet)[0]).toMatchObject({ headerTop: 2, headerBottom: 3 })
    expect(lines(sheet)).toEqual([
      '1 seq - exact',
      '2 name - exact',
      '3 contribution wan exact',
      '4 contribution_cash wan exact',
      '5 contribution_in_kind wan exact',
      '6 pct - exact',
    ])
  })

  test('the head of the household is the member only where nobody else is', () => {
    expect(
      lines(
        sheetOf([
          ['户主姓名', '电话'],
          ['张三', '1'],
        ]),
      )[0],
    ).toBe('1 name - exact')
    const both = lines(
      sheetOf([
        ['户主', '姓名', '与户主关系'],
        ['张三', '李四', '妻'],
      ]),
    )
    expect(both).toEqual([
      '1 household_head - exact',
      '2 name - exact',
      '3 relation_to_head - exact',
    ])
  })

  test('a part of the heading, then the contents', () => {
    const sheet = sheetOf([
      ['姓名', '户主身份证号', '本人手机', '栏目', '栏目二', '电话'],
      ['张三', 'x', 'y', '13800001234', '男', '0539-2251234'],
      ['李四', 'x', 'y', '13900001234', '女', '0539-2251235'],
    ])
    expect(lines(sheet)).toEqual([
      '1 name - exact',
      '2 id_number - part',
      '3 ignore - none',
      '4 ignore - none',
      '5 sex - content',
      '6 phone - exact',
    ])
    expect(guess(sheet)[0]?.columns[2]?.alternatives).toEqual(['phone'])
  })

  test('no field is given twice; the second is offered', () => {
    const sheet = sheetOf([
      ['姓名', '出资额', '股金'],
      ['张三', 1, 2],
    ])
    expect(lines(sheet).slice(1)).toEqual(['2 contribution yuan exact', '3 ignore - none'])
    expect(guess(sheet)[0]?.columns[2]?.alternatives).toEqual(['contribution'])
  })

  test('hidden sheets and sheets without headings are listed, not used', () => {
    const good = [
      ['姓名', '出资额'],
      ['张三', 1],
    ]
    const mappings = guess(
      sheetOf(good, { name: '甲' }),
      sheetOf(good, { name: '乙', hidden: true }),
      sheetOf([['随便写写', 'x']], { name: '丙' }),
      sheetOf(
        [
          ['电话', '出资额'],
          ['1', 2],
        ],
        { name: '丁' },
      ),
    )
    expect(mappings.map(({ sheet, used }) => [sheet, used])).toEqual([
      ['甲', true],
      ['乙', false],
      ['丙', false],
      ['丁', false],
    ])
  })

  test('what was corrected is remembered by the line of headings, units included', () => {
    const sheet = sheetOf([
      ['姓名', '栏目(万元)'],
      ['张三', 1],
    ])
    const first = guess(sheet)[0]
    const again = guessMapping([sheet], (signature) =>
      signature === first?.signature
        ? [{ column: 2, field: 'contribution' as const, unit: 'wan' as const }]
        : null,
    )
    expect(again[0]?.columns[1]).toMatchObject({
      field: 'contribution',
      unit: 'wan',
      confidence: 'remembered',
    })
    const other = guess(
      sheetOf([
        ['姓名', '栏目(元)'],
        ['张三', 1],
      ]),
    )[0]
    expect(other?.signature).not.toBe(first?.signature)
  })

  test('headings may be numbers or errors without harm', () => {
    const sheet = sheetOf([
      ['姓名', '电话', cellOf('error', '#REF!'), 2020],
      ['张三', '1', 'x', 'y'],
    ])
    expect(lines(sheet).slice(2)).toEqual(['3 ignore - none', '4 ignore - none'])
  })

  test('a row of data taken for headings leaves no number in the mapping', () => {
    const sheet = sheetOf([
      ['姓名', '371323198001010019', '13800001234'],
      ['张三', '1', '2'],
    ])
    expect(guess(sheet)[0]?.columns.map(({ heading }) => heading)).toEqual(['姓名', '…', '…'])
    expect(JSON.stringify(guess(sheet))).not.toMatch(/\d{6}/)
  })
})
