import type { Verbs } from '../../../kernel/verb.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ledgerContract } from '../contract.ts'
import { fillTemplate } from '../rules/fill.ts'
import { templateOf } from '../rules/templates.ts'
import { whoBalances } from '../store/members.ts'
import { voucherById, voucherRows } from '../store/vouchers.ts'
import { presentVouchers } from './present.ts'

type VoucherVerbs = Pick<
  Verbs<typeof ledgerContract, Ctx>,
  'fillVoucher' | 'listVouchers' | 'readVoucher' | 'readWhoBalances'
>

export const voucherVerbs: VoucherVerbs = {
  fillVoucher: ({ template: name, ...given }) => {
    const template = templateOf(name)
    if (template === null) {
      throw badInput([{ path: '$.template', text: text('没有这个模板', 'no such template') }])
    }
    const filled = fillTemplate(template, given)
    return { ...filled, lines: [...filled.lines], notes: [...filled.notes] }
  },

  listVouchers: async (ctx, input) => {
    const { total, rows } = await voucherRows(ctx, {
      coopId: input.coopId,
      from: input.from,
      to: input.to,
      account: input.account,
      memberId: input.memberId,
      partyId: input.partyId,
      search: input.search,
      least: input.least,
      most: input.most,
      limit: input.limit,
      offset: input.offset,
    })
    return { total, rows: await presentVouchers(ctx, rows) }
  },

  readWhoBalances: async (ctx, { coopId, memberIds = [], partyIds = [] }) => {
    const rows = await whoBalances(ctx, coopId, { memberIds, partyIds })
    return { rows: rows.map(({ id, account, net }) => ({ id, account, balance: fen(net) })) }
  },

  readVoucher: async (ctx, { coopId, voucherId }) => {
    const row = await voucherById(ctx, voucherId)
    if (row === null || row.coop_id !== coopId) throw notFound()
    const [voucher] = await presentVouchers(ctx, [row])
    if (voucher === undefined) throw notFound()
    return voucher
  },
}
