import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

export type Message = Out<'listMessages'>['rows'][number]

export const CHANNEL_WORDS = {
  mail: text('电子邮件', 'E-mail'),
  sms: text('短信', 'Short message'),
  print: text('纸质通知单', 'Paper notice'),
} as const satisfies Record<Message['channel'], Text>

export const STATE_WORDS = {
  waiting: text('待送', 'To go out'),
  read: text('本人已看', 'Read'),
  settled: text('已办,不必再送', 'Done meanwhile'),
  sent: text('已发出', 'Sent'),
  printed: text('已打印', 'Printed'),
  handed: text('已送达', 'Handed over'),
  failed: text('未送到', 'Did not arrive'),
} as const satisfies Record<Message['state'], Text>

export const STATE_TONES = {
  waiting: 'depends',
  read: 'pass',
  settled: null,
  sent: null,
  printed: null,
  handed: 'pass',
  failed: 'fail',
} as const satisfies Record<Message['state'], 'pass' | 'depends' | 'fail' | null>
