import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { coopFacts } from '../../registry/index.ts'
import { holdersOfPerson } from '../../shares/index.ts'
import type { promiseVerbs as contract } from '../contract/promises.ts'
import { isOpen, publicName } from '../rules/promises.ts'
import * as store from '../store/promises.ts'
import { ownPerson, refused, rulesOn } from './ground.ts'
import { factsOf, presented } from './present.ts'

type Own = Pick<Verbs<typeof contract, Ctx>, 'readOwnPromises' | 'ratePromise'>

/** The co-ops a person holds shares in today, and their villages: what is shown there is shown to the person. */
async function membershipOf(ctx: Ctx, personId: AnyId) {
  const held = await holdersOfPerson(ctx, personId)
  const coopIds = [
    ...new Set(
      held
        .filter(({ holder }) => holder.leftOn === null || holder.leftOn > ctx.today)
        .map(({ coopId }) => coopId),
    ),
  ]
  const villageIds = new Set<AnyId>()
  for (const coopId of coopIds) villageIds.add((await coopFacts(ctx, coopId)).villageId)
  return { coopIds, villageIds: [...villageIds] }
}

export const readOwnPromises: Own['readOwnPromises'] = async (ctx) => {
  const personId = ownPerson(ctx)
  const own = await presented(ctx, await store.promisesOfPerson(ctx, personId))
  const rows = (await store.shownPromises(ctx, await membershipOf(ctx, personId))).filter(
    (row) => row.person_id !== personId,
  )
  const shown = await presented(ctx, rows)
  const rated = await store.ratedBy(
    ctx,
    personId,
    rows.map(({ id }) => id),
  )
  const { names } = (await rulesOn(ctx)).rules.promises
  return {
    // The answer's own shape leaves the name out: it is the caller's.
    own,
    shown: shown.map((one, i) => ({
      promiseId: one.promiseId,
      name: publicName(one.person.name, names),
      coop: one.coop?.name ?? null,
      village: one.village.name,
      what: one.what,
      dueOn: one.dueOn,
      state: one.state,
      evidence: one.evidence.map(({ on, said }) => ({ on, said })),
      rateUntil: one.assessment?.open === true ? one.assessment.until : null,
      rated: rated.has(`${one.promiseId} ${rows[i]?.assessment_seq ?? 0}`),
    })),
  }
}

export const ratePromise: Own['ratePromise'] = async (ctx, { promiseId, verdict }) => {
  const personId = ownPerson(ctx)
  const shown = await store.shownPromises(ctx, await membershipOf(ctx, personId))
  const row = shown.find(({ id }) => id === promiseId)
  if (row === undefined || row.person_id === personId) throw notFound()
  if (row.assessment_seq === null || !isOpen(factsOf(row), ctx.today)) {
    throw refused('现在没有评议。', 'Nothing is asked of you now.')
  }
  const rating = { promise_id: promiseId, seq: row.assessment_seq, person_id: personId, verdict }
  if (!(await store.insertRating(ctx, rating))) {
    throw new Refusal('conflict', text('您已经评议过。', 'You have said it already.'))
  }
  // Who said what is in no trail that anybody reads.
  ctx.record({ entity: 'promise', id: promiseId, after: { rated: true } })
  return {}
}
