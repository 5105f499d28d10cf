import type { FastifyInstance } from 'fastify'
import { ensureDemo } from './demo/index.ts'
import { type House, openHouse, ROOT } from './house.ts'
import type { Output } from './platform/cli.ts'
import type { Config } from './platform/config.ts'
import { buildServer } from './platform/http.ts'
import { startJobs } from './platform/jobs.ts'
import { ensurePages } from './platform/pages.ts'
import { progressBar } from './platform/terminal.ts'

/** A request that is running when the stop comes gets this long to finish. */
const STOP_PATIENCE_MS = 10_000

/** Serves the product until SIGINT or SIGTERM. @returns the exit code. */
export async function start(config: Config, output: Output): Promise<number> {
  const say = (line: string): void => output.out(`${line}\n`)
  say('妙棋 Miaoqi')
  const house = await openHouse(config, {
    attach: false,
    onStep: (step) => say(`  ${step.zh} / ${step.en}`),
  })
  let app: FastifyInstance | null = null
  try {
    if (config.demo) await loadDemo(house, say)
    const webRoot = await ensurePages(ROOT, () =>
      say('  正在生成页面(仅首次或更新后) / Building the pages (first start or after an update)'),
    )
    app = await buildServer(house.runtime, { webRoot, secure: config.secure })
    const address = await app.listen({ host: config.host, port: config.port })
    const jobs = await startJobs(house.runtime, house.jobs)
    say(`\n  打开 / open:  ${address}`)
    if (config.demo) say(`  演示账号与密码见 / demo accounts:  docs/demo.md`)
    say('  按 Ctrl-C 停止 / Ctrl-C stops\n')
    const why = await Promise.race([stopSignal(), house.lost])
    if (why !== null) output.err(`数据库不可用,停止 / the database is lost: ${why.message}\n`)
    say('\n正在停止 / Stopping …')
    await Promise.race([app.close(), new Promise((done) => setTimeout(done, STOP_PATIENCE_MS))])
    await jobs.stop()
  } finally {
    await house.close()
  }
  say('已停止 / Stopped.')
  return 0
}

async function loadDemo(house: House, say: (line: string) => void): Promise<void> {
  const bar = progressBar(process.stdout)
  const loaded = await ensureDemo(house.runtime, {
    owner: house.postgres.owner,
    onProgress: (done, total, what) => bar.show(done, total, what),
  })
  bar.end()
  if (!loaded.fresh) return
  say(`  演示县已载入(${loaded.seconds} s)`)
  say('  演示账号 / demo accounts:')
  for (const { username, password, title } of loaded.accounts) {
    say(`    ${username.padEnd(20)} ${password.padEnd(18)} ${title.zh} / ${title.en}`)
  }
}

function stopSignal(): Promise<null> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(null))
  })
}
