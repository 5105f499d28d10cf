import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../kernel/fault.ts'
import {
  additionalVotesLimit,
  countVote,
  delegatesNeeded,
  notCarried,
  quorumOf,
  type VoteCount,
  voteInput,
  votesNeeded,
} from './vote.ts'

/* Members, additional votes at the most, all votes, quorum, ordinary, special: from Art. 22, 30. */
const TABLE = [
  [5, 1, 6, 4, 4, 4],
  [8, 1, 9, 6, 5, 6],
  [12, 2, 14, 8, 8, 10],
  [30, 6, 36, 20, 19, 24],
  [100, 20, 120, 67, 61, 80],
  [150, 30, 180, 100, 91, 120],
] as const

const vote = (more: Partial<VoteCount>): VoteCount => ({
  members: 30,
  basicVotes: 30,
  additionalVotes: 0,
  present: 0,
  yes: 0,
  no: 0,
  abstain: 0,
  matter: 'ordinary',
  ...more,
})

describe('the numbers of the Act', () => {
  test.each(TABLE)('%i members', (members, additional, all, quorum, ordinary, special) => {
    expect(additionalVotesLimit(members)).toBe(additional)
    expect(members + additional).toBe(all)
    const count = { members, basicVotes: members, additionalVotes: additional, present: members }
    const [plain, heavy] = [
      countVote(vote({ ...count, yes: ordinary })),
      countVote(vote({ ...count, yes: special, matter: 'special' })),
    ]
    expect(plain).toMatchObject({ quorum, needed: ordinary, carried: true, votesStillNeeded: 0 })
    expect(heavy).toMatchObject({ quorum, needed: special, carried: true, votesStillNeeded: 0 })
    const short = countVote(vote({ ...count, yes: ordinary - 1 }))
    expect(short).toMatchObject({ carried: false, votesStillNeeded: 1 })
    expect(notCarried(short)).toBe(true)
    expect(countVote(vote({ ...count, present: quorum - 1, yes: ordinary })).carried).toBe(false)
  })

  test('a bare quorum of thirty members carries an ordinary matter and no special one', () => {
    const unanimous = { additionalVotes: 6, present: 20, yes: 20 }
    expect(countVote(vote(unanimous))).toMatchObject({ carried: true, needed: 19 })
    const special = countVote(vote({ ...unanimous, matter: 'special' }))
    expect(special).toMatchObject({ carried: false, needed: 24, votesStillNeeded: 4 })
    expect(special.text.zh).toContain('未通过')
  })

  test('eight of twelve members cannot change a charter', () => {
    const count = { members: 12, basicVotes: 12, additionalVotes: 2, present: 8, yes: 8 }
    expect(countVote(vote(count)).carried).toBe(true)
    expect(countVote(vote({ ...count, matter: 'special' })).carried).toBe(false)
  })

  test('delegates only above 150 members, at least 51, a tenth rounded up', () => {
    const rows = [
      [150, null],
      [151, 51],
      [510, 51],
      [511, 52],
      [600, 60],
      [1000, 100],
    ] as const
    for (const [members, needed] of rows) expect(delegatesNeeded(members)).toBe(needed)
  })

  test('a founding needs every founder', () => {
    const founding = { members: 7, basicVotes: 7, matter: 'founding' } as const
    expect(countVote(vote({ ...founding, present: 7, yes: 7 })).carried).toBe(true)
    expect(countVote(vote({ ...founding, present: 7, yes: 6, no: 1 })).carried).toBe(false)
    expect(countVote(vote({ ...founding, present: 6, yes: 6 })).carried).toBe(false)
    expect(countVote(vote({ ...founding, present: 7, yes: 7 })).articles).toContain('第十四条')
  })
})

describe('what cannot be', () => {
  const refused = (more: object): string[] => {
    const parsed = voteInput.safeParse({ ...vote({}), ...more })
    return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
  }
  test('faults name their field', () => {
    expect(refused({})).toEqual([])
    expect(refused({ basicVotes: 29 })).toEqual(['basicVotes'])
    expect(refused({ present: 31 })).toEqual(['present'])
    expect(refused({ present: 3, yes: 3, no: 1 })).toEqual(['yes'])
    expect(refused({ present: 0, additionalVotes: 2, yes: 1 })).toEqual(['yes'])
    expect(refused({ additionalVotesCap: '1/4' })).toEqual(['additionalVotesCap'])
    expect(refused({ additionalVotesCap: '1/10' })).toEqual([])
    expect(refused({ more: 1 })).toEqual([''])
  })

  test('additional votes above the cap carry nothing', () => {
    const all = { present: 30, yes: 30 }
    expect(countVote(vote({ ...all, additionalVotes: 6 })).carried).toBe(true)
    expect(countVote(vote({ ...all, additionalVotes: 7 })).carried).toBe(false)
    const lower = voteInput.parse({
      ...vote({ ...all, additionalVotes: 4 }),
      additionalVotesCap: '1/10',
    })
    expect(countVote(lower).carried).toBe(false)
  })

  test('a union knows no additional votes, delegates are at least 51', () => {
    const union = { members: 3, basicVotes: 3, present: 3, yes: 3, body: 'union' } as const
    expect(countVote(vote(union)).carried).toBe(true)
    expect(
      countVote(vote({ ...union, members: 5, basicVotes: 5, additionalVotes: 1 })).carried,
    ).toBe(false)
    expect(
      countVote(vote({ ...union, members: 2, basicVotes: 2, present: 2, yes: 2 })).carried,
    ).toBe(false)
    const delegates = {
      members: 51,
      basicVotes: 51,
      present: 51,
      yes: 26,
      body: 'delegates',
    } as const
    expect(countVote(vote(delegates)).carried).toBe(true)
    expect(
      countVote(vote({ ...delegates, members: 50, basicVotes: 50, present: 50 })).carried,
    ).toBe(false)
  })
})

const counts = fc
  .record({
    members: fc.integer({ min: 1, max: 400 }),
    cut: fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()),
    matter: fc.constantFrom('ordinary' as const, 'special' as const, 'founding' as const),
  })
  .map(({ members, cut: [a, b, c, d], matter }): VoteCount => {
    const additionalVotes = matter === 'founding' ? 0 : a % (Math.floor(members / 5) + 1)
    const present = b % (members + 1)
    const most = present === 0 ? 0 : present + additionalVotes
    const yes = c % (most + 1)
    const no = d % (most - yes + 1)
    return vote({ members, basicVotes: members, additionalVotes, present, yes, no, matter })
  })

describe('properties', () => {
  test('carried is what the Act says, in whole numbers', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const { members, present, yes, matter, additionalVotes } = count
        const all = members + additionalVotes
        const result = countVote(count)
        const enough =
          matter === 'founding'
            ? present === members && yes === all
            : present * 3 >= members * 2 &&
              (matter === 'special' ? yes * 3 >= all * 2 : yes * 2 > all)
        expect(result.carried).toBe(enough)
        expect(voteInput.safeParse(count).success).toBe(true)
      }),
    )
  })

  test('one vote less than needed never carries; needed is the least that does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom('ordinary' as const, 'special' as const),
        (all, matter) => {
          const needed = votesNeeded(all, matter)
          const holds = (yes: number) => (matter === 'special' ? yes * 3 >= all * 2 : yes * 2 > all)
          expect([holds(needed), holds(needed - 1)]).toEqual([true, false])
          expect(quorumOf(all, matter) * 3).toBeGreaterThanOrEqual(all * 2)
          expect((quorumOf(all, matter) - 1) * 3).toBeLessThan(all * 2)
        },
      ),
    )
  })

  test('a further vote in favour never turns yes into no', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const more = { ...count, yes: count.yes + 1 }
        expect(!countVote(count).carried || countVote(more).carried).toBe(true)
      }),
    )
  })
})

const GOLDEN = new URL('../../../../test/golden/vote/', import.meta.url)

interface Golden {
  readonly input: unknown
  readonly exit: 0 | 1 | 2
  readonly expect?: object
  readonly faults?: readonly string[]
}

describe('golden votes', () => {
  const files = readdirSync(GOLDEN).filter((file) => file.endsWith('.json'))
  test('there are some', () => expect(files.length).toBeGreaterThan(40))

  test.each(files)('%s', (file) => {
    const golden = JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) as Golden
    const parsed = voteInput.safeParse(golden.input, { reportInput: true })
    if (!parsed.success) {
      expect(faultsOf(parsed.error).map(({ path }) => path)).toEqual(golden.faults)
      expect(golden.exit).toBe(2)
      return
    }
    const result = countVote(parsed.data)
    expect(result).toMatchObject(golden.expect ?? {})
    expect(notCarried(result) ? 1 : 0).toBe(golden.exit)
  })
})
