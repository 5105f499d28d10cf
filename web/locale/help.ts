import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import { help } from './zh-CN/help.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof help>> =>
  import('./en/help.ts').then((module) => module.help)

/** The words of help, with those of the desk behind them. */
export const useT = makePart<typeof help, typeof zhCN>(help, english, useDesk)
