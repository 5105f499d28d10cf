import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { coopFacts, householdsByIds, personsByIds } from '../../registry/index.ts'
import type { sharesContract } from '../contract.ts'
import type { Book, Holder, RecordedEvent } from '../model.ts'
import { holdingOn, partOf, registerOn } from '../model/register.ts'
import { benefitsOfPerson } from '../store/assistance.ts'
import { holdersOfPerson, loadBooks } from '../store/book.ts'
import { certificatesOfHolders, lastTouched } from '../store/certificates.ts'
import { currentCheckRows, type CurrentCheck } from '../store/checks.ts'
import { eventsOfHolders } from '../store/events.ts'
import { presentCertificate } from './certificates.ts'
import { type CheckedFinding, plainly } from './judge.ts'
import { presentHolding } from './present.ts'

/** The person behind the account. @throws Refusal `not_found` for an account that is no person's. */
function ownPerson(ctx: Ctx): AnyId {
  const { actor } = ctx
  if (actor.kind === 'account' && actor.personId !== null) return actor.personId
  throw new Refusal(
    'not_found',
    text(
      '此账号没有对应的成员,请联系管理员。',
      'This account belongs to no member; please ask the administrator.',
    ),
  )
}

/**
 * What a member sees: own co-ops, own holdings and their history, own certificates and household. Everything
 * starts from the account's person, no id comes from outside, so there is nothing to ask for of others.
 */
export const memberHome: Verbs<typeof sharesContract, Ctx>['memberHome'] = async (ctx) => {
  const personId = ownPerson(ctx)
  const person = (await personsByIds(ctx, [personId])).get(personId)
  const holders = await holdersOfPerson(ctx, personId)
  const holderIds = holders.map(({ holder }) => holder.id)
  const coopIds = [...new Set(holders.map(({ coopId }) => coopId))]
  const books = await loadBooks(ctx, coopIds)
  const checks = await currentCheckRows(ctx, coopIds)
  const events = await eventsOfHolders(ctx, holderIds)
  const certificates = await certificatesOfHolders(ctx, holderIds)
  const touched = await lastTouched(ctx, holderIds)
  const householdId = person?.householdId ?? null
  const household =
    householdId === null ? undefined : (await householdsByIds(ctx, [householdId])).get(householdId)
  const benefits = await benefitsOfPerson(ctx, { personId, householdId })
  const memberships = []
  for (const { coopId, holder } of holders) {
    const book = books.get(coopId)
    if (book === undefined) continue
    const { name } = await coopFacts(ctx, coopId)
    memberships.push({
      coopId,
      coopName: name,
      ...ownHolding(ctx, book, holder),
      history: ownEvents(events, holder.id),
      certificates: certificates
        .filter((row) => row.holder_id === holder.id)
        .map((row) => presentCertificate(row, touched)),
      assistance: benefits
        .filter((row) => row.coop_id === coopId)
        .map((row) => ({
          fund: row.name,
          units: row.units_micro,
          from: row.valid_from,
          to: row.valid_to,
        })),
      rules: saidOf(checks.get(coopId)),
      checkedOn: checks.get(coopId)?.confirmedOn ?? null,
    })
  }
  return {
    name: person?.name ?? '',
    household:
      household === undefined
        ? null
        : { id: household.id, number: household.number, headName: household.headName },
    memberships,
  }
}

/** The own row, and its part of the whole. */
function ownHolding(ctx: Ctx, book: Book, holder: Holder) {
  const lines = book.lines.filter((line) => line.holderId === holder.id)
  const row = holdingOn(holder, lines, ctx.today)
  const { totals } = registerOn(book, ctx.today)
  return {
    holderId: holder.id,
    memberNumber: holder.memberNumber,
    joinedOn: holder.joinedOn,
    leftOn: holder.leftOn,
    ...presentHolding(row, { coopId: book.coopId, asOf: ctx.today, rows: [], totals }),
    share: partOf(row.registered, totals.registered),
  }
}

/** The own lines of each event, summed: what it did to the member, whatever it did to others. */
function ownEvents(events: readonly RecordedEvent[], holderId: AnyId) {
  return events.flatMap((event) => {
    const own = event.lines.filter((line) => line.holderId === holderId)
    if (own.length === 0) return []
    const sum = (amount: (line: (typeof own)[number]) => bigint): bigint =>
      own.reduce((total, line) => total + amount(line), 0n)
    return [
      {
        id: event.id,
        on: event.on,
        kind: event.kind,
        paid: fen(sum((line) => (line.form === null ? 0n : line.paid))),
        promised: fen(sum((line) => (line.form === null ? 0n : line.promised))),
        units: sum((line) => (line.form === null ? line.units : 0n)),
        reversed: event.reversedBy !== null,
      },
    ]
  })
}

/** The county's findings in plain words; who makes a figure is not said, only what it is. */
function saidOf(check: CurrentCheck | undefined) {
  const findings = (check?.findings ?? []) as readonly CheckedFinding[]
  return findings.map((finding) => {
    const { rule, bound, source } = finding
    return { rule, bound, text: plainly(finding), source }
  })
}
