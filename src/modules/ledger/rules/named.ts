import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Chart } from '../model/chart.ts'
import type { FileFault } from '../model/sheet.ts'
import { compact, faultIn, type FieldRow, textIn } from './sheet.ts'

/* Names in tables of people → accounts, members and parties of one book. */

export interface Named {
  readonly chart: Chart
  readonly members: readonly {
    readonly id: AnyId
    readonly number: string
    readonly name: string
  }[]
  readonly parties: readonly { readonly id: AnyId; readonly kind: string; readonly name: string }[]
}

type Found<T> = { readonly value: T } | { readonly wrong: Text }

/** The code in the account column, else the only account of that name. */
export function accountIn(row: FieldRow, chart: Chart, faults: FileFault[]): string | null {
  const code = row.cell('account')
  if (code !== null) {
    const read = compact(code.text)
    if (chart.exact(read) !== null) return read
    faults.push(faultIn(row, 'account', text(`没有科目 ${read}`, `there is no account ${read}`)))
    return null
  }
  const name = textIn(row, 'accountName')
  if (name === null) {
    faults.push(faultIn(row, 'account', text('缺少科目', 'the account is missing')))
    return null
  }
  const found = chart.accounts.filter(
    (account) =>
      !chart.hasChildren(account.code) &&
      (account.name.zh === name || chart.fullName(account.code).zh === name),
  )
  const [only] = found
  if (only !== undefined && found.length === 1) return only.code
  const why =
    found.length === 0
      ? text(`没有科目“${name}”`, `there is no account “${name}”`)
      : text(
          `有多个科目叫“${name}”,请填编码`,
          `several accounts are called “${name}”: give the code`,
        )
  faults.push(faultIn(row, 'accountName', why))
  return null
}

/** Whom a row names on this account; nulls where it names nobody. */
export function whoIn(
  row: FieldRow,
  account: string,
  { named, faults }: { readonly named: Named; readonly faults: FileFault[] },
): { memberId: AnyId | null; partyId: AnyId | null } {
  const member = memberIn(row, named)
  const party = partyIn(row, account, named)
  if ('wrong' in member) {
    const field = row.cell('memberNumber') === null ? 'member' : 'memberNumber'
    faults.push(faultIn(row, field, member.wrong))
  }
  if ('wrong' in party) faults.push(faultIn(row, 'party', party.wrong))
  return {
    memberId: 'value' in member ? member.value : null,
    partyId: 'value' in party ? party.value : null,
  }
}

function memberIn(row: FieldRow, { members }: Named): Found<AnyId | null> {
  const [number, name] = [row.cell('memberNumber'), textIn(row, 'member')]
  if (number === null && name === null) return { value: null }
  const wanted = number === null ? null : compact(number.text)
  const found = members.filter(
    (member) =>
      (wanted === null || sameNumber(member.number, wanted)) &&
      (name === null || member.name === name),
  )
  const [only] = found
  if (only !== undefined && found.length === 1) return { value: only.id }
  return {
    wrong:
      found.length === 0
        ? text('没有这个成员', 'there is no such member')
        : text('有同名成员,请填成员编号', 'several members have this name: give the number'),
  }
}

/** "007" typed into a numeric cell comes back as 7. */
const sameNumber = (a: string, b: string): boolean =>
  a === b || (/^\d+$/.test(a) && a.replace(/^0+/, '') === b.replace(/^0+/, ''))

function partyIn(row: FieldRow, account: string, { chart, parties }: Named): Found<AnyId | null> {
  const name = textIn(row, 'party', 100)
  if (name === null) return { value: null }
  const found = parties.filter((party) => party.name === name)
  const dimension = chart.nearest(account)?.dimension ?? null
  const fitting = found.filter(({ kind }) => kind === dimension)
  const [best] = fitting.length > 0 ? fitting : found
  if (best !== undefined && (fitting.length === 1 || found.length === 1)) return { value: best.id }
  return {
    wrong:
      found.length === 0
        ? text(`没有登记往来单位“${name}”`, `there is no party “${name}”`)
        : text(`有多个往来单位叫“${name}”`, `several parties are called “${name}”`),
  }
}
