import { parseDate } from '../../../src/kernel/date.ts'
import { formatYuan, parseYuan } from '../../../src/kernel/money.ts'
import type { In, Out } from '../../api.ts'
import { ITEMS_OF, type Kind, type PartyKind } from './words.ts'

/* A voucher while it is typed: everything is text, and every change gives a new entry. */

export interface EntryLine {
  readonly key: number
  readonly account: string
  readonly debit: string
  readonly credit: string
  readonly memberId: string | null
  readonly partyId: string | null
  /** The name of the member or party, for the cell. */
  readonly who: string
  readonly item: string | null
  readonly assisted: boolean
  /** Empty: as the first line. */
  readonly summary: string
}

export interface Entry {
  readonly draftId: string | null
  readonly kind: Kind
  readonly onDate: string
  /** Null: the month of the day. Month 13 only where an opened draft says so. */
  readonly period: number | null
  readonly attachments: string
  readonly template: string | null
  readonly clause: string | null
  readonly documentIds: readonly string[]
  /** Of a payment: empty where nothing is said. */
  readonly payment: PaymentNote
  readonly lines: readonly EntryLine[]
}

/** The payee where no line names one, the approval it is paid on, the contract it is paid under. */
export interface PaymentNote {
  readonly payee: string
  readonly requestId: string
  readonly contractId: string
}

export const NO_NOTE: PaymentNote = { payee: '', requestId: '', contractId: '' }

export type Side = 'debit' | 'credit'
type VoucherInput = In<'saveDraft'>['voucher']

let lastKey = 0

export const emptyLine = (): EntryLine => ({
  key: (lastKey += 1),
  account: '',
  debit: '',
  credit: '',
  memberId: null,
  partyId: null,
  who: '',
  item: null,
  assisted: false,
  summary: '',
})

/** Rows of a new voucher: as many as a printed pad has. */
const ROWS = 5

/** A new voucher; the day and the kind are those of the one before. */
export const emptyEntry = (onDate: string, kind: Kind = 'general'): Entry => ({
  draftId: null,
  kind,
  onDate,
  period: null,
  attachments: '',
  template: null,
  clause: null,
  documentIds: [],
  payment: NO_NOTE,
  lines: Array.from({ length: ROWS }, emptyLine),
})

export const isBlank = (line: EntryLine): boolean =>
  line.account === '' && line.debit === '' && line.credit === '' && line.summary === ''

/** What was typed as an amount of yuan: separators, a currency sign and full-width digits are forgiven. */
export function readAmount(typed: string): string | null {
  const plain = typed
    .replaceAll(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll(/[,，\s¥￥元]/g, '')
    .replace(/^\./, '0.')
    .replace(/\.$/, '')
  const amount = parseYuan(plain)
  return amount === null ? null : formatYuan(amount)
}

/** An amount in fen; what is empty or cannot be read counts as nothing. */
export const fenOf = (typed: string): bigint => parseYuan(readAmount(typed) ?? '') ?? 0n

/**
 * A day in as few keys as possible: "5" in the month of the day before it, "1105" in its year, or a
 * whole day. Null when it is none.
 */
export function readShortDay(typed: string, from: string): string | null {
  const digits = typed.trim()
  const [year = '', month = ''] = from.split('-')
  if (/^\d{1,2}$/.test(digits)) return parseDate(`${year}-${month}-${digits.padStart(2, '0')}`)
  if (/^\d{4}$/.test(digits)) {
    return parseDate(`${year}-${digits.slice(0, 2)}-${digits.slice(2)}`)
  }
  const parts = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(digits)
  if (parts === null) return null
  const [, y = '', m = '', d = ''] = parts
  return parseDate(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
}

/** Sums of both sides and what is missing for them to balance (debit minus credit). */
export function totalsOf(lines: readonly EntryLine[]): {
  readonly debit: bigint
  readonly credit: bigint
  readonly difference: bigint
} {
  const debit = lines.reduce((sum, line) => sum + fenOf(line.debit), 0n)
  const credit = lines.reduce((sum, line) => sum + fenOf(line.credit), 0n)
  return { debit, credit, difference: debit - credit }
}

export const changeLine = (entry: Entry, at: number, change: Partial<EntryLine>): Entry => ({
  ...entry,
  lines: entry.lines.map((line, i) => (i === at ? { ...line, ...change } : line)),
})

/** Sets an amount; a line has one side, so the other is emptied. */
export function setAmount(entry: Entry, at: number, side: Side, amount: string): Entry {
  const other = side === 'debit' ? 'credit' : 'debit'
  return changeLine(entry, at, amount === '' ? { [side]: '' } : { [side]: amount, [other]: '' })
}

/** The amount that balances the voucher, on the side where it belongs; null when nothing is missing. */
export function balanceAt(entry: Entry, at: number): { entry: Entry; side: Side } | null {
  const others = entry.lines.filter((_, i) => i !== at)
  const { difference } = totalsOf(others)
  if (difference === 0n) return null
  const side: Side = difference > 0n ? 'credit' : 'debit'
  const size = difference > 0n ? difference : -difference
  return { entry: setAmount(entry, at, side, formatYuan(size)), side }
}

/** Moves the amount of a line to its other side. */
export function switchSide(entry: Entry, at: number): Entry {
  const line = entry.lines[at]
  if (line === undefined) return entry
  return changeLine(entry, at, { debit: line.credit, credit: line.debit })
}

/** The account of a line; what only the old account could carry is taken off. */
export function setAccount(
  entry: Entry,
  at: number,
  account: { readonly code: string; readonly dimension: string | null },
): Entry {
  const line = entry.lines[at]
  if (line === undefined || line.account === account.code) return entry
  const items = ITEMS_OF[account.code.slice(0, 3)] ?? []
  const keepsMember = account.dimension === 'member' && line.memberId !== null
  return changeLine(entry, at, {
    account: account.code,
    item:
      items.length === 1 ? (items[0] ?? null) : items.includes(line.item ?? '') ? line.item : null,
    ...(keepsMember ? {} : { memberId: null, partyId: null, who: '' }),
    assisted: false,
  })
}

/** A copy of the line above in place of a blank line, or below the current one. */
export function copyAbove(entry: Entry, at: number): { entry: Entry; at: number } | null {
  const blank = entry.lines[at] !== undefined && isBlank(entry.lines[at])
  const source = entry.lines[blank ? at - 1 : at]
  if (source === undefined) return null
  const copy = { ...source, key: emptyLine().key }
  const place = blank ? at : at + 1
  return {
    entry: { ...entry, lines: entry.lines.toSpliced(place, blank ? 1 : 0, copy) },
    at: place,
  }
}

export const insertLine = (entry: Entry, at: number): Entry => ({
  ...entry,
  lines: entry.lines.toSpliced(at, 0, emptyLine()),
})

export function removeLine(entry: Entry, at: number): Entry {
  const lines = entry.lines.toSpliced(at, 1)
  return { ...entry, lines: lines.length === 0 ? [emptyLine()] : lines }
}

/** The rows that are sent, with their place in the grid: blank ones are left out. */
export const sentRows = (entry: Entry): readonly number[] =>
  entry.lines.flatMap((line, i) => (isBlank(line) ? [] : [i]))

export const summaryOf = (entry: Entry): string =>
  entry.lines.find((line) => line.summary.trim() !== '')?.summary.trim() ?? ''

/** Whether cash, bank or a payment platform is credited: money goes out. */
export const paysOut = (entry: Entry): boolean =>
  entry.lines.some(({ account, credit }) => /^10[129]/.test(account) && fenOf(credit) > 0n)

const given = (value: string): string | null => (value.trim() === '' ? null : value.trim())

/** The note as the server takes it; null where it says nothing. */
function noteOf({ payment }: Entry): VoucherInput['payment'] {
  const note = {
    payee: given(payment.payee),
    requestId: given(payment.requestId),
    contractId: given(payment.contractId),
  }
  return Object.values(note).every((value) => value === null) ? null : note
}

/** What the server is asked; null while there is nothing to judge. */
export function voucherOf(entry: Entry): VoucherInput | null {
  const rows = sentRows(entry)
    .map((i) => entry.lines[i])
    .filter((line) => line !== undefined)
  const summary = summaryOf(entry)
  if (rows.length === 0 || summary === '') return null
  const amounts = rows.map((line) => ({
    debit: line.debit === '' ? '0' : readAmount(line.debit),
    credit: line.credit === '' ? '0' : readAmount(line.credit),
  }))
  const unread = amounts.some(({ debit, credit }) => debit === null || credit === null)
  if (unread || rows.some((line) => line.account === '')) return null
  return {
    kind: entry.kind,
    onDate: entry.onDate as VoucherInput['onDate'],
    period: entry.period,
    summary,
    attachments: Number(entry.attachments) || 0,
    template: entry.template,
    clause: entry.clause,
    documentIds: [...entry.documentIds],
    payment: noteOf(entry),
    lines: rows.map((line, i) => ({
      account: line.account,
      debit: amounts[i]?.debit ?? '0',
      credit: amounts[i]?.credit ?? '0',
      memberId: line.memberId,
      partyId: line.partyId,
      item: line.item,
      assisted: line.assisted,
      summary:
        line.summary.trim() === '' || line.summary.trim() === summary ? null : line.summary.trim(),
    })),
  }
}

type Shown = Pick<
  Out<'readDraft'>,
  'kind' | 'onDate' | 'summary' | 'attachments' | 'template' | 'clause' | 'lines'
>

const shownAmount = (amount: string): string => (fenOf(amount) === 0n ? '' : amount)

/** The lines of a stored voucher or draft as they are typed. */
export const linesOfShown = (shown: Pick<Shown, 'summary' | 'lines'>): readonly EntryLine[] =>
  shown.lines.map((line, i) => ({
    ...emptyLine(),
    account: line.account,
    debit: shownAmount(line.debit),
    credit: shownAmount(line.credit),
    memberId: line.memberId,
    partyId: line.partyId,
    who: line.member?.name ?? line.party ?? '',
    item: line.item,
    assisted: line.assisted,
    summary: line.summary ?? (i === 0 ? shown.summary : ''),
  }))

/** A stored draft, opened again. */
export const entryOfDraft = (draft: Out<'readDraft'>): Entry => ({
  draftId: draft.id,
  kind: draft.kind,
  onDate: draft.onDate,
  period: draft.period % 100 === 13 ? draft.period : null,
  attachments: draft.attachments === 0 ? '' : String(draft.attachments),
  template: draft.template,
  clause: draft.clause,
  documentIds: draft.documentIds,
  payment: {
    payee: draft.payment?.payee ?? '',
    requestId: draft.payment?.requestId ?? '',
    contractId: draft.payment?.contractId ?? '',
  },
  lines: [...linesOfShown(draft), emptyLine()],
})

/** Whether nothing worth keeping was typed. */
export const isUntouched = (entry: Entry): boolean =>
  entry.lines.every(isBlank) && entry.documentIds.length === 0

/** The kinds of parties that an account may name besides its own: a project is a source of 311 as well. */
export const partyKindsFor = (dimension: string): readonly PartyKind[] =>
  dimension === 'source' ? ['source', 'project'] : [dimension as PartyKind]
