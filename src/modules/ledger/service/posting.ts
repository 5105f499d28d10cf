import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ledgerContract } from '../contract.ts'
import type { DraftVoucher } from '../model/draft.ts'
import { type DraftRow, lockDrafts, markPosted, tieDocuments } from '../store/drafts.ts'
import { type Posted, type Posting, postAll } from '../store/posting.ts'
import { voucherById } from '../store/vouchers.ts'
import { signatures } from './actors.ts'
import { approvalsFor, approvalsOfActs } from './approval.ts'
import { refuseOutside } from './books.ts'
import { refuseEnded, savedVoucher, voucherOf } from './drafts.ts'
import { judgeAll } from './judge.ts'

type PostingVerbs = Pick<Verbs<typeof ledgerContract, Ctx>, 'approveDrafts' | 'importVouchers'>

/** What a voucher made by another act of the product says, and which act that was. */
export interface ActVoucher extends Omit<DraftVoucher, 'documentIds'> {
  readonly coopId: AnyId
  /** 'share_event:<id>', 'trade:<id>', 'distribution:<id>': the way back from the voucher to the act. */
  readonly origin: string
  /** The voucher that this one undoes by red ink: linked both ways, and undone once. */
  readonly reversesId?: AnyId
}

/** More vouchers than this are told to the audit trail by their number and last hash, not one by one. */
const TOLD_SINGLY = 50

export const postingVerbs: PostingVerbs = {
  approveDrafts: async (ctx, { unitId, draftIds }) => {
    const rows = await lockDrafts(ctx, draftIds)
    if (rows.length !== new Set(draftIds).size) throw notFound()
    const coopIds = [...new Set(rows.map((row) => row.coop_id))]
    await refuseOutside(ctx, { unitId, ids: coopIds, path: 'draftIds' })
    await refuseUnready(ctx, rows)
    const ordered = rows.toSorted(byDay)
    await judgeAll(
      ctx,
      ordered.map((row) => ({
        coopId: row.coop_id,
        path: `$.draftIds[${draftIds.indexOf(row.id)}]`,
        voucher: savedVoucher(row),
      })),
    )
    const approvals = await approvalsFor(
      ctx,
      ordered.map((row) => ({
        id: row.id,
        coopId: row.coop_id,
        voucher: savedVoucher(row),
        reversesId: row.reverses_id,
      })),
      { refuse: true },
    )
    const posted = await postAll(
      ctx,
      ordered.map((row) => draftPosting(ctx, row, approvals.of(row.id))),
    )
    await approvals.book()
    await markPosted(ctx, draftIds)
    await tieDocuments(
      ctx,
      ordered.flatMap((row) =>
        row.content.documentIds.map((documentId) => ({
          documentId,
          draftId: row.id,
          posted: true,
        })),
      ),
    )
    tellPosted(ctx, unitId, posted)
    const byId = new Map(rows.map((row) => [row.id, row]))
    return {
      posted: posted.map(({ id, number }) => ({
        id,
        coopId: byId.get(id)?.coop_id ?? '',
        kind: byId.get(id)?.content.kind ?? '',
        number,
      })),
    }
  },

  importVouchers: async (ctx, { unitId, source, vouchers }) => {
    const coopIds = [...new Set(vouchers.map((voucher) => voucher.coopId))]
    await refuseOutside(ctx, { unitId, ids: coopIds, path: 'vouchers' })
    const faults = vouchers.flatMap((voucher, i): Fault[] =>
      voucher.preparedBy === voucher.approvedBy
        ? [
            {
              path: `$.vouchers[${i}].approvedBy`,
              text: text('制单人与审核人不得为同一人', 'preparer and approver must differ'),
            },
          ]
        : [],
    )
    if (faults.length > 0) throw badInput(faults)
    const read = vouchers.map(({ coopId, preparedBy, approvedBy, ...input }) => ({
      id: ctx.newId(),
      reversesId: null,
      coopId,
      preparedBy,
      approvedBy,
      voucher: voucherOf(input),
    }))
    await judgeAll(
      ctx,
      read.map(({ coopId, voucher }, i) => ({ coopId, voucher, path: `$.vouchers[${i}]` })),
    )
    // What others approved elsewhere is taken as it is; what lacks an approval is listed.
    const approvals = await approvalsFor(ctx, read, { refuse: false })
    const posted = await postAll(
      ctx,
      read.map(({ id, coopId, preparedBy, approvedBy, voucher }) =>
        posting(voucher, {
          id,
          approval: approvals.of(id),
          coopId,
          preparedBy: null,
          preparedName: preparedBy,
          approvedBy: null,
          approvedName: approvedBy,
          origin: `import:${source}`,
        }),
      ),
    )
    await approvals.book()
    tellPosted(ctx, unitId, posted)
    return { posted: posted.length }
  },
}

/** Posts what another act of the product made, in that act's own transaction; answers in the order given. */
export async function postForAct(ctx: Ctx, vouchers: readonly ActVoucher[]): Promise<Posted[]> {
  if (vouchers.length === 0) return []
  await judgeAll(
    ctx,
    vouchers.map(({ coopId, origin: _origin, reversesId: _reverses, ...voucher }, i) => ({
      coopId,
      path: `$.vouchers[${i}]`,
      voucher: { ...voucher, documentIds: [] },
    })),
  )
  const made = vouchers.map((voucher) => ({ voucher, id: ctx.newId() }))
  const approvals = await approvalsOfActs(
    ctx,
    made.map(({ voucher, id }) => ({
      id,
      coopId: voucher.coopId,
      origin: voucher.origin,
      voucher,
      reversesId: voucher.reversesId ?? null,
    })),
  )
  const postings = made.map(({ voucher, id }) =>
    posting(
      voucher,
      {
        ...signatures(ctx),
        id,
        approval: approvals.of(id),
        coopId: voucher.coopId,
        origin: voucher.origin,
      },
      voucher.reversesId ?? null,
    ),
  )
  // The books take them co-op by co-op; the act that asked knows them by its own order.
  const byId = new Map((await postAll(ctx, postings)).map((one) => [one.id, one]))
  await approvals.book()
  const posted = postings.map(({ id }) => must(byId.get(id), 'the posted voucher'))
  tellPosted(ctx, vouchers[0]?.coopId ?? '', posted)
  return posted
}

type Marks = Pick<
  Posting,
  | 'id'
  | 'coopId'
  | 'origin'
  | 'approval'
  | 'preparedBy'
  | 'preparedName'
  | 'approvedBy'
  | 'approvedName'
>

const posting = (
  voucher: Omit<DraftVoucher, 'documentIds'>,
  marks: Marks,
  reversesId: AnyId | null = null,
): Posting => ({
  ...marks,
  period: voucher.period,
  kind: voucher.kind,
  onDate: voucher.onDate,
  summary: voucher.summary,
  lines: voucher.lines,
  attachments: voucher.attachments,
  template: voucher.template,
  clause: voucher.clause,
  reversesId,
})

/** A draft becomes the voucher of the same id, so that links made before stay right. */
function draftPosting(ctx: Ctx, row: DraftRow, approval: string | null): Posting {
  const voucher = savedVoucher(row)
  return posting(
    { ...voucher, attachments: Math.max(voucher.attachments, voucher.documentIds.length) },
    {
      id: row.id,
      approval,
      coopId: row.coop_id,
      preparedBy: row.prepared_by,
      preparedName: row.prepared_name,
      approvedBy: actorAccount(ctx),
      approvedName: actorName(ctx),
      origin: null,
    },
    row.reverses_id,
  )
}

/** Numbers follow the days of the vouchers, then the order of preparing. */
const byDay = (a: DraftRow, b: DraftRow): number =>
  a.on_date === b.on_date ? (a.id < b.id ? -1 : 1) : a.on_date < b.on_date ? -1 : 1

async function refuseUnready(ctx: Ctx, rows: readonly DraftRow[]): Promise<void> {
  for (const row of rows) {
    if (row.status === 'posted' && row.voucher_id !== null) {
      const winner = (await voucherById(ctx, row.voucher_id))?.approved_name ?? ''
      throw new Refusal(
        'conflict',
        text(
          `这张凭证已由${winner}审核过账。`,
          `${winner} has approved and posted this voucher already.`,
        ),
        { data: { draftId: row.id, approvedBy: winner } },
      )
    }
    refuseEnded(row)
    if (row.status !== 'submitted') {
      throw new Refusal(
        'not_allowed_now',
        text(
          `“${row.summary}”尚未提交审核。`,
          `“${row.summary}” has not been submitted for approval.`,
        ),
        { data: { draftId: row.id } },
      )
    }
    if (row.prepared_by !== null && row.prepared_by === actorAccount(ctx)) {
      throw new Refusal(
        'not_allowed_now',
        text(
          `“${row.summary}”是您自己填制的，须由另一人审核（会计法第二十五条）。`,
          `You prepared “${row.summary}” yourself; another person must approve it (Accounting Act 25).`,
        ),
        { data: { draftId: row.id } },
      )
    }
  }
}

function tellPosted(ctx: Ctx, unitId: AnyId, posted: readonly Posted[]): void {
  if (posted.length > TOLD_SINGLY) {
    const last = posted.at(-1)
    ctx.record({
      entity: 'vouchers',
      id: unitId,
      after: { count: posted.length, firstId: posted[0]?.id, lastId: last?.id, hash: last?.hash },
    })
    return
  }
  for (const { id, number, hash } of posted) {
    ctx.record({ entity: 'voucher', id, after: { number, hash } })
  }
}
