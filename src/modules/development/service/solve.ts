import { Worker } from 'node:worker_threads'

export interface SolveAsked {
  /** CPLEX LP text; the columns that are asked for are called x0, x1 … */
  readonly program: string
  readonly seconds: number
}

export interface Solved {
  /** 'Optimal', 'Time limit reached', 'Infeasible' … as HiGHS says. */
  readonly status: string
  /** The columns that are one. */
  readonly chosen: readonly number[]
}

/** Time beyond its own limit after which a thread that does not answer is ended. */
const GRACE_MS = 15_000
const HEAP_MB = 512

/** Solves a program in a thread of its own. A thread that fails or hangs is an error, never an empty answer. */
export async function solve(asked: SolveAsked): Promise<Solved> {
  const worker = new Worker(new URL('./solve-worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  try {
    return await new Promise<Solved>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('the solver did not answer')),
        asked.seconds * 1000 + GRACE_MS,
      )
      worker.once('message', (answer: Solved) => {
        clearTimeout(timer)
        resolve(answer)
      })
      worker.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
    })
  } finally {
    await worker.terminate()
  }
}
