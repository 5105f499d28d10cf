import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { coopsOfUnion } from '../../registry/index.ts'
import { additionalVotesOn, registerOf } from '../../shares/index.ts'
import type { MeetingKind, Post, Voter } from '../model.ts'
import { adoptedCharter } from '../store/charters.ts'
import { postsOn } from '../store/posts.ts'
import { type Charter, charterSchema } from '../rules/charter.ts'

/** The charter in force on a day; null where none is recorded. */
export async function charterOn(
  ctx: Ctx,
  coopId: AnyId,
  day: LocalDate = ctx.today,
): Promise<Charter | null> {
  const row = await adoptedCharter(ctx, coopId, day)
  const parsed = row === null ? null : charterSchema.safeParse(row.parameters)
  return parsed?.success === true ? parsed.data : null
}

/** Who may come to a meeting of this kind, and the members of the co-op behind it. */
export interface Body {
  readonly voters: readonly Voter[]
  readonly members: number
}

const SEATS: Readonly<Partial<Record<MeetingKind, readonly Post[]>>> = {
  delegates: ['delegate'],
  council: ['chair', 'director'],
  supervisors: ['supervisor_head', 'supervisor'],
}

/**
 * Those entitled on a day: members with their additional votes from the register, delegates, directors or
 * supervisors from the posts, co-ops of a union.
 * @throws Refusal `not_allowed_now` where nobody could come.
 */
export async function bodyOn(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly kind: MeetingKind },
  day: LocalDate,
): Promise<Body> {
  const { coopId, kind } = of
  if (kind === 'union') return unionBody(ctx, coopId, day)
  const register = await registerOf(ctx, coopId, day)
  const members = (register?.rows ?? []).filter(({ holder }) => holder.kind !== 'other')
  const posts = SEATS[kind]
  if (posts !== undefined) {
    const byPerson = new Map(members.map(({ holder }) => [holder.personId, holder]))
    const held = await postsOn(ctx, { coopId, posts }, day)
    const voters = held.map((one): Voter => {
      const holder = one.person_id === null ? undefined : byPerson.get(one.person_id)
      return {
        holderId: holder?.id ?? one.id,
        memberNumber: holder?.memberNumber ?? '',
        name: one.name,
        personId: one.person_id,
        additional: 0,
      }
    })
    const once = new Map(voters.map((one) => [one.personId ?? one.holderId, one]))
    return some({ voters: [...once.values()], members: members.length })
  }
  const votes = kind === 'founding' ? new Map() : await additionalVotesOn(ctx, coopId, day)
  return some({
    voters: members.map(({ holder }) => ({
      holderId: holder.id,
      memberNumber: holder.memberNumber,
      name: holder.name,
      personId: holder.personId,
      additional: votes.get(holder.id) ?? 0,
    })),
    members: members.length,
  })
}

async function unionBody(ctx: Ctx, unionId: AnyId, day: LocalDate): Promise<Body> {
  const coops = await coopsOfUnion(ctx, unionId, day)
  const voters = (coops ?? []).map(({ id, name }, i) => ({
    holderId: id,
    memberNumber: String(i + 1).padStart(3, '0'),
    name,
    personId: null,
    additional: 0,
  }))
  return some({ voters, members: voters.length })
}

function some(body: Body): Body {
  if (body.voters.length > 0) return body
  throw new Refusal(
    'not_allowed_now',
    text(
      '没有应到会的人员:请先登记成员册,或登记理事、监事、成员代表。',
      'Nobody is entitled to come: record the members first, or the directors, supervisors, delegates.',
    ),
  )
}

/** All votes of a body: one a head, and the additional ones. */
export const allVotesOf = (voters: readonly Voter[], additional: boolean): number =>
  voters.reduce((sum, one) => sum + 1 + (additional ? one.additional : 0), 0)
