import { addDays, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { paperFile } from '../../../platform/document/paper-file.ts'
import { retire } from '../../messages/index.ts'
import { coopFacts, personsByIds } from '../../registry/index.ts'
import type { promiseVerbs as contract } from '../contract/promises.ts'
import type { PromiseFacts } from '../model.ts'
import { boardPaper } from '../rules/papers.ts'
import { ballotsCast, isAssessed, isOpen, promiseState, publicName } from '../rules/promises.ts'
import * as store from '../store/promises.ts'
import { branchIn, fault, keepFile, refused, refuseFuture, rulesOn, villageOf } from './ground.ts'
import { readOwnPromises, ratePromise } from './own-promises.ts'
import { factsOf, presented, sayPromise } from './present.ts'

type Promises = Verbs<typeof contract, Ctx>
type Of = { readonly villageId: AnyId; readonly promiseId: AnyId }

/** How long members may be asked on their phones, in days. */
const LONGEST_ASSESSMENT = 60

interface Found {
  readonly row: store.PromiseRow
  readonly facts: PromiseFacts
}

/** A promise of the village that stands, locked against others. */
async function standing(ctx: Ctx, of: Of): Promise<Found> {
  await lockFor(ctx.tx, `promise:${of.promiseId}`)
  const row = await store.promiseById(ctx, of.promiseId)
  if (row === null || row.village_id !== of.villageId) throw notFound()
  if (row.withdrawn_on !== null) throw refused('这项承诺已经撤销。', 'The promise was taken back.')
  return { row, facts: factsOf(row) }
}

/** A promise that may be assessed now: shown, with evidence, and not assessed yet. */
async function assessable(ctx: Ctx, of: Of): Promise<Found> {
  const found = await standing(ctx, of)
  const { row, facts } = found
  if (!row.published) throw refused('先亮诺,再评议。', 'It must be shown before it is assessed.')
  if (((await store.evidenceOf(ctx, [row.id])).get(row.id) ?? []).length === 0) {
    throw refused('先登记践诺情况,再评议。', 'Say first how it was kept.')
  }
  if (isOpen(facts, ctx.today)) throw refused('手机评议正在进行。', 'Members are being asked.')
  if (isAssessed(facts, ctx.today)) throw refused('已经评议。', 'It has been assessed.')
  return found
}

const makeVerbs: Pick<Promises, 'makePromise' | 'publishPromise' | 'addPromiseEvidence'> = {
  makePromise: async (ctx, { villageId, personId, coopId, what, on, dueOn }) => {
    await villageOf(ctx, villageId)
    refuseFuture(ctx, on, '$.on')
    if (dueOn < on) throw fault('$.dueOn', '不能早于承诺日期', 'must not be before the promise')
    const branchId = await branchIn(ctx, { personId, villageId, on, path: '$.personId' })
    if (coopId !== null && (await coopFacts(ctx, coopId)).villageId !== villageId) {
      throw fault('$.coopId', '不是本村的合作社', 'is no co-op of this village')
    }
    const id = ctx.newId()
    const year = yearOf(on)
    const number = await takeNumbers(ctx, { unitId: villageId, kind: 'promise', year })
    await store.insertPromise(ctx, {
      id,
      year,
      number,
      village_id: villageId as Id<'unit'>,
      branch_id: branchId,
      person_id: personId,
      coop_id: coopId as Id<'unit'> | null,
      what,
      made_on: on,
      due_on: dueOn,
    })
    ctx.record({ entity: 'promise', id, after: { villageId, coopId, on, dueOn } })
    return { promiseId: id, number: sayPromise({ year, number }) }
  },

  publishPromise: async (ctx, { place, on, ...of }) => {
    const { row } = await standing(ctx, of)
    refuseFuture(ctx, on, '$.on')
    if (on < row.made_on) {
      throw fault('$.on', '不能早于承诺日期', 'must not be before the promise')
    }
    const notices = (await store.noticesOf(ctx, [row.id])).get(row.id) ?? []
    if (notices.some((one) => one.place === place)) {
      throw refused('已在该处亮诺。', 'It is shown there already.')
    }
    await store.insertNotice(ctx, { promise_id: row.id, place, on_date: on })
    ctx.record({ entity: 'promise', id: row.id, after: { shown: place, on } })
    return {}
  },

  addPromiseEvidence: async (ctx, { on, said, file, ...of }) => {
    const { row, facts } = await standing(ctx, of)
    refuseFuture(ctx, on, '$.on')
    if (on < row.made_on) {
      throw fault('$.on', '不能早于承诺日期', 'must not be before the promise')
    }
    if (!row.published) throw refused('先亮诺,再登记践诺情况。', 'It must be shown first.')
    if (isAssessed(facts, ctx.today)) throw refused('已经评议。', 'It has been assessed.')
    const id = ctx.newId()
    const file_id = await keepFile(ctx, of.villageId, file)
    await store.insertEvidence(ctx, { id, promise_id: row.id, on_date: on, said, file_id })
    ctx.record({ entity: 'promise', id: row.id, after: { evidence: id, on } })
    return {}
  },
}

const assessVerbs: Pick<Promises, 'openAssessment' | 'countAssessment' | 'withdrawPromise'> = {
  openAssessment: async (ctx, { until, ...of }) => {
    const { row } = await assessable(ctx, of)
    if (!row.on_phone) throw refused('先在手机端亮诺。', 'It must be shown on phones first.')
    if (until <= ctx.today || until > addDays(ctx.today, LONGEST_ASSESSMENT)) {
      throw fault(
        '$.until',
        `应在今天之后、${LONGEST_ASSESSMENT} 天之内`,
        `must be after today and within ${LONGEST_ASSESSMENT} days`,
      )
    }
    await store.insertAssessment(ctx, {
      promise_id: row.id,
      seq: (row.assessment_seq ?? 0) + 1,
      how: 'phone',
      on_date: ctx.today,
      until_on: until,
      kept: null,
      partly: null,
      unkept: null,
      counters: [],
      file_id: null,
    })
    ctx.record({ entity: 'promise', id: row.id, after: { assessment: 'phone', until } })
    return {}
  },

  countAssessment: async (ctx, { on, kept, partly, unkept, counters, file, ...of }) => {
    const { row, facts } = await assessable(ctx, of)
    refuseFuture(ctx, on, '$.on')
    if (on < row.made_on) {
      throw fault('$.on', '不能早于承诺日期', 'must not be before the promise')
    }
    const ballots = { kept, partly, unkept }
    if (ballotsCast(ballots) === 0) throw fault('$.kept', '没有一张票', 'there is no ballot')
    const promiser = (await personsByIds(ctx, [row.person_id])).get(row.person_id)?.name
    if (counters[0] === counters[1]) {
      throw fault('$.counters[1]', '应由两个人计票', 'two persons must count')
    }
    const own = counters.findIndex((name) => name === promiser)
    if (own >= 0) {
      throw fault(`$.counters[${own}]`, '承诺人不能计票', 'who promised does not count')
    }
    await store.insertAssessment(ctx, {
      promise_id: row.id,
      seq: (row.assessment_seq ?? 0) + 1,
      how: 'paper',
      on_date: on,
      until_on: on,
      ...ballots,
      counters: [...counters],
      file_id: await keepFile(ctx, of.villageId, file),
    })
    ctx.record({ entity: 'promise', id: row.id, after: { assessment: 'paper', ...ballots } })
    await retire(ctx, [`promise:${row.id}`])
    const assessed = { ballots, until: on, how: 'paper' as const }
    return { state: promiseState({ ...facts, assessed }, ctx.today) }
  },

  withdrawPromise: async (ctx, { reason, ...of }) => {
    const { row, facts } = await standing(ctx, of)
    if (isAssessed(facts, ctx.today)) throw refused('已经评议。', 'It has been assessed.')
    await store.withdrawPromise(ctx, row.id, reason)
    ctx.record({ entity: 'promise', id: row.id, after: { withdrawn: reason } })
    await retire(ctx, [`promise:${row.id}`])
    return {}
  },
}

const listPromises: Promises['listPromises'] = async (ctx, { unitId, state, limit, offset }) => {
  const all = (await store.promiseRows(ctx, unitId)).map((row) => ({
    row,
    state: promiseState(factsOf(row), ctx.today),
  }))
  const wanted = all.filter((one) => state === undefined || one.state === state)
  const inState = (...states: readonly string[]): number =>
    all.filter((one) => states.includes(one.state)).length
  const page = wanted.slice(offset, offset + limit).map(({ row }) => row)
  return {
    total: wanted.length,
    open: inState('promised', 'published'),
    late: inState('late'),
    kept: inState('kept', 'partly'),
    rows: await presented(ctx, page),
  }
}

const printPromiseBoard: Promises['printPromiseBoard'] = async (
  ctx,
  { villageId, size, format },
) => {
  const village = await villageOf(ctx, villageId)
  const { names } = (await rulesOn(ctx)).rules.promises
  const rows = (await store.promiseRows(ctx, villageId)).filter(
    (row) => row.published && row.withdrawn_on === null,
  )
  if (rows.length === 0) throw refused('还没有亮诺的承诺。', 'No promise is shown yet.')
  const shown = await presented(ctx, rows)
  const paper = boardPaper({
    village: village.name,
    town: village.town_name,
    day: ctx.today,
    a3: size === 'A3' && format === 'pdf',
    rows: shown.map((one) => {
      const ballots = one.assessment?.ballots ?? null
      return {
        name: publicName(one.person.name, names),
        what: one.what,
        coop: one.coop?.name ?? null,
        dueOn: one.dueOn,
        state: one.state,
        evidence: one.evidence.map(({ on, said }) => `${on} ${said}`).join('\n'),
        ballots:
          ballots === null
            ? ''
            : `已践诺 ${ballots.kept}\n部分 ${ballots.partly}\n未践诺 ${ballots.unkept}`,
      }
    }),
  })
  const number = `诺 ${village.name} ${ctx.today}`
  return paperFile(ctx, paper, { format, link: `/promises?unitId=${villageId}`, number })
}

export const promiseVerbs: Promises = {
  ...makeVerbs,
  ...assessVerbs,
  listPromises,
  printPromiseBoard,
  readOwnPromises,
  ratePromise,
}
