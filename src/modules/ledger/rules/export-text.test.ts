import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { chartWith } from '../model/chart.ts'
import {
  type ExportBook,
  type ExportFormat,
  exportText,
  type ExportVoucher,
} from './export-text.ts'
import { credit, debit } from './lines.ts'

const book: ExportBook = {
  title: '某"生姜"合作社',
  chart: chartWith([
    { code: '10201', name: '农商行; 一部: 甲|乙' },
    { code: '12101', name: '=生姜 "一级"' },
  ]),
  from: date('2023-01-01'),
  opening: [
    { account: '10201', memberId: null, partyId: null, net: 100_000n },
    { account: '301', memberId: 'm1', partyId: null, net: -100_000n },
    { account: '101', memberId: null, partyId: null, net: 0n },
  ],
  memberName: (id) => (id === 'm1' ? '张三,𠮷' : null),
  partyName: (id) => (id === 'p1' ? '甲:"公司"' : null),
}

const sale: ExportVoucher = {
  period: 202_303,
  kind: 'receipt',
  number: 7,
  onDate: date('2023-03-05'),
  summary: '售姜; "优"\n二等',
  lines: [
    debit('10201', 123_456n),
    credit('501', 123_456n, { party: 'p1', item: 'sales', summary: '-首批' }),
  ],
  attachments: 2,
}

const reversal: ExportVoucher = {
  ...sale,
  number: 8,
  onDate: date('2023-03-06'),
  summary: '注销3月5日收-7号凭证',
  lines: [debit('10201', -123_456n), credit('501', -123_456n, { party: 'p2', item: 'sales' })],
}

const written = (format: ExportFormat): string =>
  [...exportText(format, book, [sale, reversal])].join('')

/** The text from the first voucher on. */
const body = (format: ExportFormat): string => {
  const text = written(format)
  return text.slice(text.indexOf('2023-01-01 *'))
}

describe('hledger', () => {
  test('vouchers with tags, negative red ink and safe names', () => {
    expect(body('hledger')).toBe(`2023-01-01 * (期初) 期初余额  ; period:202300, attachments:0
    资产:102 银行存款:10201 农商行· 一部· 甲·乙  1000.00 CNY
    权益:301 股金  -1000.00 CNY  ; member:张三，𠮷

2023-03-05 * (收-7) 售姜； "优" 二等  ; period:202303, attachments:2
    资产:102 银行存款:10201 农商行· 一部· 甲·乙  1234.56 CNY
    收入:501 经营收入  -1234.56 CNY  ; party:甲："公司", item:sales, summary:-首批

2023-03-06 * (收-8) 注销3月5日收-7号凭证  ; period:202303, attachments:2
    资产:102 银行存款:10201 农商行· 一部· 甲·乙  -1234.56 CNY  ; red:debit
    收入:501 经营收入  1234.56 CNY  ; party:p2, item:sales, red:credit

`)
  })

  test('every account is declared with its kind', () => {
    const text = written('hledger')
    expect(text).toContain('account 资产  ; type:A\n')
    expect(text).toContain('account 资产:401 生产成本\n')
    expect(text).toContain('account 权益:332 盈余分配:33201 各项分配:3320102 盈余返还\n')
  })
})

describe('beancount', () => {
  const ACCOUNT =
    /^(?:Assets|Liabilities|Equity|Income|Expenses)(?::[\p{Lu}\p{Nd}][\p{L}\p{Nd}-]*)+$/u

  test('every account is valid, opened, and no other is used', () => {
    const lines = written('beancount').split('\n')
    const opened = lines.flatMap((line) => /^2023-01-01 open (\S+) CNY$/.exec(line)?.[1] ?? [])
    const used = lines.flatMap(
      (line) => /^ {2}([A-Z]\S+) {2}-?\d+\.\d\d CNY$/.exec(line)?.[1] ?? [],
    )
    expect(opened).toHaveLength(book.chart.accounts.length)
    expect(used).toHaveLength(6)
    for (const name of opened) expect(name).toMatch(ACCOUNT)
    for (const name of used) expect(opened).toContain(name)
  })

  test('vouchers with what they name', () => {
    expect(body('beancount')).toContain(`2023-03-05 * "售姜; \\"优\\" 二等"
  number: "收-7"
  period: "202303"
  attachments: 2
  Assets:102-银行存款:10201-农商行-一部-甲-乙  1234.56 CNY
  Income:501-经营收入  -1234.56 CNY
    party: "甲:\\"公司\\""
    item: "sales"
    summary: "-首批"
`)
  })
})

describe('CSV', () => {
  test('a row a line; formulas are text, red ink stays negative', () => {
    const [head, ...rows] = written('csv').split('\r\n')
    expect(head?.codePointAt(0)).toBe(0xfeff)
    expect(rows).toEqual([
      '202300,2023-01-01,期初,期初余额,10201,银行存款—农商行; 一部: 甲|乙,1000.00,,,,,,0',
      '202300,2023-01-01,期初,期初余额,301,股金,,1000.00,"张三,𠮷",,,,0',
      '202303,2023-03-05,收-7,"售姜; ""优"" 二等",10201,银行存款—农商行; 一部: 甲|乙,1234.56,,,,,,2',
      '202303,2023-03-05,收-7,\'-首批,501,经营收入,,1234.56,,"甲:""公司""",sales,,2',
      '202303,2023-03-06,收-8,注销3月5日收-7号凭证,10201,银行存款—农商行; 一部: 甲|乙,-1234.56,,,,,,2',
      '202303,2023-03-06,收-8,注销3月5日收-7号凭证,501,经营收入,,-1234.56,,p2,sales,,2',
      '',
    ])
  })
})

describe('streams', () => {
  test('pieces come as vouchers are asked for, not all at once', () => {
    let taken = 0
    function* many(): Generator<ExportVoucher> {
      for (;;) {
        taken += 1
        yield sale
      }
    }
    const text = exportText('hledger', book, many())
    let pieces = ''
    while (!pieces.includes('(收-7)')) pieces += text.next().value ?? ''
    expect(taken).toBe(1)
    text.return(undefined)
  })

  test('page by page gives the same bytes', () => {
    for (const format of ['hledger', 'beancount', 'csv'] as const) {
      const first = [...exportText(format, book, [sale])]
      const second = [...exportText(format, { ...book, begun: true }, [reversal])]
      expect([...first, ...second].join('')).toBe(written(format))
    }
  })
})
