import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { bankVerbs as contract } from '../contract/bank.ts'
import { periodOf } from '../model/draft.ts'
import type { Line } from '../model.ts'
import { voucherKindOf } from '../rules/fill.ts'
import { type KnownParty, suggestVoucher, type Suggestion } from '../rules/bank/suggest.ts'
import { ANY_DAY, type BankAccount, type OpenBankLine, openBankLines } from '../store/bank.ts'
import { membersOf, openItems, partiesOf } from '../store/members.ts'
import { draftVerbs } from './drafts.ts'
import { presentLines } from './present.ts'

type BankDraftVerbs = Pick<Verbs<typeof contract, Ctx>, 'proposeBankVouchers' | 'draftBankVouchers'>

export const bankDraftVerbs: BankDraftVerbs = {
  proposeBankVouchers: async (ctx, { coopId, account }) => {
    const open = await waitingLines(ctx, { coopId, account })
    const known = await knownParties(ctx, coopId)
    const found = open.flatMap((bankLine) => {
      const said = suggestVoucher(bankLine, account, known)
      return said === null ? [] : [{ bankLine, ...said }]
    })
    const lines = await presentLines(
      ctx,
      coopId,
      found.map((one) => one.lines),
    )
    return {
      proposals: found.map((one, i) => ({ ...one, lines: lines[i] ?? [] })),
      others: open.length - found.length,
    }
  },

  draftBankVouchers: async (ctx, { coopId, account, submit, drafts }) => {
    const open = new Map(
      (await waitingLines(ctx, { coopId, account })).map((line) => [line.id, line]),
    )
    const known = await knownParties(ctx, coopId)
    const faults: Fault[] = []
    const vouchers = drafts.flatMap((draft, i) => {
      const made = voucherFor(draft, open.get(draft.bankLineId), { account, known })
      if ('wrong' in made) {
        faults.push({ path: `$.drafts[${i}]${made.at}`, text: made.wrong })
        return []
      }
      return [{ ...made, coopId }]
    })
    const ids = drafts.map(({ bankLineId }) => bankLineId)
    ids.forEach((id, i) => {
      if (ids.indexOf(id) === i) return
      const why = text('同一笔流水重复', 'the same bank line twice')
      faults.push({ path: `$.drafts[${i}].bankLineId`, text: why })
    })
    if (faults.length > 0) throw badInput(faults)
    return await draftVerbs.saveDrafts(ctx, { unitId: coopId, submit, vouchers })
  },
}

/** Bank lines without a voucher that nobody has settled. */
const waitingLines = async (ctx: Ctx, at: BankAccount): Promise<OpenBankLine[]> =>
  (await openBankLines(ctx, at, ANY_DAY)).filter(({ settledNote }) => settledNote === null)

/** Members and counterparties with what stands open between them and the co-op. */
async function knownParties(ctx: Ctx, coopId: AnyId): Promise<KnownParty[]> {
  const open = Map.groupBy(await openItems(ctx, coopId), ({ id }) => id)
  const members = (await membersOf(ctx, coopId)).map(({ id, name }) => ({
    kind: 'member' as const,
    id,
    name,
  }))
  const parties = (await partiesOf(ctx, coopId))
    .filter(({ kind }) => kind === 'counterparty')
    .map(({ id, name }) => ({ kind: 'counterparty' as const, id, name }))
  return [...members, ...parties].map((party) => ({ ...party, open: open.get(party.id) ?? [] }))
}

interface Wanted {
  readonly summary?: string | undefined
  readonly lines?: readonly Line[] | undefined
}

/** The voucher of a bank line: as the clerk wrote it, or as proposed. */
function voucherFor(
  wanted: Wanted,
  bank: OpenBankLine | undefined,
  how: { readonly account: string; readonly known: readonly KnownParty[] },
) {
  if (bank === undefined) {
    const wrong = text('不是待处理的流水', 'is no bank line that waits for a voucher')
    return { at: '.bankLineId', wrong }
  }
  const said: Pick<Suggestion, 'lines' | 'summary'> | null =
    wanted.lines === undefined
      ? suggestVoucher(bank, how.account, how.known)
      : { lines: wanted.lines, summary: bank.memo || bank.otherSide || '银行流水' }
  if (said === null) {
    const wrong = text('没有可用的建议,请写明分录', 'nothing can be proposed: give its lines')
    return { at: '.lines', wrong }
  }
  const moved = said.lines
    .filter(({ account }) => account === how.account)
    .reduce((sum, { debit, credit }) => sum + debit - credit, 0n)
  if (moved !== bank.amount) {
    const wrong = text(
      '分录中本账户的金额与流水不符',
      'the lines do not move the bank account by the amount of the bank line',
    )
    return { at: '.lines', wrong }
  }
  return {
    kind: voucherKindOf(said.lines),
    onDate: bank.onDate,
    period: periodOf(bank.onDate),
    summary: wanted.summary ?? said.summary,
    lines: [...said.lines],
    attachments: 0,
    template: null,
    clause: null,
    documentIds: [],
  }
}
