import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { distribution } from './zh-CN/distribution.ts'

const english = (): Promise<Catalogue<typeof distribution>> =>
  import('./en/distribution.ts').then((module) => module.distribution)

/** The words of the distribution's pages, with those of the desk behind them. */
export const useT = makePart<typeof distribution, typeof zhCN>(distribution, english, useDesk)
