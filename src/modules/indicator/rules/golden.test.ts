import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../kernel/fault.ts'
import { rankCommand, rankInput, rankOutput } from './rank-document.ts'

/* The documents of `rank` with what they must give; scores were reckoned by another program. */

interface Case {
  readonly why: string
  readonly input: unknown
  readonly expect?: unknown
  readonly faults?: readonly string[]
}

const GOLDEN = new URL('../../../../test/golden/rank/', import.meta.url)
const cases = readdirSync(GOLDEN)
  .toSorted((a, b) => (a < b ? -1 : 1))
  .map((name) => ({ name, ...(JSON.parse(readFileSync(new URL(name, GOLDEN), 'utf8')) as Case) }))

describe('rank, documents', () => {
  test('there are some', () => expect(cases.length).toBeGreaterThan(10))

  test.each(cases)('$name $why', ({ input, expect: wanted, faults }) => {
    const parsed = rankInput.safeParse(input, { reportInput: true })
    if (faults !== undefined) {
      expect(parsed.success ? [] : faultsOf(parsed.error).map(({ path }) => path)).toEqual(faults)
      return
    }
    expect(parsed.success && rankOutput.encode(rankCommand(parsed.data))).toMatchObject(
      wanted as object,
    )
  })
})
