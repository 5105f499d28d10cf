import { must } from '../../../kernel/assert.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { ROLES } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { definitionsOn, periodOfDay } from '../../indicator/index.ts'
import type { contestContract } from '../contract.ts'
import { shippedSetup } from '../data/shipped.ts'
import type { Setup } from '../model.ts'
import { apartIn, judgedItems } from '../rules/score.ts'
import { setupFaults } from '../rules/setup.ts'
import { sayContest } from '../rules/words.ts'
import * as store from '../store/editions.ts'
import * as judging from '../store/judging.ts'
import { candidates, conflictsWith, groundsOf, judgeOf } from './conflicts.ts'
import { countingSheets, fieldOf, lockContest, notNow } from './ground.ts'

type Contract = typeof contestContract
type EditionVerbs = Pick<
  Verbs<Contract, Ctx>,
  | 'suggestContest'
  | 'addContest'
  | 'changeContest'
  | 'changeEntries'
  | 'openContest'
  | 'endScoring'
  | 'cancelContest'
  | 'addVeto'
  | 'withdrawVeto'
  | 'listContests'
>

/** Indicators that put units of a level in an order. */
async function indicatorsFor(ctx: Ctx, level: Setup['level']) {
  const { indicators } = await definitionsOn(ctx, ctx.today)
  return indicators.flatMap(({ id, title, direction, levels }) =>
    direction !== 'none' && levels.includes(level) ? [{ id, title, direction }] : [],
  )
}

async function refuseSetup(ctx: Ctx, setup: Setup): Promise<void> {
  const known = new Set((await indicatorsFor(ctx, setup.level)).map(({ id }) => id))
  const faults = setupFaults(setup, known)
  if (faults.length > 0) throw badInput(faults)
}

/** Those who take part are units of the edition's level below who holds it. */
async function refuseStrangers(
  ctx: Ctx,
  of: { readonly holder: AnyId; readonly level: Setup['level']; readonly ids: readonly AnyId[] },
  path: string,
): Promise<void> {
  const inside = new Set(
    await store.unitsBelow(ctx, { holder: of.holder, ids: of.ids, kind: of.level }),
  )
  const faults = of.ids.flatMap((id, i) =>
    inside.has(id) && of.ids.indexOf(id) === i
      ? []
      : [
          {
            path: `${path}[${i}]`,
            text: text('不是本次评比的单位,或者重复', 'no unit of this contest, or named twice'),
          },
        ],
  )
  if (faults.length > 0) throw badInput(faults)
}

/** Every unit has so many who may score it; names those that have not. */
function refuseThin(field: Awaited<ReturnType<typeof fieldOf>>, sheets: number): void {
  const thin = field.units.filter(
    ({ unit_id: unitId }) =>
      field.judges.filter((one) => one.part !== 'extra' && field.mayScore(one.account_id, unitId))
        .length < sheets,
  )
  if (thin.length === 0) return
  const names = thin.map(({ name }) => name).join('、')
  throw notNow(
    `${names}:除回避外不足 ${sheets} 名评委。`,
    `fewer than ${sheets} judges may score ${names}.`,
  )
}

export const editionVerbs: EditionVerbs = {
  suggestContest: async (ctx, { kind, level }) => {
    const { name: period } = periodOfDay(ctx.today, 'month')
    const indicators = await indicatorsFor(ctx, level)
    const known = new Set<string>(indicators.map(({ id }) => id))
    const setup = shippedSetup(kind, level, { today: ctx.today, period })
    const items = setup.items.filter(({ indicator }) => indicator === null || known.has(indicator))
    return { setup: mutable({ ...setup, items }), indicators }
  },

  addContest: async (ctx, { unitId, kind, setup, entries }) => {
    await refuseSetup(ctx, setup)
    await refuseStrangers(ctx, { holder: unitId, level: setup.level, ids: entries }, '$.entries')
    const contestId = ctx.newId()
    const numbered = await store.insertContest(ctx, { id: contestId, unitId, kind })
    await store.insertSetup(ctx, { contest_id: contestId, version: 1, body: setup, reason: '' })
    await store.insertEntries(ctx, contestId, entries)
    await store.addEvent(ctx, contestId, { kind: 'drafted' })
    const number = sayContest({ kind, ...numbered })
    ctx.record({
      entity: 'contest',
      id: contestId,
      after: { number, setup, units: entries.length },
    })
    return { contestId, number }
  },

  changeContest: async (ctx, { contestId, setup, reason }) => {
    await lockContest(ctx, contestId, ['draft'])
    const before = await store.setupOf(ctx, contestId)
    await refuseSetup(ctx, setup)
    if (setup.level !== before.setup.level) {
      const said = text('参评层级不能改', 'the level stays')
      throw badInput([{ path: '$.setup.level', text: said }])
    }
    const version = before.version + 1
    await store.insertSetup(ctx, { contest_id: contestId, version, body: setup, reason })
    ctx.record({ entity: 'contest', id: contestId, before: before.setup, after: setup })
    return { version }
  },

  changeEntries: async (ctx, { contestId, add, withdraw }) => {
    const row = await lockContest(ctx, contestId, ['draft'])
    const { setup } = await store.setupOf(ctx, contestId)
    await refuseStrangers(ctx, { holder: row.unit_id, level: setup.level, ids: add }, '$.add')
    const there = await store.entriesOf(ctx, contestId)
    if (there.some((one) => add.includes(one.unit_id))) {
      throw new Refusal('conflict', text('该单位已经参评过。', 'It takes part already.'))
    }
    await store.insertEntries(ctx, contestId, add)
    await findConflicts(ctx, contestId, { units: add })
    for (const { unitId, why } of withdraw) {
      if (!(await store.withdrawEntry(ctx, { contestId, unitId, why }))) throw notFound()
    }
    const units = there.filter((one) => one.withdrawn_why === null).length
    ctx.record({ entity: 'contest', id: contestId, after: { add, withdraw } })
    return { units: units + add.length - withdraw.length }
  },

  openContest: async (ctx, { contestId }) => {
    await lockContest(ctx, contestId, ['draft'])
    const { setup } = await store.setupOf(ctx, contestId)
    const field = await fieldOf(ctx, contestId)
    if (field.units.length < 2) throw notNow('参评单位不足两个。', 'Fewer than two take part.')
    if (judgedItems(setup).length > 0) refuseThin(field, setup.sheets)
    await store.setContest(ctx, contestId, { state: 'open' })
    await store.addEvent(ctx, contestId, { kind: 'opened' })
    ctx.record({ entity: 'contest', id: contestId, after: { state: 'open' } })
    const expected = field.judges.flatMap((one) =>
      field.units.filter((unit) => field.mayScore(one.account_id, unit.unit_id)),
    ).length
    return { expected }
  },

  endScoring: async (ctx, { contestId }) => {
    await lockContest(ctx, contestId, ['open'])
    const { setup } = await store.setupOf(ctx, contestId)
    const field = await fieldOf(ctx, contestId)
    const sheets = await countingSheets(ctx, contestId, field)
    refuseMissing(field, sheets, setup)
    await store.setContest(ctx, contestId, { state: 'scored' })
    await store.addEvent(ctx, contestId, { kind: 'scored' })
    ctx.record({ entity: 'contest', id: contestId, after: { state: 'scored' } })
    const units = field.units.map(({ unit_id: id, name }) => ({ id, name }))
    return { apart: apartIn({ setup, units, sheets }).length }
  },

  cancelContest: async (ctx, { contestId, reason }) => {
    await lockContest(ctx, contestId, ['draft', 'open', 'scored'])
    await store.setContest(ctx, contestId, { state: 'cancelled' })
    await store.addEvent(ctx, contestId, { kind: 'cancelled', words: reason })
    ctx.record({ entity: 'contest', id: contestId, after: { state: 'cancelled', reason } })
    return {}
  },

  addVeto: async (ctx, { contestId, unitId, kind, reason, evidence }) => {
    await lockContest(ctx, contestId, ['draft', 'open', 'scored', 'closed'])
    const { units } = await fieldOf(ctx, contestId)
    if (!units.some((unit) => unit.unit_id === unitId)) throw notFound()
    const vetoId = ctx.newId()
    await judging.insertVeto(ctx, {
      id: vetoId,
      contest_id: contestId,
      unit_id: unitId,
      kind,
      reason,
      evidence,
    })
    ctx.record({ entity: 'contest_veto', id: vetoId, after: { unitId, kind, reason, evidence } })
    return { vetoId }
  },

  withdrawVeto: async (ctx, { contestId, vetoId, why }) => {
    await lockContest(ctx, contestId, ['draft', 'open', 'scored', 'closed'])
    if (!(await judging.withdrawVeto(ctx, { contestId, id: vetoId, why }))) throw notFound()
    ctx.record({ entity: 'contest_veto', id: vetoId, after: { withdrawn: why } })
    return {}
  },

  listContests: async (ctx, input) => {
    const rows = await store.contestRows(ctx, { ...input, account: actorAccount(ctx) })
    return {
      total: rows.length,
      mine: rows.reduce((sum, { mine }) => sum + mine, 0),
      rows: rows.slice(input.offset, input.offset + input.limit).map((row) => ({
        contestId: row.id,
        number: sayContest(row),
        kind: row.kind,
        title: row.setup.title,
        holder: { id: row.unit_id, name: row.holder_name },
        state: row.state,
        from: row.setup.from,
        to: row.setup.to,
        units: row.units,
        judges: row.judges,
        filed: row.filed,
        expected: row.expected,
        mine: row.mine,
      })),
    }
  },
}

/** The same set-up with arrays as contracts have them. */
export const mutable = (setup: Setup): Input<Contract['addContest']>['setup'] => ({
  ...setup,
  stops: [...setup.stops],
  groups: [...setup.groups],
  items: [...setup.items],
})

function refuseMissing(
  field: Awaited<ReturnType<typeof fieldOf>>,
  sheets: readonly { readonly unitId: string }[],
  setup: Setup,
): void {
  if (judgedItems(setup).length === 0) return
  const thin = field.units.filter(
    ({ unit_id: unitId }) => sheets.filter((one) => one.unitId === unitId).length < setup.sheets,
  )
  if (thin.length === 0) return
  const names = thin.map(({ name }) => name).join('、')
  throw notNow(
    `${names}:评分表不足 ${setup.sheets} 份。`,
    `fewer than ${setup.sheets} sheets for ${names}.`,
  )
}

type JudgeVerbs = Pick<
  Verbs<Contract, Ctx>,
  'listJudgeCandidates' | 'addJudges' | 'withdrawJudge' | 'addJudgeConflict'
>

/** Looks for conflicts between judges and units, of which one side is new. */
async function findConflicts(
  ctx: Ctx,
  contestId: AnyId,
  fresh: { readonly units?: readonly AnyId[]; readonly judges?: readonly AnyId[] },
) {
  const judges = (await judging.judgesOf(ctx, contestId)).filter(
    (one) =>
      one.withdrawn_on === null &&
      (fresh.judges === undefined || fresh.judges.includes(one.account_id)),
  )
  const units = (await store.entriesOf(ctx, contestId)).filter(
    (one) =>
      one.withdrawn_why === null &&
      (fresh.units === undefined || fresh.units.includes(one.unit_id)),
  )
  if (judges.length === 0 || units.length === 0) return []
  const [grounds, people] = [await groundsOf(ctx, units), await candidates(ctx)]
  const found = []
  for (const { account_id: accountId, name } of judges) {
    const judge = await judgeOf(
      ctx,
      people.filter((one) => one.accountId === accountId),
    )
    for (const ground of grounds) {
      for (const { kind, said } of conflictsWith(judge, ground)) {
        const row = { accountId, unitId: ground.unitId, kind, source: 'found' as const, said }
        await judging.insertConflict(ctx, { contestId, ...row })
        found.push({ ...row, name, by: '' })
      }
    }
  }
  return found
}

export const judgeVerbs: JudgeVerbs = {
  listJudgeCandidates: async (ctx, { unitId }) => {
    const names = new Map((await store.seatUnits(ctx)).map(({ id, name }) => [id, name]))
    const holder = must((await store.chainOf(ctx, unitId))[0], 'the unit')
    const rows = (await candidates(ctx)).filter(({ role }) => ROLES[role].level !== 'person')
    return {
      rows: rows.map(({ accountId, name, role, unitId: seat }) => ({
        accountId,
        name,
        post: ROLES[role].title,
        unit: { id: seat, name: names.get(seat) ?? holder.name },
      })),
    }
  },

  addJudges: async (ctx, { contestId, judges }) => {
    const row = await lockContest(ctx, contestId, ['draft', 'open', 'scored'])
    const [there, people] = [await judging.judgesOf(ctx, contestId), await candidates(ctx)]
    const seen = new Set<AnyId>(there.map((one) => one.account_id))
    const faults = judges.flatMap(({ accountId, part }, i) => {
      if (!people.some((one) => one.accountId === accountId)) {
        return [{ path: `$.judges[${i}].accountId`, text: text('没有这个人', 'unknown') }]
      }
      if (seen.has(accountId)) {
        return [{ path: `$.judges[${i}].accountId`, text: text('已是评委', 'judges already') }]
      }
      seen.add(accountId)
      return row.state === 'scored' && part !== 'extra'
        ? [{ path: `$.judges[${i}].part`, text: text('只能加聘第三评委', 'only a third judge') }]
        : []
    })
    if (faults.length > 0) throw badInput(faults)
    for (const { accountId, post, part } of judges) {
      const name = must(people.find((one) => one.accountId === accountId)?.name, 'a judge')
      await judging.insertJudge(ctx, {
        contest_id: contestId,
        account_id: accountId,
        name,
        post,
        part,
      })
    }
    const conflicts = await findConflicts(ctx, contestId, {
      judges: judges.map(({ accountId }) => accountId),
    })
    ctx.record({
      entity: 'contest',
      id: contestId,
      after: { judges, conflicts: conflicts.map(({ name, said }) => `${name}:${said.zh}`) },
    })
    return { conflicts }
  },

  withdrawJudge: async (ctx, { contestId, accountId, why }) => {
    await lockContest(ctx, contestId, ['draft', 'open', 'scored', 'closed'])
    if (!(await judging.withdrawJudge(ctx, { contestId, accountId, why }))) throw notFound()
    ctx.record({ entity: 'contest', id: contestId, after: { judge: accountId, withdrawn: why } })
    return {}
  },

  addJudgeConflict: async (ctx, { contestId, accountId, unitId, kind, reason }) => {
    await lockContest(ctx, contestId, ['draft', 'open', 'scored', 'closed'])
    const { judges, units } = await fieldOf(ctx, contestId)
    const known =
      judges.some((one) => one.account_id === accountId) &&
      units.some((one) => one.unit_id === unitId)
    if (!known) throw notFound()
    await judging.insertConflict(ctx, {
      contestId,
      accountId,
      unitId: unitId as Id<'unit'>,
      kind,
      source: 'desk',
      said: text(reason, reason),
    })
    ctx.record({ entity: 'contest', id: contestId, after: { accountId, unitId, kind, reason } })
    return {}
  },
}
