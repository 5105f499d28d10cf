import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue, PlainKeys } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { ledger } from './zh-CN/ledger.ts'

const english = (): Promise<Catalogue<typeof ledger>> =>
  import('./en/ledger.ts').then((module) => module.ledger)

/** The words of the books' pages, with those of the desk behind them. */
export const useT = makePart<typeof ledger, typeof zhCN>(ledger, english, useDesk)

/** A label of the books: a sentence that needs no values. */
export type Label = PlainKeys<typeof ledger>
