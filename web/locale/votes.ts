import { makePart } from './part.ts'
import { useT as usePhone } from './phone.ts'
import type { Catalogue } from './translate.ts'
import type { phone } from './zh-CN/phone.ts'
import { votes } from './zh-CN/votes.ts'

const english = (): Promise<Catalogue<typeof votes>> =>
  import('./en/votes.ts').then((module) => module.votes)

/** The words of meetings on the phone, with those of the phone behind them. */
export const useT = makePart<typeof votes, typeof phone>(votes, english, usePhone)
