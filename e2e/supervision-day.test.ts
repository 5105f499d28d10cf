import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/* A day of supervision. First part: the county desk looks at the figures, opens one to its rows, freezes a month and
   sees who stands where. */

let browser: Browser
let desk: Person

beforeAll(async () => {
  browser = await openBrowser()
  desk = await signIn(browser, sharedAddress(), { username: 'demo-county' })
})
afterAll(() => browser.close())

const main = () => desk.page.locator('main')

describe('figures and rankings', () => {
  test('the frozen month shows every figure with its change', async () => {
    await desk.go('/figures?period=2020-11')
    await expect.poll(() => main().innerText()).toContain('已固化')
    const shown = await main().innerText()
    for (const figure of ['13,799', '13,105', '296', '27.84%']) expect(shown).toContain(figure)
    await desk.settled('figures')
  })

  test('a figure opens to what it is made of, the towns, and its rows', async () => {
    await desk.page.getByRole('link', { name: '入社农户' }).first().click()
    await expect.poll(() => main().innerText()).toContain('由什么组成')
    await expect.poll(() => main().innerText()).toContain('1–50 / 13105')
    await expect.poll(() => main().innerText()).toContain('院东头镇')
    await desk.settled('figure')
    await main().getByRole('link', { name: '院东头镇' }).first().click()
    await expect.poll(() => desk.page.locator('main .trail').innerText()).toContain('院东头镇')
  })

  test('a month is frozen: what will be frozen is said first, then it stands', async () => {
    await desk.go('/figures')
    await desk.page.getByRole('button', { name: '固化本期' }).click()
    const dialog = desk.page.getByRole('dialog')
    await dialog.getByLabel('固化哪一期').fill('2020-08')
    await expect.poll(() => dialog.innerText()).toContain('将固化 2020-08')
    await desk.page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => desk.page.url()).toContain('period=2020-08')
    await expect.poll(() => main().innerText()).toContain('已固化，第 1 版')
    await desk.page.getByText('固化记录').click()
    await desk.page.getByRole('button', { name: '校验' }).first().click()
    await expect.poll(() => main().innerText()).toContain('未被改动')
  })

  test('the ranking of the towns with movement and what would lift each', async () => {
    await desk.go('/ranking?period=2020-11')
    await expect.poll(() => main().innerText()).toContain('18 个单位参加排名')
    await expect.poll(() => main().innerText()).toContain('已列第一')
    await desk.settled('ranking')
    await desk.page.getByRole('button', { name: '设定权重' }).click()
    const dialog = desk.page.getByRole('dialog')
    await dialog.getByLabel('权重 村覆盖率').fill('60')
    await dialog.getByLabel('依据（文件名称、文号）').fill('试排')
    await expect.poll(() => dialog.innerText()).toContain('按新权重')
    await desk.page.keyboard.press('Escape')
  })

  test('a town secretary reads the own place on the phone', async () => {
    const town = await signIn(browser, sharedAddress(), {
      username: 'demo-town',
      viewport: PHONE,
    })
    await town.go('/ranking?period=2020-11')
    await expect.poll(() => town.page.locator('main').innerText()).toContain('中列第')
    expect(await town.page.locator('main').innerText()).toContain('其他单位')
    await town.settled('ranking-phone')
    await town.leave()
  })
})

describe('the numbers of a bulletin', () => {
  test('each opens the figure it was taken from, in the edition it was frozen in, with the same value', async () => {
    await desk.go('/bulletins')
    await main().getByRole('link', { name: '2020年10月份' }).click()
    await desk.page.waitForURL(/\/reports\/[0-9a-f-]{36}/)
    const doors = main().locator('a[href^="/figures/"]')
    await doors.first().waitFor()
    await desk.settled('bulletin')
    const seen = await doors.evaluateAll((links) =>
      links.map((link) => ({
        href: link.getAttribute('href') ?? '',
        value: link.textContent ?? '',
      })),
    )
    expect(seen.length).toBeGreaterThan(20)
    // Every door names its figure and its edition: none leads to a live number.
    for (const { href } of seen) expect(href).toMatch(/[?&]editionId=[0-9a-f-]{36}/)
    const plain = /^[\d,]+(\.\d+)?%?$/
    for (const wanted of ['coops', 'members', 'coverage']) {
      const door = seen.find(
        ({ href, value }) => href.startsWith(`/figures/${wanted}?`) && plain.test(value),
      )
      if (door === undefined) throw new Error(`the bulletin has no door to ${wanted}`)
      await desk.go('/bulletins')
      await main().getByRole('link', { name: '2020年10月份' }).click()
      await main().locator(`a[href="${door.href}"]`).first().click()
      await desk.page.waitForURL(`**${door.href}`)
      await expect.poll(() => main().innerText()).toContain('已固化')
      await expect.poll(() => main().innerText()).toContain('2020年10月')
      expect(await main().innerText()).toContain(door.value)
    }
  })

  test('a place opens the ranking it was computed in, with the same score to the hundredth', async () => {
    await desk.go('/bulletins')
    await main().getByRole('link', { name: '2020年10月份' }).click()
    await desk.page.waitForURL(/\/reports\//)
    const row = main().locator('tr').filter({ hasText: '院东头镇' }).first()
    const score = row.locator('a[href^="/ranking?editionId="]').nth(1)
    const value = (await score.innerText()).trim()
    await score.click()
    await desk.page.waitForURL(/\/ranking\?editionId=/)
    await expect.poll(() => main().innerText()).toContain('已固化')
    const placed = main().locator('tr').filter({ hasText: '院东头镇' }).first()
    expect(value).toMatch(/^\d+\.\d{2}$/)
    expect(await placed.innerText()).toContain(value)
  })
})
