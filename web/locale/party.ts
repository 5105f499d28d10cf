import { makePart } from './part.ts'
import { useT as usePhone } from './phone.ts'
import type { Catalogue } from './translate.ts'
import { party } from './zh-CN/party.ts'
import type { phone } from './zh-CN/phone.ts'

const english = (): Promise<Catalogue<typeof party>> =>
  import('./en/party.ts').then((module) => module.party)

/** The words of own points and promises, with those of the phone behind them. */
export const useT = makePart<typeof party, typeof phone>(party, english, usePhone)
