import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { creditCheckCharacter, organisationCheckCharacter } from '../src/kernel/identifier.ts'
import { openBrowser, PHONE } from './browser.ts'
import { ask, PAPER, send, signOn } from './case-acts.ts'
import { type MovedProduct, startMoved } from './product.ts'
import { type Person, signIn } from './person.ts'

/*
 * A co-op from nothing to its first certificate with the processes the product ships, by the village secretary on the
 * phone, the station, the town secretary and the county desk. Periods of publication and notice go by on the clock:
 * the product of this file is its own, because that clock is moved. Signatures with many fields are given through the
 * verbs of cases; what founding and the assembly show and do is done on their pages.
 */

let browser: Browser
let product: MovedProduct
let secretary: Person
let station: Person
let town: Person
let county: Person
const NAME = `测试大姜${randomUUID().slice(0, 4)}专业合作社`
/** A licence of its own for each run, with both check characters. */
const first8 = `MA${randomUUID().slice(0, 6).toUpperCase()}`
const first17 = `93371323${first8}${organisationCheckCharacter(first8)}`
const CODE = `${first17}${creditCheckCharacter(first17)}`
let [projectId, caseId, villageId, coopId] = ['', '', '', '']
let [charterId, meetingId] = ['', '']
let resolutions: readonly string[] = []

let today = ''

const sign = (person: Person, of: { id: string; step: string }, more: object = {}) =>
  signOn(today, { person, ...of }, more)

/** Everybody signs in, as people do on another day. */
async function everybody(): Promise<void> {
  secretary = await signIn(browser, product.address, { username: 'demo-village', viewport: PHONE })
  station = await signIn(browser, product.address, { username: 'demo-town' })
  town = await signIn(browser, product.address, { username: 'demo-town-secretary' })
  county = await signIn(browser, product.address, { username: 'demo-county' })
  const me = await ask<{ clock: { today: string }; grants: { unit: { id: string } }[] }>(
    secretary,
    '/me',
  )
  today = me.clock.today
  villageId = me.grants[0]?.unit.id ?? ''
}

const leave = () => Promise.all([secretary, station, town, county].map((one) => one?.leave()))

/** Fifteen days go by. */
async function later(): Promise<void> {
  product.fifteenDaysLater()
  await leave()
  await everybody()
}

beforeAll(async () => {
  browser = await openBrowser()
  product = await startMoved('founding')
  await everybody()
}, 300_000)

afterAll(async () => {
  await leave()
  await browser?.close()
  await product?.stop()
}, 60_000)

describe('a co-op from nothing to its first certificate', () => {
  test('the village secretary starts it on the phone and sees what is missing', async () => {
    const { page } = secretary
    await secretary.go('/foundings')
    await page.getByRole('button', { name: '发起创办' }).first().click()
    await page.getByLabel('拟定名称').fill(NAME)
    await page.getByRole('button', { name: '发起', exact: true }).click()
    // The list behind shows the name a moment before the project's own page opens.
    await page.waitForURL(/\/foundings\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { name: NAME }).waitFor()
    projectId = page.url().split('/').at(-1) ?? ''
    ;({ caseId } = await ask<{ caseId: string }>(secretary, `/foundings/${projectId}`))
    await page.getByText(/距领照还差 9 项/).waitFor()
    await secretary.settled('founding-project-phone')
  })

  test('survey by the station, visits and wishes by the village alone', async () => {
    await send(station, `/villages/${villageId}/surveys`, {
      surveyedOn: today,
      answers: { landMu: '300', idleLandMu: '40', products: ['大姜'] },
    })
    await sign(station, { id: caseId, step: 'survey' })
    const { page } = secretary
    await secretary.go(`/foundings/${projectId}/mobilisation`)
    await page.getByRole('button', { name: '登记走访' }).click()
    await page.getByLabel('走访人').fill('书记')
    await page.locator('dialog .check input').first().check()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已走访 1 户').waitFor()
    await page.getByRole('button', { name: '登记意愿' }).first().click()
    await page.getByText('愿意', { exact: true }).first().click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('愿意 1 户').waitFor()
    await secretary.settled('founding-mobilisation-phone')
    await sign(secretary, { id: caseId, step: 'mobilise' })
    await station.go(`/foundings/${projectId}`)
    await station.page.getByText('农户意愿只由本村保管').waitFor()
    const peek = await station.page.request.get(`/api/foundings/${projectId}/mobilisation`)
    expect(peek.status()).toBe(403)
  })

  test('three accounts with a household: reckoned while typed, kept, signed', async () => {
    const { page } = secretary
    await secretary.go(`/foundings/${projectId}/mobilisation`)
    await page
      .getByRole('link', { name: /三笔账/ })
      .first()
      .click()
    await page.getByRole('heading', { name: /家的三笔账/ }).waitFor()
    await page.getByLabel('项目', { exact: true }).nth(1).fill('大姜')
    await page
      .getByLabel(/^单价或金额/)
      .nth(1)
      .fill('9000')
    await page.getByLabel(/^入股土地/).fill('3.5')
    await page.getByLabel(/^出资合计/).fill('5000')
    await page.getByLabel(/^全社出资/).fill('500000')
    await page.getByLabel(/^全社年交易额/).fill('800000')
    for (const [name, surplus] of [
      ['偏低', '0'],
      ['中等', '100000'],
      ['偏高', '200000'],
    ] as const) {
      await page.getByLabel(new RegExp(`^全社年盈余.*${name}`)).fill(surplus)
      await page.getByLabel(new RegExp(`^每亩保底.*${name}`)).fill('800')
    }
    await page.getByText('2,800.00').first().waitFor()
    await page.getByRole('button', { name: '留存这本账' }).click()
    await page.getByRole('button', { name: '拍照交回' }).click()
    await page
      .locator('dialog input[type=file]')
      .first()
      .setInputFiles({ name: '签字.pdf', mimeType: 'application/pdf', buffer: PAPER })
    await page.getByText(/家.户号 .*的三笔账/).waitFor()
    await page.locator('dialog').getByRole('button', { name: '交回', exact: true }).click()
    await closed(secretary)
    await page.getByText(/已签字,看原件|已签字，看原件/).waitFor()
    await secretary.settled('founding-accounts-phone')
  })

  test('feasibility, and the village’s own decision', async () => {
    await send(secretary, `/foundings/${projectId}/feasibility`, {
      feasibility: {
        scale: '大姜 200 亩',
        market: '县内冷库',
        budget: '300000',
        ownFunds: '300000',
        borrowed: '0',
        income: '420000',
        cost: '300000',
        risks: '价格波动',
        benefits: '户均增收',
      },
    })
    await sign(secretary, { id: caseId, step: 'feasibility' })
    const { page } = secretary
    await secretary.go(`/foundings/${projectId}`)
    await page.getByRole('button', { name: '发起“四议两公开”' }).click()
    await page.getByRole('button', { name: '发起', exact: true }).click()
    await page.getByText(/^办到/).waitFor()
    await decide()
    await sign(secretary, { id: caseId, step: 'village' })
  })

  test('the co-op in preparation and its share plan', async () => {
    const { page } = secretary
    await secretary.go(`/foundings/${projectId}`)
    await page.getByText('已决议、公开并备案').waitFor()
    await page.getByRole('button', { name: '登记筹备中的合作社' }).click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('筹备', { exact: true }).waitFor()
    const { rows } = await ask<{ rows: { id: string; name: string }[] }>(
      secretary,
      `/persons?unitId=${villageId}&limit=500`,
    )
    await plan(rows)
    await secretary.go(`/foundings/${projectId}/plan`)
    await page.getByText(/没有不符合的硬性规则/).waitFor()
    await secretary.settled('founding-plan-phone')
    await sign(secretary, { id: caseId, step: 'draft' })
  })

  test('the station and the Party committee check it; papers are printed', async () => {
    await station.go(`/foundings/${projectId}`)
    await station.page.getByRole('button', { name: '股权合规检查报告 PDF' }).waitFor()
    await station.settled('founding-project')
    const printed = await send<{ serial: string; content: string }>(
      station,
      `/foundings/${projectId}/print`,
      { kind: 'rule-report', format: 'docx' },
    )
    expect(printed.serial).toMatch(/^表〔\d{4}〕\d+号$/)
    expect(Buffer.from(printed.content, 'base64').subarray(0, 2).toString()).toBe('PK')
    const basis = { basis: 'guidance', basisText: '财农〔2021〕121号 7' }
    await sign(station, { id: caseId, step: 'station-check' }, basis)
    await sign(town, { id: caseId, step: 'town-check' }, basis)
  })

  test('the founding assembly is called from the register of founders', async () => {
    const { page } = secretary
    await secretary.go(`/foundings/${projectId}`)
    await page.getByRole('button', { name: '建设立人成员册' }).click()
    await page.locator('dialog').getByRole('button', { name: '建设立人成员册' }).click()
    await page.getByText(/个成员.已到位/).waitFor()
    ;({
      coop: { id: coopId },
    } = await ask<{ coop: { id: string } }>(secretary, `/foundings/${projectId}`))
    const { parameters } = await ask<{ parameters: object }>(
      secretary,
      `/cooperatives/${coopId}/charter`,
    )
    ;({ charterId } = await send<{ charterId: string }>(
      secretary,
      `/cooperatives/${coopId}/charter`,
      { parameters: { ...parameters, scope: '大姜种植、销售' } },
    ))
    await page.getByRole('link', { name: '召开设立大会' }).click()
    await page.getByRole('button', { name: '拟订会议' }).first().click()
    await page.locator('dialog').getByLabel('会议类别').selectOption({ label: '设立大会' })
    await page.locator('dialog').getByLabel('地点').fill('村委会议室')
    await page.locator('dialog').getByRole('button', { name: '拟订会议' }).click()
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}/)
    meetingId = /meetings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const { rows } = await ask<{ rows: { holderId: string; personId: string | null }[] }>(
      secretary,
      `/cooperatives/${coopId}/register`,
    )
    const people = rows.flatMap(({ personId }) => personId ?? [])
    const election = (title: string, post: string, candidates: readonly string[]) => ({
      matter: 'election',
      title,
      post,
      candidates,
      seats: candidates.length,
    })
    await send(secretary, `/meetings/${meetingId}/matters`, {
      matters: [
        {
          matter: 'charter_adoption',
          title: '通过章程',
          subject: { kind: 'charter', id: charterId },
        },
        election('选举理事长', 'chair', people.slice(0, 1)),
        election('选举理事', 'director', people.slice(1, 3)),
        election('选举执行监事', 'supervisor_head', people.slice(3, 4)),
        { matter: 'internal_rules', title: '通过内部管理制度' },
      ],
    })
    await page.reload()
    await page.getByRole('button', { name: '发出通知' }).click()
    await page.locator('dialog').getByLabel(/^理由/).fill('方案已经乡镇审核通过')
    await page.locator('dialog').getByRole('button', { name: '发出通知' }).click()
    await page.getByText(/已于 .* 通知/).waitFor()
    await secretary.settled('founding-assembly-notified-phone')
  })

  test('all founders come, agree on charter, organs and rules; it is minuted and closed', async () => {
    await later()
    const { page } = station
    await station.go(`/meetings/${meetingId}`)
    await page.getByRole('button', { name: '开始签到', exact: true }).click()
    await page.locator('dialog').getByRole('button', { name: '开始签到' }).click()
    await closed(station)
    const { rows } = await ask<{ rows: { holderId: string }[] }>(
      secretary,
      `/meetings/${meetingId}/roll`,
    )
    const holderIds = rows.map(({ holderId }) => holderId)
    await send(secretary, `/meetings/${meetingId}/sign-in`, { holderIds })
    interface Matter {
      matterId: string
      post: string | null
      candidates: { candidateId: string }[]
      resolution: { carried: boolean; resolutionId: string } | null
    }
    const agenda = () =>
      ask<{ agenda: Matter[] }>(station, `/meetings/${meetingId}`).then((read) => read.agenda)
    for (const { matterId, post, candidates } of await agenda()) {
      const choice = post === null ? ['yes'] : candidates.map(({ candidateId }) => candidateId)
      await send(secretary, `/meetings/${meetingId}/voting/open`, { matterId })
      await send(secretary, `/meetings/${meetingId}/hands`, {
        matterId,
        rows: holderIds.map((holderId) => ({ holderId, choice })),
      })
      await send(secretary, `/meetings/${meetingId}/voting/close`, { matterId })
      await send(station, `/meetings/${meetingId}/results`, { matterId })
    }
    expect((await agenda()).map(({ resolution }) => resolution?.carried)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ])
    await station.go(`/meetings/${meetingId}?tab=votes`)
    await page
      .getByText(/决议 \d{4}年第\d+号/)
      .first()
      .waitFor()
    await station.settled('founding-assembly-votes')
    await station.go(`/meetings/${meetingId}?tab=papers`)
    await page.getByLabel('主持人').fill('张三')
    await page.getByLabel('记录人').fill('李四')
    await page.getByLabel('发言和其他记录').fill('全体设立人一致同意。')
    await page.getByRole('button', { name: '存记录', exact: true }).click()
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: '散会', exact: true }).click()
    await page.locator('dialog').getByRole('button', { name: '散会' }).click()
    await closed(station)
    resolutions = (await agenda()).map(({ resolution }) => resolution?.resolutionId ?? '')
    await secretary.go(`/foundings/${projectId}`)
    await secretary.page.getByText(new RegExp(`设立大会 ${today} .*决议通过`)).waitFor()
    await sign(secretary, { id: caseId, step: 'assembly' })
  })

  test('licence, contributions, certificates', async () => {
    const { page } = secretary
    await secretary.go(`/foundings/${projectId}`)
    await page.getByRole('button', { name: '登记执照' }).click()
    await page.getByLabel('统一社会信用代码').fill(CODE)
    await page.getByLabel('登记机关').fill('县行政审批服务局')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText(CODE, { exact: true }).waitFor()
    await sign(secretary, { id: caseId, step: 'registration' })
    await sign(secretary, { id: caseId, step: 'accounts' })
    await station.go(`/foundings/${projectId}`)
    await station.page.getByRole('button', { name: '登记全部出资到位' }).click()
    await station.page.locator('dialog').getByRole('button', { name: '保存' }).click()
    await station.page.getByText(/未到位 0\.00 元/).waitFor()
    await sign(secretary, { id: caseId, step: 'contributions' })
    await station.go(`/foundings/${projectId}`)
    await station.page.getByRole('button', { name: '发放成员证' }).click()
    await station.page.locator('dialog').getByRole('button', { name: '发放成员证' }).click()
    await station.page.getByText(/已发 \d+ 份/).waitFor()
    await sign(secretary, { id: caseId, step: 'certificates' })
    await station.page.getByRole('link', { name: '打印成员证' }).click()
    await station.page.getByText(CODE).or(station.page.getByText(NAME)).first().waitFor()
  })

  test('charter and rules rest on the assembly; the books open with what was paid', async () => {
    const [charter = '', , , , rules = ''] = resolutions
    await send(secretary, `/cooperatives/${coopId}/charter/adopt`, {
      charterId,
      resolutionId: charter,
    })
    const { required } = await ask<{ required: string[] }>(
      secretary,
      `/cooperatives/${coopId}/internal-rules`,
    )
    for (const kind of required) {
      await send(secretary, `/cooperatives/${coopId}/internal-rules`, {
        kind,
        title: `内部制度(${kind})`,
        body: '按章程执行。',
        resolutionId: rules,
      })
    }
    await secretary.go(`/foundings/${projectId}`)
    await secretary.page.getByText('内部制度齐全').waitFor()
    await sign(secretary, { id: caseId, step: 'rules' })
    await station.go(`/foundings/${projectId}`)
    await station.page.getByRole('button', { name: '按出资建账' }).click()
    await station.page.locator('dialog').getByRole('button', { name: '按出资建账' }).click()
    await closed(station)
    await station.page.getByText('期初余额还没有确认').waitFor()
    const opening = Number(today.slice(0, 4)) * 100
    await send(station, '/books/close', {
      unitId: coopId,
      period: opening,
      coopIds: [coopId],
    })
    await station.go(`/foundings/${projectId}`)
    await station.page.getByText(/股金 .* 元与成员册一致/).waitFor()
    await sign(station, { id: caseId, step: 'books' })
  })

  test('the county desk files it and sees where every founding stands', async () => {
    await sign(station, { id: caseId, step: 'filing' })
    await send(county, `/cases/${caseId}/sign`, { step: 'filing', values: {} })
    await county.go('/foundings')
    await county.page.getByRole('link', { name: NAME }).waitFor()
    await county.page
      .getByText(/距投入运营还差/)
      .first()
      .waitFor()
    await county.settled('foundings-county')
  })

  test('assets, task forces and meetings', async () => {
    await secretary.go('/assets')
    await secretary.page.getByRole('button', { name: '登记资产资源' }).click()
    await secretary.page.getByRole('textbox', { name: '名称' }).fill('旧校舍')
    await secretary.page.getByRole('textbox', { name: '数量' }).fill('300')
    await secretary.page.getByRole('textbox', { name: '其中闲置' }).fill('200')
    await secretary.page.locator('dialog').getByRole('button', { name: '保存' }).click()
    await closed(secretary)
    await secretary.page.getByText('旧校舍').first().waitFor()
    await secretary.settled('assets-phone')
    await county.go('/assets?tab=towns')
    await county.page.getByRole('columnheader', { name: '利用率' }).waitFor()
    await county.settled('assets-towns')
    await town.go('/task-forces')
    await town.page.getByRole('button', { name: '登记成员' }).first().click()
    await town.page.getByRole('textbox', { name: '姓名' }).fill('张书记')
    await town.page.getByRole('textbox', { name: '职务' }).fill('镇党委书记')
    await town.page.getByRole('textbox', { name: '分工' }).fill('牵头抓总')
    await town.page.locator('dialog').getByRole('button', { name: '保存' }).click()
    await closed(town)
    await town.page.getByText('张书记').first().waitFor()
    await town.settled('task-forces')
    await county.go('/meetings-register')
    await county.page.getByRole('button', { name: '登记会议' }).click()
    await county.page.getByRole('textbox', { name: '议题' }).fill('领办合作社专题会')
    await county.page.getByRole('textbox', { name: '主持人' }).fill('县委书记')
    await county.page.getByRole('textbox', { name: '地点' }).fill('县委会议室')
    await county.page.getByRole('textbox', { name: '议定事项' }).fill('年底前完成摸底')
    await county.page.locator('dialog').getByRole('button', { name: '保存' }).click()
    await closed(county)
    await county.page.getByRole('link', { name: '领办合作社专题会' }).first().waitFor()
    await county.settled('meetings')
  })
})

const closed = (person: Person) => person.page.locator('dialog').waitFor({ state: 'detached' })

/** Takes the village's own case to its filing. */
async function decide(): Promise<void> {
  const { discussion } = await ask<{ discussion: { caseId: string } }>(
    secretary,
    `/foundings/${projectId}`,
  )
  const id = discussion.caseId
  for (;;) {
    const { steps } = await ask<{
      steps: {
        key: string
        status: string
        earliestOn: string | null
        seats: { role: string }[]
      }[]
    }>(secretary, `/cases/${id}`)
    const open = steps.find(({ status }) => status === 'open')
    if (open === undefined || open.key === 'result') return
    if (open.earliestOn !== null && open.earliestOn > today) await later()
    const who = open.seats[0]?.role === 'town_station' ? station : secretary
    await sign(who, { id, step: open.key })
  }
}

/** The collective with 30 % and every tenth household with the same. */
async function plan(people: readonly { id: string; name: string }[]): Promise<void> {
  const members = people.slice(0, 60)
  const each = 2000
  const collective = Math.round((members.length * each * 3) / 7)
  await send(secretary, `/foundings/${projectId}/plan`, {
    plan: {
      holders: [
        {
          key: 'c',
          kind: 'collective',
          name: '村集体',
          contributions: [{ form: 'cash', amount: `${collective}` }],
        },
        ...members.map(({ id, name }, i) => ({
          key: `p${i}`,
          kind: 'person',
          personId: id,
          name,
          contributions: [{ form: 'cash', amount: `${each}` }],
        })),
      ],
    },
  })
}
