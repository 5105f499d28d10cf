import type { Out } from '../../api.ts'

export type CaseRow = Out<'listShowcases'>['rows'][number]
export type Case = Out<'readShowcase'>
export type Shown = Case['shown']
export type Run = Shown['title'][number]

export const STATE_WORDS = {
  draft: { zh: '草稿', en: 'Draft' },
  checked: { zh: '已审核', en: 'Checked' },
  published: { zh: '已发布', en: 'Published' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<CaseRow['state'], { zh: string; en: string }>

export const STATE_TONES = {
  draft: undefined,
  checked: 'depends',
  published: 'pass',
  withdrawn: 'fail',
} as const
