import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Change, Form, Register, Row } from '../model.ts'
import { FORMS } from '../model.ts'
import type { Sheet } from '../rules/facts.ts'
import type { SmallestFix } from '../rules/fix/smallest.ts'
import { personOfAbsent } from './ground.ts'
import type { HolderInput } from './holders.ts'

/** Draft events that carry a fix out, ready to be looked at, changed and recorded. */
export interface FixDraft {
  readonly newHolders: readonly HolderInput[]
  readonly changes: readonly Change[]
  readonly peopleMissing: number
}

/** Turns a fix into draft events. @throws Refusal `not_allowed_now` when there is no fix. */
export function draftOf(fix: SmallestFix, sheet: Sheet, register: Register): FixDraft {
  if (fix.kind === 'none') throw noFix(fix.why)
  const id = (place: number): string => sheet.ids[place] ?? ''
  if (fix.kind === 'people') {
    const changes = fix.leave.map((place): Change => ({ kind: 'exit', holder: id(place) }))
    return { newHolders: [], changes, peopleMissing: fix.join }
  }
  const newHolders = new Map<string, HolderInput>()
  const holder = (place: number): string => {
    const key = id(place)
    const personId: AnyId | null = personOfAbsent(key)
    if (personId !== null) {
      newHolders.set(key, { key, kind: 'person', personId, publicFunction: false })
    }
    return key
  }
  const rows = new Map(register.rows.map((row) => [row.holder.id as string, row]))
  const left = new Map<string, Map<Form, { paid: bigint; promised: bigint }>>()
  const changes = fix.moves.flatMap(({ from, to, paid, promised }): Change[] => {
    const into = holder(to)
    if (from === null) {
      return [{ kind: 'contribution', holder: into, form: 'cash', paid, promised, units: [] }]
    }
    const giver = id(from)
    const held = left.get(giver) ?? formsOf(rows.get(giver))
    left.set(giver, held)
    return transfersOf({ from: giver, to: into, paid, promised }, held)
  })
  return { newHolders: [...newHolders.values()], changes, peopleMissing: 0 }
}

const formsOf = (row: Row | undefined): Map<Form, { paid: bigint; promised: bigint }> =>
  new Map(row?.forms.map(({ form, paid, promised }) => [form, { paid, promised }]))

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** One transfer a form, money first; takes what it uses out of `held`. */
function transfersOf(
  move: {
    readonly from: string
    readonly to: string
    readonly paid: bigint
    readonly promised: bigint
  },
  held: Map<Form, { paid: bigint; promised: bigint }>,
): Change[] {
  let [paid, promised] = [move.paid, move.promised]
  return FORMS.flatMap((form): Change[] => {
    const have = held.get(form)
    if (have === undefined) return []
    const take = { paid: least(paid, have.paid), promised: least(promised, have.promised) }
    if (take.paid + take.promised === 0n) return []
    held.set(form, { paid: have.paid - take.paid, promised: have.promised - take.promised })
    paid -= take.paid
    promised -= take.promised
    const { from, to } = move
    const amounts = { amount: take.paid, promised: take.promised }
    return [{ kind: 'transfer', from, to, form, ...amounts, units: [] }]
  })
}

function noFix(why: 'passes' | 'no_base' | 'impossible' | 'unknown'): Refusal {
  const texts = {
    passes: text('该规则已经符合,无需改动。', 'This rule is kept; nothing needs to change.'),
    no_base: text('没有基数,无从改起。', 'There is no base to start from.'),
    impossible: text(
      '没有既能符合该规则、又不使其他规则变差的改法。',
      'No change keeps this rule without worsening another.',
    ),
    unknown: text('改法过于复杂,未能算出。', 'The fix is too intricate to be worked out.'),
  } as const
  return new Refusal('not_allowed_now', texts[why])
}
