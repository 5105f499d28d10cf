import { apportion } from '../../../kernel/apportion.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, formatYuan } from '../../../kernel/money.ts'
import { badInput, type Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import {
  type Amounts,
  type Book,
  type Change,
  type Form,
  type Holder,
  type Line,
  type NewEvent,
  type Row,
  type UnitAmount,
  type UnitClass,
} from '../model.ts'
import type { Draft, Drafted } from './draft.ts'
import { holdingOn, holdsOn, linesByHolder } from './register.ts'
import { checkTimeline } from './timeline.ts'

/** A change as far as it is understood: what it moves, and what it leaves behind. */
interface Moves {
  readonly lines: readonly (Amounts & { readonly holderId: AnyId })[]
  readonly details: Readonly<Record<string, unknown>>
  readonly leaver?: AnyId
}

const FORM_NAMES: Readonly<Record<Form, Text>> = {
  cash: text('货币', 'cash'),
  land_right: text('土地经营权', 'land management right'),
  forest_right: text('林权', 'forest right'),
  kind: text('实物', 'things'),
  ip: text('知识产权', 'intellectual property'),
}

/** Carries a fault of one change out to the caller, who knows its place. */
class Wrong extends Error {
  readonly field: string
  readonly text: Text
  constructor(field: string, why: Text) {
    super(why.en)
    this.field = field
    this.text = why
  }
}

const wrong = (field: string, zh: string, en: string): Wrong => new Wrong(field, text(zh, en))

/**
 * The book after the draft and the events that bring it there. Changes of one draft see each other.
 * @throws Refusal `bad_input` with the place of each change that cannot be; `conflict` when later events
 * stand against it (somebody would hold less than nothing on some day).
 */
export function applyChanges(book: Book, draft: Draft): Drafted {
  const holders = new Map<string, Holder>(book.holders.map((holder) => [holder.id, holder]))
  for (const [key, holder] of draft.newHolders) {
    holders.set(key, holder)
    holders.set(holder.id, holder)
  }
  const lines = linesByHolder(book.lines)
  const leavers = new Map<AnyId, LocalDate>()
  const faults: Fault[] = []
  const path = draft.path ?? ((i: number) => `$.changes[${i}]`)

  const at: Place = {
    on: draft.on,
    holder: (ref, field) => {
      const holder = holders.get(ref)
      if (holder === undefined) throw wrong(field, '没有这个持有人', 'there is no such holder')
      if (!holdsOn(holder, draft.on) || leavers.has(holder.id)) {
        throw wrong(
          field,
          `${holder.name}在 ${draft.on} 不是持有人`,
          `${holder.name} is no holder on ${draft.on}`,
        )
      }
      return holder
    },
    holding: (holder) => holdingOn(holder, lines.get(holder.id) ?? [], draft.on),
  }

  const events = draft.changes.flatMap((change, i): NewEvent[] => {
    try {
      const moves = movesOf(change, at)
      const made = moves.lines.map((line): Line => ({ ...line, on: draft.on }))
      for (const line of made) {
        lines.set(line.holderId, [...(lines.get(line.holderId) ?? []), line])
      }
      if (moves.leaver !== undefined) leavers.set(moves.leaver, draft.on)
      const { details } = moves
      const { kind } = change
      return [{ id: draft.newId(), kind, on: draft.on, lines: made, details, reverses: null }]
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      faults.push({ path: `${path(i)}.${error.field}`, text: error.text })
      return []
    }
  })
  if (faults.length > 0) throw badInput(faults)

  const after: Book = {
    ...book,
    holders: [...book.holders, ...draft.newHolders.values()].map((holder) => {
      const leftOn = leavers.get(holder.id)
      return leftOn === undefined ? holder : { ...holder, leftOn }
    }),
    lines: [...book.lines, ...events.flatMap((event) => event.lines)],
  }
  // Somebody who leaves with nothing has no line in the event and must be looked at all the same.
  const moved = events.flatMap((event) => event.lines.map((line) => line.holderId))
  checkTimeline(after, new Set([...moved, ...leavers.keys()]))
  return { book: after, events, leavers }
}

interface Place {
  readonly on: LocalDate
  readonly holder: (ref: string, field: string) => Holder
  readonly holding: (holder: Holder) => Row
}

function movesOf(change: Change, at: Place): Moves {
  switch (change.kind) {
    case 'contribution':
      return contribute(change, at)
    case 'payment':
      return pay(change, at)
    case 'transfer':
      return transfer(change, at)
    case 'exit':
      return exit(change, at)
    case 'inheritance':
      return inherit(change, at)
    case 'conversion':
      return convert(change, at)
    case 'unit_grant':
      return {
        lines: unitLines(at.holder(change.holder, 'holder'), change.units, 1n),
        details: noteOf(change),
      }
    case 'unit_withdrawal':
      return withdrawUnits(change, at)
  }
}

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>

function contribute(change: Of<'contribution'>, at: Place): Moves {
  const holder = at.holder(change.holder, 'holder')
  const money = change.paid + change.promised > 0n
  if (!money && change.units.length === 0) {
    throw wrong('paid', '出资额和份数不能都为零', 'neither money nor units are given')
  }
  if (money && holder.kind === 'other') {
    throw wrong('holder', '预留份额不能登记出资', 'shares set aside hold no contributions')
  }
  // Valued by all members or by the way all members chose (SD Regs Art. 11; 37号 Art. 17).
  if (money && change.form !== 'cash' && change.valuation === undefined) {
    throw wrong(
      'valuation',
      '非货币出资须写明作价依据',
      'a contribution that is not money needs its valuation',
    )
  }
  const { form, paid, promised } = change
  const own = { holderId: holder.id, form, unitClass: null, paid, promised } as const
  return {
    lines: [...(money ? [own] : []), ...unitLines(holder, change.units, 1n)],
    details: {
      ...noteOf(change),
      ...(change.valuation === undefined ? {} : { valuation: change.valuation }),
    },
  }
}

function pay(change: Of<'payment'>, at: Place): Moves {
  const holder = at.holder(change.holder, 'holder')
  const promised = formOf(at.holding(holder), change.form).promised
  if (promised < change.amount) {
    throw wrong(
      'amount',
      `${holder.name}认缴未缴的${FORM_NAMES[change.form].zh}出资只有 ${displayYuan(promised)} 元`,
      `${holder.name} has only ${displayYuan(promised)} yuan (${FORM_NAMES[change.form].en}) unpaid`,
    )
  }
  const { form, amount } = change
  return {
    lines: [{ holderId: holder.id, form, unitClass: null, paid: amount, promised: -amount }],
    details: noteOf(change),
  }
}

function transfer(change: Of<'transfer'>, at: Place): Moves {
  const [from, to] = [at.holder(change.from, 'from'), at.holder(change.to, 'to')]
  if (from.id === to.id) throw wrong('to', '转让双方是同一人', 'from and to are the same')
  const { form, amount, promised } = change
  if (amount + promised === 0n && change.units.length === 0) {
    throw wrong('amount', '没有转让任何份额', 'nothing is transferred')
  }
  const held = formOf(at.holding(from), form)
  if (held.paid < amount || held.promised < promised) {
    throw wrong(
      held.paid < amount ? 'amount' : 'promised',
      `${from.name}的${FORM_NAMES[form].zh}出资为实缴 ${displayYuan(held.paid)} 元、未缴 ${displayYuan(held.promised)} 元,不足转让`,
      `${from.name} holds ${displayYuan(held.paid)} yuan paid and ${displayYuan(held.promised)} unpaid (${FORM_NAMES[form].en}); that is less`,
    )
  }
  if (amount + promised > 0n && to.kind === 'other') {
    throw wrong('to', '预留份额不能登记出资', 'shares set aside hold no contributions')
  }
  checkUnits(from, at.holding(from), change.units)
  const money =
    amount + promised === 0n
      ? []
      : [
          { holderId: from.id, form, unitClass: null, paid: -amount, promised: -promised },
          { holderId: to.id, form, unitClass: null, paid: amount, promised },
        ]
  return {
    lines: [...money, ...unitLines(from, change.units, -1n), ...unitLines(to, change.units, 1n)],
    details: noteOf(change),
  }
}

function exit(change: Of<'exit'>, at: Place): Moves {
  const holder = at.holder(change.holder, 'holder')
  const { refund } = change
  return {
    lines: negated(holder.id, at.holding(holder)),
    leaver: holder.id,
    details: {
      ...noteOf(change),
      leaver: holder.id,
      ...(change.noticeOn === undefined ? {} : { noticeOn: change.noticeOn }),
      ...(refund === undefined
        ? {}
        : {
            refund: {
              contribution: formatYuan(refund.contribution),
              reserveShare: formatYuan(refund.reserveShare),
              lossBorne: formatYuan(refund.lossBorne),
              ...(refund.paidOn === undefined ? {} : { paidOn: refund.paidOn }),
            },
          }),
    },
  }
}

function inherit(change: Of<'inheritance'>, at: Place): Moves {
  const from = at.holder(change.from, 'from')
  if (from.kind !== 'person')
    throw wrong('from', '只有自然人可以被继承', 'only a person is inherited')
  const heirs = change.heirs.map(({ to, weight }, i) => {
    const heir = at.holder(to, `heirs[${i}].to`)
    if (heir.id === from.id || weight.num <= 0n) {
      throw wrong(`heirs[${i}].to`, '继承人或比例不对', 'the heir or the weight is wrong')
    }
    return { key: heir.id, weight, heir }
  })
  if (new Set(heirs.map(({ key }) => key)).size < heirs.length) {
    throw wrong('heirs', '继承人重复', 'an heir occurs twice')
  }
  const held = at.holding(from)
  const split = (amount: bigint): Map<string, bigint> =>
    new Map(apportion(amount, heirs).map((share) => [share.key, share.amount]))
  const given: (Amounts & { holderId: AnyId })[] = []
  for (const { form, paid, promised } of held.forms) {
    const [paidBy, promisedBy] = [split(paid), split(promised)]
    for (const { key, heir } of heirs) {
      given.push({
        holderId: heir.id,
        form,
        unitClass: null,
        paid: paidBy.get(key) ?? 0n,
        promised: promisedBy.get(key) ?? 0n,
      })
    }
  }
  for (const { unitClass, units, dividend } of held.unitSums) {
    const [unitsBy, dividendBy] = [split(units), split(dividend)]
    for (const { key, heir } of heirs) {
      given.push({
        holderId: heir.id,
        form: null,
        unitClass,
        units: unitsBy.get(key) ?? 0n,
        dividend: dividendBy.get(key) ?? 0n,
      })
    }
  }
  return {
    lines: [...negated(from.id, held), ...given],
    leaver: from.id,
    details: { ...noteOf(change), leaver: from.id },
  }
}

function convert(change: Of<'conversion'>, at: Place): Moves {
  const holder = at.holder(change.holder, 'holder')
  const { source, form, amount } = change
  if (holder.kind === 'other') {
    throw wrong('holder', '预留份额不能登记出资', 'shares set aside hold no contributions')
  }
  const details = { source, resolution: change.resolution }
  const into = { holderId: holder.id, form, unitClass: null, paid: amount, promised: 0n } as const
  // Reserve (Art. 42) and surplus (Art. 44) become contributions by resolution of the assembly.
  if (source === 'reserve' || source === 'surplus') return { lines: [into], details }
  if (source === form) throw wrong('form', '转换前后形式相同', 'source and form are the same')
  const held = formOf(at.holding(holder), source).paid
  if (held < amount) {
    throw wrong(
      'amount',
      `${holder.name}实缴的${FORM_NAMES[source].zh}出资只有 ${displayYuan(held)} 元`,
      `${holder.name} has paid in only ${displayYuan(held)} yuan (${FORM_NAMES[source].en})`,
    )
  }
  return { lines: [{ ...into, form: source, paid: -amount }, into], details }
}

function withdrawUnits(change: Of<'unit_grant' | 'unit_withdrawal'>, at: Place): Moves {
  const holder = at.holder(change.holder, 'holder')
  checkUnits(holder, at.holding(holder), change.units)
  return { lines: unitLines(holder, change.units, -1n), details: noteOf(change) }
}

const noteOf = (change: { readonly note?: string | undefined }) =>
  change.note === undefined ? {} : { note: change.note }

const formOf = (row: Row, form: Form) =>
  row.forms.find((sum) => sum.form === form) ?? { paid: 0n, promised: 0n }

function unitLines(holder: Holder, units: readonly UnitAmount[], sign: 1n | -1n) {
  return units.map((amount) => ({
    holderId: holder.id,
    form: null,
    unitClass: amount.unitClass,
    units: sign * amount.units,
    dividend: sign * (amount.dividendUnits ?? amount.units),
  }))
}

function checkUnits(holder: Holder, row: Row, amounts: readonly UnitAmount[]): void {
  const wanted = new Map<UnitClass, bigint>()
  for (const { unitClass, units } of amounts) {
    wanted.set(unitClass, (wanted.get(unitClass) ?? 0n) + units)
  }
  for (const [unitClass, units] of wanted) {
    const held = row.unitSums.find((sum) => sum.unitClass === unitClass)?.units ?? 0n
    if (held < units) {
      throw wrong(
        'units',
        `${holder.name}的这类内部份额不足`,
        `${holder.name} holds fewer internal units of the class ${unitClass}`,
      )
    }
  }
}

/** Lines that take everything away. */
function negated(holderId: AnyId, row: Row): (Amounts & { holderId: AnyId })[] {
  return [
    ...row.forms.map(({ form, paid, promised }) => ({
      holderId,
      form,
      unitClass: null,
      paid: -paid,
      promised: -promised,
    })),
    ...row.unitSums.map(({ unitClass, units, dividend }) => ({
      holderId,
      form: null,
      unitClass,
      units: -units,
      dividend: -dividend,
    })),
  ]
}
