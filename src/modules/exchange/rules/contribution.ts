import { fen, type Fen, formatYuan, ZERO_FEN } from '../../../kernel/money.ts'
import type { Field, Form, FormAmount } from '../model.ts'
import { doubt, type Problem, wrong } from './values.ts'

/** The amounts of one row as far as the file gives them. */
export interface Amounts {
  readonly contribution: Fen | null
  readonly contribution_cash: Fen | null
  readonly contribution_in_kind: Fen | null
  readonly contribution_land: Fen | null
  readonly subscribed: Fen | null
  readonly paid: Fen | null
  readonly unpaid: Fen | null
}

export interface Resolved {
  readonly amounts: readonly FormAmount[]
  readonly problems: readonly (Problem & { readonly field: Field })[]
}

const TEN_THOUSAND = 10_000n

/**
 * Brings the money columns of a row together: total, parts by form, subscribed, paid and unpaid. Registers
 * give any two or three of them; the others follow. What contradicts itself is an error, not a choice.
 */
export function resolveContribution(amounts: Amounts, form: Form | null): Resolved {
  const problems: (Problem & { field: Field })[] = []
  const say = (field: Field, problem: Problem): void => {
    problems.push({ ...problem, field })
  }
  const parts = partsOf(amounts, form)
  const ofParts = parts.length === 0 ? null : sum(parts.map((part) => part.amount))
  const { contribution } = amounts
  if (ofParts !== null && contribution !== null && ofParts !== contribution) {
    say('contribution', partsDiffer(contribution, ofParts))
  }
  // 出资额 beside 认缴 and without 实缴 is what has been paid.
  const total = amounts.subscribed ?? contribution ?? ofParts ?? add(amounts.paid, amounts.unpaid)
  if (total === null) return { amounts: [], problems }
  const paid = paidOf(amounts, total)
  if (paid > total || paid < 0n) {
    say(
      amounts.paid === null ? 'unpaid' : 'paid',
      wrong(
        'paid_above_promised',
        `实缴 ${formatYuan(paid)} 元与认缴 ${formatYuan(total)} 元不符`,
        `paid ${formatYuan(paid)} does not fit subscribed ${formatYuan(total)}`,
      ),
    )
    return { amounts: [], problems }
  }
  if (problems.length > 0) return { amounts: [], problems }
  if (amounts.paid !== null && amounts.unpaid !== null && amounts.paid + amounts.unpaid !== total) {
    say(
      'unpaid',
      wrong('parts_differ', '实缴加未缴不等于认缴', 'paid and unpaid do not add up to subscribed'),
    )
    return { amounts: [], problems }
  }
  return spread({ total, paid, parts, form: form ?? 'cash' }, problems)
}

function paidOf(amounts: Amounts, total: Fen): Fen {
  if (amounts.paid !== null) return amounts.paid
  if (amounts.unpaid !== null) return fen(total - amounts.unpaid)
  return amounts.subscribed !== null && amounts.contribution !== null ? amounts.contribution : total
}

function partsOf(amounts: Amounts, form: Form | null): { form: Form; amount: Fen }[] {
  const other = form === null || form === 'cash' ? 'kind' : form
  const pairs: readonly (readonly [Form, Fen | null])[] = [
    ['cash', amounts.contribution_cash],
    [other, amounts.contribution_in_kind],
    ['land_right', amounts.contribution_land],
  ]
  return pairs.flatMap(([of, amount]) => (amount === null ? [] : [{ form: of, amount }]))
}

/** Lays paid and unpaid over the forms: with one form that is plain, with several what is unpaid is cash. */
function spread(
  what: {
    readonly total: Fen
    readonly paid: Fen
    readonly parts: readonly { readonly form: Form; readonly amount: Fen }[]
    readonly form: Form
  },
  problems: readonly (Problem & { readonly field: Field })[],
): Resolved {
  const promised = fen(what.total - what.paid)
  const given = what.parts.filter((part) => part.amount > 0n)
  const [only] = given
  if (only === undefined || given.length === 1) {
    const form = only?.form ?? what.form
    const amounts = what.total === 0n ? [] : [{ form, paid: what.paid, promised }]
    return { amounts, problems }
  }
  if (sum(given.map((part) => part.amount)) !== what.total) {
    const problem = wrong(
      'parts_differ',
      '各种出资方式之和不等于认缴出资额',
      'the forms do not add up to the subscribed contribution',
    )
    return { amounts: [], problems: [{ ...problem, field: 'subscribed' }] }
  }
  const cash = given.find((part) => part.form === 'cash')?.amount ?? ZERO_FEN
  if (promised > cash) {
    const problem = wrong(
      'form_mixed',
      '分不清哪一种出资还没有缴足,请分列填写',
      'it is not clear which form is still unpaid; give each its own columns',
    )
    return { amounts: [], problems: [{ ...problem, field: 'paid' }] }
  }
  const amounts = given.map(({ form, amount }) =>
    form === 'cash'
      ? { form, paid: fen(amount - promised), promised }
      : { form, paid: amount, promised: ZERO_FEN },
  )
  return { amounts, problems }
}

function partsDiffer(total: Fen, parts: Fen): Problem {
  const factor = total * TEN_THOUSAND === parts || parts * TEN_THOUSAND === total
  const hint = factor ? ',正好差一万倍,请核对元与万元' : ''
  const hintEn = factor ? '; they differ exactly by ten thousand: check yuan against wan' : ''
  return wrong(
    'parts_differ',
    `各项出资之和 ${formatYuan(parts)} 元不等于出资额 ${formatYuan(total)} 元${hint}`,
    `the parts sum to ${formatYuan(parts)}, the contribution says ${formatYuan(total)}${hintEn}`,
  )
}

/** A member with ten million yuan or more in a column counted in ten thousands was most likely written in yuan. */
const DOUBTFUL = 1_000_000_000n

export const doubtfulUnit = (amount: Fen, unit: string | null): Problem | null =>
  unit === 'wan' && amount >= DOUBTFUL
    ? doubt(
        'unit_doubtful',
        `合 ${formatYuan(amount)} 元,请核对单位是不是万元`,
        `that is ${formatYuan(amount)} yuan; check whether the unit is really ten thousand yuan`,
      )
    : null

const sum = (amounts: readonly Fen[]): Fen => fen(amounts.reduce((total, one) => total + one, 0n))

const add = (a: Fen | null, b: Fen | null): Fen | null =>
  a === null && b === null ? null : fen((a ?? 0n) + (b ?? 0n))
