import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { talent } from './zh-CN/talent.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof talent>> =>
  import('./en/talent.ts').then((module) => module.talent)

/** The words of postings, the reserve, points and promises, with those of the desk behind them. */
export const useT = makePart<typeof talent, typeof zhCN>(talent, english, useDesk)
