import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Charter,
  charterFindings,
  charterSchema,
  ITEMS,
  MODEL_CHARTER,
  valueAt,
} from './charter.ts'
import { charterDiff, charterPaper, clausesOf, PARAMETER_TITLES } from './charter-text.ts'
import { exitDay } from './exit.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import { neededBy, quorumBy, termsOf } from './terms.ts'
import { quorumOf, votesNeeded } from './vote.ts'

const charter = (change: (draft: Charter) => void): Charter => {
  const draft = { ...structuredClone(MODEL_CHARTER), scope: '种植大姜。' }
  change(draft)
  return draft
}
const failing = (one: Charter, members: number | null = 20): string[] =>
  charterFindings(one, members)
    .filter(({ outcome }) => outcome === 'fails')
    .map(({ rule }) => rule)

describe('a charter', () => {
  test('the model keeps the law and has all twelve items', () => {
    expect(charterSchema.parse(MODEL_CHARTER)).toEqual(MODEL_CHARTER)
    expect(failing(charter(() => undefined))).toEqual([])
    // What is the co-op's own to say cannot be left blank.
    expect(failing(MODEL_CHARTER)).toEqual(['CHARTER-15'])
    const clauses = clausesOf(MODEL_CHARTER, [])
    expect(new Set(clauses.map(({ item }) => item)).size).toBe(12)
    expect(clauses.map(({ number }) => number)).toEqual(clauses.map((_, i) => i + 1))
  })

  test.each([
    ['quorum', (c: Charter) => (c.assembly.quorum = '1/2'), 'CHARTER-LAW assembly.quorum'],
    ['special', (c: Charter) => (c.assembly.special = '3/5'), 'CHARTER-LAW assembly.special'],
    ['votes', (c: Charter) => (c.additional.cap = '1/4'), 'CHARTER-LAW additional.cap'],
    ['return', (c: Charter) => (c.finance.returnRate = '59/100'), 'CHARTER-LAW finance.returnRate'],
    ['delegates', (c: Charter) => (c.assembly.delegates = true), 'DEL-150'],
    [
      'clash',
      (c: Charter) =>
        (c.contributions = { ...c.contributions, collectiveExempt: false, collectiveMin: '3/10' }),
      'CHARTER-CLASH',
    ],
  ])('%s below the law is refused', (_name, change, rule) => {
    expect(failing(charter(change))).toEqual([rule])
  })

  test('stricter than the law is lawful, and a meeting keeps to it', () => {
    const strict = charter((c) => {
      c.assembly = { ...c.assembly, quorum: '3/4', ordinary: '3/5', special: '3/4', noticeDays: 20 }
    })
    expect(failing(strict)).toEqual([])
    const terms = termsOf('assembly', strict)
    expect([
      quorumBy(terms, 20),
      neededBy(terms, 'ordinary', 20),
      neededBy(terms, 'special', 20),
    ]).toEqual([15, 13, 15])
    expect(terms.noticeDays).toBe(20)
  })

  test('clauses of the co-op’s own are added after those of their item; none is taken out', () => {
    const own = [{ item: 3, text: '成员须种植大姜。' }]
    const [with_, without] = [clausesOf(MODEL_CHARTER, own), clausesOf(MODEL_CHARTER, [])]
    expect(with_.filter(({ own: mine }) => !mine).map(({ text }) => text)).toEqual(
      without.map(({ text }) => text),
    )
    const third = with_.filter(({ item }) => item === 3)
    expect(third.at(-1)).toMatchObject({ text: '成员须种植大姜。', own: true })
  })

  test('every parameter has a title, and a change of one shows as one difference', () => {
    const leaves = (value: unknown, path: string): string[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, one]) =>
            leaves(one, path === '' ? key : `${path}.${key}`),
          )
        : [path]
    const named = PARAMETER_TITLES.map(([path]) => path)
    expect(named.toSorted()).toEqual(leaves(MODEL_CHARTER, '').toSorted())
    const changed = charterDiff(
      charter((c) => (c.assembly.noticeDays = 20)),
      charter(() => undefined),
    ).filter(({ changed: one }) => one)
    expect(changed).toMatchObject([{ path: 'assembly.noticeDays', value: '20', before: '15' }])
  })

  test('the paper says that its words are not the official text', () => {
    const paper = charterPaper(MODEL_CHARTER, [], { version: 1, adoptedOn: null, basis: '草案' })
    expect(paper.sections).toHaveLength(ITEMS.length + 1)
    expect(paper.remarks.join()).toContain('不是官方示范章程原文')
    expect(valueAt(MODEL_CHARTER, 'assembly.quorum')).toBe('2/3')
  })
})

describe('terms', () => {
  test('by the law alone they agree with the pure command', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (votes) => {
        const terms = termsOf('assembly', null)
        expect(quorumBy(terms, votes)).toBe(quorumOf(votes, 'ordinary'))
        for (const majority of ['ordinary', 'special', 'founding'] as const) {
          expect(neededBy(terms, majority, votes)).toBe(votesNeeded(votes, majority))
        }
      }),
    )
  })

  test('a charter that slipped below the law does not lower what a vote needs', () => {
    const loose = charter((c) => {
      c.assembly = { ...c.assembly, quorum: '1/10', ordinary: '1/10', special: '1/10' }
    })
    const terms = termsOf('assembly', loose)
    expect([
      quorumBy(terms, 30),
      neededBy(terms, 'ordinary', 36),
      neededBy(terms, 'special', 36),
    ]).toEqual([20, 19, 24])
  })
})

describe('leaving', () => {
  test.each([
    ['2020-09-30', 3, '2020-12-31', 'passes'],
    ['2020-10-01', 3, '2021-12-31', 'fails'],
    ['2020-06-30', 6, '2020-12-31', 'passes'],
    ['2020-07-01', 6, '2021-12-31', 'fails'],
  ])('notice on %s, %i months', (on, months, endsOn, outcome) => {
    const left = exitDay(on as LocalDate, months)
    expect([left.endsOn, left.finding.outcome]).toEqual([endsOn, outcome])
  })
})
