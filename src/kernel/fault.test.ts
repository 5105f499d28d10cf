import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { faultsOf, jsonPath, sayFaults } from './fault.ts'
import { day, id, line, yuan, yuanFromZero } from './schema.ts'
import { compareCodePoints, text, toHalfWidth } from './text.ts'

const faults = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value, { reportInput: true })
  return parsed.success ? [] : faultsOf(parsed.error).map((f) => `${f.path} ${f.text.en}`)
}

describe('faults', () => {
  test('name the place in the caller’s own document', () => {
    const schema = z.strictObject({
      holders: z.array(z.strictObject({ name: line(5), paid: yuanFromZero, on: day })),
    })
    expect(
      faults(schema, {
        holders: [{ name: '', paid: '1.234', on: '2020-02-30', 'a b': 1 }],
        extra: 1,
      }),
    ).toEqual([
      '$.holders[0].name must not be empty',
      '$.holders[0].paid must be yuan with at most two decimals, like 1234.50',
      '$.holders[0].on must be a date YYYY-MM-DD',
      '$.holders[0]["a b"] unknown field',
      '$.extra unknown field',
    ])
    expect(faults(schema, {})).toEqual(['$.holders is missing'])
    expect(faults(schema, { holders: [{ name: 'x', paid: '-1', on: '2020-01-01' }] })).toEqual([
      '$.holders[0].paid the amount must not be negative',
    ])
  })

  test('say types, values, sizes and unions', () => {
    expect(faults(z.string(), 3)).toEqual(['$ must be of type string'])
    expect(faults(z.enum(['a', 'b']), 'c')).toEqual(['$ must be one of: a, b'])
    expect(faults(z.array(z.number()).min(1), [])).toEqual(['$ too small, at least 1'])
    expect(faults(z.string().max(2), 'abc')).toEqual(['$ too big, at most 2'])
    expect(faults(z.object({ a: z.union([z.string(), z.number()]) }), { a: true })).toEqual([
      '$.a must be of type string',
    ])
    expect(faults(id, 'x')).toEqual(['$ is not an id'])
    expect(faults(yuan, 'x')[0]).toContain('yuan')
    expect(faults(z.string().regex(/a/), 'b')).toEqual(['$ has the wrong form'])
    expect(faults(line(), 'a\u202Eb')).toEqual(['$ contains a control character'])
  })

  test('a module’s words have one meaning', () => {
    sayFaults({ test_word: text('一', 'one') })
    sayFaults({ test_word: text('一', 'one') })
    expect(() => sayFaults({ test_word: text('二', 'two') })).toThrow('test_word')
    expect(jsonPath(['a', 0, 'b-c'])).toBe('$.a[0]["b-c"]')
  })
})

describe('text', () => {
  test('order by code point, also beyond the first plane', () => {
    expect(compareCodePoints('𠮷', '﨎')).toBe(1)
    expect(compareCodePoints('a', 'ab')).toBe(-1)
    expect(compareCodePoints('ab', 'a')).toBe(1)
    expect(compareCodePoints('𠮷', '𠮷')).toBe(0)
  })
  test('half-width letters, digits and signs', () => {
    expect(toHalfWidth('３７１３２３Ｘ（元）\u3000')).toBe('371323X(元) ')
  })
})
