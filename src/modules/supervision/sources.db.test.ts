import { expect, test } from 'vitest'
import { inCounty } from '../../platform/db.ts'
import { asJob } from '../../platform/outbox.ts'
import { approvalsModule } from '../approvals/index.ts'
import { foundingOf } from '../shares/testing.ts'
import { supervisionWorld } from './testing.ts'

const world = await supervisionWorld()
const { as, run, ids, people, cooperative, setDay, told, morning } = world

interface Source {
  sourceId: string
  unit: { id: string }
  channel: string
  severity: string
  mendedOn: string | null
  problemId: string | null
  text: { zh: string }
}
const list = async (state: string, more: object = {}, by = 'county') =>
  (await as<{ rows: Source[] }>(by, 'listProblemSources', { state, limit: 500, ...more })).rows
const refresh = () =>
  as<{ found: number; fresh: number; mended: number; again: number }>(
    'county',
    'refreshProblemSources',
    {},
  )

/** A co-op of village B as it was found long ago: one person holds nearly everything. */
async function brokenCoop(): Promise<{ coopId: string; personIds: readonly string[] }> {
  const village = await people(ids.villageB, 12)
  const coopId = await cooperative(ids.villageB, village)
  const founding = foundingOf(coopId, village.personIds.slice(0, 10), '3000')
  const holders = founding.holders.map((holder) =>
    holder.key === 'p3' ? { ...holder, contributions: [{ form: 'cash', paid: '90000' }] } : holder,
  )
  const registers = [{ ...founding, holders }]
  await run('openRegisters', { unitId: coopId, asFound: true, sourceNote: '老社', registers })
  return { coopId, personIds: village.personIds }
}

test('broken rules become facts once; a person decides; what is mended stays open until checked', async () => {
  const { coopId } = await brokenCoop()
  const first = await refresh()
  expect(first.fresh).toBeGreaterThan(0)
  const second = await refresh()
  expect(second).toMatchObject({ fresh: 0, mended: 0, again: 0, found: first.found })

  const open = (await list('open')).filter(({ unit }) => unit.id === coopId)
  const rules = open.filter(({ channel }) => channel === 'rule')
  expect(rules.length).toBeGreaterThan(1)
  const [taken, left] = rules
  const { problemId } = await world.enter({
    unitId: coopId,
    channel: 'rule',
    sourceIds: [taken?.sourceId],
  })
  // Taken once: a second problem of the same fact is refused, and the next look proposes it no more.
  await expect(
    world.enter({ unitId: coopId, channel: 'rule', sourceIds: [taken?.sourceId] }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await refresh()
  expect((await list('open')).map(({ sourceId }) => sourceId)).not.toContain(taken?.sourceId)
  expect(await list('taken')).toMatchObject([{ sourceId: taken?.sourceId, problemId }])

  // Dismissed with a reason: it is not proposed again.
  await as('county', 'dismissProblemSource', {
    unitId: coopId,
    sourceId: left?.sourceId,
    why: '已列入年度整改计划',
  })
  await refresh()
  expect((await list('open')).map(({ sourceId }) => sourceId)).not.toContain(left?.sourceId)

  // The next check finds nothing more: marked as mended with the day, and the problem stays open.
  await world.db.owner.query('ALTER TABLE share_check DISABLE TRIGGER USER')
  await world.db.owner.query(
    `UPDATE share_check SET findings = '[]' WHERE county_id = 1 AND coop_id = $1`,
    [coopId],
  )
  await world.db.owner.query('ALTER TABLE share_check ENABLE TRIGGER USER')
  await setDay('2020-12-03')
  expect((await refresh()).mended).toBeGreaterThanOrEqual(rules.length)
  const problem = await as<{
    mendedOn: string | null
    closedOn: string | null
    events: { kind: string }[]
  }>('organisation', 'readProblem', { problemId })
  expect(problem).toMatchObject({ mendedOn: '2020-12-03', closedOn: null })
  expect(problem.events.map(({ kind }) => kind)).toContain('mended')
  await setDay('2020-11-30')
})

test('the other town sees nothing of it, and cannot take it', async () => {
  const seen = await list('dismissed', {}, 'town')
  expect(seen).toEqual([])
  const [mine] = await list('dismissed')
  await expect(
    as('town', 'dismissProblemSource', {
      unitId: ids.townA,
      sourceId: mine?.sourceId,
      why: '重复',
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('an overdue case becomes a fact, and is mended when the case moves on', async () => {
  const { caseId } = await as<{ caseId: string }>('secretary', 'openCase', {
    unitId: ids.villageA,
    process: 'four-discussions',
    title: '安装路灯',
    facts: { origin: 'villagers', matter: 'other', content: '安装路灯', collective: false },
  })
  await world.paper('secretary', caseId, 'branch', ['branch-sheet'])
  const values = { heldOn: '2020-11-30', form: 'meeting', expected: 5, present: 5, content: '同意' }
  await world.sign('secretary', caseId, 'branch', { values })
  await setDay('2021-03-01')
  await inCounty(world.database, 1, (tx) =>
    asJob(world.runtime, { tx, county: 1, name: 'test' }, async (ctx) => {
      for (const { run: work } of approvalsModule.daily) await work(ctx)
    }),
  )
  await told()
  const facts = (await list('open', { channel: 'decision' })).filter(({ text }) =>
    text.zh.includes('安装路灯'),
  )
  expect(facts).toHaveLength(1)
  await as('secretary', 'withdrawCase', { caseId, reason: '不再办理' })
  await morning()
  expect((await list('mended', { channel: 'decision' })).map(({ sourceId }) => sourceId)).toContain(
    facts[0]?.sourceId,
  )
  await setDay('2020-11-30')
})
