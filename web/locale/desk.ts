import { makeLocale } from './translate.ts'
import { zhCN } from './zh-CN.ts'

/** The desk's words: `t` for plain code, `useT` inside components. */
export const { t, useT, setLanguage, start } = makeLocale(zhCN, () =>
  import('./en.ts').then((module) => module.en),
)

export type DeskKey = keyof typeof zhCN
