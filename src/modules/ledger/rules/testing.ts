import fc from 'fast-check'
import { date } from '../../../kernel/date.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import type { AuditVoucher } from './audit-points.ts'
import type { Given } from './fill.ts'
import { isAmount, type Template } from './template.ts'

/* Random documents for a template, for properties; vouchers as the audit rules see them. */

const size = fc.bigInt({ min: 1n, max: 10n ** 14n })

/** A document whose fields are of the right kinds; amounts may still contradict each other. */
export function givenFor(template: Template): fc.Arbitrary<Given> {
  const parts = Object.entries(template.fields).map(([name, field]) => {
    const value =
      field.type === 'money'
        ? size.map(formatYuan)
        : field.type === 'quantity'
          ? fc.integer({ min: 1, max: 999_999 }).map(String)
          : field.type === 'account-choice'
            ? fc.constantFrom(...(field.options ?? []))
            : fc.constant(`${name}-1`)
    // Parties are always there: which accounts need them depends on the choices.
    const optional = !field.required && (isAmount(field) || field.type === 'account-choice')
    return (optional ? fc.option(value, { nil: undefined }) : value).map(
      (said) => [name, field, said] as const,
    )
  })
  return fc.tuple(...parts).map((said) => {
    const pick = (amounts: boolean) =>
      Object.fromEntries(
        said.flatMap(([name, field, value]) =>
          value === undefined || isAmount(field) !== amounts ? [] : [[name, value]],
        ),
      )
    return { amounts: pick(true), parties: pick(false) }
  })
}

let made = 0

/** A voucher of which no rule has anything to say, posted on a Wednesday at ten in the morning in China. */
export function auditVoucher(onDate: string, more: Partial<AuditVoucher> = {}): AuditVoucher {
  made += 1
  return {
    id: `v${made}`,
    coopId: 'c',
    kind: 'payment',
    number: made,
    onDate: date(onDate),
    summary: '',
    amount: fen(0),
    attachments: 1,
    postedAt: '2020-06-03T02:00:00.000Z' as AuditVoucher['postedAt'],
    byHand: true,
    fromAct: false,
    exempt: 'none',
    approval: null,
    contract: null,
    projects: [],
    reversesId: null,
    reversedById: null,
    cashIn: 0n,
    cashOut: 0n,
    bankIn: 0n,
    bankOut: 0n,
    payees: [],
    words: '',
    shape: '102c 521d',
    grantIn: 0n,
    grantUsed: 0n,
    advanced: 0n,
    dividends: 0n,
    otherIncome: 0n,
    distributed: 0n,
    surplusBefore: null,
    membersNetted: 0,
    ...more,
  }
}
