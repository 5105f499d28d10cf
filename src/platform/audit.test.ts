import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, chainHash } from './audit.ts'

describe('the text that is hashed', () => {
  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
      }),
    )
  })

  test('reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test('keeps lists in order and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [2, 1], a: undefined, 沂: null })).toBe('{"b":[2,1],"沂":null}')
  })
})

describe('links', () => {
  const link = { seq: 7n, sealedAt: '2026-11-23T00:00:00.000Z', text: '["x"]' }

  test('are the hash of the link before, the number, the time of sealing and the event', () => {
    const previous = Buffer.from('00ff', 'hex')
    const text = '\n7\n2026-11-23T00:00:00.000Z\n["x"]'
    const expected = createHash('sha256').update(Buffer.concat([previous, Buffer.from(text)]))
    expect(chainHash('sha256', previous, link).toString('hex')).toBe(expected.digest('hex'))
  })

  test('SM3 is the SM3 of GB/T 32905 (its two examples)', () => {
    const sm3 = (text: string) => createHash('sm3').update(text).digest('hex')
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3('abcd'.repeat(16))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    )
    const text = '\n7\n2026-11-23T00:00:00.000Z\n["x"]'
    expect(chainHash('sm3', Buffer.alloc(0), link).toString('hex')).toBe(sm3(text))
  })
})
