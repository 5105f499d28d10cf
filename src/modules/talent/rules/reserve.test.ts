import { expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { ReserveAct, ReserveEvent, Step } from '../model.ts'
import { isTaken, mayAct, reserveStanding } from './reserve.ts'

const event = (
  act: ReserveAct,
  step: Step | null = null,
  reviewOn: string | null = null,
): ReserveEvent => ({ act, step, reviewOn: reviewOn === null ? null : date(reviewOn) })

test('nominated, confirmed, led on, left: each from what came before', () => {
  const events = [
    event('confirm', 'entered', '2021-05-01'),
    event('mentor'),
    event('step', 'trial'),
    event('leave'),
  ]
  const states = events.map((_, i) => reserveStanding(events.slice(0, i + 1)))
  expect(reserveStanding([])).toEqual({ state: 'nominated', step: null, reviewOn: null })
  expect(states).toEqual([
    { state: 'confirmed', step: 'entered', reviewOn: '2021-05-01' },
    { state: 'confirmed', step: 'entered', reviewOn: '2021-05-01' },
    { state: 'confirmed', step: 'trial', reviewOn: null },
    { state: 'left', step: 'trial', reviewOn: null },
  ])
  expect(reserveStanding([event('return')]).state).toBe('returned')
})

test('a nomination is decided once, and only who is in the reserve is led on', () => {
  expect(mayAct('nominated', 'confirm')).toBe(true)
  expect(mayAct('nominated', 'mentor')).toBe(false)
  for (const state of ['confirmed', 'returned', 'left'] as const) {
    expect(mayAct(state, 'return')).toBe(false)
    expect(mayAct(state, 'step')).toBe(state === 'confirmed')
    expect(isTaken(state)).toBe(state === 'confirmed')
  }
})
