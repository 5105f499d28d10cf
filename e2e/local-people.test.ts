import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/* Town, village, co-op and member: each sees its own, and nobody's else. */

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const coopsSeen = async (username: string) => {
  const person = await signIn(browser, sharedAddress(), { username })
  const answer = await person.page.request.get('/api/cooperatives?limit=500')
  const { rows } = (await answer.json()) as {
    rows: { id: string; name: string; town: { name: string } }[]
  }
  return { person, rows }
}

describe('the town station', () => {
  test('sees its own town only; another town’s co-op is not found', async () => {
    const county = await coopsSeen('demo-county')
    const town = await coopsSeen('demo-town')
    expect(county.rows).toHaveLength(296)
    const names = new Set(town.rows.map((row) => row.town.name))
    expect(names.size).toBe(1)
    expect(town.rows.length).toBeLessThan(county.rows.length)
    const foreign = county.rows.find((row) => !names.has(row.town.name))
    await town.person.go(`/coops/${foreign?.id}`)
    await expect.poll(() => town.person.page.locator('main').innerText()).toContain('没有找到')
    await town.person.go('/')
    await town.person.settled('town-board')
    await county.person.leave()
    await town.person.leave()
  })

  test('a contribution over the cap is judged before it is recorded, with the way out', async () => {
    const { person, rows } = await coopsSeen('demo-town')
    const { page } = person
    await person.go(`/coops/${rows[0]?.id}/change`)
    await page.getByLabel('成员', { exact: true }).selectOption({ index: 3 })
    await page.getByLabel(/实缴金额/).fill('99000000')
    await expect.poll(() => page.locator('main').innerText()).toContain('不通过')
    await person.settled('change')
    await person.leave()
  })
})

describe('the village secretary at a phone', () => {
  test('opens the village and its co-op, nothing wider than the screen', async () => {
    const person = await signIn(browser, sharedAddress(), {
      username: 'demo-village',
      viewport: PHONE,
    })
    await person.go('/')
    const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await person.settled('village-phone')
    await person.leave()
  })
})

describe('the village secretary and the Party branch', () => {
  interface Someone {
    readonly id: string
    readonly name: string
    readonly endedOn: string | null
    readonly village: { readonly id: string } | null
    readonly party: { readonly branch: { readonly name: string } } | null
  }
  const peopleOf = async (person: Person): Promise<readonly Someone[]> => {
    const answer = await person.page.request.get('/api/persons?limit=500')
    const { rows } = (await answer.json()) as { rows: Someone[] }
    return rows.filter(({ village, endedOn }) => village !== null && endedOn === null)
  }

  test('a new Party member and a cadre post show on the village page, until the member leaves', async () => {
    const secretary = await signIn(browser, sharedAddress(), { username: 'demo-village' })
    const { page } = secretary
    const someone = (await peopleOf(secretary)).find(({ party }) => party === null)
    const name = someone?.name ?? ''
    await secretary.go(`/persons/${someone?.id}`)
    const panel = page.locator('#party')
    await expect.poll(() => panel.innerText()).toContain('没有党员或任职记录')
    await panel.getByRole('button', { name: '登记党员或任职' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('入党日期').fill('20190701')
    await dialog.getByLabel('从哪天起').fill('20201001')
    await dialog.getByRole('checkbox', { name: '支部书记' }).check()
    await expect.poll(() => dialog.innerText()).toContain('自同日起')
    await dialog.getByRole('checkbox', { name: '支部书记' }).uncheck()
    await dialog.getByLabel('村干部职务').fill('示例文书')
    await expect.poll(() => dialog.innerText()).toContain(`${name}自 2020-10-01 起`)
    await secretary.settled('party-form')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => panel.innerText()).toContain('示例文书')
    await secretary.settled('person-party')

    await secretary.go(`/villages/${someone?.village?.id}`)
    const row = page.getByRole('row', { name: new RegExp(`^${name}.*示例文书`) })
    await expect.poll(() => row.innerText()).toContain('2019-07-01')
    expect(await page.locator('main').innerText()).toMatch(/名党员.\d+ 名入了本支部领办的合作社/)
    await secretary.settled('village-branch')
    await row.getByRole('link', { name }).click()
    await panel.getByRole('button', { name: '离开支部' }).click()
    await expect.poll(() => dialog.innerText()).toContain('不再列入')
    await dialog.getByRole('button', { name: '离开支部' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => panel.innerText()).not.toContain('至今')
    await secretary.leave()
  })

  test('several are taken in at once; a station that may not see Party facts sees none', async () => {
    const secretary = await signIn(browser, sharedAddress(), { username: 'demo-village' })
    const { page } = secretary
    const everybody = await peopleOf(secretary)
    const alone = everybody.filter(
      ({ name, party }) =>
        party === null && everybody.filter((other) => other.name === name).length === 1,
    )
    const chosen = alone.slice(-2)
    const village = `/villages/${chosen[0]?.village?.id}`
    await secretary.go(village)
    await page.getByRole('button', { name: '登记多名党员' }).click()
    const dialog = page.getByRole('dialog')
    for (const { name } of chosen) {
      await dialog.getByLabel('查找人员').fill(name)
      await dialog
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .click()
    }
    await dialog.getByLabel('从哪天起').fill('20201002')
    await page.keyboard.press('Tab')
    await expect.poll(() => dialog.innerText()).toContain('2 人自 2020-10-02 起')
    await secretary.settled('branch-members')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('main').innerText()).toContain('已登记 2 名党员')
    for (const { id } of chosen) {
      await secretary.go(`/persons/${id}`)
      await page.locator('#party').getByRole('button', { name: '离开支部' }).click()
      await expect.poll(() => dialog.innerText()).toContain('不再列入')
      await page.keyboard.press('Control+Enter')
      await dialog.waitFor({ state: 'detached' })
    }
    const station = await signIn(browser, sharedAddress(), { username: 'demo-town' })
    await station.go(village)
    expect(await station.page.locator('main').innerText()).not.toContain('党员')
    await station.go(`/persons/${chosen[0]?.id}`)
    await expect.poll(() => station.page.locator('#party').count()).toBe(0)
    await station.leave()
    await secretary.leave()
  })
})

describe('a member', () => {
  test('finds the own shares in two taps, in large type', async () => {
    const person = await signIn(browser, sharedAddress(), {
      username: 'demo-member',
      viewport: PHONE,
      door: '/m',
    })
    const { page } = person
    await expect.poll(() => page.locator('main').innerText()).toContain('您在 1 家合作社入股')
    const size = await page
      .locator('main')
      .evaluate((element) => getComputedStyle(element).fontSize)
    expect(Number.parseInt(size, 10)).toBeGreaterThanOrEqual(18)
    await person.settled('member-home')
    await page.getByRole('link', { name: '我的股金' }).click()
    await expect.poll(() => page.locator('main').innerText()).toContain('元')
    await person.settled('member-shares')
    const list = await page.request.get('/api/cooperatives')
    expect(list.status()).toBe(403)
    await person.leave()
  })
})

describe('another county', () => {
  test('sees its own three co-ops and none of the first county', async () => {
    const small = await coopsSeen('demo2-county')
    expect(small.rows).toHaveLength(3)
    const county = await coopsSeen('demo-county')
    const foreign = county.rows[0]?.id ?? ''
    const answer = await small.person.page.request.get(`/api/cooperatives/${foreign}`)
    expect(answer.status()).toBe(404)
    await small.person.leave()
    await county.person.leave()
  })
})
