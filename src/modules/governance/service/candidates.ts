import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { coopFacts, coopsOfUnion, personsByIds } from '../../registry/index.ts'
import { registersOf } from '../../shares/index.ts'
import type { Post } from '../model.ts'
import { postFindings } from '../rules/posts.ts'
import { declarationsOf, postsOfPersons } from '../store/posts.ts'

export interface Checked {
  readonly personId: AnyId
  readonly name: string
  readonly findings: readonly Finding[]
}

/** The main business of co-ops as the registry has it: industry where recorded, else the kind. */
async function businessOf(ctx: Ctx, coopId: AnyId): Promise<string | null> {
  const facts = await coopFacts(ctx, coopId).catch(() => null)
  return facts === null ? null : (facts.industryId ?? null)
}

/** The people who are members of a co-op; of a union, those of its co-ops, who send them. */
async function membersOf(ctx: Ctx, unitId: AnyId): Promise<ReadonlySet<AnyId | null>> {
  const sending = await coopsOfUnion(ctx, unitId)
  const coopIds: readonly AnyId[] = sending === null ? [unitId] : sending.map(({ id }) => id)
  const registers = await registersOf(ctx, coopIds)
  return new Set(
    Array.from(registers.values(), (book) => book.on(ctx.today).rows)
      .flat()
      .filter(({ holder }) => holder.kind !== 'other')
      .map(({ holder }) => holder.personId),
  )
}

/**
 * What stands against persons in a post of a co-op: posts here and elsewhere, public duties by the registry's mark
 * or their own declaration, membership. `leaving`: terms that end with the new one and do not count.
 */
export async function candidateFindings(
  ctx: Ctx,
  of: {
    readonly coopId: AnyId
    readonly post: Post
    readonly personIds: readonly AnyId[]
    readonly leaving?: ReadonlySet<AnyId>
  },
): Promise<Checked[]> {
  const { coopId, post, personIds } = of
  if (personIds.length === 0) return []
  const members = await membersOf(ctx, coopId)
  const persons = await personsByIds(ctx, personIds)
  const village = (await coopFacts(ctx, coopId).catch(() => null))?.villageId ?? null
  // Somebody from elsewhere is nobody's business here: the same answer as for a person that does not exist.
  const known = (id: AnyId): boolean =>
    persons.has(id) && (members.has(id) || persons.get(id)?.villageId === village)
  if (!personIds.every(known)) throw notFound()
  const held = await postsOfPersons(ctx, personIds, ctx.today)
  const counted = held.filter(({ id }) => of.leaving?.has(id) !== true)
  const others = [...new Set(counted.map(({ coop_id }) => coop_id))].filter((id) => id !== coopId)
  const own = others.length === 0 ? null : await businessOf(ctx, coopId)
  const same = new Map<AnyId, boolean | null>()
  for (const other of others) {
    const business = await businessOf(ctx, other)
    same.set(other, own === null || business === null ? null : own === business)
  }
  const declared = await declarationsOf(ctx, personIds)
  return personIds.map((personId) => {
    const facts = persons.get(personId)
    const mine = counted.filter(({ person_id }) => person_id === personId)
    const declaration = declared.get(personId)
    const publicDuty = facts?.publicOffice === true ? true : (declaration?.public_duty ?? null)
    const name = facts?.name ?? ''
    return {
      personId,
      name,
      findings: postFindings(
        {
          personId,
          name,
          member: members.has(personId),
          publicDuty,
          here: mine.filter(({ coop_id }) => coop_id === coopId),
          elsewhere: mine
            .filter(({ coop_id }) => coop_id !== coopId)
            .map((one) => ({
              post: one.post,
              coopName: one.coop_name,
              sameBusiness: same.get(one.coop_id) ?? null,
            })),
        },
        post,
      ),
    }
  })
}
