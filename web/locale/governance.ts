import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { governance } from './zh-CN/governance.ts'

const english = (): Promise<Catalogue<typeof governance>> =>
  import('./en/governance.ts').then((module) => module.governance)

/** The words of governance, with those of the desk behind them. */
export const useT = makePart<typeof governance, typeof zhCN>(governance, english, useDesk)
