import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sum } from './pools.ts'
import { shareOut } from './split.ts'

const amount = (max: bigint) => fc.bigInt({ min: 0n, max })

test('caps and floors of single people hold for everybody, and the total comes out', () => {
  fc.assert(
    fc.property(
      amount(500n),
      fc.array(amount(9n), { minLength: 1, maxLength: 9 }).filter((sizes) => sum(sizes) > 0n),
      fc.option(amount(60n), { nil: undefined }),
      fc.option(amount(90n), { nil: undefined }),
      (total, sizes, atLeast, above) => {
        const atMost = above === undefined ? undefined : above + (atLeast ?? 0n)
        const { shares, left, short, clamped } = shareOut(total, sizes, { atLeast, atMost })
        expect(sum(shares) + left).toBe(total)
        const heads = BigInt(sizes.filter((size) => size > 0n).length)
        expect(short > 0n).toBe((atLeast ?? 0n) * heads > total)
        shares.forEach((share, i) => {
          if (sizes[i] === 0n) expect(share).toBe(0n)
          else if (short === 0n) {
            expect(share >= (atLeast ?? 0n)).toBe(true)
            if (atMost !== undefined) expect(share <= atMost).toBe(true)
          }
        })
        // Something stays only where everybody is at the cap.
        if (left > 0n) {
          shares.forEach((share, i) => expect(share).toBe(sizes[i] === 0n ? 0n : atMost))
        }
        if (!clamped) expect(shares).toEqual(shareOut(total, sizes, {}).shares)
      },
    ),
    { numRuns: 500 },
  )
})
