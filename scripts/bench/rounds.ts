import { spread } from './load.ts'

/** Rounds of one measure, interleaved with the others: `made[name][round]`. */
export type Made<K extends string> = Readonly<Record<K, readonly number[]>>

/** Runs every part once a round, in turn, so that the machine's mood meets all of them. */
export async function interleaved<K extends string>(
  rounds: number,
  parts: Readonly<Record<K, (round: number) => Promise<number> | number>>,
): Promise<Made<K>> {
  const names = Object.keys(parts) as K[]
  const made = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, number[]>
  for (let round = 0; round < rounds; round++) {
    for (const name of names) made[name].push(await parts[name](round))
  }
  return made
}

/** Ratios inside each round: median (least–most). */
export const against = (of: readonly number[], by: readonly number[], digits = 2): string =>
  spread(
    of.map((value, i) => value / (by[i] ?? Number.NaN)),
    digits,
  )

/** Calls a second of `clients` closed loops over `seconds`. */
export async function rate(
  clients: number,
  seconds: number,
  once: (client: number) => Promise<unknown>,
): Promise<number> {
  const from = performance.now()
  const until = from + seconds * 1000
  let done = 0
  const loop = async (client: number): Promise<void> => {
    while (performance.now() < until) {
      await once(client)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)))
  return (done * 1000) / (performance.now() - from)
}

/** Milliseconds of one run of the work. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
