import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { supervision } from './zh-CN/supervision.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof supervision>> =>
  import('./en/supervision.ts').then((module) => module.supervision)

/** The words of supervision, with those of the desk behind them. */
export const useT = makePart<typeof supervision, typeof zhCN>(supervision, english, useDesk)
