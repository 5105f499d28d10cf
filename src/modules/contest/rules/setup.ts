import { compareFractions, fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Setup } from '../model.ts'

const ZERO = fraction(0)
const above = (written: string): boolean => {
  const value = parseFraction(written)
  return value !== null && compareFractions(value, ZERO) > 0
}

/** What is wrong with an edition as it is set up; `known`: the indicators with figures of its units. */
export function setupFaults(setup: Setup, known: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = []
  const say = (path: string, zh: string, en: string): void => {
    faults.push({ path: `$.setup.${path}`, text: text(zh, en) })
  }
  if (setup.to < setup.from) say('to', '不能早于开始日期', 'ends before it begins')
  const groups = new Set(setup.groups.map(({ id }) => id))
  if (groups.size !== setup.groups.length) say('groups', '评比组编号重复', 'a group stands twice')
  setup.groups.forEach((group, i) => {
    if (!above(group.weight)) say(`groups[${i}].weight`, '权重须大于零', 'not above zero')
    if (!setup.items.some((item) => item.group === group.id)) {
      say(`groups[${i}]`, '该组没有评分项目', 'has no items')
    }
  })
  if (new Set(setup.items.map(({ id }) => id)).size !== setup.items.length) {
    say('items', '评分项目编号重复', 'an item stands twice')
  }
  setup.items.forEach((item, i) => {
    if (!groups.has(item.group)) say(`items[${i}].group`, '没有这个评比组', 'no such group')
    if (!above(item.weight)) say(`items[${i}].weight`, '权重须大于零', 'not above zero')
    if (item.kind === 'judged') return
    if (item.indicator === null || !known.has(item.indicator)) {
      say(`items[${i}].indicator`, '没有这项指标,或不适用于参赛层级', 'no such indicator')
    }
    if (item.normalise === null) say(`items[${i}].normalise`, '须说明折算方法', 'is missing')
    if (setup.period === null) say('period', '数据项目须指定指标期间', 'figures need a period')
  })
  const spread = parseFraction(setup.spread)
  if (spread === null || !above(setup.spread) || compareFractions(spread, fraction(1)) > 0) {
    say('spread', '分歧限度为 0 到 1 之间的比例', 'a share above 0, at most 1')
  }
  return faults
}
