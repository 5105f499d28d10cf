import highsLoader from 'highs'
import type { Solved, SolveAsked } from './solve.ts'

// The package's types are written for CommonJS, where the function stands one step deeper than it does in ESM.
const load = highsLoader as unknown as typeof highsLoader.default

// Loaded once; every call solves with a native solver of its own.
const highs = await load()

/** Solves a program with HiGHS in this thread: it blocks until it is done. Throws where it cannot be read. */
export function solveHere(asked: SolveAsked): Solved {
  const { Status: status, Columns: columns } = highs.solve(asked.program, {
    time_limit: asked.seconds,
    mip_rel_gap: 0,
    random_seed: 1,
  })
  const chosen = Object.entries(columns).flatMap(([name, column]) =>
    name.startsWith('x') && 'Primal' in column && column.Primal > 0.5
      ? [Number(name.slice(1))]
      : [],
  )
  return { status, chosen: chosen.toSorted((a, b) => a - b) }
}
