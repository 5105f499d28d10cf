import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { statements } from './zh-CN/statements.ts'

const english = (): Promise<Catalogue<typeof statements>> =>
  import('./en/statements.ts').then((module) => module.statements)

/** The words of the statements' pages, with those of the desk behind them. */
export const useT = makePart<typeof statements, typeof zhCN>(statements, english, useDesk)
