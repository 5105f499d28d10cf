import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/* A real browser for the role tests: the system's Chromium, or the one npm brings. */

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '..')
const require = createRequire(import.meta.url)

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Flags without which a headless browser on a closed network keeps calling home. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function executable(): Promise<{ path: string; args: string[] }> {
  const given = process.env['MIAOQI_BROWSER']
  const system = [given, ...SYSTEM_BROWSERS].find((path) => path !== undefined && existsSync(path))
  if (system !== undefined && process.env['MIAOQI_NPM_BROWSER'] === undefined) {
    return { path: system, args: QUIET }
  }
  const { default: packed } = await import('@sparticuz/chromium')
  // Its own flags are for one page in one process; people at several screens need several.
  return { path: await packed.executablePath(), args: [...QUIET, '--no-zygote'] }
}

/** Points fontconfig at the Chinese font of `@embedpdf/fonts-sc`; machines for tests have none. */
function fontConfig(): string {
  const folder = mkdtempSync(join(tmpdir(), 'miaoqi-fonts-'))
  const fonts = join(root, 'node_modules', '@embedpdf', 'fonts-sc', 'fonts')
  const template = readFileSync(join(here, 'fonts.conf'), 'utf8')
  const file = join(folder, 'fonts.conf')
  writeFileSync(
    file,
    template.replace('FONT_FOLDER', fonts).replace('CACHE_FOLDER', join(folder, 'cache')),
  )
  return file
}

export async function openBrowser(): Promise<Browser> {
  const { path, args } = await executable()
  return chromium.launch({
    executablePath: path,
    args,
    env: {
      ...(process.env as Record<string, string>),
      FONTCONFIG_FILE: fontConfig(),
      // Where no locale is set, the browser would call a file with a Chinese name "download".
      LC_ALL: 'C.UTF-8',
    },
  })
}

/** How long anybody waits for a word or a button: long enough for a busy machine, for no test measures speed. */
const PATIENCE_MS = 25_000

export const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors the page threw or logged: a test ends with none. */
  readonly problems: string[]
}

export async function visit(
  browser: Browser,
  address: string,
  viewport: { width: number; height: number } = DESKTOP,
): Promise<Visit> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', baseURL: address })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) {
      problems.push(message.text())
    }
  })
  return { context, page, problems }
}

/** Keeps a picture of the page for people to look at, in `.cache/screens`. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(root, '.cache', 'screens')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

interface AxeResult {
  readonly violations: readonly { id: string; nodes: readonly { html: string }[] }[]
}

/** What axe finds on the page as it stands, one line a violation. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
  const result = await page.evaluate(
    () =>
      (
        globalThis as unknown as { axe: { run: () => Promise<AxeResult> } }
      ).axe.run() as Promise<AxeResult>,
  )
  return result.violations.map(
    (v) =>
      `${v.id}: ${v.nodes
        .slice(0, 3)
        .map((n) => n.html)
        .join(' | ')}`,
  )
}
