import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { duty } from './zh-CN/duty.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof duty>> =>
  import('./en/duty.ts').then((module) => module.duty)

/** The words of duties, meetings and plans, with those of the desk behind them. */
export const useT = makePart<typeof duty, typeof zhCN>(duty, english, useDesk)
