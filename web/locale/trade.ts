import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { trade } from './zh-CN/trade.ts'

const english = (): Promise<Catalogue<typeof trade>> =>
  import('./en/trade.ts').then((module) => module.trade)

/** The words of member trade, with those of the desk behind them. */
export const useT = makePart<typeof trade, typeof zhCN>(trade, english, useDesk)
