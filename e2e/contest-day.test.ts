import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptPicture } from '../src/demo/load/receipt.ts'
import { openBrowser, PHONE } from './browser.ts'
import { ask, signOn } from './case-acts.ts'
import { type MovedProduct, startMoved } from './product.ts'
import { type Person, signIn } from './person.ts'

/*
 * A tour of co-ops from its set-up to the flag: judges are found and looked into, everybody scores blind on the phone,
 * photographs are taken on the way, the result is closed, appealed against, approved and published, and the first gets
 * a flag that stands on its own page. The days for appeals go by on the clock: the product of this file is its own.
 */

let browser: Browser
let product: MovedProduct
let desk: Person
let [contestId, caseId, today] = ['', '', '']
const TITLE = '院东头镇合作社现场观摩'
const JUDGES = { 'demo-land': '自然资源', 'demo-bank': '金融' } as const

const person = (username: string, phone = false): Promise<Person> =>
  signIn(browser, product.address, { username, ...(phone ? { viewport: PHONE } : {}) })

const main = () => desk.page.locator('main')
const dialog = () => desk.page.getByRole('dialog')

/** The value of the option that holds these words: the rest of it is generated. */
async function choose(select: Locator, words: string): Promise<void> {
  const option = select.locator('option').filter({ hasText: words }).first()
  await option.waitFor({ state: 'attached' })
  await select.selectOption((await option.getAttribute('value')) ?? '')
}

/** Presses what comes next in the course of a contest, and says yes. */
async function next(label: string, then: string): Promise<void> {
  await main().getByRole('button', { name: label, exact: true }).click()
  await dialog().getByRole('button', { name: label, exact: true }).click()
  await dialog().waitFor({ state: 'detached' })
  await main().getByText(then).first().waitFor()
}

beforeAll(async () => {
  browser = await openBrowser()
  product = await startMoved('contest')
  desk = await person('demo-county')
  today = (await ask<{ clock: { today: string } }>(desk, '/me')).clock.today
}, 300_000)

afterAll(async () => {
  await desk?.leave()
  await browser?.close()
  await product?.stop()
}, 60_000)

describe('a tour of co-ops', () => {
  test('the desk sets it up: co-ops of one town, found by town, ticked', async () => {
    const { page } = desk
    await desk.go('/contests')
    await page.getByRole('button', { name: '新建' }).click()
    await dialog().getByLabel('类型').selectOption({ label: '走看评观摩' })
    await dialog().getByLabel('参评层级').selectOption({ label: '合作社' })
    await dialog().getByLabel('名称', { exact: true }).fill(TITLE)
    await choose(dialog().getByLabel('乡镇'), '院东头镇')
    const boxes = dialog().locator('.contest-picks input')
    await boxes.nth(1).waitFor()
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await dialog().getByText('2 个单位').waitFor()
    await desk.settled('contest-new')
    await dialog().getByRole('button', { name: '新建' }).click()
    await page.waitForURL(/\/contests\/[0-9a-f-]{36}/)
    contestId = /contests\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    await page.getByRole('heading', { name: TITLE }).waitFor()
  })

  test('a route with two stops is put down, and judges are called', async () => {
    const { page } = desk
    await page.getByRole('button', { name: '修改方案' }).click()
    for (const [i, place] of ['姜窖', '育苗大棚'].entries()) {
      await dialog().getByRole('button', { name: '添加一站' }).click()
      await dialog()
        .getByLabel(`${i + 1}. 地点`)
        .fill(place)
      await dialog().getByLabel('看什么').nth(i).fill('看现场、查台账')
    }
    await dialog().getByLabel('修改原因').fill('确定路线')
    await dialog().getByRole('button', { name: '修改方案' }).click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: '评委与回避' }).click()
    for (const words of Object.values(JUDGES)) {
      await page.getByRole('button', { name: '聘请评委' }).click()
      await choose(dialog().getByLabel('评委', { exact: true }), words)
      await dialog().getByRole('button', { name: '聘请评委' }).click()
      await dialog().waitFor({ state: 'detached' })
    }
    await desk.settled('contest-judges')
    await next('开始评分', '评分中')
  })

  test('each judge scores both co-ops on the phone; nobody sees the sheet of another', async () => {
    for (const [username, points] of [
      ['demo-land', ['95', '75']],
      ['demo-bank', ['85', '75']],
    ] as const) {
      const judge = await person(username, true)
      const { page } = judge
      await judge.go(`/contests/${contestId}/score`)
      await page.getByText('0/2 个单位已评').waitFor()
      for (const [i, value] of points.entries()) {
        const items = page.locator('.score-item')
        await items.first().waitFor()
        for (const item of await items.all()) {
          await item.getByRole('button', { name: value, exact: true }).click()
        }
        if (i === 0 && username === 'demo-land') await judge.settled('contest-score-phone')
        await page.getByRole('button', { name: '提交评分' }).click()
        await page.getByText(`${i + 1}/2 个单位已评`).waitFor()
      }
      await judge.leave()
    }
    await desk.go(`/contests/${contestId}?tab=judges`)
    await expect.poll(() => main().innerText()).toContain('2/2 份')
    const shown = await ask<{ result: unknown }>(desk, `/contests/${contestId}`)
    expect(shown.result).toBeNull()
    expect(JSON.stringify(shown)).not.toContain('"95"')
  })

  test('a photograph is taken at the first stop, on the phone', async () => {
    const phone = await person('demo-county', true)
    const { page } = phone
    await phone.go(`/contests/${contestId}?tab=setup`)
    await page.getByRole('button', { name: '为第 1 站添加照片' }).click()
    const picture = receiptPicture(['DEMO 1'])
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '姜窖.png', mimeType: 'image/png', buffer: picture })
    await page.getByAltText('姜窖.png').waitFor()
    await page.getByLabel('说明').fill('新建姜窖')
    await phone.settled('contest-photo-phone')
    await page.getByRole('button', { name: '上传' }).click()
    await page.getByRole('img', { name: /新建姜窖/ }).waitFor()
    await phone.leave()
  })

  test('closed, the result says how it came about and can be computed again', async () => {
    await desk.go(`/contests/${contestId}`)
    await next('结束评分', '评分结束')
    await next('封存核算', '申诉和审定')
    await desk.go(`/contests/${contestId}?tab=result`)
    const rows = main().locator('tbody tr')
    expect(await rows.first().innerText()).toContain('90.00')
    await rows.first().getByRole('button').click()
    await main().getByText('85、95').first().waitFor()
    await desk.page.getByRole('button', { name: '复算核对' }).click()
    await main().getByText('结果一致').waitFor()
    await desk.settled('contest-result')
  })

  test('the town objects; somebody else examines it and answers', async () => {
    const town = await person('demo-town')
    await town.go(`/contests/${contestId}?tab=result`)
    await town.page.getByRole('button', { name: /申诉/ }).nth(1).click()
    await town.page.getByRole('dialog').getByRole('textbox').fill('第二站评分时下雨,请复核')
    await town.page.getByRole('dialog').getByRole('button', { name: '申诉' }).click()
    await town.page.getByText('办理中').waitFor()
    await town.leave()
    const { appeals } = await ask<{ appeals: { caseId: string }[] }>(desk, `/contests/${contestId}`)
    const appeal = appeals[0]?.caseId ?? ''
    const [org, leader] = [await person('demo-org'), await person('demo-leader')]
    await signOn(today, { person: org, id: appeal, step: 'examine' })
    await signOn(today, { person: leader, id: appeal, step: 'decide' })
    await Promise.all([org.leave(), leader.leave()])
    await expect
      .poll(async () => {
        await desk.go(`/contests/${contestId}?tab=result`)
        return main().innerText()
      })
      .toContain('维持原结果')
  })

  test('after the days for appeals it is checked, approved and published', async () => {
    await next('结果送审', '审定流程')
    ;({ caseId } = await ask<{ caseId: string }>(desk, `/contests/${contestId}`))
    product.fifteenDaysLater()
    await desk.leave()
    desk = await person('demo-county')
    today = (await ask<{ clock: { today: string } }>(desk, '/me')).clock.today
    const [org, leader] = [await person('demo-org'), await person('demo-leader')]
    await signOn(today, { person: org, id: caseId, step: 'check' })
    const basis = { basis: 'guidance', basisText: '擂台赛办法' }
    await signOn(today, { person: leader, id: caseId, step: 'approve' }, basis)
    await Promise.all([org.leave(), leader.leave()])
    await expect
      .poll(async () => {
        await desk.go(`/contests/${contestId}`)
        return main().innerText()
      })
      .toContain('已公布')
  })

  test('the first gets a flag, which stands on its own page', async () => {
    const { result } = await ask<{
      result: { rows: { unit: { id: string; name: string } }[] }
    }>(desk, `/contests/${contestId}`)
    const best = result.rows[0]?.unit ?? { id: '', name: '' }
    const { page } = desk
    await desk.go('/awards')
    await page.getByRole('button', { name: '授旗', exact: true }).click()
    await dialog().getByLabel('授予', { exact: true }).selectOption({ label: '合作社' })
    await dialog().getByLabel('单位').fill(best.name)
    await dialog().getByRole('button', { name: best.name }).click()
    await dialog().getByLabel('旗名').fill('观摩红旗')
    await dialog().getByLabel('文号').fill('测试〔2020〕1号')
    await dialog().getByLabel('事由').fill('现场观摩第一名')
    await dialog().getByRole('button', { name: '授旗', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    await desk.go(`/coops/${best.id}`)
    await main().getByText('观摩红旗').first().waitFor()
    await desk.settled('coop-with-flag')
  })
})
