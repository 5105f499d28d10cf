import { fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import type { HouseholdWish, Wish } from '../model.ts'

const CENT = 100n

/** Hundredths of a decimal of at most two places. */
export function hundredths(value: string): bigint {
  const [whole = '0', places = ''] = value.split('.')
  return BigInt(whole) * CENT + BigInt(places.padEnd(2, '0'))
}

/** "12.50" as people write it: no zeros behind the last digit that says something. */
export function sayHundredths(value: bigint): string {
  const places = (value % CENT).toString().padStart(2, '0').replace(/0+$/, '')
  return `${value / CENT}${places === '' ? '' : `.${places}`}`
}

/** How the village stands, counted over the last word of each household. */
export function countWishes(households: number, latest: readonly HouseholdWish[]) {
  const of = (wish: Wish) => latest.filter((one) => one.wish === wish)
  const willing = of('willing')
  return {
    willing: willing.length,
    unwilling: of('unwilling').length,
    undecided: of('undecided').length,
    unasked: households - latest.length,
    offered: {
      landMu: sayHundredths(willing.reduce((all, { landMu }) => all + hundredths(landMu), 0n)),
      cash: fen(willing.reduce((all, { cash }) => all + cash, 0n)),
      workdays: willing.reduce((all, { workdays }) => all + workdays, 0),
    },
  }
}

/** A household that will not join brings nothing: figures beside a refusal would look like pressure. */
export function faultsOfWish(given: HouseholdWish, path: string): Fault[] {
  const brings = hundredths(given.landMu) > 0n || given.cash > 0n || given.workdays > 0
  return given.wish === 'unwilling' && brings
    ? [
        {
          path: `${path}.wish`,
          text: text('不愿意的农户不登记拟投入数', 'who is unwilling brings nothing'),
        },
      ]
    : []
}

/** Names of the village that stand in a text meant for the whole county. One character is no name. */
export const namesIn = (said: string, names: readonly string[]): string[] =>
  [...new Set(names)].filter((name) => Array.from(name).length >= 2 && said.includes(name))
