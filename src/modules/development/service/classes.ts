import { z } from 'zod'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, type Fault, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import {
  classifyCooperatives,
  coopFacts,
  type CoopFacts,
  cooperativesIn,
  listIndustries,
} from '../../registry/index.ts'
import type { classVerbs as contract } from '../contract/classes.ts'
import { resultSchema } from '../contract/words.ts'
import { FACT_KINDS } from '../data/facts.ts'
import { CLASS_TASKS } from '../data/rules.ts'
import { CLASSES, type ClassProposal, type CoopClass } from '../model.ts'
import { isUnanimous, nextClass, sayProposal, stepsTo } from '../rules/classes.ts'
import {
  campaignCoops,
  decisionsOf,
  factsOn,
  insertDecisions,
  insertFact,
} from '../store/classes.ts'
import { planCounts } from '../store/plans.ts'
import {
  cohortsOf,
  inCohort,
  type Proposed,
  proposalsFor,
  resultOut,
  stepOut,
} from './proposals.ts'
import { tableFile } from './files.ts'
import { PROPOSAL_COLUMNS, TITLES } from './columns.ts'

type ClassVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  | 'listClassProposals'
  | 'exportClassProposals'
  | 'readClassProposal'
  | 'confirmClasses'
  | 'recordClassFact'
>
type Filter = Omit<Input<typeof contract.listClassProposals>, 'limit' | 'offset'>

/** A row of the list before it is cut to a page. */
export interface Listed extends Proposed {
  readonly before: boolean | null
  readonly industry: string | null
}

const sameClass = ({ coop, proposal }: Proposed): boolean => coop.class === proposal.proposed

/** The co-ops of a filter in order of town and name, each with its proposal; those that the county counts. */
async function filtered(ctx: Ctx, filter: Filter): Promise<{ version: number; rows: Listed[] }> {
  const found = await cooperativesIn(ctx, {
    counted: true,
    ...(filter.unitId === undefined ? {} : { unitId: filter.unitId }),
  })
  const cohorts = await cohortsOf(ctx, found)
  const members =
    filter.campaignId === undefined
      ? null
      : new Set(
          (await campaignCoops(ctx))
            .filter((row) => row.campaign_id === filter.campaignId)
            .map((row) => row.coop_id),
        )
  const wanted = found.filter(
    (coop) =>
      (filter.class === undefined || (coop.class ?? 'none') === filter.class) &&
      (filter.cohort === undefined || inCohort(cohorts.get(coop.id), filter.cohort)) &&
      (members === null || members.has(coop.id)) &&
      (filter.q === undefined || `${coop.name}${coop.villageName}`.includes(filter.q)),
  )
  const { inForce, proposed } = await proposalsFor(ctx, wanted)
  const { industries } = await listIndustries(ctx, {})
  const names = new Map(industries.map(({ id, name }) => [id, name.zh]))
  const rows = proposed
    .filter(
      (row) =>
        (filter.proposed === undefined || row.proposal.proposed === filter.proposed) &&
        (filter.differs !== true || !sameClass(row)) &&
        (filter.unanimous === undefined || isUnanimous(row.proposal) === filter.unanimous),
    )
    .map((row) => ({
      ...row,
      before: cohorts.get(row.coop.id) ?? null,
      industry: names.get(row.coop.industryId ?? '') ?? null,
    }))
  return { version: inForce.version, rows: rows.toSorted(byPlace) }
}

const byPlace = ({ coop: a }: Listed, { coop: b }: Listed): number =>
  compare(a.townName, b.townName) || compare(a.name, b.name) || compare(a.id, b.id)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Present class against proposed class; rows without co-ops are left out. */
function matrixOf(rows: readonly Proposed[]) {
  const held = Map.groupBy(rows, ({ coop }) => coop.class)
  return [...CLASSES, null].flatMap((of) => {
    const own = held.get(of) ?? []
    if (own.length === 0) return []
    const count = (proposed: CoopClass): number =>
      own.filter(({ proposal }) => proposal.proposed === proposed).length
    return [
      {
        class: of,
        model: count('model'),
        improve: count('improve'),
        transform: count('transform'),
        rebuild: count('rebuild'),
      },
    ]
  })
}

const rowOut = (
  row: Listed,
  plan: { open: number; overdue: number; done: number } | undefined,
) => ({
  coop: { id: row.coop.id, name: row.coop.name },
  village: { id: row.coop.villageId, name: row.coop.villageName },
  town: { id: row.coop.townId, name: row.coop.townName },
  industry: row.industry,
  before: row.before,
  class: row.coop.class,
  proposed: row.proposal.proposed,
  possible: [...row.proposal.possible],
  unanimous: isUnanimous(row.proposal),
  said: { ...sayProposal(row.proposal) },
  plan: plan === undefined ? null : { open: plan.open, overdue: plan.overdue, done: plan.done },
})

async function oneProposal(ctx: Ctx, coopId: AnyId) {
  const coop = await coopFacts(ctx, coopId)
  const { inForce, proposed } = await proposalsFor(ctx, [coop])
  const [own] = proposed
  if (own === undefined) throw new Error(`no proposal for ${coopId}`)
  return { coop, proposal: own.proposal, version: inForce.version }
}

/** Faults of a confirmation: what is not unanimous, or other than proposed, is decided one by one. */
function confirmFaults(
  rows: Input<typeof contract.confirmClasses>['rows'],
  proposals: ReadonlyMap<AnyId, ClassProposal>,
): Fault[] {
  return rows.flatMap((row, i): Fault[] => {
    const proposal = proposals.get(row.coopId)
    if (proposal === undefined) return []
    const plain = isUnanimous(proposal) && proposal.proposed === row.class
    if (plain) return []
    if (rows.length > 1) {
      const why = text(
        '建议尚有待核实项或与建议不一致,须逐社确认',
        'is not unanimous or not as proposed: confirm it by itself',
      )
      return [{ path: `$.rows[${i}].class`, text: why }]
    }
    return row.reason === ''
      ? [
          {
            path: `$.rows[${i}].reason`,
            text: text(
              '与建议不一致或尚有待核实项,须写明理由',
              'needs a reason: not as proposed, or something is not known',
            ),
          },
        ]
      : []
  })
}

async function insideOf(ctx: Ctx, unitId: AnyId, ids: readonly AnyId[]): Promise<CoopFacts[]> {
  const wanted = new Set(ids)
  return (await cooperativesIn(ctx, { unitId })).filter(({ id }) => wanted.has(id))
}

const decisionTests = z.array(resultSchema)

export const classVerbs: ClassVerbs = {
  listClassProposals: async (ctx, { limit, offset, ...filter }) => {
    const { version, rows } = await filtered(ctx, filter)
    const page = rows.slice(offset, offset + limit)
    const plans = await planCounts(
      ctx,
      page.map(({ coop }) => coop.id),
    )
    return {
      asOf: ctx.today,
      rulesVersion: version,
      total: rows.length,
      matrix: matrixOf(rows),
      ready: rows.filter((row) => isUnanimous(row.proposal) && !sameClass(row)).length,
      open: rows.filter((row) => !isUnanimous(row.proposal)).length,
      rows: page.map((row) => rowOut(row, plans.get(row.coop.id))),
    }
  },

  exportClassProposals: async (ctx, { format, language, ...filter }) => {
    const { rows } = await filtered(ctx, filter)
    ctx.record({ entity: 'export', id: 'class-proposals', after: { rows: rows.length } })
    return await tableFile(
      ctx,
      { title: TITLES.proposals, columns: PROPOSAL_COLUMNS, rows },
      { format, language },
    )
  },

  readClassProposal: async (ctx, { coopId }) => {
    const { coop, proposal, version } = await oneProposal(ctx, coopId)
    const now = coop.class ?? proposal.proposed
    const next = nextClass(now)
    const [facts, decisions] = [
      await factsOn(ctx, [coopId], ctx.today),
      await decisionsOf(ctx, [coopId]),
    ]
    return {
      asOf: ctx.today,
      rulesVersion: version,
      coop: { id: coop.id, name: coop.name },
      class: coop.class,
      proposed: proposal.proposed,
      possible: [...proposal.possible],
      unanimous: isUnanimous(proposal),
      said: { ...sayProposal(proposal) },
      results: proposal.results.map(resultOut),
      next,
      steps: next === null ? [] : stepsTo(proposal, next).map(stepOut),
      notes: CLASS_TASKS[now].notes.map((note) => ({ ...note })),
      facts: facts.map((row) => ({
        fact: row.fact,
        title: { ...FACT_KINDS[row.fact].title },
        holds: row.holds,
        on: row.on_date,
        note: row.note,
        by: row.recorded_by,
      })),
      history: decisions.map((row) => ({
        on: row.on_date,
        before: row.before,
        class: row.class,
        proposed: row.proposed,
        unanimous: row.unanimous,
        reason: row.reason,
        document: row.document,
        by: row.recorded_by,
        rulesVersion: row.rules_version,
        tests: decisionTests.parse(row.tests),
      })),
    }
  },

  confirmClasses: async (ctx, { unitId, on, document, rows }) => {
    await lockFor(ctx.tx, `class-decisions:${ctx.county}`)
    const coops = await insideOf(
      ctx,
      unitId,
      rows.map(({ coopId }) => coopId),
    )
    const { inForce, proposed } = await proposalsFor(ctx, coops)
    const proposals = new Map(proposed.map(({ coop, proposal }) => [coop.id, proposal]))
    const faults = confirmFaults(rows, proposals)
    if (faults.length > 0) throw badInput(faults)
    const held = new Map(coops.map((coop) => [coop.id, coop.class]))
    const changed = rows.filter(({ coopId, class: given }) => held.get(coopId) !== given)
    const said = (coopId: AnyId, given: string): string => {
      const proposal = proposals.get(coopId)
      return given !== '' ? given : proposal === undefined ? '' : sayProposal(proposal).zh
    }
    // Ids out of reach, unions, double rows and days out of order are refused by the registry's own verb.
    const asked = changed.length > 0 ? changed : rows.filter(({ coopId }) => !held.has(coopId))
    if (asked.length > 0) {
      await classifyCooperatives(ctx, {
        unitId,
        rows: asked.map(({ coopId, class: given, reason }) => ({
          coopId,
          class: given,
          on,
          reason: said(coopId, reason).slice(0, 500),
          document,
        })),
      })
    }
    await insertDecisions(
      ctx,
      rows.flatMap(({ coopId, class: given, reason }) => {
        const proposal = proposals.get(coopId)
        if (proposal === undefined) return []
        return [
          {
            id: ctx.newId(),
            coop_id: coopId as Id<'unit'>,
            before: held.get(coopId) ?? null,
            class: given,
            proposed: proposal.proposed,
            unanimous: isUnanimous(proposal),
            tests: proposal.results.map(resultOut),
            rules_version: inForce.version,
            on_date: on,
            reason: said(coopId, reason),
            document,
          },
        ]
      }),
    )
    for (const { coopId } of changed) ctx.emit('class.changed', { coopId })
    ctx.record({
      entity: 'class_decision',
      id: unitId,
      after: { on, document, confirmed: rows.length, changed: changed.length },
    })
    return { confirmed: rows.length, changed: changed.length }
  },

  recordClassFact: async (ctx, { coopId, fact, holds, on, note }) => {
    await coopFacts(ctx, coopId)
    if (FACT_KINDS[fact].from !== 'person') {
      throw badInput([
        {
          path: '$.fact',
          text: text(
            '这一项由台账和账簿计算,不能手填',
            'is reckoned from the ledgers and cannot be typed in',
          ),
        },
      ])
    }
    if (on > ctx.today) {
      throw badInput([
        { path: '$.on', text: text('日期不能在今天之后', 'the date lies in the future') },
      ])
    }
    const id = ctx.newId()
    await insertFact(ctx, { id, coop_id: coopId as Id<'unit'>, fact, holds, on_date: on, note })
    ctx.record({ entity: 'class_fact', id, after: { coopId, fact, holds, on, note } })
    const { proposal } = await oneProposal(ctx, coopId)
    return { proposed: proposal.proposed, unanimous: isUnanimous(proposal) }
  },
}

/** Refuses where a class has not been confirmed yet. */
export const noClass = (): Refusal =>
  new Refusal(
    'not_allowed_now',
    text('先确认该社的分类。', 'Confirm the class of the co-op first.'),
  )
