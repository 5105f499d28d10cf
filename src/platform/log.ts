/** One JSON line an event on standard error; standard output belongs to the pure commands. */
export interface Log {
  info(what: string, fields?: Readonly<Record<string, unknown>>): void
  warn(what: string, fields?: Readonly<Record<string, unknown>>): void
  error(what: string, fields?: Readonly<Record<string, unknown>>): void
}

export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** JSON.stringify escapes line breaks and control characters, so no input can forge a line. */
export function lineLog(write: (line: string) => void, clock: () => number = Date.now): Log {
  const say = (level: string) => (what: string, fields?: Readonly<Record<string, unknown>>) =>
    write(`${JSON.stringify({ at: new Date(clock()).toISOString(), level, what, ...fields })}\n`)
  return { info: say('info'), warn: say('warn'), error: say('error') }
}
