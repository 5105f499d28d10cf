import type { Sheet } from '../facts.ts'
import { censusOf, countsWorse } from '../membership.ts'
import type { RegisterPolicy, RuleId } from '../policy.ts'
import type { Judged } from '../reading.ts'
import { askTooMuch, boundsOf, type Money, type MoneyBase, moneyOf } from './bounds.ts'
import { contributionFix } from './contribute.ts'
import type { MoneyMove } from './money-move.ts'
import { type PeopleFix, peopleFix } from './people.ts'
import { transferFix } from './transfer.ts'

/*
 * The smallest fix of one rule: the least change that makes its binding reading pass without worsening
 * another rule (`worsened` in judge.ts says exactly what that is). Money moves between holders, or new
 * money comes in; the smaller total wins, and the transfer where both are equal, because it asks nobody
 * for new money. Who ends up with which part of a transfer, paid up or only promised, is chosen so that
 * nothing is worsened. New money is paid up at once. People of the branch who hold nothing may join by
 * contributing, provided the share of farmers bears them all, though nobody knows yet whether they are.
 */

/** Why there is no fix. */
export type NoFix =
  | 'passes'
  /** The base is zero, or nothing could be computed. */
  | 'no_base'
  /** Every change that mends it worsens another rule, or nobody can make one. */
  | 'impossible'
  /** Not found within the steps allowed. */
  | 'unknown'

export type SmallestFix =
  | {
      readonly kind: 'transfer' | 'contribute'
      readonly moves: readonly MoneyMove[]
      readonly total: bigint
    }
  | ({ readonly kind: 'people'; readonly total: number } & PeopleFix)
  | { readonly kind: 'none'; readonly why: NoFix }

/** Cells a search may touch for one rule; some seconds at most, however the register was made up. */
const WORK = 3_000_000

const none = (why: NoFix): SmallestFix => ({ kind: 'none', why })

export interface FixTask {
  readonly sheet: Sheet
  readonly policy: RegisterPolicy
  readonly judged: readonly Judged[]
  readonly rule: RuleId
}

export function smallestFix(task: FixTask): SmallestFix {
  const { judged, rule } = task
  const bound = judged.find((one) => one.rule === rule)?.bound ?? null
  if (bound === null || bound.outcome === 'depends') return none('no_base')
  if (bound.outcome === 'passes') return none('passes')
  const base = bound.share?.base.id
  if (base === undefined) {
    const people = peopleFix(task, rule)
    if (people === null) return none('impossible')
    return { kind: 'people', ...people, total: people.join + people.leave.length }
  }
  const money = moneyOf(task.sheet)
  // Internal units and dividend rights are granted by resolution; money does not mend them.
  if (money === null || (base !== 'registered' && base !== 'paid')) return none('impossible')
  return moneyFix(task, money, base)
}

function moneyFix(task: FixTask, money: Money, base: MoneyBase): SmallestFix {
  const { sheet, judged, rule } = task
  const bounds = boundsOf(judged, rule)
  if (askTooMuch(bounds)) return none('impossible')
  const budget = { work: WORK }
  const transfer = transferFix({ sheet, money, bounds, base, budget })
  const contribution = contributionFix(
    { sheet, money, bounds, budget, newcomers: newcomersBorne(task) },
    // New money has to undercut the transfer; nearly always its floor already says that it cannot.
    transfer.kind === 'found' ? { below: transfer.total } : null,
  )
  if (transfer.kind === 'unknown' || contribution.kind === 'unknown') return none('unknown')
  return contribution.kind === 'found'
    ? { ...contribution, kind: 'contribute' }
    : transfer.kind === 'found'
      ? { ...transfer, kind: 'transfer' }
      : none('impossible')
}

/** Whether all people of the branch who hold nothing could join without worsening a count. */
function newcomersBorne({ sheet, policy }: FixTask): boolean {
  const census = censusOf(sheet, policy)
  const more = sheet.ids.length - sheet.holders.length
  return !countsWorse(census, { ...census, members: census.members + more }, policy)
}
