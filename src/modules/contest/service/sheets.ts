import type { AnyId } from '../../../kernel/id.ts'
import { chinaDate } from '../../../kernel/date.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { contestContract } from '../contract.ts'
import { sheetFaults } from '../rules/score.ts'
import { sayContest } from '../rules/words.ts'
import { contestRow, entriesOf, setupOf, unitNames } from '../store/editions.ts'
import * as judging from '../store/judging.ts'
import { mutable } from './editions.ts'
import { fieldOf, lockContest, notNow, ownSeat } from './ground.ts'

type SheetVerbs = Pick<
  Verbs<typeof contestContract, Ctx>,
  'readOwnSheets' | 'saveSheet' | 'declareConflict' | 'listSheets'
>

const FAULTS: Readonly<Record<'missing' | 'unknown' | 'range', Text>> = {
  missing: text('没有评分', 'is missing'),
  unknown: text('没有这个评分项目', 'no such item'),
  range: text('超出分值', 'out of its points'),
}

/** Whether a judge may file a sheet now: while scoring runs; a third judge also after it ended. */
const mayScoreNow = (state: string, part: string): boolean =>
  state === 'open' || (state === 'scored' && part === 'extra')

export const sheetVerbs: SheetVerbs = {
  readOwnSheets: async (ctx, { contestId }) => {
    const seat = await ownSeat(ctx, contestId)
    const row = await contestRow(ctx, contestId, false)
    if (row === null) throw notFound()
    const { setup } = await setupOf(ctx, contestId)
    const units = (await entriesOf(ctx, contestId)).filter((one) => one.withdrawn_why === null)
    const conflicts = (await judging.conflictsOf(ctx, contestId)).filter(
      (one) => one.account_id === seat.account_id,
    )
    const sheets = await judging.sheetsBy(ctx, contestId, seat.account_id)
    return {
      contestId,
      number: sayContest(row),
      kind: row.kind,
      state: row.state,
      setup: mutable(setup),
      part: seat.part,
      mayScore: mayScoreNow(row.state, seat.part),
      units: units.map((unit) => {
        const own = sheets.filter((one) => one.unit_id === unit.unit_id).at(-1)
        return {
          unit: { id: unit.unit_id, name: unit.name },
          town: unit.town,
          conflicts: conflicts
            .filter((one) => one.unit_id === unit.unit_id)
            .map(({ kind, source, said }) => ({ kind, source, said: said as Text })),
          own:
            own === undefined
              ? null
              : {
                  version: own.version,
                  scores: own.scores as Record<string, string>,
                  comment: own.comment,
                  on: chinaDate(own.recorded_at),
                },
        }
      }),
    }
  },

  saveSheet: async (ctx, { contestId, unitId, scores, comment, reason }) => {
    const seat = await ownSeat(ctx, contestId)
    const row = await lockContest(ctx, contestId, ['open', 'scored'])
    if (!mayScoreNow(row.state, seat.part)) {
      throw notNow('评分已经结束。', 'Scoring has ended.')
    }
    const { mayScore } = await fieldOf(ctx, contestId)
    if (!mayScore(seat.account_id, unitId)) {
      throw notNow('您对该单位须回避,不能评分。', 'You must not score this unit.')
    }
    const { setup } = await setupOf(ctx, contestId)
    const faults = sheetFaults(setup, scores).map(({ item, why }) => ({
      path: `$.scores.${item}`,
      text: FAULTS[why],
    }))
    if (faults.length > 0) throw badInput(faults)
    const own = (await judging.sheetsBy(ctx, contestId, seat.account_id)).filter(
      (one) => one.unit_id === unitId,
    )
    if (own.length > 0 && reason === '') {
      const said = text('已经评过分,更正须说明原因', 'filed already: a correction needs a reason')
      throw badInput([{ path: '$.reason', text: said }])
    }
    const version = own.length + 1
    await judging.insertSheet(ctx, {
      contest_id: contestId,
      account_id: seat.account_id,
      unit_id: unitId,
      version,
      scores,
      comment,
      reason,
    })
    // What was given stays off the trail until closing: who reads it must not score by it.
    ctx.record({ entity: 'contest_sheet', id: contestId, after: { unitId, version } })
    return { version }
  },

  declareConflict: async (ctx, { contestId, unitId, kind, reason }) => {
    const seat = await ownSeat(ctx, contestId)
    await lockContest(ctx, contestId, ['draft', 'open', 'scored'])
    const { units } = await fieldOf(ctx, contestId)
    if (!units.some((one) => one.unit_id === unitId)) throw notFound()
    await judging.insertConflict(ctx, {
      contestId,
      accountId: seat.account_id,
      unitId,
      kind,
      source: 'declared',
      said: text(reason, reason),
    })
    ctx.record({ entity: 'contest', id: contestId, after: { declared: kind, unitId, reason } })
    return {}
  },

  listSheets: async (ctx, { contestId }) => {
    const row = await contestRow(ctx, contestId, false)
    if (row === null) throw notFound()
    if (row.state !== 'closed' && row.state !== 'published') {
      throw notNow('封存核算之前,任何人不能查看评分。', 'Nobody sees sheets before closing.')
    }
    const [rows, field] = [await judging.sheetsOf(ctx, contestId), await fieldOf(ctx, contestId)]
    const judges = new Map(
      (await judging.judgesOf(ctx, contestId)).map((one) => [one.account_id, one.name]),
    )
    const names = await unitNames(
      ctx,
      rows.map((one) => one.unit_id),
    )
    const last = new Map<string, number>()
    const key = (one: { account_id: AnyId; unit_id: AnyId }) => `${one.account_id} ${one.unit_id}`
    for (const one of rows) last.set(key(one), one.version)
    return {
      rows: rows.map((one) => ({
        accountId: one.account_id,
        name: judges.get(one.account_id) ?? '',
        unit: { id: one.unit_id, name: names.get(one.unit_id) ?? '' },
        version: one.version,
        counts: last.get(key(one)) === one.version && field.mayScore(one.account_id, one.unit_id),
        scores: one.scores as Record<string, string>,
        comment: one.comment,
        reason: one.reason,
        on: chinaDate(one.recorded_at),
      })),
    }
  },
}
