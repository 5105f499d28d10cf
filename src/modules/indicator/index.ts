import { sayFaults } from '../../kernel/fault.ts'
import { text } from '../../kernel/text.ts'
import { defineModule } from '../../platform/module.ts'
import { indicatorContract } from './contract.ts'
import { indicatorVerbs } from './service.ts'

sayFaults({
  missing: text('缺少', 'is missing'),
  unrecognized: text('没有这个字段', 'unknown field'),
  ratio_negative: text('按比值计算时不能为负', 'must not be negative under ratio'),
  ratio_down_zero: text('逆向比值不能为零', 'must not be zero under a downward ratio'),
})

export const indicatorModule = defineModule({
  name: 'indicator',
  contract: indicatorContract,
  verbs: indicatorVerbs,
})

/** Figures of a unit, frozen or live; freezing; rankings; the rows behind a figure: for later modules. */
export { freeze } from './service/editions.ts'
export { ranking } from './service/ranking.ts'
export { definitionsOn, frozenTable, tableOf } from './service/tables.ts'
export { periodBefore, periodOfDay, periodTitle, parsePeriod, yearBefore } from './rules/period.ts'
export { placesIn, valueOf, visible } from './rules/figures.ts'
export { factsOf, markOf } from './rules/expression.ts'
export { factRows } from './service/rows.ts'
export { figureText } from './rules/papers.ts'
