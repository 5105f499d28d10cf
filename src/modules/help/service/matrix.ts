import { addDays, type LocalDate } from '../../../kernel/date.ts'
import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { cooperativesIn, type CoopFacts } from '../../registry/index.ts'
import type { helperVerbs } from '../contract/helpers.ts'
import { type Channel, CHANNEL_TITLES, CHANNELS, type CoopPlace, type HelpRules } from '../model.ts'
import { loadsOf, mend, mustReach, placeOf, targetsOf } from '../rules/cover.ts'
import { matrixColumns, rosterPaper } from '../rules/papers.ts'
import * as store from '../store/helpers.ts'
import { assignedOf, helperState, helpRules, reaches } from './ground.ts'
import { paperFile, tableFile } from './files.ts'

type Contract = Verbs<typeof helperVerbs, Ctx>

const coopPlace = (coop: CoopFacts): CoopPlace => ({
  id: coop.id,
  name: coop.name,
  villageId: coop.villageId,
  townId: coop.townId,
  class: coop.class,
})

/** Everything the matrix is made of: co-ops the actor reaches, helpers and assignments of the county. */
async function loadGround(ctx: Ctx, unitId: AnyId | undefined) {
  const found = await cooperativesIn(ctx, {
    counted: true,
    ...(unitId === undefined ? {} : { unitId }),
  })
  // By place, not by id: proposals and pages stay the same from one look to the next.
  const placed = (coop: CoopFacts): string =>
    [coop.townName, coop.villageName, coop.name].join('\n')
  const facts = found.toSorted((a, b) => (placed(a) < placed(b) ? -1 : 1))
  const coops = facts.map(coopPlace)
  const rules = await helpRules(ctx)
  const helperRows = await store.helpersOf(ctx)
  const rows = await store.inForce(ctx)
  const ground = {
    rules,
    coops,
    helpers: helperRows.map(helperState),
    assigned: rows.map(assignedOf),
  }
  return { facts, ground, helperRows, rows, visits: await store.lastVisits(ctx) }
}

type Loaded = Awaited<ReturnType<typeof loadGround>>

/** The cells of each co-op, channel by channel. */
function cellsOf(ctx: Ctx, loaded: Loaded) {
  const { facts, ground, rows, visits } = loaded
  const loads = loadsOf(ground.assigned)
  const byPlace = Map.groupBy(rows, (row) => `${row.channel}${row.unit_id}`)
  const leaders = new Map(
    rows.filter(({ channel }) => channel === 'county_leader').map((row) => [row.unit_id, row]),
  )
  const capacity = new Map(ground.helpers.map((helper) => [helper.id, helper.capacity]))
  const visitsOf = Map.groupBy(visits, (visit) => visit.helper_id)
  const lastOf = (helperId: AnyId, place: AnyId): LocalDate | null =>
    (visitsOf.get(helperId) ?? [])
      .filter(({ ancestors }) => ancestors.includes(place))
      .reduce<LocalDate | null>(
        (last, { on_date: on }) => (last === null || on > last ? on : last),
        null,
      )
  return facts.map((coop) => {
    const names = new Map([
      [coop.id, coop.name],
      [coop.villageId, coop.villageName],
      [coop.townId, coop.townName],
    ])
    const cells = CHANNELS.map((channel) => {
      const place = placeOf(channel, coopPlace(coop), leaders)
      const there = byPlace.get(`${channel}${place}`) ?? []
      const required = mustReach(ground.rules, channel, coopPlace(coop))
      const helpers = there.map((row) => ({
        assignmentId: row.id,
        helperId: row.helper_id,
        name: row.helper_name,
        post: row.post,
        from: row.valid_from,
        overloaded: (loads.get(row.helper_id) ?? 0) > (capacity.get(row.helper_id) ?? 0),
        lastVisitOn: lastOf(row.helper_id, place),
      }))
      const since = (one: (typeof helpers)[number]): LocalDate => one.lastVisitOn ?? one.from
      const days = ground.rules.visitDays[channel]
      return {
        channel,
        required,
        state: stateOf(helpers.length, required),
        visitDue: helpers.some((one) => addDays(since(one), days) < ctx.today),
        place: { id: place, name: names.get(place) ?? '' },
        helpers,
      }
    })
    return {
      coop: { id: coop.id, name: coop.name },
      village: { id: coop.villageId, name: coop.villageName },
      town: { id: coop.townId, name: coop.townName },
      class: coop.class as string | null,
      cells,
    }
  })
}

const stateOf = (helpers: number, required: boolean): 'one' | 'gap' | 'double' | 'none' =>
  helpers > 1 ? 'double' : helpers === 1 ? 'one' : required ? 'gap' : 'none'

type Row = ReturnType<typeof cellsOf>[number]

const isWanted = (
  row: Row,
  { channel, state, q }: { channel?: Channel | undefined; state: string; q?: string | undefined },
): boolean => {
  const cells = row.cells.filter((cell) => channel === undefined || cell.channel === channel)
  const named = [
    row.coop.name,
    row.village.name,
    row.town.name,
    ...cells.flatMap((cell) => cell.helpers.map(({ name }) => name)),
  ]
  if (q !== undefined && q !== '' && !named.some((name) => name.includes(q))) return false
  if (state === 'all') return true
  if (state === 'visit') return cells.some(({ visitDue }) => visitDue)
  const wrong = state === 'wrong' ? ['gap', 'double'] : [state]
  return cells.some((cell) => wrong.includes(cell.state))
}

function totalsOf(loaded: Loaded, rows: readonly Row[]) {
  const { helpers, assigned } = loaded.ground
  const loads = loadsOf(assigned)
  const towns = new Set(rows.map(({ town }) => town.id))
  return CHANNELS.map((channel) => {
    const cells = rows.flatMap((row) => row.cells.filter((cell) => cell.channel === channel))
    const own = helpers.filter(
      ({ channel: of, retired, homeTownId }) =>
        of === channel && !retired && (homeTownId === null || towns.has(homeTownId)),
    )
    return {
      channel,
      required: cells.filter(({ required }) => required).length,
      covered: cells.filter(({ required, helpers: there }) => required && there.length > 0).length,
      gaps: cells.filter(({ state }) => state === 'gap').length,
      doubles: cells.filter(({ state }) => state === 'double').length,
      visitsDue: cells.filter(({ visitDue }) => visitDue).length,
      helpers: own.length,
      room: own.reduce(
        (sum, { id, capacity }) => sum + Math.max(0, capacity - (loads.get(id) ?? 0)),
        0,
      ),
    }
  })
}

export const readMatrix: Contract['readHelpMatrix'] = async (ctx, asked) => {
  const loaded = await loadGround(ctx, asked.unitId)
  const { ground, facts } = loaded
  const all = cellsOf(ctx, loaded)
  const rows = all.filter((row) => isWanted(row, asked))
  const targets = targetsOf(ground)
  const { changes, short } = mend(ground, targets)
  const names = placeNames(facts)
  const helpers = new Map(loaded.helperRows.map((row) => [row.id, row]))
  const homes = await store.unitHeads(ctx, [
    ...new Set(loaded.helperRows.map((row) => row.unit_id)),
  ])
  const writes = ctx.may('help.write')
  const mine = (id: AnyId | null): boolean =>
    id === null || reaches(ctx, homes.get(helpers.get(id)?.unit_id ?? '')?.ancestors ?? [])
  const named = (id: AnyId | null) =>
    id === null ? null : { id, name: helpers.get(id)?.name ?? '' }
  const places = new Map(targets.map((target) => [`${target.channel}${target.unitId}`, target]))
  const here = new Set(targets.flatMap(({ assigned }) => assigned.map(({ helperId }) => helperId)))
  const loads = loadsOf(ground.assigned)
  return {
    total: rows.length,
    rules: { ...ground.rules, supported: [...ground.rules.supported] },
    totals: totalsOf(loaded, all),
    overloads: ground.helpers
      .filter(({ id, capacity }) => here.has(id) && (loads.get(id) ?? 0) > capacity)
      .map(({ id, name, channel, capacity }) => ({
        helper: { id, name },
        channel,
        load: loads.get(id) ?? 0,
        capacity,
      })),
    rows: rows.slice(asked.offset, asked.offset + asked.limit),
    changes: changes.slice(0, 500).map((change) => {
      const target = places.get(`${change.channel}${change.unitId}`)
      return {
        kind: change.kind,
        channel: change.channel,
        place: { id: change.unitId, name: names.get(change.unitId) ?? '' },
        town: { id: target?.townId ?? change.unitId, name: names.get(target?.townId ?? '') ?? '' },
        coops: target?.coopIds.length ?? 0,
        assignmentId: change.assignmentId,
        from: named(change.fromHelperId),
        to: named(change.toHelperId),
        why: change.why,
        mine: writes && mine(change.fromHelperId) && mine(change.toHelperId),
      }
    }),
    short: short.map((one) => ({ ...one })),
  }
}

const placeNames = (facts: readonly CoopFacts[]): Map<AnyId, string> =>
  new Map(
    facts.flatMap((coop): [AnyId, string][] => [
      [coop.id, coop.name],
      [coop.villageId, coop.villageName],
      [coop.townId, coop.townName],
    ]),
  )

export const exportMatrix: Contract['exportHelpMatrix'] = async (
  ctx,
  { unitId, format, language },
) => {
  const rows = cellsOf(ctx, await loadGround(ctx, unitId))
  const title = language === 'zh' ? '联系帮包一览表' : 'Who helps which co-op'
  const table = {
    title,
    columns: matrixColumns(language),
    rows: rows.map((row) => [
      row.town.name,
      row.village.name,
      row.coop.name,
      ...row.cells.map(({ helpers }) =>
        helpers.map(({ name, post }) => `${name} ${post}`.trim()).join('；'),
      ),
    ]),
  }
  return tableFile(ctx, table, format)
}

export const printRoster: Contract['printHelpRoster'] = async (ctx, { unitId, format }) => {
  const unit = (await store.unitHeads(ctx, [unitId])).get(unitId)
  if (unit === undefined) throw notFound()
  const loaded = await loadGround(ctx, unitId)
  const rows = cellsOf(ctx, loaded)
  const duties = new Map(loaded.rows.map((row) => [row.id, row.duties]))
  const paper = rosterPaper({
    unit: unit.name,
    day: ctx.today,
    rows: rows.map((row) => ({
      place: unit.kind === 'county' ? row.town.name : row.village.name,
      coop: row.coop.name,
      helpers: CHANNELS.map((channel) => {
        const cell = must(
          row.cells.find((one) => one.channel === channel),
          channel,
        )
        return cell.helpers
          .map(({ name, post }) => (post === '' ? name : `${name}（${post}）`))
          .join('、')
      }),
    })),
    duties: dutiesSaid(loaded.ground.rules, [...duties.values()]),
  })
  return paperFile(ctx, paper, format)
}

/** What the helpers are there for, each wording once, after the rules of visits. */
const dutiesSaid = (rules: HelpRules, duties: readonly string[]): string[] => [
  CHANNELS.filter((channel) => rules.reach[channel] !== 'none')
    .map((channel) => `${CHANNEL_TITLES[channel].zh}每 ${rules.visitDays[channel]} 天至少到社一次`)
    .join('；'),
  ...new Set(duties.filter((one) => one !== '')),
]
