import type { AnyId, Id } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx, Evidence } from '../../../platform/ctx.ts'
import { contractRow, partnersByIds } from '../store/contracts.ts'
import { quoteRows } from '../store/papers.ts'
import { requestRow } from '../store/requests.ts'
import { bodyOf } from './contract-present.ts'
import { quotesAskedFor } from './contracts.ts'
import { spendingRules } from './matrix.ts'
import { quotesAsked } from './requests.ts'

/* What a case's steps ask of this module. */

interface About {
  readonly unitId: Id<'unit'>
  readonly subjectId: AnyId | null
}

const MISSING: Evidence = {
  holds: false,
  text: text('找不到所审事项', 'what it is about is missing'),
}

/** Enough quotes by the matrix of today, or the reason why there is one source. */
export async function quotesComplete(ctx: Ctx, about: About): Promise<Evidence> {
  if (about.subjectId === null) return MISSING
  const matrix = (await spendingRules(ctx)).on(ctx.today)
  const request = await requestRow(ctx, about.subjectId)
  const contract =
    request === null
      ? await contractRow(ctx, { coopId: about.unitId, contractId: about.subjectId })
      : null
  if (request === null && contract === null) return MISSING
  const asked =
    request === null
      ? contract === null
        ? 0
        : quotesAskedFor(matrix, { ...contract, amount: contract.amount_fen })
      : request.contract_id !== null
        ? 0
        : quotesAsked(matrix, { amount: fen(request.amount_fen), class: request.class })
  const source =
    request?.single_source ?? (contract === null ? null : bodyOf(contract).singleSource)
  const given = (await quoteRows(ctx, about.subjectId)).length
  if (given >= asked) {
    return {
      holds: true,
      text: text(`报价 ${given} 家,应有 ${asked} 家`, `${given} quotes of ${asked} asked for`),
    }
  }
  return {
    holds: source !== null,
    text:
      source === null
        ? text(`报价不足:应有 ${asked} 家,现有 ${given} 家`, `${given} quotes of ${asked}`)
        : text(`报价 ${given} 家,未询价原因:${source}`, `${given} quotes; one source: ${source}`),
  }
}

/** The other side can be told from others by a number, so that the check for ties meant something. */
export async function partnerChecked(ctx: Ctx, about: About): Promise<Evidence> {
  if (about.subjectId === null) return MISSING
  const contract = await contractRow(ctx, { coopId: about.unitId, contractId: about.subjectId })
  const [partner] = contract === null ? [] : await partnersByIds(ctx, [contract.partner_id])
  if (contract === null || partner === undefined) return MISSING
  const known = [
    partner.credit_code,
    partner.id_number_lookup,
    partner.phone_lookup,
    partner.account_lookup,
  ].some((mark) => mark !== null)
  if (!known) {
    return {
      holds: false,
      text: text(
        '对方没有统一社会信用代码、身份证号、电话或账户,无法核对关联',
        'nothing identifies the other side: no credit code, ID number, telephone or account',
      ),
    }
  }
  const ties = bodyOf(contract).ties
  return {
    holds: true,
    text:
      ties.length === 0
        ? text('已核对,未发现关联', 'checked; nothing ties the sides')
        : text(
            `已核对,发现 ${ties.length} 项关联,请在意见中说明`,
            `checked; ${ties.length} ties: say in the opinion what follows`,
          ),
  }
}
