import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { send } from './case-acts.ts'
import { type Person, signIn } from './person.ts'
import { sharedAddress } from './product.ts'

/*
 * A case leaves the house: the page that checks it is opened from a folder, without a network, and told apart are
 * the exported file and files in which a digit, the order of two entries or a paper was changed.
 */

const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGNgYGD4D8UAEAYB/yKyKx4AAAAASUVORK5CYII=',
  'base64',
)
const folder = mkdtempSync(join(tmpdir(), 'miaoqi-verifier-'))

let browser: Browser
let village: Person
let town: Person
let file = ''

/** A case with a photograph, a signed step and a remark. */
async function caseOfToday(): Promise<string> {
  const me = (await (await village.page.request.get('/api/me')).json()) as {
    clock: { today: string }
    grants: { unit: { id: string } | null }[]
  }
  const unitId = me.grants[0]?.unit?.id ?? ''
  const { caseId } = await send<{ caseId: string }>(village, `/units/${unitId}/cases`, {
    process: 'four-discussions',
    title: '核验演练:修缮水渠',
    facts: { origin: 'cadres', matter: 'other', content: '修缮水渠', collective: false },
  })
  await send(village, `/cases/${caseId}/papers`, {
    step: 'branch',
    kind: 'branch-sheet',
    name: '提议表.png',
    content: PHOTO.toString('base64'),
  })
  const values = {
    heldOn: me.clock.today,
    form: 'meeting',
    expected: 5,
    present: 4,
    content: '拟修缮水渠',
  }
  await send(village, `/cases/${caseId}/sign`, { step: 'branch', values })
  await send(village, `/cases/${caseId}/comments`, { text: '请“两委”会商议。' })
  return caseId
}

interface Exported {
  readonly header: { readonly unsealed: number }
  readonly case: {
    readonly acts: {
      readonly kind: string
      readonly values?: Record<string, unknown>
    }[]
  }
}
/** The exported file; the trail is sealed within a second after each write. */
async function exported(caseId: string): Promise<string> {
  for (let tries = 0; tries < 90; tries++) {
    const answer = await town.page.request.get(`/api/cases/${caseId}/export`)
    if (!answer.ok()) throw new Error(await answer.text())
    const text = await answer.text()
    if ((JSON.parse(text) as Exported).header.unsealed === 0) return text
    await town.page.waitForTimeout(1_000)
  }
  throw new Error('the trail of the case was not sealed')
}

/** Opens the page from its folder with the network cut, hands it files, and answers with what it says. */
async function verify(files: readonly { name: string; mimeType: string; buffer: Buffer }[]) {
  const context = await browser.newContext({
    offline: true,
    viewport: { width: 1440, height: 900 },
  })
  const asked: string[] = []
  const page: Page = await context.newPage()
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) asked.push(request.url())
  })
  await page.goto(pathToFileURL(join(folder, 'verifier.html')).href)
  await page.locator('#files').setInputFiles([...files])
  await page.locator('#result').getByRole('heading', { name: '办理经过' }).waitFor()
  const said = await page.locator('#result').innerText()
  await context.close()
  expect(asked).toEqual([])
  return said
}
const json = (text: string) => ({
  name: '核验包.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
})
/** The file with something in it changed. */
const changed = (change: (document: Exported) => void): string => {
  const document = JSON.parse(file) as Exported
  change(document)
  return JSON.stringify(document, null, 1)
}
const actOf = (document: Exported, kind: string) => {
  const act = document.case.acts.find((one) => one.kind === kind)
  if (act === undefined) throw new Error(`no act ${kind}`)
  return act
}

beforeAll(async () => {
  browser = await openBrowser()
  village = await signIn(browser, sharedAddress(), { username: 'demo-village' })
  town = await signIn(browser, sharedAddress(), { username: 'demo-town' })
  const caseId = await caseOfToday()
  const page = await town.page.request.get('/api/case-verifier')
  writeFileSync(join(folder, 'verifier.html'), await page.body())
  file = await exported(caseId)
}, 180_000)
afterAll(async () => {
  await village?.leave()
  await town?.leave()
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the page that checks a case without the product', () => {
  test('says yes to the file as it was exported, with its photograph', async () => {
    const said = await verify([
      json(file),
      { name: '提议表.png', mimeType: 'image/png', buffer: PHOTO },
    ])
    expect(said).toContain('核验通过')
    expect(said).toContain('← 提议表.png')
    expect(said).toContain('修缮水渠')
  })

  test('names the step in which one digit of a form was changed', async () => {
    const said = await verify([
      json(
        changed((document) => {
          const values = actOf(document, 'sign').values ?? {}
          values['present'] = 5
        }),
      ),
    ])
    expect(said).not.toContain('核验通过')
    expect(said).toContain('内容与签名的摘要一致')
    expect(said).toContain('第 3 步')
  })

  test('names the entries that changed places', async () => {
    const said = await verify([
      json(
        changed((document) => {
          const { acts } = document.case
          const [second, third] = [acts[1], acts[2]]
          if (second === undefined || third === undefined) throw new Error('three acts')
          acts.splice(1, 2, third, second)
        }),
      ),
    ])
    expect(said).not.toContain('核验通过')
    expect(said).toContain('第 2 步')
    expect(said).toContain('第 3 步')
  })

  test('names what was left out with a paper', async () => {
    const said = await verify([
      json(
        changed((document) => {
          const { acts } = document.case
          acts.splice(acts.indexOf(actOf(document, 'paper')), 1)
        }),
      ),
    ])
    expect(said).not.toContain('核验通过')
    expect(said).toContain('第 2 步')
    expect(said).toContain('材料清单与经过一致')
  })

  test('a photograph that is another than the one handed in is no paper of the case', async () => {
    const other = {
      name: '提议表.png',
      mimeType: 'image/png',
      buffer: Buffer.concat([PHOTO, PHOTO]),
    }
    const said = await verify([json(file), other])
    expect(said).toContain('与本件材料不一致')
    expect(said).toContain('不属于本件的文件')
  })
})
