import { useT as useDesk } from './desk.ts'
import { development } from './zh-CN/development.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof development>> =>
  import('./en/development.ts').then((module) => module.development)

/** The words of classes, pairings and forms of business, with those of the desk behind them. */
export const useT = makePart<typeof development, typeof zhCN>(development, english, useDesk)
