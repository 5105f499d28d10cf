import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Book, Holder, Line, NewEvent, RecordedEvent } from '../model.ts'
import type { Drafted } from './draft.ts'
import { holdingOn, linesByHolder } from './register.ts'

/** The event that undoes another, as of the other's own day: an error never was. */
export function reversalOf(
  book: Book,
  event: RecordedEvent,
  draft: { readonly note: string; readonly newId: () => AnyId },
): Drafted & { readonly returner: AnyId | null } {
  if (event.kind === 'reversal' || event.reversedBy !== null) {
    throw new Refusal(
      'conflict',
      event.kind === 'reversal'
        ? text('冲销记录不能再冲销。', 'A reversal cannot be reversed.')
        : text('这笔变动已经冲销过。', 'This event has been reversed already.'),
    )
  }
  const lines = event.lines.map((line): Line =>
    line.form === null
      ? { ...line, units: -line.units, dividend: -line.dividend }
      : { ...line, paid: -line.paid, promised: -line.promised },
  )
  const leaves = event.kind === 'exit' || event.kind === 'inheritance'
  const returner = leaves
    ? must(
        book.holders.find(({ id }) => id === event.details['leaver']),
        'the holder who left',
      )
    : null
  if (returner !== null) checkNobodyInPlace(book, returner)
  const after: Book = {
    ...book,
    holders: book.holders.map((holder) =>
      holder.id === returner?.id ? { ...holder, leftOn: null } : holder,
    ),
    lines: [...book.lines, ...lines],
  }
  checkTimeline(after, new Set(lines.map((line) => line.holderId)))
  const reversal: NewEvent = {
    id: draft.newId(),
    kind: 'reversal',
    on: event.on,
    lines,
    details: { note: draft.note },
    reverses: event.id,
  }
  return { book: after, events: [reversal], leavers: new Map(), returner: returner?.id ?? null }
}

/** Somebody who left and came back is a holder already; the old membership cannot open again beside it. */
function checkNobodyInPlace(book: Book, returner: Holder): void {
  const taken = book.holders.some(
    (other) =>
      other.id !== returner.id &&
      other.leftOn === null &&
      (other.kind === 'collective'
        ? returner.kind === 'collective'
        : other.personId !== null && other.personId === returner.personId),
  )
  if (!taken) return
  throw new Refusal(
    'conflict',
    text(
      `${returner.name}已重新入社,不能再冲销原来的退社。`,
      `${returner.name} has joined again; the earlier leaving cannot be reversed.`,
    ),
  )
}

/** Nobody holds less than nothing at the end of any day, nothing moves before joining or after leaving. */
export function checkTimeline(book: Book, touched: ReadonlySet<AnyId>): void {
  const lines = linesByHolder(book.lines)
  for (const holder of book.holders) {
    if (!touched.has(holder.id)) continue
    const own = lines.get(holder.id) ?? []
    const days = [...new Set(own.map((line) => line.on))].toSorted((a, b) => (a < b ? -1 : 1))
    for (const day of days) {
      const row = holdingOn(holder, own, day)
      const short =
        row.forms.some((sum) => sum.paid < 0n || sum.promised < 0n) ||
        row.unitSums.some((sum) => sum.units < 0n || sum.dividend < 0n)
      if (!short && day >= holder.joinedOn) continue
      throw new Refusal(
        'conflict',
        text(
          `与后来的变动冲突:${holder.name}在 ${day} 的份额将不足。`,
          `Later events stand against it: ${holder.name} would hold too little on ${day}.`,
        ),
      )
    }
    const { leftOn } = holder
    if (leftOn === null) continue
    const rest = holdingOn(holder, own, days.at(-1) ?? leftOn)
    if (rest.forms.length === 0 && rest.unitSums.length === 0 && (days.at(-1) ?? '') <= leftOn) {
      continue
    }
    throw new Refusal(
      'conflict',
      text(
        `与后来的变动冲突:${holder.name}在 ${leftOn} 退出之后还有变动。`,
        `Later events stand against it: ${holder.name} still moves after leaving on ${leftOn}.`,
      ),
    )
  }
}
