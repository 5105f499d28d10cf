import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { contest } from './zh-CN/contest.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof contest>> =>
  import('./en/contest.ts').then((module) => module.contest)

/** The words of tours, contests and awards, with those of the desk behind them. */
export const useT = makePart<typeof contest, typeof zhCN>(contest, english, useDesk)
