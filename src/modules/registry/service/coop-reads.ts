import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { typedPinyin } from '../../../platform/pinyin.ts'
import type { cooperativeContract } from '../contract/cooperatives.ts'
import { type CountingRules, NEXT_STATUSES } from '../model.ts'
import { readCreditCode } from '../rules/codes.ts'
import {
  changedFacts,
  countingSentence,
  factNames,
  isBeforeOpinions,
} from '../rules/cooperatives.ts'
import { chainsOfCoop } from '../store/catalogues.ts'
import type { CoopState } from '../store/coop-state.ts'
import * as store from '../store/cooperatives.ts'
import { branchVillages, collectiveRefs } from '../store/references.ts'
import { pairingsOf, unionCount, unionsOfCoops } from '../store/unions.ts'
import { sumMu } from './catalogues.ts'
import { countingRules } from './counting.ts'

type Coop = Verbs<typeof cooperativeContract, Ctx>

const named = (id: AnyId | null, name: string | null) =>
  id === null ? null : { id, name: name ?? '' }

/** A co-op as lists show it. */
const rowOf = (
  state: CoopState,
  more: { rules: CountingRules; unions: readonly { id: AnyId; name: string }[] },
) => ({
  id: state.id,
  name: state.name,
  village: { id: state.village_id, name: state.village_name },
  town: { id: state.town_id, name: state.town_name },
  mainKind: state.main_kind,
  secondaryKinds: [...state.secondary_kinds],
  industry: named(state.industry_id, state.industry_name),
  class: state.class,
  status: state.status,
  statusSince: state.status_since,
  creditCode: state.credit_code,
  creditCodeCheck: state.credit_code_check,
  registeredOn: state.registered_on,
  beforeOpinions: isBeforeOpinions(state.registered_on, more.rules),
  chairName: state.chair_name,
  areaMu: state.area_mu,
  unions: [...more.unions],
})

export const listCooperatives: Coop['listCooperatives'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const rules = await countingRules(ctx)
  const statuses = statusesOf(input.status, rules)
  const filter = {
    ...input,
    asOf,
    statuses,
    opinionsDate: rules.opinionsDate,
    pinyin: typedPinyin(input.q ?? ''),
  }
  const rows = await store.coopRows(ctx, filter, input)
  const summary = await store.coopSummary(ctx, filter)
  const unions = await unionsOfCoops(ctx, { coopIds: rows.map((row) => row.id), asOf })
  const by = (key: (row: store.CoopSummary) => string) => {
    const counts: Record<string, number> = {}
    for (const row of summary) counts[key(row)] = (counts[key(row)] ?? 0) + row.coops
    return counts
  }
  return {
    asOf,
    total: summary.reduce((sum, row) => sum + row.coops, 0),
    byStatus: by((row) => row.status),
    byKind: by((row) => row.main_kind),
    byClass: by((row) => row.class ?? 'none'),
    areaMu: sumMu(summary.map((row) => row.area_mu)),
    unions: await unionCount(ctx, { asOf }),
    countingRule: countingSentence({ ...rules, countedStatuses: statuses ?? ALL }, asOf),
    rows: rows.map((row) => rowOf(row, { rules, unions: unions.get(row.id) ?? [] })),
  }
}

const ALL = Object.keys(NEXT_STATUSES) as (keyof typeof NEXT_STATUSES)[]

const statusesOf = (
  asked: Parameters<Coop['listCooperatives']>[1]['status'],
  rules: CountingRules,
) => (asked === 'all' ? undefined : asked === 'counted' ? rules.countedStatuses : [asked])

export const readCooperative: Coop['readCooperative'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const state = await store.coopOn(ctx, input.coopId, asOf)
  if (state === null) throw notFound()
  const rules = await countingRules(ctx)
  const unions = await unionsOfCoops(ctx, { coopIds: [state.id], asOf })
  const branches = await branchVillages(ctx, state.branch_id === null ? [] : [state.branch_id])
  const holders = await collectiveRefs(
    ctx,
    state.collective_id === null ? [] : [state.collective_id],
  )
  const { finding } = readCreditCode(state.credit_code, { row: state.id, name: state.name })
  return {
    asOf,
    warnings: finding === null ? [] : [finding],
    cooperative: {
      ...rowOf(state, { rules, unions: unions.get(state.id) ?? [] }),
      branch: named(state.branch_id, branches.get(state.branch_id ?? state.id)?.name ?? null),
      collective: named(
        state.collective_id,
        holders.get(state.collective_id ?? state.id)?.name ?? null,
      ),
      businessForms: [...state.business_forms],
      businessScope: state.business_scope,
      registrar: state.registrar,
      registeredAddress: state.registered_address,
      address: state.address,
      registeredCapital:
        state.registered_capital_fen === null ? null : fen(state.registered_capital_fen),
      chairPersonId: state.chair_id,
      validFrom: state.valid_from,
      nextStatuses: [...NEXT_STATUSES[state.status]],
      classReason: state.class_reason,
      chains: await chainsOfCoop(ctx, state.id, asOf),
      pairings: (await pairingsOf(ctx, { coopId: state.id, asOf })).map((pairing) => ({
        id: pairing.id,
        lead: { id: pairing.lead_id, name: pairing.lead_name },
        purpose: pairing.purpose,
      })),
    },
  }
}

export const cooperativeHistory: Coop['cooperativeHistory'] = async (ctx, { coopId }) => {
  const versions = await store.coopVersions(ctx, coopId)
  if (versions.length === 0) throw notFound()
  const statuses = await store.statusesOf(ctx, coopId)
  const classes = await store.classesOf(ctx, coopId)
  return {
    versions: versions.map((version, i) => ({
      validFrom: version.valid_from,
      validTo: version.valid_to,
      reason: version.reason,
      document: version.document,
      changedBy: version.changed_by,
      changed: i === 0 ? [] : factNames(changedFacts(factsOf(versions[i - 1]), factsOf(version))),
      name: version.name,
    })),
    statuses: statuses.map(({ status, ...row }) => ({ status, ...datedOf(row) })),
    classes: classes.map((row) => ({ class: row.class, ...datedOf(row) })),
  }
}

const BOOKKEEPING = new Set([
  'county_id',
  'valid_from',
  'valid_to',
  'reason',
  'document',
  'changed_at',
  'changed_by',
])

const factsOf = (version: store.CoopVersion | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(version ?? {}).filter(([key]) => !BOOKKEEPING.has(key)))

const datedOf = (row: {
  valid_from: LocalDate
  valid_to: LocalDate | null
  reason: string
  document: string
  recorded_by: string
}) => ({
  validFrom: row.valid_from,
  validTo: row.valid_to,
  reason: row.reason,
  document: row.document,
  recordedBy: row.recorded_by,
})
