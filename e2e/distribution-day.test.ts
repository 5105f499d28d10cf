import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * The day on which a year's surplus is distributed: the town station drafts, computes and tries other rates,
 * records what the assembly resolved, posts, prints; the member finds the own part on the phone.
 */

const YEAR = 2020

let browser: Browser
let town: Person
let county: Person
let coopId = ''

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

interface Row {
  readonly coopId: string
  readonly state: string
  readonly netSurplus: string
}

/** Closes what is open of the year up to December; false where something keeps a month open. */
async function closed(id: string): Promise<boolean> {
  for (let month = 0; month <= 12; month++) {
    const period = YEAR * 100 + month
    const check = await ask<{ closed: boolean }>(town, `/cooperatives/${id}/periods/${period}`)
    if (check.closed) continue
    const data = { unitId: id, period, coopIds: [id] }
    const answer = await send<{ left: unknown[] }>(town, '/books/close', data)
    if (answer.left.length > 0) return false
  }
  return true
}

/** A co-op of the town that earned something, its books brought to the year's end. */
async function onTheEve(): Promise<void> {
  const { rows } = await ask<{ rows: Row[] }>(town, `/distributions?year=${YEAR}&limit=500`)
  for (const row of rows.filter(({ state }) => state === 'books_open')) {
    const register = await ask<{ rows: { holderId: string }[] }>(
      town,
      `/cooperatives/${row.coopId}/register`,
    )
    if (Number(row.netSurplus) < 1000 || register.rows.length < 5) continue
    const november = `/cooperatives/${row.coopId}/periods/${YEAR}11`
    if ((await ask<{ closed: boolean }>(town, november)).closed) continue
    const { ids } = await send<{ ids: string[] }>(
      town,
      `/cooperatives/${row.coopId}/trade-products`,
      {
        products: [
          {
            name: `测试大姜${randomUUID().slice(0, 4)}`,
            unit: 'kg',
            validFrom: `${YEAR}-01-01`,
            price: '3',
          },
        ],
      },
    )
    await send(town, `/cooperatives/${row.coopId}/trades`, {
      rows: [
        {
          kind: 'delivery',
          on: `${YEAR}-11-28`,
          productId: ids[0],
          memberId: register.rows[1]?.holderId,
          quantity: '1000',
        },
      ],
    })
    if (!(await closed(row.coopId))) continue
    coopId = row.coopId
    break
  }
  expect(coopId, 'a co-op whose year can be closed').not.toBe('')
  const { draftIds } = await send<{ draftIds: string[] }>(town, '/books/year-end', {
    unitId: coopId,
    year: YEAR,
    coopIds: [coopId],
  })
  await send(county, '/books/drafts/approve', { unitId: coopId, draftIds })
}

beforeAll(async () => {
  browser = await openBrowser()
  const address = sharedAddress()
  town = await signIn(browser, address, { username: 'demo-town' })
  county = await signIn(browser, address, { username: 'demo-county' })
  await onTheEve()
}, 120_000)

afterAll(async () => {
  await town.leave()
  await county.leave()
  await browser.close()
})

const button = (name: string) => town.page.getByRole('button', { name, exact: true })
const inDialog = (name: string) =>
  town.page.getByRole('dialog').getByRole('button', { name, exact: true })

describe('the year is distributed', () => {
  test('the list says in one sentence where all co-ops stand', async () => {
    await town.go(`/distributions?year=${YEAR}`)
    await expect(town.page.locator('.sentence').innerText()).resolves.toContain(`${YEAR}年度`)
    await town.settled('distribution-list')
  })

  test('the year before stands there posted, and what is still due to members', async () => {
    await town.go(`/distributions?year=${YEAR - 1}`)
    const said = await town.page.locator('.sentence').innerText()
    expect(said).toMatch(/[1-9]\d* 家已入账/)
    expect(said).toMatch(/未付 [1-9][\d,]*\.\d\d 元/)
  })

  test('a plan is drafted, computed and shown as a waterfall with its articles', async () => {
    await town.go(`/distributions/${coopId}?year=${YEAR}`)
    await button('拟订方案').click()
    await inDialog('拟订方案').click()
    await town.page.getByRole('dialog').waitFor({ state: 'detached' })
    await button('计算').click()
    await inDialog('计算').click()
    await town.page.getByRole('list', { name: '从盈余到分配' }).waitFor()
    await town.settled('distribution-plan')
    const words = await town.page.getByRole('list', { name: '从盈余到分配' }).innerText()
    expect(words).toContain('第四十四条')
  })

  test('the what-if says who gains, within the law', async () => {
    await town.page
      .getByLabel(/^按交易返还比例/)
      .first()
      .fill('70')
    await town.page.getByText('人增加共').waitFor()
    await town.settled('distribution-what-if')
  })

  test('the assembly’s resolution is recorded and the plan posted', async () => {
    const { page } = town
    await button('登记决议').click()
    await page.getByLabel('决议编号').fill('2020年第1号')
    const heads = await page.getByLabel('应到人数').inputValue()
    await page.getByLabel('实到人数').fill(heads)
    await page.getByLabel('赞成票数').fill(heads)
    await page.getByLabel(/^会议记录/).fill('会议记录1')
    await inDialog('登记决议').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await button('入账').click()
    await page
      .getByRole('dialog')
      .getByText(/^将记 [1-9]/)
      .waitFor()
    await inDialog('入账').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText(/已入账.应付/).waitFor()
    await town.settled('distribution-posted')
  })

  test('the payment list, the slips and the accounts are there', async () => {
    await town.go(`/distributions/${coopId}?year=${YEAR}&tab=payments`)
    await town.settled('distribution-payments')
    const slips = await town.page.request.get(
      `/api/cooperatives/${coopId}/distributions/${YEAR}/slips.pdf`,
    )
    expect((await slips.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    await town.go(`/distributions/${coopId}?year=${YEAR}&tab=members`)
    await town.settled('distribution-members')
    await town.go(`/distributions/${coopId}?year=${YEAR}&tab=accounts`)
    await town.settled('distribution-accounts')
  })
})

test('the member finds distributions from the first page of the phone', async () => {
  const member = await signIn(browser, sharedAddress(), {
    username: 'demo-member',
    viewport: PHONE,
    door: '/m',
  })
  await member.page.getByRole('link', { name: '我的分红' }).click()
  await member.page.getByRole('heading', { name: '我的分红' }).waitFor()
  // What the assembly of January 2020 resolved on and the bank paid in February.
  const card = member.page
    .getByText('2019年度')
    .locator('xpath=ancestor::*[contains(., "已领")][1]')
  const [unpaid] = (await card.innerText()).split('未领').slice(1)
  expect(unpaid?.trim().startsWith('0.00')).toBe(true)
  await member.page.getByText('这笔钱怎么算的').first().click()
  await member.page.getByText('第四十四条').first().waitFor()
  await member.settled('phone-dividends')
  await member.leave()
})
