import { Agent, request } from 'node:http'

/* A bounded load on a loopback address: closed loop, keep-alive, fixed connections and seconds. */

export interface LoadResult {
  readonly perSecond: number
  readonly p95Ms: number
  readonly answers: number
}

export interface Target {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Makes it a POST: what each call sends, and the headers that are its own. */
  readonly next?: () => {
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
}

function once(agent: Agent, target: Target): Promise<number> {
  return new Promise((done, failed) => {
    const sent = target.next?.()
    const headers = { ...target.headers, ...sent?.headers }
    const method = sent === undefined ? 'GET' : 'POST'
    const call = request(target.url, { agent, headers, method }, (answer) => {
      answer.on('data', () => undefined)
      answer.on('end', () => done(answer.statusCode ?? 0))
    })
    call.on('error', failed)
    call.end(sent?.body)
  })
}

/** Calls the target from `connections` loops for `seconds`; any status but 200 is an error. */
export async function load(
  target: Target,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  const loop = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now()
      const status = await once(agent, target)
      if (status !== 200) throw new Error(`${target.url} answered ${status}`)
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: connections }, loop))
  agent.destroy()
  times.sort((a, b) => a - b)
  return {
    perSecond: times.length / seconds,
    p95Ms: times[Math.floor(times.length * 0.95)] ?? 0,
    answers: times.length,
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export const spread = (values: readonly number[], digits = 2): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`
