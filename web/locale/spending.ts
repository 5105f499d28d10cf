import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { spending } from './zh-CN/spending.ts'

const english = (): Promise<Catalogue<typeof spending>> =>
  import('./en/spending.ts').then((module) => module.spending)

/** The words of spending, contracts and risks, with those of the desk behind them. */
export const useT = makePart<typeof spending, typeof zhCN>(spending, english, useDesk)
