import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { indicator } from './zh-CN/indicator.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof indicator>> =>
  import('./en/indicator.ts').then((module) => module.indicator)

/** The words of figures, with those of the desk behind them. */
export const useT = makePart<typeof indicator, typeof zhCN>(indicator, english, useDesk)
