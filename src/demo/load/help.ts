import { must } from '../../kernel/assert.ts'
import { addDays, date } from '../../kernel/date.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { HELPED, RESOURCES, VISITS } from './help-words.ts'
import { idOf } from './ids.ts'
import { receiptPicture } from './receipt.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * 联系帮包 at work: leaders, town leaders, departments and enterprises registered, most places assigned as the product
 * itself proposes, a few left open, one double; visits with photographs, issues on their way, offers and needs.
 */

const [COUNTY, TOWN, LAND] = ['demo-county', 'demo-town-secretary', 'demo-land']
const NAMES = [COUNTY, TOWN, LAND]
/** Every so many of the proposed places stays a gap. */
const LEFT_OPEN = 17

/** The part of a load that helps; a county without these accounts has none. */
export const helpSteps = (runtime: Runtime, accounts: readonly DemoAccount[]): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'help',
          title: text('联系帮包', 'Help'),
          weight: 250,
          run: (load) => withDesk(runtime, { accounts, names: NAMES }, (desk) => help(load, desk)),
        },
      ]
    : []

async function help(load: Load, desk: Desk): Promise<void> {
  const county = (label: string) => desk.as(COUNTY, `help ${label}`).help
  await helpers(load, county)
  load.tell(0.5)
  const { total } = await county('known').listHelp({ limit: 1 })
  if (total === 0) await assignMost(load, desk, county)
  load.tell(0.7)
  await visits(load, desk)
  for (const [i, { at, ...resource }] of RESOURCES.entries()) {
    const coopId = idOf(load.ids.coops, showCoop(load.plan).key)
    const unitId = at === 'county' ? load.ids.county : coopId
    await county(`resource ${i}`).saveResource({ unitId, ...resource })
  }
  load.tell(1)
}

type Verbs = (label: string) => ReturnType<Desk['as']>['help']

/** Leaders, departments and enterprises of the county, and the leaders of each town by how many co-ops it has. */
async function helpers(load: Load, county: Verbs): Promise<void> {
  const day = { unitId: load.ids.county }
  for (const [channel, { names, capacity, posts }] of Object.entries(HELPED)) {
    for (const [i, name] of names.entries()) {
      await county(`${channel} ${i}`).saveHelper({
        ...day,
        channel: channel as 'department',
        name,
        capacity,
        post: posts[i % posts.length] ?? '',
      })
    }
  }
  const { rows } = await county('co-ops').readHelpMatrix({ limit: 500 })
  const towns = Map.groupBy(rows, ({ town }) => town.id)
  for (const [unitId, coops] of towns) {
    const leaders = ['镇长', '副书记', '组织委员', '农业副镇长']
    for (const [i, post] of leaders.entries()) {
      const name = `${'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'.charAt((i * 5 + coops.length) % 16)}某`
      const capacity = Math.max(2, Math.ceil(coops.length / leaders.length))
      await county(`${unitId} ${i}`).saveHelper({
        unitId,
        channel: 'town_leader',
        name,
        post,
        capacity,
      })
    }
  }
}

/** What the product proposes is done, except for every so many; the show co-op has two of one channel. */
async function assignMost(load: Load, desk: Desk, county: Verbs): Promise<void> {
  const from = addDays(date(load.plan.today), -20)
  const { changes, rows } = await county('proposals').readHelpMatrix({ limit: 500 })
  const own = rows.find(({ coop }) => coop.id === idOf(load.ids.coops, showCoop(load.plan).key))
  const done = changes.filter(
    ({ place }, i) => i % LEFT_OPEN !== LEFT_OPEN - 1 || place.id === own?.coop.id,
  )
  await county('assign').assignHelpers({
    unitId: load.ids.county,
    rows: done.flatMap(({ place, to }) =>
      to === null
        ? []
        : [{ placeId: place.id, helperId: to.id, from, duties: '', document: '演示字〔2020〕7号' }],
    ),
  })
  const coopId = must(own, 'the show co-op').coop.id
  const { rows: firms } = await county('firms').listHelpers({ channel: 'enterprise' })
  const free = firms.filter(({ load: places, capacity }) => places < capacity).slice(0, 2)
  const { assignmentIds } = await county('pair').assignHelpers({
    unitId: coopId,
    rows: free.map(({ helperId }) => ({ placeId: coopId, helperId, from })),
  })
  await agree(desk, { coopId, assignmentId: must(assignmentIds[0], 'a pairing'), from })
}

/** The first pairing has an agreement; what came of it rests on a voucher, a gift is only said. */
async function agree(
  desk: Desk,
  {
    from,
    ...at
  }: { readonly coopId: string; readonly assignmentId: string; readonly from: string },
): Promise<void> {
  const county = (label: string) => desk.as(COUNTY, `help ${label}`)
  await county('agreement').help.saveHelpAgreement({
    ...at,
    number: '演示结对〔2020〕3号',
    signedOn: from,
    until: '2021-11-09',
    orders: '按保底价收购大姜,随行就市上浮',
    technology: '每季一次田间指导',
    jobs: 6,
    planned: '200000',
  })
  const { rows } = await county('vouchers').ledger.listVouchers({ coopId: at.coopId, limit: 100 })
  const receipt = rows.find(({ kind, onDate }) => kind === 'receipt' && onDate >= from)
  if (receipt !== undefined) {
    await county('order').help.recordHelpDelivery({
      ...at,
      kind: 'order',
      on: receipt.onDate,
      what: '按协议收购',
      amount: receipt.amount,
      voucherId: receipt.id,
    })
  }
  const gift = { ...at, kind: 'goods', on: from, what: '赠送有机肥', amount: '8000' } as const
  await county('gift').help.recordHelpDelivery(gift)
}

/** Visits of the show town's leaders, each with a photograph; the first raises an issue that the bureau answers. */
async function visits(load: Load, desk: Desk): Promise<void> {
  const today = date(load.plan.today)
  const { rows } = await desk.as(TOWN, 'help co-ops').help.readHelpMatrix({ limit: 500 })
  const show = idOf(load.ids.coops, showCoop(load.plan).key)
  const places = rows.toSorted((a, b) => Number(b.coop.id === show) - Number(a.coop.id === show))
  for (const [i, { ago, place, did, issues }] of VISITS.entries()) {
    const { coop, cells } = must(places[i % places.length], 'a co-op of the town')
    const cell = cells.find(({ channel }) => channel === 'town_leader')
    const on = addDays(today, -ago)
    const { issueIds } = await desk.as(TOWN, `help visit ${i}`).help.recordVisit({
      unitId: coop.id,
      helperId: cell?.helpers[0]?.helperId ?? null,
      on,
      place,
      did,
      photos: [{ name: `${on}.png`, content: receiptPicture([`DEMO ${on}`]).toString('base64') }],
      issues: [...issues],
    })
    const [issueId] = issueIds
    if (i > 0 || issueId === undefined) continue
    const answer = {
      unitId: coop.id,
      issueId,
      act: 'answer',
      said: '属设施农业用地,到镇备案即可,我局 12 月上门指导。',
    } as const
    await desk.as(LAND, 'help answer').help.actOnIssue(answer)
  }
}
