import { dayNumber, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, fen, sumFen } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { countingRules } from '../../registry/index.ts'
import { registerOf } from '../../shares/index.ts'
import type { supportContract } from '../contract.ts'
import type { LinkKind, Waiting } from '../model.ts'
import { formsAsset, kindOf } from '../rules/books.ts'
import { suggestionsFor } from '../rules/match.ts'
import {
  type AllocationRow,
  allocationsByIds,
  allocationsOf,
  returnsOf,
  unitId as asUnit,
} from '../store/funds.ts'
import * as store from '../store/links.ts'
import { allocationOf, refused, sayAllocation, sayVoucher, shownAllocation } from './ground.ts'

type Contract = typeof supportContract
type TraceVerbs = Pick<
  Verbs<Contract, Ctx>,
  'linkSupport' | 'unlinkSupport' | 'listSupportArrivals' | 'readSupportAllocation'
>

const sizeOf = (line: store.LineRow, kind: LinkKind): bigint =>
  kind === 'arrival' ? line.credit : line.debit

const freeOf = (line: store.LineRow, kind: LinkKind): bigint => sizeOf(line, kind) - line.linked

const asset = (line: store.LineRow, kind: LinkKind): boolean =>
  (kind === 'use' || line.opening) && formsAsset(line)

const shownLine = (ctx: Ctx, line: store.LineRow, kind: LinkKind) => ({
  coop: { id: line.coopId, name: line.coop },
  voucherId: line.voucherId,
  voucher: sayVoucher(line.voucherKind, line.number),
  line: line.line,
  on: line.on,
  account: line.account,
  party: line.party,
  summary: line.summary,
  kind,
  amount: fen(sizeOf(line, kind)),
  free: fen(freeOf(line, kind)),
  asset: asset(line, kind),
  days: dayNumber(ctx.today) - dayNumber(line.on),
})

const waitingOf = (row: AllocationRow): Waiting => ({
  allocationId: row.id,
  decidedOn: row.decided_on,
  missing: row.amount_fen - row.returned_fen - row.arrived_fen,
  words: [row.fund_title, row.purpose, row.fund_code],
})

const WORDS: Readonly<Record<LinkKind, readonly [string, string]>> = {
  arrival: ['还差', 'still missing'],
  refund: ['可退', 'that can go back'],
  use: ['可用', 'that can be used'],
}

interface Row {
  readonly allocationId: AnyId
  readonly voucherId: AnyId
  readonly line: number
  readonly amount: bigint
  readonly note: string
}

/** What a batch of links takes as it goes: of lines, and of allocations. Fen. */
class Taking {
  readonly #lines = new Map<string, bigint>()
  readonly #arrived = new Map<AnyId, bigint>()
  readonly #used = new Map<AnyId, bigint>()

  freeOf(line: store.LineRow, kind: LinkKind): bigint {
    return freeOf(line, kind) - (this.#lines.get(keyOf(line)) ?? 0n)
  }

  /** How much of an allocation a link of this kind may still take. */
  roomFor(row: AllocationRow, kind: LinkKind): bigint {
    const arrived = row.arrived_fen + (this.#arrived.get(row.id) ?? 0n)
    const used = row.used_fen + (this.#used.get(row.id) ?? 0n)
    return kind === 'arrival' ? row.amount_fen - row.returned_fen - arrived : arrived - used
  }

  take(row: AllocationRow, line: store.LineRow, of: { kind: LinkKind; amount: bigint }): void {
    const { kind, amount } = of
    const add = (sums: Map<string, bigint>, key: string, by: bigint): void => {
      sums.set(key, (sums.get(key) ?? 0n) + by)
    }
    add(this.#lines, keyOf(line), amount)
    if (kind !== 'use') add(this.#arrived, row.id, kind === 'arrival' ? amount : -amount)
    if (kind === 'use' || asset(line, kind)) add(this.#used, row.id, amount)
  }
}

const keyOf = (line: { readonly voucherId: AnyId; readonly line: number }): string =>
  `${line.voucherId}/${line.line}`

/** Judges one link: the line is one of support money of the receiver's own book, and holds as much. */
function judged(
  taking: Taking,
  found: { readonly allocation: AllocationRow; readonly line: store.LineRow },
  { amount, path }: { readonly amount: bigint; readonly path: string },
): LinkKind {
  const { allocation, line } = found
  if (line.red) throw refused('凭证已红字冲销。', 'The voucher was taken back with red ink.')
  const kind = kindOf(line)
  if (kind === null) {
    const said = text('这一行不是扶持资金的收、支', 'the line moves no support money')
    throw badInput([{ path: `${path}.line`, text: said }])
  }
  if (line.on < allocation.decided_on) {
    const said = text('凭证早于分配决定', 'the voucher is older than the decision')
    throw badInput([{ path: `${path}.voucherId`, text: said }])
  }
  const [free, room] = [taking.freeOf(line, kind), taking.roomFor(allocation, kind)]
  if (amount > free || amount > room) {
    const [zh, en] = WORDS[kind]
    const said = text(
      `凭证行未关联 ${displayYuan(free)} 元,该笔资金${zh} ${displayYuan(room)} 元`,
      `the line has ${displayYuan(free)} yuan free, the allocation ${displayYuan(room)} ${en}`,
    )
    throw badInput([{ path: `${path}.amount`, text: said }])
  }
  taking.take(allocation, line, { kind, amount })
  return kind
}

/** All links of a call, judged in their order and then written. */
async function linkAll(ctx: Ctx, unitId: AnyId, rows: readonly Row[]): Promise<AnyId[]> {
  const allocations = await allocationsByIds(
    ctx,
    rows.map(({ allocationId }) => allocationId),
  )
  const lines = await store.linesByKeys(ctx, rows)
  const taking = new Taking()
  const made = rows.map((row, i) => {
    const allocation = allocations.get(row.allocationId)
    const line = lines.get(keyOf(row))
    if (allocation === undefined || !allocation.ancestors.includes(unitId)) throw notFound()
    if (line === undefined || !line.ancestors.includes(allocation.unit_id)) throw notFound()
    const at = { amount: row.amount, path: `$.rows[${i}]` }
    const kind = judged(taking, { allocation, line }, at)
    return {
      id: ctx.newId(),
      allocation_id: row.allocationId,
      coop_id: asUnit(line.coopId),
      voucher_id: row.voucherId,
      period: line.period,
      line: row.line,
      kind,
      amount_fen: fen(row.amount),
      asset: asset(line, kind),
      note: row.note,
    }
  })
  for (const link of made) await store.insertLink(ctx, link)
  return made.map(({ id }) => id)
}

/** Members on the day the first money came: each has an equal part of it (R30; 农民专业合作社法 44). */
async function membersAt(ctx: Ctx, coopId: AnyId, asOf: LocalDate) {
  const register = await registerOf(ctx, coopId, asOf)
  if (register === null) return null
  const people = register.rows.filter(({ holder }) => holder.kind === 'person').length
  return { asOf, heads: register.totals.members, people }
}

/** Lines that may still be linked: arrivals while money is missing, uses and refunds while some is left. */
async function candidatesFor(ctx: Ctx, row: AllocationRow, direct: boolean) {
  const since = row.decided_on
  const lines = await store.linesFor(ctx, { unitId: row.unit_id, since, spending: direct })
  return lines
    .flatMap((line) => {
      const kind = kindOf(line)
      if (kind === null || line.red || freeOf(line, kind) <= 0n) return []
      return new Taking().roomFor(row, kind) > 0n ? [shownLine(ctx, line, kind)] : []
    })
    .slice(0, 100)
}

const shownLink = (link: store.LinkRow) => ({
  linkId: link.id,
  kind: link.kind,
  coop: { id: link.coop_id, name: link.coop },
  voucherId: link.voucher_id,
  voucher: sayVoucher(link.voucher_kind, link.number),
  line: link.line,
  on: link.on_date,
  account: link.account,
  summary: link.summary,
  amount: link.amount_fen,
  asset: link.asset,
  note: link.note,
  by: link.recorded_by,
  broken: link.red && link.withdrawn_on === null,
  withdrawn:
    link.withdrawn_on === null ? null : { on: link.withdrawn_on, why: link.withdraw_reason ?? '' },
})

export const traceVerbs: TraceVerbs = {
  linkSupport: async (ctx, { unitId, rows }) => {
    const locks = [
      ...rows.map(({ allocationId }) => `support-allocation:${allocationId}`),
      ...rows.map(({ voucherId, line }) => `support-line:${voucherId}:${line}`),
    ]
    for (const lock of [...new Set(locks)].toSorted()) await lockFor(ctx.tx, lock)
    const linkIds = await linkAll(ctx, unitId, rows)
    const total = displayYuan(sumFen(rows.map(({ amount }) => amount)))
    ctx.record({
      entity: 'support_link',
      id: linkIds[0] ?? unitId,
      after: { links: linkIds.length, total },
    })
    return { linkIds }
  },

  unlinkSupport: async (ctx, { unitId, linkId, reason }) => {
    const link = await store.linkRow(ctx, linkId)
    if (link === null) throw notFound()
    await lockFor(ctx.tx, `support-allocation:${link.allocation_id}`)
    const row = await allocationOf(ctx, { unitId, allocationId: link.allocation_id })
    if (link.withdrawn_on !== null) throw refused('已经撤销。', 'It is withdrawn already.')
    const used = row.used_fen - (link.asset ? link.amount_fen : 0n)
    if (link.kind === 'arrival' && row.arrived_fen - link.amount_fen < used) {
      throw refused('已用去的部分请先撤销使用关联。', 'Withdraw the links of its use first.')
    }
    if (
      link.kind === 'refund' &&
      row.arrived_fen + link.amount_fen + row.returned_fen > row.amount_fen
    ) {
      throw new Refusal(
        'not_allowed_now',
        text('退回的部分已经收回,不能撤销。', 'What went back has been taken back already.'),
      )
    }
    await store.withdrawLink(ctx, linkId, reason)
    ctx.record({ entity: 'support_link', id: linkId, after: { withdrawn: reason } })
    return {}
  },

  listSupportArrivals: async (ctx, { unitId, linked, limit, offset }) => {
    const { opinionsDate } = await countingRules(ctx)
    const opening = linked === 'opening'
    const lines = (await store.supportLines(ctx, { unitId, since: opinionsDate, opening })).filter(
      (line) => !line.red && kindOf(line) === 'arrival',
    )
    const booked = sumFen(lines.map(({ credit }) => credit))
    const inLinks = sumFen(lines.map((line) => line.linked))
    const picked = linked === 'all' ? lines : lines.filter((line) => freeOf(line, 'arrival') > 0n)
    const shown = picked.slice(offset, offset + limit)
    const above = [...new Set(shown.flatMap(({ ancestors }) => ancestors.slice(0, 2)))]
    const waiting = above.length === 0 ? [] : await allocationsOf(ctx, { unitIds: above })
    const byId = new Map(waiting.map((row) => [row.id, row]))
    return {
      total: picked.length,
      booked,
      linked: inLinks,
      free: fen(booked - inLinks),
      rows: shown.map((line) => {
        const own = waiting.filter((row) => line.ancestors.includes(row.unit_id)).map(waitingOf)
        const { coopId, voucherId, on } = line
        const money = { coopId, voucherId, on, line: line.line, words: line.summary }
        const found = suggestionsFor({ ...money, free: freeOf(line, 'arrival') }, own)
        return {
          ...shownLine(ctx, line, 'arrival'),
          suggestions: found.slice(0, 3).flatMap(({ allocationId, amount, reasons }) => {
            const row = byId.get(allocationId)
            if (row === undefined) return []
            const said = reasons.map((reason) => ({ ...reason }))
            const number = sayAllocation(row)
            return [
              { allocationId, number, fund: row.fund_title, amount: fen(amount), reasons: said },
            ]
          }),
        }
      }),
    }
  },

  readSupportAllocation: async (ctx, { unitId, allocationId }) => {
    const row = await allocationOf(ctx, { unitId, allocationId })
    const links = await store.linksOf(ctx, allocationId)
    const counted = links.filter((link) => link.withdrawn_on === null && !link.red)
    const first = counted.find(({ kind }) => kind === 'arrival')
    const books = ctx.may('ledger.read')
    const direct = counted.some(
      ({ kind, account }) => kind === 'arrival' && account.startsWith('311'),
    )
    const vouchers = [...new Set(counted.map((link) => link.voucher_id))]
    const returns = await returnsOf(ctx, allocationId)
    return {
      allocation: shownAllocation(ctx, row),
      score: row.score?.map((one) => ({ ...one, title: { ...one.title } })) ?? null,
      criteriaVersion: row.criteria_version,
      returns: returns.map((one) => ({
        on: one.on_date,
        amount: one.amount_fen,
        document: one.document,
        reason: one.reason,
        by: one.recorded_by,
      })),
      links: books ? links.map(shownLink) : null,
      candidates: books ? await candidatesFor(ctx, row, direct) : null,
      members: first === undefined ? null : await membersAt(ctx, first.coop_id, first.on_date),
      quantified: books
        ? (await store.quantifiedOf(ctx, vouchers)).map((one) => ({
            ...one,
            amount: fen(one.amount),
          }))
        : null,
    }
  },
}
