import { useT as useDesk } from './desk.ts'
import { founding } from './zh-CN/founding.ts'
import { makePart } from './part.ts'
import type { Catalogue, PlainKeys } from './translate.ts'
import type { zhCN } from './zh-CN.ts'

const english = (): Promise<Catalogue<typeof founding>> =>
  import('./en/founding.ts').then((module) => module.founding)

/** The words of founding, with those of the desk behind them. */
export const useT = makePart<typeof founding, typeof zhCN>(founding, english, useDesk)

/** A sentence without values. */
export type Label = PlainKeys<typeof founding> | PlainKeys<typeof zhCN>
