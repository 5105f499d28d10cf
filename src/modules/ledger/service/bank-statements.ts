import { must } from '../../../kernel/assert.ts'
import { date, type LocalDate } from '../../../kernel/date.ts'
import { displayYuan, fen, type Fen, sumFen } from '../../../kernel/money.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { bankVerbs as contract } from '../contract/bank.ts'
import type { BankDraft } from '../model/bank.ts'
import type { FileFault } from '../model/sheet.ts'
import { identities, readStatement, STATEMENT_HEADINGS } from '../rules/bank/statement.ts'
import { asFault } from '../rules/sheet.ts'
import {
  balanceAfter,
  balanceBefore,
  type BankAccount,
  insertBankLines,
  knownReferences,
  type NewBankLine,
} from '../store/bank.ts'
import { booksOf } from '../store/books.ts'
import { chartOf } from './charts.ts'
import { mappingOf, openTable, plainMapping, shownFaults } from './files.ts'

type StatementVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'previewBankStatement' | 'importBankStatement'
>
type StatementInput = Input<(typeof contract)['importBankStatement']>

const SHOWN = 200

export const statementVerbs: StatementVerbs = {
  previewBankStatement: async (ctx, input) => {
    const { guess, faults, lines, known, early, opening, closing } = await understand(ctx, input)
    const fresh = lines.filter(({ reference }) => !known.has(reference))
    const amounts = lines.map(({ amount }) => amount)
    return {
      mapping: guess,
      faults: shownFaults(faults),
      opening,
      closing,
      came: sumFen(amounts.filter((amount) => amount > 0n)),
      went: fen(0n - sumFen(amounts.filter((amount) => amount < 0n))),
      total: lines.length + early,
      fresh: fresh.length,
      known: lines.length - fresh.length,
      early,
      lines: lines.slice(0, SHOWN).map((line) => ({
        row: line.row,
        onDate: line.onDate,
        amount: line.amount,
        balance: line.balance,
        otherSide: line.otherSide,
        memo: line.memo,
        known: known.has(line.reference),
      })),
    }
  },

  importBankStatement: async (ctx, input) => {
    const { coopId, account, fileName } = input
    // Two imports of one file at once: the second finds the lines of the first.
    await lockFor(ctx.tx, `bank:${coopId}:${account}`)
    const { faults, lines, known, early } = await understand(ctx, input)
    const errors = faults.filter(({ level }) => level === 'error')
    if (errors.length > 0) throw badInput(shownFaults(errors).map(asFault))
    const fresh = lines.filter(({ reference }) => !known.has(reference))
    await insertBankLines(ctx, { coopId, account }, { by: actorName(ctx), lines: fresh })
    ctx.record({
      entity: 'bank_statement',
      id: coopId,
      after: { account, fileName, added: fresh.length, known: lines.length - fresh.length },
    })
    return {
      added: fresh.length,
      known: lines.length - fresh.length,
      early,
      warnings: faults.filter(({ level }) => level === 'warning'),
    }
  },
}

interface Understood {
  readonly guess: ReturnType<typeof mappingOf>
  readonly faults: readonly FileFault[]
  /** From the book's first day on, with identities, oldest first. */
  readonly lines: readonly NewBankLine[]
  readonly known: ReadonlySet<string>
  readonly early: number
  readonly opening: Fen | null
  readonly closing: Fen | null
}

async function understand(ctx: Ctx, input: StatementInput): Promise<Understood> {
  const at: BankAccount = { coopId: input.coopId, account: input.account }
  const firstDay = await firstDayOf(ctx, at)
  const book = await openTable(input.fileName, input.content)
  const guess = mappingOf(book, STATEMENT_HEADINGS, input.mapping)
  const read = readStatement(book.sheets, plainMapping(guess), {
    opening: input.openingBalance,
    closing: input.closingBalance,
    today: ctx.today,
  })
  const keys = identities(read.lines)
  const all = read.lines.map((line, place): NewBankLine => {
    const reference = sha256(must(keys[place], 'the identity of a line'))
    return { ...line, place, reference, id: ctx.newId() }
  })
  const lines = all.filter(({ onDate }) => onDate >= firstDay)
  const known = await knownReferences(
    ctx,
    at,
    lines.map(({ reference }) => reference),
  )
  const gaps = await gapsAround(
    ctx,
    at,
    lines.filter(({ reference }) => !known.has(reference)),
    guess,
  )
  return {
    guess,
    faults: [...read.faults, ...gaps],
    lines,
    known,
    early: all.length - lines.length,
    opening: read.opening,
    closing: read.closing,
  }
}

/** The first day the book is kept from; refuses an account that is none of the co-op's. */
async function firstDayOf(ctx: Ctx, { coopId, account }: BankAccount): Promise<LocalDate> {
  const book = (await booksOf(ctx, [coopId])).get(coopId)
  if (book === undefined) {
    throw badInput([{ path: '$.coopId', text: text('还没有建账', 'has no books yet') }])
  }
  await refuseNoAccount(ctx, { coopId, account })
  const period = String(book.openedPeriod)
  return date(`${period.slice(0, 4)}-${period.slice(4)}-01`)
}

/** Refuses an account that takes no postings in this co-op. */
export async function refuseNoAccount(ctx: Ctx, { coopId, account }: BankAccount): Promise<void> {
  const chart = await chartOf(ctx, coopId)
  if (chart.exact(account) !== null && !chart.hasChildren(account)) return
  const why = text(`不是银行存款的末级科目`, 'is no bank account of this co-op that takes postings')
  throw badInput([{ path: '$.account', text: why }])
}

/** Where the new lines do not join those that are here: a doubt, since months may come in any order. */
async function gapsAround(
  ctx: Ctx,
  at: BankAccount,
  fresh: readonly BankDraft[],
  place: { readonly sheet: string },
): Promise<FileFault[]> {
  const [first, last] = [fresh[0], fresh.at(-1)]
  if (first === undefined || last === undefined) return []
  const before = await balanceBefore(ctx, at, first.onDate)
  const after = await balanceAfter(ctx, at, last.onDate)
  const faults: FileFault[] = []
  const opening = first.balance === null ? null : first.balance - first.amount
  if (before !== null && opening !== null && before !== opening) {
    faults.push({
      level: 'warning',
      sheet: place.sheet,
      row: first.row,
      column: 0,
      text: text(
        `与此前流水的余额 ${displayYuan(before)} 元不衔接,中间可能缺少流水`,
        `does not follow the earlier balance of ${displayYuan(before)} yuan; lines may be missing`,
      ),
    })
  }
  if (after !== null && last.balance !== null && after !== last.balance) {
    faults.push({
      level: 'warning',
      sheet: place.sheet,
      row: last.row,
      column: 0,
      text: text(
        `与此后流水的期初余额 ${displayYuan(after)} 元不衔接,中间可能缺少流水`,
        `does not lead to the later balance of ${displayYuan(after)} yuan; lines may be missing`,
      ),
    })
  }
  return faults
}
