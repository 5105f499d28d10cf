import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import {
  type AuditPoint,
  type AuditVoucher,
  paidTo,
  point,
  restsOnAct,
  spentBy,
  yuan,
} from './audit-voucher.ts'

/*
 * Payments that stay below the limit one by one and reach it together, by every reading of "1万元以上" that counts
 * several payments (practice.md R46): one payee within a window of days, one contract, one project.
 */

/** From which amount on, fen; of one payee within so many days, the first and the last among them. */
export interface SplitLimit {
  readonly from: Fen
  readonly windowDays: number
}

/** The limit of each reading on a day; null: the county's matrix does not count by it. */
export interface SplitLimits {
  readonly payee: SplitLimit | null
  readonly contract: SplitLimit | null
  readonly project: SplitLimit | null
}

interface Paid {
  readonly voucher: AuditVoucher
  readonly paid: bigint
}

/** What belongs together by one reading, with how it is said. */
interface Group {
  readonly reading: Text
  readonly limit: SplitLimit
  readonly paid: readonly Paid[]
}

/** What an approval carries, a request's or a contract's: it was not split to get around one. */
const isApproved = ({ approval }: AuditVoucher): boolean =>
  approval !== null && !['before_approvals', 'unapproved'].includes(approval)

/** Groups of payments that reach a limit together. The same payments found by two readings are one point. */
export function splits(vouchers: readonly AuditVoucher[], limits: SplitLimits): AuditPoint[] {
  const open = vouchers.filter((voucher) => !isApproved(voucher))
  const groups = [
    ...(limits.payee === null ? [] : windowsOf(byPayee(open, limits.payee), limits.payee)),
    ...(limits.contract === null ? [] : wholes(byContract(open), 'contract', limits.contract)),
    ...(limits.project === null ? [] : wholes(byProject(open), 'project', limits.project)),
  ]
  const same = Map.groupBy(groups, ({ paid }) => paid.map(({ voucher }) => voucher.id).join(' '))
  return [...same.values()].map(pointOf)
}

interface Pile {
  readonly name: string
  readonly paid: Paid[]
}
type Piles = ReadonlyMap<AnyId, Pile>

function pile(piles: Map<AnyId, Pile>, to: { id: AnyId; name: string }, one: Paid): void {
  const known = piles.get(to.id) ?? { name: to.name, paid: [] }
  piles.set(to.id, known)
  known.paid.push(one)
}

function byPayee(vouchers: readonly AuditVoucher[], { from }: SplitLimit): Piles {
  const piles = new Map<AnyId, Pile>()
  for (const voucher of vouchers) {
    for (const { payee, paid } of paidTo(voucher)) {
      if (paid >= from || restsOnAct(voucher, payee.member)) continue
      pile(piles, payee, { voucher, paid })
    }
  }
  return piles
}

/** The whole payment, unless an act of the product paid it to members alone. */
function spent(voucher: AuditVoucher): bigint {
  const members = voucher.payees.length > 0 && voucher.payees.every(({ member }) => member)
  return restsOnAct(voucher, members) ? 0n : spentBy(voucher)
}

function byContract(vouchers: readonly AuditVoucher[]): Piles {
  const piles = new Map<AnyId, Pile>()
  for (const voucher of vouchers) {
    const { contract } = voucher
    if (contract === null) continue
    pile(piles, { id: contract.id, name: contract.title }, { voucher, paid: spent(voucher) })
  }
  return piles
}

function byProject(vouchers: readonly AuditVoucher[]): Piles {
  const piles = new Map<AnyId, Pile>()
  for (const voucher of vouchers) {
    for (const project of voucher.projects) pile(piles, project, { voucher, paid: spent(voucher) })
  }
  return piles
}

const sum = (paid: readonly Paid[]): bigint => paid.reduce((total, one) => total + one.paid, 0n)

/** Stretches of days in which one payee gets the limit together, the earliest first, none counted twice. */
function windowsOf(piles: Piles, limit: SplitLimit): Group[] {
  return [...piles.values()].flatMap(({ name, paid }) => {
    const groups: Group[] = []
    for (let i = 0; i < paid.length;) {
      const first = paid[i]
      if (first === undefined) break
      const last = addDays(first.voucher.onDate, limit.windowDays - 1)
      const within = paid.slice(i).filter(({ voucher }) => voucher.onDate <= last)
      if (within.length < 2 || sum(within) < limit.from) {
        i += 1
        continue
      }
      const reading = text(
        `${limit.windowDays}天内付给${name}`,
        `to ${name} within ${limit.windowDays} days`,
      )
      groups.push({ reading, limit, paid: within })
      i += within.length
    }
    return groups
  })
}

const READINGS = {
  contract: { zh: '同一合同', en: 'under one contract' },
  project: { zh: '同一项目', en: 'for one project' },
} as const

/** All that was paid under one contract or for one project, each payment below the limit. */
const wholes = (piles: Piles, kind: keyof typeof READINGS, limit: SplitLimit): Group[] =>
  [...piles.values()].flatMap(({ name, paid }) => {
    const small = paid.filter((one) => one.paid > 0n && one.paid < limit.from)
    if (small.length < 2 || sum(small) < limit.from) return []
    const { zh, en } = READINGS[kind]
    return [{ reading: text(`${zh}“${name}”`, `${en}, “${name}”,`), limit, paid: small }]
  })

/** Payments that are named one by one; of more the rest is counted. */
const NAMED = 8

function pointOf(groups: readonly Group[]): AuditPoint {
  const [first] = groups
  const paid = first?.paid ?? []
  const total = yuan(sum(paid))
  const said = groups.map(({ reading, limit }) => ({ reading, limit: yuan(limit.from) }))
  const why = text(
    `${said.map(({ reading }) => reading.zh).join('、')} ${paid.length} 笔共 ${total} 元,每笔都低于 ${said[0]?.limit ?? ''} 元:${namedPayments(paid)}。规则:${RULE.zh}`,
    `${paid.length} payments ${said.map(({ reading }) => reading.en).join(' and ')} make ${total} yuan, each below ${said[0]?.limit ?? ''}: ${namedPayments(paid)}. Rule: ${RULE.en}`,
  )
  const picked = paid.map(({ voucher }) => voucher)
  return point('SPLIT', picked, why)
}

const RULE = text(
  'SEED-10K,各口径合计达到限额的须经审批',
  'SEED-10K, what reaches the limit by any reading is approved',
)

function namedPayments(paid: readonly Paid[]): string {
  const day = (on: LocalDate): string => on.slice(5)
  const named = paid
    .slice(0, NAMED)
    .map(({ voucher, paid: amount }) => `${day(voucher.onDate)} ${yuan(amount)}`)
  return paid.length > NAMED ? `${named.join('、')}…` : named.join('、')
}
