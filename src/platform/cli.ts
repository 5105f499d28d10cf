import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { badInput, Refusal } from '../kernel/refusal.ts'
import { text } from '../kernel/text.ts'
import type { Caller } from './caller.ts'
import { invoke } from './invoke.ts'
import { commandName, type Verb } from './module.ts'
import type { Runtime } from './runtime.ts'

/** Passes; computed, but a finding fails or depends; bad input, nothing printed. */
export const EXIT = { passes: 0, fails: 1, badInput: 2 } as const

export interface Output {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether the reader has gone (`… | head`): nothing more needs to be written. */
  readonly closed?: () => boolean
  /** Resolves when what was written has left, so that a long output is never piled up in memory. */
  readonly drained?: () => Promise<void>
}

/** The output of a process. A reader that stops reading is no error: what follows is dropped quietly. */
export function processOutput(
  stdout: NodeJS.WritableStream & { readonly writableNeedDrain?: boolean },
  stderr: NodeJS.WritableStream,
): Output {
  let closed = false
  const onError = (error: Error): void => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
    closed = true
  }
  stdout.on('error', onError)
  stderr.on('error', onError)
  return {
    out: (text) => {
      if (!closed) stdout.write(text)
    },
    err: (text) => void stderr.write(text),
    closed: () => closed,
    drained: async () => {
      if (closed || stdout.writableNeedDrain !== true) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const events = ['drain', 'error', 'close']
      for (const event of events) stdout.on(event, resolve)
      await promise
      for (const event of events) stdout.removeListener(event, resolve)
    },
  }
}

/** One JSON document from a file, or from standard input for "-". */
export function readDocument(source: string | undefined): unknown {
  if (source === undefined) {
    throw badInput([
      {
        path: '$',
        text: text('请给出文件名,或用 - 读标准输入', 'name a file, or - for standard input'),
      },
    ])
  }
  let content: string
  try {
    content = readFileSync(source === '-' ? 0 : source, 'utf8')
  } catch {
    throw badInput([{ path: '$', text: text(`读不到文件 ${source}`, `cannot read ${source}`) }])
  }
  try {
    return JSON.parse(content)
  } catch (error) {
    const where = error instanceof Error ? error.message : ''
    throw badInput([{ path: '$', text: text('不是合法的 JSON', `is not JSON: ${where}`) }])
  }
}

/** The faults, a line each with its place, on standard error; the exit code for bad input. */
export function sayRefusal(refusal: Refusal, output: Output): number {
  const lines = refusal.faults.map(({ path, text: said }) => `${path}: ${said.zh} / ${said.en}`)
  const all =
    lines.length > 0 ? lines : [`${refusal.code}: ${refusal.text.zh} / ${refusal.text.en}`]
  for (const line of all) output.err(`${line.replaceAll(/[\r\n]+/g, ' ')}\n`)
  return EXIT.badInput
}

export const findCommand = (verbs: readonly Verb[], name: string): Verb | undefined =>
  verbs.find((verb) => commandName(verb.name) === name)

/** The answer as one document, and the exit code that the verb's contract gives it. */
export function printAnswer(verb: Verb, answer: unknown, output: Output): number {
  output.out(`${JSON.stringify(answer, null, 2)}\n`)
  const fails = verb.spec.fails as ((answer: unknown) => boolean) | undefined
  return fails?.(answer) === true ? EXIT.fails : EXIT.passes
}

/** Runs one verb as a command: a document in, a document out, the exit code of the contract. */
export async function runCommand(
  runtime: Runtime,
  command: { readonly verb: Verb; readonly source: string | undefined; readonly caller: Caller },
  output: Output,
): Promise<number> {
  const { verb } = command
  const optional = verb.spec.kind === 'read' && command.source === undefined
  try {
    const answer = await invoke(runtime, {
      verb,
      caller: command.caller,
      input: optional ? {} : readDocument(command.source),
      requestId: randomUUID(),
      idempotencyKey: randomUUID(),
    })
    return printAnswer(verb, answer, output)
  } catch (error) {
    if (error instanceof Refusal) return sayRefusal(error, output)
    throw error
  }
}

/** The list of commands with their titles, for `miaoqi help`. */
export function helpText(verbs: readonly Verb[]): string {
  const own = new Set(['statements', 'exportBooks'])
  const rows = verbs
    .filter((verb) => !own.has(verb.name))
    .map(
      (verb) =>
        `  ${commandName(verb.name).padEnd(28)} ${verb.spec.title.zh} / ${verb.spec.title.en}`,
    )
  return [
    '用法 / usage: npm run -s miaoqi -- <command> FILE|-  [--as USERNAME]',
    '',
    '  start                        启动 / start the product',
    '  install-county --code CODE --name NAME  建立一个县 / make a county with its administrators',
    '  verify [--export FILE]       核验审计链 / verify the audit chain',
    '  backup FILE                  备份 / back up the whole database',
    '  restore FILE                 恢复到空库 / restore into an empty database',
    '  statements --coop ID --period 2020[-Q1|-06]  三张报表 / the three statements',
    '  export-books --coop ID --format hledger|beancount|csv  导出账簿 / export a book',
    ...rows,
    '',
  ].join('\n')
}
