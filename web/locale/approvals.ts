import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { approvals } from './zh-CN/approvals.ts'

const english = (): Promise<Catalogue<typeof approvals>> =>
  import('./en/approvals.ts').then((module) => module.approvals)

/** The words of processes, cases and tasks, with those of the desk behind them. */
export const useT = makePart<typeof approvals, typeof zhCN>(approvals, english, useDesk)
