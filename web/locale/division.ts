import { useT as useDesk } from './desk.ts'
import { makePart } from './part.ts'
import type { Catalogue, PlainKeys } from './translate.ts'
import type { zhCN } from './zh-CN.ts'
import { division } from './zh-CN/division.ts'

const english = (): Promise<Catalogue<typeof division>> =>
  import('./en/division.ts').then((module) => module.division)

/** The words of divisions and of what villages enter, with those of the desk behind them. */
export const useT = makePart<typeof division, typeof zhCN>(division, english, useDesk)

/** What `useT` gives: for functions that say something in the page's words. */
export type Translate = ReturnType<typeof useT>
/** A label of these pages or of the desk: a sentence that needs no values. */
export type Label = PlainKeys<typeof division> | PlainKeys<typeof zhCN>
