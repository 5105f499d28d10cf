import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from './browser.ts'
import { type MovedProduct, startMoved } from './product.ts'
import { type Person, signIn } from './person.ts'

/*
 * 四议两公开 on the telephone, from the proposal to the filing by the town, through the periods the law sets: the
 * product of this file is its own, because its clock is moved. The county may lengthen a period, not shorten it.
 */

let browser: Browser
let own: MovedProduct
beforeAll(async () => {
  browser = await openBrowser()
  own = await startMoved('approvals')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await own?.stop()
}, 60_000)

/** A photograph small enough to send: two dots of PNG. */
const PHOTO = {
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGNgYGD4D8UAEAYB/yKyKx4AAAAASUVORK5CYII=',
    'base64',
  ),
}
const TITLE = `演练:修缮文化广场${Date.now() % 100_000}`

/** The county may ask for more time than the law, never for less: the form says so before anything is saved. */
async function periods(): Promise<void> {
  const county = await signIn(browser, own.address, { username: 'demo-county' })
  const { page } = county
  await county.go('/processes/four-discussions?edit=true')
  const step = page.locator('details.step-editor', { hasText: '公示期满' }).first()
  await step.locator('summary').first().click()
  await step.getByText(/法律固定的 \d+ 项/).click()
  await step.getByText(/须等待不少于 7 天/).waitFor()
  const days = step.getByLabel('最短期限 天数')
  const save = page.getByRole('button', { name: '保存新版本' })
  await page.getByLabel('文件依据').fill('演练文件〔2020〕1号')
  await days.fill('3')
  await step.getByText(/法定要求不能放宽.*不少于 7 天/).waitFor()
  expect(await save.isDisabled()).toBe(true)
  await county.settled('process-editor-refused')
  await days.fill('8')
  await step.getByText(/法定要求不能放宽/).waitFor({ state: 'detached' })
  await save.click()
  await page.getByText(/已保存为第 \d+ 版/).waitFor()
  await county.settled('process-editor')
  await county.leave()
}

const asVillage = (): Promise<Person> =>
  signIn(browser, own.address, { username: 'demo-village', viewport: PHONE })

/** The same person at the same case fifteen days later. */
async function another(person: Person, address: string): Promise<Person> {
  await person.leave()
  own.fifteenDaysLater()
  const later = await asVillage()
  await later.go(address)
  return later
}

const panel = (person: Person, title: string) =>
  person.page.locator('section.step-panel', {
    has: person.page.getByRole('heading', { name: title }),
  })

/** Brings the papers of the open step, one photograph each. */
async function photograph(person: Person, title: string): Promise<void> {
  const cards = panel(person, title).locator('.paper-card')
  for (let i = 0; i < (await cards.count()); i++) {
    await cards.nth(i).locator('input[capture]').setInputFiles(PHOTO)
    await cards.nth(i).getByText('已收 1 份').waitFor()
  }
}

async function fill(person: Person, title: string, values: Record<string, string>): Promise<void> {
  const { today } = await clockOf(person)
  for (const [label, value] of Object.entries(values)) {
    const at = panel(person, title)
    if (value.startsWith('!')) {
      await at
        .locator('fieldset', { hasText: label })
        .getByText(value.slice(1), { exact: true })
        .click()
      continue
    }
    await at.getByLabel(label, { exact: true }).fill(value === 'today' ? today : value)
    await person.page.keyboard.press('Tab')
  }
}

async function clockOf(person: Person): Promise<{ today: string }> {
  const answer = await person.page.request.get('/api/me')
  return ((await answer.json()) as { clock: { today: string } }).clock
}

async function finish(person: Person, title: string, next: string): Promise<void> {
  await panel(person, title)
    .getByRole('button', { name: /完成本环节/ })
    .click()
  await person.page.getByRole('heading', { name: next }).first().waitFor()
}

const meeting = (expected: string, present: string) => ({
  会议日期: 'today',
  会议形式: '!会议',
  应到人数: expected,
  实到人数: present,
})

describe('the village secretary and the town station', () => {
  test('the county lengthens a publication and cannot shorten it', periods)

  test('four discussions and two publications, to the filing', async () => {
    let village = await asVillage()
    let { page } = village
    await village.go('/cases/new?process=four-discussions')
    await page.getByLabel('事项名称').fill(TITLE)
    await page.locator('fieldset', { hasText: '事项来源' }).getByText('村干部提出').click()
    await page.locator('fieldset', { hasText: '事项类别' }).getByText('其他村级重大事项').click()
    await page.getByLabel('事项内容').fill('修缮文化广场,不涉及集体资产。')
    await page.locator('fieldset', { hasText: '涉及集体资产' }).getByText('否').click()
    await village.settled('case-new-phone')
    await page.getByRole('button', { name: '发起', exact: true }).click()
    await page.getByRole('heading', { name: TITLE.replace(':', '：') }).waitFor()

    // The first step: too few attended, told before it is sent; then as it was.
    await fill(village, '村党支部提议', { ...meeting('5', '2'), 提议内容: '拟修缮' })
    await expect
      .poll(() => panel(village, '村党支部提议').innerText())
      .toContain('到会支委须超过半数')
    await fill(village, '村党支部提议', { 实到人数: '4' })
    await photograph(village, '村党支部提议')
    await village.settled('case-branch-phone')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await finish(village, '村党支部提议', '会商议')

    await photograph(village, '会商议')
    await fill(village, '会商议', { ...meeting('9', '7'), 商议意见: '同意', 同意人数: '6' })
    await finish(village, '会商议', '方案送达党员')
    await panel(village, '方案送达党员').locator('input[capture]').first().setInputFiles(PHOTO)
    await panel(village, '方案送达党员').getByText('已收 1 份').waitFor()
    await fill(village, '方案送达党员', { 送达并张贴日期: 'today' })
    await finish(village, '方案送达党员', '党员大会审议')
    // Three days before the Party members meet, five before the representatives do: too early today.
    const address = new URL(page.url()).pathname
    await panel(village, '党员大会审议').getByText(/最早/).first().waitFor()
    village = await another(village, address)
    ;({ page } = village)
    await photograph(village, '党员大会审议')
    await fill(village, '党员大会审议', {
      ...meeting('30', '24'),
      审议意见: '同意',
      同意人数: '20',
    })
    await finish(village, '党员大会审议', '村民代表会议或村民会议决议')
    const decide = '村民代表会议或村民会议决议'
    await photograph(village, decide)
    await fill(village, decide, {
      议事机构: '!村民代表会议',
      ...meeting('30', '24'),
      决议事项: '同意修缮',
      应到妇女代表人数: '10',
      实到妇女代表人数: '8',
      赞成票: '20',
      反对票: '3',
      弃权票: '1',
    })
    await finish(village, decide, '决议公开')
    await photograph(village, '决议公开')
    await fill(village, '决议公开', { 公开日期: 'today', 公开地点和方式: '村务公开栏' })
    await finish(village, '决议公开', '公示期满')
    // Eight days of publication, and the last of them over.
    village = await another(village, address)
    ;({ page } = village)
    await photograph(village, '公示期满')
    await fill(village, '公示期满', { 村务监督委员会意见: '公开属实,无异议' })
    await finish(village, '公示期满', '报乡镇')
    await village.settled('case-filing-phone')
    await village.leave()

    const town = await signIn(browser, own.address, { username: 'demo-town' })
    await town.go('/tasks')
    await town.page.getByText(TITLE.replace(':', '：')).click()
    await town.page.getByRole('heading', { name: '报乡镇（街道）备案' }).waitFor()
    expect(new URL(town.page.url()).pathname).toBe(address)
    await fill(town, '报乡镇', { 备案意见: '予以备案' })
    await finish(town, '报乡镇', '实施结果公开')
    await town.settled('case-filed')
    const sheet = town.page.waitForEvent('download')
    await panel(town, '实施结果公开').getByRole('button', { name: '打印表单' }).click()
    expect((await sheet).suggestedFilename()).toBe('实施结果公开表.pdf')
    await town.leave()
  })
})
