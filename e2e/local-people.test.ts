import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { signIn } from './person.ts'

/* Town, village, co-op and member: each sees its own, and nobody's else. */

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const coopsSeen = async (username: string) => {
  const person = await signIn(browser, inject('address'), { username })
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
    await expect
      .poll(() => page.locator('main').innerText(), { timeout: 15_000 })
      .toContain('不通过')
    await person.settled('change')
    await person.leave()
  })
})

describe('the village secretary at a phone', () => {
  test('opens the village and its co-op, nothing wider than the screen', async () => {
    const person = await signIn(browser, inject('address'), {
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

describe('a member', () => {
  test('finds the own shares in two taps, in large type', async () => {
    const person = await signIn(browser, inject('address'), {
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
