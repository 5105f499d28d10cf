import type { LocalDate } from '../../../kernel/date.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { compareCodePoints } from '../../../kernel/text.ts'
import {
  type Book,
  type Form,
  type FormSum,
  FORMS,
  type Holder,
  type Line,
  type Register,
  type Row,
  type Totals,
  UNIT_CLASSES,
  type UnitClass,
  type UnitSum,
} from '../model.ts'

/** Whether somebody is a holder on a day: from the day of joining until before the day of leaving. */
export const holdsOn = (holder: Pick<Holder, 'joinedOn' | 'leftOn'>, day: LocalDate): boolean =>
  holder.joinedOn <= day && (holder.leftOn === null || day < holder.leftOn)

/** Lines by holder, so that a change looks only at those it touches. */
export function linesByHolder(lines: readonly Line[]): Map<AnyId, Line[]> {
  const byHolder = new Map<AnyId, Line[]>()
  for (const line of lines) {
    const own = byHolder.get(line.holderId)
    if (own === undefined) byHolder.set(line.holderId, [line])
    else own.push(line)
  }
  return byHolder
}

/** What a holder holds at the end of a day. Sums that are zero are left out. */
export function holdingOn(holder: Holder, lines: readonly Line[], day: LocalDate): Row {
  const forms = new Map<Form, { paid: bigint; promised: bigint }>()
  const classes = new Map<UnitClass, { units: bigint; dividend: bigint }>()
  for (const line of lines) {
    if (line.on > day) continue
    if (line.form !== null) {
      const sum = forms.get(line.form) ?? { paid: 0n, promised: 0n }
      forms.set(line.form, {
        paid: sum.paid + line.paid,
        promised: sum.promised + line.promised,
      })
    } else {
      const sum = classes.get(line.unitClass) ?? { units: 0n, dividend: 0n }
      classes.set(line.unitClass, {
        units: sum.units + line.units,
        dividend: sum.dividend + line.dividend,
      })
    }
  }
  const formSums = FORMS.flatMap((form): FormSum[] => {
    const sum = forms.get(form)
    return sum === undefined || (sum.paid === 0n && sum.promised === 0n) ? [] : [{ form, ...sum }]
  })
  const unitSums = UNIT_CLASSES.flatMap((unitClass): UnitSum[] => {
    const sum = classes.get(unitClass)
    return sum === undefined || (sum.units === 0n && sum.dividend === 0n)
      ? []
      : [{ unitClass, ...sum }]
  })
  return rowOf(holder, formSums, unitSums)
}

/** A row from its sums. */
function rowOf(holder: Holder, forms: readonly FormSum[], unitSums: readonly UnitSum[]): Row {
  const paid = total(forms.map((sum) => sum.paid))
  const promised = total(forms.map((sum) => sum.promised))
  return {
    holder,
    forms,
    unitSums,
    paid,
    promised,
    registered: paid + promised,
    units: total(unitSums.map((sum) => sum.units)),
    dividend: total(unitSums.map((sum) => sum.dividend)),
  }
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n)

/**
 * The register at the end of a day, from the sum of all lines up to it.
 * @param options.left also lists those who have left by then; they hold nothing.
 */
export function registerOn(
  book: Book,
  asOf: LocalDate,
  options: { readonly left?: boolean } = {},
): Register {
  const lines = linesByHolder(book.lines)
  const rows = book.holders
    .filter((holder) => (options.left === true ? holder.joinedOn <= asOf : holdsOn(holder, asOf)))
    .toSorted((a, b) => compareCodePoints(a.memberNumber, b.memberNumber))
    .map((holder) => holdingOn(holder, lines.get(holder.id) ?? [], asOf))
  return { coopId: book.coopId, asOf, rows, totals: totalsOf(rows, asOf) }
}

function totalsOf(rows: readonly Row[], asOf: LocalDate): Totals {
  const members = rows.filter(({ holder }) => isMember(holder) && holdsOn(holder, asOf))
  const households = new Set(
    members.map(({ holder }) => holder.householdId).filter((id) => id !== null),
  )
  return {
    members: members.length,
    farmers: members.filter(({ holder }) => holder.farmer).length,
    households: households.size,
    paid: total(rows.map((row) => row.paid)),
    promised: total(rows.map((row) => row.promised)),
    registered: total(rows.map((row) => row.registered)),
    units: total(rows.map((row) => row.units)),
    dividend: total(rows.map((row) => row.dividend)),
  }
}

/** Shares set aside for nobody make no member. */
export const isMember = (holder: Pick<Holder, 'kind'>): boolean => holder.kind !== 'other'

/** A part of a whole; null when there is no whole. */
export const partOf = (own: bigint, whole: bigint): Fraction | null =>
  whole === 0n ? null : fraction(own, whole)

/** The register as one text, the same for equal registers: what a certificate or a check was made of. */
export function registerText(register: Register): string {
  return register.rows
    .map(({ holder, forms, unitSums }) =>
      [
        holder.id,
        holder.memberNumber,
        holder.kind,
        holder.farmer ? 'farmer' : '-',
        holder.householdId ?? '-',
        holder.relatedGroup ?? '-',
        holder.publicFunction ? 'public' : '-',
        ...forms.map((sum) => `${sum.form}=${sum.paid}+${sum.promised}`),
        ...unitSums.map((sum) => `${sum.unitClass}=${sum.units}/${sum.dividend}`),
      ].join('|'),
    )
    .join('\n')
}
