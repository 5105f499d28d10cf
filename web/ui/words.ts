import type { Severity } from '../../src/kernel/finding.ts'
import { type Text, text } from '../../src/kernel/text.ts'

/*
 * Words of closed sets and of the small parts that all three doors share. Pages keep their sentences in
 * the catalogues under web/locale.
 */

export const SEVERITY_WORDS: Readonly<Record<Severity, Text>> = {
  block: text('不准办理', 'Blocks'),
  warn: text('须说明理由', 'Asks for a reason'),
  info: text('仅提示', 'For information'),
}

export const WORDS = {
  retry: text('重试', 'Try again'),
  close: text('关闭', 'Close'),
  cancel: text('取消', 'Cancel'),
  loading: text('正在读取…', 'Loading…'),
  checking: text('正在核对…', 'Checking…'),
  reading: text('口径', 'Reading'),
  measured: text('实测', 'Measured'),
  limit: text('标准', 'Limit'),
  verdict: text('结论', 'Verdict'),
  binding: text('本县采用', 'binding here'),
  notComputed: text('未能计算', 'Not computed'),
  missing: text('缺少', 'missing'),
  source: text('依据', 'Source'),
  fix: text('最小改法', 'Smallest fix'),
  rows: text('涉及的行', 'Rows that count'),
  version: text('规则版本', 'Rule version'),
  requestId: text('编号', 'Reference'),
  yuan: text('元', 'yuan'),
  wan: text('万元', '10,000 yuan'),
  pickDay: text('从日历选', 'Pick from the calendar'),
  seeRows: text('看明细', 'See the rows'),
} as const satisfies Record<string, Text>
