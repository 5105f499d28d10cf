import { expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { defineModule, type Module } from '../../platform/module.ts'
import { codeImage } from '../../platform/document/code-image.ts'
import { foundingWorld } from '../founding/testing.ts'
import { indicatorModule } from '../indicator/index.ts'
import { refusalOf } from '../policy/testing.ts'
import { OFFICERS } from '../spending/index.ts'
import { contestModule } from './index.ts'

/*
 * Who must not score whom: kin of the chair, a post in a co-op, a business partner, a helper, the own unit, each found
 * in the records; in a contest of towns and in one of co-ops. And the photographs of a tour.
 */

/** The posts and helpers that other modules would tell of. */
const officers = new Map<AnyId, unknown>()
const helpers = new Map<AnyId, unknown>()
const others = defineModule({
  name: 'others',
  contract: {},
  verbs: {},
  answers: {
    [OFFICERS]: (_ctx, ids) => Promise.resolve(pick(officers, ids)),
    'help.helpers': (_ctx, ids) => Promise.resolve(pick(helpers, ids)),
  },
}) as Module
const pick = (from: ReadonlyMap<AnyId, unknown>, ids: readonly AnyId[]) =>
  new Map(ids.flatMap((id) => (from.has(id) ? [[id, from.get(id)] as const] : [])))

const world = await foundingWorld({ carried: true }, [indicatorModule, contestModule, others])
const { ids, as, run, account, db, people } = world
const county = { unit: ids.county as AnyId }

const [own, away] = [await people(ids.villageA, 4), await people(ids.villageB, 4)]
const [chair = '', kin = '', officer = '', stranger = ''] = [
  own.personIds[0],
  away.personIds[0],
  away.personIds[1],
  away.personIds[2],
]
/** A co-op of village A with its chair, another of it without, and one of village B. */
const [led = '', plain = '', far = ''] = (
  await run<{ ids: string[] }>('registerCooperatives', {
    unitId: ids.county,
    rows: [
      [ids.villageA, own, '甲村桃专业合作社', { chairPersonId: chair }] as const,
      [ids.villageA, own, '甲村茶专业合作社', {}] as const,
      [ids.villageB, away, '乙村梨专业合作社', {}] as const,
    ].map(([villageId, of, name, more]) => ({
      name,
      villageId,
      branchId: of.branchId,
      collectiveId: of.collectiveId,
      mainKind: 'land_share',
      registeredOn: '2020-01-01',
      status: 'registered',
      from: '2020-01-01',
      ...more,
    })),
  })
).ids

await account('亲属', 'county_agriculture', { ...county, person: kin as AnyId })
await account('监事', 'finance_centre', { ...county, person: officer as AnyId })
await account('商户', 'finance_bureau', county)
await account('帮包', 'natural_resources', county)
await account('外人', 'county_organisation', { ...county, person: stranger as AnyId })
await account('镇长', 'town_secretary', { unit: ids.townA as AnyId })
await run('registerLinkedGroups', {
  unitId: ids.county,
  groups: [
    {
      name: '兄弟',
      kind: 'kin',
      evidence: '村委会证明',
      from: '2020-01-01',
      personIds: [chair, kin],
    },
  ],
})
officers.set(led as AnyId, [{ personId: officer, name: '监事', post: '监事' }])
await db.owner.query(
  `INSERT INTO spending_partner (county_id, id, coop_id, name, name_key, recorded_at, recorded_by)
   VALUES (1, gen_random_uuid(), $1, '商户', '商户', now(), 'test')`,
  [led],
)
for (const unit of [ids.townA, led]) {
  helpers.set(unit as AnyId, [{ personId: null, name: '帮包', post: '县领导' }])
}

const NAMES = ['亲属', '监事', '商户', '帮包', '外人', '镇长']
const { rows: candidates } = await as<{ rows: { accountId: string; name: string }[] }>(
  'county',
  'listJudgeCandidates',
  { unitId: ids.county },
)
const judges = NAMES.map((name) => ({
  accountId: candidates.find((one) => one.name === name)?.accountId,
  post: '评委',
  part: 'judge',
}))

interface Setup {
  setup: {
    stops: object[]
    items: { id: string; kind: string }[]
  }
}

/** A tour of these units with everybody as judge; what was found in the records. */
async function tour(level: 'town' | 'coop', entries: readonly string[], stops: object[] = []) {
  const { setup } = await as<Setup>('county', 'suggestContest', { kind: 'tour', level })
  const { contestId } = await as<{ contestId: string }>('county', 'addContest', {
    unitId: ids.county,
    kind: 'tour',
    setup: { ...setup, stops },
    entries,
  })
  const { conflicts } = await as<{
    conflicts: { name: string; kind: string; unitId: string; said: { zh: string } }[]
  }>('county', 'addJudges', { contestId, judges })
  const scores = Object.fromEntries(
    setup.items.filter(({ kind }) => kind === 'judged').map(({ id }) => [id, '80']),
  )
  return { contestId, conflicts, scores }
}

const reasons = (found: Awaited<ReturnType<typeof tour>>['conflicts'], unitId: string) =>
  found
    .filter((one) => one.unitId === unitId)
    .map(({ name, kind }) => `${name} ${kind}`)
    .toSorted()

test('of towns: kin, post, business partner, helper and own unit are found, with the reason', async () => {
  const { contestId, conflicts, scores } = await tour('town', [ids.townA, ids.townB])
  expect(reasons(conflicts, ids.townA)).toEqual([
    '亲属 kin',
    '商户 enterprise',
    '帮包 helper',
    '监事 post',
    '镇长 own_unit',
  ])
  // Registered in village B: their own town is B; nothing else ties anybody to it.
  expect(reasons(conflicts, ids.townB)).toEqual(['亲属 own_unit', '外人 own_unit', '监事 own_unit'])
  const said = conflicts.find(({ kind }) => kind === 'kin')?.said.zh ?? ''
  expect(said).toContain('甲村桃专业合作社理事长')
  await as('county', 'withdrawJudge', {
    contestId,
    accountId: judges[4]?.accountId,
    why: '只留有关的',
  })
  await expect(refusalOf(as('county', 'openContest', { contestId }))).resolves.toMatchObject({
    code: 'not_allowed_now',
  })
  const sheet = { contestId, unitId: ids.townA, scores }
  await expect(refusalOf(as('亲属', 'saveSheet', sheet))).resolves.toMatchObject({
    code: 'not_allowed_now',
  })
})

test('of co-ops: only the co-op concerned is barred, not its neighbour in the village', async () => {
  const { contestId, conflicts, scores } = await tour('coop', [led, plain, far])
  expect(reasons(conflicts, led)).toEqual([
    '亲属 kin',
    '商户 enterprise',
    '帮包 helper',
    '监事 post',
    '镇长 own_unit',
  ])
  // The town secretary is over both co-ops of the town; nobody else has to do with the neighbour.
  expect(reasons(conflicts, plain)).toEqual(['镇长 own_unit'])
  const { entries } = await as<{ entries: { unit: { id: string }; town: string }[] }>(
    'county',
    'readContest',
    { contestId },
  )
  expect(entries.map(({ unit, town }) => [unit.id, town])).toEqual([
    [led, '许家湖镇'],
    [plain, '许家湖镇'],
    [far, '黄山铺镇'],
  ])
  // Of six judges one may score the led co-op: blind double scoring is not possible before another is found.
  await expect(refusalOf(as('county', 'openContest', { contestId }))).resolves.toMatchObject({
    code: 'not_allowed_now',
  })
  await account('财政', 'finance_bureau', county)
  const { rows } = await as<{ rows: { accountId: string; name: string }[] }>(
    'county',
    'listJudgeCandidates',
    { unitId: ids.county },
  )
  const accountId = rows.find(({ name }) => name === '财政')?.accountId
  await as('county', 'addJudges', {
    contestId,
    judges: [{ accountId, post: '评委', part: 'judge' }],
  })
  await as('county', 'openContest', { contestId })
  const file = (who: string, unitId: string) =>
    as<{ version: number }>(who, 'saveSheet', { contestId, unitId, scores })
  await expect(refusalOf(file('监事', led))).resolves.toMatchObject({ code: 'not_allowed_now' })
  expect(await file('监事', plain)).toEqual({ version: 1 })
})

test('photographs stand at their stop, are seen by who may see the tour, and go on the printed result', async () => {
  const stops = [
    { unitId: plain, place: '茶园', look: '看管护', minutes: 30 },
    { unitId: null, place: '冷库', look: '看台账', minutes: 20 },
  ]
  const { contestId, scores } = await tour('coop', [plain, far], stops)
  const content = codeImage('DEMO 1').toString('base64')
  const add = (more: object, by = 'county') =>
    as<{ fileIds: string[] }>(by, 'addContestPhotos', {
      contestId,
      stop: 1,
      takenOn: '2020-11-30',
      photos: [{ name: '茶园.png', content }],
      ...more,
    })
  // Before scoring begins there is no tour to photograph.
  await expect(refusalOf(add({}))).resolves.toMatchObject({ code: 'not_allowed_now' })
  await as('county', 'openContest', { contestId })
  const faults = async (more: object) => (await refusalOf(add(more))).faults.map(({ path }) => path)
  expect(await faults({ stop: 3 })).toEqual(['$.stop'])
  expect(await faults({ takenOn: '2020-12-01' })).toEqual(['$.takenOn'])
  expect(await faults({ unitId: led })).toEqual(['$.unitId'])
  const paper = Buffer.from('%PDF-1.4').toString('base64')
  expect(await faults({ photos: [{ name: 'a.png', content: paper }] })).toEqual([
    '$.photos[0].content',
  ])
  await expect(refusalOf(add({}, '镇长'))).resolves.toMatchObject({ code: 'forbidden' })
  const { fileIds } = await add({ caption: '新栽茶苗', unitId: plain })
  const second = await add({ stop: 2 })
  const fileId = fileIds[0] ?? ''
  expect(
    await as<{ content: string; mediaType: string }>('镇长', 'readContestPhoto', {
      contestId,
      fileId,
    }),
  ).toMatchObject({ content, mediaType: 'image/png' })
  const shown = async () =>
    (
      await as<{ photos: { fileId: string; stop: number; caption: string }[] }>(
        'county',
        'readContest',
        { contestId },
      )
    ).photos
  expect(await shown()).toMatchObject([
    { fileId, stop: 1, caption: '新栽茶苗' },
    { fileId: second.fileIds[0], stop: 2 },
  ])

  for (const [who, unitId] of [
    ['亲属', plain],
    ['监事', plain],
    ['商户', far],
    ['帮包', far],
  ] as const) {
    await as(who, 'saveSheet', { contestId, unitId, scores })
  }
  await as('county', 'endScoring', { contestId })
  await as('county', 'closeContest', { contestId })
  const printed = async (format: string) =>
    Buffer.from(
      (await as<{ content: string }>('county', 'printContestResult', { contestId, format }))
        .content,
      'base64',
    )
  const images = (pdf: Buffer): number => pdf.toString('latin1').split('/Subtype /Image').length - 1
  const whole = images(await printed('pdf'))
  expect((await printed('docx')).length).toBeGreaterThan(2_000)

  // Taken back with a reason it is nowhere to be seen, and cannot be taken back again.
  const back = { contestId, fileId, why: '拍到了身份证' }
  await as('county', 'withdrawContestPhoto', back)
  expect(await shown()).toMatchObject([{ fileId: second.fileIds[0] }])
  expect(images(await printed('pdf'))).toBe(whole - 1)
  await expect(refusalOf(as('county', 'withdrawContestPhoto', back))).resolves.toMatchObject({
    code: 'not_found',
  })
  await expect(
    refusalOf(as('镇长', 'readContestPhoto', { contestId, fileId })),
  ).resolves.toMatchObject({ code: 'not_found' })
})
