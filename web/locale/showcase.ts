import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { showcase } from './zh-CN/showcase.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof showcase>> =>
  import('./en/showcase.ts').then((module) => module.showcase)

/** The words of typical cases and of the cockpit, with those of the desk behind them. */
export const useT = makePart<typeof showcase, typeof zhCN>(showcase, english, useDesk)
