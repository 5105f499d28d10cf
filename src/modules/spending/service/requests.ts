import { must } from '../../../kernel/assert.ts'
import { chinaDate, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { type Fen, fen, formatYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { calendarFor, dayAfter, startCase, withdrawCase } from '../../approvals/index.ts'
import { coopFacts } from '../../registry/index.ts'
import type { requestVerbs as contract } from '../contract/requests.ts'
import {
  CLASS_WORDS,
  type Matrix,
  type Needed,
  ORGAN_WORDS,
  READING_WORDS,
  type SpendingClass,
} from '../model.ts'
import {
  type Booked,
  type Ground,
  itemOf,
  type KnownRequest,
  paidOn,
  routeAmong,
} from '../rules/claim.ts'
import { organsOf } from '../rules/route.ts'
import { nextNumber, sayNumber } from '../store/numbers.ts'
import { replaceQuotes } from '../store/papers.ts'
import { cancelRequest, insertRequest, requestRow } from '../store/requests.ts'
import type { RequestRow } from '../store.ts'
import { casesOf, groundsOf, stateOf } from './ground.ts'
import { keepPapers } from './papers.ts'

type RequestVerbs = Pick<Verbs<typeof contract, Ctx>, 'requestSpending' | 'cancelSpending'>
type Asked = Input<(typeof contract)['requestSpending']>

/** What is bought on a market: wages, rent and repayments have one other side. */
const QUOTED: readonly SpendingClass[] = [
  'supplies',
  'assets',
  'construction',
  'services',
  'office',
]

/** How many quotes the matrix asks for. */
export const quotesAsked = (
  { terms }: Matrix,
  what: { readonly amount: Fen; readonly class: SpendingClass },
): number =>
  QUOTED.includes(what.class) && what.amount >= terms.quotesFrom ? terms.quotesLeast : 0

/** The steps a route means, as people read it. */
export const stepsOf = (route: readonly Needed[]) =>
  organsOf(route).map((organ) => ({
    organ,
    title: ORGAN_WORDS[organ],
    basis: must(
      route.find((one) => one.organ === organ),
      organ,
    ).basis,
  }))

/** Why each organ is asked, one line each, for the case. */
export const reasonsOf = (route: readonly Needed[]): string[] =>
  route.map(
    ({ organ, reading, measured, limit }) =>
      `${ORGAN_WORDS[organ].zh}:${READING_WORDS[reading].zh} ${formatYuan(measured)} 元,起点 ${formatYuan(limit)} 元`,
  )

/** The role in which somebody asks, for the case. */
export const roleOf = (ctx: Ctx): Role | null =>
  ctx.actor.kind === 'account' ? (ctx.actor.grants[0]?.role ?? null) : null

/**
 * What will be paid on requests that are open, beside what is: two requests of 6,000 to one payee are 12,000
 * before either is paid.
 */
function committed(ground: Ground, plannedOn: LocalDate): Booked[] {
  const paid = paidOn(ground.booked)
  return [...ground.requests.values()].flatMap((request): Booked[] => {
    const left = request.amount - (paid.get(request.id) ?? 0n)
    const open = ['running', 'approved', 'free'].includes(request.state)
    if (!open || left <= 0n) return []
    return [
      {
        ...request.payee,
        voucherId: request.id,
        onDate: plannedOn,
        amount: left,
        requestId: request.id,
        contractId: request.contractId,
        projectId: request.projectId,
      },
    ]
  })
}

function routeFor(asked: Asked, ground: Ground, plannedOn: LocalDate): readonly Needed[] {
  const entry: Booked = {
    memberId: asked.memberId,
    name: asked.payee,
    voucherId: '',
    onDate: plannedOn,
    amount: asked.amount,
    requestId: null,
    contractId: asked.contractId,
    projectId: asked.project?.id ?? null,
  }
  const booked = [...ground.booked, ...committed(ground, plannedOn)]
  const item = itemOf(entry, asked.class, { booked, links: ground.links })
  return routeAmong(item, ground.matrixOn(plannedOn).rows)
}

function faultsOfRequest(asked: Asked, ground: Ground, quotes: number): Fault[] {
  const faults: Fault[] = []
  const given = asked.quotes.length
  if (given < quotes && asked.singleSource === null && asked.contractId === null) {
    const why = text(
      `须有 ${quotes} 家报价,已有 ${given} 家;确实只有一家的请写明原因`,
      `${quotes} quotes are asked for, ${given} given; where there is one source only, say why`,
    )
    faults.push({ path: '$.quotes', text: why })
  }
  const chosen = asked.quotes.filter((quote) => quote.chosen)
  if (chosen.length > 1) {
    const why = text('只能选用一家', 'one of them is chosen')
    faults.push({ path: '$.quotes', text: why })
  }
  if (asked.contractId !== null) {
    const known = ground.contracts.get(asked.contractId)
    if (known === undefined || known.ended) {
      const why = text('本社没有这份有效合同', 'is no running contract of this co-op')
      faults.push({ path: '$.contractId', text: why })
    }
  }
  return faults
}

/** The day by which an emergency must be approved; refused while an earlier one is overdue. */
async function emergencyDueOf(ctx: Ctx, ground: Ground, matrix: Matrix): Promise<LocalDate> {
  const late = [...ground.requests.values()].find(
    ({ state, emergencyDue }) =>
      state === 'running' && emergencyDue !== null && emergencyDue < ctx.today,
  )
  if (late !== undefined) {
    throw new Refusal(
      'not_allowed_now',
      text(
        `紧急支出${late.number}逾期未补办审批,补办之前不能再按紧急支出申请。`,
        `The emergency ${late.number} is not approved in time; until it is, there is no other emergency.`,
      ),
    )
  }
  const days = { days: matrix.terms.emergencyDays, working: true }
  const due = dayAfter(ctx.today, days, await calendarFor(ctx))
  if (due === null) {
    throw new Refusal(
      'not_allowed_now',
      text(
        '工作日历尚未维护到该日期,无法计算补办期限。请先录入国务院放假安排。',
        'The working calendar does not reach that far: enter the holidays first.',
      ),
    )
  }
  return due
}

interface Numbered {
  readonly requestId: AnyId
  readonly number: string
  readonly route: readonly Needed[]
  readonly contract: string | null
}

/** Opens the case whose steps are the organs of the route. */
async function openCase(
  ctx: Ctx,
  asked: Asked,
  { requestId, number, route, contract: title }: Numbered,
): Promise<AnyId> {
  const opened = await startCase(ctx, {
    process: 'spending',
    unitId: asked.coopId,
    title: `${number} 付${asked.payee} ${formatYuan(asked.amount)} 元`,
    subject: { kind: 'spending', id: requestId },
    role: roleOf(ctx),
    facts: {
      number,
      payee: asked.payee,
      amount: formatYuan(asked.amount),
      class: CLASS_WORDS[asked.class].zh,
      purpose: asked.purpose,
      ...(title === null ? {} : { contract: title }),
      ...(asked.project === null ? {} : { project: asked.project.name }),
      organs: [...organsOf(route)],
      reasons: reasonsOf(route),
      ...(asked.emergency === null ? {} : { emergency: asked.emergency }),
      ...(asked.singleSource === null ? {} : { singleSource: asked.singleSource }),
      quotes: asked.quotes.map(({ supplier, amount, chosen, note }) => ({
        supplier,
        amount: formatYuan(amount),
        chosen,
        ...(note === '' ? {} : { note }),
      })),
    },
  })
  return opened.row.id
}

/** A request of this co-op, or the answer for what is missing. */
export async function requestHere(
  ctx: Ctx,
  at: { readonly coopId: AnyId; readonly requestId: AnyId },
  lock = false,
): Promise<RequestRow> {
  const row = await requestRow(ctx, at.requestId, lock)
  if (row === null || row.coop_id !== at.coopId) throw notFound()
  return row
}

export const requestVerbs: RequestVerbs = {
  requestSpending: async (ctx, asked) => {
    await coopFacts(ctx, asked.coopId)
    const plannedOn = asked.plannedOn ?? ctx.today
    const { grounds } = await groundsOf(ctx, [asked.coopId])
    const ground = must(grounds.get(asked.coopId), 'the ground of a co-op')
    const matrix = ground.matrixOn(plannedOn)
    const quotes = quotesAsked(matrix, asked)
    const faults = faultsOfRequest(asked, ground, quotes)
    if (faults.length > 0) throw badInput(faults)
    const route = routeFor(asked, ground, plannedOn)
    const emergencyDue = asked.emergency === null ? null : await emergencyDueOf(ctx, ground, matrix)
    const requestId = ctx.newId()
    const numbered = await nextNumber(ctx, asked.coopId, 'spending')
    const number = sayNumber('支', numbered)
    const contract =
      asked.contractId === null ? null : (ground.contracts.get(asked.contractId)?.title ?? null)
    const caseId =
      route.length === 0 ? null : await openCase(ctx, asked, { requestId, number, route, contract })
    await insertRequest(ctx, {
      id: requestId,
      coop_id: asked.coopId as Id<'unit'>,
      ...numbered,
      payee_member: asked.memberId,
      payee_name: asked.payee,
      amount_fen: asked.amount,
      class: asked.class,
      purpose: asked.purpose,
      contract_id: asked.contractId,
      project_id: asked.project?.id ?? null,
      project_name: asked.project?.name ?? null,
      planned_on: plannedOn,
      emergency_reason: asked.emergency,
      emergency_due: emergencyDue,
      single_source: asked.singleSource,
      route: routeJson(route),
      organs: [...organsOf(route)],
      case_id: caseId,
      requested_at: ctx.now,
      requested_by: actorAccount(ctx),
      requested_name: actorName(ctx),
    })
    const about = { coopId: asked.coopId as Id<'unit'>, subjectId: requestId }
    await replaceQuotes(ctx, about, asked.quotes.map(quoteRow))
    await keepPapers(ctx, about, asked.papers)
    ctx.record({
      entity: 'spending_request',
      id: requestId,
      after: {
        number,
        payee: asked.payee,
        amount: formatYuan(asked.amount),
        class: asked.class,
        purpose: asked.purpose,
        organs: organsOf(route),
        emergency: asked.emergency,
      },
    })
    return {
      requestId,
      number,
      caseId,
      route: [...route],
      steps: stepsOf(route),
      quotesAsked: quotes,
      emergencyDue,
    }
  },

  cancelSpending: async (ctx, { coopId, requestId, reason }) => {
    const row = await requestHere(ctx, { coopId, requestId }, true)
    const state = stateOf(row, await casesOf(ctx, [requestId]))
    if (!['running', 'approved', 'free'].includes(state)) {
      throw new Refusal(
        'not_allowed_now',
        text('该申请已经结束,不需要取消。', 'The request has ended already.'),
      )
    }
    if (state === 'running' && row.emergency_due !== null) {
      const { grounds } = await groundsOf(ctx, [coopId])
      const paid = paidOn(must(grounds.get(coopId), 'the ground of a co-op').booked)
      if ((paid.get(requestId) ?? 0n) > 0n) {
        throw new Refusal(
          'not_allowed_now',
          text('紧急支出已经付款,须补办审批,不能取消。', 'It is paid: it must be approved now.'),
        )
      }
    }
    if (state === 'running') await withdrawCase(ctx, { caseId: must(row.case_id, 'case'), reason })
    await cancelRequest(ctx, requestId, { on: ctx.today, reason })
    ctx.record({ entity: 'spending_request', id: requestId, after: { cancelled: reason } })
    return {}
  },
}

export const quoteRow = (quote: Asked['quotes'][number]) => ({
  way: quote.way,
  supplier: quote.supplier,
  amount_fen: quote.amount as bigint,
  note: quote.note,
  chosen: quote.chosen,
})

/** A route as it is kept: amounts as text. */
export const routeJson = (route: readonly Needed[]) =>
  route.map((one) => ({
    ...one,
    measured: one.measured.toString(),
    limit: one.limit.toString(),
  }))

/** A route as it was kept. */
export const routeOfJson = (kept: unknown): Needed[] =>
  (kept as (Omit<Needed, 'measured' | 'limit'> & { measured: string; limit: string })[]).map(
    (one) => ({
      ...one,
      measured: fen(BigInt(one.measured)),
      limit: fen(BigInt(one.limit)),
    }),
  )

/** A row as the list and the page show it. */
export function requestOut(
  row: RequestRow,
  more: {
    readonly coopName: string
    readonly paid: Fen
    readonly state: KnownRequest['state']
    readonly today: LocalDate
  },
) {
  const { state, today } = more
  return {
    requestId: row.id,
    number: sayNumber('支', row),
    coopId: row.coop_id,
    coopName: more.coopName,
    payee: row.payee_name,
    amount: fen(row.amount_fen),
    paid: more.paid,
    class: row.class,
    purpose: row.purpose,
    state,
    emergencyDue: row.emergency_due,
    overdue: state === 'running' && row.emergency_due !== null && row.emergency_due < today,
    plannedOn: row.planned_on,
    requestedOn: chinaDate(row.requested_at),
    requestedBy: row.requested_name,
    caseId: row.case_id,
  }
}
