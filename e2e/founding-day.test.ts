import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { creditCheckCharacter, organisationCheckCharacter } from '../src/kernel/identifier.ts'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'

/*
 * A co-op from nothing to its first certificate, by the village secretary on the phone, the station, the town
 * secretary and the county desk. The clock of the demo county stands still, so the county desk first saves its
 * own version of two processes, as it may: without the days of publication, and with the assembly proved by its
 * signed minutes. Cases keep the version they began with; the shipped ones are put back at once. Signatures with
 * many fields are given through the verbs of cases; what founding shows and does is done on its pages.
 */

let browser: Browser
let secretary: Person
let station: Person
let town: Person
let county: Person
const NAME = `测试大姜${randomUUID().slice(0, 4)}专业合作社`
/** A licence of its own for each run, with both check characters. */
const first8 = `MA${randomUUID().slice(0, 6).toUpperCase()}`
const first17 = `93371323${first8}${organisationCheckCharacter(first8)}`
const CODE = `${first17}${creditCheckCharacter(first17)}`
let [projectId, caseId, villageId] = ['', '', '']

async function send<T = unknown>(person: Person, path: string, data: unknown): Promise<T> {
  const answer = await person.page.request.post(`/api${path}`, {
    data,
    headers: { 'idempotency-key': randomUUID() },
  })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.page.request.get(`/api${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

interface Field {
  key: string
  kind: string
  options?: { key: string }[]
}
interface Step {
  key: string
  form: Field[]
  papers: { kind: string; required: boolean }[]
  wait: unknown
  evidence: string[]
}
interface Process {
  id: string
  steps: Step[]
}

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64')
let today = ''

/** A lawful answer to a field: ten come, ten agree. */
const fill = ({ key, kind, options }: Field): unknown =>
  ({
    count: /against|abstain/i.test(key) ? 0 : 10,
    day: today,
    choice: options?.[0]?.key,
    yes: true,
    yuan: '0',
    table: [],
    words: [],
  })[kind] ?? '已办'

/** Brings the papers of a step and signs it. */
async function sign(person: Person, of: { id: string; step: string }, more: object = {}) {
  const { process } = await ask<{ process: Process }>(person, `/cases/${of.id}`)
  const step = process.steps.find(({ key }) => key === of.step)
  for (const { kind } of step?.papers.filter(({ required }) => required) ?? []) {
    await send(person, `/cases/${of.id}/papers`, {
      step: of.step,
      kind,
      name: `${kind}.pdf`,
      content: PDF,
    })
  }
  const values = Object.fromEntries((step?.form ?? []).map((field) => [field.key, fill(field)]))
  await send(person, `/cases/${of.id}/sign`, { step: of.step, values, ...more })
}

const save = (body: Process) =>
  send(county, `/processes/${body.id}`, { body, validFrom: today, source: '县委农办测试口径' })

/** Runs `work` while cases begin with the county's own version of a process. */
async function withOwn(id: string, change: (step: Step) => Step, work: () => Promise<void>) {
  const { process } = await ask<{ process: Process }>(county, `/processes/${id}`)
  await save({ ...process, steps: process.steps.map(change) })
  try {
    await work()
  } finally {
    await save(process)
  }
}

beforeAll(async () => {
  browser = await openBrowser()
  const address = inject('address')
  secretary = await signIn(browser, address, { username: 'demo-village', viewport: PHONE })
  station = await signIn(browser, address, { username: 'demo-town' })
  town = await signIn(browser, address, { username: 'demo-town-secretary' })
  county = await signIn(browser, address, { username: 'demo-county' })
  const me = await ask<{ clock: { today: string }; grants: { unit: { id: string } }[] }>(
    secretary,
    '/me',
  )
  today = me.clock.today
  villageId = me.grants[0]?.unit.id ?? ''
}, 120_000)

afterAll(async () => {
  await Promise.all([secretary, station, town, county].map((one) => one?.leave()))
  await browser?.close()
})

describe('a co-op from nothing to its first certificate', { timeout: 120_000 }, () => {
  test('the village secretary starts it on the phone and sees what is missing', async () => {
    const { page } = secretary
    await secretary.go('/foundings')
    const open = ({ evidence, ...step }: Step): Step => ({
      ...step,
      evidence: evidence.filter((name) => !/assembly-carried|rules-adopted/.test(name)),
    })
    await withOwn('founding', open, async () => {
      await page.getByRole('button', { name: '发起创办' }).first().click()
      await page.getByLabel('拟定名称').fill(NAME)
      await page.getByRole('button', { name: '发起', exact: true }).click()
      // The list behind shows the name a moment before the project's own page opens.
      await page.waitForURL(/\/foundings\/[0-9a-f-]{36}$/)
      await page.getByRole('heading', { name: NAME }).waitFor()
    })
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
    await page.getByRole('button', { name: '登记签字' }).click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已签字').waitFor()
    await secretary.settled('founding-accounts-phone')
  })

  test('feasibility, the village’s own decision, the co-op and its share plan', async () => {
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
    await withOwn(
      'four-discussions',
      (step) => ({ ...step, wait: null }),
      async () => {
        await page.getByRole('button', { name: '发起“四议两公开”' }).click()
        await page.getByRole('button', { name: '发起', exact: true }).click()
        await page.getByText(/^办到/).waitFor()
      },
    )
    await decide()
    await sign(secretary, { id: caseId, step: 'village' })
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

  test('assembly, licence, contributions, certificates', async () => {
    await sign(secretary, { id: caseId, step: 'assembly' })
    const { page } = secretary
    await secretary.go(`/foundings/${projectId}`)
    await page.getByRole('button', { name: '按方案建成员册' }).click()
    await page.locator('dialog').getByRole('button', { name: '按方案建成员册' }).click()
    await page.getByText(/个成员.已到位/).waitFor()
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

  test('the county desk files it and sees where every founding stands', async () => {
    await sign(station, { id: caseId, step: 'filing' })
    await send(county, `/cases/${caseId}/sign`, { step: 'filing', values: {} })
    await county.go('/foundings')
    await county.page.getByRole('link', { name: NAME }).waitFor()
    await county.page.getByText(/距投入运营还差/).waitFor()
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
    await county.go('/promotion-meetings')
    await county.page.getByRole('button', { name: '登记会议' }).click()
    await county.page.getByRole('textbox', { name: '议题' }).fill('领办合作社专题会')
    await county.page.getByRole('textbox', { name: '主持人' }).fill('县委书记')
    await county.page.getByRole('textbox', { name: '地点' }).fill('县委会议室')
    await county.page.getByRole('textbox', { name: '议定事项' }).fill('年底前完成摸底')
    await county.page.locator('dialog').getByRole('button', { name: '保存' }).click()
    await closed(county)
    await county.page.getByRole('paragraph').filter({ hasText: '年底前完成摸底' }).first().waitFor()
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
      steps: { key: string; status: string; seats: { role: string }[] }[]
    }>(secretary, `/cases/${id}`)
    const open = steps.find(({ status }) => status === 'open')
    if (open === undefined || open.key === 'result') return
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
