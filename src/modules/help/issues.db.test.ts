import { expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { inCounty } from '../../platform/db.ts'
import { asJob, deliverFacts } from '../../platform/outbox.ts'
import { foundingWorld } from '../founding/testing.ts'
import { indicatorModule } from '../indicator/index.ts'
import { messagesModule } from '../messages/index.ts'
import { supervisionModule } from '../supervision/index.ts'
import { helpModule } from './index.ts'

/* An issue reaches who must answer, once; past its day once more, and it becomes a fact for supervision. */

const world = await foundingWorld({ carried: true }, [
  messagesModule,
  indicatorModule,
  supervisionModule,
  helpModule,
])
const { as, ids, account, people, cooperative, setDay, runtime } = world
await account('land', 'natural_resources', { unit: ids.county as AnyId })
await account('land-two', 'natural_resources', { unit: ids.county as AnyId })
await account('other-station', 'town_station', { unit: ids.townB as AnyId })
const coopId = await cooperative(ids.villageA, await people(ids.villageA, 4), '甲村大姜专业合作社')

const told = async () => {
  while ((await deliverFacts(runtime, 1)) > 0);
}
/** The daily work of help and of supervision, in their order. */
const morning = async () => {
  await inCounty(world.database, 1, (tx) =>
    asJob(runtime, { tx, county: 1, name: 'morning' }, async (ctx) => {
      for (const { run } of [...helpModule.daily, ...supervisionModule.daily]) await run(ctx)
    }),
  )
  await told()
}
interface Message {
  zh: string
  name: string
  state: string
}
const messages = async (name: string): Promise<Message[]> => {
  const { rows } = await world.db.owner.query<Message>(
    `SELECT zh, name, state FROM message WHERE topic = 'help.issue' AND name = $1 ORDER BY made_at, id`,
    [name],
  )
  return rows
}
interface Source {
  channel: string
  unit: { id: string }
  text: { zh: string }
  clause: string
}
const sources = async (state: string) =>
  (
    await as<{ rows: Source[] }>('county', 'listProblemSources', {
      state,
      channel: 'help',
      limit: 100,
    })
  ).rows

let issueId = ''

test('raised, it reaches everybody who holds the role there, once, and nobody else', async () => {
  const raised = await as<{ issueId: string }>('secretary', 'raiseIssue', {
    unitId: coopId,
    kind: 'land',
    what: '姜窖用地没有备案',
    toRole: 'natural_resources',
    dueOn: '2020-12-04',
  })
  issueId = raised.issueId
  await told()
  await told()
  for (const who of ['land', 'land-two']) {
    expect(await messages(who)).toMatchObject([{ state: 'waiting' }])
  }
  expect((await messages('land'))[0]?.zh).toContain('姜窖用地没有备案')
  expect((await messages('land'))[0]?.zh).toContain('2020-12-04')
  for (const who of ['secretary', 'station', 'county']) expect(await messages(who)).toEqual([])
})

test('on its last day nobody is reminded; the day after once, and supervision finds it once', async () => {
  await setDay('2020-12-04')
  await morning()
  expect(await messages('land')).toHaveLength(1)
  expect(await sources('open')).toEqual([])
  await setDay('2020-12-05')
  await morning()
  await setDay('2020-12-06')
  await morning()
  const own = await messages('land')
  expect(own).toHaveLength(2)
  expect(own[1]?.zh).toContain('逾期')
  const open = await sources('open')
  expect(open).toHaveLength(1)
  expect(open[0]).toMatchObject({ channel: 'help', unit: { id: coopId } })
  expect(open[0]?.text.zh).toContain('姜窖用地没有备案')
})

test('sent on, who was asked first waits for nothing; the new one is told; the fact is mended', async () => {
  await as('land', 'actOnIssue', {
    unitId: coopId,
    issueId,
    act: 'forward',
    said: '请乡镇先核实',
    toRole: 'town_station',
    dueOn: '2020-12-20',
  })
  await told()
  expect((await messages('land')).map(({ state }) => state)).toEqual(['settled', 'settled'])
  expect(await messages('station')).toMatchObject([{ state: 'waiting' }])
  // The station of another town is not concerned.
  expect(await messages('other-station')).toEqual([])
  await morning()
  expect(await sources('open')).toEqual([])
  expect(await sources('mended')).toHaveLength(1)
})

test('answered, the message settles; opened again and late again it is told anew', async () => {
  const act = (by: string, what: string, more: object = {}) =>
    as(by, 'actOnIssue', { unitId: coopId, issueId, act: what, said: '已核实', ...more })
  await act('station', 'answer')
  expect(await messages('station')).toMatchObject([{ state: 'settled' }])
  await act('secretary', 'reopen', { dueOn: '2020-12-10' })
  await told()
  await setDay('2020-12-11')
  await morning()
  expect(await messages('station')).toHaveLength(3)
  expect(await sources('open')).toHaveLength(1)
  await act('station', 'answer')
  await act('secretary', 'solve')
  await morning()
  expect(await sources('open')).toEqual([])
  expect(await sources('mended')).toHaveLength(2)
})
