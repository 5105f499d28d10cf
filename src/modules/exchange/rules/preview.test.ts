import { describe, expect, test } from 'vitest'
import { formatYuan } from '../../../kernel/money.ts'
import type { MemberDraft } from '../model.ts'
import { refusalFault } from './faults.ts'
import { guessMapping } from './mapping.ts'
import { readRegister } from './preview.ts'
import { cellOf, faultLine, readSheets, sheetOf, TODAY } from './testing.ts'

const ID = ['371323198001010019', '371323198001020022', '371323198001030036'] as const

/** A member in one line: name, kind, farmer, number, contributions, shares. */
const shown = (member: MemberDraft): string =>
  [
    member.name,
    member.class ?? member.kind,
    member.farmer === false ? '非农' : '农',
    member.idNumber ?? '无号',
    ...member.contributions.map(
      ({ form, paid, promised }) =>
        `${form} ${formatYuan(paid)}${promised > 0n ? `+${formatYuan(promised)}` : ''}`,
    ),
    ...(member.shares === null ? [] : [`${member.shares} 股`]),
  ].join(' ')

function outcome(...sheets: readonly ReturnType<typeof sheetOf>[]) {
  const { members, faults } = readSheets(...sheets)
  return { members: members.map(shown), faults: faults.map(faultLine) }
}

test('the official contribution list, as village books look', () => {
  const sheet = sheetOf([
    ['沂水县四门洞果品专业合作社成员出资清单'],
    [null, null, null, null, null, null, null, '单位:元'],
    [
      '序号',
      '姓名或名称',
      '证照类别及号码',
      '成员类型',
      '出资方式',
      '出资额',
      '占出资总额比例',
      '备注',
    ],
    [
      1,
      '四门洞村股份经济合作社',
      '统一社会信用代码N2371323MF00000132',
      '村集体经济组织',
      '土地',
      '60,000',
      '60%',
      '',
    ],
    [
      2,
      '张 三',
      '身份证371323198001010019',
      '农民成员',
      '货币',
      30_000,
      cellOf('percent', '30%'),
      '',
    ],
    [3, '李·四', '居民身份证 371323198001020021', '农民成员', '货币', 1e4, '10%', '老党员'],
    ['合计', null, null, null, null, 100_000, '100%'],
    ['注:以上出资经全体成员确认。'],
    ['填表人:王五', null, null, '日期:2020.11.30'],
  ])
  expect(outcome(sheet)).toEqual({
    members: [
      '四门洞村股份经济合作社 collective 非农 N2371323MF00000132 land_right 60000.00',
      '张三 person 农 371323198001010019 cash 30000.00',
      '李·四 person 农 371323198001020021 cash 10000.00',
    ],
    faults: ['warning id_warning 名册!6:3'],
  })
})

test('units: of the title, of the heading, of the cell', () => {
  const sheet = sheetOf([
    ['单位:万元'],
    ['姓名', '出资额', '货币出资(元)', '非货币出资'],
    ['张三', '1.5', '10000', '0.5'],
    ['李四', '20000元', '20000', ''],
  ])
  expect(outcome(sheet).members).toEqual([
    '张三 person 农 无号 cash 10000.00 kind 5000.00',
    '李四 person 农 无号 cash 20000.00',
  ])
})

test('parts that contradict the whole name the factor of ten thousand', () => {
  const sheet = sheetOf([
    ['姓名', '出资额(万元)', '货币出资(元)'],
    ['张三', '1.5', '1.5'],
    ['李四', '1.5', '14000'],
  ])
  const { faults } = readSheets(sheet)
  const errors = faults.filter((fault) => fault.level === 'error')
  expect(errors.map(faultLine)).toEqual([
    'error parts_differ 名册!2:2',
    'error parts_differ 名册!3:2',
  ])
  expect(errors[0]?.text.zh).toContain('正好差一万倍')
  expect(errors[1]?.text.zh).not.toContain('一万倍')
})

describe('subscribed, paid, unpaid', () => {
  test.each([
    [['认缴出资额', '实缴出资额'], ['1000', '400'], 'cash 400.00+600.00'],
    [['认缴出资额', '未缴出资额'], ['1000', '1000'], 'cash 0.00+1000.00'],
    [['认缴出资额', '出资额'], ['1000', '400'], 'cash 400.00+600.00'],
    [['实缴出资额', '未缴出资额'], ['400', '600'], 'cash 400.00+600.00'],
    [['实缴出资额', '电话'], ['400', ''], 'cash 400.00'],
    [['认缴出资额', '实缴出资额'], ['1000', ''], 'cash 1000.00'],
  ])('%j %j', (headings, values, amounts) => {
    const { members } = outcome(
      sheetOf([
        ['姓名', ...headings],
        ['张三', ...values],
      ]),
    )
    expect(members[0]).toBe(`张三 person 农 无号 ${amounts}`)
  })

  test.each([
    [['认缴出资额', '实缴出资额'], ['400', '1000'], 'paid_above_promised'],
    [['认缴出资额', '未缴出资额'], ['400', '1000'], 'paid_above_promised'],
    [['认缴出资额', '实缴出资额', '未缴出资额'], ['1000', '400', '500'], 'parts_differ'],
    [['认缴出资额', '货币出资', '非货币出资'], ['1000', '400', '500'], 'parts_differ'],
    [['货币出资', '非货币出资', '未缴出资额'], ['400', '600', '500'], 'form_mixed'],
  ])('%j %j is refused', (headings, values, code) => {
    const { faults } = readSheets(
      sheetOf([
        ['姓名', ...headings],
        ['张三', ...values],
      ]),
    )
    expect(faults.filter((fault) => fault.level === 'error').map((fault) => fault.code)).toEqual([
      code,
    ])
  })

  test('what is unpaid beside several forms is cash', () => {
    const sheet = sheetOf([
      ['姓名', '货币出资', '土地作价', '未缴'],
      ['张三', '500', '600', '200'],
    ])
    expect(outcome(sheet).members[0]).toContain('cash 300.00+200.00 land_right 600.00')
  })
})

test('faults stand at their cells, errors and warnings apart', () => {
  const sheet = sheetOf([
    ['姓名', '身份证号', '性别', '电话', '出资额', '股数', '入社日期', '成员类型'],
    ['甲', cellOf('long-number', '371323198001010000'), '男', '1', '-5', 'x', '2099-01-01', '怪'],
    [null, ID[0], '', '', '1', '', '', ''],
    ['乙', ID[1], '男', '', cellOf('uncalculated', ''), '', '2020-13-01', ''],
    ['丙', '123', '?', '', cellOf('error', '#REF!'), '1.1234567', '', ''],
    ['丁', '93371323MA3N000117', '', '', '1', '', '', '农民成员'],
    ['戊公司', ID[2], '', '', '1', '', '', '企业成员'],
  ])
  expect(outcome(sheet).faults).toEqual([
    'warning farmer_assumed -',
    'warning id_missing 名册!2:1',
    'error digits_lost 名册!2:2',
    'warning phone_unusual 名册!2:4',
    'error amount_negative 名册!2:5',
    'error shares_invalid 名册!2:6',
    'error date_future 名册!2:7',
    'error type_unknown 名册!2:8',
    'error name_missing 名册!3:',
    'warning sex_differs 名册!4:3',
    'error formula_uncalculated 名册!4:5',
    'error date_invalid 名册!4:7',
    'warning id_missing 名册!5:1',
    'error id_invalid 名册!5:2',
    'warning sex_unknown 名册!5:3',
    'error cell_error 名册!5:5',
    'error shares_invalid 名册!5:6',
    'error id_invalid 名册!6:2',
    'error id_invalid 名册!7:2',
  ])
})

test('a fault says sheet, row and column in both languages', () => {
  const { faults } = readSheets(
    sheetOf([
      ['姓名', '出资额'],
      ['张三', 'x'],
    ]),
  )
  const fault = faults.find(({ code }) => code === 'amount_invalid')
  expect(fault === undefined ? null : refusalFault(fault)).toEqual({
    path: '名册!2:2',
    text: {
      zh: '工作表「名册」第 2 行B 列「出资额」:不是金额',
      en: 'Sheet “名册”, row 2, column B: is not an amount of money',
    },
  })
})

describe('duplicates', () => {
  const names = (rows: readonly (readonly string[])[]): string[] =>
    outcome(sheetOf([['姓名', '身份证号', '电话', '出资额'], ...rows])).faults.filter((line) =>
      line.includes('duplicate'),
    )
  test('one number twice is an error', () => {
    expect(
      names([
        ['甲', ID[0], '', '1'],
        ['乙', ID[0], '', '1'],
      ]),
    ).toEqual(['error duplicate_id 名册!3:2'])
  })
  test('one name: told apart by number, by phone, or not at all', () => {
    expect(
      names([
        ['甲', ID[0], '', '1'],
        ['甲', ID[1], '', '1'],
      ]),
    ).toEqual([])
    expect(
      names([
        ['甲', ID[0], '', '1'],
        ['甲', '', '', '1'],
      ]),
    ).toEqual(['warning duplicate_name 名册!3:1'])
    expect(
      names([
        ['甲', '', '13800001234', '1'],
        ['甲', '', '13900001234', '1'],
      ]),
    ).toEqual(['warning duplicate_name 名册!3:1'])
    expect(
      names([
        ['甲', '', '', '1'],
        ['甲', '', '', '1'],
      ]),
    ).toEqual(['error duplicate_name 名册!3:1'])
  })
  test('names that differ only in composition or in blanks are the same', () => {
    expect(
      names([
        ['é甲', '', '', '1'],
        ['e\u0301甲', '', '', '1'],
      ]),
    ).toHaveLength(1)
    expect(
      names([
        ['张三', '', '', '1'],
        ['张 三\u200B', '', '', '1'],
      ]),
    ).toHaveLength(1)
  })
  test('the same person in two co-ops of one file is no duplicate', () => {
    const sheet = sheetOf([
      ['合作社', '姓名', '身份证号', '出资额'],
      ['甲社', '张三', ID[0], '1'],
      ['乙社', '张三', ID[0], '1'],
    ])
    expect(outcome(sheet).faults.filter((line) => line.includes('duplicate'))).toEqual([])
  })
})

describe('percentages', () => {
  const differing = (rows: readonly (readonly [string, string])[]): string[] =>
    outcome(
      sheetOf([
        ['姓名', '出资额', '占比'],
        ...rows.map(([amount, pct], i) => [`甲${i}`, amount, pct]),
      ]),
    ).faults.filter((line) => line.includes('pct'))
  test('cut or rounded, of one or of a hundred, they agree', () => {
    expect(
      differing([
        ['1', '33.33'],
        ['1', '33.33'],
        ['1', '33.34'],
      ]),
    ).toEqual([])
    expect(
      differing([
        ['1', '0.333'],
        ['1', '0.333'],
        ['1', '0.334'],
      ]),
    ).toEqual([])
    expect(
      differing([
        ['1', '33%'],
        ['1', '33%'],
        ['1', '33%'],
      ]),
    ).toEqual(['warning pct_sum 名册!:3'])
  })
  test('a wrong one is named', () => {
    expect(
      differing([
        ['1', '25%'],
        ['3', '65%'],
      ]),
    ).toEqual(['warning pct_sum 名册!:3', 'warning pct_differs 名册!3:3'])
  })
  test('shares stand in where there are no contributions', () => {
    const sheet = sheetOf([
      ['姓名', '股数', '占比'],
      ['甲', '1', '20%'],
      ['乙', '4', '90%'],
    ])
    expect(outcome(sheet).faults).toContain('warning pct_differs 名册!3:3')
    expect(outcome(sheet).faults).not.toContain('warning pct_differs 名册!2:3')
  })
})

describe('several sheets', () => {
  const people = sheetOf(
    [
      ['姓名', '身份证号', '电话'],
      ['张三', ID[0], '13800001234'],
      ['李四', ID[1], ''],
    ],
    { name: '成员名册' },
  )
  test('a member list and a contribution list speak of the same people', () => {
    const money = sheetOf(
      [
        ['成员姓名', '出资额(元)', '股数'],
        ['李四', 200, 2],
        ['张三', 100, 1],
      ],
      {
        name: '出资清单',
      },
    )
    expect(outcome(people, money).members).toEqual([
      `张三 person 农 ${ID[0]} cash 100.00 1 股`,
      `李四 person 农 ${ID[1]} cash 200.00 2 股`,
    ])
  })
  test('lists by village group are added together', () => {
    const second = sheetOf(
      [
        ['姓名', '身份证号', '电话'],
        ['王五', ID[2], ''],
      ],
      { name: '二组' },
    )
    expect(outcome(people, second).members).toHaveLength(3)
  })
  test('contradictions between sheets are errors at the later one', () => {
    const second = sheetOf(
      [
        ['姓名', '身份证号', '电话'],
        ['张三', ID[0], '13911112222'],
      ],
      {
        name: '二组',
      },
    )
    expect(outcome(people, second).faults).toContain('error rows_disagree 二组!2:3')
  })
  test('a name that fits several people of the earlier sheet is not guessed', () => {
    const twins = sheetOf(
      [
        ['姓名', '身份证号'],
        ['张三', ID[0]],
        ['张三', ID[1]],
      ],
      { name: '甲' },
    )
    const money = sheetOf(
      [
        ['姓名', '出资额'],
        ['张三', 1],
      ],
      { name: '乙' },
    )
    expect(outcome(twins, money).faults).toContain('error duplicate_name 乙!2:1')
  })
})

test('lines that are no members: totals, page headings, numbered columns, notes, blanks', () => {
  const sheet = sheetOf([
    ['序号', '姓名', '出资额'],
    ['(1)', '(2)', '(3)'],
    [1, '张三', 100],
    [null, '小计', 100],
    ['序号', '姓名', '出资额'],
    [2, '李四', 200],
    [3, null, null],
    ['总计', null, 350],
    [null, '说明', null],
    ['备注:无'],
  ])
  const { members, faults, skipped } = readSheets(sheet)
  expect(members.map((member) => member.name)).toEqual(['张三', '李四'])
  expect(skipped).toBe(7)
  expect(faults.map(faultLine)).toContain('warning total_differs 名册!8:3')
})

test('facts of a household joined over its rows count for each of them', () => {
  const sheet = sheetOf(
    [
      ['户号', '户主', '姓名', '与户主关系', '出资额'],
      ['12', '张三', '张三', '户主', 100],
      [null, null, '李四', '妻', null],
      ['13', '王五', '王五', '户主', 50],
    ],
    {
      merges: [
        { top: 2, left: 1, bottom: 3, right: 1 },
        { top: 2, left: 2, bottom: 3, right: 2 },
        { top: 2, left: 5, bottom: 3, right: 5 },
      ],
    },
  )
  const { members } = readSheets(sheet)
  expect(
    members.map(({ name, householdNumber, householdHead, contributions }) => [
      name,
      householdNumber,
      householdHead,
      contributions.length,
    ]),
  ).toEqual([
    ['张三', '12', '张三', 1],
    ['李四', '12', '张三', 0],
    ['王五', '13', '王五', 1],
  ])
})

test('a mapping that cannot be read is refused before the rows', () => {
  const sheet = sheetOf([
    ['姓名', '出资额', '股金'],
    ['张三', 1, 2],
  ])
  const [guessed] = guessMapping([sheet], () => null)
  expect(guessed).toBeDefined()
  if (guessed === undefined) return
  const twice = {
    ...guessed,
    columns: guessed.columns.map((column) =>
      column.field === 'ignore' ? { ...column, field: 'contribution' as const } : column,
    ),
  }
  expect(readRegister([sheet], [twice], TODAY).faults.map(faultLine)).toEqual([
    'error field_twice 名册!1:3',
  ])
  const nameless = {
    ...guessed,
    columns: guessed.columns.map((column) => ({ ...column, field: 'ignore' as const })),
  }
  expect(readRegister([sheet], [nameless], TODAY).faults.map(faultLine)).toEqual([
    'error no_name_column 名册!1:',
  ])
  expect(readRegister([sheet], [], TODAY).faults.map(faultLine)).toEqual(['error no_header -'])
})

test('headings and names from JavaScript itself are only words', () => {
  const sheet = sheetOf([
    ['姓名', '__proto__', 'constructor', '出资额'],
    ['__proto__', 'x', 'y', 100],
    ['toString', 'x', 'y', 200],
  ])
  const { members } = readSheets(sheet)
  expect(members.map((member) => member.name)).toEqual(['__proto__', 'toString'])
})

test('14,000 rows are read in one go', () => {
  const rows = Array.from({ length: 14_000 }, (_, i) => [
    `张${i}`,
    String(13_000_000_000 + i),
    String(100 + i),
    '货币',
  ])
  const { members, faults } = readSheets(sheetOf([['姓名', '电话', '出资额', '出资方式'], ...rows]))
  expect(members).toHaveLength(14_000)
  expect(faults.filter((fault) => fault.level === 'error')).toEqual([])
  expect(members.at(-1)?.contributions[0]?.paid).toBe(1_409_900n)
})
