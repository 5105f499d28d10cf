import { must } from '../../../kernel/assert.ts'
import { chinaDate } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { publishedPlaces } from '../../contest/index.ts'
import { parsePeriod, placesIn, tableOf, valueOf } from '../../indicator/index.ts'
import { outcomesByTown } from '../../supervision/index.ts'
import type { assessmentContract } from '../contract.ts'
import type { Proposal } from '../model.ts'
import { personProposals, townProposals, type TownResults } from '../rules/measures.ts'
import { sayPeriod } from '../rules/words.ts'
import * as store from '../store/replies.ts'
import { scoredIn } from '../store/runs.ts'
import { lockRun, notNow, rulesFor, schemeOfRun } from './ground.ts'

type MeasureVerbs = Pick<
  Verbs<typeof assessmentContract, Ctx>,
  'proposeFromYear' | 'proposeFromResults' | 'listMeasures' | 'decideMeasure'
>
type NewMeasure = Parameters<typeof store.insertMeasures>[1][number]

/** A proposal as a row: the same grounds are proposed once. */
const rowOf = (
  ctx: Ctx,
  proposal: Proposal,
  of: Pick<NewMeasure, 'unit_id' | 'person_id' | 'name' | 'run_id' | 'period'>,
): NewMeasure => ({
  ...of,
  ...proposal,
  id: ctx.newId(),
  key: [of.period, proposal.rule, of.unit_id, of.person_id ?? ''].join(' '),
})

const RED = 'findings-block'

/** What the results of a period say of each town, from records and one frozen edition. */
async function resultsOf(ctx: Ctx, written: string) {
  const period = must(parsePeriod(written), 'a period')
  if (period.from > ctx.today) throw notNow('该期间还没有开始。', 'The period has not begun.')
  const none = { wanted: { kind: 'county' as const }, families: [] }
  const { edition } = await tableOf(ctx, { period: written }, none)
  if (edition === null) {
    throw notNow(`${written} 的指标还没有固化。`, `the figures of ${written} are not frozen.`)
  }
  const { table } = await tableOf(ctx, { editionId: edition.id }, { wanted: { kind: 'town' } })
  const places = placesIn(table)
  const spec = table.definitions.indicators.find(({ id }) => id === RED)
  const outcomes = new Map(
    (await outcomesByTown(ctx, period)).map(({ townId, ...rest }) => [townId, rest]),
  )
  const contests = Map.groupBy(await publishedPlaces(ctx, period), ({ unitId }) => unitId)
  return {
    source: `${sayPeriod(written)}督导台账(${ctx.today} 读取);指标固化 ${edition.hash.slice(0, 16)}`,
    towns: table.units.map((unit) => {
      const own = outcomes.get(unit.unitId)
      const taken = contests.get(unit.unitId) ?? []
      const red = spec === undefined ? null : valueOf(unit, spec, places).value
      const results: TownResults = {
        closed_in_time: own?.closedInTime ?? 0,
        closed_late: own?.closedLate ?? 0,
        overdue: own?.overdue ?? 0,
        overdue_plates: own?.overduePlates ?? 0,
        best_place: taken.length === 0 ? null : Math.min(...taken.map(({ place }) => place)),
        red_findings: red === null ? null : Number(red.num / red.den),
      }
      return { unit, results }
    }),
  }
}

export const measureVerbs: MeasureVerbs = {
  proposeFromYear: async (ctx, { runId }) => {
    const run = await lockRun(ctx, runId, ['final'])
    if (run.kind !== 'secretary_year') {
      throw notNow('只有年度考核的审定结果用于建议。', 'Only final years lead to proposals.')
    }
    const { rules } = await rulesFor(ctx, ctx.today)
    const scheme = schemeOfRun(run)
    const fresh = (await scoredIn(ctx, runId, null)).flatMap((row) =>
      personProposals(rules, { scheme, score: row.body, number: run.period }).map((proposal) =>
        rowOf(ctx, proposal, {
          unit_id: row.unit_id,
          person_id: row.person_id,
          name: row.name,
          run_id: runId,
          period: run.period,
        }),
      ),
    )
    const made = await store.insertMeasures(ctx, fresh)
    ctx.record({ entity: 'assessment', id: runId, after: { proposals: made } })
    return { made, known: fresh.length - made }
  },

  proposeFromResults: async (ctx, { period }) => {
    const { rules } = await rulesFor(ctx, ctx.today)
    const { towns, source } = await resultsOf(ctx, period)
    const fresh = towns.flatMap(({ unit, results }) =>
      townProposals(rules, results, source).map((proposal) =>
        rowOf(ctx, proposal, {
          unit_id: unit.unitId as Id<'unit'>,
          person_id: null,
          name: '',
          run_id: null,
          period,
        }),
      ),
    )
    const made = await store.insertMeasures(ctx, fresh)
    ctx.record({ entity: 'assessment_measure', id: period, after: { proposals: made } })
    return { made, known: fresh.length - made }
  },

  listMeasures: async (ctx, { unitId, open }) => {
    const rows = await store.measureRows(ctx, { unitId, open })
    return {
      open: rows.filter(({ decision }) => decision === null).length,
      rows: rows.map((row) => ({
        measureId: row.id,
        unit: { id: row.unit_id, name: row.unit_name },
        name: row.name,
        period: row.period,
        periodText: sayPeriod(row.period),
        kind: row.kind,
        what: row.what,
        grounds: Array.isArray(row.grounds) ? row.grounds.map(String) : [],
        on: chinaDate(row.recorded_at),
        by: row.recorded_by,
        decision: row.decision,
        decidedWhat: row.decided_what ?? '',
        reason: row.reason ?? '',
        decidedOn: row.decided_on,
        decidedBy: row.decided_by ?? '',
      })),
    }
  },

  decideMeasure: async (ctx, { unitId, measureId, decision, what, reason }) => {
    const row = await store.measureRow(ctx, { id: measureId, unitId })
    if (row === null) throw notFound()
    if (row.decision !== null) {
      throw new Refusal('conflict', text('这项建议已经决定。', 'It has been decided already.'))
    }
    if (decision === 'changed' && what === '') {
      throw badInput([{ path: '$.what', text: text('须写明改为什么', 'say what instead') }])
    }
    await store.decideMeasure(ctx, measureId, {
      decision,
      decided_what: decision === 'changed' ? what : null,
      reason,
    })
    ctx.record({ entity: 'assessment_measure', id: measureId, after: { decision } })
    return {}
  },
}
