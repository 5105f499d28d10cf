import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * The day of a town Party secretary on the phone: what the county assigned is acknowledged, passed on to a village and
 * answered; the village answers with a photograph; the month's bulletin is read and acknowledged; a call goes up.
 */

let browser: Browser
let secretary: Person
let village: Person
let county: Person
const WHAT = `核对成员账户 ${randomUUID().slice(0, 6)}`
const CALL = `请协调冷库用地 ${randomUUID().slice(0, 6)}`
const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])

interface Me {
  clock: { today: string }
  grants: { unit: { id: string; name: string } }[]
}
async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.page.request.get(`/api${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}
async function send(person: Person, path: string, data: unknown): Promise<void> {
  const headers = { 'idempotency-key': randomUUID() }
  const answer = await person.page.request.post(`/api${path}`, { data, headers })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
}

beforeAll(async () => {
  browser = await openBrowser()
  const address = sharedAddress()
  secretary = await signIn(browser, address, { username: 'demo-town-secretary', viewport: PHONE })
  village = await signIn(browser, address, { username: 'demo-village', viewport: PHONE })
  county = await signIn(browser, address, { username: 'demo-county' })
  const me = await ask<Me>(secretary, '/me')
  const desk = await ask<Me>(county, '/me')
  const [year = '', month = ''] = me.clock.today.split('-')
  const unitId = desk.grants[0]?.unit.id ?? ''
  await send(county, `/units/${unitId}/assignments`, {
    to: [me.grants[0]?.unit.id],
    what: WHAT,
    responsible: '镇党委书记',
    dueOn: `${Number(year) + 1}-${month}-15`,
  })
}, 120_000)

afterAll(async () => {
  for (const person of [secretary, village, county]) await person.leave()
  await browser.close()
})

const card = (person: Person, text: string) =>
  person.page.locator('.errand').filter({ hasText: text }).first()

describe('the day of a town secretary', () => {
  test('acknowledges what the county assigned and passes it on to a village', async () => {
    const { page } = secretary
    await secretary.go('/assignments?state=mine')
    await card(secretary, WHAT).getByRole('button', { name: '签收' }).click()
    await expect.poll(() => card(secretary, WHAT).textContent()).toContain('办理中')
    await secretary.settled('town-assignments-phone')
    const { grants } = await ask<Me>(village, '/me')
    const name = grants[0]?.unit.name ?? ''
    await card(secretary, WHAT).getByRole('button', { name: '转交村办' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill(name)
    await dialog.locator('.picks button').first().click()
    await dialog.getByRole('button', { name: '转交村办' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => card(secretary, WHAT).textContent()).toContain('已转 1 村')
  })

  test('the village answers with a photograph; the town confirms and answers the county', async () => {
    const { page } = village
    await village.go('/assignments?state=mine')
    await card(village, WHAT).getByRole('button', { name: '回复' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('办理情况').fill('已核对全部成员账户,附公示照片。')
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '公示.jpg', mimeType: 'image/jpeg', buffer: PHOTO })
    await dialog.locator('.errand-photos > *').first().waitFor()
    await village.settled('village-reply-phone')
    await dialog.getByRole('button', { name: '回复' }).click()
    await dialog.waitFor({ state: 'detached' })

    await secretary.go('/assignments?state=mine')
    const own = secretary.page.locator('.errand').filter({ hasText: WHAT })
    await own.getByRole('button', { name: '办结' }).first().click()
    const judge = secretary.page.getByRole('dialog')
    await judge.getByRole('textbox').fill('核实无误')
    await judge.getByRole('button', { name: '办结' }).click()
    await judge.waitFor({ state: 'detached' })
    await card(secretary, WHAT).getByRole('button', { name: '回复' }).click()
    const reply = secretary.page.getByRole('dialog')
    await reply.getByLabel('办理情况').fill('全镇已核对完毕。')
    await reply.getByRole('button', { name: '回复' }).click()
    await reply.waitFor({ state: 'detached' })
    const { rows } = await ask<{ rows: { what: string; state: string }[] }>(
      county,
      '/assignments?state=mine&limit=500',
    )
    expect(rows.find(({ what }) => what === WHAT)?.state).toBe('replied')
  })

  test('calls the county’s finance bureau', async () => {
    const { page } = secretary
    await secretary.go('/assignments')
    await page.getByRole('button', { name: '呼叫上级' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('事项').fill(CALL)
    await dialog.getByLabel('县级部门').selectOption('natural_resources')
    await dialog.getByLabel('责任人').fill('镇党委书记')
    await dialog.getByRole('button', { name: '呼叫上级' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => card(secretary, CALL).textContent()).toContain('自然资源和规划局')
  })

  test('reads the problems of the town and the month’s bulletin, and acknowledges it', async () => {
    const { page } = secretary
    await secretary.go('/problems')
    expect(await page.locator('h1').textContent()).toBe('问题清单')
    await secretary.settled('town-problems-phone')
    await secretary.go('/bulletins')
    await page.locator('.errand a').filter({ hasText: '通报' }).last().click()
    await page.locator('.report-paper').waitFor()
    expect(await page.locator('.report-table').count()).toBeGreaterThanOrEqual(2)
    await secretary.settled('town-bulletin-phone')
    await page.getByRole('button', { name: '签收' }).click()
    await page.getByRole('button', { name: '签收' }).waitFor({ state: 'detached' })
  })
})
