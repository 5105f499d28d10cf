import { formatYuan } from '../../../src/kernel/money.ts'
import type { In, Out } from '../../api.ts'
import { fenOf, readAmount } from './entry.ts'

/* Items of old accounts that changed their meaning, as the clerk goes through them. */

export type OpeningRow = Out<'readOpeningFile'>['rows'][number]
/** An old account whose items find their own accounts. */
export type Asked = Out<'mapOpening'>['splits'][number]
type Splits = NonNullable<In<'mapOpening'>['splits']>

export interface Part {
  readonly key: number
  readonly account: string
  readonly debit: string
  readonly credit: string
  readonly memberId: string | null
  readonly partyId: string | null
  readonly who: string
}

let lastKey = 0

export const emptyPart = (more: Partial<Omit<Part, 'key'>> = {}): Part => ({
  account: '',
  debit: '',
  credit: '',
  memberId: null,
  partyId: null,
  who: '',
  ...more,
  key: (lastKey += 1),
})

const shown = (amount: string): string => (fenOf(amount) === 0n ? '' : amount)

/** The rows of the file under an old account, each waiting for the account it goes to. */
export const partsOfRows = (
  code: string,
  rows: readonly OpeningRow[],
  nameOf: (id: string) => string,
): readonly Part[] =>
  rows
    .filter((row) => row.account.startsWith(code))
    .map((row, i) => ({
      debit: shown(row.debit),
      credit: shown(row.credit),
      memberId: row.memberId,
      partyId: row.partyId,
      who: nameOf(row.memberId ?? row.partyId ?? ''),
      account: '',
      // The same at every drawing, apart from those of items that are added.
      key: -1 - i,
    }))

/** What the items leave of the account, debit less credit, in fen. */
export const leftOf = (asked: Asked, parts: readonly Part[]): bigint =>
  fenOf(asked.debit) -
  fenOf(asked.credit) -
  parts.reduce((sum, part) => sum + fenOf(part.debit) - fenOf(part.credit), 0n)

/** Whether every item of an account has its place and nothing is left. */
export const isSplit = (asked: Asked, parts: readonly Part[]): boolean =>
  leftOf(asked, parts) === 0n && parts.length > 0 && parts.every(({ account }) => account !== '')

/** What is sent: only accounts whose items are all placed. */
export const splitsOf = (
  asked: readonly Asked[],
  parts: Readonly<Record<string, readonly Part[]>>,
): Splits =>
  asked
    .filter((one) => isSplit(one, parts[one.code] ?? []))
    .map((one) => ({
      code: one.code,
      parts: (parts[one.code] ?? []).map((part) => ({
        account: part.account,
        debit: readAmount(part.debit) ?? '0',
        credit: readAmount(part.credit) ?? '0',
        memberId: part.memberId,
        partyId: part.partyId,
      })),
    }))

export const balancesOf = (rows: readonly OpeningRow[]): In<'mapOpening'>['balances'] =>
  rows.map(({ account, debit, credit, memberId, partyId }) => ({
    code: account,
    debit,
    credit,
    memberId,
    partyId,
  }))

/** Debit less credit of what was read: what is missing for it to balance. */
export const differenceOf = (rows: readonly Pick<OpeningRow, 'debit' | 'credit'>[]): string =>
  formatYuan(rows.reduce((sum, row) => sum + fenOf(row.debit) - fenOf(row.credit), 0n))
