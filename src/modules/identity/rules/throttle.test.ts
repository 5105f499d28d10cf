import { describe, expect, test } from 'vitest'
import { type Instant, instant } from '../../../kernel/date.ts'
import type { Throttle } from '../model.ts'
import { addressGroup, afterAddressFailure, afterNameFailure, minutesToWait } from './throttle.ts'

const START = Date.parse('2026-11-23T00:00:00Z')
const at = (minutes: number): Instant => instant(START + minutes * 60_000)

describe('failures under a name', () => {
  test('every fifth locks: 15 minutes, then twice as long each time, a working day at most', () => {
    let known: Throttle | null = null
    const waits: number[] = []
    let minute = 0
    for (let i = 1; i <= 40; i++) {
      known = afterNameFailure(known, at(minute))
      const wait = minutesToWait(known, at(minute))
      expect(wait > 0).toBe(i % 5 === 0)
      if (wait > 0) waits.push(wait)
      minute += wait
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 480, 480])
  })

  test('a failure while locked changes nothing', () => {
    let known: Throttle | null = null
    for (let i = 0; i < 5; i++) known = afterNameFailure(known, at(0))
    for (let i = 0; i < 10; i++) expect(afterNameFailure(known, at(1))).toBe(known)
    expect(afterNameFailure(known, at(15)).failures).toBe(6)
  })

  test('a lock ends on time and not before', () => {
    let known: Throttle | null = null
    for (let i = 0; i < 5; i++) known = afterNameFailure(known, at(0))
    expect(minutesToWait(known, at(14.5))).toBe(1)
    expect(minutesToWait(known, at(15))).toBe(0)
    expect(minutesToWait(null, at(0))).toBe(0)
  })

  test('a day without failure forgets; less does not', () => {
    let known: Throttle | null = null
    for (let i = 0; i < 4; i++) known = afterNameFailure(known, at(0))
    expect(minutesToWait(afterNameFailure(known, at(24 * 60)), at(24 * 60))).toBe(15)
    expect(afterNameFailure(known, at(24 * 60 + 1)).failures).toBe(1)
  })
})

describe('failures from an address', () => {
  test('30 within a quarter of an hour make it wait until the quarter is over', () => {
    let known: Throttle | null = null
    for (let i = 1; i <= 30; i++) {
      known = afterAddressFailure(known, at(i / 10))
      expect(minutesToWait(known, at(i / 10)) > 0).toBe(i === 30)
    }
    expect(minutesToWait(known, at(15.1))).toBe(0)
    expect(afterAddressFailure(known, at(15.2)).failures).toBe(1)
  })

  test('so one address locks six names at most within that time', () => {
    let known: Throttle | null = null
    let locked = 0
    for (let name = 0; name < 100 && minutesToWait(known, at(1)) === 0; name++) {
      for (let i = 0; i < 5; i++) known = afterAddressFailure(known, at(1))
      locked += 1
    }
    expect(locked).toBe(6)
  })
})

test.each([
  ['192.168.1.20', '192.168.1.20'],
  ['::ffff:192.168.1.20', '192.168.1.20'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('address %s counts as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})
