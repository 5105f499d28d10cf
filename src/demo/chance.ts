import { assert } from '../kernel/assert.ts'

/** A repeatable stream of choices. The same seed and label give the same choices on every machine. */
export interface Chance {
  /** A whole number from 0 to `limit` − 1. */
  readonly below: (limit: number) => number
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number
  /** True in `permille` of a thousand cases. */
  readonly happens: (permille: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** One item, in proportion to whole weights. */
  readonly weighted: <T>(items: readonly (readonly [item: T, weight: number])[]) => T
  readonly shuffled: <T>(items: readonly T[]) => T[]
  /** A stream of its own, so that a change in one part of the plan leaves the others as they are. */
  readonly fork: (label: string) => Chance
}

/** FNV-1a over the code points of the text: 32 bits that start a stream. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return hash
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** Fills the state: splitmix32. */
function splitmix(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
}

/** 32 bits at a time: xoshiro128** 1.1 (Blackman and Vigna, public domain). */
function xoshiro(seed: number): () => number {
  const fill = splitmix(seed)
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result
  }
}

/** Opens the stream of a seed, or of a part of a plan: `openChance(seed, 'names')`. */
export function openChance(seed: number, label = ''): Chance {
  const next = xoshiro(hash32(`${seed}/${label}`))
  const below = (limit: number): number => {
    assert(Number.isInteger(limit) && limit > 0, 'the limit of a choice is a positive whole number')
    // The bias of the remainder is below limit / 2^32: no matter for a demonstration.
    return next() % limit
  }
  const pick = <T>(items: readonly T[]): T => {
    assert(items.length > 0, 'there is something to pick from')
    return items[below(items.length)] as T
  }
  const weighted = <T>(items: readonly (readonly [T, number])[]): T => {
    let left = below(items.reduce((sum, [, weight]) => sum + weight, 0))
    for (const [item, weight] of items) {
      if (left < weight) return item
      left -= weight
    }
    throw new Error('the weights have changed')
  }
  const shuffled = <T>(items: readonly T[]): T[] => {
    const copy = [...items]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = below(i + 1)
      const held = copy[i] as T
      copy[i] = copy[j] as T
      copy[j] = held
    }
    return copy
  }
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (permille) => below(1000) < permille,
    pick,
    weighted,
    shuffled,
    fork: (part) => openChance(seed, `${label}/${part}`),
  }
}
