import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sqlState } from '../../../platform/postgres/connection.ts'
import { idArray } from '../../../platform/rows.ts'
import type { Line, Period, VoucherKind } from '../model.ts'

/** Who stands behind a voucher: two different people, or the product itself for what another act made. */
export interface Signatures {
  readonly preparedBy: AnyId | null
  readonly preparedName: string
  readonly approvedBy: AnyId | null
  readonly approvedName: string
}

/** A voucher on its way into the books, already judged. */
export interface Posting extends Signatures {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly period: Period
  readonly kind: VoucherKind | 'opening'
  readonly onDate: LocalDate
  readonly summary: string
  readonly lines: readonly Line[]
  readonly attachments: number
  readonly template: string | null
  readonly clause: string | null
  readonly origin: string | null
  readonly approval: string | null
  readonly reversesId: AnyId | null
}

export interface Posted {
  readonly id: AnyId
  readonly number: number
  /** Hexadecimal. */
  readonly hash: string
}

/** Vouchers of one statement: bounds its memory, not the transaction. */
const CHUNK = 2_000

/** By co-op, so that two batches cannot wait for each other, and by year; within them in the order given. */
const byBook = (a: Posting, b: Posting): number =>
  a.coopId === b.coopId ? yearOf(a) - yearOf(b) : a.coopId < b.coopId ? -1 : 1

const yearOf = (posting: Posting): number => Math.floor(posting.period / 100)

/**
 * Posts vouchers: numbers, balances and the chain are made by the database, all or none. Refuses with
 * `not_allowed_now` when a period is closed or a year not open; an unbalanced voucher is a bug here,
 * because the rules have judged it before.
 */
export async function postAll(ctx: Ctx, postings: readonly Posting[]): Promise<Posted[]> {
  const ordered = postings.toSorted(byBook)
  const posted: Posted[] = []
  for (let i = 0; i < ordered.length; i += CHUNK) {
    const chunk = ordered.slice(i, i + CHUNK).map(json)
    try {
      const { rows } = await sql<Posted>`
        SELECT * FROM ledger_post(${JSON.stringify(chunk)}::jsonb, ${ctx.now})`.execute(ctx.tx)
      posted.push(...rows)
    } catch (error) {
      throw refusalOf(error)
    }
    if (ordered.length > CHUNK) ctx.progress(Math.min(i + CHUNK, ordered.length), ordered.length)
  }
  return posted
}

const json = ({ lines, ...head }: Posting) => ({
  id: head.id,
  coop_id: head.coopId,
  period: head.period,
  kind: head.kind,
  on_date: head.onDate,
  summary: head.summary,
  attachments: head.attachments,
  template: head.template,
  clause: head.clause,
  origin: head.origin,
  approval: head.approval,
  reverses_id: head.reversesId,
  prepared_by: head.preparedBy,
  prepared_name: head.preparedName,
  approved_by: head.approvedBy,
  approved_name: head.approvedName,
  accounts: lines.map((line) => line.account),
  debits: lines.map((line) => line.debit.toString()),
  credits: lines.map((line) => line.credit.toString()),
  members: lines.map((line) => line.memberId),
  parties: lines.map((line) => line.partyId),
  items: lines.map((line) => line.item),
  assisted: lines.map((line) => line.assisted),
  summaries: lines.map((line) => line.summary),
})

function refusalOf(error: unknown): unknown {
  const message = error instanceof Error ? error.message : ''
  const period = /period (\d{6})/.exec(message)?.[1] ?? ''
  const year = /year (\d{4})/.exec(message)?.[1] ?? ''
  switch (sqlState(error) ?? '') {
    case 'MQ001':
      return new Refusal(
        'not_allowed_now',
        text(
          `${period.slice(0, 4)}年${period.slice(4)}期已结账，不能再记账；请记入未结账的月份。`,
          `Period ${period} is closed; post into an open one.`,
        ),
      )
    case 'MQ002':
      return new Refusal(
        'not_allowed_now',
        text(
          `${year}年度的账还没有开启，请先建账或开启新年度。`,
          `The year ${year} is not open: open the books or the year first.`,
        ),
      )
    case '23505':
      return message.includes('voucher_reversed')
        ? new Refusal(
            'conflict',
            text('这张凭证已经冲销过。', 'This voucher has been reversed already.'),
          )
        : message.includes('voucher_number')
          ? new Refusal(
              'conflict',
              text('期初余额已经录入过。', 'The opening balances have been entered already.'),
            )
          : error
    default:
      return error
  }
}

/** Opens a year of these books; answers how many were not open before. */
export async function openYears(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<number> {
  const { rows } = await sql<{ opened: number }>`
    SELECT ledger_open_year(${idArray(coopIds)}, ${year}) AS opened`.execute(ctx.tx)
  return rows[0]?.opened ?? 0
}

export interface Closed {
  readonly coopId: AnyId
  readonly vouchers: number
  readonly head: string
  readonly balanceHash: string
}

/** Closes a period of these books; those whose turn it is not are absent from the answer. */
export async function closeAll(
  ctx: Ctx,
  close: { readonly coopIds: readonly AnyId[]; readonly period: Period; readonly by: string },
): Promise<Closed[]> {
  const { rows } = await sql<Closed>`
    SELECT closed_coop AS "coopId", closed_vouchers AS vouchers, encode(closed_head, 'hex') AS head,
      encode(closed_hash, 'hex') AS "balanceHash"
    FROM ledger_close(${idArray(close.coopIds)}, ${close.period}, ${ctx.now}, ${close.by})`.execute(
    ctx.tx,
  )
  return rows
}
