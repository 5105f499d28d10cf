import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { defineModule } from '../../platform/module.ts'
import { sharesContract } from './contract.ts'
import type { Holder, Register } from './model.ts'
import { registerOn } from './model/register.ts'
import { sharesVerbs } from './service.ts'
import {
  recheck,
  recheckAll,
  recheckHolders,
  recheckLedBy,
  recheckUnder,
} from './service/recheck.ts'
import { loadBooks, type RegisterSums, registerSums } from './store/book.ts'
import { type CurrentCheck, currentCheckRows } from './store/checks.ts'
import { unitsOfCertificate } from './store/certificates.ts'

export type { Holder, Register } from './model.ts'
export type { RegisterSums } from './store/book.ts'
export type { CurrentCheck } from './store/checks.ts'
export { holdersByIds, holdersOfCoop, holdersOfPerson } from './store/book.ts'

const ids = (list: unknown): AnyId[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []

export const sharesModule = defineModule({
  name: 'shares',
  contract: sharesContract,
  verbs: sharesVerbs,
  scopes: { certificate: unitsOfCertificate },
  reactions: {
    'policy.changed': recheckAll,
    'policy.exempted': async (ctx, { coopId }) => {
      if (typeof coopId === 'string') await recheck(ctx, [coopId], 'asked')
    },
    'charter.adopted': async (ctx, { coopId }) => {
      if (typeof coopId === 'string') await recheck(ctx, [coopId], 'asked')
    },
    'linked_groups.changed': (ctx, { personIds }) => recheckHolders(ctx, ids(personIds)),
    'party.changed': (ctx, { branchIds }) => recheckLedBy(ctx, ids(branchIds)),
    'villages.changed': async (ctx, { unitId }) => {
      if (typeof unitId === 'string') await recheckUnder(ctx, unitId)
    },
  },
  daily: [{ name: 'recheck-registers', at: '02:30', run: recheckAll }],
})

/*
 * The door for later modules. Nothing here checks permissions: the verb that calls has done so; only
 * `registerTotals` filters by the actor's scope, because lists must.
 */

/** A co-op's register at the end of a day; null when it has none. */
export async function registerOf(
  ctx: Ctx,
  coopId: AnyId,
  asOf: LocalDate = ctx.today,
): Promise<Register | null> {
  const book = (await loadBooks(ctx, [coopId])).get(coopId)
  return book === undefined ? null : registerOn(book, asOf)
}

/** A co-op's register with everybody who was ever in it, for reading many days of it. */
export interface RegisterBook {
  readonly openedOn: LocalDate
  readonly holders: readonly Holder[]
  readonly on: (asOf: LocalDate) => Register
}

/** The registers of these co-ops; those without one are absent. */
export async function registersOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<Map<AnyId, RegisterBook>> {
  const books = await loadBooks(ctx, coopIds)
  return new Map(
    [...books].map(([coopId, book]) => [
      coopId,
      {
        openedOn: book.openedOn,
        holders: book.holders,
        on: (asOf) => registerOn(book, asOf),
      },
    ]),
  )
}

/** The findings that count now, by co-op; co-ops never checked are absent. */
export const currentChecks: (
  ctx: Ctx,
  coopIds: readonly AnyId[],
) => Promise<Map<AnyId, CurrentCheck>> = currentCheckRows

/** All registers in the caller's scope in sums as of a day, by one pass of the database. */
export const registerTotals: (
  ctx: Ctx,
  filter: { readonly asOf: LocalDate; readonly coopIds?: readonly AnyId[] },
) => Promise<RegisterSums[]> = registerSums

/** Changes of the register whose voucher another act has posted already, and their taking back. */
export { recordBooked, reverseBooked } from './service/register.ts'
/** A planned register under the rules, for founding. */
export { judgeOpening } from './service/open.ts'
/** Paid changes that are not in the books yet, their lines, and which voucher took them: for opening balances. */
export { saveBookings, unbookedEvents } from './store/booking.ts'
export { linesOfEvent } from './rules/entries.ts'
export { headsOf } from './rules/assistance-heads.ts'
export {
  assistanceTerm,
  beneficiariesOf as beneficiariesOfFunds,
  benefitsOfPerson,
  fundsOf as assistanceFundsOf,
} from './store/assistance.ts'
export { additionalVotesOn } from './store/standing.ts'
export type { BeneficiaryTable, FundTable } from './store.ts'

/** The verbs of the register for use inside another verb's transaction (import, export). */
export const {
  openRegisters,
  recordChanges,
  readRegister,
  listRegisters,
  listCurrentChecks,
  listCertificates,
  listShareEvents,
  checkCooperative,
  issueCertificates,
} = sharesVerbs
