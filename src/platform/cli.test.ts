import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { runCommandLine } from '../commands.ts'
import { EXIT, processOutput } from './cli.ts'

describe('the output of a process', () => {
  test('a reader that has gone ends it quietly', async () => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const output = processOutput(stdout, stderr)
    expect(output.closed?.()).toBe(false)
    stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    expect(output.closed?.()).toBe(true)
    output.out('nobody reads this')
    await output.drained?.()
    expect(stdout.read()).toBeNull()
  })

  test('any other trouble is not hidden', () => {
    const stdout = new PassThrough()
    processOutput(stdout, new PassThrough())
    expect(() => stdout.emit('error', new Error('disk full'))).toThrow('disk full')
  })

  test('waits until what was written has left', async () => {
    const stdout = new PassThrough({ highWaterMark: 4 })
    const output = processOutput(stdout, new PassThrough())
    output.out('more than four')
    let left = false
    const waiting = output.drained?.().then(() => {
      left = true
    })
    await Promise.resolve()
    expect(left).toBe(false)
    stdout.resume()
    await waiting
    expect(left).toBe(true)
    expect(stdout.listenerCount('drain')).toBe(0)
  })
})

describe('a pure command without a document', () => {
  const run = async (...args: string[]) => {
    const said = { out: '', err: '' }
    const code = await runCommandLine(args, {
      env: {},
      output: {
        out: (text) => {
          said.out += text
        },
        err: (text) => {
          said.err += text
        },
      },
    })
    return { code, ...said }
  }

  test('runs when it needs none', async () => {
    const { code, out, err } = await run('templates')
    expect([code, err]).toEqual([EXIT.passes, ''])
    expect(JSON.parse(out)).toHaveProperty('templates')
  })

  test('asks for one when it does', async () => {
    const { code, out, err } = await run('check-id')
    expect([code, out]).toEqual([EXIT.badInput, ''])
    expect(err).toContain('name a file')
  })

  test('of a co-op names each option that is missing', async () => {
    const { code, err } = await run('export-books', '--format', 'csv')
    expect(code).toBe(EXIT.badInput)
    expect(err).toContain('--coop')
    expect(err).not.toContain('--format')
  })
})
