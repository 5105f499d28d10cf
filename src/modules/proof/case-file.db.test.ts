import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../kernel/date.ts'
import { sealAudit } from '../../platform/audit.ts'
import { inCounty } from '../../platform/db.ts'
import { casesWorld, PHOTO } from '../approvals/testing.ts'
import { proofModule } from './index.ts'

/* A case that leaves the house proves itself to the page that travels with it: the page's own script is run. */

interface Check {
  readonly ok: boolean
  readonly zh: string
  readonly wrong: readonly string[]
}
interface Page {
  readonly verifyCase: (file: unknown) => readonly Check[]
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  readonly sha512: (bytes: Uint8Array) => Uint8Array
  readonly sm3: (bytes: Uint8Array) => Uint8Array
}

function openPage(): Page {
  const html = readFileSync(new URL('data/case-verifier.html', import.meta.url), 'utf8')
  const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? ''
  const names = 'verifyCase, sha256, sha512, sm3'
  const room = createContext({ TextEncoder, TextDecoder, atob, Uint8Array })
  runInContext(`${script}\nglobalThis.page = { ${names} }`, room)
  return (room as unknown as { page: Page }).page
}
const page = openPage()

const world = await casesWorld([proofModule])
const { units, as, refusal } = world
let file: Record<string, unknown> = {}
let caseId = ''

async function seal(algorithm: 'sha256' | 'sm3'): Promise<void> {
  const { database, clock } = world.house
  await inCounty(database, 1, (tx) => sealAudit(tx, 1, { algorithm, now: instant(clock.now) }))
}
async function exported(): Promise<Record<string, unknown>> {
  const { content, name } = await as<{ content: string; name: string }>('审计', 'exportCase', {
    caseId,
  })
  expect(name).toBe('办件核验包-2026-1号.json')
  return JSON.parse(Buffer.from(content, 'base64').toString()) as Record<string, unknown>
}
const failed = (document: unknown): string[] =>
  page
    .verifyCase(document)
    .filter(({ ok }) => !ok)
    .map(({ zh }) => zh)

beforeAll(async () => {
  await world.account('村书记', 'village_secretary', { unit: units.village })
  await world.account('审计', 'auditor', { unit: units.county })
  const facts = { origin: 'cadres', matter: 'assets', content: '冷库𠮷', collective: true }
  const input = { unitId: units.village, process: 'four-discussions', title: '以冷库入社', facts }
  caseId = (await as<{ caseId: string }>('村书记', 'openCase', input)).caseId
  // Another case's rows lie between those of this one.
  await as('村书记', 'openCase', { ...input, title: '另一件' })
  const upload = {
    caseId,
    step: 'branch',
    kind: 'branch-sheet',
    name: '提议表.jpg',
    content: PHOTO,
  }
  await as('村书记', 'addCasePaper', upload)
  await seal('sha256')
  const values = {
    heldOn: '2026-03-01',
    form: 'meeting',
    expected: 5,
    present: 3,
    content: '拟入社',
  }
  await as('村书记', 'signStep', { caseId, step: 'branch', values })
  await as('村书记', 'commentCase', { caseId, text: '请尽快' })
  await seal('sm3')
  file = await exported()
})

describe('the page’s own hashes', () => {
  test('are those of the platform', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 1000]) {
      const bytes = randomBytes(length)
      const hash = (name: string) => createHash(name).update(bytes).digest('hex')
      expect(Buffer.from(page.sha256(bytes)).toString('hex')).toBe(hash('sha256'))
      expect(Buffer.from(page.sha512(bytes)).toString('hex')).toBe(hash('sha512'))
      expect(Buffer.from(page.sm3(bytes)).toString('hex')).toBe(hash('sm3'))
    }
  })
})

describe('an exported case', () => {
  test('proves itself, across both algorithms', () => {
    expect(page.verifyCase(file).filter(({ ok }) => !ok)).toEqual([])
    expect(page.verifyCase(file).length).toBeGreaterThan(7)
    const { papers } = file['case'] as { papers: { sha256: string }[] }
    const sum = createHash('sha256').update(Buffer.from(PHOTO, 'base64')).digest('hex')
    expect(papers.map(({ sha256 }) => sha256)).toEqual([sum])
    const { chain } = file as { chain: { algorithm: string }[] }
    expect(new Set(chain.map(({ algorithm }) => algorithm))).toEqual(new Set(['sha256', 'sm3']))
  })

  const changed = (change: (document: typeof file) => void): string[] => {
    const document = structuredClone(file)
    change(document)
    return failed(document)
  }
  interface Document {
    header: Record<string, unknown>
    signature: Record<string, string>
    case: { acts: Record<string, unknown>[]; papers: Record<string, unknown>[]; title: string }
    chain: {
      seq: string
      hash: string
      previous: string
      event: { changes: unknown; source: string }
    }[]
  }
  const as_ = (document: typeof file) => document as unknown as Document

  test.each<[string, (document: Document) => void, string]>([
    [
      'an act’s words',
      (d) => {
        ;(d.case.acts[2] ?? {})['reason'] = '改了'
      },
      '办理经过',
    ],
    [
      'who acted',
      (d) => {
        ;(d.case.acts[2] ?? {})['by'] = { name: '别人' }
      },
      '办理经过',
    ],
    [
      'an act left out',
      (d) => {
        d.case.acts.splice(1, 1)
      },
      '办理经过',
    ],
    [
      'the last act left out',
      (d) => {
        d.case.acts.pop()
      },
      '被删去',
    ],
    [
      'the title',
      (d) => {
        d.case.title = '别的'
      },
      '内容与签名',
    ],
    [
      'a paper',
      (d) => {
        ;(d.case.papers[0] ?? {})['sha256'] = '00'
      },
      '材料清单',
    ],
    [
      'an audit row',
      (d) => {
        if (d.chain[1]) d.chain[1].event.source = '1.2.3.4'
      },
      '哈希一致',
    ],
    [
      'a link left out',
      (d) => {
        d.chain.splice(1, 1)
      },
      '办理经过',
    ],
    [
      'the order of links',
      (d) => {
        d.chain.reverse()
      },
      '次序',
    ],
    [
      'the header',
      (d) => {
        d.header['exportedAt'] = '2020'
      },
      '签名有效',
    ],
    [
      'the signature',
      (d) => {
        d.signature['value'] = `AAAA${d.signature['value']?.slice(4)}`
      },
      '签名有效',
    ],
  ])('%s changed is noticed', (_, change, check) => {
    expect(changed((document) => change(as_(document))).join(';')).toContain(check)
  })

  test('what is not sealed yet is told', async () => {
    await as('村书记', 'commentCase', { caseId, text: '再说一句' })
    const open = failed(await exported())
    expect(open).toContain('没有未封存的记录')
    await seal('sha256')
    expect(failed(await exported())).toEqual([])
  })

  test('is for those who may verify it, within their reach', async () => {
    expect((await refusal(as('村书记', 'exportCase', { caseId }))).code).toBe('forbidden')
    await world.account('邻镇站长', 'town_station', { unit: units.otherTown })
    expect((await refusal(as('邻镇站长', 'exportCase', { caseId }))).code).toBe('not_found')
    const { name, content } = await as<{ name: string; content: string }>(
      '审计',
      'readCaseVerifier',
    )
    expect(name).toBe('办件核验页.html')
    const html = Buffer.from(content, 'base64').toString()
    // Nothing in it reaches for a network.
    expect(html).not.toMatch(/https?:|src=|href=|fetch\(|XMLHttp/u)
  })
})
