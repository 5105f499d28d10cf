import { makeLocale, type PlainKeys, type Translate } from './translate.ts'
import { zhCN } from './zh-CN.ts'

/** The desk's words: `t` for plain code, `useT` inside components. */
export const { t, useT, setLanguage, start } = makeLocale(zhCN, () =>
  import('./en.ts').then((module) => module.en),
)

/** A label: a sentence of the catalogue that needs no values. */
export type Label = PlainKeys<typeof zhCN>
export type DeskTranslate = Translate<typeof zhCN>
