import { describe, expect, test } from 'vitest'
import { STATES } from './model.ts'
import { BY_HAND, channelOf, mayFollow, smsText } from './rules.ts'

describe('messages', () => {
  test('a telephone on record makes a short message, anything else a paper', () => {
    const phones = new Map([['p1', '13800000000']])
    expect(channelOf({ personId: 'p1' as never }, phones)).toBe('sms')
    expect(channelOf({ personId: 'p2' as never }, phones)).toBe('print')
    expect(channelOf({ personId: null }, phones)).toBe('print')
  })

  test('what a person may note of a message in each state', () => {
    const noted = STATES.map((state) => [
      state,
      BY_HAND.filter((next) => mayFollow(state, next)).join(' '),
    ])
    expect(Object.fromEntries(noted)).toEqual({
      waiting: 'failed',
      read: '',
      settled: '',
      sent: 'handed failed waiting',
      printed: 'handed failed waiting',
      handed: 'failed',
      failed: 'handed waiting',
    })
  })

  test('the sender stands first, as gateways ask for', () => {
    expect(smsText('沂水县', { zh: '有一件事请您办理。', en: '' })).toBe(
      '【沂水县】有一件事请您办理。请登录“妙棋”办理。',
    )
  })
})
