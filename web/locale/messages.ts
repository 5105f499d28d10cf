import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { messages } from './zh-CN/messages.ts'

const english = (): Promise<Catalogue<typeof messages>> =>
  import('./en/messages.ts').then((module) => module.messages)

/** The words of notices and their delivery, with those of the desk behind them. */
export const useT = makePart<typeof messages, typeof zhCN>(messages, english, useDesk)
