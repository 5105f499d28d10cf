import { must } from '../../kernel/assert.ts'
import { formatYuan } from '../../kernel/money.ts'
import { showCoop } from '../accounts.ts'
import type { BankLinePlan, DraftPlan } from '../plan/books/book.ts'
import { type Book, voucherRow } from './book-rows.ts'
import { receiptPicture } from './receipt.ts'
import type { Desk } from './sessions.ts'
import type { Load } from './step.ts'

/* What waits on the county's day: drafts with their preparer, photographs in the inbox, the bank's list. */

/** Who works on a book: its own accountant, the town's station, or the county for all others. */
interface Hands {
  readonly prepares: string
  readonly approves: string
  readonly photographs: string
}

function handsOf({ plan }: Load, desk: Desk, book: Book): Hands {
  const show = showCoop(plan)
  const county = must(desk.holding('county_agriculture'), 'an account that keeps books')
  const approves = must(desk.holding('finance_centre'), 'an account that approves')
  const others = { prepares: county, approves, photographs: county }
  const coop = plan.coops.find(({ key }) => key === book.plan.coopKey)
  const local = coop?.villageCode.slice(0, 9) === show.villageCode.slice(0, 9)
  if (!local || !desk.has('demo-town2')) return others
  if (coop?.key !== show.key) {
    return { prepares: 'demo-town', approves: 'demo-town2', photographs: 'demo-town' }
  }
  return { prepares: 'demo-accountant', approves: 'demo-town', photographs: 'demo-village' }
}

/** Prepares the drafts of a book, hands in its photographs and imports what the bank says. */
export async function handInPapers(load: Load, desk: Desk, book: Book): Promise<void> {
  const hands = handsOf(load, desk, book)
  await prepare(load, desk, { book, hands })
  await photograph(desk, book, hands.photographs)
  await reconcile(desk, book, hands.prepares)
}

async function prepare(
  load: Load,
  desk: Desk,
  { book, hands }: { readonly book: Book; readonly hands: Hands },
): Promise<void> {
  const { coopId, plan } = book
  const toRow = voucherRow(load, book)
  const save = async (drafts: readonly DraftPlan[], submit: boolean): Promise<string[]> => {
    if (drafts.length === 0) return []
    const { ledger } = desk.as(hands.prepares, `drafts ${coopId} ${submit}`)
    const vouchers = drafts.map(({ voucher }) => toRow(voucher))
    return (await ledger.saveDrafts({ unitId: coopId, submit, vouchers })).draftIds
  }
  await save(
    plan.drafts.filter(({ status }) => status === 'draft'),
    false,
  )
  const sent = plan.drafts.filter(({ status }) => status !== 'draft')
  const draftIds = await save(sent, true)
  for (const [i, { reason }] of sent.entries()) {
    const draftId = draftIds[i] ?? ''
    if (reason === null) continue
    const { ledger } = desk.as(hands.approves, `return ${draftId}`)
    await ledger.returnDraft({ coopId, draftId, reason })
  }
}

async function photograph(desk: Desk, { plan, coopId }: Book, who: string): Promise<void> {
  if (plan.photos.length === 0) return
  const { ledger } = desk.as(who, `photos ${coopId}`)
  await ledger.addSourceDocuments({
    coopId,
    documents: plan.photos.map(({ name, note, on, amount }, i) => ({
      name,
      note,
      content: receiptPicture([
        'DEMO',
        on,
        `CNY ${formatYuan(amount)}`,
        `${plan.coopKey.slice(1)}-${i + 1}`,
      ]).toString('base64'),
    })),
  })
}

const HEADINGS = ['交易日期', '收入金额', '支出金额', '账户余额', '对方户名', '摘要'] as const

const csvRow = ({ on, amount, balance, otherSide, memo }: BankLinePlan): string =>
  [
    on,
    amount > 0n ? formatYuan(amount) : '',
    amount < 0n ? formatYuan(0n - amount) : '',
    formatYuan(balance),
    otherSide,
    memo.replaceAll(',', '，'),
  ].join()

/** Imports the statement and confirms what the product proposes up to October. */
async function reconcile(desk: Desk, { plan, coopId }: Book, who: string): Promise<void> {
  if (plan.statement.length === 0) return
  const { ledger } = desk.as(who, `bank ${coopId}`)
  const csv = [HEADINGS.join(), ...plan.statement.map(csvRow)].join('\n')
  await ledger.importBankStatement({
    coopId,
    account: '102',
    fileName: '演示对账单.csv',
    content: Buffer.from(`\uFEFF${csv}\n`, 'utf8').toString('base64'),
  })
  const { proposals } = await ledger.proposeBankMatches({ coopId, account: '102' })
  const matches = proposals
    .filter(({ bank }) => bank.every(({ onDate }) => onDate < SETTLED_BY))
    .map(({ bank, book }) => ({
      bankLineIds: bank.map(({ id }) => id),
      entries: book.map(({ voucherId, line }) => ({ voucherId, line })),
    }))
  if (matches.length > 0) {
    await ledger.confirmBankMatches({ coopId, account: '102', matches })
  }
}

/** Everything up to October is reconciled; November waits. */
const SETTLED_BY = '2020-11-01'
