import type { AnyId } from '../../../kernel/id.ts'

/* When two payments go to one payee: nobody escapes a window by writing a name in another way. */

/** Who a payment goes to, as the books and requests say it. An empty name: nobody was named. */
export interface Named {
  readonly memberId: AnyId | null
  readonly name: string
}

/** Names that one bank account or telephone ties together: name as `nameKey` has it → one of them. */
export type Links = ReadonlyMap<string, string>

export const NO_LINKS: Links = new Map()

/** A name as it is compared: width, case, blanks, brackets and the forms of "Ltd." make no difference. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()[\]{}<>《》〈〉【】「」.,、,。·\-_/]/gu, '')
    .replaceAll('有限责任公司', '有限公司')

/** Names are compared over and over: each payment's key is made once. */
const keys = new WeakMap<Named, string>()

function keyOf(named: Named): string {
  const known = keys.get(named)
  if (known !== undefined) return known
  const key = nameKey(named.name)
  keys.set(named, key)
  return key
}

/**
 * Whether two payments go to one payee. Two members are told apart by their membership, though they share a
 * name; a name without a membership is whoever bears it. Payments that name nobody count as one payee.
 */
export function samePayee(a: Named, b: Named, links: Links = NO_LINKS): boolean {
  if (a.memberId !== null && b.memberId !== null) return a.memberId === b.memberId
  const [one, other] = [keyOf(a), keyOf(b)]
  return (links.get(one) ?? one) === (links.get(other) ?? other)
}
