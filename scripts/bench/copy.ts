import type pg from 'pg'

interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/**
 * COPY … FROM STDIN with these bytes. The driver has the messages but no call for them: this object is what
 * its queue runs.
 */
export function copyIn(client: pg.Client, statement: string, bytes: Buffer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let failure: unknown = null
  client.query({
    submit: (wire: unknown) => (wire as Wire).query(statement),
    handleCopyInResponse: (wire: Wire) => {
      wire.sendCopyFromChunk(bytes)
      wire.endCopyFrom()
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => (failure === null ? resolve() : reject(failure as Error)),
    handleError: (error: unknown) => {
      failure = error
    },
  } as unknown as pg.Submittable)
  return promise
}
