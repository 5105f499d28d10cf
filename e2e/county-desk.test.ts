import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/* A morning at the county's agriculture desk: how do we stand, who needs attention, what would a rule change do. */

let browser: Browser
let desk: Person

beforeAll(async () => {
  browser = await openBrowser()
  desk = await signIn(browser, sharedAddress(), { username: 'demo-county' })
})
afterAll(() => browser.close())

describe('the county desk', () => {
  test('the board says the state first, then the figures of the county', async () => {
    const { page } = desk
    await desk.go('/')
    const main = page.locator('main')
    await expect.poll(() => main.innerText()).toContain('296')
    const shown = await main.innerText()
    for (const figure of ['13,799', '1,100', '今天要处理', '院东头镇'])
      expect(shown).toContain(figure)
    expect(await page.locator('body').innerText()).toContain('演示')
    await desk.settled('county-board')
  })

  test('a figure opens its rows', async () => {
    const { page } = desk
    await desk.go('/checks?bound=fails&severity=block')
    await expect.poll(() => page.locator('table tbody tr').count()).toBeGreaterThan(5)
    await desk.settled('checks')
    await desk.go('/coops?class=transform')
    await expect.poll(() => page.locator('table tbody tr').count()).toBeGreaterThan(3)
    await desk.settled('coops')
  })

  test('search by pinyin initials finds a village and its co-op', async () => {
    const { page } = desk
    await desk.go('/')
    await page.keyboard.press('Control+k')
    await page
      .getByRole('dialog')
      .getByRole('combobox')
      .or(page.getByRole('dialog').getByRole('searchbox'))
      .or(page.getByRole('dialog').getByRole('textbox'))
      .first()
      .fill('dzjz')
    await expect.poll(() => page.getByRole('dialog').innerText()).toContain('东朱家庄')
    await page.keyboard.press('Escape')
  })

  test('a co-op shows branch and business, verdicts with reasons, and its register', async () => {
    const { page } = desk
    await desk.go('/coops?q=东朱家庄')
    await page
      .getByRole('link', { name: /东朱家庄示例/ })
      .first()
      .click()
    for (const part of ['股权结构', '不通过', '党支部一侧']) {
      await expect.poll(() => page.locator('main').innerText()).toContain(part)
    }
    await desk.settled('coop')
  })

  test('a rule page tells its source and its versions', async () => {
    const { page } = desk
    await desk.go('/rules/SEED-MAX20')
    await expect.poll(() => page.locator('main').innerText()).toContain('20%')
    await desk.settled('rule')
  })

  test('English is complete where it stands', async () => {
    const { page } = desk
    await desk.go('/')
    await page.getByRole('button', { name: 'English' }).click()
    await expect.poll(() => page.locator('main').innerText()).toContain('Members')
    await page.getByRole('button', { name: '中文' }).click()
    await expect.poll(() => page.locator('main').innerText()).toContain('入社群众')
  })

  test.each([
    ['demo-county', 'county-board-phone'],
    ['demo-leader', 'county-cockpit-phone'],
  ])('what %s sees first is usable at phone width', async (username, name) => {
    const phone = await signIn(browser, sharedAddress(), { username, viewport: PHONE })
    await phone.go('/')
    await expect.poll(() => phone.page.locator('main').innerText()).toContain('296')
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await phone.settled(name)
    await phone.leave()
  })
})
