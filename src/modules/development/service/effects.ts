import { addMonths, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, type Fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { booksOf, turnoverBetween } from '../../ledger/index.ts'
import { listPairings } from '../../registry/index.ts'
import type { matchingVerbs } from '../contract/matching.ts'
import { CLASS_TITLES, type CoopClass } from '../model.ts'
import { pairingTasks } from '../store/matching.ts'
import { type ListedCoop, listedCoops, sumsOf } from './candidates.ts'
import { type FileColumn, tableFile } from './files.ts'

type EffectVerbs = Pick<
  Verbs<typeof matchingVerbs, Ctx>,
  'listPairingEffects' | 'exportPairingEffects'
>

interface Effect {
  readonly class: CoopClass | null
  readonly members: number | null
  readonly areaMu: string | null
  readonly sales: Fen | null
}

const MONTHS = 12
const OPERATING = '501'

const periodOf = (day: LocalDate): number => Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7))

/** Operating income of the twelve months that end with the month of a day; co-ops without books are absent. */
async function salesUpTo(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  day: LocalDate,
): Promise<Map<AnyId, Fen>> {
  const books = await booksOf(ctx, coopIds)
  // The closing of month 13 empties the account: the months of each year are asked for by themselves.
  const sums = new Map<AnyId, bigint>([...books.keys()].map((id) => [id, 0n]))
  const from = periodOf(addMonths(day, 1 - MONTHS))
  const to = periodOf(day)
  for (let year = Math.trunc(from / 100); year <= Math.trunc(to / 100); year++) {
    const span = { from: Math.max(from, year * 100 + 1), to: Math.min(to, year * 100 + 12) }
    for (const [id, rows] of await turnoverBetween(ctx, coopIds, span)) {
      for (const row of rows) {
        if (!row.account.startsWith(OPERATING)) continue
        sums.set(id, (sums.get(id) ?? 0n) + row.credit - row.debit)
      }
    }
  }
  return new Map([...sums].map(([id, sum]) => [id, fen(sum)]))
}

/** How co-ops stood on a day: from dated records alone, so that the same day always says the same. */
async function stoodOn(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  day: LocalDate,
): Promise<Map<AnyId, Effect>> {
  const rows = new Map<AnyId, ListedCoop>(
    (await listedCoops(ctx, { asOf: day })).map((row) => [row.id, row]),
  )
  const sums = await sumsOf(ctx, coopIds, day)
  const sales = await salesUpTo(ctx, coopIds, day)
  return new Map(
    coopIds.map((id) => [
      id,
      {
        class: rows.get(id)?.class ?? null,
        members: sums.get(id)?.members ?? null,
        areaMu: rows.get(id)?.areaMu ?? null,
        sales: sales.get(id) ?? null,
      },
    ]),
  )
}

const UNKNOWN: Effect = { class: null, members: null, areaMu: null, sales: null }

async function effects(ctx: Ctx, coopId?: AnyId) {
  const { pairings } = await listPairings(ctx, coopId === undefined ? {} : { coopId })
  const tasks = await pairingTasks(
    ctx,
    pairings.map(({ id }) => id),
  )
  const reached = new Set((await listedCoops(ctx)).map(({ id }) => id))
  const ids = [...new Set(pairings.flatMap(({ followers }) => followers.map(({ id }) => id)))]
  const now = await stoodOn(ctx, ids, ctx.today)
  const then = new Map<LocalDate, Map<AnyId, Effect>>()
  for (const day of new Set(pairings.map(({ validFrom }) => validFrom))) {
    then.set(day, await stoodOn(ctx, ids, day))
  }
  return pairings.map((pairing) => ({
    pairingId: pairing.id,
    lead: pairing.lead,
    purpose: pairing.purpose,
    agreement: pairing.agreement,
    from: pairing.validFrom,
    tasks: tasks
      .filter((task) => task.pairing_id === pairing.id)
      .map((task) => ({
        taskId: task.id,
        what: task.what,
        responsible: task.responsible,
        dueOn: task.due_on,
        doneOn: task.done_on,
        doneNote: task.done_note,
        overdue: task.done_on === null && task.due_on < ctx.today,
      })),
    followers: pairing.followers
      // A pairing may reach beyond the actor's town: figures are shown of what the actor reaches.
      .filter(({ id }) => reached.has(id))
      .map(({ id, name }) => ({
        coop: { id, name },
        before: then.get(pairing.validFrom)?.get(id) ?? UNKNOWN,
        now: now.get(id) ?? UNKNOWN,
      })),
  }))
}

interface Line {
  readonly lead: string
  readonly coop: string
  readonly from: string
  readonly before: Effect
  readonly now: Effect
}

const classWord = (of: CoopClass | null, language: 'zh' | 'en'): string | null =>
  of === null ? null : CLASS_TITLES[of][language]

const COLUMNS: readonly FileColumn<Line>[] = [
  { title: text('带动社', 'Leader'), kind: 'text', width: 34, value: ({ lead }) => lead },
  { title: text('被带动社', 'Follower'), kind: 'text', width: 34, value: ({ coop }) => coop },
  { title: text('结对日期', 'Since'), kind: 'date', value: ({ from }) => from },
  {
    title: text('结对时分类', 'Class then'),
    kind: 'text',
    value: ({ before }, language) => classWord(before.class, language),
  },
  {
    title: text('现分类', 'Class now'),
    kind: 'text',
    value: ({ now }, language) => classWord(now.class, language),
  },
  {
    title: text('结对时成员', 'Members then'),
    kind: 'integer',
    value: ({ before }) => before.members,
  },
  { title: text('现成员', 'Members now'), kind: 'integer', value: ({ now }) => now.members },
  {
    title: text('结对时面积(亩)', 'Land then (mu)'),
    kind: 'decimal',
    value: ({ before }) => before.areaMu,
  },
  { title: text('现面积(亩)', 'Land now (mu)'), kind: 'decimal', value: ({ now }) => now.areaMu },
  {
    title: text('结对前12月收入', 'Income 12 months before'),
    kind: 'money',
    value: ({ before }) => before.sales,
  },
  {
    title: text('近12月收入', 'Income last 12 months'),
    kind: 'money',
    value: ({ now }) => now.sales,
  },
]

export const effectVerbs: EffectVerbs = {
  listPairingEffects: async (ctx, { coopId }) => ({
    asOf: ctx.today,
    pairings: await effects(ctx, coopId),
  }),

  exportPairingEffects: async (ctx, asked) => {
    const rows = (await effects(ctx)).flatMap(({ lead, from, followers }) =>
      followers.map(({ coop, before, now }) => ({
        lead: lead.name,
        coop: coop.name,
        from,
        before,
        now,
      })),
    )
    ctx.record({ entity: 'export', id: 'pairing-effects', after: { rows: rows.length } })
    const title = text('“1+N”结对成效', 'What pairings did')
    return await tableFile(ctx, { title, columns: COLUMNS, rows }, asked)
  },
}
