import type { Id } from '../../../kernel/id.ts'
import { displayYuan, type Fen, sumFen } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Dimension, Line } from '../model.ts'
import { accountOf, isAccountCode, topCode } from './chart.ts'
import { type OldAccount, oldAccountOf } from './old-chart.ts'

/* Balances of the 2007 chart → opening lines of the 2021 chart (财会〔2021〕38号), or what is missing. */

/** One row of the old balances: of an account, or of one member or party on it. Amounts in fen. */
export interface OldBalance {
  readonly code: string
  readonly debit: Fen
  readonly credit: Fen
  readonly memberId: Id<'holder'> | null
  readonly partyId: Id<'party'> | null
}

/** What the clerk found when going through one item of an old account. */
export interface SplitPart {
  readonly account: string
  readonly debit: Fen
  readonly credit: Fen
  readonly memberId: Id<'holder'> | null
  readonly partyId: Id<'party'> | null
  readonly assisted: boolean
}

/** The items of one old account; they replace its rows. */
export interface Split {
  readonly code: string
  readonly parts: readonly SplitPart[]
}

export interface OldBooks {
  readonly balances: readonly OldBalance[]
  readonly splits: readonly Split[]
}

export interface Converted {
  readonly lines: readonly Line[]
  readonly faults: readonly Fault[]
}

interface Side {
  readonly debit: Fen
  readonly credit: Fen
}

const netOf = (rows: readonly Side[]): Fen => sumFen(rows.map((row) => row.debit - row.credit))

const nameOf = (code: string): string => `${code} ${accountOf(code)?.name.zh ?? ''}`

/**
 * The opening lines of the new chart. With faults there are no lines: an opening balance is right as a
 * whole or not at all. Paths speak of `$.balances[i]` and `$.splits[j].parts[k]`.
 */
export function openingFromOldChart(books: OldBooks): Converted {
  const faults: Fault[] = []
  const lines: Line[] = []
  const splitAt = new Map<string, number>()
  books.splits.forEach((one, j) => {
    const code = topCode(one.code)
    if (splitAt.has(code)) {
      faults.push({
        path: `$.splits[${j}].code`,
        text: text('科目重复', 'the account occurs twice'),
      })
    }
    splitAt.set(code, j)
  })
  books.balances.forEach((row, i) => {
    const account = oldAccountOf(row.code)
    const path = `$.balances[${i}]`
    if (account === null || !isAccountCode(row.code)) {
      faults.push({
        path: `${path}.code`,
        text: text('原账套没有这个科目', 'the old chart has no such account'),
      })
    } else if (!splitAt.has(account.code) && (row.debit !== 0n || row.credit !== 0n)) {
      carry(account, row, { path, lines, faults })
    }
  })
  books.splits.forEach((one, j) => spread(books, one, { path: `$.splits[${j}]`, lines, faults }))
  const off = netOf(books.balances)
  if (off !== 0n) {
    faults.push({
      path: '$.balances',
      text: text(
        `原账余额不平,借方比贷方多 ${displayYuan(off)} 元`,
        `the old balances are out by ${displayYuan(off)} yuan (debit less credit)`,
      ),
    })
  }
  return faults.length > 0 ? { lines: [], faults } : { lines, faults }
}

interface Into {
  readonly path: string
  readonly lines: Line[]
  readonly faults: Fault[]
}

/** A row whose account goes over as it is. */
function carry(old: OldAccount, row: OldBalance, { path, lines, faults }: Into): void {
  const { becomes } = old
  if (becomes.kind === 'split') {
    const into = becomes.into.map(nameOf)
    faults.push({
      path,
      text: text(
        `${old.code} ${old.name}须逐项拆分到 ${into.join('、')}:${becomes.how.zh}`,
        `${old.code} must be split: ${becomes.how.en}`,
      ),
    })
    return
  }
  const line = lineOf({ ...row, account: becomes.to, assisted: false })
  const wrong = faultOfLine(line)
  if (wrong === null) lines.push(line)
  else faults.push({ path: `${path}${wrong.at}`, text: wrong.text })
}

/** An old account that the clerk has gone through item by item. */
function spread(books: OldBooks, one: Split, { path, lines, faults }: Into): void {
  const old = oldAccountOf(one.code)
  if (old === null || !isAccountCode(one.code)) {
    faults.push({
      path: `${path}.code`,
      text: text('原账套没有这个科目', 'the old chart has no such account'),
    })
    return
  }
  const allowed = old.becomes.kind === 'same' ? [old.becomes.to] : old.becomes.into
  one.parts.forEach((part, k) => {
    const at = `${path}.parts[${k}]`
    if (!isAccountCode(part.account) || !allowed.some((code) => part.account.startsWith(code))) {
      const names = allowed.map(nameOf).join('、')
      faults.push({
        path: `${at}.account`,
        text: text(
          `${old.code} ${old.name}只能转入 ${names}`,
          `${old.code} may only go to ${allowed.join(', ')}`,
        ),
      })
      return
    }
    const line = lineOf(part)
    const wrong = faultOfLine(line)
    if (wrong === null) lines.push(line)
    else faults.push({ path: `${at}${wrong.at}`, text: wrong.text })
  })
  const rows = books.balances.filter((row) => topCode(row.code) === old.code)
  const missing = unequal(rows, one.parts)
  if (missing !== null) faults.push({ path, text: missing })
}

/** Items must add up to the account; where the old row shows both sides (成员往来), on each side. */
function unequal(rows: readonly Side[], parts: readonly Side[]): Text | null {
  const off = netOf(rows) - netOf(parts)
  if (off !== 0n) {
    return text(
      `拆分合计与原账余额相差 ${displayYuan(off)} 元`,
      `the items differ from the old balance by ${displayYuan(off)} yuan`,
    )
  }
  const debits = (sides: readonly Side[]): Fen => sumFen(sides.map(({ debit }) => debit))
  const gross = rows.some((row) => row.debit !== 0n && row.credit !== 0n)
  const offSide = debits(rows) - debits(parts)
  return gross && offSide !== 0n
    ? text(
        `借方合计相差 ${displayYuan(offSide)} 元,借贷双方不得相抵`,
        `the debit side differs by ${displayYuan(offSide)} yuan; the sides may not be netted`,
      )
    : null
}

const lineOf = (part: SplitPart): Line => ({ ...part, item: null, summary: null })

const FIELD_OF: Readonly<Record<Exclude<Dimension, 'bank'>, 'memberId' | 'partyId'>> = {
  member: 'memberId',
  counterparty: 'partyId',
  worker: 'partyId',
  project: 'partyId',
  source: 'partyId',
}

const MUST_NAME: Readonly<Record<Exclude<Dimension, 'bank'>, Text>> = {
  member: text('须按成员列明', 'must be listed by member'),
  counterparty: text('须按往来单位或个人列明', 'must be listed by counterparty'),
  worker: text('须按劳务人员列明', 'must be listed by worker'),
  project: text('须按项目列明', 'must be listed by project'),
  source: text('须按来源列明', 'must be listed by source'),
}

/** What an opening line lacks, and at which field. */
function faultOfLine(line: Line): { readonly at: string; readonly text: Text } | null {
  if ((line.debit === 0n) === (line.credit === 0n)) {
    return { at: '', text: text('借贷只能有一方有金额', 'exactly one side must have an amount') }
  }
  const dimension = accountOf(line.account)?.dimension ?? null
  if (dimension === null || dimension === 'bank') return null
  const field = FIELD_OF[dimension]
  if (line[field] !== null) return null
  const { zh, en } = MUST_NAME[dimension]
  return {
    at: `.${field}`,
    text: text(`${nameOf(line.account)}${zh}`, `${line.account} ${en}`),
  }
}
