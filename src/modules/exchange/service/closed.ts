import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'

/** Only a draft can be changed, confirmed or given up. */
export function refuseClosed(status: string): void {
  if (status === 'draft') return
  throw new Refusal(
    'not_allowed_now',
    text('这次导入已经结束。', 'This import has been closed already.'),
  )
}
