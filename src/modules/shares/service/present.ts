import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { BranchFacts } from '../../registry/index.ts'
import type { Register, Row, Totals } from '../model.ts'
import { partOf } from '../model/register.ts'

/** Who of the branch somebody is; what the register shows to those with `party.read`. */
export interface BranchMarks {
  readonly committee: ReadonlySet<AnyId>
  readonly party: ReadonlySet<AnyId>
}

/** The marks the caller may see; null without the permission. */
export function marksFor(ctx: Ctx, branch: BranchFacts | null): BranchMarks | null {
  if (!ctx.may('party.read')) return null
  return {
    committee: new Set(branch?.committee.map(({ id }) => id)),
    party: new Set(branch?.members.map(({ id }) => id)),
  }
}

/** A register row as the contract shows it. */
export function presentRow(row: Row, register: Register, marks: BranchMarks | null) {
  const { holder } = row
  const { personId } = holder
  return {
    holderId: holder.id,
    memberNumber: holder.memberNumber,
    kind: holder.kind,
    class: holder.class,
    name: holder.name,
    personId,
    farmer: holder.farmer,
    householdId: holder.householdId,
    relatedGroup: holder.relatedGroup,
    publicFunction: holder.publicFunction,
    joinedOn: holder.joinedOn,
    leftOn: holder.leftOn,
    ...presentHolding(row, register),
    branch:
      marks === null
        ? null
        : {
            committee: personId !== null && marks.committee.has(personId),
            party: personId !== null && marks.party.has(personId),
          },
  }
}

/** What a holder holds, in the words of the contract. */
export function presentHolding(row: Row, register: Register) {
  return {
    contributions: row.forms.map(({ form, paid, promised }) => ({
      form,
      paid: fen(paid),
      promised: fen(promised),
    })),
    paid: fen(row.paid),
    promised: fen(row.promised),
    registered: fen(row.registered),
    share: partOf(row.registered, register.totals.registered),
    unitClasses: row.unitSums.map(({ unitClass, units, dividend }) => ({
      unitClass,
      units,
      dividendUnits: dividend,
    })),
    units: row.units,
    dividendUnits: row.dividend,
  }
}

export const presentTotals = (totals: Totals) => ({
  members: totals.members,
  farmers: totals.farmers,
  households: totals.households,
  units: totals.units,
  dividendUnits: totals.dividend,
  paid: fen(totals.paid),
  promised: fen(totals.promised),
  registered: fen(totals.registered),
})
