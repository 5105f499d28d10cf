import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ledgerContract } from '../contract.ts'
import { amountOf, contentOf, type DraftVoucher, linesOf, periodOf } from '../model/draft.ts'
import { faultsOfReversal, reversalOf, type Reversible } from '../rules/voucher.ts'
import {
  draftById,
  type DraftRow,
  draftRows,
  freeDocumentIds,
  freeDocuments,
  insertDrafts,
  lockDrafts,
  type NewDraft,
  replaceDraft,
  setDraftStatus,
  tieDocuments,
} from '../store/drafts.ts'
import { linesOfVouchers, voucherById } from '../store/vouchers.ts'
import { refuseOutside } from './books.ts'
import { judgeAll, judgeOne, warningsFor } from './judge.ts'
import { presentDrafts } from './present.ts'

type DraftVerbs = Pick<
  Verbs<typeof ledgerContract, Ctx>,
  | 'saveDraft'
  | 'saveDrafts'
  | 'submitDrafts'
  | 'discardDraft'
  | 'returnDraft'
  | 'draftReversal'
  | 'listDrafts'
  | 'readDraft'
>
type VoucherInput = Input<(typeof ledgerContract)['saveDraft']>['voucher']

/** A voucher as the form sends it; without a period it falls into the month of its day. */
export const voucherOf = (input: Omit<VoucherInput, 'documentIds'>): DraftVoucher => ({
  ...input,
  period: input.period ?? periodOf(input.onDate),
  documentIds: 'documentIds' in input ? (input.documentIds as AnyId[]) : [],
})

function draftOf(
  ctx: Ctx,
  what: { readonly id: AnyId; readonly coopId: AnyId; readonly submit: boolean },
  voucher: DraftVoucher,
  reversesId: AnyId | null = null,
): NewDraft {
  return {
    id: what.id,
    coopId: what.coopId,
    status: what.submit ? 'submitted' : 'draft',
    onDate: voucher.onDate,
    summary: voucher.summary,
    amount: amountOf(voucher.lines),
    content: contentOf(voucher),
    reversesId,
    preparedBy: actorAccount(ctx),
    preparedName: actorName(ctx),
  }
}

export const draftVerbs: DraftVerbs = {
  saveDraft: async (ctx, { coopId, draftId, submit, voucher: input }) => {
    const voucher = voucherOf(input)
    const warnings = await judgeOne(ctx, { coopId, path: '$.voucher', voucher, reverses: false })
    if (draftId === null) {
      const draft = draftOf(ctx, { id: ctx.newId(), coopId, submit }, voucher)
      await insertDrafts(ctx, [draft])
      await tie(ctx, draft, voucher.documentIds)
      ctx.record({ entity: 'voucher_draft', id: draft.id, after: summaryOf(draft) })
      return { draftId: draft.id, warnings: [...warnings] }
    }
    const before = await openDraft(ctx, coopId, draftId)
    const draft = draftOf(ctx, { id: draftId, coopId, submit }, voucher, before.reverses_id)
    await freeDocuments(ctx, [draftId])
    await replaceDraft(ctx, draft)
    await tie(ctx, draft, voucher.documentIds)
    ctx.record({
      entity: 'voucher_draft',
      id: draftId,
      before: { onDate: before.on_date, summary: before.summary, lines: before.content.lines },
      after: summaryOf(draft),
    })
    return { draftId, warnings: [...warnings] }
  },

  saveDrafts: async (ctx, { unitId, submit, vouchers }) => {
    const ids = [...new Set(vouchers.map((voucher) => voucher.coopId))]
    await refuseOutside(ctx, { unitId, ids, path: 'vouchers' })
    const drafted = vouchers.map(({ coopId, ...input }) => ({ coopId, voucher: voucherOf(input) }))
    await judgeAll(
      ctx,
      drafted.map((draft, i) => ({ ...draft, path: `$.vouchers[${i}]` })),
    )
    const drafts = drafted.map(({ coopId, voucher }) =>
      draftOf(ctx, { id: ctx.newId(), coopId, submit }, voucher),
    )
    await insertDrafts(ctx, drafts)
    for (const [i, draft] of drafts.entries()) {
      await tie(ctx, draft, vouchers[i]?.documentIds ?? [])
    }
    ctx.record({ entity: 'voucher_draft', id: unitId, after: { drafts: drafts.map((d) => d.id) } })
    return { draftIds: drafts.map((draft) => draft.id) }
  },

  submitDrafts: async (ctx, { unitId, draftIds }) => {
    const rows = await lockDrafts(ctx, draftIds)
    const coopIds = [...new Set(rows.map((row) => row.coop_id))]
    if (rows.length !== new Set(draftIds).size) throw notFound()
    await refuseOutside(ctx, { unitId, ids: coopIds, path: 'draftIds' })
    for (const row of rows) refuseEnded(row)
    await setDraftStatus(ctx, draftIds, { status: 'submitted' })
    ctx.record({ entity: 'voucher_draft', id: unitId, after: { submitted: draftIds } })
    return { submitted: rows.length }
  },

  discardDraft: async (ctx, { coopId, draftId, reason }) => {
    const before = await openDraft(ctx, coopId, draftId)
    await freeDocuments(ctx, [draftId])
    await setDraftStatus(ctx, [draftId], { status: 'discarded', reason })
    ctx.record({
      entity: 'voucher_draft',
      id: draftId,
      before: { status: before.status, lines: before.content.lines },
      after: { status: 'discarded', reason },
    })
    return {}
  },

  returnDraft: async (ctx, { coopId, draftId, reason }) => {
    const before = await openDraft(ctx, coopId, draftId)
    if (before.status !== 'submitted') {
      throw new Refusal(
        'not_allowed_now',
        text('凭证尚未提交审核。', 'The draft has not been submitted for approval.'),
      )
    }
    await setDraftStatus(ctx, [draftId], { status: 'returned', reason })
    ctx.record({ entity: 'voucher_draft', id: draftId, after: { status: 'returned', reason } })
    return {}
  },

  draftReversal: async (ctx, { coopId, voucherId, onDate, reason }) => {
    const row = await voucherById(ctx, voucherId)
    if (row === null || row.coop_id !== coopId) throw notFound()
    const lines = must((await linesOfVouchers(ctx, [row])).get(voucherId), 'lines of a voucher')
    const original: Reversible = {
      kind: row.kind === 'opening' ? 'general' : row.kind,
      number: row.number,
      onDate: row.on_date,
      period: row.period,
      lines,
      template: row.template,
      clause: row.clause,
      reversesId: row.reverses_id,
      reversedById: row.reversed_by_id,
    }
    const faults = faultsOfReversal(original, onDate)
    if (faults.length > 0) throw badInput(faults)
    const made = reversalOf(original, onDate)
    const voucher = { ...made, summary: `${made.summary}：${reason}`.slice(0, 200) }
    await judgeAll(ctx, [{ coopId, path: '$', voucher }])
    const draft = draftOf(ctx, { id: ctx.newId(), coopId, submit: true }, voucher, voucherId)
    await insertDrafts(ctx, [draft])
    ctx.record({ entity: 'voucher_draft', id: draft.id, after: { reverses: voucherId, reason } })
    return { draftId: draft.id }
  },

  listDrafts: async (ctx, input) => {
    const { total, rows } = await draftRows(ctx, {
      unitId: input.unitId,
      status: input.status,
      limit: input.limit,
      offset: input.offset,
    })
    const presented = await presentDrafts(ctx, rows)
    return {
      total,
      rows: presented.map((draft, i) => ({ ...draft, coopName: rows[i]?.coop_name ?? '' })),
    }
  },

  readDraft: async (ctx, { coopId, draftId }) => {
    const row = await draftById(ctx, draftId)
    if (row === null || row.coop_id !== coopId) throw notFound()
    const draft = must((await presentDrafts(ctx, [row]))[0], 'the draft')
    const warnings = await warningsFor(ctx, {
      coopId,
      path: '$',
      voucher: savedVoucher(row),
      reverses: row.reverses_id !== null,
    })
    return { ...draft, warnings: [...warnings] }
  },
}

/** What a saved draft says. */
export const savedVoucher = (row: DraftRow): DraftVoucher => ({
  kind: row.content.kind,
  onDate: row.on_date,
  period: row.content.period,
  summary: row.summary,
  lines: linesOf(row.content),
  attachments: row.content.attachments,
  template: row.content.template,
  clause: row.content.clause,
  documentIds: row.content.documentIds,
  payment: row.content.payment ?? null,
})

const summaryOf = (draft: NewDraft) => ({
  status: draft.status,
  onDate: draft.onDate,
  summary: draft.summary,
  lines: draft.content.lines,
})

/** A draft of this co-op that can still change, locked. */
async function openDraft(ctx: Ctx, coopId: AnyId, draftId: AnyId): Promise<DraftRow> {
  const row = (await lockDrafts(ctx, [draftId]))[0]
  if (row === undefined || row.coop_id !== coopId) throw notFound()
  refuseEnded(row)
  return row
}

/** Refuses what is posted or discarded; says by whom it was posted, for the second of two approvers. */
export function refuseEnded(row: DraftRow): void {
  if (row.status === 'posted') {
    throw new Refusal(
      'conflict',
      text('这张凭证已经审核过账。', 'This voucher has been approved and posted already.'),
      { data: { voucherId: row.voucher_id } },
    )
  }
  if (row.status === 'discarded') {
    throw new Refusal('conflict', text('这张凭证已经作废。', 'This draft has been discarded.'))
  }
}

async function tie(ctx: Ctx, draft: NewDraft, documentIds: readonly AnyId[]): Promise<void> {
  const free = await freeDocumentIds(ctx, draft.coopId, documentIds)
  const taken = documentIds.findIndex((id) => !free.has(id))
  if (taken >= 0) {
    throw badInput([
      {
        path: `$.voucher.documentIds[${taken}]`,
        text: text('单据不在待记账之列', 'not a document waiting to be booked'),
      },
    ])
  }
  await tieDocuments(
    ctx,
    documentIds.map((documentId) => ({ documentId, draftId: draft.id, posted: false })),
  )
}
