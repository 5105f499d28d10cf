import { describe, expect, test } from 'vitest'
import { typeset } from './typeset.ts'

describe('Chinese punctuation is full-width', () => {
  test.each([
    ['没有找到,或不在管辖范围内。', '没有找到，或不在管辖范围内。'],
    ['共 1,040 个村,296 家', '共 1,040 个村，296 家'],
    ['覆盖 28%,最高', '覆盖 28%，最高'],
    ['出资额(元)', '出资额（元）'],
    ['合作社法(2017)第十九条', '合作社法（2017）第十九条'],
    ['截止 14:05 结束', '截止 14:05 结束'],
    ['共 3 条,见 http://example.org/a', '共 3 条，见 http://example.org/a'],
    ['错误:第 3 行', '错误：第 3 行'],
    ['第 12,条', '第 12，条'],
    ['(演示)张三', '（演示）张三'],
  ])('%s', (written, set) => expect(typeset(written)).toBe(set))

  test.each(['Share (of 3), see below: yes', '2020-11-30 14:05', '{"a":1,"b":2}'])(
    'leaves %s alone',
    (text) => expect(typeset(text)).toBe(text),
  )

  test('is the same when set twice', () => {
    const once = typeset('规则(县定):通过,不通过;视口径!')
    expect(typeset(once)).toBe(once)
  })
})
