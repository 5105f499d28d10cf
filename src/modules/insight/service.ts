import { must } from '../../kernel/assert.ts'
import type { LocalDate } from '../../kernel/date.ts'
import { text, type Text } from '../../kernel/text.ts'
import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { ruleTitles } from '../policy/index.ts'
import { countingRules, countingSentence, STATUS_NAMES } from '../registry/index.ts'
import type { insightContract } from './contract.ts'
import type { CoopFacts } from './model.ts'
import {
  attentionOf,
  type BoardFacts,
  figuresOf,
  ruleRows,
  sentenceOf,
  splitBy,
  tilesOf,
} from './rules.ts'
import {
  readAssistance,
  readCoops,
  readJoining,
  readKinds,
  readPartyJoining,
  readRules,
  readTowns,
  readTrail,
  readUnions,
  readVillages,
  readWarnings,
} from './store.ts'

const CLASS_TITLES: Readonly<Record<string, Text>> = {
  model: text('示范引领型', 'Model-leading'),
  improve: text('规范提升型', 'Regulate-and-improve'),
  transform: text('改造转化型', 'Transform'),
  rebuild: text('重新组建型', 'Rebuild'),
}
const UNSET = text('未分类', 'Not classified')

async function readFacts(
  ctx: Ctx,
  unitId: string,
  asOf: LocalDate,
): Promise<{ facts: BoardFacts; trail: BoardFacts['towns'] }> {
  const rules = await countingRules(ctx)
  const place = { unitId, asOf, counted: rules.countedStatuses }
  const trail = await readTrail(ctx, place)
  const unit = must(trail.at(-1), 'the unit of the board')
  const coops = await readCoops(ctx, place)
  const ids = coops.map((coop) => coop.coopId)
  const facts: BoardFacts = {
    unit,
    coops,
    villages: await readVillages(ctx, place),
    towns: unit.kind === 'county' ? await readTowns(ctx, place) : [],
    joining: await readJoining(ctx, place, ids),
    assistance: await readAssistance(ctx, place, ids),
    unions: await readUnions(ctx, place),
    rules: await readRules(ctx, ids),
    warnings: await readWarnings(ctx, place),
    party: ctx.may('party.read') ? await readPartyJoining(ctx, place) : null,
    countingRule: await countingSentence(ctx, asOf),
  }
  return { facts, trail }
}

/** The verbs of the boards. */
export const insightVerbs: Verbs<typeof insightContract, Ctx> = {
  board: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const { facts, trail } = await readFacts(ctx, input.unitId, asOf)
    const kinds = Object.fromEntries(
      (await readKinds(ctx)).map(({ code, zh, en }) => [code, { zh, en }]),
    )
    const titles = ruleTitles()
    const split = (
      filter: string,
      pick: (coop: CoopFacts) => string | null,
      names: Readonly<Record<string, Text>>,
    ) => splitBy(facts, filter, pick).map((row) => ({ ...row, title: names[row.key] ?? UNSET }))
    return {
      unit: facts.unit,
      trail: [...trail],
      asOf,
      sentence: sentenceOf(facts),
      figures: figuresOf(facts),
      tiles: tilesOf(facts),
      kinds: split('kind', (coop) => coop.kind, kinds),
      classes: split('class', (coop) => coop.class, CLASS_TITLES),
      statuses: split('status', (coop) => coop.status, STATUS_NAMES),
      rules: ruleRows(facts).map((row) => ({
        ...row,
        title: titles[row.rule] ?? text(row.rule, row.rule),
      })),
      attention: attentionOf(facts),
    }
  },
}
