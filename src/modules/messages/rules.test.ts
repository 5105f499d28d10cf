import { describe, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { STATES } from './model.ts'
import { BY_HAND, channelOf, mailText, mayFollow, smsText } from './rules.ts'

describe('messages', () => {
  test('who gave an address gets e-mail, a telephone on record makes a short message, anything else a paper', () => {
    const reach = {
      mails: new Map([['a1', 'who@example.cn']]),
      phones: new Map([['p1', '13800000000']]),
    }
    const channel = (account: string | null, person: string | null) =>
      channelOf({ accountId: account as AnyId | null, personId: person as AnyId | null }, reach)
    expect(channel('a1', 'p1')).toBe('mail')
    expect(channel('a2', 'p1')).toBe('sms')
    expect(channel('a2', 'p2')).toBe('print')
    expect(channel(null, null)).toBe('print')
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

  test('a letter says what waits, where it is done, and that nobody reads answers', () => {
    const said = { zh: '有一件事请您办理。', en: 'Something waits for you.' }
    expect(mailText(said, 'https://miaoqi.example/cases/1').split('\n\n')).toEqual([
      '有一件事请您办理。',
      'Something waits for you.',
      'https://miaoqi.example/cases/1',
      '本邮件由“妙棋”自动发出,请勿回复。',
    ])
    expect(mailText(said, null)).not.toContain('http')
  })

  test('the sender stands first, as gateways ask for', () => {
    expect(smsText('沂水县', { zh: '有一件事请您办理。', en: '' })).toBe(
      '【沂水县】有一件事请您办理。请登录“妙棋”办理。',
    )
  })
})
