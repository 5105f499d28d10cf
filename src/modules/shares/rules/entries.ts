import { parseYuan } from '../../../kernel/money.ts'
import {
  credit,
  debit,
  type EquityItem,
  type Line as BookLine,
  withAmount,
} from '../../ledger/index.ts'
import type { EventKind, Form, NewEvent } from '../model.ts'

/*
 * What an event of the register does to the books (37号 301 股金). Only what is paid is booked: a promise
 * stays off the books until it is kept. Internal units never touch them.
 */

/** Where what was contributed stands: land and forest rights and IP are intangible assets, things fixed ones. */
const ASSETS: Readonly<Record<Exclude<Form, 'cash'>, string>> = {
  land_right: '161',
  forest_right: '161',
  ip: '161',
  kind: '151',
}

/** A move on a member's share capital: above zero more, below zero less. */
const capital = (member: string, amount: bigint, item: EquityItem): BookLine =>
  amount >= 0n ? credit('301', amount, { member, item }) : debit('301', -amount, { member, item })

type Event = Pick<NewEvent, 'kind' | 'lines' | 'details'>

interface Moved {
  readonly holderId: string
  readonly form: Form
  readonly paid: bigint
}

const movedCapital = (event: Event): Moved[] =>
  event.lines.flatMap((line) =>
    line.form === null || line.paid === 0n
      ? []
      : [{ holderId: line.holderId, form: line.form, paid: line.paid }],
  )

const ENTRIES: Readonly<
  Record<Exclude<EventKind, 'reversal'>, (event: Event, money: string) => BookLine[]>
> = {
  contribution: paidIn,
  payment: paidIn,
  // The total does not change, the sub-ledger of members does.
  transfer: (event) => movedCapital(event).map((m) => capital(m.holderId, m.paid, 'other')),
  inheritance: (event) => movedCapital(event).map((m) => capital(m.holderId, m.paid, 'other')),
  exit: exitLines,
  conversion: conversionLines,
  unit_grant: () => [],
  unit_withdrawal: () => [],
}

/** The lines that book an event; none where the books do not move. `money`: the account cash goes through. */
export function linesOfEvent(event: Event, money: string): BookLine[] {
  if (event.kind === 'reversal') return []
  return ENTRIES[event.kind](event, money)
}

function paidIn(event: Event, money: string): BookLine[] {
  return movedCapital(event).flatMap(({ holderId, form, paid }) => [
    debit(form === 'cash' ? money : ASSETS[form], paid),
    capital(holderId, paid, 'contribution'),
  ])
}

interface Refund {
  readonly contribution?: string
  readonly reserveShare?: string
  readonly lossBorne?: string
  readonly paidOn?: string
}

const yuan = (value: string | undefined): bigint => parseYuan(value ?? '0') ?? 0n

/**
 * Exit (co-op Act 28; 37号 301 item 6): the contribution and the reserve share go back, a loss borne
 * reduces what is paid and stays on 33203. Unpaid, the co-op owes it to the member on 114. Where less or
 * more than the contribution is agreed on, the difference stays in the capital reserve.
 */
function exitLines(event: Event, money: string): BookLine[] {
  const moved = movedCapital(event)
  const member = moved[0]?.holderId
  if (member === undefined) return []
  const held = -moved.reduce((sum, m) => sum + m.paid, 0n)
  const refund = (event.details['refund'] ?? {}) as Refund
  const contribution = refund.contribution === undefined ? held : yuan(refund.contribution)
  const [reserve, loss] = [yuan(refund.reserveShare), yuan(refund.lossBorne)]
  const owed = contribution + reserve - loss
  const premium = held - contribution
  return withAmount([
    debit('301', held, { member, item: 'exit' }),
    debit('322', reserve, { item: 'exit' }),
    premium >= 0n
      ? credit('321', premium, { item: 'exit' })
      : debit('321', -premium, { item: 'exit' }),
    credit('33203', loss),
    refund.paidOn === undefined ? credit('114', owed, { member }) : credit(money, owed),
  ])
}

/** Reserve (Art. 42) or distributed surplus (Art. 44) turned into contributions; a change of form books nothing. */
function conversionLines(event: Event): BookLine[] {
  const { source } = event.details
  if (source !== 'reserve' && source !== 'surplus') return []
  return movedCapital(event).flatMap(({ holderId: member, paid }) =>
    source === 'reserve'
      ? [
          debit('322', paid, { item: 'surplus_reserve_to_contribution' }),
          capital(member, paid, 'surplus_reserve_to_contribution'),
        ]
      : [debit('222', paid, { member }), capital(member, paid, 'surplus_to_contribution')],
  )
}
