import { makeLocale, type PlainKeys } from './translate.ts'
import { phone } from './zh-CN/phone.ts'

/** The phone's words. */
export const { useT, setLanguage, start } = makeLocale(phone, () =>
  import('./en/phone.ts').then((module) => module.phone),
)

export type PhoneLabel = PlainKeys<typeof phone>
