import { parentPort, workerData } from 'node:worker_threads'
import { must } from '../../../kernel/assert.ts'
import { solveHere } from './highs.ts'
import type { SolveAsked } from './solve.ts'

/* The thread that solves one program and ends: the server answers others meanwhile. */
must(parentPort, 'the port of the thread').postMessage(solveHere(workerData as SolveAsked))
