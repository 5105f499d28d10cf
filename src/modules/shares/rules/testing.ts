import { date } from '../../../kernel/date.ts'
import { parseYuan } from '../../../kernel/money.ts'
import type { HolderFacts, RegisterFacts } from './facts.ts'

/* Builders for tests of the rules: only what a test is about has to be said. */

export const fen = (yuan: string): bigint => parseYuan(yuan) ?? 0n

export const holder = (id: string, facts: Partial<HolderFacts> = {}): HolderFacts => ({
  id,
  name: id,
  class: 'person',
  farmer: (facts.class ?? 'person') === 'person',
  household: null,
  group: null,
  publicFunction: false,
  poverty: false,
  paid: 0n,
  promised: 0n,
  internalUnits: null,
  dividendRights: null,
  ...facts,
})

export const register = (
  holders: readonly HolderFacts[],
  facts: Partial<RegisterFacts> = {},
): RegisterFacts => ({
  asOf: date('2026-01-01'),
  village: { households: 100, residentHouseholds: null, collectiveHouseholds: null },
  branch: { committee: [], partyMembers: [] },
  stage: 'running',
  holders,
  ...facts,
})

/**
 * A register that keeps every rule: the collective with 30%, two of the branch, `people` persons in
 * households of their own.
 */
export function lawful(people = 10, each = fen('7000')): RegisterFacts {
  const persons = Array.from({ length: people }, (_, i) =>
    holder(`p${String(i + 1).padStart(3, '0')}`, { paid: each, household: `h${i + 1}` }),
  )
  const total = each * BigInt(people)
  return register(
    [holder('c', { class: 'collective', farmer: false, paid: (total * 3n) / 7n }), ...persons],
    {
      branch: { committee: ['p001'], partyMembers: ['p001', 'p002'] },
      village: { households: people * 5, residentHouseholds: null, collectiveHouseholds: null },
    },
  )
}
