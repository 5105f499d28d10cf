import { parentPort, workerData } from 'node:worker_threads'
import { must } from '../../kernel/assert.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { parseWorkbook } from './parse.ts'
import type { Asked, Answer } from './read.ts'

/* The thread that reads one uploaded file and ends. What a bad file can break is this thread. */
const asked = workerData as Asked
const port = must(parentPort, 'the port of the thread')

async function answer(): Promise<Answer> {
  try {
    const bytes = Buffer.from(asked.bytes.buffer, asked.bytes.byteOffset, asked.bytes.byteLength)
    return { book: await parseWorkbook(bytes, asked.fileName, asked.limits) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, text, faults, data } = error
    return { refusal: { code, text, faults, data } }
  }
}

// As one text: three times cheaper for the receiving thread than a tree of small objects.
port.postMessage(JSON.stringify(await answer()))
