import type { Severity } from '../../../kernel/finding.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Channel } from '../model.ts'

/* Closed lists of supervision in words, for papers. */

export const CHANNEL_WORDS: Readonly<Record<Channel, Text>> = {
  rule: text('规则检查', 'rule check'),
  audit: text('审计要点', 'audit point'),
  decision: text('议事决策', 'decision'),
  statement: text('账务报表', 'statement'),
  help: text('联系帮包', 'help'),
  inspection: text('检查督查', 'inspection'),
  contest: text('观摩擂台', 'contest'),
  complaint: text('群众反映', 'complaint'),
}

export const SEVERITY_WORDS: Readonly<Record<Severity, Text>> = {
  block: text('严重', 'severe'),
  warn: text('一般', 'ordinary'),
  info: text('提醒', 'a reminder'),
}

export const STAGE_WORDS: Readonly<Record<string, Text>> = {
  draft: text('拟制通知', 'notice drafted'),
  review: text('审核', 'review'),
  issue: text('签发', 'issue'),
  acknowledge: text('待签收', 'to be acknowledged'),
  plan: text('待报方案', 'plan due'),
  reply: text('整改中', 'being mended'),
  verify: text('待核查', 'to be checked'),
  close: text('待销号', 'to be closed'),
  closed: text('已销号', 'closed'),
  withdrawn: text('已撤回', 'withdrawn'),
}
