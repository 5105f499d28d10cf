import { z } from 'zod'
import { divide } from '../../../kernel/apportion.ts'
import { sayFaults } from '../../../kernel/fault.ts'
import { fen } from '../../../kernel/money.ts'
import { line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { compareCodePoints, text } from '../../../kernel/text.ts'
import { quantitySchema, uniqueIds } from './distribute.ts'
import { sum } from './pools.ts'

/*
 * Quantification (量化) of reserves, grants and donations to member accounts: reserves by what the charter
 * says, grants and donations equally by head, among those who were members when the grant came.
 */

sayFaults({
  quantify_base: text(
    '量化依据全部为零,无法量化到成员',
    'the basis is zero for everybody: nothing to quantify by',
  ),
})

const KINDS = ['reserve', 'capital-reserve', 'grant', 'donation'] as const

const pool = z.discriminatedUnion('kind', [
  z.strictObject({
    id: line(200),
    kind: z.enum(['reserve', 'capital-reserve']),
    amount: yuanFromZero,
    by: z.enum(['contribution', 'patronage', 'equal']),
  }),
  z.strictObject({
    id: line(200),
    kind: z.enum(['grant', 'donation']),
    amount: yuanFromZero,
    /** Who was a member when it came; all present members when absent. */
    heads: z.array(line(200)).min(1).max(100_000).optional(),
  }),
])
type Pool = z.output<typeof pool>

const member = z.strictObject({
  id: line(200),
  contribution: yuanFromZero,
  patronage: quantitySchema.optional(),
})
type Member = z.output<typeof member>

export const quantifyInput = z
  .strictObject({
    pools: z.array(pool).min(1).max(1000).superRefine(uniqueIds),
    members: z.array(member).min(1).max(100_000).superRefine(uniqueIds),
    /**
     * `snapshot`: each grant equally over its own heads, and what those who left held equally over all who
     * remain (Shandong Regs 22). `present`: every grant equally over the present members.
     */
    heads: z.enum(['snapshot', 'present']).default('snapshot'),
  })
  .superRefine(({ pools, members }, context) => {
    pools.forEach((one, i) => {
      if (!('by' in one)) {
        if (new Set(one.heads).size !== (one.heads?.length ?? 0)) {
          context.addIssue({ code: 'custom', path: ['pools', i, 'heads'], message: 'duplicate_id' })
        }
      } else if (one.amount > 0n && sum(basis(one.by, members)) === 0n) {
        context.addIssue({ code: 'custom', path: ['pools', i, 'by'], message: 'quantify_base' })
      }
    })
  })

export const quantifyOutput = z.object({
  members: z.array(
    z.object({
      id: z.string(),
      reserveShare: yuan,
      grantShare: yuan,
      donationShare: yuan,
      parts: z.array(z.object({ pool: z.string(), amount: yuan })),
    }),
  ),
  totals: z.array(z.object({ kind: z.enum(KINDS), amount: yuan })),
})

function basis(by: 'contribution' | 'patronage' | 'equal', members: readonly Member[]): bigint[] {
  if (by === 'equal') return members.map(() => 1n)
  return members.map((one) => (by === 'contribution' ? one.contribution : (one.patronage ?? 0n)))
}

/** Every pool divided among the members, to the fen, by largest remainder with ties to the smaller id. */
export function quantify(input: z.output<typeof quantifyInput>): z.output<typeof quantifyOutput> {
  const members = input.members.toSorted((a, b) => compareCodePoints(a.id, b.id))
  const parts = input.pools.map((one) => ({
    pool: one,
    shares: sharesOf(one, members, input.heads),
  }))
  const of = (kinds: readonly string[], i: number) =>
    fen(
      sum(
        parts.map(({ pool: { kind }, shares }) => (kinds.includes(kind) ? (shares[i] ?? 0n) : 0n)),
      ),
    )
  return {
    members: members.map(({ id }, i) => ({
      id,
      reserveShare: of(['reserve', 'capital-reserve'], i),
      grantShare: of(['grant'], i),
      donationShare: of(['donation'], i),
      parts: parts.map(({ pool: { id: name }, shares }) => ({
        pool: name,
        amount: fen(shares[i] ?? 0n),
      })),
    })),
    totals: KINDS.map((kind) => ({
      kind,
      amount: fen(sum(input.pools.map((one) => (one.kind === kind ? one.amount : 0n)))),
    })),
  }
}

function sharesOf(one: Pool, members: readonly Member[], heads: 'snapshot' | 'present'): bigint[] {
  if ('by' in one) {
    return one.amount === 0n ? members.map(() => 0n) : divide(one.amount, basis(one.by, members))
  }
  const all = members.map(() => 1n)
  if (heads === 'present' || one.heads === undefined) return divide(one.amount, all)
  const snapshot = one.heads.toSorted(compareCodePoints)
  const given = divide(
    one.amount,
    snapshot.map(() => 1n),
  )
  const held = new Map(snapshot.map((id, i) => [id, given[i] ?? 0n]))
  const own = members.map(({ id }) => held.get(id) ?? 0n)
  const lapsed = divide(one.amount - sum(own), all)
  return own.map((share, i) => share + (lapsed[i] ?? 0n))
}
