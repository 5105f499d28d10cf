import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { distributionContract } from '../contract.ts'
import { partsOf } from '../rules/bookings.ts'
import { runOf } from '../rules/inputs.ts'
import type { PlanRow } from '../store.ts'
import { countyOf, coopNames, plansByHash, resolutionsByIds } from '../store/plans.ts'
import { namesOf, storedSourced } from './stored.ts'

/*
 * The proof of a slip: its number finds the plan, its check code can only be made with the county's keys, so
 * nobody reads another's slip by trying numbers. Nothing is stored for it.
 */

/** What a slip is proved by: the plan as it was computed, the member and the amount in money. */
interface Proved {
  readonly plan: Pick<PlanRow, 'id' | 'content_hash'>
  readonly holderId: AnyId
  readonly cash: Fen
}

const HASH_PART = 8

export const serialOf = (plan: Pick<PlanRow, 'year' | 'content_hash'>, number: string): string =>
  `${plan.year}-${number}-${(plan.content_hash ?? '').slice(0, HASH_PART)}`

/** 64 bits of a keyed hash, as sixteen hexadecimal digits. */
export function checkCode(ctx: Ctx, { plan, holderId, cash }: Proved): string {
  const what = [plan.id, plan.content_hash ?? '', holderId, cash.toString()].join(' ')
  const keyed = Buffer.from(ctx.secrets.lookup('distribution.slip', what), 'base64url')
  return keyed.subarray(0, 8).toString('hex').toUpperCase()
}

/** As people read it aloud: four groups of four. */
export const groupedCode = (code: string): string => code.match(/.{4}/g)?.join(' ') ?? code

/** What the QR code of a slip opens. */
export async function slipAddress(
  ctx: Ctx,
  slip: { readonly serial: string; readonly check: string },
): Promise<string> {
  const { code } = await countyOf(ctx)
  const query = new URLSearchParams({ county: code, slip: slip.serial, check: slip.check })
  return `${ctx.publicAddress}/public?${query.toString()}`
}

const UNKNOWN = { verdict: 'unknown', facts: null } as const

export const slipVerbs: Pick<Verbs<typeof distributionContract, Ctx>, 'verifySlip'> = {
  verifySlip: async (ctx, { serial, check }) => {
    // A member's number may have signs of its own: the year stands first, the hash last.
    const written = /^(\d{4})-(.+)-([0-9a-f]{8})$/i.exec(serial.trim())
    if (ctx.county === 0 || written === null) return UNKNOWN
    const [, year = '', number = '', hash = ''] = written
    for (const plan of await plansByHash(ctx, Number(year), hash.toLowerCase())) {
      const sourced = storedSourced(plan)
      const person = sourced?.inputs.people.find((one) => one.number === number)
      if (sourced === null || person === undefined) continue
      const parts = partsOf(runOf(sourced), sourced.inputs)
      const part = parts.find(({ holderId }) => holderId === person.holderId)
      const cash = fen((part?.returned ?? 0n) + (part?.residual ?? 0n))
      if (checkCode(ctx, { plan, holderId: person.holderId, cash }) !== check) continue
      const names = await namesOf(ctx, sourced)
      const resolution = (
        await resolutionsByIds(ctx, plan.resolution_id === null ? [] : [plan.resolution_id])
      ).get(plan.resolution_id ?? '')
      return {
        verdict: verdictOf(plan),
        facts: {
          county: (await countyOf(ctx)).name,
          coopName: (await coopNames(ctx, [plan.coop_id])).get(plan.coop_id) ?? '',
          year: plan.year,
          name: maskedName(names.get(person.holderId) ?? ''),
          cash,
          resolution: resolution?.number ?? null,
          decidedOn: resolution?.decided_on ?? null,
        },
      }
    }
    return UNKNOWN
  },
}

/** A plan that the assembly has not resolved on yet promises nothing. */
const verdictOf = ({ status }: PlanRow): 'genuine' | 'draft' | 'reversed' =>
  status === 'reversed'
    ? 'reversed'
    : status === 'posted' || status === 'resolved'
      ? 'genuine'
      : 'draft'

/** The first character and as many signs as there are more: 王**. */
function maskedName(name: string): string {
  const [first = '', ...rest] = Array.from(name)
  return `${first}${rest.map(() => '*').join('')}`
}
