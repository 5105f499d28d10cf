import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { classVerbs as contract } from '../contract/classes.ts'
import { termsSchema } from '../contract/forms.ts'
import { CLASSES, type CoopClass, type DevelopmentRules, type Purpose } from '../model.ts'
import { proposeClass } from '../rules/classes.ts'
import { capOf } from '../rules/forms.ts'
import { groupPoints } from '../rules/grouping.ts'
import { pointsOf } from '../rules/matching.ts'
import { PURPOSES } from '../rules/words.ts'
import { businessRows } from '../store/forms.ts'
import { stakeBasis } from './businesses.ts'
import { factsOfCoops } from './facts.ts'
import { bestGroups } from './groups.ts'
import { bestPairs } from './pairings.ts'
import { rulesInForce } from './rules.ts'

/* What changed rules would do, by today's facts: the code that proposes is asked twice. */

type Preview = Output<typeof contract.previewDevelopmentRules>

interface Both {
  readonly before: DevelopmentRules
  readonly after: DevelopmentRules
}

/** Whether a part of the rules is other than it was; fractions by what they say. */
const differs = (before: unknown, after: unknown): boolean => flat(before) !== flat(after)
const flat = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one))

const SHOWN = 30

async function classesUnder(ctx: Ctx, { before, after }: Both): Promise<Preview['classes']> {
  const coops = await cooperativesIn(ctx, { counted: true })
  const facts = await factsOfCoops(ctx, coops)
  const rows = coops.flatMap((coop) => {
    const own = facts.get(coop.id)
    if (own === undefined) return []
    const [was, is] = [proposeClass(own, before.tests), proposeClass(own, after.tests)]
    return [{ coop, before: was.proposed, after: is.proposed }]
  })
  const tally = (of: 'before' | 'after') =>
    Object.fromEntries(
      CLASSES.map((one) => [one, rows.filter((row) => row[of] === one).length]),
    ) as Record<CoopClass, number>
  const moved = rows.filter((row) => row.before !== row.after)
  return {
    before: tally('before'),
    after: tally('after'),
    changed: moved.length,
    rows: moved.slice(0, SHOWN).map(({ coop, ...row }) => ({
      coop: { id: coop.id, name: coop.name },
      town: coop.townName,
      ...row,
    })),
  }
}

async function pairsUnder(ctx: Ctx, purpose: Purpose, rules: DevelopmentRules) {
  const { market, solved } = await bestPairs(ctx, { purpose, unitId: undefined, rules })
  const chosen = solved.chosen.flatMap((i) => market.pairs[i] ?? [])
  return {
    names: new Set(chosen.map(({ lead, follower }) => `${lead.id} ${follower.id}`)),
    pairs: chosen.length,
    points: pointsOf(market.model, solved.chosen),
    alone: market.followers.length - chosen.length,
  }
}

async function pairingsUnder(ctx: Ctx, { before, after }: Both): Promise<Preview['pairings']> {
  if (!differs(before.pairing, after.pairing)) return null
  const rows = []
  for (const purpose of PURPOSES) {
    const { names: was, ...old } = await pairsUnder(ctx, purpose, before)
    const { names: is, ...now } = await pairsUnder(ctx, purpose, after)
    rows.push({
      purpose,
      before: old,
      after: now,
      kept: [...is].filter((pair) => was.has(pair)).length,
    })
  }
  return rows
}

async function unionsUnder(ctx: Ctx, { before, after }: Both): Promise<Preview['unions']> {
  if (!differs([before.pairing, before.union], [after.pairing, after.union])) return null
  const under = async (rules: DevelopmentRules) => {
    const { model, solved } = await bestGroups(ctx, { unitId: undefined, rules })
    const taken = solved.chosen.flatMap((i) => model.seats[i] ?? [])
    return {
      groups: new Set(taken.map(({ seat }) => seat)).size,
      members: taken.length,
      points: groupPoints(model, solved.chosen),
    }
  }
  return { before: await under(before), after: await under(after) }
}

async function stakesUnder(ctx: Ctx, { before, after }: Both): Promise<Preview['stakes']> {
  if (!differs(before.stakeCap, after.stakeCap)) return null
  const rows = await businessRows(ctx, { form: 'stake', ended: false })
  const above: { before: number; rows: { id: AnyId; name: string; used: Fen; limit: Fen }[] } = {
    before: 0,
    rows: [],
  }
  for (const [id, own] of Map.groupBy(rows, (row) => row.coop_id)) {
    const planned = own.flatMap(({ terms }) => {
      const stake = termsSchema.parse(terms)
      return stake.form === 'stake' ? [stake.planned] : []
    })
    const { used, paid } = await stakeBasis(ctx, id, planned)
    if (used > capOf(paid, before.stakeCap)) above.before += 1
    const limit = capOf(paid, after.stakeCap)
    if (used > limit) above.rows.push({ id, name: own[0]?.coop_name ?? '', used, limit })
  }
  return { ...above, after: above.rows.length }
}

export const previewVerbs: Pick<Verbs<typeof contract, Ctx>, 'previewDevelopmentRules'> = {
  previewDevelopmentRules: async (ctx, { rules: after }) => {
    const both = { before: (await rulesInForce(ctx)).rules, after }
    return {
      classes: await classesUnder(ctx, both),
      pairings: await pairingsUnder(ctx, both),
      unions: await unionsUnder(ctx, both),
      stakes: await stakesUnder(ctx, both),
    }
  },
}
