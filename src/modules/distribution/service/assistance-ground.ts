import { parseFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { householdsByIds, personsByIds } from '../../registry/index.ts'
import {
  assistanceFundsOf,
  beneficiariesOfFunds,
  type BeneficiaryTable,
  type FundTable,
} from '../../shares/index.ts'
import type { Run } from '../model/run.ts'
import { placeOf, runOf, type Sourced } from '../rules/inputs.ts'
import { type FundDues, fundDues } from '../rules/onward.ts'
import { halfUp } from '../rules/pools.ts'
import {
  type AssistanceList,
  type AssistancePaid,
  assistanceLists,
  assistancePayments,
} from '../store/assistance.ts'
import { plansOfYear } from '../store/plans.ts'
import { yearEnd } from './ground.ts'
import { storedSourced } from './stored.ts'

/* What assistance funds owe their beneficiaries in a year: by plan, by the approved list, and what was paid. */

/** A fund in a year, with everybody who benefited on some day of it. */
export interface FundOfYear {
  readonly fund: FundTable
  readonly rows: readonly BeneficiaryTable[]
  /** Who benefits at the year's end: among them the plan's part is divided. */
  readonly atEnd: ReadonlySet<AnyId>
  readonly yielded: FundDues
  /** By the computed plan, by beneficiary; fen. */
  readonly dues: ReadonlyMap<AnyId, bigint>
  /** The approved lists, the one that counts first. */
  readonly lists: readonly AssistanceList[]
}

export interface AssistanceYear {
  /** The year had something to distribute. */
  readonly earned: boolean
  readonly funds: readonly FundOfYear[]
  readonly payments: readonly AssistancePaid[]
}

/** Assistance of these co-ops in a year, read at once; co-ops without a fund are absent. */
export async function assistanceOfYear(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Map<AnyId, AssistanceYear>> {
  const funds = (await assistanceFundsOf(ctx, coopIds)).filter((fund) => countsIn(fund, year))
  const withFunds = [...new Set(funds.map((fund) => fund.coop_id))]
  const plans = await plansOfYear(ctx, withFunds, year)
  const rows = Map.groupBy(
    (
      await beneficiariesOfFunds(
        ctx,
        funds.map(({ id }) => id),
      )
    ).filter((row) => countsIn(row, year)),
    (row) => row.fund_id,
  )
  const lists = Map.groupBy(await assistanceLists(ctx, withFunds, year), (one) => one.fundId)
  const payments = Map.groupBy(
    await assistancePayments(ctx, withFunds, year),
    ({ coopId }) => coopId,
  )
  return new Map(
    withFunds.map((coopId) => {
      const plan = plans.get(coopId)
      const sourced = plan === undefined ? null : storedSourced(plan)
      const run = sourced === null ? null : runOf(sourced)
      const own = funds.filter((fund) => fund.coop_id === coopId)
      return [
        coopId,
        {
          earned: run !== null && run.law.distributable > 0n,
          funds: own.map((fund) =>
            fundOfYear(fund, rows.get(fund.id) ?? [], {
              run,
              sourced,
              year,
              lists: lists.get(fund.id) ?? [],
            }),
          ),
          payments: payments.get(coopId) ?? [],
        },
      ]
    }),
  )
}

/** The funds of one co-op with what the computed plan gives them. */
export const fundsOfYear = async (ctx: Ctx, coopId: AnyId, year: number): Promise<AssistanceYear> =>
  (await assistanceOfYear(ctx, [coopId], year)).get(coopId) ?? {
    earned: false,
    funds: [],
    payments: [],
  }

interface Span {
  readonly valid_from: string
  readonly valid_to: string | null
}

/** In force on some day of the year. */
const countsIn = (span: Span, year: number): boolean =>
  span.valid_from <= yearEnd(year) && (span.valid_to === null || span.valid_to > `${year}-01-01`)

function fundOfYear(
  fund: FundTable,
  rows: readonly BeneficiaryTable[],
  of: {
    readonly run: Run | null
    readonly sourced: Sourced | null
    readonly year: number
    readonly lists: readonly AssistanceList[]
  },
): FundOfYear {
  const end = yearEnd(of.year)
  const last = rows.filter((row) => row.valid_to === null || row.valid_to > end)
  const yielded = yieldOf(fund, last, of)
  return {
    fund,
    rows,
    atEnd: new Set(last.map(({ id }) => id)),
    yielded,
    dues: new Map(last.map((row, i) => [row.id, yielded.dues[i] ?? 0n])),
    lists: of.lists,
  }
}

function yieldOf(
  fund: FundTable,
  rows: readonly BeneficiaryTable[],
  plan: { readonly run: Run | null; readonly sourced: Sourced | null },
) {
  const person = plan.sourced?.inputs.people.find(
    ({ holderId }) => holderId === fund.title_holder_id,
  )
  const rate = fund.guaranteed_rate === null ? null : parseFraction(fund.guaranteed_rate)
  return fundDues(
    {
      id: fund.id,
      personId: person === undefined ? null : placeOf(person.number),
      amount: fund.amount_fen,
      guaranteed: rate === null ? 0n : halfUp(rate, fund.amount_fen),
      floating: fund.floating,
      cap: fund.cap_fen,
      units: fund.units_micro,
      beneficiaries: rows.map((row) => ({ id: row.id, units: row.units_micro })),
    },
    plan.run,
  )
}

/** What somebody gets of a fund: as the approved list says, as the plan gives where there is none. */
export function entitledTo({ lists, dues }: FundOfYear, beneficiaryId: AnyId): bigint {
  const [list] = lists
  return (list === undefined ? dues : list.lines).get(beneficiaryId) ?? 0n
}

/** What each beneficiary has been paid by payments that stand; fen. */
export function paidTo(payments: readonly AssistancePaid[]): Map<AnyId, bigint> {
  const paid = new Map<AnyId, bigint>()
  for (const { lines, reversed } of payments) {
    if (reversed !== null) continue
    for (const { beneficiaryId, amount } of lines) {
      paid.set(beneficiaryId, (paid.get(beneficiaryId) ?? 0n) + amount)
    }
  }
  return paid
}

/** What is still to be paid to somebody; never below zero. */
export function openFor(
  fund: FundOfYear,
  beneficiaryId: AnyId,
  paid: ReadonlyMap<AnyId, bigint>,
): bigint {
  const open = entitledTo(fund, beneficiaryId) - (paid.get(beneficiaryId) ?? 0n)
  return open > 0n ? open : 0n
}

/** Names of persons, and of the heads of households that benefit as a whole. */
export async function beneficiaryNames(
  ctx: Ctx,
  rows: readonly BeneficiaryTable[],
): Promise<Map<AnyId, string>> {
  const persons = await personsByIds(
    ctx,
    rows.flatMap((row) => row.person_id ?? []),
  )
  const households = await householdsByIds(
    ctx,
    rows.map((row) => row.household_id),
  )
  return new Map(
    rows.map((row) => {
      const person = row.person_id === null ? undefined : persons.get(row.person_id)
      const household = households.get(row.household_id)
      return [row.id, person?.name ?? `${household?.headName ?? ''}户`]
    }),
  )
}

const MICRO = 1_000_000n
export const unitsText = (micro: bigint): string => {
  const places = (micro % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro / MICRO}${places === '' ? '' : `.${places}`}`
}
