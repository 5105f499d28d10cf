import type { Duplex } from 'node:stream'
import type pg from 'pg'

/*
 * COPY through node-postgres, which knows the messages but offers no door to them. The server's own text
 * form keeps every value exact: bigint, timestamptz to the microsecond, bytea, arrays, jsonb.
 */

/** What the driver calls while this statement is the active one. */
interface Statement extends pg.Submittable {
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCommandComplete(message: { text: string }): void
  handleCopyInResponse(): void
  handleCopyData(message: { chunk: Buffer }): void
  handleRowDescription(): void
  handleDataRow(): void
  handleEmptyQuery(): void
  handlePortalSuspended(): void
}

const HIGH_WATER_BYTES = 1024 * 1024
const CHUNK_BYTES = 64 * 1024
const COPY_DATA = 0x64
const COPY_DONE = Buffer.from([0x63, 0, 0, 0, 4])

const nothing = (): undefined => undefined

/** The parts of a statement that neither direction of COPY uses. */
const SILENT_PARTS = {
  handleCopyInResponse: nothing,
  handleCopyData: nothing,
  handleRowDescription: nothing,
  handleDataRow: nothing,
  handleEmptyQuery: nothing,
  handlePortalSuspended: nothing,
}

const rowsOf = (message: { text: string }): number =>
  Number(/^COPY (\d+)/.exec(message.text)?.[1] ?? 0)

/** What has come from the server and has not been taken yet. */
interface Inbox {
  chunks: Buffer[]
  bytes: number
  end: 'open' | 'done' | Error
  /** Wakes the consumer that waits for more. */
  wake: () => void
}

/** Rows of a COPY, known when its bytes have been read to the end. */
export interface Tally {
  rows: number
}

/**
 * Runs `COPY ... TO STDOUT` and yields its bytes. Reads no faster than the consumer: memory stays
 * bounded. Leaving early destroys the connection.
 */
export async function* copyOut(
  client: pg.Client,
  sql: string,
  tally: Tally,
): AsyncGenerator<Buffer, void> {
  const inbox: Inbox = { chunks: [], bytes: 0, end: 'open', wake: nothing }
  client.query(outStatement({ client, sql, inbox, tally }))
  try {
    for (;;) {
      if (inbox.chunks.length > 0) {
        const batch = inbox.chunks
        inbox.chunks = []
        inbox.bytes = 0
        client.connection.stream.resume()
        yield Buffer.concat(batch)
      } else if (inbox.end === 'done') return
      else if (inbox.end !== 'open') throw inbox.end
      else await new Promise<void>((resolve) => (inbox.wake = resolve))
    }
  } finally {
    // With an error the driver knows that nothing more can be asked on this connection.
    if (inbox.end === 'open') client.connection.stream.destroy(new Error('COPY was left early'))
  }
}

interface OutStatement {
  readonly client: pg.Client
  readonly sql: string
  readonly inbox: Inbox
  readonly tally: Tally
}

function outStatement({ client, sql, inbox, tally }: OutStatement): Statement {
  const finish = (how: 'done' | Error): void => {
    inbox.end = how
    inbox.wake()
  }
  return {
    ...SILENT_PARTS,
    submit: (connection) => connection.query(sql),
    handleError: (error) => finish(error),
    handleReadyForQuery: () => finish('done'),
    handleCommandComplete: (message) => {
      tally.rows = rowsOf(message)
    },
    handleCopyData: ({ chunk }) => {
      // A copy: the driver uses the memory of a chunk again for the next one.
      inbox.chunks.push(Buffer.from(chunk))
      inbox.bytes += chunk.length
      if (inbox.bytes >= HIGH_WATER_BYTES) client.connection.stream.pause()
      inbox.wake()
    },
  }
}

/**
 * Runs `COPY ... FROM STDIN` with the bytes of `source`; resolves to the number of rows. When `source`
 * throws, the server is told and nothing of the statement stays.
 */
export async function copyIn(
  client: pg.Client,
  sql: string,
  source: AsyncIterable<Buffer>,
): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    let rows = 0
    let isOver = false
    let sourceError: unknown = null
    const statement: Statement = {
      ...SILENT_PARTS,
      submit: (connection) => connection.query(sql),
      handleError: (error) => {
        isOver = true
        reject(sourceError ?? error)
      },
      handleReadyForQuery: () => {
        isOver = true
        resolve(rows)
      },
      handleCommandComplete: (message) => {
        rows = rowsOf(message)
      },
      handleCopyInResponse: () => {
        pump(client, source, () => isOver).catch((error: unknown) => {
          sourceError = error
          if (!isOver) client.connection.stream.write(copyFail('the source failed'))
        })
      },
    }
    client.query(statement)
  })
}

async function pump(
  client: pg.Client,
  source: AsyncIterable<Buffer>,
  isOver: () => boolean,
): Promise<void> {
  const { stream } = client.connection
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      // After an error the server has ended the statement; another one may already be on the wire.
      if (isOver()) return
      const part = bytes.subarray(at, at + CHUNK_BYTES)
      const head = Buffer.alloc(5)
      head.writeUInt8(COPY_DATA, 0)
      head.writeUInt32BE(part.length + 4, 1)
      stream.write(head)
      if (!stream.write(part)) await drained(stream)
    }
  }
  if (!isOver()) stream.write(COPY_DONE)
}

/** A connection that breaks drains no more; the statement's own error then ends the pump. */
function drained(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.on('drain', done)
    stream.on('close', done)
  })
}

function copyFail(reason: string): Buffer {
  const body = Buffer.from(`${reason}\0`)
  const head = Buffer.alloc(5)
  head.writeUInt8(0x66, 0)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
