import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { support } from './zh-CN/support.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof support>> =>
  import('./en/support.ts').then((module) => module.support)

/** The words of support, with those of the desk behind them. */
export const useT = makePart<typeof support, typeof zhCN>(support, english, useDesk)
