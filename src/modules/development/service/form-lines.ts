import { badInput, type Fault, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { bookLines } from '../../ledger/index.ts'
import { coopFacts } from '../../registry/index.ts'
import type { formVerbs as contract } from '../contract/forms.ts'
import { amountOf, ROLE_ACCOUNTS } from '../rules/forms.ts'
import { deleteLink, insertLinks, linksOf } from '../store/forms.ts'
import { lineKey } from './businesses.ts'
import { businessHere, refuseEnded } from './forms.ts'

type LineVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'listBusinessLines' | 'linkBusinessLines' | 'unlinkBusinessLine'
>

/** Lines of the books that are a business's: an amount is typed once, in the books. */
export const lineVerbs: LineVerbs = {
  listBusinessLines: async (ctx, { coopId, role, year }) => {
    await coopFacts(ctx, coopId)
    const taken = new Set(
      (await linksOf(ctx, [coopId])).map((row) => lineKey(row.voucher_id, row.line)),
    )
    const rows = await bookLines(ctx, {
      coopIds: [coopId],
      accounts: ROLE_ACCOUNTS[role],
      // Month 13 only carries over what the months say.
      from: year * 100 + 1,
      to: year * 100 + 12,
    })
    return {
      rows: rows
        .filter((row) => !taken.has(lineKey(row.voucherId, row.line)))
        .slice(0, 500)
        .map((row) => ({
          voucherId: row.voucherId,
          line: row.line,
          period: row.period,
          on: row.onDate as never,
          account: row.account,
          summary: row.summary ?? '',
          amount: amountOf({ role, debit: row.debit, credit: row.credit }),
        })),
    }
  },

  linkBusinessLines: async (ctx, { coopId, businessId, lines }) => {
    await lockFor(ctx.tx, `businesses:${coopId}`)
    const loaded = await businessHere(ctx, { coopId, businessId })
    refuseEnded(loaded)
    const taken = new Set(
      (await linksOf(ctx, [coopId])).map((row) => lineKey(row.voucher_id, row.line)),
    )
    const periods = lines.map(({ period }) => period)
    const booked = new Map(
      (
        await bookLines(ctx, {
          coopIds: [coopId],
          from: Math.min(...periods),
          to: Math.max(...periods),
        })
      ).map((row) => [lineKey(row.voucherId, row.line), row]),
    )
    const { terms } = loaded
    const faults: Fault[] = []
    lines.forEach((asked, i) => {
      const key = lineKey(asked.voucherId, asked.line)
      const row = booked.get(key)
      const say = (place: string, zh: string, en: string) =>
        faults.push({ path: `$.lines[${i}].${place}`, text: text(zh, en) })
      if (row === undefined || row.period !== asked.period) {
        say('voucherId', '本社账上没有这一分录', 'is no line of its books')
      } else if (!ROLE_ACCOUNTS[asked.role].includes(row.account.slice(0, 3))) {
        say(
          'role',
          `科目 ${row.account} 与用途不符`,
          `account ${row.account} does not fit the role`,
        )
      }
      if (taken.has(key)) say('line', '该分录已关联', 'the line is linked already')
      taken.add(key)
      const phases = terms.form === 'complex' ? terms.phases.length : 0
      if (asked.phase !== null && asked.phase > phases)
        say('phase', '没有这一期', 'there is no such phase')
    })
    if (faults.length > 0) throw badInput(faults)
    await insertLinks(
      ctx,
      { coopId, businessId },
      lines.map(({ voucherId, ...link }) => ({ ...link, voucher_id: voucherId })),
    )
    ctx.record({ entity: 'coop_business', id: businessId, after: { linked: lines } })
    return { linked: lines.length }
  },

  unlinkBusinessLine: async (ctx, { coopId, voucherId, line, reason }) => {
    if (!(await deleteLink(ctx, { coopId, voucherId, line }))) {
      throw new Refusal('not_allowed_now', text('该分录没有关联。', 'The line is not linked.'))
    }
    ctx.record({
      entity: 'coop_business_line',
      id: voucherId,
      before: { line },
      after: { unlinked: reason },
    })
    return {}
  },
}
