import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue, PlainKeys } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { ledger } from './zh-CN/ledger.ts'
import { ledgerFiles } from './zh-CN/ledger-files.ts'

const words = { ...ledger, ...ledgerFiles } as const

const english = async (): Promise<Catalogue<typeof words>> => {
  const [books, files] = await Promise.all([
    import('./en/ledger.ts'),
    import('./en/ledger-files.ts'),
  ])
  return { ...books.ledger, ...files.ledgerFiles }
}

/** The words of the books' pages, with those of the desk behind them. */
export const useT = makePart<typeof words, typeof zhCN>(words, english, useDesk)

/** A label of the books: a sentence that needs no values. */
export type Label = PlainKeys<typeof words>
