import type { AnyId } from '../../../kernel/id.ts'
import { fen, sumFen } from '../../../kernel/money.ts'
import { notFound } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { putBefore } from '../../governance/index.ts'
import { bookRules } from '../../policy/index.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { distributionContract } from '../contract.ts'
import type { STATES } from '../contract/words.ts'
import { compareUnder } from '../rules/compare.ts'
import { planOf, renamed, type Sourced } from '../rules/inputs.ts'
import type { BookRules } from '../rules/policy.ts'
import { arithmeticOf, computedOf } from '../rules/present.ts'
import { documentOf } from '../rules/terms.ts'
import type { PlanFigures, PlanRow } from '../store.ts'
import { paidSums } from '../store/payments.ts'
import {
  coopsInside,
  planFigures,
  planOfYear,
  resolutionsByIds,
  vouchersOfPlan,
} from '../store/plans.ts'
import { madeOf, sourcedOrFault, termsFrom, usual } from './drafting.ts'
import { type BooksState, booksStates, groundOf, groundsOf, isGround, sourcedOf } from './ground.ts'
import {
  contentHash,
  frozenKind,
  namesOf,
  resolutionWarnings,
  rulesOfYear,
  storedDocument,
  storedSourced,
  storedTerms,
} from './stored.ts'

type PlanVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'listDistributions' | 'readDistribution' | 'explainShare' | 'tryPlan'
>

type State = (typeof STATES)[number]

export const planRecordVerbs: PlanVerbs = {
  listDistributions: async (ctx, input) => {
    const { unitId } = input
    const year = input.year ?? Number(ctx.today.slice(0, 4)) - 1
    const coops = await cooperativesIn(ctx, unitId === undefined ? {} : { unitId })
    const coopIds = coops.map(({ id }) => id)
    const books = await booksStates(ctx, coopIds, year)
    const plans = await planFigures(ctx, coopIds, year)
    const sums = await paidSums(
      ctx,
      [...plans.values()].map(({ id }) => id),
    )
    const all = coops.map((coop) => {
      const plan = plans.get(coop.id)
      const money = (plan === undefined ? undefined : sums.get(plan.id)) ?? { due: 0n, paid: 0n }
      const state = stateOf(plan, books.get(coop.id), money)
      return rowOf(coop, { plan, money, state, books: books.get(coop.id) })
    })
    const states = Object.fromEntries(STATE_NAMES.map((name) => [name, 0])) as Record<State, number>
    for (const { state } of all) states[state] += 1
    const picked = all.filter(
      (row) =>
        (input.state === undefined || row.state === input.state) &&
        (!input.failing || row.failing.length > 0),
    )
    const total = (
      key: 'netSurplus' | 'distributable' | 'returned' | 'residual' | 'due' | 'paid',
    ) => sumFen(picked.map((row) => row[key]))
    return {
      year,
      total: picked.length,
      states,
      sums: {
        netSurplus: total('netSurplus'),
        distributable: total('distributable'),
        returned: total('returned'),
        residual: total('residual'),
        due: total('due'),
        paid: total('paid'),
      },
      failing: picked.filter(({ outcome }) => outcome === 'fails').length,
      depending: picked.filter(({ outcome }) => outcome === 'depends').length,
      rows: picked.slice(input.offset, input.offset + input.limit),
    }
  },

  readDistribution: async (ctx, { coopId, year }) => {
    const coopName = (await coopsInside(ctx, coopId)).get(coopId) ?? ''
    const books = (await booksStates(ctx, [coopId], year)).get(coopId)
    const found = await planOfYear(ctx, coopId, year)
    const plan = found?.status === 'reversed' ? null : found
    const money = plan === null ? undefined : (await paidSums(ctx, [plan.id])).get(plan.id)
    const state = stateOf(plan ?? undefined, books, money ?? { due: 0n, paid: 0n })
    const head = {
      coopId,
      coopName,
      year,
      state,
      waits: waitsOf(state, books),
      assembly: plan === null ? null : await assemblyOf(ctx, plan),
      meetingsFrom: (await bookRules(ctx))(ctx.today)['DIST-MEETING'].parameters.from,
    }
    if (plan === null) {
      return {
        ...head,
        ...NOTHING,
        plan: found === null ? null : headOf(found, coopName, 'reversed'),
      }
    }
    const sourced = storedSourced(plan)
    const resolution =
      plan.resolution_id === null
        ? null
        : ((await resolutionsByIds(ctx, [plan.resolution_id])).get(plan.resolution_id) ?? null)
    const status = state === 'paid' ? ('paid' as const) : plan.status
    const rules = (await rulesOfYear(ctx, year, [coopId]))(coopId)
    return {
      ...head,
      plan: headOf(plan, coopName, status),
      terms: storedTerms(plan),
      document: storedDocument(plan),
      computed: sourced === null ? null : computedOf(sourced, await namesOf(ctx, sourced), rules),
      outdated: sourced !== null && (await isOutdated(ctx, plan)),
      resolution:
        resolution === null
          ? null
          : {
              id: resolution.id,
              body: resolution.body,
              number: resolution.number,
              decidedOn: resolution.decided_on,
              heads: resolution.heads,
              present: resolution.present,
              votes: resolution.votes,
              inFavour: resolution.in_favour,
              availableFrom: resolution.available_from,
              document: resolution.document,
              review: resolution.review,
              recordedBy: resolution.recorded_by,
              warnings: resolutionWarnings(resolution, rules['DIST-VOTE']).map(({ zh, en }) => ({
                zh,
                en,
              })),
            },
      vouchers: await vouchersOfPlan(ctx, plan.id),
    }
  },

  explainShare: async (ctx, { coopId, year, holderId }) => {
    const plan = await planOfYear(ctx, coopId, year)
    const sourced = plan === null ? null : storedSourced(plan)
    const person = sourced?.inputs.people.find((one) => one.holderId === holderId)
    if (sourced === null || person === undefined) throw notFound()
    const names = await namesOf(ctx, sourced)
    return {
      member: { holderId, number: person.number, name: names.get(holderId) ?? '' },
      rows: arithmeticOf(sourced, holderId),
    }
  },

  tryPlan: async (ctx, { coopId, year, terms: given }) => {
    const ground = await groundOf(ctx, coopId, year)
    const rules = (await rulesOfYear(ctx, year, [coopId]))(coopId)
    const terms = termsFrom(given, rules)
    const found = await planOfYear(ctx, coopId, year)
    const current = found === null || found.status === 'reversed' ? null : found
    const before =
      current === null
        ? sourcedOf(ground, usual(rules))
        : (storedSourced(current) ?? sourcedOf(ground, madeOf(current)))
    const after = sourcedOf(ground, { terms, document: documentOf(terms, []) })
    const names = await namesOf(ctx, after)
    const { people, ...comparison } = compared(before, after, rules)
    const numbers = new Map(after.inputs.people.map((one) => [one.id, one]))
    return {
      computed: computedOf(after, names, rules),
      comparison,
      members: people.flatMap(({ id, ...amounts }) => {
        const person = numbers.get(id)
        if (person === undefined) return []
        const { holderId, number } = person
        return [{ holderId, number, name: names.get(holderId) ?? '', ...amounts }]
      }),
    }
  },
}

const NOTHING = {
  terms: null,
  document: null,
  computed: null,
  outdated: false,
  resolution: null,
  vouchers: [],
}

const STATE_NAMES: readonly State[] = [
  'no_books',
  'books_open',
  'none',
  'draft',
  'computed',
  'resolved',
  'posted',
  'paid',
]

const DECEMBER = 12

interface Money {
  readonly due: bigint
  readonly paid: bigint
}

function stateOf(
  plan: PlanFigures | undefined,
  books: BooksState | undefined,
  { due, paid }: Money,
): State {
  if (plan !== undefined && plan.status !== 'reversed') {
    return plan.status === 'posted' && due > 0n && paid === due ? 'paid' : plan.status
  }
  if (books === undefined) return 'no_books'
  return books.closed < DECEMBER ? 'books_open' : 'none'
}

/** What must happen in the books before a plan can be posted. */
export function booksWait(books: BooksState | undefined): Text | null {
  if (books === undefined) {
    return text('该年度还没有建账。', 'The books of that year have not been opened.')
  }
  if (books.closed < DECEMBER) {
    return text('十二月还没有结账。', 'December has not been closed.')
  }
  if (books.closed > DECEMBER) {
    return text(
      '该年度已结账,不能再分配入账。',
      'The year is closed; nothing can be posted into it.',
    )
  }
  if (!books.transferred) {
    return text(
      '年末结转凭证还没有过账(收入、支出须先转入本年盈余和未分配盈余)。',
      "The transfers of the year's end are not posted: income and expense must reach 332 first.",
    )
  }
  return null
}

function waitsOf(state: State, books: BooksState | undefined): Text[] {
  if (state === 'posted' || state === 'paid') return []
  const wait = booksWait(books)
  return wait === null ? [] : [{ zh: wait.zh, en: wait.en }]
}

interface Known {
  readonly plan: PlanFigures | undefined
  readonly books: BooksState | undefined
  readonly money: Money
  readonly state: State
}

const rowOf = (
  coop: { readonly id: AnyId; readonly name: string; readonly townName: string },
  { plan, books, money, state }: Known,
) => ({
  coopId: coop.id,
  coopName: coop.name,
  townName: coop.townName,
  planId: plan?.id ?? null,
  state,
  outcome: plan?.outcome ?? null,
  failing: [...(plan?.failing ?? [])],
  members: plan?.members ?? 0,
  netSurplus: fen(
    plan === undefined || plan.computed_at === null
      ? (books?.figures.netSurplus ?? 0n)
      : plan.net_surplus_fen,
  ),
  reserve: fen(plan?.reserve_fen ?? 0n),
  distributable: fen(plan?.distributable_fen ?? 0n),
  returned: fen(plan?.returned_fen ?? 0n),
  residual: fen(plan?.residual_fen ?? 0n),
  converted: fen(plan?.converted_fen ?? 0n),
  retained: fen(plan?.retained_fen ?? 0n),
  due: fen(money.due),
  paid: fen(money.paid),
})

const headOf = (
  plan: PlanRow,
  coopName: string,
  status: 'draft' | 'computed' | 'resolved' | 'posted' | 'paid' | 'reversed',
) => ({
  planId: plan.id,
  coopId: plan.coop_id,
  coopName,
  year: plan.year,
  status,
  outcome: plan.outcome,
  contentHash: plan.content_hash,
  computedAt: plan.computed_at,
  postedAt: plan.posted_at,
  postedBy: plan.posted_by,
  reverseReason: plan.reverse_reason,
})

/** Two plans on the people and the year of the second; each counts transactions in its own way. */
/** Where a plan stands before the assembly; null where nobody has put it there. */
async function assemblyOf(ctx: Ctx, plan: PlanRow) {
  const put = await putBefore(ctx, { coopId: plan.coop_id, subjectId: plan.id })
  const kind = plan.content_hash === null ? '' : frozenKind(plan.content_hash)
  const latest = put.find(({ subjectKind }) => subjectKind === kind) ?? put[0]
  if (latest === undefined) return null
  const { meetingId, title, heldOn, meetingState, decided } = latest
  return {
    meetingId,
    title,
    heldOn,
    meetingState,
    sameVersion: latest.subjectKind === kind,
    decided:
      decided === null
        ? null
        : {
            number: decided.number,
            on: decided.decidedOn,
            carried: decided.carried,
            entitled: decided.entitled,
            present: decided.present,
            votes: decided.allVotes,
            inFavour: decided.inFavour,
          },
  }
}

function compared(before: Sourced, after: Sourced, rules: BookRules) {
  const was = new Map(before.inputs.people.map((person) => [person.id, person.measures]))
  const other = renamed(after)
  const plans = {
    year: after.inputs.year,
    people: after.inputs.people.map((person) => {
      const { holderId: _holder, number: _number, ...plain } = person
      return { ...plain, measures: { ...was.get(person.id), ...other.measuresOf(person) } }
    }),
    before: planOf(before),
    after: other.plan,
  }
  return compareUnder(plans, rules)
}

/** A posted plan is what it is; one that is not is computed again and held beside what is kept. */
async function isOutdated(ctx: Ctx, plan: PlanRow): Promise<boolean> {
  if (plan.status !== 'computed' && plan.status !== 'resolved') return false
  const ground = (await groundsOf(ctx, [plan.coop_id], plan.year)).get(plan.coop_id)
  if (ground === undefined || !isGround(ground)) return true
  const fresh = sourcedOrFault(ground, madeOf(plan))
  return 'fault' in fresh || contentHash(fresh) !== plan.content_hash
}
