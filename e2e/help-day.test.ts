import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptPicture } from '../src/demo/load/receipt.ts'
import { openBrowser, PHONE } from './browser.ts'
import { ask } from './case-acts.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * A visit on the phone, a photograph first, with an issue; the department it was sent to answers, the town says that
 * it is solved; the county desk sees gaps, doubles and overloads and fills a gap as proposed.
 */

let browser: Browser
let town: Person
let land: Person
let county: Person
const WHAT = `姜窖用地备案${Date.now() % 100_000}`
const PHOTO = { name: '姜窖.png', mimeType: 'image/png', buffer: receiptPicture(['DEMO 1']) }

beforeAll(async () => {
  browser = await openBrowser()
  const address = sharedAddress()
  town = await signIn(browser, address, { username: 'demo-town-secretary', viewport: PHONE })
  land = await signIn(browser, address, { username: 'demo-land' })
  county = await signIn(browser, address, { username: 'demo-county' })
}, 120_000)

afterAll(async () => {
  await Promise.all([town, land, county].map((one) => one?.leave()))
  await browser?.close()
}, 60_000)

describe('help for co-ops', () => {
  test('a town leader records a visit on the phone: photograph, a sentence, an issue', async () => {
    const { page } = town
    await town.go('/visits/new')
    await page.locator('input[type=file]').first().setInputFiles(PHOTO)
    await page.getByAltText('姜窖.png').waitFor()
    await page.getByLabel('做了什么').fill('看姜窖选址,商量备案材料')
    await page.getByRole('button', { name: '有问题要反映' }).click()
    await page.getByLabel('什么问题').fill(WHAT)
    await page.getByLabel('请谁答复').selectOption({ label: '自然资源和规划局' })
    await town.settled('help-visit-phone')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已登记,反映问题 1 件。').or(page.getByText('反映问题 1 件')).waitFor()
    await town.go('/visits?tab=visits')
    await page.getByText('看姜窖选址').first().waitFor()
    await town.settled('help-visits-phone')
  })

  test('without a network the visit waits on the device and goes when there is one', async () => {
    const { page, context } = town
    await town.go('/visits/new')
    await page.getByLabel('做了什么').fill('断网时登记的走访')
    await context.setOffline(true)
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('待提交 1 条').waitFor()
    await context.setOffline(false)
    await page.getByText('待提交 1 条').waitFor({ state: 'detached' })
    const { rows } = await ask<{ rows: { did: string }[] }>(town, '/help-visits')
    expect(rows.filter(({ did }) => did === '断网时登记的走访')).toHaveLength(1)
    town.problems.length = 0
  })

  test('the department finds what waits for it and answers; the town says it is solved', async () => {
    await land.go('/visits?state=mine')
    const card = land.page.locator('.issue-card').filter({ hasText: WHAT })
    await card.getByRole('button', { name: '答复' }).click()
    await land.page.getByLabel('意见').fill('属设施农业用地,到镇备案即可。')
    await land.page.getByRole('dialog').getByRole('button', { name: '答复' }).click()
    await card.waitFor({ state: 'detached' })
    await town.go('/visits')
    const own = town.page.locator('.issue-card').filter({ hasText: WHAT })
    await own.getByText('到镇备案即可').waitFor()
    await own.getByRole('button', { name: '确认办结' }).click()
    await town.page.getByLabel('意见').fill('已备案')
    await town.page.getByRole('dialog').getByRole('button', { name: '确认办结' }).click()
    await own.getByText('已办结').waitFor()
  })

  test('the county desk sees gaps and what is too much, and fills a gap as proposed', async () => {
    const { page } = county
    await county.go('/help')
    await page.locator('.help-total').first().waitFor()
    await county.settled('help-matrix')
    await county.go('/help?tab=changes')
    await county.settled('help-changes')
    const before = await ask<{ changes: { kind: string }[] }>(county, '/help-matrix?limit=1')
    const gap = page.locator('.change-list > li').filter({ hasText: '补上' }).first()
    await gap.getByRole('button', { name: '办理' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '补上 1 处' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const after = await ask<{ changes: { kind: string }[] }>(county, '/help-matrix?limit=1')
    const gaps = (of: typeof before): number =>
      of.changes.filter(({ kind }) => kind === 'assign').length
    expect(gaps(after)).toBe(gaps(before) - 1)
    await county.go('/help?tab=pairings')
    await county.settled('help-pairings')
    await county.go('/resources')
    await county.settled('help-resources')
  })
})
