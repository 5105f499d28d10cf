import { expect, test } from 'vitest'
import { platformLines } from './platform-lines.ts'

test('a platform’s table is read by its headings, in whatever order, and added up', () => {
  const block = [
    '商品名称\t订单号\t成交日期\t数量\t订单金额(元)\t平台扣费\t退款金额',
    '大姜5斤装\tA1\t2020-10-02 10:20\t2\t"1,059.80"\t52.99\t',
    '大姜5斤装\tA2\t2020/10/3\t1\t29.9\t-1.50\t29.90',
  ].join('\n')
  const read = platformLines(block)
  expect(read.wrong).toEqual([])
  expect(read.lines[0]).toEqual({
    orderNumber: 'A1',
    soldOn: '2020-10-02',
    goods: '大姜5斤装',
    quantity: '2',
    gross: '1059.80',
    fee: '52.99',
    refund: '0',
  })
  expect([read.gross, read.fee, read.refunds]).toEqual(['1089.70', '54.49', '29.90'])
})

test('without headings the columns stand in their order; what cannot be read is named by its row', () => {
  const read = platformLines(
    'A1\t2020-10-02\t姜\t1\t10\nA2\t昨天\t姜\t1\t10\n\t2020-10-02\t姜\t1\t10',
  )
  expect(read.lines).toHaveLength(1)
  expect(read.wrong).toEqual([2, 3])
  expect(platformLines('订单号\t日期\t金额\nA2\t昨天\t10').wrong).toEqual([2])
  expect(platformLines('')).toEqual({
    lines: [],
    wrong: [],
    gross: '0.00',
    fee: '0.00',
    refunds: '0.00',
  })
})
