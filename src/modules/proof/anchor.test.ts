import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { appendAnchor, readAnchors } from './anchor.ts'

const folder = mkdtempSync(join(tmpdir(), 'miaoqi-anchor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const head = (seq: bigint) => ({
  county: 371_323,
  seq,
  hash: 'ab'.repeat(32),
  algorithm: 'sha256',
  at: '2026-11-23T00:00:00.000Z',
})

test('heads are added one line each and read again in order', () => {
  const file = join(folder, 'a.jsonl')
  expect(readAnchors(file)).toEqual([])
  for (const seq of [1n, 2n, 9_007_199_254_740_993n]) appendAnchor(file, head(seq))
  expect(readAnchors(file).map(({ seq }) => seq)).toEqual(['1', '2', '9007199254740993'])
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4)
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('a line that a crash cut off costs that line only', () => {
  const file = join(folder, 'b.jsonl')
  appendAnchor(file, head(1n))
  appendFileSync(file, '{"county":371323,"seq":"2","ha')
  appendAnchor(file, head(3n))
  expect(readAnchors(file).map(({ seq }) => seq)).toEqual(['1', '3'])
})

test('what is no head is passed over', () => {
  const file = join(folder, 'c.jsonl')
  for (const line of [
    '',
    'null',
    '[]',
    '1',
    '{"county":"1"}',
    '{"county":1,"seq":"x","hash":"h"}',
  ]) {
    appendFileSync(file, `${line}\n`)
  }
  expect(readAnchors(file)).toEqual([])
})
