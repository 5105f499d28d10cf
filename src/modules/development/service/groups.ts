import { must } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, sumFen } from '../../../kernel/money.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { booksOf, turnoverBetween } from '../../ledger/index.ts'
import { coopsOfUnion } from '../../registry/index.ts'
import type { matchingVerbs as contract } from '../contract/matching.ts'
import type { DevelopmentRules } from '../model.ts'
import {
  type GroupingModel,
  groupingBound,
  groupingProgram,
  groupPoints,
  isGrouping,
  mayJoin,
  type Seat,
  scoreMember,
} from '../rules/grouping.ts'
import type { Ground } from '../rules/matching.ts'
import * as store from '../store/matching.ts'
import { candidatesOf, cardOf, sumsOf, type UnionCandidate } from './candidates.ts'
import { bestOf, foundOut } from './pairings.ts'
import { rulesInForce } from './rules.ts'

type GroupVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'proposeUnionGroups' | 'readUnionFigures' | 'readTownBorders' | 'saveTownBorders'
>

/** Every seat that could open, with those who could join it; a seat with too few is none. */
function seatsOf(coops: readonly UnionCandidate[], ground: Ground, least: number): Seat[] {
  return coops.flatMap((seat, i) => {
    const members = coops.flatMap((member, j): Seat[] => {
      if (i === j) return [{ seat: i, member: j, points: 0 }]
      const score = scoreMember(seat, member, ground)
      return score === null ? [] : [{ seat: i, member: j, points: score.points }]
    })
    return members.length >= least ? members : []
  })
}

function groupsOf(
  coops: readonly UnionCandidate[],
  model: GroupingModel,
  ground: Ground,
  chosen: readonly number[],
) {
  const taken = chosen.map((i) => must(model.seats[i], 'a seat'))
  const used = new Set(taken.map(({ member }) => member))
  return [...Map.groupBy(taken, ({ seat }) => seat)].map(([at, own]) => {
    const seat = must(coops[at], 'a co-op')
    const members = own.map(({ member, points }) => ({
      coop: must(coops[member], 'a co-op'),
      points,
    }))
    const oneTown = members.every(({ coop }) => coop.townId === seat.townId)
    return {
      industry: { id: seat.industryId ?? '', name: seat.industry ?? '' },
      town: oneTown ? { id: seat.townId, name: seat.townName } : null,
      seat: cardOf(seat),
      points: own.reduce((all, { points }) => all + points, 0),
      members: members.map(({ coop, points }) => {
        const score = coop.id === seat.id ? null : scoreMember(seat, coop, ground)
        return {
          coop: cardOf(coop),
          points,
          parts: (score?.parts ?? []).map((part) => ({
            points: part.points,
            said: { ...part.said },
          })),
          metres: score?.metres ?? null,
        }
      }),
      others: coops
        .filter((coop, i) => !used.has(i) && scoreMember(seat, coop, ground) !== null)
        .slice(0, 5)
        .map(cardOf),
    }
  })
}

const INCOME: ReadonlySet<string> = new Set(['501', '502', '511'])
const EXPENSE: ReadonlySet<string> = new Set(['521', '522', '523', '524', '529', '531'])

/** Operating income and surplus of the running year; co-ops without books are absent. */
async function yearOfBooks(ctx: Ctx, coopIds: readonly AnyId[], year: number) {
  const books = await booksOf(ctx, coopIds)
  const span = { from: year * 100 + 1, to: year * 100 + 12 }
  const moved = await turnoverBetween(ctx, coopIds, span)
  return new Map(
    [...books.keys()].map((id) => {
      let [income, surplus] = [0n, 0n]
      for (const { account, credit, debit } of moved.get(id) ?? []) {
        const code = account.slice(0, 3)
        if (code === '501') income += credit - debit
        if (INCOME.has(code) || EXPENSE.has(code)) surplus += credit - debit
      }
      return [id, { income: fen(income), surplus: fen(surplus) }]
    }),
  )
}

/** The unions with the most points under these rules. */
export async function bestGroups(
  ctx: Ctx,
  { unitId, rules }: { readonly unitId: AnyId | undefined; readonly rules: DevelopmentRules },
) {
  const { ground, coops: all } = await candidatesOf(ctx, { unitId, rules })
  const { union } = rules
  const coops = all.filter((coop) => mayJoin(coop, union))
  const model: GroupingModel = { seats: seatsOf(coops, ground, union.least), ...union }
  const program = model.seats.length === 0 ? null : groupingProgram(model)
  const solved = await bestOf(program, ground.terms.seconds, (chosen) => isGrouping(model, chosen))
  return { coops, ground, model, solved }
}

export const groupVerbs: GroupVerbs = {
  proposeUnionGroups: async (ctx, { unitId }) => {
    const { rules } = await rulesInForce(ctx)
    const { coops, ground, model, solved } = await bestGroups(ctx, { unitId, rules })
    return {
      found: foundOut({
        solved,
        points: groupPoints(model, solved.chosen),
        bound: groupingBound(model),
        considered: model.seats.length,
      }),
      groups: groupsOf(coops, model, ground, solved.chosen),
    }
  },

  readUnionFigures: async (ctx, { unionId }) => {
    const members = await coopsOfUnion(ctx, unionId)
    if (members === null) throw notFound()
    const ids = members.map(({ id }) => id)
    const year = yearOf(ctx.today)
    const sums = await sumsOf(ctx, ids)
    const books = await yearOfBooks(ctx, ids, year)
    const rows = members.map((coop) => {
      const sum = sums.get(coop.id)
      const own = books.get(coop.id)
      return {
        coop: { id: coop.id, name: coop.name },
        members: sum?.members ?? null,
        households: sum?.households ?? null,
        paid: sum === undefined ? null : fen(sum.paid),
        income: own?.income ?? null,
        surplus: own?.surplus ?? null,
      }
    })
    const count = (of: 'members' | 'households') =>
      rows.reduce((all, row) => all + (row[of] ?? 0), 0)
    const money = (of: 'paid' | 'income' | 'surplus') => sumFen(rows.map((row) => row[of] ?? 0n))
    return {
      asOf: ctx.today,
      year,
      rows,
      total: {
        members: count('members'),
        households: count('households'),
        paid: money('paid'),
        income: money('income'),
        surplus: money('surplus'),
        without: rows.filter(({ income }) => income === null).length,
      },
      note: text(
        '成员社合计,社与社之间的购销未抵销;同时加入几家社的成员和农户各计一次。',
        'Sums of the member co-ops; trade among them is not set off, who is in several is counted in each.',
      ),
    }
  },

  readTownBorders: async (ctx) => ({
    borders: (await store.borderRows(ctx)).map((row) => ({
      town: { id: row.town_id, name: row.town_name },
      other: { id: row.other_id, name: row.other_name },
      source: row.source,
    })),
  }),

  saveTownBorders: async (ctx, { source, borders }) => {
    await lockFor(ctx.tx, `town-borders:${ctx.county}`)
    const towns = await store.townsAmong(
      ctx,
      borders.flatMap(({ townId, otherId }) => [townId, otherId]),
    )
    const seen = new Map<string, readonly [AnyId, AnyId]>()
    const faults = borders.flatMap(({ townId, otherId }, i) => {
      if (townId !== otherId && towns.has(townId) && towns.has(otherId)) {
        const pair = townId < otherId ? ([townId, otherId] as const) : ([otherId, townId] as const)
        seen.set(pair.join(' '), pair)
        return []
      }
      const why = text('须是本县两个不同的乡镇', 'must be two different towns of the county')
      return [{ path: `$.borders[${i}]`, text: why }]
    })
    if (faults.length > 0) throw badInput(faults)
    const before = (await store.borderRows(ctx)).length
    await store.replaceBorders(ctx, source, [...seen.values()])
    ctx.record({
      entity: 'town_border',
      id: String(ctx.county),
      before: { borders: before },
      after: { borders: seen.size, source },
    })
    return { borders: seen.size }
  },
}
