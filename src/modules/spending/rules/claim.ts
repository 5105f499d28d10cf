import { addDays, dayNumber, type LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, type Fen, fen, formatYuan } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import {
  DECIDING,
  type Item,
  type Limit,
  type Matrix,
  type Needed,
  type Organ,
  ORGAN_WORDS,
  type Paid,
  READING_WORDS,
  type SpendingClass,
} from '../model.ts'
import { exemptUnderContract } from './basis.ts'
import { type Links, type Named, samePayee } from './payee.ts'
import { highestOnly, organsOf, routeOf } from './route.ts'

/* Whether a voucher that takes money out may be booked: by every reading, with the request it names. */

/** What one payee gets by a voucher. */
export interface Part extends Named {
  readonly amount: Fen
}

/** A voucher that takes money out of a co-op. */
export interface Claim {
  readonly voucherId: AnyId
  readonly onDate: LocalDate
  readonly parts: readonly Part[]
  readonly projectId: AnyId | null
  readonly requestId: AnyId | null
  readonly contractId: AnyId | null
  /** What is paid, where the accounts say it: wages. */
  readonly class: SpendingClass | null
}

/** A payment in the books; a negative one takes back what was booked by mistake. */
export interface Booked extends Named {
  readonly voucherId: AnyId
  readonly onDate: LocalDate
  readonly amount: bigint
  readonly requestId: AnyId | null
  readonly contractId: AnyId | null
  readonly projectId: AnyId | null
}

export interface KnownRequest {
  readonly id: AnyId
  readonly number: string
  readonly payee: Named
  readonly amount: Fen
  readonly class: SpendingClass
  readonly contractId: AnyId | null
  readonly projectId: AnyId | null
  readonly organs: readonly Organ[]
  /** `free`: no organ had to approve. */
  readonly state: 'running' | 'approved' | 'free' | 'refused' | 'withdrawn' | 'cancelled'
  /** Paid before it is approved: the day by which it must be. */
  readonly emergencyDue: LocalDate | null
}

export interface KnownContract {
  readonly id: AnyId
  readonly title: string
  readonly party: Named
  readonly amount: Fen
  /** Approved, or signed before approvals were in use. */
  readonly lawful: boolean
  readonly ended: boolean
}

/** What is known of a co-op when a voucher comes. */
export interface Ground {
  readonly today: LocalDate
  readonly matrixOn: (day: LocalDate) => Matrix
  readonly booked: readonly Booked[]
  readonly requests: ReadonlyMap<AnyId, KnownRequest>
  readonly contracts: ReadonlyMap<AnyId, KnownContract>
  readonly links: Links
}

/** Why a voucher may not be booked; `needed` is the route that a request would have to take. */
export interface Objection {
  readonly code:
    | 'needs_approval'
    | 'request_missing'
    | 'request_open'
    | 'other_payee'
    | 'over_approved'
    | 'organs_missing'
    | 'contract_open'
  readonly text: Text
  readonly part: Part
  readonly needed: readonly Needed[]
}

export interface Judged {
  /** The request that covers the voucher, or `contract:` and the contract it rests on; null: none was needed. */
  readonly approval: string | null
  readonly booked: readonly Booked[]
  readonly objections: readonly Objection[]
}

/** Judges one voucher; `booked` is what it adds to the payments when it is posted. */
export function judgeClaim(claim: Claim, ground: Ground): Judged {
  const request = claim.requestId === null ? null : (ground.requests.get(claim.requestId) ?? null)
  const objections: Objection[] = []
  const booked: Booked[] = []
  const covers = (part: Part): boolean =>
    request !== null && samePayee(part, request.payee, ground.links)
  const [first] = claim.parts
  if (first !== undefined && claim.requestId !== null) {
    const object = (code: Objection['code'], said: Text): number =>
      objections.push({ code, text: said, part: first, needed: [] })
    if (request === null) {
      object('request_missing', text('没有这项支出申请', 'there is no such spending request'))
    } else if (!claim.parts.some(covers)) {
      object('other_payee', otherPayee(request))
    }
  }
  for (const part of claim.parts) {
    const own = covers(part) ? request : null
    const so = { ...ground, booked: [...ground.booked, ...booked] }
    const entry = entryOf(claim, { part, request: own }, so)
    objections.push(...objectionsTo(entry, { part, request: own, claim }, so))
    booked.push(entry)
  }
  return {
    approval: booked.some((one) => one.requestId !== null)
      ? claim.requestId
      : underContract(claim, booked, ground),
    booked,
    objections,
  }
}

/** The mark of a voucher that names an approved contract and no request. */
function underContract(
  { contractId, requestId }: Claim,
  booked: readonly Booked[],
  { contracts }: Ground,
): string | null {
  if (contractId === null || requestId !== null || booked.length === 0) return null
  return contracts.get(contractId)?.lawful === true ? `contract:${contractId}` : null
}

/** Whether the contract a voucher names stands for its approval: its class is exempt, its amount not used up. */
function restsOnContract(entry: Booked, claim: Claim, ground: Ground): boolean {
  const contract = claim.contractId === null ? undefined : ground.contracts.get(claim.contractId)
  if (contract?.lawful !== true || exemptUnderContract(claim.class) === null) return false
  if (!samePayee(contract.party, entry, ground.links)) return false
  const before = ground.booked
    .filter(({ contractId }) => contractId === contract.id)
    .reduce((sum, { amount }) => sum + amount, 0n)
  return before + entry.amount <= contract.amount
}

interface Covered {
  readonly part: Part
  readonly request: KnownRequest | null
}

function entryOf(claim: Claim, { part, request }: Covered, ground: Ground): Booked {
  return {
    voucherId: claim.voucherId,
    onDate: claim.onDate,
    memberId: part.memberId,
    name: part.name,
    amount: part.amount,
    requestId: request?.id ?? null,
    contractId: claim.contractId ?? request?.contractId ?? onlyContract(part, ground),
    projectId: claim.projectId ?? request?.projectId ?? null,
  }
}

/** Who has one running contract with the co-op is paid under it, named or not. */
function onlyContract(part: Part, { contracts, links }: Ground): AnyId | null {
  const known = [...contracts.values()].filter(
    ({ party, ended }) => !ended && samePayee(party, part, links),
  )
  return known.length === 1 ? (known[0]?.id ?? null) : null
}

/** The payment as the readings measure it: payments to the same payee carry its name, others none. */
export function itemOf(
  entry: Booked,
  of: SpendingClass | null,
  ground: Pick<Ground, 'booked' | 'links'>,
): Item {
  const history = ground.booked.map((paid): Paid => ({
    payee: samePayee(paid, entry, ground.links) ? 'same' : 'other',
    date: paid.onDate,
    amount: paid.amount,
    contract: paid.contractId ?? undefined,
    project: paid.projectId ?? undefined,
  }))
  return {
    kind: 'expense',
    class: of,
    payee: 'same',
    date: entry.onDate,
    amount: entry.amount,
    contract: entry.contractId ?? undefined,
    project: entry.projectId ?? undefined,
    history,
  }
}

/**
 * The route of a payment among those of its payee, whichever comes first: every window in which it lies is
 * looked at, not only the one that ends on its day. The largest measure of each reading is kept.
 */
export function routeAmong(item: Item, rows: readonly Limit[]): readonly Needed[] {
  const reach = Math.max(1, ...rows.map(({ windowDays }) => windowDays))
  const last = addDays(item.date, reach - 1)
  const later = item.history.filter(
    ({ payee, date }) => payee === item.payee && date > item.date && date <= last,
  )
  const ends = [...new Set([item.date, ...later.map(({ date }) => date)])]
  const found = new Map<string, Needed>()
  for (const end of ends) {
    const away = dayNumber(end) - dayNumber(item.date)
    const within = rows.filter(({ windowDays }) => away < windowDays)
    for (const one of routeOf({ ...item, date: end }, within)) {
      const key = `${one.organ} ${one.reading}`
      const before = found.get(key)
      if (before === undefined || before.measured < one.measured) found.set(key, one)
    }
  }
  return highestOnly([...found.values()])
}

function objectionsTo(
  entry: Booked,
  { part, request, claim }: Covered & { readonly claim: Claim },
  ground: Ground,
): Objection[] {
  const matrix = ground.matrixOn(entry.onDate)
  const needed = routeAmong(
    itemOf(entry, request?.class ?? null, ground),
    matrix.rows.filter(({ lock }) => lock),
  )
  const objection = (code: Objection['code'], said: Text): Objection[] => [
    { code, text: said, part, needed },
  ]
  const contract = entry.contractId === null ? undefined : ground.contracts.get(entry.contractId)
  const named = (claim.contractId ?? request?.contractId ?? null) !== null
  const locks = matrix.rows.some(({ kind, lock }) => kind === 'contract' && lock)
  if (named && locks && contract?.lawful !== true) {
    return objection('contract_open', contractOpen(contract?.title ?? ''))
  }
  if (request === null) {
    return needed.length === 0 || restsOnContract(entry, claim, ground)
      ? []
      : objection('needs_approval', needsApproval(part, needed))
  }
  const why = closed(request, ground.today)
  if (why !== null) return objection('request_open', why)
  const before = ground.booked
    .filter(({ requestId }) => requestId === request.id)
    .reduce((sum, { amount }) => sum + amount, 0n)
  if (before + entry.amount > request.amount) {
    return objection('over_approved', overApproved(request, before, entry.amount))
  }
  const missing = missingOrgans(request.organs, organsOf(needed))
  return missing.length === 0 ? [] : objection('organs_missing', organsMissing(request, missing))
}

/** Organs that must have approved and did not; a higher one of the co-op's own stands for a lower one. */
export const missingOrgans = (had: readonly Organ[], needed: readonly Organ[]): readonly Organ[] =>
  needed.filter((organ) => {
    const place = DECIDING.indexOf(organ)
    return place < 0 ? !had.includes(organ) : !had.some((one) => DECIDING.indexOf(one) >= place)
  })

/** Why nothing may be paid on a request; null when it may. */
export function closed(request: KnownRequest, today: LocalDate): Text | null {
  const { number, state, emergencyDue } = request
  if (state === 'approved' || state === 'free') return null
  if (state === 'running' && emergencyDue !== null && today <= emergencyDue) return null
  const [zh, en] = {
    running: ['还在审批中', 'is still being decided'],
    refused: ['未获批准', 'was refused'],
    withdrawn: ['已撤回', 'was withdrawn'],
    cancelled: ['已取消', 'was cancelled'],
  }[state] as [string, string]
  return state === 'running' && emergencyDue !== null
    ? text(
        `支出申请${number}为紧急支出,补办审批已于 ${emergencyDue} 到期`,
        `spending request ${number} is an emergency whose approval was due on ${emergencyDue}`,
      )
    : text(`支出申请${number}${zh},不能付款`, `spending request ${number} ${en}`)
}

const said = (amount: bigint): string => displayYuan(amount)
const who = (part: Named): { zh: string; en: string } =>
  part.name === ''
    ? { zh: '未写明收款人的付款', en: 'payments that name no payee' }
    : { zh: `付给${part.name}的款项`, en: `what is paid to ${part.name}` }

function needsApproval(part: Part, needed: readonly Needed[]): Text {
  const organs = organsOf(needed).map((organ) => ORGAN_WORDS[organ])
  const readings = needed
    .filter(({ organ }) => organ === needed[0]?.organ)
    .map(({ reading, measured, limit }) => ({ word: READING_WORDS[reading], measured, limit }))
  const { zh, en } = who(part)
  return text(
    `${zh}须先经${organs.map((o) => o.zh).join('、')}审批:${readings
      .map(({ word, measured, limit }) => `${word.zh} ${said(measured)} 元,限额 ${said(limit)} 元`)
      .join(';')}`,
    `${en} must first be approved by ${organs.map((o) => o.en).join(', ')}: ${readings
      .map(({ word, measured, limit }) => `${word.en} ${said(measured)}, limit ${said(limit)}`)
      .join('; ')}`,
  )
}

const otherPayee = ({ number, payee }: KnownRequest): Text =>
  text(
    `支出申请${number}的收款人是${payee.name},与凭证不符`,
    `spending request ${number} is for ${payee.name}, not for the payee of the voucher`,
  )

const overApproved = ({ number, amount }: KnownRequest, before: bigint, more: bigint): Text =>
  text(
    `支出申请${number}批准 ${said(amount)} 元,已付 ${said(before)} 元,不能再付 ${said(more)} 元`,
    `spending request ${number} allows ${said(amount)}, ${said(before)} is paid: ${said(more)} more is too much`,
  )

const organsMissing = ({ number }: KnownRequest, missing: readonly Organ[]): Text =>
  text(
    `支出申请${number}没有经过${missing.map((organ) => ORGAN_WORDS[organ].zh).join('、')}审批`,
    `spending request ${number} was not approved by ${missing.map((organ) => ORGAN_WORDS[organ].en).join(', ')}`,
  )

const contractOpen = (title: string): Text =>
  text(
    `合同“${title}”还没有审批,不能据以付款`,
    `the contract “${title}” is not approved; nothing is paid under it`,
  )

/** An objection as a finding: what was measured against which limit, by which readings. */
export const findingOf = (objection: Objection, source: string): Finding => ({
  rule: 'SEED-10K',
  version: '1',
  severity: 'block',
  outcome: 'fails',
  binding: objection.needed[0]?.reading ?? 'payment',
  readings: objection.needed
    .filter(({ organ }) => organ === objection.needed[0]?.organ)
    .map(({ reading, measured, limit }) => ({
      id: reading,
      outcome: 'fails' as const,
      measured: formatYuan(measured),
      limit: formatYuan(limit),
    })),
  notComputed: [],
  rows: [],
  source,
  fix: null,
  text: objection.text,
})

/** What has been paid on each request, fen. */
export function paidOn(booked: readonly Booked[]): ReadonlyMap<AnyId, Fen> {
  const sums = new Map<AnyId, Fen>()
  for (const { requestId, amount } of booked) {
    if (requestId !== null) sums.set(requestId, fen((sums.get(requestId) ?? 0n) + amount))
  }
  return sums
}
